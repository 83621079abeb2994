"""A school head with a phone: sees what is owed, finishes it in three taps, or says honestly why not."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.store.unit_tasks import find, history
from kit import clock
from kit.vocabulary import Acceptance, DeclineReason, EventTag, Progress, ReturnReason
from models import Evidence, Journal
from tests.country import Country

TODAY = date(2024, 11, 18)  # a Monday
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (640).to_bytes(4, "big")
    + (480).to_bytes(4, "big")
    + b"\x08\x02\x00\x00\x00"
    + b"\x00" * 40
)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(clock.local(2024, 11, 18, 8, 15), tick=False) as moment:
        yield moment


def give(
    town: Country,
    title: str = "Bảo hiểm y tế học sinh",
    *,
    by: str = "gd",
    to: tuple[str, ...] = ("hoasen", "binhminh"),
    **more,
) -> int:
    """One task to the schools; answers the first one's piece."""
    more.setdefault("due_on", date(2024, 11, 25))
    made = town.issue(TaskOrder(title=title, ref=more.pop("ref", "II.4"), holders=town.ids(*to), **more), by=by)
    return town.piece(made, to[0])


def view_of(town: Country, piece: int):
    with town.db.read() as tx:
        return find(tx, piece)


def test_the_list_groups_by_time_nearest_first(as_unit, town):
    with time_machine.travel(clock.local(2024, 8, 12), tick=False):
        give(town, "Không hạn", due_on=None)
        give(town, "Còn xa", due_on=date(2024, 12, 20))
        give(town, "Đã quá", due_on=date(2024, 11, 15))
        give(town, "Hai mươi", due_on=date(2024, 11, 20))
        give(town, "Gần hơn", due_on=date(2024, 11, 19))
    page = as_unit("hoasen").see("/viec")
    places = [page.index(title) for title in ("Đã quá", "Gần hơn", "Hai mươi", "Còn xa", "Không hạn")]
    assert places == sorted(places)
    assert "quá 3 ngày" in page or "Quá hạn 3 ngày" in page
    assert "lâu nhất 98 ngày" in page
    assert page.count("Vì sao đỏ?") == 1, "red is unfinished and overdue, and nothing else"


def test_tabs_add_up_and_each_opens_its_list(as_unit, town):
    one, two, _ = give(town, "Một"), give(town, "Hai"), give(town, "Ba")
    town.do(unit_tasks.submit, "hoasen", one)
    town.do(unit_tasks.submit, "hoasen", two)
    town.do(unit_tasks.accept, "gd", two)
    someone = as_unit("hoasen")
    page = someone.see("/viec")
    counts = {label: int(n) for label, n in re.findall(r">([^<>]+) <b>(\d+)</b></a>", page)}
    assert counts == {"Cần làm": 1, "Chờ duyệt": 1, "Đã xong": 1}
    assert "Một" in someone.see("/viec?xem=cho-duyet")
    done = someone.see("/viec?xem=da-xong")
    assert "Hai" in done
    assert "Ba" not in done


def test_receiving_all_new_work_is_one_post(as_unit, town):
    pieces = [give(town, "Một"), give(town, "Hai")]
    someone = as_unit("hoasen")
    page = someone.see("/viec")
    assert "Đã nhận cả 2 việc" in page
    answer = someone.post("/viec/nhan", {"id": [str(piece) for piece in pieces]})
    assert answer.status_code == 303
    assert [view_of(town, piece).progress for piece in pieces] == [Progress.RECEIVED] * 2
    assert "Đã nhận cả" not in someone.see("/viec")


def test_a_neighbours_piece_cannot_be_received_with_ours(as_unit, town):
    made = town.issue(TaskOrder(title="Chung", holders=town.ids("hoasen", "binhminh")), by="gd")
    theirs = town.piece(made, "binhminh")
    as_unit("hoasen").post("/viec/nhan", {"id": [str(theirs)]})
    assert view_of(town, theirs).progress is Progress.ASSIGNED


def test_done_in_three_taps_with_a_photo_and_a_receipt(as_unit, town, files):
    piece = give(town, needs_evidence=True)
    someone = as_unit("hoasen")
    listed = someone.see("/viec")
    assert f'href="/viec/{piece}#bao-xong"' in listed  # tap one: the link; tap two: the file; tap three: the button
    sent = someone.post(
        f"/viec/{piece}/bao-xong",
        {"note": "412/430 em", "_version": "0"},
        files=[("files", ("Ảnh VssID.png", PNG, "image/png"))],
    )
    assert sent.status_code == 303
    receipt = someone.see(sent.headers["location"])
    code = re.search(r"TS-24-\d{6}", receipt).group()
    assert f"Mã biên nhận <b>{code}</b>" in receipt
    assert "gửi đúng hạn" in receipt
    assert "thời gian chờ duyệt không tính vào hạn của đơn vị" in receipt
    assert "Rút lại để sửa" in receipt
    assert "Ảnh VssID.png" in receipt
    assert view_of(town, piece).progress is Progress.SUBMITTED


