"""Databases of both engines, empty or with the sample district, and a story of two plans standing one under the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.issuing import opening
from cascade.issuing.issue import issue
from cascade.marking import unit_tasks
from cascade.orders import CascadeOrder, TaskOrder
from cascade.sample.district import lay_district
from kit import clock
from kit.vocabulary import DocumentKind, Relation, Role, TaskKind
from models import Assignment, AudienceMember, Citation, Document, TaskPeriod, User
from models.schema import migrate
from models.session import Database
from tests.conftest import ENGINES, postgres_database

ALL_ROLES = frozenset(Role)


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with postgres_database() as address:
        yield address


def lay(url: str) -> None:
    migrate(url)
    database = Database(url)
    with clock.at(clock.local(2024, 8, 1)):
        units = database.write(lambda tx: lay_district(tx, with_people=False))
        # One person a unit, under the unit's own id, is all these stories need.
        people = [
            {"id": key, "login": code, "name": f"Cán bộ {code}", "created_at": clock.now()}
            for code, key in units.items()
        ]
        database.write(lambda tx: tx.execute(insert(User), people))
    database.close()


@dataclass
class Story:
    """Quận's plan 281 with three tasks; Phòng GD&ĐT's own plan under II.4 with two, for three schools."""

    db: Database
    units: dict[str, int]
    documents: dict[str, int]
    district: int = 0
    plan: int = 0

    def actor(self, code: str) -> Actor:
        return Actor(self.units[code], f"Cán bộ {code}", self.units[code], ALL_ROLES)

    def task_period(self, cascade_id: int, position: int) -> int:
        with self.db.read() as tx:
            rows = tx.execute(
                TaskPeriod.__table__.select().where(TaskPeriod.cascade_id == cascade_id).order_by(TaskPeriod.id)
            )
            return int(rows.all()[position].id)

    def piece(self, cascade_id: int, position: int, code: str) -> int:
        """The id of a unit's share of the task at `position`."""
        period = self.task_period(cascade_id, position)
        with self.db.read() as tx:
            query = (
                Assignment.__table__.join(
                    AudienceMember.__table__, AudienceMember.audience_id == Assignment.audience_id
                )
                .select()
                .where(
                    Assignment.task_period_id == period,
                    AudienceMember.unit_id == self.units[code],
                    Assignment.role == "lead",
                )
            )
            row = tx.execute(query).one()
        return int(row.first_id + row.rank)

    def do(self, verb: Callable[..., Any], code: str, unit_task_id: int, **more: Any) -> Any:
        return self.db.write(lambda tx: verb(tx, actor=self.actor(code), unit_task_id=unit_task_id, **more))

    def finish(self, cascade_id: int, position: int, holder: str, giver: str) -> None:
        """Sent by the holder, accepted by the giver."""
        piece = self.piece(cascade_id, position, holder)
        self.do(unit_tasks.submit, holder, piece)
        self.do(unit_tasks.accept, giver, piece)

    def issue(self, code: str, document: str, title: str, *tasks: TaskOrder) -> int:
        order = CascadeOrder(self.documents[document], self.units[code], title, tasks)

        def work(tx: Connection) -> int:
            issued = issue(tx, actor=self.actor(code), order=order)
            opening.open_all(tx, issued.cascade_id)
            return issued.cascade_id

        return self.db.write(work)


CHAIN = {
    "28-CT/TW": (DocumentKind.DIRECTIVE, "Bộ Chính trị", date(2023, 12, 25)),
    "33-CT/TU": (DocumentKind.DIRECTIVE, "Thành ủy TP.HCM", date(2024, 4, 26)),
    "253-KH/QU": (DocumentKind.PLAN, "Quận ủy Tân Bình", date(2024, 6, 10)),
    "3597/KH-UBND": (DocumentKind.PLAN, "UBND TP.HCM", date(2024, 6, 28)),
    "281/KH-UBND": (DocumentKind.PLAN, "UBND quận Tân Bình", date(2024, 8, 8)),
    "KH của Phòng": (DocumentKind.PLAN, "Phòng GD&ĐT", date(2024, 8, 20)),
}
CITED = [
    ("33-CT/TU", "28-CT/TW"), ("253-KH/QU", "33-CT/TU"), ("3597/KH-UBND", "33-CT/TU"), ("281/KH-UBND", "3597/KH-UBND"),
    ("281/KH-UBND", "253-KH/QU"), ("281/KH-UBND", "33-CT/TU"), ("281/KH-UBND", "28-CT/TW"),
]  # fmt: skip


