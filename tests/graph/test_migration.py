"""The history of the schema ends where the models stand, on both engines, and guards what must not be lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from kit import clock
from kit.vocabulary import EventTag
from models import Base, Cascade, Journal
from models import schema as history
from models.schema import SchemaNewer, SchemaOlder, check, migrate, state
from models.session import Database


def drift(tx: Connection) -> list[Any]:
    context = MigrationContext.configure(tx, opts={"compare_type": True})
    return [change for change in compare_metadata(context, Base.metadata) if not _is_version_table(change)]


def _is_version_table(change: Any) -> bool:
    return isinstance(change, tuple) and getattr(change[-1], "name", "") == "alembic_version"


def test_upgrade_from_empty_equals_the_models(empty_url: str) -> None:
    """If this fails, the models gained something: write a migration for it (see models/migrations/alembic.ini)."""
    found = migrate(empty_url)

    assert found.is_current
    database = Database(empty_url)
    with database.read() as tx:
        assert drift(tx) == []
        assert set(inspect(tx).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        check(tx)
    database.close()


def test_sqlite_keeps_the_tables_without_rowid(tmp_path: Any) -> None:
    """`compare_metadata` does not look at it, and the large tables live by it."""
    url = f"sqlite:///{tmp_path / 'rowid.db'}"
    migrate(url)
    database = Database(url)
    wanted = {name for name, table in Base.metadata.tables.items() if table.kwargs.get("sqlite_with_rowid") is False}
    with database.read() as tx:
        rows = tx.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'"))
        assert {row.name for row in rows} == wanted
    database.close()


def test_the_history_is_read_as_alembic_reads_it() -> None:
    """The start of every command reads it by itself, because Alembic takes longer to load than a mark to write."""
    script = ScriptDirectory(str(history.FOLDER))
    known, head = history._history()
    assert head == script.get_current_head()
    assert known == {revision.revision for revision in script.walk_revisions()}


def test_migrating_twice_changes_nothing_and_an_old_database_is_named(empty_url: str) -> None:
    database = Database(empty_url)
    with database.read() as tx, pytest.raises(SchemaOlder, match="thongsuot migrate"):
        check(tx)

    first = migrate(empty_url)

    assert migrate(empty_url) == first
    with database.read() as tx:
        assert state(tx) == first
    database.close()


def test_a_database_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    migrate(empty_url)
    database = Database(empty_url)
    database.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'")))

    with pytest.raises(SchemaNewer, match="phiên bản mới hơn"):
        migrate(empty_url)
    with database.read() as tx, pytest.raises(SchemaNewer):
        check(tx)
    database.close()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda tx: tx.execute(update(Journal).values(note="khác")),
        lambda tx: tx.execute(delete(Journal)),
    ],
    ids=["update", "delete"],
)
def test_the_journal_only_grows(empty_url: str, tamper: Callable[[Connection], Any]) -> None:
    migrate(empty_url)
    database = Database(empty_url)
    row = {"at": clock.local(2024, 11, 18), "event": EventTag.SUBMITTED, "actor_name": "Cán bộ A", "note": "đã gửi"}
    database.write(lambda tx: tx.execute(insert(Journal).values(**row)))

    with pytest.raises(DBAPIError, match="append-only"):
        database.write(tamper)

    with database.read() as tx:
        assert tx.execute(select(Journal.note)).scalars().all() == ["đã gửi"]
    database.close()


def test_a_failed_migration_leaves_the_database_empty(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing on both engines: what a broken step has made goes with it."""

    def broken(_config: Any, _target: str) -> None:
        tx = _config.attributes["connection"]
        Cascade.metadata.create_all(tx)
        raise RuntimeError("mất điện")

    monkeypatch.setattr("alembic.command.upgrade", broken)
    with pytest.raises(RuntimeError, match="mất điện"):
        migrate(empty_url)

    database = Database(empty_url)
    with database.read() as tx:
        assert set(inspect(tx).get_table_names()) <= {"alembic_version"}
    database.close()


def test_moments_and_days_come_back_as_they_went_in(empty_url: str) -> None:
    migrate(empty_url)
    database = Database(empty_url)
    at = clock.local(2024, 11, 18, 8, 15)
    values = {"at": at, "event": EventTag.SUBMITTED, "to_due": date(2024, 11, 20), "data": {"đơn vị": 41}}
    database.write(lambda tx: tx.execute(insert(Journal).values(actor_name="", **values)))

    with database.read() as tx:
        row = tx.execute(select(Journal.at, Journal.event, Journal.to_due, Journal.data)).one()
    assert tuple(row) == (at, EventTag.SUBMITTED, date(2024, 11, 20), {"đơn vị": 41})
    database.close()
