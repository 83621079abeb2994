"""The list behind every number: the same definition, asked of rows instead of sums, so that a figure and its list agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.counting.scopes import ROOT, Scope, scopes
from cascade.counts import AHEAD, NONE, OVER, SOON, Calendar, Tally, states_of
from cascade.store.cells import sums
from cascade.store.lineage_ids import holding, lineage_ids
from cascade.store.unit_tasks import UnitTaskView, views
from kit import clock
from kit.clock import NO_DEADLINE
from kit.settings import settings
from kit.vocabulary import Count
from models.sql import marks, run

PAGE = 50


@dataclass(frozen=True)
class Listing:
    """One page of a list and the length of the whole: the figure it stands behind."""

    rows: tuple[UnitTaskView, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def listing(
    tx: Connection, cascade_id: int | None, *, count: Count = Count.TOTAL, under: int | None = None, task_id: int | None = None,
    type_code: str | None = None, tier_code: str | None = None, lineage: bool = False, page: int = 1, size: int = PAGE, own_only: bool = False,
    overview_of: int | None = None,
) -> Listing:  # fmt: skip
    """The unit tasks that `count` counts, nearest deadline first.

    `under` is a unit with all below it; with `own_only`, that unit's own pieces alone. `overview_of` asks over all live
    cascades that concern a unit, as `boards.overview` does.
    """
    calendar = Calendar.on(clock.today(), settings().due_soon_working_days)
    where = Where(under, task_id, type_code, tier_code, own_only)
    found = pieces(tx, parts(tx, cascade_id, where, lineage, overview_of), count, calendar, where)
    found.sort()
    page = max(1, page)
    chosen = [piece for _, piece in found[(page - 1) * size : page * size]]
    return Listing(tuple(views(tx, chosen)), len(found), page, size)


@dataclass(frozen=True)
class Where:
    """Which part of a cascade is listed: under a unit (or its own pieces alone), of one task, one type, one tier."""

    under: int | None = None
    task_id: int | None = None
    type_code: str | None = None
    tier_code: str | None = None
    own_only: bool = False


def parts(
    tx: Connection,
    cascade_id: int | None,
    where: Where,
    lineage: bool,
    overview_of: int | None,
    as_of: date | None = None,
) -> list[Scope]:
    """The subtrees to list, as the boards choose them."""
    if cascade_id is not None:
        ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
        return scopes(tx, ids, where.under, as_of)
    return scopes(tx, holding(tx, overview_of or 0), where.under or overview_of, as_of)


def pieces(
    tx: Connection, scoped: list[Scope], count: Count, calendar: Calendar, where: Where
) -> list[tuple[Any, int]]:
    """(deadline, unit task id) of what stands *now* in a state that `count` counts by `calendar`."""
    return [
        row
        for part in scoped
        for row in _matching(tx, part, count, calendar, where.task_id, where.type_code, where.tier_code, where.own_only)
    ]


def _matching(
    tx: Connection,
    part: Scope,
    count: Count,
    calendar: Calendar,
    task_id: int | None,
    type_code: str | None,
    tier_code: str | None,
    own_only: bool,
) -> list[tuple[Any, int]]:
    kinds = _types(tx, type_code, tier_code)
    # The counters say which tasks have such a piece at all; only those are read.
    tallies: dict[int, Tally] = {}
    if part.node == ROOT or part.last > part.node:
        for period, due, cells in sums(tx, part.periods, [part.node], "period"):
            tallies.setdefault(period, Tally(calendar)).add(due, cells)
    found: list[tuple[Any, int]] = []
    blocks = run(tx, """
        SELECT a.task_period_id, a.audience_id, a.first_id, a.size, a.opened_count, tp.task_id FROM assignment a
        JOIN task_period tp ON tp.id = a.task_period_id WHERE a.cascade_id = ? AND a.role = 'lead' ORDER BY a.id
    """, (part.cascade_id,)).all()  # fmt: skip
    whole = part.node == ROOT and not own_only
    for period, audience, first, size, opened, task in blocks:
        if task_id not in (None, task) or (period in tallies and not tallies[period].counts()[count]):
            continue
        # A branch is found through its members; the whole, once opened, is a range of rows.
        columns = _OPENED if whole and opened >= size else _EXPECTED
        state, values = _state_clause(count, calendar, columns)
        where = f"{columns.node} >= ? AND {columns.node} <= ? AND ({state})"
        nodes = (part.node, part.node if own_only else part.last)
        given = (first, first + size) if columns is _OPENED else (first, audience, period)
        if kinds is not None:
            where += (f" AND {columns.node} IN (SELECT n.node FROM cascade_node n WHERE n.cascade_id = ? AND n.node >= ? AND n.node <= ? "
                      f"AND n.type_id IN ({marks(len(kinds))}))")  # fmt: skip
            values = [*values, part.cascade_id, *nodes, *kinds]
        found += run(tx, f"{columns.select} AND {where}", (*given, *nodes, *values)).all()
    return [(str(due), piece) for due, piece in found]


@dataclass(frozen=True)
class _Columns:
    """Where a piece's state stands: in its row, or, not opened yet, in what is expected of it."""

    select: str
    node: str
    due: str
    progress: str
    late: str


_OPENED = _Columns(
    "SELECT u.due_on, u.id FROM unit_task u WHERE u.id >= ? AND u.id < ?", "u.node", "u.due_on", "u.progress", "u.late"
)
_EXPECTED = _Columns(
    """
    SELECT coalesce(u.due_on, tp.due_on), a.first_id + m.rank FROM assignment a
    JOIN task_period tp ON tp.id = a.task_period_id
    JOIN audience_member m ON m.audience_id = a.audience_id
    LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
    WHERE a.first_id = ? AND a.audience_id = ? AND tp.id = ?
    """,
    "m.node",
    "coalesce(u.due_on, tp.due_on)",
    "coalesce(u.progress, 'assigned')",
    "coalesce(u.late, false)",
)


def _types(tx: Connection, type_code: str | None, tier_code: str | None) -> list[int] | None:
    """The unit types asked for; None for all."""
    if type_code is None and tier_code is None:
        return None
    rows = run(tx, "SELECT y.id, y.code, t.code FROM unit_type y JOIN tier t ON t.id = y.tier_id")
    return [kind for kind, code, tier in rows if type_code in (None, code) and tier_code in (None, tier)] or [-1]


def _state_clause(count: Count, calendar: Calendar, columns: _Columns) -> tuple[str, list[Any]]:
    """`count`'s states and time classes as a condition, found from the definition itself."""
    due = columns.due
    windows: dict[int, tuple[str, list[date]]] = {
        NONE: (f"{due} = ?", [NO_DEADLINE]),
        OVER: (f"{due} < ?", [calendar.today]),
        SOON: (f"{due} >= ? AND {due} <= ?", [calendar.today, calendar.soon_until]),
        AHEAD: (f"{due} > ? AND {due} < ?", [calendar.soon_until, NO_DEADLINE]),
    }
    by_state: dict[tuple[str, bool], list[int]] = {}
    for progress, late, time_class in states_of(count):
        by_state.setdefault((progress.value, late), []).append(time_class)
    clauses: list[str] = []
    values: list[Any] = []
    for (state, late), classes in by_state.items():
        window = " OR ".join(f"({windows[time_class][0]})" for time_class in classes)
        clauses.append(f"{columns.progress} = ? AND {columns.late} = ? AND ({window})")
        values += [state, late, *(day for time_class in classes for day in windows[time_class][1])]
    return " OR ".join(f"({clause})" for clause in clauses) or "1 = 0", values
