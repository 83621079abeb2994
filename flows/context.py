"""What every flow run of this process shares: the database, its own name, and the pace at which it may write."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from sqlalchemy import Connection, func, select

from kit.settings import settings
from models import Journal
from models.session import Database

T = TypeVar("T")


@cache
def database() -> Database:
    """The application's database. Never the group writer: that is the web's."""
    return Database(settings().url, pool_size=4)


def flow_run_id() -> str:
    """The Prefect run this code belongs to; a call without Prefect gets a name of its own."""
    from prefect.runtime import flow_run

    return str(flow_run.id or f"direct-{os.getpid()}")


class Pace:
    """Short write transactions with a breath between them, a long one while people are marking.

    SQLite has one writer: whoever waits for it must find it free soon. PostgreSQL needs no pauses.
    """

    BREATH = 0.003

    def __init__(self, db: Database):
        self._db = db
        self._newest: int | None = None

    def write(self, work: Callable[[Connection], T]) -> T:
        if not self._db.is_sqlite:
            return self._db.write(work)

        def watched(tx: Connection) -> tuple[T, int, float]:
            began = time.monotonic()
            answer = work(tx)
            return (
                answer,
                tx.execute(select(func.coalesce(func.max(Journal.id), 0))).scalar_one(),
                time.monotonic() - began,
            )

        answer, newest, took = self._db.write(watched)
        others = self._newest is not None and newest != self._newest
        self._newest = newest
        time.sleep(max(self.BREATH, took) if others else self.BREATH)
        return answer
