"""Tables that survive only as tabs, pipes or lines in plain text.

Knows the shapes in which exporters leave a table; refuses to guess columns from spaces alone.
"""

from __future__ import annotations

import re
from collections import Counter

from documents.reading.heading_words import is_number_heading
from documents.reading.source_text import Cell, Stretches, Table
from documents.reading.stacked_forms import stacked_forms
from documents.reading.stacked_tables import hands_out, in_columns, stacked_tables

_RULE = re.compile(r"^[\s|:+\-=]+$")


def find_tables(text: str) -> tuple[Table, ...]:
    lines = _lines(text)
    found = [*_piped(lines), *_tabbed(lines), *_one_cell_a_line(lines)]
    for stacked in (stacked_tables(lines), stacked_forms(lines)):
        # What marks of cells tell goes before what is guessed without any.
        marked = Stretches((table.start, table.end) for table in found)
        found += [table for table in stacked if not marked.meet(table.start, table.end)]
    kept: list[Table] = []
    for table in sorted(found, key=lambda each: each.start):
        if _is_letterhead(table):
            continue
        if not kept or table.start >= kept[-1].end:
            kept.append(table)
    return tuple(kept)


_COUNTRY = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam", re.IGNORECASE)


def _is_letterhead(table: Table) -> bool:
    """The head of a paper is laid out in two columns; it is no table of figures."""
    return any(_COUNTRY.search(cell.text) for row in table.rows[:3] for cell in row)


_Line = tuple[int, str]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position = 0
    for raw in text.split("\n"):
        lines.append((position, raw))
        position += len(raw) + 1
    return lines


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            runs.append((start, index))
            start = None
    return runs


def _table(rows: list[tuple[Cell, ...]]) -> Table:
    return Table(rows[0][0].start, max(cell.end for row in rows for cell in row), tuple(rows))


