"""Climbing: parents become ready by their policy, across cascades, once; and are told when something changes later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update

from cascade.counting.verify import verify
from cascade.marking import unit_tasks
from cascade.orders import Policy, TaskOrder
from cascade.progress import Tally, is_reached
from cascade.rolling import roll_up
from cascade.store import roll_up as store
from kit.vocabulary import EventTag, PolicyKind, Progress
from models import Journal, RollUp, Serves, Task, UnitTask, Watermark

if TYPE_CHECKING:
    from tests.graph.conftest import Story

SCHOOLS = ("TH-HOASEN", "TH-BINHMINH", "NL-HUONGDUONG")


def ready_rows(story: Story) -> set[tuple[int, int]]:
    with story.db.read() as tx:
        rows = tx.execute(select(RollUp.task_period_id, RollUp.node).where(RollUp.is_ready))
        return {(row.task_period_id, row.node) for row in rows}


def journal(story: Story, *events: EventTag) -> list[Any]:
    with story.db.read() as tx:
        return list(tx.execute(select(Journal).where(Journal.event.in_(events)).order_by(Journal.id)).all())


def parent(story: Story, cascade_id: int, position: int, code: str) -> Any:
    period, piece = story.task_period(cascade_id, position), story.piece(cascade_id, position, code)
    with story.db.read() as tx:
        node = tx.execute(select(UnitTask.node).where(UnitTask.id == piece)).scalar_one()
        return tx.execute(select(RollUp).where(RollUp.task_period_id == period, RollUp.node == node)).one_or_none()


def test_nothing_is_ready_before_anything_is_done(story: Story) -> None:
    outcome = roll_up.run_all(story.db)
    assert (outcome.ready, outcome.unready) == (0, 0)
    assert ready_rows(story) == set()


def test_the_lower_plan_makes_the_upper_share_ready(story: Story) -> None:
    """All three schools finish both tasks of the Phòng's plan; its share of II.4 above has all it needs to report."""
    roll_up.run_all(story.db)
    for position in (0, 1):
        for school in SCHOOLS:
            story.finish(story.plan, position, school, "P-GDDT")

    outcome = roll_up.run_all(story.db)

    assert outcome.ready == 3
    above = parent(story, story.district, 1, "P-GDDT")
    assert (above.is_ready, above.below_live, above.below_done, above.live) == (True, 2, 2, 0)
    told = journal(story, EventTag.PARENT_READY)
    assert [row.about_unit_id for row in told] == [story.units["P-GDDT"]] * 3
    assert told[-1].unit_task_id == story.piece(story.district, 1, "P-GDDT")
    # Ready is not done: the head reports, the district accepts.
    with story.db.read() as tx:
        piece = story.piece(story.district, 1, "P-GDDT")
        assert tx.execute(select(UnitTask.progress).where(UnitTask.id == piece)).scalar_one() is Progress.ASSIGNED
        assert verify(tx) == []


def test_a_second_round_changes_nothing(story: Story) -> None:
    for school in SCHOOLS:
        story.finish(story.plan, 0, school, "P-GDDT")
    roll_up.run_all(story.db)
    before = journal(story, EventTag.PARENT_READY, EventTag.PARENT_UNREADY)
    with story.db.read() as tx:
        again = roll_up.all_live(tx)

    outcome = roll_up.run_all(story.db, again)

    assert (outcome.ready, outcome.unready) == (0, 0)
    assert journal(story, EventTag.PARENT_READY, EventTag.PARENT_UNREADY) == before


def test_a_reopened_child_takes_readiness_back_all_the_way_up(story: Story) -> None:
    for position in (0, 1):
        for school in SCHOOLS:
            story.finish(story.plan, position, school, "P-GDDT")
    roll_up.run_all(story.db)

    story.do(unit_tasks.reopen, "P-GDDT", story.piece(story.plan, 1, "TH-HOASEN"), note="Thiếu danh sách")
    roll_up.run_all(story.db)

    assert parent(story, story.district, 1, "P-GDDT").is_ready is False
    assert len(journal(story, EventTag.PARENT_UNREADY)) == 2


