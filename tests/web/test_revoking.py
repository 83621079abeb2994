"""Taking a cascade back on the page, by the API and by the inbox of those it had reached."""

from __future__ import annotations

from datetime import date

import pytest

from cascade.issuing.issue import IssuedCascade
from cascade.orders import TaskOrder
from kit import clock
from kit.vocabulary import Milestone
from tests.country import Country
from tests.web.test_inbox import of, remind

WHY = "Ban hành nhầm phụ lục"


@pytest.fixture
def issued(town: Country) -> int:
    task = TaskOrder("Rà soát", town.ids("p1", "p2"), ref="II.1", due_on=date(2030, 3, 20))
    return town.issue(task).cascade_id


def test_the_office_says_why_and_the_cascade_is_gone_from_the_boards(as_unit, issued):
    office = as_unit("quan")
    assert f'href="/dot/{issued}/thu-hoi"' in office.see(f"/dot/{issued}")
    asked = office.see(f"/dot/{issued}/thu-hoi")
    assert "2 phần việc của 2 đơn vị" in asked
    answer = office.post(f"/dot/{issued}/thu-hoi", {"note": ""}, seen=f"/dot/{issued}/thu-hoi")
    assert answer.status_code == 422
    assert "Chưa nêu lý do thu hồi" in answer.text
    answer = office.post(f"/dot/{issued}/thu-hoi", {"note": WHY}, seen=f"/dot/{issued}/thu-hoi")
    assert answer.status_code == 303
    after = office.see(f"/dot/{issued}")
    assert "Đợt triển khai này đã thu hồi" in after
    assert WHY in after
    assert f"/dot/{issued}/thu-hoi" not in after
    assert office.get(f"/dot/{issued}/thu-hoi").status_code == 303


def test_a_unit_sees_no_button_and_is_refused(as_unit, issued):
    ward = as_unit("p1")
    assert f"/dot/{issued}/thu-hoi" not in ward.see(f"/dot/{issued}")
    assert ward.get(f"/dot/{issued}/thu-hoi").status_code == 303


def test_the_units_are_told_and_not_reminded_any_more(as_unit, town, issued):
    piece = town.piece(IssuedCascade(issued, 2), "p1")
    today = clock.today()
    remind(town, "p1", piece, Milestone.DUE_SOON, date(2030, 3, 20), today)
    assert {message.template for message in of(town, "p1").messages} == {"digest", "assigned"}
    office = as_unit("quan")
    office.post(f"/dot/{issued}/thu-hoi", {"note": WHY}, seen=f"/dot/{issued}/thu-hoi")
    (only,) = of(town, "p1").messages
    assert only.subject == "Cơ quan giao đã thu hồi đợt triển khai: Chăm sóc trẻ em"
    assert WHY in only.body
    assert "Rà soát" not in as_unit("p1").see("/viec")
    page = as_unit("p1").see(f"/viec/{piece}")
    assert "Đợt triển khai này đã thu hồi" in page
    assert "Gửi báo xong" not in page
