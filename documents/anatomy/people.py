"""Whose hands a sentence puts the work in: subject, lead and helpers.

Knows "A chủ trì, phối hợp với B thực hiện …" and its relatives; refuses to fill in what is not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.brackets import said_in_brackets
from documents.anatomy.coordinators import coordinators
from documents.anatomy.done_by import behind_colon, closing_bracket, counted, done_by
from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.told_later import (
    LEADS,
    LEADS_LATER,
    acting_later,
    given_after,
    invited,
    leading_later,
)
from documents.anatomy.unit_lists import units_in
from documents.anatomy.unit_words import ASKING
from documents.anatomy.units import SHARED_NOUN, acts_within, opens_unit, starts_with_verb, subject
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_LEADS_FIRST = Phrase(
    r"(?:là (?:đơn vị|cơ quan|đầu mối|bộ phận)(?: thường trực| đầu mối)?,? )?(?:chủ trì|phụ trách)(?![\w])"
)
_ASIDE = Phrase(
    r"(?:căn cứ|trên cơ sở|trường hợp|nếu|theo|hằng năm|hàng năm|hằng tháng|hàng tháng|hàng quý|hằng quý|định kỳ|trong"
    r"|trước|sau|từ|đến|tại|nhân|để|nhằm|khi|chậm nhất|ngoài|về|bên cạnh|cùng với|đối với|thường xuyên|cuối|đầu"
    r"|đồng thời|ngay sau|vào|kết thúc|quý|tháng|ngày|năm)[^,.;:]{0,260}[,:]\s*"
)
# "Khi phát hiện ca bệnh, Trạm Y tế xã …": a verb in the condition is nobody's work.
_WHENEVER = Phrase(r"(?:khi|nếu|trường hợp|sau khi|trước khi|ngay khi|ngay sau khi|để|nhằm) ")
# "Khi giáo viên, học sinh bị ốm, Trạm Y tế …": whom it befalls does not act.
_SUFFERS = Phrase(r" (?:bị|mắc|gặp|vi phạm|nghỉ|có (?:biểu|dấu|nguy|triệu|nhu)) ")
_TOPIC = Phrase(r"[^.,;:]{4,70}:\s*")
# "Thanh tra, kiểm tra: Văn phòng Sở chủ trì …"; not "Phối hợp với các ngành: Công an …".
_ANY_TOPIC = Phrase(
    r"(?!phối hợp|gồm|thành lập)[^.;:]{4,170}(?<!gồm)(?<!ngành)(?<!sau)(?<!đơn\svị)(?<!cơ\squan)(?<!là)(?<!với)(?<!như):\s+(?=\w)"
)
# "Đối với trường thiếu thiết bị, Phòng Kinh tế …": whom the work is for does not do it.
_FOR_A_TARGET = Phrase(r"đối với (?P<what>[^.;:]{3,220})")
# "Các chủ rừng: Thực hiện …": any plural before a colon acts.
_PLURAL = Phrase(r"(?:các|những) [^:,.;]{2,60}:")
_APPOINTS = Phrase(
    r"(?:phân công|cử|giao(?: cho)?)\s+(?P<who>(?:các )?(?:ông, bà|ông|bà|đồng chí|đ/c|thầy|cô|bộ phận|tổ"
    r"|các)(?![\w])[^.;:]{2,160}?)(?=\s*[.;:(]|\s+(?:trực tiếp |làm |là đầu mối|phụ trách|chịu trách nhiệm"
    r"|thực hiện|theo dõi|tham mưu|có trách nhiệm|triển khai|tổ chức))"
)
_SPEAKS = Phrase(
    r"(?:bộ trưởng|thủ tướng|phó thủ tướng|(?:đồng chí )?(?:phó )?chủ tịch|ban thường vụ|ủy ban nhân dân|ubnd|thường trực)"
    r"(?:(?! các )[^.;:,]){0,60}? (?:giao(?: cho)?|yêu cầu|đề nghị) "
)
_IS = Phrase(r"(?:các ông, bà|ông, bà)\s+(?:là\s+)")
# Under "1. Phòng Giáo dục và Đào tạo", "Chỉ đạo các trường …" is that office's own work.
_ASKING_OTHERS = Phrase(
    r"(?:kính )?(?:đề nghị|yêu cầu|đề nghị với|giao(?: cho)?(?! (?:chỉ tiêu|nhiệm vụ|ban,|lưu|ước|kế hoạch))) "
)
# "Giao Phòng Văn hóa - Xã hội làm đầu mối; phân công …": the office under whose heading it stands still does it.
_MADE_CONTACT = Phrase(r" (?:làm|là) (?:đầu mối|thường trực|cơ quan|bộ phận|đơn vị)(?: [^.;,]{0,40})?[;,]")
# Under a committee's heading "Lãnh đạo Ủy ban nhân dân …" is what it does, not who does it.
_GUIDES = Phrase(r"lãnh đạo,? (?:chỉ đạo )?(?:ủy ban|ubnd|chính quyền|hội đồng|các |đảng|lực lượng|mặt trận|công an)")
_TELLS = Phrase(r"\s*(?:chỉ đạo|giao(?: cho)?|yêu cầu|phân công) ")
_DIRECTS = Phrase(r"(?:lãnh đạo, )?(?:chỉ đạo|giao(?: cho)?|yêu cầu|phân công) ")


@dataclass(frozen=True)
class Hands:
    bodies: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    leads_implied: bool = False
    # Bodies of later sentences, beside whoever the heading names.
    further: tuple[str, ...] = ()


def hands_of(flow: Flow, start: int, end: int, *, under: bool = False) -> Hands:
    """Subject, lead and helpers of an item; `under` a heading that names a body, that body does the appointing."""
    coordinating = coordinators(flow, start, end)
    guests = invited(flow, start, end)
    if guests:
        return Hands((), (), (*guests, *(name for name in coordinating if name not in guests)))
    named = _named_first(flow, start, end)
    if named:
        return _named_hands(flow, start, end, named, coordinating)
    appointed = _appointed(flow, start, end)
    charged_with = flow.search(Phrase(r"phụ trách|chủ trì"), start, end) is not None
    if appointed and (charged_with or not under):
        return Hands(appointed, appointed if charged_with else (), coordinating)
    if under and flow.match(_GUIDES, start, end):
        return Hands((), (), coordinating)
    directed = _told_to_lead(flow, flow.match(_DIRECTS, start, end), end)
    if directed:
        # "Chỉ đạo Sở Y tế chủ trì, phối hợp với …": whoever is told to lead, leads.
        return Hands(directed, directed, coordinating)
    said = said_in_brackets(flow, start, end)
    if said and said.lead and said.helpers:
        return Hands(said.bodies, said.lead, said.helpers)
    place = _begin(flow, start, end, under)
    span = subject(flow, place, end, asked=place > start)
    if span is None:
        return _without_subject(flow, (start, place, end), coordinating, under)
    told = _told_to_lead(flow, flow.match(_TELLS, span[1], end), end)
    if told:
        return Hands(told, told, coordinating)
    span = (None if under else _spoken_to(flow, span, end)) or span
    chair = leading_later(flow, start, end) if counted(flow, *span) else ()
    if chair:
        return Hands(chair, chair, coordinating)
    names = tuple(name for name in units_in(flow, *span) if not _nobody(name))
    leads = flow.match(LEADS, span[1], end) is not None or flow.search(LEADS_LATER, span[1], end) is not None
    if not leads:
        names += acting_later(flow, span, end, names, under=under)
    return Hands(names, names if leads else (), coordinating)


def _named_hands(
    flow: Flow, start: int, end: int, named: tuple[tuple[str, ...], int], coordinating: tuple[str, ...]
) -> Hands:
    bodies, after = named
    inner = subject(flow, after, end)
    if inner and flow.search(_OF_A_KIND, start, after):
        bodies = tuple(units_in(flow, *inner))
    begins = flow.match(LEADS, inner[1], end) if inner else flow.match(_LEADS_FIRST, after, end)
    leads = begins is not None or flow.search(LEADS_LATER, after, end) is not None
    if not leads:
        bodies += acting_later(flow, (start, after), end, bodies, under=True)
    return Hands(bodies, bodies if leads else (), coordinating)


def _told_to_lead(flow: Flow, told: re.Match[str] | None, end: int) -> tuple[str, ...]:
    span = subject(flow, told.end(), end) if told else None
    return tuple(units_in(flow, *span)) if span and flow.match(LEADS, span[1], end) else ()


def _spoken_to(flow: Flow, span: Span, end: int) -> Span | None:
    """ "Bộ trưởng giao Cục Trẻ em theo dõi …": who speaks gives the work away."""
    spoken = flow.match(_SPEAKS, span[0], end)
    if spoken and spoken.end() > span[1] and opens_unit(flow, spoken.end(), end):
        return subject(flow, spoken.end(), end)
    return None


def _without_subject(flow: Flow, places: tuple[int, int, int], coordinating: tuple[str, ...], under: bool) -> Hands:
    """The sentence begins with its verb: a bracket or a later clause may still say who."""
    start, place, end = places
    said = said_in_brackets(flow, start, end)
    if said:
        return Hands(said.bodies, said.lead, said.helpers or coordinating)
    elsewhere = given_after(flow, start, end, under)
    if elsewhere is not None:
        return Hands(*elsewhere, coordinating)
    told = done_by(flow, start, end)
    if told is not None:
        return Hands(*told, coordinating)
    chair = leading_later(flow, start, end)
    if chair and not under:
        return Hands(chair, chair, coordinating)
    alone = closing_bracket(flow, start, end) or behind_colon(flow, start, end)
    if alone:
        return Hands(alone, (), coordinating)
    leads = flow.match(_LEADS_FIRST, place, end) is not None or flow.search(LEADS_LATER, start, end) is not None
    later = () if leads else acting_later(flow, (start, start), end, (), under=under)
    if later and not under:
        return Hands(later, (), coordinating)
    return Hands((), (), coordinating, leads, later)


def predicate_of(flow: Flow, start: int, end: int, *, under: bool = False) -> int:
    """Where the sentence stops naming and begins to tell what is done."""
    named = _named_first(flow, start, end)
    place = named[1] if named else _begin(flow, start, end, under)
    span = subject(flow, place, end, asked=place > start)
    return span[1] if span else place


# "Trường có nhân viên y tế: …": told apart by a condition, no name.
_OF_A_KIND = Phrase(r" (?:có|chưa có|không có|chưa|đã|đạt|thuộc diện) [^:]*:")
_REGARDING = Phrase(r"(?:đối với|về|tại) ")


def work_begins(flow: Flow, start: int, end: int) -> int:
    """Where the work is told in "Công an xã: Tuần tra …": behind the colon; in any other sentence at its start."""
    named = _named_first(flow, start, end) if not flow.match(_REGARDING, start, end) else None
    if named and flow.search(_OF_A_KIND, start, named[1]):
        return start
    return named[1] if named and len(flow.words(named[1], end)) > 15 else start


def _named_above(flow: Flow, start: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """'4. Ban Dân tộc' on a line of its own, joined to the sentence below because the page was full of broken lines."""
    broken = re.compile(r"[ \t]*\n\s*(?=\S)").search(flow.source.text, start, min(end, start + 260))
    if broken is None or not flow.text[broken.end()].isupper() or not starts_with_verb(flow, broken.end(), end):
        return None
    names = heading_bodies(flow, start, broken.start())
    return (names, broken.end()) if names else None


def _named_first(flow: Flow, start: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """'Phòng Nội vụ: Phối hợp …': a name and a colon before the sentence."""
    above = _named_above(flow, start, end)
    if above:
        return above
    found = None
    for colon in re.finditer(r":\s", flow.key[start : min(end, start + 300)]):
        names = heading_bodies(flow, start, start + colon.start())
        if (
            not names
            and flow.match(_PLURAL, start, start + colon.start() + 1)
            and flow.text[start + colon.end() : start + colon.end() + 1].isupper()
        ):
            names = (flow.name(start, start + colon.start()),)
        if names and not flow.match(SHARED_NOUN, start, end):
            found = (names, start + colon.end())
    return found


def _begin(flow: Flow, start: int, end: int, under: bool) -> int:
    """Skip 'Đề nghị', 'Căn cứ …,', 'Về …:' and other words before the subject; stay when no subject follows."""
    place = start
    target = flow.match(_FOR_A_TARGET, start, end)
    if target and flow.text[target.start("what")].islower():
        for comma in re.compile(r",\s+").finditer(flow.key, target.start("what"), target.end()):
            behind = comma.end()
            if flow.text[behind].isupper() and subject(flow, behind, end):
                return behind
    if flow.match(_WHENEVER, start, end):
        actor = _behind_condition(flow, start, end)
        if actor is not None:
            return actor
    for _ in range(3):
        asking = flow.match(ASKING if not under else _ASKING_OTHERS, place, end)
        if asking and (opens_unit(flow, asking.end(), end) or subject(flow, asking.end(), end, asked=True)):
            given = subject(flow, asking.end(), end) if under else None
            return start if given and flow.match(_MADE_CONTACT, given[1], end) else asking.end()
        if subject(flow, place, end):
            return place
        aside = _aside(flow, place, end)
        if not aside:
            break
        conditional = flow.match(_WHENEVER, place, end) is not None and opens_unit(flow, aside.end(), end)
        if not conditional and acts_within(flow, aside.start() + 8, aside.end()):
            break
        place = aside.end()
    topic = flow.match(_ANY_TOPIC, start, end)
    if topic and flow.text[topic.end()].isupper() and subject(flow, topic.end(), end):
        return topic.end()
    return start


def _behind_condition(flow: Flow, start: int, end: int) -> int | None:
    """ "Khi học sinh bị bạo lực, xâm hại, giáo viên, nhân viên báo …": the condition may hold commas of its own."""
    stop = re.compile(r"[.;:](?:\s|$)").search(flow.key, start, end)
    for comma in re.compile(r",\s+").finditer(flow.key, start, min(stop.start() if stop else end, start + 260)):
        place = comma.end()
        span = subject(flow, place, end)
        if span and not flow.search(_SUFFERS, *span):
            return place
    return None


def _aside(flow: Flow, place: int, end: int) -> re.Match[str] | None:
    """The words before the subject; the comma of "các sở, ngành" does not end them."""
    aside = flow.match(_ASIDE, place, end)
    while aside and re.search(r"(?:sở|ban|phòng|xã|phường|huyện|quận|so|phong|xa|phuong)\s*,\s*$", aside.group()):
        comma = re.compile(r"[,:]\s*").search(flow.key, aside.end(), min(end, aside.end() + 160))
        aside = comma and re.compile(r"(?s:.*)").match(flow.key, place, comma.end())
    return aside or flow.match(_TOPIC, place, end)


def _nobody(name: str) -> bool:
    """Things that begin like a body: "báo cáo", "quỹ đất"; "Báo Đồng Nai" is one."""
    word = re.match(r"(?:[Bb]áo|[Qq]uỹ) (?P<next>\w)", name)
    if word:
        return word["next"].islower() and not name.lower().startswith("báo cáo viên")
    return re.match(r"(?:việc|công tác|nội dung|kế hoạch|tổ chức (?:các|thực|tốt))", name.lower()) is not None


def _appointed(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    found = flow.match(_APPOINTS, start, end)
    if not found:
        return ()
    begin, last = found.span("who")
    title = flow.match(_IS, begin, last)
    if title:
        begin = title.end()
    if re.match(r"(?:đồng chí|đ/c|ông|bà|thầy|cô|dong chi)\s(?!.*\s(?:và|va)\s)", flow.key[begin:last]):
        # One person may hold two offices.
        return (flow.name(begin, last).strip(" ,.;"),)
    return tuple(units_in(flow, begin, last))
