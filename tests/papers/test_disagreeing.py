"""Papers of one register compared: what does not agree is told once, with both places; what agrees is left in peace."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from cascade.actor import SYSTEM
from cascade.issuing.issue import issue
from cascade.orders import CascadeOrder, TaskOrder
from cascade.papers.disagreeing.copies import copied_share
from cascade.papers.disagreeing.hotlines import hotlines
from cascade.papers.disagreeing.titles import same_title
from cascade.papers.levels import CENTRAL, COMMUNE, DISTRICT, PROVINCE, SCHOOL, level_of, line_of
from kit.vocabulary import Line
from tests.papers.conftest import Shelf, cites, plan

UBND = "Ủy ban nhân dân quận Tân Bình"
PHONG = "Phòng Giáo dục và Đào tạo quận Tân Bình"


def upper(**more: Any) -> dict[str, Any]:
    return plan("412/KH-UBND", "2024-08-09", UBND, "Bảo đảm an toàn trường học trên địa bàn quận", **more)


def lower(*cited: dict[str, Any], number: str = "9/KH-PGDĐT", **more: Any) -> dict[str, Any]:
    return plan(number, "2024-08-20", PHONG, "An toàn trường học trong các trường", citations=list(cited), **more)


def duty(due: str, to: str = UBND, via: str = "") -> dict[str, Any]:
    return {"to": to, "via": via, "due": due, "span": [0, 5]}


def kinds(shelf: Shelf) -> set[str]:
    return {each.kind for each in shelf.problems()}


def test_one_number_with_two_days_is_told_whichever_paper_says_it(shelf: Shelf) -> None:
    shelf.put(upper())
    shelf.put(lower(cites("412/KH-UBND", "2024-08-19", UBND, 10)))
    (told,) = shelf.problems("two_dates")
    assert "09/08/2024" in told.message
    assert "19/08/2024" in told.message
    assert len(told.places) == 2


def test_a_party_number_with_two_days_of_one_term_is_told_and_of_two_terms_is_not(shelf: Shelf) -> None:
    party = "Thành ủy Thành phố Hồ Chí Minh"
    shelf.put(lower(cites("33-CT/TU", "2024-04-26", party, 10)))
    shelf.put(lower(cites("33-CT/TU", "2024-04-28", party, 10), number="10/KH-PGDĐT"))
    shelf.put(lower(cites("33-CT/TU", "2013-04-28", party, 10), number="11/KH-PGDĐT"))
    (told,) = shelf.problems("two_dates")
    assert "26/04/2024 và 28/04/2024" in told.message


@pytest.mark.parametrize(
    ("below", "kind", "words"),
    [
        ("12-10", "report_after_parent", "sau hạn trên 5 ngày"),
        ("12-05", "report_after_parent", "cùng một ngày"),
        ("11-20", "report_steps", "còn 15 ngày"),
        ("11-01", None, ""),
        ("05-03", None, ""),
    ],
)
def test_a_report_below_leaves_time_for_the_one_above(shelf: Shelf, below: str, kind: str | None, words: str) -> None:
    shelf.put(upper(reporting=[duty("12-05")]))
    shelf.put(lower(cites("412/KH-UBND", "2024-08-09", UBND, 10), reporting=[duty(below, PHONG)]))
    told = [each for each in shelf.problems() if each.kind.startswith("report_")]
    assert [each.kind for each in told] == ([kind] if kind else [])
    assert all(words in each.message for each in told)


def test_another_consolidator_the_year_after_is_told(shelf: Shelf) -> None:
    field = cites("28-CT/TW", "2023-12-25", "Bộ Chính trị", 10)
    shelf.put(lower(field, reporting=[duty("2024-12-05", UBND, "Phòng Lao động - Thương binh và Xã hội")]))
    again = duty("2025-12-05", UBND, "Phòng Nội vụ")
    shelf.put(lower({**field, "span": [30, 39]}, number="10/KH-PGDĐT", reporting=[again]))
    (told,) = shelf.problems("consolidator_differs")
    assert told.message.index("2024") < told.message.index("Phòng Nội vụ") < told.message.index("2025")


WORK = " ".join(
    f"Trường thứ {n} rà soát cổng trường, lan can, bể nước, sân chơi số {n} và báo cáo kết quả." for n in range(12)
)


def test_a_paper_that_copies_its_parent_s_work_is_told(shelf: Shelf) -> None:
    shelf.put(upper(text="I. NHIỆM VỤ " + WORK))
    copied = "Kế hoạch. " + WORK
    shelf.put(
        lower(
            cites("412/KH-UBND", "2024-08-09", UBND, 1), text=copied, tasks=[{"span": [10, len(copied)], "ref": "I.1"}]
        )
    )
    (told,) = shelf.problems("copies_parent")
    assert "100%" in told.message
    own = "Kế hoạch. " + " ".join(
        f"Giáo viên lớp {n} dạy một tiết kỹ năng thoát hiểm cho học sinh lớp {n}." for n in range(20)
    )
    shelf.put(
        lower(
            cites("412/KH-UBND", "2024-08-09", UBND, 1), number="10/KH-PGDĐT", text=own,
            tasks=[{"span": [10, len(own)], "ref": "I.1"}],
        )
    )  # fmt: skip
    assert len(shelf.problems("copies_parent")) == 1


def test_the_share_is_of_the_lower_paper_s_work_alone(shelf: Shelf) -> None:
    shelf.put(upper(text=WORK + " Và còn nhiều việc khác của quận. " * 30))
    text = WORK[:600]
    below = shelf.put(lower(cites("412/KH-UBND", "2024-08-09", UBND, 1), text=text, tasks=[{"span": [0, 600]}]))
    papers = shelf.findings().papers
    above = next(paper for paper in papers.values() if paper.number == "412/KH-UBND")
    share, at = copied_share(papers[below], above)
    assert (share, at) == (1.0, (0, 600))


def test_a_nameless_paper_that_is_only_like_a_cited_one_is_asked_about(shelf: Shelf) -> None:
    shelf.put(
        lower(cites("412/KH-UBND", "2024-08-09", UBND, 10, type="Kế hoạch",
                    title="về bảo đảm an toàn trường học và phòng cháy trên địa bàn quận"))
    )  # fmt: skip
    shelf.put(plan(None, None, UBND, "Bảo đảm an toàn trường học, an ninh cổng trường trên địa bàn quận"))
    (told,) = shelf.problems("maybe_same")
    assert "412/KH-UBND" in told.message
    assert "ghép nếu đúng" in told.message
    assert [row[4] for row in shelf.papers().values() if row[0] == "412/KH-UBND"] == [True], "never joined in silence"


def test_a_bare_body_of_another_place_is_not_the_directory_s(shelf: Shelf) -> None:
    """ "Thành ủy" in a paper of an office far away is that office's, not the one this register lives under."""
    far = plan("363/PGDĐT", "2024-09-27", "Phòng Giáo dục và Đào tạo huyện Bến Mẫu", "Chăm sóc trẻ em",
               citations=[cites("365-KH/TU", None, "Ban Thường vụ Thành ủy", 10)])  # fmt: skip
    shelf.put(far)
    assert [row[2] for row in shelf.papers().values() if row[0] == "365-KH/TU"] == ["Ban Thường vụ Thành ủy"]
    near = lower(cites("366-KH/TU", None, "Ban Thường vụ Thành ủy", 10))
    shelf.put(near)
    (name,) = [row[2] for row in shelf.papers().values() if row[0] == "366-KH/TU"]
    assert "Hồ Chí Minh" in name


