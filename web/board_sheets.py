"""A board and a list as sheets of an .xlsx: the columns of the official table, the same figures as on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cascade.counting.views import Board, BoardRow
from cascade.counts import Counts
from kit.vocabulary import Count
from web.sheets import Sheet, workbook

HEADS = (
    "Phải thực hiện", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành, trong hạn", "Chưa hoàn thành, quá hạn",
    "Không có hạn", "Không có hạn, đã xong", "Hoàn thành", "Tỷ lệ hoàn thành (%)", "Chờ duyệt", "Sắp đến hạn", "Chưa nhận", "Bị trả lại",
    "Từ chối nhận", "Tạm dừng", "Được miễn", "Đã thu hồi",
)  # fmt: skip
LIST_HEADS = (
    "Đơn vị",
    "Mục",
    "Phần việc",
    "Văn bản",
    "Hạn",
    "Thời hạn",
    "Tiến độ",
    "Ngày gửi",
    "Ngày duyệt",
    "Quá hạn (ngày)",
)
DEFINITIONS = (
    ("Phải thực hiện", "Năm cột sau cộng lại; không gồm việc được miễn và đã thu hồi."),
    ("Hoàn thành đúng hạn", "Đã được duyệt, gửi báo xong không sau hạn hiện nay."),
    ("Hoàn thành quá hạn", "Đã được duyệt, gửi báo xong sau hạn hiện nay."),
    ("Chưa hoàn thành, trong hạn", "Chưa được duyệt; còn hạn, hoặc đã gửi trong hạn và đang chờ duyệt."),
    ("Chưa hoàn thành, quá hạn", "Chưa được duyệt; đã quá hạn."),
    ("Không có hạn", "Việc không có hạn, dù đã xong hay chưa."),
    ("Hoàn thành", "Đúng hạn + quá hạn + phần đã xong của việc không có hạn."),
    ("Chờ duyệt", "Đơn vị đã báo xong; thời gian chờ là của cấp trên. Nằm trong năm cột trên."),
)


def board_book(found: Board, *, agency: str, title: str, first: str, pieces: Iterable[Any] = ()) -> bytes:
    """Three sheets: the table, the list of pieces where given, what each figure means."""
    sheets = [
        Sheet(
            "Bảng",
            (first, *HEADS),
            list(_rows(found.rows)),
            (44, *[13] * len(HEADS)),
            ("Tất cả", *_figures(found.total)),
        )
    ]
    listed = [piece_row(view) for view in pieces]
    if listed:
        sheets.append(list_sheet(listed))
    sheets.append(_definitions())
    return workbook(agency=agency, title=title, as_of=found.as_of, words=f"Theo: {first.lower()}", sheets=sheets)


def list_book(views: Iterable[Any], *, agency: str, title: str, as_of: date, count: Count, words: str) -> bytes:
    sheets = [list_sheet([piece_row(view) for view in views]), _definitions()]
    return workbook(agency=agency, title=title, as_of=as_of, words=f"{count.label}. {words}", sheets=sheets)


def list_sheet(rows: Sequence[Sequence[Any]]) -> Sheet:
    return Sheet("Danh sách phần việc", LIST_HEADS, rows, (34, 9, 60, 18, 12, 16, 16, 12, 12, 10))


def piece_row(view: Any) -> tuple[Any, ...]:
    return (
        view.unit_name, view.ref, view.title, view.document_number or view.cascade_title, view.due_on or "Không có hạn", view.timeliness.label,
        view.progress.label, view.submitted_at, view.done_at, view.days_over or None,
    )  # fmt: skip


def _rows(rows: Iterable[BoardRow], depth: int = 0) -> Iterable[Sequence[Any]]:
    for row in rows:
        yield ("    " * depth + row.label, *_figures(row.counts))
        yield from _rows(row.children, depth + 1)


def _figures(counts: Counts) -> tuple[Any, ...]:
    return (
        counts.total, counts.done_on_time, counts.done_late, counts.in_time, counts.overdue, counts.no_deadline, counts.no_deadline_done,
        counts.done, counts.percent, counts.submitted, counts.due_soon, counts.not_received, counts.returned, counts.declined, counts.paused,
        counts.exempt, counts.revoked,
    )  # fmt: skip


def _definitions() -> Sheet:
    return Sheet("Chú giải", ("Cột", "Cách tính"), DEFINITIONS, (32, 90))
