"""Who must act where the sentence says so further on: in a later clause, or by an invitation.

Knows "… . Giao Phòng Nội vụ …", "…; Huyện đoàn chủ trì", "Mời X phối hợp"; refuses to read the subject itself
(documents.anatomy.people does).
"""

from __future__ import annotations

import re

from documents.anatomy.coordinators import HELPS
from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import opens_unit, subject
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

LEADS = Phrase(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:trực tiếp |là (?:đơn vị|cơ quan|bộ phận)(?: đầu mối| thường trực)?,? |có trách nhiệm "
    r"|chịu trách nhiệm |đồng |cùng )?(?:chủ trì|phụ trách)(?![\w])"
)
LEADS_LATER = Phrase(r"(?:;|\.)\s+(?:đồng thời,? |là đầu mối,? )?(?:chủ trì(?! hội nghị| cuộc họp)|phụ trách)(?![\w])")
# "… . Giao Phòng Nội vụ chủ trì, …", "…; do Tổ Văn phòng phụ trách": the sentence before told what, this one tells who.
_GIVEN_AFTER = Phrase(r"(?:[.;(,]\s*|\s[-–]\s)(?:giao(?: cho)?|phân công|do|trách nhiệm(?: thực hiện)?(?: là)?:)\s+")
_SHARES_OUT = Phrase(r"[.;(,]\s*phân công ")
_GIVES = Phrase(r"(?:[.,;]\s*|\s[-\u2013]\s)giao ")
_ASKED_LATER = Phrase(r"[;.]\s+(?:đồng thời,? )?(?:đề nghị|yêu cầu)\s+|\.\s+giao(?: cho)? ")
# "…; bí thư cấp ủy trực tiếp làm trưởng ban": the head of the body just named is no other body.
_ITS_HEAD = Phrase(r"(?:bí thư|chủ tịch|thủ trưởng|người đứng đầu|lãnh đạo|cán bộ)(?![\w])")
# "Đơn vị nào đã có thì …": a case, nobody in particular.
_A_CASE = Phrase(
    r"[^,.;]{0,40} (?:nào|chưa có|chưa|đã có)(?![\w])|(?:đơn vị|cơ quan|bộ phận|người) (?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối)|trường hợp|người dân|các ông, bà|ông|bà "
)
_REPORTS = Phrase(
    r"\s*,?\s*(?:định kỳ |tổng hợp,? )?(?:gửi|nộp|báo cáo)(?![\w])|\s*(?:phải )?chịu (?:hoàn toàn )?trách nhiệm (?:nếu|trước|khi)(?![\w])"
    r"|\s*là (?:cơ quan|đơn vị|bộ phận|đầu mối|thành viên)(?![\w])"
)
_FOR = Phrase(r" (?:cho|giúp|để) (?P<who>[^.;:()]{4,90}?) (?:để )?(?:thực hiện|triển khai|tổ chức)(?![\w])")
_IN_CHARGE = Phrase(
    r"\s*,?\s*(?:trực tiếp )?(?:chịu trách nhiệm (?:chính|thực hiện|tổ chức)|làm đầu mối|đảm nhiệm|đảm nhận)(?![\w])"
)
_INVITES = Phrase(r"(?:kính )?(?:mời|liên hệ(?: với)?|tranh thủ) ")
_JOINS_IN = Phrase(
    r" (?:cùng |tích cực )?(?:phối hợp|tham gia|hỗ trợ|tham dự|giúp|tập huấn|nói chuyện|hướng dẫn|tư vấn)(?![\w])"
)
_CHAIRS = Phrase(r"[^;.]{0,120}?(?<![\w])(?:chủ trì|phụ trách)(?! (?:hội nghị|của)(?![\w]))(?![\w])")
_SHORT = 160
_CLAUSE_OR_DASH = re.compile(r"[;.]\s+(?:riêng |đối với )?|\s[-–]\s")
_CLAUSE = re.compile(r"[;.]\s+(?:riêng |đối với )?")


