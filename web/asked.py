"""What an address asks of a board or a list: the day, the count, the branch. An address is a definition, so it is read in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from fastapi import Request
from sqlalchemy import Connection

from cascade import access
from cascade.access import Scope
from cascade.actor import Actor
from cascade.scopes import scopes
from cascade.store.lineage_ids import lineages
from kit import clock
from kit.errors import NotFound
from kit.vocabulary import Count
from models.sql import marks, run

KEYS = ("theo", "mo", "duoi", "dong", "den", "o", "nv", "loai", "cap", "dot", "rieng", "trang")
BY = {"cap": "tier", "don-vi": "unit", "nhiem-vu": "task"}


@dataclass(frozen=True)
class Asked:
    """The address's parameters, each in its own type; unknown values fall back to what the page shows by itself."""

    here: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request) -> Asked:
        given = request.query_params
        return cls({key: given[key] for key in KEYS if given.get(key)})

    @property
    def as_of(self) -> date | None:
        """The day asked for, None for today: a day to come is today."""
        try:
            day = date.fromisoformat(self.here.get("den", ""))
        except ValueError:
            return None
        return day if day < clock.today() else None

    @property
    def day(self) -> date:
        return self.as_of or clock.today()

    @property
    def count(self) -> Count:
        key = self.here.get("o", "")
        return Count(key) if key in {count.value for count in Count} else Count.TOTAL

    @property
    def by(self) -> str:
        return self.here.get("theo", "cap") if self.here.get("theo") in BY else "cap"

    @property
    def lineage(self) -> bool:
        return self.here.get("dong") == "1"

    @property
    def page(self) -> int:
        return max(1, self.number("trang") or 1)

    def number(self, key: str) -> int | None:
        value = self.here.get(key, "")
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else None

    def kept(self, *keys: str) -> dict[str, str]:
        """Those parameters that a link must carry on."""
        return {key: self.here[key] for key in keys if key in self.here}


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
