"""What looks like a paper's number and is none; a paper that cites nothing gives nothing."""

from __future__ import annotations

import pytest

from cascade.papers.identity import parse_symbol
from documents import read_text
from tests.papers.conftest import Shelf

HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BẾN MẪU                       Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND                      Bến Mẫu, ngày 12 tháng 5 năm 2025

KẾ HOẠCH
Phòng, chống đuối nước trẻ em năm 2025

I. NHIỆM VỤ
"""


@pytest.mark.parametrize(
    "words",
    [
        "liên hệ điện thoại 0900 000 031 hoặc 02993.825.825",
        "báo Tổng đài 111, 18001090",
        "theo Điều 12, khoản 3, điểm a của quy chế",
        "kinh phí 55.098.000đ và 1.234.567 đồng/trẻ",
        "từ ngày 01/6/2025 đến ngày 30/6/2025, giai đoạn 2021-2030",
        "đạt 95/100 trẻ, tỷ lệ 3/4, lớp 5/2, 24/7",
        "mỗi xã/phường có 01 điểm dạy bơi, học sinh/lớp không quá 15",
        "báo cáo theo mẫu 02/BC trước 16h30, bàn 1/2",
    ],
)
def test_telephones_articles_money_days_and_shares_are_no_cited_papers(words: str) -> None:
    found = read_text(f"{HEAD}1. Phòng Y tế tổ chức thực hiện {words}.\n")
    assert [each.number for each in found.citations] == []


def test_a_scheme_by_its_bare_number_is_named_and_bears_no_symbol(shelf: Shelf) -> None:
    found = read_text(f"{HEAD}1. Công an huyện cập nhật định danh cá nhân theo Đề án 06; Phòng Y tế tập huấn.\n")
    (scheme,) = found.citations
    assert (scheme.type, scheme.number, scheme.relation) == ("Đề án", "06", "mentions")
    assert parse_symbol("06") is None
    shelf.put(found.to_json())
    # Never taken for 06/QĐ-TTg, whatever else is in the register.
    other = HEAD.replace("45/KH", "46/KH")
    shelf.put(
        read_text(
            f"{other}1. Phòng Y tế thực hiện Quyết định số 06/QĐ-TTg ngày 03/01/2019 của Thủ tướng Chính phủ.\n"
        ).to_json()
    )
    waiting = sorted(row[0] for row in shelf.papers().values() if row[4])
    assert waiting == ["06", "06/QĐ-TTg"]


def test_a_paper_that_cites_nothing_gives_nothing(shelf: Shelf) -> None:
    found = read_text(f"{HEAD}1. Phòng Y tế tập huấn cứu đuối cho giáo viên trước ngày 30/6/2025.\n")
    assert not found.citations
    shelf.put(found.to_json())
    assert len(shelf.papers()) == 1
    assert not shelf.edges()
    assert not shelf.problems()
