"""The story a vice-chairman understands, told through the use cases: a plan of the district, a plan of its department under it.

The papers are the two seeds, read as they are; the units are the sample district's. Told at fixed days of 2024, so that every
figure can be reckoned by hand.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import checks as draft_checks
from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting.content import DraftContent
from cascade.issuing import opening
from cascade.marking import unit_tasks
from cascade.papers import evidence
from cascade.sample.district import lay_district
from cascade.sample.story import person
from cascade.store.unit_tasks import ids_of, views
from cascade.units.selection import Selection, expand
from cli.context import UnitByHand
from documents import read_text
from kit import clock
from kit.vocabulary import Obstacle, ReturnReason, Role, UnitRole
from models.session import Database

ROOT = Path(__file__).resolve().parents[2]
OFFICE, DEPARTMENT, CONSOLIDATOR = "vanphong.quan", "chuyenvien.gd", "chuyenvien.ldtbxh"
SCHOOL_TYPES = ("MN", "TH", "THCS", "NLMGDL")
ISSUED = clock.local(2024, 8, 8, 9)
FOLLOWED = clock.local(2024, 8, 26, 9)
TODAY = clock.local(2024, 11, 18, 8, 15)
DUE_ABOVE, DUE_SCHOOLS, DUE_HARD = date(2024, 12, 5), date(2024, 11, 20), date(2024, 11, 15)
CONSOLIDATION_DAYS = 11
HARD = "II.4"


def seed(number: str) -> str:
    """The text of a seed, or a clear skip where the seeds do not stand beside the repository."""
    folder = Path(os.environ.get("THONGSUOT_SHARED", ROOT.parent / "shared")) / "seeds"
    found = sorted(folder.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seed documents are not here ({number} is looked for in ../shared/seeds, or THONGSUOT_SHARED)")
    return found[0].read_text(encoding="utf-8")


@dataclass
class District:
    """The sample district, and its people by their sign-ins or by their unit's code."""

    db: Database
    units: dict[str, int]
    cascades: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def person(self, login: str) -> Actor:
        if login not in self.actors:
            with self.db.read() as tx:
                self.actors[login] = person(tx, login)
        return self.actors[login]

    def someone_of(self, code: str) -> Actor:
        """Whoever answers for a unit, account or not: the department's clerk may type for a nursery that answers by letter."""
        return UnitByHand(None, f"Cán bộ {code}", self.units[code], frozenset({Role.PERFORMER, Role.HEAD}))

    def pieces(self, cascade: str, ref: str) -> dict[str, int]:
        """unit code → its lead share of an item of a cascade."""
        codes = {unit_id: code for code, unit_id in self.units.items()}
        found: dict[str, int] = {}
        with self.db.read() as tx:
            for unit_id, code in codes.items():
                for view in views(tx, ids_of(tx, unit_id, self.cascades[cascade])):
                    if view.ref == ref and view.role is UnitRole.LEAD:
                        found[code] = view.id
        return found

    def do(self, verb: Any, who: Actor, unit_task_id: int, **more: Any) -> Any:
        return self.db.write(lambda tx: verb(tx, actor=who, unit_task_id=unit_task_id, **more))


def lay(db: Database) -> District:
    with clock.at(clock.local(2024, 7, 1)):
        return District(db, db.write(lay_district))


def issue_from_paper(
    district: District,
    login: str,
    text: str,
    check: Callable[[DraftContent, drafts.Desk], DraftContent],
    parent: int | None = None,
) -> tuple[int, DraftContent]:
    """From a paper's words to open work: read, proposed, checked by a person, issued."""
    reading = read_text(text).to_json()
    actor = district.person(login)

    def draft(tx: Connection) -> tuple[int, DraftContent]:
        made = drafts.new_from_reading(tx, actor=actor, reading=reading, parent_unit_task_id=parent)
        return made.draft_id, drafts.load(tx, actor=actor, draft_id=made.draft_id).content

    draft_id, content = district.db.write(draft)

    def issue(tx: Connection) -> tuple[int, DraftContent]:
        checked = check(content, drafts.desk(tx, actor, content=content))
        saved = drafts.save(tx, actor=actor, draft_id=draft_id, version=1, content=checked, step=6)
        issued = drafts.issue_draft(tx, actor=actor, draft_id=draft_id, version=saved.version)
        opening.open_all(tx, issued.cascade_id)
        return issued.cascade_id, checked

    return district.db.write(issue)


def issue_district(district: District) -> DraftContent:
    """Seed 003, checked by the clerk of the district's office: its number and day, one lead for BHYT, dates."""

    def check(content: DraftContent, desk: drafts.Desk) -> DraftContent:
        content = draft_edits.edit_head(content, {"number": "281/KH-UBND", "date": "08/8/2024"})
        content = draft_edits.one_lead(content, _key(content, "II.4"), district.units["P-YT"])
        for ref in ("II.2", "II.5"):
            content = draft_edits.keep_joint_leads(content, _key(content, ref))
        for ref, due in (("II.2", date(2024, 10, 31)), ("II.6", DUE_ABOVE), ("IV.5.b1", date(2024, 9, 13))):
            content = draft_edits.edit_task(content, _key(content, ref), {"due_on": due})
        return draft_checks.confirmed_everything(content)

    district.cascades["district"], content = issue_from_paper(district, OFFICE, seed("003"), check)
    return content


