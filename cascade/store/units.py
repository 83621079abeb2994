"""Every select about units: one, by code, by name, the tree of a line on a day, and the directory the engine chooses from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from cascade.units.directory import Directory, KnownType, KnownUnit
from kit import clock
from kit.errors import NotFound
from kit.text import fold, sort_key
from kit.vocabulary import Line
from models import Tier, Unit, UnitAlias, UnitSuccessor, UnitSuperior, UnitType


@dataclass(frozen=True)
class UnitView:
    """A unit as pages and commands show it; the superior is the one of the line asked for."""

    id: int
    code: str
    name: str
    short_name: str
    type_code: str
    type_name: str
    tier_code: str
    tier_name: str
    tier_rank: int
    contact_name: str
    contact_phone: str
    valid_from: date
    valid_to: date | None
    superior_id: int | None = None
    superior_name: str = ""

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class TreeRow:
    """A line of the printed tree: the unit, how deep it stands, whether something stands under it."""

    unit: UnitView
    depth: int
    has_children: bool


@dataclass(frozen=True)
class TierView:
    id: int
    code: str
    name: str
    rank: int


@dataclass(frozen=True)
class TypeView:
    id: int
    code: str
    name: str
    abbreviation: str
    tier_code: str
    tier_name: str = ""


@dataclass(frozen=True)
class SuccessorView:
    unit_id: int
    name: str
    change: str
    function: str
    effective_on: date


_COLUMNS: tuple[Any, ...] = (
    Unit.id, Unit.code, Unit.name, Unit.short_name, UnitType.code.label("type_code"), UnitType.name.label("type_name"),
    Tier.code.label("tier_code"), Tier.name.label("tier_name"), Tier.rank.label("tier_rank"),
    Unit.contact_name, Unit.contact_phone, Unit.valid_from, Unit.valid_to,
)  # fmt: skip


def _base() -> Select[Any]:
    joined = select(*_COLUMNS).select_from(Unit)
    return joined.join(UnitType, UnitType.id == Unit.type_id).join(Tier, Tier.id == UnitType.tier_id)


def valid_on(day: date, table: type[Unit] | type[UnitSuperior]) -> Any:
    """The rows of a dated table in force on a day, both ends included."""
    return and_(table.valid_from <= day, or_(table.valid_to.is_(None), table.valid_to >= day))


def find(tx: Connection, unit_id: int, *, line: Line = Line.STATE, day: date | None = None) -> UnitView | None:
    return next(iter(_views(tx, _base().where(Unit.id == unit_id), line, day)), None)


def get(tx: Connection, unit_id: int) -> UnitView:
    """The unit with this id.

    Raises:
        NotFound: there is none.
    """
    unit = find(tx, unit_id)
    if unit is None:
        raise NotFound("Không có đơn vị này trong danh mục.")
    return unit


def any_unit(tx: Connection) -> bool:
    """Whether there is a list of units at all."""
    return tx.execute(select(Unit.id).limit(1)).first() is not None


def by_code(tx: Connection, code: str) -> UnitView | None:
    return next(iter(_views(tx, _base().where(Unit.code == code), Line.STATE, None)), None)


def of_ids(tx: Connection, ids: Iterable[int]) -> tuple[UnitView, ...]:
    """The units with these ids, in the register's order."""
    wanted = sorted(set(ids))
    found: list[UnitView] = []
    for start in range(0, len(wanted), 500):
        found += _views(tx, _base().where(Unit.id.in_(wanted[start : start + 500])), Line.STATE, None)
    return tuple(sorted(found, key=lambda unit: (unit.tier_rank, sort_key(unit.name))))


def search(tx: Connection, text: str, *, day: date | None = None, limit: int = 20) -> tuple[UnitView, ...]:
    """Units whose name, code or alias (old names included) contains the words, marks or no marks; ended ones last."""
    words = fold(text).split()
    if not words:
        return ()
    query = _base()
    for word in words:
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        by_alias = select(UnitAlias.unit_id).where(UnitAlias.alias_fold.like(pattern, escape="\\"))
        query = query.where(
            or_(Unit.name_fold.like(pattern, escape="\\"), Unit.code.ilike(pattern, escape="\\"), Unit.id.in_(by_alias))
        )
    today = day or clock.today()
    found = _views(
        tx,
        query.order_by(Unit.valid_to.is_not(None), Tier.rank, Unit.position, Unit.id).limit(limit),
        Line.STATE,
        today,
    )
    return tuple(sorted(found, key=lambda unit: unit.valid_to is not None and unit.valid_to < today))


def tree(tx: Connection, line: Line = Line.STATE, day: date | None = None) -> tuple[TreeRow, ...]:
    """The units of a line on a day, parents before children, siblings by tier, then in the register's order."""
    day = day or clock.today()
    in_order = (Tier.rank, UnitType.position, Unit.position, Unit.id)
    units = _views(tx, _base().where(valid_on(day, Unit)).order_by(*in_order), line, day)
    in_line = {unit.superior_id for unit in units if unit.superior_id} | {unit.id for unit in units if unit.superior_id}
    known = {unit.id for unit in units}
    children: dict[int | None, list[UnitView]] = {}
    for unit in units:
        if unit.id in in_line:
            children.setdefault(unit.superior_id if unit.superior_id in known else None, []).append(unit)
    rows: list[TreeRow] = []
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        below = children.get(unit.id, [])
        rows.append(TreeRow(unit, depth, bool(below)))
        waiting += [(child, depth + 1) for child in reversed(below)]
    return tuple(rows)


