"""What a unit should hear of: journal rows about it, cascades that reached it, reminder rows by day. Selects only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kit.vocabulary import EventTag, Milestone
from models import NO_DEADLINE
from models.sql import as_date, as_moment, marks, run

TOLD = (
    EventTag.SUBMITTED, EventTag.WITHDRAWN, EventTag.ACCEPTED, EventTag.RETURNED, EventTag.REOPENED, EventTag.DECLINED,
    EventTag.INSISTED, EventTag.PAUSED, EventTag.RESUMED, EventTag.EXEMPTED, EventTag.REVOKED, EventTag.CONTRIBUTED,
    EventTag.PARENT_READY, EventTag.PARENT_UNREADY, EventTag.LEVEL_COMPLETED, EventTag.UNIT_ADDED,
    EventTag.PERIOD_OPENED,
    EventTag.EXTENSION_REQUESTED, EventTag.EXTENSION_GRANTED, EventTag.EXTENSION_REFUSED,
)  # fmt: skip
"""Events a unit is told of when they are about it. Receiving and plain progress are read on the board, not in the inbox."""

_ABOUT = """
    SELECT j.id, j.at, j.event, j.actor_name, j.note, j.reason, j.from_due, j.to_due, j.unit_task_id, j.cascade_id, j.unit_id
    FROM journal j
    WHERE j.about_unit_id = ? AND j.id < ? AND j.event IN ({events}) AND (j.unit_id IS NULL OR j.unit_id <> ?) {until}
    ORDER BY j.id DESC LIMIT ?
"""
_REPORTS = """
    SELECT j.id, j.at, j.cascade_id FROM journal j
    WHERE j.about_unit_id = ? AND j.id > ? AND j.event IN ({events}) AND (j.unit_id IS NULL OR j.unit_id <> ?) {until}
      AND j.cascade_id IS NOT NULL
    ORDER BY j.id DESC LIMIT ?
"""
_UNTIL = "AND j.at < ?"
# The issue is the first row of its cascade, its revocation one of the last: looked up from that end, half a million marks cost nothing.
_REACHED = """
    SELECT j.id, j.at, c.id, c.title, u.name, count(*), j.event, j.actor_name, j.note
    FROM audience_member m
    JOIN assignment a ON a.audience_id = m.audience_id
    JOIN cascade c ON c.id = a.cascade_id
    JOIN unit u ON u.id = c.issuing_unit_id
    JOIN journal j ON j.id = CASE WHEN c.state = 'revoked'
        THEN (SELECT i.id FROM journal i WHERE i.cascade_id = c.id AND i.event = 'cascade:revoked' ORDER BY i.id DESC LIMIT 1)
        ELSE (SELECT i.id FROM journal i WHERE i.cascade_id = c.id AND i.event = 'cascade:issued' ORDER BY i.id LIMIT 1) END
    WHERE m.unit_id = ? AND j.id < ? {until}
    GROUP BY j.id, j.at, c.id, c.title, u.name, j.event, j.actor_name, j.note ORDER BY j.id DESC LIMIT ?
"""
# Finished or excused work is never reminded of: the reminder row stays, the message leaves it out.
_REMINDED = """
    SELECT r.day, r.milestone, r.unit_task_id, r.due_on FROM reminder r
    LEFT JOIN unit_task u ON u.id = r.unit_task_id
    WHERE r.unit_id = ? AND r.day > ?
      AND coalesce(u.progress, 'assigned') IN ('assigned', 'received', 'in_progress', 'returned')
      AND NOT EXISTS (SELECT 1 FROM assignment a JOIN cascade c ON c.id = a.cascade_id AND c.state = 'revoked'
                      WHERE a.first_id = (SELECT max(b.first_id) FROM assignment b WHERE b.first_id <= r.unit_task_id))
    ORDER BY r.day DESC, r.due_on, r.unit_task_id
"""
ENDLESS = 1 << 62


@dataclass(frozen=True)
class ToldRow:
    """A journal row about the unit."""

    journal_id: int
    at: datetime
    event: EventTag
    actor_name: str
    note: str
    reason: str
    from_due: date | None
    to_due: date | None
    unit_task_id: int | None
    cascade_id: int | None
    by_unit_id: int | None


@dataclass(frozen=True)
class ReportRow:
    """That somebody below said something in a cascade."""

    journal_id: int
    at: datetime
    cascade_id: int


@dataclass(frozen=True)
class ReachedRow:
    """A cascade that gave this unit work, or was taken back with it."""

    journal_id: int
    at: datetime
    cascade_id: int
    title: str
    issuer: str
    pieces: int
    event: EventTag
    actor_name: str
    note: str


@dataclass(frozen=True)
class ReminderRow:
    day: date
    milestone: Milestone
    unit_task_id: int
    due_on: date | None


@dataclass(frozen=True)
class ReadMark:
    journal_id: int
    day: date


def about(
    tx: Connection,
    unit_id: int,
    *,
    events: Sequence[EventTag] = TOLD,
    before: int = ENDLESS,
    until: datetime | None = None,
    limit: int = 50,
) -> list[ToldRow]:
    """Journal rows about the unit by others, newest first: below a row's number, or before a moment."""
    sql = _ABOUT.format(events=marks(len(events)), until=_UNTIL if until else "")
    names = [event.value for event in events]
    rows = run(tx, sql, (unit_id, before, *names, unit_id, *([until] if until else []), limit)).all()
    return [
        ToldRow(
            row[0],
            _moment(row[1]),
            EventTag(row[2]),
            row[3],
            row[4] or "",
            row[5] or "",
            _day(row[6]),
            _day(row[7]),
            row[8],
            row[9],
            row[10],
        )
        for row in rows
    ]


