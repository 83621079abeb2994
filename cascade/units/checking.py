"""What is wrong with a list of units, all of it at once. Pure: rows and what is known in, checked rows or problems out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from cascade.units.rows import COLUMNS, UnitRow
from kit.dates import NotADay, parse_day
from kit.text import fold
from kit.vocabulary import Line

_FIRST_DAY = date(1900, 1, 1)
_LINES = {
    **{line.value: line for line in Line},
    **{fold(line.label): line for line in Line},
    "chinh quyen": Line.STATE, "nha nuoc": Line.STATE, "dang": Line.PARTY, "chuyen mon": Line.PROFESSIONAL,
}  # fmt: skip
_CLOSE_ENOUGH = 60.0
_OFFERS = 100


@dataclass(frozen=True)
class ImportProblem:
    """One thing to put right: where it is, what stands there, and what to write instead."""

    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"Dòng {self.row}, cột {self.column}: {self.message}"


@dataclass
class Known:
    """What stands already: units by code (as column values), codes by folded alias, types, tiers, open superiors."""

    units: dict[str, dict[str, Any]]
    aliases: dict[str, set[str]]
    types: list[dict[str, Any]]
    tiers: dict[str, str]
    superiors: dict[tuple[str, Line], str]


@dataclass(frozen=True)
class CheckedRow:
    """A row without fault, in the columns of the table; superiors by code."""

    code: str
    name: str
    short_name: str
    type_id: int
    contact_name: str
    contact_phone: str
    contact_email: str
    valid_from: date
    valid_to: date | None
    aliases: tuple[str, ...]
    superiors: dict[Line, str] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Types, tiers and lines come again in every row."""
    return fold(name)