def test_a_parent_that_reports_by_itself_is_sent_once(story: Story) -> None:
    period = story.task_period(story.district, 0)
    story.db.write(
        lambda tx: tx.execute(update(Task).where(Task.cascade_id == story.district).values(reports_by_itself=True))
    )
    for school in SCHOOLS[:2]:
        story.finish(story.district, 0, school, "P-GDDT")

    sent = roll_up.run_all(story.db).to_report
    again = roll_up.run_all(story.db).to_report

    piece = story.piece(story.district, 0, "P-GDDT")
    assert (sent, again) == ((piece,), ())
    with story.db.read() as tx:
        assert tx.execute(select(UnitTask.progress).where(UnitTask.id == piece)).scalar_one() is Progress.SUBMITTED
        note = tx.execute(
            select(Journal.note).where(Journal.unit_task_id == piece, Journal.event == EventTag.SUBMITTED)
        )
        assert note.scalar_one() == "Tự báo xong: 2/2 phần việc cấp dưới đã hoàn thành"
    assert (period, 0) not in ready_rows(story), "Phường 4 is not done yet"


def test_what_was_returned_is_not_sent_again_by_itself(story: Story) -> None:
    story.db.write(
        lambda tx: tx.execute(update(Task).where(Task.cascade_id == story.district).values(reports_by_itself=True))
    )
    for school in SCHOOLS[:2]:
        story.finish(story.district, 0, school, "P-GDDT")
    roll_up.run_all(story.db)
    piece = story.piece(story.district, 0, "P-GDDT")

    story.do(unit_tasks.return_, "UBND-TB", piece, reason="incomplete", note="Thiếu Phường 4")
    assert roll_up.run_all(story.db).to_report == ()


def test_a_child_that_changes_after_the_report_is_flagged_there(story: Story) -> None:
    """The Phòng reports on a majority; a late school is accepted afterwards; the report is flagged until sent anew."""
    piece = story.piece(story.district, 0, "P-GDDT")
    story.finish(story.district, 0, "TH-HOASEN", "P-GDDT")
    story.do(unit_tasks.submit, "P-GDDT", piece)
    roll_up.run_all(story.db)
    assert parent(story, story.district, 0, "P-GDDT").changed_after_report is False

    story.finish(story.district, 0, "TH-BINHMINH", "P-GDDT")
    roll_up.run_all(story.db)
    assert parent(story, story.district, 0, "P-GDDT").changed_after_report is True

    story.do(unit_tasks.withdraw, "P-GDDT", piece)
    story.do(unit_tasks.submit, "P-GDDT", piece)
    roll_up.run_all(story.db)
    assert parent(story, story.district, 0, "P-GDDT").changed_after_report is False


def test_a_school_that_changes_after_the_phong_reported_upward_is_flagged_above(story: Story) -> None:
    piece = story.piece(story.district, 1, "P-GDDT")
    story.finish(story.plan, 1, "TH-HOASEN", "P-GDDT")
    roll_up.run_all(story.db)
    story.do(unit_tasks.submit, "P-GDDT", piece)
    roll_up.run_all(story.db)
    assert parent(story, story.district, 1, "P-GDDT").changed_after_report is False

    story.do(unit_tasks.reopen, "P-GDDT", story.piece(story.plan, 1, "TH-HOASEN"), note="Thiếu danh sách")
    roll_up.run_all(story.db)
    assert parent(story, story.district, 1, "P-GDDT").changed_after_report is True


