"""Automatic list numbers of Word, which stand in no paragraph's text.

Knows number formats and how levels restart; refuses to know what the list is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str
    # "II" above is written "2" in the number of this level.
    figures: bool = False


class Numbering:
    """Counts as the paragraphs come; ask once for each, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.abstract: dict[str, dict[int, _Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._load(numbering)
        if styles is not None:
            self._load_styles(styles)

    def _load(self, numbering: etree._Element) -> None:
        for each in numbering.iter(f"{W}abstractNum"):
            self.abstract[each.get(f"{W}abstractNumId") or ""] = _levels(each)
        for each in numbering.iter(f"{W}num"):
            overrides = {
                _number(level.get(f"{W}ilvl"), 0): _number(_value(level, "startOverride"), 1)
                for level in each.iter(f"{W}lvlOverride")
                if _value(level, "startOverride") is not None
            }
            abstract, identity = _value(each, "abstractNumId") or "", each.get(f"{W}numId") or ""
            own = _levels(each)
            if own:
                # Levels of its own make a list of its own.
                self.abstract[f"num {identity}"] = {**self.abstract.get(abstract, {}), **own}
                abstract = f"num {identity}"
            self.lists[identity] = (abstract, overrides)

    def _load_styles(self, styles: etree._Element) -> None:
        for style in styles.iter(f"{W}style"):
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None and _value(number, "numId"):
                self.styles[style.get(f"{W}styleId") or ""] = (
                    _value(number, "numId") or "",
                    _number(_value(number, "ilvl"), 0),
                )

    def label(self, paragraph: etree._Element) -> str:
        """The printed number or bullet of this paragraph; empty when it is in no list."""
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is not None:
            identity, index = _value(number, "numId") or "0", _number(_value(number, "ilvl"), 0)
        else:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            known = self.styles.get(style.get(f"{W}val") or "") if style is not None else None
            if known is None:
                return ""
            identity, index = known
        if identity == "0" or identity not in self.lists:
            return ""
        abstract, overrides = self.lists[identity]
        levels = self.abstract.get(abstract, {})
        level = levels.get(index)
        if level is None:
            return ""
        if level.form in {"bullet", "none"}:
            return "-" if level.form == "bullet" else ""
        return self._counted(abstract if not overrides else identity, levels, index, overrides, level)

    def _counted(
        self, key: str, levels: dict[int, _Level], index: int, overrides: dict[int, int], level: _Level
    ) -> str:
        counts = self.counts.setdefault(key, {})
        counts[index] = counts[index] + 1 if index in counts else overrides.get(index, level.start)
        for deeper in [each for each in counts if each > index]:
            del counts[deeper]

        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            other = levels.get(at, level)
            return _written(counts.get(at, other.start), "decimal" if level.figures else other.form)

        return re.sub(r"%(\d)", shown, level.pattern).strip()


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        _number(level.get(f"{W}ilvl"), 0): _Level(
            _number(_value(level, "start"), 1),
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            level.find(f"{W}isLgl") is not None,
        )
        for level in parent.iter(f"{W}lvl")
    }


def _written(value: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        roman = ""
        for size, sign in (
            (100, "C"),
            (90, "XC"),
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ):
            while value >= size:
                roman += sign
                value -= size
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.lstrip("-").isdecimal() else otherwise
