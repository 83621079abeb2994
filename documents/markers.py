"""The numbers, letters and dashes with which items begin.

Knows how plans, decisions and Party papers mark their items; refuses to know how deep an item stands (documents.anatomy.outline does).
"""

from __future__ import annotations

import re

from documents.patterns import CAPITALS
from kit.text import fold

_ROMAN = (
    r"(?P<roman>[IVX]{1,5}|[1l]I{1,2}|lV)(?:\s*(?:[.):]|/(?=\s)|-(?=\s))(?=\s*\S)"
    # A scanner drops the dot; the shouting heading stays.
    rf"|(?<=[IVX])\s+(?=[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}}))"
)
_MARKER = re.compile(
    r"\s*(?:"
    r"(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]{1,5}|[A-H]|\d{1,2}))\b\s*[.:\-–]?"
    r"|(?P<article>(?:ĐIỀU|Điều)\s+\d{1,3})\s*[.:]"
    r"|" + _ROMAN + r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[.)/:]|\s?[-–](?=\s))?(?=\s*[^\W\d_]|\s+[\"“(\d])"
    r"|(?P<number>\d{1,2})\s*(?:[.)/](?!\d)|-(?=\s))(?=\s*\S|\s*$)"
    r"|(?P<ordinal>(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)))\s*[,:](?=\s*\S)(?!\s*ngày)"
    r"|\((?P<paren>\d{1,2})\)(?=\s+[^\W\d_])"
    r"|(?P<upper>[A-HĐK])\s*[.)](?=\s+[^\W\d_]{2})"
    r"|(?P<letter>[a-zđ])\s*[.)](?=\s*\S)"
    r"|(?P<plus>\+)|(?P<star>\*(?!\*))|(?P<dash>[-–—•·●▪○◦■□✓➢❖]|o(?=\s))(?=\s*[^\s\-–—])"
    r")\s*"
)


def marker_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The marker a line begins with; a number or a dash that belongs to a broken sentence is none."""
    marker = _MARKER.match(text, start, end)
    return None if marker is None or _not_a_marker(text, marker) else marker


def _not_a_marker(text: str, marker: re.Match[str]) -> bool:
    """A wrapped line may begin with a number or a dash that belongs to the sentence."""
    if marker["letter"]:
        return text[marker.end() : marker.end() + 1].islower() and marker.group().strip().endswith(".")
    if marker["number"] and re.match(
        rf"\d{{1,2}}\s?/\s?[{CAPITALS}]{{2,}}[\s\-/]", text[marker.start() : marker.end() + 12].strip()
    ):
        # "01/NQ-CP" at the head of a broken line is a symbol.
        return True
    return bool(marker["number"] and re.match(r"\d{1,2}\s*/\s*\d", text[marker.start() : marker.end() + 4].strip()))


_AWAITS = re.compile(r"(?:ngay|thang|quy|khoan|dieu|diem|muc|so)$")


def ends_a_sentence(text: str, start: int, marker: re.Match[str]) -> bool:
    """ "(trước ngày 05 tháng" / "12) về Ủy ban …": the number that begins a wrapped line is the last word of the line above."""
    if not marker["number"]:
        return False
    stop = max(0, text.rfind("\n", 0, start))
    above = text[text.rfind("\n", 0, stop) + 1 : stop].rstrip()
    if len(above) < 30:
        return False
    behind = text[marker.end() : marker.end() + 1]
    if _AWAITS.search(fold(above)):
        # "… tại khoản" / "2. Điều 5": no item begins there, unless a sentence does.
        return ")" in marker.group() or not behind.isupper() or fold(above).endswith(("ngay", "thang", "quy"))
    return ")" in marker.group() and above.rfind("(") > above.rfind(")") and not behind.isupper()
