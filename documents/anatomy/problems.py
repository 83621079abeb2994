"""What a person has to look at before anything is issued, each with its place and what to do.

Knows slips of drafting; refuses to correct them.
"""

from __future__ import annotations

import re
from collections import Counter

from documents.anatomy.head_words import PLACEHOLDER
from documents.anatomy.header import HeaderReading
from documents.anatomy.outline import Node
from documents.anatomy.parts import Paper
from documents.flow import Flow
from documents.parsed import Part, Problem, Task
from documents.patterns import Phrase

_PHONE = re.compile(r"(?<![\d.,/])(?:\+?84|0)[\s.]?(?:[35789]\d)(?:[\s.\-]?\d){7}(?![\d])")
_HOTLINE = Phrase(r"(?:đường dây nóng|tổng đài|miễn phí|tư vấn)[^.;\n]{0,60}$")
_YEAR = re.compile(r"(?<![\d/\-–])(?:19|20)\d\d(?![\d/\-–])")
_OLD_YEAR = Phrase(r"(?:năm|năm học)\s+(?P<year>(?:19|20)\d\d)(?![\d\-–]|\s*[-–]\s*\d)")


def find_problems(
    flow: Flow,
    papers: list[Paper],
    reading: HeaderReading,
    roots: list[Node],
    tasks: list[Task],
    parts: tuple[Part, ...],
) -> list[Problem]:
    main = papers[0]
    found = _about_file(flow, main, parts)
    found += _about_header(main, reading)
    found += _about_tasks(tasks)
    for root in roots:
        found += _wrong_years(flow, reading, root)
        found += _repeated(root)
    found += _phones(flow, main)
    return found


def _about_file(flow: Flow, main: Paper, parts: tuple[Part, ...]) -> list[Problem]:
    found = []
    if flow.damaged:
        message = "Văn bản mất dấu tiếng Việt (bản quét kém): đối chiếu từng mục với bản gốc trước khi xác nhận."
        found.append(Problem("no_diacritics", message, (main.start, main.start)))
    for part in parts[1:]:
        named = " ".join(filter(None, (part.type, part.title)))[:120]
        message = f"Tệp chứa nhiều văn bản; phần sau là “{named or 'văn bản khác'}”: tách riêng hoặc giữ chung."
        found.append(Problem("two_documents", message, part.span))
    for field in PLACEHOLDER.finditer(flow.source.text, main.start, main.end):
        message = f"Ô trộn chưa điền: {field.group()}. Điền giá trị thật trước khi phát hành."
        found.append(Problem("unfilled_field", message, field.span()))
    return found


def _about_header(main: Paper, reading: HeaderReading) -> list[Problem]:
    header = reading.header
    found = []
    if not header.number:
        found.append(
            Problem(
                "missing_number",
                "Chưa có số, ký hiệu: nhập số hoặc để trống nếu văn bản chưa phát hành.",
                (main.start, main.start),
            )
        )
    if not header.date:
        found.append(
            Problem("missing_date", "Chưa có ngày ban hành: nhập ngày ghi trên văn bản.", (main.start, main.start))
        )
    if not header.issuer:
        found.append(
            Problem(
                "missing_issuer", "Chưa rõ cơ quan ban hành: chọn cơ quan trong danh mục.", (main.start, main.start)
            )
        )
    return found


def _about_tasks(tasks: list[Task]) -> list[Problem]:
    found = []
    for task in tasks:
        if len(task.lead) > 1:
            names = "; ".join(task.lead)
            message = (
                f"Mục {task.ref} có {len(task.lead)} đơn vị chủ trì ({names}): chọn một đơn vị hoặc tách nhiệm vụ."
            )
            found.append(Problem("two_leads", message, task.span))
        if not task.assignees_stated:
            message = f"Mục {task.ref} không ghi đơn vị thực hiện: chọn đơn vị."
            found.append(Problem("task_without_unit", message, task.span))
        if not task.due:
            message = f"Mục {task.ref} không có hạn cụ thể: đặt hạn hoặc để “không hạn”."
            found.append(Problem("task_without_deadline", message, task.span))
    return found


def _wrong_years(flow: Flow, reading: HeaderReading, root: Node) -> list[Problem]:
    """A plan of one year that still speaks of the year before."""
    subject = reading.header.subject or ""
    years = [int(year) for year in _YEAR.findall(subject)]
    if len(set(years)) != 1 or re.search(r"\d{4}\s*[-–]\s*\d{4}", subject):
        return []
    own = years[0]
    found = []
    for node in root.walk():
        if node.kind == "root":
            continue
        for old in flow.finditer(_OLD_YEAR, node.body, node.end):
            year = int(old["year"])
            lead = flow.key[max(node.body, old.start() - 60) : old.start()]
            if year != own - 1 or re.search(
                r"(?:kết quả|tổng kết|đánh giá|so với|tháng \d{1,2}|luật|ngày \d|giai đoạn|từ|số \d)[^.;]{0,50}$", lead
            ):
                continue
            message = f"Năm {year} trong văn bản của năm {own}: kiểm tra có phải chép từ văn bản cũ."
            found.append(Problem("wrong_year", message, old.span("year")))
    return found


def _repeated(root: Node) -> list[Problem]:
    found = []
    for node in root.walk():
        labels = Counter(
            child.label
            for child in node.children
            if child.kind in {"roman", "number", "decimal", "upper", "article", "letter"}
        )
        for child in node.children:
            if labels.get(child.label, 0) > 1 and re.search(r"\(\d+\)$", child.ref):
                message = f"Có {labels[child.label]} mục cùng đánh số {child.label}: đánh số lại để dẫn chiếu được."
                found.append(Problem("repeated_section", message, (child.start, child.body)))
    return found


def _phones(flow: Flow, main: Paper) -> list[Problem]:
    found = []
    for phone in _PHONE.finditer(flow.source.text, main.start, main.end):
        if flow.search(_HOTLINE, max(0, phone.start() - 80), phone.start()):
            continue
        digits = re.sub(r"\D", "", phone.group())
        message = f"Số điện thoại cá nhân ({digits[:2]}xx xxx {digits[-3:]}): giữ trong nội bộ hoặc che khi chuyển đi."
        found.append(Problem("personal_phone", message, phone.span()))
    return found
