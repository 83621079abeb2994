"""Which papers this paper stands on, carries out or mentions, and the chain among them as the text states it.

Knows how citations are phrased; refuses to know whether the cited paper exists.
"""

from __future__ import annotations

import re
from dataclasses import replace

from documents.anatomy.areas import with_area
from documents.anatomy.dates import DAY, WHOLE, whole_dates
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.laws import find_laws
from documents.anatomy.names import expand
from documents.anatomy.parts import Paper
from documents.anatomy.relations import LINK, Cited, relate
from documents.anatomy.symbols import Symbol, default_issuer, find_symbols
from documents.flow import Flow, Paragraph
from documents.parsed import Citation, Span
from documents.patterns import Phrase
from kit.text import fold

_TYPES = (
    "chương trình hành động|chương trình|kế hoạch liên tịch|kế hoạch|chỉ thị|quyết định"
    "|nghị quyết liên tịch|nghị quyết|hướng dẫn liên ngành"
    "|hướng dẫn|thông báo kết luận|thông báo|công điện|công văn|văn bản hợp nhất|văn bản|báo cáo|tờ trình"
    "|quy chế phối hợp|quy chế|quy định"
    "|phương án|đề án|dự án|thông tư liên tịch|thông tư|nghị định|kết luận|thông tri|bộ luật|luật|pháp lệnh|cv|qđ|kh"
)
_BEFORE = Phrase(rf"(?:(?P<type>{_TYPES})(?:\s+[^\d;:.()]{{0,60}}?)??\s*(?P<no>số|s[o06b]|sd|sé|sô|s)?\s*[:.]?\s*)$")
_NO_BEFORE = Phrase(r"(?:(?:^|\s)số|s[o06b])\s*[:.]?\s*$")
_SHORT = Phrase(
    r"(?P<type>đề án|nghị quyết|chỉ thị|kết luận)\s+(?:số\s+)?(?P<no>\d{1,4})(?!\w|[./\-–]\w"
    r"|\s*[/\-–]\s*[a-zđ\d]|\s*(?:năm|tháng|ngày|nội dung|nhiệm vụ|nhóm|giải pháp|đơn vị|người|trường|tỷ"
    r"|triệu|%|học sinh|điểm))"
)
_OF = Phrase(r"\s*,?\s*(?:của|cua|ctia|cta|cia|cla|ciia|do)\s+")
_ISSUED_BY = Phrase(r"(?P<who>[^.;:\n,]{3,90}?)\s+(?:đã )?ban hành\s+$")
_ISSUER_STOP = Phrase(
    r"[;:.()\"\n]|\sv/v(?![\w])|\s[-]\s(?=(?:về|v/v|kế hoạch|nghị|chỉ|quyết))|,\s*(?!giáo dục pháp luật|chống|chữa cháy"
    r"|thể thao|thương binh|hạ tầng|du lịch|gia đình)|\s(?:về|v/v|ve|vé|ban hành|phê duyệt|quy định"
    r"|hướng dẫn|thực hiện|triển khai|thông qua|sửa đổi|tại|nhằm|trong"
    r"|đã|tiếp tục|để|được|như|gồm|bổ sung|kèm theo|có|với|giao|chỉ đạo|yêu cầu|đề nghị|sửa|thay thế"
    r"|tổng kết|sơ kết|công bố|phát động|cụ thể hóa|là|theo|khóa|kỳ họp|xây dựng|cho|từ|tăng cường"
    r"|kết luận|đến|trên|giai đoạn|năm|lần thứ|quý|dưới|cùng)(?![\w])"
    rf"|\s(?:và|va)\s+(?=(?:các |những |theo )?(?:{_TYPES})(?![\w]))|\s(?=(?:{_TYPES})\s+số)"
)
_SPEAKER = Phrase(
    r",\s+(?=(?:ủy ban|ubnd|sở|phòng|trường|ban |tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng ủy|chủ tịch|bộ "
    r"|liên đoàn|đoàn |hội |công đoàn|trung tâm|chi cục|cục |công an|văn phòng|bảo hiểm|viện |bệnh viện"
    r"|huyện đoàn|tỉnh đoàn)[^,;.]{0,90}?\s(?:đề nghị|yêu cầu|ban hành|xây dựng|hướng dẫn|triển khai"
    r"|thông báo|chỉ thị|quyết định|giao|kết luận)(?![\w]))"
)
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
    relate(flow, paragraphs, symbols, cited, body_from)
    found = [_stated(flow, paper, entry) for entry in cited.values()]
    found = _merge_years(found)
    found += _short_numbers(flow, paper, found)
    found += find_laws(flow, paper.start, paper.end, [place for each in found for place in each.places])
    return sorted(found, key=lambda each: each.span)