def tiers(tx: Connection) -> tuple[TierView, ...]:
    rows = tx.execute(select(Tier.id, Tier.code, Tier.name, Tier.rank).order_by(Tier.rank, Tier.id))
    return tuple(TierView(*row) for row in rows)


def types(tx: Connection) -> tuple[TypeView, ...]:
    query = select(UnitType.id, UnitType.code, UnitType.name, UnitType.abbreviation, Tier.code, Tier.name)
    rows = tx.execute(query.join(Tier, Tier.id == UnitType.tier_id).order_by(Tier.rank, UnitType.position, UnitType.id))
    return tuple(TypeView(*row) for row in rows)


def aliases(tx: Connection, unit_id: int) -> tuple[str, ...]:
    return tuple(
        tx.execute(select(UnitAlias.alias).where(UnitAlias.unit_id == unit_id).order_by(UnitAlias.id)).scalars()
    )


def successors(tx: Connection, unit_id: int) -> tuple[SuccessorView, ...]:
    query = select(
        UnitSuccessor.successor_id, Unit.name, UnitSuccessor.change, UnitSuccessor.function, UnitSuccessor.effective_on
    )
    rows = tx.execute(query.join(Unit, Unit.id == UnitSuccessor.successor_id).where(UnitSuccessor.unit_id == unit_id))
    return tuple(SuccessorView(*row) for row in rows)


def superior_of(tx: Connection, unit_id: int, *, line: Line = Line.STATE, day: date | None = None) -> int | None:
    query = select(UnitSuperior.superior_id).where(UnitSuperior.unit_id == unit_id, UnitSuperior.line == line)
    found: int | None = tx.execute(query.where(valid_on(day or clock.today(), UnitSuperior)).limit(1)).scalar()
    return found


def directory(tx: Connection, *, line: Line = Line.STATE, day: date | None = None) -> Directory:
    """All units with their aliases and superiors along a line on a day: what phrases and selections are matched against.

    Ended units are in it too, so that a document that names one can be told so.
    """
    day = day or clock.today()
    names: dict[int, list[str]] = {}
    for unit_id, alias in tx.execute(select(UnitAlias.unit_id, UnitAlias.alias).order_by(UnitAlias.id)):
        names.setdefault(unit_id, []).append(alias)
    above = _superiors(tx, line, day)
    query = select(
        Unit.id, Unit.code, Unit.name, Unit.short_name, UnitType.code, Tier.code, Unit.valid_from, Unit.valid_to
    )
    query = query.select_from(Unit).join(UnitType, UnitType.id == Unit.type_id).join(Tier, Tier.id == UnitType.tier_id)
    rows = tx.execute(query.order_by(Tier.rank, UnitType.position, Unit.position, Unit.id))
    return Directory(
        tuple(
            KnownUnit(
                id=row[0], code=row[1], name=row[2], short_name=row[3], type_code=row[4], tier_code=row[5],
                superior_id=above.get(row[0]), aliases=tuple(names.get(row[0], ())), valid_from=row[6], valid_to=row[7],
            )
            for row in rows
        ),
        day=day,
        line=line,
        successors=_heirs(tx),
        types=tuple(KnownType(kind.code, kind.name, kind.abbreviation, kind.tier_name) for kind in types(tx)),
    )  # fmt: skip


def _heirs(tx: Connection) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for unit_id, heir in tx.execute(
        select(UnitSuccessor.unit_id, UnitSuccessor.successor_id).order_by(UnitSuccessor.id)
    ):
        found[unit_id] = (*found.get(unit_id, ()), heir)
    return found


def _superiors(tx: Connection, line: Line, day: date) -> dict[int, int]:
    query = select(UnitSuperior.unit_id, UnitSuperior.superior_id).where(
        UnitSuperior.line == line, valid_on(day, UnitSuperior)
    )
    return dict(tx.execute(query).tuples().all())


def _views(tx: Connection, query: Select[Any], line: Line, day: date | None) -> list[UnitView]:
    found = [UnitView(*row) for row in tx.execute(query)]
    if not found:
        return []
    day = day or clock.today()
    link = select(UnitSuperior.unit_id, UnitSuperior.superior_id, Unit.name).join(
        Unit, Unit.id == UnitSuperior.superior_id
    )
    link = link.where(UnitSuperior.line == line, valid_on(day, UnitSuperior))
    if len(found) <= 500:
        link = link.where(UnitSuperior.unit_id.in_([unit.id for unit in found]))
    above = {unit_id: (superior_id, name) for unit_id, superior_id, name in tx.execute(link)}
    return [_with_superior(unit, *above[unit.id]) if unit.id in above else unit for unit in found]


def _with_superior(unit: UnitView, superior_id: int, name: str) -> UnitView:
    return UnitView(**{**unit.__dict__, "superior_id": superior_id, "superior_name": name})
