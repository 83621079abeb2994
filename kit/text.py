"""Vietnamese text as keys: normal form, folded form for comparing, and the order a dictionary uses.

Knows letters and tones; refuses to know what any text is about.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: index for index, letter in enumerate(_ALPHABET, start=1)}
# Dictionary order of tones: level, grave, hook, tilde, acute, dot below.
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_DIGITS = re.compile(r"(\d+)")

# Composed letters at once: a list of fifty thousand units is folded several times over.
_BARE = {
    code: base
    for code in range(0xC0, 0x1F00)
    if (base := "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c)))
    != chr(code)
} | {ord("đ"): "d", ord("ð"): "d"}


def nfc(text: str) -> str:
    """The composed form, in which one letter with its marks is one character."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d, single spaces: what two spellings of one name share."""
    text = text.lower().translate(_BARE)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """One line with single spaces, otherwise as printed."""
    return _SPACES.sub(" ", text).strip()


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Vietnamese dictionary order: letters first (a ă â … d đ …), then tones, numbers by their value."""
    letters: list[int] = []
    tones: list[int] = []
    for piece in _DIGITS.split(squeeze(nfc(text)).lower()):
        if piece.isdecimal():
            letters += [0, int(piece)]
            continue
        for char in piece:
            base, tone = _letter_and_tone(char)
            letters.append(_rank(base))
            tones.append(tone)
    return tuple(letters), tuple(tones), text


def _letter_and_tone(char: str) -> tuple[str, int]:
    tone = 0
    kept: list[str] = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_ORDER:
            tone = _TONE_ORDER[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _rank(letter: str) -> int:
    if letter == " ":
        return -2
    known = _LETTER_ORDER.get(letter)
    if known is not None:
        return 1000 + known
    # Punctuation stands before digits and letters; letters of other alphabets after ours.
    return -1 if not letter.isalpha() else 2000 + ord(letter[0])
