"""The working calendar of Việt Nam: rest days, holidays and swapped days, and counting by them.

Knows days; refuses to know what is due on them. The holidays are data: a calendar may be built from rows of its own
(the table `calendar_day`), the defaults below are what was announced for 2024–2026 and what follows from the lunar
calendar for 2027, to be corrected when it is announced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """`holidays` rest although they are weekdays; `swapped` work although they are Saturdays or Sundays."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    swapped: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        if day in self.swapped:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def with_days(self, rows: Iterable[tuple[date, bool]]) -> Calendar:
        """This calendar with each (day, is working) put right: what an office enters wins over the defaults."""
        holidays, swapped = set(self.holidays), set(self.swapped)
        for day, works in rows:
            holidays.discard(day)
            swapped.discard(day)
            (swapped if works else holidays).add(day)
        return Calendar(frozenset(holidays), frozenset(swapped))


def _days(*parts: tuple[int, int, int] | tuple[int, int, int, int]) -> frozenset[date]:
    """Single days (year, month, day), or runs (year, month, day, how many)."""
    found: set[date] = set()
    for year, month, day, *run in parts:
        found.update(date(year, month, day) + timedelta(days=step) for step in range(run[0] if run else 1))
    return frozenset(found)


DEFAULT = Calendar(
    holidays=_days(
        # New Year, Tết, Giỗ Tổ Hùng Vương, 30/4 and 1/5, 2/9 with its neighbour, and the weekdays swapped away.
        (2024, 1, 1), (2024, 2, 8, 7), (2024, 4, 18), (2024, 4, 29, 3), (2024, 9, 2, 2),
        (2025, 1, 1), (2025, 1, 27, 5), (2025, 4, 7), (2025, 4, 30, 3), (2025, 9, 1, 2),
        (2026, 1, 1, 2), (2026, 2, 16, 5), (2026, 4, 27), (2026, 4, 30, 2), (2026, 8, 31, 3),
        (2027, 1, 1), (2027, 2, 5, 7), (2027, 4, 16), (2027, 4, 30), (2027, 5, 3), (2027, 9, 2, 2),
    ),
    swapped=_days((2024, 5, 4), (2025, 4, 26), (2026, 1, 10), (2026, 8, 22)),
)  # fmt: skip


def is_working_day(day: date, calendar: Calendar = DEFAULT) -> bool:
    return calendar.is_working(day)


def next_working_day(day: date, calendar: Calendar = DEFAULT) -> date:
    """The day itself if it works, else the first after it that does: where a deadline on a rest day moves to."""
    while not calendar.is_working(day):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, calendar: Calendar = DEFAULT) -> date:
    """The day itself if it works, else the last before it that does."""
    while not calendar.is_working(day):
        day -= _ONE_DAY
    return day


def add_working_days(day: date, count: int, calendar: Calendar = DEFAULT) -> date:
    """The day `count` working days after `day` (before it when negative); the first day is not counted.

    Zero gives the day itself, working or not.
    """
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def working_days_between(start: date, end: date, calendar: Calendar = DEFAULT) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start, calendar)
    # Whole weeks by multiplication, so that "no deadline" (year 9999) costs no walk of three million days.
    total, rest = divmod((end - start).days, 7)
    count = total * 5
    day = start + timedelta(days=total * 7)
    count += sum(1 for step in range(1, rest + 1) if (day + timedelta(days=step)).weekday() < _SATURDAY)
    count -= sum(start < day <= end and day.weekday() < _SATURDAY for day in calendar.holidays - calendar.swapped)
    count += sum(start < day <= end and day.weekday() >= _SATURDAY for day in calendar.swapped)
    return count
