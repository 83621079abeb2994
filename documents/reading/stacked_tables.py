"""Tables that hand out work, copied so that every cell stands on a line of its own and nothing else is left of them.

Knows that the headings give the columns, that rows count up, and what each kind of cell looks like; refuses a grid that the
cells themselves do not bear out: then the lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.reading.cell_kinds import fit, is_body, is_figure, is_time
from documents.reading.heading_words import said_by
from documents.reading.source_text import Cell, Table
from documents.reading.stacked_headings import NUMBER, Item, heading_of, items_of, may_begin, orders_of
from documents.reading.unnumbered_rows import Row, hangs, is_outside, section_after, unnumbered_rows
from kit.text import fold

_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\W*")
# No paper has so many headings without a table; a file of nothing but headings should cost little.
_IN_VAIN = 60


def stacked_tables(lines: Sequence[tuple[int, str]]) -> list[Table]:
    items = items_of(lines)
    tables: list[Table] = []
    index = vain = 0
    while index < len(items) and vain < _IN_VAIN:
        heading = heading_of(items, index) if may_begin(items[index].words) else None
        if heading is None or not _is_heading(heading[0]):
            index += 1
            continue
        found = _table_at(items, index, *heading)
        if found is None:
            index += 1
            vain += 1
            continue
        table, index = found
        tables.append(table)
    return tables


def _is_heading(heads: list[Cell]) -> bool:
    kinds = {said_by(cell.words) for cell in heads}
    dated = "time" in kinds
    return (2 if dated else 3) <= len(heads) <= 10 and "work" in kinds and bool({"lead", "who", "time"} & kinds)


def _table_at(items: list[Item], first: int, heads: list[Cell], after: int) -> tuple[Table, int] | None:
    kinds = [said_by(cell.words) for cell in heads]
    if kinds[0] not in {"number", "time"} and after < len(items) and re.fullmatch(r"\(?0?1[.)]?", items[after].words):
        # The numbers of the rows need no heading.
        heads = [Cell("TT", heads[0].start, heads[0].start), *heads]
    numbered = said_by(heads[0].words) == "number"
    best: tuple[float, Table, int] | None = None
    for order in orders_of(heads):
        inner = [said_by(cell.words) for cell in order][1 if numbered else 0 :]
        made = _numbered(items, (first, after), order, inner) if numbered else None
        if made is None:
            # The copy may have lost the numbers of the rows.
            made = _unnumbered(items, (first, after), order[1:] if numbered else order, inner)
        if made and (best is None or made[0] > best[0]):
            best = made
    return _with_total(items, best[1], best[2]) if best else None


def _with_total(items: list[Item], table: Table, after: int) -> tuple[Table, int]:
    """The sums under the last row belong to the table; they are no work."""
    if after >= len(items) or not _TOTAL.fullmatch(fold(items[after].words)):
        return table, after
    stop = after + 1
    while stop < len(items) and not items[stop].gap and is_figure(items[stop].words):
        stop += 1
    total = tuple(item.cell for item in items[after:stop])
    return Table(table.start, total[-1].end, (*table.rows, total)), stop


_Made = tuple[float, Table, int] | None


def _numbered(items: list[Item], heading: tuple[int, int], heads: list[Cell], kinds: list[str | None]) -> _Made:
    rows, after = _numbered_rows(items, heading, len(heads), months="time" not in kinds)
    return _grid(heads, kinds, rows, after)


def _numbered_rows(items: list[Item], heading: tuple[int, int], width: int, *, months: bool) -> tuple[list[Row], int]:
    """Rows from number to number; with no column of times a month alone on its line heads the rows below it."""
    rows: list[Row] = []
    last: tuple[int, ...] = (0,)
    section = 0
    joined: bool | None = None
    index = heading[1]
    said = [item.words for item in items[heading[0] : heading[1]]]
    while index < len(items):
        if [item.words for item in items[index : index + len(said)]] == said:
            # The heading says itself again at the head of a page.
            index += len(said)
            continue
        item = items[index]
        number = NUMBER.fullmatch(item.words)
        if number and (joined is None or joined == bool(number["rest"])) and _follows(number, last, rows):
            joined = bool(number["rest"])
            last = _parts(number["number"])
            start = item.start + number.start("number")
            row = Row(Cell(number["number"], start, start + len(number["number"])), gap=item.gap)
            if number["rest"]:
                row.items.append(Item(item.start + number.start("rest"), number["rest"], 0))
            rows.append(row)
        elif title := _section(items, index, section):
            section += 1
            cell = Cell(title["mark"], item.start, item.start + len(title["mark"]))
            row = Row(cell, title=True, gap=item.gap, at=index)
            if title["title"]:
                row.items.append(Item(item.start + title.start("title"), title["title"], 0))
            rows.append(row)
        elif months and len(item.words) < 40 and is_time(item.words):
            rows.append(Row(None, [item], title=True, gap=item.gap, at=index))
        elif not rows or is_outside(item) or len(rows[-1].items) >= 3 * width + 4:
            break
        else:
            rows[-1].items.append(item)
        index += 1
    return rows, index


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _follows(found: re.Match[str], last: tuple[int, ...], rows: list[Row]) -> bool:
    number = _parts(found["number"])
    if found["rest"] and (not found["rest"][0].isupper() or is_time(found.group())):
        return False
    if number == (1,) and (not rows or rows[-1].title):
        return True
    ups = [(*last[:place], last[place] + 1) for place in range(len(last))]
    return number in [*ups, (*last, 1)] and bool(rows or number in {(1,), (1, 1)})


def _section(items: list[Item], index: int, section: int) -> re.Match[str] | None:
    """ "II" or "B" over the next number: the head of a group of rows, if it is the next of its kind."""
    found = section_after(items[index].words, section)
    if found is None:
        return None
    near = items[index + 1 : index + (4 if not found["title"] else 3)]
    return found if any(re.fullmatch(r"\(?(?:\d{1,3}|1\.1)[.)]?(?:\s.*)?", each.words) for each in near) else None


def _unnumbered(items: list[Item], heading: tuple[int, int], heads: list[Cell], kinds: list[str | None]) -> _Made:
    rows, after = unnumbered_rows(items, heading, kinds)
    return _grid(heads, kinds, rows, after)


def _grid(heads: list[Cell], kinds: list[str | None], rows: list[Row], after: int) -> _Made:
    """The rows set into their columns, if most of them bear the headings out."""
    while rows and rows[-1].title:
        after = rows.pop().at
    if sum(1 for row in rows if not row.title) < 2:
        return None
    spaced = not any(item.gap for row in rows[:-1] for item in row.items)
    kept = _end(rows[-1], kinds, spaced=spaced)
    after -= len(rows[-1].items) - kept
    rows[-1].items = rows[-1].items[:kept]
    rows = [each for row in rows[:-1] for each in _untitled(row, kinds)] + rows[-1:]
    made: list[tuple[Cell, ...]] = [tuple(heads)]
    scores: list[float] = []
    borne = 0
    leading = [place for place, kind in enumerate(kinds) if kind in {"lead", "who"}]
    # Where the headings name nobody, the times have to bear them out.
    bears = is_body if leading else is_time
    leading = leading or [place for place, kind in enumerate(kinds) if kind == "time"]
    for row in rows:
        if row.title:
            made.append(tuple(each for each in (row.number, _joined(row.items)) if each))
            continue
        if not row.items:
            return None
        score, places = fit([(item.words, item.gap) for item in row.items], kinds)
        cells = _cells(row, places, len(kinds))
        own = [cells[place].words for place in leading if cells[place].words]
        borne += any(map(bears, own))
        scores.append(score)
        made.append((*((row.number,) if row.number else ()), *cells))
    # A wrong grid is worse than none.
    if borne < 0.6 * len(scores) or sum(scores) / len(scores) < 1.0:
        return None
    table = Table(heads[0].start, max(cell.end for row in made for cell in row), tuple(made))
    return sum(scores) / len(scores), table, after


def _untitled(row: Row, kinds: list[str | None]) -> list[Row]:
    """A row, and the name of the group below it where one line more stands than fits the row."""
    if row.title or row.number is None or len(row.items) < 3 or len(row.items[-1].words) > 90:
        return [row]
    lines = [(item.words, item.gap) for item in row.items]
    if hangs(lines[-2][0], lines[-1][0]) or fit(lines, kinds)[0] >= fit(lines[:-1], kinds)[0]:
        return [row]
    title = Row(None, row.items[-1:], title=True)
    return [Row(row.number, row.items[:-1], gap=row.gap), title]


def _end(row: Row, kinds: list[str | None], *, spaced: bool) -> int:
    """How many lines belong to the last row: what follows a table does not say where it begins."""
    gap = next((place for place, item in enumerate(row.items) if place and item.gap), None)
    if spaced and gap:
        return gap
    counts = range(1, min(len(row.items), 3 * len(kinds)) + 1)
    fits = [
        (fit([(item.words, item.gap) for item in row.items[:count]], kinds)[0], count)
        for count in counts
        if count == len(row.items) or not hangs(row.items[count - 1].words, row.items[count].words)
    ]
    return max(fits, default=(0.0, len(row.items)))[1]


def _joined(items: list[Item]) -> Cell | None:
    if not items:
        return None
    return Cell("\n".join(item.words for item in items), items[0].start, items[-1].start + len(items[-1].words))


def _cells(row: Row, places: list[int], width: int) -> list[Cell]:
    cells: list[Cell] = []
    at = row.number.end if row.number else row.items[0].start
    for column in range(width):
        mine = [item for item, place in zip(row.items, places, strict=True) if place == column]
        cell = _joined(mine) or Cell("", at, at)
        at = cell.end
        cells.append(cell)
    return cells


def hands_out(heads: Sequence[Cell]) -> bool:
    """Whether these headings are those of a table that hands out work."""
    kinds = [said_by(cell.words) for cell in heads]
    return (
        len(heads) >= 4
        and "work" in kinds
        and bool({"lead", "who"} & set(kinds))
        and bool({"number", "time"} & set(kinds))
    )


def in_columns(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Rows with cells left out are set into the columns their cells fit, where the headings tell of work."""
    heads = rows[0]
    first = said_by(heads[0].words)
    if not hands_out(heads) or first not in {"number", "time"}:
        return rows
    counted = first == "number"
    kinds = [said_by(cell.words) for cell in heads[1 if counted else 0 :]]
    made: list[tuple[Cell, ...]] = [heads]
    for row in rows[1:]:
        number = NUMBER.fullmatch(row[0].words) if counted and row else None
        marked = not counted or (number is not None and not number["rest"])
        if not (3 if counted else 2) <= len(row) < len(heads) or not marked or not all(cell.words for cell in row):
            made.append(row)
            continue
        items = [Item(cell.start, cell.text, 0) for cell in row[1 if counted else 0 :]]
        places = fit([(item.words, 0) for item in items], kinds)[1]
        one_each = len(set(places)) == len(places)
        made.append(
            (*row[:counted], *_cells(Row(row[0] if counted else None, items), places, len(kinds))) if one_each else row
        )
    return made
