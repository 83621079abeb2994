"""Slips a clerk would catch in one paper, and the look-alikes that are none. All papers, people and numbers are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import read_text
from documents.parsed import Problem

HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BẾN MẪU                       Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND                      Bến Mẫu, ngày 12 tháng 5 năm 2025

KẾ HOẠCH
Phòng, chống đuối nước trẻ em năm 2025

"""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def slips(body: str, head: str = HEAD) -> list[Problem]:
    return list(read_text(head + body + FOOT).problems)


def told(body: str, kind: str, head: str = HEAD) -> list[str]:
    return [problem.message for problem in slips(body, head) if problem.kind == kind]


def test_last_year_s_year_is_told_with_its_place_but_not_where_the_paper_looks_back() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Phòng Y tế tổ chức Tháng hành động vì trẻ em năm 2024.\n"
        "2. Phòng Giáo dục và Đào tạo rà soát bể bơi, so với năm 2024 tăng 10%.\n"
    )
    paper = HEAD + body + FOOT
    (found,) = [problem for problem in read_text(paper).problems if problem.kind == "wrong_year"]
    assert paper[slice(*found.span)] == "2024"
    assert "năm 2025" in found.message
    assert paper[: found.span[0]].endswith("vì trẻ em năm ")


def test_a_plan_dated_after_its_year_is_told() -> None:
    late = HEAD.replace("trẻ em năm 2025", "trẻ em năm 2024")
    body = "I. NHIỆM VỤ\n1. Phòng Y tế tập huấn cứu đuối.\n"
    assert told(body, "past_year", late) == [
        "Kế hoạch của năm 2024 nhưng đề ngày 12/05/2025: kiểm tra năm trong trích yếu hoặc ngày ban hành."
    ]
    assert not told(body, "past_year")
    school_year = HEAD.replace("trẻ em năm 2025", "trẻ em năm học 2024-2025")
    assert not told(body, "past_year", school_year)


def test_two_sections_of_one_number() -> None:
    body = "I. NHIỆM VỤ\n1. Phòng Y tế tập huấn.\n2. Phòng Tài chính bố trí kinh phí.\n2. Công an huyện kiểm tra.\n"
    assert told(body, "repeated_section") == ["Có 2 mục cùng đánh số 2: đánh số lại để dẫn chiếu được."]


def test_work_nobody_is_named_for_is_told_unless_the_opening_sentence_names_them() -> None:
    bare = "Ủy ban nhân dân huyện ban hành kế hoạch như sau:\nI. NHIỆM VỤ\n1. Cắm biển cảnh báo tại nơi nước sâu.\n"
    assert told(bare, "task_without_unit") == ["Mục I.1 không ghi đơn vị thực hiện: chọn đơn vị."]
    letter = (
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nHUYỆN BẾN MẪU\nSố: 77/PGDĐT   Bến Mẫu, ngày 12 tháng 5 năm 2025\nV/v phòng, chống đuối nước\n\n"
        "Kính gửi: Hiệu trưởng các trường tiểu học.\n\nPhòng Giáo dục và Đào tạo đề nghị Hiệu trưởng các trường tiểu học thực hiện:\n"
    )
    assert not told("1. Cắm biển cảnh báo tại nơi nước sâu.\n2. Tổ chức dạy bơi.\n", "task_without_unit", letter)


def test_two_leads_of_one_task() -> None:
    body = "I. NHIỆM VỤ\n1. Kiểm tra bể bơi.\n- Đơn vị chủ trì: Phòng Y tế, Công an huyện.\n- Thời gian: trước ngày 30/6/2025.\n"
    (message,) = told(body, "two_leads")
    assert "Phòng Y tế; Công an huyện" in message


def test_a_deadline_that_had_passed_when_the_paper_was_issued() -> None:
    body = "I. NHIỆM VỤ\n1. Phòng Y tế tập huấn, hoàn thành trước ngày 30/6/2024.\n2. Công an huyện kiểm tra trước ngày 30/6/2025.\n"
    assert told(body, "past_deadline") == [
        "Mục I.1 có hạn 30/06/2024, trước ngày ban hành 12/05/2025: kiểm tra năm của hạn."
    ]


