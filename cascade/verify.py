"""Recomputes every counter and roll-up from the leaves and tells each difference. Reads only; the nightly flow reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection

from cascade.states import cell
from kit.vocabulary import CELLS, Progress
from models.sql import as_date, run

_Leaves = dict[tuple[int, date, str], list[int]]
_PLACE = {name: place for place, name in enumerate(CELLS)}


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


def verify(tx: Connection, cascade_id: int | None = None) -> list[Difference]:
    """All differences, of one cascade or of all. Empty means that every stored figure equals the sum of its leaves."""
    ids = [cascade_id] if cascade_id is not None else list(run(tx, "SELECT id FROM cascade ORDER BY id").scalars())
    return [difference for each in ids for difference in _verify_cascade(tx, each)]


def _verify_cascade(tx: Connection, cascade_id: int) -> Iterator[Difference]:
    last = np.array([row[0] for row in run(tx, "SELECT last FROM cascade_node WHERE cascade_id = ? ORDER BY node", (cascade_id,))], dtype=np.int64)
    periods = list(run(tx, "SELECT id FROM task_period WHERE cascade_id = ? ORDER BY id", (cascade_id,)).scalars())
    for period in periods:
        leaves = _leaves(tx, cascade_id, period)
        yield from _compare_counters(tx, cascade_id, period, last, leaves)
        yield from _compare_roll_ups(tx, cascade_id, period)


def _leaves(tx: Connection, cascade_id: int, period: int) -> _Leaves:
    """Nodes by (type, deadline, cell): opened rows by what they say, the rest as assigned."""
    raw: dict[tuple[int, object, str, bool], list[int]] = {}
    rows = run(tx, """
        SELECT n.type_id, coalesce(u.due_on, tp.due_on), coalesce(u.progress, 'assigned'), coalesce(u.late, false), n.node
        FROM assignment a
        JOIN task_period tp ON tp.id = a.task_period_id
        JOIN audience_member m ON m.audience_id = a.audience_id
        JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
        LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
        WHERE a.cascade_id = ? AND a.task_period_id = ? AND a.role = 'lead'
    """, (cascade_id, period))  # fmt: skip
    for kind, due, progress, late, node in rows:
        raw.setdefault((kind, due, progress, bool(late)), []).append(node)
    leaves: _Leaves = {}
    for (kind, due, progress, late), nodes in raw.items():
        leaves.setdefault((kind, as_date(due), cell(Progress(progress), late)), []).extend(nodes)  # type: ignore[arg-type]
    return leaves


def _compare_counters(
    tx: Connection, cascade_id: int, period: int, last: np.ndarray, leaves: _Leaves
) -> Iterator[Difference]:
    """Prefix sums over pre-order: what stands under a node is a difference of two of them."""
    inner = np.flatnonzero((last > np.arange(len(last))) | (np.arange(len(last)) == 0))
    expected: dict[tuple[int, int, date], np.ndarray] = {}
    for (kind, due, name), nodes in leaves.items():
        ones = np.bincount(np.asarray(nodes, dtype=np.int64), minlength=len(last))
        sums = np.concatenate(([0], np.cumsum(ones)))
        under = sums[last[inner] + 1] - sums[inner]
        for node, value in zip(inner[under > 0].tolist(), under[under > 0].tolist(), strict=True):
            expected.setdefault((node, kind, due), np.zeros(len(CELLS), dtype=np.int64))[_PLACE[name]] += value
    rows = run(tx, f"SELECT node, type_id, due_on, {', '.join(CELLS)} FROM counter WHERE task_period_id = ?", (period,))
    for row in rows:
        wanted = expected.pop((row[0], row[1], as_date(row[2])), None)
        yield from _differences(cascade_id, period, row[0], row[3:], wanted.tolist() if wanted is not None else [0] * len(CELLS))
    for (node, _, _), wanted in expected.items():
        yield from _differences(cascade_id, period, node, [0] * len(CELLS), wanted.tolist())


def _differences(cascade_id: int, period: int, node: int, counted: object, recounted: list[int]) -> Iterator[Difference]:
    for name, stored, real in zip(CELLS, counted, recounted, strict=True):  # type: ignore[call-overload]
        if stored != real:
            yield Difference(cascade_id, period, node, name, int(stored), int(real))


def _compare_roll_ups(tx: Connection, cascade_id: int, period: int) -> Iterator[Difference]:
    rows = run(tx, """
        SELECT r.node, r.live, r.done, coalesce(k.live, 0), coalesce(k.done, 0) FROM roll_up r
        LEFT JOIN (
            SELECT m.parent_node AS node,
                   sum(CASE WHEN coalesce(u.progress, 'assigned') IN ('exempt', 'revoked') THEN 0 ELSE 1 END) AS live,
                   sum(CASE WHEN u.progress = 'done' THEN 1 ELSE 0 END) AS done
            FROM assignment a JOIN audience_member m ON m.audience_id = a.audience_id LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
            WHERE a.cascade_id = ? AND a.task_period_id = ? AND a.role = 'lead' GROUP BY m.parent_node
        ) k ON k.node = r.node
        WHERE r.task_period_id = ?
    """, (cascade_id, period, period)).all()  # fmt: skip
    for node, live, done, real_live, real_done in rows:
        if live != real_live:
            yield Difference(cascade_id, period, node, "live", live, int(real_live))
        if done != real_done:
            yield Difference(cascade_id, period, node, "done", done, int(real_done))
