"""Under which unit a board or a list may be opened by whom: in a cascade, in those below it, in an overview.

`cascade.people.access` says how much of one cascade is seen; here the same is asked of a lineage, where a unit may stand in a
cascade further down. A stranger is told that the unit is not there.
"""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting.scopes import scopes
from cascade.people import access
from cascade.people.access import Scope
from cascade.store.lineage_ids import lineages
from kit.errors import NotFound
from models.sql import marks, run


def branch(tx: Connection, actor: Actor, scope: Scope, cascade_ids: tuple[int, ...], unit_id: int | None) -> int | None:
    """The unit a board or a list may be opened under, in the cascade itself or in one below it.

    Raises:
        NotFound: the unit has no part in them, or stands in another branch.
    """
    if unit_id is None:
        return scope.under
    if scope.under is not None:
        return access.unit_within(tx, actor, scope, unit_id)
    asked = run(
        tx,
        f"SELECT 1 FROM cascade_node WHERE unit_id = ? AND cascade_id IN ({marks(len(cascade_ids))}) LIMIT 1",
        (unit_id, *cascade_ids),
    )
    if asked.first() is None:
        raise NotFound()
    return unit_id


def overview_ids(tx: Connection, actor: Actor) -> tuple[int, ...]:
    """The cascades of a unit's overview: live ones it takes part in, with all that stand under them."""
    rows = run(tx, "SELECT DISTINCT n.cascade_id FROM cascade_node n JOIN cascade c ON c.id = n.cascade_id "
                   "WHERE n.unit_id = ? AND c.state IN ('opening', 'open') ORDER BY n.cascade_id", (actor.unit_id,))  # fmt: skip
    return lineages(tx, rows.scalars().all())


def overview_branch(tx: Connection, actor: Actor, unit_id: int | None) -> int:
    """The unit an overview may be opened under: the actor's own, or one that stands below it in some cascade.

    Raises:
        NotFound: the unit stands in another branch, or nowhere.
    """
    if unit_id is None or unit_id == actor.unit_id:
        return actor.unit_id
    for part in scopes(tx, overview_ids(tx, actor), actor.unit_id, None):
        node = run(
            tx, "SELECT node FROM cascade_node WHERE cascade_id = ? AND unit_id = ?", (part.cascade_id, unit_id)
        ).scalar()
        if node is not None and part.node <= node <= part.last:
            return unit_id
    raise NotFound()
