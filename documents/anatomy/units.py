"""Names of bodies and people in office: where one begins and ends, and how a list of them is split.

Knows the nouns that open such a name and the verbs that end it; refuses to know which of them exist.
"""

from __future__ import annotations

import re

from documents.anatomy.unit_words import (
    FAMILY,
    FIELD_THEN_VERB,
    NAMED_PLACE_THEN_VERB,
    OPENS,
    OPENS_BARE,
    PLACE_THEN_VERB,
    STOP,
    TAIL,
)
from documents.anatomy.verb_words import (
    AT_START,
    IN_CHARGE,
    KIND_OF,
    MILD,
    NEVER_NAMED,
    NOUN_AFTER,
    NOUN_BEFORE,
    OF_FIELD,
    PREDICATE,
)
from documents.flow import Flow
from documents.keys import key_of
from documents.patterns import Phrase


def opens_unit(flow: Flow, start: int, end: int) -> bool:
    if flow.damaged:
        return OPENS_BARE.match(flow.key, start, end) is not None
    return flow.match(OPENS, start, end) is not None


# "Các Sở: Y tế, Nội vụ": the colon shares out one noun, it ends no name.
SHARED_NOUN = Phrase(r"(?:(?:giám đốc|trưởng|lãnh đạo) )?các (?:sở|phòng)(?:,? ban)?\s*:\s*(?=[^.;:]{3,200}\s)")


def subject(flow: Flow, start: int, end: int, *, asked: bool = False) -> tuple[int, int] | None:
    """The body a sentence begins with, if it begins with one: from its first word to the verb.

    After "Đề nghị", any capital word opens a body, also one of a kind unknown here.
    """
    if not opens_unit(flow, start, end) and not (asked and flow.text[start : start + 1].isupper()):
        return None
    shared = flow.match(SHARED_NOUN, start, end)
    stop = STOP.search(flow.key, shared.end() if shared else start, end)
    limit = stop.start() if stop else end
    place = _first_verb(flow, start, limit)
    if place is not None:
        return (start, place) if place - start <= 260 else None
    if stop and stop.group()[0] == ";" and 3 < stop.start() - start <= 120 and opens_unit(flow, stop.end(), end):
        # "Hội Phụ nữ, Đoàn Thanh niên các xã; các trường gửi …": the list goes on behind a semicolon.
        behind = subject(flow, stop.end(), end)
        return (start, behind[1]) if behind and behind[1] - start <= 260 else None
    if stop and stop.group() == "(":
        # A bracket between the name and its verb, as in «Sở Nội vụ (cơ quan thường trực) chủ trì».
        close = flow.key.find(")", stop.end(), min(end, stop.end() + 80))
        after = flow.search(PREDICATE, close, min(end, close + 12)) if close > 0 else None
        if after and after.start() - close <= 3:
            return start, start + len(flow.key[start : stop.start()].rstrip())
    return None


def _first_verb(flow: Flow, start: int, limit: int) -> int | None:
    """Where the name ends: before the first verb that is one, and before any small word behind "tỉnh", "huyện", "xã" …"""
    found: int | None = None
    for verb in flow.finditer(PREDICATE, start + 2, limit):
        before = flow.key[start : verb.start()].rstrip()
        if before.endswith((" và", " hoặc")) or re.search(r"\s(?:được|duoc|có liên quan đến|tham gia)\s", before):
            continue
        if _verb_is_verb(flow, verb):
            found = start + len(before.rstrip(" ,"))
            break
    acting = _acting(flow, start, limit if found is None else found)
    return found if acting is None else acting


# "Mỗi điểm trường có 01 tủ thuốc": each shall have; "các trường có 02 bếp" only tells which.
_EACH_HAS = Phrase(
    r"(?:mỗi|từng|tất cả các) (?!tuần|tháng|quý|năm|ngày|buổi|đợt)[^.,;:()]{2,50}?"
    r"(?= (?:phải |cần )?có (?:ít nhất|tối thiểu|đủ|đầy đủ|riêng|một|\d))"
)


def _acting(flow: Flow, start: int, limit: int) -> int | None:
    """Where a small word behind "huyện", "Sở Y tế" can only begin what is done."""
    has = flow.match(_EACH_HAS, start, limit)
    if has is not None:
        return has.end()
    ends = [
        acting.end()
        for phrase in (PLACE_THEN_VERB, FIELD_THEN_VERB)
        for acting in flow.finditer(phrase, start, limit)
        if flow.text[acting.end() : acting.end() + 2].strip()[:1].islower()
    ]
    if not flow.damaged:
        ends += [named.end() for named in NAMED_PLACE_THEN_VERB.finditer(flow.text, start, limit)]
    return min(ends, default=None)


def _verb_is_verb(flow: Flow, verb: re.Match[str]) -> bool:
    """Names hold verbs too (Bộ Xây dựng, các tổ chức chính trị - xã hội): capitals and nouns end no name."""
    if any(char.isupper() for char in flow.text[verb.start() : verb.end()]):
        return False
    before = flow.key[max(0, verb.start() - 24) : verb.start()].rstrip()
    if before.endswith(("thường", "đào", "thuong")) or flow.search(KIND_OF, max(0, verb.start() - 24), verb.end()):
        return False
    if verb.group() in {"phụ trách", "phu trach"} and (before.endswith(IN_CHARGE) or flow.match(OF_FIELD, verb.end())):
        return False
    if NOUN_BEFORE.on(flow.damaged).search(before) and not (before.endswith(" ban") and verb.group() in NEVER_NAMED):
        return False
    noun = flow.match(NOUN_AFTER, verb.start())
    return noun is None or verb.group() in {"bảo đảm", "bao dam"}


def starts_with_verb(flow: Flow, start: int, end: int) -> bool:
    return flow.match(AT_START, start, end) is not None


def acts_within(flow: Flow, start: int, end: int) -> bool:
    """Whether a verb of doing stands there ('căn cứ …, xây dựng …' has one, 'hằng năm,' has none)."""
    return any(
        _verb_is_verb(flow, verb)
        and verb.group() not in MILD
        and flow.key.count("(", start, verb.start()) <= flow.key.count(")", start, verb.start())
        for verb in flow.finditer(PREDICATE, start, end)
    )


def noun_phrase_end(flow: Flow, start: int, end: int) -> int:
    """Where a list of bodies that begins at `start` ends (after 'phối hợp với')."""
    stop = STOP.search(flow.key, start, end)
    limit = stop.start() if stop else end
    tail = flow.search(TAIL, start, limit)
    if tail:
        limit = tail.start()
    limit = _acting(flow, start, limit) or limit
    for verb in flow.finditer(PREDICATE, start + 2, limit):
        before = flow.key[start : verb.start()].rstrip()
        if re.search(
            r"(?:đường dây|trung tâm|quỹ|tổng đài|ban|phòng|văn phòng|cơ quan)[^,;]{0,40} (?:và|tư vấn|quản lý"
            r"|hỗ trợ)$",
            before,
        ):
            continue
        if _verb_is_verb(flow, verb):
            return start + len(before.rstrip(" ,"))
    return limit


def is_family(flow: Flow, name: str, *, alone: bool = False) -> bool:
    """Families and society help, they are not offices; a school named alone is one."""
    if alone and key_of(name, flow.damaged).strip() in {"nhà trường", "nha truong"}:
        return False
    return FAMILY.on(flow.damaged).search(key_of(name, flow.damaged)) is not None
