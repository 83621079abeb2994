"""Measures a reading of a paper against what a careful clerk found in it.

Knows when two names, two numbers or two beginnings of a task are the same to a reader; keeps, for each measure, how many
were right, how many there were and how many were given, and in `misses` what went wrong, for whoever mends it. Refuses to know
how a reading is made, or what is good enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Label = dict[str, Any]
Same = Callable[[Any, Any], bool]

SAME_NAME = 0.85
SAME_WORDING = 0.80
HEAD_OF_TASK = 70
HEADER_FIELDS = ("type", "number", "date", "issuer", "subject")


def plain(text: str | None) -> str:
    """Lower case, no marks, single spaces: what is left when a scan has lost its accents."""
    marked = unicodedata.normalize("NFD", (text or "").lower().replace("đ", "d"))
    bare = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def symbol(text: str | None) -> str:
    """A document's number with its slashes kept, so that 28-CT/TW and 28/CT-TW stay apart."""
    return "/".join("-".join(plain(part).split()) for part in (text or "").split("/"))


def alike(one: str | None, other: str | None, at: float = SAME_NAME) -> bool:
    a, b = plain(one), plain(other)
    if not a or not b:
        return a == b
    if min(len(a), len(b)) >= 8 and (a.startswith(b) or b.startswith(a)):
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= at


def alike_wording(one: str | None, other: str | None) -> bool:
    return alike(one, other, SAME_WORDING)


def begins_alike(text: str | None, start: str | None) -> bool:
    a, b = plain(text), plain(start)
    length = min(len(a), len(b), HEAD_OF_TASK)
    return length >= 8 and SequenceMatcher(None, a[:length], b[:length], autojunk=False).ratio() >= SAME_WORDING


def pair_off(wanted: Iterable[Any], given: Iterable[Any], same: Same) -> list[tuple[Any, Any]]:
    """Each wanted thing takes the first given one that is the same and not yet taken."""
    free = list(given)
    pairs: list[tuple[Any, Any]] = []
    for want in wanted:
        at = next((i for i, have in enumerate(free) if same(want, have)), None)
        if at is not None:
            pairs.append((want, free.pop(at)))
    return pairs


@dataclass
class Tally:
    """Right, wanted and given, a measure each; sums over papers are micro-averages."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def note(self, measure: str, right: int, wanted: int, given: int, about: str = "") -> None:
        if wanted or given:
            row = self.counts.setdefault(measure, [0, 0, 0])
            for i, more in enumerate((right, wanted, given)):
                row[i] += more
        if about and right < max(wanted, given):
            self.misses.append(f"{measure}: {about}")

    def add(self, other: Tally) -> None:
        for measure, (right, wanted, given) in other.counts.items():
            self.note(measure, right, wanted, given)
        self.misses += other.misses

    def f1(self, measure: str) -> float:
        right, wanted, given = self.counts.get(measure, (0, 0, 0))
        return 2 * right / (wanted + given) if wanted + given else 1.0

    def line(self) -> str:
        return "  ".join(f"{measure} {self.f1(measure):.2f}" for measure in self.counts)


def measure(label: Label, reading: Label, *, closely: bool = False) -> Tally:
    """`closely` also asks for what only a label made by the reader's own conventions can tell: refs, relations, parents."""
    tally = Tally()
    _header(label.get("document") or {}, reading.get("document") or {}, tally)
    _citations(label, reading, tally, closely)
    _tasks(label.get("tasks", []), reading.get("tasks", []), tally, closely)
    _reports(label, reading, tally, closely)
    _lists(label, reading, tally)
    return tally


def _same(want: Any, have: Any, at: float = SAME_NAME) -> bool:
    return alike(want, have, at) if want or have else True


def _header(wanted: Label, given: Label, tally: Tally) -> None:
    for name in HEADER_FIELDS:
        want, have = wanted.get(name), given.get(name)
        right = bool(want) and {
            "number": symbol(want) == symbol(have),
            "date": want == have,
        }.get(name, alike(want, have, SAME_WORDING))
        for key in ("header", f"header.{name}"):
            tally.note(key, int(right), int(bool(want)), int(bool(have)), f"{want} | {have}")