def _split_cells(start: int, raw: str, mark: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    position = start
    for part in raw.split(mark):
        cells.append(_cell(position, part))
        position += len(part) + 1
    return tuple(cells)


def _cell(start: int, part: str) -> Cell:
    lead = len(part) - len(part.lstrip())
    words = part.strip()
    return Cell(words, start + min(lead, len(part)), start + min(lead, len(part)) + len(words))


def _piped(lines: list[_Line]) -> list[Table]:
    counts = [raw.count("|") for _, raw in lines]
    flags = [
        count >= 2
        and (raw.lstrip().startswith("|") or count in (counts[max(0, at - 1) : at] + counts[at + 1 : at + 2]))
        for at, (count, (_, raw)) in enumerate(zip(counts, lines, strict=True))
    ]
    tables: list[Table] = []
    for first, last in _runs(flags):
        rows = []
        led = all(raw.lstrip().startswith("|") for _, raw in lines[first:last])
        for start, raw in lines[first:last]:
            if _RULE.match(raw):
                continue
            inner = raw.strip().removeprefix("|").removesuffix("|") if led else raw.strip()
            offset = start + (raw.index("|") + 1 if led else len(raw) - len(raw.lstrip()))
            rows.append(_split_cells(offset, inner, "|"))
        # Without a pipe at the edge it may be a letterhead; headings tell a table.
        if len(rows) >= 2 and (led or hands_out(rows[0]) or is_number_heading(rows[0][0].words)):
            tables.append(_table(rows))
    return tables


def _tabbed(lines: list[_Line]) -> list[Table]:
    counts = [len(re.findall(r"\S\s*\t+\s*(?=\S)", raw)) for _, raw in lines]
    inner = [raw.strip().count("\t") for _, raw in lines]
    flags = [count >= 2 or (within >= 2 and count >= 1) for count, within in zip(counts, inner, strict=True)]
    # The second row of a heading is empty under the names of the rows.
    leaves = [
        index > 0 and flags[index - 1] and raw.startswith("\t\t") and count >= 1
        for index, (count, (_, raw)) in enumerate(zip(counts, lines, strict=True))
    ]
    flags = [flag or leaf for flag, leaf in zip(flags, leaves, strict=True)]
    # A row that names a group ("II<tab>Hạ tầng số") has fewer cells and stands between full ones.
    grouped = [
        flag or (count == 1 and 0 < index < len(flags) - 1 and flags[index - 1] and flags[index + 1])
        for index, (flag, count) in enumerate(zip(flags, counts, strict=True))
    ]
    flags = _with_trimmed(lines, _with_neighbours(lines, grouped))
    tables: list[Table] = []
    for first, last in _runs(flags):
        if last - first < 2:
            continue
        rows = [_split_cells(start, raw, "\t") for start, raw in lines[first:last]]
        widths = Counter(len(row) for row in rows)
        if not any(sum(1 for cell in row if cell.text) >= 3 for row in rows):
            # Two names side by side are a signature, not a table.
            continue
        if widths.most_common(1)[0][1] * 2 >= len(rows) or hands_out(rows[0]):
            tables.append(_table(in_columns(rows)))
    return tables


def _with_neighbours(lines: list[_Line], flags: list[bool]) -> list[bool]:
    """A row that says little or nothing has as many cells as the row beside it."""
    tabs = [raw.rstrip(" ").count("\t") for _, raw in lines]
    flags = list(flags)
    for order in (range(1, len(flags)), range(len(flags) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for index in order:
            if not flags[index] and flags[index + step] and tabs[index] >= 3 and tabs[index] == tabs[index + step]:
                flags[index] = True
    return flags


_TRIMMED = re.compile(
    r"\(?(?:\d{1,3}|[IVX]{1,4}|[A-H])[.)]?\t|\t+(?:(?:Tổng|Cộng|TỔNG|CỘNG|…|\.\.)|(?=\S)\D{2,60}$)|(?:\.{2,}|…+|\d{1,3}[.)]?)\s*$"
)


def _with_trimmed(lines: list[_Line], flags: list[bool]) -> list[bool]:
    """Rows to be filled in lose their empty cells at the end: under a heading that counts, numbers go on counting rows."""
    flags = list(flags)
    counted = False
    for index, (_, raw) in enumerate(lines):
        if index and not flags[index] and flags[index - 1] and counted:
            flags[index] = _TRIMMED.match(raw) is not None
        elif flags[index] and not (index and flags[index - 1]):
            counted = is_number_heading(raw.split("\t")[0].strip(" *"))
    return flags


def _one_cell_a_line(lines: list[_Line]) -> list[Table]:
    """Each row a group of lines that begin with a tab, rows parted by an empty line."""
    groups: list[list[_Line]] = []
    index = 0
    while index < len(lines):
        if not lines[index][1].startswith("\t"):
            index += 1
            continue
        first = index
        while index < len(lines) and lines[index][1] != "":
            index += 1
        groups.append(lines[first:index])
    rows = [_row(group) for group in groups]
    tables: list[Table] = []
    start = 0
    while start < len(rows):
        stop = start + 1
        while stop < len(rows) and _adjacent(groups[stop - 1], groups[stop]):
            stop += 1
        tables += _from_block(rows[start:stop])
        start = stop
    return tables


def _adjacent(above: list[_Line], below: list[_Line]) -> bool:
    return below[0][0] - (above[-1][0] + len(above[-1][1])) <= 2


def _row(group: list[_Line]) -> tuple[Cell, ...]:
    cells: list[tuple[int, int, list[str]]] = []
    for start, raw in group:
        if raw.startswith("\t") or not cells:
            cells.append((start, start + len(raw), [raw]))
        else:
            first, _, parts = cells[-1]
            cells[-1] = (first, start + len(raw), [*parts, raw])
    return tuple(_cell(first, "\n".join(parts)) for first, _, parts in cells)


def _from_block(rows: list[tuple[Cell, ...]]) -> list[Table]:
    widths = Counter(len(row) for row in rows if len(row) >= 2)
    if not widths:
        return []
    width, times = widths.most_common(1)[0]
    if times < 2 or (width == 2 and times < 4):
        return []
    first = next(index for index, row in enumerate(rows) if len(row) == width)
    # Up to two narrower rows above are the grouped headings of the first full row.
    while first and 2 <= len(rows[first - 1]) < width:
        first -= 1
    body = rows[first:]
    if first and len(rows[first - 1]) > width and hands_out(rows[first - 1][-width:]):
        # The title above stands on its own line, right on top of the headings.
        body = [rows[first - 1][-width:], *body]
    lengths = [len(cell.text) for row in body for cell in row]
    if sum(lengths) / max(1, len(lengths)) > 90:
        return []
    return [_table(body)]
