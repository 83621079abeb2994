"""Dates as papers write them: whole dates, days of a year, months, quarters.

Knows calendars and words around a date ("trước ngày", "chậm nhất"); refuses to know what falls due.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from documents.flow import Flow
from documents.patterns import Phrase

WHOLE = Phrase(
    # Justified lines and PDF layers part the digits: "ngày 0 5 tháng 9 năm 202 4".
    r"(?:ngày|ngdy|ngay)\s*(?P<d1>\d\s?\d?)\s*tháng\s*(?P<m1>\d\s?\d?)\s*(?:,\s*)?năm\s*(?P<y1>[12]\s?\d\s?\d\s?\d)(?!\d)"
    r"|(?:(?:ngày|ngdy"
    r"|ngay)\s*)?(?<![\d/.])(?P<d2>\d{1,2})\s?[/.\-]\s?(?P<m2>\d{1,2})\s?[/.\-]\s?(?P<y2>(?:19"
    r"|20)\s?\d\d)(?![\d/])"
    r"|(?<![\d/])(?P<d3>\d{1,2})\s*tháng\s*(?P<m3>\d{1,2})\s*năm\s*(?P<y3>\d{4})"
)
DAY = Phrase(
    r"(?:ngày\s*)?(?<![\d/.])(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})(?!\s*năm\s*\d|\d)"
    r"|(?<![\d/.])(?P<d2>\d{1,2})\s?/\s?(?P<m2>\d{1,2})(?!\s?[/\d])"
)
_BOUND = Phrase(
    r"(?:(?P<strict>trước|trước hạn)|(?P<last>chậm nhất(?: là)?(?: đến| trước| vào| trong)?(?: hết)?"
    r"|muộn nhất(?: là)?(?: vào| đến)?"
    r"|không quá|hạn cuối(?: là)?:?|đến hết|hết|đến|xong)|(?P<on>vào|từ|trong))"
    r"(?: \d{1,2}\s*(?:h|giờ)\s*\d{0,2}(?:\s*phút)?)?,?(?: thứ \w+,?)?(?: các)?(?: ngày| thời điểm)?\s*$"
)


@dataclass(frozen=True)
class Found:
    """One date with its place; `year` is None for a day of every year."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def iso(self) -> str:
        month_day = f"{self.month:02d}-{self.day:02d}"
        return f"{self.year}-{month_day}" if self.year else month_day


def whole_dates(flow: Flow, start: int, end: int) -> list[Found]:
    return [found for match in flow.finditer(WHOLE, start, end) if (found := _found(match))]


def days(flow: Flow, start: int, end: int) -> list[Found]:
    """Whole dates and days of a year, in reading order, none inside another."""
    found = whole_dates(flow, start, end)
    taken = [(each.start, each.end) for each in found]
    for match in flow.finditer(DAY, start, end):
        each = _found(match)
        if each and not any(first < each.end and each.start < last for first, last in taken):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def bound_before(flow: Flow, start: int, place: int) -> tuple[str | None, int]:
    """The words that say how a date binds ("trước ngày", "chậm nhất"), and where they begin."""
    lead = _BOUND.on(flow.damaged).search(flow.key, max(start, place - 60), place)
    if not lead:
        return None, place
    words = flow.words(lead.start(), place)
    if re.match(r"(?:ngày|ngay)", flow.key[place : place + 4]) and not words.endswith(("ngày", "ngay")):
        words = f"{words} {flow.words(place, place + 4)}"
    return words or None, lead.start()


def _number(printed: str) -> int:
    return int("".join(printed.split()))


def _found(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    for index in "123":
        if groups.get(f"d{index}"):
            day, month = _number(groups[f"d{index}"]), _number(groups[f"m{index}"])
            year = _number(groups[f"y{index}"]) if groups.get(f"y{index}") else None
            try:
                date(year or 2024, month, day)
            except ValueError:
                return None
            return Found(match.start(), match.end(), day, month, year)
    return None
