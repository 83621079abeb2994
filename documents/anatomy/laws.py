"""Laws, which are cited by name alone, sometimes with their year or day.

Knows how a law is named in running text; refuses to know its number.
"""

from __future__ import annotations

import re

from documents.anatomy.dates import WHOLE, whole_dates
from documents.flow import Flow
from documents.parsed import Citation, Span
from documents.patterns import Phrase
from kit.text import fold

_LAW = Phrase(r"(?<!\w)(?P<kind>bộ luật|luật|pháp lệnh|hiến pháp)(?=\s)")
_STOP = Phrase(
    r"[;:.()\"\n]|\s(?:và (?:các|luật|nghị|bộ luật|văn bản|quy định|chỉ thị|quyết định|thông tư)|được|quy định|về|của|ngày|trong|tại"
    r"|đã|cho|để|theo|là|gồm|số|đến|hiện hành|với|có|trên|từ|khi|nhằm|liên quan|này|năm|sửa đổi)(?![\w])"
    r"|,(?!\s*(?:chống|thể dục|chữa|kháng|ứng|phòng|bổ sung))|\s(?:và|va)\s+(?=luật)"
)
# "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B": one law, named by those it amends.
_AMENDING = Phrase(r"luật sửa đổi, bổ sung (?:một số điều|điều \d+) của (?:các )?(?=(?:bộ )?luật)")
_AND_LAW = Phrase(r"\s*(?:và|,)\s+(?=luật\s)")
_NUMBERED = re.compile(r"\s*\(?(?:số|so|s6)?\s*:?\s*")
_YEAR = re.compile(r"\s*(năm\s+(?:19|20)\d\d)")


def find_laws(flow: Flow, start: int, end: int, taken: list[Span]) -> list[Citation]:
    """One citation a law named; those printed with their number are already among the numbered ones."""
    found: dict[str, Citation] = {}
    begin = start
    while law := flow.search(_LAW, begin, end):
        begin = law.end()
        last = _name_end(flow, law, end)
        if last is None:
            continue
        begin = max(begin, last)
        name = flow.words(law.start(), last).rstrip(" ,")
        year = _YEAR.match(flow.text, last, end)
        if year:
            name, last = f"{name} {flow.words(*year.span(1))}", year.end()
        if any(last <= first < last + 12 and _NUMBERED.fullmatch(flow.key, last, first) for first, _ in taken):
            continue
        key = fold(re.sub(r" năm \d{4}$", "", name))
        if key not in found:
            found[key] = Citation(
                _kind(flow, law), None, _day(flow, last, end), None, _relation(flow, law.start()), None, name,
                (law.start(), last), 0.6, ((law.start(), last),), flow.source.text[law.start() : last],
            )  # fmt: skip
    return list(found.values())


def _name_end(flow: Flow, law: re.Match[str], end: int) -> int | None:
    """Where the name ends; None when the word only speaks of law."""
    if not flow.text[law.start()].isupper():
        return None
    amending = flow.match(_AMENDING, law.start(), end)
    first = amending.end() if amending else law.start()
    inner = flow.match(_LAW, first, end)
    if inner is None:
        return None
    stop = flow.search(_STOP, inner.end(), min(end, inner.end() + 110))
    last = stop.start() if stop else min(end, inner.end() + 60)
    words = flow.words(first, last).rstrip(" ,").split()
    rest = words[2:] if fold(words[0]) == "bo" else words[1:]
    if not rest or not rest[0][:1].isupper() or len(words) > 14:
        return None
    if amending:
        again = flow.match(_AND_LAW, last, end)
        second = flow.match(_LAW, again.end(), end) if again else None
        if second:
            return _name_end(flow, second, end) or last
    return last


def _kind(flow: Flow, law: re.Match[str]) -> str:
    kind = fold(law["kind"])
    return {"bo luat": "Bộ luật", "luat": "Luật"}.get(kind) or flow.words(*law.span("kind"))


def _day(flow: Flow, place: int, end: int) -> str | None:
    lead = re.compile(r"[\s,(]*").match(flow.key, place, end)
    day = WHOLE.on(flow.damaged).match(flow.key, lead.end() if lead else place, end)
    found = whole_dates(flow, day.start(), day.end()) if day else []
    return found[0].iso if found else None


def _relation(flow: Flow, place: int) -> str:
    """A law that opens a ground, or the next one behind its semicolon, is a basis."""
    line = flow.text.rfind("\n", 0, place) + 1
    clause = max(line, flow.key.rfind(";", line, place) + 1)
    opens = re.fullmatch(r"[\W\d]*(?:(?:căn cứ|can cu)(?: vào)?\s*)?(?:các\s+)?", flow.key[clause:place]) is not None
    ground = re.match(r"[\W\d]*(?:căn\s+cứ|can\s+cu)", flow.key[line:place]) is not None
    return "basis" if opens and ground else "mentions"
