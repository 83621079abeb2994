"""Recomputes every counter and roll-up from the leaves and tells each difference. Reads only; the nightly flow reports it.

A leaf is read as one packed number (node, cell, whether its deadline is its own), so that half a million of them cost a
scan and a few array operations; what stands under a node is a difference of two prefix sums over pre-order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection

from cascade.states import cell
from kit.vocabulary import CELLS, Progress
from models.columns import Ints, columns
from models.sql import as_date, fetch, run

_PLACE = {name: place for place, name in enumerate(CELLS)}
_IS_DONE = np.array([name in ("done_on_time", "done_late") for name in CELLS])
_LIVE = _PLACE["exempt"]
# The likeliest states first: SQL asks them one after the other.
_ORDER = sorted(Progress, key=lambda state: state not in (Progress.ASSIGNED, Progress.DONE, Progress.SUBMITTED))


def _cells(late: bool) -> str:
    return (
        "CASE u.progress "
        + " ".join(f"WHEN '{state.value}' THEN {_PLACE[cell(state, late)]}" for state in _ORDER)
        + " END"
    )


# One number a leaf: node * 64 + 32 (own deadline) + cell.
_LEAF = (
    "u.node * 64 + CASE WHEN u.due_on = t.due_on THEN 0 ELSE 32 END "
    f"+ CASE WHEN u.late THEN {_cells(True)} ELSE {_cells(False)} END"
)
_LEAVES = "FROM unit_task u JOIN (SELECT due_on FROM task_period WHERE id = ?) t ON true WHERE u.id >= ? AND u.id < ?"


# Three cells a number on the way out of the database: a counter holds at most a country's units, and fewer columns are read faster.
_BITS = 20
_MASK = (1 << _BITS) - 1
_PACKED = tuple(
    " + ".join(
        f"{name} * {1 << (_BITS * place)}" if place else name for place, name in enumerate(CELLS[start : start + 3])
    )
    for start in range(0, len(CELLS), 3)
)


@dataclass(frozen=True)
class Difference:
    """A stored figure that the leaves do not bear out."""

    cascade_id: int
    task_period_id: int
    node: int
    cell: str
    counted: int
    recounted: int

    def __str__(self) -> str:
        return (f"Đợt {self.cascade_id}, kỳ việc {self.task_period_id}, nút {self.node}, ô {self.cell}: "
                f"đang ghi {self.counted}, tính lại {self.recounted}")  # fmt: skip


@dataclass(frozen=True)
class _Tree:
    """The frozen tree as arrays over nodes, and each type's place among the types it uses."""

    last: Ints
    kind: Ints
    inner: Ints
    kinds: list[int]

    @property
    def size(self) -> int:
        return len(self.last)

    def under(self, nodes: Ints) -> Ints:
        """How many of `nodes` stand under each inner node."""
        sums = np.concatenate(([0], np.cumsum(np.bincount(nodes, minlength=self.size))))
        return sums[self.last[self.inner] + 1] - sums[self.inner]


def verify(tx: Connection, cascade_id: int | None = None) -> list[Difference]:
    """All differences, of one cascade or of all. Empty means that every stored figure equals the sum of its leaves."""
    ids = (
        [cascade_id] if cascade_id is not None else [row[0] for row in fetch(tx, "SELECT id FROM cascade ORDER BY id")]
    )
    return [difference for each in ids for difference in _verify_cascade(tx, each)]


def _verify_cascade(tx: Connection, cascade_id: int) -> Iterator[Difference]:
    rows = np.array(
        fetch(tx, "SELECT last, type_id FROM cascade_node WHERE cascade_id = ? ORDER BY node", (cascade_id,)),
        dtype=np.int64,
    )
    last, kind = rows[:, 0], rows[:, 1]
    nodes = np.arange(len(last))
    tree = _Tree(last, kind, np.flatnonzero((last > nodes) | (nodes == 0)), np.unique(kind).tolist())
    parents: dict[int, Ints] = {}
    blocks = run(tx, "SELECT a.task_period_id, tp.due_on, a.audience_id, a.first_id, a.size FROM assignment a "
                     "JOIN task_period tp ON tp.id = a.task_period_id WHERE a.cascade_id = ? AND a.role = 'lead' ORDER BY a.id", (cascade_id,)).all()  # fmt: skip
    for period, due, audience, first, size in blocks:
        if audience not in parents:
            parents[audience] = _parents(tx, audience, tree.size)
        codes, own = _leaves(tx, period, due, audience, first, size)
        yield from _compare_counters(tx, cascade_id, period, as_date(due), tree, codes, own)
        yield from _compare_roll_ups(tx, cascade_id, period, parents[audience], codes)


def _parents(tx: Connection, audience: int, size: int) -> Ints:
    """The implicit parent of each member, by node."""
    found = np.zeros(size, dtype=np.int64)
    rows = np.array(
        fetch(tx, "SELECT node, parent_node FROM audience_member WHERE audience_id = ?", (audience,)), dtype=np.int64
    ).reshape(-1, 2)
    found[rows[:, 0]] = rows[:, 1]
    return found


