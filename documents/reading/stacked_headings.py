"""The headings of a table whose cells stand one a line: where they begin, which words are one heading, how they are grouped.

Knows headings set side by side, wrapped, counted under, or parted in two; refuses to read the rows (stacked_tables does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.reading.heading_words import is_known, is_number_heading, said_by
from documents.reading.source_text import Cell

SECTION = re.compile(r"(?P<mark>[IVX]{1,5}|[A-HĐ])\s*[.)/:]?(?:\s+(?P<title>\S.*))?")
NUMBER = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})\s*[.)]{0,2}(?:\s+(?P<rest>\S.*))?")

_FIRST = re.compile(
    r"(?:s(?:ố|o|\.)? ?\.?t|t\.?t|(?:tên|các)\b|nội dung|nhiệm vụ|công việc|hoạt động|đầu việc|giải pháp"
    r"|thời (?:gian|hạn|điểm)|tháng|tuần|tiến độ|người|bộ phận|đơn vị|cơ quan|chủ trì|phụ trách)",
    re.IGNORECASE,
)
_FIRST_COLUMNS = {"work", "time", "lead", "who"}


@dataclass(frozen=True)
class Item:
    """A line with words, and how many empty lines stand above it."""

    start: int
    words: str
    gap: int

    @property
    def cell(self) -> Cell:
        return Cell(self.words, self.start, self.start + len(self.words))


def items_of(lines: Sequence[tuple[int, str]]) -> list[Item]:
    items: list[Item] = []
    gap = 0
    for start, raw in lines:
        words = raw.strip()
        if not words:
            gap += 1
            continue
        at = start + len(raw) - len(raw.lstrip())
        if words.startswith("**") and words.endswith("**") and len(words) > 4:
            # Bold type, as it is copied from some pages.
            at, words = at + 2, words[2:-2]
        items.append(Item(at, words, gap))
        gap = 0
    return items


def may_begin(words: str) -> bool:
    # Every line of every paper is asked: most are told by their first letters.
    if len(words) > 120 or _FIRST.match(words) is None:
        return False
    first = heading_cells(Cell(words, 0, len(words)))
    return first is not None and (is_number_heading(first[0].words) or said_by(first[0].words) in _FIRST_COLUMNS)


def heading_cells(line: Cell) -> list[Cell] | None:
    """The headings on one line: one, or several set side by side; None where other words stand among them."""
    if len(line.text) > 160:
        return None
    places = _side_by_side(line.text)
    return [Cell(line.text[first:last], line.start + first, line.start + last) for first, last in places] or None


@lru_cache(maxsize=4096)
def _side_by_side(text: str) -> tuple[tuple[int, int], ...]:
    if is_known(text):
        return ((0, len(text)),)
    pieces = tuple((m.start(), m.end()) for m in re.finditer(r"\S+(?: \S+)*", text))
    if len(pieces) > 1 and all(is_known(text[first:last]) for first, last in pieces):
        return pieces
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if len(words) > 24 or not any(is_known(text[:last]) for _, last in words[:7]):
        return ()
    # From the right: the fewest headings that use up every word.
    least: list[tuple[int, int] | None] = [None] * len(words) + [(0, 0)]
    for first in range(len(words) - 1, -1, -1):
        for last in range(first + 1, min(len(words), first + 7) + 1):
            after = least[last]
            if after is not None and is_known(text[words[first][0] : words[last - 1][1]]):
                option = (after[0] + 1, last)
                least[first] = min(least[first] or option, option)
    cells: list[tuple[int, int]] = []
    place = 0
    while place < len(words) and (after := least[place]) is not None:
        cells.append((words[place][0], words[after[1] - 1][1]))
        place = after[1]
    return tuple(cells)


def heading_of(items: list[Item], first: int) -> tuple[list[Cell], int]:
    """The headings from here on and where the rows begin; a heading may be wrapped, one or two may be unusual."""
    heads: list[Cell] = []
    index, strange = first, 0
    while index < len(items) and len(heads) <= 12:
        item = items[index]
        if heads and item.words[:1].islower() and len(item.words) <= 40:
            joined = heads[-1].text + "\n" + item.words
            heads[-1] = Cell(joined, heads[-1].start, item.start + len(item.words))
        elif cells := heading_cells(item.cell):
            heads += cells
        elif heads and item.words.startswith("(") and len(item.words) <= 40 and not NUMBER.fullmatch(item.words):
            heads[-1] = Cell(heads[-1].text + "\n" + item.words, heads[-1].start, item.start + len(item.words))
        elif (
            is_number_heading(heads[0].words if heads else "") and strange < 2 and len(item.words) <= 30
            and re.fullmatch(r"[^\W\d_][^.;:]*", item.words) and not re.search(r"\d/\d", item.words) and SECTION.fullmatch(item.words) is None
        ):  # fmt: skip
            strange += 1
            heads.append(item.cell)
        else:
            break
        index += 1
    return heads, past_counting(items, index, len(heads))


def past_counting(items: list[Item], index: int, width: int) -> int:
    """Some tables number their columns under the headings: (1) (2) (3) …"""
    count = 0
    while index + count < len(items) and re.fullmatch(rf"\(?{count + 1}\)?(?:\s*=.*)?", items[index + count].words):
        count += 1
    return index + count if count >= max(3, width - 2) else index


def orders_of(heads: list[Cell]) -> list[list[Cell]]:
    """The columns as headed; and where the last headings are leaves of a group above them, with the leaves in its place."""
    orders = [heads]
    kinds = [said_by(cell.words) for cell in heads]
    for group, kind in enumerate(kinds):
        for count in (2, 3):
            leaves, stay = kinds[-count:], heads[: len(heads) - count]
            parted = (kind in {"who", "lead"} and "lead" in leaves and set(leaves) <= {"lead", "helpers", "who"}) or (
                kind == "time" and set(leaves) == {"time"}
            )
            if group < len(stay) - 1 and parted and count < len(heads) - 2:
                orders.append([*stay[:group], *heads[len(stay) :], *stay[group + 1 :]])
    return orders
