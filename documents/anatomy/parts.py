"""Where one paper ends and the next begins in the same file, and what hangs behind the signature.

Knows letterheads, "Nơi nhận" and headings of appendices; refuses to know what the papers say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.flow import Flow, Line, shouts
from documents.patterns import Phrase

LETTERHEAD = Phrase(r"(?:cộng h[òo]a xã h[ộo]i chủ nghĩa|đảng cộng sản việt nam)")
LETTERHEAD_BARE = re.compile(r"c[o0]ng h[o0]a xa h\w{1,2}i chu nghia|dang cong san viet nam")
MOTTO = Phrase(r"độc lập\s*[-.]?\s*tự do\s*[-.]?\s*hạnh phúc")
RECIPIENTS = Phrase(r"(?:nơi|noi) nh(?:ậ|â|ạ|a|i)n\s*(?::|\.|$|\s)")
_APPENDIX = Phrase(
    r"(?:phụ lục|biểu mẫu|mẫu số|mẫu báo cáo|biểu số|mẫu \d+|biểu \d+|danh sách|danh mục)(?:\s|$|:|\.|\d)"
)


@dataclass(frozen=True)
class Paper:
    """One paper of the file: its body, and where its appendices begin if it has any."""

    start: int
    end: int
    body_end: int
    first_line: int
    last_line: int


def split_papers(flow: Flow) -> list[Paper]:
    """The papers of the file in order; there is always one."""
    lines = flow.lines
    starts = [0]
    for index, line in enumerate(lines):
        if index and is_letterhead(flow, line):
            first = _letterhead_start(flow, index)
            if first > starts[-1] + 8 and _ended_before(flow, starts[-1], first) and not _is_attached(flow, first):
                starts.append(first)
    papers: list[Paper] = []
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(lines)
        start = lines[first].start if lines and number else 0
        end = lines[last].start if last < len(lines) else len(flow.text)
        papers.append(Paper(start, end, _body_end(flow, first, last, end), first, last))
    return papers


_ATTACHED = Phrase(
    r"\(?\s*(?:ban hành )?kèm theo (?:quyết định|công văn|tờ trình|thông báo|chỉ thị|nghị quyết|văn bản) số"
)


def _is_attached(flow: Flow, first: int) -> bool:
    """A plan with a letterhead of its own that says by which decision it was issued belongs to that decision."""
    return any(flow.search(_ATTACHED, line.start, line.end) for line in flow.lines[first : first + 16])


def is_letterhead(flow: Flow, line: Line) -> bool:
    if flow.damaged:
        return LETTERHEAD_BARE.search(flow.line_key(line)) is not None
    return flow.search(LETTERHEAD, line.start, line.end) is not None and line.length < 140


def recipients_line(flow: Flow, first: int, last: int) -> int | None:
    """The line that opens the list of recipients; the last one counts, bodies may quote the words."""
    found = None
    for index in range(first, last):
        line = flow.lines[index]
        if flow.match(RECIPIENTS, line.start, line.end) and _is_list_head(flow, line):
            found = index
            if any(_is_archive(flow, later) for later in flow.lines[index : min(last, index + 30)]):
                return index
    return found


def _is_list_head(flow: Flow, line: Line) -> bool:
    found = flow.match(RECIPIENTS, line.start, line.end)
    return found is not None and (line.length < 160)


_ARCHIVE = Phrase(r"[-+*•·–\s]*l[ưu]u\s*[:;.]?\s*(?:vt|vp|văn|hồ|hs|tại|ub|t[ổo]|$|\w)")


def _is_archive(flow: Flow, line: Line) -> bool:
    return flow.match(_ARCHIVE, line.start, line.end) is not None


def _letterhead_start(flow: Flow, index: int) -> int:
    """The issuer's lines stand above the country's name when two columns are flattened."""
    first = index
    while first > 0 and index - first < 6:
        above = flow.lines[first - 1]
        words = flow.text[above.start : above.end]
        if above.marker or not shouts(words) or flow.match(RECIPIENTS, above.start, above.end) or above.length > 80:
            break
        if _SIGNATURE.on(flow.damaged).match(flow.key, above.start, above.end):
            break
        first -= 1
    return first


_SIGNATURE = Phrase(
    r"\W*(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)\s*[./]|\W*(?:phó )?(?:chủ tịch|trưởng phòng|giám đốc|hiệu trưởng|bí thư)\W*$"
)


def _ended_before(flow: Flow, start: int, end: int) -> bool:
    return recipients_line(flow, start, end) is not None or any(
        _SIGNATURE.on(flow.damaged).match(flow.key, line.start, line.end) for line in flow.lines[start:end]
    )


def _body_end(flow: Flow, first: int, last: int, end: int) -> int:
    """Where the appendices of this paper begin: behind its list of recipients, at a heading of their own."""
    signed = recipients_line(flow, first, last)
    begin = signed if signed is not None else first + (last - first) // 2
    for index in range(begin + 1, last):
        line = flow.lines[index]
        words = flow.text[line.start : line.end]
        if line.marker or line.length > 120:
            continue
        if flow.match(_APPENDIX, line.start, line.end) and (
            shouts(words) or (words[:1].isupper() and line.length < 60)
        ):
            return line.start
    return end
