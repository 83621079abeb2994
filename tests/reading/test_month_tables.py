"""Tables of a school's year pasted one cell a line: a month that holds until the next, no numbers, cells left out, groups."""

from __future__ import annotations

from textwrap import dedent

import pytest

import documents

Work = tuple[str, list[str], list[str], str | None]

HEAD = """
PHÒNG GD&ĐT HUYỆN BẾN LỞ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THCS SÔNG NGÀN\tĐộc lập - Tự do - Hạnh phúc
Số: 91/KH-THCS\tBến Lở, ngày 04 tháng 9 năm 2025

KẾ HOẠCH
Bảo đảm an toàn trường học năm học 2025 - 2026

Trường THCS Sông Ngàn ban hành Kế hoạch như sau:

I. NHIỆM VỤ CỤ THỂ
"""
FOOTS = {
    "a heading": """
II. KINH PHÍ
Kinh phí thực hiện bố trí trong dự toán được giao năm 2026.

Nơi nhận:
- Các tổ chuyên môn;
- Lưu: VT.
""",
    "the signature": """
Nơi nhận:
- Các tổ chuyên môn;
- Lưu: VT.
""",
    "a closing sentence": """
Trong quá trình thực hiện nếu có vướng mắc, các bộ phận báo cáo Hiệu trưởng xem xét, giải quyết.

Nơi nhận:
- Các tổ chuyên môn;
- Lưu: VT.
""",
}
YEAR: list[Work] = [
    ("Kiểm tra lan can, cầu thang toàn trường", ["Tổ Văn phòng"], ["Giáo viên chủ nhiệm"], "Tháng 9/2025"),
    ("Ký cam kết không bạo lực học đường", ["Tổng phụ trách Đội"], [], "Tháng 9/2025"),
    ("Tổ chức chuyên đề phòng, chống đuối nước", ["Giáo viên Thể dục"], ["Trạm Y tế xã"], "Tháng 10/2025"),
]

ONE_A_LINE = """
Thời gian
Nội dung công việc
Người phụ trách
Phối hợp
Tháng 9/2025
Kiểm tra lan can, cầu thang toàn trường
Tổ Văn phòng
Giáo viên chủ nhiệm
Ký cam kết không bạo lực học đường
Tổng phụ trách Đội
Tháng 10/2025
Tổ chức chuyên đề phòng, chống đuối nước
Giáo viên Thể dục
Trạm Y tế xã
"""
NUMBERED = """
TT
Thời gian
Nội dung công việc
Người phụ trách
Phối hợp
Ghi chú
1
Tháng 9/2025
Kiểm tra lan can, cầu thang toàn trường
Tổ Văn phòng
Giáo viên chủ nhiệm
2
Ký cam kết không bạo lực học đường
Tổng phụ trách Đội
3
Tháng 10/2025
Tổ chức chuyên đề phòng, chống đuối nước
Giáo viên Thể dục
Trạm Y tế xã
Dưới cờ
"""
MONTH_OVER_ROWS = """
Nội dung công việc
Người phụ trách
Phối hợp
Tháng 9/2025
Kiểm tra lan can, cầu thang toàn trường
Tổ Văn phòng
Giáo viên chủ nhiệm
Ký cam kết không bạo lực học đường
Tổng phụ trách Đội
Tháng 10/2025
Tổ chức chuyên đề phòng, chống đuối nước
Giáo viên Thể dục
Trạm Y tế xã
"""
MONTH_OVER_NUMBERS = """
TT
Nội dung công việc
Người phụ trách
Phối hợp
Tháng 9/2025
1
Kiểm tra lan can, cầu thang toàn trường
Tổ Văn phòng
Giáo viên chủ nhiệm
2
Ký cam kết không bạo lực học đường
Tổng phụ trách Đội
Tháng 10/2025
1
Tổ chức chuyên đề phòng, chống đuối nước
Giáo viên Thể dục
Trạm Y tế xã
"""
TABBED = """
Thời gian\tNội dung công việc\tNgười phụ trách\tPhối hợp
Tháng 9/2025\tKiểm tra lan can, cầu thang toàn trường\tTổ Văn phòng\tGiáo viên chủ nhiệm
\tKý cam kết không bạo lực học đường\tTổng phụ trách Đội\t
Tháng 10/2025\tTổ chức chuyên đề phòng, chống đuối nước\tGiáo viên Thể dục\tTrạm Y tế xã
"""
PIPED_MONTH_ROWS = """
| TT | Nội dung công việc | Người phụ trách | Phối hợp |
|---|---|---|---|
| | Tháng 9/2025 | | |
| 1 | Kiểm tra lan can, cầu thang toàn trường | Tổ Văn phòng | Giáo viên chủ nhiệm |
| 2 | Ký cam kết không bạo lực học đường | Tổng phụ trách Đội | |
| | Tháng 10/2025 | | |
| 3 | Tổ chức chuyên đề phòng, chống đuối nước | Giáo viên Thể dục | Trạm Y tế xã |
"""
SHAPES = {
    "one cell a line": ONE_A_LINE,
    "an empty line after every cell": ONE_A_LINE.strip().replace("\n", "\n\n"),
    "an empty line between months": ONE_A_LINE.replace("Tháng 10", "\nTháng 10"),
    "the heading again on the next page": ONE_A_LINE.replace(
        "Ký cam kết", "Thời gian\nNội dung công việc\nNgười phụ trách\nPhối hợp\nKý cam kết"
    ),
    "headings in capitals, side by side": "THỜI GIAN NỘI DUNG CÔNG VIỆC\nNGƯỜI PHỤ TRÁCH PHỐI HỢP\n"
    + "\n".join(ONE_A_LINE.strip().split("\n")[4:]),
    "a column of notes nobody filled in": ONE_A_LINE.replace("Phối hợp\n", "Phối hợp\nGhi chú\n"),
    "numbers before the months": NUMBERED,
    "a month over its rows": MONTH_OVER_ROWS,
    "a month over its numbered rows": MONTH_OVER_NUMBERS,
    "tabs, a month once": TABBED,
    "tabs, empty cells dropped": TABBED.replace("\n\t", "\n").replace("\t\n", "\n"),
    "pipes between the cells only": TABBED.replace("\t", " | "),
    "headings in bold": "\n".join(f"**{line}**" for line in ONE_A_LINE.strip().split("\n")[:4])
    + "\n"
    + "\n".join(ONE_A_LINE.strip().split("\n")[4:]),
    "a dash before every cell": "\n".join(
        line if place < 4 else f"- {line}" for place, line in enumerate(ONE_A_LINE.strip().split("\n"))
    ),
    "headings behind tabs, cells on lines": ONE_A_LINE.strip().replace("\n", "\t", 3),
    "pipes, months in rows of their own": PIPED_MONTH_ROWS,
}