def _is_cited(flow: Flow, symbol: Symbol, own: Symbol | None) -> bool:
    if own is not None and symbol.key == own.key:
        return False
    lead = flow.key[max(0, symbol.start - 90) : symbol.start]
    if symbol.certain:
        return True
    return _BEFORE.on(flow.damaged).search(lead) is not None or _NO_BEFORE.on(flow.damaged).search(lead) is not None


def _gather(
    flow: Flow, paper: Paper, paragraphs: list[Paragraph], symbol: Symbol, following: int, entry: Cited
) -> None:
    lead_from = max(paper.start, symbol.start - 100)
    before = _BEFORE.on(flow.damaged).search(flow.key, lead_from, symbol.start)
    if before and entry.type is None:
        entry.type = _type_name(before["type"])
    paragraph_end = next((each.end for each in paragraphs if each.start <= symbol.start < each.end), following)
    end = min(following if following > symbol.end else paper.end, paragraph_end, symbol.end + 700)
    place = symbol.end
    dated = re.compile(r"[\s,(]*(?:(?:k[yý]|ban hành|ra) )?").match(flow.key, place, end)
    begin = dated.end() if dated else place
    day = WHOLE.on(flow.damaged).match(flow.key, begin, end)
    if day:
        found = whole_dates(flow, day.start(), day.end())
        if found:
            entry.date = entry.date or found[0].iso
            place = day.end()
    issuer_at = _OF.on(flow.damaged).match(flow.key, place, end)
    if issuer_at:
        span = _issuer_span(flow, issuer_at.end(), paragraph_end)
        name = _issuer_name(flow, paper, *span) if span else None
        if name and span:
            if entry.issuer is None or not entry.printed or len(name) > len(entry.issuer):
                entry.issuer, entry.printed = name, True
            place = span[1]
    elif day and entry.issuer is None:
        # "ngày 23 tháng 4 năm 2018 Chính phủ về …": the "của" was forgotten.
        begin = place + len(flow.key[place:paragraph_end]) - len(flow.key[place:paragraph_end].lstrip(" "))
        span = _issuer_span(flow, begin, paragraph_end) if looks_like_body(flow, begin, paragraph_end) else None
        if span and flow.text[begin].isupper():
            entry.issuer, entry.printed = _issuer_name(flow, paper, *span), True
            place = span[1]
    if not day:
        _look_left(flow, paper, before.start() if before else symbol.start, entry)
    if day and not issuer_at and not entry.issuer:
        _look_left(flow, paper, before.start() if before else symbol.start, entry)
    title_end = _ENDS_TITLE.search(flow.text, place, paragraph_end)
    last = title_end.start() if title_end else paragraph_end
    speaks = flow.search(_SPEAKER, place, last)
    title = flow.words(place, speaks.start() if speaks else last).strip(" ,.-–:")
    if title and not title.startswith(("và ", "để ")) and entry.title is None and (day or issuer_at) and len(title) > 8:
        entry.title = title[:400]


def _look_left(flow: Flow, paper: Paper, start: int, entry: Cited) -> None:
    """'Ngày 20/03/2023 UBND huyện … ban hành Kế hoạch số 60/KH-UBND': date and issuer stand before the number."""
    sentence = max(flow.key.rfind(mark, max(paper.start, start - 200), start) for mark in (". ", ";", "\n"))
    first = max(paper.start, sentence + 1) if sentence >= 0 else max(paper.start, start - 200)
    by = _ISSUED_BY.on(flow.damaged).search(flow.key, first, start)
    if not by:
        return
    begin = by.start("who")
    day = None
    for day in WHOLE.on(flow.damaged).finditer(flow.key, first, by.end("who")):
        begin = max(begin, day.end())
    if day is not None and entry.date is None:
        found = whole_dates(flow, day.start(), day.end())
        entry.date = found[0].iso if found else None
    while begin < by.end("who") and flow.key[begin] in " ,":
        begin += 1
    if entry.issuer is None and looks_like_body(flow, begin, by.end("who")):
        entry.issuer = _issuer_name(flow, paper, begin, by.end("who"))


