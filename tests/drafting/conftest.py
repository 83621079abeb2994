"""A district of its own for every test that writes, and the two offices that issue in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cascade.actor import Actor
from cascade.sample.district import lay_district
from kit import clock
from kit.vocabulary import Role
from models.schema import migrate
from models.session import Database

NOW = datetime(2024, 8, 12, 2, tzinfo=UTC)
OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.PERFORMER})


@dataclass(frozen=True)
class House:
    """A database with the sample district, and who acts in it."""

    db: Database
    ids: dict[str, int]

    def actor(self, code: str, roles: frozenset[Role] = OFFICE) -> Actor:
        return Actor(None if code == "system" else 1, f"Cán bộ {code}", self.ids[code], roles)

    def write(self, work: Any, code: str = "UBND-TB", **more: Any) -> Any:
        return self.db.write(lambda tx: work(tx, actor=self.actor(code), **more))


@pytest.fixture(scope="session")
def district_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("district") / "d.db"
    migrate(f"sqlite:///{path}")
    db = Database(f"sqlite:///{path}")
    with clock.at(NOW):
        db.write(lay_district)
    db.close()
    return path


@pytest.fixture
def house(district_file: Path, tmp_path: Path) -> Iterator[House]:
    path = tmp_path / "d.db"
    shutil.copy(district_file, path)
    db = Database(f"sqlite:///{path}")
    with db.read() as tx:
        from cascade.sample.story import lay_ids

        ids = lay_ids(tx)
    with clock.at(NOW):
        yield House(db, ids)
    db.close()


@pytest.fixture
def postgres_house(postgres: Database) -> Iterator[House]:
    """The same on PostgreSQL, laid anew: a second or so."""
    with clock.at(NOW):
        yield House(postgres, postgres.write(lay_district))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_house(request: pytest.FixtureRequest) -> House:
    return request.getfixturevalue("house" if request.param == "sqlite" else "postgres_house")


def seed(name: str) -> str:
    """The text of a real document, kept outside the repository."""
    folder = Path(os.environ.get("THONGSUOT_SHARED", "../shared")) / "seeds"
    found = sorted(folder.glob(f"{name}_*.txt"))
    if not found:
        pytest.skip(f"the real document {name} is not on this machine (THONGSUOT_SHARED)")
    return found[0].read_text(encoding="utf-8")


def paper(**more: Any) -> dict[str, Any]:
    """A reading of an invented plan of the district: one lead, joint leads, a group, a report through a consolidator."""
    text = "KẾ HOẠCH an toàn trường học\n" + "x" * 400
    document = {
        "type": "Kế hoạch", "number": "412/KH-UBND", "date": "2024-08-09", "issuer": "Ủy ban nhân dân quận Tân Bình",
        "subject": "Bảo đảm an toàn trường học trên địa bàn quận", "signed_as": "KT. CHỦ TỊCH", "confidence": 0.95,
    }  # fmt: skip

    def task(ref: str, words: str, **found: Any) -> dict[str, Any]:
        return {"ref": ref, "text": words, "lead": [], "coordinating": [], "assignees": [], "timeframe": None, "due": None,
                "bound": None, "span": [10, 40], "confidence": 0.95, **found}  # fmt: skip

    reading = {
        "text": text,
        "document": document,
        "citations": [],
        "tasks": [
            task("II.1", "Rà soát điểm mất an toàn quanh trường học.", lead=["Phòng Y tế"], due="2024-10-15", bound="chậm nhất"),
            task("II.2", "Kiểm tra bếp ăn; xử lý vi phạm an toàn thực phẩm.", lead=["Phòng Y tế", "Công an quận"], timeframe="Hằng năm"),
            task("II.3", "Xây dựng kế hoạch an toàn trường học của đơn vị.", assignees=["Các trường MN-TH-THCS"]),
            task("II.4", "Bố trí lực lượng trực.", assignees=["Đội phản ứng nhanh"], coordinating=["công an địa phương"]),
        ],
        "reporting": [
            {"what": "Báo cáo năm", "from": ["Ủy ban nhân dân 15 phường"], "to": "Ủy ban nhân dân quận", "via": "Phòng Y tế",
             "recurrence": "yearly", "due": "12-07", "bound": "trước ngày", "text": "báo cáo hằng năm", "span": [50, 60],
             "confidence": 0.9, "where": "V"}
        ],
        "recipients": ["UBND 15 phường"],
        "report_forms": [],
        "problems": [{"kind": "wrong_year", "message": "Năm 2023 trong kế hoạch năm 2024", "span": [3, 9]}],
    }  # fmt: skip
    return {**reading, **more}


def day(month: int, number: int) -> date:
    return date(2024, month, number)
