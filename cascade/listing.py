"""The list behind every number: the same definition, asked of rows instead of sums, so that a figure and its list agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.counts import AHEAD, NONE, OVER, SOON, Calendar, states_of
from cascade.scopes import Scope, scopes
from cascade.store.lineage_ids import lineage_ids, lineages
from cascade.store.unit_tasks import UnitTaskView, views
from kit import clock
from kit.clock import NO_DEADLINE
from kit.settings import settings
from kit.vocabulary import Count
from models.sql import run

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
    if cascade_id is not None:
        ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    else:
        rows = run(tx, "SELECT DISTINCT n.cascade_id FROM cascade_node n JOIN cascade c ON c.id = n.cascade_id "
                       "WHERE n.unit_id = ? AND c.state IN ('opening', 'open') ORDER BY n.cascade_id", (overview_of,))  # fmt: skip
        ids = lineages(tx, rows.scalars().all())
        under = under or overview_of
    calendar = Calendar.on(clock.today(), settings().due_soon_working_days)
    found: list[tuple[Any, int]] = []
    for part in scopes(tx, ids, under, None):
        found += _matching(tx, part, count, calendar, task_id, type_code, tier_code, own_only)
    found.sort()
    page = max(1, page)
    chosen = [piece for _, piece in found[(page - 1) * size : page * size]]
    return Listing(tuple(views(tx, chosen)), len(found), page, size)


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
    where = ["a.cascade_id = ?", "a.role = 'lead'", "m.node >= ?", "m.node <= ?"]
    values: list[Any] = [part.cascade_id, part.node, part.node if own_only else part.last]
    for column, value in (("tp.task_id", task_id), ("y.code", type_code), ("r.code", tier_code)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(value)
    state, more = _state_clause(count, calendar)
    rows = run(tx, f"""
        SELECT coalesce(u.due_on, tp.due_on), a.first_id + m.rank FROM assignment a
        JOIN task_period tp ON tp.id = a.task_period_id
        JOIN audience_member m ON m.audience_id = a.audience_id
        JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
        JOIN unit_type y ON y.id = n.type_id
        JOIN tier r ON r.id = y.tier_id
        LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
        WHERE {" AND ".join(where)} AND ({state})
    """, (*values, *more)).all()  # fmt: skip
    return [(str(due), piece) for due, piece in rows]


def _state_clause(count: Count, calendar: Calendar) -> tuple[str, list[date | str | bool]]:
    """`count`'s states and time classes as a condition, found from the definition itself."""
    due = "coalesce(u.due_on, tp.due_on)"
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
    values: list[date | str | bool] = []
    for (state, late), classes in by_state.items():
        window = " OR ".join(f"({windows[time_class][0]})" for time_class in classes)
        clauses.append(f"coalesce(u.progress, 'assigned') = ? AND coalesce(u.late, false) = ? AND ({window})")
        values += [state, late, *(day for time_class in classes for day in windows[time_class][1])]
    return " OR ".join(f"({clause})" for clause in clauses) or "1 = 0", values
