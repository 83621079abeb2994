"""Brings a database to the schema of this version, and refuses one that is newer. Knows the history, not what it means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

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
    """Where the database stands in the history."""
    script = ScriptDirectory.from_config(_config())
    head = script.get_current_head()
    assert head is not None  # noqa: S101 - the history is shipped with the product
    current = MigrationContext.configure(tx).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
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
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    found = state(tx)
    if not found.is_known:
        raise SchemaNewer()
    if found.is_current:
        return found
    config = _config()
    config.attributes["connection"] = tx
    command.upgrade(config, "head")
    return state(tx)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
