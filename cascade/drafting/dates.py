"""Deadlines as papers write them ("trước ngày 20/11 hằng năm", "Thường xuyên, hằng năm") as days and recurrences. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cascade.units.directory import words_key
from kit.vocabulary import Recurrence
from kit.working_days import DEFAULT, Calendar, add_working_days, next_working_day

_RECURRENCES = (
    (Recurrence.MONTHLY, ("hang thang", "moi thang", "monthly")),
    (Recurrence.QUARTERLY, ("hang quy", "moi quy", "quarterly")),
    (
        Recurrence.HALF_YEARLY,
        ("dinh ky 6 thang", "6 thang dau", "6 thang cuoi", "6 thang mot lan", "sau thang", "half yearly"),
    ),
    (Recurrence.SCHOOL_YEAR, ("nam hoc", "school year")),
    (Recurrence.AD_HOC, ("dot xuat", "ad hoc")),
    (Recurrence.YEARLY, ("hang nam", "moi nam", "yearly")),
)


@dataclass(frozen=True)
class DateRule:
    """By what a written deadline becomes a day: today, the calendar, and the house's reading of "trước ngày"."""

    today: date
    calendar: Calendar = DEFAULT
    before_is_inclusive: bool = True


def latest_due(parent_due: date | None, consolidation_days: int, calendar: Calendar = DEFAULT) -> date | None:
    """The last day a unit may be given so that the office above can still add up: law 13."""
    if parent_due is None:
        return None
    return add_working_days(parent_due, -consolidation_days, calendar) if consolidation_days else parent_due


def deadline_of(
    due: str, bound: str, rule: DateRule, issued_on: date | None, is_yearly: bool
) -> tuple[date | None, str]:
    """The last permitted day of "trước ngày 20/11 hằng năm", and in words why it is that day.

    A day without a year is the paper's year, or the first such day that has not passed when the paper has no date.
    """
    day = day_of(due)
    if day is None:
        found = re.fullmatch(r"(?:--)?(\d{1,2})-(\d{1,2})", due or "")
        if not found:
            return None, ""
        day = _first_such_day(int(found[1]), int(found[2]), rule, issued_on, is_yearly)
        if day is None:
            return None, ""
    written = day
    notes: list[str] = []
    if words_key(bound).startswith("truoc"):
        if rule.before_is_inclusive:
            notes.append(f"“trước ngày” = đến hết ngày {written:%d/%m}")
        else:
            day -= timedelta(days=1)
            notes.append(f"“trước ngày” = chậm nhất ngày {day:%d/%m}")
    moved = next_working_day(day, rule.calendar)
    if moved != day:
        notes.append(f"{day:%d/%m/%Y} là ngày nghỉ → {moved:%d/%m/%Y} (ngày làm việc kế tiếp)")
    return moved, "; ".join(notes)


def _first_such_day(month: int, day: int, rule: DateRule, issued_on: date | None, is_yearly: bool) -> date | None:
    start = issued_on or rule.today
    for year in (start.year, start.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= start or not is_yearly:
            return found
    return None


def recurrence_of(words: str) -> Recurrence:
    key = words_key(words)
    return next(
        (recurrence for recurrence, signs in _RECURRENCES if any(sign in key for sign in signs)), Recurrence.ONCE
    )


def deadline_words(bound: Any, due: Any, timeframe: str) -> str:
    """The deadline in the paper's own words, as far as they were read."""
    day = ""
    if found := re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", str(due or "")):
        year, month, number = found.groups()
        day = f"{int(number):02}/{int(month):02}" + (f"/{year}" if year else "")
    bound_words = {"before": "trước ngày", "by": "chậm nhất ngày"}.get(str(bound or ""), str(bound or ""))
    said = f"{bound_words} {day}".strip()
    if timeframe and (day in timeframe or (bound_words and bound_words in timeframe)):
        said = ""  # the timeframe says it already, in the paper's own words
    return " ".join(part for part in (said, timeframe) if part)[:255]


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
