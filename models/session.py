"""Engines and transactions: the one place that commits.

On SQLite one process (the web) gathers its writes and commits them together (`models.group_commit`), so that 32 clients
share one flush. Other processes write in short BEGIN IMMEDIATE transactions of their own. On PostgreSQL every piece of work
is a transaction, tried again when the server asks for it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from models import tail
from models.faults import DATABASE_ERRORS, RETRY_STATES, told
from models.group_commit import GroupWriter, T, Work

LOCK_SECONDS = 30
RETRIES = 6


class Database:
    """A database: `read()` for looking, `write(work)` for changing. `work` runs in one transaction and never commits."""

    def __init__(self, url: str, *, group_commit: bool = False, pool_size: int = 36):
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            # The wait covers the longest batch of another process.
            self.engine = create_engine(
                self.url,
                connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
                pool_size=pool_size,
                max_overflow=16,
            )
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                self.url, pool_size=pool_size, max_overflow=16, pool_pre_ping=True, pool_use_lifo=True
            )
            event.listen(self.engine, "commit", _commit_with_tail)
            event.listen(self.engine, "before_cursor_execute", lambda tx, *_: tail.send(tx))
            event.listen(self.engine, "rollback", tail.forget)
            event.listen(self.engine, "rollback_savepoint", lambda tx, *_: tail.forget(tx))
        self._writer = GroupWriter(self.engine) if group_commit and self.is_sqlite else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; whatever is written through it is thrown away."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin() as transaction:
                yield connection
                transaction.rollback()

    def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction and return its answer once it is committed and flushed.

        Raises:
            Busy: the database stayed locked, or kept asking to try again.
            StorageFull: the disk is full; nothing was stored.
        """
        if self._writer:
            return self._writer.submit(work)
        for attempt in range(RETRIES):
            try:
                with self.engine.connect().execution_options(immediate=True) as connection, connection.begin():
                    return work(connection)
            except DATABASE_ERRORS as error:
                if (
                    attempt == RETRIES - 1
                    or getattr(getattr(error, "orig", error), "sqlstate", None) not in RETRY_STATES
                ):
                    raise told(error) from error
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self.engine.dispose()


def _commit_with_tail(connection: Connection) -> None:
    """Whoever commits on PostgreSQL sends what waited together with COMMIT; the engine's own commit then finds nothing to do."""
    if tail.waits(connection):
        driver: Any = connection.connection.driver_connection
        with driver.pipeline():
            tail.send(connection)
            driver.commit()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: we choose between BEGIN and BEGIN IMMEDIATE.
    connection.isolation_level = None
    # Of two that open a new file at once, one finds it locked; SQLite does not wait here by itself.
    _ask_until_free(connection, "PRAGMA journal_mode=WAL")
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.get_execution_options().get("immediate"):
        _ask_until_free(driver, "BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")


def _ask_until_free(driver: Any, statement: str) -> None:
    """SQLite's own waiting backs off to 100 ms and so misses the short gaps another process leaves: we ask every millisecond."""
    until = time.monotonic() + LOCK_SECONDS
    driver.execute("PRAGMA busy_timeout=0")
    while True:
        try:
            driver.execute(statement)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise OperationalError(statement, None, error) from error
            time.sleep(0.001)
        else:
            break
    driver.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")
