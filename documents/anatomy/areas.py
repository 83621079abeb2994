"""Districts, communes and provinces a paper names, and the bodies it leaves without one.

Knows how areas are printed; refuses to know any list of them.
"""

from __future__ import annotations

import re
from collections import Counter

from documents.anatomy.names import titled
from documents.anatomy.parts import Paper
from documents.flow import Flow, shouts
from documents.patterns import CAPITALS
from kit.text import fold

AREA_NOUN = r"(?:quận|huyện|thị xã|thành phố|tỉnh|phường|xã|thị trấn|đặc khu|tp\.?)"


_CAP_WORD = rf"[{CAPITALS}]\w*"


AREA = re.compile(rf"\b((?i:{AREA_NOUN})) ({_CAP_WORD}(?:[ \-]{_CAP_WORD}){{0,3}}|\d{{1,2}}\b)")


# Paper that lost its marks prints them here and there: both spellings of the noun.
_AREA_BARE = re.compile(
    rf"\b((?i:{AREA_NOUN}|quan|huyen|thi xa|thanh pho|tinh|phuong|xa|thi tran|dac khu))\s+({_CAP_WORD}(?: {_CAP_WORD}){{0,3}})"
)


_LEVELS = {
    "xa": 1,
    "phuong": 1,
    "thi tran": 1,
    "dac khu": 1,
    "quan": 2,
    "huyen": 2,
    "thi xa": 2,
    "thanh pho": 2,
    "tp": 2,
    "tp.": 2,
    "tinh": 3,
}


_NEEDS_AREA = re.compile(
    r"^(?:Ủy ban nhân dân|Hội đồng nhân dân|Chủ tịch Ủy ban nhân dân|Phòng [^,]+|Sở [^,]+|Huyện ủy|Quận ủy"
    r"|Tỉnh ủy|Thành ủy|Thị ủy|Đảng ủy|[^,]* (?:Huyện|Quận|Tỉnh|Thành|Thị|Đảng) ủy"
    r"|.* (?:huyện|quận|tỉnh|thành phố|Thành phố|thị xã|phường|xã|thị trấn|Tỉnh|Huyện|Quận|Xã|Phường))$"
)


def with_area(flow: Flow, paper: Paper, name: str, upper: list[str]) -> str:
    """Complete 'Phòng Giáo dục và Đào tạo' with the district the paper itself names."""
    if not _NEEDS_AREA.match(name) or AREA.search(name):
        return name
    for above in reversed(upper):
        area = AREA.search(above)
        if area:
            return _joined(name, area.group(1), area.group(2))
    noun = re.search(rf"({AREA_NOUN})$", name, re.IGNORECASE)
    wanted = _wanted_level(name)
    committee = re.search(r"(Tỉnh|Thành|Huyện|Quận|Thị) ủy$", name)
    areas = area_counts(flow, paper).most_common()
    if name.startswith("Sở"):
        # A department is never a district's; a province outranks the cities in it.
        cities = [each for each in areas if fold(each[0][0]) == "thanh pho"]
        areas = [each for each in areas if fold(each[0][0]) == "tinh"] or cities
    for (kind, place), _ in areas:
        if noun and fold(kind) != fold(noun.group(1)):
            continue
        if not noun and wanted and _LEVELS.get(fold(kind)) not in wanted:
            continue
        if committee and fold(kind) not in _OF_COMMITTEE[committee[1]]:
            # A Thành ủy is a city's, never the district's that cites it.
            continue
        return _joined(name, kind, place)
    return name


def signed_for_area(flow: Flow, paper: Paper, name: str) -> str:
    """'UBND tỉnh' of the letterhead is completed by the place of the date line: nobody writes another's place there."""
    noun = re.search(rf"({AREA_NOUN})$", name, re.IGNORECASE)
    if noun is None or not flow.place:
        return name
    area_counts(flow, paper)[(noun.group(1).lower(), flow.place)] += 3
    return f"{name} {flow.place}"


