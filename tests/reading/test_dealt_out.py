"""Paragraphs that belong to their list: those that share it out, and halves of sentences left on a line of their own."""

from __future__ import annotations

from textwrap import dedent

import documents
from documents.parsed import ParsedDocument

HEAD = """
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BẾN LỞ\tĐộc lập - Tự do - Hạnh phúc
Số: 57/KH-UBND\tBến Lở, ngày 11 tháng 5 năm 2024

KẾ HOẠCH
Phòng, chống đuối nước trẻ em năm 2024

Ủy ban nhân dân huyện ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Phòng ngừa
"""
FOOT = """
Nơi nhận:
- UBND các xã;
- Lưu: VT.
"""


def read(items: str) -> ParsedDocument:
    return documents.read_text(HEAD.lstrip() + dedent(items).strip() + "\n" + FOOT)


def who(found: ParsedDocument) -> list[tuple[str, list[str], list[str], list[str]]]:
    return [(each.ref, list(each.lead), list(each.assignees), list(each.coordinating)) for each in found.tasks]


LIST = """
    - Rà soát, rào chắn các ao, hồ, hố công trình nguy hiểm.
    - Mở lớp dạy bơi cho học sinh tiểu học trong dịp hè.
    - Tuần tra, xử lý phương tiện chở khách ngang sông không bảo đảm an toàn.
"""


def test_the_paragraph_under_a_list_gives_each_item_its_body() -> None:
    dealt = read(
        LIST + "    UBND các xã, thị trấn chịu trách nhiệm rà soát, rào chắn ao, hồ; Phòng Giáo dục và Đào tạo chủ trì,"
        " phối hợp với Huyện đoàn mở các lớp dạy bơi; Công an huyện chủ trì tuần tra, xử lý phương tiện.\n"
    )
    assert who(dealt) == [
        ("I.1.b1", [], ["UBND các xã, thị trấn"], []),
        ("I.1.b2", ["Phòng Giáo dục và Đào tạo"], ["Phòng Giáo dục và Đào tạo"], ["Huyện đoàn"]),
        ("I.1.b3", ["Công an huyện"], ["Công an huyện"], []),
    ]


def test_an_item_that_names_its_body_keeps_it() -> None:
    dealt = read("""
        - Tổ bảo vệ rào chắn hố công trình, ao, hồ nguy hiểm.
        - Mở lớp dạy bơi cho học sinh tiểu học trong dịp hè.
        UBND các xã chịu trách nhiệm rào chắn ao, hồ; Phòng Giáo dục và Đào tạo chủ trì mở các lớp dạy bơi.
    """)
    assert who(dealt) == [
        ("I.1.b1", [], ["Tổ bảo vệ"], []),
        ("I.1.b2", ["Phòng Giáo dục và Đào tạo"], ["Phòng Giáo dục và Đào tạo"], []),
    ]


def test_what_the_list_does_not_hold_is_work_of_its_own() -> None:
    partly = read(
        LIST
        + "    Phòng Giáo dục và Đào tạo chủ trì mở các lớp dạy bơi. Phòng Tài chính - Kế hoạch thẩm định dự toán mua áo phao.\n"
    )
    assert who(partly) == [
        ("I.1.b1", [], ["Ủy ban nhân dân huyện"], []),
        ("I.1.b2", ["Phòng Giáo dục và Đào tạo"], ["Phòng Giáo dục và Đào tạo"], []),
        ("I.1.b3", [], ["Ủy ban nhân dân huyện"], []),
        ("I.1.p1", [], ["Phòng Tài chính - Kế hoạch"], []),
    ]
    assert partly.tasks[-1].text == "Phòng Tài chính - Kế hoạch thẩm định dự toán mua áo phao."
    apart = read(LIST + "    Phòng Nội vụ khen thưởng tập thể, cá nhân; Công an huyện kiểm tra bến thủy nội địa.\n")
    assert [task.ref for task in apart.tasks] == ["I.1.b1", "I.1.b2", "I.1.b3", "I.1.p1"]
    assert all(task.assignees == ("Ủy ban nhân dân huyện",) for task in apart.tasks[:3])


def test_a_number_that_ends_a_sentence_begins_no_item() -> None:
    broken = read("""
        2. Các phòng, ban của huyện và UBND các xã, thị trấn gửi báo cáo 6 tháng (trước ngày 10 tháng
        6), báo cáo năm (trước ngày 05 tháng
        12) về Ủy ban nhân dân huyện (qua Công an huyện).
        3. Giao Công an huyện đôn đốc, kiểm tra.
    """)
    assert [task.ref for task in broken.tasks] == ["I.3"]
    assert [(each.to, each.via, each.due) for each in broken.reporting] == [
        ("Ủy ban nhân dân huyện", "Công an huyện", "06-10"),
        ("Ủy ban nhân dân huyện", "Công an huyện", "12-05"),
    ]


def test_two_dates_in_one_item_are_two_reports() -> None:
    found = read("""
        2. Các phòng, ban của huyện gửi báo cáo kết quả thực hiện trước ngày 10/6 và trước ngày 10/12
        về Ủy ban nhân dân huyện (qua Công an huyện).
    """)
    assert [(each.to, each.via, each.due) for each in found.reporting] == [
        ("Ủy ban nhân dân huyện", "Công an huyện", "06-10"),
        ("Ủy ban nhân dân huyện", "Công an huyện", "12-10"),
    ]
    assert not found.tasks


def test_to_gather_and_report_is_a_report_and_more_than_that_is_work() -> None:
    found = read("""
        2. Phòng Giáo dục và Đào tạo
        a) Tổng hợp kết quả thực hiện Kế hoạch, báo cáo Ủy ban nhân dân huyện trước ngày 15/12 hằng năm.
        b) Tổng hợp kết quả triển khai thực hiện Kế hoạch của các đơn vị, định kỳ báo cáo Ủy ban nhân dân huyện trước ngày 15/6.
        c) Rà soát, lập danh sách điểm nguy hiểm, báo cáo Ủy ban nhân dân huyện trước ngày 01/6/2024.
    """)
    assert [task.ref for task in found.tasks] == ["I.2.c"]
    assert [each.where for each in found.reporting] == ["I.2.a", "I.2.b", "I.2.c"]
