"""Tasks handed out in a table: one a row, its columns the lead, the helpers and the time.

Knows the usual headings of such tables; refuses rows that only group others.
"""

from __future__ import annotations

import re

from documents.anatomy.opening import Opening
from documents.anatomy.parts import Paper
from documents.anatomy.people import hands_of
from documents.anatomy.tables import is_layout
from documents.anatomy.timeframes import due_in
from documents.anatomy.unit_lists import units_in
from documents.anatomy.work_columns import WorkColumns, work_columns
from documents.flow import Flow
from documents.parsed import Task
from documents.reading.cell_kinds import is_ditto, is_time
from documents.reading.source_text import Cell


def read_table_tasks(flow: Flow, paper: Paper, opening: Opening) -> list[Task]:
    tasks: list[Task] = []
    number = 0
    for table in flow.source.tables:
        if not paper.start <= table.start < paper.end or is_layout(table):
            continue
        columns = work_columns(table)
        if columns is None:
            continue
        number += 1
        group: Cell | None = None
        above: tuple[Cell, ...] = ()
        for index, printed in enumerate(table.rows[columns.first :], start=1):
            row = _repeated(printed, above, columns)
            work = _cell(row, columns.work)
            if work is None or len(work.words) < 6:
                group = next((cell for cell in row if len(cell.words) > 3), group)
                continue
            if _is_group(row, columns, work):
                group = work
                continue
            above = row
            label = _words(row, columns.number) or str(index)
            listed = re.match(r"[-+•]\s*[^\n]+(?:\n[-+•]\s*[^\n]+)+$", work.text) is not None
            pieces = _works(work) if table.exact or listed else [work]
            for order, piece in enumerate(pieces, start=1):
                ref = f"bảng {number}.{label.strip(' .')}" + (f".b{order}" if len(pieces) > 1 else "")
                tasks.append(_task(flow, row, columns, piece, ref, group, opening))
    return tasks


def _repeated(row: tuple[Cell, ...], above: tuple[Cell, ...], columns: WorkColumns) -> tuple[Cell, ...]:
    """What "-nt-" says is what stands in the cell above; so does the empty cell of a month that has several rows."""
    time = columns.time
    if (
        time is not None
        and time + 1 == columns.work
        and time < len(above)
        and _words(row, columns.work)
        and not row[time].words
    ):
        row = (*row[:time], above[time], *row[time + 1 :])
    if not any(is_ditto(cell.words) for cell in row):
        return row
    return tuple(
        above[place] if is_ditto(cell.words) and place < len(above) else cell for place, cell in enumerate(row)
    )


def _is_handed_out(row: tuple[Cell, ...], columns: WorkColumns) -> bool:
    """A row that only groups others says nothing beside its name, and its number is a Roman one or a letter."""
    if any(_words(row, column) for column in (columns.lead, columns.who, columns.time, columns.helpers)):
        return True
    counted = re.fullmatch(r"\d{1,3}(?:\.\d{1,2})*[.)]?", _words(row, columns.number))
    beside = [cell for place, cell in enumerate(row) if place not in {columns.number, columns.work} and cell.words]
    return counted is not None and bool(beside) and len(_words(row, columns.work)) > 20


def _is_group(row: tuple[Cell, ...], columns: WorkColumns, work: Cell) -> bool:
    """A month alone in its row heads the rows below it, as does a name beside which nothing stands."""
    alone = sum(1 for cell in row if cell.words) == 1
    return (alone and is_time(work.words) and len(work.words) < 40) or not _is_handed_out(row, columns)


def _works(work: Cell) -> list[Cell]:
    """Each paragraph of a cell is a piece of work of its own."""
    pieces: list[Cell] = []
    place = work.start
    for line in work.text.split("\n"):
        if len(line.strip()) > 5:
            pieces.append(Cell(line.strip(), place, place + len(line)))
        place += len(line) + 1
    return pieces or [work]


def _task(
    flow: Flow, row: tuple[Cell, ...], columns: WorkColumns, work: Cell, ref: str, group: Cell | None, opening: Opening
) -> Task:
    lead = _names(flow, _cell(row, columns.lead))
    who = _names(flow, _cell(row, columns.who))
    helpers = _names(flow, _cell(row, columns.helpers))
    time = _cell(row, columns.time)
    if columns.time is None and group is not None and is_time(group.words):
        time = group
    due, bound = due_in(flow, time.start, time.end) if time and time.words else (None, None)
    hands = hands_of(flow, work.start, work.end)
    assignees = (*lead, *(name for name in who if name not in lead)) or hands.bodies or opening.names
    text = re.sub(r"^(?:[-+•*]\s*|\d{1,2}[.)]\s+)", "", work.words)
    return Task(
        ref=ref, text=text, lead=lead, coordinating=helpers or hands.coordinating, assignees=assignees,
        timeframe=(time.words.lstrip("-–+• ") if time else None) or None, due=due, bound=bound,
        span=(min(cell.start for cell in (*row, work)), max(cell.end for cell in row)), confidence=0.85 if lead or who else 0.65,
        heading=group.words if group else None, assignees_stated=bool(lead or who),
    )  # fmt: skip


def _cell(row: tuple[Cell, ...], index: int | None) -> Cell | None:
    return row[index] if index is not None and index < len(row) else None


def _words(row: tuple[Cell, ...], index: int | None) -> str:
    cell = _cell(row, index)
    return cell.words if cell else ""


def _names(flow: Flow, cell: Cell | None) -> tuple[str, ...]:
    if cell is None or not cell.words:
        return ()
    names: list[str] = []
    for line in re.finditer(r"[^\n]+", flow.text[cell.start : cell.end]):
        names += units_in(flow, cell.start + line.start(), cell.start + line.end())
    return tuple(names)
