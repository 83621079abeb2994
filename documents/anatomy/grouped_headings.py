"""How the groups of a two-row heading stand over their leaves when only tabs are left of the table.

Knows empty cells, lone columns and shared words; refuses to know what is counted.
"""

from __future__ import annotations

import itertools
import re

from kit.text import fold

_ALONE = re.compile(r"(?:ghi chu|tong(?: so| cong)?|tong so tien|ky nhan|danh gia chung|minh chung|stt|tt)\W*")


def laid_out(heads: list[list[str]]) -> list[list[str]]:
    """The rows of a heading, each as wide as the columns, the names of groups over all their leaves."""
    width = len(heads[-1])
    if len(heads) > 2 and all(len(row) == width for row in heads):
        return _carried(heads)
    if len(heads) == 2:
        return [spread(*heads), heads[1]]
    top, middle, leaves = heads
    if len(middle) < width and "" in _inner(leaves):
        owners = _owners(middle, leaves)
    else:
        places = [str(place) for place in range(len(middle))]
        owners = [int(place) if place else -1 for place in spread(places, leaves)] if len(middle) < width else []
    if len(owners) != width:
        return [spread(top, leaves), spread(middle, leaves), leaves]
    over = spread(top, middle)
    return [
        [over[owner] if 0 <= owner < len(over) else "" for owner in owners],
        [middle[owner] if owner >= 0 else "" for owner in owners],
        leaves,
    ]


def _inner(leaves: list[str]) -> list[str]:
    filled = [index for index, leaf in enumerate(leaves) if leaf]
    return leaves[filled[0] : filled[-1] + 1] if filled else []


def _carried(heads: list[list[str]]) -> list[list[str]]:
    """Every empty cell was kept: a name goes on to its right as long as something stands below it there."""
    made: list[list[str]] = []
    for depth, row in enumerate(heads):
        carried: list[str] = []
        for index, name in enumerate(row):
            below = any(lower[index] for lower in heads[depth + 1 :])
            same = index > 0 and all(
                upper[index] == upper[index - 1] and not source[index]
                for upper, source in zip(made, heads[:depth], strict=True)
            )
            carried.append(name or (carried[-1] if index and below and same else ""))
        made.append(carried)
    return made


def _owners(groups: list[str], leaves: list[str]) -> list[int]:
    """Which group each column belongs to: a column without a leaf is a group alone, the runs of leaves are shared out."""
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for column in range(len(leaves)):
        for group in range(len(groups)):
            so_far = best.get((column, group))
            if so_far is None:
                continue
            for stop in range(column + 1, min(len(leaves), column + 9) + 1):
                own = leaves[column:stop]
                if len(own) > 1 and "" in own:
                    break
                fine = 3.0 * _bond(groups[group], own) if own != [""] and groups[group] else 0.0
                lonely = 1.0 if own != [""] and len(own) == 1 else 0.0
                nameless = 4.0 if not groups[group] and own != [""] else 0.0
                score = so_far[0] + fine - 0.2 * len(own) ** 2 - lonely - nameless
                key = (stop, group + 1)
                if key not in best or score > best[key][0]:
                    best[key] = (score, so_far[1] + [group] * len(own))
    found = best.get((len(leaves), len(groups)))
    return found[1] if found else []


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
