"""Which period a day lies in, what it is called, and where a deadline of one falls in the next."""

from __future__ import annotations

from datetime import date

import pytest

from cascade.renewing.spans import first_span, last_year, moved, span_of
from kit.vocabulary import Recurrence

DAY = date(2024, 11, 18)


@pytest.mark.parametrize(
    ("recurrence", "code", "name", "starts_on", "ends_on", "then"),
    [
        (Recurrence.MONTHLY, "2024-11", "Tháng 11/2024", date(2024, 11, 1), date(2024, 11, 30), "Tháng 12/2024"),
        (Recurrence.QUARTERLY, "2024-Q4", "Quý IV/2024", date(2024, 10, 1), date(2024, 12, 31), "Quý I/2025"),
        (Recurrence.HALF_YEARLY, "2024-H2", "6 tháng cuối năm 2024", date(2024, 7, 1), date(2024, 12, 31), "6 tháng đầu năm 2025"),
        (Recurrence.YEARLY, "2024", "Năm 2024", date(2024, 1, 1), date(2024, 12, 31), "Năm 2025"),
        (Recurrence.SCHOOL_YEAR, "2024-2025", "Năm học 2024-2025", date(2024, 9, 1), date(2025, 8, 31), "Năm học 2025-2026"),
    ],
)  # fmt: skip
def test_a_day_lies_in_a_period_and_the_next_follows_it(
    recurrence: Recurrence, code: str, name: str, starts_on: date, ends_on: date, then: str
) -> None:
    span = span_of(recurrence, DAY)
    assert (span.code, span.name, span.starts_on, span.ends_on) == (code, name, starts_on, ends_on)
    assert span_of(recurrence, ends_on) == span
    assert span.next.name == then
    assert span_of(recurrence, span.next.starts_on) == span.next


def test_a_school_year_begins_in_september() -> None:
    assert span_of(Recurrence.SCHOOL_YEAR, date(2024, 8, 31)).code == "2023-2024"
    assert span_of(Recurrence.SCHOOL_YEAR, date(2024, 9, 1)).code == "2024-2025"


@pytest.mark.parametrize("recurrence", [Recurrence.ONCE, Recurrence.AD_HOC])
def test_what_does_not_come_again_has_no_period(recurrence: Recurrence) -> None:
    with pytest.raises(ValueError, match="no periods"):
        span_of(recurrence, DAY)


def test_the_first_period_is_the_year_named_else_that_of_the_deadline_else_of_the_issue() -> None:
    issued = date(2023, 12, 25)
    assert first_span(Recurrence.YEARLY, code="2024", due_on=None, issued_on=issued).code == "2024"
    assert first_span(Recurrence.YEARLY, code="", due_on=date(2024, 11, 20), issued_on=issued).code == "2024"
    assert first_span(Recurrence.YEARLY, code="", due_on=None, issued_on=issued).code == "2023"
    assert first_span(Recurrence.MONTHLY, code="2024", due_on=date(2024, 2, 5), issued_on=issued).code == "2024-02"


@pytest.mark.parametrize(
    ("recurrence", "day", "steps", "then"),
    [
        (Recurrence.YEARLY, date(2024, 11, 20), 1, date(2025, 11, 20)),
        (Recurrence.YEARLY, date(2024, 2, 29), 1, date(2025, 2, 28)),
        (Recurrence.YEARLY, date(2025, 1, 5), 2, date(2027, 1, 5)),  # due after the year it is for
        (Recurrence.MONTHLY, date(2024, 1, 31), 1, date(2024, 2, 29)),
        (Recurrence.MONTHLY, date(2024, 11, 5), 3, date(2025, 2, 5)),
        (Recurrence.QUARTERLY, date(2024, 12, 15), 1, date(2025, 3, 15)),
    ],
)
def test_a_deadline_keeps_its_day_in_the_next_period(recurrence: Recurrence, day: date, steps: int, then: date) -> None:
    before = span_of(recurrence, date(2024, 1, 1))
    after = before
    for _ in range(steps):
        after = after.next
    assert moved(day, before, after) == then


@pytest.mark.parametrize(
    ("words", "year"),
    [("Chương trình giai đoạn 2021-2030", 2030), ("từ năm 2021 đến năm 2025", 2025), ("giai đoạn 2021–2025, hằng năm", 2025),
     ("trước ngày 20/11 hằng năm", None), ("Kế hoạch số 2024/KH-UBND", None), ("từ 2030-2021", None)],
)  # fmt: skip
def test_a_span_of_years_ends_with_its_last(words: str, year: int | None) -> None:
    assert last_year(words) == year
