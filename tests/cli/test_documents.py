"""`documents`: papers put in the register from files, their lineage drawn, their disagreements told, placeholders bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Type

LETTER = """UBND QUẬN TÂN BÌNH             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO             Độc lập - Tự do - Hạnh phúc

Số: {number}/KH-PGDĐT               Tân Bình, ngày 20 tháng 9 năm 2024

KẾ HOẠCH
{subject}

Căn cứ Kế hoạch số 281/KH-UBND ngày {day} tháng 8 năm 2024 của Ủy ban nhân dân quận Tân Bình về bảo vệ trẻ em;
Thực hiện Thông tư số 13/2021/TT-BLĐTBXH ngày 30/9/2021 của Bộ Lao động - Thương binh và Xã hội.

I. NHIỆM VỤ
1. Các trường tiểu học lập kế hoạch trước ngày 15/10/2024; liên hệ ông Trần Văn Mẫu, điện thoại 0900 000 031.
"""


def letter(folder: Path, number: str, subject: str, day: str = "08") -> Path:
    path = folder / f"{number}.txt"
    path.write_text(LETTER.format(number=number, subject=subject, day=day), encoding="utf-8")
    return path


def test_files_are_added_once_and_their_lineage_drawn(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    files = [letter(tmp_path, "9", "Bảo vệ trẻ em trong trường"), letter(tmp_path, "10", "Tháng an toàn trường học")]
    added = thongsuot("documents", "add", *files, "--unit", "P-GDDT", "--json").json
    assert [(each["number"], each["is_known"]) for each in added] == [("9/KH-PGDĐT", False), ("10/KH-PGDĐT", False)]
    assert "đã có trong sổ" in thongsuot("documents", "add", files[0], "--unit", "P-GDDT").out

    drawn = thongsuot("documents", "graph", "9/KH-PGDĐT").out
    lines = drawn.splitlines()
    root = "Đời 0: Chỉ thị 28-CT/TW (Bộ Chính trị · 25/12/2023 · cấp Trung ương · tuyến Đảng · giữ chỗ)"
    assert lines[0].startswith("Đời 0: ")
    assert root in lines, drawn
    assert "  28-CT/TW → 281/KH-UBND → 9/KH-PGDĐT" in lines
    assert "văn bản này" in drawn
    assert "10/KH-PGDĐT" not in drawn, "a sibling is no part of the lineage"
    assert "10/KH-PGDĐT" in thongsuot("documents", "graph", "281/KH-UBND").out

    found = thongsuot("documents", "graph", "9/KH-PGDĐT", "--json").json
    levels = {node["name"]: (node["level"], node["line"], node["generation"]) for node in found["nodes"]}
    assert levels["281/KH-UBND"] == (2, "state", 1)
    assert levels["9/KH-PGDĐT"][0] == 3
    kinds = {(edge["source"], edge["target"]): edge["kind"] for edge in found["edges"]}
    keys = {node["name"]: node["key"] for node in found["nodes"]}
    assert kinds[keys["9/KH-PGDĐT"], keys["281/KH-UBND"]] == "basis"


def test_problems_are_told_between_papers_and_inside_each(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    first, other = letter(tmp_path, "9", "Bảo vệ trẻ em"), letter(tmp_path, "10", "An toàn trường học", day="18")
    thongsuot("documents", "add", first, other, "--unit", "P-GDDT")
    said = thongsuot("documents", "problems").out
    assert "281/KH-UBND được ghi hai ngày ban hành" in said
    assert "09xx xxx 031" in said
    assert "0900 000 031" not in said
    found = thongsuot("documents", "problems", "10/KH-PGDĐT", "--json").json
    (dates,) = [each for each in found["between"] if each["kind"] == "two_dates"]
    assert all(set(place) == {"document_id", "name", "span"} for place in dates["places"])
    assert {each["kind"] for each in found["inside"]} >= {"personal_phone"}
    assert all(each["places"][0]["name"] == "10/KH-PGDĐT" for each in found["inside"])
    assert thongsuot("documents", "problems", "999/KH").code == 1


def test_a_placeholder_is_bound_by_its_place_in_the_register(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    (added,) = thongsuot("documents", "add", letter(tmp_path, "9", "Bảo vệ trẻ em"), "--unit", "P-GDDT", "--json").json
    listed = thongsuot("documents", "list", "--json").json
    (waiting,) = [each["id"] for each in listed if each["number"] == "13/2021/TT-BLĐTBXH"]
    (directive,) = [each["id"] for each in listed if each["number"] == "28-CT/TW"]
    refused = thongsuot("documents", "bind", added["document_id"], directive)
    assert refused.code == 1
    assert "không phải văn bản giữ chỗ" in refused.err
    assert thongsuot("documents", "bind", waiting, directive).code == 0
    assert waiting not in [each["id"] for each in thongsuot("documents", "list", "--json").json]


def test_a_register_begins_before_there_are_units(thongsuot: Type, home: Path, tmp_path: Path) -> None:
    home.mkdir()
    assert thongsuot("migrate").code == 0
    added = thongsuot("documents", "add", letter(tmp_path, "9", "Bảo vệ trẻ em trong trường"))
    assert added.code == 0, added.err
    assert "281/KH-UBND → 9/KH-PGDĐT" in thongsuot("documents", "graph", "9/KH-PGDĐT").out


def test_where_there_are_units_a_paper_is_somebodys(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    refused = thongsuot("documents", "add", letter(tmp_path, "9", "Bảo vệ trẻ em trong trường"))
    assert refused.code == 1
    assert "--unit" in refused.err
