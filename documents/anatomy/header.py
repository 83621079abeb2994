"""Who speaks, under what number, when, to whom and about what: the head and the foot of the paper.

Knows the layout of State and Party papers, also when the letterhead is missing; refuses to know their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.anatomy.dates import WHOLE, whole_dates
from documents.anatomy.issuers import body_name, complete_issuer, looks_like_body
from documents.anatomy.parts import LETTERHEAD, LETTERHEAD_BARE, MOTTO, Paper
from documents.anatomy.signature import Signature, find_signature
from documents.anatomy.symbols import TYPES, Symbol, find_symbols
from documents.flow import Flow, Line, Paragraph, shouts
from documents.parsed import Field, Header
from documents.patterns import CAPITALS, Phrase
from kit.text import fold, squeeze

_TYPE_WORDS = (
    "chương trình hành động|chương trình công tác|chương trình|kế hoạch liên tịch|kế hoạch hành động|kế hoạch|chỉ thị|quyết định|nghị quyết liên tịch|nghị quyết|hướng dẫn liên ngành|hướng dẫn"
    "|thông báo kết luận|thông báo|công điện|công văn|báo cáo|tờ trình|quy chế|quy định|phương án|đề án|dự án|thông tư|nghị định"
    "|kết luận|thông tri|biên bản|giấy mời|thư ngỏ|quy trình|lời kêu gọi|thông cáo|chiến lược|luật"
)
TYPE_LINE = Phrase(rf"(?:{_TYPE_WORDS})(?![\w])")
TYPE_NAMES = {
    "chương trình hành động": "Chương trình hành động", "chương trình công tác": "Chương trình",
    "kế hoạch liên tịch": "Kế hoạch", "kế hoạch hành động": "Kế hoạch", "nghị quyết liên tịch": "Nghị quyết",
    "hướng dẫn liên ngành": "Hướng dẫn", "thông báo kết luận": "Thông báo",
}  # fmt: skip
_NUMBER_LINE = Phrase(r"(?:s[ốo6ób]|sb|s0)\s*[:.]?\s*(?=[\d/…._\-]|\s)")
_ABOUT = Phrase(r"v\s*/\s*v\s*[:.]?\s*|(?:trích yếu|về việc)\s*:\s*")
_DEAR = Phrase(r"k[íi]nh (?:gửi|g[ưu]i|g[ửữừứ]i)\s*[:.]?\s*")
_WIRES = Phrase(r"[^.;:]{4,90}\bđiện\s*:\s*")
_BODY_STARTS = Phrase(
    r"(?:căn cứ|thực hiện (?:kế hoạch|công văn|chỉ thị|nghị quyết|quyết định|chương trình|hướng dẫn|kết luận|thông báo|công điện|nhiệm vụ|ý kiến|luật|nghị định|thông tư|đề án|văn bản|quy định|sự chỉ đạo|chủ trương)"
    r"|triển khai thực hiện (?:kế hoạch|công văn|chỉ thị|nghị quyết|quyết định|chương trình)|xét |theo đề nghị|nhằm |để (?:triển khai|thực hiện)|ngày \d|trong (?:những|thời gian)|tiếp tục thực hiện|phát huy"
    r"|kính gửi|-{3,}|_{3,}|\*\s*$|ủy ban nhân dân [^\n]{0,60} (?:ban hành|xây dựng)|qua |hiện nay|thời gian qua|trên cơ sở|được sự|chủ tịch|hội đồng nhân dân|ban thường vụ|giám đốc|hiệu trưởng)"
)
_RULE = re.compile(r"^[\s\-_*=~.—–]+$")
PLACEHOLDER = re.compile(
    r"#\w{4,}|\{\{?\s*\w+\s*\}?\}|<<\w+>>|\[\s*(?:SO|NGAY|SOKYHIEU|TRICHYEU)\w*\s*\]", re.IGNORECASE
)
_BLANK_NUMBER = re.compile(r"(?:[.…_\s]{0,40})[/\-–]\s*(?P<code>[A-ZĐ][\w&Đđ.…\-–/ ]{0,24})")
_CLOSING = Phrase(rf"trên đây là (?:nội dung )?(?P<type>{_TYPE_WORDS})(?![\w])")


@dataclass
class _Head:
    """What the top of the paper gave, line by line."""

    lines: list[Line]
    type_line: Line | None = None
    type: Field = field(default_factory=lambda: Field(None))
    number: Field = field(default_factory=lambda: Field(None))
    date: Field = field(default_factory=lambda: Field(None))
    issuer_lines: list[tuple[str, int, int]] = field(default_factory=list)
    place: str | None = None
    subject: Field = field(default_factory=lambda: Field(None))
    addressees: tuple[str, ...] = ()
    addressed_to: int = 0
    placeholders: dict[str, str] = field(default_factory=dict)
    code: str | None = None


@dataclass(frozen=True)
class HeaderReading:
    header: Header
    own: Symbol | None
    body_from: int
    signature: Signature


def read_header(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> HeaderReading:
    lines = flow.lines[paper.first_line : paper.last_line]
    head = _Head(_head_lines(flow, lines))
    own = _read_number(flow, head)
    _read_type(flow, head, paper, own)
    _read_date(flow, head)
    _read_subject(flow, head, paper, paragraphs)
    _read_addressees(flow, head, paper, paragraphs)
    _read_issuer_lines(flow, head)
    flow.place = head.place
    signature = find_signature(flow, paper)
    issuer = complete_issuer(flow, paper, paragraphs, head.issuer_lines, signature, own, head.type.value)
    spans = [each.span for each in (head.type, head.number, head.date, head.subject, issuer) if each.value]
    fields = {
        "type": head.type, "number": head.number, "date": head.date, "issuer": issuer, "subject": head.subject,
        "signed_as": Field(signature.role, signature.span, 0.9 if signature.role else 0.0),
    }  # fmt: skip
    known = [each.confidence for each in (head.type, issuer, head.subject) if each.value]
    header = Header(
        type=head.type.value, number=head.number.value, date=head.date.value, issuer=issuer.value,
        subject=head.subject.value, signed_as=signature.role, addressees=head.addressees, signer=signature.name,
        place=head.place,
        span=(min((span[0] for span in spans), default=0), max((span[1] for span in spans), default=0)),
        confidence=round(sum(known) / len(known), 2) if known else 0.2,
        fields=fields, placeholders=head.placeholders,
    )  # fmt: skip
    body_from = max((each.span[1] for each in (head.type, head.subject) if each.value), default=paper.start)
    return HeaderReading(header, own, max(body_from, head.addressed_to), signature)


def _head_lines(flow: Flow, lines: list[Line]) -> list[Line]:
    """The lines above the first sentence of the body."""
    kept: list[Line] = []
    for line in lines[:45]:
        if _RULE.match(flow.text[line.start : line.end]):
            continue
        if flow.match(_BODY_STARTS, line.start, line.end) and kept and not flow.match(_DEAR, line.start, line.end):
            if shouts(flow.text[line.start : line.end]):
                kept.append(line)
                continue
            break
        if line.marker and line.marker.lastgroup in {"roman", "part", "article"} and kept:
            break
        kept.append(line)
    return kept


def _read_number(flow: Flow, head: _Head) -> Symbol | None:
    for line in head.lines:
        placeholder = PLACEHOLDER.search(flow.text, line.start, line.end)
        if placeholder:
            key = fold(placeholder.group())
            name = "date" if "ngay" in key else "number" if "so" in key or "ky" in key else "subject"
            head.placeholders.setdefault(name, placeholder.group())
            continue
        if flow.match(_ABOUT, line.start, line.end) or flow.match(_DEAR, line.start, line.end):
            break
        found = next(flow.finditer(_NUMBER_LINE, line.start, line.end), None)
        first = line.start
        if found is None or found.start() - line.start > 90:
            swallowed = _symbols_at_start(flow, line)
            if swallowed is not None:
                return _take_number(flow, head, swallowed)
            continue
        before = flow.key[first : found.start()].strip()
        if before and not _column_break(flow, first, found.start()):
            continue
        symbol = _symbol_from(flow, found.end(), line.end, 12)
        if symbol is not None:
            return _take_number(flow, head, symbol)
        blank = _BLANK_NUMBER.match(flow.text, found.end(), line.end)
        if blank and head.code is None:
            head.code = squeeze(blank["code"])
    return None


def _column_break(flow: Flow, first: int, place: int) -> bool:
    words = flow.text[first:place]
    return words.endswith(("  ", "\t", "| ")) or shouts(words)


def _symbols_at_start(flow: Flow, line: Line) -> Symbol | None:
    """A number whose 'Số' a scanner swallowed or glued to it (`S6363 /PGDDT`)."""
    glued = re.compile(r"\W{0,3}[Ss](?:[o6óốô0b](?=\s?\d{1,5}\s?[/-]))?\s?[:.]?\s?(?=\d)").match(
        flow.text, line.start, line.end
    )
    begin = glued.end() if glued else line.start
    return _symbol_from(flow, begin, line.end, 3)


def _symbol_from(flow: Flow, begin: int, end: int, reach: int) -> Symbol | None:
    """Letters right before the digits hide a symbol from the grammar: blank them out."""
    shifted = Flow(flow.source, flow.damaged, " " * begin + flow.text[begin:end], flow.key)
    symbols = find_symbols(shifted, begin)
    return symbols[0] if symbols and symbols[0].start - begin < reach else None


def _take_number(flow: Flow, head: _Head, symbol: Symbol) -> Symbol:
    head.number = Field(symbol.number, (symbol.start, symbol.end), 0.7 if flow.damaged else 0.95)
    return symbol


def _read_date(flow: Flow, head: _Head) -> None:
    about = False
    for line in head.lines:
        if flow.match(_DEAR, line.start, line.end) or (head.type_line and line.start > head.type_line.start):
            break
        about = about or flow.match(_ABOUT, line.start, line.end) is not None
        for found in whole_dates(flow, line.start, line.end):
            if about and not _column_break_date(flow, line, found.start):
                continue
            before = flow.key[line.start : found.start]
            quoted = re.search(r"(?:số|so|s6|của|ctia)\s*[\w/\-]*\s*$", before.rstrip(" ,"))
            numbered = head.number.span[1] if line.start <= head.number.span[1] < found.start else line.start
            place = re.search(rf"({_PLACE}),\s*$", flow.text[numbered : found.start])
            if (
                quoted
                or (find_symbols(flow, line.start, found.start)
                and not _column_break_date(flow, line, found.start))
            ):
                continue
            head.date = Field(found.iso, (found.start, found.end), 0.95)
            head.place = squeeze(place.group(1)) if place else None
            return


_PLACE = rf"[{CAPITALS}][\w.]*(?: [{CAPITALS}\d][\w.]*){{0,4}}"


def _column_break_date(flow: Flow, line: Line, place: int) -> bool:
    """Number and date share a line when two columns were flattened: a place name and a comma part them."""
    return re.search(rf"{_PLACE},\s*$", flow.text[line.start : place]) is not None


def _read_type(flow: Flow, head: _Head, paper: Paper, own: Symbol | None) -> None:
    for line in head.lines:
        words = flow.text[line.start : line.end].strip(" *_")
        if flow.match(_ABOUT, line.start, line.end) or flow.match(_DEAR, line.start, line.end):
            break
        found = flow.match(TYPE_LINE, line.start, line.end)
        if not found:
            continue
        printed = flow.text[found.start() : found.end()]
        alone = line.end - found.end() <= 2
        if shouts(printed) or (alone and words[:1].isupper()):
            head.type = Field(_type_name(flow, printed), (found.start(), found.end()), 0.97)
            head.type_line = line
            return
    if own is not None and own.kind:
        head.type = Field(own.kind, (own.start, own.end), 0.9)
        return
    if head.code:
        kind = TYPES.get(re.split(r"[-–/]", head.code)[0].strip().upper())
        head.type = Field(kind, (head.lines[0].start and (0, 0)) or (0, 0), 0.8) if kind else head.type
    if head.type.value:
        return
    about = any(
        flow.match(_ABOUT, line.start, line.end) or flow.match(_DEAR, line.start, line.end) for line in head.lines
    )
    closing = flow.search(_CLOSING, paper.start, paper.end)
    if about:
        place = head.lines[0]
        head.type = Field("Công văn", (place.start, place.start), 0.9)
    elif closing:
        head.type = Field(_type_name(flow, closing["type"]), closing.span("type"), 0.7)


def _type_name(flow: Flow, printed: str) -> str:
    for name in _TYPE_WORDS.split("|"):
        if fold(name) == fold(printed):
            return TYPE_NAMES.get(name, name.capitalize())
    return squeeze(printed).capitalize()


def _read_subject(flow: Flow, head: _Head, paper: Paper, paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        if paragraph.start >= paper.end or (head.lines and paragraph.start > head.lines[-1].end):
            break
        about = flow.search(_ABOUT, paragraph.start, min(paragraph.end, paragraph.start + 160))
        if about and (about.start() == paragraph.start or _column_break(flow, paragraph.start, about.start())):
            end = _about_end(flow, about.end(), paragraph.end)
            head.subject = _subject_field(flow, about.end(), end, 0.92)
            return
    if head.type_line is None:
        return
    line = head.type_line
    rest = head.type.span[1]
    if line.end - rest > 4:
        end = next((p.end for p in paragraphs if p.start <= line.start < p.end), line.end)
        head.subject = _subject_field(flow, rest, end, 0.9)
        return
    after = [each for each in paragraphs if each.start >= line.end and each.start < paper.end]
    spans: list[tuple[int, int]] = []
    for paragraph in after[:6]:
        words = flow.words(paragraph.start, paragraph.end)
        if _RULE.match(words) or PLACEHOLDER.fullmatch(words):
            if spans:
                break
            continue
        if _ends_subject(flow, paragraph, spans):
            break
        spans.append((paragraph.start, paragraph.end))
        if not shouts(words) and len(words) > 60 and not words.endswith(("-", ",")):
            following = after[len(spans) : len(spans) + 1]
            if not following or flow.match(_BODY_STARTS, following[0].start, following[0].end):
                break
    if len(spans) > 1 and flow.match(_OF_BODY, *spans[0]):
        spans = spans[1:]
    if spans:
        head.subject = _subject_field(flow, spans[0][0], spans[-1][1], 0.92)


_OF_BODY = Phrase(r"của (?:ban chấp hành|ban thường vụ|hội đồng nhân dân|ủy ban|đảng bộ|chủ tịch|liên )[^.;]{0,80}$")
_SUBJECT_CONTINUES = Phrase(r"(?:\(|năm học|giai đoạn|trên địa bàn|của |về |và |theo )")


def _ends_subject(flow: Flow, paragraph: Paragraph, spans: list[tuple[int, int]]) -> bool:
    words = flow.words(paragraph.start, paragraph.end)
    if paragraph.kind not in {"text"}:
        return True
    if re.match(r"\(?(?:kèm theo|ban hành kèm)", fold(words).replace("kem theo", "kèm theo")) and spans:
        return True
    if not spans:
        # "Thực hiện Chỉ thị số …" right under the type is the subject unless a sentence with a subject follows in it.
        if len(words) > 420:
            return True
        basis = flow.match(Phrase(r"căn cứ |kính gửi|xét |theo đề nghị"), paragraph.start, paragraph.end)
        return basis is not None or words.endswith((":", ";"))
    if shouts(words):
        first = flow.words(*spans[0])
        return not shouts(first) and not flow.match(_SUBJECT_CONTINUES, paragraph.start, paragraph.end)
    if flow.match(_BODY_STARTS, paragraph.start, paragraph.end) or len(words) > 260:
        return True
    return words.endswith((".", ":", ";")) or not (
        words[:1].islower()
        or words[:1] == "("
        or flow.match(_SUBJECT_CONTINUES, paragraph.start, paragraph.end) is not None
    )


def _about_end(flow: Flow, start: int, end: int) -> int:
    dear = flow.search(_DEAR, start, end)
    column = re.compile(r"\t|\s{4,}(?=[A-ZĐ][\w ]+, ngày)").search(flow.text, start, end)
    return min(dear.start() if dear else end, column.start() if column else end)


def _subject_field(flow: Flow, start: int, end: int, confidence: float) -> Field:
    words = flow.words(start, end)
    words = re.sub(
        r"^(?:V\s*/\s*v|Về việc|VỀ VIỆC|V/V)\s*[:.]?\s*(?=\S)", lambda m: "" if "/" in m.group() else m.group(), words
    )
    words = re.sub(r"\s*\((?:[Kk]èm theo|[Bb]an hành kèm theo|[Đđ]ính kèm)[^)]*\)\s*$", "", words)
    words = words.strip(" .;*-–_:")
    if not words:
        return Field(None)
    return Field(words, (start, end), confidence)


def _read_addressees(flow: Flow, head: _Head, paper: Paper, paragraphs: list[Paragraph]) -> None:
    body = [each for each in paragraphs if paper.start <= each.start < paper.end][:30]
    for index, paragraph in enumerate(body):
        dear = flow.search(_DEAR, paragraph.start, min(paragraph.end, paragraph.start + 200))
        dear = dear or flow.match(_WIRES, paragraph.start, paragraph.end)
        if not dear or (dear.start() > paragraph.start and not _column_break(flow, paragraph.start, dear.start())):
            continue
        names: list[str] = []
        if paragraph.end - dear.end() > 2:
            names += _addressees_of(flow, dear.end(), paragraph.end)
        head.addressed_to = paragraph.end
        for following in body[index + 1 : index + 16]:
            words = flow.words(following.body, following.end)
            if following.kind not in {"dash", "plus", "star"} and (names or len(words) > 120):
                break
            if following.kind not in {"dash", "plus", "star"} and not looks_like_body(
                flow, following.start, following.end
            ):
                break
            if (names and flow.match(_BODY_STARTS, following.start, following.end)) or len(words) > 200:
                break
            names += _addressees_of(flow, following.body, following.end)
            head.addressed_to = following.end
        head.addressees = tuple(names)
        return


def _addressees_of(flow: Flow, start: int, end: int) -> list[str]:
    parts = re.split(r";\s*|\s+-\s+(?=[A-ZĐ])", flow.name(start, end))
    return [part.strip(" .;,-–") for part in parts if part.strip(" .;,-–")]


def _read_issuer_lines(flow: Flow, head: _Head) -> None:
    """The left column: shouting lines above the number that are neither the country's name nor the kind of paper."""
    collected: list[tuple[str, int, int]] = []
    broken_title = False
    for line in head.lines:
        if head.type_line is not None and line.start >= head.type_line.start:
            break
        if flow.match(_ABOUT, line.start, line.end) or flow.match(_DEAR, line.start, line.end):
            break
        start, end = _left_column(flow, line)
        if broken_title and flow.text[start:end].endswith((" NAM", " Nam")):
            # The last word of the country's name, pushed to the next line of the right column.
            end -= 4
        broken_title = _TITLE_BROKEN.search(flow.key, line.start, line.end) is not None
        words = flow.name(start, end).strip(" *-–_.:|")
        if (
            len(words) < 3
            or not shouts(words)
            or find_symbols(flow, start, end)
            or WHOLE.on(flow.damaged).search(flow.key, start, end)
        ):
            continue
        if flow.search(MOTTO, start, end) or flow.match(_NUMBER_LINE, start, end):
            continue
        collected.append((words, start, end))
    head.issuer_lines = body_name(collected)


_TITLE_BROKEN = re.compile(r"(?:chủ nghĩa|chu nghia|cộng sản|cong san)\s+(?:việt|viet)\s*$")


def _left_column(flow: Flow, line: Line) -> tuple[int, int]:
    pattern = LETTERHEAD_BARE if flow.damaged else LETTERHEAD.on(False)
    country = pattern.search(flow.key, line.start, line.end)
    motto = re.compile(r"d\w{1,4}c\s+\w?ap\s*-|độc lập").search(flow.key, line.start, line.end)
    ends = [found.start() for found in (country, motto) if found]
    end = min(ends) if ends else line.end
    gap = re.compile(r"\t|\s{4,}").search(flow.text, line.start, end)
    return line.start, gap.start() if gap and gap.start() > line.start else end
