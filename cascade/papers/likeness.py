"""How surely two heads name one paper, when no number tells. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from cascade.papers.identity import issuer_key
from kit.text import fold

CERTAIN = 0.88
POSSIBLE = 0.72
_OTHER_YEAR = 0.7
_SLIP = 94.0
_OPENING = re.compile(r"^(?:ve viec|ve|v v|thuc hien|ban hanh|trien khai)\s+")


def likeness(issuer: str, subject: str, other_issuer: str, other_subject: str) -> float:
    """How surely two heads name one paper, 0 to 1: the same issuer, and how alike the subjects are."""
    who, one, other = issuer_key(issuer), _subject_key(subject), _subject_key(other_subject)
    if not who or issuer_key(other_issuer) != who or len(one) < 20 or len(other) < 20:
        return 0.0
    # Words of one inside the other count, yet a short subject inside a long one is not yet the same paper.
    score = min(fuzz.token_set_ratio(one, other), fuzz.ratio(one, other) + 18.0) / 100
    words, others = set(one.split()), set(other.split())
    if _numbers(words) != _numbers(others):
        # Last year's plan has this year's subject but for the year.
        return min(score, _OTHER_YEAR)
    is_whole = words <= others or others <= words or fuzz.ratio(one, other) >= _SLIP
    return score if is_whole else min(score, CERTAIN - 0.01)


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}


def _subject_key(subject: str) -> str:
    key = re.sub(r"[^a-z0-9]+", " ", fold(subject)).strip()
    previous = ""
    while previous != key:
        previous, key = key, _OPENING.sub("", key)
    return key
