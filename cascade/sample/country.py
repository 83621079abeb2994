"""A country of any of four sizes, for measuring: nation, provinces, districts, communes, and schools for the rest.

Invented from numbers alone. The tree is spread evenly and numbered in depth-first pre-order, as the bare engine's is, so
that what is measured beside it has the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from cascade.units import arrangement
from kit.text import fold
from kit.vocabulary import Line
from models import Unit, UnitSuperior, UnitType
from models.bulk import insert_rows
from models.session import Database
from models.sql import run

# Units in all: how many on each of the four upper levels; the rest are schools.
SHAPES = {200: (1, 4, 8, 27), 1000: (1, 10, 30, 110), 5000: (1, 34, 100, 400), 50000: (1, 34, 300, 3321)}
_TYPES = (("CP",), ("UBND-TINH",), ("UBND-QUAN",), ("PHUONG", "XA"), ("MN", "TH", "THCS"))
_NAMES = {
    "CP": "Chính phủ", "UBND-TINH": "Tỉnh", "UBND-QUAN": "Huyện", "PHUONG": "Phường", "XA": "Xã",
    "MN": "Trường Mầm non", "TH": "Trường Tiểu học", "THCS": "Trường Trung học cơ sở",
}  # fmt: skip
_SINCE = "1900-01-01"


@dataclass(frozen=True)
class Country:
    """Ids by pre-order place (0 is the nation), and each place's parent and level."""

    ids: list[int]
    parent: list[int]
    level: list[int]

    def of_level(self, level: int) -> list[int]:
        return [unit for unit, at in zip(self.ids, self.level, strict=True) if at == level]


def generate(db: Database, n: int = 5000) -> Country:
    """Lay a country of `n` units (200, 1000, 5000 or 50000), or return the one that is there."""
    return db.write(lambda tx: lay_country(tx, n))


def lay_country(tx: Connection, n: int) -> Country:
    parent, level = shape(n)
    arrangement.lay(tx)
    codes = [f"QG{n}-{place:05d}" for place in range(n)]
    if tx.execute(select(Unit.id).where(Unit.code == codes[0])).first() is None:
        _write(tx, codes, parent, level)
    known = _ids(tx, codes)
    return Country([known[code] for code in codes], parent, level)


def shape(n: int) -> tuple[list[int], list[int]]:
    """The parent (-1 for the root) and the level of each place, in pre-order."""
    upper = SHAPES[n]
    sizes = (*upper, n - sum(upper))
    children: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for level in range(1, len(sizes)):
        for number in range(sizes[level]):
            above = number * sizes[level - 1] // sizes[level]
            children.setdefault((level - 1, above), []).append((level, number))
    parents: list[int] = []
    levels: list[int] = []
    waiting: list[tuple[tuple[int, int], int]] = [((0, 0), -1)]
    while waiting:
        spot, parent = waiting.pop()
        place = len(parents)
        parents.append(parent)
        levels.append(spot[0])
        waiting += [(child, place) for child in reversed(children.get(spot, ()))]
    return parents, levels


def _write(tx: Connection, codes: list[str], parent: list[int], level: list[int]) -> None:
    types = dict(tx.execute(select(UnitType.code, UnitType.id)).tuples().all())
    columns = (
        "code", "name", "short_name", "name_fold", "type_id", "contact_name", "contact_phone", "contact_email", "valid_from", "position",
    )  # fmt: skip

    def units() -> Iterator[tuple[object, ...]]:
        for place, code in enumerate(codes):
            kind = _TYPES[level[place]][place % len(_TYPES[level[place]])]
            name = f"{_NAMES[kind]} {place:05d}" if place else _NAMES[kind]
            yield (code, name, "", fold(name), types[kind], "", "", "", _SINCE, place)

    insert_rows(tx, Unit, columns, units())
    ids = _ids(tx, codes)
    edges = (
        (ids[code], ids[codes[parent[place]]], Line.STATE.value, _SINCE)
        for place, code in enumerate(codes)
        if parent[place] >= 0
    )
    insert_rows(tx, UnitSuperior, ("unit_id", "superior_id", "line", "valid_from"), edges)
    run(tx, "ANALYZE")


def _ids(tx: Connection, codes: list[str]) -> dict[str, int]:
    prefix = codes[0].split("-")[0]
    return dict(tx.execute(select(Unit.code, Unit.id).where(Unit.code.like(f"{prefix}-%"))).tuples().all())
