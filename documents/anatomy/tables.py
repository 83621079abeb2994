"""A printed table as columns with grouped headings and plain rows; and tables that hand out work.

Knows merged cells and headings over several rows; refuses to know what is counted in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.flow import Flow
from documents.reading.source_text import Cell, Table
from kit.text import fold

_ROW_HEADS = re.compile(
    r"(?:stt|tt|so tt|s tt|so thu tu|ten don vi|don vi|ten truong|truong|noi dung|noi dung bao cao"
    r"|noi dung chi tieu|chi tieu|ten chi tieu|tieu chi|danh muc"
    r"|ho va ten|ho ten|lop|khoi|khoi lop|cap hoc|xa|phuong|xa phuong|dia ban|dia phuong|ten xa"
    r"|noi dung cong viec|hoat dong|ten hoat dong|don vi truong|ten co so|co so|loai hinh|ten lop"
    r"|cac chi tieu|ten truong don vi|don vi bao cao)"
)
_NUMBERING = re.compile(r"\(?\d{1,2}\)?|\(?[A-ZĐa-zđ]\)?|\(?\d{1,2}\s*=.*\)?|x")


@dataclass(frozen=True)
class Grid:
    columns: list[tuple[str | None, str]]
    rows: list[list[str]]
    row_header: str | None


def is_layout(table: Table) -> bool:
    """Letterhead and signature are laid out with tables too."""
    words = fold(" ".join(cell.text for row in table.rows[:3] for cell in row))
    widest = max(len(row) for row in table.rows)
    if any(
        mark in words for mark in ("cong hoa xa hoi chu nghia", "noi nhan", "dang cong san viet nam", "doc lap - tu do")
    ):
        return widest <= 4
    return widest < 2


def grid_of(table: Table) -> Grid:
    rows = [list(row) for row in table.rows if row]
    heads = _head_rows(rows)
    headings = _headings(rows[:heads], max(sum(cell.span for cell in row) for row in rows) if table.exact else 0)
    body = rows[heads:]
    body = (
        body[1:]
        if body
        and all(_NUMBERING.fullmatch(cell.words) or not cell.words for cell in body[0])
        and any(cell.words for cell in body[0])
        and len(body[0]) > 2
        and _counts_up(body[0])
        else body
    )
    labels = 0
    while labels < min(len(headings) - 1, 3) and _names_rows(headings[labels], labels):
        labels += 1
    if labels == 0 and len(headings) > 1 and headings[0][1] == "":
        labels = 1
    row_header = next((leaf for _, leaf in reversed(headings[:labels]) if leaf), None)
    return Grid(headings[labels:], [[cell.words for cell in row] for row in body], row_header)


def _counts_up(row: list[Cell]) -> bool:
    words = [re.sub(r"[()]", "", cell.words) for cell in row if cell.words]
    digits = [int(word) for word in words if word.isdecimal()]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def _names_rows(heading: tuple[str | None, str], index: int) -> bool:
    group, leaf = heading
    if group:
        return False
    plain = re.sub(r"[^a-z ]+", " ", fold(leaf))
    plain = re.sub(r"\s+", " ", plain).strip()
    return _ROW_HEADS.fullmatch(plain) is not None or (index == 0 and plain == "")


def _head_rows(rows: list[list[Cell]]) -> int:
    """One heading row, or more where cells are merged over columns or the next row leaves its first cell empty."""
    heads = 1
    while heads < min(3, len(rows) - 1 or 1):
        above, row = rows[heads - 1], rows[heads]
        first = row[0].words if row else ""
        merged = any(cell.span > 1 for cell in above)
        grouped = len(above) < len(row) and not first
        spanned = merged and (not first or first == above[0].words) and not _has_figures(row)
        if not (grouped or spanned):
            break
        heads += 1
    return heads


def _has_figures(row: list[Cell]) -> bool:
    return sum(1 for cell in row if re.fullmatch(r"[\d.,%đ]+", cell.words)) > len(row) / 3


def _headings(heads: list[list[Cell]], width: int) -> list[tuple[str | None, str]]:
    if len(heads) == 1:
        return [(None, cell.words) for cell in heads[0] for _ in range(1)]
    layers = [_spread(row, heads[-1], width) for row in heads]
    size = max(len(layer) for layer in layers)
    layers = [layer + [""] * (size - len(layer)) for layer in layers]
    columns: list[tuple[str | None, str]] = []
    for index in range(size):
        names: list[str] = []
        for layer in layers:
            if layer[index] and layer[index] not in names:
                names.append(layer[index])
        if not names:
            columns.append((None, ""))
        elif len(names) == 1:
            columns.append((None, names[0]))
        else:
            columns.append((" - ".join(names[:-1]), names[-1]))
    return columns


def _spread(row: list[Cell], last: list[Cell], width: int) -> list[str]:
    """One name a column: by the widths the file states, else groups share the leaves under them evenly."""
    if width:
        return [cell.words for cell in row for _ in range(cell.span)]
    if len(row) >= len(last):
        return [cell.words for cell in row]
    leaves = [cell.words for cell in last]
    lead = next((index for index, leaf in enumerate(leaves) if leaf), 0)
    groups = [cell.words for cell in row]
    kept, groups = groups[:lead], groups[lead:]
    below = len(leaves) - lead
    if not groups:
        return kept
    share, extra = divmod(below, len(groups))
    spread = list(kept)
    for index, group in enumerate(groups):
        spread += [group] * (share + (1 if index >= len(groups) - extra else 0))
    return spread


# Headings of tables that hand out work.
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


def work_columns(table: Table) -> WorkColumns | None:
    """Which column says what, where a table hands out work; None for any other table."""
    if not table.rows or len(table.rows) < 2:
        return None
    names = [fold(cell.words) for cell in table.rows[0]]
    if not 2 <= len(names) <= 9:
        return None
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        if len(name) > 60:
            return None
        if re.fullmatch(r"stt|tt|so tt", name):
            found.setdefault("number", index)
        elif _LEAD.search(name):
            found.setdefault("lead", index)
        elif _WITH.search(name):
            found.setdefault("helpers", index)
        elif _WHEN.search(name) and "noi dung" not in name:
            found.setdefault("time", index)
        elif _WORK.search(name):
            found.setdefault("work", index)
        elif _WHO.search(name):
            found.setdefault("who", index)
    if "work" not in found or not {"lead", "who"} & found.keys():
        return None
    return WorkColumns(
        found["work"], found.get("lead"), found.get("who"), found.get("helpers"), found.get("time"), found.get("number")
    )


def is_task_table(flow: Flow, table: Table) -> bool:
    return work_columns(table) is not None and not flow.source.text[table.start : table.end].isspace()
