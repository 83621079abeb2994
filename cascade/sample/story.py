"""The demo: a directive from the Politburo down to the nurseries of one district, a hundred days on. Always alive: every
day is reckoned from today. Laid through the use cases an office uses, each act at its own moment in the past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from cascade.actor import Actor
from cascade.drafting import checks as draft_checks
from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting.content import DraftContent
from cascade.drafting.dates import latest_due
from cascade.drafting.proposing import Desk
from cascade.issuing import opening
from cascade.people import accounts
from cascade.sample import papers
from cascade.sample.district import lay_district
from cascade.sample.marks import Stage, lay_marks
from cascade.store.unit_tasks import ids_of
from cascade.units.selection import Selection, expand
from kit import clock
from kit.settings import settings
from kit.vocabulary import TaskKind
from kit.working_days import add_working_days, next_working_day, previous_working_day
from models import Cascade
from models.session import Database

CONSOLIDATION_DAYS = 11
TITLE = "Chăm sóc, giáo dục và bảo vệ trẻ em"


@dataclass(frozen=True)
class Story:
    """What was laid: the district's cascade, the department's own plan under it, and the units by code."""

    district_cascade: int
    school_cascade: int
    units: dict[str, int]
    department_piece: int


def lay_story(db: Database, files: Path | None = None) -> Story:
    """Lay the district, its people and the story, once: a database that has a cascade is left as it is."""
    with db.read() as tx:
        laid = tx.execute(select(Cascade.id).order_by(Cascade.id).limit(2)).scalars().all()
    if laid:
        return _found(db, list(laid))
    today = clock.today()
    issued_on = previous_working_day(today - timedelta(days=104))
    with clock.at(_moment(issued_on - timedelta(days=30), 8)):
        units = db.write(lay_district)
    followed_on = next_working_day(issued_on + timedelta(days=5))
    district_dues, school_dues = deadlines(today, issued_on)
    with clock.at(_moment(issued_on, 8)):
        district = db.write(lambda tx: _issue_district(tx, district_dues, today.year))
    with db.read() as tx:
        piece = _piece(tx, units["P-GDDT"], district, "II.5")
    with clock.at(_moment(followed_on, 9)):
        number = f"{1200 + followed_on.timetuple().tm_yday}/KH-PGDĐT"
        school = db.write(lambda tx: _issue_schools(tx, school_dues, piece, number, units, today.year))
    lay_marks(db, Stage(district, school, units, issued_on, followed_on, today, files or settings().files))
    db.write(_leave_a_draft)
    return Story(district, school, units, piece)


def deadlines(today: date, issued_on: date) -> tuple[dict[str, date], dict[str, date]]:
    """Both papers' days: some passed long ago, one just missed, some close, so that every colour is on the board."""
    parent = add_working_days(today, CONSOLIDATION_DAYS + 2)
    units = latest_due(parent, CONSOLIDATION_DAYS)
    assert units is not None  # noqa: S101 - the parent has a day

    def passed(days: int) -> date:
        return previous_working_day(today - timedelta(days=days))

    district = {
        "plans": passed(72), "early": passed(24), "passed": passed(6), "just": passed(2), "middle": next_working_day(today + timedelta(days=8)),
        "late": next_working_day(today + timedelta(days=13)), "parent": parent, "report": next_working_day(parent),
    }  # fmt: skip
    school = {
        "plans": passed(70),
        "first": passed(80),
        "month": passed(31),
        "fortnight": passed(14),
        "hard": passed(3),
        "units": units,
    }
    return district, {name: max(day, next_working_day(issued_on + timedelta(days=12))) for name, day in school.items()}


def _issue_district(tx: Connection, dues: dict[str, date], year: int) -> int:
    actor = person(tx, "vanphong.quan")
    made = drafts.new_from_reading(tx, actor=actor, reading=papers.district_reading(dues))
    content = _titled(drafts.load(tx, actor=actor, draft_id=made.draft_id).content, papers.DISTRICT_ITEMS)
    for task in content.live_tasks:
        if task.is_joint:
            content = draft_edits.keep_joint_leads(content, task.key)
        if task.kind is TaskKind.REPORT:
            content = _through(content, task.key, drafts.desk(tx, actor))
    return _issue(tx, actor, made.draft_id, content, year)


