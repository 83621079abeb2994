"""Statements that wait for the commit. On PostgreSQL they travel with COMMIT in one message instead of one trip each.

A mark ends by changing rows that everybody needs (the root's counter): sent alone, they would stay locked for as long as
this process takes to come back and commit. Order is kept: whatever else the transaction sends, sends the waiting ones first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

_WAITING = "waiting for the commit"
Statement = tuple[str, Sequence[Any]]


def wait(tx: Connection, text: str, values: Sequence[Any]) -> None:
    tx.info.setdefault(_WAITING, []).append((text, values))


def send(tx: Connection) -> None:
    """Send what waits, now."""
    waiting: list[Statement] | None = tx.info.pop(_WAITING, None)
    if waiting:
        driver: Any = tx.connection.driver_connection
        with driver.pipeline(), driver.cursor() as cursor:
            for text, values in waiting:
                cursor.execute(text, values)


def forget(tx: Connection) -> None:
    """The transaction, or the part of it since the last savepoint, is undone: before that nothing was left waiting."""
    tx.info.pop(_WAITING, None)


def waits(tx: Connection) -> bool:
    return bool(tx.info.get(_WAITING))
