"""The statements of tracking: what may have become due, and the reminder rows themselves. Knows no calendar and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from kit.vocabulary import CascadeState, EventTag, Milestone, Progress
from models import CalendarDay, Journal, Watermark
from models.sql import as_moment, marks, run

WATERMARK = "track"

CALLS_ANEW = (
    EventTag.RETURNED, EventTag.REOPENED, EventTag.WITHDRAWN, EventTag.INSISTED, EventTag.RESUMED, EventTag.EXTENSION_GRANTED,
)  # fmt: skip
"""After these a piece may owe a reminder although its day was passed over before."""
NEW_PIECES = (EventTag.CASCADE_OPENED, EventTag.UNIT_ADDED)


@dataclass(frozen=True)
class Block:
    """Unit task ids first..last of one assignment, all of one task period."""

    cascade_id: int
    first: int
    last: int


@dataclass(frozen=True)
class Changes:
    """What the journal tells since the last round: single pieces, and cascades with pieces never looked at."""

    journal_id: int
    unit_task_ids: tuple[int, ...]
    cascade_ids: frozenset[int]


def calendar_days(tx: Connection) -> list[tuple[date, bool]]:
    return [(row.day, row.is_working) for row in tx.execute(select(CalendarDay.day, CalendarDay.is_working))]


def last_round(tx: Connection) -> tuple[int, datetime | None]:
    row = tx.execute(select(Watermark.journal_id, Watermark.finished_at).where(Watermark.name == WATERMARK)).first()
    return (row.journal_id, row.finished_at) if row else (0, None)


def remember_round(tx: Connection, journal_id: int, at: datetime) -> None:
    changed = tx.execute(
        update(Watermark).where(Watermark.name == WATERMARK).values(journal_id=journal_id, finished_at=at)
    )
    if changed.rowcount == 0:
        tx.execute(insert(Watermark).values(name=WATERMARK, journal_id=journal_id, finished_at=at))


def changes_since(tx: Connection, journal_id: int) -> Changes:
    newest = run(tx, "SELECT coalesce(max(id), 0) FROM journal").scalar_one()
    rows = tx.execute(
        select(Journal.event, Journal.cascade_id, Journal.unit_task_id)
        .where(Journal.id > journal_id, Journal.id <= newest, Journal.event.in_((*CALLS_ANEW, *NEW_PIECES)))
        .order_by(Journal.id)
    ).all()
    return Changes(
        newest,
        tuple(dict.fromkeys(row.unit_task_id for row in rows if row.event in CALLS_ANEW and row.unit_task_id)),
        frozenset(row.cascade_id for row in rows if row.event in NEW_PIECES and row.cascade_id),
    )


def open_cascades(tx: Connection) -> dict[int, datetime]:
    """The live cascades and when each was issued."""
    rows = run(tx, "SELECT id, issued_at FROM cascade WHERE state = ?", (CascadeState.OPEN.value,))
    return {row[0]: moment for row in rows if (moment := as_moment(row[1]))}


def blocks(
    tx: Connection, cells: Sequence[str], due_from: date, due_to: date, cascade_ids: Sequence[int] | None = None
) -> list[Block]:
    """Blocks of open cascades whose counters show unfinished pieces due in these days; `cells` are counter columns.

    The counters of the root carry every effective deadline, so that a granted extension is found without touching a leaf.
    """
    narrowed = f"AND tp.cascade_id IN ({marks(len(cascade_ids))})" if cascade_ids is not None else ""
    rows = run(
        tx,
        f"""
        SELECT a.cascade_id, a.first_id, a.first_id + a.size - 1
        FROM assignment a
        WHERE a.size > 0 AND a.task_period_id IN (
            SELECT tp.id FROM task_period tp
            JOIN cascade c ON c.id = tp.cascade_id AND c.state = 'open'
            JOIN counter n ON n.task_period_id = tp.id AND n.node = 0
            WHERE n.due_on BETWEEN ? AND ? AND {" + ".join(f"n.{cell}" for cell in cells)} > 0 {narrowed}
        ) ORDER BY a.first_id
    """,
        (due_from, due_to, *(cascade_ids or ())),
    )  # fmt: skip - columns and marks are our own
    return [Block(*row) for row in rows]


def write_block(
    tx: Connection,
    block: Block,
    milestone: Milestone,
    progress: Sequence[Progress],
    due_from: date,
    due_to: date,
    day: date,
) -> int:
    """One statement for a whole range: what already has its reminder is left alone."""
    return run(tx, f"""
        INSERT INTO reminder (unit_task_id, milestone, due_on, unit_id, day)
        SELECT id, ?, due_on, unit_id, ? FROM unit_task
        WHERE id BETWEEN ? AND ? AND due_on BETWEEN ? AND ? AND progress IN ({marks(len(progress))})
        ON CONFLICT DO NOTHING
    """, (milestone.value, day, block.first, block.last, due_from, due_to, *[item.value for item in progress])).rowcount  # fmt: skip


def write_single(
    tx: Connection,
    ids: Sequence[int],
    milestone: Milestone,
    progress: Sequence[Progress],
    due_from: date,
    due_to: date,
    day: date,
) -> int:
    return run(tx, f"""
        INSERT INTO reminder (unit_task_id, milestone, due_on, unit_id, day)
        SELECT id, ?, due_on, unit_id, ? FROM unit_task
        WHERE id IN ({marks(len(ids))}) AND due_on BETWEEN ? AND ? AND progress IN ({marks(len(progress))})
        ON CONFLICT DO NOTHING
    """, (milestone.value, day, *ids, due_from, due_to, *[item.value for item in progress])).rowcount  # fmt: skip
