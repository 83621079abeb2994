"""People and what they may do for which unit; bearer tokens of programs. Knows no browser and no page.

Secrets leave this module once, when they are made; the tables keep only SHA-256 of tokens and argon2id of passwords.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from cascade.actor import Actor
from cascade.people.passwords import hash_password
from kit import clock
from kit.errors import NotFound, Refusal
from kit.text import nfc, squeeze
from kit.vocabulary import Role
from models import ApiToken, Membership, User, UserSession
from models.sql import run


@dataclass(frozen=True)
class Place:
    """A unit a person stands for, with the roles held there today."""

    unit_id: int
    unit_name: str
    unit_short: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Person:
    """An account as the sign-in needs it; the hash never reaches a page."""

    id: int
    login: str
    name: str
    password_hash: str
    is_active: bool


def normal_login(typed: str) -> str:
    """An address in lower case, or a telephone number as bare digits (+84 is 0)."""
    text = squeeze(nfc(typed)).lower()
    if "@" in text:
        return text
    digits = re.sub(r"[\s.\-()]", "", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    return digits if digits.isdecimal() else text


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def create_user(
    tx: Connection,
    *,
    login: str,
    name: str,
    password: str | None = None,
    hashed: str = "",
    title: str = "",
    phone: str = "",
) -> int:
    """A new account. Hashing takes long: callers in a hurry pass `hashed`, made outside the transaction.

    Raises:
        Refusal: no name, no login, the login is taken, or the password is refused.
    """
    login, name = normal_login(login), squeeze(nfc(name))
    if not login or not name:
        raise Refusal("Cần có tên đăng nhập và họ tên.", field="login" if not login else "name")
    if tx.execute(select(User.id).where(User.login == login)).first():
        raise Refusal(f"Tên đăng nhập “{login}” đã có người dùng. Chọn tên khác.", field="login")
    stored = hash_password(password) if password is not None else hashed
    row = {
        "login": login,
        "name": name,
        "title": title,
        "phone": phone,
        "password_hash": stored,
        "created_at": clock.now(),
    }
    return int(tx.execute(insert(User).values(is_active=True, **row).returning(User.id)).scalar_one())


def grant(
    tx: Connection,
    *,
    user_id: int,
    unit_id: int,
    role: Role,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> None:
    """Let a person act for a unit in one role, from a day to a day."""
    tx.execute(
        insert(Membership).values(
            user_id=user_id, unit_id=unit_id, role=role, valid_from=valid_from or date(1900, 1, 1), valid_to=valid_to
        )
    )


def find_by_login(tx: Connection, typed: str) -> Person | None:
    columns = (User.id, User.login, User.name, User.password_hash, User.is_active)
    row = tx.execute(select(*columns).where(User.login == normal_login(typed))).first()
    return Person(*row) if row else None


def places(tx: Connection, user_id: int) -> tuple[Place, ...]:
    """The units a person stands for today, in the order they were granted."""
    today = clock.today()
    rows = run(tx, "SELECT m.unit_id, u.name, u.short_name, m.role FROM membership m JOIN unit u ON u.id = m.unit_id "
                   "WHERE m.user_id = ? AND m.valid_from <= ? AND (m.valid_to IS NULL OR m.valid_to >= ?) ORDER BY m.id", (user_id, today, today))  # fmt: skip
    found: dict[int, tuple[str, str, set[Role]]] = {}
    for unit_id, name, short, role in rows:
        found.setdefault(unit_id, (name, short or name, set()))[2].add(Role(role))
    return tuple(Place(unit_id, name, short, frozenset(roles)) for unit_id, (name, short, roles) in found.items())


def actor_for(tx: Connection, *, user_id: int, unit_id: int | None = None) -> Actor:
    """The actor a person is for a unit (their first one if none is named).

    Raises:
        NotFound: no such account, a closed one, or one that does not stand for the unit today.
    """
    name = tx.execute(select(User.name).where(User.id == user_id, User.is_active)).scalar()
    held = places(tx, user_id) if name is not None else ()
    for place in held:
        if unit_id in (None, place.unit_id):
            return Actor(user_id=user_id, name=str(name), unit_id=place.unit_id, roles=place.roles)
    raise NotFound("Tài khoản này không đứng tên cho đơn vị nào còn hiệu lực. Đề nghị liên hệ người quản trị.")


def change_password(tx: Connection, *, user_id: int, hashed: str) -> None:
    """Store a new hash and end every session: whoever held the old password is out."""
    tx.execute(update(User).where(User.id == user_id).values(password_hash=hashed))
    tx.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def disable(tx: Connection, *, user_id: int) -> None:
    """Close an account: its sessions and tokens stop at once."""
    ended = clock.now()
    tx.execute(update(User).where(User.id == user_id).values(is_active=False))
    tx.execute(
        update(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None)).values(ended_at=ended)
    )
    tx.execute(update(ApiToken).where(ApiToken.user_id == user_id, ApiToken.ended_at.is_(None)).values(ended_at=ended))


def issue_token(tx: Connection, *, user_id: int, unit_id: int, name: str) -> str:
    """A bearer token for a program acting as this person for this unit; shown once."""
    actor_for(tx, user_id=user_id, unit_id=unit_id)
    token = "ts_" + secrets.token_urlsafe(32)
    tx.execute(
        insert(ApiToken).values(
            token_hash=token_hash(token), user_id=user_id, unit_id=unit_id, name=name, created_at=clock.now()
        )
    )
    return token


def actor_of_token(tx: Connection, token: str) -> Actor | None:
    row = tx.execute(
        select(ApiToken.user_id, ApiToken.unit_id).where(
            ApiToken.token_hash == token_hash(token), ApiToken.ended_at.is_(None)
        )
    ).first()
    if row is None:
        return None
    try:
        return actor_for(tx, user_id=row.user_id, unit_id=row.unit_id)
    except NotFound:
        return None


def end_token(tx: Connection, *, token: str) -> bool:
    ended = tx.execute(
        update(ApiToken)
        .where(ApiToken.token_hash == token_hash(token), ApiToken.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    return ended.rowcount > 0
