"""Unit tasks as pages, commands and the API see them: whole views, opened or not; the acceptance queue; the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from cascade.counts import Calendar, timeliness
from cascade.store.lineage_ids import own_plans
from cascade.store.pieces import Piece, locate
from kit import clock
from kit.clock import NO_DEADLINE
from kit.errors import NotFound
from kit.settings import settings
from kit.vocabulary import (
    Acceptance,
    CascadeState,
    DeclineReason,
    EventTag,
    PolicyKind,
    Progress,
    ReturnReason,
    TaskKind,
    Timeliness,
    UnitRole,
)
from kit.working_days import working_days_between
from models.sql import as_date, as_moment, run

__all__ = [
    "WAITING",
    "JournalView",
    "Piece",
    "UnitTaskView",
    "find",
    "history",
    "ids_of",
    "locate",
    "of_unit",
    "views",
    "waiting_for",
    "waiting_total",
]


@dataclass(frozen=True)
class UnitTaskView:
    """One unit's share of one task in one period, with the six clears and both axes. Days over are calendar days."""

    id: int
    cascade_id: int
    cascade_title: str
    document_number: str | None
    document_id: int
    task_id: int
    ref: str
    title: str
    text: str
    kind: TaskKind
    unit_id: int
    unit_name: str
    type_code: str
    role: UnitRole
    progress: Progress
    timeliness: Timeliness
    late: bool
    due_on: date | None
    original_due_on: date | None
    due_words: str
    days_over: int
    working_days_left: int | None
    submitted_at: datetime | None
    done_at: datetime | None
    issued_at: datetime
    version: int
    giver_unit_id: int
    giver_name: str
    responsible: str
    answerable: str
    product: str
    authority: str
    via_unit_id: int | None
    via_name: str
    policy: PolicyKind
    policy_value: int | None
    acceptance: Acceptance
    needs_evidence: bool
    carries_out_id: int | None
    child_live: int
    child_done: int
    cascade_state: CascadeState
    own_plan_cascade_ids: tuple[int, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether its cascade still takes changes."""
        return self.cascade_state.is_live

    @property
    def is_red(self) -> bool:
        """Red is *unfinished and overdue*, and nothing else."""
        return self.is_live and self.timeliness is Timeliness.OVERDUE

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


_VIEW = """
    SELECT a.first_id + m.rank, a.cascade_id, c.title, d.number, d.id, t.id, t.ref, t.title, t.text, t.kind, n.unit_id, n.name, y.code, a.role,
           coalesce(u.progress, 'assigned'), coalesce(u.late, false), coalesce(u.due_on, tp.due_on), tp.due_on, t.due_words,
           u.submitted_at, u.done_at, c.issued_at, coalesce(u.version, 0), g.unit_id, g.name,
           t.responsible, t.answerable, t.product, t.authority, t.via_unit_id, coalesce(v.name, ''), t.policy, t.policy_value, t.acceptance,
           t.needs_evidence, t.carries_out_id, coalesce(r.live + r.below_live, 0), coalesce(r.done + r.below_done, 0),
           c.state
    FROM assignment a
    JOIN audience_member m ON m.audience_id = a.audience_id
    JOIN task_period tp ON tp.id = a.task_period_id
    JOIN task t ON t.id = tp.task_id
    JOIN cascade c ON c.id = a.cascade_id
    JOIN document d ON d.id = c.document_id
    JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
    JOIN unit_type y ON y.id = n.type_id
    JOIN cascade_node g ON g.cascade_id = a.cascade_id AND g.node = m.parent_node
    LEFT JOIN unit v ON v.id = t.via_unit_id
    LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
    LEFT JOIN roll_up r ON r.task_period_id = tp.id AND r.node = m.node AND m.node <> 0
    WHERE {where}
"""


def find(tx: Connection, unit_task_id: int) -> UnitTaskView:
    """Raises NotFound when no such piece was ever given."""
    found = views(tx, [unit_task_id])
    if not found:
        raise NotFound()
    return found[0]


def views(tx: Connection, ids: Sequence[int]) -> list[UnitTaskView]:
    """The given pieces, in the given order."""
    found: dict[int, UnitTaskView] = {}
    for unit_task_id in ids:
        where = "a.first_id = (SELECT max(first_id) FROM assignment WHERE first_id <= ?) AND m.rank = ? - a.first_id"
        for view in _views(tx, where, (unit_task_id, unit_task_id), own_plans_too=True):
            found[view.id] = view
    return [found[unit_task_id] for unit_task_id in ids if unit_task_id in found]


def of_unit(tx: Connection, unit_id: int, *, open_only: bool = False) -> list[UnitTaskView]:
    """All that a unit holds in live cascades: nearest deadline first, then document and ref; without a deadline last, oldest first."""
    where = "m.unit_id = ? AND c.state IN ('opening', 'open')"
    if open_only:
        where += " AND coalesce(u.progress, 'assigned') NOT IN ('done', 'exempt', 'revoked')"
    found = _views(tx, where, (unit_id,))
    return sorted(
        found,
        key=lambda v: (
            v.due_on or NO_DEADLINE,
            v.issued_at if v.due_on is None else clock.end_of_day(v.due_on),
            v.cascade_id,
            v.id,
        ),
    )


# The literal state lets both engines use the index over waiting pieces.
WAITING = """
    FROM cascade_node g
    JOIN cascade c ON c.id = g.cascade_id AND c.state IN ('opening', 'open')
    JOIN assignment a ON a.cascade_id = g.cascade_id AND a.role = 'lead'
    JOIN unit_task u ON u.task_period_id = a.task_period_id AND u.parent_node = g.node AND u.progress = 'submitted' AND u.role = 'lead'
    WHERE g.unit_id = ? AND u.unit_id <> g.unit_id
"""


def waiting_for(tx: Connection, unit_id: int, *, limit: int = 200) -> list[UnitTaskView]:
    """What this unit has to accept in live cascades, waiting longest first: our desk is measured like theirs."""
    ids = run(tx, f"SELECT u.id {WAITING} ORDER BY u.submitted_at, u.id LIMIT ?", (unit_id, limit)).scalars()
    return views(tx, ids)


def waiting_total(tx: Connection, unit_id: int) -> int:
    """How many `waiting_for` would name without a limit."""
    return int(run(tx, f"SELECT count(*) {WAITING}", (unit_id,)).scalar_one())


def _views(tx: Connection, where: str, values: Sequence[Any], *, own_plans_too: bool = False) -> list[UnitTaskView]:
    calendar = Calendar.on(clock.today(), settings().due_soon_working_days)
    found = []
    for row in run(tx, _VIEW.format(where=where), values).all():
        (piece, cascade, title, number, document, task, ref, name, text, kind, unit, unit_name, type_code, role, progress, late, due, original, words,
         submitted, done, issued, version, giver, giver_name, responsible, answerable, product, authority, via, via_name, policy, policy_value,
         acceptance, evidence, carries_out, live, finished, cascade_state) = row  # fmt: skip
        state, day = Progress(progress), as_date(due)
        time = timeliness(state, bool(late), day, calendar)
        over = (calendar.today - day).days if time is Timeliness.OVERDUE else 0
        sent = as_moment(submitted)
        if time in (Timeliness.OVERDUE, Timeliness.DONE_LATE) and sent and state in (Progress.SUBMITTED, Progress.DONE):
            over = (clock.local_day(sent) - day).days
        found.append(UnitTaskView(
            piece, cascade, title, number, document, task, ref, name, text, TaskKind(kind), unit, unit_name, type_code, UnitRole(role), state, time,
            bool(late), None if day == NO_DEADLINE else day, None if as_date(original) == NO_DEADLINE else as_date(original), words, over,
            working_days_between(calendar.today, day) if time in (Timeliness.DUE_SOON, Timeliness.IN_TIME) else None,
            sent, as_moment(done), as_moment(issued) or clock.now(), version, giver, giver_name, responsible, answerable, product, authority, via, via_name,
            PolicyKind(policy), policy_value, Acceptance(acceptance), bool(evidence), carries_out, live, finished, CascadeState(cascade_state),
            own_plans(tx, piece) if own_plans_too else (),
        ))  # fmt: skip
    return found


@dataclass(frozen=True)
class JournalView:
    """One line of a history: who, when, what, from, to, why, with the files sent."""

    id: int
    at: datetime
    event: EventTag
    actor_name: str
    unit_name: str
    from_cell: str | None
    to_cell: str | None
    reason: str
    note: str
    from_due: date | None
    to_due: date | None
    files: tuple[tuple[int, str, str], ...] = ()
    """(evidence id, file name, sha256)"""


def history(tx: Connection, unit_task_id: int) -> tuple[JournalView, ...]:
    """Newest first."""
    files: dict[int, list[tuple[int, str, str]]] = {}
    for journal, evidence, name, sha in run(
        tx, "SELECT journal_id, id, file_name, sha256 FROM evidence WHERE unit_task_id = ? ORDER BY id", (unit_task_id,)
    ):
        files.setdefault(journal, []).append((evidence, name, sha))
    rows = run(tx, """
        SELECT j.id, j.at, j.event, j.actor_name, coalesce(u.name, ''), j.from_cell, j.to_cell, j.reason, j.note, j.from_due, j.to_due
        FROM journal j LEFT JOIN unit u ON u.id = j.unit_id WHERE j.unit_task_id = ? ORDER BY j.id DESC
    """, (unit_task_id,)).all()  # fmt: skip
    return tuple(
        JournalView(number, as_moment(at) or clock.now(), EventTag(event), actor, unit, before, after, _reason(reason), note or "",
                    as_date(due) if due else None, as_date(new) if new else None, tuple(files.get(number, ())))
        for number, at, event, actor, unit, before, after, reason, note, due, new in rows
    )  # fmt: skip


def _reason(code: str | None) -> str:
    """The words of a coded reason; a free word stands for itself."""
    for vocabulary in (ReturnReason, DeclineReason):
        if code in set(vocabulary):
            return vocabulary(code).label
    return code or ""


def ids_of(tx: Connection, unit_id: int, cascade_id: int) -> list[int]:
    """The unit tasks a unit leads in one cascade, in the order of its tasks."""
    return list(run(tx, """
        SELECT a.first_id + m.rank FROM audience_member m
        JOIN assignment a ON a.audience_id = m.audience_id JOIN task_period tp ON tp.id = a.task_period_id JOIN task t ON t.id = tp.task_id
        WHERE m.unit_id = ? AND a.cascade_id = ? AND a.role = 'lead' ORDER BY t.position
    """, (unit_id, cascade_id)).scalars())  # fmt: skip
