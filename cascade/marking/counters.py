"""Moves one piece of work from a counter cell to another, in its inner node and every node above. Knows no verb."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import Connection

from models import CELLS
from models.sql import marks, run, run_last


@cache
def _shift(sqlite: bool, source: str, target: str, nodes: int) -> str:
    """One statement a (source, target, depth). PostgreSQL locks the rows leaf to root first, so that two marks never wait
    for each other in a circle and the root, which everybody needs, is held for the shortest time."""
    if source not in CELLS or target not in CELLS:
        raise ValueError(f"no such cell: {source} → {target}")
    change = f"{source} = {'counter.' if not sqlite else ''}{source} - 1, {target} = {'counter.' if not sqlite else ''}{target} + 1"
    where = f"task_period_id = ? AND type_id = ? AND due_on = ? AND node IN ({marks(nodes)})"
    if sqlite:
        return f"UPDATE counter SET {change} WHERE {where}"
    return f"""
        WITH locked AS (SELECT task_period_id, node, type_id, due_on FROM counter WHERE {where} ORDER BY node DESC FOR UPDATE)
        UPDATE counter SET {change} FROM locked
        WHERE counter.task_period_id = locked.task_period_id AND counter.node = locked.node
          AND counter.type_id = locked.type_id AND counter.due_on = locked.due_on
    """


def shift(
    tx: Connection, task_period_id: int, type_id: int, due_on: date, nodes: tuple[int, ...], source: str, target: str
) -> None:
    """Move one from `source` to `target` under the same deadline. A leaf among `nodes` has no counter and is passed over."""
    if source != target:
        run_last(
            tx,
            _shift(tx.dialect.name == "sqlite", source, target, len(nodes)),
            (task_period_id, type_id, due_on, *nodes),
        )


def redate(
    tx: Connection, task_period_id: int, type_id: int, nodes: tuple[int, ...], cell: str, before: date, after: date
) -> None:
    """Move one piece in `cell` from one effective deadline to another: a granted extension, a returned piece's new date."""
    if before == after:
        return
    if cell not in CELLS:
        raise ValueError(f"no such cell: {cell}")
    zeros = ", ".join("0" for _ in CELLS)
    for node in sorted(nodes, reverse=True):
        changed = run(tx, f"UPDATE counter SET {cell} = {cell} - 1 WHERE task_period_id = ? AND type_id = ? AND due_on = ? AND node = ?",
                      (task_period_id, type_id, before, node)).rowcount  # fmt: skip
        if changed:
            run(tx, f"INSERT INTO counter (task_period_id, node, type_id, due_on, {', '.join(CELLS)}) VALUES (?, ?, ?, ?, {zeros}) ON CONFLICT DO NOTHING",
                (task_period_id, node, type_id, after))  # fmt: skip
            run(tx, f"UPDATE counter SET {cell} = {cell} + 1 WHERE task_period_id = ? AND type_id = ? AND due_on = ? AND node = ?",
                (task_period_id, type_id, after, node))  # fmt: skip


def child_changed(tx: Connection, task_period_id: int, parent_node: int, live: int, done: int) -> None:
    """A child entered or left the count of its parent, or reached or left *done* there."""
    if live or done:
        run_last(
            tx,
            "UPDATE roll_up SET live = live + ?, done = done + ? WHERE task_period_id = ? AND node = ?",
            (live, done, task_period_id, parent_node),
        )
