"""Local hotlines that papers of one field print differently. Pure: short and free numbers after the words that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade.papers.findings import Disagreement, Findings, PaperFinding, Place, Span

_ANNOUNCED = re.compile(
    r"(?:đường dây nóng|đường dây tư vấn|tổng\s+đài|tong\s+dai|duong\s+day\s+nong)(?P<words>[^;.\n]{0,30}?(?:\n?[^;.\n]){0,130}?)"
    r"\s?(?P<number>(?<![\d./])(?:1[89]00[ .]?\d{2,4}(?:[ .]?\d{2})?|0\d{2,4}[ .]{0,2}\d{3}[ .]?\d{3,4}|1\d\d)(?![\d/]))",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"^1\d\d$")


def local_numbers(findings: Findings) -> Iterator[Disagreement]:
    """One sentence with every local number; a national number said alike everywhere is no problem."""
    local: dict[str, tuple[PaperFinding, Span]] = {}
    national: set[str] = set()
    for paper in findings.real():
        for digits, span in hotlines(paper.text):
            if _NATIONAL.match(digits):
                national.add(digits)
            else:
                local.setdefault(digits, (paper, span))
    # Numbers of papers about other matters are other services.
    owners = {paper.id for paper, _ in local.values()}
    beside = {one for one in owners if any(other != one and findings.share_field(one, other) for other in owners)}
    local = {digits: said for digits, said in local.items() if said[0].id in beside}
    if not local:
        return
    told = "; ".join(f"{digits} ({paper.name})" for digits, (paper, _) in sorted(local.items()))
    common = f" Số quốc gia {', '.join(sorted(national))} dùng chung." if national else ""
    message = f"Đường dây nóng địa phương khác nhau theo nơi ban hành: {told}.{common} Dùng số của địa phương mình."
    places = tuple(Place(paper.id, paper.name, span) for _, (paper, span) in sorted(local.items()))
    yield Disagreement("hotlines_differ", message, places)


def hotlines(text: str) -> list[tuple[str, Span]]:
    """The numbers a paper announces as hotlines, as digits, with their places."""
    found: dict[str, Span] = {}
    at = 0
    while match := _ANNOUNCED.search(text, at):
        found.setdefault(re.sub(r"\D", "", match["number"]), match.span("number"))
        # A second number may follow the same announcement.
        at = match.start() + 8
    return list(found.items())
