"""Pages of placed words become one text: running heads and page numbers dropped, broken words joined, tables kept.

Knows what repeats from page to page and what a line's end breaks; refuses to know what the pages were made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.reading.lattice import Grid, grids_of
from documents.reading.layout import Line, Sheet, lines_of, printed
from documents.reading.legacy import from_unmarked_tcvn3
from documents.reading.plain_tables import find_tables
from documents.reading.source_text import Cell, SourceText, Stretches, Table
from documents.reading.syllables import is_syllable, legal_share
from kit.text import nfc

_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*$")
_SYMBOL_END = re.compile(r"\d[\w.]*[/-](?:[A-ZĐƯ]+[/-])*[A-ZĐƯ]*[/-]?$|[A-ZĐƯ]{2,}[-/]$")
_SYMBOL_START = re.compile(r"[-/]?[A-ZĐƯ\d]{1,}")
_CUT = re.compile(r"(\w+)-$")
_ITEM = re.compile(r"\s*(?:[-–+*•○●▪]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|[a-zđA-H][.)])\s")
_NUMBER = re.compile(r"[0-9]{1,9}")
_EDGE = 3


@dataclass
class _Writer:
    """The text so far and where each table landed in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    last: str = ""
    full: bool = False

    def write(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def line(self, words: str, gap: bool, full: bool) -> None:
        """A new line; what the end of the line before cut in two is put together."""
        if not gap and self.last and _is_one_word(self.last, words):
            if not _SYMBOL_END.search(self.last):
                # The hyphen only said that the word goes on.
                self.parts[-1] = self.parts[-1][:-1]
                self.length -= 1
            self.write(words)
        elif not gap and self.full and _goes_on_below(self.last, words):
            self.write(" " + words)
        else:
            self.write(("\n" if self.length else "") + ("\n" if gap and self.length else "") + words)
        self.last, self.full = words, full

    def table(self, grid: Grid) -> None:
        self.write("\n" if self.length else "")
        rows: list[tuple[Cell, ...]] = []
        above: dict[int, str] = {}
        for fields in grid.rows:
            row: list[Cell] = []
            column = 0
            for number, each in enumerate(fields):
                if number:
                    self.write("\t")
                words = nfc(each.words)
                start, end = self.write("" if each.under else words)
                above[column] = above.get(column, "") if each.under else words
                row.append(Cell(above[column], start, end, each.span))
                column += each.span
            self.write("\n")
            rows.append(tuple(row))
        self.last = ""
        before = self.tables[-1] if self.tables else None
        if (
            before is not None
            and _goes_on(before, rows)
            and not "".join(self.parts)[before.end : rows[0][0].start].strip()
        ):
            head = _same_head(before.rows[0], rows[0])
            self.tables[-1] = Table(before.start, self.length - 1, before.rows + tuple(rows[head:]), exact=True)
        else:
            self.tables.append(Table(rows[0][0].start, self.length - 1, tuple(rows), exact=True))


def composed(sheets: list[Sheet]) -> SourceText:
    """The text of all pages in reading order, with the tables that stand in it."""
    parted = [grids_of(sheet.rules, sheet.words) for sheet in sheets]
    lines = [lines_of(words) for _, words in parted]
    repeated = _repeated(lines)
    writer = _Writer()
    for sheet, (grids, _), own in zip(sheets, parted, lines, strict=True):
        left = _without_edges(own, repeated)
        # A page of short lines does not tell where its margin is.
        edge = max([0.78 * sheet.width, *(line.segments[-1].x1 for line in left)])
        for grid in grids:
            _write(writer, [each for each in left if each.top < grid.top], edge)
            left = [each for each in left if each.top >= grid.top]
            writer.table(grid)
        _write(writer, left, edge)
    text = "".join(writer.parts) + "\n"
    drawn = Stretches((table.start, table.end) for table in writer.tables)
    guessed = [table for table in find_tables(text) if not drawn.meet(table.start, table.end)]
    return SourceText(text, tuple(sorted([*writer.tables, *guessed], key=lambda each: each.start)))


def _write(writer: _Writer, lines: list[Line], edge: float) -> None:
    made = printed(lines, edge)
    # Letters of the old fonts are letters of other languages: where syllables are legal there is nothing to put right.
    old = legal_share(" ".join(each.text for each in made)) < 0.8
    for each in made:
        words = nfc(each.text)
        writer.line(from_unmarked_tcvn3(words) if old else words, each.gap, each.full)


def _words(line: Line) -> str:
    return " ".join(each.text for each in line.segments)


def _pattern(line: Line) -> str:
    return _NUMBER.sub("#", _words(line))


def _repeated(pages: list[list[Line]]) -> set[str]:
    """What stands at the head or foot of most pages; of its numbers only the page's own may differ."""
    seen: dict[str, dict[int, list[int]]] = {}
    for number, lines in enumerate(pages):
        for line in [*lines[:_EDGE], *lines[-_EDGE:]]:
            seen.setdefault(_pattern(line), {})[number] = [int(each) for each in _NUMBER.findall(_words(line))]
    often = max(3, 0.6 * len(pages))
    return {pattern for pattern, places in seen.items() if len(places) >= often and _counts_pages(pattern, places)}


def _counts_pages(pattern: str, places: dict[int, list[int]]) -> bool:
    """Whether its numbers stay as they are, but for one at its beginning or end that grows with the page."""
    columns = zip(*places.values(), strict=True)
    moving = [column for column in columns if len(set(column)) > 1]
    if not moving:
        return True
    steps = {value - page for value, page in zip(moving[0], places, strict=True)}
    return len(moving) == 1 and len(steps) == 1 and (pattern.endswith("#") or pattern.startswith("#"))


def _without_edges(lines: list[Line], repeated: set[str]) -> list[Line]:
    """A lone number at the head or foot of a page is its number, not text; a running head was read on another page."""
    kept = list(lines)
    for place in (0, -1):
        for _ in range(_EDGE):
            if kept and (_PAGE_NUMBER.match(_words(kept[place])) or _pattern(kept[place]) in repeated):
                kept.pop(place)
    return kept


def _is_one_word(above: str, below: str) -> bool:
    if _SYMBOL_END.search(above) and above[-1] in "-/" and _SYMBOL_START.match(below):
        return True
    cut = _CUT.search(above)
    following = re.match(r"[^\W\d_]+", below)
    if cut is None or following is None or not below[0].islower():
        return False
    whole = cut.group(1) + following.group()
    return is_syllable(whole) and not is_syllable(cut.group(1))


def _goes_on_below(above: str, below: str) -> bool:
    """Whether a line that was full is a sentence's beginning, not its end."""
    if not above or _ITEM.match(below) or above.rstrip().endswith((".", ";", ":", "!", "?")):
        return False
    return above.isupper() == below.isupper()


def _goes_on(before: Table, rows: list[tuple[Cell, ...]]) -> bool:
    return sum(each.span for each in before.rows[0]) == sum(each.span for each in rows[0])


def _same_head(one: tuple[Cell, ...], other: tuple[Cell, ...]) -> int:
    """1 when a table that goes on over the page says its heading again."""
    return int([each.words for each in one] == [each.words for each in other])
