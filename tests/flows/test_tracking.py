"""Tracking: a reminder for everything that came due, one each, and none for what is finished, whatever the clock does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from cascade.issuing.issue import IssuedCascade
from cascade.issuing.opening import open_all
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.rolling import tracking
from flows.track import write_looks
from kit import clock
from kit.vocabulary import Milestone, ReturnReason
from models.session import Database
from models.sql import as_date, run
from tests.country import Country

SCHOOLS = ("hoasen", "binhminh", "kimdong")
DUE = date(2024, 11, 15)  # a Friday
ISSUED = clock.local(2024, 11, 4)


def one_round(db: Database, at: datetime) -> int:
    """What the flow does, without Prefect."""
    with clock.at(at):
        with db.read() as tx:
            today = tracking.plan(tx)
        written = sum(write_looks(db, looks, today.day) for looks in today.looks.values())
        db.write(partial(tracking.finish, done=today))
    return written


def reminders(db: Database, milestone: Milestone | None = None) -> list[tuple[int, date]]:
    with db.read() as tx:
        rows = run(tx, "SELECT unit_id, day, milestone FROM reminder ORDER BY day, unit_id").all()
    return [(row[0], as_date(row[1])) for row in rows if milestone in (None, row[2])]


def story(country: Country, due: date | None = DUE, **more: object) -> IssuedCascade:
    with clock.at(ISSUED):
        return country.issue(TaskOrder(title="Bảo hiểm y tế", holders=country.ids(*SCHOOLS), due_on=due, **more))  # type: ignore[arg-type]


def test_each_piece_is_reminded_once_before_and_once_after_its_day(country: Country) -> None:
    db = country.db
    story(country)
    first = clock.local(2024, 11, 4, 9)
    written = {day: one_round(db, first + timedelta(days=day)) for day in range(21)}
    # Three working days before the Friday is Tuesday the 12th; the day after it is Saturday the 16th.
    assert {day: count for day, count in written.items() if count} == {8: 3, 12: 3}
    assert reminders(db, Milestone.DUE_SOON) == [(unit, date(2024, 11, 12)) for unit in sorted(country.ids(*SCHOOLS))]
    assert reminders(db, Milestone.OVERDUE) == [(unit, date(2024, 11, 16)) for unit in sorted(country.ids(*SCHOOLS))]
    assert reminders(db, Milestone.SILENT) == [], "overdue already says it"


def test_many_rounds_a_day_cost_nothing_and_write_nothing_twice(country: Country) -> None:
    story(country)
    assert one_round(country.db, clock.local(2024, 11, 18)) == 3
    with clock.at(clock.local(2024, 11, 18, 9)), country.db.read() as tx:
        assert tracking.plan(tx).looks == {}, "the second round of a day has nothing to look at"
    assert one_round(country.db, clock.local(2024, 11, 18, 9)) == 0


def test_who_has_finished_or_sent_is_not_reminded(country: Country) -> None:
    issued = story(country)
    with clock.at(clock.local(2024, 11, 7)):
        country.do(verbs.submit, "hoasen", country.piece(issued, "hoasen"))
        country.do(verbs.pause, "quan", country.piece(issued, "kimdong"), note="Trường đang sửa chữa")
    one_round(country.db, clock.local(2024, 11, 18))
    assert [unit for unit, _ in reminders(country.db)] == [country.units["binhminh"]]


def test_work_returned_after_its_day_is_reminded_of_although_the_day_had_passed(country: Country) -> None:
    issued = story(country)
    pieces = [country.piece(issued, school) for school in SCHOOLS]
    with clock.at(clock.local(2024, 11, 7)):
        for school, piece in zip(SCHOOLS, pieces, strict=True):
            country.do(verbs.submit, school, piece)
    assert one_round(country.db, clock.local(2024, 11, 18)) == 0
    with clock.at(clock.local(2024, 11, 20)):
        country.do(verbs.return_, "quan", pieces[0], reason=ReturnReason.MISSING_EVIDENCE, note="Thiếu danh sách")
    assert one_round(country.db, clock.local(2024, 11, 20, 9)) == 1
    assert reminders(country.db, Milestone.OVERDUE) == [(country.units["hoasen"], date(2024, 11, 20))]


def test_a_cascade_opened_late_is_looked_at_from_its_first_day(country: Country) -> None:
    db = country.db
    one_round(db, clock.local(2024, 11, 18))
    with clock.at(clock.local(2024, 11, 18, 10)):
        issued = country.issue(
            TaskOrder(title="Bảo hiểm y tế", holders=country.ids(*SCHOOLS), due_on=DUE), opened=False
        )
    assert one_round(db, clock.local(2024, 11, 18, 11)) == 0, "nothing is open yet"
    with clock.at(clock.local(2024, 11, 18, 12)):
        db.write(partial(open_all, cascade_id=issued.cascade_id))
    assert one_round(db, clock.local(2024, 11, 18, 13)) == 3


def test_seventy_two_hours_off_a_clock_put_back_and_forward_give_one_reminder_each(country: Country) -> None:
    db = country.db
    story(country)
    one_round(db, clock.local(2024, 11, 8))
    for moment in (
        clock.local(2024, 11, 18),  # days without power: "due soon" has been missed and is not said any more
        clock.local(2024, 11, 17, 23),
        clock.local(2024, 12, 28),
        clock.local(2024, 11, 13),
        clock.local(2024, 11, 19),
    ):
        one_round(db, moment)
    assert len(reminders(db, Milestone.OVERDUE)) == 3
    assert reminders(db, Milestone.DUE_SOON) == [], "who has heard that the day is past is not told that it is near"


def test_silence_and_age_are_told_once(country: Country) -> None:
    db = country.db
    issued = story(country, due=None)
    with clock.at(clock.local(2024, 11, 6)):
        country.do(verbs.receive, "hoasen", country.piece(issued, "hoasen"))
    for day in range(120):
        one_round(db, ISSUED + timedelta(days=day))
    assert reminders(db, Milestone.SILENT) == [
        (unit, date(2024, 11, 18)) for unit in sorted(country.ids("binhminh", "kimdong"))
    ]
    assert reminders(db, Milestone.AGEING) == [(unit, date(2025, 2, 2)) for unit in sorted(country.ids(*SCHOOLS))]


def test_a_fault_between_two_blocks_is_made_good_by_the_next_round(country: Country) -> None:
    db = country.db
    story(country)
    story(country)
    with clock.at(clock.local(2024, 11, 18)):
        with db.read() as tx:
            today = tracking.plan(tx)
        first = next(iter(today.looks.values()))
        assert write_looks(db, first, today.day) == 3
    # the process dies here: the round was never finished
    assert one_round(db, clock.local(2024, 11, 18, 9)) == 3
    assert len(reminders(db)) == 6
