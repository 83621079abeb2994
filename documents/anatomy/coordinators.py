"""Who helps: the bodies named with "phối hợp".

Knows its usual turns and lists; refuses to take families and society for offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import is_family, noun_phrase_end, opens_unit, starts_with_verb, subject
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_WITH = Phrase(
    r"(?<![\w])phối hợp(?:,? (?:chặt chẽ|tốt|kết nối|thường xuyên|hiệu quả|đồng bộ|cùng|liên hệ"
    r"|có hiệu quả))*(?:(?P<with> với| cùng| giữa| của)?\s+(?:với )?|(?=\s*[.;,)]))"
)
# "Chỉ đạo Công an xã ký quy chế phối hợp với các trường": the paper is between those two.
_PAPER_WITH = Phrase(
    r"(?:chỉ đạo|hướng dẫn|yêu cầu) [^.;]{4,60} (?:quy chế|chương trình|kế hoạch|thỏa thuận|biên bản|văn bản|cơ chế|hợp đồng)\s*$"
)
# "… quy định rõ trách nhiệm của trạm y tế trong việc phối hợp với các trường": whose duty is spoken of, not who works.
_DUTY_TO = Phrase(
    r"(?:trách nhiệm|vai trò|nhiệm vụ|chức năng|thẩm quyền)(?: của)? [^.;:]{3,150} trong (?:việc|công tác)(?: chủ động| tham gia)?\s*$"
)


def coordinators(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """The bodies named with 'phối hợp'; families and society are no offices."""
    names: list[str] = []
    for found in flow.finditer(_WITH, start, end):
        begin = found.end()
        between = (found["with"] or "").strip() in {"giữa", "giua"}
        if flow.search(_PAPER_WITH, max(start, found.start() - 90), found.start()):
            continue
        if flow.search(_DUTY_TO, max(start, found.start() - 220), found.start()):
            continue
        if not between and not opens_unit(flow, begin, end):
            names += [name for name in _before(flow, start, found.start()) if name not in names]
            continue
        last = _listed_end(flow, begin, end)
        names += [
            name
            for name in _split(flow, (begin, last), between)
            if not is_family(flow, name, alone=not between) and name not in names
        ]
    for beside in flow.finditer(_ALONGSIDE, start, end):
        last = noun_phrase_end(flow, beside.end(), end) if opens_unit(flow, beside.end(), end) else end
        if last < end and starts_with_verb(flow, _past_blanks(flow, last), end):
            names += [
                name
                for name in units_in(flow, beside.end(), last)
                if not is_family(flow, name, alone=True) and name not in names
            ]
    for span in _named_elsewhere(flow, start, end):
        names += [name for name in units_in(flow, *span) if name not in names]
    return tuple(names)


def _named_elsewhere(flow: Flow, start: int, end: int) -> Iterator[Span]:
    """Helpers whose own clause says so: "… . Công an xã phối hợp …", "Huyện đoàn chủ trì, Hội Phụ nữ hỗ trợ", "mời …", "huy động …"."""
    for clause in _CLAUSE.finditer(flow.key, start, end):
        span = subject(flow, clause.end(), end)
        if span and flow.match(HELPS, span[1], end):
            yield span
    for core in flow.finditer(_AT_THE_CORE, start, end):
        span = subject(flow, core.end(), end)
        if span and flow.match(_SUPPORTS, span[1], end):
            yield span
    for asked in flow.finditer(_INVITED_TOO, start, end):
        span = subject(flow, asked.end(), end)
        if span is not None:
            yield span
    for called in flow.finditer(_CALLED_UPON, start, end):
        if opens_unit(flow, *called.span("who")) and not is_family(flow, flow.name(*called.span("who")), alone=True):
            yield called.span("who")


# "Huy động Hội Phụ nữ, Đoàn xã tham gia": called upon to help.
_CALLED_UPON = Phrase(
    r"(?<![\w])huy động (?P<who>[^.;:()]{4,120}?) (?:cùng )?(?:tham gia|vào cuộc|hỗ trợ|phối hợp)(?=\s*[.;,])"
)
# "… . Mời Công ty Dược phối hợp dự trữ": whoever is invited helps.
_INVITED_TOO = Phrase(r"[.;]\s+(?:đồng thời,? )?mời ")
_OTHER_LEADS = Phrase(
    r"(?<![\w])(?:chủ trì|làm nòng cốt|làm đầu mối|chịu trách nhiệm chính|đảm nhiệm|thực hiện|theo dõi|tham mưu)(?: (?!phối hợp)[^.,;:]{2,60})?[,;] (?:các đơn vị phối hợp: )?"
)
# "Đoàn xã làm nòng cốt, Hội Phụ nữ và Công an xã hỗ trợ": the bodies between the two verbs help.
_AT_THE_CORE = Phrase(r"(?<![\w])(?:làm nòng cốt|chủ trì), (?=[^.;]{4,160}? hỗ trợ(?![\w]))")
# "…, cùng với công đoàn cơ sở lập đường dây", "chủ trì cùng với Báo …", "cùng Công an xã nhân rộng".
_ALONGSIDE = Phrase(
    r"(?:(?:(?<=[,;.]\s)|(?<=chủ\strì\s))cùng với|(?<=\s)(?<!phối\shợp\s)cùng(?! với| phối hợp| chủ trì)) "
)


_CLAUSE = re.compile(r"[.;]\s+")
# "… . Công an xã phối hợp cung cấp số liệu": helps; "phối hợp với …" is a body's own work.
HELPS = Phrase(
    r"\s*,?\s*(?:cùng |tích cực |chủ động |có trách nhiệm )?phối hợp(?! (?:chặt chẽ )?(?:với|cùng|giữa|liên)(?![\w]))"
)
_SUPPORTS = Phrase(r"\s*(?:cùng )?hỗ trợ(?![\w])")


def _past_blanks(flow: Flow, place: int) -> int:
    return place + len(flow.text[place:]) - len(flow.text[place:].lstrip())


def _before(flow: Flow, start: int, place: int) -> list[str]:
    """ "Công an huyện chủ trì, Ban Chỉ huy Quân sự huyện phối hợp …": the helpers stand before their verb."""
    leads = [found.end() for found in flow.finditer(_OTHER_LEADS, start, place)]
    if not leads or not opens_unit(flow, leads[-1], place) or flow.text[leads[-1] : place].count(".") > 0:
        return []
    last = place
    while flow.key[leads[-1] : last].rstrip(" ,").endswith((" cùng", " tích cực")):
        last = leads[-1] + flow.key[leads[-1] : last].rstrip(" ,").rfind(" ")
    return units_in(flow, leads[-1], last) if subject(flow, leads[-1], place) is None else []


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
