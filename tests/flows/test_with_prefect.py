"""The flows on a real Prefect server: asked for, scheduled, killed, and with Prefect away.

One server serves all the stories, told in this order: what the clock has to do is laid first and looked at last.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import func, select

from cascade.counting.verify import verify
from cascade.drafting import readings
from cascade.drafting.readings import ReadingView
from cascade.issuing.issue import IssuedCascade
from cascade.issuing.opening import progress
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.papers import evidence
from documents.reading.scan import can_recognise
from kit import clock
from kit.settings import settings
from kit.vocabulary import Acceptance, CascadeState, EventTag, Progress, ReadingState, Recurrence
from models import Document, Draft
from models.sql import run
from tests.flows.conftest import House
from tests.flows.scans import scan
from tests.reading.pdfs import lines, pdf
from tests.reading.test_sources import PLAN

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.timeout(900)]

SCHOOLS = ("hoasen", "binhminh", "kimdong")


# ------------------------------------------------------------------------------------------------------- what one asks


def issue(house: House, *holders: str, **more: object) -> IssuedCascade:
    task = TaskOrder(title="Bảo hiểm y tế", holders=house.country.ids(*(holders or ("gd", *SCHOOLS))), **more)  # type: ignore[arg-type]
    return house.country.issue(task, document=house.country.new_document(f"{time.monotonic_ns()}/KH"), opened=False)


def is_open(house: House, issued: IssuedCascade) -> bool:
    with house.db.read() as tx:
        return progress(tx, issued.cascade_id).state is CascadeState.OPEN


def told(house: House, issued: IssuedCascade, event: EventTag) -> int:
    with house.db.read() as tx:
        sql = "SELECT count(*) FROM journal WHERE cascade_id = ? AND event = ?"
        return int(run(tx, sql, (issued.cascade_id, event.value)).scalar_one())


def openings(house: House, issued: IssuedCascade, *states: str) -> list[str]:
    """The states of the runs that were asked to open this cascade."""
    return [r.state for r in house.runs("open_tasks", *states) if r.name.endswith(f"đợt {issued.cascade_id}")]


def rows(house: House, issued: IssuedCascade) -> tuple[int, int]:
    """Unit tasks of the cascade, and how many different (task, period, unit, role) they are."""
    with house.db.read() as tx:
        found = run(tx, """
            SELECT task_period_id, unit_id, role FROM unit_task
            WHERE task_period_id IN (SELECT id FROM task_period WHERE cascade_id = ?)
        """, (issued.cascade_id,)).all()  # fmt: skip
    return len(found), len(set(found))


def drift(house: House) -> list[object]:
    with house.db.read() as tx:
        return list(verify(tx))


def ask(house: House, data: bytes, name: str) -> ReadingView:
    """The district's clerk gives a file to be read."""
    kept = evidence.keep(settings().files, io.BytesIO(data), name)
    return house.db.write(lambda tx: readings.ask(tx, actor=house.country.actor("quan"), kept=kept))


def look(house: House, asked: ReadingView) -> ReadingView:
    with house.db.read() as tx:
        return readings.find(tx, actor=house.country.actor("quan"), reading_id=asked.id)


def finished(house: House, asked: ReadingView) -> ReadingView:
    house.wait(lambda: look(house, asked).is_finished, why="the reading to be finished")
    return look(house, asked)


def drafts_of(house: House, asked: ReadingView) -> int:
    """How many drafts this very file has left."""
    with house.db.read() as tx:
        count = select(func.count()).select_from(Draft).join(Document, Document.id == Draft.document_id)
        return int(tx.execute(count.where(Document.file_sha256 == asked.file_sha256)).scalar_one())


def reading_runs(house: House, asked: ReadingView, *states: str) -> list[str]:
    return [r.state for r in house.runs("read_document", *states) if r.name == f"đọc tệp {asked.id}"]


# ------------------------------------------------------------------------------------------------------- in calm weather


@dataclass
class Left:
    """What is left to the clock: a cascade that is overdue, and one of 2024 never looked at since, whose next period is due."""

    late: IssuedCascade
    yearly: IssuedCascade


@pytest.fixture(scope="module")
def left_to_the_clock(house: House) -> Left:
    late = issue(house, due_on=date(2024, 11, 15))
    with clock.at(clock.local(2024, 8, 12)):
        return Left(late, issue(house, recurrence=Recurrence.YEARLY))