def _leaves(
    tx: Connection, period: int, due: Any, audience: int, first: int, size: int
) -> tuple[Ints, list[tuple[int, date, int]]]:
    """(node * 64 + cell) of every leaf, and (node, deadline, cell) of those with a deadline of their own."""
    (packed,) = columns(tx, [_LEAF], _LEAVES, (period, first, first + size))
    if len(packed) < size:
        # Not opened yet: the expected set says who they are, and they are assigned.
        missing = fetch(tx, "SELECT m.node FROM audience_member m WHERE m.audience_id = ? AND NOT EXISTS "
                            "(SELECT 1 FROM unit_task u WHERE u.id = ? + m.rank)", (audience, first))  # fmt: skip
        packed = np.concatenate((packed, np.fromiter((row[0] * 64 for row in missing), dtype=np.int64)))
    own: list[tuple[int, date, int]] = []
    if (packed & 32).any():
        rows = fetch(
            tx,
            "SELECT node, due_on, progress, late FROM unit_task WHERE id >= ? AND id < ? AND due_on <> ?",
            (first, first + size, as_date(due)),
        )
        own = [(node, as_date(day), _PLACE[cell(Progress(progress), bool(late))]) for node, day, progress, late in rows]
    return packed, own


def _compare_counters(
    tx: Connection, cascade_id: int, period: int, due: date, tree: _Tree, codes: Ints, own: list[tuple[int, date, int]]
) -> Iterator[Difference]:
    """Dense for the task's own deadline, by day for the deadlines of single leaves."""
    by_day = {
        day: _expected(tree, np.array([node * 64 + place for node, at, place in own if at == day], dtype=np.int64))
        for _, day, _ in own
    }
    by_day[due] = _expected(tree, codes[(codes & 32) == 0])
    usual = _stored(tx, "AND due_on = ?", (period, due), tree)
    yield from _differences(cascade_id, period, tree, usual, by_day.pop(due))
    # Deadlines of single pieces are few: they are asked for one by one.
    for (raw,) in fetch(
        tx, "SELECT DISTINCT due_on FROM counter WHERE task_period_id = ? AND due_on <> ?", (period, due)
    ):
        day = as_date(raw)
        got = _stored(tx, "AND due_on = ?", (period, day), tree)
        yield from _differences(cascade_id, period, tree, got, by_day.pop(day, np.zeros_like(got)))
    for expected in by_day.values():
        yield from _differences(cascade_id, period, tree, np.zeros_like(expected), expected)


def _stored(tx: Connection, where: str, values: tuple[Any, ...], tree: _Tree) -> Ints:
    """The counters by (type, inner node, cell)."""
    nodes, types, *packed = columns(
        tx, ("node", "type_id", *_PACKED), f"FROM counter WHERE task_period_id = ? {where}", values
    )
    got = np.zeros((len(tree.kinds), len(tree.inner), len(CELLS)), dtype=np.int64)
    kinds, places = np.searchsorted(tree.kinds, types), np.searchsorted(tree.inner, nodes)
    for place in range(len(CELLS)):
        got[kinds, places, place] = (packed[place // 3] >> (_BITS * (place % 3))) & _MASK
    return got


def _expected(tree: _Tree, codes: Ints) -> Ints:
    """Counts by (type, inner node, cell)."""
    found = np.zeros((len(tree.kinds), len(tree.inner), len(CELLS)), dtype=np.int64)
    nodes, cells = codes >> 6, codes & 31
    kinds = tree.kind[nodes]
    for place, kind in enumerate(tree.kinds):
        of_kind = kinds == kind
        for name in np.unique(cells[of_kind]).tolist():
            found[place, :, name] = tree.under(nodes[of_kind & (cells == name)])
    return found


def _differences(cascade_id: int, period: int, tree: _Tree, got: Ints, wanted: Ints) -> Iterator[Difference]:
    for kind, place, name in np.argwhere(got != wanted).tolist():
        yield Difference(
            cascade_id,
            period,
            int(tree.inner[place]),
            CELLS[name],
            int(got[kind, place, name]),
            int(wanted[kind, place, name]),
        )


def _compare_roll_ups(tx: Connection, cascade_id: int, period: int, parents: Ints, codes: Ints) -> Iterator[Difference]:
    """The implicit children of each parent: how many live, how many done."""
    above, cells = parents[codes >> 6], codes & 31
    live = np.bincount(above[cells < _LIVE], minlength=len(parents))
    done = np.bincount(above[_IS_DONE[cells]], minlength=len(parents))
    for node, stored_live, stored_done in fetch(
        tx, "SELECT node, live, done FROM roll_up WHERE task_period_id = ?", (period,)
    ):
        if stored_live != live[node]:
            yield Difference(cascade_id, period, node, "live", stored_live, int(live[node]))
        if stored_done != done[node]:
            yield Difference(cascade_id, period, node, "done", stored_done, int(done[node]))
