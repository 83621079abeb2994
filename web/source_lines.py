"""The source of a draft as numbered lines, with the places that fields and tasks were read from. Pure text geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_MARK = 240
"""A whole paragraph is not highlighted; its first line is linked from the margin instead."""


@dataclass(frozen=True)
class Place:
    """Something read from `span`: what it is called and the anchor of its field in the draft."""

    anchor: str
    label: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Segment:
    text: str
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True)
class SourceLine:
    """A numbered line: its pieces, and the tasks that begin on it."""

    number: int
    segments: tuple[Segment, ...]
    margin: tuple[Place, ...] = ()


class Source:
    """A text cut into lines once; answers on which line a place stands."""

    def __init__(self, text: str):
        self.text = text
        self._starts = [0]
        self._starts += [at + 1 for at, mark in enumerate(text) if mark == "\n"]

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1."""
        return bisect_right(self._starts, max(0, offset))

    def quote(self, span: tuple[int, int] | None, longest: int = 900) -> str:
        """The words at a place, shortened at the end."""
        if span is None:
            return ""
        words = self.text[span[0] : span[1]].strip()
        return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"

    def lines(self, places: Iterable[Place]) -> list[SourceLine]:
        """Every line with its marks; a mark stays within one line, and the first of two that overlap is kept."""
        marks: dict[int, list[Place]] = {}
        margin: dict[int, list[Place]] = {}
        for place in sorted(places, key=lambda place: (place.span[0], -place.span[1])):
            first, last = self.line_of(place.span[0]), self.line_of(max(place.span[0], place.span[1] - 1))
            if first == last and place.span[1] - place.span[0] <= LONGEST_MARK:
                marks.setdefault(first, []).append(place)
            else:
                margin.setdefault(first, []).append(place)
        found = []
        for number, start in enumerate(self._starts, start=1):
            end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
            found.append(
                SourceLine(number, self._cut(start, end, marks.get(number, [])), tuple(margin.get(number, ())))
            )
        return found

    def _cut(self, start: int, end: int, places: list[Place]) -> tuple[Segment, ...]:
        segments: list[Segment] = []
        at = start
        for place in places:
            low, high = place.span
            if low < at or high > end:
                continue
            if low > at:
                segments.append(Segment(self.text[at:low]))
            segments.append(Segment(self.text[low:high], place.anchor, place.label))
            at = high
        if at < end or not segments:
            segments.append(Segment(self.text[at:end]))
        return tuple(segments)
