"""Many rows at once, the way each engine likes best: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from models.base import Base


def insert_rows(
    tx: Connection, table: str | Table | type[Base], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert `rows` into `columns` of `table`. Values are as the driver stores them; defaults of the ORM do not apply."""
    name = table if isinstance(table, str) else table.name if isinstance(table, Table) else table.__tablename__
    quote = tx.dialect.identifier_preparer.quote
    into = f"{quote(name)} ({', '.join(map(quote, columns))})"
    if tx.dialect.name == "sqlite":
        prepared = list(rows)
        if prepared:
            tx.exec_driver_sql(f"INSERT INTO {into} VALUES ({', '.join('?' * len(columns))})", prepared)
        return
    cursor = tx.connection.cursor()
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
