"""The few rows an answer to “why” needs beyond the counters: what was said last, who can be called, what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from cascade.store.graph import chunks
from kit import clock
from models.sql import as_date, as_moment, marks, run

SAMPLE = 500
"""At most so many late pieces are looked at one by one; beyond that they are told by their state alone."""


@dataclass(frozen=True)
class Contact:
    """Whom to call at a unit."""

    unit_id: int
    unit_name: str
    person: str
    phone: str


@dataclass(frozen=True)
class Word:
    """What the holder of a piece said last."""

    unit_task_id: int
    event: str
    at: datetime
    reason: str
    note: str


@dataclass(frozen=True)
class Prior:
    """A task that another waits for, as far as it has come."""

    task_id: int
    name: str
    done: int
    total: int
    cascade_id: int


def contact(tx: Connection, unit_id: int) -> Contact:
    """The unit's own contact; where none is entered, a head or officer with a telephone."""
    name, person, phone = run(tx, "SELECT name, contact_name, contact_phone FROM unit WHERE id = ?", (unit_id,)).one()
    if not person:
        row = run(tx, """
            SELECT u.name, u.title, u.phone FROM membership m JOIN "user" u ON u.id = m.user_id AND u.is_active
            WHERE m.unit_id = ? AND m.role IN ('head', 'officer') AND m.valid_from <= ?
              AND (m.valid_to IS NULL OR m.valid_to >= ?)
            ORDER BY CASE WHEN u.phone = '' THEN 1 ELSE 0 END, CASE WHEN m.role = 'officer' THEN 0 ELSE 1 END, u.id LIMIT 1
        """, (unit_id, clock.today(), clock.today())).first()  # fmt: skip
        if row is not None:
            person, phone = ", ".join(part for part in (row[0], row[1]) if part), phone or row[2]
    return Contact(unit_id, name, person, phone)


def late_ids(tx: Connection, task_period_id: int, node: int, last: int, states: Sequence[str], day: date) -> list[int]:
    """Unfinished pieces past their day in these states within a subtree, at most one more than `SAMPLE`."""
    rows = run(tx, f"""
        SELECT u.id FROM assignment a JOIN unit_task u ON u.id >= a.first_id AND u.id < a.first_id + a.size
        WHERE a.task_period_id = ? AND a.role = 'lead' AND u.node >= ? AND u.node <= ? AND u.due_on < ?
          AND u.progress IN ({marks(len(states))}) ORDER BY u.id LIMIT ?
    """, (task_period_id, node, last, day, *states, SAMPLE + 1))  # fmt: skip
    return [row[0] for row in rows]


def last_words(tx: Connection, unit_task_ids: Sequence[int]) -> dict[int, Word]:
    """The latest journal row of each piece by which its state was changed or its progress told."""
    found: dict[int, Word] = {}
    for chunk in chunks(unit_task_ids):
        rows = run(tx, f"""
            SELECT j.unit_task_id, j.event, j.at, j.reason, j.note FROM journal j
            WHERE j.id IN (SELECT max(k.id) FROM journal k WHERE k.unit_task_id IN ({marks(len(chunk))})
                           AND k.event LIKE 'unit_task:%' GROUP BY k.unit_task_id)
        """, chunk)  # fmt: skip
        for piece, event, at, reason, note in rows:
            moment = as_moment(at)
            if moment is not None:
                found[piece] = Word(piece, event, moment, reason or "", note or "")
    return found


def waiting(
    tx: Connection, task_period_id: int, node: int, last: int
) -> tuple[int, datetime | None, int | None, int | None]:
    """(how many submitted pieces wait in a subtree, since when the longest, for which unit, under which node)."""
    rows = run(tx, """
        SELECT u.submitted_at, u.parent_node, g.unit_id, count(*) OVER ()
        FROM assignment a JOIN unit_task u ON u.id >= a.first_id AND u.id < a.first_id + a.size
        JOIN cascade_node g ON g.cascade_id = a.cascade_id AND g.node = u.parent_node
        WHERE a.task_period_id = ? AND a.role = 'lead' AND u.node >= ? AND u.node <= ? AND u.progress = 'submitted'
        ORDER BY u.submitted_at, u.id LIMIT 1
    """, (task_period_id, node, last)).first()  # fmt: skip
    return (0, None, None, None) if rows is None else (rows[3], as_moment(rows[0]), rows[2], rows[1])


