"""Vì sao đỏ? The sentence names the cause with the boards' own figures, what follows above, the remedy, and whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from cascade.counting.boards import board
from cascade.marking import unit_tasks
from cascade.marking.deadlines import move_deadline
from cascade.why.sentence import why, why_cascade
from cascade.why.words import CauseKind, Tone
from kit import clock
from models import Unit

if TYPE_CHECKING:
    from cascade.why.sentence import Why
    from tests.graph.conftest import Story

SCHOOLS = ("TH-HOASEN", "TH-BINHMINH", "NL-HUONGDUONG")


def of_piece(story: Story, piece: int, viewer: str | None = None) -> Why:
    with story.db.read() as tx:
        return why(tx, piece, viewer=story.units[viewer] if viewer else None)


def of_cascade(story: Story, cascade_id: int, **more: object) -> Why:
    with story.db.read() as tx:
        return why_cascade(tx, cascade_id, **more)  # type: ignore[arg-type]


def finish_plan(story: Story) -> None:
    """The three schools wrote their plans in time; what follows is about the second task alone."""
    with clock.at(clock.local(2024, 10, 10)):
        for school in SCHOOLS:
            story.finish(story.plan, 0, school, "P-GDDT")


def test_silence_is_said_to_be_unknown(story: Story) -> None:
    finish_plan(story)
    found = of_cascade(story, story.plan)
    assert found.sentence == (
        "Đỏ vì 3/3 đơn vị quá hạn 2 Rà soát thẻ BHYT (15/11), chưa rõ nguyên nhân: các đơn vị chưa có tin từ 20/08; "
        "Phòng Giáo dục và Đào tạo chưa tổng hợp được để báo cáo II.4 Bảo hiểm y tế học sinh (hạn 25/11). "
        "Nếu 3 đơn vị gửi hôm nay: sớm nhất xong 18/11, vẫn kịp 25/11."
    )
    assert (found.tone, found.person, found.phone) == (Tone.RED, "Lê Ngọc Mai", "0900 000 009")


def test_several_causes_are_told_by_their_numbers(story: Story) -> None:
    finish_plan(story)
    hoa_sen, binh_minh, _ = (story.piece(story.plan, 1, code) for code in SCHOOLS)
    with clock.at(clock.local(2024, 11, 10)):
        story.do(unit_tasks.start, "TH-HOASEN", hoa_sen, note="cài VssID", obstacle="guidance")
        story.do(unit_tasks.submit, "TH-BINHMINH", binh_minh)
        story.do(unit_tasks.return_, "P-GDDT", binh_minh, reason="missing_evidence", note="Bổ sung danh sách")

    found = of_cascade(story, story.plan)

    assert "3/3 đơn vị quá hạn 2 Rà soát thẻ BHYT (15/11): " in found.sentence
    assert "1 chưa có tin" in found.sentence
    assert "1 chờ hướng dẫn (“cài VssID”)" in found.sentence
    assert "1 bị trả lại" in found.sentence
    assert sum(cause.pieces for cause in found.causes) == 3


def test_the_figures_are_the_boards(story: Story) -> None:
    """Over the lineage the plan's first task is the worst; all that is late is counted, as the board counts it."""
    with story.db.read() as tx:
        total = board(tx, story.district, lineage=True).total
    found = of_cascade(story, story.district)
    assert (found.overdue, found.total) == (total.overdue, total.total) == (6, 13)
    assert "(tất cả 6/13 phần việc quá hạn)" in found.sentence
    assert [step.label for step in found.path] == [
        "KH 281/KH-UBND", "II.4 Bảo hiểm y tế học sinh", "Phòng Giáo dục và Đào tạo", "KH KH của Phòng",
        "1 Xây dựng kế hoạch", "3 đơn vị quá hạn",
    ]  # fmt: skip


def test_what_is_late_under_a_piece_explains_it_before_it_is_late_itself(story: Story) -> None:
    finish_plan(story)
    found = of_piece(story, story.piece(story.district, 1, "P-GDDT"))
    assert found.tone is Tone.YELLOW, "II.4 itself is due on the 25th"
    assert found.sentence.startswith("Vàng vì 3/3 đơn vị quá hạn 2 Rà soát thẻ BHYT (15/11)")
    assert "Phòng Giáo dục và Đào tạo chưa báo xong được II.4 (hạn 25/11)" in found.sentence

    with clock.at(clock.local(2024, 11, 28)):
        late = of_piece(story, story.piece(story.district, 1, "P-GDDT"))
    assert late.tone is Tone.RED
    assert late.sentence.endswith(
        "Nếu 3 đơn vị gửi hôm nay: sớm nhất xong 28/11, chậm 3 ngày so với hạn cấp trên 25/11."
    )


def test_the_cause_is_placed_where_most_of_it_sits(story: Story) -> None:
    with clock.at(clock.local(2024, 11, 22)):
        found = of_cascade(story, story.district, lineage=False)
    assert "4/4 đơn vị quá hạn II.1 Tuyên truyền (20/11), trong đó 3 thuộc Phòng Giáo dục và Đào tạo" in found.sentence
    assert found.unit_id == story.units["P-GDDT"]


