"""Text typed in the fonts of the years before Unicode: TCVN3 (`.VnTime`) and VNI (`VNI-Times`).

Knows the two code tables, chosen by the name of the font a run is set in; in plain text only where whole lines become legal
Vietnamese by it.
"""

from __future__ import annotations

from collections.abc import Callable

from documents.reading.syllables import legal_share
from kit.text import nfc

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

# VNI sets the marks behind the letter; two letters have codes of their own.
_VNI_MARKS = {
    "Ø": "\u0300", "Ù": "\u0301", "Û": "\u0309", "Õ": "\u0303", "Ï": "\u0323", "Â": "\u0302", "Ê": "\u0306",
    "À": "\u0302\u0300", "Á": "\u0302\u0301", "Å": "\u0302\u0309", "Ã": "\u0302\u0303", "Ä": "\u0302\u0323",
    "È": "\u0306\u0300", "É": "\u0306\u0301", "Ú": "\u0306\u0309", "Ü": "\u0306\u0303", "Ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"Ô": "Ơ", "Ö": "Ư", "Ñ": "Đ", "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ"}


def from_tcvn3(text: str) -> str:
    return nfc("".join(_TCVN3.get(char, char) for char in text))


def from_tcvn3_capitals(text: str) -> str:
    """Fonts named `.Vn…H` draw small letters as capitals."""
    return from_tcvn3(text).upper()


def from_vni(text: str) -> str:
    out: list[str] = []
    for char in text:
        upper = char.upper()
        mark = _VNI_MARKS.get(upper)
        if mark is not None and out and out[-1][-1:].lower() in "aeiouyơư" + "\u0302\u0306":
            out.append(mark)
            continue
        letter = _VNI_LETTERS.get(upper)
        if letter is not None:
            out.append(letter if char.isupper() else letter.lower())
        else:
            out.append(char)
    return nfc("".join(out))


_SIGNS = frozenset("µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦")


def from_unmarked_tcvn3(text: str) -> str:
    """Plain text that was typed in TCVN3, line by line: only where it makes many more legal syllables than it had.

    The length does not change, so that places stay places.
    """
    if sum(1 for char in text if char in _SIGNS) < 3:
        return text
    return "\n".join(_line_from_tcvn3(line) for line in text.split("\n"))


def _line_from_tcvn3(line: str) -> str:
    signs = sum(1 for char in line if char in _SIGNS)
    letters = sum(1 for char in line if char.isalpha() or char in _SIGNS)
    if signs < 2 or signs < letters * 0.05:
        return line
    converted = from_tcvn3(line)
    if len(converted) != len(line):
        return line
    return converted if legal_share(converted) > max(0.8, legal_share(line) + 0.2) else line


def converter_for_font(name: str | None) -> Callable[[str], str] | None:
    """How to read a run set in this font; None for Unicode fonts."""
    if not name:
        return None
    lowered = name.lower()
    if lowered.startswith(".vn"):
        return from_tcvn3_capitals if lowered.endswith("h") else from_tcvn3
    if lowered.startswith(("vni-", "vni ")):
        return from_vni
    return None
