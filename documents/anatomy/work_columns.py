"""Tables that hand out work: which column says what is done, who leads, who helps and by when.

Knows the usual headings of such tables; refuses to read their rows (documents.anatomy.table_tasks does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.flow import Flow
from documents.reading.source_text import Table
from kit.text import fold

_WORK = re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong|ten nhiem vu|dau viec|chuong trinh|san pham|giai phap)")
_LEAD = re.compile(r"chu tri|phu trach|dau moi")
_WITH = re.compile(r"phoi hop")
_WHO = re.compile(
    r"(?:don vi|co quan|bo phan|nguoi)?\s*(?:thuc hien|trien khai)|phan cong|trach nhiem|nguoi thuc hien|don vi"
)
_WHEN = re.compile(r"thoi gian|thoi han|tien do|hoan thanh|ngay|thang|thoi diem")


@dataclass(frozen=True)
class WorkColumns:
    work: int
    lead: int | None
    who: int | None
    helpers: int | None
    time: int | None
    number: int | None


def _says(name: str) -> str | None:
    if re.fullmatch(r"stt|tt|so tt", name):
        return "number"
    if _WHEN.search(name) and not _LEAD.search(name) and not _WITH.search(name):
        return "work" if "noi dung" in name else "time"
    kinds = (("lead", _LEAD), ("helpers", _WITH), ("work", _WORK), ("who", _WHO))
    return next((kind for kind, words in kinds if words.search(name)), None)


_MEASURED = re.compile(r"don vi tinh|\bdvt\b|so luong|ket qua|ty le|so tien")


def work_columns(table: Table) -> WorkColumns | None:
    """Which column says what, where a table hands out work; None for any other table."""
    if not table.rows or len(table.rows) < 2:
        return None
    names = [fold(cell.words) for cell in table.rows[0]]
    if any(map(_MEASURED.search, names)) and not any(_LEAD.search(name) or _WHEN.search(name) for name in names):
        # A table to be filled in: what is measured, and in which unit.
        return None
    if not 2 <= len(names) <= 9:
        return None
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        if len(name) > 60:
            return None
        said = _says(name)
        if said:
            found.setdefault(said, index)
    if "work" not in found or not {"lead", "who"} & found.keys():
        return None
    return WorkColumns(
        found["work"], found.get("lead"), found.get("who"), found.get("helpers"), found.get("time"), found.get("number")
    )


def is_task_table(flow: Flow, table: Table) -> bool:
    return work_columns(table) is not None and not flow.source.text[table.start : table.end].isspace()
