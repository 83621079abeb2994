"""Tables that hand out work: which column says what is done, who leads, who helps and by when.

Knows the usual headings of such tables; refuses to read their rows (documents.anatomy.table_tasks does).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from documents.flow import Flow
from documents.reading.cell_kinds import is_time
from documents.reading.heading_words import is_known, said_by
from documents.reading.source_text import Cell, Table
from documents.reading.stacked_headings import orders_of
from kit.text import fold


@dataclass(frozen=True)
class WorkColumns:
    work: int
    lead: int | None
    who: int | None
    helpers: int | None
    time: int | None
    number: int | None
    first: int = 1


_MEASURED = re.compile(r"don vi tinh|\bdvt\b|so luong|ket qua|ty le|so tien")


def work_columns(table: Table) -> WorkColumns | None:
    """Which column says what, where a table hands out work; None for any other table."""
    if not table.rows or len(table.rows) < 2:
        return None
    names, first = _headings(table)
    if any(map(_MEASURED.search, names)) and not any(said_by(name) in {"lead", "time"} for name in names):
        # A table to be filled in: what is measured, and in which unit.
        return None
    if not 2 <= len(names) <= 9:
        return None
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        if len(name) > 60:
            return None
        said = said_by(name)
        if said:
            found.setdefault(said, index)
    if "work" not in found or not ({"lead", "who"} & found.keys() or _is_dated(table, first, found.get("time"))):
        return None
    return WorkColumns(
        found["work"], found.get("lead"), found.get("who"), found.get("helpers"), found.get("time"), found.get("number"),
        first,
    )  # fmt: skip


_CLOCK = re.compile(r"\d{1,2} ?(?:h|g|gio|:) ?\d{0,2}(?![a-z\d])")


def _is_dated(table: Table, first: int, column: int | None) -> bool:
    """Where nobody is named the days and months make it a plan; hours of a clock make it the programme of a meeting."""
    if column is None:
        return False
    times = [row[column].words for row in table.rows[first:] if len(row) > column and row[column].words]
    dated = [words for words in times if is_time(words) and not _CLOCK.search(fold(words))]
    return len(dated) >= 2 and len(dated) * 10 >= len(times) * 7


def _headings(table: Table) -> tuple[list[str], int]:
    """The name of each column, and the row with which the work begins."""
    names = [_plain(cell.words) for cell in table.rows[0]]
    first = 1
    below = [cell for cell in table.rows[1] if cell.words]
    if len(below) >= 2 and len(table.rows) > 2 and all(is_known(_plain(cell.words)) for cell in below):
        names, first = _parted(table), 2
    counted = table.rows[first] if first < len(table.rows) else ()
    if len(counted) > 2 and all(re.fullmatch(rf"\(?{place}\)?", cell.words) for place, cell in enumerate(counted, 1)):
        first += 1
    return names, first


def _parted(table: Table) -> list[str]:
    """A heading in two rows, a group over its leaves: the leaves name the columns."""
    if table.exact:
        above, below = ([cell for cell in row for _ in range(cell.span)] for row in table.rows[:2])
        return [_plain(leaf.words or name.words) for name, leaf in zip_longest(above, below, fillvalue=Cell("", 0, 0))]
    upper = [cell for place, cell in enumerate(table.rows[0]) if _new(table.rows[0], place)]
    flat = [Cell(_plain(cell.words), cell.start, cell.end) for cell in (*upper, *filter(_filled, table.rows[1]))]
    width = Counter(len(row) for row in table.rows[2:]).most_common(1)[0][0]
    fitting = [order for order in orders_of(flat)[1:] if len(order) == width]
    return [cell.words for cell in fitting[0]] if fitting else [_plain(cell.words) for cell in table.rows[0]]


def _new(row: tuple[Cell, ...], place: int) -> bool:
    return _filled(row[place]) and (place == 0 or row[place].words != row[place - 1].words)


def _filled(cell: Cell) -> bool:
    return bool(cell.words)


def _plain(words: str) -> str:
    return fold(words).strip("* ")


def is_task_table(flow: Flow, table: Table) -> bool:
    return work_columns(table) is not None and not flow.source.text[table.start : table.end].isspace()