def write_papers(tx: Connection) -> dict[str, int]:
    found = {}
    for number, (kind, issuer, day) in CHAIN.items():
        values = {
            "kind": kind,
            "number": number,
            "issuer_name": issuer,
            "issued_on": day,
            "subject": "chăm sóc, bảo vệ trẻ em",
        }
        mine = number in ("281/KH-UBND", "KH của Phòng")
        row = (
            insert(Document).values(**values, is_placeholder=not mine, registered_at=clock.now()).returning(Document.id)
        )
        found[number] = int(tx.execute(row).scalar_one())
    edges = [{"document_id": found[a], "cited_id": found[b], "relation": Relation.IMPLEMENTS} for a, b in CITED]
    tx.execute(insert(Citation), edges)
    return found


def tell(url: str) -> Story:
    """Issued in August 2024."""
    lay(url)
    database = Database(url)
    with clock.at(clock.local(2024, 8, 20)):
        units = database.write(lambda tx: lay_district(tx, with_people=False))
        told = Story(database, units, database.write(write_papers))
        schools = tuple(units[code] for code in ("TH-HOASEN", "TH-BINHMINH", "NL-HUONGDUONG"))
        told.district = told.issue(
            "UBND-TB", "281/KH-UBND", "Kế hoạch bảo vệ trẻ em",
            TaskOrder("Tuyên truyền", (units["P-GDDT"], units["P04"], *schools[:2]), ref="II.1", due_on=date(2024, 11, 20)),
            TaskOrder("Bảo hiểm y tế học sinh", (units["P-GDDT"], units["P04"]), ref="II.4", due_on=date(2024, 11, 25), after=(0,)),
            TaskOrder("Báo cáo năm", (units["P-GDDT"],), ref="V", kind=TaskKind.REPORT, due_on=date(2024, 12, 5)),
        )  # fmt: skip
        told.plan = told.issue(
            "P-GDDT", "KH của Phòng", "Kế hoạch của Phòng GD&ĐT",
            TaskOrder("Xây dựng kế hoạch", schools, ref="1", kind=TaskKind.PLAN, due_on=date(2024, 10, 15),
                      carries_out_id=told.piece(told.district, 1, "P-GDDT")),
            TaskOrder("Rà soát thẻ BHYT", schools, ref="2", due_on=date(2024, 11, 15),
                      carries_out_id=told.piece(told.district, 1, "P-GDDT")),
        )  # fmt: skip
    database.close()
    return told


class Laid:
    """The story as it begins: told once for each engine that is asked for, then only copied."""

    def __init__(self, folder: Path, kept: ExitStack):
        self._folder, self._kept = folder, kept
        self._told: dict[str, Story] = {}

    def of(self, engine: str) -> Story:
        if engine not in self._told:
            lite = engine == "sqlite"
            self._told[engine] = tell(
                f"sqlite:///{self._folder / 'laid.db'}" if lite else self._kept.enter_context(postgres_database())
            )
        return self._told[engine]

    @contextmanager
    def copied(self, engine: str, folder: Path) -> Iterator[Story]:
        laid = self.of(engine)
        source = str(laid.db.url.database)
        with ExitStack() as copy:
            if engine == "sqlite":
                url = f"sqlite:///{shutil.copy(source, folder / 'copy.db')}"
            else:
                url = copy.enter_context(postgres_database(like=source))
            database = Database(url)
            yield replace(laid, db=database)
            database.close()


@pytest.fixture(scope="session")
def laid_story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    with ExitStack() as kept:
        yield Laid(tmp_path_factory.mktemp("story"), kept)


@pytest.fixture(params=ENGINES)
def story(request: pytest.FixtureRequest, laid_story: Laid, tmp_path: Path) -> Iterator[Story]:
    """Told on 18/11/2024; issued in August."""
    with laid_story.copied(request.param, tmp_path) as told, clock.at(clock.local(2024, 11, 18)):
        yield told
