"""The five real papers, read once, and an empty register of a district to put them in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cascade.actor import Actor
from cascade.papers import kept, register
from cascade.papers.disagreeing import between
from cascade.papers.findings import Disagreement, Findings
from cascade.sample.district import lay_district
from cascade.sample.story import lay_ids
from documents import read_text
from kit import clock
from kit.vocabulary import Role
from models import Citation, Document
from models.schema import migrate
from models.session import Database

NOW = datetime(2024, 10, 7, 2, tzinfo=UTC)
SEEDS = ("000", "001", "002", "003", "004")
OFFICE_OF = {"000": "P-GDDT", "003": "UBND-TB"}


@pytest.fixture(scope="session")
def seeds() -> dict[str, dict[str, Any]]:
    """What the reader finds in each of the five."""
    folder = Path(os.environ.get("THONGSUOT_SHARED", "../shared")) / "seeds"
    found = {path.name[:3]: path for path in sorted(folder.glob("00*.txt"))}
    if not set(SEEDS) <= set(found):
        pytest.skip("the five real documents are not on this machine (../shared/seeds, or THONGSUOT_SHARED)")
    return {name: read_text(found[name].read_text(encoding="utf-8")).to_json() for name in SEEDS}


@dataclass
class Shelf:
    """A register and what is put into it."""

    db: Database
    units: dict[str, int]

    def put(self, reading: dict[str, Any], office: str = "UBND-TB") -> int:
        actor = Actor(None, "Văn thư", self.units[office], frozenset(Role))
        return self.db.write(lambda tx: register.register(tx, actor=actor, reading=reading)).document_id

    def put_all(self, readings: dict[str, dict[str, Any]], order: Iterable[str] = SEEDS) -> dict[str, int]:
        return {name: self.put(readings[name], OFFICE_OF.get(name, "UBND-TB")) for name in order}

    def papers(self) -> dict[int, tuple[Any, ...]]:
        """Every paper by its id: number, day, issuer, title, whether it only holds a place."""
        columns = (Document.number, Document.issued_on, Document.issuer_name, Document.subject, Document.is_placeholder)
        with self.db.read() as tx:
            return {row[0]: tuple(row[1:]) for row in tx.execute(select(Document.id, *columns))}

    def edges(self) -> list[tuple[int, int, str]]:
        query = select(Citation.document_id, Citation.cited_id, Citation.relation)
        with self.db.read() as tx:
            return [(low, up, relation.value) for low, up, relation in tx.execute(query)]

    def findings(self) -> Findings:
        with self.db.read() as tx:
            return kept.load(tx)

    def problems(self, kind: str | None = None) -> list[Disagreement]:
        return [each for each in between(self.findings()) if kind in (None, each.kind)]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shelf") / "d.db"
    migrate(f"sqlite:///{path}")
    db = Database(f"sqlite:///{path}")
    with clock.at(NOW):
        db.write(lay_district)
    db.close()
    return path


@pytest.fixture
def new_shelf(empty_file: Path, tmp_path: Path) -> Iterator[Callable[[], Shelf]]:
    """Makes an empty register as often as asked."""
    made: list[Database] = []

    def make() -> Shelf:
        path = tmp_path / f"{len(made)}.db"
        shutil.copy(empty_file, path)
        made.append(Database(f"sqlite:///{path}"))
        with made[-1].read() as tx:
            return Shelf(made[-1], lay_ids(tx))

    with clock.at(NOW):
        yield make
    for db in made:
        db.close()


@pytest.fixture
def shelf(new_shelf: Callable[[], Shelf]) -> Shelf:
    return new_shelf()


def plan(number: str | None, issued: str | None, issuer: str, subject: str, **more: Any) -> dict[str, Any]:
    """A reading of an invented plan with nothing in it but its head and what the test gives."""
    head = {"type": "Kế hoạch", "number": number, "date": issued, "issuer": issuer, "subject": subject}
    return {
        "text": "",
        "document": head,
        "citations": [],
        "tasks": [],
        "reporting": [],
        "problems": [],
        "parts": [],
        **more,
    }


def cites(number: str | None, issued: str | date | None, issuer: str, at: int, **more: Any) -> dict[str, Any]:
    day = issued.isoformat() if isinstance(issued, date) else issued
    return {"type": "", "number": number, "date": day, "issuer": issuer, "relation": "basis", "parent": None, "title": "",
            "span": [at, at + 9], **more}  # fmt: skip
