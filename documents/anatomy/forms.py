"""Tables a unit has to fill: their grouped headings, their rows, and the report they belong to.

Knows headings over one, two or three rows; refuses to read figures (kit.numbers does).
"""

from __future__ import annotations

import re

from documents.anatomy.parts import Paper
from documents.anatomy.tables import Grid, grid_of, is_layout
from documents.anatomy.work_columns import is_task_table
from documents.flow import Flow, Line, shouts
from documents.parsed import Form, FormTable, Span
from documents.patterns import Phrase
from documents.reading.source_text import Table

_REPORTING = Phrase(r"(?:báo cáo|biểu|mẫu|phụ lục|thống kê|tổng hợp|số liệu|kết quả thực hiện)")
_FORM_TITLE = Phrase(
    r"(?:báo cáo|biểu mẫu|biểu|mẫu|phụ lục|bảng tổng hợp|tổng hợp|thống kê|bảng|danh sách|phiếu)(?![\w])"
)
_ASIDE = Phrase(
    r"\(?(?:kèm theo|ban hành kèm|đơn vị tính|đvt|từ ngày|số liệu|tính đến|dành cho|(?:tên )?đơn vị(?: báo cáo)?:)"
)
_TITLE_ONLY = Phrase(r"(?:(?:phụ lục|biểu mẫu|biểu|mẫu)(?: số)?\s*[\w.\-/]{0,6})\s*$")


def read_forms(flow: Flow, papers: list[Paper]) -> list[Form]:
    """All forms of the file, also those in a second paper glued behind the first."""
    groups: dict[tuple[int, str], list[FormTable]] = {}
    spans: dict[tuple[int, str], list[Span]] = {}
    for table in flow.source.tables:
        paper = next((each for each in papers if each.start <= table.start < each.end), papers[-1])
        if is_layout(table) or is_task_table(flow, table) or not _is_form(flow, table, paper, papers):
            continue
        made = _form_table(flow, table)
        if made is None:
            continue
        title = _form_title(flow, table, paper)
        key = (paper.start, title or "")
        groups.setdefault(key, []).append(made)
        spans.setdefault(key, []).append((table.start, table.end))
    return [
        Form(key[1] or None, tuple(tables), (min(s for s, _ in spans[key]), max(e for _, e in spans[key])), 0.85)
        for key, tables in groups.items()
    ]


def _is_form(flow: Flow, table: Table, paper: Paper, papers: list[Paper]) -> bool:
    if paper is not papers[0] or table.start >= paper.body_end:
        return True
    near = [line for line in flow.lines if line.end <= table.start][-6:]
    return any(flow.search(_REPORTING, line.start, line.end) for line in near)


def _form_table(flow: Flow, table: Table) -> FormTable | None:
    grid = grid_of(table)
    if not grid.columns:
        return None
    rows = [row for row in grid.rows if any(cell for cell in row)]
    filled = [row for row in rows if sum(1 for cell in row if cell) > 1 or len(row) == 1]
    title = _table_title(flow, table)
    return FormTable(
        title, tuple(grid.columns), tuple(tuple(row) for row in filled), grid.row_header, (table.start, table.end),
        0.9 if table.exact else 0.75, len(grid.rows) - len(filled),
    )  # fmt: skip


def _lines_above(flow: Flow, table: Table, paper: Paper) -> list[Line]:
    return [line for line in flow.lines if paper.start <= line.start and line.end <= table.start][::-1]


def _table_title(flow: Flow, table: Table) -> str | None:
    above = [line for line in flow.lines if line.end <= table.start][-3:][::-1]
    for line in above:
        if flow.match(_ASIDE, line.start, line.end):
            continue
        if flow.match(_FORM_TITLE, line.start, line.end) and shouts(flow.text[line.start : line.end]):
            return None
        start = line.marker.end() if line.marker else line.start
        words = flow.words(start, line.end).strip(" .:;*_")
        words = re.sub(r"^\(?(?:đơn vị tính|ĐVT)\b.*$", "", words, flags=re.IGNORECASE).strip()
        return words if 3 < len(words) < 200 else None
    return None


def _form_title(flow: Flow, table: Table, paper: Paper) -> str | None:
    """The nearest shouted heading above: the kind ("BÁO CÁO") with the line under it, or the name of a form."""
    above = _lines_above(flow, table, paper)
    for index, line in enumerate(above[:60]):
        words = flow.words(line.start, line.end).strip(" *_")
        if not flow.match(_FORM_TITLE, line.start, line.end) or not (shouts(words) or (index < 4 and len(words) < 120)):
            continue
        parts = [words]
        short = len(words) < 14 or flow.match(_TITLE_ONLY, line.start, line.end)
        named = [each for each in above[:index][::-1][:3] if not flow.match(_ASIDE, each.start, each.end)]
        if short and named:
            following = named[0]
            under = flow.words(following.start, following.end).strip(" *_")
            if not following.marker and len(under) < 220:
                parts.append(under)
        title = " ".join(parts)
        return title.capitalize() if shouts(title) else title
    return None


__all__ = ["Grid", "read_forms"]