@pytest.mark.usefixtures("left_to_the_clock")
def test_an_issued_cascade_is_opened_by_a_run_that_the_dispatcher_asked_for(house: House) -> None:
    issued = issue(house)
    house.wait(lambda: is_open(house, issued), why="the cascade to be open")
    assert rows(house, issued) == (4, 4)
    assert told(house, issued, EventTag.CASCADE_OPENED) == 1
    house.wait(lambda: openings(house, issued, "COMPLETED"), why="the run to be complete")
    assert len(openings(house, issued)) == 1


def test_a_pdf_is_read_by_a_run_that_the_dispatcher_asked_for(house: House) -> None:
    asked = ask(house, pdf([lines(PLAN)] * 2), "ke-hoach-45.pdf")
    done = finished(house, asked)
    assert (done.state, done.message) == (ReadingState.READ, "")
    assert drafts_of(house, asked) == 1
    house.wait(lambda: reading_runs(house, asked, "COMPLETED"), why="the run to be complete")
    assert len(reading_runs(house, asked)) == 1


def test_a_broken_file_ends_in_a_sentence_and_a_run_that_is_complete(house: House) -> None:
    asked = ask(house, pdf([lines(PLAN)], trailer=b"/Root 99 0 R"), "hong.pdf")
    done = finished(house, asked)
    assert done.state is ReadingState.REFUSED
    assert done.message.startswith("Tệp PDF")
    house.wait(lambda: reading_runs(house, asked, "COMPLETED"), why="a bad file is no fault of ours")


def test_what_is_done_below_is_rolled_up_soon_after(house: House) -> None:
    issued = issue(house, acceptance=Acceptance.AUTOMATIC)
    house.wait(lambda: is_open(house, issued))
    for school in SCHOOLS:
        house.country.do(verbs.submit, school, house.country.piece(issued, school))

    def ready() -> bool:
        with house.db.read() as tx:
            return bool(run(tx, """
                SELECT count(*) FROM journal WHERE cascade_id = ? AND event = 'roll_up:ready' AND about_unit_id = ?
            """, (issued.cascade_id, house.country.units["gd"])).scalar_one())  # fmt: skip

    house.wait(ready, why="the office above the schools to be told")
    time.sleep(2)
    assert told(house, issued, EventTag.PARENT_READY) == 1, "told once, however often it is looked at"


# ------------------------------------------------------------------------------------------------ the runner killed, twice


@dataclass
class Killed:
    """A cascade was opening at each kill; one scan was being read at the second, the other at both."""

    cascades: tuple[IssuedCascade, ...]
    once: ReadingView
    twice: ReadingView


@pytest.fixture(scope="module")
def killed(house: House) -> Killed:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")

    def in_the_middle(issued: IssuedCascade, *scans: tuple[ReadingView, int]) -> None:
        house.wait(
            lambda: openings(house, issued, "PENDING", "RUNNING") or is_open(house, issued), why="a run to begin"
        )
        for asked, attempt in scans:
            house.wait(
                lambda asked=asked, attempt=attempt: look(house, asked).attempts == attempt and look(house, asked).page >= 1,
                why=f"attempt {attempt} to have read a page",
            )  # fmt: skip
        house.wait(lambda: house.machinery.runner.alive)
        os.kill(house.machinery.runner.pid or 0, signal.SIGKILL)

    twice = ask(house, scan(14), "ban-quet-nua.pdf")
    first = issue(house)
    in_the_middle(first, (twice, 1))
    once = ask(house, scan(12), "ban-quet.pdf")
    second = issue(house)
    in_the_middle(second, (twice, 2), (once, 1))
    return Killed((first, second), once, twice)


def test_a_runner_killed_in_the_middle_is_swept_and_nothing_is_doubled(house: House, killed: Killed) -> None:
    house.wait(lambda: all(is_open(house, issued) for issued in killed.cascades), why="both to be open after all")
    assert [rows(house, issued) for issued in killed.cascades] == [(4, 4)] * 2
    assert [told(house, issued, EventTag.CASCADE_OPENED) for issued in killed.cascades] == [1, 1]
    house.wait(lambda: not house.runs("open_tasks", "PENDING", "RUNNING"), why="no run to be left as running")
    assert drift(house) == []


def test_a_scan_killed_in_the_middle_is_taken_up_once_more(house: House, killed: Killed) -> None:
    done = finished(house, killed.once)
    assert (done.state, done.attempts) == (ReadingState.READ, 2)
    assert drafts_of(house, killed.once) == 1


