"""The directory of units as plain data, with the keys by which documents name them. Pure: knows no database.

A document writes "P.LĐTB&XH", "Phòng Lao động – Thương binh và Xã hội" or "Phòng LĐ-TB và XH": three spellings of one key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from kit.text import fold
from kit.vocabulary import Line

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_JOINING = {"va", "cac"}
# "Phòng Y tế quận Tân Bình" is "Phòng Y tế" of that district. "xã hội" is society, not a commune.
_PLACE = re.compile(
    r" (?:quan|huyen|thanh pho|tp|thi xa|tinh|phuong|xa(?! hoi)|thi tran)(?! uy\b| doan\b)(?: [a-z0-9]+){0,4}$"
)
_TOO_GENERAL = {
    "uy ban nhan dan",
    "ubnd",
    "ub",
    "phong",
    "truong",
    "ban",
    "dang uy",
    "hoi dong nhan dan",
    "truong tieu hoc",
}


@dataclass(frozen=True)
class KnownUnit:
    """A unit as the directory knows it; `superior_id` along the directory's line on its day."""

    id: int
    code: str
    name: str
    short_name: str
    type_code: str
    tier_code: str
    superior_id: int | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date = date(1900, 1, 1)
    valid_to: date | None = None

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class KnownType:
    """A type of unit with the names a phrase may use for all units of it. Types are data: an office may have its own."""

    code: str
    name: str
    abbreviation: str = ""
    tier_name: str = ""


@lru_cache(maxsize=1 << 17)
def words_key(text: str) -> str:
    """Folded words with single spaces and nothing else: `phong y te`."""
    return _NOT_WORD.sub(" ", fold(text.replace("&", " và "))).strip()


def tight_key(text: str) -> str:
    """Letters and digits alone, joining words left out: one key for "P.LĐ-TB&XH" and "P. LĐTBXH"."""
    return "".join(word for word in words_key(text).split() if word not in _JOINING)


def without_place(key: str) -> str:
    """`phong y te quan tan binh` → `phong y te`; the key itself where that would leave no name."""
    bare = _PLACE.sub("", key)
    return bare if " " in bare and bare not in _TOO_GENERAL else key


_LEVEL = re.compile(r"(?:^| )(quan|huyen|thi xa|tinh|phuong|xa(?! hoi)|thi tran)(?= |$)")
_LEVELS = {"phuong": 1, "xa": 1, "thi tran": 1, "quan": 2, "huyen": 2, "thi xa": 2, "tinh": 3}


def level_of(key: str) -> int | None:
    """The level of government a folded name or place speaks of: 1 commune, 2 district, 3 province; None where it says none."""
    found = _LEVEL.search(key)
    return _LEVELS[found[1]] if found else None


def initials(text: str) -> str:
    """`Trung tâm Y tế` → `ttyt`, `Phòng Giáo dục và Đào tạo` → `pgddt`."""
    words = [word for word in words_key(text).split() if word not in _JOINING]
    return "".join(word if word.isdigit() else word[0] for word in words)


class Directory:
    """Units, looked up by name and walked by superior. Built once, asked many times."""

    def __init__(
        self,
        units: tuple[KnownUnit, ...],
        *,
        day: date,
        line: Line = Line.STATE,
        successors: Mapping[int, tuple[int, ...]] | None = None,
        types: tuple[KnownType, ...] = (),
    ):
        self.units = units
        self.successors = successors or {}
        self.types = types
        self.day = day
        self.line = line
        self.by_id = {unit.id: unit for unit in units}

    def is_valid(self, unit: KnownUnit) -> bool:
        return unit.valid_from <= self.day and (unit.valid_to is None or unit.valid_to >= self.day)

    def types_named(self, key: str) -> tuple[str, ...]:
        """The types a folded name means: its own name, its abbreviation, the tier's name, or the beginning of several names."""
        found = []
        for kind in self.types:
            names = (words_key(kind.name), words_key(kind.abbreviation), words_key(kind.tier_name))
            if key in names or names[0].startswith(key + " "):
                found.append(kind.code)
        return tuple(found)

    @cached_property
    def children(self) -> dict[int, list[KnownUnit]]:
        found: dict[int, list[KnownUnit]] = defaultdict(list)
        for unit in self.units:
            if unit.superior_id is not None:
                found[unit.superior_id].append(unit)
        return found

    def subtree(self, unit_id: int) -> list[KnownUnit]:
        """Everything under a unit along the line, without the unit itself."""
        found: list[KnownUnit] = []
        waiting = list(self.children.get(unit_id, ()))
        seen = {unit_id}
        while waiting:
            unit = waiting.pop()
            if unit.id in seen:
                continue
            seen.add(unit.id)
            found.append(unit)
            waiting += self.children.get(unit.id, ())
        return found

    def above(self, unit_id: int) -> list[int]:
        """The superiors of a unit along the line, nearest first."""
        chain: list[int] = []
        unit = self.by_id.get(unit_id)
        while unit is not None and unit.superior_id is not None and unit.superior_id not in chain:
            chain.append(unit.superior_id)
            unit = self.by_id.get(unit.superior_id)
        return chain

    @cached_property
    def by_words(self) -> dict[str, list[KnownUnit]]:
        return self._index(lambda name: (words_key(name),))

    @cached_property
    def by_tight(self) -> dict[str, list[KnownUnit]]:
        return self._index(lambda name: (tight_key(name), tight_key(without_place(words_key(name)))))

    @cached_property
    def by_initials(self) -> dict[str, list[KnownUnit]]:
        found: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self.units:
            key = initials(without_place(words_key(unit.name)))
            if len(key) > 2:
                found[key].append(unit)
        return found

    def _index(self, keys_of: Callable[[str], tuple[str, ...]]) -> dict[str, list[KnownUnit]]:
        found: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self.units:
            keys = {
                key for name in (unit.name, unit.short_name, unit.code, *unit.aliases) if name for key in keys_of(name)
            }
            for key in keys:
                found[key].append(unit)
        return found
