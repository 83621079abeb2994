"""Brackets that say who does the work: "(Phòng Y tế chủ trì, phối hợp với các xã)", "(Giao Công an phường)", "(Đoàn xã thực hiện)".

Knows the turns of such brackets and that they may stand behind the full stop or on a line of their own; refuses to read labels
("(Chủ trì: …)") and bodies named alone, which others read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import opens_unit
from documents.flow import Flow
from documents.patterns import Phrase

_BRACKET = re.compile(r"\(\s*(?P<said>[^()]{4,240}?)\s*\)")
_GIVEN = Phrase(r"giao(?: nhiệm vụ)?(?: cho)? ")
_DONE_BY = Phrase(r"do |trách nhiệm(?: của)?:? ")
_DOES = Phrase(
    r"(?P<who>[^;:()]{4,120}?),? (?:trực tiếp |chịu trách nhiệm |là đơn vị |là cơ quan )?(?:(?P<leads>chủ trì|(?<!tổng\s)phụ trách)|thực hiện"
    r"|đảm nhiệm|đảm nhận|chịu trách nhiệm(?: chính)?|(?:làm|là) đầu mối|làm nòng cốt|tham mưu|theo dõi|phối hợp(?= với | cùng ))(?![\w])"
)
_AND_SO = r"(?:,? (?:và |để |cùng )?(?:thực hiện|tổ chức|tham mưu|triển khai|theo dõi|đôn đốc|hướng dẫn|chính))*"
_ALONE = Phrase(rf"{_AND_SO}\s*$")
_WITH = Phrase(
    rf"{_AND_SO}[,;]? ?(?:và |cùng )?(?:phối hợp(?: chặt chẽ)? )?(?:với|cùng)(?: với)? (?P<with>[^:]{{3,190}}?){_AND_SO}\s*$"
)
_HELPED = Phrase(
    rf"{_AND_SO}[,;] (?:(?:đơn vị|cơ quan) )?(?P<with>[^:]{{3,190}}?) (?:cùng |tham gia )?(?:phối hợp|hỗ trợ)[^:]{{0,60}}$"
)


# "Giao Phòng Y tế chủ trì, phối hợp với các xã thực hiện." and no word of what is done.
_ONLY_GIVEN = Phrase(
    r"giao(?: cho)? [^.;:()]{4,60} chủ trì(?:,? phối hợp với [^.;:()]{4,120})?,? (?:tổ chức |triển khai )?thực hiện\s*[.;]?\s*$"
)
_ACTS = re.compile(
    r" (?:rà soát|kiểm tra|tổ chức|xây dựng|theo dõi|hướng dẫn|huy động|tham mưu|triển khai|việc|giám sát) "
)


@dataclass(frozen=True)
class Said:
    bodies: tuple[str, ...]
    lead: tuple[str, ...]
    helpers: tuple[str, ...]
    start: int


def said_in_brackets(flow: Flow, start: int, end: int) -> Said | None:
    """The first bracket that says who does it, and nothing more."""
    for bracket in _BRACKET.finditer(flow.key, start, end):
        said = said_of(flow, *bracket.span("said"), start=bracket.start())
        if said is not None:
            return said
    return None


def said_of(flow: Flow, begin: int, last: int, *, start: int = 0) -> Said | None:
    """The words of a bracket or of a label: "Phòng Y tế chủ trì, phối hợp với các xã"."""
    given = flow.match(_GIVEN, begin, last)
    told = given or flow.match(_DONE_BY, begin, last)
    begin = told.end() if told else begin
    if not opens_unit(flow, begin, last):
        return None
    does = flow.match(_DOES, begin, last)
    if does is None:
        named = heading_bodies(flow, begin, last) if given else ()
        return Said(named, (), (), start) if named else None
    names = tuple(units_in(flow, *does.span("who")))
    helped = flow.match(_WITH, does.end(), last) or flow.match(_HELPED, does.end(), last)
    if helped is None and flow.match(_ALONE, does.end(), last) is None:
        return None
    helpers = tuple(units_in(flow, *helped.span("with"))) if helped else ()
    return Said(names, names if does["leads"] else (), helpers, start)


def says_who_alone(flow: Flow, start: int, end: int) -> bool:
    """A paragraph that says nothing but who, "(Phòng Y tế)" or "Giao Phòng Y tế chủ trì thực hiện.", speaks of the item above it."""
    if flow.match(_ONLY_GIVEN, start, end):
        given = said_of(flow, start, flow.trimmed(start, end))
        return given is not None and all(len(name) < 60 and not _ACTS.search(name) for name in given.helpers)
    bracket = _BRACKET.match(flow.key, start, end)
    if bracket is None or flow.text[bracket.end() : end].strip(" .;"):
        return False
    said = said_of(flow, *bracket.span("said"))
    return said is not None or (
        opens_unit(flow, *bracket.span("said")) and bool(heading_bodies(flow, *bracket.span("said")))
    )
