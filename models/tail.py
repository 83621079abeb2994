"""Statements that wait for the commit. On PostgreSQL they travel with COMMIT in one message instead of one trip each.

A mark ends by changing rows that everybody needs (the root's counter): sent alone, they would stay locked for as long as
this process takes to come back and commit. Order is kept: whatever else the transaction sends, sends the waiting ones first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event

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


def watch(engine: Engine) -> None:
    """Make every transaction of a PostgreSQL engine send what waits, whoever commits it."""
    event.listen(engine, "commit", _commit)
    event.listen(engine, "before_cursor_execute", lambda tx, *_: send(tx))
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "rollback_savepoint", lambda tx, *_: _forget(tx))


def _commit(tx: Connection) -> None:
    if tx.info.get(_WAITING):
        driver: Any = tx.connection.driver_connection
        with driver.pipeline():
            send(tx)
            driver.commit()  # the engine's own commit then finds nothing left to do


def _forget(tx: Connection) -> None:
    tx.info.pop(_WAITING, None)
