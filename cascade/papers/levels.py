"""At which level of government a paper was issued, and along which line. Pure: the issuer's words and the symbol's code tell.

Knows the bodies of both arrangements, with districts and without; refuses to know any real place.
"""

from __future__ import annotations

import re

from cascade.papers.identity import Symbol, is_central, parse_symbol
from cascade.units.directory import words_key
from kit.vocabulary import Line

CENTRAL, PROVINCE, DISTRICT, COMMUNE, SCHOOL = range(5)
LEVEL_NAMES = ("Trung ương", "tỉnh, thành phố", "quận, huyện", "phòng, xã, phường", "trường")

_SPEAKER = re.compile(
    r"^(?:ban thuong vu|ban chap hanh|ban can su dang|thuong truc|bo truong|chu tich|van phong) (?=\w)"
)
_BODIES = (
    (SCHOOL, re.compile(r"^(?:nha truong|truong (?!chinh tri|cao dang|dai hoc)|chi bo truong|lop mau giao|nhom lop)")),
    (COMMUNE, re.compile(r"^phong |^dang uy (?:xa|phuong|thi tran|dac khu)|^(?:uy ban|hoi dong) nhan dan (?:xa|phuong|thi tran|dac khu)")),
    (DISTRICT, re.compile(r"^(?:quan|huyen|thi) uy|^(?:uy ban|hoi dong) nhan dan (?:quan|huyen|thi xa)|^ban tuyen giao (?:quan|huyen)")),
    (PROVINCE, re.compile(r"^(?:tinh|thanh) uy|^(?:uy ban|hoi dong) nhan dan (?:tinh|thanh pho|tp)|^so ")),
    (CENTRAL, re.compile(r"^(?:bo chinh tri|ban bi thu|trung uong|quoc hoi|uy ban thuong vu quoc hoi|chinh phu|thu tuong|chu tich nuoc|bo (?!chi huy))")),
)  # fmt: skip
_BY_CODE = {"tu": PROVINCE, "qu": DISTRICT, "hu": DISTRICT, "du": COMMUNE}
_PARTY_BODY = re.compile(
    r"^(?:bo chinh tri|ban bi thu|(?:tinh|thanh|huyen|quan|thi|dang) uy|chi bo|dang bo|ban chap hanh trung uong)"
)
_PROFESSION = re.compile(r"^(?:so|phong|bo(?! chinh tri)|cuc|chi cuc|trung tam) ")  # fmt: skip


def level_of(issuer: str, number: str | None = None) -> int | None:
    """0 for central bodies down to 4 for schools; None where neither the name nor the code says."""
    symbol = _symbol(number)
    if symbol and is_central(symbol):
        return CENTRAL
    words = _body_words(issuer)
    for level, bodies in _BODIES:
        if bodies.search(words):
            return level
    return _BY_CODE.get(symbol.org) if symbol else None


def line_of(issuer: str, number: str | None = None) -> Line:
    """Party by its symbol or body, professional for departments and ministries, State otherwise."""
    symbol = _symbol(number)
    words = _body_words(issuer)
    if (symbol and symbol.is_party) or _PARTY_BODY.search(words):
        return Line.PARTY
    return Line.PROFESSIONAL if _PROFESSION.search(words) else Line.STATE


def _symbol(number: str | None) -> Symbol | None:
    return parse_symbol(number) if number else None


def _body_words(issuer: str) -> str:
    words = re.sub(r"\bubnd\b", "uy ban nhan dan", words_key(issuer))
    words = re.sub(r"\bhdnd\b", "hoi dong nhan dan", words)
    return words if words.startswith("chu tich nuoc") else _SPEAKER.sub("", words)
