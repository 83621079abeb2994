"""The list under "Nơi nhận", one entry a printed line.

Knows where the list begins and ends, also when the signature shares its lines; refuses to resolve names to units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.anatomy.parts import RECIPIENTS, Paper, is_letterhead, recipients_line
from documents.anatomy.signature import is_office_line
from documents.flow import Flow, shouts
from documents.parsed import Recipient
from documents.patterns import Phrase
from kit.text import fold, squeeze

_ARCHIVE = Phrase(r"\W*l[ưu]u\b")
_KEPT = re.compile(r"\W*luu\b")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|đã kí|ký tên|da ky)\b.*$|\[?bookmark:.*?\]", re.IGNORECASE)


def read_recipients(flow: Flow, paper: Paper) -> list[Recipient]:
    return [Recipient(each.name.strip(" ;.,"), each.span, each.confidence) for each in _printed_entries(flow, paper)]


def _printed_entries(flow: Flow, paper: Paper) -> list[Recipient]:
    index = recipients_line(flow, paper.first_line, paper.last_line)
    if index is None:
        return []
    entries = _Entries(flow)
    first = flow.lines[index]
    head = flow.match(RECIPIENTS, first.start, first.end)
    rest = (head.end() if head else first.end, first.end)
    for number, line in enumerate(flow.lines[index : paper.last_line]):
        start, end = rest if number == 0 else (line.start, line.end)
        if number and is_letterhead(flow, line):
            break
        if number and is_office_line(_clean(flow, start, end)):
            if entries.found and not _more_entries(flow, index + number + 1, paper.last_line):
                break
            continue
        for begin, last in _left_entries(flow, start, end):
            more = _more_entries(flow, index + number + 1, paper.last_line)
            if not entries.take(number, begin, last, more=more):
                return entries.found
    return entries.found


@dataclass
class _Entries:
    """The list as it grows line by line."""

    flow: Flow
    found: list[Recipient] = field(default_factory=list)
    unfinished: bool = False
    listed: bool = False

    def take(self, number: int, begin: int, last: int, *, more: bool) -> bool:
        """One entry, or the second half of one; False when the list is over."""
        words = _clean(self.flow, begin, last)
        if not words or words.endswith(":"):
            # "Gửi bản giấy:" parts the list, it is sent nowhere.
            return True
        if _ARCHIVE.on(self.flow.damaged).match(self.flow.key, begin, last):
            return False
        marked = self.flow.text[begin:last].lstrip()[:1] in "-–+*•·"
        if not marked and ((shouts(words) and len(words) > 8) or is_office_line(words)):
            return not (self.found and number > 1 and not more)
        if not marked and self._goes_on(words):
            self.found[-1] = Recipient(f"{self.found[-1].name} {words}", (self.found[-1].span[0], last), 0.8)
        elif marked:
            self.found.append(Recipient(words, (begin, last)))
        elif number == 0 or words.endswith((";", ".", ",")):
            self.found += [Recipient(name, (begin, last)) for name in _entries(words)]
        elif self.found and number > 2:
            return True
        self.unfinished = not words.rstrip().endswith((";", "."))
        self.listed = self.listed or marked
        return True

    def _goes_on(self, words: str) -> bool:
        if not (self.unfinished and self.found):
            return False
        ends = self.listed and words.endswith((";", ",", "."))
        return words[:1].islower() or ends or self.found[-1].name.endswith((",", "và"))


def _more_entries(flow: Flow, index: int, last: int) -> bool:
    markers = (flow.lines[each].marker for each in range(index, min(last, index + 6)))
    return any(marker is not None and marker.lastgroup in ("dash", "plus", "star") for marker in markers)


def _left_entries(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """The list keeps the left; what stands behind a tab, a wide gap or a capital office is the signature."""
    text = flow.text[start:end]
    gap = re.search(r"\t|\s{3,}|\|", text.lstrip(" \t|-–+*•·"))
    lead = len(text) - len(text.lstrip(" \t|-–+*•·"))
    cut = lead + gap.start() if gap else len(text)
    office = re.search(
        r"(?<=[;.\s])\s*(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./]\s*[A-ZĐ]|PHÓ [A-ZĐ]{2}|CHỦ TỊCH|TRƯỞNG PHÒNG"
        r"|GIÁM ĐỐC|HIỆU TRƯỞNG|ST 0 |\w* ?TRUONG PHONG)",
        text,
    )
    if office:
        cut = min(cut, office.start())
    first = start
    spans = []
    for mark in re.finditer(r";\s+(?=[-–]\s*\S)", text[:cut]):
        spans.append((first, start + mark.end()))
        first = start + mark.end()
    spans.append((first, start + cut))
    return [(begin, last) for begin, last in spans if begin < last]


def _clean(flow: Flow, start: int, end: int) -> str:
    words = _SIGNED.sub("", flow.text[start:end])
    return squeeze(words).lstrip("-–—+*•·: ").strip(" *_|")


def _entries(words: str) -> list[str]:
    return (
        [
            part.strip() + ";"
            for part in words.rstrip(";. ").split(";")
            if part.strip(" ,.-") and not _KEPT.match(fold(part))
        ]
        if ";" in words.rstrip("; ")
        else [words]
    )
