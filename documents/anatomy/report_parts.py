"""The two halves of a report: what is sent, and to whom.

Knows how the object and the addressee of "báo cáo", "gửi", "nộp" are printed; refuses to decide whether a report is asked for.
"""

from __future__ import annotations

import re

from documents.anatomy.issuers import looks_like_body
from documents.anatomy.names import expand
from documents.anatomy.report_words import TO, TO_END
from documents.anatomy.units import opens_unit
from documents.flow import Flow
from documents.patterns import Phrase

_PASSED_ON = Phrase(r"\s(?:để )?(?:báo cáo|trình)\s+")


def addressee(flow: Flow, start: int, end: int) -> tuple[str | None, int]:
    for found in (each for phrase in reversed(TO) for each in flow.finditer(phrase, start, end)):
        begin = found.start("body")
        lead = flow.key[found.end() : begin]
        first = found.end() if lead else begin
        first = min(first, begin)
        while first > start and flow.key[first - 1] not in " \n":
            first -= 1
        named = looks_like_body(flow, first, end) or (flow.text[first].isupper() and opens_unit(flow, first, end))
        if not named and not re.match(
            r"(?:lãnh đạo|thường trực|văn phòng|ban |bộ phận|tổ |đồng chí|đ/c|chủ tịch|hiệu trưởng|cấp trên|trưởng"
            r"|phó|ông|bà|các cơ quan|cơ quan|cấp ủy|người|giám đốc|hội đồng|quận|huyện|tỉnh|thành phố|pgd|sgd"
            r"|ubnd|p\.|phong|so |chuyên viên|đơn vị)",
            flow.key[first:end],
        ):
            continue
        stop = next(
            (
                each
                for each in flow.finditer(TO_END, first + 3, end)
                if not flow.text[each.start() : each.end()].strip()[:1].isupper()
            ),
            None,
        )
        last = stop.start() if stop else end
        while stop and stop.group().startswith(",") and looks_like_body(flow, stop.end(), end):
            begin_next = stop.end()
            stop = next(iter(flow.finditer(TO_END, begin_next, end)), None)
            last = stop.start() if stop else end
        passed_on = flow.search(_PASSED_ON, first, last)
        if passed_on and looks_like_body(flow, passed_on.end(), last):
            # "trình UBND huyện báo cáo UBND tỉnh": it ends with the second.
            first = passed_on.end()
        name = flow.name(first, last).strip(" .,;:")
        if name:
            return expand(name), last
    return None, start


def what_is_sent(flow: Flow, start: int, end: int) -> str:
    found = flow.search(
        Phrase(r"báo cáo(?!\s*:)(?! (?:này|theo))[^.;,()]{0,90}|(?:gửi|nộp) [^.;,()]{3,90}"), start, end
    )
    if not found:
        return "Báo cáo"
    first = found.start()
    object_at = re.compile(r"(?:gửi|nộp) (?:(?:về|cho|tới)|(?=\S))").match(flow.key, first, end)
    if object_at and (object_at.group().strip() not in {"gửi", "nộp"} or looks_like_body(flow, object_at.end(), end)):
        # "lập danh sách … gửi về Phòng": what is sent stands before the verb.
        clause = max(flow.key.rfind(mark, start, first) for mark in (";", ":", ". ", ","))
        before = flow.words(max(start, clause + 1), first)
        if len(before) < 6 and clause > start:
            earlier = max(flow.key.rfind(mark, start, clause) for mark in (";", ":", ". ", ","))
            before = flow.words(max(start, earlier + 1), clause)
        if len(before) > 5:
            return (before[:1].upper() + before[1:])[:140]
    words = flow.words(*found.span())
    words = re.split(r"\s(?:gửi|về (?=[A-ZĐ])|trước|chậm nhất|qua|thông qua|cho (?=[A-ZĐ]))", words)[0].strip(" ,.-")
    words = re.sub(r"^(?:gửi|nộp)\s+", "", words)
    return (words[:1].upper() + words[1:])[:140] if len(words) > 2 else "Báo cáo"
