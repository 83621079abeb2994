"""What would follow, and by when: suppositions save nothing, and the longest way up decides the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from cascade.counting.boards import board
from cascade.orders import Policy
from cascade.rolling.back_planning import latest_days, tight
from cascade.rolling.supposing import Effect, Supposition, suppose
from kit.errors import NotFound, Refusal
from kit.vocabulary import PolicyKind
from models import Cascade, Journal, Task, TaskPeriod

if TYPE_CHECKING:
    from tests.graph.conftest import Story

SCHOOLS = ("TH-HOASEN", "TH-BINHMINH", "NL-HUONGDUONG")


def task_of(story: Story, cascade_id: int, position: int) -> int:
    with story.db.read() as tx:
        return tx.execute(select(Task.id).where(Task.cascade_id == cascade_id, Task.position == position)).scalar_one()


def effects(story: Story, supposition: Supposition) -> dict[str, Effect]:
    with story.db.read() as tx:
        return {effect.name: effect for effect in suppose(tx, story.district, supposition)}


def test_if_the_three_schools_were_done_the_plan_s_task_would_be_reached(story: Story) -> None:
    pieces = tuple(story.piece(story.plan, 1, school) for school in SCHOOLS)
    found = effects(story, Supposition(done=pieces))
    work = found["2 Rà soát thẻ BHYT"]
    assert (work.reached_before, work.reached_after) == (False, True)
    assert (work.overdue_before, work.overdue_after) == (3, 0)
    phong = found["Phòng Giáo dục và Đào tạo"]
    assert (phong.before.done, phong.after.done, phong.after.live) == (0, 1, 2)
    assert phong.reached_after is False, "the plans themselves are still missing"


def test_an_exempt_school_leaves_the_count(story: Story) -> None:
    found = effects(story, Supposition(exempt=(story.piece(story.plan, 1, "TH-HOASEN"),)))
    work = found["2 Rà soát thẻ BHYT"]
    assert (work.before.live, work.after.live, work.overdue_after) == (3, 2, 2)


def test_a_moved_date_and_another_policy(story: Story) -> None:
    found = effects(story, Supposition(dates={task_of(story, story.plan, 0): date(2024, 11, 30)}))
    assert (found["1 Xây dựng kế hoạch"].overdue_before, found["1 Xây dựng kế hoạch"].overdue_after) == (3, 0)

    story.finish(story.plan, 1, "TH-HOASEN", "P-GDDT")
    found = effects(story, Supposition(policies={task_of(story, story.plan, 1): Policy(PolicyKind.AT_LEAST, 1)}))
    assert found["2 Rà soát thẻ BHYT"].reached_after is True


def test_supposing_saves_nothing(story: Story) -> None:
    def seen() -> object:
        with story.db.read() as tx:
            return board(tx, story.district, lineage=True).total, tx.execute(
                select(func.count(Journal.id))
            ).scalar_one()

    before = seen()
    effects(story, Supposition(done=(story.piece(story.plan, 0, "TH-HOASEN"),)))
    assert seen() == before


def test_what_is_not_in_the_lineage_is_not_there(story: Story) -> None:
    with story.db.read() as tx, pytest.raises(NotFound):
        suppose(tx, story.plan, Supposition(done=(story.piece(story.district, 0, "P04"),)))
    with story.db.read() as tx, pytest.raises(NotFound):
        suppose(tx, story.plan, Supposition(policies={9999: Policy()}))


def test_schools_must_finish_before_the_phong_adds_up(story: Story) -> None:
    """II.4 is due on Monday 25/11; the Phòng takes five working days: its schools have until Monday 18/11."""
    story.db.write(lambda tx: tx.execute(update(Cascade).where(Cascade.id == story.plan).values(consolidation_days=5)))
    with story.db.read() as tx:
        rows = {row.name: row for row in latest_days(tx, story.district)}
    assert rows["Phòng Giáo dục và Đào tạo"].latest == date(2024, 11, 25)
    assert rows["2 Rà soát thẻ BHYT"].latest == date(2024, 11, 18)
    assert not rows["2 Rà soát thẻ BHYT"].is_late, "they were given until 15/11"

    story.db.write(lambda tx: tx.execute(update(Cascade).where(Cascade.id == story.plan).values(consolidation_days=8)))
    with story.db.read() as tx:
        found = latest_days(tx, story.district)
    assert [row.name for row in tight(found)] == ["2 Rà soát thẻ BHYT"]


def test_from_a_given_day_or_not_at_all(story: Story) -> None:
    sunday, friday = date(2024, 12, 1), date(2024, 11, 29)
    with story.db.read() as tx:
        assert {row.latest for row in latest_days(tx, story.plan, sunday)} == {friday}
    story.db.write(lambda tx: tx.execute(update(TaskPeriod).values(due_on=date(9999, 12, 31))))
    with story.db.read() as tx, pytest.raises(Refusal, match="--due"):
        latest_days(tx, story.plan)
