"""Copies the counters of a cascade for a day, keeping only rows that changed since the copy before."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from kit import clock
from models import CELLS
from models.sql import run

_KEY = ("task_period_id", "node", "type_id", "due_on")
_LATEST = """
    SELECT max(p.day) FROM counter_snapshot p
    WHERE p.task_period_id = c.task_period_id AND p.node = c.node AND p.type_id = c.type_id AND p.due_on = c.due_on
"""


def take(tx: Connection, cascade_id: int, day: date) -> int:
    """Copy the counters as they stand now under the name of `day`; returns how many rows had changed.

    The copy notes the last journal row it contains, so that a moment between two copies can be reckoned exactly. Taken
    twice for a day, the later one stands.
    """
    if tx.dialect.name == "postgresql":
        # Journal ids are handed out before their rows commit: wait for those under way, or one could be counted as copied.
        run(tx, "LOCK TABLE journal IN SHARE MODE")
    run(
        tx,
        "DELETE FROM counter_snapshot WHERE day = ? AND task_period_id IN (SELECT id FROM task_period WHERE cascade_id = ?)",
        (day, cascade_id),
    )
    same = " AND ".join(f"s.{name} = c.{name}" for name in (*_KEY, *CELLS))
    columns = ", ".join((*_KEY, *CELLS))
    copied = run(tx, f"""
        INSERT INTO counter_snapshot ({columns}, day)
        SELECT {", ".join("c." + name for name in (*_KEY, *CELLS))}, ? FROM counter c
        WHERE c.task_period_id IN (SELECT id FROM task_period WHERE cascade_id = ?)
          AND NOT EXISTS (SELECT 1 FROM counter_snapshot s WHERE {same} AND s.day = ({_LATEST}))
    """, (day, cascade_id)).rowcount  # fmt: skip
    last = run(tx, "SELECT coalesce(max(id), 0) FROM journal WHERE cascade_id = ?", (cascade_id,)).scalar_one()
    run(tx, "DELETE FROM snapshot WHERE cascade_id = ? AND day = ?", (cascade_id, day))
    run(
        tx,
        "INSERT INTO snapshot (cascade_id, day, taken_at, journal_id) VALUES (?, ?, ?, ?)",
        (cascade_id, day, clock.now(), last),
    )
    return int(copied)