def test_a_body_named_under_the_sharing_out_with_nothing_to_do() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Phòng Y tế tập huấn cứu đuối.\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Chủ trì theo dõi, đôn đốc kế hoạch này.\n"
        "2. Phòng Nội vụ\n3. Công an huyện\n- Kiểm tra bến đò, bể bơi.\n"
    )
    assert told(body, "unit_without_task") == ["Phòng Nội vụ được nêu mà chưa giao việc gì: ghi nhiệm vụ hoặc bỏ mục."]


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        ("liên hệ ông Trần Văn Mẫu, điện thoại 0900 000 031", "personal_phone", "09xx xxx 031"),
        ("gửi qua Zalo 0900.000.032 (đ/c Mai)", "personal_phone", "09xx xxx 032"),
        ("bà Lê Thị Mẫu, CCCD số 001 185 000 077", "identity_number", "00xxxxxxxx77"),
        ("người nhận có CMND: 012345678", "identity_number", "01xxxxx78"),
        ("danh sách kèm mã 079085000055 của từng em", "identity_number", "07xxxxxxxx55"),
    ],
)
def test_a_person_s_numbers_are_told_and_never_repeated_in_full(words: str, kind: str, shown: str) -> None:
    (message,) = told(f"I. NHIỆM VỤ\n1. Phòng Y tế tập huấn; {words}.\n", kind)
    assert shown in message


@pytest.mark.parametrize(
    "words",
    [
        "công khai đường dây nóng 0900 000 041 của Trung tâm Công tác xã hội",
        "báo Tổng đài quốc gia bảo vệ trẻ em 111 hoặc 18001090",
        "báo trực ban Ban Chỉ huy phòng thủ dân sự huyện, điện thoại 0900 000 042",
        "điện thoại cơ quan 02993.825.825",
        "kinh phí 123456789 đồng và 1.234.567.890 đồng theo tài khoản 012345678912",
        "theo Nghị định số 56/2017/NĐ-CP ngày 09/5/2017, Điều 12, khoản 3",
    ],
)
def test_hotlines_money_accounts_and_articles_are_nobody_s_numbers(words: str) -> None:
    kinds = {problem.kind for problem in slips(f"I. NHIỆM VỤ\n1. Phòng Y tế {words}.\n")}
    assert not kinds & {"personal_phone", "identity_number"}


def test_one_cited_paper_with_two_days_two_issuers_two_titles() -> None:
    body = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 03 tháng 4 năm 2025 của Ủy ban nhân dân tỉnh Sông Mẫu về phòng, chống tai nạn đuối nước "
        "trẻ em trên địa bàn tỉnh Sông Mẫu;\nI. NHIỆM VỤ\n1. Phòng Y tế triển khai Kế hoạch số 12/KH-UBND ngày 04 tháng 3 năm 2025 của "
        "Hội đồng nhân dân tỉnh Sông Mẫu về phòng, chống tai nạn đuối nước trẻ em trên địa bàn huyện Bến Mẫu.\n"
    )
    assert "03/04/2025 và 04/03/2025" in told(body, "cited_two_dates")[0]
    assert "Hội đồng nhân dân" in told(body, "cited_two_issuers")[0]
    assert "huyện Bến Mẫu" in told(body, "cited_two_areas")[0]


def test_a_paper_cited_alike_or_in_short_is_no_slip() -> None:
    body = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/4/2025 của UBND tỉnh Sông Mẫu về phòng, chống tai nạn đuối nước trẻ em năm 2025;\n"
        "I. NHIỆM VỤ\n1. Phòng Y tế triển khai Kế hoạch số 12/KH-UBND ngày 03/04/2025 của Ủy ban nhân dân tỉnh Sông Mẫu.\n"
        "2. Công an huyện thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.\n"
    )
    assert not [problem for problem in slips(body) if problem.kind.startswith("cited_")]


