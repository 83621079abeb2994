"""The sample district, laid once for the tests that only look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cascade.sample.district import lay_district
from cascade.store import units
from cascade.units.directory import Directory
from models.schema import migrate
from models.session import Database


@dataclass(frozen=True)
class District:
    db: Database
    ids: dict[str, int]
    directory: Directory

    def labels(self, ids: tuple[int, ...]) -> list[str]:
        return [self.directory.by_id[unit].label for unit in ids]


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    path: Path = tmp_path_factory.mktemp("district") / "d.db"
    migrate(f"sqlite:///{path}")
    db = Database(f"sqlite:///{path}")
    ids = db.write(lay_district)
    with db.read() as tx:
        directory = units.directory(tx, day=date(2025, 1, 6))
    yield District(db, ids, directory)
    db.close()
