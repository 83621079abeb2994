"""The left column of a letterhead: which names stand there, the superior's above the issuer's own.

Knows how columns are flattened and how a narrow one tears a name; refuses to know whose paper it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.anatomy.dates import WHOLE
from documents.anatomy.head_words import ABOUT, DEAR, NUMBER_LINE
from documents.anatomy.parts import LETTERHEAD, LETTERHEAD_BARE, MOTTO
from documents.anatomy.symbols import find_symbols
from documents.flow import Flow, Line, shouts
from kit.text import fold

Printed = tuple[str, int, int]

_STARTS_NAME = re.compile(
    r"^(?:uy ban|ubnd|ub ?mttq|mttq|mat tran|hoi dong|hdnd|so |phong |truong |ban |tinh uy|thanh uy|huyen uy|quan uy"
    r"|thi uy|dang uy|dang bo|dang doan|bo |van phong|chi cuc|cuc |tong cuc|trung tam|benh vien|tram |nha |hoc vien"
    r"|cong an|doan |hoi |lien doan|cong doan|chi bo|vien |bao hiem|thanh tra|bch |btv |lien |tieu ban|to "
    r"|chinh phu|thu tuong|quoc hoi|chu tich |bo truong|chi doan|xa doan|huyen doan|tinh doan|thanh doan|quan doan|thi doan"
    r"|thi tran doan|phuong doan|xa |ngan hang|kho bac|toa an|tong|trung uong|vu |khoa |quy |dai |tap doan|cong ty|bhxh )"
)
_AREA_LINE = re.compile(r"(?:xa|phuong|quan|huyen|tinh|thanh pho|tp\.?|thi xa|thi tran|dac khu)\b(?! (?:uy|doan)\b)")
_FIRST_WORDS = frozenset("uy bo so hoi ban phong truong tinh huyen quan thanh dang van trung lien".split())
# A body whose name goes on in the next line: "VĂN PHÒNG" / "HĐND VÀ UBND", "CHỦ TỊCH" / "ỦY BAN NHÂN DÂN TỈNH".
_LEADS_ON = re.compile(r"(?:van phong|thuong truc|chu tich|bo truong|tong cuc truong)")
_COMMITTEE = re.compile(r"(?:ban thuong vu|ban chap hanh|thuong truc|ban thuong truc)")
_HAS_COMMITTEE = re.compile(r"(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|doan|hoi|uy ban)\b")
_MOVEMENTS = frozenset(
    {
        "doi tntp ho chi minh",
        "doan tncs ho chi minh",
        "doan thanh nien cong san ho chi minh",
        "doi thieu nien tien phong ho chi minh",
    }
)
# A narrow column breaks the country's name; its last words alone open no name.
_TITLES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap - tu do - hanh phuc")
_MARKS = frozenset(
    "mat|toi mat|tuyet mat|khan|hoa toc|thuong khan|hoat toc|du thao|ban sao|sao y|sao luc|hoa toc hen gio".split("|")
)
_TITLE_BROKEN = re.compile(r"(?:chủ nghĩa|chu nghia|cộng sản|cong san)\s+(?:việt|viet)\s*$")
_COLUMN = re.compile(r"\t|\s{4,}")
_MOTTO_BEGINS = re.compile(r"d\w{1,4}c\s+\w?ap\s*-|độc lập")


def printed_names(flow: Flow, lines: Iterable[Line]) -> list[Printed]:
    """The names above number and title, outermost first."""
    collected: list[Printed] = []
    broken_title = False
    for line in lines:
        if flow.match(ABOUT, line.start, line.end) or flow.match(DEAR, line.start, line.end):
            break
        start, end = left_column(flow, line)
        if broken_title and flow.text[start:end].endswith((" NAM", " Nam")):
            # The last word of the country's name, pushed to the next line of the right column.
            end -= 4
        broken_title = _TITLE_BROKEN.search(flow.key, line.start, line.end) is not None
        words = flow.name(start, end).strip(" *-–_.:|")
        if (
            len(words) < 2
            or not shouts(words)
            or find_symbols(flow, start, end)
            or WHOLE.on(flow.damaged).search(flow.key, start, end)
        ):
            continue
        if flow.search(MOTTO, start, end) or flow.match(NUMBER_LINE, start, end):
            continue
        collected.append((words, start, end))
    return joined_names(collected)


def opens_name(words: str) -> bool:
    """Whether the words begin as the name of a body does."""
    return _STARTS_NAME.match(fold(words) + " ") is not None


def left_column(flow: Flow, line: Line) -> tuple[int, int]:
    """The part of a line that belongs to the left column."""
    pattern = LETTERHEAD_BARE if flow.damaged else LETTERHEAD.on(False)
    country = pattern.search(flow.key, line.start, line.end)
    motto = _MOTTO_BEGINS.search(flow.key, line.start, line.end)
    ends = [found.start() for found in (country, motto) if found]
    end = min(ends) if ends else line.end
    gap = _COLUMN.search(flow.text, line.start, end)
    return line.start, gap.start() if gap and gap.start() > line.start else end


def joined_names(lines: list[Printed]) -> list[Printed]:
    """Join the shouted lines of a letterhead into names: a line that opens no name belongs to the one above."""
    names: list[Printed] = []
    movement: Printed | None = None
    torn: tuple[str, int] | None = None
    for words, start, end in lines:
        bare = fold(words)
        if torn is not None:
            # "ỦY" / "BAN NHÂN DÂN": a narrow column broke the name after its first word.
            words, start, bare, torn = f"{torn[0]} {words}", torn[1], fold(f"{torn[0]} {words}"), None
        elif bare in _FIRST_WORDS:
            torn = (words, start)
            continue
        if bare in _MOVEMENTS:
            movement = movement or (words, start, end)
            continue
        if _is_no_name(bare):
            continue
        if names and _LEADS_ON.fullmatch(fold(names[-1][0])):
            names[-1] = _grown(names[-1], words, end)
            continue
        above = fold(names[-1][0]) if names else ""
        if _COMMITTEE.fullmatch(above) and _HAS_COMMITTEE.match(bare):
            # "BAN THƯỜNG VỤ" / "THÀNH ỦY …": the committee printed above its body.
            names[-1] = _grown(names[-1], words, end)
            continue
        opens = opens_name(words) and not (names and _AREA_LINE.match(bare))
        if names and (not opens or above.endswith((" va", "-", ",", " cua")) or words.startswith("-")):
            names[-1] = _grown(names[-1], words, end)
        elif opens:
            names.append((words, start, end))
    return _of_organisation(names, movement)


# "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM" / "BAN CHẤP HÀNH TỈNH …": the committee of an area is that organisation there.
_COMMITTEE_OF = re.compile(
    r"(?:BAN CHẤP HÀNH|BCH|BAN THƯỜNG VỤ|BTV)\s+(?=(?:TỈNH|HUYỆN|QUẬN|THÀNH|THỊ|XÃ|PHƯỜNG|ĐẶC)\b)"
)


def _of_organisation(names: list[Printed], movement: Printed | None) -> list[Printed]:
    area = _COMMITTEE_OF.match(names[-1][0]) if names else None
    if area is None:
        return names
    words, start, end = names[-1]
    above = names[-2][0] if len(names) > 1 else ""
    if re.match(r"(?:hoi|doan|cong doan|lien doan|tong lien doan)\b", fold(above)):
        organisation = re.sub(r"\s+(?:VIỆT NAM|VN)$", "", above)
        return [*names[:-2], (f"{organisation} {words[area.end() :]}", start, end)]
    if movement:
        return [*names[:-1], (f"{movement[0]} {words[area.end() :]}", start, end)]
    return names


def _grown(name: Printed, words: str, end: int) -> Printed:
    return f"{name[0]} {words}", name[1], end


def _is_no_name(bare: str) -> bool:
    return (
        (len(bare) > 2 and any(f" {bare} " in f" {title} " for title in _TITLES))
        or "cong hoa xa hoi" in bare
        or "dang cong san viet nam" in bare
        or "doc lap" in bare
        or re.fullmatch(r"[\W\d_]*", bare) is not None
        or len(bare) < 3
        or bare in _MARKS
    )
