"""Statements below the ORM for the hot paths: one text for both engines, values as each driver stores them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult


@cache
def _native(sql: str, sqlite: bool) -> str:
    return sql if sqlite else sql.replace("%", "%%").replace("?", "%s")


def stored(tx: Connection, value: Any) -> Any:
    """A value as the driver of `tx` stores it: SQLite keeps days and moments as text, like the ORM types do."""
    if tx.dialect.name != "sqlite":
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def run(tx: Connection, sql: str, values: Sequence[Any] = ()) -> CursorResult[Any]:
    """Execute `sql` (placeholders `?`) with the driver, without compiling. The text is fixed in the code, never built of data."""
    sqlite = tx.dialect.name == "sqlite"
    return tx.exec_driver_sql(_native(sql, sqlite), tuple(stored(tx, value) for value in values))


def fetch(tx: Connection, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows as the driver's own tuples: for the reads that bring tens of thousands."""
    result = run(tx, sql, values)
    rows: list[tuple[Any, ...]] = result.cursor.fetchall()
    result.close()
    return rows


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
