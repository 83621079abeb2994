"""How cited papers stand to the citing one and to each other: ground, carried out, or mentioned; and who carries out whom.

Knows grounds, chains and lists; refuses to find the citations themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.anatomy.symbols import Symbol
from documents.flow import Flow, Paragraph
from documents.parsed import Span
from documents.patterns import Phrase

LINK = Phrase(r"(?:thực hiện|triển khai|cụ thể hóa|hướng dẫn(?! (?:liên ngành )?số)|thi hành(?! (?:kể )?từ)|thực hi)")


_BASIS = Phrase(
    r"(?:[-+]\s*)?(?:căn cứ|xét|thực hiện|thi hành|triển khai(?: thực hiện)?|tiếp tục thực hiện"
    r"|để (?:tiếp tục |tổ chức )?(?:triển khai|thực hiện)|ngày \d|nhằm|theo|trên cơ sở|thue hi)"
)


# "…; " / "Công văn số …": the next of the papers named after one "Thực hiện".
_NEXT_GROUND = Phrase(r"(?:các )?[^\d,.;:]{4,40}?\ssố\s*:?\s*\d")
_ENDED = re.compile(r"[.;:,]\W*$")
_GROUND_BREAK = re.compile(r";|\n|\.(?:\s|$)")


@dataclass
class Cited:
    """All places of one cited paper, gathered before it is stated once."""

    symbol: Symbol
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    places: list[Span] = field(default_factory=list)
    relation: str = "mentions"
    parent: str | None = None
    printed: bool = False


_RANK = {"mentions": 0, "implements": 1, "basis": 2}


def relate(
    flow: Flow, paragraphs: list[Paragraph], symbols: list[Symbol], cited: dict[str, Cited], body_from: int
) -> None:
    first_section = next(
        (
            each.start
            for each in paragraphs
            if each.kind in {"roman", "part", "article", "number"} and each.start > body_from
        ),
        len(flow.text),
    )
    listing = ground = unfinished = False
    for paragraph in paragraphs:
        # A ground that a page or a column broke goes on in the next paragraph.
        listed = flow.match(_NEXT_GROUND, paragraph.start, paragraph.end) is not None
        goes_on = ground and paragraph.kind == "text" and (unfinished or listed)
        unfinished = _ENDED.search(flow.text[paragraph.start : paragraph.end]) is None
        listing = _opens_grounds(flow, paragraph) or (listing and paragraph.kind in {"dash", "plus", "star"})
        inside = [each for each in symbols if paragraph.start <= each.start < paragraph.end]
        if not inside:
            ground = goes_on
            continue
        ground = (
            paragraph.start < first_section
            and paragraph.start >= body_from
            and (listing or goes_on or flow.match(_BASIS, paragraph.start, paragraph.end) is not None)
        )
        heading = paragraph.start < body_from
        chain_open = False
        for index, symbol in enumerate(inside):
            entry = cited[symbol.key]
            left = inside[index - 1].end if index else paragraph.body
            between = flow.key[left : symbol.start]
            broken = _GROUND_BREAK.search(between) is not None
            linked = index > 0 and not broken and _carries_out(flow, left, symbol.start)
            if linked:
                before = cited[inside[index - 1].key]
                if before.parent is None and before.symbol.key != entry.symbol.key:
                    before.parent = entry.symbol.number
            relation = "mentions"
            if heading or (linked and (ground or chain_open)):
                relation = "implements"
            elif ground and _only_proposed(flow, paragraph, symbol.start):
                relation = "mentions"
            elif ground and (index == 0 or broken or _listed(between) or _at_end(between)):
                relation = "basis"
            elif re.search(r"(?:theo|quy định tại|tại)\s+(?:\w+ ){0,3}(?:số )?$", between):
                relation = "mentions"
            elif _told_to_carry_out(flow, left, symbol.start) or (
                chain_open and (not broken or _LISTED_ON.search(between))
            ):
                relation = "implements"
            chain_open = relation != "mentions"
            if _RANK[relation] > _RANK[entry.relation]:
                entry.relation = relation


_GROUNDS_BELOW = Phrase(r"(?:các )?căn cứ(?: pháp lý)?\s*:\s*$")


def _opens_grounds(flow: Flow, paragraph: Paragraph) -> bool:
    """'Căn cứ:' above a list of papers."""
    return flow.match(_GROUNDS_BELOW, paragraph.body, paragraph.end) is not None


# "Theo đề nghị của … tại Tờ trình số …": who asked for the paper, not what it stands on.
_PROPOSED = Phrase(r"\W*(?:theo|xét|trên cơ sở)\s+(?:đề nghị|kiến nghị|đề xuất|ý kiến (?!chỉ đạo))")


def _only_proposed(flow: Flow, paragraph: Paragraph, place: int) -> bool:
    clause = max(flow.key.rfind(";", paragraph.start, place) + 1, paragraph.start)
    return flow.match(_PROPOSED, clause, place) is not None


# What is only to be made known is a mention: "quán triệt, tuyên truyền Nghị định số …".
_MADE_KNOWN = Phrase(r"(?:quán triệt|tuyên truyền|phổ biến|giới thiệu|giáo dục về)(?![\w])")


def _told_to_carry_out(flow: Flow, start: int, end: int) -> bool:
    # Before a semicolon stands the title of the paper before, which may speak of carrying out what it likes.
    start = max(start, flow.key.rfind(";", start, end))
    links = [found.end() for found in flow.finditer(LINK, start, end)]
    known = [found.end() for found in flow.finditer(_MADE_KNOWN, start, end)]
    return bool(links) and not (known and known[-1] > links[-1])


# "triển khai thực hiện A; B; C": the verb serves the whole list.
_LISTED_ON = re.compile(r"[;,]\s*(?:các |và )?[\w ,]{0,30}?(?:số\s*)?$")


def _listed(between: str) -> bool:
    return (
        re.search(
            r"^\s*(?:,|và|va|:)\s*(?:số\s*)?$|(?:,|và|va)\s+(?:các |căn cứ )?\w+(?: \w+){0,2}\s+(?:số )?$", between
        )
        is not None
    )


def _at_end(between: str) -> bool:
    """'và ý kiến chỉ đạo của … tại Công văn số': a second ground in the same sentence."""
    return (
        re.search(r"(?:chỉ đạo|ý kiến|đề nghị|yêu cầu)[^;]{0,120}\stại\s+[\w ]{0,24}(?:số\s*)?$", between) is not None
    )


# "… hướng dẫn thi hành Luật Hộ tịch và Quyết định số": one more paper of the list, not the one carried out.
_ONE_MORE = re.compile(r"\s(?:và|va)\s+(?:các )?\w+(?: \w+){0,3}\s+(?:số\s*)?$")


def _carries_out(flow: Flow, start: int, end: int) -> bool:
    """Whether the words between two numbers say that the first carries out the second."""
    links = list(flow.finditer(LINK, start, end))
    if not links:
        return False
    rest = flow.key[links[-1].end() : end]
    return len(rest) < 60 and not re.search(r"[;,]", rest) and not _ONE_MORE.search(rest)
