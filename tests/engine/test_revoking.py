"""A cascade issued by mistake is taken back: it leaves today's boards, keeps its past, and takes no more marks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cascade.counting.boards import board, overview
from cascade.counting.listing import listing
from cascade.counting.verify import verify
from cascade.issuing.revoking import revoke_cascade, revoked_by
from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.people import access
from cascade.rolling.roll_up import run_all
from cascade.store.unit_tasks import find, of_unit, waiting_for
from kit import clock
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import CascadeState, Role
from tests.country import Country

MONDAY = datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)
WHY = "Ban hành nhầm phụ lục; sẽ phát hành lại."


@pytest.fixture
def issued(country: Country) -> int:
    with clock.at(MONDAY):
        return country.issue(
            TaskOrder("Rà soát", country.ids("p1", "p2"), ref="1", due_on=date(2026, 3, 20))
        ).cascade_id


def take_back(country: Country, cascade_id: int, note: str = WHY, unit: str = "quan") -> int:
    return country.db.write(lambda tx: revoke_cascade(tx, actor=country.actor(unit), cascade_id=cascade_id, note=note))


def test_it_leaves_todays_boards_and_stays_on_the_boards_of_the_days_before(country: Country, issued: int) -> None:
    with clock.at(MONDAY + timedelta(days=2)):
        take_back(country, issued)
        with country.db.read() as tx:
            assert board(tx, issued).total.total == 0
            assert not board(tx, issued).issued
            assert board(tx, issued, as_of=date(2026, 3, 3)).total.total == 2
            assert board(tx, issued, as_of=date(2026, 3, 4)).total.total == 0
            assert overview(tx, country.units["quan"]).total.total == 0
            assert listing(tx, None, overview_of=country.units["quan"]).total == 0
            assert of_unit(tx, country.units["p1"]) == []
            assert verify(tx) == []


def test_what_waited_for_the_office_waits_no_more(country: Country, issued: int) -> None:
    with clock.at(MONDAY + timedelta(days=1)):
        with country.db.read() as tx:
            piece = of_unit(tx, country.units["p1"])[0].id
        country.do(unit_tasks.submit, "p1", piece, note="Đã rà soát")
        with country.db.read() as tx:
            assert access.waiting_counts(tx, country.actor("quan")).to_accept == 1
        take_back(country, issued)
        with country.db.read() as tx:
            assert access.waiting_counts(tx, country.actor("quan")).to_accept == 0
            assert waiting_for(tx, country.units["quan"]) == []


def test_its_pieces_stay_readable_and_take_no_more_marks(country: Country, issued: int) -> None:
    with country.db.read() as tx:
        piece = of_unit(tx, country.units["p1"])[0].id
    with clock.at(MONDAY + timedelta(days=30)):
        take_back(country, issued)
        with country.db.read() as tx:
            view = find(tx, piece)
            assert view.cascade_state is CascadeState.REVOKED
            assert not view.is_red
            assert (revoked_by(tx, issued) or ("", "", ""))[2] == WHY
        with pytest.raises(Refusal, match="đã thu hồi, phần việc không nhận thêm thay đổi"):
            country.db.write(lambda tx: unit_tasks.submit(tx, actor=country.actor("p1"), unit_task_id=piece))


def test_only_the_issuing_office_and_only_with_a_reason(country: Country, issued: int) -> None:
    with pytest.raises(NotAllowed, match="cơ quan ban hành"):
        take_back(country, issued, unit="p1")
    performer = country.actor("quan", frozenset({Role.PERFORMER}))
    with pytest.raises(NotAllowed):
        country.db.write(lambda tx: revoke_cascade(tx, actor=performer, cascade_id=issued, note=WHY))
    with pytest.raises(Refusal, match="Chưa nêu lý do") as refused:
        take_back(country, issued, note="  ")
    assert refused.value.field == "note"
    with pytest.raises(NotFound):
        take_back(country, 10**9)
    take_back(country, issued)
    with pytest.raises(Refusal, match="đã thu hồi từ trước"):
        take_back(country, issued)


def test_a_lower_plan_is_taken_back_first_and_then_leaves_the_count_of_the_work_it_carries_out(
    country: Country,
) -> None:
    top = country.issue(TaskOrder("Chỉ đạo trường", country.ids("gd"), ref="1", due_on=date(2026, 5, 20))).cascade_id
    with country.db.read() as tx:
        carried = of_unit(tx, country.units["gd"])[0].id
    schools = TaskOrder(
        "Lập kế hoạch", country.ids("hoasen", "kimdong"), ref="2", due_on=date(2026, 5, 4), carries_out_id=carried
    )
    plan = country.issue(schools, by="gd", document=country.new_document("12/KH-PGDĐT")).cascade_id
    with pytest.raises(Refusal, match="Phòng Giáo dục và Đào tạo đã phát hành"):
        take_back(country, top)
    run_all(country.db)
    with country.db.read() as tx:
        assert board(tx, top, lineage=True).total.total == 3
        assert find(tx, carried).child_live == 1
    take_back(country, plan, unit="gd")
    with country.db.read() as tx:
        assert board(tx, top, lineage=True).total.total == 1
    run_all(country.db)
    with country.db.read() as tx:
        assert find(tx, carried).child_live == 0
        assert verify(tx) == []
    take_back(country, top)
