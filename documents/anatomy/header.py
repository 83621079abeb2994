"""Who speaks, under what number, when, to whom and about what: the head and the foot of the paper.

Knows the layout of State and Party papers, also when the letterhead is missing; refuses to know their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.anatomy.addressees import read_addressees
from documents.anatomy.dates import WHOLE
from documents.anatomy.head_dates import read_date
from documents.anatomy.head_words import (
    ABOUT,
    BODY_STARTS,
    DEAR,
    NUMBER_LINE,
    PLACEHOLDER,
    RULE,
    TYPE_LINE,
    TYPE_WORDS,
    column_break,
    type_name,
)
from documents.anatomy.issuers import complete_issuer, title_owner
from documents.anatomy.letterheads import left_column, printed_names
from documents.anatomy.parts import Paper, is_letterhead
from documents.anatomy.signature import Signature, find_signature
from documents.anatomy.subjects import read_subject
from documents.anatomy.symbols import TYPES, Symbol, find_symbols
from documents.flow import Flow, Line, Paragraph, shouts
from documents.parsed import Field, Header
from documents.patterns import Phrase
from kit.text import fold, squeeze

_LABEL = Phrase(r"\s+số\s*:?\s*")
_DATED = Phrase(r"[\s,]*(?:ngày|của)\s")
_BLANK_NUMBER = re.compile(r"(?:[.…_\s]{0,40})[/\-–]\s*(?P<code>[A-ZĐ][\w&Đđ.…\-–/ ]{0,24})")
_CLOSING = Phrase(rf"trên đây là (?:nội dung )?(?P<type>{TYPE_WORDS})(?![\w])")


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
    head.date, head.place = read_date(flow, head.lines, head.type_line, head.number)
    head_end = head.lines[-1].end if head.lines else paper.end
    owner = title_owner(flow, head.lines, head.type_line, head.type)
    kind = (head.type_line, head.type.span[1]) if head.type_line else _kind_left_out(head)
    if head.type_line and kind:
        # "QUYẾT ĐỊNH số 1677/QĐ-TTg": the number in the title is not what the paper is about.
        titled = find_symbols(flow, kind[1], kind[0].end)
        kind = (kind[0], titled[0].end) if titled and titled[0].start - kind[1] < 6 else kind
    if owner and kind:
        # The subject begins behind the body that the title names.
        line = next(each for each in head.lines if each.start <= owner[0] < each.end)
        kind = (line, line.end)
    head.subject = read_subject(flow, paper, paragraphs, head_end=head_end, kind=kind)
    addressees, addressed_to = read_addressees(flow, paper, paragraphs)
    _read_issuer_lines(flow, head)
    flow.place = head.place
    signature = find_signature(flow, paper)
    issuer = complete_issuer(flow, paper, paragraphs, head.issuer_lines, signature, own, owner)
    spans = [each.span for each in (head.type, head.number, head.date, head.subject, issuer) if each.value]
    fields = {
        "type": head.type, "number": head.number, "date": head.date, "issuer": issuer, "subject": head.subject,
        "signed_as": Field(signature.role, signature.span, 0.9 if signature.role else 0.0),
    }  # fmt: skip
    known = [each.confidence for each in (head.type, issuer, head.subject) if each.value]
    header = Header(
        type=head.type.value, number=head.number.value, date=head.date.value, issuer=issuer.value,
        subject=head.subject.value, signed_as=signature.role, addressees=addressees, signer=signature.name,
        place=head.place,
        span=(min((span[0] for span in spans), default=0), max((span[1] for span in spans), default=0)),
        confidence=round(sum(known) / len(known), 2) if known else 0.2,
        fields=fields, placeholders=head.placeholders,
    )  # fmt: skip
    body_from = max((each.span[1] for each in (head.type, head.subject) if each.value), default=paper.start)
    return HeaderReading(header, own, max(body_from, addressed_to), signature)


def _kind_left_out(head: _Head) -> tuple[Line, int] | None:
    """Web copies drop the word "KẾ HOẠCH": what follows the number and date is the subject all the same."""
    if head.type.value in {None, "Công văn"} or not head.number.value or not head.date.value:
        return None
    last = max(head.number.span[1], head.date.span[1])
    line = next((line for line in head.lines if line.start < last <= line.end), None)
    return (line, line.end) if line else None


def _head_lines(flow: Flow, lines: list[Line]) -> list[Line]:
    """The lines above the first sentence of the body."""
    kept: list[Line] = []
    for line in lines[:45]:
        if RULE.match(flow.text[line.start : line.end]):
            continue
        dated = flow.match(WHOLE, line.start, line.end) is not None and line.length < 40
        if (
            flow.match(BODY_STARTS, line.start, line.end)
            and kept
            and not dated
            and not flow.match(DEAR, line.start, line.end)
        ):
            first, last = left_column(flow, line)
            if shouts(flow.text[first:last]) or RULE.match(flow.text[first:last]):
                kept.append(line)
                continue
            break
        if line.marker and line.marker.lastgroup in {"roman", "part", "article"} and kept:
            break
        kept.append(line)
    return kept


def _read_number(flow: Flow, head: _Head) -> Symbol | None:
    for index, line in enumerate(head.lines):
        placeholder = PLACEHOLDER.search(flow.text, line.start, line.end)
        if placeholder:
            key = fold(placeholder.group())
            name = "date" if "ngay" in key else "number" if "so" in key or "ky" in key else "subject"
            head.placeholders.setdefault(name, placeholder.group())
            continue
        if flow.match(ABOUT, line.start, line.end) or flow.match(DEAR, line.start, line.end):
            break
        found = next(flow.finditer(NUMBER_LINE, line.start, line.end), None)
        first = line.start
        if found is None or found.start() - line.start > 90:
            swallowed = _symbols_at_start(flow, line)
            if swallowed is not None:
                return _take_number(flow, head, swallowed)
            continue
        before = flow.key[first : found.start()].strip()
        if before and not column_break(flow, first, found.start()):
            continue
        # "Số:" may stand alone, its number on the next line.
        after = head.lines[index + 1] if line.end - found.end() < 2 and index + 1 < len(head.lines) else line
        symbol = _symbol_from(flow, found.end() if after is line else after.start, after.end, 12)
        if symbol is not None:
            return _take_number(flow, head, symbol)
        blank = _BLANK_NUMBER.match(flow.text, found.end(), line.end)
        if blank and head.code is None:
            head.code = squeeze(blank["code"])
    return _number_in_title(flow, head)


def _number_in_title(flow: Flow, head: _Head) -> Symbol | None:
    """A web page has no letterhead: "Công văn số 160/PGDĐT V/v …" is its first line."""
    for line in head.lines[:1]:
        kind = flow.match(TYPE_LINE, line.start, line.end)
        label = flow.match(_LABEL, kind.end(), line.end) if kind and flow.text[line.start].isupper() else None
        symbol = _symbol_from(flow, label.end(), line.end, 2) if label else None
        if kind and symbol and not _DATED.on(flow.damaged).match(flow.key, symbol.end, line.end):
            head.type = Field(type_name(flow.text[kind.start() : kind.end()]), (line.start, symbol.end), 0.8)
            head.type_line = line
            return _take_number(flow, head, symbol)
    return None


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


def _kind_lines(flow: Flow, head: _Head) -> list[tuple[Line, int, int]]:
    """The lines that print the kind of the paper, with the place of that word."""
    kinds: list[tuple[Line, int, int]] = []
    for line in head.lines:
        if flow.match(ABOUT, line.start, line.end) or flow.match(DEAR, line.start, line.end):
            break
        found = flow.match(TYPE_LINE, line.start, line.end)
        if found is None:
            continue
        printed = flow.text[found.start() : found.end()]
        if shouts(printed) or (line.end - found.end() <= 2 and printed[:1].isupper()):
            kinds.append((line, found.start(), found.end()))
    return kinds


def _read_type(flow: Flow, head: _Head, paper: Paper, own: Symbol | None) -> None:
    kinds = _kind_lines(flow, head)
    if head.type_line is not None:
        return
    if kinds:
        # A web page repeats the title above the letterhead; the paper's own stands below it.
        heads = [line.start for line in head.lines if is_letterhead(flow, line)]
        line, first, last = next((each for each in kinds if heads and each[1] > heads[0]), kinds[0])
        head.type = Field(type_name(flow.text[first:last]), (first, last), 0.97)
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
        flow.match(ABOUT, line.start, line.end) or flow.match(DEAR, line.start, line.end) for line in head.lines
    )
    closing = flow.search(_CLOSING, paper.start, paper.end)
    if about:
        place = head.lines[0]
        head.type = Field("Công văn", (place.start, place.start), 0.9)
    elif closing:
        head.type = Field(type_name(closing["type"]), closing.span("type"), 0.7)


def _read_issuer_lines(flow: Flow, head: _Head) -> None:
    """The left column: shouting lines above the number that are neither the country's name nor the kind of paper."""
    above: list[Line] = []
    for line in head.lines:
        if head.type_line is not None and line.start >= head.type_line.start:
            break
        if (
            head.type_line is None
            and line.start > max(head.number.span[1], head.date.span[1]) > 0
            and not is_letterhead(flow, line)
        ):
            break
        above.append(line)
    head.issuer_lines = printed_names(flow, above)
