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


def page_words(page: Any) -> list[Word]:
    """The words of a page in the order in which they were written into it."""
    textpage = page.get_textpage()
    try:
        count = min(raw.FPDFText_CountChars(textpage.raw), MAX_LETTERS)
        angle = _angle(textpage.raw, count)
        return _gathered(textpage.raw, count, _Turn(page, angle), angle)
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
    """By how much most letters are turned, in quarter turns."""
    step = max(1, count // 200)
    turns = Counter(
        round(math.degrees(max(0.0, raw.FPDFText_GetCharAngle(textpage, index))) / 90) * 90 % 360
        for index in range(0, count, step)
    )
    return turns.most_common(1)[0][0] if turns else 0


def _gathered(textpage: Any, count: int, turn: _Turn, angle: int) -> list[Word]:
    words: list[Word] = []
    letters: list[str] = []
    place = (0.0, 0.0, 0.0, 0.0)
    size = 0.0
    rect = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        letter = (
            "-" if code in (0xFFFE, 2) else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        )
        if letter.isspace() or letter < " ":
            _close(words, letters, place)
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, rect):
            continue
        if not letters:
            size = _size(textpage, index)
        box = turn.box(*_high(textpage, index, rect, size, angle))
        if letters and not _follows(place, box):
            _close(words, letters, place)
        if letters:
            place = min(place[0], box[0]), max(place[1], box[1]), min(place[2], box[2]), max(place[3], box[3])
        else:
            place = box
        letters.append(letter)
    _close(words, letters, place)
    return words


def _size(textpage: Any, index: int) -> float:
    """How high letters are set here, as the page shows them."""
    matrix = raw.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(textpage, index, matrix) else 1.0
    return float(min(500.0, abs(raw.FPDFText_GetFontSize(textpage, index)) * (scale or 1.0)))


def _high(textpage: Any, index: int, rect: Any, size: float, angle: int) -> tuple[float, float, float, float]:
    """The place of a letter, as high as its line whatever its shape: fonts tell the height of a comma in many ways."""
    x, y = ctypes.c_double(), ctypes.c_double()
    if size < 1 or not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
        return rect.left, rect.bottom, rect.right, rect.top
    above, below = 0.8 * size, 0.2 * size
    if angle == 90:
        return x.value - above, rect.bottom, x.value + below, rect.top
    if angle == 180:
        return rect.left, y.value - above, rect.right, y.value + below
    if angle == 270:
        return x.value - below, rect.bottom, x.value + above, rect.top
    return rect.left, y.value - below, rect.right, y.value + above


def _follows(place: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    size = max(1.0, place[3] - place[2])
    # A comma may come from another, smaller font.
    shared = min(place[3], box[3]) - max(place[2], box[2])
    return -0.6 * size < box[0] - place[1] < 0.35 * size and shared > 0.5 * min(size, box[3] - box[2])


def _close(words: list[Word], letters: list[str], place: tuple[float, float, float, float]) -> None:
    if letters:
        words.append(Word("".join(letters), *place))
        letters.clear()


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
