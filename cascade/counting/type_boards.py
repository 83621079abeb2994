"""The last rung of a board before the pieces themselves: the units of one type, each with what it holds itself.

A type's row counts the pieces held by units of that type; here the same pieces stand unit by unit, so the rows add up to it.
Knows units and counts; a page of them at a time, because a nation has forty thousand schools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from cascade.counting.scopes import Scope, scopes
from cascade.counting.views import BoardRow
from cascade.counts import Calendar, Tally
from cascade.store.leaves import leaf_states
from kit import clock
from kit.settings import settings
from kit.text import sort_key
from models.sql import run


@dataclass(frozen=True)
class UnitRows:
    """A page of the units of one type; `units` is how many there are in all."""

    rows: tuple[BoardRow, ...]
    units: int
    page: int
    pages: int


def units_of_type(
    tx: Connection,
    cascade_ids: Sequence[int],
    type_code: str,
    *,
    under: int | None = None,
    as_of: date | None = None,
    page: int = 1,
    size: int = 60,
) -> UnitRows:
    """The units of a type that take part in these cascades (under one unit), in dictionary order, with their own counts."""
    parts = scopes(tx, cascade_ids, under, as_of)
    nodes: dict[int, list[tuple[Scope, int]]] = {}
    names: dict[int, str] = {}
    tier = ""
    for part in parts:
        for unit_id, node, name, tier_code in _of_type(tx, part, type_code):
            nodes.setdefault(unit_id, []).append((part, node))
            names.setdefault(unit_id, name)
            tier = tier_code
    order = sorted(nodes, key=lambda unit_id: (sort_key(names[unit_id]), unit_id))
    pages = max(1, -(-len(order) // size))
    page = min(max(1, page), pages)
    shown = order[(page - 1) * size : page * size]
    tallies = _tallies(tx, parts, shown, nodes, as_of)
    rows = tuple(
        BoardRow(
            str(unit_id),
            names[unit_id],
            tallies[unit_id].counts(),
            unit_id=unit_id,
            type_code=type_code,
            tier_code=tier,
        )
        for unit_id in shown
    )
    return UnitRows(rows, len(order), page, pages)


def _of_type(tx: Connection, part: Scope, type_code: str) -> list[tuple[int, int, str, str]]:
    """The units of the type that hold a counted piece in this part of the tree."""
    rows = run(tx, """
        SELECT n.unit_id, n.node, n.name, t.code FROM cascade_node n
        JOIN unit_type y ON y.id = n.type_id JOIN tier t ON t.id = y.tier_id
        WHERE n.cascade_id = ? AND n.node >= ? AND n.node <= ? AND y.code = ? AND EXISTS (
            SELECT 1 FROM assignment a JOIN audience_member m ON m.audience_id = a.audience_id AND m.node = n.node
            WHERE a.cascade_id = n.cascade_id AND a.role = 'lead')
    """, (part.cascade_id, part.node, part.last, type_code))  # fmt: skip
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _tallies(
    tx: Connection, parts: list[Scope], shown: list[int], nodes: dict[int, list[tuple[Scope, int]]], as_of: date | None
) -> dict[int, Tally]:
    calendar = Calendar.on(as_of or clock.today(), settings().due_soon_working_days)
    tallies = {unit_id: Tally(calendar) for unit_id in shown}
    for part in parts:
        here = [node for unit_id in shown for scope, node in nodes[unit_id] if scope is part]
        for unit_id, due, cell in leaf_states(tx, part.cascade_id, here, as_of):
            tallies[unit_id].add_one(due, cell)
    return tallies