def test_a_scan_killed_twice_is_refused_with_a_sentence(house: House, killed: Killed) -> None:
    done = finished(house, killed.twice)
    assert (done.state, done.message) == (ReadingState.REFUSED, readings.INTERRUPTED)
    assert drafts_of(house, killed.twice) == 0


@pytest.mark.usefixtures("killed")
def test_no_reading_outlives_its_killed_runner(house: House) -> None:
    def children() -> list[str]:
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        return [line for line in listed.splitlines() if str(settings().files.resolve()) in line]

    house.wait(lambda: not house.runs("read_document", "PENDING", "RUNNING"), why="no run to be left as running")
    house.wait(lambda: not children(), seconds=20, why="the children of the killed runs to end too")


# ------------------------------------------------------------------------------------------------------------ Prefect away


@dataclass
class Away:
    """A cascade was issued, a school marked and a file was given while nobody was there to open or to read."""

    issued: IssuedCascade
    marked: Progress
    opened: bool
    asked: ReadingView
    state: ReadingState


@pytest.fixture(scope="module")
def away(house: House) -> Away:
    server = house.machinery.server
    assert server is not None
    server.stop()
    house.machinery.runner.stop()
    assert not house.api.healthy()
    issued = issue(house, acceptance=Acceptance.AUTOMATIC)
    asked = ask(house, pdf([lines(PLAN.replace("45/KH", "46/KH"))] * 2), "ke-hoach-46.pdf")
    receipt = house.country.do(verbs.submit, "hoasen", house.country.piece(issued, "hoasen"), note="412 em đã cài")
    time.sleep(2)
    return Away(issued, receipt.progress, is_open(house, issued), asked, look(house, asked).state)


def test_with_prefect_away_marking_goes_on_and_the_rest_waits(away: Away) -> None:
    assert away.marked is Progress.DONE, "marking waits for nobody"
    assert not away.opened
    assert away.state is ReadingState.WAITING


def test_when_it_is_back_what_was_owed_is_done_once(house: House, away: Away) -> None:
    assert house.machinery.server is not None
    house.machinery.server.start()
    house.machinery.runner.start()
    house.wait(lambda: is_open(house, away.issued), why="what was owed to be done")
    assert rows(house, away.issued) == (4, 4)
    assert told(house, away.issued, EventTag.CASCADE_OPENED) == 1
    assert finished(house, away.asked).state is ReadingState.READ
    time.sleep(2)
    assert drafts_of(house, away.asked) == 1
    assert len(reading_runs(house, away.asked)) == 1
    assert drift(house) == []


# -------------------------------------------------------------------------------------------------------------- the clock


def test_the_clock_reminds_and_opens_the_period_that_has_come_once(house: House, left_to_the_clock: Left) -> None:
    """By cron-scheduled runs, not by some that were asked for: some versions of the libraries below Prefect never start one."""
    late, first = left_to_the_clock.late, left_to_the_clock.yearly

    def rounds() -> int:
        return len([done for done in house.runs("track", "COMPLETED") if done.auto_scheduled])

    def reminded() -> int:
        with house.db.read() as tx:
            return int(run(tx, """
                SELECT count(*) FROM reminder r JOIN unit_task u ON u.id = r.unit_task_id
                WHERE r.milestone = 'overdue' AND u.task_period_id IN (SELECT id FROM task_period WHERE cascade_id = ?)
            """, (late.cascade_id,)).scalar_one())  # fmt: skip

    def renewed() -> list[int]:
        with house.db.read() as tx:
            return list(run(tx, "SELECT cascade_id FROM renewal WHERE first_id = ?", (first.cascade_id,)).scalars())

    house.wait(rounds, seconds=150, why="a run by the clock")
    assert house.wait(lambda: reminded() == 4, why="four overdue pieces to be reminded of")
    house.wait(renewed, seconds=150, why="the next period to open")
    (second,) = renewed()
    house.wait(lambda: is_open(house, IssuedCascade(second, 4)), why="its pieces to be opened")
    assert rows(house, IssuedCascade(second, 4)) == (4, 4)
    before = rounds()
    house.wait(lambda: rounds() > before, seconds=150, why="another round")
    assert renewed() == [second], "opened once, however often it is looked at"
    assert reminded() == 4, "reminded of once"
    assert drift(house) == []
