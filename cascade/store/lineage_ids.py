"""Which cascades stand under or above which: own plans hang on the unit tasks they carry out (law 8)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from cascade.store.pieces import Piece, locate
from models.sql import marks, run


def lineage_ids(tx: Connection, cascade_id: int) -> tuple[int, ...]:
    """This cascade and all under it, upper generations first. One query a generation, however many cascades it holds."""
    return lineages(tx, [cascade_id])


def lineages(tx: Connection, cascade_ids: Iterable[int]) -> tuple[int, ...]:
    """Several lineages at once, each cascade once."""
    found: dict[int, None] = dict.fromkeys(cascade_ids)
    frontier = list(found)
    while frontier:
        below: list[int] = []
        for start in range(0, len(frontier), 500):
            chunk = frontier[start : start + 500]
            below += run(tx, f"""
                SELECT DISTINCT t.cascade_id FROM assignment a
                JOIN task t ON t.carries_out_id >= a.first_id AND t.carries_out_id < a.first_id + a.size
                WHERE a.cascade_id IN ({marks(len(chunk))}) ORDER BY t.cascade_id
            """, chunk).scalars()  # fmt: skip
        frontier = [cascade for cascade in dict.fromkeys(below) if cascade not in found]
        found.update(dict.fromkeys(frontier))
    return tuple(found)


def holding(tx: Connection, unit_id: int) -> tuple[int, ...]:
    """The live cascades that a unit issued or holds work in, with all that stand under them."""
    rows = run(tx, "SELECT DISTINCT n.cascade_id FROM cascade_node n JOIN cascade c ON c.id = n.cascade_id "
                   "WHERE n.unit_id = ? AND c.state IN ('opening', 'open') ORDER BY n.cascade_id", (unit_id,))  # fmt: skip
    return lineages(tx, rows.scalars())


def pieces_above(tx: Connection, cascade_id: int) -> list[Piece]:
    """The unit tasks that the tasks of this cascade carry out."""
    ids = run(
        tx,
        "SELECT DISTINCT carries_out_id FROM task WHERE cascade_id = ? AND carries_out_id IS NOT NULL ORDER BY carries_out_id",
        (cascade_id,),
    )
    return [locate(tx, parent_id) for parent_id in ids.scalars().all()]


def own_plans(tx: Connection, unit_task_id: int) -> tuple[int, ...]:
    """The cascades issued under one unit task."""
    return tuple(
        run(
            tx, "SELECT DISTINCT cascade_id FROM task WHERE carries_out_id = ? ORDER BY cascade_id", (unit_task_id,)
        ).scalars()
    )
