"""The rows of a table whose cells stand one a line and whose rows have no number: where each begins is told by its cells.

Knows that a row has its work and somebody to do it, and that groups are headed by a mark or a month; refuses to know where
the table begins (documents.reading.stacked_tables does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading.cell_kinds import breaks_off, fits, is_time
from documents.reading.source_text import Cell
from documents.reading.stacked_headings import NUMBER, SECTION, Item
from kit.text import fold

STOP = re.compile(
    r"noi nhan|tren day la|kinh gui|tm\.|kt\.|t/m|k/t|tl\.|dieu \d+|can cu |luu:|phu luc|nguoi lap|(?:tong )?cong(?:$|:| cong)|tong so(?:$|:)|ghi chu:|luu y:"
    r"|[ivx]{1,5}\. |\d{1,2}\.\d? ?[a-z].*:$"
)
_ROMAN = {
    mark: value for value, mark in enumerate("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(), start=1)
}
_LONGEST_CELL = 700
_LONGEST_TABLE = 1000
_LEAST = 0.5


@dataclass
class Row:
    """The lines of one row, the first of them the line `at`; `title` of a row that only groups others."""

    number: Cell | None
    items: list[Item] = field(default_factory=list)
    title: bool = False
    gap: int = 0
    at: int = 0


def is_outside(item: Item) -> bool:
    """Whether these words cannot stand in a table of work."""
    return len(item.words) > _LONGEST_CELL or STOP.match(fold(item.words)) is not None


def section_after(words: str, section: int) -> re.Match[str] | None:
    """ "II" or "B", if it is the next of its kind."""
    found = SECTION.fullmatch(words)
    if found is None:
        return None
    mark = found["mark"]
    place = "ABCDĐEGH".find(mark) + 1 if mark in "ABCDĐEGH" and mark != "I" else _ROMAN.get(mark, 0)
    return found if place == section + 1 else None


def hangs(above: str, below: str) -> bool:
    return breaks_off(above) or below[:1].islower()


def unnumbered_rows(
    items: Sequence[Item], heading: tuple[int, int], kinds: Sequence[str | None]
) -> tuple[list[Row], int]:
    """The rows below the heading that fit the columns best, and the line behind them."""
    places, titles = _block(items, heading, kinds)
    block = _tightened([items[place] for place in places])
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    options: list[list[tuple[float, int, bool]]] = [[] for _ in range(len(block) + 1)]
    most = min(3 * len(kinds), 16)
    for start in range(len(block)):
        if start:
            best.append(max(options[start], default=(float("-inf"), start, False)))
        so_far = best[start][0]
        if so_far == float("-inf"):
            continue
        if start in titles:
            stop = titles[start]
            options[stop].append((so_far - 0.5, start, True))
            continue
        if start and hangs(block[start - 1].words, block[start].words):
            continue
        bonus = 1.0 if block[start].gap else 0.0
        room = next((place for place in range(start + 1, len(block)) if place in titles), len(block))
        lines = [
            (item.words, item.gap if place else 0) for place, item in enumerate(block[start : min(room, start + most)])
        ]
        for count, score in enumerate(fits(lines, kinds), start=1):
            if count > 1 and score > _LEAST:
                options[start + count].append((so_far + score + bonus, start, False))
    if block:
        best.append(max(options[-1], default=(float("-inf"), 0, False)))
    rows, end = _followed(block, best)
    return rows, places[end - 1] + 1 if end else heading[1]


def _followed(block: list[Item], best: list[tuple[float, int, bool]]) -> tuple[list[Row], int]:
    """The rows back from the best end, and that end."""
    end = max(range(len(best)), key=lambda place: (best[place][0], place))
    rows: list[Row] = []
    place = end
    while place:
        _, start, title = best[place]
        rows.append(Row(None, block[start:place], title=title, gap=block[start].gap))
        place = start
    rows.reverse()
    while rows and rows[-1].title:
        end -= len(rows.pop().items)
    return rows, end


def _block(
    items: Sequence[Item], heading: tuple[int, int], kinds: Sequence[str | None]
) -> tuple[list[int], dict[int, int]]:
    """Where the lines stand that may belong to the table, and which of them head a group (with where they end)."""
    said = [item.words for item in items[heading[0] : heading[1]]]
    block: list[int] = []
    titles: dict[int, int] = {}
    section = listed = 0
    index = heading[1]
    while index < len(items) and len(block) < _LONGEST_TABLE:
        item = items[index]
        if item.words == said[0] and [each.words for each in items[index : index + len(said)]] == said:
            # The heading says itself again at the head of a page.
            index += len(said)
            continue
        number = _numbered(item)
        if found := section_after(item.words, section):
            section += 1
            titles[len(block)] = len(block) + (1 if found["title"] else 2)
        elif is_outside(item) or (
            number is not None and (item.gap or number not in ({1, listed + 1} if listed else {1}))
        ):
            # A cell may count its lines from one on; another number is an item of the paper.
            break
        elif "time" not in kinds and is_time(item.words) and len(item.words) < 40:
            titles[len(block)] = len(block) + 1
        listed = number or listed
        block.append(index)
        index += 1
    return block, {start: stop for start, stop in titles.items() if stop <= len(block)}


def _numbered(item: Item) -> int | None:
    """The number of "2. Hiệu trưởng …"."""
    found = NUMBER.fullmatch(item.words)
    if found is None or not found["rest"] or not found["rest"][0].isupper() or is_time(item.words):
        return None
    return int(found["number"]) if found["number"].isdecimal() else 0


def _tightened(block: list[Item]) -> list[Item]:
    """Where an empty line stands behind every cell, none of them says anything."""
    gaps = [item.gap for item in block[1:]]
    least = min(gaps, default=0)
    if not least and gaps.count(0) * 8 <= len(gaps):
        least = 1
    return [Item(item.start, item.words, max(0, item.gap - least)) for item in block] if least else block