def test_a_receipt_of_another_piece_is_not_shown(as_unit, town):
    first, second = give(town, "Một"), give(town, "Hai")
    receipt = town.do(unit_tasks.submit, "hoasen", second)
    assert "Mã biên nhận" not in as_unit("hoasen").see(f"/viec/{first}?bn={receipt.journal_id}")


def test_sending_late_says_so_and_freezes_it(as_unit, town):
    with time_machine.travel(clock.local(2024, 8, 12), tick=False):
        piece = give(town, due_on=date(2024, 11, 15))
    someone = as_unit("hoasen")
    receipt = someone.see(someone.post(f"/viec/{piece}/bao-xong", {"_version": "0"}).headers["location"])
    assert "gửi quá hạn 3 ngày" in receipt


def test_evidence_asked_for_is_not_forgotten_and_words_stay(as_unit, town):
    piece = give(town, needs_evidence=True)
    answer = as_unit("hoasen").post(f"/viec/{piece}/bao-xong", {"note": "Đã vận động 26 phụ huynh", "_version": "0"})
    assert answer.status_code == 422
    assert "Chưa chọn tệp minh chứng." in answer.text
    assert "Đã vận động 26 phụ huynh" in answer.text
    assert view_of(town, piece).progress is Progress.ASSIGNED


def test_the_same_sending_twice_is_one_row_and_one_receipt(as_unit, town):
    piece = give(town)
    someone = as_unit("hoasen")
    answers = [
        someone.post(f"/viec/{piece}/bao-xong", {"note": "xong", "_version": "0"}, key="mot-lan-gui") for _ in range(3)
    ]
    assert len({answer.headers["location"] for answer in answers}) == 1
    with town.db.read() as tx:
        sent = select(func.count()).where(Journal.unit_task_id == piece, Journal.event == EventTag.SUBMITTED)
        assert tx.execute(sent).scalar_one() == 1


def test_the_same_key_with_other_words_is_refused(as_unit, town):
    piece = give(town)
    someone = as_unit("hoasen")
    someone.post(f"/viec/{piece}/tien-do", {"note": "một"}, key="k-1")
    answer = someone.post(f"/viec/{piece}/tien-do", {"note": "hai"}, key="k-1")
    assert answer.status_code == 422
    assert "hai" in answer.text
    with town.db.read() as tx:
        assert [row.note for row in history(tx, piece)] == ["một"]


def test_the_second_of_two_editors_gets_both_versions_and_keeps_every_word(as_unit, town):
    piece = give(town)
    slow = as_unit("hoasen")
    page = slow.see(f"/viec/{piece}")
    version = re.search(r'name="_version" value="(\d+)"', page).group(1)
    town.do(unit_tasks.start, "hoasen", piece, note="Người khác đã ghi trước")
    answer = slow.post(f"/viec/{piece}/bao-xong", {"note": "Câu đang gõ dở, còn nguyên", "_version": version})
    assert answer.status_code == 409
    assert "Việc này vừa được Cán bộ hoasen cập nhật lúc 08:15." in answer.text
    assert "Người khác đã ghi trước" in answer.text
    assert "Câu đang gõ dở, còn nguyên" in answer.text
    assert view_of(town, piece).progress is Progress.IN_PROGRESS


def test_withdrawing_to_correct_then_sending_again(as_unit, town):
    piece = give(town)
    someone = as_unit("hoasen")
    someone.post(f"/viec/{piece}/bao-xong", {"note": "nhầm", "_version": "0"})
    assert someone.post(f"/viec/{piece}/rut-lai", {}).status_code == 303
    assert someone.post(f"/viec/{piece}/bao-xong", {"note": "đúng"}).status_code == 303
    town.do(unit_tasks.accept, "gd", piece)
    late = someone.post(f"/viec/{piece}/rut-lai", {})
    assert late.status_code == 422
    assert "“Hoàn thành”" in late.text


def test_progress_and_an_obstacle_are_told(as_unit, town):
    piece = give(town)
    someone = as_unit("hoasen")
    assert someone.post(f"/viec/{piece}/tien-do", {}).status_code == 422
    assert someone.post(f"/viec/{piece}/tien-do", {"note": "Chờ công văn", "obstacle": "guidance"}).status_code == 303
    page = someone.see(f"/viec/{piece}")
    assert "Vướng mắc: chờ hướng dẫn" in page
    assert "Chờ công văn" in page
    assert someone.post(f"/viec/{piece}/tien-do", {"note": "x", "obstacle": "bịa"}).status_code == 422


def test_declining_needs_a_reason_and_the_clock_runs_on(as_unit, town):
    piece = give(town)
    someone = as_unit("hoasen")
    without = someone.post(f"/viec/{piece}/tu-choi", {"note": "Trường không có bếp ăn"})
    assert without.status_code == 422
    assert "Chưa chọn lý do từ chối." in without.text
    assert "Trường không có bếp ăn" in without.text
    sent = someone.post(
        f"/viec/{piece}/tu-choi", {"reason": DeclineReason.NOT_OURS.value, "note": "Trường không có bếp ăn"}
    )
    page = someone.see(sent.headers["location"])
    assert "Đang chờ Phòng Giáo dục và Đào tạo quyết định; hạn vẫn chạy." in page
    assert "Từ chối nhận" in someone.see("/viec?xem=cho-quyet")


