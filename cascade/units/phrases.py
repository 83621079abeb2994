"""Where one name ends and the next begins in a phrase, and the names a document defines for itself. Pure words."""

from __future__ import annotations

import re

from cascade.units.directory import words_key
from cascade.units.groups import bare

_SEPARATOR = re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng|cùng với)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"(?<=\w)\s+(?:gửi|báo cáo|có trách nhiệm|chịu trách nhiệm|chủ động|định kỳ)(?!\w).*$", re.IGNORECASE | re.DOTALL
)
_DEFINED = re.compile(
    r"\((?:sau đây|dưới đây|sau)?\s*(?:được\s+)?gọi\s+(?:chung|tắt)\s+là:?\s*[“\"]?([^)”\"]{3,120})[”\"]?\)",
    re.IGNORECASE,
)
_ADDRESSING = re.compile(
    r"(?:đề nghị|yêu cầu|kính gửi:?|giao|chỉ đạo|hướng dẫn|thông báo đến|phân công)\s+(?:cho\s+)?", re.IGNORECASE
)


def definitions(text: str) -> dict[str, str]:
    """Names a document gives: "… các trường …; … các nhóm, lớp … (sau gọi chung là Thủ trưởng các đơn vị)", by folded words."""
    found: dict[str, str] = {}
    for named in _DEFINED.finditer(text):
        before = text[max(0, named.start() - 400) : named.start()]
        clause = re.split(r"\n|(?<=[.:])\s", before)[-1]
        said = _ADDRESSING.split(clause)[-1].strip(" ,;")
        if said:
            key = words_key(named[1])
            found.setdefault(key, said)
            found.setdefault(bare(key), said)
    return found


def cleaned(phrase: str) -> str:
    """The names alone: without brackets, examples, and the verb a reader may have taken along ("UBND phường gửi …")."""
    text = re.sub(r"\([^)]*\)", " ", phrase)
    text = re.sub(r",?\s*(?:nhất là|đặc biệt là|trong đó)\b.*$", "", text)
    text = _VERB.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" .;,:-–+•")


def pieces(text: str) -> list[tuple[int, int]]:
    """The stretches between separators, longest names being tried across them."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _SEPARATOR.finditer(text):
        if gap.start() > start:
            found.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append((start, len(text)))
    return found[:24]
