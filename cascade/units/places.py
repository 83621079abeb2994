"""Whether a unit lies where a phrase says: "Công an huyện" is no province's, "Công an thành phố" is no district's. Pure words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cascade.units.directory import level_of, words_key

FITS, SAME_LEVEL, ELSEWHERE = 1.0, 0.65, 0.0
_KIND = re.compile(r"(?:^| )(quan|huyen|thi xa|thanh pho|tp|tinh|phuong|xa(?! hoi)|thi tran)(?= |$)")
_MANY_PLACES = re.compile(r" cac (?:quan|huyen|thi xa|thanh pho|tp|tinh|xa(?! hoi)|phuong|thi tran|dia phuong)\b")
_END = re.compile(r" (?:cap )?(quan|huyen|thi xa|thanh pho|tp|tinh|phuong|xa(?! hoi)|thi tran)$")


def fit(place: str, names: Sequence[str]) -> float:
    """How well a place fits a unit, whose own name comes first, then its superiors' from the nearest up.

    `SAME_LEVEL` where the level agrees but the word does not (huyện said, quận meant): somebody should look.
    """
    words = place.split()
    if not words:
        return FITS
    keys = [words_key(name) for name in names]
    kind = "thi xa" if place.startswith("thi xa") else "thanh pho" if words[0] in ("thanh", "tp") else words[0]
    named = " ".join(words[len(kind.split()) if words[0] != "tp" else 1 :])
    if named:
        return FITS if any(named in key for key in keys) else ELSEWHERE
    kinds = [_kind(key) for key in keys]
    # Where its own name says the level, that is its level; else that of the nearest superior who says one.
    own = next((found for found in kinds if found), None)
    if own is None or own == kind:
        return FITS
    if kind == "thanh pho" or own == "thanh pho":
        # A city may be a province or a district: only the word itself tells.
        return ELSEWHERE
    if kinds[0]:
        return SAME_LEVEL if level_of(kind) == level_of(own) else ELSEWHERE
    levels = {level_of(found) for found in kinds if found}
    return FITS if kind in kinds else SAME_LEVEL if level_of(kind) in levels else ELSEWHERE


def speaks_of_many(key: str) -> bool:
    """ "Công an các huyện": one body in each of several places, never the one that stands here."""
    return _MANY_PLACES.search(f" {key}") is not None


def level_said(key: str) -> int | None:
    """The level a collective name ends with: "các sở, ban, ngành tỉnh" is 3; None where it names none, or a city."""
    found = _END.search(key)
    return level_of(found[1]) if found else None


def _kind(key: str) -> str | None:
    found = _KIND.search(key)
    return None if found is None else "thanh pho" if found[1] == "tp" else found[1]
