"""Which part of which cascade a question is about: the whole, or what stands under one unit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from cascade.store.lineage_ids import pieces_above
from kit import clock
from kit.vocabulary import CascadeState, EventTag
from models.sql import as_moment, marks, run

ROOT = 0


@dataclass(frozen=True)
class Scope:
    """A subtree of one cascade. `child_unit_id` names the unit directly below the asked one to which the whole of it belongs,
    when the cascade stands further down the lineage; None when the node's own children are the rows."""

    cascade_id: int
    node: int
    last: int
    periods: tuple[int, ...]
    child_unit_id: int | None = None


def scopes(tx: Connection, cascade_ids: Sequence[int], under: int | None, as_of: date | None) -> list[Scope]:
    """The subtrees to count, cascades issued after `as_of` left out.

    Under a unit: its node where the frozen tree has it; else the whole cascade if its issuer stands under the unit in the
    cascade above, and so on upward.
    """
    issued = _issued(tx, cascade_ids, as_of)
    found = []
    at_unit = _nodes_of(tx, issued, under) if under is not None else {}
    belongs: dict[int, int | None] = {}
    for cascade_id, periods in issued.items():
        if under is None or cascade_id in at_unit:
            node, last = at_unit.get(cascade_id) or (ROOT, _last(tx, cascade_id))
            found.append(Scope(cascade_id, node, last, periods))
            continue
        child = _child_above(tx, cascade_id, under, belongs)
        if child is not None:
            found.append(Scope(cascade_id, ROOT, _last(tx, cascade_id), periods, child))
    return found


def _issued(tx: Connection, cascade_ids: Sequence[int], as_of: date | None) -> dict[int, tuple[int, ...]]:
    """The task periods of those already issued and not yet revoked by the end of `as_of`."""
    until = clock.end_of_day(as_of) if as_of and as_of < clock.today() else None
    rows: dict[int, tuple[Any, str, list[int]]] = {}
    for start in range(0, len(cascade_ids), 500):
        chunk = cascade_ids[start : start + 500]
        for cascade, at, state, period in run(tx, f"SELECT c.id, c.issued_at, c.state, p.id FROM cascade c LEFT JOIN task_period p "
                                                  f"ON p.cascade_id = c.id WHERE c.id IN ({marks(len(chunk))}) ORDER BY p.id", chunk):  # fmt: skip
            periods = rows.setdefault(cascade, (at, state, []))[2]
            if period is not None:
                periods.append(period)
    if until is None:
        kept = {cascade for cascade, (_, state, _) in rows.items() if state != CascadeState.REVOKED}
    else:
        gone = [cascade for cascade, (_, state, _) in rows.items() if state == CascadeState.REVOKED]
        revoked = _revoked_before(tx, gone, until)
        kept = {c for c, (at, _, _) in rows.items() if (as_moment(at) or until) < until and c not in revoked}
    return {cascade: tuple(rows[cascade][2]) for cascade in cascade_ids if cascade in kept}


def _revoked_before(tx: Connection, cascade_ids: Sequence[int], moment: datetime) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(cascade_ids), 500):
        chunk = cascade_ids[start : start + 500]
        found.update(run(tx, f"SELECT cascade_id FROM journal WHERE event = ? AND at < ? AND cascade_id IN ({marks(len(chunk))})",
                         (EventTag.CASCADE_REVOKED.value, moment, *chunk)).scalars())  # fmt: skip
    return found


def _nodes_of(tx: Connection, wanted: Collection[int], unit_id: int) -> dict[int, tuple[int, int]]:
    rows = run(tx, "SELECT cascade_id, node, last FROM cascade_node WHERE unit_id = ?", (unit_id,))
    return {cascade: (node, last) for cascade, node, last in rows if cascade in wanted}


def _last(tx: Connection, cascade_id: int) -> int:
    return int(run(tx, "SELECT last FROM cascade_node WHERE cascade_id = ? AND node = 0", (cascade_id,)).scalar_one())


def _child_above(tx: Connection, cascade_id: int, under: int, known: dict[int, int | None]) -> int | None:
    """The unit directly below `under` through which a lower cascade belongs to it; None when it does not."""
    if cascade_id in known:
        return known[cascade_id]
    known[cascade_id] = None
    for piece in pieces_above(tx, cascade_id):
        rows = run(tx, f"SELECT node, unit_id FROM cascade_node WHERE cascade_id = ? AND node IN ({marks(len(piece.nodes))}) ORDER BY depth",
                   (piece.cascade_id, *piece.nodes)).all()  # fmt: skip
        units = [unit for _, unit in rows]
        if under in units:
            place = units.index(under)
            known[cascade_id] = units[place + 1] if place + 1 < len(units) else under
        else:
            known[cascade_id] = _child_above(tx, piece.cascade_id, under, known)
        if known[cascade_id] is not None:
            break
    return known[cascade_id]
