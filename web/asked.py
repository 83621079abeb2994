"""What an address asks of a board or a list: the day, the count, the branch. An address is a definition, so it is read in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from fastapi import Request

from kit import clock
from kit.vocabulary import Count

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