def issue_schools(district: District) -> DraftContent:
    """Seed 000, the department's own plan under II.6, to every school and nursery group of the district."""

    def check(content: DraftContent, desk: drafts.Desk) -> DraftContent:
        content = draft_edits.edit_head(content, {"number": "1526/KH-GDĐT", "date": "26/8/2024"})
        selection = Selection(types=SCHOOL_TYPES, under=district.units["P-GDDT"])
        content = draft_edits.choose_for_group(content, selection, expand(selection, desk.reader.directory))
        content = draft_edits.set_rules(content, consolidation_days=CONSOLIDATION_DAYS)
        content = draft_edits.edit_task(content, _key(content, HARD), {"due_on": DUE_HARD})
        content = draft_edits.due_for_undated(
            content, DUE_SCHOOLS, keys=[_key(content, ref) for ref in ("II.3", "II.9")]
        )
        return draft_checks.confirmed_everything(content)

    above = district.pieces("district", "II.6")["P-GDDT"]
    district.cascades["schools"], content = issue_from_paper(district, DEPARTMENT, seed("000"), check, parent=above)
    return content


@dataclass
class Marked:
    """What the schools did about BHYT (II.4), by unit code."""

    on_time: list[str]
    returned: str
    late: str
    waiting: str
    silent: list[str]
    stuck: str
    exempt: str

    @property
    def done(self) -> int:
        return len(self.on_time) + 2


def carry_out_above(district: District, files: Path) -> None:
    """What the departments and wards of the district did by themselves: their data (II.2), their own plans (IV.5.b1)."""
    paper = evidence.keep(files, BytesIO("Kế hoạch đã ký\n".encode()), "ke-hoach-da-ky.txt")
    plan = (unit_tasks.FileRef(paper.sha256, paper.file_name),)
    district.db.write(lambda tx: evidence.record(tx, paper))
    for ref, sent in (("IV.5.b1", clock.local(2024, 9, 10)), ("II.2", clock.local(2024, 10, 28))):
        for code, piece in district.pieces("district", ref).items():
            with clock.at(sent):
                district.do(unit_tasks.submit, district.someone_of(code), piece, note="Đã thực hiện", files=plan)
            with clock.at(sent + timedelta(days=2)):
                district.do(unit_tasks.accept, district.person(OFFICE), piece)


def mark(district: District) -> Marked:
    """II.4: nearly all done; one returned and sent again; one sent late; one waiting; two silent and one stuck; one exempt."""
    pieces = district.pieces("schools", HARD)
    special = {"TH-HOASEN", "TH-BINHMINH", "THCS-TRIDUC", "NL-GAUCON", "NL-TOONG", "NL-HUONGDUONG", "NL-ANHDUONG"}
    told = Marked(
        sorted(set(pieces) - special), "TH-HOASEN", "TH-BINHMINH", "THCS-TRIDUC", ["NL-GAUCON", "NL-TOONG"], "NL-HUONGDUONG", "NL-ANHDUONG"
    )  # fmt: skip
    giver = district.person(DEPARTMENT)

    def by(code: str, day: int, verb: Any, who: Actor | None = None, **more: Any) -> None:
        with at(day):
            district.do(verb, who or district.someone_of(code), pieces[code], **more)

    for code in [*told.on_time, told.returned]:
        by(code, 12, unit_tasks.submit, note="Đã cấp thẻ BHYT cho toàn bộ học sinh")
    by(
        told.returned,
        13,
        unit_tasks.return_,
        giver,
        reason=ReturnReason.MISSING_EVIDENCE,
        note="Thiếu danh sách học sinh. Bổ sung rồi gửi lại.",
    )
    by(told.returned, 14, unit_tasks.submit, note="Đã bổ sung danh sách")
    by(told.stuck, 14, unit_tasks.start, note="Chờ hướng dẫn cài đặt VssID", obstacle=Obstacle.GUIDANCE)
    by(told.exempt, 14, unit_tasks.exempt, giver, note="Nhóm lớp không có học sinh trong diện")
    by(told.waiting, 15, unit_tasks.submit, note="Đã hoàn thành")
    by(told.late, 16, unit_tasks.submit, note="Xin lỗi vì gửi muộn")
    for code in [*told.on_time, told.returned, told.late]:
        by(code, 17, unit_tasks.accept, giver)
    return told


def at(day: int) -> AbstractContextManager[None]:
    return clock.at(clock.local(2024, 11, day, 9, 30))


def _key(content: DraftContent, ref: str) -> str:
    return next(task.key for task in content.tasks if task.ref == ref)
