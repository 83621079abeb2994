"""Who stands for a unit. Knows memberships; refuses to know what anybody may do."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from kit import clock
from kit.vocabulary import Role
from models import Membership, Unit, User


class Account(NamedTuple):
    login: str
    name: str
    title: str
    unit_code: str
    unit_name: str
    role: Role
    is_active: bool


def standing_for(tx: Connection, unit_id: int) -> list[int]:
    """The active accounts that hold any role for a unit today."""
    today = clock.today()
    query = (
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.unit_id == unit_id,
            User.is_active,
            Membership.valid_from <= today,
            or_(Membership.valid_to.is_(None), Membership.valid_to >= today),
        )
        .distinct()
    )
    return sorted(tx.execute(query).scalars())


def accounts(tx: Connection) -> list[Account]:
    """Every role held, by login."""
    query = (
        select(User.login, User.name, User.title, Unit.code, Unit.name, Membership.role, User.is_active)
        .join(Membership, Membership.user_id == User.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .order_by(User.login, Membership.id)
    )
    return [Account(*row) for row in tx.execute(query)]
