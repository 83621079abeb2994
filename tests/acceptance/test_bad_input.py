"""What goes wrong in offices: an empty file, a bomb, a list with faults, a neighbour's address. One sentence, nothing half written.

By use case, by command (exit 1, the sentence on stderr) and by page or API, where each exists.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cascade.actor import SYSTEM
from cascade.drafting import checks as draft_checks
from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.issuing.issue import issue
from cascade.marking import unit_tasks
from cascade.orders import CascadeOrder, TaskOrder
from cascade.store.unit_tasks import find
from cascade.units.importing import import_file
from documents import UnreadableFile, read_file, read_text
from kit import clock
from kit.errors import NotFound, Refusal
from kit.settings import settings
from kit.vocabulary import EventTag, Progress
from models.session import Database
from models.sql import run
from tests.acceptance import district_story as story
from tests.acceptance import paper
from tests.acceptance.conftest import Told
from tests.acceptance.surfaces import Said, Visitor, command

UNSEEN = frozenset({"user_session", "api_token", "sign_in_failure"})
"""Tables of who is signed in: a visit may write there."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    return tmp_path / "home"


def rows(db: Database) -> dict[str, int]:
    """How many rows every table has."""
    with db.read() as tx:
        tables = [
            str(name)
            for name in run(
                tx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).scalars()
        ]
        return {
            name: int(run(tx, f"SELECT count(*) FROM {name}").scalar_one()) for name in tables if name not in UNSEEN
        }


def is_one_sentence(words: str) -> bool:
    """Vietnamese, said to an officer: a beginning, an end, no fragment of a program."""
    text = words.strip()
    unsaid = re.search(r"Traceback|Error|Exception|None|\bNULL\b|[{}<>]|sqlite|/tmp/", text)
    return (
        bool(text)
        and text[0].isupper()
        and text.endswith((".", ":"))
        and "\n" not in text
        and not unsaid
        and not text.isascii()
    )


def refused(said: Said) -> str:
    """The sentence a command was refused with."""
    assert said.code == 1, said
    assert said.out == ""
    first = said.err.splitlines()[0]
    assert is_one_sentence(first), said.err
    return first


def sentence_of(page: str) -> str:
    """What the summary at the top of a refused form says."""
    found = re.search(r'<div class="errors".*?<li>(.*?)</li>', page, re.DOTALL)
    assert found, "no summary of errors on the page"
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


# ------------------------------------------------------------------------------------------------------------- files
def bomb(path: Path) -> None:
    """A Word file of a few hundred kilobytes that unpacks to 400 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b"\0" * 1024 * 1024)


FILES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "an empty file": ("trong.docx", lambda path: path.write_bytes(b""), "không có nội dung"),
    "random bytes called .docx": ("ke-hoach.docx", lambda path: path.write_bytes(os.urandom(40_000)), ".docx"),
    "a bomb of 400 MB": ("bom.docx", bomb, "tệp"),
    "a program called .pdf": ("bang-ke.pdf", lambda path: path.write_bytes(b"MZ" + os.urandom(20_000)), ".pdf"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(told: Told, tmp_path: Path, name: str) -> None:
    file_name, make, says = FILES[name]
    path = tmp_path / file_name
    make(path)
    assert path.stat().st_size < 5_000_000, "small on disk"
    db = told.district.db
    before = rows(db)

    with pytest.raises(UnreadableFile) as why:
        read_file(path)
    assert is_one_sentence(why.value.message)
    assert says in why.value.message.lower()

    assert says in refused(command(db, "cascade", "new", str(path), "--as", story.DEPARTMENT)).lower()

    office = Visitor(told.district, story.DEPARTMENT)
    answer = office.send("/giao/moi", {"cach": "tep"}, seen="/giao/moi", files={"tep": (file_name, path.read_bytes())})
    assert answer.status_code in (415, 422)
    assert is_one_sentence(sentence_of(answer.text))
    assert says in sentence_of(answer.text).lower()
    assert rows(db) == before


def test_evidence_that_is_no_file_of_its_kind(told: Told) -> None:
    """The piece stays as it was, the note that was typed is given back."""
    piece = told.district.pieces("schools", story.HARD)["NL-HUONGDUONG"]
    db = told.district.db
    before = rows(db)
    unit = Visitor(told.district, "huongduong")
    for file_name, data in (("anh.jpg", b""), ("anh.jpg", os.urandom(3000)), ("chay.exe", b"MZ" + os.urandom(300))):
        answer = unit.send(
            f"/viec/{piece}/bao-xong", {"note": "Đã cài xong 26 em", "_version": "1"}, seen=f"/viec/{piece}", files={"files": (file_name, data)}
        )  # fmt: skip
        assert answer.status_code in (415, 422), (file_name, answer.status_code)
        assert is_one_sentence(sentence_of(answer.text)), sentence_of(answer.text)
        assert "Đã cài xong 26 em" in answer.text
    assert rows(db) == before


# ------------------------------------------------------------------------------------------------------------- units
LIST = """ma,ten,cap,loai,cap_tren,tuyen
P-MOT,Phòng Một,PHONG,PHONG,P-HAI,
P-HAI,Phòng Hai,PHONG,PHONG,P-MOT,
TH-TRUNG,Trường Tiểu học Trùng,TRUONG,TH,P-GDDT,
TH-TRUNG,Trường Tiểu học Trùng Lặp,TRUONG,TH,P-GDDT,
TH-LAC,Trường Tiểu học Lạc,TRUONG,TH,KHONG-CO,
TH-MOI,Trường Tiểu học Mới,TRUONG,TH,P-GDDT,
"""


def test_a_list_of_units_with_faults_shows_all_of_them_and_writes_nothing(told: Told, tmp_path: Path) -> None:
    db = told.district.db
    before = rows(db)
    report = db.write(lambda tx: import_file(tx, actor=SYSTEM, data=LIST.encode(), file_name="don-vi.csv"))
    said = [str(problem) for problem in report.problems]
    assert all(is_one_sentence(each) for each in said), said
    for fault in ("vòng Phòng Một → Phòng Hai → Phòng Một", "TH-TRUNG", "KHONG-CO"):
        assert any(fault in each for each in said), (fault, said)
    path = tmp_path / "don-vi.csv"
    path.write_text(LIST, encoding="utf-8")
    typed = command(db, "units", "import", str(path))
    refused(typed)
    assert typed.err.splitlines()[1:] == said, "the command tells every fault at once"
    assert rows(db) == before, "the good row waits for the others"


# ------------------------------------------------------------------------------------------------------------ drafts
def a_draft(told: Told, **edit: str) -> int:
    """The department's plan for road safety, confirmed but for what `edit` spoils."""
    actor = told.district.person(story.DEPARTMENT)

    def work(tx: Connection) -> int:
        text = paper.words()
        for old, new in edit.items():
            assert old.replace("_", " ") in text
            text = text.replace(old.replace("_", " "), new)
        made = drafts.new_from_reading(tx, actor=actor, reading=read_text(text).to_json())
        content = drafts.load(tx, actor=actor, draft_id=made.draft_id).content
        saved = drafts.save(
            tx, actor=actor, draft_id=made.draft_id, version=1, content=draft_checks.confirmed_everything(content)
        )
        return saved.id

    return told.district.db.write(work)


