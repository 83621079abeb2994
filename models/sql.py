"""Statements below the ORM: one text for both engines, sent by the bare driver, values as each driver stores them.

The ORM's cursor costs more than SQLite takes to answer; a mark sends nine statements, so this is the hot path of the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import MultipleResultsFound, NoResultFound

from models import tail

_PLAIN = frozenset({int, str, float, bytes, type(None)})
_OFFSET = len("+00:00")
observers: list[Callable[[Connection, str, Sequence[Any]], None]] = []
"""Told of every statement before it is sent: the bench records by it what to send again without us."""


class Rows:
    """The answer to one statement: plain tuples, read at most once. Named as SQLAlchemy names the same things."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any):
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        return int(self._cursor.rowcount)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._cursor.fetchall())

    def all(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def first(self) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    def one_or_none(self) -> tuple[Any, ...] | None:
        rows = self.all()
        if len(rows) > 1:
            raise MultipleResultsFound("one row was expected")
        return rows[0] if rows else None

    def one(self) -> tuple[Any, ...]:
        row = self.one_or_none()
        if row is None:
            raise NoResultFound("a row was expected")
        return row

    def scalar(self) -> Any:
        row = self.first()
        return row[0] if row else None

    def scalar_one(self) -> Any:
        return self.one()[0]

    def scalars(self) -> Scalars:
        return Scalars(row[0] for row in self._cursor.fetchall())


class Scalars(list[Any]):
    """The first column."""

    def all(self) -> list[Any]:
        return self


@cache
def _native(sql: str, sqlite: bool) -> str:
    return sql if sqlite else sql.replace("%", "%%").replace("?", "%s")


def stored(tx: Connection, value: Any) -> Any:
    """A value as the driver of `tx` stores it: SQLite keeps days and moments as text, like the ORM types do."""
    return _sqlite(value) if tx.dialect.name == "sqlite" else value


def _sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ", "microseconds")[:-_OFFSET]
    if isinstance(value, date):
        return value.isoformat()
    return value


def run(tx: Connection, sql: str, values: Sequence[Any] = ()) -> Rows:
    """Send `sql` (placeholders `?`). The text is put together from our own names only, never from data."""
    text, sent = _spoken(tx, sql, values)
    driver: Any = tx.connection.driver_connection
    if tx.dialect.name != "sqlite":
        tail.send(tx)
    return Rows(driver.execute(text, sent))


def run_last(tx: Connection, sql: str, values: Sequence[Any] = ()) -> None:
    """`run` for a change whose answer nobody waits for: PostgreSQL gets it together with what ends the transaction."""
    text, sent = _spoken(tx, sql, values)
    if tx.dialect.name == "sqlite":
        driver: Any = tx.connection.driver_connection
        driver.execute(text, sent)
    else:
        tail.wait(tx, text, sent)


def _spoken(tx: Connection, sql: str, values: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """Text and values as the driver of `tx` wants them; observers have been told."""
    sqlite = tx.dialect.name == "sqlite"
    # A mark sends seventy values, nearly all of them plain: looked at here, not by a call each.
    sent = tuple([value if type(value) in _PLAIN else _sqlite(value) for value in values] if sqlite else values)
    text = _native(sql, sqlite)
    for observer in observers:
        observer(tx, text, sent)
    return text, sent


def fetch(tx: Connection, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows."""
    return run(tx, sql, values).all()


def marks(count: int) -> str:
    """`?, ?, ?` for an IN list."""
    return ", ".join("?" * count)


def as_date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value: datetime | str | None) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC)
