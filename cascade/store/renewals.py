"""The rows behind work that comes again: which cascades have some, what was ordered, which periods have opened. Selects only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from kit.vocabulary import LIVE_CASCADES, CascadeState, Line, Recurrence, UnitRole
from models import NO_DEADLINE, Assignment, AudienceMember, Cascade, Draft, Period, Renewal, Task, TaskAfter, TaskPeriod
from models.sql import run


@dataclass(frozen=True)
class CascadeRow:
    id: int
    document_id: int
    issuing_unit_id: int
    title: str
    line: Line
    state: CascadeState
    issued_at: datetime
    consolidation_days: int
    period_code: str
    period_name: str
    starts_on: date

    @property
    def is_live(self) -> bool:
        return self.state.is_live


@dataclass(frozen=True)
class TaskRow:
    """A task as it was issued; `columns` are those an order takes over unchanged."""

    id: int
    position: int
    recurrence: Recurrence
    due_on: date | None
    columns: dict[str, Any]
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class OpenedPeriod:
    recurrence: Recurrence
    code: str
    cascade_id: int | None
    opened_at: datetime


_TAKEN_OVER = (
    "ref", "title", "text", "kind", "acceptance", "due_words", "responsible", "answerable", "product", "authority",
    "needs_evidence", "reports_by_itself",
)  # fmt: skip


def first_ones(tx: Connection, recurrences: tuple[Recurrence, ...]) -> list[tuple[int, Recurrence]]:
    """(cascade, how its tasks come again) of every live cascade that a person issued."""
    query = (
        select(Task.cascade_id, Task.recurrence)
        .join(Cascade, Cascade.id == Task.cascade_id)
        .where(Task.recurrence.in_(recurrences), Cascade.state.in_(LIVE_CASCADES))
        .where(~select(Renewal.cascade_id).where(Renewal.cascade_id == Task.cascade_id).exists())
        .distinct()
        .order_by(Task.cascade_id, Task.recurrence)
    )
    return [(row[0], row[1]) for row in tx.execute(query)]


def first_of(tx: Connection, cascade_id: int) -> int:
    """The cascade a person issued, of which this one is a later period; itself where it is that one."""
    found = tx.execute(select(Renewal.first_id).where(Renewal.cascade_id == cascade_id)).scalar()
    return int(found) if found is not None else cascade_id


def comes_again(tx: Connection, cascade_id: int) -> bool:
    """Whether anything in a cascade comes again by itself."""
    once = (Recurrence.ONCE, Recurrence.AD_HOC)
    query = select(Task.id).where(Task.cascade_id == cascade_id, Task.recurrence.not_in(once)).limit(1)
    return tx.execute(query).first() is not None


def opened(tx: Connection, first_id: int) -> list[OpenedPeriod]:
    """The periods that opened by themselves, in the order in which they did."""
    query = select(Renewal.recurrence, Renewal.code, Renewal.cascade_id, Renewal.opened_at)
    return [
        OpenedPeriod(*row)
        for row in tx.execute(query.where(Renewal.first_id == first_id).order_by(Renewal.opened_at, Renewal.code))
    ]


def cascade(tx: Connection, cascade_id: int) -> CascadeRow:
    query = (
        select(
            Cascade.id, Cascade.document_id, Cascade.issuing_unit_id, Cascade.title, Cascade.line, Cascade.state,
            Cascade.issued_at, Cascade.consolidation_days, Period.code, Period.name, Period.starts_on,
        )
        .join(Period, Period.cascade_id == Cascade.id)
        .where(Cascade.id == cascade_id)
    )  # fmt: skip
    return CascadeRow(*tx.execute(query).one())


def holders(tx: Connection, cascade_id: int) -> dict[tuple[int, UnitRole], tuple[int, ...]]:
    """Who holds each task in which role: as many rows as the cascade has pieces, so it is asked for where it is needed."""
    found: dict[tuple[int, UnitRole], list[int]] = {}
    members = (
        select(TaskPeriod.task_id, Assignment.role, AudienceMember.unit_id)
        .join(Assignment, Assignment.task_period_id == TaskPeriod.id)
        .join(AudienceMember, AudienceMember.audience_id == Assignment.audience_id)
        .where(Assignment.cascade_id == cascade_id)
        .order_by(AudienceMember.node)
    )
    for task_id, role, unit_id in tx.execute(members):
        found.setdefault((task_id, role), []).append(unit_id)
    return {key: tuple(ids) for key, ids in found.items()}


def tasks(tx: Connection, cascade_id: int) -> list[TaskRow]:
    """The tasks of a cascade in their order."""
    after: dict[int, list[int]] = {}
    waits = select(TaskAfter.task_id, TaskAfter.after_id).join(Task, Task.id == TaskAfter.task_id)
    for task_id, after_id in tx.execute(waits.where(Task.cascade_id == cascade_id)):
        after.setdefault(task_id, []).append(after_id)
    query = (
        select(Task, TaskPeriod.due_on.label("due"))
        .join(TaskPeriod, TaskPeriod.task_id == Task.id)
        .where(Task.cascade_id == cascade_id)
        .order_by(Task.position)
    )
    found = []
    for row in tx.execute(query):
        columns = {name: getattr(row, name) for name in (*_TAKEN_OVER, "policy", "policy_value")}
        columns |= {
            "span": (row.span_start, row.span_end),
            "via": row.via_unit_id,
            "carries_out_id": row.carries_out_id,
        }
        due_on = None if row.due == NO_DEADLINE else row.due
        found.append(TaskRow(row.id, row.position, row.recurrence, due_on, columns, tuple(after.get(row.id, ()))))
    return found


def draft_content(tx: Connection, cascade_id: int) -> Any | None:
    """What the draft said that this cascade was issued from: the rules by which its units were chosen."""
    return tx.execute(select(Draft.content).where(Draft.cascade_id == cascade_id).order_by(Draft.id)).scalar()


def piece_of(tx: Connection, cascade_id: int, unit_id: int, *, ref: str, title: str) -> int | None:
    """A unit's share of the task of this name in a cascade, before or after its row exists."""
    found = run(tx, """
        SELECT a.first_id + m.rank FROM audience_member m
        JOIN assignment a ON a.audience_id = m.audience_id AND a.role = 'lead'
        JOIN task_period tp ON tp.id = a.task_period_id JOIN task t ON t.id = tp.task_id
        WHERE m.unit_id = ? AND a.cascade_id = ? AND t.ref = ? AND t.title = ? ORDER BY t.position LIMIT 1
    """, (unit_id, cascade_id, ref, title)).scalar()  # fmt: skip
    return int(found) if found is not None else None
