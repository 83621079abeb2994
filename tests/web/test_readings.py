"""A file too slow to wait for: sent, watched, left and found again, and never in the way of an office in a hurry."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from cascade.drafting import readings
from kit import clock
from kit.vocabulary import ReadingState
from models import Draft, Reading
from tests.country import Country
from tests.drafting.conftest import paper
from tests.reading.files import docx, paragraph
from tests.reading.pdfs import lines, pdf

PLAN = pdf([lines("KẾ HOẠCH\nBảo đảm an toàn trường học")])


def send(office: Any, data: bytes = PLAN, name: str = "ke_hoach_412.pdf", **more: Any) -> Any:
    return office.post("/giao/moi", {"cach": "tep"}, seen="/giao/moi", files={"tep": (name, data)}, **more)


@pytest.fixture
def sent(as_unit: Any) -> tuple[Any, str]:
    """An office that has just sent a PDF, and the address it was led to."""
    office = as_unit("quan")
    answer = send(office)
    assert answer.status_code == 303
    return office, answer.headers["location"]


def reading(town: Country) -> Any:
    with town.db.read() as tx:
        return tx.execute(select(Reading.id, Reading.state, Reading.file_name)).one()


def take(town: Country) -> readings.Work:
    work = town.db.write(partial(readings.take, reading_id=reading(town).id))
    assert work is not None
    return work


def test_a_pdf_is_kept_and_waits_for_its_turn_with_a_page_that_looks_again_by_itself(town: Country, sent: Any) -> None:
    office, address = sent
    assert address == f"/giao/doc/{reading(town).id}"
    page = office.see(address)
    assert "ke_hoach_412.pdf" in page
    assert "Đang chờ đến lượt đọc" in page
    assert '<noscript><meta http-equiv="refresh"' in page, "without JavaScript the page comes again"
    assert "data-refresh" in page, "with it only what is new"
    assert "Bộ máy đọc chưa nhận tệp này" not in page, "a healthy house needs a moment too"


def test_the_page_tells_how_far_the_reading_is_and_then_opens_the_draft(town: Country, sent: Any) -> None:
    office, address = sent
    work = take(town)
    assert "Đang mở tệp" in office.see(address)
    town.db.write(partial(readings.turned, work=work, page=3, pages=20))
    page = office.see(address)
    assert "đã xong 3/20 trang" in page
    assert '<progress value="3" max="20">' in page
    assert "đã xong 3/20 trang" in office.see("/giao"), "left, and found again"
    draft_id = town.db.write(partial(readings.leave_draft, work=work, reading=paper()))
    answer = office.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/giao/moi/{draft_id}/2")
    assert address not in office.see("/giao"), "from now on it is a draft"


def test_the_same_file_again_leads_to_the_same_reading(town: Country, sent: Any) -> None:
    office, address = sent
    assert send(office).headers["location"] == address
    assert send(office, key="mot-lan").headers["location"] == send(office, key="mot-lan").headers["location"] == address


def test_a_file_that_waits_long_says_so_and_the_office_begins_by_hand(town: Country, sent: Any) -> None:
    office, address = sent
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        page = office.see(address)
    assert "Bộ máy đọc chưa nhận tệp này" in page
    answer = office.post("/giao/moi", {"cach": "tay", "ten": "ke hoach 412"}, seen=address)
    assert answer.headers["location"].startswith("/giao/moi/")
    assert reading(town).state is ReadingState.WAITING, "it is read all the same when somebody comes"
    with town.db.read() as tx:
        assert len(tx.execute(select(Draft.id)).all()) == 1


def test_a_reading_without_news_says_so(town: Country, sent: Any) -> None:
    office, address = sent
    town.db.write(partial(readings.turned, work=take(town), page=3, pages=20))
    with time_machine.travel(clock.now() + timedelta(minutes=3), tick=False):
        assert "chưa có tin mới từ bộ máy đọc" in office.see(address)


def test_what_cannot_be_read_is_told_and_may_be_tried_again_or_put_away(town: Country, sent: Any) -> None:
    office, address = sent
    town.db.write(partial(readings.refuse, work=take(town), message="Tệp PDF đặt mật khẩu. Bỏ mật khẩu rồi tải lại."))
    for place in (address, "/giao"):
        assert "Tệp PDF đặt mật khẩu. Bỏ mật khẩu rồi tải lại." in office.see(place)
    assert "http-equiv" not in office.see(address), "there is nothing more to wait for"
    assert office.post(address + "/doc-lai", seen=address).headers["location"] == address
    assert "Đang chờ đến lượt đọc" in office.see(address)
    assert office.post(address + "/thoi", seen=address).headers["location"] == "/giao?da=thoi-doc"
    assert "Đã thôi đọc tệp." in office.see("/giao?da=thoi-doc")
    assert office.get(address).headers["location"] == "/giao", "an old address is no dead end"


def test_one_of_many_knows_how_many_come_before_it(town: Country, as_unit: Any, sent: Any) -> None:
    other = as_unit("gd")
    address = send(other).headers["location"]
    assert "Trước đó còn 1 tệp." in other.see(address)


@pytest.mark.parametrize("name", ["cu.rtf", "cu.doc"])
def test_an_old_word_file_waits_for_its_turn_too(town: Country, as_unit: Any, name: str) -> None:
    answer = send(as_unit("quan"), b"{\\rtf1 KE HOACH}", name)
    assert answer.headers["location"] == f"/giao/doc/{reading(town).id}"


def test_a_word_file_is_read_at_once(town: Country, as_unit: Any) -> None:
    body = "".join(paragraph(line) for line in ("KẾ HOẠCH", "Bảo đảm an toàn trường học", "1. Rà soát sân trường."))
    answer = send(as_unit("quan"), docx(body), "ke-hoach.docx")
    assert answer.headers["location"].startswith("/giao/moi/")
    with town.db.read() as tx:
        assert tx.execute(select(Reading.id)).all() == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("bang.csv", b"a,b\n1,2\n", "Chưa đọc được loại tệp này"),
        ("gia.pdf", b"khong phai pdf", "gia.pdf"),
        ("ke-hoach.exe", b"MZ\x90", "thuộc loại không nhận"),
    ],
)
def test_what_no_reader_takes_is_refused_before_it_waits(
    town: Country, as_unit: Any, name: str, data: bytes, sentence: str
) -> None:
    answer = send(as_unit("quan"), data, name)
    assert answer.status_code in (415, 422)
    assert sentence in answer.text
    with town.db.read() as tx:
        assert tx.execute(select(Reading.id)).all() == []


def test_a_piece_of_work_above_goes_along_to_the_draft(town: Country, as_unit: Any) -> None:
    from cascade.orders import TaskOrder

    made = town.issue(TaskOrder(title="An toàn trường học", holders=town.ids("gd")))
    piece = town.piece(made, "gd")
    office = as_unit("gd")
    answer = office.post(
        "/giao/moi", {"cach": "tep", "viec": str(piece)}, seen="/giao/moi", files={"tep": ("kh.pdf", PLAN)}
    )
    assert f'name="viec" value="{piece}"' in office.see(answer.headers["location"]), "by hand, for the same work"
    town.db.write(partial(readings.leave_draft, work=take(town), reading=paper(document={})))
    with town.db.read() as tx:
        assert tx.execute(select(Draft.parent_unit_task_id)).scalar_one() == piece
