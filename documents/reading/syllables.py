"""Which strings of letters can be a Vietnamese syllable, with or without their marks.

Knows onsets and rimes; refuses to know which syllables are words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet "
    "oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt "
    "up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh"
).split()
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLES = frozenset(
    {onset + rime for onset in ["", *_ONSETS] for rime in _RIMES}
    | {"gin", "gi", "gia", "giêng", "gip", "giu", "quôc", "quy"}
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20000)
def is_syllable(word: str) -> bool:
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return lowered in _SYLLABLES


def legal_share(text: str, most: int = 4000) -> float:
    """How many of the words can be Vietnamese; capitals alone (abbreviations) do not count."""
    words = [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", text))[:most]
        if len(word) > 1 and not word.isupper()
    ]
    if not words:
        return 0.0
    return sum(1 for word in words if is_syllable(word)) / len(words)


def is_bad_layer(text: str) -> bool:
    """Whether the text laid under a scan had better be thrown away and recognised anew."""
    words = _WORD.findall(text)
    if len(words) < 30:
        return True
    marked = sum(1 for word in words if any(ord(char) > 127 for char in word)) / len(words)
    return legal_share(text) < 0.7 or marked < 0.35


def all_syllables() -> frozenset[str]:
    return _SYLLABLES
