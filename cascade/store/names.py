"""The labels a board needs: tiers with their types, tasks of a cascade, units as the frozen tree names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kit.errors import NotFound
from kit.vocabulary import TaskKind
from models.sql import run


@dataclass(frozen=True)
class TypeName:
    id: int
    code: str
    name: str


@dataclass(frozen=True)
class TierName:
    code: str
    name: str
    types: tuple[TypeName, ...]


@dataclass(frozen=True)
class TaskName:
    id: int
    ref: str
    title: str
    kind: TaskKind
    periods: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"{self.ref} {self.title}".strip()


@dataclass(frozen=True)
class UnitName:
    """A unit in a frozen tree, under the name it had when the tree was frozen."""

    unit_id: int
    node: int
    name: str
    type_code: str
    tier_code: str
    has_children: bool


def tiers(tx: Connection) -> list[TierName]:
    """Top tier first; types in their own order."""
    rows = run(tx, "SELECT t.code, t.name, y.id, y.code, y.name FROM tier t JOIN unit_type y ON y.tier_id = t.id "
                   "ORDER BY t.rank, t.id, y.position, y.id").all()  # fmt: skip
    found: dict[str, tuple[str, list[TypeName]]] = {}
    for code, name, type_id, type_code, type_name in rows:
        found.setdefault(code, (name, []))[1].append(TypeName(type_id, type_code, type_name))
    return [TierName(code, name, tuple(types)) for code, (name, types) in found.items()]


def tasks(tx: Connection, cascade_id: int) -> list[TaskName]:
    rows = run(tx, "SELECT t.id, t.ref, t.title, t.kind, p.id FROM task t JOIN task_period p ON p.task_id = t.id "
                   "WHERE t.cascade_id = ? ORDER BY t.position, p.id", (cascade_id,)).all()  # fmt: skip
    found: dict[int, tuple[str, str, str, list[int]]] = {}
    for task_id, ref, title, kind, period in rows:
        found.setdefault(task_id, (ref, title, kind, []))[3].append(period)
    return [
        TaskName(task_id, ref, title, TaskKind(kind), tuple(periods))
        for task_id, (ref, title, kind, periods) in found.items()
    ]


def cascade_title(tx: Connection, cascade_id: int) -> str:
    return title_and_issuer(tx, cascade_id)[0]


def title_and_issuer(tx: Connection, cascade_id: int) -> tuple[str, int]:
    """Raises NotFound when there is no such cascade."""
    row = run(tx, "SELECT title, issuing_unit_id FROM cascade WHERE id = ?", (cascade_id,)).one_or_none()
    if row is None:
        raise NotFound()
    return str(row[0]), int(row[1])


_NODE = """
    SELECT n.unit_id, n.node, n.name, y.code, t.code, n.last > n.node
    FROM cascade_node n JOIN unit_type y ON y.id = n.type_id JOIN tier t ON t.id = y.tier_id WHERE n.cascade_id = ?
"""


def node_and_children(tx: Connection, cascade_id: int, node: int) -> tuple[UnitName, list[UnitName]]:
    # The children by their own index: left alone, SQLite without statistics would read the cascade through its key.
    found = run(tx, f"{_NODE} AND n.node IN (SELECT c.node FROM cascade_node c WHERE c.cascade_id = ? AND c.parent = ? UNION ALL SELECT c.node "
                     "FROM cascade_node c WHERE c.cascade_id = ? AND c.node = ?)", (cascade_id, cascade_id, node, cascade_id, node)).all()  # fmt: skip
    top, *children = _names(
        sorted(found, key=lambda row: int(row[1]))
    )  # in pre-order a unit stands before all under it
    return top, children


def _names(rows: list[tuple[Any, ...]]) -> list[UnitName]:
    return [UnitName(unit, place, name, kind, tier, bool(inner)) for unit, place, name, kind, tier, inner in rows]


def unit(tx: Connection, unit_id: int) -> UnitName:
    """A unit as the register names it, where no frozen tree is at hand."""
    row = run(tx, "SELECT u.name, y.code, t.code FROM unit u JOIN unit_type y ON y.id = u.type_id JOIN tier t ON t.id = y.tier_id WHERE u.id = ?",
              (unit_id,)).one()  # fmt: skip
    return UnitName(unit_id, -1, row[0], row[1], row[2], True)
