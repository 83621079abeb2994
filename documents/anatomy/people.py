"""Whose hands a sentence puts the work in: subject, lead and helpers.

Knows "A chủ trì, phối hợp với B thực hiện …" and its relatives; refuses to fill in what is not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.helpers import helpers
from documents.anatomy.unit_lists import units_in
from documents.anatomy.unit_words import ASKING
from documents.anatomy.units import SHARED_NOUN, acts_within, opens_unit, subject
from documents.anatomy.verb_words import VERB
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_LEADS = Phrase(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:trực tiếp |là (?:đơn vị|cơ quan)(?: đầu mối)?,? |có trách nhiệm "
    r"|chịu trách nhiệm )?(?:chủ trì|phụ trách)(?![\w])"
)
_LEADS_FIRST = Phrase(
    r"(?:là (?:đơn vị|cơ quan|đầu mối|bộ phận)(?: thường trực| đầu mối)?,? )?(?:chủ trì|phụ trách)(?![\w])"
)
_ASIDE = Phrase(
    r"(?:căn cứ|trên cơ sở|trường hợp|nếu|theo|hằng năm|hàng năm|hằng tháng|hàng tháng|hàng quý|hằng quý|định kỳ|trong"
    r"|trước|sau|từ|đến|tại|nhân|để|nhằm|khi|chậm nhất|ngoài|về|bên cạnh|cùng với|đối với|thường xuyên"
    r"|đồng thời|ngay sau|vào|kết thúc|quý|tháng|ngày|năm)[^,.;:]{0,260}[,:]\s*"
)
_TOPIC = Phrase(r"[^.,;:]{4,70}:\s*")
# "Các chủ rừng: Thực hiện …": any plural before a colon acts.
_PLURAL = Phrase(r"(?:các|những) [^:,.;]{2,60}:")
_APPOINTS = Phrase(
    r"(?:phân công|cử|giao(?: cho)?)\s+(?P<who>(?:các )?(?:ông, bà|ông|bà|đồng chí|đ/c|thầy|cô|bộ phận|tổ"
    r"|các)(?![\w])[^.;:]{2,160}?)(?=\s*[.;:(]|\s+(?:trực tiếp |làm |là đầu mối|phụ trách|chịu trách nhiệm"
    r"|thực hiện|theo dõi|tham mưu|có trách nhiệm|triển khai|tổ chức))"
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
_DIRECTS = Phrase(r"(?:lãnh đạo, )?(?:chỉ đạo|giao(?: cho)?|yêu cầu|phân công) ")


# "… . Giao Phòng Nội vụ chủ trì, …", "…; do Tổ Văn phòng phụ trách": the sentence before told what, this one tells who.
_GIVEN_AFTER = Phrase(r"(?:[.;(,]\s*)(?:giao(?: cho)?|phân công|do|trách nhiệm(?: thực hiện)?(?: là)?:)\s+")
_SHARED_IN_BRACKETS = Phrase(
    r"\((?P<lead>[^().;]{4,80}) chủ trì[,;] (?P<with>[^().]{4,160}?) (?:cùng )?phối hợp[^()]{0,60}\)"
)
_TELLS = Phrase(r"\s*(?:chỉ đạo|giao(?: cho)?|yêu cầu|phân công) ")
_SHARES_OUT = Phrase(r"[.;(,]\s*phân công ")
_GIVES = Phrase(r"[.,;]\s*giao ")
_LEADS_LATER = Phrase(r"(?:;|\.)\s+(?:đồng thời,? |là đầu mối,? )?(?:chủ trì(?! hội nghị| cuộc họp)|phụ trách)(?![\w])")
_ASKED_LATER = Phrase(r"[;.]\s+(?:đồng thời,? )?(?:đề nghị|yêu cầu)\s+")
_REPORTS = Phrase(r"\s*,?\s*(?:định kỳ |tổng hợp,? )?(?:gửi|nộp|báo cáo)(?![\w])")
_INVITES = Phrase(r"(?:kính )?(?:mời|liên hệ(?: với)?|tranh thủ) ")
_JOINS_IN = Phrase(r" (?:cùng |tích cực )?(?:phối hợp|tham gia|hỗ trợ|tham dự|giúp|tập huấn|nói chuyện|hướng dẫn|tư vấn)(?![\w])")
_CHAIRS = Phrase(r"[^;.]{0,120}?(?<![\w])(?:chủ trì|phụ trách)(?! (?:hội nghị|của)(?![\w]))(?![\w])")
_BRACKET_SAYS_WHO = Phrase(
    r"\((?:do |giao )?(?P<who>[^();]{4,110}?) (?P<does>(?:trực tiếp )?(?:chủ trì|phụ trách|thực hiện|đảm nhiệm|chịu trách nhiệm(?: chính)?"
    r"|làm đầu mối|là đầu mối|tham mưu))(?: thực hiện| tổ chức| chính| tham mưu| triển khai)?\)"
)
_CLAUSE = re.compile(r"[;.]\s+(?:riêng |đối với )?")


@dataclass(frozen=True)
class Hands:
    bodies: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    leads_implied: bool = False


def hands_of(flow: Flow, start: int, end: int, *, under: bool = False) -> Hands:
    """Subject, lead and helpers of an item; `under` a heading that names a body, that body does the appointing."""
    coordinating = helpers(flow, start, end)
    invited = _invited(flow, start, end)
    if invited:
        return Hands((), (), (*invited, *(name for name in coordinating if name not in invited)))
    named = _named_first(flow, start, end)
    if named:
        bodies, after = named
        leads = flow.match(_LEADS_FIRST, after, end) is not None or flow.search(_LEADS_LATER, after, end) is not None
        return Hands(bodies, bodies if leads else (), coordinating)
    appointed = _appointed(flow, start, end)
    charged_with = flow.search(Phrase(r"phụ trách|chủ trì"), start, end) is not None
    if appointed and (charged_with or not under):
        return Hands(appointed, appointed if charged_with else (), coordinating)
    if under and flow.match(_GUIDES, start, end):
        return Hands((), (), coordinating)
    directed = flow.match(_DIRECTS, start, end)
    if directed and opens_unit(flow, directed.end(), end):
        span = subject(flow, directed.end(), end)
        if span and flow.match(_LEADS, span[1], end):
            # "Chỉ đạo Sở Y tế chủ trì, phối hợp với …": whoever is told to lead, leads.
            names = tuple(units_in(flow, *span))
            return Hands(names, names, coordinating)
    bracket = flow.search(_SHARED_IN_BRACKETS, start, end)
    if bracket:
        leads_there = tuple(units_in(flow, *bracket.span("lead")))
        return Hands(leads_there, leads_there, tuple(units_in(flow, *bracket.span("with"))))
    place = _begin(flow, start, end, under)
    span = subject(flow, place, end, asked=place > start)
    alone = _in_brackets(flow, start, end) if span is None else None
    if alone is not None:
        return Hands(*alone, coordinating)
    if span is None:
        given = _given_after(flow, start, end, under)
        if given is not None:
            return Hands(*given, coordinating)
        chair = _leading_later(flow, start, end)
        if chair and not under:
            return Hands(chair, chair, coordinating)
        leads = flow.match(_LEADS_FIRST, place, end) is not None or flow.search(_LEADS_LATER, start, end) is not None
        return Hands((), (), coordinating, leads)
    told = flow.match(_TELLS, span[1], end)
    inner = subject(flow, told.end(), end) if told and opens_unit(flow, told.end(), end) else None
    if inner and flow.match(_LEADS, inner[1], end):
        names = tuple(units_in(flow, *inner))
        return Hands(names, names, coordinating)
    names = tuple(name for name in units_in(flow, *span) if not _nobody(name))
    leads = flow.match(_LEADS, span[1], end) is not None or flow.search(_LEADS_LATER, span[1], end) is not None
    if not under and not leads:
        names += _acting_later(flow, span, end, names)
    return Hands(names, names if leads else (), coordinating)


def _invited(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Mời Trung tâm Y tế phối hợp kiểm tra …": whoever is invited helps."""
    asked = flow.match(_INVITES, start, end)
    span = subject(flow, asked.end(), end) if asked and opens_unit(flow, asked.end(), end) else None
    if span is None or not flow.match(_JOINS_IN, span[1], end):
        return ()
    return tuple(units_in(flow, *span))


