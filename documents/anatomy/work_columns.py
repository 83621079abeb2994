"""Tables that hand out work: which column says what is done, who leads, who helps and by when.

Knows the usual headings of such tables; refuses to read their rows (documents.anatomy.table_tasks does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.flow import Flow
from documents.reading.heading_words import said_by
from documents.reading.source_text import Table
from kit.text import fold


@dataclass(frozen=True)
class WorkColumns:
    work: int
    lead: int | None
    who: int | None
    helpers: int | None
    time: int | None
    number: int | None


_MEASURED = re.compile(r"don vi tinh|\bdvt\b|so luong|ket qua|ty le|so tien")


def work_columns(table: Table) -> WorkColumns | None:
    """Which column says what, where a table hands out work; None for any other table."""
    if not table.rows or len(table.rows) < 2:
        return None
    names = [fold(cell.words) for cell in table.rows[0]]
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
    if "work" not in found or not {"lead", "who"} & found.keys():
        return None
    return WorkColumns(
        found["work"], found.get("lead"), found.get("who"), found.get("helpers"), found.get("time"), found.get("number")
    )


def is_task_table(flow: Flow, table: Table) -> bool:
    return work_columns(table) is not None and not flow.source.text[table.start : table.end].isspace()