def read(table: str, foot: str = FOOTS["a heading"]) -> list[Work]:
    found = documents.read_text(HEAD.lstrip() + "\n" + dedent(table).strip() + "\n" + foot)
    return [(task.text, list(task.lead), list(task.coordinating), task.timeframe) for task in found.tasks]


@pytest.mark.parametrize("foot", FOOTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_month_holds_until_the_next(shape: str, foot: str) -> None:
    assert read(SHAPES[shape], FOOTS[foot]) == YEAR


TABLES: dict[str, tuple[str, list[tuple[str, list[str], str | None]]]] = {
    "the numbers of the rows were lost": (
        """
        TT
        Nội dung công việc
        Bộ phận thực hiện
        Thời gian
        Sản phẩm
        Rà soát cơ sở vật chất, hệ thống điện, cây xanh
        Tổ Văn phòng
        Tháng 9/2025
        Biên bản
        Tập huấn sơ cấp cứu cho giáo viên chủ nhiệm
        Nhân viên y tế
        Tháng 10/2025
        Diễn tập thoát nạn toàn trường
        Bảo vệ
        Tháng 11/2025
        Kế hoạch diễn tập
        """,
        [
            ("Rà soát cơ sở vật chất, hệ thống điện, cây xanh", ["Tổ Văn phòng"], "Tháng 9/2025"),
            ("Tập huấn sơ cấp cứu cho giáo viên chủ nhiệm", ["Nhân viên y tế"], "Tháng 10/2025"),
            ("Diễn tập thoát nạn toàn trường", ["Bảo vệ"], "Tháng 11/2025"),
        ],
    ),
    "groups in letters, cells left out": (
        """
        Nội dung công việc
        Đơn vị chủ trì
        Cơ quan phối hợp
        Thời hạn
        Kết quả
        A. CÔNG TÁC TUYÊN TRUYỀN
        Treo khẩu hiệu, pa nô tại cổng trường
        Đoàn Thanh niên
        Tổ Văn phòng
        Trước 15/9/2025
        Pa nô
        Phát thanh măng non hằng tuần
        Liên đội
        Hằng tuần
        B. CÔNG TÁC KIỂM TRA
        Kiểm tra bếp ăn bán trú, nguồn nước uống
        Tổ Y tế
        Tháng 10/2025
        Biên bản kiểm tra
        """,
        [
            ("Treo khẩu hiệu, pa nô tại cổng trường", ["Đoàn Thanh niên"], "Trước 15/9/2025"),
            ("Phát thanh măng non hằng tuần", ["Liên đội"], "Hằng tuần"),
            ("Kiểm tra bếp ăn bán trú, nguồn nước uống", ["Tổ Y tế"], "Tháng 10/2025"),
        ],
    ),
    "several lines in a cell": (
        """
        Thời gian
        Nội dung
        Người phụ trách
        Tháng 9/2025
        - Kiểm tra lan can, cầu thang, hệ thống điện
        - Ký cam kết không bạo lực học đường
        Tổ Văn phòng
        Tháng 11/2025
        Hội thi tìm hiểu Luật Trẻ em, chào mừng
        ngày Nhà giáo Việt Nam
        Tổng phụ trách Đội
        """,
        [
            ("Kiểm tra lan can, cầu thang, hệ thống điện", ["Tổ Văn phòng"], "Tháng 9/2025"),
            ("Ký cam kết không bạo lực học đường", ["Tổ Văn phòng"], "Tháng 9/2025"),
            (
                "Hội thi tìm hiểu Luật Trẻ em, chào mừng ngày Nhà giáo Việt Nam",
                ["Tổng phụ trách Đội"],
                "Tháng 11/2025",
            ),
        ],
    ),
    "two bodies in a cell, the second in Đ": (
        """
        Thời gian
        Nội dung
        Người phụ trách
        Tháng 9/2025
        Dựng biển báo quanh hồ nước sau trường
        Tổ Văn phòng
        Đoàn Thanh niên
        Tháng 10/2025
        Tổ chức hội thi bơi cứu đuối
        Giáo viên Thể dục
        """,
        [
            ("Dựng biển báo quanh hồ nước sau trường", ["Tổ Văn phòng", "Đoàn Thanh niên"], "Tháng 9/2025"),
            ("Tổ chức hội thi bơi cứu đuối", ["Giáo viên Thể dục"], "Tháng 10/2025"),
        ],
    ),
    "who acts stands first": (
        """
        Người phụ trách
        Nội dung công việc
        Thời gian
        Hiệu trưởng
        Kiện toàn Ban chỉ đạo, phân công nhiệm vụ từng thành viên
        Tháng 9/2025
        Phó Hiệu trưởng
        Duyệt giáo án lồng ghép kỹ năng sống
        Hằng tuần
        """,
        [
            ("Kiện toàn Ban chỉ đạo, phân công nhiệm vụ từng thành viên", ["Hiệu trưởng"], "Tháng 9/2025"),
            ("Duyệt giáo án lồng ghép kỹ năng sống", ["Phó Hiệu trưởng"], "Hằng tuần"),
        ],
    ),
    "nobody is named": (
        """
        Thời gian
        Nội dung công việc
        Ghi chú
        Tháng 9/2025
        Kiểm tra lan can, cầu thang, hệ thống điện toàn trường
        Tháng 10/2025
        Tổ chức chuyên đề phòng, chống đuối nước cho học sinh khối 6
        Dưới cờ
        """,
        [
            ("Kiểm tra lan can, cầu thang, hệ thống điện toàn trường", ["Trường THCS Sông Ngàn"], "Tháng 9/2025"),
            (
                "Tổ chức chuyên đề phòng, chống đuối nước cho học sinh khối 6",
                ["Trường THCS Sông Ngàn"],
                "Tháng 10/2025",
            ),
        ],
    ),
    "a theme beside each month": (
        """
        Tháng
        Chủ điểm
        Nội dung công việc
        Người phụ trách
        Điều chỉnh
        9
        Truyền thống nhà trường
        Ổn định nề nếp, ký cam kết thực hiện nội quy
        Giáo viên chủ nhiệm
        10
        Chăm ngoan, học giỏi
        Sinh hoạt chuyên đề phòng, chống bạo lực học đường
        Tổng phụ trách Đội
        """,
        [
            ("Ổn định nề nếp, ký cam kết thực hiện nội quy", ["Giáo viên chủ nhiệm"], "9"),
            ("Sinh hoạt chuyên đề phòng, chống bạo lực học đường", ["Tổng phụ trách Đội"], "10"),
        ],
    ),
    "times of every kind": (
        """
        Thời gian
        Nội dung
        Bộ phận thực hiện
        Kết quả
        Từ tháng 9/2025 đến tháng 5/2026
        Tuần tra khu vực cổng trường giờ tan học
        Đội cờ đỏ
        Không có vụ việc
        Khi có vụ việc
        Hỗ trợ tâm lý cho học sinh
        Tổ tư vấn tâm lý
        Hằng tháng
        Họp rút kinh nghiệm
        Ban giám hiệu
        Biên bản
        """,
        [
            ("Tuần tra khu vực cổng trường giờ tan học", ["Đội cờ đỏ"], "Từ tháng 9/2025 đến tháng 5/2026"),
            ("Hỗ trợ tâm lý cho học sinh", ["Tổ tư vấn tâm lý"], "Khi có vụ việc"),
            ("Họp rút kinh nghiệm", ["Ban giám hiệu"], "Hằng tháng"),
        ],
    ),
    "one leads, others do it": (
        """
        TT
        Nội dung
        Đơn vị chủ trì
        Đơn vị thực hiện
        Thời hạn
        1
        Xây dựng kế hoạch lồng ghép kỹ năng sống
        Tổ Khoa học tự nhiên
        Giáo viên bộ môn
        Trước ngày 20/9/2025
        2
        Ký cam kết không bạo lực học đường
        Đoàn Thanh niên
        Giáo viên chủ nhiệm
        Tháng 9/2025
        """,
        [
            ("Xây dựng kế hoạch lồng ghép kỹ năng sống", ["Tổ Khoa học tự nhiên", "Giáo viên bộ môn"], "Trước ngày 20/9/2025"),
            ("Ký cam kết không bạo lực học đường", ["Đoàn Thanh niên", "Giáo viên chủ nhiệm"], "Tháng 9/2025"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("foot", FOOTS)
@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_one_task_and_no_cell_is_another(table: str, foot: str) -> None:
    printed, work = TABLES[table]
    found = documents.read_text(HEAD.lstrip() + "\n" + dedent(printed).strip() + "\n" + FOOTS[foot])
    assert [(task.text, list(task.assignees), task.timeframe) for task in found.tasks] == work


def test_items_straight_below_a_table_stay_items() -> None:
    below = """
        1. Học kỳ I
        Thời gian
        Nội dung
        Người phụ trách
        Tháng 9/2025
        Kiểm tra lan can, cầu thang toàn trường
        Tổ Văn phòng
        Tháng 10/2025
        Tổ chức chuyên đề phòng, chống đuối nước
        Giáo viên Thể dục
        2. Học kỳ II
        Thời gian
        Nội dung
        Người phụ trách
        Tháng 2/2026
        Lao động trồng cây đầu xuân
        Đoàn Thanh niên
        Tháng 3/2026
        Diễn tập thoát nạn khi có cháy
        Bảo vệ
        3. Phân công
        - Hiệu trưởng chỉ đạo chung việc thực hiện kế hoạch.
        - Tổ trưởng chuyên môn triển khai kế hoạch đến giáo viên trong tổ.
    """
    found = documents.read_text(HEAD.lstrip() + dedent(below).strip() + "\n" + FOOTS["a heading"])
    assert [(task.ref, list(task.assignees)) for task in found.tasks] == [
        ("I.3.b1", ["Hiệu trưởng"]),
        ("I.3.b2", ["Tổ trưởng chuyên môn"]),
        ("bảng 1.1", ["Tổ Văn phòng"]),
        ("bảng 1.2", ["Giáo viên Thể dục"]),
        ("bảng 2.1", ["Đoàn Thanh niên"]),
        ("bảng 2.2", ["Bảo vệ"]),
    ]


def test_months_in_prose_date_the_items_below_them() -> None:
    months = """
        1. Lịch thực hiện
        Tháng 9/2025
        - Kiện toàn Ban chỉ đạo, phân công nhiệm vụ
        - Ký cam kết với cha mẹ học sinh
        Tháng 10/2025:
        - Tổ chức chuyên đề phòng, chống đuối nước
        2. Các tổ chuyên môn lồng ghép kỹ năng sống vào bài dạy.
    """
    found = documents.read_text(HEAD.lstrip() + dedent(months).strip() + "\n" + FOOTS["a heading"])
    assert [(task.ref, task.timeframe) for task in found.tasks] == [
        ("I.1.b1", "Tháng 9/2025"), ("I.1.b2", "Tháng 9/2025"), ("I.1.b3", "Tháng 10/2025"), ("I.2", None),
    ]  # fmt: skip


def test_the_programme_of_a_meeting_hands_out_nothing() -> None:
    programme = """
        | Thời gian | Nội dung |
        |---|---|
        | 7h30 - 8h00 | Đón tiếp đại biểu, ổn định tổ chức |
        | 8h00 - 8h30 | Phát biểu khai mạc, giới thiệu đại biểu |
    """
    assert read(programme) == []
