"""Copies the counters of a cascade for a day, keeping only rows that changed since the copy before.

A copy is made in short parts, so that nobody who marks waits for the whole, and shows one moment all the same: its
beginning. What is marked while the parts are copied is taken back from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from cascade.store.cells import moves
from kit import clock
from models import CELLS
from models.sql import run

PART = 1500
"""Counter rows in a part: some 20 ms of writing."""

_KEY = ("task_period_id", "node", "type_id", "due_on")
_COLUMNS = ", ".join((*_KEY, *CELLS))
_SAME = " AND ".join(f"{name} = ?" for name in _KEY)
_LATEST = """
    SELECT max(p.day) FROM counter_snapshot p
    WHERE p.task_period_id = c.task_period_id AND p.node = c.node AND p.type_id = c.type_id AND p.due_on = c.due_on
"""
_CHANGED = f"""
    INSERT INTO counter_snapshot ({_COLUMNS}, day)
    SELECT {", ".join("c." + name for name in (*_KEY, *CELLS))}, ? FROM counter c
    WHERE c.task_period_id = ? AND c.node >= ? AND c.node <= ?
      AND NOT EXISTS (SELECT 1 FROM counter_snapshot s
                      WHERE {" AND ".join(f"s.{name} = c.{name}" for name in (*_KEY, *CELLS))} AND s.day = ({_LATEST}))
"""


@dataclass(frozen=True)
class Part:
    """The counters of one task period at the nodes from `first` to `last`."""

    task_period_id: int
    first: int
    last: int


@dataclass(frozen=True)
class Copy:
    """A copy under way: the moment it shows, and the last journal row of that moment."""

    cascade_id: int
    day: date
    taken_at: datetime
    journal_id: int
    parts: tuple[Part, ...]


def take(tx: Connection, cascade_id: int, day: date) -> None:
    """Copy the counters as they stand now under the name of `day`, all at once. Taken twice for a day, the later copy stands."""
    copy = begin(tx, cascade_id, day)
    for part in copy.parts:
        copy_part(tx, copy, part)
    finish(tx, copy)


def begin(tx: Connection, cascade_id: int, day: date) -> Copy:
    """Fix the moment and lay out the parts. An earlier copy of the day stops counting: boards of it are reckoned from the journal meanwhile."""
    _hold_marks(tx)
    run(tx, "DELETE FROM snapshot WHERE cascade_id = ? AND day = ?", (cascade_id, day))
    last = run(tx, "SELECT coalesce(max(id), 0) FROM journal WHERE cascade_id = ?", (cascade_id,)).scalar_one()
    sizes = run(tx, "SELECT task_period_id, count(*), max(node) FROM counter WHERE task_period_id IN "
                    "(SELECT id FROM task_period WHERE cascade_id = ?) GROUP BY task_period_id", (cascade_id,)).all()  # fmt: skip
    parts = tuple(part for period, rows, node in sizes for part in _parts(period, rows, node))
    return Copy(cascade_id, day, clock.now(), int(last), parts)


def copy_part(tx: Connection, copy: Copy, part: Part) -> None:
    """Copy what changed, then put back to the copy's moment the rows that were marked since."""
    _hold_marks(tx)
    bounds = (part.task_period_id, part.first, part.last)
    run(
        tx,
        "DELETE FROM counter_snapshot WHERE day = ? AND task_period_id = ? AND node >= ? AND node <= ?",
        (copy.day, *bounds),
    )
    run(tx, _CHANGED, (copy.day, *bounds))
    for (node, kind, due), change in _since(tx, copy, part).items():
        key = (part.task_period_id, node, kind, due)
        now = run(tx, f"SELECT {', '.join(CELLS)} FROM counter WHERE {_SAME}", key).one_or_none() or (0,) * len(CELLS)
        then = [cells + change.get(name, 0) for name, cells in zip(CELLS, now, strict=True)]
        run(tx, f"DELETE FROM counter_snapshot WHERE day = ? AND {_SAME}", (copy.day, *key))
        run(tx, f"INSERT INTO counter_snapshot ({_COLUMNS}, day) VALUES ({', '.join('?' * (len(key) + len(then) + 1))})",
            (*key, *then, copy.day))  # fmt: skip


def finish(tx: Connection, copy: Copy) -> None:
    """Let the copy count."""
    run(tx, "INSERT INTO snapshot (cascade_id, day, taken_at, journal_id) VALUES (?, ?, ?, ?)",
        (copy.cascade_id, copy.day, copy.taken_at, copy.journal_id))  # fmt: skip


def _hold_marks(tx: Connection) -> None:
    """SQLite has one writer. On PostgreSQL journal ids are handed out before their rows commit: those under way are waited for, or one could be
    missed; the next mark waits for this transaction, which is short."""
    if tx.dialect.name == "postgresql":
        run(tx, "LOCK TABLE journal IN SHARE MODE")


def _parts(period: int, rows: int, last: int) -> list[Part]:
    width = -(-(last + 1) // -(-rows // PART))
    return [Part(period, first, min(first + width - 1, last)) for first in range(0, last + 1, width)]


def _since(tx: Connection, copy: Copy, part: Part) -> dict[tuple[int, int, date], dict[str, int]]:
    """What to add to the live cells, by (node, type, deadline), to have them as they were at the copy's moment."""
    back: dict[tuple[int, int, date], dict[str, int]] = {}
    for move in moves(tx, copy.cascade_id, after=copy.journal_id):
        if move.task_period_id != part.task_period_id:
            continue
        for node in move.path:
            if part.first <= node <= part.last:
                for cell, due, more in ((move.to_cell, move.to_due, -1), (move.from_cell, move.from_due, 1)):
                    cells = back.setdefault((node, move.type_id, due), {})
                    cells[cell] = cells.get(cell, 0) + more
    return back
