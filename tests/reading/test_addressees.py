"""Whom a letter greets: "Kính gửi" on one line, as a list, or spread under its colon."""

from __future__ import annotations

import pytest

import documents

HEAD = """UBND TỈNH LÂM TRẠCH
SỞ Y TẾ
Số: 12/SYT-NVY
V/v phòng bệnh sởi
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lâm Trạch, ngày 3 tháng 4 năm 2025

"""
BODY = """

Thực hiện Công văn số 77/BYT-DP ngày 01/4/2025 của Bộ Y tế về phòng, chống bệnh sởi, Sở Y tế đề nghị các đơn vị thực hiện:
1. Tổ chức tiêm chủng cho trẻ em trên địa bàn.
2. Báo cáo kết quả trước ngày 30/4/2025.
"""
GREETINGS = [
    ("Kính gửi: Các bệnh viện, trung tâm y tế trong tỉnh", ["Các bệnh viện, trung tâm y tế trong tỉnh"]),
    ("Kính gửi:\n- Các bệnh viện;\n- UBND các xã, phường.", ["Các bệnh viện", "UBND các xã, phường"]),
    ("Kính gửi: - Sở Nội vụ;\n          - Các trường học.", ["Sở Nội vụ", "Các trường học"]),
    (
        "   Kính gửi:   \n      Các bệnh viện trong tỉnh;\n      Trạm Y tế các xã.",
        ["Các bệnh viện trong tỉnh", "Trạm Y tế các xã"],
    ),
    (
        "Kính gửi: Các phòng y tế;\n          Chủ các cơ sở mầm non độc lập.",
        ["Các phòng y tế", "Chủ các cơ sở mầm non độc lập"],
    ),
    ("Kính gửi: Sở GD&ĐT; UBND các huyện, thành phố", ["Sở GD&ĐT", "UBND các huyện, thành phố"]),
    (
        "Kính gửi: Các đồng chí Giám đốc bệnh viện, Giám đốc trung tâm y tế\nvà Trưởng các phòng chức năng thuộc Sở.",
        ["Các đồng chí Giám đốc bệnh viện, Giám đốc trung tâm y tế và Trưởng các phòng chức năng thuộc Sở"],
    ),
]


@pytest.mark.parametrize(("greeting", "names"), GREETINGS)
def test_a_letter_greets(greeting: str, names: list[str]) -> None:
    assert list(documents.read_text(HEAD + greeting + BODY).document.addressees) == names
