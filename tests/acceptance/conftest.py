"""The district of the acceptance stories: laid once a session, told once, each story on its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cascade.drafting.content import DraftContent
from kit import clock
from models.session import Database
from tests.acceptance import district_story as story


@dataclass(frozen=True)
class Told:
    """The story as it stands on Monday 18/11/2024: the database file, the drafts that were issued, what the schools did."""

    path: Path
    district: story.District
    above: DraftContent
    schools: DraftContent
    marked: story.Marked


@pytest.fixture(scope="session")
def told_once(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    path = tmp_path_factory.mktemp("story") / "thongsuot.db"
    shutil.copy(sqlite_template, path)
    db = Database(f"sqlite:///{path}", group_commit=True)
    district = story.lay(db)
    with clock.at(story.ISSUED):
        above = story.issue_district(district)
    with clock.at(story.FOLLOWED):
        schools = story.issue_schools(district)
    story.carry_out_above(district, path.parent / "files")
    marked = story.mark(district)
    db.close()
    return Told(path, district, above, schools, marked)


@pytest.fixture
def told(told_once: Told, tmp_path: Path) -> Iterator[Told]:
    """A copy of the story that a test may go on with."""
    path = tmp_path / "thongsuot.db"
    shutil.copy(told_once.path, path)
    db = Database(f"sqlite:///{path}", group_commit=True)
    before = told_once.district
    district = story.District(db, before.units, dict(before.cascades), dict(before.actors))
    yield Told(path, district, told_once.above, told_once.schools, told_once.marked)
    db.close()
