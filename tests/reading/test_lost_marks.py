"""Papers that lost their marks, all of them or here and there: the head and the grounds stay readable.

Every paper is read whole, then with a third, half, most and all of its words stripped of marks, as scanners and careless
converters leave them. What is read may lose marks with them; it may not lose a field.
"""

from __future__ import annotations

import random
import unicodedata
from typing import NamedTuple

import pytest

import documents
from kit.text import fold


class Paper(NamedTuple):
    """A paper and what is read of it however many marks are lost."""

    story: str
    text: str
    head: tuple[str, str, str, str]
    cited: list[tuple[str, str, str, str]]
    recipients: list[str]


PAPERS = [
    Paper(
        "a letter of a district's education office",
        """UBND HUYỆN ĐÔNG CHÂU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO Độc lập - Tự do - Hạnh phúc
Số: 415/PGDĐT-GDMN Đông Châu, ngày 02 tháng 10 năm 2023
V/v phòng, chống dịch bệnh trong trường học

Kính gửi: Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở

Thực hiện Công văn số 2210/SGDĐT-CTTT ngày 25/9/2023 của Sở Giáo dục và Đào tạo về công tác y tế trường học; \
Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2023 của UBND huyện Đông Châu về phòng, chống dịch, \
Phòng Giáo dục và Đào tạo yêu cầu Hiệu trưởng các trường thực hiện các nội dung sau:

1. Tổ chức tuyên truyền cho cán bộ, giáo viên, học sinh về các biện pháp phòng, chống dịch bệnh.

2. Vệ sinh lớp học hằng ngày, hoàn thành trước ngày 15/10/2023.

3. Thực hiện Quyết định số 1591/QĐ-TTg ngày 08/10/2021 của Thủ tướng Chính phủ.

Nơi nhận:
- Như trên;
- Sở GDĐT (để b/c);
- Lưu: VT.
TRƯỞNG PHÒNG
""",
        ("Công văn", "415/PGDĐT-GDMN", "2023-10-02", "Phòng Giáo dục và Đào tạo huyện Đông Châu"),
        [
            ("2210/SGDĐT-CTTT", "2023-09-25", "Sở Giáo dục và Đào tạo", "basis"),
            ("12/KH-UBND", "2023-01-15", "Ủy ban nhân dân huyện Đông Châu", "basis"),
            ("1591/QĐ-TTg", "2021-10-08", "Thủ tướng Chính phủ", "implements"),
        ],
        ["Như trên", "Sở GDĐT (để b/c)"],
    ),
    Paper(
        "a directive of a district Party committee",
        """TỈNH ỦY AN TRẠCH ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY ĐÔNG CHÂU
* Đông Châu, ngày 18 tháng 5 năm 2022
Số 15-CT/HU

CHỈ THỊ
CỦA BAN THƯỜNG VỤ HUYỆN ỦY
về tăng cường sự lãnh đạo của Đảng đối với công tác trẻ em
-----
Thực hiện Chỉ thị số 20-CT/TW, ngày 05/11/2012 của Bộ Chính trị và Kế hoạch số 45-KH/TU, ngày 12/3/2013 của Ban Thường vụ Tỉnh ủy, \
Ban Thường vụ Huyện ủy yêu cầu các cấp ủy thực hiện tốt các nhiệm vụ sau:

1- Tăng cường công tác tuyên truyền, giáo dục về quyền trẻ em trong nhân dân.

2- Ủy ban nhân dân huyện chỉ đạo các trường xây dựng kế hoạch, báo cáo kết quả trước ngày 30/6/2022.

Nơi nhận:
- Tỉnh ủy (báo cáo),
- Các chi, đảng bộ trực thuộc,
- Lưu Văn phòng Huyện ủy.
T/M BAN THƯỜNG VỤ
BÍ THƯ
""",
        ("Chỉ thị", "15-CT/HU", "2022-05-18", "Ban Thường vụ Huyện ủy Đông Châu"),
        [
            ("20-CT/TW", "2012-11-05", "Bộ Chính trị", "basis"),
            ("45-KH/TU", "2013-03-12", "Ban Thường vụ Tỉnh ủy An Trạch", "basis"),
        ],
        ["Tỉnh ủy (báo cáo)", "Các chi, đảng bộ trực thuộc"],
    ),
    Paper(
        "a plan of a province",
        """ỦY BAN NHÂN DÂN
TỈNH LÂM TRẠCH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 128/KH-UBND
Lâm Trạch, ngày 25 tháng 4 năm 2024

KẾ HOẠCH
Phòng, chống đuối nước trẻ em trên địa bàn tỉnh Lâm Trạch năm 2024

Căn cứ Luật Trẻ em năm 2016; Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ; Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021 của Hội đồng nhân dân tỉnh Lâm Trạch,
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Giảm số trẻ em bị đuối nước trên địa bàn toàn tỉnh.
II. NHIỆM VỤ
1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Y tế tổ chức dạy bơi cho học sinh.
2. Ủy ban nhân dân các huyện, thành phố rà soát ao hồ, cắm biển cảnh báo trước ngày 01/6/2024.
Nơi nhận:
- Bộ Lao động - Thương binh và Xã hội;
- Các sở, ban, ngành;
- Lưu: VT, VX.
""",
        ("Kế hoạch", "128/KH-UBND", "2024-04-25", "Ủy ban nhân dân tỉnh Lâm Trạch"),
        [
            ("56/2017/NĐ-CP", "2017-05-09", "Chính phủ", "basis"),
            ("26/2021/NQ-HĐND", "2021-12-07", "Hội đồng nhân dân tỉnh Lâm Trạch", "basis"),
        ],
        ["Bộ Lao động - Thương binh và Xã hội", "Các sở, ban, ngành"],
    ),
]


def stripped(text: str, share: float) -> str:
    """The same words, a share of them without marks."""
    chance = random.Random(7)

    def bare(word: str) -> str:
        letters = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
        return "".join(char for char in letters if not unicodedata.combining(char))

    return " ".join(bare(word) if chance.random() < share else word for word in text.split(" "))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.7, 1.0])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.story)
def test_lost_marks_lose_no_field(paper: Paper, share: float) -> None:
    read = documents.read_text(stripped(paper.text, share))
    head = read.document
    assert (head.type, head.number, head.date, fold(head.issuer or "")) == (*paper.head[:3], fold(paper.head[3]))
    cited = [(each.number, each.date, fold(each.issuer or ""), each.relation) for each in read.citations if each.number]
    assert cited == [(number, day, fold(issuer), relation) for number, day, issuer, relation in paper.cited]
    assert [fold(each.name) for each in read.recipients] == [fold(name) for name in paper.recipients]
