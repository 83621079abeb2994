"""What a paper is about: its trích yếu under the kind, or behind "V/v".

Knows where the words begin and end; refuses to shorten them.
"""

from __future__ import annotations

import re

from documents.anatomy.head_words import ABOUT, BODY_STARTS, DEAR, PLACEHOLDER, RULE, column_break
from documents.anatomy.parts import Paper
from documents.flow import Flow, Line, Paragraph, shouts
from documents.parsed import Field, Span
from documents.patterns import Phrase
from kit.text import fold


def read_subject(
    flow: Flow, paper: Paper, paragraphs: list[Paragraph], *, head_end: int, kind: tuple[Line, int] | None
) -> Field:
    """`head_end` is where the head stops; `kind` the line with the kind of paper and where that word ends."""
    for paragraph in paragraphs:
        if paragraph.start >= paper.end or paragraph.start > head_end:
            break
        about = flow.search(ABOUT, paragraph.start, min(paragraph.end, paragraph.start + 160))
        if about is None and kind is None:
            # A letter may spell "V/v" out.
            about = flow.match(_SPELT_OUT, paragraph.start, paragraph.end)
        if about and (about.start() == paragraph.start or column_break(flow, paragraph.start, about.start())):
            end = _about_end(flow, about.end(), paragraph.end)
            return _subject_field(flow, about.end() + _doubled(flow, about.end(), end), end, 0.92)
    if kind is None:
        return Field(None)
    line, rest = kind
    following = [each for each in paragraphs if each.start >= line.end and each.start < paper.end]
    if line.end - rest > 4:
        end = next((p.end for p in paragraphs if p.start <= line.start < p.end), line.end)
        spans = _spans_under(flow, [each for each in following if each.start >= end], [(rest, end)])
        return _subject_field(flow, rest, spans[-1][1], 0.9)
    spans = _spans_under(flow, following, [])
    if len(spans) > 1 and flow.match(_OF_BODY, *spans[0]):
        spans = spans[1:]
    return _subject_field(flow, spans[0][0], spans[-1][1], 0.92) if spans else Field(None)


_SPELT_OUT = Phrase(r"về việc\s+")


def _spans_under(flow: Flow, after: list[Paragraph], spans: list[Span]) -> list[Span]:
    """The paragraphs right under the kind that still say what the paper is about, behind those already known."""
    spans = list(spans)
    for index, paragraph in enumerate(after[:6]):
        words = flow.words(paragraph.start, paragraph.end)
        if RULE.match(words) or PLACEHOLDER.fullmatch(words):
            if spans:
                break
            continue
        if _ends_subject(flow, paragraph, spans):
            break
        spans.append((paragraph.start, paragraph.end))
        if not shouts(words) and len(words) > 60 and not words.endswith(("-", ",")):
            following = after[index + 1 : index + 2]
            if not following or flow.match(BODY_STARTS, following[0].start, following[0].end):
                break
    return spans


# The body that speaks, on a line of its own between the subject and the grounds.
_SPEAKER_LINE = Phrase(
    r"(?:thủ tướng|chính phủ|bộ trưởng|(?:phó )?chủ tịch|ủy ban nhân dân|hội đồng nhân dân|giám đốc|hiệu trưởng|trưởng phòng|trưởng ban"
    r"|cục trưởng|tổng cục trưởng|ban thường vụ|ban chấp hành|tổng giám đốc|chánh án|viện trưởng|bộ chính trị|ban bí thư|quốc hội"
    r"|ủy ban thường vụ|tổng kiểm toán)(?![\w])(?![^\n]*\s(?:ban hành|phê duyệt|quy định|về|tại|thực hiện|kết luận)(?![\w]))"
)
_OF_BODY = Phrase(
    r"của (?:ban chấp hành|ban thường vụ|bộ chính trị|ban bí thư|thủ tướng|chính phủ|hội đồng nhân dân|ủy ban|đảng bộ|chủ tịch|liên )[^.;]{0,80}$"
)


_SUBJECT_CONTINUES = Phrase(
    r"(?:\(|năm (?:học|\d)|giai đoạn|trên địa bàn|của |về |và |theo |lần thứ|đợt \d|tháng \d|quý |nhiệm kỳ|cho |từ năm |tại |trong )"
)


_GROUND = Phrase(r"căn cứ |kính gửi|xét |theo đề nghị")


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
        basis = flow.match(_GROUND, paragraph.start, paragraph.end)
        return basis is not None or words.endswith((":", ";"))
    if flow.match(_SPEAKER_LINE, paragraph.start, paragraph.end) and not flow.text[: spans[-1][1]].rstrip().endswith(
        ("-", ",", "CỦA", "của", "VÀ", "và")
    ):
        return True
    if shouts(words):
        first = flow.words(*spans[0])
        return not shouts(first) and not flow.match(_SUBJECT_CONTINUES, paragraph.start, paragraph.end)
    if flow.match(BODY_STARTS, paragraph.start, paragraph.end) or len(words) > 260:
        return True
    return words.endswith((".", ":", ";")) or not (
        words[:1].islower()
        or words[:1] in '("“'
        or flow.match(_SUBJECT_CONTINUES, paragraph.start, paragraph.end) is not None
    )


def _about_end(flow: Flow, start: int, end: int) -> int:
    dear = flow.search(DEAR, start, end)
    column = re.compile(r"\t|\s{4,}(?=[A-ZĐ][\w ]+, ngày)").search(flow.text, start, end)
    return min(dear.start() if dear else end, column.start() if column else end)


_AGAIN = Phrase(r"\s*(?:về việc|v/v)\s+")


def _doubled(flow: Flow, start: int, end: int) -> int:
    """'V/v: Về việc …' says it twice."""
    again = flow.match(_AGAIN, start, end)
    return again.end() - start if again else 0


def _subject_field(flow: Flow, start: int, end: int, confidence: float) -> Field:
    words = flow.words(start, end)
    words = re.sub(
        r"^(?:V\s*/\s*v|Về việc|VỀ VIỆC|V/V)\s*[:.]?\s*(?=\S)", lambda m: "" if "/" in m.group() else m.group(), words
    )
    bracketed = re.fullmatch(r"\((?:V\s*/\s*v\s*:?\s*)?([^()]+)\)\W*", words, re.IGNORECASE)
    words = bracketed.group(1) if bracketed else words
    words = re.sub(r"\s*\((?:[Kk]èm theo|[Bb]an hành kèm theo|[Đđ]ính kèm)[^)]*\)\s*$", "", words)
    words = words.strip(" .;*-–_:")
    if not words:
        return Field(None)
    return Field(words, (start, end), confidence)