def invited(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Mời Trung tâm Y tế phối hợp kiểm tra …": whoever is invited helps."""
    asked = flow.match(_INVITES, start, end)
    span = subject(flow, asked.end(), end) if asked else None
    if span is None or not flow.match(_JOINS_IN, span[1], end):
        return ()
    return tuple(units_in(flow, *span))


def leading_later(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Ba ngành họp mỗi tháng; Huyện đoàn chuẩn bị nội dung và chủ trì cuộc họp.": a later clause names who leads."""
    for found in _CLAUSE_OR_DASH.finditer(flow.key, start, end):
        place = found.end()
        if found.group()[0] not in ";." and end - place > _SHORT:
            # Only what closes the item; names hold dashes too.
            continue
        span = subject(flow, place, end)
        stop = _CLAUSE.search(flow.key, place, end)
        if span and flow.search(_CHAIRS, span[1], stop.start() if stop else end):
            return tuple(units_in(flow, *span))
    return ()


def given_after(flow: Flow, start: int, end: int, under: bool) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    for found in flow.finditer(_GIVEN_AFTER, start, end):
        span = subject(flow, found.end(), end, asked=True) if opens_unit(flow, found.end(), end) else None
        if span is None or (under and flow.match(_SHARES_OUT, found.start(), end)):
            continue
        leads = flow.match(LEADS, span[1], end) is not None
        if leads or flow.match(_GIVES, found.start(), end):
            names = tuple(units_in(flow, *span))
            names += () if leads or under else acting_later(flow, span, end, names)
            return names, names if leads else ()
    return None


def _is_named(flow: Flow, start: int, end: int) -> bool:
    """Behind a semicolon only a whole name begins a new subject: two words at least."""
    return len(flow.words(start, end).split()) >= 2


def _helped(flow: Flow, start: int, end: int) -> list[str]:
    """ "Công an xã phối hợp cung cấp số liệu cho Phòng Nội vụ để thực hiện": whoever is helped does the work."""
    stop = _CLAUSE.search(flow.key, start, end)
    for found in flow.finditer(_FOR, start, stop.start() if stop else end):
        if opens_unit(flow, *found.span("who")):
            return units_in(flow, *found.span("who"))
    return []


def _each_of(flow: Flow, first: Span, span: Span) -> bool:
    """ "Các xã còn lại …; mỗi xã …": one by one they are those already named."""
    each = re.compile(r"(?:mỗi|từng|moi|tung) (?P<kind>\w+)").match(flow.key, *span)
    return (
        each is not None
        and re.search(rf"(?:các|cac) {each['kind']}(?![\w])", flow.key[first[0] : first[1]]) is not None
    )


def acting_later(flow: Flow, first: Span, end: int, named: tuple[str, ...], *, under: bool = False) -> tuple[str, ...]:
    """ "Các trường tiểu học …; các trường mầm non …; đề nghị Tòa án …": one item may put several to work."""
    more: list[str] = []
    kind = flow.key[first[0] : first[1]].split()[:2]
    for found in _CLAUSE.finditer(flow.key, first[1], end):
        place = found.end()
        # Under its own heading a body that asks others does its own work.
        asked = None if under else flow.match(_ASKED_LATER, found.start(), end)
        if asked:
            place = asked.end()
        span = subject(flow, place, end)
        if span is None or flow.match(_A_CASE, place, end):
            continue
        if _each_of(flow, first, span):
            continue
        if flow.match(HELPS, span[1], end):
            more += _helped(flow, span[1], end)
            continue
        new_sentence = flow.text[place].isupper() and (found.group().startswith(".") or _is_named(flow, place, span[1]))
        if flow.key[: first[0]].rstrip().endswith(("giao", "giao cho")) and flow.text[place].isupper():
            # "Giao Phòng Kinh tế …; Phòng Văn hóa - Xã hội …": both are given their share.
            new_sentence = True
        if flow.text[place].islower() and (named or more) and found.group().startswith(";"):
            # "Các trường lập danh sách; trưởng thôn đến từng nhà": a whole name in small letters acts too.
            new_sentence = _is_named(flow, place, span[1]) and not flow.match(_ITS_HEAD, place, end)
        if flow.match(_IN_CHARGE, span[1], end):
            # "Tổ chức ký cam kết; giáo viên chủ nhiệm chịu trách nhiệm chính": nothing else is told of it than who does it.
            new_sentence = True
        same_kind = kind[:1] != [] and kind[0] in {"các", "cac"} and flow.key[place : span[1]].split()[:2] == kind
        if not (asked or new_sentence or same_kind) or flow.match(_REPORTS, span[1], end):
            continue
        more += [name for name in units_in(flow, *span) if name not in named and name not in more]
    return tuple(more)
