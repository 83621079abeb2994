"""Laws, which are cited by name alone.

Knows how a law is named in running text; refuses to know its number.
"""

from __future__ import annotations

import re

from documents.flow import Flow
from documents.parsed import Citation, Span
from documents.patterns import Phrase
from kit.text import fold

_LAW = Phrase(r"(?<!\w)(?P<kind>bộ luật|luật|pháp lệnh|hiến pháp)(?=\s)")
_STOP = Phrase(
    r"[;:.()\"\n]|\s(?:và (?:các|luật|nghị|bộ luật|văn bản|quy định)|được|quy định|về|của|ngày|trong|tại"
    r"|đã|cho|để|theo|là|gồm|số|đến|hiện hành|với|có|trên|từ|khi|nhằm|liên quan|này)(?![\w])"
    r"|,(?!\s*(?:chống|thể dục|chữa|kháng|ứng|phòng|bổ sung))|\s(?:và|va)\s+(?=luật)"
)


def find_laws(flow: Flow, start: int, end: int, taken: list[Span]) -> list[Citation]:
    """One citation a law named; those printed with their number are already among the numbered ones."""
    found: dict[str, Citation] = {}
    for law in flow.finditer(_LAW, start, end):
        if not flow.text[law.start()].isupper():
            continue
        stop = flow.search(_STOP, law.end(), min(end, law.end() + 110))
        last = stop.start() if stop else min(end, law.end() + 60)
        name = flow.words(law.start(), last).rstrip(" ,")
        words = name.split()
        if len(words) < 2 or not (words[1 if words[0] != "Bộ" else 2 :] and (words[-1] != words[0])):
            continue
        second = words[2] if words[0] == "Bộ" and len(words) > 2 else words[1]
        if not second[:1].isupper() or len(words) > 14:
            continue
        year = re.compile(r"\s*(năm\s+(?:19|20)\d\d)").match(flow.text, last, end)
        if year:
            name, last = f"{name} {flow.words(*year.span(1))}", year.end()
        if any(first - 3 <= last + 12 and law.start() < first < last + 40 for first, _ in taken):
            continue
        key = fold(re.sub(r" năm \d{4}$", "", name))
        kind = (
            "Bộ luật"
            if fold(law["kind"]) == "bo luat"
            else (fold(law["kind"]) == "luat" and "Luật") or flow.words(*law.span("kind"))
        )
        ground = re.search(r"(?:căn cứ|can cu)\s*$", flow.key[max(0, law.start() - 14) : law.start()]) is not None
        if key not in found:
            found[key] = Citation(
                kind, None, None, None, "basis" if ground else "mentions", None, name, (law.start(), last), 0.6,
                ((law.start(), last),), flow.source.text[law.start() : last],
            )  # fmt: skip
    return list(found.values())
