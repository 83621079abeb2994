"""Boards and lists as .xlsx: the same head as on paper, real numbers and dates, text that never becomes a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from kit import clock
from kit.text import fold

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, heads, rows of plain values, the width of each column."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    totals: Sequence[Any] = field(default=())


def workbook(*, agency: str, title: str, as_of: date, words: str, sheets: Sequence[Sheet]) -> bytes:
    """Head in rows 1 to 4 (agency, title, as-of, filter in words), heads frozen in row 6."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": title, "company": agency})
    formats = {
        "strong": book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 12}),
        "title": book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 14}),
        "quiet": book.add_format({"italic": True, "font_name": "Times New Roman", "font_size": 11}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "border": 1, "bg_color": "#F1EEE6",
                                 "font_name": "Times New Roman", "font_size": 11}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 11}),
        "number": book.add_format({"border": 1, "valign": "top", "num_format": "#,##0", "font_name": "Times New Roman", "font_size": 11}),
        "rate": book.add_format({"border": 1, "valign": "top", "num_format": "0.0", "font_name": "Times New Roman", "font_size": 11}),
        "day": book.add_format({"border": 1, "valign": "top", "num_format": "dd/mm/yyyy", "font_name": "Times New Roman", "font_size": 11}),
    }  # fmt: skip
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        page.write_string(0, 0, agency.upper(), formats["strong"])
        page.write_string(1, 0, title, formats["title"])
        page.write_string(2, 0, f"Số liệu đến {as_of:%d/%m/%Y}", formats["quiet"])
        page.write_string(3, 0, words, formats["quiet"])
        for column, head in enumerate(sheet.heads):
            page.write_string(5, column, head, formats["head"])
            page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else 14)
        page.freeze_panes(6, 1)
        page.repeat_rows(5)
        at = 6
        for row in sheet.rows:
            _write(page, at, row, formats)
            at += 1
        if sheet.totals:
            _write(page, at, sheet.totals, formats)
    book.close()
    return target.getvalue()


def _write(page: Any, at: int, row: Sequence[Any], formats: dict[str, Any]) -> None:
    for column, value in enumerate(row):
        match value:
            case None | "":
                page.write_blank(at, column, None, formats["cell"])
            case bool():
                page.write_string(at, column, "có" if value else "không", formats["cell"])
            case Decimal() | float():
                page.write_number(at, column, float(value), formats["rate"])
            case int():
                page.write_number(at, column, value, formats["number"])
            case datetime():
                page.write_datetime(
                    at, column, datetime.combine(clock.local_day(value), datetime.min.time()), formats["day"]
                )
            case date():
                page.write_datetime(at, column, datetime.combine(value, datetime.min.time()), formats["day"])
            case _:
                page.write_string(at, column, str(value).replace("\r", "\n"), formats["cell"])


def file_name(*parts: str, as_of: date) -> str:
    """kh-281_qua-han_2024-11-18.xlsx: plain letters, so that any machine and any chat keeps it."""
    kept = ["-".join("".join(mark if mark.isalnum() else " " for mark in fold(part)).split()) for part in parts if part]
    return "_".join([*filter(None, kept), as_of.isoformat()]) + ".xlsx"


def disposition(name: str) -> str:
    return f'attachment; filename="{name}"'
