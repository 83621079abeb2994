"""Whom the opening sentence binds, for every item that names nobody.

Knows how a paper turns from its grounds to its orders; refuses to look into the items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import noun_phrase_end, opens_unit, subject
from documents.flow import Flow, Paragraph
from documents.patterns import Phrase

_ASKS = Phrase(
    r"(?<=\s)(?:đề nghị|yêu cầu|hướng dẫn|giao(?! ban| thông| lưu)|giao cho|chỉ đạo|chỉ thị|thông báo (?:đến|tới|cho)"
    r"|triển khai (?:đến|tới)|đề nghị với|phân công)\s+"
)
_ALIAS = Phrase(r"\(\s*(?:sau (?:đây )?(?:được )?)?(?:gọi|viết) (?:chung|tắt)?\s*(?:là)?:?\s*(?P<alias>[^)]{3,80})\)")
_NUMBERED = Phrase(r"(?:số|s\w) \d")


@dataclass(frozen=True)
class Opening:
    """The bound bodies, and whether the paper said so."""

    names: tuple[str, ...]
    stated: bool


def read_opening(
    flow: Flow, paragraphs: list[Paragraph], issuer: str | None, kind: str | None, addressees: tuple[str, ...]
) -> Opening:
    """`paragraphs` are those between the head of the paper and its first item."""
    for paragraph in reversed(paragraphs):
        named = _asked(flow, paragraph)
        if named:
            return Opening(tuple(named), True)
    if addressees and kind in {"Công văn", "Công điện", "Hướng dẫn", "Thông báo", None}:
        return Opening(addressees, False)
    for paragraph in reversed(paragraphs):
        said = _announces(flow, paragraph)
        if said:
            return Opening(said, False)
    if issuer and not _PERSON.match(issuer):
        return Opening((issuer,), False)
    return Opening(addressees, False)


# Whoever decides as one person gives the work to others, named or not.
_PERSON = re.compile(r"(?:Thủ tướng|Phó Thủ tướng|Bộ trưởng|Chủ tịch|Giám đốc|Tổng Giám đốc|Hiệu trưởng)\b")
_ANNOUNCES = Phrase(
    r"\s+(?:thống nhất |phối hợp |tổ chức )*(?:xây dựng|ban hành|triển khai|đề ra|hướng dẫn)(?: và (?:triển khai|tổ chức thực hiện|ban hành))?"
    r" (?:bản |nội dung )?(?:kế hoạch|chương trình|phương án|đề án|hướng dẫn|nghị quyết|quy chế|việc thực hiện|triển khai|thực hiện)"
)
_CLAUSE = re.compile(r"(?:[,;:.]\s+)(?=\S)")


def _announces(flow: Flow, paragraph: Paragraph) -> tuple[str, ...]:
    """«…, Ban Chấp hành Đảng bộ huyện xây dựng Chương trình hành động như sau:»: whoever speaks binds itself first."""
    if not flow.words(paragraph.start, paragraph.end).endswith(":"):
        return ()
    first = max(paragraph.start, paragraph.end - 600)
    starts = [
        *([paragraph.start] if first == paragraph.start else []),
        *(cut.end() for cut in _CLAUSE.finditer(flow.key, first, paragraph.end)),
    ]
    for start in starts:
        span = subject(flow, start, paragraph.end)
        if span and flow.text[start].isupper() and flow.match(_ANNOUNCES, span[1], paragraph.end):
            alias = flow.search(_ALIAS, span[1], paragraph.end)
            if alias and opens_unit(flow, *alias.span("alias")):
                return (flow.words(*alias.span("alias")).strip(' “”"'),)
            return tuple(units_in(flow, *span))
    return ()


def _asked(flow: Flow, paragraph: Paragraph) -> list[str] | None:
    best: list[str] | None = None
    for found in flow.finditer(_ASKS, paragraph.start, paragraph.end):
        start = found.end()
        if flow.text[found.start()].isupper() or flow.match(_NUMBERED, start, paragraph.end):
            continue
        if not opens_unit(flow, start, paragraph.end):
            continue
        end = noun_phrase_end(flow, start, paragraph.end)
        if end - start > 400 or end <= start:
            continue
        alias = flow.search(_ALIAS, start, min(paragraph.end, start + 500))
        if alias:
            return [flow.words(*alias.span("alias")).strip(' “”"')]
        names = units_in(flow, start, end)
        if names:
            best = names
    return best


_ANSWERS = Phrase(r"(?:và )?chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện) (?:quyết định|nghị quyết|chỉ thị) này")


def bound_by_last_article(flow: Flow, body: list[Paragraph]) -> Opening | None:
    """ "Điều 3. Các Bộ trưởng, … chịu trách nhiệm thi hành Quyết định này": those the plan behind the decision binds."""
    for paragraph in reversed(body):
        answers = flow.search(_ANSWERS, paragraph.body, paragraph.end)
        if answers and opens_unit(flow, paragraph.body, paragraph.end):
            return Opening(tuple(units_in(flow, paragraph.body, answers.start())), False)
    return None


def order_in(flow: Flow, paragraph: Paragraph) -> int | None:
    """Where the order itself begins in an opening that gives one ("… đề nghị các đơn vị | tổ chức …")."""
    for found in flow.finditer(_ASKS, paragraph.start, paragraph.end):
        start = found.end()
        if flow.text[found.start()].isupper() or not opens_unit(flow, start, paragraph.end):
            continue
        end = noun_phrase_end(flow, start, paragraph.end)
        rest = flow.words(end, paragraph.end).lstrip(" ,;")
        if start < end < start + 400 and len(rest) > 25:
            return paragraph.end - len(flow.text[end : paragraph.end].lstrip(" ,;"))
    return None
