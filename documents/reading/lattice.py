"""Tables by the rules drawn around their cells.

Knows how level and upright lines make a grid, and which of its fields a missing line joins; refuses frames of a single cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from documents.reading.layout import Printed, Rule, Word, lines_of, printed

_NEAR = 3.0
MAX_LINES = 400
_ITEM = re.compile(r"[-–+•]|[a-zđ\d]{1,2}[.)]\s")


@dataclass(frozen=True)
class Field:
    """One cell: its words line by line, and how many columns it covers; `under` when the cell above reaches into it."""

    words: str
    span: int
    under: bool


@dataclass(frozen=True)
class Grid:
    top: float
    bottom: float
    rows: tuple[tuple[Field, ...], ...]


def grids_of(rules: list[Rule], words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables of a page and the words that stand outside them."""
    level = [each for each in rules if each.bottom - each.top <= each.x1 - each.x0]
    upright = [each for each in rules if each.bottom - each.top > each.x1 - each.x0]
    grids: list[Grid] = []
    for left, right, top, bottom in _frames(level, upright):
        inside = [each for each in words if _in(each, left, right, top, bottom)]
        grid = _grid(
            [each for each in level if top - _NEAR <= each.top <= bottom + _NEAR and _meets(each.x0, each.x1, left, right)],
            [each for each in upright if left - _NEAR <= each.x0 <= right + _NEAR and _meets(each.top, each.bottom, top, bottom)],
            inside,
        )  # fmt: skip
        if grid is not None:
            grids.append(grid)
            taken = set(map(id, inside))
            words = [each for each in words if id(each) not in taken]
    return grids, words


def _meets(one: float, two: float, low: float, high: float) -> bool:
    return one < high + _NEAR and low - _NEAR < two


def _in(word: Word, left: float, right: float, top: float, bottom: float) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return left <= x <= right and top <= y <= bottom


def _frames(level: list[Rule], upright: list[Rule]) -> list[tuple[float, float, float, float]]:
    """Stretches of the page that upright rules cover without a break, from the top down."""
    frames: list[list[float]] = []
    for rule in sorted(upright, key=lambda each: each.top):
        last = frames[-1] if frames else None
        if last is not None and rule.top <= last[3] + _NEAR:
            last[0], last[1], last[3] = min(last[0], rule.x0), max(last[1], rule.x1), max(last[3], rule.bottom)
        else:
            frames.append([rule.x0, rule.x1, rule.top, rule.bottom])
    found = []
    for left, right, top, bottom in frames:
        touching = [each for each in level if top - _NEAR <= each.top <= bottom + _NEAR]
        if right - left > 4 * _NEAR and len(touching) >= 2:
            found.append((left, right, top, bottom))
    return found


def _marks(values: list[float]) -> list[float]:
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > _NEAR:
            marks.append(value)
    return marks


def _grid(level: list[Rule], upright: list[Rule], words: list[Word]) -> Grid | None:
    xs, ys = _marks([each.x0 for each in upright]), _marks([each.top for each in level])
    if not 3 <= len(xs) <= MAX_LINES or not 3 <= len(ys) <= MAX_LINES or not words:
        return None
    rows: list[tuple[Field, ...]] = []
    fields: dict[tuple[int, int], list[Word]] = {}
    parted = [_parted(upright, xs, (high + low) / 2) for high, low in pairwise(ys)]
    for word in words:
        row = max(0, min(len(ys) - 2, sum(1 for y in ys if y <= (word.top + word.bottom) / 2) - 1))
        column = max(0, min(len(xs) - 2, sum(1 for x in xs if x <= (word.x0 + word.x1) / 2) - 1))
        while column and not parted[row][column]:
            column -= 1
        while row and not _ruled(level, ys[row], xs[column], xs[column + 1]):
            row -= 1
        fields.setdefault((row, column), []).append(word)
    padding = _padding(xs, fields)
    for row in range(len(ys) - 1):
        starts = [column for column in range(len(xs) - 1) if parted[row][column]]
        made = []
        for start, stop in zip(starts, [*starts[1:], len(xs) - 1], strict=True):
            under = row > 0 and not _ruled(level, ys[row], xs[start], xs[start + 1])
            lines = printed(lines_of(fields.get((row, start), [])), xs[stop] - padding[start])
            made.append(Field(_joined(lines), stop - start, under))
        rows.append(tuple(made))
    if max(len(row) for row in rows) < 2:
        return None
    return Grid(ys[0], ys[-1], tuple(rows))


def _padding(xs: list[float], fields: dict[tuple[int, int], list[Word]]) -> list[float]:
    """How far words keep from the left rule of each column, and so from the right one."""
    keeps = [
        [word.x0 - x for (_, at), words in fields.items() if at == column for word in words]
        for column, x in enumerate(xs)
    ]
    return [max(_NEAR, min(each, default=_NEAR)) for each in keeps]


def _joined(lines: list[Printed]) -> str:
    """The words of a cell; a line that was full, or broke off before a small letter, goes on in the next."""
    words = ""
    for index, each in enumerate(lines):
        words += each.text.replace("\t", " ")
        if index + 1 < len(lines):
            below = lines[index + 1].text
            broken = below[:1].islower() and not _ITEM.match(below) and not words.endswith((".", ";", ":"))
            words += " " if broken or (each.full and not _ITEM.match(below)) else "\n"
    return words


def _parted(upright: list[Rule], xs: list[float], y: float) -> list[bool]:
    """Before which columns a rule stands at this height; the first always begins a field."""
    return [
        index == 0 or any(abs(each.x0 - x) <= _NEAR and each.top - _NEAR <= y <= each.bottom + _NEAR for each in upright)
        for index, x in enumerate(xs[:-1])
    ]  # fmt: skip


def _ruled(level: list[Rule], y: float, left: float, right: float) -> bool:
    middle = (left + right) / 2
    return any(abs(each.top - y) <= _NEAR and each.x0 - _NEAR <= middle <= each.x1 + _NEAR for each in level)
