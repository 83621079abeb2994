"""Broken lines joined, what ran together split, stamps and residue skipped: source text becomes a Flow.

Knows the look of Vietnamese official paper; refuses to know what a paragraph says.
"""

from __future__ import annotations

import re

from documents.flow import Flow, Line, Paragraph, shouts
from documents.keys import is_damaged, key_of
from documents.markers import ends_a_sentence, marker_at
from documents.patterns import Phrase
from documents.reading.source_text import SourceText, Stretches
from documents.reading.wrapped_cells import unbroken
from documents.running_heads import running_lines
from kit.text import squeeze

_RESIDUE = re.compile(r"\[bookmark:[^\]\n]*\]|\[image:[^\]\n]*\]|\*\*|__(?=\S)|(?<=\S)__|^#{1,6} (?=\S)", re.MULTILINE)

_INNER_ITEM = re.compile(r"(?:\t|(?<!\s)[^\S\n]{3,})(?=[-+•]\s+[^\W\d_])")
_LONGEST = 6000
_TERMINAL = re.compile(r"[.:;!?…\]]\s*[\"”’)]*\s*$")
_DANGLING = Phrase(
    r"(?:\b(?:ngày|tháng|năm|số|của|và|về|tại|theo|với|cho|các|những|là|để|từ|đến|trong|trên|thuộc|hoặc|bộ"
    r"|ban|sở|yêu cầu|đề nghị|báo cáo|gửi|phối hợp|chủ trì|tham mưu|giao|chỉ đạo|hướng dẫn|do)|[\-/])$"
)
# Words at which a sentence may be broken and a heading may close.
_MAY_CLOSE = Phrase(r"(?:báo cáo|phối hợp|chủ trì|tham mưu|chỉ đạo|hướng dẫn|trên|trong)$")
# "… của UBND tỉnh" / "Lâm Trạch": the place follows.
_OPEN_AREA = Phrase(
    r"(?:ubnd|ủy ban nhân dân|hội đồng nhân dân|hđnd) (?:tỉnh|huyện|quận|xã|phường|thành phố|thị xã|thị trấn)$"
)
_CLAUSE_HEADS = Phrase(r"(?:căn cứ|trên đây là|nơi nhận|kính gửi|v/v|số:|xét |theo đề nghị|độc lập)")


def read_flow(source: SourceText) -> Flow:
    """Join what the page broke and split what it ran together."""
    damaged = is_damaged(source.text)
    text = _RESIDUE.sub(lambda found: " " * len(found.group()), source.text)
    text = _INNER_ITEM.sub(lambda found: "\n" + " " * (len(found.group()) - 1), text)
    text = unbroken(_unpiped(text, source), source.tables)
    flow = Flow(source, damaged, text)
    flow.key = key_of(text, damaged)
    flow.lines = _lines(flow)
    _join(flow)
    flow.key = key_of(flow.text, damaged)
    return flow


def _unpiped(text: str, source: SourceText) -> str:
    """A lone pipe is the border of a letterhead's cell: it parts columns like a tab."""
    if "|" not in text:
        return text
    inside = Stretches((table.start - 4, table.end + 4) for table in source.tables)
    return "".join(
        "\t" if char == "|" and not inside.meet(place, place + 1) else char for place, char in enumerate(text)
    )


def _lines(flow: Flow) -> list[Line]:
    lines: list[Line] = []
    blanks = 0
    position = 0
    tables = Stretches((table.start, table.end) for table in flow.source.tables)
    printed = flow.text.split("\n")
    running = running_lines(printed)
    for number, raw in enumerate(printed, start=1):
        stripped = raw.strip()
        start = position + len(raw) - len(raw.lstrip())
        if not stripped or not stripped.strip("|-_=*~. ") or number in running:
            # An empty line, a rule, the border of a table that is no longer there, or the head of a page.
            blanks += 1
        elif tables.meet(start, start + len(stripped)):
            blanks = 1
        else:
            marker = marker_at(flow.text, start, start + len(stripped))
            if marker and not blanks and ends_a_sentence(flow.text, start, marker):
                marker = None
            for first, last in _pieces(flow.text, start, start + len(stripped)):
                own = marker if first == start else None
                lines.append(Line(first, last, number, blanks, start - position, own))
                blanks = 0
        position += len(raw) + 1
    return lines


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line of many pages is cut at a space: no sentence is that long, and every search stays short."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _join(flow: Flow) -> None:
    """Group lines into paragraphs; a break inside a paragraph becomes a space in the flowing text."""
    chars = list(flow.text)
    shape = _Shape(flow)
    current: list[Line] = []
    index = 0
    while index < len(flow.lines):
        line = flow.lines[index]
        if current:
            skipped = _noise_before(flow, current[-1], index)
            if skipped:
                for noise in flow.lines[index : index + skipped]:
                    chars[noise.start : noise.end] = " " * noise.length
                index += skipped
                line = flow.lines[index]
            if skipped or shape.continues(current[-1], line, current[0]):
                for place in range(current[-1].end, line.start):
                    chars[place] = " "
                current.append(line)
                index += 1
                continue
            flow.paragraphs.append(_paragraph(current))
        current = [line]
        index += 1
    if current:
        flow.paragraphs.append(_paragraph(current))
    flow.text = "".join(chars)


