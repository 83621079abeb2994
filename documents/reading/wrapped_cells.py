"""A name wrapped inside a cell of a table that was only guessed from the lines is one name.

Knows where a line cannot end; refuses to change the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.reading.source_text import Table

_WRAP = re.compile(r"(?<=[,;&-])[ \t]*\n(?=\s*[^\W\d_])|\n(?=\s*(?P<next>[^\W\d_]))")


def _closed(found: re.Match[str]) -> str:
    """A small letter goes on with the line above; a capital one, "Đ" and "Ư" among them, begins a name."""
    if found["next"] and not found["next"].islower():
        return found.group()
    return " " * len(found.group())


def unbroken(text: str, tables: Iterable[Table]) -> str:
    """The text with the breaks inside such cells as spaces."""
    parts: list[str] = []
    done = 0
    cells = {(cell.start, cell.end) for table in tables if not table.exact for row in table.rows for cell in row}
    for start, end in sorted(cells):
        if start >= done and text.find("\n", start, end) >= 0:
            parts += [text[done:start], _WRAP.sub(_closed, text[start:end])]
            done = end
    return "".join([*parts, text[done:]])
