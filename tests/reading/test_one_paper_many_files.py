"""The same paper as text, Word, PDF, scan and in the fonts before Unicode says the same to the reader.

The text is the measure; the papers have letterheads in two columns, lists, tables, forms and page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import documents
from documents.parsed import ParsedDocument
from tests.reading import print_shop
from tests.reading.print_shop import in_tcvn3, in_vni, parts_of, word_file

HERE = Path(__file__).parent
PAPERS = ["02_province_plan", "04_decision_with_plan", "13_letter_with_forms", "14_plan_with_task_table"]
Made = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A file of one of the papers in some shape; each is made once."""
    folder = tmp_path_factory.mktemp("shop")
    for name in PAPERS:
        paper = parts_of(text_of(name))
        word_file(paper, folder / f"{name}.docx")
        word_file(paper, folder / f"{name}.auto.docx", automatic=True)
        word_file(paper, folder / f"{name}.tcvn3.docx", typing=in_tcvn3)
        word_file(paper, folder / f"{name}.vni.docx", typing=in_vni)
    converting: set[str] = set()

    def make(name: str, shape: str) -> Path:
        path = folder / f"{name}.{shape}"
        if shape in {"pdf", "doc", "rtf", "odt"} and shape not in converting:
            converting.add(shape)
            print_shop.converted([folder / f"{each}.docx" for each in PAPERS], shape, folder)
        if shape == "scan.pdf" and not path.exists():
            print_shop.scanned(make(name, "pdf"), path)
        return path

    return make


def text_of(name: str) -> str:
    return (HERE / "papers" / f"{name}.txt").read_text(encoding="utf-8")


def told(name: str) -> ParsedDocument:
    return documents.read_text(text_of(name))


def one_line(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "").casefold().strip(" .;")


def findings(reading: ParsedDocument) -> dict[str, object]:
    """What must not depend on the kind of file."""
    head = reading.document
    return {
        "header": (head.type, head.number, head.date, head.issuer, one_line(head.subject), head.addressees),
        "citations": [(each.type, each.number, each.date, each.issuer, each.relation, each.parent) for each in reading.citations],
        "tasks": [(each.ref, one_line(each.text)) for each in reading.tasks],
        "who": [(each.ref, each.lead, each.coordinating, each.assignees) for each in reading.tasks],
        "time": [(each.ref, one_line(each.timeframe), each.due) for each in reading.tasks],
        "reporting": [(each.sender, each.to, each.via, each.recurrence, each.due) for each in reading.reporting],
        "recipients": [each.name for each in reading.recipients],
        "forms": [[table.columns for table in form.tables] for form in reading.report_forms],
    }  # fmt: skip


@pytest.mark.parametrize("shape", ["docx", "auto.docx", "tcvn3.docx", "vni.docx", "pdf"])
@pytest.mark.parametrize("name", PAPERS)
def test_the_findings_are_those_of_the_text(made: Made, name: str, shape: str) -> None:
    wanted, found = findings(told(name)), findings(documents.read_file(made(name, shape)))
    for what, value in wanted.items():
        assert found[what] == value, what


@pytest.mark.parametrize("shape", ["doc", "rtf", "odt"])
def test_other_writers_files_give_the_same(made: Made, shape: str) -> None:
    name = PAPERS[-1]
    assert findings(documents.read_file(made(name, shape))) == findings(told(name))


def test_scans_give_the_same_citations_and_dates(made: Made) -> None:
    """Numbers, dates and parents of what is cited, the paper's own number and date, and the dates of reports."""
    right = wanted = 0
    missed = []
    for name in PAPERS:
        text, scan = told(name), documents.read_file(made(name, "scan.pdf"))
        assert scan.recognised
        for one, other in ((dated(text), dated(scan)), (cited(text), cited(scan))):
            right += len(one & other)
            wanted += (len(one) + len(other)) / 2
            missed += sorted(map(str, one ^ other))
    assert right / wanted >= 0.95, missed


def dated(reading: ParsedDocument) -> set[tuple[str | None, ...]]:
    head = reading.document
    return {("own", head.number), ("on", head.date), *(("report", each.due, each.bound) for each in reading.reporting)}


def cited(reading: ParsedDocument) -> set[tuple[str | None, ...]]:
    return {
        each for one in reading.citations for each in ((one.number, one.type, one.parent), (one.number, "on", one.date))
    }
