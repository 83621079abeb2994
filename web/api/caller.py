"""Who calls the API: the person and unit behind a bearer token. A browser's cookie opens nothing here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request
from limits import RateLimitItemPerMinute, storage, strategies

from cascade.actor import Actor
from cascade.people import accounts
from kit.errors import Refusal
from web.deps import database

A_MINUTE = RateLimitItemPerMinute(600)
_calls = strategies.FixedWindowRateLimiter(storage.MemoryStorage())


class TokenNeeded(Refusal):
    """Cần gửi kèm mã truy cập (Authorization: Bearer …) còn hiệu lực."""

    status = 401


class TooManyCalls(Refusal):
    """Gọi quá nhiều lần trong một phút. Thử lại sau một phút."""

    status = 429


def caller(request: Request) -> Actor:
    """The actor of the token.

    Raises:
        TokenNeeded: none, unknown, ended, or its person no longer stands for its unit.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenNeeded()
    with database(request).read() as tx:
        actor = accounts.actor_of_token(tx, token.strip())
    if actor is None:
        raise TokenNeeded()
    if not _calls.hit(A_MINUTE, actor.key):
        raise TooManyCalls()
    return actor


class KeyNeeded(Refusal):
    """Thiếu tiêu đề Idempotency-Key: mỗi lần gửi một mã riêng, gửi lại thì dùng lại mã cũ."""

    status = 400


def sending_key(idempotency_key: Annotated[str | None, Header(max_length=255)] = None) -> str:
    if not idempotency_key:
        raise KeyNeeded()
    return idempotency_key


Caller = Annotated[Actor, Depends(caller)]
Key = Annotated[str, Depends(sending_key)]