def reports(
    tx: Connection,
    unit_id: int,
    events: Sequence[EventTag],
    *,
    after: int = 0,
    until: datetime | None = None,
    limit: int = 50,
) -> list[ReportRow]:
    """When and in which cascade others said something to the unit, newest first; not what."""
    sql = _REPORTS.format(events=marks(len(events)), until=_UNTIL if until else "")
    names = [event.value for event in events]
    rows = run(tx, sql, (unit_id, after, *names, unit_id, *([until] if until else []), limit)).all()
    return [ReportRow(row[0], _moment(row[1]), row[2]) for row in rows]


def reached(
    tx: Connection, unit_id: int, *, before: int = ENDLESS, until: datetime | None = None, limit: int = 50
) -> list[ReachedRow]:
    sql = _REACHED.format(until=_UNTIL if until else "")
    rows = run(tx, sql, (unit_id, before, *([until] if until else []), limit)).all()
    return [
        ReachedRow(row[0], _moment(row[1]), row[2], row[3], row[4], row[5], EventTag(row[6]), row[7], row[8] or "")
        for row in rows
    ]


def reminders(tx: Connection, unit_id: int, *, since: date) -> list[ReminderRow]:
    """Reminder rows of work still open, of the days after `since`, newest day first."""
    rows = run(tx, _REMINDED, (unit_id, since)).all()
    return [ReminderRow(as_date(row[0]), Milestone(row[1]), row[2], _day(row[3])) for row in rows]


def read_mark(tx: Connection, user_id: int, unit_id: int) -> ReadMark:
    row = run(
        tx, "SELECT journal_id, day FROM inbox_read WHERE user_id = ? AND unit_id = ?", (user_id, unit_id)
    ).one_or_none()
    return ReadMark(row[0], _day(row[1]) or date(1900, 1, 1)) if row else ReadMark(0, date(1900, 1, 1))


def put_mark(tx: Connection, user_id: int, unit_id: int, journal_id: int, day: date) -> None:
    run(tx, """
        INSERT INTO inbox_read (user_id, unit_id, journal_id, day) VALUES (?, ?, ?, ?)
        ON CONFLICT (user_id, unit_id) DO UPDATE SET journal_id = excluded.journal_id, day = excluded.day
    """, (user_id, unit_id, journal_id, day))  # fmt: skip


def latest_journal_id(tx: Connection) -> int:
    return int(run(tx, "SELECT coalesce(max(id), 0) FROM journal").scalar_one())


def titles(tx: Connection, unit_task_ids: set[int]) -> dict[int, str]:
    """What a piece of work is called, opened or not."""
    found = {}
    for unit_task_id in unit_task_ids:
        row = run(tx, """
            SELECT t.ref, t.title FROM assignment a JOIN task_period tp ON tp.id = a.task_period_id JOIN task t ON t.id = tp.task_id
            WHERE a.first_id = (SELECT max(first_id) FROM assignment WHERE first_id <= ?)
        """, (unit_task_id,)).one_or_none()  # fmt: skip
        found[unit_task_id] = f"{row[0]} {row[1]}".strip() if row else ""
    return found


def cascade_titles(tx: Connection, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return _pairs(run(tx, f"SELECT id, title FROM cascade WHERE id IN ({marks(len(ids))})", sorted(ids)).all())


def unit_names(tx: Connection, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return _pairs(run(tx, f"SELECT id, name FROM unit WHERE id IN ({marks(len(ids))})", sorted(ids)).all())


def _pairs(rows: Iterable[Sequence[Any]]) -> dict[int, str]:
    return {int(row[0]): str(row[1]) for row in rows}


def _day(value: date | str | None) -> date | None:
    found = as_date(value) if value is not None else None
    return None if found == NO_DEADLINE else found


def _moment(value: datetime | str) -> datetime:
    found = as_moment(value)
    if found is None:
        raise ValueError("a journal row without a moment")
    return found
