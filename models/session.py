"""Engines and transactions: the one place that commits.

On SQLite one process (the web) holds the writer: a thread that takes whatever work is waiting, runs each piece inside a
savepoint and commits them together, so that 32 clients share one flush. Other processes write in short BEGIN IMMEDIATE
transactions of their own. On PostgreSQL every piece of work is a transaction, tried again when the server asks for it.
"""

from __future__ import annotations

import contextvars
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from kit.errors import Busy, StorageFull
from models import tail

T = TypeVar("T")
Work = Callable[[Connection], T]

BATCH = 512
LOCK_SECONDS = 30
RETRIES = 6
# Serialization failure, deadlock: the server asks to try again. The rest is the connection going away before the commit.
# Hot paths speak to the driver itself (models.sql), so its own errors arrive as well as SQLAlchemy's.
DATABASE_ERRORS = (DBAPIError, sqlite3.Error, psycopg.Error)
RETRY_STATES = {"40001", "40P01"}


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
        self._writer = _GroupWriter(self.engine) if group_commit and self.is_sqlite else None

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
                    raise _told(error) from error
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self.engine.dispose()


class _GroupWriter:
    """Drains the queue: every piece in its own savepoint, one commit for all, answers only after the commit."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[contextvars.Context, Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work[T]) -> T:
        if self._closed:
            raise Busy()
        future: Future[T] = Future()
        # The clock's set moment lives in the caller's context: the work must see it in this thread too.
        self._queue.put((contextvars.copy_context(), work, future))
        return future.result()

    def close(self) -> None:
        self._closed = True
        self._queue.put(None)
        self._thread.join(timeout=60)

    def _run(self) -> None:
        connection = self._engine.connect().execution_options(immediate=True)
        while True:
            first = self._queue.get()
            if first is None:
                break
            batch = [first]
            while len(batch) < BATCH:
                try:
                    item = self._queue.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    self._queue.put(None)
                    break
                batch.append(item)
            self._commit_together(connection, batch)
        connection.close()

    def _commit_together(
        self, connection: Connection, batch: list[tuple[contextvars.Context, Work[Any], Future[Any]]]
    ) -> None:
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with connection.begin():
                for context, work, future in batch:
                    connection.exec_driver_sql("SAVEPOINT piece")
                    try:
                        answer = context.run(work, connection)
                    except BaseException as error:
                        if not connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
                            raise  # a full disk has already rolled everything back
                        connection.exec_driver_sql("ROLLBACK TO piece")
                        answers.append((future, None, error))
                    else:
                        answers.append((future, answer, None))
                    connection.exec_driver_sql("RELEASE piece")
        except BaseException as error:  # noqa: BLE001 - nothing of the batch was stored: everybody must hear it
            told = _told(error) if isinstance(error, DATABASE_ERRORS) else error
            for _, _, future in batch:
                future.set_exception(told)
            return
        for future, answer, fault in answers:
            if fault is None:
                future.set_result(answer)
            else:
                future.set_exception(_told(fault) if isinstance(fault, DATABASE_ERRORS) else fault)


def _told(error: BaseException) -> BaseException:
    """A database's fault in a sentence an officer can act on, where there is one; anything else as it is."""
    original = getattr(error, "orig", error)
    state, words = getattr(original, "sqlstate", None), str(original).lower()
    if state == "53100" or "disk is full" in words or "no space left" in words:
        return StorageFull()
    locked = isinstance(original, sqlite3.OperationalError) and ("locked" in words or "busy" in words)
    return Busy() if locked or state in RETRY_STATES else error


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
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not connection.get_execution_options().get("immediate"):
        driver.execute("BEGIN")
        return
    # SQLite's own waiting backs off to 100 ms and so misses the short gaps another process leaves: we ask every millisecond.
    until = time.monotonic() + LOCK_SECONDS
    driver.execute("PRAGMA busy_timeout=0")
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise OperationalError("BEGIN IMMEDIATE", None, error) from error
            time.sleep(0.001)
        else:
            break
    driver.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")
