"""Brings a database to the schema of this version, and refuses one that is newer. Knows the history, not what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kit.errors import Refusal
from models.session import Database

FOLDER = Path(__file__).parent / "migrations"

# Two processes started together migrate one after the other; SQLite does so by BEGIN IMMEDIATE.
ADVISORY_LOCK = 8_160_281


class SchemaNewer(Refusal):
    """Dữ liệu đã được một phiên bản mới hơn nâng cấp. Cập nhật chương trình rồi chạy lại; dữ liệu chưa bị thay đổi."""

    status = 503


class SchemaOlder(Refusal):
    """Dữ liệu chưa được nâng cấp lên phiên bản này. Chạy lệnh: thongsuot migrate."""

    status = 503


@dataclass(frozen=True)
class SchemaState:
    """Where a database stands (None: empty) and where this version wants it."""

    current: str | None
    head: str
    is_known: bool

    @property
    def is_current(self) -> bool:
        return self.current == self.head


def state(tx: Connection) -> SchemaState:
    """Where the database stands in the history. Asked at every start, so without loading Alembic."""
    known, head = _history()
    current = None
    if inspect(tx).has_table("alembic_version"):
        current = tx.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return SchemaState(current, head, current is None or current in known)


def migrate(url: str) -> SchemaState:
    """Bring the database at `url` to the newest schema, in one transaction; nothing happens when it is already there.

    Raises:
        SchemaNewer: a newer version of the product has been here.
    """
    database = Database(url)
    try:
        return database.write(_upgrade)
    finally:
        database.close()


def check(tx: Connection) -> None:
    """Refuse to serve a database that this version does not understand."""
    found = state(tx)
    if not found.is_known:
        raise SchemaNewer()
    if not found.is_current:
        raise SchemaOlder()


def _upgrade(tx: Connection) -> SchemaState:
    from alembic import command
    from alembic.config import Config

    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    found = state(tx)
    if not found.is_known:
        raise SchemaNewer()
    if found.is_current:
        return found
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = tx
    command.upgrade(config, "head")
    return state(tx)


_LINE = re.compile(r"""^(revision|down_revision)\b[^=]*= ["']?(\w+)["']?$""", re.MULTILINE)


@cache
def _history() -> tuple[frozenset[str], str]:
    """All revisions, and the one no other follows. The history is a line: two ends are a fault of whoever wrote the last."""
    follows: dict[str, str] = {}
    for path in (FOLDER / "versions").glob("[0-9]*.py"):
        said = dict(_LINE.findall(path.read_text(encoding="utf-8")))
        follows[said["revision"]] = said["down_revision"]
    ends = follows.keys() - set(follows.values())
    if len(ends) != 1:
        raise RuntimeError(f"the history of the schema has {len(ends)} ends: {sorted(ends)}")
    return frozenset(follows), ends.pop()
