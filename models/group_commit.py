"""SQLite's one writer within a process: whoever asks while nobody writes does the work of all who have gathered, with one flush.

A single client pays for no second thread; thirty-two share a commit. Every piece has a savepoint of its own.
"""

from __future__ import annotations

import contextvars
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from kit.errors import Busy
from models.faults import told

T = TypeVar("T")
Work = Callable[[Connection], T]

BATCH = 512


class _Asked:
    """A piece of work on its way: its answer or its fault, and the gate its caller waits at."""

    __slots__ = ("answer", "context", "fault", "gate", "leads", "work")

    def __init__(self, work: Work[Any]):
        # The clock's set moment lives in the caller's context: whoever does the work must see it too.
        self.context = contextvars.copy_context()
        self.work = work
        self.answer: Any = None
        self.fault: BaseException | None = None
        self.leads = False
        self.gate = threading.Lock()
        self.gate.acquire()


class GroupWriter:
    """Takes work from any thread; gives each its answer once the batch it was in is committed and flushed."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._connection: Connection | None = None
        self._waiting: deque[_Asked] = deque()
        self._writing = False
        self._closed = False
        self._door = threading.Condition(threading.Lock())

    def submit(self, work: Work[T]) -> T:
        """The answer of `work`, or whatever it raised. Raises Busy once the writer is closed."""
        asked = _Asked(work)
        with self._door:
            if self._closed:
                raise Busy()
            self._waiting.append(asked)
            asked.leads = not self._writing
            self._writing = True
        if not asked.leads:
            asked.gate.acquire()
        if asked.leads:
            self._lead(asked)
        if asked.fault is not None:
            raise asked.fault
        answer: T = asked.answer
        return answer

    def close(self) -> None:
        """Refuse what comes from now on, and return once all that was asked before is stored."""
        with self._door:
            self._closed = True
            self._door.wait_for(lambda: not self._writing, timeout=60)
        if self._connection is not None:
            self._connection.close()

    def _lead(self, own: _Asked) -> None:
        """Store one batch, `own` in it, and hand the pen to the first of those who came meanwhile."""
        with self._door:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), BATCH))]
        try:
            self._commit_together(batch)
        finally:
            with self._door:
                if self._waiting:
                    self._waiting[0].leads = True
                    self._waiting[0].gate.release()
                else:
                    self._writing = False
                    self._door.notify_all()
            for asked in batch:
                if asked is not own:
                    asked.gate.release()

    def _commit_together(self, batch: list[_Asked]) -> None:
        try:
            if self._connection is None:
                self._connection = self._engine.connect().execution_options(immediate=True)
            with self._connection.begin():
                if len(batch) == 1:  # alone, it is the transaction: nobody else's work is lost with it
                    batch[0].answer = batch[0].context.run(batch[0].work, self._connection)
                else:
                    for asked in batch:
                        self._in_its_own_savepoint(self._connection, asked)
        except BaseException as error:  # noqa: BLE001 - nothing of the batch was stored: everybody must hear it
            for asked in batch:
                asked.fault = told(error)

    @staticmethod
    def _in_its_own_savepoint(connection: Connection, asked: _Asked) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT piece")
        try:
            asked.answer = asked.context.run(asked.work, connection)
        except BaseException as error:
            if not driver.in_transaction:
                raise  # a full disk has already rolled everything back
            driver.execute("ROLLBACK TO piece")
            asked.fault = told(error)
        driver.execute("RELEASE piece")