class _Checker:
    def __init__(self, rows: Sequence[UnitRow], known: Known):
        self.known = known
        self.problems: list[ImportProblem] = []
        self.first_line: dict[str, int] = {}
        self.labels: dict[str, str] = {code: str(unit["name"]) for code, unit in known.units.items()}
        for row in rows:
            self.labels[row.code] = row.name
        self.by_name: dict[str, set[str]] = {}
        for code, name in self.labels.items():
            self.by_name.setdefault(fold(name), set()).add(code)
        for alias, codes in known.aliases.items():
            self.by_name.setdefault(alias, set()).update(codes)
        for row in rows:
            for alias in row.aliases:
                self.by_name.setdefault(fold(alias), set()).add(row.code)
        self.types: dict[str, dict[str, Any]] = {}
        for kind in known.types:
            for name in (kind["code"], kind["abbreviation"], kind["name"]):
                if name:
                    self.types.setdefault(fold(name), kind)
        # "Phường, xã" is known by either word as well.
        self.tiers = {
            fold(name): code for code, label in known.tiers.items() for name in (*label.split(", "), label, code)
        }

    def wrong(self, row: UnitRow, column: str, message: str) -> None:
        self.problems.append(ImportProblem(row.number, COLUMNS[column][0], str(getattr(row, column)), message))

    def checked(self, row: UnitRow) -> CheckedRow:
        self._names(row)
        kind = self._type(row)
        valid_from, valid_to = self._day(row, "valid_from"), self._day(row, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            self.wrong(row, "valid_to", f"{row.valid_to} trước ngày lập {row.valid_from}.")
        short = row.aliases[0] if row.aliases else ""
        return CheckedRow(
            code=row.code, name=row.name, short_name=short[:120], type_id=kind["id"] if kind else 0,
            contact_name=row.contact_name, contact_phone=row.contact_phone, contact_email=row.contact_email,
            valid_from=valid_from or _FIRST_DAY, valid_to=valid_to, aliases=row.aliases, superiors=self._superiors(row),
        )  # fmt: skip

    def _names(self, row: UnitRow) -> None:
        if not row.code:
            self.wrong(row, "code", "chưa có mã. Mỗi đơn vị một mã.")
        elif len(row.code) > 64:
            self.wrong(row, "code", "mã dài quá 64 ký tự.")
        elif row.code in self.first_line:
            self.wrong(row, "code", f"‘{row.code}’ trùng dòng {self.first_line[row.code]}; mỗi đơn vị một mã.")
        else:
            self.first_line[row.code] = row.number
        if not row.name:
            self.wrong(row, "name", "chưa có tên đơn vị.")
        elif len(row.name) > 255:
            self.wrong(row, "name", "tên dài quá 255 ký tự.")

    def _type(self, row: UnitRow) -> dict[str, Any] | None:
        kind = self.types.get(_folded(row.type))
        tier = self.tiers.get(_folded(row.tier))
        if row.tier and tier is None:
            self.wrong(row, "tier", f"không có ‘{row.tier}’. Các cấp: {', '.join(self.known.tiers.values())}.")
        if kind is None:
            offered = [k["abbreviation"] or k["code"] for k in self.known.types if tier in (None, k["tier_code"])]
            near = self._near(row.type, {fold(name): name for name in offered})
            said = f"không có ‘{row.type}’." if row.type else "chưa có loại đơn vị."
            self.wrong(row, "type", f"{said} {near}".strip())
        elif tier is not None and kind["tier_code"] != tier:
            self.wrong(row, "tier", f"loại ‘{row.type}’ không thuộc cấp ‘{row.tier}’.")
        return kind

    def _day(self, row: UnitRow, column: str) -> date | None:
        typed = getattr(row, column)
        if not typed:
            return None
        try:
            return parse_day(typed)
        except NotADay as error:
            self.wrong(row, column, str(error))
            return None

    def _superiors(self, row: UnitRow) -> dict[Line, str]:
        line = _LINES.get(fold(row.line)) if row.line else Line.STATE
        if line is None:
            self.wrong(row, "line", f"không có ‘{row.line}’. Ghi: chính quyền, Đảng hoặc chuyên môn.")
            line = Line.STATE
        found: dict[Line, str] = {}
        columns = (("superior", line), ("party_superior", Line.PARTY), ("professional_superior", Line.PROFESSIONAL))
        for column, of_line in columns:
            typed = getattr(row, column)
            if typed:
                above = self._unit(row, column, typed)
                if above:
                    found[of_line] = above
        return found

    def _unit(self, row: UnitRow, column: str, typed: str) -> str | None:
        if typed in self.labels:
            return typed
        codes = self.by_name.get(fold(typed), set())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            self.wrong(row, column, f"có {len(codes)} đơn vị tên ‘{typed}’. Ghi mã: {', '.join(sorted(codes)[:5])}.")
        else:
            self.wrong(row, column, f"không có ‘{typed}’. {self._near(typed, self.unit_names)}".strip())
        return None

    def _near(self, typed: str, names: Mapping[str, str]) -> str:
        """The likeliest of `names` (folded → as shown). Only for the first faults: a file of another country has thousands."""
        if not typed or len(self.problems) >= _OFFERS:
            return ""
        best = process.extractOne(fold(typed), names.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
        return f"Gần nhất: ‘{names[best[0]]}’." if best else ""

    @cached_property
    def unit_names(self) -> dict[str, str]:
        return {name: self.labels[min(codes)] for name, codes in self.by_name.items() if name}

    def cycles(self, rows: Sequence[UnitRow], checked: Sequence[CheckedRow]) -> None:
        """Superiors that go round, told once each with the path that closes the ring."""
        for line in Line:
            above = {code: up for (code, of_line), up in self.known.superiors.items() if of_line == line}
            above.update({row.code: row.superiors[line] for row in checked if line in row.superiors})
            lines = {row.code: row for row in rows}
            settled: set[str] = set()
            for start in above:
                path: list[str] = []
                on_path: set[str] = set()
                code: str | None = start
                while code is not None and code not in settled and code not in on_path:
                    path.append(code)
                    on_path.add(code)
                    code = above.get(code)
                if code in on_path:
                    ring = path[path.index(code) :]
                    first = next((lines[member] for member in ring if member in lines), None)
                    names = " → ".join(self.labels.get(member, member) for member in [*ring, ring[0]])
                    if first:
                        self.wrong(first, "superior", f"tạo vòng {names}. Bỏ một cấp trên.")
                settled.update(path)


def check(rows: Sequence[UnitRow], known: Known) -> tuple[list[CheckedRow], list[ImportProblem]]:
    """Every row checked against the others and what stands; problems in the order of the file."""
    checker = _Checker(rows, known)
    checked = [checker.checked(row) for row in rows]
    checker.cycles(rows, checked)
    order: Mapping[str, int] = {label: position for position, (label, _) in enumerate(COLUMNS.values())}
    return checked, sorted(checker.problems, key=lambda problem: (problem.row, order[problem.column]))