def _in_brackets(flow: Flow, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """ "… (Ban Chỉ huy Quân sự huyện chủ trì)": a bracket that says who, and nothing more."""
    for found in flow.finditer(_BRACKET_SAYS_WHO, start, end):
        begin, last = found.span("who")
        if opens_unit(flow, begin, last):
            names = tuple(units_in(flow, begin, last))
            return names, names if flow.match(_CHAIRS, found.start("does"), end) else ()
    return None


def _leading_later(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """ "Ba ngành họp mỗi tháng; Huyện đoàn chuẩn bị nội dung và chủ trì cuộc họp.": a later clause names who leads."""
    for found in _CLAUSE.finditer(flow.key, start, end):
        place = found.end()
        span = subject(flow, place, end) if opens_unit(flow, place, end) else None
        stop = _CLAUSE.search(flow.key, place, end)
        if span and flow.search(_CHAIRS, span[1], stop.start() if stop else end):
            return tuple(units_in(flow, *span))
    return ()


def _given_after(flow: Flow, start: int, end: int, under: bool) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    for found in flow.finditer(_GIVEN_AFTER, start, end):
        span = subject(flow, found.end(), end, asked=True) if opens_unit(flow, found.end(), end) else None
        if span is None or (under and flow.match(_SHARES_OUT, found.start(), end)):
            continue
        leads = flow.match(_LEADS, span[1], end) is not None
        if leads or flow.match(_GIVES, found.start(), end):
            names = tuple(units_in(flow, *span))
            return names, names if leads else ()
    return None


def _acting_later(flow: Flow, first: Span, end: int, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "Các trường tiểu học …; các trường mầm non …; đề nghị Tòa án …": one item may put several to work."""
    more: list[str] = []
    kind = flow.key[first[0] : first[1]].split()[:2]
    for found in _CLAUSE.finditer(flow.key, first[1], end):
        place = found.end()
        asked = flow.match(_ASKED_LATER, found.start(), end)
        if asked:
            place = asked.end()
        span = subject(flow, place, end) if opens_unit(flow, place, end) else None
        if span is None:
            continue
        new_sentence = found.group().startswith(".") and flow.text[place].isupper()
        same_kind = kind[0] in {"các", "cac"} and flow.key[place : span[1]].split()[:2] == kind
        if not (asked or new_sentence or same_kind) or flow.match(_REPORTS, span[1], end):
            continue
        more += [name for name in units_in(flow, *span) if name not in named and name not in more]
    return tuple(more)


def predicate_of(flow: Flow, start: int, end: int, *, under: bool = False) -> int:
    """Where the sentence stops naming and begins to tell what is done."""
    named = _named_first(flow, start, end)
    place = named[1] if named else _begin(flow, start, end, under)
    span = subject(flow, place, end, asked=place > start)
    return span[1] if span else place


_REGARDING = Phrase(r"(?:đối với|về|tại) ")


def work_begins(flow: Flow, start: int, end: int) -> int:
    """Where the work is told in "Công an xã: Tuần tra …": behind the colon; in any other sentence at its start."""
    named = _named_first(flow, start, end) if not flow.match(_REGARDING, start, end) else None
    return named[1] if named and len(flow.words(named[1], end)) > 15 else start


def _named_first(flow: Flow, start: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """'Phòng Nội vụ: Phối hợp …': a name and a colon before the sentence."""
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
    for _ in range(3):
        asking = flow.match(ASKING if not under else _ASKING_OTHERS, place, end)
        if asking and (opens_unit(flow, asking.end(), end) or subject(flow, asking.end(), end, asked=True)):
            given = subject(flow, asking.end(), end) if under else None
            return start if given and flow.match(_MADE_CONTACT, given[1], end) else asking.end()
        if opens_unit(flow, place, end) and subject(flow, place, end):
            return place
        aside = _aside(flow, place, end)
        if not aside or acts_within(flow, aside.start() + 8, aside.end()):
            break
        place = aside.end()
    return start


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


def _nothing_to_do(flow: Flow, verb: int, last: int) -> bool:
    """ "Phòng Kế hoạch tổng hợp", "giáo dục thường xuyên": a verb with nothing behind it is the end of the name."""
    found = flow.match(_LONE_VERB, verb, last)
    return found is not None and found.end() == last


_LONE_VERB = Phrase(
    rf" ?(?!có |chịu |chủ trì|phụ trách|thực hiện|phối hợp|triển khai|phải|cần|tổ chức)(?:{VERB})"
)
_TOLD = Phrase(r"\s(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công)\s+")


def heading_bodies(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """The bodies of a heading that is nothing but their names ('3. Phòng Nội vụ', 'Đề nghị Công đoàn, Đoàn …')."""
    place = start
    asking = flow.match(ASKING, start, end)
    if asking:
        place = asking.end()
    last = end
    while last > place and flow.text[last - 1] in " .:;,*_":
        last -= 1
    if last - place > 260 or not opens_unit(flow, place, last):
        return ()
    words = flow.words(place, last)
    if words.endswith(".") or re.search(r"\.\s", words):
        return ()
    acts = subject(flow, place, last)
    if acts is not None and not _nothing_to_do(flow, acts[1], last):
        told = [found.end() for found in flow.finditer(_TOLD, acts[1], last)]
        if told and opens_unit(flow, told[-1], last) and subject(flow, told[-1], last) is None:
            # "Đề nghị Sở … tham mưu UBND tỉnh chỉ đạo UBND cấp xã" over a list: the last one does it.
            return tuple(units_in(flow, told[-1], last))
        # "Các ban, ngành được giao chủ trì …" qualifies the body; a verb right behind the name makes it a sentence.
        return ()
    if flow.search(Phrase(r"\s(?:phải|cần|tiếp tục|tăng cường|đẩy mạnh|nâng cao)\s"), place, last):
        return ()
    if re.match(
        r"(?:tổ chức|báo cáo|báo |bảo vệ trẻ|đội ngũ|bản |thống kê|trường hợp|bộ tiêu|lớp học|cơ sở vật|cơ sở dữ)",
        flow.key[place:last],
    ):
        return ()
    return tuple(units_in(flow, place, last))
