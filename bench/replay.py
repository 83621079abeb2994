"""Records the statements a call sends and sends them again by the bare driver: the *raw* cell is the same work without us.

Statements, values, order and commits are the product's own, so that a ratio says what our layers cost and nothing else.
Only what the driver cannot be shown (COPY) is recorded by its rows.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from models.session import Database
from models.sql import observers

Statement = tuple[str, Any, bool]
COMMIT: Statement = ("COMMIT", (), False)


@dataclass
class Recording:
    """Statements in order; a transaction ends with COMMIT."""

    statements: list[Statement] = field(default_factory=list)

    def transactions(self) -> Iterator[list[Statement]]:
        current: list[Statement] = []
        for statement in self.statements:
            if statement is COMMIT:
                if current:
                    yield current
                current = []
            elif not statement[0].startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                current.append(statement)
        if current:
            yield current


@contextmanager
def recording(db: Database) -> Iterator[Recording]:
    """Whatever `db` sends meanwhile."""
    made = Recording()

    def sent(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, executemany: bool) -> None:
        made.statements.append((statement, parameters, executemany))

    def run(connection: Any, statement: str, parameters: Any) -> None:
        if connection.engine is db.engine or connection.engine.url == db.engine.url:
            made.statements.append((statement, parameters, False))

    def committed(_connection: Any) -> None:
        made.statements.append(COMMIT)

    event.listen(db.engine, "before_cursor_execute", sent)
    event.listen(db.engine, "commit", committed)
    event.listen(db.engine, "rollback", committed)
    observers.append(run)
    try:
        yield made
    finally:
        observers.remove(run)
        event.remove(db.engine, "before_cursor_execute", sent)
        event.remove(db.engine, "commit", committed)
        event.remove(db.engine, "rollback", committed)


def open_raw(path: Path) -> sqlite3.Connection:
    """A bare SQLite connection, as durable as ours."""
    raw = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def replay(raw: Any, transactions: list[list[Statement]], *, begin: str = "BEGIN IMMEDIATE") -> list[float]:
    """Send the transactions one by one; seconds of each."""
    seconds = []
    cursor = raw.cursor()
    for transaction in transactions:
        started = time.perf_counter()
        if begin:
            cursor.execute(begin)
        for statement, parameters, many in transaction:
            if many:
                cursor.executemany(statement, parameters)
            else:
                cursor.execute(statement, parameters)
                if cursor.description is not None:
                    cursor.fetchall()
        raw.commit() if not begin else cursor.execute("COMMIT")
        seconds.append(time.perf_counter() - started)
    return seconds


def timed(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
