"""A unit asks for more time and the office answers: one request at a time, never past what the work above allows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cascade.counting.boards import board
from cascade.counting.verify import verify
from cascade.issuing.issue import IssuedCascade
from cascade.marking import extensions, unit_tasks
from cascade.orders import TaskOrder
from cascade.store.extensions import of_piece, open_of, waiting_count, waiting_for
from cascade.store.unit_tasks import find, history, of_unit
from kit import clock
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import Acceptance, EventTag, ExtensionState, Timeliness
from tests.country import Country

MONDAY = datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)
DUE = date(2026, 3, 20)
LATER = date(2026, 3, 27)
WHY = "Chờ số liệu của khu phố"


@pytest.fixture
def issued(country: Country) -> IssuedCascade:
    with clock.at(MONDAY):
        return country.issue(
            TaskOrder("Rà soát", country.ids("p1", "p2"), ref="1", due_on=DUE, acceptance=Acceptance.AUTOMATIC)
        )


def ask(country: Country, piece: int, unit: str = "p1", day: date | None = LATER, note: str = WHY) -> int:
    return int(country.do(extensions.ask, unit, piece, due_on=day, note=note))


def decide(country: Country, act, piece: int, unit: str = "quan", **more):
    with country.db.read() as tx:
        asked = of_piece(tx, piece)[0].id
    return country.db.write(lambda tx: act(tx, actor=country.actor(unit), extension_id=asked, **more))


def test_granted_the_new_day_counts_everywhere_and_the_first_one_is_kept(
    country: Country, issued: IssuedCascade
) -> None:
    piece = country.piece(issued, "p1")
    with clock.at(MONDAY + timedelta(days=20)):  # 22/3: both are late
        ask(country, piece)
        with country.db.read() as tx:
            assert board(tx, issued.cascade_id).total.overdue == 2
            (waiting,) = waiting_for(tx, country.units["quan"])
            assert (waiting.due_before, waiting.due_asked, waiting.reason, waiting.is_late, waiting.times) == (
                DUE,
                LATER,
                WHY,
                True,
                1,
            )
        assert decide(country, extensions.grant, piece) == LATER
        with country.db.read() as tx:
            view = find(tx, piece)
            assert (view.due_on, view.original_due_on, view.timeliness) == (LATER, DUE, Timeliness.IN_TIME)
            assert board(tx, issued.cascade_id).total.overdue == 1
            assert board(tx, issued.cascade_id, as_of=date(2026, 3, 21)).total.overdue == 2
            assert waiting_count(tx, country.units["quan"]) == 0
            assert verify(tx) == []
        country.do(unit_tasks.submit, "p1", piece)
        with country.db.read() as tx:
            assert find(tx, piece).timeliness is Timeliness.DONE_ON_TIME
            assert [row.event for row in history(tx, piece)][-2:] == [
                EventTag.EXTENSION_GRANTED,
                EventTag.EXTENSION_REQUESTED,
            ]


def test_an_unopened_piece_can_ask_too(country: Country) -> None:
    with clock.at(MONDAY):
        made = country.issue(TaskOrder("Rà soát", country.ids("p1", "p2"), ref="1", due_on=DUE), opened=False)
        piece = country.piece(made, "p1")
        ask(country, piece)
        decide(country, extensions.grant, piece, due_on=date(2026, 3, 24), note="Đến thứ Ba")
        with country.db.read() as tx:
            assert find(tx, piece).due_on == date(2026, 3, 24)
            assert verify(tx) == []


def test_refused_with_a_reason_the_day_stays(country: Country, issued: IssuedCascade) -> None:
    piece = country.piece(issued, "p1")
    with clock.at(MONDAY):
        ask(country, piece)
        with pytest.raises(Refusal, match="Chưa nêu lý do không đồng ý"):
            decide(country, extensions.refuse, piece, note=" ")
        decide(country, extensions.refuse, piece, note="Quận phải tổng hợp trước")
        with country.db.read() as tx:
            (asked,) = of_piece(tx, piece)
            assert (asked.state, asked.answer, find(tx, piece).due_on) == (
                ExtensionState.REFUSED,
                "Quận phải tổng hợp trước",
                DUE,
            )
        with pytest.raises(Refusal, match="từ trước"):
            decide(country, extensions.grant, piece)
        ask(country, piece)
        with country.db.read() as tx:
            assert waiting_for(tx, country.units["quan"])[0].times == 2


def test_one_request_at_a_time_and_it_can_be_taken_back(country: Country, issued: IssuedCascade) -> None:
    piece = country.piece(issued, "p1")
    with clock.at(MONDAY):
        ask(country, piece)
        with pytest.raises(Refusal, match="Đang có một đề nghị gia hạn gửi ngày 02/03"):
            ask(country, piece)
        country.do(extensions.take_back, "p1", piece)
        with country.db.read() as tx:
            assert open_of(tx, piece) is None
        ask(country, piece)


@pytest.mark.parametrize(
    ("day", "note", "field", "words"),
    [
        (None, WHY, "due_on", "Chưa ghi ngày mới"),
        (LATER, "  ", "note", "Chưa nêu lý do"),
        (DUE, WHY, "due_on", "không sau hạn hiện nay 20/03/2026"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    country: Country, issued: IssuedCascade, day, note, field, words
) -> None:
    with clock.at(MONDAY), pytest.raises(Refusal, match=words) as refused:
        ask(country, country.piece(issued, "p1"), day=day, note=note)
    assert refused.value.field == field


def test_the_work_above_sets_the_last_day_less_the_days_to_consolidate(country: Country) -> None:
    with clock.at(MONDAY):
        country.issue(TaskOrder("Chỉ đạo trường", country.ids("gd"), ref="1", due_on=date(2026, 4, 10)))
        with country.db.read() as tx:
            carried = of_unit(tx, country.units["gd"])[0].id
        schools = TaskOrder("Lập kế hoạch", country.ids("hoasen"), ref="2", due_on=DUE, carries_out_id=carried)
        plan = country.issue(schools, by="gd", document=country.new_document("12/KH-PGDĐT"), consolidation_days=3)
        piece = country.piece(plan, "hoasen")
        # 10/4/2026 is a Friday: three working days earlier is Tuesday the 7th.
        with pytest.raises(
            Refusal, match=r"sau hạn của cấp trên 10/04/2026 trừ 3 ngày làm việc tổng hợp\. Chọn ngày đến 07/04/2026"
        ):
            ask(country, piece, "hoasen", date(2026, 4, 8))
        ask(country, piece, "hoasen", date(2026, 4, 7))
        with pytest.raises(Refusal, match="Chọn ngày đến 07/04/2026"):
            decide(country, extensions.grant, piece, "gd", due_on=date(2026, 4, 9))
        assert decide(country, extensions.grant, piece, "gd") == date(2026, 4, 7)


def test_who_asks_does_not_decide_and_strangers_find_nothing(country: Country, issued: IssuedCascade) -> None:
    piece = country.piece(issued, "p1")
    with clock.at(MONDAY):
        with pytest.raises(NotAllowed):
            ask(country, piece, "quan")
        with pytest.raises(NotFound):
            ask(country, piece, "p2")
        ask(country, piece)
        with pytest.raises(NotAllowed):
            decide(country, extensions.grant, piece, "p1")
        with pytest.raises(NotFound):
            decide(country, extensions.grant, piece, "pxa")


def test_a_grant_repairs_nothing_once_it_was_sent_and_returned_work_asks_on(country: Country) -> None:
    with clock.at(MONDAY):
        made = country.issue(TaskOrder("Rà soát", country.ids("p1"), ref="1", due_on=DUE))
        piece = country.piece(made, "p1")
        ask(country, piece)
        country.do(unit_tasks.submit, "p1", piece)
        with country.db.read() as tx:
            assert waiting_count(tx, country.units["quan"]) == 0, "nothing is left to decide"
        with pytest.raises(Refusal, match="không đổi được đúng hạn hay quá hạn"):
            decide(country, extensions.grant, piece)
        country.do(unit_tasks.return_, "quan", piece, reason="other", note="Bổ sung số liệu")
        with country.db.read() as tx:
            assert waiting_count(tx, country.units["quan"]) == 1
        decide(country, extensions.grant, piece)