def test_words_around_a_title_are_not_its_words() -> None:
    title = "về đột phá phát triển giáo dục và đào tạo"
    body = (
        f"Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2025 của UBND tỉnh Sông Mẫu {title}, Ban Chỉ đạo huyện phân công:\n"
        f"I. NHIỆM VỤ\n1. Phòng Y tế thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2025 của UBND tỉnh Sông Mẫu {title} trên địa bàn xã.\n"
    )
    assert not told(body, "cited_two_titles")
    swapped = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/4/2025 của UBND tỉnh Sông Mẫu về thực hiện chương trình đổi mới giáo dục và đào tạo năm 2025;\n"
        "I. NHIỆM VỤ\n1. Phòng Y tế thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2025 của UBND tỉnh Sông Mẫu về thực hiện chương trình "
        "đổi mới đào tạo và giáo dục năm 2025.\n"
    )
    assert "đổi mới đào tạo và" in told(swapped, "cited_two_titles")[0]


def test_a_ground_younger_than_the_paper_that_stands_on_it() -> None:
    body = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/9/2025 của UBND tỉnh Sông Mẫu;\nI. NHIỆM VỤ\n1. Phòng Y tế tập huấn.\n"
    )
    assert told(body, "cited_later") == [
        "Dẫn 12/KH-UBND ngày 03/09/2025, sau ngày ban hành 12/05/2025 của chính văn bản: kiểm tra năm."
    ]


def test_a_time_frame_that_outlives_the_programmes_it_stands_over() -> None:
    def task(programme: str) -> str:
        return (
            f"I. NHIỆM VỤ\n1. Triển khai Chương trình phòng ngừa tai nạn {programme}.\n- Đơn vị chủ trì: Phòng Y tế.\n"
            "- Thời gian thực hiện: Hằng năm, giai đoạn 2021-2030.\n"
        )

    assert "đến năm 2030" in told(task("giai đoạn 2021-2025"), "timeframe_outlives")[0]
    assert not told(task("giai đoạn 2021-2025, tầm nhìn đến năm 2030"), "timeframe_outlives")
    assert not told(task("giai đoạn 2021-2030"), "timeframe_outlives")


def test_a_school_that_plans_for_the_whole_district() -> None:
    head = (
        "UBND HUYỆN BẾN MẪU\nTRƯỜNG TIỂU HỌC HOA MẪU\nSố: 9/KH-THHM     Bến Mẫu, ngày 12 tháng 5 năm 2025\n\nKẾ HOẠCH\n"
        "Công tác trẻ em năm 2025\n\n"
    )
    wide = "Trường Tiểu học Hoa Mẫu ban hành Kế hoạch công tác trẻ em năm 2025 trên địa bàn huyện, như sau:\nI. NHIỆM VỤ\n1. Dạy bơi.\n"
    assert "địa bàn huyện" in told(wide, "area_too_wide", head)[0]
    assert not told(wide.replace(" trên địa bàn huyện", " tại trường"), "area_too_wide", head)


def test_every_other_alarm_on_the_sample_papers_has_been_looked_at() -> None:
    """Work without a day or a body is common and shown in one line; of the rest each is right, and there are few."""
    folder = Path(__file__).resolve().parents[1] / "reading"
    common = {"task_without_unit", "task_without_deadline", "missing_number", "missing_date", "two_leads"}
    found = {
        (path.name.partition("_")[0], problem.kind)
        for path in [*sorted((folder / "papers").glob("*.txt")), *sorted((folder / "blind").glob("b*.txt"))]
        for problem in read_text(path.read_text(encoding="utf-8")).problems
        if problem.kind not in common
    }
    assert found == {
        ("09", "personal_phone"), ("19", "personal_phone"), ("12", "no_diacritics"), ("b02", "no_diacritics"),
    }  # fmt: skip


def test_a_number_cited_without_saying_whose_it_is() -> None:
    bare = "I. NHIỆM VỤ\n1. Phòng Y tế thực hiện Kế hoạch số 77/KH-BCĐ ngày 03/4/2025 và Quyết định số 23/QĐ-TTg ngày 07/01/2021.\n"
    (message,) = told(bare, "cited_without_issuer")
    assert "77/KH-BCĐ" in message
    named = bare.replace("77/KH-BCĐ ngày 03/4/2025", "77/KH-BCĐ ngày 03/4/2025 của Ban Chỉ đạo phường Hòa Mẫu")
    assert not told(named, "cited_without_issuer")
