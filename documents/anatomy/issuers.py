"""Whose paper it is, and full names for bodies that the paper shortens.

Knows how issuers are printed in letterheads, opening sentences, signatures and citations, and completes the place from the
paper itself; refuses to know any real list of provinces or offices.
"""

from __future__ import annotations

import re

from documents.anatomy.areas import AREA, signed_for_area, with_area
from documents.anatomy.letterheads import opens_name
from documents.anatomy.names import expand, titled
from documents.anatomy.parts import Paper
from documents.anatomy.signature import Signature
from documents.anatomy.symbols import GENERIC, Symbol
from documents.flow import Flow, Line, Paragraph, shouts
from documents.keys import key_of
from documents.parsed import Field, Span
from documents.patterns import Phrase

_BODY = Phrase(
    r"(?:ủy ban nhân dân|ubnd|bch|btv|ubmttq|mttq|hội đồng nhân dân|hđnd|chủ tịch ủy ban|chủ tịch ubnd|sở|phòng|trường"
    r"|ban thường vụ|ban chấp hành|tỉnh ủy|thành ủy"
    r"|huyện ủy|quận ủy|thị ủy|đảng ủy|ban chỉ đạo|ủy ban|bộ|văn phòng|chi cục|cục|trung tâm|công an|đoàn"
    r"|hội|liên đoàn|công đoàn|ban|nhà trường|chi bộ|đảng bộ|liên đội|thủ tướng|chính phủ|chi đoàn|viện"
    r"|bảo hiểm)(?![\w])"
)


def looks_like_body(flow: Flow, start: int, end: int) -> bool:
    return flow.match(_BODY, start, end) is not None


def complete_issuer(
    flow: Flow,
    paper: Paper,
    paragraphs: list[Paragraph],
    letterhead: list[tuple[str, int, int]],
    signature: Signature,
    own: Symbol | None,
    owner: Span | None,
) -> Field:
    """The issuer by title, letterhead, opening sentence, signature or symbol, its place completed from the paper."""
    if owner:
        name = expand(titled(re.sub(r"\s+(?:KHÓA|KHOÁ|NHIỆM KỲ|LẦN THỨ)\b.*$", "", flow.name(*owner))))
        return Field(within(flow, paper, name, [expand(titled(each)) for each, _, _ in letterhead]), owner, 0.9)
    if letterhead:
        letterhead = _signing_together(letterhead, own)
        words, start, end = letterhead[-1]
        name = expand(in_running_text(flow, words) or titled(words))
        return Field(
            within(flow, paper, name, [expand(titled(each)) for each, _, _ in letterhead[:-1]]), (start, end), 0.93
        )
    named = _from_opening(flow, paper, paragraphs)
    if named:
        start, end = named
        name = expand(flow.words(start, end))
        return Field(with_area(flow, paper, name, []), (start, end), 0.8)
    for line in signature.lines:
        bare = re.sub(r"^T/?M\.?\s*", "", line)
        if bare != line:
            return Field(with_area(flow, paper, expand(titled(bare)), []), signature.span, 0.7)
    closing = _from_closing(flow, paper, paragraphs)
    if closing:
        return Field(with_area(flow, paper, expand(flow.words(*closing)), []), closing, 0.6)
    if any("TRƯỞNG PHÒNG" in line for line in signature.lines) and own is None:
        return Field(None)
    if own is not None:
        code = own.organ.split("-")[0]
        by_code = GENERIC.get(code)
        if by_code:
            return Field(with_area(flow, paper, by_code, []), (own.start, own.end), 0.5)
    return Field(None)


_OWNER = Phrase(
    r"của (?:ban chấp hành|ban thường vụ|thường trực|hội đồng nhân dân|ủy ban nhân dân|ubnd|chủ tịch|bộ chính trị|ban bí thư"
    r"|thủ tướng|chính phủ|bộ trưởng|tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng ủy)(?![\w])[^.;:,\d]{0,80}"
)
_JOINT = re.compile(r"(?:LT|LN|PH|TTLT|LTCH)$")


