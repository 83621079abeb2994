"""How surely two heads name one paper, when no number tells. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from cascade.papers.identity import issuer_key
from kit.text import fold

CERTAIN = 0.88
POSSIBLE = 0.72
_OPENING = re.compile(r"^(?:ve viec|ve|v v|thuc hien|ban hanh|trien khai)\s+")


def likeness(issuer: str, subject: str, other_issuer: str, other_subject: str) -> float:
    """How surely two heads name one paper, 0 to 1: the same issuer, and how alike the subjects are."""
    who, one, other = issuer_key(issuer), _subject_key(subject), _subject_key(other_subject)
    if not who or issuer_key(other_issuer) != who or len(one) < 20 or len(other) < 20:
        return 0.0
    # Words of one inside the other count, yet a short subject inside a long one is not yet the same paper.
    return min(fuzz.token_set_ratio(one, other), fuzz.ratio(one, other) + 18.0) / 100


def _subject_key(subject: str) -> str:
    key = re.sub(r"[^a-z0-9]+", " ", fold(subject)).strip()
    previous = ""
    while previous != key:
        previous, key = key, _OPENING.sub("", key)
    return key
