"""Words with places on a page become lines in reading order: columns one after the other, tables cell by cell.

Knows white space and drawn rules, whoever found them (a PDF's text or a recogniser); refuses to know what the words say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import inf
from statistics import median
from typing import NamedTuple


class Word(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class Rule(NamedTuple):
    """A straight line, level or upright."""

    x0: float
    x1: float
    top: float
    bottom: float


class Sheet(NamedTuple):
    """One page: its words, the rules drawn on it, and how wide it is in the same measure."""

    words: list[Word]
    rules: list[Rule]
    width: float


@dataclass(frozen=True)
class Segment:
    """Words of one line that stand close together."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Line:
    segments: tuple[Segment, ...]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)


@dataclass(frozen=True)
class Printed:
    """One line of text as it will be read.

    `gap` when white space parts it from the line above; `full` when the first word of the next line had no room left in it.
    """

    text: str
    gap: bool
    top: float
    bottom: float
    full: bool = False


def lines_of(words: list[Word]) -> list[Line]:
    """Words on one base line belong together, however they were written into the page."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: ((each.top + each.bottom) / 2, each.x0)):
        # The tallest word of a line tells where the line is: a comma may come from another font.
        row = next((each for each in reversed(rows[-2:]) if _level(each[0], word)), None)
        if row is None:
            rows.append([word])
        elif word.bottom - word.top > row[0].bottom - row[0].top:
            row.insert(0, word)
        else:
            row.append(word)
    return [_line(sorted(row, key=lambda each: each.x0)) for row in rows]


def _level(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.6 * min(one.bottom - one.top, other.bottom - other.top)


def _line(words: list[Word]) -> Line:
    size = max(1.0, median(each.bottom - each.top for each in words))
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.x0 - groups[-1][-1].x1 <= 1.3 * size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return Line(
        tuple(Segment(" ".join(each.text for each in group), group[0].x0, group[-1].x1) for group in groups),
        min(each.top for each in words),
        max(each.bottom for each in words),
    )


def printed(lines: list[Line], margin: float | None = None) -> list[Printed]:
    """The lines in reading order: where a stretch of them is parted by one gutter, the left column comes first."""
    pitch = _pitch(lines)
    edge = margin if margin is not None else max((line.segments[-1].x1 for line in lines), default=0.0)
    out: list[Printed] = []
    index = 0
    while index < len(lines):
        stop, gutter = _columns(lines, index, pitch)
        if stop - index >= 2 and gutter is not None:
            for side in (0, 1):
                column = [part for part in (_side(line, gutter, side) for line in lines[index:stop]) if part]
                out += _ended_by_hand(_with_gaps(column, pitch, out, inf), column)
            index = stop
        else:
            first, index = index, index + 1
            while index < len(lines) and len(lines[index].segments) != 2:
                index += 1
            out += _with_gaps(lines[first:index], pitch, out, edge)
    return out


def _pitch(lines: list[Line]) -> float:
    steps = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 4 * a.height]
    return median(steps) if steps else 20.0


def _with_gaps(lines: list[Line], pitch: float, before: list[Printed], edge: float) -> list[Printed]:
    made: list[Printed] = []
    for line, following in zip_longest(lines, lines[1:]):
        last = made[-1] if made else before[-1] if before else None
        gap = last is not None and (line.top < last.top or line.top - last.top > 1.9 * pitch)
        full = following is not None and line.segments[-1].x1 + _first_word(following) > edge
        # What a wide gap parts without being a column is kept apart as a tab would.
        made.append(Printed("\t".join(each.text for each in line.segments), gap, line.top, line.bottom, full))
    return made


def _ended_by_hand(made: list[Printed], column: list[Line]) -> list[Printed]:
    """The lines of a letterhead end where their maker ended them, but for the widest before a figure."""
    edge = max(line.segments[-1].x1 for line in column)
    return [
        replace(each, full=line.segments[-1].x1 > edge - line.height and following.text[0].isdigit())
        if following is not None
        else each
        for each, following, line in zip_longest(made, made[1:], column)
    ]


def _first_word(line: Line) -> float:
    """About how much room the first word of a line takes, with the space before it."""
    first = line.segments[0]
    return (first.x1 - first.x0) * (len(first.text.split(" ", 1)[0]) + 0.5) / max(1, len(first.text))


def _columns(lines: list[Line], first: int, pitch: float) -> tuple[int, float | None]:
    """How far one gutter goes down from this line, and where it stands; only pairs of columns are taken apart."""
    if len(lines[first].segments) != 2:
        return first, None
    gutter = lines[first].segments[0].x1, lines[first].segments[1].x0
    stop = first + 1
    alone: bool | None = None
    while stop < len(lines) and lines[stop].top - lines[stop - 1].top <= 3.2 * pitch:
        line = lines[stop]
        narrowed = _narrowed(line, gutter)
        if narrowed is None or narrowed[1] - narrowed[0] < 6:
            break
        if len(line.segments) == 1:
            right = line.segments[0].x0 > gutter[0]
            step = _pitch(lines[first:stop]) if stop - first > 1 else 1.6 * line.height
            follows = alone in (None, right) and line.top - lines[stop - 1].top <= 1.35 * step
            beside = line.top < lines[stop - 1].bottom - 0.2 * line.height
            if not follows and not beside and not _paired_below(lines, stop):
                break
            alone = right
        else:
            alone = None
        gutter = narrowed
        stop += 1
    return stop, sum(gutter) / 2


def _narrowed(line: Line, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What this line leaves of the gutter; None when it runs across."""
    low, high = gutter
    if len(line.segments) == 2:
        return max(low, line.segments[0].x1), min(high, line.segments[1].x0)
    if len(line.segments) > 2:
        return None
    only = line.segments[0]
    if only.x1 <= high - 6 and only.x0 < low:
        return max(low, only.x1), high
    return (low, min(high, only.x0)) if only.x0 >= low + 6 and only.x1 > high else None


def _paired_below(lines: list[Line], index: int) -> bool:
    """Whether the next lines stand in pairs again, so that this one stands alone between pairs."""
    return any(len(line.segments) == 2 for line in lines[index + 1 : index + 4])


def _side(line: Line, gutter: float, side: int) -> Line | None:
    parts = tuple(each for each in line.segments if ((each.x0 + each.x1) / 2 > gutter) == bool(side))
    return Line(parts, line.top, line.bottom) if parts else None
