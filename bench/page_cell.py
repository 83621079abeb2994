"""The leadership's page at national size: what the server needs from a request to the last byte of its answer.

The application is called as a server calls it, without a socket and without a client's own time; the visitor is signed in by a
real session.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bench.ground import Ground, copy
from bench.table import Row
from cascade.people import accounts, sessions
from kit.vocabulary import Role
from models.session import Database
from web.app import create_app

ADDRESS = "/toan-canh"
LOOKS = 100
WARM = 15
TARGET_MS, GOAL_MS = 50, 20


def leadership_page(base: Path, ground: Ground, work: Path, size: str) -> Row:
    """p95 of the page the leadership opens: today, warm, all live cascades of the country."""
    db = Database(f"sqlite:///{copy(base, work)}", group_commit=True)
    try:
        cookie = db.write(lambda tx: _sign_in(tx, ground))
        seconds = asyncio.run(_looks(create_app(db), f"phien={cookie}"))
    finally:
        db.close()
    value = statistics.quantiles(seconds, n=20)[18] * 1000
    return Row(
        f"leadership page p95, {size}", "sqlite", value, "ms", None, None, f"≤ {TARGET_MS} ms", f"≤ {GOAL_MS} ms", value <= TARGET_MS
    )  # fmt: skip


async def _looks(app: Any, cookie: str) -> list[float]:
    seconds = []
    for look in range(WARM + LOOKS):
        started = time.perf_counter()
        status, size = await _get(app, ADDRESS, cookie)
        if look >= WARM:
            seconds.append(time.perf_counter() - started)
        if status != 200 or size < 2000:
            raise RuntimeError(f"{ADDRESS} answered {status} with {size} bytes")
    return seconds


async def _get(app: Any, address: str, cookie: str) -> tuple[int, int]:
    """(status, bytes) of one GET, as a server in front of the application sees it."""
    status = size = 0
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": address,
        "raw_path": address.encode(), "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"), (b"cookie", cookie.encode()), (b"accept", b"text/html")], "state": {},
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, size
        status = message.get("status", status)
        size += len(message.get("body", b""))

    await app(scope, receive, send)
    return status, size


def _sign_in(tx: Connection, ground: Ground) -> str:
    unit_id = ground.country.ids[0]
    accounts.grant(tx, user_id=ground.user_id, unit_id=unit_id, role=Role.LEADER)
    return sessions.open_session(tx, user_id=ground.user_id, unit_id=unit_id)
