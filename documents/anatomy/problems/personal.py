"""Numbers that belong to a person: mobile telephones and identity papers. An office's hotline is no person's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.anatomy.problems.seen import Seen
from documents.flow import Flow
from documents.parsed import Problem
from documents.patterns import Phrase

_PHONE = re.compile(r"(?<![\d.,/])(?:\+?84|0)[\s.]?(?:[35789]\d)(?:[\s.\-]?\d){7}(?![\d])")
_HOTLINE = Phrase(r"(?:đường dây nóng|tổng đài|miễn phí|tư vấn|hotline)[^.;\n]{0,60}$")
_PERSON = Phrase(r"(?<![\w])(?:ông|bà|đ/c|đồng chí|thầy|cô|anh|chị|họ và tên|người (?:nhận|liên hệ|phụ trách))(?![\w])")
_PERSON_BEHIND = Phrase(r"[\s,;\-–]*\(?\s*(?:gặp |liên hệ )?(?:ông|bà|đ/c|đồng chí|thầy|cô|anh|chị)(?![\w])")
_OFFICE = Phrase(
    r"(?<![\w])(?:trực ban|trực|văn phòng|sở|phòng|trung tâm|chi cục|cơ quan|công an|ban chỉ đạo|ban chỉ huy|nhà trường|trường|bộ phận"
    r"|ủy ban nhân dân|ubnd|bằng điện thoại)(?![\w])"
)
_IDENTITY = Phrase(
    r"(?:cccd|cmnd|cmtnd|căn cước(?: công dân)?|chứng minh nhân dân|số định danh(?: cá nhân)?|hộ chiếu)"
    r"(?: số| gắn chíp)?\s*:?\s*(?:số\s*)?(?P<number>\d(?:[ .]?\d){8}(?:(?:[ .]?\d){3})?)(?![ .]?\d|/)"
)
# Twelve digits in a row that begin with the code of a province: a number of an identity card even without its name.
_TWELVE = re.compile(r"(?<![\d.,/\-])0\d{2}[0-9]\d{8}(?![\d.,/\-]*\d)")
_ACCOUNT = Phrase(r"(?:tài khoản|stk|số tk|mã số thuế|mst|mã qr|mã số|hotline|zalo)[^.;\n]{0,40}$")


def phones(seen: Seen) -> Iterator[Problem]:
    flow, main = seen.flow, seen.main
    for phone in _PHONE.finditer(flow.source.text, main.start, main.end):
        if flow.search(_HOTLINE, max(0, phone.start() - 80), phone.start()) or not _is_somebodys(flow, *phone.span()):
            continue
        digits = re.sub(r"\D", "", phone.group())
        message = f"Số điện thoại cá nhân ({digits[:2]}xx xxx {digits[-3:]}): giữ trong nội bộ hoặc che khi chuyển đi."
        yield Problem("personal_phone", message, phone.span())


def _is_somebodys(flow: Flow, start: int, end: int) -> bool:
    """A person is named with it, or nobody at all; a number that only an office is named with is the office's."""
    if flow.match(_PERSON_BEHIND, end, min(len(flow.key), end + 40)):
        return True
    before = max(0, start - 160)
    person = [found.start() for found in flow.finditer(_PERSON, before, start)]
    office = [found.start() for found in flow.finditer(_OFFICE, before, start)]
    return bool(person) or not office


def identity_numbers(seen: Seen) -> Iterator[Problem]:
    flow, main = seen.flow, seen.main
    named = [found.span("number") for found in flow.finditer(_IDENTITY, main.start, main.end)]
    bare = [
        found.span()
        for found in _TWELVE.finditer(flow.source.text, main.start, main.end)
        if not flow.search(_ACCOUNT, max(0, found.start() - 60), found.start())
    ]
    for start, end in sorted({*named, *bare}):
        digits = re.sub(r"\D", "", flow.source.text[start:end])
        message = f"Số giấy tờ tùy thân ({digits[:2]}{'x' * (len(digits) - 4)}{digits[-2:]}): bỏ hoặc che trước khi chuyển đi."
        yield Problem("identity_number", message, (start, end))
