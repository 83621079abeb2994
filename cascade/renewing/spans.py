"""Periods of the calendar: months, quarters, halves, years and school years, their names and their days. Pure.

A school year begins on 1 September; every other period begins with a month of the calendar.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kit.vocabulary import Recurrence

MONTHS = {
    Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12,
    Recurrence.SCHOOL_YEAR: 12,
}  # fmt: skip
"""What comes again by itself, and how many months later; once and ad hoc never do."""
_SCHOOL_YEAR_FROM = 9
_ROMAN = ("I", "II", "III", "IV")
_YEARS = re.compile(r"\b(20\d\d)\s*(?:-|–|—|đến(?:\s+năm)?)\s*(20\d\d)\b")


@dataclass(frozen=True)
class Span:
    """One period. `number` counts the periods of its kind: the next one has the next number."""

    recurrence: Recurrence
    number: int
    code: str
    name: str
    starts_on: date
    ends_on: date

    @property
    def next(self) -> Span:
        return _span(self.recurrence, self.number + 1)


def span_of(recurrence: Recurrence, day: date) -> Span:
    """The period a day lies in. Raises ValueError for work that does not come again."""
    months = MONTHS.get(recurrence)
    if months is None:
        raise ValueError(f"{recurrence} has no periods")
    shift = _SCHOOL_YEAR_FROM - 1 if recurrence is Recurrence.SCHOOL_YEAR else 0
    return _span(recurrence, (day.year * 12 + day.month - 1 - shift) // months)


def first_span(recurrence: Recurrence, *, code: str, due_on: date | None, issued_on: date) -> Span:
    """The period the first issue stands for: the year it names, else that of its deadline, else that of its day."""
    if recurrence is Recurrence.YEARLY and re.fullmatch(r"20\d\d", code):
        return span_of(recurrence, date(int(code), 1, 1))
    return span_of(recurrence, due_on or issued_on)


def moved(day: date, before: Span, after: Span) -> date:
    """The same day of another period of the same kind; the 31st becomes the last day of a shorter month."""
    months = day.year * 12 + day.month - 1 + (after.number - before.number) * MONTHS[before.recurrence]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_year(*words: str) -> int | None:
    """The last year of "giai đoạn 2021-2030"; None where no span of years is spoken of."""
    years = [int(found[2]) for text in words for found in _YEARS.finditer(text) if found[1] <= found[2]]
    return max(years, default=None)


def _span(recurrence: Recurrence, number: int) -> Span:
    months = MONTHS[recurrence]
    shift = _SCHOOL_YEAR_FROM - 1 if recurrence is Recurrence.SCHOOL_YEAR else 0
    starts_on, ends_on = (
        _first_of(number * months + shift),
        _first_of((number + 1) * months + shift) - timedelta(days=1),
    )
    year, place = starts_on.year, (starts_on.month - 1) // months
    code, name = {
        Recurrence.MONTHLY: (f"{year}-{starts_on.month:02d}", f"Tháng {starts_on.month}/{year}"),
        Recurrence.QUARTERLY: (f"{year}-Q{place + 1}", f"Quý {_ROMAN[place % 4]}/{year}"),
        Recurrence.HALF_YEARLY: (f"{year}-H{place + 1}", f"6 tháng {'cuối' if place else 'đầu'} năm {year}"),
        Recurrence.YEARLY: (f"{year}", f"Năm {year}"),
        Recurrence.SCHOOL_YEAR: (f"{year}-{year + 1}", f"Năm học {year}-{year + 1}"),
    }[recurrence]
    return Span(recurrence, number, code, name, starts_on, ends_on)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
