"""Headings that are nothing but the names of bodies ("3. Phòng Nội vụ", "Đề nghị Công đoàn, Đoàn …").

Knows how such a heading ends and what only looks like one; refuses to read sentences (documents.anatomy.people does).
"""

from __future__ import annotations

import re

from documents.anatomy.unit_lists import units_in
from documents.anatomy.unit_words import ASKING
from documents.anatomy.units import opens_unit, subject
from documents.anatomy.verb_words import VERB
from documents.flow import Flow
from documents.patterns import Phrase


def _nothing_to_do(flow: Flow, verb: int, last: int) -> bool:
    """ "Phòng Kế hoạch tổng hợp", "giáo dục thường xuyên": a verb with nothing behind it is the end of the name."""
    found = flow.match(_LONE_VERB, verb, last)
    return found is not None and (found.end() == last or flow.match(_AREA, found.end(), last) is not None)


# "Trung tâm Dịch vụ tổng hợp xã", "Phòng Kế hoạch tổng hợp tỉnh Gia Lai": whose body it is.
_AREA = Phrase(r" (?:tỉnh|huyện|quận|thị xã|thị trấn|thành phố|xã|phường|đặc khu|trường|sở)(?: [^\s,;:]+){0,3}$")
_LONE_VERB = Phrase(rf" ?(?!có |chịu |chủ trì|phụ trách|thực hiện|phối hợp|triển khai|phải|cần|tổ chức)(?:{VERB})")
_TOLD = Phrase(r"\s(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công)\s+")


def heading_bodies(flow: Flow, start: int, end: int) -> tuple[str, ...]:
    """The bodies of a heading that is nothing but their names ('3. Phòng Nội vụ', 'Đề nghị Công đoàn, Đoàn …')."""
    place = start
    asking = flow.match(ASKING, start, end)
    if asking:
        place = asking.end()
    last = end
    while last > place and flow.text[last - 1] in " .:;,*_":
        last -= 1
    if last - place > 260 or not opens_unit(flow, place, last):
        return ()
    words = flow.words(place, last)
    if words.endswith(".") or re.search(r"\.\s", words):
        return ()
    acts = subject(flow, place, last)
    if acts is not None and not _nothing_to_do(flow, acts[1], last):
        told = [found.end() for found in flow.finditer(_TOLD, acts[1], last)]
        if told and opens_unit(flow, told[-1], last) and subject(flow, told[-1], last) is None:
            # "Đề nghị Sở … tham mưu UBND tỉnh chỉ đạo UBND cấp xã" over a list: the last one does it.
            return tuple(units_in(flow, told[-1], last))
        # "Các ban, ngành được giao chủ trì …" qualifies the body; a verb right behind the name makes it a sentence.
        return ()
    if flow.search(Phrase(r"\s(?:phải|cần|tiếp tục|tăng cường|đẩy mạnh|nâng cao)\s"), place, last):
        return ()
    if re.match(
        r"(?:tổ chức|báo cáo|báo |bảo vệ trẻ|đội ngũ|bản |thống kê|trường hợp|bộ tiêu|lớp học|cơ sở vật|cơ sở dữ)",
        flow.key[place:last],
    ):
        return ()
    return tuple(units_in(flow, place, last))