def test_done_once_counted_in_the_second_parent_too(story: Story) -> None:
    ward, phong = story.piece(story.district, 0, "P04"), story.piece(story.district, 0, "P-GDDT")
    story.db.write(lambda tx: tx.execute(insert(Serves).values(unit_task_id=ward, parent_id=phong)))
    story.finish(story.district, 0, "P04", "UBND-TB")

    roll_up.run_all(story.db)

    row = parent(story, story.district, 0, "P-GDDT")
    assert (row.live, row.below_live, row.below_done) == (2, 1, 1)


def test_a_level_is_told_complete_once(story: Story) -> None:
    for position in (0, 1):
        for school in SCHOOLS:
            story.finish(story.plan, position, school, "P-GDDT")
    roll_up.run_all(story.db)
    told = journal(story, EventTag.LEVEL_COMPLETED)
    assert [(row.cascade_id, row.data["tier"]) for row in told] == [(story.plan, "TRUONG")]
    assert told[0].about_unit_id == story.units["P-GDDT"]

    piece = story.piece(story.plan, 1, "TH-HOASEN")
    story.do(unit_tasks.reopen, "P-GDDT", piece, note="Thiếu danh sách")
    roll_up.run_all(story.db)
    story.finish(story.plan, 1, "TH-HOASEN", "P-GDDT")
    roll_up.run_all(story.db)
    assert len(journal(story, EventTag.LEVEL_COMPLETED)) == 1


def test_the_plan_climbs_from_the_lowest_cascade_to_the_highest(story: Story) -> None:
    with story.db.read() as tx:
        stages = roll_up.plan(tx, [story.plan])
    order = {step: place for place, stage in enumerate(stages) for step in stage}
    lower = roll_up.Step(story.plan, story.task_period(story.plan, 1), 0)
    carrier = roll_up.Step(story.district, story.task_period(story.district, 1), 1)
    office = roll_up.Step(story.district, story.task_period(story.district, 1), 0)
    assert order[lower] < order[carrier] < order[office]


def test_the_watermark_moves_past_what_was_climbed(story: Story) -> None:
    with story.db.read() as tx:
        found = roll_up.dirty(tx)
    assert found.cascade_ids == (story.district, story.plan)
    roll_up.run_all(story.db)
    with story.db.read() as tx:
        assert tx.execute(select(Watermark.journal_id).where(Watermark.name == "roll_up")).scalar_one() >= found.until
        assert roll_up.dirty(tx).cascade_ids == ()


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        Policy(PolicyKind.AT_LEAST, 2),
        Policy(PolicyKind.PERCENT, 67),
        Policy(PolicyKind.WEIGHTED, 60),
        Policy(PolicyKind.DECLARED, 70),
    ],
    ids=lambda policy: policy.kind.value,
)
def test_the_database_judges_as_the_policy_does(story: Story, policy: Policy) -> None:
    """One by one the three schools are accepted; after each the stored readiness is what `is_reached` says."""
    schools = tuple(story.units[code] for code in SCHOOLS)
    task = TaskOrder(
        "Khám sức khỏe", (story.units["P-GDDT"], *schools), ref="II.7", due_on=date(2024, 12, 1), policy=policy
    )
    cascade = story.issue("UBND-TB", "281/KH-UBND", "Đợt thử chính sách", task)
    period = story.task_period(cascade, 0)
    for count, school in enumerate((None, *SCHOOLS)):
        if school:
            story.finish(cascade, 0, school, "P-GDDT")
        if policy.kind is PolicyKind.DECLARED and count == 2:
            story.db.write(
                lambda tx: tx.execute(update(RollUp).where(RollUp.task_period_id == period).values(declared_percent=70))
            )
        roll_up.run_all(story.db, [cascade])
        with story.db.read() as tx:
            for row in tx.execute(select(RollUp).where(RollUp.task_period_id == period)).all():
                weights = {p.node: p.tally for p in store.weighed(tx, period, row.generation)}[row.node]
                tally = Tally(row.live, row.done, weights.weight_live, weights.weight_done, row.declared_percent)
                assert row.is_ready is (is_reached(policy, tally) is True), (school, row)
