"""What an office set in motion: its running cascades, its drafts, the head of one cascade. Selects only; counts are `cascade.counting.boards`'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from kit import clock
from kit.errors import NotFound
from kit.vocabulary import (
    LIVE_CASCADES,
    CascadeState,
    DocumentKind,
    DraftState,
    PolicyKind,
    Recurrence,
    TaskKind,
    UnitRole,
)
from models import (
    NO_DEADLINE,
    Assignment,
    AudienceMember,
    Cascade,
    Document,
    Draft,
    Journal,
    Period,
    Task,
    TaskPeriod,
    Unit,
)  # fmt: skip
from models.sql import as_date, marks, run

# A deadline is near only while something under it is still to be done.
_OPEN_CELLS = "assigned + received + in_progress + returned + declined + submitted_in_time + submitted_late"


@dataclass(frozen=True)
class CascadeHead:
    """The line above every tab of a cascade: which paper, who issues it, since when."""

    id: int
    title: str
    state: CascadeState
    issued_at: datetime
    expected: int
    consolidation_days: int
    unit_id: int
    unit_name: str
    document_id: int
    kind: DocumentKind
    number: str | None
    issued_on: date | None
    issuer_name: str
    subject: str

    @property
    def short(self) -> str:
        """KH 281/KH-UBND, or the kind alone while the paper bears no number."""
        return f"{self.kind.value} {self.number}" if self.number else self.kind.label


@dataclass(frozen=True)
class RunningCascade:
    head: CascadeHead
    next_due: date | None
    last_news: datetime | None


@dataclass(frozen=True)
class TaskHead:
    """One task of a cascade in its latest period."""

    id: int
    ref: str
    title: str
    text: str
    kind: TaskKind
    due_on: date | None
    due_words: str
    policy: PolicyKind
    policy_value: int | None
    recurrence: Recurrence
    via_name: str
    holders: int
    coordinating: int


@dataclass(frozen=True)
class DraftHead:
    id: int
    step: int
    updated_at: datetime
    content: Any
    parent_unit_task_id: int | None


@cache
def _heads() -> Select[Any]:
    # Put together once: a page asks for heads several times, and the question costs more than its answer.
    return (
        select(
            Cascade.id, Cascade.title, Cascade.state, Cascade.issued_at, Cascade.expected_count, Cascade.consolidation_days,
            Cascade.issuing_unit_id, Unit.name, Document.id, Document.kind, Document.number, Document.issued_on,
            Document.issuer_name, Document.subject,
        )
        .join(Unit, Unit.id == Cascade.issuing_unit_id)
        .join(Document, Document.id == Cascade.document_id)
    )  # fmt: skip


def head(tx: Connection, cascade_id: int) -> CascadeHead:
    """Raises NotFound when there is no such cascade."""
    row = tx.execute(_heads().where(Cascade.id == cascade_id)).first()
    if row is None:
        raise NotFound()
    return CascadeHead(*row)


def heads(tx: Connection, cascade_ids: tuple[int, ...]) -> dict[int, CascadeHead]:
    if not cascade_ids:
        return {}
    return {row[0]: CascadeHead(*row) for row in tx.execute(_heads_of(), {"ids": cascade_ids})}


@cache
def _heads_of() -> Select[Any]:
    return _heads().where(Cascade.id.in_(bindparam("ids", expanding=True)))


def of_document(tx: Connection, document_id: int) -> tuple[CascadeHead, ...]:
    query = _heads().where(Cascade.document_id == document_id).order_by(Cascade.issued_at)
    return tuple(CascadeHead(*row) for row in tx.execute(query))


def running(tx: Connection, unit_id: int) -> tuple[RunningCascade, ...]:
    """The live cascades an office issued, nearest open deadline first; those without one at the end, oldest first."""
    found = [
        CascadeHead(*row)
        for row in tx.execute(_heads().where(Cascade.issuing_unit_id == unit_id, Cascade.state.in_(LIVE_CASCADES)))
    ]
    ids = tuple(item.id for item in found)
    dues, news = next_dues(tx, ids), last_news(tx, ids)
    rows = [RunningCascade(item, dues.get(item.id), news.get(item.id)) for item in found]
    return tuple(sorted(rows, key=lambda row: (row.next_due or NO_DEADLINE, row.head.issued_at)))


def next_dues(tx: Connection, cascade_ids: tuple[int, ...]) -> dict[int, date]:
    """The nearest deadline still ahead of open work; where all open work is late, the latest one missed."""
    if not cascade_ids:
        return {}
    rows = run(tx, f"""
        SELECT DISTINCT p.cascade_id, c.due_on FROM task_period p JOIN counter c ON c.task_period_id = p.id AND c.node = 0
        WHERE p.cascade_id IN ({marks(len(cascade_ids))}) AND c.due_on < ? AND {_OPEN_CELLS} > 0
    """, (*cascade_ids, NO_DEADLINE))  # fmt: skip
    today = clock.today()
    found: dict[int, date] = {}
    for cascade_id, due in rows:
        due_on = as_date(due)
        best = found.get(cascade_id)
        # Ahead beats missed; among those ahead the nearest, among those missed the latest.
        if best is None or (due_on < today, abs((due_on - today).days)) < (best < today, abs((best - today).days)):
            found[cascade_id] = due_on
    return found


def last_news(tx: Connection, cascade_ids: tuple[int, ...]) -> dict[int, datetime]:
    if not cascade_ids:
        return {}
    latest = select(func.max(Journal.id)).where(Journal.cascade_id.in_(cascade_ids)).group_by(Journal.cascade_id)
    return {row[0]: row[1] for row in tx.execute(select(Journal.cascade_id, Journal.at).where(Journal.id.in_(latest)))}


def last_journal(tx: Connection, cascade_id: int) -> int:
    """The number of a cascade's latest journal row: whatever was reckoned before it may have changed."""
    return int(run(tx, "SELECT max(id) FROM journal WHERE cascade_id = ?", (cascade_id,)).scalar() or 0)


