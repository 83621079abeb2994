"""Xin gia hạn by pages: the unit asks where its work is, the office sees what a later day would cost and answers there."""

from __future__ import annotations

from datetime import date

import pytest

from cascade.marking.unit_tasks import submit
from cascade.orders import TaskOrder
from cascade.store.unit_tasks import find
from tests.country import Country
from tests.web.test_inbox import of

DUE = date(2030, 3, 20)


@pytest.fixture
def piece(town: Country) -> int:
    made = town.issue(TaskOrder("Rà soát", town.ids("p1", "p2"), ref="II.1", due_on=DUE))
    return town.piece(made, "p1")


def asks(ward, piece: int, day: str = "27/3/2030", note: str = "Chờ số liệu"):
    return ward.post(f"/viec/{piece}/gia-han", {"due_on": day, "note": note}, seen=f"/viec/{piece}")


def test_a_unit_asks_the_office_agrees_and_both_are_told(as_unit, town, piece):
    ward, office = as_unit("p1"), as_unit("quan")
    assert "Xin gia hạn" in ward.see(f"/viec/{piece}")
    assert "/gia-han" not in office.see("/giao"), "a door with nothing behind it is not drawn"
    answer = asks(ward, piece)
    assert answer.status_code == 303
    after = ward.see(answer.headers["location"])
    assert "Đã lưu lúc" in after
    assert "Đang xin gia hạn" in after
    assert "Gửi xin gia hạn" not in after
    assert of(town, "quan").messages[0].subject == "Phường Một xin gia hạn: II.1 Rà soát"
    queue = office.see("/gia-han")
    assert "Xin gia hạn 1" in queue
    assert "Không đụng hạn nào của cấp trên" in queue
    granted = office.post("/gia-han/1", {"quyet_dinh": "dong-y"}, seen="/gia-han")
    assert granted.status_code == 303
    assert "Đã đồng ý gia hạn" in office.see(granted.headers["location"])
    with town.db.read() as tx:
        assert find(tx, piece).due_on == date(2030, 3, 27)
    page = ward.see(f"/viec/{piece}")
    assert "27/03/2030" in page
    assert "<s>20/03/2030</s>" in page
    assert of(town, "p1").messages[0].subject == "Hạn mới 27/03/2030: II.1 Rà soát"


def test_what_was_typed_stays_when_a_day_is_not_possible(as_unit, piece):
    answer = asks(as_unit("p1"), piece, day="19/3/2030", note="Chờ số liệu của khu phố")
    assert answer.status_code == 422
    assert "không sau hạn hiện nay 20/03/2030" in answer.text
    assert 'value="19/3/2030"' in answer.text
    assert "Chờ số liệu của khu phố" in answer.text
    assert "Ngày 31/11/2029 không có" in asks(as_unit("p1"), piece, day="31/11/2029").text


def test_no_is_said_with_a_reason_and_what_was_typed_stays(as_unit, town, piece):
    asks(as_unit("p1"), piece)
    office = as_unit("quan")
    bare = office.post("/gia-han/1", {"quyet_dinh": "khong", "note": ""}, seen="/gia-han")
    assert bare.status_code == 422
    assert "Chưa nêu lý do không đồng ý" in bare.text
    said = office.post("/gia-han/1", {"quyet_dinh": "khong", "note": "Quận tổng hợp ngày 21"}, seen="/gia-han")
    assert said.status_code == 303
    message = of(town, "p1").messages[0]
    assert message.subject == "Không đồng ý gia hạn: II.1 Rà soát"
    assert "Quận tổng hợp ngày 21" in message.body


def test_a_click_twice_grants_once_and_a_neighbour_finds_nothing(as_unit, town, piece):
    asks(as_unit("p1"), piece)
    assert as_unit("p2").post("/gia-han/1", {"quyet_dinh": "dong-y"}).status_code == 404
    office = as_unit("quan")
    first, again = (
        office.post("/gia-han/1", {"quyet_dinh": "dong-y"}, seen="/thong-bao", key="cùng") for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (303, 303)
    later = office.post("/gia-han/1", {"quyet_dinh": "dong-y"})
    assert later.status_code == 422
    assert "từ trước" in later.text


def test_a_request_is_taken_back_and_lapses_when_the_work_is_sent(as_unit, town, piece):
    ward = as_unit("p1")
    asks(ward, piece)
    assert ward.post(f"/viec/{piece}/rut-gia-han", seen=f"/viec/{piece}").status_code == 303
    assert "Đang xin gia hạn" not in ward.see(f"/viec/{piece}")
    asks(ward, piece)
    town.do(submit, "p1", piece)
    assert "Không có đề nghị gia hạn nào đang chờ" in as_unit("quan").see("/gia-han")
    assert "Đang xin gia hạn" not in ward.see(f"/viec/{piece}")
