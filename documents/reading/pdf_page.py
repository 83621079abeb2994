"""One page of a PDF as a reader's eye has it: words with their places, and the rules drawn between them.

Knows the library's page; places are counted from the upper left corner of the page as it is shown, in points. Refuses to know
in which order the words are read.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from documents.reading.layout import Rule, Word

MAX_LETTERS = 60_000
MAX_PATHS = 6_000
MAX_SEGMENTS = 400
_THIN = 2.5
_SHORTEST_RULE = 8.0


def page_words(page: Any) -> tuple[list[Word], float]:
    """The words of a page in the order in which they were written into it, and how wide it is when one turns it to read."""
    textpage = page.get_textpage()
    try:
        count = min(raw.FPDFText_CountChars(textpage.raw), MAX_LETTERS)
        angle = _angle(textpage.raw, count)
        turn = _Turn(page, angle)
        return _gathered(textpage.raw, count, turn, angle), turn.height if turn.angle in (90, 270) else turn.width
    finally:
        textpage.close()


def page_rules(page: Any) -> list[Rule]:
    """The straight lines of a page, as tables are drawn with."""
    turn = _Turn(page, 0)
    rules: list[Rule] = []
    for number, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if number >= MAX_PATHS:
            break
        rules += (_turned(turn, each) for each in _rules_of(path))
    return rules


class _Turn:
    """From the page's own axes to what is seen: the page may be turned, and what is written on it too."""

    def __init__(self, page: Any, angle: int) -> None:
        self.left, bottom, right, top = page.get_bbox() if hasattr(page, "get_bbox") else (0, 0, *page.get_size())
        self.bottom, self.width, self.height = bottom, right - self.left, top - bottom
        # What is written upwards on an upright page is read by turning the page clockwise.
        self.angle = (page.get_rotation() + (angle if page.get_rotation() == 0 else 0)) % 360

    def seen(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.angle == 90:
            return y, x
        if self.angle == 180:
            return self.width - x, y
        if self.angle == 270:
            return self.height - y, self.width - x
        return x, self.height - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self.seen(left, bottom), self.seen(right, top)
        return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)


def _angle(textpage: Any, count: int) -> int:
    """By how much most letters are turned against the clock, in quarter turns; the library counts with the clock."""
    step = max(1, count // 200)
    turns = Counter(
        -round(math.degrees(max(0.0, raw.FPDFText_GetCharAngle(textpage, index))) / 90) * 90 % 360
        for index in range(0, count, step)
    )
    return turns.most_common(1)[0][0] if turns else 0


def _gathered(textpage: Any, count: int, turn: _Turn, angle: int) -> list[Word]:
    """Letters that follow closely are a word; `along` the line of writing and `across` it, whichever way that runs."""
    words: list[Word] = []
    letters: list[str] = []
    level, forward = angle in (0, 180), angle in (0, 90)
    start = end = low = high = 0.0
    rect = raw.FS_RECTF()
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox

    def close() -> None:
        if letters:
            first, last = (start, end) if forward else (-end, -start)
            box = turn.box(first, low, last, high) if level else turn.box(low, first, high, last)
            words.append(Word("".join(letters), *box))
            letters.clear()

    for index in range(count):
        letter = _letter(unicode_of(textpage, index))
        if letter is None:
            close()
            continue
        if not box_of(textpage, index, rect):
            continue
        one, other, under, over = (
            (rect.left, rect.right, rect.bottom, rect.top) if level else (rect.bottom, rect.top, rect.left, rect.right)
        )
        if not forward:
            one, other = -other, -one
        size = high - low
        if letters and not (-0.6 * size < one - end < 0.35 * size and low < (under + over) / 2 < high):
            close()
        if not letters:
            start, end = one, other
            low, high = _across(textpage, index, (under, over), angle)
        end = max(end, other)
        letters.append(letter)
    close()
    return words


def _letter(code: int) -> str | None:
    """The letter of a code; None for what parts words."""
    if code in (0xFFFE, 2):
        return "-"
    if code <= 0x20 or 0xD800 <= code < 0xE000 or code >= 0x110000:
        return None
    letter = chr(code)
    return None if letter.isspace() else letter


def _size(textpage: Any, index: int) -> float:
    """How high letters are set here, as the page shows them."""
    matrix = raw.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(textpage, index, matrix) else 1.0
    return float(min(500.0, abs(raw.FPDFText_GetFontSize(textpage, index)) * (scale or 1.0)))


def _across(textpage: Any, index: int, seen: tuple[float, float], angle: int) -> tuple[float, float]:
    """From where to where a line of letters reaches, whatever their shapes: fonts tell the height of a comma in many ways."""
    size = _size(textpage, index)
    x, y = ctypes.c_double(), ctypes.c_double()
    if size < 1 or not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
        return seen
    base = y.value if angle in (0, 180) else x.value
    above, below = 0.8 * size, 0.2 * size
    return (base - below, base + above) if angle in (0, 270) else (base - above, base + below)


def _rules_of(path: pdfium.PdfObject) -> list[Rule]:
    count = min(raw.FPDFPath_CountSegments(path.raw), MAX_SEGMENTS)
    matrix = path.get_matrix()
    strokes: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(0, count)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not strokes:
            strokes.append([])
        strokes[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            strokes[-1].append(strokes[-1][0])
    return [rule for stroke in strokes for rule in _stroke_rules(stroke)]


def _stroke_rules(points: list[tuple[float, float]]) -> list[Rule]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    whole = Rule(min(xs), max(xs), min(ys), max(ys))
    if min(whole.x1 - whole.x0, whole.bottom - whole.top) <= _THIN:
        # A thin box is a line drawn by filling.
        return [whole] if _long(whole) else []
    edges = (Rule(min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)) for (ax, ay), (bx, by) in pairwise(points))
    return [each for each in edges if _long(each) and min(each.x1 - each.x0, each.bottom - each.top) <= _THIN]


def _long(rule: Rule) -> bool:
    return max(rule.x1 - rule.x0, rule.bottom - rule.top) >= _SHORTEST_RULE


def _turned(turn: _Turn, rule: Rule) -> Rule:
    return Rule(*turn.box(rule.x0, rule.top, rule.x1, rule.bottom))
