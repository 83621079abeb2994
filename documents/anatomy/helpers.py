"""Who helps: the bodies named with "phối hợp".

Knows its usual turns and lists; refuses to take families and society for offices.
"""

from __future__ import annotations

import re

from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import is_family, noun_phrase_end, opens_unit
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_WITH = Phrase(
    r"(?<![\w])phối hợp(?:,? (?:chặt chẽ|tốt|kết nối|thường xuyên|hiệu quả|đồng bộ|cùng|liên hệ"
    r"|có hiệu quả))*(?P<with> với| cùng| giữa)?\s+(?:với )?"
)
# "Chỉ đạo Công an xã ký quy chế phối hợp với các trường": the paper is between those two.
_PAPER_WITH = Phrase(
    r"(?:chỉ đạo|hướng dẫn|yêu cầu) [^.;]{4,60} (?:quy chế|chương trình|kế hoạch|thỏa thuận|biên bản|văn bản|cơ chế|hợp đồng)\s*$"
)


def helpers(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """The bodies named with 'phối hợp'; families and society are no offices."""
    names: list[str] = []
    for found in flow.finditer(_WITH, start, end):
        begin = found.end()
        between = (found["with"] or "").strip() in {"giữa", "giua"}
        if flow.search(_PAPER_WITH, max(start, found.start() - 90), found.start()):
            continue
        if not between and not opens_unit(flow, begin, end):
            continue
        last = _listed_end(flow, begin, end)
        names += [
            name
            for name in _split(flow, (begin, last), between)
            if not is_family(flow, name, alone=not between) and name not in names
        ]
    return tuple(names)


def _listed_end(flow: Flow, begin: int, end: int) -> int:
    """Where the helpers end; three or more may be parted by semicolons ("Phòng A; Công an huyện; UBND các xã rà soát …")."""
    last = noun_phrase_end(flow, begin, end)
    further, count = last, 1
    while flow.text[further : further + 1] == ";" and opens_unit(flow, further + 2, end):
        begin, count = further + 2, count + 1
        further = noun_phrase_end(flow, begin, end)
        if count > 2:
            last = further
    return last


def _split(flow: Flow, span: Span, between: bool) -> list[str]:
    if not between:
        return units_in(flow, *span)
    return [part.strip() for part in re.split(r",\s*|\s+(?:và|va|với)\s+", flow.words(*span)) if opens(part)]


def opens(name: str) -> bool:
    return (
        re.match(
            r"(?:chính quyền|công an|ủy ban|ubnd|đoàn|hội|trạm|các (?:ban|ngành|cơ quan|tổ chức|đơn vị)|ban"
            r"|cơ quan|ngành)",
            name.strip().lower(),
        )
        is not None
    )
