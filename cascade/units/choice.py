"""A choice of units as tiers × types × exceptions, evaluated against the directory of a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cascade.units.directory import Directory, KnownUnit


@dataclass(frozen=True)
class Selection:
    """Units of these types (or of these tiers, all types) under a unit, with additions and exceptions by id."""

    tiers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    under: int | None = None
    only_direct: bool = False
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in self.__dict__.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Selection:
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**known)


@dataclass(frozen=True)
class LeftOut:
    """A unit the selection would have taken, and why it does not."""

    unit_id: int
    name: str
    reason: str


def expand(selection: Selection, directory: Directory) -> tuple[int, ...]:
    """The units selected, in the register's order; ended ones never."""
    chosen = {unit.id for unit in _matching(selection, directory) if directory.is_valid(unit)}
    chosen |= {
        unit_id
        for unit_id in selection.include
        if unit_id in directory.by_id and directory.is_valid(directory.by_id[unit_id])
    }
    chosen -= set(selection.exclude)
    return tuple(unit.id for unit in directory.units if unit.id in chosen)


def left_out(selection: Selection, directory: Directory) -> tuple[LeftOut, ...]:
    """Who falls out and why: ended, or taken out by hand."""
    found: list[LeftOut] = []
    for unit in _matching(selection, directory):
        if unit.id in selection.exclude:
            found.append(LeftOut(unit.id, unit.label, "bỏ ra theo lựa chọn"))
        elif unit.valid_to is not None and unit.valid_to < directory.day:
            found.append(LeftOut(unit.id, unit.label, f"đã nghỉ từ {unit.valid_to:%d/%m/%Y}"))
        elif unit.valid_from > directory.day:
            found.append(LeftOut(unit.id, unit.label, f"hoạt động từ {unit.valid_from:%d/%m/%Y}"))
    return tuple(found)


def _matching(selection: Selection, directory: Directory) -> Iterable[KnownUnit]:
    if not selection.tiers and not selection.types:
        return ()
    if selection.under is None:
        pool: Iterable[KnownUnit] = directory.units
    elif selection.only_direct:
        pool = directory.children.get(selection.under, ())
    else:
        pool = directory.subtree(selection.under)
    return [
        unit
        for unit in pool
        if (unit.type_code in selection.types if selection.types else unit.tier_code in selection.tiers)
    ]