def test_returned_work_shows_why_in_the_list_and_on_its_page(as_unit, town):
    piece = give(town)
    town.do(unit_tasks.submit, "hoasen", piece)
    town.do(unit_tasks.return_, "gd", piece, reason=ReturnReason.MISSING_EVIDENCE, note="chưa có bản kế hoạch ký")
    someone = as_unit("hoasen")
    listed = someone.see("/viec")
    assert "Thiếu minh chứng: chưa có bản kế hoạch ký" in listed
    assert "Gửi lại" in listed
    assert "chưa có bản kế hoạch ký" in someone.see(f"/viec/{piece}")


def test_a_coordinating_unit_records_its_part_and_closes_nothing(as_unit, town):
    made = town.issue(TaskOrder(title="Tiêm chủng", holders=town.ids("gd"), coordinating=town.ids("xh")), by="quan")
    with town.db.read() as tx:
        share = _coordinating_share(tx, town, made.cascade_id)
    helper = as_unit("xh")
    page = helper.see(f"/viec/{share}")
    assert "Đơn vị phối hợp; Phòng Giáo dục và Đào tạo chủ trì. Phần này không đóng việc." in page
    assert "Từ chối nhận</summary>" not in page
    assert helper.post(f"/viec/{share}/bao-xong", {"note": "Đã cử hai cán bộ"}).status_code == 303
    assert view_of(town, town.piece(made, "gd")).progress is Progress.ASSIGNED
    assert "Tiêm chủng" in helper.see("/viec?xem=phoi-hop")


def _coordinating_share(tx, town, cascade_id: int) -> int:
    from cascade.store.unit_tasks import of_unit

    return next(view.id for view in of_unit(tx, town.units["xh"]) if view.cascade_id == cascade_id)


def test_an_automatic_task_is_done_when_it_is_sent(as_unit, town):
    piece = give(town, acceptance=Acceptance.AUTOMATIC)
    someone = as_unit("hoasen")
    page = someone.see(someone.post(f"/viec/{piece}/bao-xong", {}).headers["location"])
    assert "Trạng thái: Hoàn thành." in page


def test_whoever_stands_above_reads_but_is_offered_no_form(as_unit, town):
    top = town.issue(TaskOrder(title="Chăm sóc trẻ em", holders=town.ids("gd")), by="quan")
    made = town.issue(
        TaskOrder(title="Ở trường", holders=town.ids("hoasen"), carries_out_id=town.piece(top, "gd")),
        by="gd",
        document=town.new_document("9/KH"),
    )
    piece = town.piece(made, "hoasen")
    leader = as_unit("quan")
    page = leader.see(f"/viec/{piece}")
    assert "/bao-xong" not in page
    assert "/duyet" not in page.split("<main")[1]
    refused = leader.post(f"/viec/{piece}/duyet", {})
    assert refused.status_code == 403


def test_a_piece_not_opened_yet_can_be_marked(as_unit, town):
    made = town.issue(TaskOrder(title="Mới giao", holders=town.ids("hoasen")), by="gd", opened=False)
    piece = town.piece(made, "hoasen")
    someone = as_unit("hoasen")
    assert "Mới giao" in someone.see("/viec")
    assert someone.post(f"/viec/{piece}/bao-xong", {"_version": "0"}).status_code == 303
    assert view_of(town, piece).progress is Progress.SUBMITTED


def test_a_name_full_of_marks_shows_literally(as_unit, town):
    piece = give(town, 'A<b>&"{{7*7}}')
    page = as_unit("hoasen").see(f"/viec/{piece}")
    assert "A&lt;b&gt;&amp;&#34;{{7*7}}" in page
    assert "A49" not in page


def test_files_of_a_refused_move_are_named_by_no_row(as_unit, town):
    piece = give(town)
    town.do(unit_tasks.submit, "hoasen", piece)
    answer = as_unit("hoasen").post(f"/viec/{piece}/bao-xong", {}, files=[("files", ("a.png", PNG, "image/png"))])
    assert answer.status_code == 422
    with town.db.read() as tx:
        assert tx.execute(select(func.count()).select_from(Evidence)).scalar_one() == 0


def test_the_next_piece_is_one_tap_from_the_receipt(as_unit, town):
    first = give(town, "Một", due_on=TODAY + timedelta(days=1))
    second = give(town, "Hai", due_on=TODAY + timedelta(days=2))
    someone = as_unit("hoasen")
    page = someone.see(someone.post(f"/viec/{first}/bao-xong", {}).headers["location"])
    assert re.search(rf'href="/viec/{second}">\s*Việc tiếp theo', page)
