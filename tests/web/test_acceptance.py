"""The office decides, oldest first, with the effect in sight, and never on its own sending."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine

from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.store.unit_tasks import find
from kit import clock
from kit.vocabulary import Progress
from tests.country import Country
from tests.web.test_unit_pages import PNG

SCHOOLS = ("hoasen", "binhminh", "kimdong")


def submitted(town: Country, **more) -> dict[str, int]:
    """Three schools have sent, a day apart; Hoa Sen first."""
    made = town.issue(
        TaskOrder(title="Bảo hiểm y tế", ref="II.4", holders=town.ids(*SCHOOLS), due_on=date(2024, 11, 25), **more),
        by="gd",
    )
    pieces = {school: town.piece(made, school) for school in SCHOOLS}
    with time_machine.travel(clock.local(2024, 11, 12), tick=False) as moment:
        for school in SCHOOLS:
            town.do(unit_tasks.submit, school, pieces[school], note=f"{school} đã xong")
            moment.shift(timedelta(days=1))
    return pieces


def progress(town: Country, piece: int) -> Progress:
    with town.db.read() as tx:
        return find(tx, piece).progress


def version(town: Country, piece: int) -> str:
    with town.db.read() as tx:
        return str(find(tx, piece).version)


@time_machine.travel(clock.local(2024, 11, 18), tick=False)
def test_the_longest_waiting_stands_first_and_the_desk_is_measured(as_unit, town):
    submitted(town)
    page = as_unit("gd").see("/duyet")
    assert "Chờ duyệt 3 · lâu nhất 6 ngày" in page
    places = [page.index(f"“{school} đã xong”") for school in SCHOOLS]
    assert places == sorted(places)


def test_one_tap_accepts_and_returns_to_the_queue(as_unit, town):
    pieces = submitted(town)
    seen = version(town, pieces["hoasen"])
    answer = as_unit("gd").post(f"/viec/{pieces['hoasen']}/duyet", {"_version": seen, "_ve": "duyet"})
    assert answer.headers["location"] == "/duyet?da=duyet"
    assert progress(town, pieces["hoasen"]) is Progress.DONE
    page = as_unit("gd").see("/duyet?da=duyet")
    assert "Đã duyệt hoàn thành." in page
    assert "“hoasen đã xong”" not in page


def test_accepting_what_was_withdrawn_meanwhile_is_refused(as_unit, town):
    pieces = submitted(town)
    seen = version(town, pieces["hoasen"])
    town.do(unit_tasks.withdraw, "hoasen", pieces["hoasen"])
    answer = as_unit("gd").post(f"/viec/{pieces['hoasen']}/duyet", {"_version": seen, "_ve": "duyet"})
    assert answer.status_code == 409
    assert progress(town, pieces["hoasen"]) is Progress.IN_PROGRESS


def test_returning_needs_a_code_and_a_sentence(as_unit, town):
    piece = submitted(town)["hoasen"]
    office = as_unit("gd")
    assert "Chưa nêu lý do trả lại." in office.post(f"/viec/{piece}/tra-lai", {"note": "Thiếu ảnh"}).text
    bare = office.post(f"/viec/{piece}/tra-lai", {"reason": "missing_evidence"})
    assert bare.status_code == 422
    assert "Chưa viết cần bổ sung gì." in bare.text
    assert "checked" in bare.text, "the chosen code stays chosen"
    no_day = office.post(
        f"/viec/{piece}/tra-lai", {"reason": "missing_evidence", "note": "Thiếu ảnh", "due_on": "31/11/2024"}
    )
    assert "Ngày 31/11/2024 không có." in no_day.text
    assert office.post(f"/viec/{piece}/tra-lai", {"reason": "missing_evidence", "note": "Thiếu ảnh"}).status_code == 303
    assert progress(town, piece) is Progress.RETURNED


def test_bulk_acceptance_shows_its_effect_first(as_unit, town):
    pieces = submitted(town)
    office = as_unit("gd")
    asked = office.post("/duyet", {"id": [str(pieces["hoasen"]), str(pieces["binhminh"])]})
    assert asked.status_code == 200
    assert "Duyệt hoàn thành 2 phần việc của 2 đơn vị?" in asked.text
    assert progress(town, pieces["hoasen"]) is Progress.SUBMITTED, "looking accepts nothing"
    town.do(unit_tasks.withdraw, "binhminh", pieces["binhminh"])
    done = office.post("/duyet/nhieu", {"id": [str(pieces["hoasen"]), str(pieces["binhminh"])]})
    assert done.status_code == 303
    assert progress(town, pieces["hoasen"]) is Progress.DONE
    assert progress(town, pieces["binhminh"]) is Progress.IN_PROGRESS, "withdrawn meanwhile: left out, not failed"


def test_choosing_nothing_is_said(as_unit, town):
    submitted(town)
    assert "Chưa chọn mục nào duyệt được." in as_unit("gd").post("/duyet", {}).text


def test_bulk_acceptance_touches_no_other_offices_work(as_unit, town):
    pieces = submitted(town)
    as_unit("quan").post("/duyet/nhieu", {"id": [str(piece) for piece in pieces.values()]})
    as_unit("hoasen").post("/duyet/nhieu", {"id": [str(piece) for piece in pieces.values()]})
    assert {progress(town, piece) for piece in pieces.values()} == {Progress.SUBMITTED}


def test_nobody_accepts_their_own_sending(as_unit, town):
    pieces = submitted(town)
    school = as_unit("hoasen")
    assert "/duyet" not in school.see(f"/viec/{pieces['hoasen']}").split("<main")[1]
    assert school.post(f"/viec/{pieces['hoasen']}/duyet", {}).status_code == 403
    assert progress(town, pieces["hoasen"]) is Progress.SUBMITTED


def test_a_reused_photo_is_flagged_and_left_out_of_the_bulk(as_unit, town):
    made = town.issue(TaskOrder(title="Ảnh", holders=town.ids("hoasen", "binhminh"), needs_evidence=True), by="gd")
    pieces = {school: town.piece(made, school) for school in ("hoasen", "binhminh")}
    for school, piece in pieces.items():
        sent = as_unit(school).post(f"/viec/{piece}/bao-xong", {}, files=[("files", ("anh.png", PNG, "image/png"))])
        assert sent.status_code == 303
    office = as_unit("gd")
    page = office.see("/duyet")
    assert "Tệp trùng với Trường Tiểu học Hoa Sen" in page
    asked = office.post("/duyet", {"id": [str(piece) for piece in pieces.values()]})
    assert asked.status_code == 422, "both carry the same file: neither is accepted unseen"


def test_an_office_without_anything_waiting_is_told_so(as_unit, town):
    assert "Không có mục nào đang chờ." in as_unit("gd").see("/duyet")


def test_declined_work_is_insisted_on_with_guidance(as_unit, town):
    made = town.issue(TaskOrder(title="Việc khó", holders=town.ids("hoasen")), by="gd")
    piece = town.piece(made, "hoasen")
    town.do(unit_tasks.decline, "hoasen", piece, reason="not_ours", note="không có")
    office = as_unit("gd")
    assert office.post(f"/viec/{piece}/van-giao", {}).status_code == 422
    assert office.post(f"/viec/{piece}/van-giao", {"note": "Làm cùng trạm y tế"}).status_code == 303
    assert progress(town, piece) is Progress.RECEIVED
    assert "Làm cùng trạm y tế" in as_unit("hoasen").see(f"/viec/{piece}")


def test_exempting_and_pausing_are_offered_to_the_giver_alone(as_unit, town):
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("hoasen"), due_on=date(2030, 1, 1)), by="gd")
    piece = town.piece(made, "hoasen")
    assert as_unit("hoasen").post(f"/viec/{piece}/mien", {"note": "tự miễn"}).status_code == 403
    office = as_unit("gd")
    assert office.post(f"/viec/{piece}/tam-dung", {"note": "Chờ hướng dẫn"}).status_code == 303
    assert progress(town, piece) is Progress.PAUSED
    assert office.post(f"/viec/{piece}/tiep-tuc", {}).status_code == 303
    assert office.post(f"/viec/{piece}/mien", {"note": "Trường không tổ chức bán trú"}).status_code == 303
    assert progress(town, piece) is Progress.EXEMPT
