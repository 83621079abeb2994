"""Files too slow to wait for: asked for once, taken up once more after a kill, found again, and nobody else's business."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from cascade.drafting import drafts, readings
from cascade.drafting.readings import INTERRUPTED, ReadingView, Work
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import DraftState, EventTag, ReadingState, Role
from models import Draft, Journal, Membership, Reading
from tests.country import Country
from tests.drafting.conftest import paper
from tests.reading.pdfs import lines, pdf


@pytest.fixture
def office(country: Country) -> Country:
    """The district's office and its neighbour may issue."""

    def work(tx: Any) -> None:
        for unit in ("quan", "quanxa"):
            values = {"user_id": country.users[unit], "unit_id": country.units[unit], "role": Role.OFFICER}
            tx.execute(insert(Membership).values(**values))

    country.db.write(work)
    return country


@pytest.fixture
def kept(tmp_path: Path) -> KeptFile:
    return evidence.keep(tmp_path / "files", io.BytesIO(pdf([lines("KẾ HOẠCH")])), "Kế hoạch 412.pdf")


def ask(office: Country, kept: KeptFile, unit: str = "quan", **more: Any) -> ReadingView:
    return office.db.write(lambda tx: readings.ask(tx, actor=office.actor(unit), kept=kept, **more))


def take(office: Country, asked: ReadingView) -> Work:
    work = office.db.write(partial(readings.take, reading_id=asked.id))
    assert work is not None
    return work


def look(office: Country, asked: ReadingView, unit: str = "quan") -> ReadingView:
    with office.db.read() as tx:
        return readings.find(tx, actor=office.actor(unit), reading_id=asked.id)


def events(office: Country) -> list[EventTag]:
    with office.db.read() as tx:
        return list(tx.execute(select(Journal.event).order_by(Journal.id)).scalars())


def test_a_file_sent_twice_is_read_once(office: Country, kept: KeptFile) -> None:
    first, second = ask(office, kept), ask(office, kept)
    assert first.id == second.id
    assert events(office) == [EventTag.READING_ASKED]
    with office.db.read() as tx:
        assert [view.file_name for view in readings.of_unit(tx, office.units["quan"])] == ["Kế hoạch 412.pdf"]
        assert readings.waiting(tx) == (first.id,)


