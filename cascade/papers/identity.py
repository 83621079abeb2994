"""Which paper a printed symbol names (law 2). Pure: words in, a key out, or none while too little is known.

State: issuer, type, number, year. Party: issuer, type, number, date, since a Party series runs for a whole term and the
same number comes again in the next. The printed symbol alone is never a key: every commune issues a 05/KH-UBND a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cascade.units.directory import tight_key, words_key
from kit.text import fold
from kit.vocabulary import DocumentKind

_PARTY = re.compile(r"^(?P<number>\d+[a-z]?)-(?P<type>[^/]+)/(?P<org>.+)$")
_STATE = re.compile(r"^(?P<number>\d+[a-z]?)/(?:(?P<year>\d{4})/)?(?P<rest>.+)$")
_LAW = re.compile(r"^(?:qh|ubtvqh)\d+$")
_TYPE_CODES = {fold(kind.value): kind for kind in DocumentKind if kind not in (DocumentKind.OTHER, DocumentKind.LAW)}
_KINDS = {fold(kind.label): kind for kind in DocumentKind} | {
    "bo luat": DocumentKind.LAW, "phap lenh": DocumentKind.LAW, "chuong trinh hanh dong": DocumentKind.PROGRAMME,
    "quy dinh": DocumentKind.DECISION, "cong van": DocumentKind.OFFICIAL_LETTER,
}  # fmt: skip
# Codes that name one body by themselves, however a scanner spelled it; the others are shared by every province, district
# or commune. The Politburo and the Secretariat number one series, so "/TW" is one body here.
_CENTRAL = {"ttg": "Thủ tướng Chính phủ", "cp": "Chính phủ"}
_MINISTRY = re.compile(
    r"^(?:b(?:gddt|ldtbxh|yt|ca|qp|ng|nv|tp|tc|kh|khdt|khcn|ct|gtvt|xd|ttt|tttt|tnmt|nnptnt|nnmt|vhttdl|dttg)"
    r"|vpcp|ttcp|nhnn|ubdt|tandtc|vksndtc|ktnn|tw|vptw)$"
)
PROVISIONAL = "?"
_NAMED = frozenset({DocumentKind.SCHEME, DocumentKind.PROGRAMME})
_SPEAKS_FOR = re.compile(
    r"^(?:ban thuong vu|ban chap hanh|ban can su dang|thuong truc|bo truong|chu tich|van phong) (?=\w)"
)


@dataclass(frozen=True)
class Symbol:
    """A printed symbol taken apart. `number` without leading zeros; `year` only where the symbol prints one."""

    number: str
    type_code: str
    org: str
    is_party: bool
    year: int | None = None


def parse_symbol(printed: str) -> Symbol | None:
    """`281/KH-UBND`, `28-CT/TW`, `06/2019/QĐ-TTg`, `121/2020/QH14`, `2896/SGDĐT-VP`; None when it is none of these."""
    text = re.sub(r"\s+", "", fold(printed.replace("–", "-").replace("—", "-")))
    if found := _PARTY.match(text):
        return Symbol(_bare_number(found["number"]), found["type"], found["org"], is_party=True)
    found = _STATE.match(text)
    if not found:
        return None
    year = int(found["year"]) if found["year"] else None
    first, _, org = found["rest"].partition("-")
    if first in _TYPE_CODES and org:
        return Symbol(_bare_number(found["number"]), first, org, is_party=False, year=year)
    if _LAW.match(first):
        return Symbol(_bare_number(found["number"]), "qh", first, is_party=False, year=year)
    return Symbol(_bare_number(found["number"]), "cv", found["rest"], is_party=False, year=year)


def kind_of(type_name: str, number: str = "") -> DocumentKind:
    """The kind of a paper by the name of its type, else by its symbol."""
    known = _KINDS.get(fold(type_name))
    if known is not None:
        return known
    symbol = parse_symbol(number) if number else None
    if symbol and symbol.type_code in _TYPE_CODES:
        return _TYPE_CODES[symbol.type_code]
    return DocumentKind.OFFICIAL_LETTER if symbol and symbol.type_code == "cv" else DocumentKind.OTHER


def issuer_key(issuer: str) -> str:
    """One key for "Ban Thường vụ Thành ủy …" and "Thành ủy …", for "Bộ trưởng Bộ …" and "Bộ …"."""
    words = words_key(issuer)
    words = re.sub(r"\bubnd\b", "uy ban nhan dan", words)
    words = re.sub(r"\btp\b", "thanh pho", words)
    # "Chủ tịch Ủy ban" issues in the name of the body; "Chủ tịch nước" is the body.
    short = words if words.startswith("chu tich nuoc") else _SPEAKS_FOR.sub("", words)
    return tight_key(short)


def identity(
    *, kind: DocumentKind, number: str | None, issued_on: date | None, issuer: str, title: str = ""
) -> str | None:
    """The key of a paper, or None while its issuer, number or year is not known. Laws go by their name and year."""
    symbol = parse_symbol(number) if number else None
    if symbol is None:
        name, year = law_name(title) if kind is DocumentKind.LAW and not number else ("", None)
        return f"N|{_law(name)}|{year}" if name and year else None
    undated = _undated(symbol, issuer)
    if undated is None:
        return None
    if symbol.is_party:
        return f"D|{undated}|{issued_on.isoformat()}" if issued_on else None
    year = symbol.year or (issued_on.year if issued_on else None)
    return f"N|{undated}|{year}" if year else None


def provisional(
    *, number: str | None, issuer: str, kind: DocumentKind = DocumentKind.OTHER, title: str = ""
) -> str | None:
    """The key of a cited paper whose date nobody has given yet: it holds until a dated one of this name appears.

    "Luật Trẻ em" waits so for its year, and a scheme named by a bare number ("Đề án 06") for its symbol.
    """
    symbol = parse_symbol(number) if number else None
    if symbol is not None:
        undated = _undated(symbol, issuer)
        return f"{PROVISIONAL}|{undated}" if undated else None
    if number and kind in _NAMED and re.fullmatch(r"\d{1,4}", number):
        return f"{PROVISIONAL}|{issuer_key(issuer)}|{fold(kind.value)}|{_bare_number(number)}"
    name, _ = law_name(title) if kind is DocumentKind.LAW and not number else ("", None)
    return f"{PROVISIONAL}|{_law(name)}" if name else None


def law_name(title: str) -> tuple[str, int | None]:
    """The folded name of a law without its year, and the year: "Luật Trẻ em năm 2016" is ("luattreem", 2016)."""
    words = words_key(title)
    year = re.search(r"\b(?:nam )?((?:19|20)\d\d)\b", words)
    name = tight_key(words[: year.start()] + words[year.end() :] if year else words)
    return (name, int(year[1]) if year else None) if len(name) > 6 else ("", None)


def _law(name: str) -> str:
    return f"quochoi|luat|{name}"


def _undated(symbol: Symbol, issuer: str) -> str | None:
    who = "quochoi" if symbol.type_code == "qh" else _body(symbol, issuer)
    return f"{who}|{symbol.type_code}|{symbol.number}" if who else None


def _body(symbol: Symbol, issuer: str) -> str:
    org = symbol.org.partition("-")[0]
    if _MINISTRY.match(org):
        return org
    return issuer_key(_CENTRAL.get(org, issuer))


def is_central(symbol: Symbol) -> bool:
    """Whether the code alone names a central body: 28-CT/TW, 23/QĐ-TTg, 121/2020/QH14, 13/2021/TT-BLĐTBXH."""
    org = symbol.org.partition("-")[0]
    return symbol.type_code == "qh" or org in _CENTRAL or _MINISTRY.match(org) is not None


def body_by_symbol(number: str | None) -> str:
    """The name of the one body that bears this code, for a reader whom the printed name reached in pieces."""
    symbol = parse_symbol(number) if number else None
    if symbol is None:
        return ""
    return "Quốc hội" if symbol.type_code == "qh" and symbol.org.startswith("qh") else _CENTRAL.get(symbol.org, "")


def _bare_number(printed: str) -> str:
    return printed.lstrip("0") or "0"