def test_a_group_nobody_knows_blocks_the_issue_by_name(told: Told) -> None:
    group = "các câu lạc bộ thiên văn"
    db = told.district.db
    draft_id = a_draft(told, Hiệu_trưởng_các_trường_tiểu_học=group)
    before = rows(db)

    with pytest.raises(Refusal) as why:
        db.write(lambda tx: drafts.issue_draft(tx, actor=told.district.person(story.DEPARTMENT), draft_id=draft_id))
    assert is_one_sentence(why.value.message)
    assert group in why.value.message
    assert "bước 3" in why.value.message, "and where it is put right"

    assert group in refused(command(db, "cascade", "issue", str(draft_id), "--as", story.DEPARTMENT))

    office = Visitor(told.district, story.DEPARTMENT)
    answer = office.send(f"/giao/moi/{draft_id}/5", {"doi_chieu": "1", "_version": "2"}, seen=f"/giao/moi/{draft_id}/5")
    assert answer.status_code == 422
    assert group in sentence_of(answer.text)
    assert rows(db) == before


def test_a_plan_that_would_stand_on_itself_is_refused_with_the_way_round(told: Told) -> None:
    """A school under the department's plan issues the district's plan again: each paper would carry out the other."""
    district = told.district
    piece = district.pieces("schools", "II.3")["TH-HOASEN"]
    with district.db.read() as tx:
        document = int(
            run(tx, "SELECT document_id FROM cascade WHERE id = ?", (district.cascades["district"],)).scalar_one()
        )
    order = CascadeOrder(
        document,
        district.units["TH-HOASEN"],
        "Kế hoạch của trường",
        (TaskOrder("Truyền thông", (district.units["TH-HOASEN"],), carries_out_id=piece),),
    )
    before = rows(district.db)
    with pytest.raises(Refusal) as why, clock.at(story.TODAY):
        district.db.write(lambda tx: issue(tx, actor=district.person("hoasen"), order=order))
    assert is_one_sentence(why.value.message), why.value.message
    assert re.search(r"281/KH-UBND → .*1526/KH-GDĐT.* → .*281/KH-UBND", why.value.message), (
        "the path that closes the circle"
    )
    assert rows(district.db) == before


def test_tasks_that_wait_for_each_other_are_refused(told: Told) -> None:
    district = told.district
    with district.db.read() as tx:
        document = int(
            run(tx, "SELECT document_id FROM cascade WHERE id = ?", (district.cascades["schools"],)).scalar_one()
        )
    held = (district.units["TH-HOASEN"],)
    tasks = (TaskOrder("Lập kế hoạch", held, ref="1", after=(1,)), TaskOrder("Thực hiện", held, ref="2", after=(0,)))
    before = rows(district.db)
    with pytest.raises(Refusal, match="vòng") as why:
        district.db.write(
            lambda tx: issue(
                tx,
                actor=district.person(story.DEPARTMENT),
                order=CascadeOrder(document, district.units["P-GDDT"], "Vòng", tasks),
            )
        )
    assert is_one_sentence(why.value.message)
    assert rows(district.db) == before


