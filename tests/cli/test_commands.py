"""The command as people type it: one story a test; 0 done, 1 refused with a sentence, 2 wrong use."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit import clock

if TYPE_CHECKING:
    from tests.cli.conftest import Type

ROOT = Path(__file__).resolve().parents[2]


def piece_of(thongsuot: Type, code: str, ref: str = "II.1") -> int:
    return next(
        int(each["id"]) for each in thongsuot("tasks", "list", "--unit", code, "--json").json if each["ref"] == ref
    )


def test_without_data_it_says_how_to_begin(thongsuot: Type, home: Path) -> None:
    refused = thongsuot("board", "1")
    assert refused.code == 1
    assert "Chạy: thongsuot migrate" in refused.err
    assert not home.exists(), "looking made nothing"

    assert thongsuot("migrate").code == 0
    assert thongsuot("migrate").code == 0
    assert thongsuot("cascade", "list", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        ["nope"],
        ["board"],
        ["tasks"],
        ["why"],
        ["board", "1", "--by", "colour"],
        ["board", "1", "--as-of", "31/11/2024"],
        [],
    ],
)
def test_wrong_use_is_two(thongsuot: Type, words: list[str]) -> None:
    found = thongsuot(*words)
    assert found.code == 2
    assert "Usage" in found.out + found.err


def test_a_school_sends_and_the_phong_accepts(thongsuot: Type, told: Path) -> None:
    piece = piece_of(thongsuot, "TH-HOASEN")
    assert thongsuot("tasks", "receive", piece, "--unit", "TH-HOASEN").code == 0
    sent = thongsuot("tasks", "done", piece, "--as", "hoasen", "--note", "đã treo băng rôn", "--json").json
    assert sent[0]["progress"] == "submitted"
    assert sent[0]["code"].startswith("TS-24-")

    waiting = thongsuot("tasks", "list", "--unit", "P-GDDT", "--to-accept", "--json").json
    assert [each["id"] for each in waiting] == [piece]
    assert thongsuot("tasks", "accept", piece, "--as", "chuyenvien.gd").code == 0

    shown = thongsuot("tasks", "show", piece, "--json").json
    assert (shown["progress"], shown["timeliness"]) == ("done", "done_late")
    assert [line["event"] for line in shown["history"]] == [
        "unit_task:accepted",
        "unit_task:submitted",
        "unit_task:received",
    ]
    assert shown["history"][1]["actor_name"] == "Nguyễn Thị Lan (qua dòng lệnh)"
    assert thongsuot("verify").code == 0


def test_a_stranger_sees_nothing_and_nobody_acts_for_nobody(thongsuot: Type, told: Path) -> None:
    piece = piece_of(thongsuot, "TH-HOASEN")
    stranger = thongsuot("tasks", "done", piece, "--unit", "TH-BINHMINH")
    assert (stranger.code, stranger.out) == (1, "")
    assert "không thuộc phạm vi" in stranger.err
    nobody = thongsuot("tasks", "done", piece)
    assert nobody.code == 1
    assert "--as" in nobody.err
    assert thongsuot("tasks", "done", piece, "--as", "ai-day").err.strip() == "Không có tài khoản “ai-day”."


def test_several_pieces_go_together_or_not_at_all(thongsuot: Type, told: Path) -> None:
    mine, other = piece_of(thongsuot, "TH-HOASEN"), piece_of(thongsuot, "TH-BINHMINH")
    assert thongsuot("tasks", "receive", mine, other, "--unit", "TH-HOASEN").code == 1
    assert thongsuot("tasks", "show", mine, "--json").json["progress"] == "assigned"


def test_a_return_needs_its_reason(thongsuot: Type, told: Path) -> None:
    piece = piece_of(thongsuot, "TH-HOASEN")
    thongsuot("tasks", "done", piece, "--unit", "TH-HOASEN")
    assert thongsuot("tasks", "return", piece, "--unit", "P-GDDT").code == 2
    back = thongsuot(
        "tasks", "return", piece, "--unit", "P-GDDT", "--reason", "missing_evidence", "--note", "thiếu ảnh"
    )
    assert back.code == 0
    assert thongsuot("tasks", "accept", piece, "--unit", "P-GDDT").code == 1


def test_more_time_is_asked_for_and_granted(thongsuot: Type, told: Path) -> None:
    piece = piece_of(thongsuot, "P04")
    assert "Chưa ghi ngày mới" in thongsuot("tasks", "extend", piece, "--unit", "P04", "--note", "bận").err
    late = thongsuot(
        "tasks",
        "extend",
        piece_of(thongsuot, "TH-HOASEN"),
        "--until",
        "25/11/2024",
        "--note",
        "bận",
        "--unit",
        "TH-HOASEN",
    )
    assert "sau hạn của cấp trên 15/11/2024" in late.err  # the Phòng, which holds the same task, is due that day
    asked = thongsuot("tasks", "extend", piece, "--until", "25/11/2024", "--note", "chờ số liệu", "--unit", "P04")
    assert asked.code == 0
    (waiting,) = thongsuot("tasks", "extensions", "--unit", "UBND-TB", "--json").json or [{}]
    assert (waiting["unit_task_id"], waiting["due_asked"], waiting["reason"]) == (piece, "2024-11-25", "chờ số liệu")
    assert thongsuot("tasks", "extensions", "--refuse", waiting["id"], "--unit", "UBND-TB").code == 1
    assert thongsuot("tasks", "extensions", "--grant", waiting["id"], "--unit", "UBND-TB").code == 0
    assert thongsuot("tasks", "show", piece, "--json").json["due_on"] == "2024-11-25"
    assert thongsuot("verify").code == 0


def test_evidence_travels_with_the_report(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    paper = tmp_path / "kế hoạch.txt"
    paper.write_text("Kế hoạch của trường", encoding="utf-8")
    piece = piece_of(thongsuot, "TH-HOASEN")
    assert thongsuot("tasks", "done", piece, "--unit", "TH-HOASEN", "--file", paper).code == 0
    (kept,) = (path for path in (told / "files").glob("??/*") if path.is_file())
    files = [each for line in thongsuot("tasks", "show", piece, "--json").json["history"] for each in line["files"]]
    assert [(name, digest) for _, name, digest in files] == [("kế hoạch.txt", kept.name)]

    picture = tmp_path / "anh.jpg"
    picture.write_bytes(b"khong phai anh")
    other = piece_of(thongsuot, "TH-BINHMINH")
    refused = thongsuot("tasks", "done", other, "--unit", "TH-BINHMINH", "--file", picture)
    assert refused.code == 1
    assert thongsuot("tasks", "show", other, "--json").json["progress"] == "assigned"


def test_the_board_is_the_official_table(thongsuot: Type, told: Path) -> None:
    thongsuot("tasks", "done", piece_of(thongsuot, "TH-HOASEN"), "--unit", "TH-HOASEN")
    found = thongsuot("board", "281/kh-ubnd", "--json").json
    total = found["total"]
    assert total["total"] == 5
    assert total["total"] == sum(
        total[name] for name in ("done_on_time", "done_late", "in_time", "overdue", "no_deadline")
    )
    assert [row["label"] for row in found["rows"]] == ["Phòng, ban, ngành", "Phường, xã", "Trường"]
    assert thongsuot("board", "1", "--under", "P-GDDT", "--by", "unit", "--json").json["total"]["total"] == 4
    assert thongsuot("board", "1", "--as-of", "10/11/2024", "--json").json["total"]["overdue"] == 0

    shown = thongsuot("board", "1", "--lineage")
    assert shown.code == 0
    assert "Bảo vệ trẻ em · số liệu đến 18/11/2024" in shown.out
    assert "Ngoài bảng: được miễn 0 · đã thu hồi 0" in shown.out
    assert "chưa phát hành" in thongsuot("board", "1", "--as-of", "01/08/2024").out


def test_why_by_piece_and_by_cascade(thongsuot: Type, told: Path) -> None:
    one = thongsuot("why", piece_of(thongsuot, "TH-HOASEN"))
    assert one.out.startswith(
        "Đỏ vì quá hạn 3 ngày (hạn 15/11): chưa rõ nguyên nhân, Trường Tiểu học Hoa Sen chưa có tin từ 08/08"
    )
    assert "Gỡ nhanh nhất: " in one.out
    whole = thongsuot("why", "--cascade", "281/KH-UBND", "--json").json
    assert (whole["tone"], whole["overdue"], whole["total"]) == ("red", 4, 5)
    assert thongsuot("why", "1", "--cascade", "1").code == 2


def test_the_graph_for_people_and_for_machines(thongsuot: Type, told: Path) -> None:
    drawn = thongsuot("cascade", "graph", "1").out
    assert "Đời 0: 28-CT/TW (Bộ Chính trị · 25/12/2023 · giữ chỗ)" in drawn
    assert "Đời 1: 281/KH-UBND" in drawn
    assert "2 đơn vị: 0 xong, 2 quá hạn" in drawn
    found = thongsuot("cascade", "graph", "1", "--json").json
    known = {node["key"] for node in found["nodes"]}
    assert {edge["source"] for edge in found["edges"]} | {edge["target"] for edge in found["edges"]} <= known
    assert thongsuot("documents", "graph", "281/KH-UBND").out.count("Đời") == 2
    assert thongsuot("documents", "graph", "999/KH").code == 1
    assert [each["is_placeholder"] for each in thongsuot("documents", "list", "--json").json] == [True, False]


def test_foresight_saves_nothing(thongsuot: Type, told: Path) -> None:
    pieces = [word for code in ("TH-HOASEN", "TH-BINHMINH") for word in ("--done", piece_of(thongsuot, code))]
    found = thongsuot("cascade", "what-if", "1", *pieces, "--json").json
    assert found[0]["name"] == "Phòng Giáo dục và Đào tạo"
    assert (found[0]["reached_before"], found[0]["reached_after"]) == (False, True)
    assert thongsuot("board", "1", "--json").json["total"]["done"] == 0
    task = thongsuot("cascade", "show", "1", "--json").json["tasks"][0]["id"]
    assert "→ đã đạt" not in thongsuot("cascade", "what-if", "1", "--policy", f"{task}=1").out
    assert thongsuot("cascade", "what-if", "1", "--policy", "nhiều").code == 2
    assert thongsuot("cascade", "latest", "1").out.endswith("Các hạn đang có đều kịp.\n")


def test_units_come_in_whole_or_not_at_all(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    good = "ma,ten,cap,loai,cap_tren\nTH-MOI,Trường Tiểu học Mới,TRUONG,TH,P-GDDT\n"
    bad = good + "TH-LAC,Trường Tiểu học Lạc,TRUONG,TH,P-KHONGCO\n"
    (tmp_path / "good.csv").write_text(good, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(bad, encoding="utf-8")

    refused = thongsuot("units", "import", tmp_path / "bad.csv")
    assert refused.code == 1
    assert "P-KHONGCO" in refused.err
    assert thongsuot("units", "import", tmp_path / "good.csv", "--dry-run").code == 0
    assert thongsuot("units", "show", "TH-MOI").code == 1
    assert thongsuot("units", "import", tmp_path / "good.csv").code == 0
    assert thongsuot("units", "show", "TH-MOI", "--json").json["superior_name"] == "Phòng Giáo dục và Đào tạo"


def test_a_paper_becomes_a_draft_and_a_cascade(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    """Nothing is issued before somebody has confirmed what was read."""
    paper = tmp_path / "ke-hoach.txt"
    paper.write_text(
        "ỦY BAN NHÂN DÂN\nQUẬN TÂN BÌNH\nSố: 300/KH-UBND\nTân Bình, ngày 01 tháng 11 năm 2024\n\nKẾ HOẠCH\nVề kiểm tra trường học\n\n"
        "Căn cứ Kế hoạch số 281/KH-UBND ngày 08 tháng 8 năm 2024 của Ủy ban nhân dân quận Tân Bình;\n\n"
        "I. NHIỆM VỤ\n1. Kiểm tra bếp ăn các trường.\n- Chủ trì: Phòng Giáo dục và Đào tạo.\n- Thời gian: trước ngày 20 tháng 12 năm 2024.\n",
        encoding="utf-8",
    )
    made = thongsuot("cascade", "new", paper, "--as", "vanphong.quan", "--json").json
    draft = made["draft_id"]
    early = thongsuot("cascade", "issue", draft, "--as", "vanphong.quan")
    assert early.code == 1
    assert thongsuot("cascade", "draft", draft, "--as", "hoasen").code == 1

    seen = thongsuot("cascade", "draft", draft, "--confirm", "--as", "vanphong.quan", "--json").json
    assert [task["due_on"] for task in seen["content"]["tasks"]] == ["2024-12-20"]
    assert seen["problems"] == []
    issued = thongsuot("cascade", "issue", draft, "--as", "vanphong.quan", "--json").json
    assert issued["expected_count"] == 1
    shown = thongsuot("cascade", "show", "300/KH-UBND", "--json").json
    assert (shown["id"], shown["opening"]["state"]) == (issued["cascade_id"], "open")
    # It stands on 281/KH-UBND, which stands on 28-CT/TW.
    assert thongsuot("documents", "graph", "300/KH-UBND").out.count("Đời") == 3


def test_a_cascade_is_taken_back_with_a_reason_and_keeps_its_past(thongsuot: Type, told: Path) -> None:
    assert "Chưa nêu lý do" in thongsuot("cascade", "revoke", "281/KH-UBND", "--unit", "UBND-TB").err
    assert thongsuot("cascade", "revoke", "281/KH-UBND", "--unit", "P-GDDT", "--note", "nhầm").code == 1
    done = thongsuot("cascade", "revoke", "281/KH-UBND", "--unit", "UBND-TB", "--note", "Ban hành nhầm phụ lục")
    assert done.code == 0
    assert thongsuot("board", "281/KH-UBND", "--json").json["total"]["total"] == 0
    assert thongsuot("board", "281/KH-UBND", "--as-of", "2024-11-17", "--json").json["total"]["total"] == 5
    assert thongsuot("verify").code == 0


def test_reading_prints_the_contract(thongsuot: Type, tmp_path: Path) -> None:
    paper = tmp_path / "cv.txt"
    paper.write_text("Số: 12/CV-TH\nKính gửi: Phòng Giáo dục và Đào tạo\n", encoding="utf-8")
    found = thongsuot("read", paper, "--json").json
    assert {"document", "citations", "tasks", "reporting", "recipients", "report_forms", "problems"} <= found.keys()
    missing = thongsuot("read", tmp_path / "khong-co.docx")
    assert missing.code == 1
    assert "Không tìm thấy tệp" in missing.err


def test_the_first_account(thongsuot: Type, told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("Mot-mat-khau-dai-2024\n"))
    added = thongsuot(
        "users", "add", "moi@example.vn", "--name", "Cán bộ Mới", "--unit", "TH-HOASEN", "--role", "performer"
    )
    assert (added.code, added.err) == (0, "")
    assert "moi@example.vn" in {each["login"] for each in thongsuot("users", "list", "--json").json}
    assert thongsuot("tasks", "receive", piece_of(thongsuot, "TH-HOASEN"), "--as", "moi@example.vn").code == 0


def test_rolling_up_by_hand(thongsuot: Type, told: Path) -> None:
    for code in ("TH-HOASEN", "TH-BINHMINH"):
        piece = piece_of(thongsuot, code)
        thongsuot("tasks", "done", piece, "--unit", code)
        thongsuot("tasks", "accept", piece, "--unit", "P-GDDT")
    assert thongsuot("roll-up").out.startswith("Đã tổng hợp: 1 nơi vừa đạt")


def test_doctor_says_what_is_missing(thongsuot: Type, told: Path) -> None:
    found = thongsuot("doctor", "--json").json
    assert {check["name"]: check["ok"] for check in found["checks"]}["Dữ liệu"] is True
    (told / "thongsuot.db").write_bytes(b"khong phai co so du lieu")
    broken = thongsuot("doctor")
    assert broken.code == 1
    assert "✗ Dữ liệu" in broken.out


def test_marking_starts_without_what_it_does_not_use() -> None:
    """Neither Prefect nor networkx nor Alembic stands between a person and a mark."""
    code = (
        "import sys; from cli.app import main; code = main(['tasks', 'done', '1', '--unit', 'X']); "
        "print(code, sorted({name.split('.')[0] for name in sys.modules}))"
    )
    seen = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "THONGSUOT_HOME": "khong-co"},
    )  # fmt: skip
    answer, _, modules = seen.stdout.partition(" ")
    assert answer == "1", seen.stderr
    loaded = set(ast.literal_eval(modules))
    assert "sqlalchemy" in loaded
    assert not loaded & {"prefect", "networkx", "alembic", "fastapi", "docx"}


def test_a_reader_that_closes_the_pipe_is_no_fault(told: Path) -> None:
    """`thongsuot units list | head -1`"""
    environment = {**os.environ, "THONGSUOT_HOME": str(told), "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -P -m cli.app units list --json | head -1"
    seen = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=environment
    )
    assert (seen.stdout, seen.stderr) == ("[\n", "")
    assert clock.today().year == 2024
