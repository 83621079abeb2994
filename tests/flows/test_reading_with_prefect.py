"""Readings on a real Prefect server: asked for by the dispatcher, killed in the middle, and with Prefect away."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import time

import pytest
from sqlalchemy import func, select

from cascade.drafting import readings
from cascade.drafting.readings import ReadingView
from cascade.papers import evidence
from documents.reading.scan import can_recognise
from kit.settings import settings
from kit.vocabulary import ReadingState
from models import Draft
from tests.flows.conftest import House
from tests.flows.scans import give_office, scan
from tests.reading.pdfs import lines, pdf
from tests.reading.test_sources import PLAN

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def office(house: House) -> House:
    give_office(house.country)
    house.ready()
    return house


def ask(office: House, data: bytes, name: str) -> ReadingView:
    kept = evidence.keep(settings().files, io.BytesIO(data), name)
    return office.db.write(lambda tx: readings.ask(tx, actor=office.country.actor("quan"), kept=kept))


def look(office: House, asked: ReadingView) -> ReadingView:
    with office.db.read() as tx:
        return readings.find(tx, actor=office.country.actor("quan"), reading_id=asked.id)


def finished(office: House, asked: ReadingView) -> ReadingView:
    office.wait(lambda: look(office, asked).is_finished, why="the reading to be finished")
    return look(office, asked)


def drafts_of(office: House, asked: ReadingView) -> int:
    """How many drafts this very file has left."""
    from models import Document

    with office.db.read() as tx:
        count = select(func.count()).select_from(Draft).join(Document, Document.id == Draft.document_id)
        return int(tx.execute(count.where(Document.file_sha256 == asked.file_sha256)).scalar_one())


def runs(office: House, asked: ReadingView, *states: str) -> list[str]:
    return [run.state for run in office.runs("read_document", *states) if run.name == f"đọc tệp {asked.id}"]


def children() -> list[str]:
    """Processes that read a file for us just now."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(settings().files.resolve()) in line]


def test_a_pdf_is_read_by_a_run_that_the_dispatcher_asked_for(office: House) -> None:
    asked = ask(office, pdf([lines(PLAN)] * 2), "ke-hoach-45.pdf")
    done = finished(office, asked)
    assert (done.state, done.message) == (ReadingState.READ, "")
    assert drafts_of(office, asked) == 1
    office.wait(lambda: runs(office, asked, "COMPLETED"), why="the run to be complete")
    assert len(runs(office, asked)) == 1


def test_a_broken_file_ends_in_a_sentence_and_a_run_that_is_complete(office: House) -> None:
    asked = ask(office, pdf([lines(PLAN)], trailer=b"/Root 99 0 R"), "hong.pdf")
    done = finished(office, asked)
    assert done.state is ReadingState.REFUSED
    assert done.message.startswith("Tệp PDF")
    office.wait(lambda: runs(office, asked, "COMPLETED"), why="the run to be complete: a bad file is no fault of ours")


def test_killed_in_the_middle_of_a_scan_it_is_taken_up_once_more(office: House) -> None:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    asked = ask(office, scan(12), "ban-quet.pdf")
    office.wait(lambda: look(office, asked).page >= 1, why="the first page to be recognised")
    os.kill(office.machinery.runner.pid or 0, signal.SIGKILL)
    office.wait(lambda: look(office, asked).attempts == 2, why="the next runner to take it up")
    done = finished(office, asked)
    assert (done.state, done.attempts) == (ReadingState.READ, 2)
    assert drafts_of(office, asked) == 1
    office.wait(lambda: not office.runs("read_document", "PENDING", "RUNNING"), why="no run to be left as running")
    office.wait(lambda: not children(), seconds=20, why="the child of the killed run to end too")


def test_killed_twice_it_is_refused_with_a_sentence(office: House) -> None:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    asked = ask(office, scan(14), "ban-quet-nua.pdf")
    for attempt in (1, 2):
        office.wait(
            lambda attempt=attempt: look(office, asked).attempts == attempt and look(office, asked).page >= 1,
            why=f"attempt {attempt} to have read a page",
        )
        office.wait(lambda: office.machinery.runner.alive)
        os.kill(office.machinery.runner.pid or 0, signal.SIGKILL)
    done = finished(office, asked)
    assert (done.state, done.message) == (ReadingState.REFUSED, readings.INTERRUPTED)
    assert drafts_of(office, asked) == 0


def test_with_prefect_away_a_file_waits_and_is_read_once_when_it_is_back(office: House) -> None:
    server = office.machinery.server
    assert server is not None
    server.stop()
    office.machinery.runner.stop()
    asked = ask(office, pdf([lines(PLAN.replace("45/KH", "46/KH"))] * 2), "ke-hoach-46.pdf")
    time.sleep(2)
    assert look(office, asked).state is ReadingState.WAITING
    server.start()
    office.machinery.runner.start()
    assert finished(office, asked).state is ReadingState.READ
    time.sleep(2)
    assert drafts_of(office, asked) == 1
    assert len(runs(office, asked)) == 1
