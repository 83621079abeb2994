"""Whom a letter greets ("Kính gửi") and whom a telegram goes to.

Knows the line and the list under it; refuses to resolve names to units.
"""

from __future__ import annotations

import re

from documents.anatomy.head_words import BODY_STARTS, DEAR, column_break
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.parts import Paper
from documents.flow import Flow, Paragraph
from documents.patterns import Phrase

_WIRES = Phrase(r"[^.;:]{4,90}\bđiện\s*:\s*")


_ADDRESSED = Phrase(
    r"(?:các|những|ông|bà|đồng chí|thủ trưởng|hiệu trưởng|giám đốc|trưởng|chủ (?:các|tịch|cơ sở|nhóm)|chánh|lãnh đạo|bệnh viện|trạm"
    r"|mặt trận|nhà trường|cơ sở|cán bộ|giáo viên|ngân hàng|đài|báo|tổ)(?![\w])"
)


def read_addressees(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> tuple[tuple[str, ...], int]:
    """The bodies addressed, and where the address ends."""
    body = [each for each in paragraphs if paper.start <= each.start < paper.end][:30]
    for index, paragraph in enumerate(body):
        dear = flow.search(DEAR, paragraph.start, min(paragraph.end, paragraph.start + 200))
        dear = dear or flow.match(_WIRES, paragraph.start, paragraph.end)
        if not dear or (dear.start() > paragraph.start and not column_break(flow, paragraph.start, dear.start())):
            continue
        names: list[str] = []
        if paragraph.end - dear.end() > 2:
            names += _addressees_of(flow, dear.end(), paragraph.end)
        stop = paragraph.end
        goes_on = flow.words(paragraph.start, paragraph.end).endswith(";")
        for following in body[index + 1 : index + 16]:
            words = flow.words(following.body, following.end)
            if following.kind not in {"dash", "plus", "star"} and ((names and not goes_on) or len(words) > 120):
                break
            if following.kind not in {"dash", "plus", "star"} and not (
                looks_like_body(flow, following.start, following.end)
                or flow.match(_ADDRESSED, following.start, following.end)
            ):
                break
            if (names and flow.match(BODY_STARTS, following.start, following.end)) or len(words) > 200:
                break
            names += _addressees_of(flow, following.body, following.end)
            stop = following.end
            goes_on = words.endswith(";")
        return tuple(names), stop
    return (), 0


def _addressees_of(flow: Flow, start: int, end: int) -> list[str]:
    parts = re.split(r";\s*|\s+-\s+(?=[A-ZĐ])", flow.name(start, end))
    return [part.strip(" .;,-–") for part in parts if part.strip(" .;,-–")]
