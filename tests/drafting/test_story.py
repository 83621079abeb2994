"""The sample story is laid through the use cases, on any day of the year, and adds up."""

from __future__ import annotations

import shutil

import pytest

from cascade.counting import boards, verify
from cascade.sample.story import lay_story
from cascade.store import papers
from kit import clock
from models.session import Database


def the_story_holds(db, files, today):
    with clock.at(clock.local(*today)):
        story = lay_story(db, files)
        with db.read() as tx:
            board = boards.board(tx, story.district_cascade, by="tier", lineage=True)
            assert verify.verify(tx) == []
            directive = next(row.id for row in papers.register(tx, story.units["UBND-TB"]) if row.number == "28-CT/TW")
            standing_on_it = papers.standing_on(tx, directive)
        schools = next(row.counts for row in board.rows if row.tier_code == "TRUONG")
        assert schools.total == 560
        assert 50 < schools.percent < 80
        assert schools.overdue > 10
        assert schools.submitted > 10
        assert schools.done_late > 0
        assert schools.not_received == 20
        assert schools.returned > 0
        assert {view.paper.number for view in standing_on_it} >= {"33-CT/TU", "281/KH-UBND"}
        assert lay_story(db, files) == story


@pytest.mark.parametrize("today", [(2026, 11, 18), (2025, 2, 1), (2027, 5, 3)])
def test_the_story_is_alive_on_any_day_and_its_counts_agree_with_its_leaves(db, tmp_path, today):
    the_story_holds(db, tmp_path, today)


@pytest.mark.postgres
def test_postgresql_tells_the_same_story(postgres, tmp_path):
    the_story_holds(postgres, tmp_path, (2026, 11, 18))


def test_the_story_is_the_same_every_time(sqlite_template, tmp_path):
    seen = []
    for name in ("one.db", "two.db"):
        shutil.copy(sqlite_template, tmp_path / name)
        db = Database(f"sqlite:///{tmp_path / name}")
        with clock.at(clock.local(2026, 11, 18)):
            story = lay_story(db, tmp_path / "files")
            with db.read() as tx:
                seen.append(boards.board(tx, story.school_cascade, by="task"))
        db.close()
    assert seen[0] == seen[1]
