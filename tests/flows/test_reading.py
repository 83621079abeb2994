"""What the reading flow does inside its steps, without a server: progress, refusals, and files nobody wants any more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from cascade.drafting import readings
from cascade.drafting.readings import ReadingView, Work
from cascade.papers import evidence
from cascade.rolling import leases
from flows.dispatcher import READINGS_AT_ONCE, Dispatcher
from flows.holding import Hold
from flows.prefect_api import PrefectApi
from flows.read_document import keep, read_pages
from flows.serving import PrefectPlace
from kit.settings import settings
from kit.vocabulary import ReadingState
from models import Draft, Membership
from tests.country import Country
from tests.flows.scans import give_office
from tests.reading.pdfs import lines, pdf
from tests.reading.test_sources import PLAN

NOWHERE = PrefectPlace("http://127.0.0.1:9/api", "", managed=False)


@pytest.fixture
def office(lite: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Country]:
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path / "var"))
    settings.cache_clear()
    give_office(lite)
    yield lite
    settings.cache_clear()


def ask(office: Country, data: bytes, name: str = "ke-hoach.pdf") -> ReadingView:
    kept = evidence.keep(settings().files, io.BytesIO(data), name)
    return office.db.write(lambda tx: readings.ask(tx, actor=office.actor("quan"), kept=kept))


def taken(office: Country, asked: ReadingView) -> Work:
    work = office.db.write(partial(readings.take, reading_id=asked.id))
    assert work is not None
    return work


def look(office: Country, asked: ReadingView) -> ReadingView:
    with office.db.read() as tx:
        return readings.find(tx, actor=office.actor("quan"), reading_id=asked.id)


def test_a_pdf_becomes_a_draft_and_its_pages_are_told_on_the_way(office: Country) -> None:
    asked = ask(office, pdf([lines(PLAN)] * 3))
    work = taken(office, asked)
    found = read_pages(office.db, work, Hold())
    assert found is not None
    assert (look(office, asked).page, look(office, asked).pages) == (3, 3)
    draft_id = keep(office.db, work, found)
    assert look(office, asked).draft_id == draft_id is not None
    with office.db.read() as tx:
        content = tx.execute(select(Draft.content)).scalar_one()
    assert content["tasks"]


def test_what_cannot_be_read_is_refused_in_the_reader_s_own_sentence(office: Country) -> None:
    asked = ask(office, pdf([lines(PLAN)], trailer=b"/Root 99 0 R"))
    assert read_pages(office.db, taken(office, asked), Hold()) is None
    shown = look(office, asked)
    assert shown.state is ReadingState.REFUSED
    assert shown.message.startswith("Tệp PDF")


def test_a_file_that_is_gone_is_refused_with_a_sentence(office: Country) -> None:
    asked = ask(office, pdf([lines(PLAN)]))
    evidence.path_of(settings().files, asked.file_sha256).unlink()
    assert read_pages(office.db, taken(office, asked), Hold()) is None
    assert look(office, asked).message == "Không tìm thấy tệp. Hãy chọn lại tệp."


def test_a_stopped_reading_and_one_taken_over_write_nothing(office: Country) -> None:
    asked = ask(office, pdf([lines(PLAN)]))
    work = taken(office, asked)
    lost = Hold()
    lost.lost.set()
    assert read_pages(office.db, work, lost) is None
    assert look(office, asked).state is ReadingState.READING, "it is somebody else's to say"
    office.db.write(lambda tx: readings.stop(tx, actor=office.actor("quan"), reading_id=asked.id))
    assert read_pages(office.db, work, Hold()) is None
    assert look(office, asked).state is ReadingState.STOPPED


def test_an_office_that_may_not_issue_any_more_is_told_so(office: Country) -> None:
    asked = ask(office, pdf([lines(PLAN)]))
    work = taken(office, asked)
    found = read_pages(office.db, work, Hold())
    office.db.write(lambda tx: tx.execute(Membership.__table__.delete()))
    assert keep(office.db, work, found or {}) is None
    assert "không đứng tên" in look(office, asked).message


def test_a_pile_of_scans_is_owed_a_few_at_a_time_in_the_order_they_came(office: Country) -> None:
    asked = [ask(office, pdf([lines(f"{PLAN}\n{number}")])) for number in range(4)]
    dispatcher = Dispatcher(office.db, PrefectApi(NOWHERE))

    def owed() -> list[str]:
        return [piece.name for piece in dispatcher.owed() if piece.deployment == "read_document"]

    assert owed() == [f"read-{view.id}" for view in asked[:READINGS_AT_ONCE]]
    first = f"read-{asked[0].id}"
    office.db.write(partial(leases.claim, name=first, holder="elsewhere/1/1/run", seconds=60))
    assert owed() == [f"read-{view.id}" for view in asked[1:READINGS_AT_ONCE]], "one is being read"
    office.db.write(partial(leases.release, name=first, holder="elsewhere/1/1/run"))
    office.db.write(partial(readings.refuse, work=taken(office, asked[0]), message="Hỏng."))
    assert owed() == [f"read-{view.id}" for view in asked[1 : READINGS_AT_ONCE + 1]]
