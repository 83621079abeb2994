"""The text as patterns see it: lower case, one kind of dash and quote, and bare letters where a scanner lost the marks.

Knows letters; a key is exactly as long as its text, so that places stay places.
"""

from __future__ import annotations

import re

from documents.patterns import bare, modern_tones
from documents.reading.repair import repaired

_SAME = {"–": "-", "—": "-", "‑": "-", "−": "-", "­": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'",
         "‘": "'", "…": ".", "ð": "đ", "Ð": "đ", "\u00a0": " ", "\t": " ", "\u200b": " ", "\ufeff": " "}  # fmt: skip


_MISREAD = {"¢": "e", "€": "e", "¥": "y", "£": "e", "®": "o", "©": "o", "§": "s", "ß": "b"}


_MISREAD_DIGITS = {"6": "o", "0": "o", "1": "l", "4": "a", "9": "o"}


_WORD = re.compile(r"[^\W_]+", re.UNICODE)


_SAME_TABLE = str.maketrans(_SAME)


def is_damaged(text: str) -> bool:
    """Whether marks of Vietnamese letters are lost: clean text carries one in every five letters, hardly ever fewer than six."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 40:
        return False
    marked = sum(1 for char in letters if char in _STRONG)
    return marked / len(letters) < 0.15


# Letters no careless scanner invents: ă ơ ư with or without a tone, and every vowel with hook, tilde or dot below.
_STRONG = frozenset(
    "ăắằẳẵặơớờởỡợưứừửữựảẻỉỏủỷãẽĩõũỹạẹịọụỵấầẩẫậếềểễệốồổỗộđĂẮẰẲẴẶƠỚỜỞỠỢƯỨỪỬỮỰẢẺỈỎỦỶÃẼĨÕŨỸẠẸỊỌỤỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘĐ"
)


def key_of(text: str, damaged: bool) -> str:
    if not damaged:
        same = text.translate(_SAME_TABLE)
        lowered = same.lower()
        if len(lowered) != len(same):
            # A few letters of other alphabets grow when lowered; they keep their capital.
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in same)
        return modern_tones(lowered)
    plain = "".join(_MISREAD.get(char) or bare(_SAME.get(char, char)) for char in text)
    return repaired(_WORD.sub(_letters_for_digits, plain))


def _letters_for_digits(found: re.Match[str]) -> str:
    word = found.group()
    if word.isalpha() or word.isdecimal() or (found.start() and found.string[found.start() - 1] in "/"):
        return word
    if sum(char.isdecimal() for char in word) > 2:
        return word
    return "".join(_MISREAD_DIGITS.get(char, char) for char in word)
