"""What a printer repeats on every page, told from what the paper says.

Knows page numbers, counted up from page to page, and the lines beside them; refuses to look at words that stand alone.
"""

from __future__ import annotations

import re
from collections import Counter

from kit.text import squeeze

_FOLIO = re.compile(r"\W*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.IGNORECASE)


def running_lines(printed: list[str]) -> set[int]:
    """The lines that stand at the head or foot of every page: the same words beside a page number, again and again."""
    kept = [(number, squeeze(raw)) for number, raw in enumerate(printed, start=1) if raw.strip()]
    often = Counter(words for _, words in kept if 12 <= len(words) <= 140)
    beside: dict[str, list[int]] = {}
    for place, (_, words) in enumerate(kept):
        around = [
            other for other in (place - 1, place + 1) if 0 <= other < len(kept) and _FOLIO.fullmatch(kept[other][1])
        ]
        if often[words] > 1 and around:
            beside.setdefault(words, []).extend([kept[place][0], *(kept[other][0] for other in around)])
    found = {number for numbers in beside.values() if len(numbers) > 3 for number in numbers}
    return found | _folios(printed)


_A_PAGE = 15


def _folios(printed: list[str]) -> set[int]:
    """The numbers 2, 3, 4 … alone between empty lines, at least the better part of a page apart."""
    found: list[int] = []
    wanted = 2
    for number, raw in enumerate(printed, start=1):
        alone = 1 < number < len(printed) and not printed[number - 2].strip() and not printed[number].strip()
        if raw.strip() == str(wanted) and alone and number - (found[-1] if found else 0) >= _A_PAGE:
            found.append(number)
            wanted += 1
    return set(found)