def test_a_placeholder_is_named_by_the_best_of_its_citations_in_any_order(new_shelf: Any) -> None:
    said = [
        lower(cites("06/QĐ-TTg", "2019-01-03", "Thủ tướng Chính phủ", 10, title="ban hành quy định tiêu chuẩn xã")),
        lower(
            cites("06/2019/QĐ-TTg", "2019-01-03", "Thu tudng Chinh phu", 10, title="vé ban hanh quy dinh tieu chuan"),
            number="10/KH-PGDĐT",
        ),
        lower(cites("28-CT/TW", "2023-12-25", "Bo Chinh trj", 10), number="11/KH-PGDĐT"),
        lower(cites("28-CT/TW", "2023-12-25", "Bộ Chính trị", 10), number="12/KH-PGDĐT"),
    ]
    shown = set()
    for order in permutations(range(4)):
        shelf = new_shelf()
        for each in order:
            shelf.put(said[each])
        shown.add(tuple(sorted((row for row in shelf.papers().values() if row[4]), key=str)))
    assert len(shown) == 1
    decision, directive = shown.pop()
    assert decision[0] == "06/2019/QĐ-TTg"
    assert (decision[2], directive[2]) == ("Thủ tướng Chính phủ", "Bộ Chính trị")
    assert decision[3] == "ban hành quy định tiêu chuẩn xã"


