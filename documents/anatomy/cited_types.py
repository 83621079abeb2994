"""The kinds of papers as running text names them, and the short names everybody knows ("Đề án 06", "Nghị quyết 57").

Knows words; refuses to know who issued what.
"""

from __future__ import annotations

import re

from documents.anatomy.dates import DAY
from documents.anatomy.parts import Paper
from documents.anatomy.relations import LINK
from documents.flow import Flow
from documents.parsed import Citation
from documents.patterns import Phrase
from kit.text import fold

CITED_TYPES = (
    "chương trình hành động|chương trình phối hợp|chương trình|kế hoạch liên tịch|kế hoạch liên ngành|kế hoạch phối hợp"
    "|kế hoạch|chỉ thị|quyết định|nghị quyết liên tịch|nghị quyết|hướng dẫn liên ngành|hướng dẫn liên tịch"
    "|hướng dẫn|thông báo kết luận|thông báo|công điện|công văn|văn bản hợp nhất|văn bản|báo cáo|tờ trình"
    "|quy chế phối hợp|quy chế|quy định"
    "|phương án|đề án|dự án|thông tư liên tịch|thông tư|nghị định|kết luận|thông tri|bộ luật|luật|pháp lệnh|cv|qđ|kh"
)
_SHORT = Phrase(
    r"(?P<type>đề án|nghị quyết|chỉ thị|kết luận)\s+(?:số\s+)?(?P<no>\d{1,4})(?!\w|[./\-–]\w"
    r"|\s*[/\-–]\s*[a-zđ\d]|\s*(?:năm|tháng|ngày|nội dung|nhiệm vụ|nhóm|giải pháp|đơn vị|người|trường|tỷ"
    r"|triệu|%|học sinh|điểm))"
)


def cited_type(printed: str) -> str:
    plain = fold(printed)
    shortened = {"cv": "Công văn", "qd": "Quyết định", "kh": "Kế hoạch", "van ban": "Văn bản"}
    if plain in shortened:
        return shortened[plain]
    for name in CITED_TYPES.split("|"):
        if fold(name) == plain:
            known = {
                "kế hoạch liên tịch": "Kế hoạch",
                "kế hoạch liên ngành": "Kế hoạch",
                "kế hoạch phối hợp": "Kế hoạch",
                "chương trình phối hợp": "Chương trình",
                "hướng dẫn liên ngành": "Hướng dẫn",
                "hướng dẫn liên tịch": "Hướng dẫn",
                "nghị quyết liên tịch": "Nghị quyết",
                "thông báo kết luận": "Thông báo",
            }
            return known.get(name, name.capitalize())
    return printed.capitalize()


def _next_row(flow: Flow, match: re.Match[str]) -> bool:
    """ "Đề án" closing one row of a table and "5" alone on the next line."""
    printed = flow.source.text
    return "\n" in printed[match.start() : match.start("no")] and not printed[match.end() :].split("\n", 1)[0].strip()


def short_names(flow: Flow, paper: Paper, found: list[Citation]) -> list[Citation]:
    """'Đề án 06', 'Nghị quyết 57': a short name everybody knows; the full number is not printed."""
    full = {(each.type, re.match(r"\d+", each.number or "0").group().lstrip("0")) for each in found if each.number}  # type: ignore[union-attr]
    short: dict[tuple[str, str], Citation] = {}
    named: set[tuple[str, str]] = set()
    for match in flow.finditer(_SHORT, paper.start, paper.end):
        kind, number = cited_type(match["type"]), match["no"]
        if not flow.text[match.start()].isupper() and not flow.damaged:
            continue
        around = flow.key[max(0, match.start() - 1) : match.start()] + flow.key[match.end() : match.end() + 1]
        if around == "()":
            # "Đề án phát triển … (Đề án 06)" only says how the paper will call it.
            named.add((kind, number))
        if (kind, number) in named or _next_row(flow, match):
            continue
        if (
            (kind, number.lstrip("0")) in full
            or (kind, number) in short
            or DAY.on(flow.damaged).match(flow.key, match.start("no"))
        ):
            continue
        relation = (
            "implements"
            if LINK.on(flow.damaged).search(flow.key, max(0, match.start() - 40), match.start())
            else "mentions"
        )
        short[(kind, number)] = Citation(
            kind,
            number,
            None,
            None,
            relation,
            None,
            None,
            match.span(),
            0.5,
            (match.span(),),
            flow.source.text[match.start() : match.end()],
        )
    return list(short.values())
