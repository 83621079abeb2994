"""Signing in and staying signed in: server-side sessions and the slowing of guesses. Knows no cookie and no page.

Reading a page must write nothing, so the row's `seen_at` is not touched by a look: the browser brings back a moment sealed
with the session's own secret (`seal_seen`), and the idle clock runs from the later of the two.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from cascade.actor import Actor
from cascade.journal import Entry, record
from cascade.people.accounts import Person, Place, find_by_login, normal_login, places, token_hash
from cascade.people.passwords import matches
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import EventTag
from models import SignInAttempt, UserSession
from models.session import Database
from models.sql import as_moment, run

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
WINDOW = timedelta(minutes=15)
PAUSE = timedelta(minutes=2)
PER_ACCOUNT = 10
PER_ADDRESS = 100  # a school, a commune or a whole district office may share one address


class WrongPassword(Refusal):
    """Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, hoặc đề nghị người quản trị của đơn vị đặt lại mật khẩu."""

    status = 401


class TooManyTries(Refusal):
    """Đã thử nhiều lần. Thử lại sau 2 phút."""

    status = 429


@dataclass(frozen=True)
class SignedIn:
    """A live session: who, for which unit, and the secret behind its form tokens."""

    token_hash: str
    actor: Actor
    place: Place
    places: tuple[Place, ...]
    chosen: bool
    """False while a person of several units has not said for which one they act."""
    secret: str
    created_at: datetime
    seen_at: datetime

    @property
    def form_token(self) -> str:
        """What every form of this session carries; the secret itself never leaves the server."""
        return _seal(self.secret, "form")


def sign_in(db: Database, *, login: str, password: str, address: str) -> str:
    """Check a password and open a session; answers the cookie's token. Hashing stands outside any transaction.

    Raises:
        TooManyTries: this account or this address has failed too often; nothing is reckoned.
        WrongPassword: unknown name, wrong password, closed account or no unit: one text, one time.
    """
    login_hash = hashlib.sha256(normal_login(login).encode()).hexdigest()
    with db.read() as tx:
        _slow_down(tx, login_hash, address)
        person = find_by_login(tx, login)
        held = places(tx, person.id) if person else ()
    right = matches(person.password_hash if person else "", password)
    if person is None or not (right and person.is_active and held):
        db.write(lambda tx: _remember_failure(tx, login_hash, address))
        raise WrongPassword(field="login")
    return db.write(lambda tx: _open(tx, person, held, login_hash))


def _slow_down(tx: Connection, login_hash: str, address: str) -> None:
    now = clock.now()
    for column, value, limit in (
        (SignInAttempt.login_hash, login_hash, PER_ACCOUNT),
        (SignInAttempt.address, address, PER_ADDRESS),
    ):
        failed, last = tx.execute(
            select(func.count(), func.max(SignInAttempt.at)).where(column == value, SignInAttempt.at > now - WINDOW)
        ).one()
        # Slowed, never locked for ever: one try each two minutes stays open.
        if failed >= limit and last is not None and now - last < PAUSE:
            raise TooManyTries()


def _remember_failure(tx: Connection, login_hash: str, address: str) -> None:
    now = clock.now()
    tx.execute(delete(SignInAttempt).where(SignInAttempt.at < now - timedelta(days=1)))
    tx.execute(insert(SignInAttempt).values(login_hash=login_hash, address=address[:64], at=now))


def _open(tx: Connection, person: Person, held: tuple[Place, ...], login_hash: str) -> str:
    tx.execute(delete(SignInAttempt).where(SignInAttempt.login_hash == login_hash))
    actor = Actor(user_id=person.id, name=person.name, unit_id=held[0].unit_id, roles=held[0].roles)
    record(tx, Entry(EventTag.SIGNED_IN, actor))
    return open_session(tx, user_id=person.id, unit_id=held[0].unit_id if len(held) == 1 else None)


def open_session(tx: Connection, *, user_id: int, unit_id: int | None) -> str:
    """A new session with a new token; without a unit the person chooses one first."""
    token, now = secrets.token_urlsafe(32), clock.now()
    tx.execute(
        insert(UserSession).values(
            token_hash=token_hash(token),
            user_id=user_id,
            unit_id=unit_id,
            csrf=secrets.token_hex(32),
            created_at=now,
            seen_at=now,
        )
    )
    return token


def find(tx: Connection, token: str, seal: str = "") -> SignedIn | None:
    """The live session of a cookie, or None: unknown, ended, idle too long, too old, account closed, no unit left."""
    # Asked by every page, so below the ORM.
    hashed = token_hash(token)
    row = run(tx, 'SELECT s.user_id, s.unit_id, s.csrf, s.created_at, s.seen_at, u.name FROM user_session s JOIN "user" u ON u.id = s.user_id '
                  "WHERE s.token_hash = ? AND s.ended_at IS NULL AND u.is_active", (hashed,)).one_or_none()  # fmt: skip
    if row is None:
        return None
    user_id, unit_id, csrf, created, last_seen, name = row
    now = clock.now()
    created_at, seen_at = as_moment(created) or now, as_moment(last_seen) or now
    seen = max(seen_at, _sealed_moment(csrf, seal) or seen_at)
    if now - seen > IDLE or now - created_at > LONGEST:
        return None
    held = places(tx, user_id)
    if not held:
        return None
    chosen = next((place for place in held if place.unit_id == unit_id), held[0] if len(held) == 1 else None)
    place = chosen or held[0]
    actor = Actor(user_id=user_id, name=name, unit_id=place.unit_id, roles=place.roles)
    return SignedIn(hashed, actor, place, held, chosen is not None, csrf, created_at, seen)


def choose_unit(tx: Connection, *, session: SignedIn, unit_id: int) -> None:
    """Stand for another of one's units from now on.

    Raises:
        Refusal: the person does not stand for that unit.
    """
    if unit_id not in {place.unit_id for place in session.places}:
        raise Refusal("Tài khoản không đứng tên cho đơn vị này. Chọn một đơn vị trong danh sách.", field="unit_id")
    tx.execute(update(UserSession).where(UserSession.token_hash == session.token_hash).values(unit_id=unit_id))


def end(tx: Connection, *, session: SignedIn) -> None:
    record(tx, Entry(EventTag.SIGNED_OUT, session.actor))
    tx.execute(update(UserSession).where(UserSession.token_hash == session.token_hash).values(ended_at=clock.now()))


def end_everywhere(tx: Connection, *, session: SignedIn) -> int:
    """Sign out of every browser; answers how many there were."""
    record(tx, Entry(EventTag.SIGNED_OUT, session.actor, note="mọi máy"))
    ended = tx.execute(
        update(UserSession)
        .where(UserSession.user_id == session.actor.user_id, UserSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    return ended.rowcount


def seal_seen(session: SignedIn, moment: datetime) -> str:
    """A moment the browser brings back with its next look, that it cannot make up."""
    seconds = str(int(moment.timestamp()))
    return f"{seconds}.{_seal(session.secret, 'seen' + seconds)}"


def _sealed_moment(secret: str, seal: str) -> datetime | None:
    seconds, _, mark = seal.partition(".")
    if not seconds.isdecimal() or len(seconds) > 12 or not hmac.compare_digest(mark, _seal(secret, "seen" + seconds)):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _seal(secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