def test_a_scheme_and_a_law_wait_under_their_names(shelf: Shelf) -> None:
    shelf.put(
        lower(
            cites("06", None, "", 10, type="Đề án", relation="mentions"),
            cites(None, None, "", 20, type="Luật", title="Luật Trẻ em", relation="mentions"),
        )
    )
    shelf.put(
        lower(
            cites(None, None, "", 20, type="Luật", title="Luật Trẻ em năm 2016", relation="mentions"),
            number="10/KH-PGDĐT",
        )
    )
    waiting = [(row[0], row[3]) for row in shelf.papers().values() if row[4]]
    assert sorted(waiting, key=str) == [("06", ""), (None, "Luật Trẻ em năm 2016")]
    assert not kinds(shelf)


def test_papers_that_agree_give_nothing(shelf: Shelf) -> None:
    shelf.put(upper())
    shelf.put(
        lower(cites("412/KH-UBND", "2024-08-09", "UBND quận Tân Bình", 10, title="về bảo đảm an toàn trường học"))
    )
    shelf.put(lower(cites("412/KH-UBND", "2024-08-09", UBND, 10), number="10/KH-PGDĐT"))
    assert not shelf.problems()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("phê duyệt Chương trình hành động", "về phê duyệt Chương trình hành động", True),
        ("về tiếp tục tăng cường hiệu lực thi hành", "về việc tiếp tục tăng cường hiệu lực thi hành", False),
        ("về tiếp tục tăng cường hiệu lực, hiệu quả", "về tiếp tục tăng cường hiệu lực", True),
        ("“Tăng cường chăm sóc trẻ em”", "Tăng cường chăm sóc trẻ em", True),
        ("công nhận xã phù hợp với trẻ em toàn quốc", "công nhận xã, phường phù hợp với trẻ em toàn quốc", False),
        ("vé vige tiép tuc ting cudng hi¢u luc", "về tiếp tục tăng cường hiệu lực", False),
        ("vé tiép tuc ting cudng hi¢u luc", "về tiếp tục tăng cường hiệu lực", True),
    ],
)
def test_two_titles_are_two_only_where_words_were_changed(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same


@pytest.mark.parametrize(
    ("issuer", "number", "level", "line"),
    [
        ("Bộ Chính trị", "28-CT/TW", CENTRAL, Line.PARTY),
        ("Thủ tướng Chính phủ", "23/QĐ-TTg", CENTRAL, Line.STATE),
        ("Bộ trưởng Bộ Lao động - Thương binh và Xã hội", "13/2021/TT-BLĐTBXH", CENTRAL, Line.PROFESSIONAL),
        ("Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh", "33-CT/TU", PROVINCE, Line.PARTY),
        ("UBND tỉnh Sông Mẫu", "92/KH-UBND", PROVINCE, Line.STATE),
        ("Sở Giáo dục và Đào tạo Sông Mẫu", "2896/SGDĐT-VP", PROVINCE, Line.PROFESSIONAL),
        ("Huyện ủy Bến Mẫu", "42-KH/HU", DISTRICT, Line.PARTY),
        ("Ủy ban nhân dân quận Tân Bình", "281/KH-UBND", DISTRICT, Line.STATE),
        ("Phòng Giáo dục và Đào tạo huyện Bến Mẫu", None, COMMUNE, Line.PROFESSIONAL),
        ("Ủy ban nhân dân xã Hòa Mẫu", None, COMMUNE, Line.STATE),
        ("Trường Tiểu học Hoa Mẫu", None, SCHOOL, Line.STATE),
        ("", None, None, Line.STATE),
    ],
)
def test_level_and_line_follow_from_the_issuer_and_the_symbol(
    issuer: str, number: str | None, level: int | None, line: Line
) -> None:
    assert (level_of(issuer, number), line_of(issuer, number)) == (level, line)


def test_hotlines_are_the_numbers_announced_as_such() -> None:
    text = (
        "Tổng đài điện thoại quốc gia bảo vệ trẻ em (số 111), đường dây nóng của tỉnh (02713. 825.825) và Tổng\nđài tư vấn\n18006605. "
        "Kinh phí 111 triệu đồng; Kế hoạch số 1800/KH-UBND; điện thoại ông Mẫu 0900 000 031."
    )
    assert [digits for digits, _ in hotlines(text)] == ["111", "02713825825", "18006605"]


def test_last_year_s_plan_is_not_this_year_s(shelf: Shelf) -> None:
    """The same office, the same words, another year: neither joined nor asked about."""
    said = cites("500/KH-UBND", "2025-01-09", UBND, 10, type="Kế hoạch", title="về triển khai công tác trẻ em năm 2025")
    shelf.put(lower(said))
    shelf.put(plan(None, None, UBND, "Triển khai công tác trẻ em năm 2024"))
    assert [row[4] for row in shelf.papers().values() if row[0] == "500/KH-UBND"] == [True]
    assert "maybe_same" not in kinds(shelf)


def test_two_forms_of_one_number_are_one_paper_on_one_day_and_two_on_two(new_shelf: Any) -> None:
    """Decisions of a year run in two series; only the day tells whether 06/2019/QĐ-TTg is 06/QĐ-TTg."""
    issuer = "Thủ tướng Chính phủ"
    said = [
        lower(cites("06/2019/QĐ-TTg", "2019-01-03", issuer, 10)),
        lower(cites("06/QĐ-TTg", "2019-01-03", issuer, 10), number="10/KH-PGDĐT"),
        lower(cites("06/QĐ-TTg", "2019-02-20", issuer, 10), number="11/KH-PGDĐT"),
    ]
    same = new_shelf()
    same.put(said[0])
    same.put(said[1])
    assert [row[0] for row in same.papers().values() if row[4]] == ["06/2019/QĐ-TTg"]
    assert kinds(same) == {"two_numbers"}
    for order in ((0, 2), (2, 0)):
        apart = new_shelf()
        for each in order:
            apart.put(said[each])
        assert sorted(row[0] for row in apart.papers().values() if row[4]) == ["06/2019/QĐ-TTg", "06/QĐ-TTg"]
        assert not kinds(apart)


def test_a_head_that_a_person_confirmed_is_asked_about_no_more(shelf: Shelf) -> None:
    nameless = shelf.put(plan(None, None, UBND, "Bảo đảm an toàn trường học trên địa bàn quận"))
    title = "về bảo đảm an toàn trường học trên địa bàn quận"
    shelf.put(lower(cites("412/KH-UBND", "2024-08-09", UBND, 10, type="Kế hoạch", title=title)))
    (told,) = shelf.problems("number_from_another")
    assert "không in số, ngày" in told.message
    order = CascadeOrder(
        nameless, shelf.units["UBND-TB"], "An toàn trường học", (TaskOrder("Tập huấn", (shelf.units["P-GDDT"],)),)
    )
    shelf.db.write(lambda tx: issue(tx, actor=SYSTEM, order=order))
    assert not shelf.problems("number_from_another")


def test_local_hotlines_are_compared_within_one_field_only(new_shelf: Any) -> None:
    field, other = (
        cites("28-CT/TW", "2023-12-25", "Bộ Chính trị", 60),
        cites("29-CT/TW", "2024-01-05", "Bộ Chính trị", 60),
    )
    for cited, is_told in ((field, True), (other, False)):
        shelf = new_shelf()
        shelf.put(lower(field, text="Công khai đường dây nóng bảo vệ trẻ em 18001581 và Tổng đài 111." + " " * 40))
        shelf.put(
            lower(cited, number="10/KH-PGDĐT", text="Công khai đường dây nóng 18006605, Tổng đài 111." + " " * 40)
        )
        assert ("hotlines_differ" in kinds(shelf)) is is_told