def _issue_schools(
    tx: Connection, dues: dict[str, date], piece: int, number: str, units: dict[str, int], year: int
) -> int:
    actor = person(tx, "chuyenvien.gd")
    reading = papers.school_reading(dues, number, clock.today())
    made = drafts.new_from_reading(tx, actor=actor, reading=reading, parent_unit_task_id=piece)
    content = _titled(drafts.load(tx, actor=actor, draft_id=made.draft_id).content, papers.SCHOOL_ITEMS)
    selection = Selection(
        types=("MN", "TH", "THCS", "NLMGDL"), under=units["P-GDDT"], exclude=(units["NL-MAYHONG"],)
    )  # Mây Hồng shares its house with another group and answers through it.
    chosen = expand(selection, drafts.desk(tx, actor).reader.directory)
    content = draft_edits.choose_for_group(replace(content, consolidation_days=CONSOLIDATION_DAYS), selection, chosen)
    return _issue(tx, actor, made.draft_id, content, year)


def _titled(content: DraftContent, items: tuple[papers.Item, ...]) -> DraftContent:
    for task, item in zip(content.tasks, items, strict=True):
        kind = TaskKind(item.kind)
        content = draft_edits.edit_task(
            content, task.key, {"title": item.title, "kind": kind, "needs_evidence": kind is not TaskKind.WORK}
        )
    return content


def _through(content: DraftContent, key: str, desk: Desk) -> DraftContent:
    via = desk.reader.read("Phòng Lao động - Thương binh và Xã hội")
    return draft_edits.choose_via(content, key, via.unit_ids[0])


def _issue(tx: Connection, actor: Actor, draft_id: int, content: DraftContent, year: int) -> int:
    content = draft_edits.rename(content, title=f"{TITLE} năm {year}", period_code=str(year), period_name=f"Năm {year}")
    content = draft_checks.confirmed_everything(content)
    saved = drafts.save(tx, actor=actor, draft_id=draft_id, version=1, content=content, step=6)
    issued = drafts.issue_draft(tx, actor=actor, draft_id=draft_id, version=saved.version)
    opening.open_all(tx, issued.cascade_id)
    return issued.cascade_id


def _leave_a_draft(tx: Connection) -> None:
    """A draft half done on the office's desk: the district's call for Tháng hành động vì trẻ em."""
    actor = person(tx, "vanphong.quan")
    made = drafts.new_blank(tx, actor=actor)
    content = drafts.load(tx, actor=actor, draft_id=made.draft_id).content
    subject = "Tổ chức Tháng hành động vì trẻ em"
    content = draft_edits.edit_head(content, {"type": "Công văn", "subject": subject})
    content = draft_edits.add_task(content, title="Tổ chức lễ phát động tại địa bàn", ref="1")
    content = draft_edits.add_task(content, title="Báo cáo kết quả Tháng hành động", ref="2", kind=TaskKind.REPORT)
    drafts.save(tx, actor=actor, draft_id=made.draft_id, version=1, content=content, step=2)


def person(tx: Connection, login: str) -> Actor:
    """The actor behind one of the sample's sign-ins."""
    found = accounts.find_by_login(tx, login)
    assert found is not None, login  # noqa: S101 - laid just before
    return accounts.actor_for(tx, user_id=found.id)


def _piece(tx: Connection, unit_id: int, cascade_id: int, ref: str) -> int:
    from cascade.store.unit_tasks import views

    return next(view.id for view in views(tx, ids_of(tx, unit_id, cascade_id)) if view.ref == ref)


def _found(db: Database, laid: list[int]) -> Story:
    with db.read() as tx:
        units = lay_ids(tx)
        piece = _piece(tx, units["P-GDDT"], laid[0], "II.5") if "P-GDDT" in units and len(laid) > 1 else 0
    return Story(laid[0], laid[-1], units, piece)


def lay_ids(tx: Connection) -> dict[str, int]:
    from models import Unit

    return dict(tx.execute(select(Unit.code, Unit.id)).tuples().all())


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.VIETNAM)
