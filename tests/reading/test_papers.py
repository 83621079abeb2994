"""Twenty papers of both regimes, Party and State, province to school, beside what a careful reader finds in them.

The papers are invented; their habits are not: letterheads in two columns, broken lines, tables that survived as tabs,
plans behind decisions, numbers left blank, a scan without marks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import documents
from documents.parsed import ParsedDocument
from tests.reading.scoring import Tally, measure

HERE = Path(__file__).parent
LABELS = sorted((HERE / "labels").glob("*.json"))
LEAST = {
    "header": 0.98, "citations": 0.99, "citations.date": 0.98, "citations.issuer": 0.95, "citations.relation": 0.95,
    "citations.parent": 0.95, "citations.type": 0.98, "tasks": 0.97, "tasks.ref": 0.97, "tasks.lead": 0.96, "tasks.coordinating": 0.95,
    "tasks.assignees": 0.95, "tasks.timeframe": 0.94, "reporting": 0.97, "reporting.recurrence": 0.9, "reporting.to": 0.9,
    "recipients": 0.98, "report_forms.columns": 0.98,
}  # fmt: skip


def read(name: str) -> ParsedDocument:
    return documents.read_text((HERE / "papers" / name).read_text(encoding="utf-8"))


def test_the_papers_are_read_as_a_careful_person_reads_them() -> None:
    total = Tally()
    for path in LABELS:
        label = json.loads(path.read_text(encoding="utf-8"))
        total.add(measure(label, read(label["file"]).to_json(), closely=True))
    short = {name: round(total.f1(name), 3) for name, least in LEAST.items() if total.f1(name) < least}
    assert not short, "\n".join([str(short), *total.misses])


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_no_paper_is_read_badly(path: Path) -> None:
    label = json.loads(path.read_text(encoding="utf-8"))
    mine = measure(label, read(label["file"]).to_json(), closely=True)
    for name in ("header", "citations", "tasks", "reporting", "recipients", "report_forms.columns"):
        assert mine.f1(name) >= 0.8, "\n".join(mine.misses)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_signature_and_addressees_and_slips(path: Path) -> None:
    label = json.loads(path.read_text(encoding="utf-8"))
    reading = read(label["file"])
    if "damaged" not in path.stem:
        assert reading.document.signed_as == label["document"]["signed_as"]
        assert reading.document.signer == label["document"]["signer"]
        assert list(reading.document.addressees) == label["document"]["addressees"]
    assert sorted({each.kind for each in reading.problems if not each.kind.startswith("task_")}) == label["problems"]


def test_every_paper_has_a_label() -> None:
    assert [path.stem for path in LABELS] == sorted(path.stem for path in (HERE / "papers").glob("*.txt"))