def _paragraph(lines: list[Line]) -> Paragraph:
    marker = lines[0].marker
    body, kind, label = lines[0].start, "text", ""
    if marker:
        body = min(marker.end(), lines[0].end)
        kind = str(marker.lastgroup)
        label = squeeze(marker.group(kind))
    return Paragraph(lines[0].start, body, lines[-1].end, kind, label, lines[0].number)


def _noise_before(flow: Flow, before: Line, index: int) -> int:
    """How many scraps (what is left of a round stamp, a lone page number) stand between two halves of a sentence."""
    if _TERMINAL.search(flow.text[before.start : before.end]) or before.length < 30:
        return 0
    for count in range(9):
        if index + count >= len(flow.lines):
            return 0
        line = flow.lines[index + count]
        words = flow.text[line.start : line.end]
        goes_on = words[0].islower() or (words[0].isdigit() and _dangles(flow, before, words))
        if count and goes_on and line.length > 12 and not line.marker:
            return count
        if line.length > 6 or (line.length > 3 and words.islower()):
            return 0
    return 0


def _dangles(flow: Flow, line: Line, following: str) -> bool:
    """Whether the line breaks off; "cơ sở" and "cán bộ" end one, "Sở" and "Bộ" wait for their branch."""
    found = _DANGLING.on(flow.damaged).search(flow.key, line.start, line.end)
    if found is None:
        return False
    if found.group() == "số":
        # "Thông tư số" waits for its number; "chuyển đổi số", "dân tộc thiểu số" are whole.
        return not following[0].isupper()
    return found.group() not in {"sở", "bộ", "ban"} or flow.text[found.start()].isupper()


class _Shape:
    """How this document breaks its lines, seen once for the whole of it."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        touching = [(a, b) for a, b in zip(flow.lines, flow.lines[1:], strict=False) if not b.blanks_before]
        wrapped = [(a, b) for a, b in touching if flow.text[b.start].islower() and a.length > 40]
        self.width = sorted(a.length for a, _ in wrapped)[len(wrapped) // 2] if wrapped else 0
        self.wraps = len(wrapped) >= 3 and len(wrapped) / max(1, len(touching)) > 0.15 and self.width <= 130
        marked = [line for line in flow.lines if line.marker]
        self.spaced = sum(1 for line in marked if line.blanks_before) > len(marked) / 2

    def continues(self, before: Line, line: Line, first: Line) -> bool:
        text, flow = self.flow.text, self.flow
        if line.end - first.start > 2 * _LONGEST or before.length >= _LONGEST:
            return False
        previous, following = text[before.start : before.end], text[line.start : line.end]
        if line.marker or flow.match(_CLAUSE_HEADS, line.start, line.end):
            return False
        dangling = _dangles(flow, before, following) and not self._heads(before, line, first)
        if shouts(following):
            return shouts(previous) and bool(first.marker) and not line.blanks_before and not _TERMINAL.search(previous)
        if shouts(previous) and not previous.endswith(("-", "/")):
            return False
        ended = bool(_TERMINAL.search(previous))
        lower = following[0].islower() or following[0] in "(,;"
        if line.blanks_before:
            # Without marks "cơ sở" ends like "số": only small letters go on across an empty line.
            dangling = dangling and not flow.damaged
            return not ended and (dangling or lower) and before.length > 25 and line.blanks_before < 8
        opened = text[first.start : before.end]
        if (
            ended
            and opened.count("(") > opened.count(")")
            and ")" in following
            and len(opened) < 900
            and not line.blanks_before
        ):
            # A bracket still open: whatever closes the line, the sentence goes on.
            return True
        if (
            ended
            and lower
            and previous.endswith(";")
            and first.marker
            and self.wraps
            and before.length >= 0.7 * self.width
        ):
            # A full line that breaks behind a semicolon: the next clause of the same item.
            return True
        if ended:
            full = self.wraps and self.spaced and before.length >= 0.75 * self.width
            unfinished = (previous.endswith(":") and lower) or (previous.endswith(";") and first.marker is not None)
            return full and (unfinished or not previous.rstrip().endswith((":", ";", "./.")))
        if lower or (dangling and not (first.marker and before.length < 30)):
            # "4. Chế độ báo cáo" is a heading, however it ends.
            return True
        if before.length > 45 and _OPEN_AREA.on(flow.damaged).search(flow.key, before.start, before.end):
            return True
        if first is not before and before.length >= 0.85 * first.length > 45:
            # This very paragraph has been broken before, at about this width.
            return True
        return self.wraps and before.length >= 0.8 * self.width

    def _heads(self, before: Line, line: Line, first: Line) -> bool:
        """ "2. Công tác tuyên truyền, hướng dẫn" alone on its short line, and a sentence below: a heading, however it ends."""
        flow = self.flow
        if not first.marker or first is not before or first.marker.lastgroup in {"dash", "plus", "star"}:
            return False
        short = line.blanks_before > 0 or (self.wraps and before.length < 0.7 * self.width)
        told = _MAY_CLOSE.on(flow.damaged).search(flow.key, before.start, before.end) is not None
        return short and told and before.length < 90 and flow.text[line.start].isupper()
