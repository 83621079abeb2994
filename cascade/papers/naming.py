"""Of two ways of naming one paper, the one the register shows. Pure: the same whichever was heard first.

Papers that cite another spell its number, issuer and title each in its own way; what stands in the register must not
depend on the order in which they were read, so each rule here is the greater of two by a fixed order.
"""

from __future__ import annotations

from datetime import date

from cascade.papers.identity import body_by_symbol, issuer_key
from documents.reading.syllables import legal_share
from kit.text import squeeze


def kept_number(one: str | None, other: str | None) -> str | None:
    """The fuller form: 06/2019/QĐ-TTg rather than 06/QĐ-TTg."""
    return max(one or "", other or "", key=lambda number: (len(number), number)) or None


def kept_day(one: date | None, other: date | None) -> date | None:
    """A stated day before none; of two, the earlier, and the register reports that they differ."""
    return min((day for day in (one, other) if day), default=None)


def kept_issuer(one: str, other: str, number: str | None = None) -> str:
    """The body its code names; else the name with its place, well spelled, without who speaks for the body."""
    return body_by_symbol(number) or max(squeeze(one), squeeze(other), key=_issuer_rank)


def kept_title(one: str, other: str) -> str:
    """The well spelled wording, then the longer."""
    return max(squeeze(one), squeeze(other), key=lambda title: (_spelled(title), len(title), title))


def is_well_spelled(text: str) -> bool:
    """Whether a scanner left the words whole: only such wordings can be said to differ."""
    return _spelled(text) == 2


def _issuer_rank(name: str) -> tuple[float, int, int, int, str]:
    return (_spelled(name), len(issuer_key(name)), _marks(name) // 3, -len(name), name)


def _spelled(text: str) -> float:
    """2 for Vietnamese words with their marks, 1 for words that lost them, 0 for what no Vietnamese word is spelled like."""
    if not text:
        return -1
    words = text.split()
    if len(words) < 2 or (legal_share(text) > 0.95 and 5 * _marks(text) >= 2 * len(words)):
        return 2
    return 1 if legal_share(text) > 0.95 else 0


def _marks(text: str) -> int:
    return sum(1 for letter in text if letter.isalpha() and ord(letter) > 127)
