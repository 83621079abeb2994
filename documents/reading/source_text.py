"""What any reader hands over: one text with places in it, and the tables that stand in that text.

Knows positions; refuses to know what the words mean or which file format they came from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kit.text import squeeze

# How far a reader is: (pages read, pages).
Progress = Callable[[int, int], None]


def in_silence(done: int, pages: int) -> None:
    """For whoever does not ask how far the reading is."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table and where its words stand in the text; `span` columns wide."""

    text: str
    start: int
    end: int
    span: int = 1

    @property
    def words(self) -> str:
        return squeeze(self.text)


@dataclass(frozen=True)
class Table:
    """A table as printed, row by row; `exact` tells that column widths come from the file, not from a guess."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    exact: bool = False


class Stretches:
    """Places in a text, asked for often: whether something meets any of them costs the same for one and for thousands."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end) - 1
        return before >= 0 and self.ends[before] > start


@dataclass(frozen=True)
class SourceText:
    """The words of a file in reading order."""

    text: str
    tables: tuple[Table, ...] = ()
    kind: str = "txt"
    recognised: bool = False
    notes: tuple[str, ...] = ()
