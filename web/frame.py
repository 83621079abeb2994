"""What surrounds every page: the doors with what awaits this person, the person's menu, whom to ask. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Door:
    """A way into the product; a door with nothing behind it is not drawn. `waiting` opens exactly that list."""

    label: str
    address: str
    waiting: int = 0
    is_current: bool = False


@dataclass(frozen=True)
class Helper:
    """Who answers when a page does not: the person in charge at the office above, in one's own branch."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Frame:
    unit_name: str = ""
    person_name: str = ""
    doors: tuple[Door, ...] = ()
    more: tuple[Door, ...] = ()
    """Doors that a phone folds under "Thêm mục"."""
    units: tuple[tuple[int, str], ...] = ()
    """Other units this person may act for."""
    unread: int = 0
    helper: Helper | None = None
    as_of: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        return bool(self.person_name)


EMPTY_FRAME = Frame()
