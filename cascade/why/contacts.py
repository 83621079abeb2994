"""Whom one may call: the contact of a unit, for those of its branch. Law 20 in the one place where `why` names people."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.people.access import stands_above_issuer
from cascade.store.why import Contact, contact
from models.sql import run


def contact_for(tx: Connection, cascade_id: int, viewer: int | None, unit_id: int) -> Contact:
    """The contact of a unit; without person and number for a viewer of another branch."""
    found = contact(tx, unit_id)
    return found if may_call(tx, cascade_id, viewer, unit_id) else Contact(unit_id, found.unit_name, "", "")


def may_call(tx: Connection, cascade_id: int, viewer: int | None, unit_id: int) -> bool:
    """Names and numbers stay within a branch (law 20): the viewer stands above or under the unit in the frozen tree, or
    above the office that issued the cascade."""
    if viewer is None or viewer == unit_id:
        return True
    row = run(tx, """
        SELECT 1 FROM cascade_node v JOIN cascade_node u ON u.cascade_id = v.cascade_id AND u.unit_id = ?
        WHERE v.cascade_id = ? AND v.unit_id = ?
          AND ((u.node >= v.node AND u.node <= v.last) OR (v.node >= u.node AND v.node <= u.last))
    """, (unit_id, cascade_id, viewer)).first()  # fmt: skip
    return row is not None or stands_above_issuer(tx, viewer, cascade_id)
