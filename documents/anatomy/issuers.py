"""Whose paper it is, and full names for bodies that the paper shortens.

Knows how issuers are printed in letterheads, opening sentences, signatures and citations, and completes the place from the
paper itself; refuses to know any real list of provinces or offices.
"""

from __future__ import annotations

import re

from documents.anatomy.areas import signed_for_area, with_area
from documents.anatomy.names import expand, titled
from documents.anatomy.parts import Paper
from documents.anatomy.signature import Signature
from documents.anatomy.symbols import GENERIC, Symbol
from documents.flow import Flow, Paragraph, shouts
from documents.keys import key_of
from documents.parsed import Field
from documents.patterns import Phrase

_BODY = Phrase(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|chủ tịch ủy ban|chủ tịch ubnd|sở|phòng|trường"
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
) -> Field:
    """The issuer by letterhead, opening sentence, signature or symbol, with its place completed from the paper."""
    if letterhead:
        words, start, end = letterhead[-1]
        name = expand(in_running_text(flow, words) or titled(words))
        upper = [expand(titled(each)) for each, _, _ in letterhead[:-1]]
        full = signed_for_area(flow, paper, with_area(flow, paper, name, upper))
        return Field(full, (start, end), 0.93)
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