def test_a_read_file_leaves_a_draft_of_whoever_asked(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    work = take(office, asked)
    assert office.db.write(partial(readings.turned, work=work, page=3, pages=20))
    shown = look(office, asked)
    assert (shown.state, shown.page, shown.pages) == (ReadingState.READING, 3, 20)
    draft_id = office.db.write(partial(readings.leave_draft, work=work, reading=paper()))
    shown = look(office, asked)
    assert (shown.state, shown.draft_id, shown.is_known_paper) == (ReadingState.READ, draft_id, False)
    with office.db.read() as tx:
        draft = drafts.load(tx, actor=office.actor("quan"), draft_id=draft_id)
        made_by = tx.execute(select(Draft.created_by)).scalar_one()
        assert readings.waiting(tx) == ()
        assert readings.of_unit(tx, office.units["quan"]) == (), "from now on it is a draft"
    assert (draft.file_sha256, draft.file_name) == (kept.sha256, "Kế hoạch 412.pdf")
    assert made_by == office.users["quan"]


def test_while_its_draft_is_open_the_same_file_leads_to_it_and_afterwards_is_read_anew(
    office: Country, kept: KeptFile
) -> None:
    asked = ask(office, kept)
    office.db.write(partial(readings.leave_draft, work=take(office, asked), reading=paper()))
    assert ask(office, kept).id == asked.id
    office.db.write(lambda tx: tx.execute(update(Draft).values(state=DraftState.DISCARDED)))
    anew = ask(office, kept)
    assert anew.id != asked.id
    assert anew.state is ReadingState.WAITING


def test_a_run_that_was_taken_for_dead_writes_nothing_any_more(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    dead = take(office, asked)
    living = take(office, asked)
    assert not office.db.write(partial(readings.turned, work=dead, page=9, pages=9))
    assert office.db.write(partial(readings.leave_draft, work=dead, reading=paper())) is None
    assert not office.db.write(partial(readings.refuse, work=dead, message="Hỏng."))
    assert office.db.write(partial(readings.leave_draft, work=living, reading=paper())) is not None
    with office.db.read() as tx:
        assert len(tx.execute(select(Draft.id)).all()) == 1


def test_interrupted_twice_it_is_refused_and_may_be_tried_again_by_a_person(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    take(office, asked)
    take(office, asked)
    assert office.db.write(partial(readings.take, reading_id=asked.id)) is None
    shown = look(office, asked)
    assert (shown.state, shown.message) == (ReadingState.REFUSED, INTERRUPTED)
    office.db.write(lambda tx: readings.again(tx, actor=office.actor("quan"), reading_id=asked.id))
    assert take(office, asked).attempt == 1
    assert events(office) == [EventTag.READING_ASKED, EventTag.READING_REFUSED, EventTag.READING_ASKED]


def test_what_cannot_be_read_says_why_until_it_is_put_away(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    office.db.write(partial(readings.refuse, work=take(office, asked), message="Tệp PDF đặt mật khẩu."))
    with office.db.read() as tx:
        assert [view.message for view in readings.of_unit(tx, office.units["quan"])] == ["Tệp PDF đặt mật khẩu."]
    for _ in range(2):
        office.db.write(lambda tx: readings.stop(tx, actor=office.actor("quan"), reading_id=asked.id))
    with office.db.read() as tx:
        assert readings.of_unit(tx, office.units["quan"]) == ()
    assert events(office).count(EventTag.READING_STOPPED) == 1
    with pytest.raises(Refusal, match="tải tệp lên lại"):
        office.db.write(lambda tx: readings.again(tx, actor=office.actor("quan"), reading_id=asked.id))


def test_a_stopped_reading_is_not_wanted_any_more_by_its_run(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    work = take(office, asked)
    office.db.write(lambda tx: readings.stop(tx, actor=office.actor("quan"), reading_id=asked.id))
    assert not office.db.write(partial(readings.turned, work=work, page=1, pages=2))
    assert office.db.write(partial(readings.leave_draft, work=work, reading=paper())) is None
    assert ask(office, kept).id != asked.id, "a new sending is a new reading"


def test_another_office_does_not_see_it_and_reads_the_same_file_for_itself(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    for act in (readings.find, readings.stop, readings.again):
        with pytest.raises(NotFound):
            office.db.write(lambda tx, act=act: act(tx, actor=office.actor("quanxa"), reading_id=asked.id))
    assert ask(office, kept, "quanxa").id != asked.id
    with office.db.read() as tx:
        assert readings.ahead_of(tx, asked.id + 1) == 1


def test_who_lost_the_office_meanwhile_gets_no_draft(office: Country, kept: KeptFile) -> None:
    asked = ask(office, kept)
    work = take(office, asked)
    office.db.write(lambda tx: tx.execute(delete(Membership)))
    with pytest.raises(Refusal, match="không đứng tên"):
        office.db.write(partial(readings.leave_draft, work=work, reading=paper()))
    with office.db.read() as tx:
        assert tx.execute(select(Draft.id)).all() == []
        assert tx.execute(select(Reading.state)).scalar_one() is ReadingState.READING


def test_only_an_office_has_files_read_and_only_for_its_own_work(office: Country, kept: KeptFile) -> None:
    stranger = office.actor("quan")
    performer = type(stranger)(stranger.user_id, stranger.name, stranger.unit_id, frozenset({Role.PERFORMER}))
    with pytest.raises(NotAllowed):
        office.db.write(lambda tx: readings.ask(tx, actor=performer, kept=kept))
    with pytest.raises(NotFound):
        ask(office, kept, parent_unit_task_id=987_654)
