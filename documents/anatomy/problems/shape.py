"""Slips of shape: a form older than its plan or headed for others than fill it in, a school that plans for its district."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from documents.anatomy.parts import Paper
from documents.anatomy.problems.seen import Seen, iso_day, told
from documents.parsed import Problem
from documents.patterns import Phrase

_MONTH = Phrase(r"(?:ngày[ .…]{0,20})?tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>20\d\d)")
_SCHOOL_HEAD = re.compile(r"TRƯỜNG\s*[.…_]{3,}")
_SCHOOL = Phrase(r"(?:trường (?:mầm non|mẫu giáo|tiểu học|trung học|thcs|thpt|th |ptdt|phổ thông)|nhà trường)")
_ISSUES = Phrase(r"(?:ban hành|xây dựng|triển khai|tổ chức)(?![\w])")
_WIDE = Phrase(r"(?:trên )?địa bàn (?:toàn )?(?P<area>huyện|quận|tỉnh|thành phố|thị xã)(?![\w])")
_HEAD_LINES = 30


def older_form(seen: Seen) -> Iterator[Problem]:
    """A form behind the paper whose printed month was over before the paper, or what it cites, was issued."""
    days = [day for each in seen.citations if (day := iso_day(each.date))]
    earliest = seen.own_day or max(days, default=None)
    if earliest is None:
        return
    for paper in seen.papers[1:]:
        for found in seen.flow.finditer(_MONTH, paper.start, _head_end(seen, paper)):
            year, month = int(found["year"]), int(found["month"])
            if not 1 <= month <= 12:
                continue
            over = date(year + month // 12, month % 12 + 1, 1)
            if over <= earliest:
                message = (
                    f"Biểu mẫu kèm ghi tháng {month} năm {year}, trước văn bản này (không sớm hơn {told(earliest)}): "
                    "kiểm tra có phải mẫu của đợt khác."
                )
                yield Problem("form_older", message, found.span())
            break


def _head_end(seen: Seen, paper: Paper) -> int:
    lines = seen.flow.lines[paper.first_line : paper.last_line][:_HEAD_LINES]
    return lines[-1].end if lines else paper.end


def form_of_many(seen: Seen) -> Iterator[Problem]:
    """Headed for one school, yet its rows are filled in for several."""
    for paper in seen.papers[1:]:
        head = _SCHOOL_HEAD.search(seen.flow.source.text, paper.start, _head_end(seen, paper))
        tables = [table for form in seen.forms for table in form.tables if paper.start <= table.span[0] < paper.end]
        rows = max((_filled(table.rows) for table in tables), default=0)
        if head and rows > 1:
            message = (
                f"Biểu mẫu đề tên một trường nhưng đã điền cho {rows} đơn vị: tách mỗi đơn vị một biểu, xóa số liệu cũ."
            )
            yield Problem("form_of_many", message, head.span())


def _filled(rows: tuple[tuple[str, ...], ...]) -> int:
    return sum(
        1
        for row in rows
        if row and re.search(r"[^\W\d_]{2}", row[0]) and any(re.search(r"\d", cell) for cell in row[1:])
    )


def too_wide(seen: Seen) -> Iterator[Problem]:
    """A school whose opening sentence plans for the whole district: words of the plan it was copied from."""
    flow, issuer = seen.flow, seen.reading.header.issuer or ""
    if not _SCHOOL.on(flow.damaged).match(issuer.lower()):
        return
    first = next((node.start for node in seen.nodes() if node.kind in {"roman", "part", "number"}), seen.main.body_end)
    name = re.compile(r"\s+".join(map(re.escape, issuer.lower().split())))
    for own in name.finditer(flow.key, seen.reading.body_from, first):
        end = min(first, own.end() + 220)
        verb = flow.search(_ISSUES, own.end(), end)
        wide = flow.search(_WIDE, verb.end(), end) if verb else None
        if wide and not re.search(r"[.;]\s", flow.key[own.end() : wide.start()]):
            message = f"{issuer} lập kế hoạch “trên địa bàn {wide['area']}”: sửa thành phạm vi của trường."
            yield Problem("area_too_wide", message, wide.span())
