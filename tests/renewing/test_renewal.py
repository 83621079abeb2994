"""Work that comes again opens by itself: for those who hold it now, once, and what was left undone stays where it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy import select, update

from cascade.counting.boards import board
from cascade.counting.snapshots import take
from cascade.marking import unit_tasks as verbs
from cascade.orders import Policy
from cascade.renewing import renewal
from cascade.renewing.planning import Series
from cascade.store import renewals
from cascade.store.unit_tasks import find, ids_of, of_unit
from kit import clock
from kit.vocabulary import CascadeState, EventTag, PolicyKind, Progress, Recurrence, UnitRole
from models import Cascade, Journal, Period, Renewal, Task, TaskPeriod
from tests.country import Country
from tests.renewing.years import (
    NEW_YEAR,
    YEARLY,
    close,
    holders,
    issue,
    issue_by_rule,
    new_school,
    open_due,
    sound,
    yearly,
)


def test_the_rule_is_evaluated_anew_and_frozen_for_the_new_period(country: Country) -> None:
    first = issue_by_rule(country)
    founded = new_school(country, "Trường Tiểu học Sao Mai", date(2024, 12, 1))
    close(country, "binhminh", date(2024, 12, 15))
    country.do(verbs.submit, "hoasen", country.piece(first, "hoasen"))
    country.do(verbs.accept, "gd", country.piece(first, "hoasen"))
    with country.db.read() as tx:
        before = board(tx, first.cascade_id).total

    (second,) = open_due(country)

    assert second.expected_count == 3, "the one-time task does not come again"
    assert holders(country, second) == {*country.ids("hoasen", "kimdong"), founded}
    with country.db.read() as tx:
        assert board(tx, first.cascade_id).total == before, "last year's figure never moves"
        assert (before.done, before.total) == (1, 6)
        period = tx.execute(
            select(Period.code, Period.name, Period.starts_on).where(Period.cascade_id == second.cascade_id)
        ).one()
        due = tx.execute(select(TaskPeriod.due_on).where(TaskPeriod.cascade_id == second.cascade_id)).scalars().all()
        title = tx.execute(select(Cascade.title).where(Cascade.id == second.cascade_id)).scalar_one()
        told = tx.execute(select(Journal.note).where(Journal.event == EventTag.PERIOD_OPENED)).scalars().all()
        open_work = {(view.cascade_id, view.progress) for view in of_unit(tx, country.units["kimdong"])}
    assert tuple(period) == ("2025", "Năm 2025", date(2025, 1, 1))
    assert due == [date(2025, 11, 20)]
    assert title == "Chăm sóc trẻ em · Năm 2025"
    assert told == ["Năm 2025: 1 nhiệm vụ, 3 đơn vị; thêm Trường Tiểu học Sao Mai; bớt Trường Tiểu học Bình Minh."]
    assert {(first.cascade_id, Progress.ASSIGNED), (second.cascade_id, Progress.ASSIGNED)} <= open_work, (
        "unfinished work stays"
    )
    assert sound(country)


def test_it_opens_once_however_often_one_looks_and_again_the_year_after(country: Country) -> None:
    issue(country, yearly(country))
    assert open_due(country, clock.local(2024, 12, 31, 23)) == []
    (second,) = open_due(country)
    assert open_due(country) == []
    assert open_due(country, clock.local(2025, 6, 1)) == []
    (third,) = open_due(country, clock.local(2026, 1, 2))
    with country.db.read() as tx:
        rows = tx.execute(select(Renewal.code, Renewal.cascade_id).order_by(Renewal.code)).all()
        events = tx.execute(
            select(Journal.event).where(Journal.cascade_id == second.cascade_id).order_by(Journal.id)
        ).scalars()
        assert list(events) == [EventTag.CASCADE_ISSUED, EventTag.PERIOD_OPENED, EventTag.CASCADE_OPENED]
    assert [tuple(row) for row in rows] == [("2025", second.cascade_id), ("2026", third.cascade_id)]
    assert sound(country)


def test_a_paper_of_an_earlier_year_issued_today_comes_again_next_year_only(country: Country) -> None:
    issue(country, yearly(country, due_on=date(2024, 11, 20)), at=clock.local(2026, 3, 2))
    assert open_due(country, clock.local(2026, 3, 2, 9)) == []
    (second,) = open_due(country, clock.local(2027, 1, 1, 7))
    with country.db.read() as tx:
        due = tx.execute(select(TaskPeriod.due_on).where(TaskPeriod.cascade_id == second.cascade_id)).scalar_one()
    assert due == date(2027, 11, 22), "the 20th is a Saturday"


def test_both_looking_at_once_open_one(country: Country) -> None:
    first = issue(country, yearly(country))
    series = Series(first.cascade_id, YEARLY)
    with clock.at(NEW_YEAR):
        assert country.db.write(partial(renewal.open_next, series=series)) is not None
        assert country.db.write(partial(renewal.open_next, series=series)) is None


def test_months_that_nobody_was_there_for_are_not_caught_up(country: Country) -> None:
    task = replace(yearly(country, "hoasen"), recurrence=Recurrence.MONTHLY, due_on=date(2024, 8, 30))
    issue(country, task)
    (november,) = open_due(country, clock.local(2024, 11, 4))
    with country.db.read() as tx:
        code = tx.execute(select(Period.code).where(Period.cascade_id == november.cascade_id)).scalar_one()
        due = tx.execute(select(TaskPeriod.due_on).where(TaskPeriod.cascade_id == november.cascade_id)).scalar_one()
    assert (code, due) == ("2024-11", date(2024, 12, 2)), "the 30th is a Saturday"
    assert open_due(country, clock.local(2024, 11, 30)) == []
    assert len(open_due(country, clock.local(2024, 12, 1))) == 1


def test_each_kind_of_period_has_its_own_day(country: Country) -> None:
    issue(country, yearly(country), replace(yearly(country), title="Báo cáo quý", recurrence=Recurrence.QUARTERLY), replace(
        yearly(country), title="Một lần", recurrence=Recurrence.ONCE))  # fmt: skip
    (quarter,) = open_due(country, clock.local(2024, 10, 1))
    with country.db.read() as tx:
        assert tx.execute(select(Task.title).where(Task.cascade_id == quarter.cascade_id)).scalars().all() == [
            "Báo cáo quý"
        ]
    both = open_due(country)
    assert len(both) == 2
    assert sound(country)


def test_without_a_rule_the_same_units_hold_it_and_successors_take_over(country: Country) -> None:
    task = yearly(
        country, due_on=date(2024, 11, 20), coordinating=country.ids("p1", "p2"), policy=Policy(PolicyKind.AT_LEAST, 3)
    )
    issue(country, task)
    close(country, "binhminh", date(2024, 12, 15), heir="hoasen")
    close(country, "kimdong", date(2024, 12, 15))
    close(country, "p2", date(2024, 12, 15), heir="p1")
    (second,) = open_due(country)
    with country.db.read() as tx:
        held = renewals.holders(tx, second.cascade_id)
        policy = tx.execute(select(Task.policy_value).where(Task.cascade_id == second.cascade_id)).scalar_one()
    assert {role: ids for (_, role), ids in held.items()} == {
        UnitRole.LEAD: country.ids("hoasen"),
        UnitRole.COORDINATING: country.ids("p1"),
    }
    assert policy == 1, "of one unit no three can be asked for"


def test_nobody_left_opens_nothing_and_is_not_tried_again(country: Country) -> None:
    issue(country, yearly(country, "hoasen"))
    close(country, "hoasen", date(2024, 12, 15))
    assert open_due(country) == []
    with country.db.read() as tx:
        assert tx.execute(select(Renewal.cascade_id)).scalars().all() == [None]
    with clock.at(NEW_YEAR), country.db.read() as tx:
        assert renewal.due(tx) == ()


def test_a_cascade_taken_back_does_not_come_again(country: Country) -> None:
    first = issue(country, yearly(country))
    (second,) = open_due(country)
    country.db.write(
        lambda tx: tx.execute(update(Cascade).where(Cascade.id == second.cascade_id).values(state=CascadeState.REVOKED))
    )
    assert open_due(country, clock.local(2026, 1, 2)) == []
    other = issue(country, yearly(country), document=country.new_document("9/KH"))
    for cascade in (first, other):
        country.db.write(
            lambda tx, c=cascade: tx.execute(
                update(Cascade).where(Cascade.id == c.cascade_id).values(state=CascadeState.CLOSED)
            )
        )
    assert open_due(country, clock.local(2027, 1, 2)) == []


def test_a_span_of_years_ends(country: Country) -> None:
    issue(country, yearly(country, due_words="hằng năm, giai đoạn 2021-2025"))
    assert len(open_due(country)) == 1
    assert open_due(country, clock.local(2026, 1, 2)) == []


def test_an_own_plan_is_renewed_under_the_new_piece_and_within_its_deadline(country: Country) -> None:
    """The department's plan carries out its share of the district's: next year's plan carries out next year's share."""
    above = issue(country, yearly(country, "gd", due_on=date(2024, 11, 20)))
    piece = country.piece(above, "gd")
    below = issue(
        country, yearly(country, due_on=date(2024, 11, 15), carries_out_id=piece), at=clock.local(2024, 8, 20), by="gd",
        document=country.new_document("12/KH-PGDĐT"), consolidation_days=3,
    )  # fmt: skip
    upper, lower = open_due(country)
    with country.db.read() as tx:
        (new_piece,) = ids_of(tx, country.units["gd"], upper.cascade_id)
        carried = tx.execute(select(Task.carries_out_id).where(Task.cascade_id == lower.cascade_id)).scalar_one()
        due = tx.execute(select(TaskPeriod.due_on).where(TaskPeriod.cascade_id == lower.cascade_id)).scalar_one()
        assert find(tx, new_piece).due_on == date(2025, 11, 20)
    assert carried == new_piece != piece
    assert due == date(2025, 11, 17), "the 15th is a Saturday; three working days before the 20th are kept"
    assert holders(country, lower) == holders(country, below)
    assert sound(country)


def test_a_plan_below_waits_for_the_period_above(country: Country) -> None:
    above = issue(country, yearly(country, "gd"))
    below = issue(
        country,
        yearly(country, carries_out_id=country.piece(above, "gd")),
        by="gd",
        document=country.new_document("12/KH"),
    )
    with clock.at(NEW_YEAR):
        assert country.db.write(partial(renewal.open_next, series=Series(below.cascade_id, YEARLY))) is None
        with country.db.read() as tx:
            assert [series.first_id for series in renewal.due(tx)] == [above.cascade_id, below.cascade_id]


def test_work_under_a_share_that_ended_goes_on_by_itself(country: Country) -> None:
    above = issue(country, replace(yearly(country, "gd"), recurrence=Recurrence.ONCE))
    piece = country.piece(above, "gd")
    issue(country, yearly(country, carries_out_id=piece), by="gd", document=country.new_document("12/KH-PGDĐT"))
    country.do(verbs.submit, "gd", piece)
    country.do(verbs.accept, "quan", piece)
    (second,) = open_due(country)
    with country.db.read() as tx:
        assert tx.execute(select(Task.carries_out_id).where(Task.cascade_id == second.cascade_id)).scalars().all() == [
            None
        ]


def test_the_plan_shown_beforehand_is_what_opens(country: Country) -> None:
    first = issue_by_rule(country)
    new_school(country, "Trường Tiểu học Sao Mai", date(2024, 12, 1))
    with clock.at(clock.local(2024, 12, 20)), country.db.read() as tx:
        (plan,) = renewal.upcoming(tx, first.cascade_id)
        assert tx.execute(select(Renewal.code)).all() == [], "looking opens nothing"
    assert (plan.span.name, plan.span.starts_on) == ("Năm 2025", date(2025, 1, 1))
    assert (plan.gained, plan.lost) == (("Trường Tiểu học Sao Mai",), ())
    (second,) = open_due(country)
    with country.db.read() as tx:
        held = renewals.holders(tx, second.cascade_id)
    assert {unit for ids in held.values() for unit in ids} == plan.unit_ids
    with clock.at(NEW_YEAR), country.db.read() as tx:
        assert [each.span.name for each in renewal.upcoming(tx, second.cascade_id)] == ["Năm 2026"]


def test_a_past_day_of_the_old_period_is_untouched_by_the_new_one(country: Country) -> None:
    first = issue(country, yearly(country, due_on=date(2024, 11, 20)))
    with clock.at(clock.local(2024, 12, 30)):
        country.db.write(partial(take, cascade_id=first.cascade_id, day=date(2024, 12, 30)))
    (second,) = open_due(country)
    with clock.at(clock.local(2025, 1, 5)), country.db.read() as tx:
        assert board(tx, first.cascade_id, as_of=date(2024, 12, 30)).total.overdue == 3
        assert not board(tx, second.cascade_id, as_of=date(2024, 12, 30)).issued