def _joined(name: str, kind: str, place: str) -> str:
    if name.endswith(f" {place}"):
        if " - " in name:
            return name
        # "Sở Giáo dục và Đào tạo An Giang": the place stands there, only its noun was left out.
        name = name.removesuffix(f" {place}")
    if re.search(rf"(?:{AREA_NOUN})$", name, re.IGNORECASE):
        return f"{name} {place}"
    if re.search(r"ủy$", name) and "Mặt trận" not in name:
        return f"{name} {place}"
    if kind.lower().startswith("tp"):
        kind = "thành phố"
    if name.startswith("Sở"):
        return f"{name} {kind.lower() if fold(kind) == 'tinh' else kind.capitalize()} {place}"
    return f"{name} {kind.lower() if place != 'Hồ Chí Minh' else 'Thành phố'} {place}"


_OF_COMMITTEE = {
    "Tỉnh": {"tinh"}, "Thành": {"thanh pho", "tp", "tp."}, "Huyện": {"huyen"}, "Quận": {"quan"}, "Thị": {"thi xa"},
}  # fmt: skip


def _wanted_level(name: str) -> set[int] | None:
    if name.startswith(("Sở", "Tỉnh ủy", "Thành ủy")) or name.endswith((" Tỉnh ủy", " Thành ủy")):
        return {3, 2} if "Tỉnh" not in name else {3}
    if name.startswith("Phòng"):
        return {2, 1}
    if "Huyện ủy" in name or "Quận ủy" in name or "Thị ủy" in name:
        return {2}
    if "Đảng ủy" in name:
        return {1}
    return None


def area_counts(flow: Flow, paper: Paper) -> Counter[tuple[str, str]]:
    """The districts, communes and provinces the paper names, with how often it does."""
    known = flow.areas.get(paper.start)
    if known is not None:
        return known
    counts: Counter[tuple[str, str]] = Counter()
    text = re.sub(r"(?<=\S) (?=\S)", " ", flow.text[paper.start : paper.end])
    for found in (AREA if not flow.damaged else _AREA_BARE).finditer(text):
        kind, place = found.group(1), found.group(2)
        place = re.sub(
            r"\s*(?:C[ỘO]NG H[ÒO][AÀ]|[ĐD][ẢA]NG C[ỘO]NG).*$|\s+(?:C[ỘO]NG|[ĐD][ẢA]NG|[ĐD][ỘO]C)$", "", place
        )
        if shouts(place) and len(place) > 2:
            place = titled(place)
        if fold(kind) not in {"xa", "phuong", "thi tran"}:
            # "HUYỆN ỦY ĐÔNG CHÂU", "TỈNH ĐOÀN …": bodies whose area follows.
            place = re.sub(r"^(?:[ỦU]y|[ĐD]o[àa]n|ủy|đoàn)(?:\s+|$)", "", place)
        place = re.sub(
            r"\s+(?:Kế|Thực|Căn|Phòng|Sở|Về|Trường|Số|Ban|Ngày|Giai|Năm|Các|Ủy|Trung (?:Tâm|Học|Ương)).*$", "", place
        )
        if place.endswith(" Trung") and re.match(r"\s+(?:tâm|học|ương)\b", text[found.end() : found.end() + 6]):
            place = place.removesuffix(" Trung")
        if not place:
            continue
        if place in {"Việt Nam", "Ủy", "Hội"} or place.startswith("Hội Chủ"):
            continue
        office = text[max(0, found.start() - 60) : found.start()]
        if re.search(r"(?:[Cc]hủ tịch|[Gg]iám đốc|[Bb]í thư|[Tt]rưởng)[^,.;\n]*$", office) and len(place.split()) >= 3:
            # "Phó Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn A": a person, not a place.
            continue
        counts[(kind.lower() if kind.lower() != "tp" else "thành phố", place)] += 1
    flow.areas[paper.start] = counts
    return counts
