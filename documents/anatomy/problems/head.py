"""Slips of the file and of the head: damage, glued papers, blanks never filled in, what the head does not say."""

from __future__ import annotations

from collections.abc import Iterator

from documents.anatomy.head_words import PLACEHOLDER
from documents.anatomy.problems.seen import Seen
from documents.parsed import Problem


def about_file(seen: Seen) -> Iterator[Problem]:
    main = seen.main
    if seen.flow.damaged:
        message = "Văn bản mất dấu tiếng Việt (bản quét kém): đối chiếu từng mục với bản gốc trước khi xác nhận."
        yield Problem("no_diacritics", message, (main.start, main.start))
    for part in seen.parts[1:]:
        named = " ".join(filter(None, (part.type, part.title)))[:120]
        message = f"Tệp chứa nhiều văn bản; phần sau là “{named or 'văn bản khác'}”: tách riêng hoặc giữ chung."
        yield Problem("two_documents", message, part.span)
    for field in PLACEHOLDER.finditer(seen.flow.source.text, main.start, main.end):
        message = f"Ô trộn chưa điền: {field.group()}. Điền giá trị thật trước khi phát hành."
        yield Problem("unfilled_field", message, field.span())


def about_head(seen: Seen) -> Iterator[Problem]:
    header = seen.reading.header
    at = (seen.main.start, seen.main.start)
    if not header.number:
        message = "Chưa có số, ký hiệu: nhập số hoặc để trống nếu văn bản chưa phát hành."
        yield Problem("missing_number", message, at)
    if not header.date:
        yield Problem("missing_date", "Chưa có ngày ban hành: nhập ngày ghi trên văn bản.", at)
    if not header.issuer:
        yield Problem("missing_issuer", "Chưa rõ cơ quan ban hành: chọn cơ quan trong danh mục.", at)
