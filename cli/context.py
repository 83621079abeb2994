"""What a command stands on: the database of the settings, the one who acts, the cascade or unit that was named.

Knows how people name things at a keyboard (a login, a code, a document's number); refuses to know what is done with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cascade.actor import SYSTEM, Actor
from kit.errors import NotFound, Refusal
from kit.settings import settings
from kit.text import fold, nfc
from kit.vocabulary import Role
from models.schema import check
from models.session import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cascade.store.units import UnitView

As = Annotated[str, typer.Option("--as", metavar="LOGIN", help="Tên đăng nhập của người làm việc này.")]
Unit = Annotated[str, typer.Option("--unit", metavar="MÃ", help="Mã đơn vị đứng tên.")]

_BY_HAND = " (qua dòng lệnh)"


@dataclass(frozen=True)
class UnitByHand(Actor):
    """A unit without an account, acted for by whoever runs the machine: bound by the same rules as everybody."""

    @property
    def is_system(self) -> bool:
        return False

    @property
    def key(self) -> str:
        return f"unit:{self.unit_id}"


@contextmanager
def database() -> Iterator[Database]:
    """The database of the settings, of this version's schema.

    Raises:
        Refusal: there is none yet, or another version of the product made it.
    """
    url = settings().url
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists():
        raise Refusal(f"Chưa có dữ liệu ở {settings().home}. Chạy: thongsuot migrate (hoặc thongsuot demo để xem mẫu).")
    db = Database(url, pool_size=2)
    try:
        with db.read() as tx:
            check(tx)
        yield db
    finally:
        db.close()


def actor(tx: Connection, login: str, unit: str) -> Actor:
    """Who acts: the person of `--as` (for the unit of `--unit` where they have several), or a unit's own account.

    Raises:
        Refusal: nobody was named, or there is no such person or unit.
    """
    from cascade.people.accounts import actor_for, find_by_login

    if not login and not unit:
        raise Refusal("Chưa nêu ai làm việc này. Thêm --as TÊN-ĐĂNG-NHẬP hoặc --unit MÃ-ĐƠN-VỊ.")
    unit_id = unit_named(tx, unit).id if unit else None
    if login:
        person = find_by_login(tx, login)
        if person is None:
            raise NotFound(f"Không có tài khoản “{login}”.")
        found = actor_for(tx, user_id=person.id, unit_id=unit_id)
        return replace(found, name=found.name + _BY_HAND)
    assert unit_id is not None  # noqa: S101 - one of the two was named
    return _account_of(tx, unit_id) or UnitByHand(None, f"Quản trị máy chủ{_BY_HAND}", unit_id, frozenset(Role))


def _account_of(tx: Connection, unit_id: int) -> Actor | None:
    """The person who answers for a unit: its head before its officer, its officer before the others."""
    from cascade.people.accounts import actor_for
    from cascade.store.people import standing_for

    wanted = (Role.HEAD, Role.OFFICER, Role.LEADER, Role.PERFORMER)
    people = [actor_for(tx, user_id=user_id, unit_id=unit_id) for user_id in standing_for(tx, unit_id)]
    able = [person for person in people if person.has(*wanted)]
    if not able:
        return None
    best = min(able, key=lambda person: (next(i for i, role in enumerate(wanted) if person.has(role)), person.user_id))
    return replace(best, name=best.name + _BY_HAND)


def actor_or_system(tx: Connection, login: str, unit: str) -> Actor:
    """For work that needs no unit behind it, such as importing the list of units."""
    return actor(tx, login, unit) if login or unit else replace(SYSTEM, name="Quản trị máy chủ")


def unit_named(tx: Connection, named: str) -> UnitView:
    """A unit by its code; else by a name only one unit has.

    Raises:
        NotFound: none, or several: they are listed.
    """
    from cascade.store import units

    exact = units.by_code(tx, named.strip()) or units.by_code(tx, named.strip().upper())
    if exact is not None:
        return exact
    found = units.search(tx, named, limit=5)
    same = [unit for unit in found if fold(unit.name) == fold(named)]
    if len(same) == 1 or len(found) == 1:
        return (same or list(found))[0]
    raise NotFound(
        f"Không có đơn vị mã “{named}”."
        if not found
        else f"“{named}” chưa chỉ rõ đơn vị nào. Ghi mã của một trong các đơn vị:",
        details=[f"  {unit.code}  {unit.name}" for unit in found],
    )


def cascade_named(tx: Connection, named: str) -> int:
    """A cascade by its id, or by the number of its document (281/KH-UBND) where only one cascade carries it out.

    Raises:
        NotFound: none, or several: they are listed.
    """
    from cascade.store.numbered import cascades_of_number, is_cascade

    typed = nfc(named.strip())
    if typed.isdecimal() and is_cascade(tx, int(typed)):
        return int(typed)
    found = cascades_of_number(tx, typed)
    if len(found) == 1:
        return found[0][0]
    raise NotFound(
        f"Không có đợt triển khai “{typed}”. Xem: thongsuot cascade list."
        if not found
        else f"Nhiều đợt triển khai cùng số “{typed}”. Ghi số thứ tự của một đợt:",
        details=[f"  {cascade_id}  {title}" for cascade_id, title in found],
    )
