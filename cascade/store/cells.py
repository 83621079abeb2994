"""Reads counter cells, as they stand now or as they stood at the end of an earlier day.

An earlier day is the first copy taken after it (or the live counters), with the journal rows in between taken back: exact
at any moment, and short, because copies are taken every night.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection

from kit import clock
from models import CELLS
from models.sql import as_date, marks, run, stored

_SELECT = "task_period_id, node, type_id, due_on, " + ", ".join(CELLS)
_AT = {cell: place for place, cell in enumerate(CELLS)}


@dataclass(frozen=True)
class CellRow:
    """One counter row. `cells` in the order of `CELLS`."""

    task_period_id: int
    node: int
    type_id: int
    due_on: date
    cells: Sequence[int]


@dataclass(frozen=True)
class Move:
    """One piece that went from a cell to another, counted at every node of `path`."""

    task_period_id: int
    path: tuple[int, ...]
    type_id: int
    from_cell: str
    from_due: date
    to_cell: str
    to_due: date


Key = Literal["node", "type", "period"]
_COLUMN: dict[Key, str] = {"node": "node", "type": "type_id", "period": "task_period_id"}
# By node and by period the groups follow the primary key, and need no sorting.
_GROUP: dict[Key, str] = {
    "node": "task_period_id, node, due_on",
    "type": "type_id, due_on",
    "period": "task_period_id, node, due_on",
}


def sums(
    tx: Connection,
    task_periods: Sequence[int],
    nodes: Sequence[int],
    key: Key,
    as_of: date | None = None,
    *,
    held: Collection[str] = CELLS,
    bounds: Sequence[date] = (),
) -> Iterator[tuple[int, date, Sequence[int]]]:
    """(node | type | task period, deadline, cells) of `nodes` for `task_periods` of one cascade; `as_of` an earlier day, at its end.

    Cells not among `held` are known to be zero today and are not read: a board of many nodes is mostly adding. Deadlines between
    the same two of `bounds` may come added together, under the earliest of them.
    """
    if not task_periods or not nodes:
        return
    if as_of is not None and as_of < clock.today():
        for past in _earlier(tx, task_periods, nodes, as_of):
            yield {"node": past.node, "type": past.type_id, "period": past.task_period_id}[key], past.due_on, past.cells
        return
    added = "".join(f", sum({cell})" if cell in held else ", 0" for cell in CELLS)
    due, group = "due_on", _GROUP[key]
    if bounds:
        earlier = " ".join(f"WHEN due_on < ? THEN {place}" for place in range(len(bounds)))
        due, group = "min(due_on)", f"{_COLUMN[key]}, CASE {earlier} ELSE {len(bounds)} END"
    for chunk in _chunks(nodes):
        rows = run(tx, f"SELECT {_COLUMN[key]}, {due}{added} FROM counter WHERE task_period_id IN ({marks(len(task_periods))}) "
                       f"AND node IN ({marks(len(chunk))}) GROUP BY {group}", (*task_periods, *chunk, *bounds))  # fmt: skip
        for row in rows:
            yield row[0], as_date(row[1]), row[2:]


def _live(tx: Connection, task_periods: Sequence[int], nodes: Sequence[int]) -> Iterator[CellRow]:
    for chunk in _chunks(nodes):
        rows = run(tx, f"SELECT {_SELECT} FROM counter WHERE task_period_id IN ({marks(len(task_periods))}) AND node IN ({marks(len(chunk))})",
                   (*task_periods, *chunk))  # fmt: skip
        for row in rows:
            yield CellRow(row[0], row[1], row[2], as_date(row[3]), row[4:])


def _earlier(tx: Connection, task_periods: Sequence[int], nodes: Sequence[int], as_of: date) -> Iterator[CellRow]:
    cascade_id = run(tx, "SELECT cascade_id FROM task_period WHERE id = ?", (task_periods[0],)).scalar_one()
    ended = clock.end_of_day(as_of)
    copy = run(tx, "SELECT day, journal_id FROM snapshot WHERE cascade_id = ? AND taken_at >= ? ORDER BY taken_at LIMIT 1",
               (cascade_id, ended)).one_or_none()  # fmt: skip
    rows: dict[tuple[int, int, int, date], list[int]] = {}
    source = _copied(tx, task_periods, nodes, as_date(copy[0])) if copy else _live(tx, task_periods, nodes)
    for row in source:
        rows[row.task_period_id, row.node, row.type_id, row.due_on] = list(row.cells)
    wanted, periods = set(nodes), set(task_periods)
    for move in moves(tx, cascade_id, since=ended, until=copy[1] if copy else None):
        if move.task_period_id not in periods:
            continue
        for node in move.path:
            if node not in wanted:
                continue
            later = rows.get((move.task_period_id, node, move.type_id, move.to_due))
            if later is not None:
                later[_AT[move.to_cell]] -= 1
                before = (move.task_period_id, node, move.type_id, move.from_due)
                rows.setdefault(before, [0] * len(CELLS))[_AT[move.from_cell]] += 1
    for (period, node, kind, due), cells in rows.items():
        yield CellRow(period, node, kind, due, cells)


def _copied(tx: Connection, task_periods: Sequence[int], nodes: Sequence[int], day: date) -> Iterator[CellRow]:
    for chunk in _chunks(nodes):
        rows = run(tx, f"""
            SELECT {", ".join("s." + column.strip() for column in _SELECT.split(","))} FROM counter_snapshot s
            WHERE s.task_period_id IN ({marks(len(task_periods))}) AND s.node IN ({marks(len(chunk))})
              AND s.day = (SELECT max(l.day) FROM counter_snapshot l WHERE l.task_period_id = s.task_period_id AND l.node = s.node
                           AND l.type_id = s.type_id AND l.due_on = s.due_on AND l.day <= ?)
        """, (*task_periods, *chunk, day))  # fmt: skip
        for row in rows:
            yield CellRow(row[0], row[1], row[2], as_date(row[3]), row[4:])


def moves(
    tx: Connection,
    cascade_id: int,
    *,
    since: datetime | None = None,
    after: int | None = None,
    until: int | None = None,
) -> Iterator[Move]:
    """What moved a counter of the cascade, newest first: from a moment on, or behind one journal row, up to another."""
    asked = [
        (condition, value)
        for condition, value in (("j.at >= ?", since), ("j.id > ?", after), ("j.id <= ?", until))
        if value is not None
    ]
    rows = run(tx, f"""
        SELECT u.task_period_id, n.path, n.type_id, j.from_cell, j.from_due, j.to_cell, j.to_due
        FROM journal j
        JOIN unit_task u ON u.id = j.unit_task_id
        JOIN cascade_node n ON n.cascade_id = j.cascade_id AND n.node = u.node
        WHERE j.cascade_id = ? AND j.to_cell IS NOT NULL AND u.role = 'lead' {"".join(f" AND {condition}" for condition, _ in asked)}
        ORDER BY j.id DESC
    """, (cascade_id, *(value for _, value in asked)))  # fmt: skip
    for period, path, kind, from_cell, from_due, to_cell, to_due in rows:
        nodes = tuple(int(node) for node in path.split("/"))
        yield Move(period, nodes, kind, from_cell, as_date(from_due), to_cell, as_date(to_due))


def states_at(
    tx: Connection, as_of: date, *, unit_tasks: Sequence[int] = (), cascades: Sequence[int] = ()
) -> dict[int, tuple[str, date]]:
    """(cell, deadline) at the end of `as_of` of those unit tasks, or of all in those cascades, that have moved since."""
    found: dict[int, tuple[str, date]] = {}
    ended = stored(tx, clock.end_of_day(as_of))
    for column, ids in (("unit_task_id", unit_tasks), ("cascade_id", cascades)):
        for chunk in _chunks(ids):
            rows = run(tx, f"SELECT unit_task_id, from_cell, from_due FROM journal WHERE {column} IN ({marks(len(chunk))}) AND at >= ? "
                           "AND to_cell IS NOT NULL ORDER BY id DESC", (*chunk, ended))  # fmt: skip
            found.update((piece, (cell, as_date(due))) for piece, cell, due in rows)
    return found


def _chunks(values: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