def test_work_on_the_superior_s_desk_is_the_superior_s_time(story: Story) -> None:
    with clock.at(clock.local(2024, 11, 12)):
        for school in SCHOOLS:
            for position in (0, 1):
                piece = story.piece(story.plan, position, school)
                if position == 0:
                    story.db.write(
                        lambda tx, piece=piece: move_deadline(
                            tx,
                            actor=story.actor("P-GDDT"),
                            unit_task_id=piece,
                            due_on=clock.local_day(clock.local(2024, 11, 15)),
                            note="gia hạn",
                        )
                    )
                story.do(unit_tasks.submit, school, piece)
    found = of_cascade(story, story.plan)
    assert found.sentence == (
        "Vàng vì 6 phần đã gửi đúng hạn đang chờ Phòng Giáo dục và Đào tạo duyệt, lâu nhất 6 ngày. "
        "Nếu duyệt hôm nay: 6/6 phần việc xong."
    )
    one = of_piece(story, story.piece(story.plan, 1, "TH-HOASEN"))
    assert one.sentence.startswith("Vàng vì đã gửi đúng hạn, đang chờ Phòng Giáo dục và Đào tạo duyệt 6 ngày")
    assert one.unit_id == story.units["P-GDDT"]


def test_a_task_that_waits_for_another_says_so(story: Story) -> None:
    with clock.at(clock.local(2024, 11, 26)):
        found = of_piece(story, story.piece(story.district, 1, "P04"))
    assert found.causes[0].kind is CauseKind.AFTER
    assert "chờ II.1 Tuyên truyền (0/4 xong)" in found.sentence
    assert "Nếu II.1 Tuyên truyền xong hôm nay" in found.sentence


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (
            "silent",
            "Đỏ vì quá hạn 3 ngày (hạn 15/11): chưa rõ nguyên nhân, Trường Tiểu học Hoa Sen chưa có tin từ 20/08",
        ),
        (
            "working",
            "Đỏ vì quá hạn 3 ngày (hạn 15/11): Trường Tiểu học Hoa Sen đang làm, tin cuối 10/11: “đã phát phiếu”",
        ),
        ("obstacle", "Đỏ vì quá hạn 3 ngày (hạn 15/11): chờ hướng dẫn (“cài VssID”), báo ngày 10/11"),
        (
            "declined",
            "Trường Tiểu học Hoa Sen từ chối nhận (không đủ nguồn lực): “thiếu người”, Phòng Giáo dục và Đào tạo chưa trả lời",
        ),
        ("returned", "bị trả lại ngày 10/11 (thiếu minh chứng): “thiếu danh sách”, chưa gửi lại"),
        ("exempt", "Không đỏ: được miễn, đứng ngoài bảng."),
        ("done", "Không đỏ: đã hoàn thành, gửi ngày 10/11, đúng hạn."),
    ],
)
def test_one_piece_tells_its_own_state(story: Story, deed: str, told: str) -> None:
    piece = story.piece(story.plan, 1, "TH-HOASEN")
    with clock.at(clock.local(2024, 11, 10)):
        if deed == "working":
            story.do(unit_tasks.start, "TH-HOASEN", piece, note="đã phát phiếu")
        if deed == "obstacle":
            story.do(unit_tasks.start, "TH-HOASEN", piece, note="cài VssID", obstacle="guidance")
        if deed == "declined":
            story.do(unit_tasks.decline, "TH-HOASEN", piece, reason="no_resources", note="thiếu người")
        if deed == "exempt":
            story.do(unit_tasks.exempt, "P-GDDT", piece, note="sáp nhập")
        if deed in ("returned", "done"):
            story.do(unit_tasks.submit, "TH-HOASEN", piece)
        if deed == "returned":
            story.do(unit_tasks.return_, "P-GDDT", piece, reason="missing_evidence", note="thiếu danh sách")
        if deed == "done":
            story.do(unit_tasks.accept, "P-GDDT", piece)
    assert told in of_piece(story, piece).sentence


def test_not_red_says_so(story: Story) -> None:
    with clock.at(clock.local(2024, 9, 3)):
        assert of_cascade(story, story.district, lineage=False).sentence == (
            "Không đỏ: còn 56 ngày làm việc đến hạn 20/11, 0/7 đã xong."
        )
        piece = of_piece(story, story.piece(story.district, 2, "P-GDDT"))
        assert piece.sentence.startswith("Không đỏ: còn ")
        assert piece.tone is Tone.CALM


def test_what_comes_near_is_yellow(story: Story) -> None:
    assert of_cascade(story, story.district, lineage=False).sentence == (
        "Vàng vì 4 phần việc sắp đến hạn 20/11 chưa gửi; 0/7 đã xong."
    )


def test_under_a_unit_only_its_branch_is_asked(story: Story) -> None:
    found = of_cascade(story, story.district, under=story.units["P04"])
    assert found.overdue == 0
    assert found.total == 2


def test_one_task_takes_the_plans_under_it_along(story: Story) -> None:
    with story.db.read() as tx:
        rows = {row.label: row.task_id for row in board(tx, story.district, by="task").rows}
    assert of_cascade(story, story.district, task_id=rows["II.4 Bảo hiểm y tế học sinh"]).overdue == 6
    assert of_cascade(story, story.district, task_id=rows["V Báo cáo năm"]).overdue == 0


def test_names_and_numbers_stay_in_the_branch(story: Story) -> None:
    piece = story.piece(story.plan, 1, "TH-HOASEN")
    assert of_piece(story, piece, viewer="P-GDDT").phone
    assert of_piece(story, piece, viewer="TH-HOASEN").phone
    stranger = of_piece(story, piece, viewer="TH-BINHMINH")
    assert (stranger.person, stranger.phone) == ("", "")


def test_where_no_contact_is_entered_nobody_is_invented(story: Story) -> None:
    story.db.write(
        lambda tx: tx.execute(update(Unit).where(Unit.code == "TH-HOASEN").values(contact_name="", contact_phone=""))
    )
    found = of_piece(story, story.piece(story.plan, 1, "TH-HOASEN"))
    assert (found.person, found.phone) == ("", "")
