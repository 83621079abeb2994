"""The words and shapes by which the head of a paper is told from its body.

Knows kinds of papers, columns and rules; refuses to read any field (its sisters do).
"""

from __future__ import annotations

import re

from documents.flow import Flow, Line, shouts
from documents.patterns import CAPITALS, Phrase
from kit.text import fold, squeeze

TYPE_WORDS = (
    "chương trình hành động|chương trình công tác|chương trình phối hợp|chương trình liên tịch|chương trình"
    "|kế hoạch liên tịch|kế hoạch liên ngành|kế hoạch phối hợp|kế hoạch hành động|kế hoạch"
    "|chỉ thị|quyết định|nghị quyết liên tịch|nghị quyết|hướng dẫn liên ngành|hướng dẫn liên tịch|hướng dẫn"
    "|thông báo kết luận|thông báo|công điện|công văn|báo cáo|tờ trình|quy chế phối hợp|quy chế|quy định|phương án|đề án"
    "|dự án|thông tư liên tịch|thông tư|nghị định"
    "|kết luận thanh tra|kết luận|thông tri|biên bản|giấy mời|thư ngỏ|quy trình|lời kêu gọi|thông cáo|chiến lược|luật"
)


TYPE_LINE = Phrase(rf"(?:{TYPE_WORDS})(?![\w])")


TYPE_NAMES = {
    "chương trình hành động": "Chương trình hành động", "chương trình công tác": "Chương trình",
    "kế hoạch liên tịch": "Kế hoạch", "kế hoạch hành động": "Kế hoạch", "nghị quyết liên tịch": "Nghị quyết",
    "kế hoạch liên ngành": "Kế hoạch", "kế hoạch phối hợp": "Kế hoạch", "chương trình phối hợp": "Chương trình",
    "chương trình liên tịch": "Chương trình", "quy chế phối hợp": "Quy chế", "hướng dẫn liên tịch": "Hướng dẫn",
    "kết luận thanh tra": "Kết luận",
    "hướng dẫn liên ngành": "Hướng dẫn", "thông báo kết luận": "Thông báo",
}  # fmt: skip


ABOUT = Phrase(r"v\s*/\s*v\s*[:.]?\s*|(?:trích yếu|về việc)\s*:\s*")


BODY_STARTS = Phrase(
    r"(?:căn cứ|thực hiện (?:kế hoạch|công văn|chỉ thị|nghị quyết|quyết định|chương trình|hướng dẫn"
    r"|kết luận|thông báo|công điện|nhiệm vụ|ý kiến|luật|nghị định|thông tư|đề án|văn bản|quy định"
    r"|sự chỉ đạo|chủ trương)"
    r"|triển khai thực hiện (?:kế hoạch|công văn|chỉ thị|nghị quyết|quyết định|chương trình)|xét "
    r"|theo đề nghị|nhằm |để (?:triển khai|thực hiện)|ngày \d|trong (?:những|thời gian)|tiếp tục thực hiện"
    r"|phát huy"
    r"|kính gửi|-{3,}|_{3,}|\*\s*$|ủy ban nhân dân [^\n]{0,60} (?:ban hành|xây dựng)|qua |hiện nay"
    r"|thời gian qua|trên cơ sở|được sự|chủ tịch|hội đồng nhân dân|ban thường vụ|giám đốc|hiệu trưởng)"
)


DEAR = Phrase(r"k[íi]nh (?:gửi|g[ưu]i|g[ửữừứ]i)\s*[:.]?\s*")


NUMBER_LINE = Phrase(r"(?:s[ốo6ób]|sb|s0)\s*[:.]?\s*(?=[\d/…._\-]|\s)")


RULE = re.compile(r"^[\s\-_*=~.—–]+$")


PLACEHOLDER = re.compile(
    r"#\w{4,}|\{\{?\s*\w+\s*\}?\}|<<\w+>>|\[\s*(?:SO|NGAY|SOKYHIEU|TRICHYEU)\w*\s*\]", re.IGNORECASE
)


def column_break(flow: Flow, first: int, place: int) -> bool:
    words = flow.text[first:place]
    return words.endswith(("  ", "\t", "| ")) or shouts(words)


PLACE = rf"[{CAPITALS}][\w.]*(?: [{CAPITALS}\d][\w.]*){{0,4}}"


def follows_place(flow: Flow, line: Line, place: int) -> bool:
    """Number and date share a line when two columns were flattened: a place name and a comma part them."""
    return re.search(rf"{PLACE},\s*$", flow.text[line.start : place]) is not None


def type_name(printed: str) -> str:
    for name in TYPE_WORDS.split("|"):
        if fold(name) == fold(printed):
            return TYPE_NAMES.get(name, name.capitalize())
    return squeeze(printed).capitalize()
