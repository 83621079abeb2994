"""The day and the place of a paper, beside its number or under the country's name.

Knows how columns mix them with other lines and what a clerk leaves blank; refuses to guess a day.
"""

from __future__ import annotations

import re

from documents.anatomy.dates import whole_dates
from documents.anatomy.head_words import ABOUT, DEAR, PLACE, follows_place
from documents.anatomy.symbols import find_symbols
from documents.flow import Flow, Line
from documents.parsed import Field
from documents.patterns import CAPITALS
from kit.text import squeeze


def read_date(flow: Flow, lines: list[Line], kind: Line | None, number: Field) -> tuple[Field, str | None]:
    """The day of the paper and the place in front of it; the place stands before a blank day too."""
    about = False
    for line in lines:
        if flow.match(DEAR, line.start, line.end) or (kind and line.start > kind.start):
            break
        about = about or flow.match(ABOUT, line.start, line.end) is not None
        for found in whole_dates(flow, line.start, _date_end(flow, lines, line)):
            if about and not follows_place(flow, line, found.start):
                continue
            before = flow.key[line.start : found.start]
            quoted = re.search(r"(?:số|so|s6|của|ctia)\s*[\w/\-]*\s*$", before.rstrip(" ,"))
            numbered = number.span[1] if line.start <= number.span[1] < found.start else line.start
            place = re.search(rf"({PLACE})(?:,|(?<=\w)(?=\s))\s*$", flow.text[numbered : found.start])
            others = [each for each in find_symbols(flow, line.start, found.start) if each.end > number.span[1]]
            if quoted or (others and not follows_place(flow, line, found.start)):
                continue
            date = Field(found.iso, (found.start, found.end), 0.95)
            if place is None and not flow.text[line.start : found.start].strip():
                # The place may end the line above: "Sông Hương," / "ngày 25 tháng 5 năm 2031".
                place = re.search(rf"({PLACE}),\s*$", flow.text[max(0, line.start - 50) : line.start])
            name = squeeze(place.group(1)) if place else None
            if name and flow.text[line.start : found.start].strip() == f"{name},":
                name = _torn_place(flow, lines, line) + name
            return date, name
    unfilled = (_BLANK_DATE.search(flow.text, line.start, line.end) for line in lines)
    blank = next((each for each in unfilled if each), None)
    return Field(None), squeeze(blank.group(1)) if blank else None


_BLANK_DATE = re.compile(rf"({PLACE}),\s*ngày[\s.…_/]")
_DATE_GOES_ON = re.compile(r"(?:ngày|tháng|năm|ngay|thang|nam)\s*\d{0,2}\s*$")


def _date_end(flow: Flow, lines: list[Line], line: Line) -> int:
    """'ngày 15 tháng' / '02 năm 2025': a narrow column breaks the date."""
    index = lines.index(line)
    goes_on = _DATE_GOES_ON.search(flow.key, line.start, line.end) and index + 1 < len(lines)
    return lines[index + 1].end if goes_on else line.end


def _torn_place(flow: Flow, lines: list[Line], line: Line) -> str:
    """ "Quảng" / "Mới, ngày …": the first word of the place on a line of its own."""
    index = lines.index(line)
    above = flow.words(lines[index - 1].start, lines[index - 1].end) if index else ""
    return f"{above} " if re.fullmatch(rf"[{CAPITALS}]\w{{1,6}}", above) and not above.isupper() else ""
