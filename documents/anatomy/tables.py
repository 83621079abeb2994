"""A printed table as columns with grouped headings and plain rows; and tables that hand out work.

Knows merged cells and headings over several rows; refuses to know what is counted in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.grouped_headings import laid_out
from documents.flow import shouts
from documents.reading.heading_words import is_number_heading, names_rows
from documents.reading.source_text import Cell, Table
from kit.text import fold

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
    return widest < 2 or _is_signed(table)


_SIGNED = re.compile(r"\((?:da )?ky\b|\bky ten\b|dong dau|ky, ?ghi ro")


def _is_signed(table: Table) -> bool:
    """Several bodies sign side by side: upper-case names over titles, and "(Đã ký)" in place of a hand."""
    first = [cell.words for cell in table.rows[0] if cell.words]
    below = fold(" ".join(cell.words for row in table.rows[1:] for cell in row))
    return bool(first) and len(first) <= 4 and all(map(shouts, first)) and _SIGNED.search(below) is not None


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
    labels = _labels(headings, body)
    row_header = next((leaf for _, leaf in reversed(headings[:labels]) if leaf), None)
    return Grid(headings[labels:], [[cell.words for cell in row] for row in body], row_header)


def _labels(headings: list[tuple[str | None, str]], body: list[list[Cell]]) -> int:
    """How many columns at the left only number and name the rows."""
    labels = 0
    while labels < min(len(headings) - 1, 3) and _names_rows(headings[labels], labels):
        labels += 1
    if labels == 0 and len(headings) > 1 and headings[0][1] == "":
        return 1
    numbers = labels == 1 and is_number_heading(headings[0][1])
    if (labels == 0 or numbers) and labels < len(headings) - 2 and not headings[labels][0] and _named(body, labels):
        labels += 1
    return labels


def _named(body: list[list[Cell]], column: int) -> bool:
    """Whether the rows have names in this column and hardly anything elsewhere: a form waiting to be filled in."""
    rows = [row for row in body if len(row) > column and any(cell.words for cell in row)]
    named = [row for row in rows if re.search(r"[^\W\d_]{2}", row[column].words)]
    spare = [row for row in rows if not any(cell.words for cell in row[column + 1 :])]
    return len(rows) >= 2 and len(named) * 3 >= len(rows) * 2 and len(spare) * 3 >= len(rows) * 2


def _counts_up(row: list[Cell]) -> bool:
    words = [re.sub(r"[()]", "", cell.words) for cell in row if cell.words]
    digits = [int(word) for word in words if word.isdecimal()]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def _names_rows(heading: tuple[str | None, str], index: int) -> bool:
    group, leaf = heading
    if group:
        return False
    return names_rows(leaf) or (index == 0 and not re.search(r"[a-z]", fold(leaf)))


def _head_rows(rows: list[list[Cell]]) -> int:
    """One heading row, or more where cells are merged over columns or the next row leaves its first cell empty."""
    heads = 1
    while heads < min(3, len(rows)):
        above, row = rows[heads - 1], rows[heads]
        first = row[0].words if row else ""
        merged = any(cell.span > 1 for cell in above)
        grouped = not first and (len(above) < len(row) or _are_leaves(above, row))
        spanned = merged and (not first or first == above[0].words)
        if not (grouped or spanned) or _has_figures(row) or (heads > 1 and heads == len(rows) - 1):
            break
        heads += 1
    return heads


def _are_leaves(above: list[Cell], row: list[Cell]) -> bool:
    """The second row of a heading is empty under the names of the rows and says at least two words elsewhere."""
    names = 0
    while names < len(above) and _names_rows((None, above[names].words), names):
        names += 1
    filled = [cell for cell in row if cell.words]
    return names > 0 and len(filled) >= 2 and not any(cell.words for cell in row[:names])


def _has_figures(row: list[Cell]) -> bool:
    return sum(1 for cell in row if re.fullmatch(r"[\d.,%đ]+", cell.words)) > len(row) / 3


def _headings(heads: list[list[Cell]], width: int) -> list[tuple[str | None, str]]:
    if len(heads) == 1:
        return [(None, cell.words) for cell in heads[0]]
    if width:
        layers = [[cell.words for cell in row for _ in range(cell.span)] for row in heads]
    else:
        layers = laid_out([[cell.words for cell in row] for row in heads])
    size = max(len(layer) for layer in layers)
    layers = [layer + [""] * (size - len(layer)) for layer in layers]
    columns: list[tuple[str | None, str]] = []
    for index in range(size):
        names: list[str] = []
        for layer in layers:
            if layer[index] and layer[index] not in names:
                names.append(layer[index])
        columns.append((" - ".join(names[:-1]) or None, names[-1]) if names else (None, ""))
    return columns
