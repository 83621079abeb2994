"""Completion by tier, by unit, by task, over a cascade or a lineage, now or on an earlier day (laws 12 and 15).

Reads counters of inner nodes, and rows only for the leaves it names; every figure is defined in `cascade.counts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import compress
from typing import Literal

from sqlalchemy import Connection

from cascade.counting.scopes import ROOT, Scope, scopes
from cascade.counting.views import Board, BoardRow, By, Rates
from cascade.counts import Calendar, Counts, Tally
from cascade.store import names
from cascade.store.cells import sums
from cascade.store.leaves import leaf_states
from cascade.store.lineage_ids import holding, lineage_ids
from kit import clock
from kit.settings import settings
from kit.vocabulary import CELLS, TaskKind

__all__ = ["Board", "BoardRow", "Rates", "board", "overview", "three_rates"]

_PERIODS = 500
"""Task periods asked for in one statement."""


def board(
    tx: Connection,
    cascade_id: int,
    *,
    by: By = "tier",
    lineage: bool = False,
    under: int | None = None,
    as_of: date | None = None,
) -> Board:
    """The board of one cascade or of its lineage.

    Raises:
        NotFound: there is no such cascade.
    """
    ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    title, issuer = names.title_and_issuer(tx, cascade_id)
    if by == "unit" and under is None:
        # The units directly below the office that issued the top of the lineage; lower cascades belong to one of them.
        under = issuer
    return _board(tx, ids, title, by, under, as_of)


def overview(
    tx: Connection, unit_id: int, *, by: By = "tier", as_of: date | None = None, under: int | None = None
) -> Board:
    """All live cascades that concern a unit: those it issued or holds work in, with all that stand under it there."""
    return _board(tx, holding(tx, unit_id), "Toàn cảnh", by, under or unit_id, as_of)


def _board(tx: Connection, ids: Sequence[int], title: str, by: By, under: int | None, as_of: date | None) -> Board:
    day = as_of or clock.today()
    calendar = Calendar.on(day, settings().due_soon_working_days)
    parts = scopes(tx, ids, under, as_of)
    total = Tally(calendar)
    make = {"tier": _by_tier, "unit": _by_unit, "task": _by_task}[by]
    rows = make(tx, parts, calendar, as_of, total)
    return Board(
        tuple(part.cascade_id for part in parts), title, by, day, under, total.counts(), rows, issued=bool(parts)
    )


def _tallies(calendar: Calendar) -> defaultdict[int, Tally]:
    return defaultdict(partial(Tally, calendar))


def _by_tier(
    tx: Connection, parts: list[Scope], calendar: Calendar, as_of: date | None, total: Tally
) -> tuple[BoardRow, ...]:
    by_type = _tallies(calendar)
    for kind, due, cells in _together(tx, parts, as_of):
        by_type[kind].add(due, cells)
        total.add(due, cells)
    rows = []
    for tier in names.tiers(tx):
        types = tuple(
            BoardRow(
                f"{tier.code}/{kind.code}",
                kind.name,
                by_type[kind.id].counts(),
                tier_code=tier.code,
                type_code=kind.code,
            )
            for kind in tier.types
            if kind.id in by_type
        )
        if types:
            rows.append(
                BoardRow(
                    tier.code,
                    tier.name,
                    Counts.sum(row.counts for row in types),
                    tier_code=tier.code,
                    has_children=True,
                    children=types,
                )
            )
    return tuple(rows)


def _by_task(
    tx: Connection, parts: list[Scope], calendar: Calendar, as_of: date | None, total: Tally
) -> tuple[BoardRow, ...]:
    by_period = _tallies(calendar)
    for period, due, cells in _together(tx, parts, as_of, key="period"):
        by_period[period].add(due, cells)
        total.add(due, cells)
    rows = []
    for part in parts:
        tasks = tuple(
            BoardRow(f"{part.cascade_id}/{task.id}", task.label, Counts.sum(by_period[p].counts() for p in task.periods if p in by_period),
                     task_id=task.id, cascade_id=part.cascade_id)
            for task in names.tasks(tx, part.cascade_id)
            if any(p in by_period for p in task.periods)
        )  # fmt: skip
        if len(parts) == 1:
            return tasks
        if tasks:
            rows.append(BoardRow(str(part.cascade_id), names.cascade_title(tx, part.cascade_id), Counts.sum(row.counts for row in tasks),
                                 cascade_id=part.cascade_id, has_children=True, children=tasks))  # fmt: skip
    return tuple(rows)


def _by_unit(
    tx: Connection, parts: list[Scope], calendar: Calendar, as_of: date | None, total: Tally
) -> tuple[BoardRow, ...]:
    shares: defaultdict[int, list[Counts]] = defaultdict(list)
    units: dict[int, names.UnitName] = {}
    own: set[int] = set()
    for part in parts:
        tally = Tally(calendar)
        # A cell that is zero over the whole is zero in every part of it.
        held: set[str] = set()
        for _, due, cells in _subtree(tx, part, as_of, key="period"):
            tally.add(due, cells)
            total.add(due, cells)
            held.update(compress(CELLS, cells))
        whole = tally.counts()
        if part.child_unit_id is not None:
            shares[part.child_unit_id].append(whole)
            units.setdefault(part.child_unit_id, names.unit(tx, part.child_unit_id))
            continue
        top, children = names.node_and_children(tx, part.cascade_id, part.node)
        inner = {child.node: child for child in children if child.has_children}
        tallies = _tallies(calendar)
        for node, due, cells in sums(tx, part.periods, sorted(inner), "node", as_of, held=held, bounds=calendar.bounds):
            tallies[inner[node].unit_id].add(due, cells)
        leaves = [child.node for child in children if not child.has_children]
        for unit_id, due, cell in leaf_states(tx, part.cascade_id, leaves, as_of):
            tallies[unit_id].add_one(due, cell)
        below = {unit_id: each.counts() for unit_id, each in tallies.items()}
        for unit_id, counts in below.items():
            shares[unit_id].append(counts)
        # What stands under a unit and under none of its children is its own share.
        shares[top.unit_id].append(whole.less(Counts.sum(below.values())))
        units.update((child.unit_id, child) for child in children)
        units.setdefault(top.unit_id, top)
        own.add(top.unit_id)
    rows = [
        BoardRow(str(unit_id), units[unit_id].name, Counts.sum(parts_of_it), unit_id=unit_id, type_code=units[unit_id].type_code,
                 tier_code=units[unit_id].tier_code, has_children=units[unit_id].has_children and unit_id not in own, is_own=unit_id in own)
        for unit_id, parts_of_it in shares.items()
    ]  # fmt: skip
    order = {unit_id: place for place, unit_id in enumerate(units)}
    rows = [row for row in rows if row.counts.total or row.counts.exempt or row.counts.revoked]
    return tuple(sorted(rows, key=lambda row: (not row.is_own, order[row.unit_id or 0])))


def _subtree(
    tx: Connection, part: Scope, as_of: date | None, key: Literal["type", "period"] = "type"
) -> Iterable[tuple[int, date, Sequence[int]]]:
    """(type or task period, deadline, cells) of a scope: from its counter, or from the rows of a leaf, which has none."""
    if part.node == ROOT or part.last > part.node:
        return sums(tx, part.periods, [part.node], key, as_of)
    return leaf_states(tx, part.cascade_id, [part.node], as_of, key=key)


def _together(
    tx: Connection, parts: list[Scope], as_of: date | None, key: Literal["type", "period"] = "type"
) -> Iterable[tuple[int, date, Sequence[int]]]:
    """`_subtree` of all scopes. Those that begin at the same node of their trees are asked for in one statement."""
    live = as_of is None or as_of >= clock.today()
    same: dict[int, list[int]] = {}
    for part in parts:
        if live and (part.node == ROOT or part.last > part.node):
            same.setdefault(part.node, []).extend(part.periods)
        else:
            yield from _subtree(tx, part, as_of, key)
    for node, periods in same.items():
        for start in range(0, len(periods), _PERIODS):
            yield from sums(tx, periods[start : start + _PERIODS], [node], key)


def three_rates(tx: Connection, cascade_id: int, *, lineage: bool = True, as_of: date | None = None) -> Rates:
    """Plan issued, work done, report filed: three percentages, never one (law 11)."""
    ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    calendar = Calendar.on(as_of or clock.today(), settings().due_soon_working_days)
    tallies = {kind: Tally(calendar) for kind in TaskKind}
    for part in scopes(tx, ids, None, as_of):
        kinds = {period: task.kind for task in names.tasks(tx, part.cascade_id) for period in task.periods}
        for period, due, cells in _subtree(tx, part, as_of, key="period"):
            tallies[kinds[period]].add(due, cells)
    plan, work, report = (tallies[kind].counts() for kind in (TaskKind.PLAN, TaskKind.WORK, TaskKind.REPORT))
    return Rates((plan.done, plan.total), (work.done, work.total), (report.done, report.total))
