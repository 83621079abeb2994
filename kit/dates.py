"""Days as people type them, refused with a sentence when there is no such day. Knows the calendar of the world only."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")


class NotADay(ValueError):
    """Carries the Vietnamese sentence that says what is wrong and what to type."""


def parse_day(text: str) -> date:
    """`20/11/2024`, `8/8/24`, `8-8-2024`, `2024-11-20`.

    Raises:
        NotADay: not written as a day, or there is no such day.
    """
    typed = text.strip()
    if found := _DAY_FIRST.match(typed):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.match(typed):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise NotADay(f"“{typed}” chưa phải là ngày. Ghi ngày/tháng/năm, ví dụ 20/11/2024.")
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12 or not 1900 <= year <= 9998:
        raise NotADay(f"Ngày {typed} không có. Ghi ngày/tháng/năm, ví dụ 20/11/2024.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADay(f"Ngày {day:02}/{month:02}/{year} không có. Tháng {month} năm {year} có {last} ngày.")
    return date(year, month, day)


def format_day(day: date) -> str:
    """`08/08/2024`: on screens day and month always have two digits."""
    return f"{day:%d/%m/%Y}"
