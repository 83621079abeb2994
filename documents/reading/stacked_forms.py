"""Forms copied so that every cell stands on a line of its own: headings, then rows of which little but the names is left.

Knows numbers that count up and the empty lines of empty cells; refuses lines whose rows are not alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from documents.reading.heading_words import is_number_heading, names_rows, said_by
from documents.reading.source_text import Cell, Table
from documents.reading.stacked_headings import Item, items_of, past_counting
from kit.text import fold

_ANCHOR = re.compile(r"\(?(?P<number>\d{1,3})[.)]?|[IVX]{1,4}[.)]?|[A-H][.)]?")
_ITEM = re.compile(r"(?:[-–+*•]|\d{1,2}[.)]|[IVX]{1,4}[.)]|[a-zđA-H][.)])\s+\S")
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong(?: [a-z ]{2,20})?)\W*(?:\([^)]*\))?")
_LAST = re.compile(r"(?:ghi chu|ghi chu \(.*\)|ky ten|ky nhan)\W*")


def stacked_forms(lines: Sequence[tuple[int, str]]) -> list[Table]:
    items = items_of(lines)
    found: list[Table] = []
    index = 0
    while index < len(items):
        made = None
        if is_number_heading(items[index].words):
            made = _numbered(items, index)
        elif len(items[index].words) < 40 and items[index].words[:1].isalpha() and names_rows(items[index].words):
            made = _named(items, index)
        if made:
            found.append(made[0])
        index = made[1] if made else index + 1
    return found


def _is_heading(item: Item) -> bool:
    return len(item.words) <= 60 and not item.words.endswith((".", ";", ":")) and _ITEM.match(item.words) is None


def _numbered(items: list[Item], first: int) -> tuple[Table, int] | None:
    index = first
    heads: list[Item] = []
    while index < len(items) and len(heads) < 26 and _is_heading(items[index]):
        if heads and _ANCHOR.fullmatch(items[index].words):
            break
        if heads and not items[index].gap and (items[index].words[0].islower() or items[index].words[0] == "("):
            heads[-1] = Item(heads[-1].start, heads[-1].words + "\n" + items[index].words, heads[-1].gap)
        else:
            heads.append(items[index])
        index += 1
    if len(heads) < 3 or index >= len(items) or {said_by(item.words) for item in heads} & {"lead", "helpers"}:
        return None
    body = past_counting(items, index, len(heads))
    counted = body - index or None
    rows, after = _rows(items, body, len(heads))
    if sum(1 for row in rows if row[0].words[:1].isdecimal()) < 2:
        return None
    above = _in_rows(heads, counted or _width(rows, items[body:after]))
    made = [*above, *(tuple(item.cell for item in row) for row in rows)]
    return Table(heads[0].start, made[-1][-1].end, tuple(made)), after


def _rows(items: list[Item], first: int, most: int) -> tuple[list[list[Item]], int]:
    """Rows from number to number; the last one is as long as the longest before it."""
    rows: list[list[Item]] = []
    expected = 1
    index = first
    while index < len(items):
        item = items[index]
        anchor = _ANCHOR.fullmatch(item.words)
        counts = anchor is not None and anchor["number"] is not None
        # A row that only names a group is shorter than those it holds.
        longest = max((len(row) for row in rows[:-1] if row[0].words[:1].isdecimal()), default=most)
        if anchor and counts and int(anchor["number"]) in {expected, 1}:
            expected = int(anchor["number"]) + 1
            rows.append([item])
        elif (anchor and not counts) or (rows and _TOTAL.fullmatch(fold(item.words))):
            rows.append([item])
        elif rows and len(item.words) <= 80 and _ITEM.match(item.words) is None and len(rows[-1]) < min(longest, most):
            rows[-1].append(item)
        else:
            break
        index += 1
    return rows, index


def _width(rows: list[list[Item]], items: list[Item]) -> int | None:
    """How many cells a row has, told by the empty lines that are left of its empty cells; None where none are left."""
    places = {item.start: place for place, item in enumerate(items)}
    sizes = [
        sum(1 + items[place].gap for place in range(places[row[0].start] + 1, places[below[0].start]))
        + 1
        + below[0].gap
        for row, below in pairwise(rows)
    ]
    size, times = Counter(sizes).most_common(1)[0] if sizes else (0, 0)
    filled = max(len(row) for row in rows)
    return size if times * 2 >= len(sizes) and size >= filled + 2 else None


def _in_rows(heads: list[Item], width: int | None) -> list[tuple[Cell, ...]]:
    """One row of headings, or groups and under them their leaves where empty lines or a last column part the two."""
    cut = next((place for place, item in enumerate(heads) if place > 2 and item.gap >= 2), None)
    if cut is None:
        last = next((place for place, item in enumerate(heads) if _LAST.fullmatch(fold(item.words))), len(heads))
        cut = last + 1 if 2 < last + 1 < len(heads) - 1 else None
    if cut is None or len(heads) - cut < 2:
        return [tuple(item.cell for item in heads)]
    groups, leaves = heads[:cut], heads[cut:]
    before = 1
    while before < len(groups) - 1 and names_rows(groups[before].words):
        before += 1
    behind = 1 if _LAST.fullmatch(fold(groups[-1].words)) else 0
    # A group has two leaves or more; the columns that have none mostly stand before the groups.
    before += max(0, len(groups) - behind - before - len(leaves) // 2)
    if width is not None:
        before += max(0, min(width - before - len(leaves) - behind, len(groups) - behind - before - 1))
    at, end = leaves[0].start, leaves[-1].cell.end
    empty = (Cell("", at, at),) * before
    return [
        tuple(item.cell for item in groups),
        (*empty, *(item.cell for item in leaves), *((Cell("", end, end),) * behind)),
    ]


def _named(items: list[Item], first: int) -> tuple[Table, int] | None:
    """Without numbers: a row is a name and as many empty lines as there are figures to fill in."""
    last = first
    while last + 1 < len(items) and not items[last + 1].gap and last - first < 14 and _is_heading(items[last + 1]):
        last += 1
    width = last - first
    if width < 3 or last + 1 >= len(items) or not width - 2 <= items[last + 1].gap <= width + 1:
        return None
    gap = items[last + 1].gap
    stop = last + 1
    while stop < len(items) and items[stop].gap == gap and len(items[stop].words) <= 60 and _is_heading(items[stop]):
        stop += 1
    if gap < 2 or stop - last < 2:
        return None
    rows = [tuple(item.cell for item in items[first:last]), *((item.cell,) for item in items[last:stop])]
    return Table(rows[0][0].start, rows[-1][-1].end, tuple(rows)), stop