def title_owner(flow: Flow, lines: list[Line], kind: Line | None, title: Field) -> Span | None:
    """'CHỈ THỊ' / 'CỦA BAN THƯỜNG VỤ TỈNH ỦY': whose paper it is stands in the title, alone on its line or behind the kind."""
    if kind is None or title.value == "Thông báo":
        return None
    index = lines.index(kind)
    below = lines[index + 1 : index + 2]
    for start, end in ((title.span[1], kind.end), *((line.start, line.end) for line in below)):
        start += len(flow.text[start:end]) - len(flow.text[start:end].lstrip())
        found = flow.match(_OWNER, start, end)
        if found and end - found.end() <= 1 and shouts(flow.text[start:end]):
            return start + len("của "), end
    return None


def _signing_together(names: list[tuple[str, int, int]], own: Symbol | None) -> list[tuple[str, int, int]]:
    """Bodies that sign one paper may stand one under the other; the symbol counts them."""
    groups = re.split(r"[/\-]", own.number)[1:] if own else []
    if own is None or len(names) < 2 or not _JOINT.search(groups[0]):
        return names
    wanted, first = len(own.organ.split("-")), len(names)
    while first and wanted > 0:
        first -= 1
        wanted -= sum(1 for each in re.split(r"\s+[-–]\s+", names[first][0]) if opens_name(each))
    joint = names[first:]
    return [*names[:first], (" - ".join(words for words, _, _ in joint), joint[0][1], joint[-1][2])]


_PART_OF_PARTY = re.compile(
    r"^(?:Ban (?:Thường vụ|Thường trực|Chấp hành|Tuyên giáo|Tuyên giáo và Dân vận|Dân vận|Tổ chức|Nội chính|Xây dựng Đảng|Kinh tế)"
    r"|Thường trực|Ủy ban Kiểm tra|Văn phòng)$"
)
_OF_AREA = re.compile(
    r"^(?:Ban (?:Chỉ đạo|Chỉ huy|Quản lý|An toàn|Vì)|Hội đồng|Tiểu ban|Văn phòng (?:Hội|HĐND|Ủy|UBND)|Công đoàn|Thanh tra|Hội |Công an"
    r"|Phòng |Liên đoàn|Ủy ban Mặt trận|Đoàn |Trung tâm Phục vụ hành chính công)"
)
_PARTY_AREA = re.compile(r"(Tỉnh|Thành|Quận|Huyện|Thị) (?:ủy|đoàn) ([^,;]+)$")
_PARTY_NOUNS = {"Tỉnh": "tỉnh", "Thành": "thành phố", "Quận": "quận", "Huyện": "huyện", "Thị": "thị xã"}


def _shared_office(flow: Flow, above: str) -> str | None:
    """ "UBND HUYỆN … / VĂN PHÒNG" heads the office of council and committee, where the paper itself calls it so."""
    of_area = re.match(
        r"(?:Ủy ban nhân dân|UBND) (?P<area>(?P<noun>tỉnh|huyện|quận|xã|phường|thành phố|thị xã)\s.+)", above
    )
    if of_area is None or flow.damaged:
        return None
    pattern = rf"văn phòng (?:hđnd|hội đồng nhân dân) và (?:ubnd|ủy ban nhân dân) (?={of_area['noun']}(?!\w))"
    called = re.search(pattern.replace(" ", r"\s+"), flow.key)
    return f"{flow.words(*called.span())} {of_area['area']}" if called else None


def within(flow: Flow, paper: Paper, name: str, upper: list[str]) -> str:
    """The name completed by those above it: a committee's board by the committee, an office by its area."""
    above = upper[-1] if upper else ""
    if above == "Ban Chấp hành Trung ương":
        above = "Trung ương"
    shared = _shared_office(flow, above) if name == "Văn phòng" else None
    if shared:
        return shared
    if _PART_OF_PARTY.match(name) and above and not re.match(r"Phòng|Sở|Trường", above):
        return f"{name} {above}"
    if name.startswith("Ban ") and above.startswith("Hội đồng nhân dân"):
        return f"{name} {above}"
    party = _PARTY_AREA.search(above)
    noun = _PARTY_NOUNS[party.group(1)] if party else ""
    if party and re.search(rf"\b(?:{noun}|{party.group(1)} ủy)$", name):
        return f"{name} {party.group(2)}"
    area = AREA.search(above) or (party and re.match(r"(.*)\n(.*)", f"{noun}\n{party.group(2)}"))
    if area and _OF_AREA.match(name) and not AREA.search(name) and not _PARTY_AREA.search(name):
        trailing = re.search(rf"\s(?:{area.group(1)})$", name, re.IGNORECASE)
        return f"{name} {area.group(2)}" if trailing else f"{name} {area.group(1).lower()} {area.group(2)}"
    return signed_for_area(flow, paper, with_area(flow, paper, name, upper))


