"""Which papers this paper stands on, carries out or mentions, and the chain among them as the text states it.

Knows how citations are phrased; refuses to know whether the cited paper exists.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from documents.anatomy.areas import with_area
from documents.anatomy.cited_issuers import bodies_of, issued_by, issuer_behind, issuer_name, said_in
from documents.anatomy.cited_types import CITED_TYPES, cited_type, short_names
from documents.anatomy.dates import WHOLE, whole_dates
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.laws import find_laws
from documents.anatomy.parts import Paper
from documents.anatomy.relations import Cited, relate
from documents.anatomy.symbols import Symbol, default_issuer, find_symbols
from documents.flow import Flow, Paragraph
from documents.parsed import Citation
from documents.patterns import Phrase
from kit.text import fold

_BEFORE = Phrase(
    rf"(?:(?P<type>{CITED_TYPES})(?:\s+[^\d;:.()]{{0,60}}?)??\s*(?P<no>số|s[o06b]|sd|sé|sô|s)?\s*[:.]?\s*)$"
)
_NO_BEFORE = Phrase(r"(?:(?:^|\s)số|s[o06b])\s*[:.]?\s*$")
# "Mẫu số 01/BC-TE" numbers a form, not a paper.
_FORM_NUMBER = Phrase(
    r"(?:mẫu|biểu|phụ lục|bảng|tài khoản|phiếu|quy chuẩn|tiêu chuẩn)(?:\s+(?:biểu|số|báo cáo))*\s*:?\s*$"
)
_OF = Phrase(r"\s*,?\s*(?:của|cua|ctia|cta|cia|cla|ciia|do|(?P<between>giữa|giua))\s+")
_SPEAKER = Phrase(
    r",\s+(?=(?:ủy ban|ubnd|sở|phòng|trường|ban |tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng ủy|chủ tịch|bộ "
    r"|liên đoàn|đoàn |hội |công đoàn|trung tâm|chi cục|cục |công an|văn phòng|bảo hiểm|viện |bệnh viện"
    r"|huyện đoàn|tỉnh đoàn)[^,;.]{0,90}?\s(?:đề nghị|yêu cầu|ban hành|xây dựng|hướng dẫn|triển khai"
    r"|thông báo|chỉ thị|quyết định|giao|kết luận)(?![\w]))"
)
_LIST = Phrase(rf"\s*(?:,|và|và các|,\s*và)\s*(?:(?:{CITED_TYPES})\s+)?(?:số\s*)?")
_SAME_DAY = Phrase(r"\s*(?:,|và|,\s*và)\s*(?:số\s*)?")
_ENDS_TITLE = re.compile(r"[;\n]|\.(?:\s|$)|\(sau đây|\(đính kèm|\(gọi tắt")


def read_citations(
    flow: Flow, paper: Paper, paragraphs: list[Paragraph], own: Symbol | None, body_from: int
) -> list[Citation]:
    symbols = [each for each in find_symbols(flow, paper.start, paper.end) if _is_cited(flow, each, own)]
    cited: dict[str, Cited] = {}
    for index, symbol in enumerate(symbols):
        following = symbols[index + 1].start if index + 1 < len(symbols) else paper.end
        entry = cited.setdefault(symbol.key, Cited(symbol))
        entry.places.append((symbol.start, symbol.end))
        _gather(flow, paper, paragraphs, symbol, following, entry)
    _share(flow, symbols, cited)
    relate(flow, paragraphs, symbols, cited, body_from)
    found = [_stated(flow, paper, entry) for entry in cited.values()]
    found = _merge_years(found)
    found += short_names(flow, paper, found)
    found += find_laws(flow, paper.start, paper.end, [place for each in found for place in each.places])
    return sorted(found, key=lambda each: each.span)


def _is_cited(flow: Flow, symbol: Symbol, own: Symbol | None) -> bool:
    if own is not None and symbol.key == own.key:
        return False
    lead = flow.key[max(0, symbol.start - 90) : symbol.start]
    if _FORM_NUMBER.on(flow.damaged).search(lead):
        return False
    if symbol.certain:
        return True
    return _BEFORE.on(flow.damaged).search(lead) is not None or _NO_BEFORE.on(flow.damaged).search(lead) is not None


def _gather(
    flow: Flow, paper: Paper, paragraphs: list[Paragraph], symbol: Symbol, following: int, entry: Cited
) -> None:
    lead_from = max(paper.start, symbol.start - 100)
    before = _nearest_type(flow, lead_from, symbol.start)
    if before and entry.type is None:
        entry.type = cited_type(before["type"])
    paragraph_end = next((each.end for each in paragraphs if each.start <= symbol.start < each.end), following)
    end = min(following if following > symbol.end else paper.end, paragraph_end, symbol.end + 700)
    place = symbol.end
    dated = re.compile(r"[\s,(]*(?:(?:k[yý]|ban hành|ra|cùng|đều)\s)?").match(flow.key, place, end)
    begin = dated.end() if dated else place
    day = WHOLE.on(flow.damaged).match(flow.key, begin, end)
    if day:
        found = whole_dates(flow, day.start(), day.end())
        if found:
            entry.date = entry.date or found[0].iso
            place = day.end()
    place = _gather_issuer(
        flow, paper, symbol, entry, place, paragraph_end, before.start() if before else symbol.start, day
    )
    if not day:
        # "Quyết định số 522/QĐ-TTg của Thủ tướng Chính phủ ngày 14/5/2018"
        late = re.compile(r"[\s,]*").match(flow.key, place, end)
        day = WHOLE.on(flow.damaged).match(flow.key, late.end() if late else place, end)
        found = whole_dates(flow, day.start(), day.end()) if day else []
        entry.date = entry.date or (found[0].iso if found else None)
    named = place > symbol.end
    title_end = _ENDS_TITLE.search(flow.text, place, paragraph_end)
    last = title_end.start() if title_end else paragraph_end
    speaks = flow.search(_SPEAKER, place, last)
    title = flow.words(place, speaks.start() if speaks else last).strip(" ,.-–:")
    if title and not title.startswith(("và ", "để ")) and entry.title is None and named and len(title) > 8:
        entry.title = title[:400]


def _gather_issuer(
    flow: Flow, paper: Paper, symbol: Symbol, entry: Cited, place: int, end: int, first: int, day: re.Match[str] | None
) -> int:
    """The issuer behind the number and its day, or in front of them; returns where the title may begin."""
    issuer_at = _OF.on(flow.damaged).match(flow.key, place, end)
    if issuer_at:
        named = issuer_behind(
            flow, paper, issuer_at.end(), end, bodies=max(bodies_of(symbol), 2 if issuer_at["between"] else 1)
        )
        if named:
            name, place = named
            if entry.issuer is None or not entry.printed or len(name) > len(entry.issuer):
                entry.issuer, entry.printed = name, True
    elif day and entry.issuer is None:
        # "ngày 23 tháng 4 năm 2018 Chính phủ về …": the "của" was forgotten.
        begin = place + len(flow.key[place:end]) - len(flow.key[place:end].lstrip(" "))
        if looks_like_body(flow, begin, end) and flow.text[begin].isupper():
            named = issuer_behind(flow, paper, begin, end, bodies=bodies_of(symbol))
            if named:
                entry.issuer, entry.printed, place = named[0], True, named[1]
    if not issuer_at and entry.issuer is None:
        told = said_in(flow, paper, max(paper.start, first - 200), first)
        entry.issuer, entry.printed = told, told is not None
    if not day or (not issuer_at and not entry.issuer):
        _look_left(flow, paper, first, entry)
    return place


def _nearest_type(flow: Flow, start: int, end: int) -> re.Match[str] | None:
    """The kind that governs the number: in "… báo cáo tại Báo cáo số 94" the second word, not the verb."""
    before = _BEFORE.on(flow.damaged).search(flow.key, start, end)
    while before:
        nearer = _BEFORE.on(flow.damaged).search(flow.key, before.end("type"), end)
        if nearer is None or flow.key[nearer.start() - 1].isalnum():
            return before
        before = nearer
    return None


def _look_left(flow: Flow, paper: Paper, start: int, entry: Cited) -> None:
    """'Ngày 20/03/2023 UBND huyện … ban hành Kế hoạch số 60/KH-UBND': date and issuer stand before the number."""
    sentence = max(flow.key.rfind(mark, max(paper.start, start - 200), start) for mark in (". ", ";", "\n"))
    first = max(paper.start, sentence + 1) if sentence >= 0 else max(paper.start, start - 200)
    by = issued_by(flow, first, start)
    if not by:
        return
    (begin, end), (earliest, _) = by
    day = None
    for day in WHOLE.on(flow.damaged).finditer(flow.key, earliest, end):
        begin = max(begin, day.end())
    if day is not None and entry.date is None:
        found = whole_dates(flow, day.start(), day.end())
        entry.date = found[0].iso if found else None
    while begin < end and flow.key[begin] in " ,":
        begin += 1
    if entry.issuer is None and looks_like_body(flow, begin, end):
        entry.issuer = issuer_name(flow, paper, begin, end)


def _share(flow: Flow, symbols: list[Symbol], cited: dict[str, Cited]) -> None:
    """'số 12/KH-UBND, 13/KH-UBND cùng ngày … của UBND tỉnh': what stands behind a list is said of all of it."""
    for one, other in reversed(list(itertools.pairwise(symbols))):
        left, right = cited[one.key], cited[other.key]
        if one.organ != other.organ or left is right:
            continue
        between = flow.key[one.end : other.start]
        same_year = one.year is None or (right.date or "").startswith(str(one.year))
        if left.date is None and right.date and same_year and _SAME_DAY.on(flow.damaged).fullmatch(between):
            left.date = right.date
        if not left.printed and right.printed and _LIST.on(flow.damaged).fullmatch(_undated(flow, between)):
            left.issuer, left.printed = right.issuer, True
        if left.type is None or right.type is None:
            left.type, right.type = left.type or right.type, right.type or left.type


def _undated(flow: Flow, words: str) -> str:
    return WHOLE.on(flow.damaged).sub("", words)


def _stated(flow: Flow, paper: Paper, entry: Cited) -> Citation:
    symbol = entry.symbol
    default, _sure = default_issuer(symbol)
    issuer = entry.issuer
    kind = symbol.kind or entry.type
    if (
        (symbol.kind == "Công văn" and entry.type and entry.type not in {"Văn bản", "Công văn"})
        or (symbol.kind and entry.type and fold(entry.type).startswith(fold(symbol.kind)))
        or (symbol.kind == "Quyết định" and entry.type in {"Quy định", "Quy chế"})
    ):
        kind = entry.type
    if issuer is None and default:
        issuer = with_area(flow, paper, default, [])
    confidence = 0.55 + 0.15 * bool(entry.date) + 0.15 * entry.printed + 0.1 * symbol.certain
    if flow.damaged:
        confidence -= 0.2
    start, end = entry.places[0]
    return Citation(
        type=kind, number=symbol.number, date=entry.date, issuer=issuer, relation=entry.relation, parent=entry.parent,
        title=entry.title, span=(start, end), confidence=round(min(confidence, 0.97), 2), places=tuple(entry.places),
        raw=flow.source.text[start:end],
    )  # fmt: skip


def in_its_own_name(found: list[Citation], issuer: str | None) -> list[Citation]:
    """ "Kế hoạch số 98/KH-TH của nhà trường" in a school's paper: that very school's."""
    if not issuer or not issuer.startswith("Trường"):
        return found
    named = {"nha truong", "truong"}
    return [replace(each, issuer=issuer) if each.issuer and fold(each.issuer) in named else each for each in found]


def _merge_years(found: list[Citation]) -> list[Citation]:
    """A later short form without the year names the same paper (`26/2021/NQ-HĐND`, then `26/NQ-HĐND`)."""
    kept: list[Citation] = []
    alike: dict[str, list[int]] = {}
    for each in found:
        same = alike.setdefault(_without_year(each.number), []) if each.number else []
        twin = next((at for at in same if _same_paper(kept[at], each)), None)
        if twin is None:
            same.append(len(kept))
            kept.append(each)
            continue
        other = kept[twin]
        full, short = (other, each) if len(other.number or "") >= len(each.number or "") else (each, other)
        kept[twin] = replace(full, date=full.date or short.date, places=tuple(sorted({*full.places, *short.places})))
    return kept


def _same_paper(one: Citation, other: Citation) -> bool:
    return one.number != other.number and (one.date == other.date or not one.date or not other.date)


def _without_year(number: str) -> str:
    return re.sub(r"/(?:19|20)\d\d(?=/)", "", number)
