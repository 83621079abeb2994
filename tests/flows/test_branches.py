"""What the flows do inside their steps, without a server: branches apart from each other, and the close of a day."""

from __future__ import annotations

from datetime import date

import pytest

from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.rolling import roll_up as climbing
from cascade.rolling.roll_up import Step
from flows.nightly import close_day, closing_day
from flows.roll_up import climb_branches
from kit import clock
from kit.vocabulary import Acceptance
from models.sql import run
from tests.country import Country

SCHOOLS = ("hoasen", "binhminh", "kimdong")


def test_a_broken_branch_does_not_stop_its_siblings_and_is_told(country: Country) -> None:
    issued = country.issue(
        TaskOrder(title="Bảo hiểm y tế", holders=country.ids("gd", *SCHOOLS), acceptance=Acceptance.AUTOMATIC)
    )
    for school in SCHOOLS:
        country.do(verbs.submit, school, country.piece(issued, school))
    with country.db.read() as tx:
        sound = [step for stage in climbing.plan(tx, [issued.cascade_id]) for step in stage]
    broken = Step(issued.cascade_id, 999_999, 0)
    with pytest.raises(Exception, match="row was"):
        climb_branches(country.db, (broken, *sound))
    with country.db.read() as tx:
        told = run(tx, "SELECT about_unit_id FROM journal WHERE event = 'roll_up:ready'").scalars().all()
    assert country.units["gd"] in told
    assert climb_branches(country.db, tuple(sound)) == 0, "climbed again, nothing changes"


def test_the_night_copies_the_day_and_reports_a_counter_that_is_wrong(country: Country) -> None:
    issued = country.issue(TaskOrder(title="Bảo hiểm y tế", holders=country.ids(*SCHOOLS), due_on=date(2099, 1, 5)))
    assert close_day(country.db, issued.cascade_id, date(2024, 11, 15)) == []
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM snapshot").scalar_one() == 1
    country.db.write(
        lambda tx: run(tx, "UPDATE counter SET done_late = done_late + 1, assigned = assigned - 1 WHERE node = 0")
    )
    found = close_day(country.db, issued.cascade_id, date(2024, 11, 16))
    assert {(item.cell, item.counted - item.recounted) for item in found if item.node == 0} == {
        ("done_late", 1),
        ("assigned", -1),
    }
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM drift").scalar_one() == len(found)


def test_a_night_caught_up_in_the_morning_still_closes_the_day_before() -> None:
    with clock.at(clock.local(2024, 11, 15, 23, 50)):
        assert closing_day() == date(2024, 11, 15)
    with clock.at(clock.local(2024, 11, 16, 7, 30)):
        assert closing_day() == date(2024, 11, 15)