def _citations(label: Label, reading: Label, tally: Tally, closely: bool) -> None:
    wanted, given = ([c for c in side.get("citations", []) if c.get("number")] for side in (label, reading))
    pairs = pair_off(wanted, given, lambda a, b: symbol(a["number"]) == symbol(b["number"]))
    about = f"{[c['number'] for c in wanted]} | {[c['number'] for c in given]}"
    tally.note("citations", len(pairs), len(wanted), len(given), about)
    for want, have in pairs:
        for name in ("date", "issuer", "type"):
            if want.get(name):
                same = want[name] == have.get(name) if name == "date" else alike(want[name], have.get(name))
                about = f"{want['number']}: {want[name]} | {have.get(name)}"
                tally.note(f"citations.{name}", int(same), 1, int(bool(have.get(name))), about)
        for name in ("relation", "parent") if closely else ():
            right = want.get(name) == have.get(name)
            tally.note(f"citations.{name}", int(right), 1, 1, f"{want['number']}: {want.get(name)} | {have.get(name)}")


def _tasks(wanted: list[Label], given: list[Label], tally: Tally, closely: bool) -> None:
    pairs = pair_off(wanted, given, lambda a, b: begins_alike(b.get("text") or b.get("title"), a["text_start"]))
    lost = [want["ref"] for want in wanted if not any(want is one for one, _ in pairs)]
    surplus = [have.get("ref") for have in given if not any(have is other for _, other in pairs)]
    tally.note("tasks", len(pairs), len(wanted), len(given), f"lost {lost}, surplus {surplus}")
    people = [
        ("lead", _leads),
        ("who", _bound),
        ("coordinating", _coordinating),
        *([("assignees", _assigned)] if closely else []),
    ]
    for want, have in pairs:
        for name, of in people:
            right = len(pair_off(of(want), of(have), alike))
            tally.note(f"tasks.{name}", right, len(of(want)), len(of(have)), f"{want['ref']}: {of(want)} | {of(have)}")
        if want.get("timeframe"):
            right = int(alike_wording(want["timeframe"], have.get("timeframe")))
            about = f"{want['ref']}: {want['timeframe']} | {have.get('timeframe')}"
            tally.note("tasks.timeframe", right, 1, int(bool(have.get("timeframe"))), about)
        if closely:
            tally.note("tasks.ref", int(want["ref"] == have.get("ref")), 1, 1, f"{want['ref']} | {have.get('ref')}")


def _leads(task: Label) -> list[str]:
    return task.get("lead") or []


def _bound(task: Label) -> list[str]:
    return task.get("lead") or task.get("assignees") or []


def _assigned(task: Label) -> list[str]:
    return task.get("assignees") or []


def _coordinating(task: Label) -> list[str]:
    return task.get("coordinating") or []


def _reports(label: Label, reading: Label, tally: Tally, closely: bool) -> None:
    wanted, given = ([r for r in side.get("reporting", []) if r.get("due")] for side in (label, reading))
    # The year is left out: a yearly duty is printed with and without one.
    dated = pair_off(wanted, given, lambda a, b: str(a["due"])[-5:] == str(b["due"])[-5:])
    tally.note(
        "reporting", len(dated), len(wanted), len(given), f"{[r['due'] for r in wanted]} | {[r['due'] for r in given]}"
    )
    for want, have in dated if closely else []:
        right = want.get("recurrence") == have.get("recurrence")
        about = f"{want['due']}: {want.get('recurrence')} | {have.get('recurrence')}"
        tally.note("reporting.recurrence", int(right), 1, 1, about)
        right = _same(want.get("to"), have.get("to"), 0.75)
        tally.note("reporting.to", int(right), 1, 1, f"{want['due']}: {want.get('to')} | {have.get('to')}")


def _lists(label: Label, reading: Label, tally: Tally) -> None:
    for name, of in (("recipients", _recipients), ("report_forms.columns", _columns)):
        if name == "recipients" or of(label):
            same = alike if name == "recipients" else alike_wording
            right = len(pair_off(of(label), of(reading), same))
            tally.note(name, right, len(of(label)), len(of(reading)), f"{of(label)} | {of(reading)}")


def _recipients(side: Label) -> list[str]:
    return [name for name in side.get("recipients", []) if not plain(name).startswith("luu")]


def _columns(side: Label) -> list[str]:
    tables = [table for form in side.get("report_forms", []) for table in form.get("tables", [])]
    cells = [column for table in tables for column in table.get("columns", [])]
    return [" ".join(part or "" for part in cell) if isinstance(cell, list) else cell for cell in cells]
