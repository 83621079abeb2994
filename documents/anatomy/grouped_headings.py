"""How the groups of a two-row heading stand over their leaves when only tabs are left of the table.

Knows empty cells, lone columns and shared words; refuses to know what is counted.
"""

from __future__ import annotations

import itertools
import re

from kit.text import fold

_ALONE = re.compile(r"(?:ghi chu|tong(?: so| cong)?|tong so tien|ky nhan|danh gia chung|minh chung|stt|tt)\W*")


def spread(groups: list[str], leaves: list[str]) -> list[str]:
    """One group name a column, in the columns of the leaves and behind them."""
    lead = next((index for index, leaf in enumerate(leaves) if leaf), 0)
    tail = next((index for index, leaf in enumerate(reversed(leaves)) if leaf), 0)
    kept, upper = groups[:lead], groups[lead:]
    below = leaves[lead : len(leaves) - tail]
    if any(not name for name in upper):
        return kept + _filled(upper, len(leaves) - lead)
    alone = _lone_tail(upper) if not tail else min(tail, len(upper) - 1)
    if len(groups) >= len(leaves) and not (alone and not tail and len(groups) == len(leaves)):
        return groups
    names, behind = upper[: len(upper) - alone], upper[len(upper) - alone :]
    return [*kept, *_shared(names, below), *behind] if names else groups


def _lone_tail(names: list[str]) -> int:
    """Columns at the right end that nobody would divide ("Ghi chú")."""
    count = 0
    while count < len(names) - 1 and _ALONE.fullmatch(fold(names[-1 - count]).strip()):
        count += 1
    return count


def _filled(names: list[str], width: int) -> list[str]:
    """An empty cell is the group on its left going on; so are the cells an exporter trimmed at the end."""
    filled: list[str] = []
    for name in names + [""] * (width - len(names)):
        filled.append(name or (filled[-1] if filled else ""))
    return filled


def _shared(names: list[str], leaves: list[str]) -> list[str]:
    """Neighbouring leaves share a group: evenly; where that does not work out, the leaves that speak of a group are its own."""
    count = len(names)
    if len(leaves) % count == 0:
        return [name for name in names for _ in range(len(leaves) // count)]
    if count > len(leaves) or count > 6 or len(leaves) > 16:
        return names
    divisions = [
        list(itertools.pairwise((0, *cuts, len(leaves))))
        for cuts in itertools.combinations(range(1, len(leaves)), count - 1)
    ]
    best = max(divisions, key=lambda division: _rating(names, leaves, division))
    return [name for name, (first, last) in zip(names, best, strict=True) for _ in range(last - first)]


def _rating(names: list[str], leaves: list[str], division: list[tuple[int, int]]) -> tuple[int, int, int]:
    sizes = [last - first for first, last in division]
    bonds = sum(_bond(name, leaves[first:last]) for name, (first, last) in zip(names, division, strict=True))
    return bonds, min(sizes) - max(sizes), -sum(first for first, _ in division)


def _bond(name: str, leaves: list[str]) -> int:
    own = _telling(name)
    return sum(1 for leaf in leaves if own & _telling(leaf))


def _telling(words: str) -> set[str]:
    return set(re.findall(r"\w+", fold(words))) - {
        "so",
        "luong",
        "cac",
        "va",
        "cua",
        "hoc",
        "sinh",
        "tre",
        "em",
        "ty",
        "le",
    }