def _from_opening(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    """The body that speaks in the first paragraphs ("…, Phòng Giáo dục và Đào tạo đề nghị …")."""
    for paragraph in [each for each in paragraphs if paper.start <= each.start < paper.end][:16]:
        if paragraph.kind in {"roman", "part"}:
            break
        if paragraph.kind != "text":
            continue
        best: tuple[int, int] | None = None
        # Who speaks does so early; a paragraph of many pages is no opening.
        for verb in flow.finditer(_SPEAKS, paragraph.start, min(paragraph.end, paragraph.start + 4000)):
            span = _body_before(flow, paragraph.start, verb.start())
            if span:
                best = span
                # Who speaks stands at the end of the clause, after all the grounds.
                if not re.search(
                    r"(?:của|do|ctia|cua)\s*$", flow.key[max(0, span[0] - 6) : span[0]]
                ) and not _governs_citation(flow, verb):
                    return best
        # The grounds themselves name other bodies; only a speaker counts.
    return None


_SPEAKS = Phrase(
    r"(?<=\s)(?:ban hành|xây dựng|đề nghị|yêu cầu|hướng dẫn|thông báo|chỉ đạo|chỉ thị|triển khai"
    r"|quyết định|đề ra|tổ chức|lập|phát động|báo cáo|thống nhất|kết luận)(?![\w])"
)


def _governs_citation(flow: Flow, verb: re.Match[str]) -> bool:
    """'UBND huyện ban hành Kế hoạch số 60/KH-UBND' tells of another paper; an own paper has no number there."""
    return (
        re.match(
            r"\s*(?:kế hoạch|quyết định|chỉ thị|công văn|nghị quyết|văn bản|chương trình)?\s*số\s*\d",
            flow.key[verb.end() : verb.end() + 40],
        )
        is not None
    )


def _body_before(flow: Flow, first: int, end: int) -> tuple[int, int] | None:
    """The name that ends right before the verb: from the nearest clause break, if it opens with a body."""
    clause = max((flow.key.rfind(mark, first, end) for mark in (". ", "; ", ": ", "\n")), default=-1)
    begin = max(first, clause + 2 if clause >= 0 else first)
    candidates = [begin, *[found.end() for found in re.compile(r",\s+(?:nay )?|;\s+").finditer(flow.key, begin, end)]]
    for start in reversed(candidates):
        while start < end and flow.key[start] in " -\n":
            start += 1
        words = flow.words(start, end).strip(" ,")
        if 4 <= len(words) <= 110 and flow.match(_BODY, start, end) and words[0].isupper() and not find_number(words):
            verb = re.search(r"\s+(?:đã|có|đã có|vừa|sẽ)\s*$", flow.key[start:end])
            end = start + verb.start() if verb else end
            return start, start + len(flow.key[start:end].rstrip(" ,"))
    return None


def find_number(words: str) -> bool:
    return re.search(r"\d+\s*[/\-]\s*[A-ZĐ]", words) is not None


def _from_closing(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    for paragraph in reversed([each for each in paragraphs if paper.start <= each.start < paper.body_end]):
        if flow.match(Phrase(r"trên đây là"), paragraph.start, paragraph.end):
            for verb in flow.finditer(_SPEAKS, paragraph.start, paragraph.end):
                span = _body_before(flow, paragraph.start, verb.start())
                if span:
                    return span
    return None


def in_running_text(flow: Flow, words: str) -> str | None:
    """The shouted name as the paper itself writes it in a sentence."""
    if flow.damaged:
        return None
    pattern = r"\s+".join(re.escape(word) for word in key_of(words, flow.damaged).split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", flow.key):
        printed = flow.words(*found.span())
        if not shouts(printed) and printed[:1].isupper():
            return printed
    return None
