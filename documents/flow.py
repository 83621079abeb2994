"""The text as a reader's eye takes it: lines, paragraphs with their markers, and what can be looked for in them.

`Flow.text` and `Flow.key` are as long as the source, so that every match is a place in the source. Knows where words stand;
refuses to join what the page broke (documents.joining does) or to know what a paragraph says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.patterns import Phrase
from documents.reading.repair import restored
from documents.reading.source_text import SourceText
from kit.text import squeeze


@dataclass(frozen=True)
class Line:
    start: int
    end: int
    number: int
    blanks_before: int
    indent: int
    marker: re.Match[str] | None

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its marker, where its own words begin, and where it ends."""

    start: int
    body: int
    end: int
    kind: str
    label: str
    first_line: int


@dataclass
class Flow:
    source: SourceText
    damaged: bool
    text: str = ""
    key: str = ""
    lines: list[Line] = field(default_factory=list)
    # What the head of the paper told, for the findings that come after it.
    place: str | None = None
    areas: dict[int, Counter[tuple[str, str]]] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def words(self, start: int, end: int) -> str:
        """The printed words of a place, on one line."""
        return squeeze(self.text[start:end])

    def trimmed(self, start: int, end: int, marks: str = " .;") -> int:
        """Where the words of a place end without the marks that close them."""
        return start + len(self.text[start:end].rstrip(marks))

    def name(self, start: int, end: int) -> str:
        """The name at a place; in damaged paper with the marks of the phrases it is known to consist of."""
        if not self.damaged:
            return self.words(start, end)
        # The key holds what the misread letters must have been; the text holds which of them were capitals.
        key, text = self.key[start:end], self.text[start:end]
        cased = "".join(k.upper() if t.isupper() and len(k.upper()) == 1 else k for k, t in zip(key, text, strict=True))
        known = restored(squeeze(cased))
        return known if known != squeeze(cased) else squeeze(text)

    def search(self, phrase: Phrase, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        return phrase.on(self.damaged).search(self.key, start, len(self.key) if end is None else end)

    def match(self, phrase: Phrase, start: int, end: int | None = None) -> re.Match[str] | None:
        return phrase.on(self.damaged).match(self.key, start, len(self.key) if end is None else end)

    def finditer(self, phrase: Phrase, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        return phrase.on(self.damaged).finditer(self.key, start, len(self.key) if end is None else end)

    def line_key(self, line: Line) -> str:
        return self.key[line.start : line.end]


def shouts(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)
