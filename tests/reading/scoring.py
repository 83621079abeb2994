"""How far a reading is from what a careful person read in the same paper."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kit.text import fold

Finding = dict[str, Any]


def plain(words: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(words or "")).strip()


def alike(one: str | None, other: str | None, at: float = 0.85) -> bool:
    a, b = plain(one), plain(other)
    if not a or not b:
        return a == b
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= at


def begins_alike(text: str, start: str) -> bool:
    a, b = plain(start), plain(text)
    size = min(len(a), len(b), 70)
    return size >= 8 and alike(a[:size], b[:size], 0.8)


def pairs(wanted: list[Any], found: list[Any], same: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
    left, made = list(found), []
    for want in wanted:
        for index, each in enumerate(left):
            if same(want, each):
                made.append((want, each))
                del left[index]
                break
    return made


@dataclass
class Score:
    """Hits, wanted and found by finding; the mean of precision and recall is harmonic."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, hits: int, wanted: int, found: int, note: str = "") -> None:
        for index, value in enumerate((hits, wanted, found)):
            self.counts[name][index] += value
        if hits < max(wanted, found):
            self.misses.append(f"{name} {note}")

    def f1(self, name: str) -> float:
        hits, wanted, found = self.counts[name]
        return 2 * hits / (wanted + found) if wanted + found else 1.0


def score(label: Finding, reading: Finding, total: Score) -> None:
    where = label["file"]
    for name in ("type", "number", "date", "issuer", "subject"):
        want, got = label["document"].get(name), reading["document"].get(name)
        if want or got:
            hit = want == got if name in {"number", "date"} else alike(want, got, 0.8)
            total.add("header", int(hit), int(bool(want)), int(bool(got)), f"{where} {name}: {want} | {got}")
    _citations(label, reading, total, where)
    _tasks(label, reading, total, where)
    due = [[each for each in side["reporting"] if each.get("due")] for side in (label, reading)]
    found = pairs(due[0], due[1], lambda a, b: a["due"] == b["due"])
    total.add("reporting", len(found), len(due[0]), len(due[1]), where)
    for want, got in found:
        total.add("reporting.recurrence", int(want["recurrence"] == got["recurrence"]), 1, 1, f"{where} {want['due']}")
        total.add("reporting.to", int(alike(want["to"], got["to"], 0.75)), 1, 1, f"{where} {want['to']} | {got['to']}")
    total.add(
        "recipients",
        len(pairs(label["recipients"], reading["recipients"], alike)),
        len(label["recipients"]),
        len(reading["recipients"]),
        where,
    )
    columns = [
        [
            " ".join(filter(None, column))
            for form in side["report_forms"]
            for table in form["tables"]
            for column in table["columns"]
        ]
        for side in (label, reading)
    ]
    total.add("forms", len(pairs(columns[0], columns[1], alike)), len(columns[0]), len(columns[1]), where)


def _citations(label: Finding, reading: Finding, total: Score, where: str) -> None:
    sides = [[each for each in side["citations"] if each.get("number")] for side in (label, reading)]
    found = pairs(sides[0], sides[1], lambda a, b: a["number"] == b["number"])
    total.add("citations", len(found), len(sides[0]), len(sides[1]), where)
    for want, got in found:
        for name in ("date", "relation", "parent", "type"):
            total.add(
                f"citations.{name}",
                int(want.get(name) == got.get(name)),
                1,
                1,
                f"{where} {want['number']}: {want.get(name)} | {got.get(name)}",
            )
        total.add(
            "citations.issuer",
            int(alike(want["issuer"], got["issuer"])),
            1,
            1,
            f"{where} {want['issuer']} | {got['issuer']}",
        )


def _tasks(label: Finding, reading: Finding, total: Score, where: str) -> None:
    found = pairs(label["tasks"], reading["tasks"], lambda a, b: begins_alike(b["text"], a["text_start"]))
    total.add("tasks", len(found), len(label["tasks"]), len(reading["tasks"]), where)
    for want, got in found:
        note = f"{where} {want['ref']}"
        total.add("tasks.ref", int(want["ref"] == got["ref"]), 1, 1, f"{note} | {got['ref']}")
        for name in ("lead", "coordinating", "assignees"):
            hits = len(pairs(want[name], got[name], alike))
            total.add(f"tasks.{name}", hits, len(want[name]), len(got[name]), f"{note}: {want[name]} | {got[name]}")
        if want["timeframe"] or got["timeframe"]:
            hit = int(alike(want["timeframe"], got["timeframe"], 0.8))
            total.add(
                "tasks.timeframe",
                hit,
                int(bool(want["timeframe"])),
                int(bool(got["timeframe"])),
                f"{note}: {want['timeframe']} | {got['timeframe']}",
            )