def tasks(tx: Connection, cascade_id: int) -> tuple[TaskHead, ...]:
    """The tasks of a cascade in the document's order."""
    sizes: dict[tuple[int, UnitRole], int] = {}
    for task_id, role, size in tx.execute(
        select(TaskPeriod.task_id, Assignment.role, func.sum(Assignment.size))
        .join(TaskPeriod, TaskPeriod.id == Assignment.task_period_id)
        .where(Assignment.cascade_id == cascade_id)
        .group_by(TaskPeriod.task_id, Assignment.role)
    ):
        sizes[task_id, role] = int(size)
    rows = tx.execute(
        select(
            Task.id, Task.ref, Task.title, Task.text, Task.kind, func.max(TaskPeriod.due_on), Task.due_words, Task.policy,
            Task.policy_value, Task.recurrence, func.coalesce(func.max(Unit.name), ""),
        )
        .join(TaskPeriod, TaskPeriod.task_id == Task.id)
        .outerjoin(Unit, Unit.id == Task.via_unit_id)
        .where(Task.cascade_id == cascade_id)
        .group_by(Task.id)
        .order_by(Task.position)
    )  # fmt: skip
    return tuple(
        TaskHead(
            id=row[0], ref=row[1], title=row[2], text=row[3], kind=row[4], due_on=None if row[5] == NO_DEADLINE else row[5],
            due_words=row[6], policy=row[7], policy_value=row[8], recurrence=row[9], via_name=row[10],
            holders=sizes.get((row[0], UnitRole.LEAD), 0), coordinating=sizes.get((row[0], UnitRole.COORDINATING), 0),
        )
        for row in rows
    )  # fmt: skip


def period_name(tx: Connection, cascade_id: int) -> str:
    query = select(Period.name).where(Period.cascade_id == cascade_id).order_by(Period.starts_on.desc()).limit(1)
    return tx.execute(query).scalar_one_or_none() or ""


def unit_count(tx: Connection, cascade_id: int) -> int:
    """The units that hold a counted piece of work in a cascade."""
    query = (
        select(func.count(AudienceMember.unit_id.distinct()))
        .join(Assignment, Assignment.audience_id == AudienceMember.audience_id)
        .where(Assignment.cascade_id == cascade_id, Assignment.role == UnitRole.LEAD)
    )
    return int(tx.execute(query).scalar_one())


def drafts(tx: Connection, unit_id: int) -> tuple[DraftHead, ...]:
    """What the office has begun and not issued, last touched first."""
    rows = tx.execute(
        select(Draft.id, Draft.step, Draft.updated_at, Draft.content, Draft.parent_unit_task_id)
        .where(Draft.unit_id == unit_id, Draft.state == DraftState.DRAFT)
        .order_by(Draft.updated_at.desc())
    )
    return tuple(DraftHead(*row) for row in rows)