def _issuer_span(flow: Flow, start: int, end: int) -> Span | None:
    stop = start
    for found in flow.finditer(_ISSUER_STOP, start, end):
        token = flow.text[found.start() : found.end()].strip()
        # A capital inside a name is no verb (Bộ Xây dựng, Ban Tổ chức); a short name is not cut at all.
        if (token[:1].isupper() and token.lower() != "v/v") or found.start() - start < 2:
            continue
        if token == "." and re.search(r"(?:^|\s)(?:TP|P|Tp|UB|Q)$", flow.text[start : found.start()]):
            continue
        stop = found.start()
        break
    else:
        stop = end
    stop = min(stop, start + 160)
    return (start, stop) if stop > start + 1 else None


def _issuer_name(flow: Flow, paper: Paper, start: int, end: int) -> str | None:
    if not looks_like_body(flow, start, end) and not re.match(
        r"(?:quốc hội|quoc hoi|quéc|qu[ob6]\w{1,3} h|ubtvqh|tổng|trung ương|t[wư]|thủ|nhà nước|thành đoàn"
        r"|s[¢e]|b[0o6]|thanh|uỷ|uy|th[uủ]|chính|đảng|thường|giám|bí|cơ quan|nhóm)",
        flow.key[start:end],
    ):
        return None
    name = flow.name(start, end).strip(" ,.*“”\"'")
    name = re.sub(r"\s+(?:và|về|đã|có)$", "", name)
    if not 2 <= len(name) <= 140:
        return None
    return with_area(flow, paper, expand(name), [])


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


def _type_name(printed: str) -> str:
    plain = fold(printed)
    shortened = {"cv": "Công văn", "qd": "Quyết định", "kh": "Kế hoạch", "van ban": "Văn bản"}
    if plain in shortened:
        return shortened[plain]
    for name in _TYPES.split("|"):
        if fold(name) == plain:
            known = {
                "kế hoạch liên tịch": "Kế hoạch",
                "nghị quyết liên tịch": "Nghị quyết",
                "thông báo kết luận": "Thông báo",
            }
            return known.get(name, name.capitalize())
    return printed.capitalize()


def _merge_years(found: list[Citation]) -> list[Citation]:
    """A later short form without the year names the same paper (`26/2021/NQ-HĐND`, then `26/NQ-HĐND`)."""
    kept: list[Citation] = []
    for each in found:
        twin = next(
            (
                index
                for index, other in enumerate(kept)
                if each.number and other.number and _without_year(other.number) == _without_year(each.number)
                and other.number != each.number and (other.date == each.date or not each.date or not other.date)
            ),
            None,
        )  # fmt: skip
        if twin is None:
            kept.append(each)
            continue
        other = kept[twin]
        full, short = (other, each) if len(other.number or "") >= len(each.number or "") else (each, other)
        kept[twin] = replace(full, date=full.date or short.date, places=tuple(sorted({*full.places, *short.places})))
    return kept


def _without_year(number: str) -> str:
    return re.sub(r"/(?:19|20)\d\d(?=/)", "", number)


def _short_numbers(flow: Flow, paper: Paper, found: list[Citation]) -> list[Citation]:
    """'Đề án 06', 'Nghị quyết 57': a short name everybody knows; the full number is not printed."""
    full = {(each.type, re.match(r"\d+", each.number or "0").group().lstrip("0")) for each in found if each.number}  # type: ignore[union-attr]
    short: dict[tuple[str, str], Citation] = {}
    named: set[tuple[str, str]] = set()
    for match in flow.finditer(_SHORT, paper.start, paper.end):
        kind, number = _type_name(match["type"]), match["no"]
        if not flow.text[match.start()].isupper() and not flow.damaged:
            continue
        around = flow.key[max(0, match.start() - 1) : match.start()] + flow.key[match.end() : match.end() + 1]
        if around == "()":
            # "Đề án phát triển … (Đề án 06)" only says how the paper will call it.
            named.add((kind, number))
        if (kind, number) in named:
            continue
        if (
            (kind, number.lstrip("0")) in full
            or (kind, number) in short
            or DAY.on(flow.damaged).match(flow.key, match.start("no"))
        ):
            continue
        relation = (
            "implements"
            if LINK.on(flow.damaged).search(flow.key, max(0, match.start() - 40), match.start())
            else "mentions"
        )
        short[(kind, number)] = Citation(
            kind,
            number,
            None,
            None,
            relation,
            None,
            None,
            match.span(),
            0.5,
            (match.span(),),
            flow.source.text[match.start() : match.end()],
        )
    return list(short.values())