def test_a_date_that_is_none_is_said_at_its_field(told: Told) -> None:
    draft_id = a_draft(told)
    office = Visitor(told.district, story.DEPARTMENT)
    before = rows(told.district.db)
    answer = office.send(
        f"/giao/moi/{draft_id}/2",
        {"lam": "luu", "f.date": "31/02/2026", "_version": "2"},
        seen=f"/giao/moi/{draft_id}/2",
    )
    assert answer.status_code == 422
    assert is_one_sentence(sentence_of(answer.text))
    assert "31/02/2026" in answer.text, "what was typed is given back"
    assert rows(told.district.db) == before
    with pytest.raises(Refusal):
        draft_edits.edit_head(told.schools, {"date": "31/02/2026"})


# ------------------------------------------------------------------------------------------------------------- marks
def test_a_siblings_piece_does_not_exist(told: Told) -> None:
    """Not "not allowed": 404, the same as for a piece that never was."""
    district, db = told.district, told.district.db
    piece = district.pieces("schools", story.HARD)["NL-GAUCON"]
    neighbour = Visitor(district, "hoasen")
    before = rows(db)
    with pytest.raises(NotFound) as why:
        district.do(unit_tasks.submit, district.person("hoasen"), piece)
    assert is_one_sentence(why.value.message)

    assert refused(command(db, "tasks", "done", str(piece), "--as", "hoasen")) == why.value.message
    never = command(db, "tasks", "done", "99999999", "--as", "hoasen")
    assert refused(never) == why.value.message, "as if it did not exist"

    for address in (f"/viec/{piece}", f"/vi-sao/{piece}", "/viec/99999999"):
        assert neighbour.client.get(address, follow_redirects=False).status_code == 404, address
    assert neighbour.send(f"/viec/{piece}/bao-xong", {"note": "thay bạn"}, seen="/thong-bao").status_code == 404
    headers = {"Authorization": f"Bearer {neighbour.token}", "Idempotency-Key": "k1"}
    answer = neighbour.client.post(f"/api/v1/unit-tasks/{piece}/submit", json={"note": "thay bạn"}, headers=headers)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert rows(db) == before


def test_sent_twice_is_done_once_and_answered_the_same(told: Told) -> None:
    district, db = told.district, told.district.db
    piece = district.pieces("schools", "II.3")["TH-HOASEN"]
    school = Visitor(district, "hoasen")
    with db.read() as tx:
        version = str(find(tx, piece).version)
    before = rows(db)
    sent = [
        school.send(f"/viec/{piece}/bao-xong", {"note": "Đã làm", "_version": version}, seen="/thong-bao", key="mot-lan-bam")
        for _ in range(3)
    ]  # fmt: skip
    assert [answer.status_code for answer in sent] == [303, 303, 303]
    assert len({answer.headers["location"] for answer in sent}) == 1, "the same receipt"
    other = school.send(
        f"/viec/{piece}/bao-xong", {"note": "Việc khác", "_version": version}, seen="/thong-bao", key="mot-lan-bam"
    )
    assert other.status_code == 422, "the same key with other words is another sending"

    with db.read() as tx:
        assert find(tx, piece).progress is Progress.SUBMITTED
        told_of = run(tx, "SELECT event FROM journal WHERE unit_task_id = ? ORDER BY id", (piece,)).scalars()
    assert told_of.count(EventTag.SUBMITTED.value) == 1
    after = rows(db)
    assert after["journal"] - before["journal"] == len(told_of)

    headers = {"Authorization": f"Bearer {school.token}", "Idempotency-Key": "api-1"}
    answers = [
        school.client.post(f"/api/v1/unit-tasks/{piece}/withdraw", json={}, headers=headers).json() for _ in range(2)
    ]
    assert (answers[0].pop("replayed"), answers[1].pop("replayed")) == (False, True)
    assert answers[0] == answers[1]
    again = command(db, "tasks", "done", str(piece), "--as", "hoasen")
    assert again.code == 0, again.err
    assert "báo xong" in refused(command(db, "tasks", "done", str(piece), "--as", "hoasen")).lower(), (
        "a second command says what state it is in"
    )


def test_a_stale_page_is_told_and_keeps_what_was_typed(told: Told) -> None:
    district = told.district
    piece = district.pieces("schools", "II.3")["TH-HOASEN"]
    school = Visitor(district, "hoasen")
    with district.db.read() as tx:
        seen = find(tx, piece).version
    district.do(unit_tasks.start, district.person("hoasen"), piece, note="Người khác vừa ghi")
    before = rows(district.db)
    answer = school.send(f"/viec/{piece}/bao-xong", {"note": "Viết từ sáng", "_version": str(seen)}, seen="/thong-bao")
    assert answer.status_code == 409
    assert "Viết từ sáng" in answer.text
    assert "Người khác vừa ghi" in answer.text, "both versions in sight"
    assert rows(district.db) == before
