"""All that was found in a paper, for those who look for slips in it. Plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.anatomy.header import HeaderReading
from documents.anatomy.outline import Node
from documents.anatomy.parts import Paper
from documents.flow import Flow
from documents.parsed import Citation, Form, Part, Report, Task


@dataclass(frozen=True)
class Seen:
    flow: Flow
    papers: list[Paper]
    reading: HeaderReading
    roots: list[Node]
    tasks: list[Task]
    reports: list[Report]
    citations: list[Citation]
    forms: list[Form]
    parts: tuple[Part, ...]

    @property
    def main(self) -> Paper:
        return self.papers[0]

    @property
    def own_day(self) -> date | None:
        return iso_day(self.reading.header.date)

    def nodes(self) -> Iterator[Node]:
        return (node for root in self.roots for node in root.walk() if node.kind != "root")


def iso_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def told(day: date) -> str:
    return f"{day:%d/%m/%Y}"