def priors(tx: Connection, task_period_id: int) -> list[Prior]:
    """The tasks this one waits for that are not finished in the same period."""
    rows = run(tx, """
        SELECT t.id, t.ref, t.title, t.cascade_id,
               sum(c.done_on_time + c.done_late),
               sum(c.assigned + c.received + c.in_progress + c.returned + c.declined + c.submitted_in_time
                   + c.submitted_late + c.paused_in_time + c.paused_late + c.done_on_time + c.done_late)
        FROM task_period p
        JOIN task_after f ON f.task_id = p.task_id
        JOIN task_period q ON q.task_id = f.after_id AND q.period_id = p.period_id
        JOIN task t ON t.id = f.after_id
        JOIN counter c ON c.task_period_id = q.id AND c.node = 0
        WHERE p.id = ? GROUP BY t.id, t.ref, t.title, t.cascade_id, t.position ORDER BY t.position
    """, (task_period_id,))  # fmt: skip
    found = [
        Prior(task, f"{ref} {title}".strip(), int(done), int(total), cascade)
        for task, ref, title, cascade, done, total in rows
    ]
    return [prior for prior in found if prior.done < prior.total]


def node_of(tx: Connection, cascade_id: int, node: int) -> tuple[int, str, int]:
    """(unit, name, last node of its subtree)."""
    row = run(
        tx, "SELECT unit_id, name, last FROM cascade_node WHERE cascade_id = ? AND node = ?", (cascade_id, node)
    ).one()
    return int(row[0]), str(row[1]), int(row[2])


def has_parents_below(tx: Connection, task_period_id: int, node: int) -> bool:
    """Whether a child of this parent has children itself."""
    row = run(tx, """
        SELECT 1 FROM assignment a
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.parent_node = ? AND m.node <> ?
        JOIN roll_up r ON r.task_period_id = a.task_period_id AND r.node = m.node AND r.live > 0
        WHERE a.task_period_id = ? AND a.role = 'lead' LIMIT 1
    """, (node, node, task_period_id)).first()  # fmt: skip
    return row is not None


def cascade_names(tx: Connection, cascade_id: int) -> tuple[str, date, int, int]:
    """(document as people call it, day of issue, consolidation days, issuing unit)."""
    kind, number, subject, issued, days, unit = run(tx, """
        SELECT d.kind, d.number, d.subject, c.issued_at, c.consolidation_days, c.issuing_unit_id
        FROM cascade c JOIN document d ON d.id = c.document_id WHERE c.id = ?
    """, (cascade_id,)).one()  # fmt: skip
    at = as_moment(issued) or clock.now()
    return f"{kind} {number}" if number else subject[:60], clock.local_day(at), int(days), int(unit)


def next_due(tx: Connection, task_period_ids: Sequence[int], day: date) -> date | None:
    """The nearest deadline ahead under which something is still open."""
    found = None
    for chunk in chunks(task_period_ids):
        row = run(tx, f"""
            SELECT min(due_on) FROM counter WHERE task_period_id IN ({marks(len(chunk))}) AND node = 0 AND due_on >= ?
              AND assigned + received + in_progress + returned + declined > 0
        """, (*chunk, day)).scalar()  # fmt: skip
        if row is not None and as_date(row) < clock.NO_DEADLINE:
            found = min(found or as_date(row), as_date(row))
    return found


def due_of_holder(tx: Connection, cascade_id: int, task_id: int, unit_id: int) -> date | None:
    """The day of a unit's own share of a task in its latest period, if it holds one and has a day."""
    due = run(tx, """
        SELECT coalesce(u.due_on, p.due_on) FROM task_period p
        JOIN assignment a ON a.task_period_id = p.id AND a.role = 'lead'
        JOIN audience_member m ON m.audience_id = a.audience_id
        JOIN cascade_node n ON n.cascade_id = p.cascade_id AND n.node = m.node
        LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
        WHERE n.unit_id = ? AND n.cascade_id = ? AND p.task_id = ? ORDER BY p.id DESC LIMIT 1
    """, (unit_id, cascade_id, task_id)).scalar()  # fmt: skip
    return None if due is None or as_date(due) == clock.NO_DEADLINE else as_date(due)
