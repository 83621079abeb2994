"""Papers copied from legal portals: lone pipes between the cells, words torn at line ends, labels of the site above the head.

The shapes are those of real pages; places, numbers and subjects are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import documents


class Copy(NamedTuple):
    """A copied page, the register's entry, and the numbered papers it cites."""

    story: str
    text: str
    entry: tuple[str, str, str | None, str, str]
    cited: list[tuple[str, str | None, str | None, str]]


BODY = """
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về nội dung nêu trên.
2. Việc thực hiện phải thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng đơn vị.
"""
COPIES = [
    Copy(
        "every cell of the head on lines of its own, torn after its first word",
        """ỦY
BAN NHÂN DÂN
TỈNH LÂM TRẠCH
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
36/KH-UBND
|
Lâm
Trạch, ngày
21 tháng 02 năm 2022
|
KẾ HOẠCH
DẠY BƠI CHO TRẺ EM GIAI ĐOẠN 2022 - 2025 TRÊN ĐỊA
BÀN TỈNH LÂM TRẠCH
Thực hiện Quyết định số 1248/QĐ-TTg
ngày 19/7/20 21 của Thủ tướng Chính phủ phê duyệt Chương trình phòng, chống tai nạn;
Căn
cứ Nghị quyết số 41/NQ-HĐND ngày 09/12/2021 của HĐND tỉnh về Quy định mức
hỗ trợ; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
""",
        (
            "Kế hoạch", "36/KH-UBND", "2022-02-21", "Ủy ban nhân dân tỉnh Lâm Trạch",
            "DẠY BƠI CHO TRẺ EM GIAI ĐOẠN 2022 - 2025 TRÊN ĐỊA BÀN TỈNH LÂM TRẠCH",
        ),
        [
            ("1248/QĐ-TTg", "2021-07-19", "Thủ tướng Chính phủ", "basis"),
            ("41/NQ-HĐND", "2021-12-09", "Hội đồng nhân dân tỉnh Lâm Trạch", "basis"),
        ],
    ),
    Copy(
        "the site's own labels above the head",
        """Kế hoạch 55/KH-UBND năm 2023 về bữa ăn học đường tỉnh Lâm Trạch
Số hiệu: 55/KH-UBND Loại văn bản: Văn bản khác
Nơi ban hành: Tỉnh Lâm Trạch Người ký: Nguyễn Văn Mẫu
Ngày ban hành: 26/05/2023 Ngày hiệu lực: Đang cập nhật

ỦY BAN NHÂN DÂN
TỈNH LÂM TRẠCH
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 55/KH-UBND

Lâm Trạch, ngày 26 tháng 5 năm 2023

KẾ HOẠCH

NÂNG CAO CHẤT LƯỢNG BỮA ĂN HỌC ĐƯỜNG TRÊN ĐỊA BÀN TỈNH LÂM TRẠCH

Thực hiện Luật Trẻ em năm 2016, Nghị định số 105/2020/NĐ-CP ngày 08/9/2020 của Chính phủ quy định chính sách và Quyết định số
1660/QĐ-TTG ngày 02/10/2021 của Thủ tướng Chính phủ về việc phê duyệt Chương trình; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
""",
        (
            "Kế hoạch", "55/KH-UBND", "2023-05-26", "Ủy ban nhân dân tỉnh Lâm Trạch",
            "NÂNG CAO CHẤT LƯỢNG BỮA ĂN HỌC ĐƯỜNG TRÊN ĐỊA BÀN TỈNH LÂM TRẠCH",
        ),
        [
            ("105/2020/NĐ-CP", "2020-09-08", "Chính phủ", "basis"),
            ("1660/QĐ-TTg", "2021-10-02", "Thủ tướng Chính phủ", "basis"),
        ],
    ),
    Copy(
        "rows joined by pipes, a chairman's decision that replaces an older one",
        """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 232/QĐ-UBND | Lâm Trạch, ngày 12 tháng 4 năm 2019 |
QUYẾT ĐỊNH
VỀ VIỆC CÔNG BỐ DANH MỤC TRƯỜNG ĐẠT CHUẨN CỦA TỈNH LÂM TRẠCH
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM TRẠCH
Căn cứ Thông tư số 18/2018/TT-BGDĐT ngày 22/8/2018 của Bộ GDĐT Quy định về kiểm định chất lượng;
QUYẾT ĐỊNH:
Điều 1. Công bố danh mục trường đạt chuẩn.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký và thay thế Quyết định số 1649/QĐ-UBND ngày 02/12/2016 của Chủ tịch UBND tỉnh
Lâm Trạch về việc công bố danh mục.
""",
        (
            "Quyết định", "232/QĐ-UBND", "2019-04-12", "Ủy ban nhân dân tỉnh Lâm Trạch",
            "VỀ VIỆC CÔNG BỐ DANH MỤC TRƯỜNG ĐẠT CHUẨN CỦA TỈNH LÂM TRẠCH",
        ),
        [
            ("18/2018/TT-BGDĐT", "2018-08-22", "Bộ Giáo dục và Đào tạo", "basis"),
            ("1649/QĐ-UBND", "2016-12-02", "Chủ tịch Ủy ban nhân dân tỉnh Lâm Trạch", "mentions"),
        ],
    ),
    Copy(
        "a subject in capitals that cites, a plenum, a number in the title",
        """BỘ GIÁO DỤC VÀ ĐÀO TẠO
—–

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
—————

Số: 772/QĐ-BGDĐT

Hà Nội, ngày 30 tháng 3 năm 2020

QUYẾT ĐỊNH 772/QĐ-BGDĐT

TRIỂN KHAI NGHỊ QUYẾT SỐ 35/NQ-CP NGÀY 04/6/2019 CỦA CHÍNH PHỦ
VỀ HUY ĐỘNG NGUỒN LỰC CHO GIÁO DỤC

Căn cứ Nghị quyết số 19-NQ/TW ngày 25 tháng 10 năm 2017 của Hội nghị lần thứ sáu Ban Chấp
hành Trung ương khóa XII về tiếp tục đổi mới hệ thống tổ chức và quản lý;
""",
        (
            "Quyết định", "772/QĐ-BGDĐT", "2020-03-30", "Bộ Giáo dục và Đào tạo",
            "TRIỂN KHAI NGHỊ QUYẾT SỐ 35/NQ-CP NGÀY 04/6/2019 CỦA CHÍNH PHỦ VỀ HUY ĐỘNG NGUỒN LỰC CHO GIÁO DỤC",
        ),
        [
            ("35/NQ-CP", "2019-06-04", "Chính phủ", "implements"),
            ("19-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương", "basis"),
        ],
    ),
    Copy(
        "a school portal prints the letter's number and subject as its heading",
        """Công văn số 160/PGDĐT V/v tuyên truyền phòng chống thiên tai, đuối nước

  Kính gửi: Hiệu trưởng các đơn vị trường học trong toàn huyện

Trước tình hình thời tiết diễn biến phức tạp, Phòng Giáo dục và Đào tạo huyện Đông Châu yêu cầu Hiệu trưởng các đơn vị trường học triển khai
một số nhiệm vụ như sau:
""",
        (
            "Công văn", "160/PGDĐT", None, "Phòng Giáo dục và Đào tạo huyện Đông Châu",
            "tuyên truyền phòng chống thiên tai, đuối nước",
        ),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.story)
def test_a_copied_page_is_read_as_the_paper_it_shows(copy: Copy) -> None:
    read = documents.read_text(copy.text + BODY)
    head = read.document
    assert (head.type, head.number, head.date, head.issuer, head.subject) == copy.entry
    assert [
        (each.number, each.date, each.issuer, each.relation) for each in read.citations if each.number
    ] == copy.cited
