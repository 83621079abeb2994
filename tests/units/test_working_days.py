"""Ngày làm việc: weekends, Tết and swapped days, counted as an office counts them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.working_days import (
    DEFAULT,
    Calendar,
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

DAYS = st.dates(date(2023, 1, 1), date(2028, 1, 1))


def test_a_deadline_on_saturday_moves_to_monday():
    assert next_working_day(date(2027, 11, 20)) == date(2027, 11, 22)


def test_a_deadline_in_tet_moves_after_tet():
    assert next_working_day(date(2025, 1, 28)) == date(2025, 2, 3)
    assert previous_working_day(date(2025, 1, 28)) == date(2025, 1, 24)


def test_a_swapped_saturday_works_and_the_day_it_was_swapped_for_rests():
    assert is_working_day(date(2024, 5, 4))
    assert not is_working_day(date(2024, 4, 29))


def test_an_office_may_put_the_calendar_right():
    storm = date(2024, 9, 9)
    calendar = DEFAULT.with_days([(storm, False), (date(2024, 9, 14), True)])
    assert next_working_day(storm, calendar) == date(2024, 9, 10)
    assert is_working_day(date(2024, 9, 14), calendar)
    assert DEFAULT.is_working(storm)


def test_ten_working_days_before_the_superior_s_deadline():
    assert add_working_days(date(2024, 12, 5), -11) == date(2024, 11, 20)


def test_the_first_day_is_not_counted():
    friday = date(2024, 11, 15)
    assert working_days_between(friday, friday) == 0
    assert working_days_between(friday, friday + timedelta(days=3)) == 1
    assert working_days_between(friday + timedelta(days=3), friday) == -1


@given(DAYS, DAYS)
def test_counting_by_weeks_agrees_with_counting_day_by_day(one: date, other: date):
    start, end = sorted((one, other))
    slowly = sum(DEFAULT.is_working(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
    assert working_days_between(start, end) == slowly


@given(DAYS, st.integers(1, 400))
def test_adding_and_counting_are_inverse(day: date, count: int):
    assert working_days_between(day, add_working_days(day, count)) == count
    assert is_working_day(add_working_days(day, count))


def test_an_empty_calendar_knows_weekends_only():
    assert next_working_day(date(2025, 1, 28), Calendar()) == date(2025, 1, 28)
