"""Patterns written in Vietnamese that also read paper whose marks were lost.

A phrase is written once, accented and in lower case; it compiles to an accented and to a bare form. Knows how the same word
can be spelt (tone on either vowel, marks lost); refuses to know what the word is for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

# hoà → hòa, uỷ → ủy: both spellings are official, the older one is common. Equal length, so that places stay places.
_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = re.compile("(?<!q)(?:" + "|".join(_OLD_TONES) + r")(?![a-zà-ỹ])")


# Capital letters of Vietnamese, for classes in patterns; a range of code points would let small letters in.
CAPITALS = "A-ZÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬĐÐÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"


@lru_cache(maxsize=4096)
def bare(char: str) -> str:
    """One letter without its marks; always exactly one character."""
    if char in "đĐðÐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def modern_tones(text: str) -> str:
    """Lower-case text with the tone on the vowel the present rule puts it on; the length does not change."""
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found.group()], text)


class Phrase:
    """One pattern, accented for clean text and bare for damaged text; each is compiled when it is first asked for."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def accented(self) -> re.Pattern[str]:
        return re.compile(self._spaced())

    @cached_property
    def bare(self) -> re.Pattern[str]:
        return re.compile(
            "".join(bare(char) if char.isalpha() and ord(char) > 127 else char for char in self._spaced())
        )

    def _spaced(self) -> str:
        return re.sub(r" (\??)", lambda found: r"\s*" if found.group(1) else r"\s+", modern_tones(self.pattern))

    def on(self, damaged: bool) -> re.Pattern[str]:
        return self.bare if damaged else self.accented
