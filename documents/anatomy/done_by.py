"""Work that says at its end who does it: "… do Phòng Tài chính chủ trì", "… (Tổ chuyên môn)", "Hồ sơ … giao UBND xã …".

Knows when "do" and "giao" tell of the work itself and not of a thing in it; refuses to read the subject of a sentence.
"""

from __future__ import annotations

import re

from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import opens_unit, starts_with_verb, subject
from documents.flow import Flow
from documents.patterns import Phrase

_BY = Phrase(r"(?<=[\s,;:(])do ")
_GIVEN = Phrase(r"(?<=[\s,;)])giao(?: cho)? ")
_DOES = Phrase(
    r"\s*,?\s*(?:trực tiếp |có trách nhiệm |chịu trách nhiệm )?(?:(?P<leads>chủ trì|phụ trách)"
    r"|(?P<bears>đảm nhiệm|đảm nhận|đảm trách)|thực hiện|tham mưu|chịu trách nhiệm|làm đầu mối)(?![\w])"
)
# People who are no office may still be the ones who do it.
_PEOPLE = Phrase(
    r"(?P<who>(?:học sinh|đoàn viên|hội viên|phụ huynh|cha mẹ|thanh niên|đội viên)(?: (?!thực hiện|đảm nhiệm)[^\s.;:,()]+){0,5}) (?=(?:thực hiện|đảm nhiệm|đảm nhận))"
)
_TIME_BEFORE = re.compile(r"(?:tuần|tháng|ngày|năm|quý|kỳ|\d)\s*$")
_CLOSING_BRACKET = re.compile(r"(?P<stop>[.;])?\s*\((?P<who>[^();:\d]{5,90})\)\s*[.;]?\s*$")
_SENT_TO = Phrase(r"(?<![\w])(?:gửi|nộp|báo cáo|qua|trình|liên hệ|đăng ký)(?![\w])")
_PLACED = Phrase(r"(?<![\w])(?:thuộc|của|tại|về|cho|đến) ")
_NO_DOER = Phrase(
    r"(?:gồm|thành viên|thành phần|đối tượng|sau|với|cho|của|tại|đến|các đơn vị|cơ quan|đơn vị|như|là|địa điểm|từ|ban chỉ đạo[^:]*|tổ[^:]*|đoàn[^:]*)\s*$"
)
# "Kiểm tra 12 cơ sở (Công ty …)": the bracket tells which they are.
_MANY = Phrase(
    r"(?:các|những|một số|\d{1,3}) (?:đơn vị|cơ sở|trường|trung tâm|xã|phường|khoa|phòng|doanh nghiệp|công ty|bệnh viện"
    r"|địa phương|cơ quan|tổ chức|câu lạc bộ)(?![\w])[^,.;()]{0,60}$"
)
_COUNTED = Phrase(r"(?:hai|ba|bốn|năm|sáu) ngành\s*$")


def counted(flow: Flow, start: int, end: int) -> bool:
    """ "Ba ngành": all who signed, until a later clause names one of them."""
    return flow.match(_COUNTED, start, end) is not None


def done_by(flow: Flow, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Bodies and leads of "Việc … do Sở Y tế chủ trì", "Các hộ còn vướng mắc giao Trung tâm … chủ trì"."""
    for found in flow.finditer(_BY, start, end):
        people = flow.match(_PEOPLE, found.end(), end)
        span = people.span("who") if people else subject(flow, found.end(), end)
        does = flow.match(_DOES, span[1], end) if span else None
        if span is None or does is None:
            continue
        if does["bears"] is None and not _tells_of_work(flow, start, found.start(), end):
            continue
        names = tuple(units_in(flow, *span))
        if does["leads"]:
            return names, names
        return names + _more(flow, does.end(), end, names), ()
    for found in flow.finditer(_GIVEN, start, end):
        clause = _clause_start(flow, start, found.start())
        if starts_with_verb(flow, clause, end) or opens_unit(flow, clause, end) or clause >= found.start():
            continue
        span = subject(flow, found.end(), end)
        if span is not None:
            names = tuple(units_in(flow, *span))
            leads = flow.match(_DOES, span[1], end)
            return names, names if leads and leads["leads"] else ()
    return None


def _tells_of_work(flow: Flow, start: int, place: int, end: int) -> bool:
    """ "Tham gia lớp học do Sở Y tế tổ chức" speaks of the class; behind a mark, a time or a topic the work is meant."""
    before = flow.text[start:place].rstrip()
    if before.endswith((",", ";", ":", ".")) or _TIME_BEFORE.search(before):
        return True
    return not starts_with_verb(flow, _clause_start(flow, start, place), end)


def _clause_start(flow: Flow, start: int, place: int) -> int:
    stops = [stop.end() for stop in re.compile(r"[.;]\s+").finditer(flow.key, start, place)]
    return stops[-1] if stops else start


def _more(flow: Flow, place: int, end: int, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "…, tổ dân phố giám sát", "…; trạm y tế bố trí phòng": those who do the rest of it."""
    more: list[str] = []
    past = place
    for mark in re.compile(r"[,;]\s+").finditer(flow.key, place, end):
        span = subject(flow, mark.end(), end) if mark.start() >= past else None
        if span is not None and len(flow.words(*span).split()) >= 2:
            past = span[1]
            more += [name for name in units_in(flow, *span) if name not in named and name not in more]
    return tuple(more)


def behind_colon(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Kiểm tra bếp ăn bán trú: Phó Hiệu trưởng.": what is done, and behind the last colon nothing but who does it."""
    colon = flow.key.rfind(": ", start, end)
    if colon < 0 or not starts_with_verb(flow, start, end) or flow.search(_NO_DOER, max(start, colon - 40), colon):
        return ()
    last = flow.trimmed(start, end)
    if flow.key.count(":", start, end) > 1 or not opens_unit(flow, colon + 2, last):
        return ()
    return heading_bodies(flow, colon + 2, last)


def closing_bracket(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Lồng ghép nội dung dinh dưỡng trong môn Khoa học. (Tổ chuyên môn)": a body alone in the last bracket does it."""
    bracket = _CLOSING_BRACKET.search(flow.text, start, end)
    if bracket is None or not bracket["who"][0].isupper():
        return ()
    begin, before = bracket.span("who")[0], bracket.start()
    if bracket["stop"] is None and (
        not starts_with_verb(flow, start, end)
        or flow.search(_SENT_TO, start, begin)
        or flow.search(_MANY, start, before)
        or any(opens_unit(flow, place.end(), end) for place in flow.finditer(_PLACED, start, before))
    ):
        return ()
    return heading_bodies(flow, *bracket.span("who")) if opens_unit(flow, *bracket.span("who")) else ()
