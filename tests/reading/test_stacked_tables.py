"""Tables of work in every shape in which they are pasted: the same rows must come out as the same work for the same bodies."""

from __future__ import annotations

from textwrap import dedent

import pytest

import documents

Work = tuple[str, list[str], list[str], str | None]

HEAD = """
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG NGÀN\tĐộc lập - Tự do - Hạnh phúc
Số: 91/KH-UBND\tSông Ngàn, ngày 04 tháng 3 năm 2026

KẾ HOẠCH
Bảo đảm an toàn trường học năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ CỤ THỂ
"""
FOOT = """
II. KINH PHÍ
Kinh phí thực hiện bố trí trong dự toán được giao năm 2026.

Nơi nhận:
- Các sở, ngành;
- Lưu: VT.
"""
THREE: list[Work] = [
    ("Rà soát các điểm ao, hồ chưa có rào chắn", ["Sở Xây dựng"], ["Công an tỉnh"], "Trước ngày 20/5/2026"),
    ("Tập huấn kỹ năng sơ cấp cứu cho giáo viên", ["Sở Y tế"], ["Sở Giáo dục và Đào tạo", "Tỉnh đoàn"], "Quý II/2026"),
    ("Kiểm tra bếp ăn bán trú tại các trường mầm non", ["Sở Y tế"], ["UBND các xã, phường"], "Tháng 9/2026"),
]  # fmt: skip

ONE_A_LINE = """
TT
Nội dung
Chủ trì
Phối hợp
Thời hạn
1
Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026
2
Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026
3
Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026
"""
JOINED_HEADINGS = """
TT Nội dung công việc
Đơn vị chủ trì Đơn vị phối hợp
Thời gian thực hiện

1
Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026

2
Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026

3
Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026
"""
WRAPPED = """
STT
Nội dung nhiệm vụ
Cơ quan
chủ trì
Cơ quan
phối hợp
Thời gian
hoàn thành
Sản phẩm
1
Rà soát các điểm ao, hồ
chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026
Danh mục
2
Tập huấn kỹ năng sơ cấp cứu
cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo,
Tỉnh đoàn
Quý II/2026
02 lớp tập huấn
3
Kiểm tra bếp ăn bán trú tại
các trường mầm non
Sở Y tế
UBND các xã,
phường
Tháng 9/2026
Biên bản kiểm tra
"""
OTHER_ORDER = """
STT
Thời gian
Nội dung
Kết quả
Cơ quan phối hợp
Cơ quan chủ trì
1
Trước ngày 20/5/2026
Rà soát các điểm ao, hồ chưa có rào chắn
Danh mục
Công an tỉnh
Sở Xây dựng
2
Quý II/2026
Tập huấn kỹ năng sơ cấp cứu cho giáo viên
02 lớp
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Sở Y tế
3
Tháng 9/2026
Kiểm tra bếp ăn bán trú tại các trường mầm non
Biên bản
UBND các xã, phường
Sở Y tế
"""
SECTIONS = """
TT
Nhiệm vụ
Đơn vị chủ trì
Đơn vị phối hợp
Tiến độ
Ghi chú
I
Rà soát, tập huấn

1
Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026

2
Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026

II
Kiểm tra

1
Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026

"""
JOINED_NUMBERS = """
TT
Nội dung
Chủ trì
Phối hợp
Thời hạn
1. Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026
2. Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026
3. Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026
"""
NO_NUMBERS = """
Nội dung
Chủ trì
Phối hợp
Thời hạn

Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026

Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026

Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026
"""
NO_NUMBERS_NO_GAPS = NO_NUMBERS.strip().replace("\n\n", "\n")
COUNTED_COLUMNS = ONE_A_LINE.replace("Thời hạn\n", "Thời hạn\n(1)\n(2)\n(3)\n(4)\n(5)\n")
TWO_ROW_HEADING = """
TT
Nội dung
Đơn vị thực hiện
Thời hạn
Sản phẩm
Chủ trì
Phối hợp
1
Rà soát các điểm ao, hồ chưa có rào chắn
Sở Xây dựng
Công an tỉnh
Trước ngày 20/5/2026
Danh mục
2
Tập huấn kỹ năng sơ cấp cứu cho giáo viên
Sở Y tế
Sở Giáo dục và Đào tạo, Tỉnh đoàn
Quý II/2026
02 lớp
3
Kiểm tra bếp ăn bán trú tại các trường mầm non
Sở Y tế
UBND các xã, phường
Tháng 9/2026
Biên bản
"""
EVERY_CELL_APART = ONE_A_LINE.strip().replace("\n", "\n\n")
ROWS = [
    ["Rà soát các điểm ao, hồ chưa có rào chắn", "Sở Xây dựng", "Công an tỉnh", "Trước ngày 20/5/2026"],
    ["Tập huấn kỹ năng sơ cấp cứu cho giáo viên", "Sở Y tế", "Sở Giáo dục và Đào tạo, Tỉnh đoàn", "Quý II/2026"],
    ["Kiểm tra bếp ăn bán trú tại các trường mầm non", "Sở Y tế", "UBND các xã, phường", "Tháng 9/2026"],
]
TABBED = "TT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n" + "\n".join(
    "\t".join([str(number), *row]) for number, row in enumerate(ROWS, start=1)
)
TABBED_TWO_ROWS = (
    "TT\tNội dung\tCơ quan thực hiện\t\tThời hạn\n\t\tChủ trì\tPhối hợp\t\n"
    + "\n".join("\t".join([str(number), *row]) for number, row in enumerate(ROWS, start=1))
)  # fmt: skip
TABBED_TWO_ROWS_DROPPED = (
    "TT\tNội dung\tCơ quan thực hiện\tThời hạn\nChủ trì\tPhối hợp\n"
    + "\n".join("\t".join([str(number), *row]) for number, row in enumerate(ROWS, start=1))
)  # fmt: skip
PIPED = "| TT | Nội dung | Chủ trì | Phối hợp | Thời hạn |\n|---|---|---|---|---|\n" + "\n".join(
    f"| {number} | " + " | ".join(row) + " |" for number, row in enumerate(ROWS, start=1)
)
PIPED_BOLD_TWO_ROWS = (
    "| **TT** | **Nội dung** | **Đơn vị thực hiện** | | **Thời gian** |\n|---|---|---|---|---|\n"
    "| | | **Chủ trì** | **Phối hợp** | |\n| (1) | (2) | (3) | (4) | (5) |\n| **I** | **Việc chung** | | | |\n"
    + "\n".join(f"| {number} | " + " | ".join(row) + " |" for number, row in enumerate(ROWS, start=1))
    + "\n| | | | | |"
)

SHAPES = {
    "one cell a line": ONE_A_LINE,
    "headings side by side": JOINED_HEADINGS,
    "cells wrapped": WRAPPED,
    "columns in another order": OTHER_ORDER,
    "sections, empty last cells": SECTIONS,
    "numbers on the line of the work": JOINED_NUMBERS,
    "no numbers, rows apart": NO_NUMBERS,
    "no numbers, nothing between rows": NO_NUMBERS_NO_GAPS,
    "columns counted": COUNTED_COLUMNS,
    "heading in two rows": TWO_ROW_HEADING,
    "an empty line after every cell": EVERY_CELL_APART,
    "tabs": TABBED,
    "tabs, heading in two rows": TABBED_TWO_ROWS,
    "tabs, heading in two rows without its empty cells": TABBED_TWO_ROWS_DROPPED,
    "pipes": PIPED,
    "pipes, bold headings in two rows, a section": PIPED_BOLD_TWO_ROWS,
}


def read(table: str) -> list[Work]:
    found = documents.read_text(HEAD.lstrip() + "\n" + dedent(table).strip() + "\n" + FOOT)
    return [(task.text, list(task.lead), list(task.coordinating), task.timeframe) for task in found.tasks]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_rows_are_the_same_work_in_every_shape(shape: str) -> None:
    assert read(SHAPES[shape]) == THREE


# Cells left out altogether, as most web pages and many copies do: nothing but what a cell says tells its column.
GAPS = [
    (
        """
        TT
        Nội dung
        Chủ trì
        Phối hợp
        Thời hạn
        Sản phẩm
        1
        Ban hành văn bản chỉ đạo các trường rà soát an toàn
        Sở Giáo dục và Đào tạo
        Tháng 4/2026
        Công văn
        2
        Tuyên truyền trên Trang thông tin điện tử
        Văn phòng Sở
        Các phòng chuyên môn
        Thường xuyên
        3
        Sơ kết, khen thưởng các đơn vị làm tốt
        Phòng Chính trị tư tưởng
        Tháng 12/2026
        """,
        [
            ("Ban hành văn bản chỉ đạo các trường rà soát an toàn", ["Sở Giáo dục và Đào tạo"], [], "Tháng 4/2026"),
            ("Tuyên truyền trên Trang thông tin điện tử", ["Văn phòng Sở"], ["Các phòng chuyên môn"], "Thường xuyên"),
            ("Sơ kết, khen thưởng các đơn vị làm tốt", ["Phòng Chính trị tư tưởng"], [], "Tháng 12/2026"),
        ],
    ),
    (
        """
        TT
        Nội dung công việc
        Người phụ trách
        Thời gian
        Ghi chú
        01
        Kiểm tra bình chữa cháy các phòng học
        Tổ Văn phòng
        Tuần 1 tháng 9
        02
        Diễn tập thoát nạn toàn trường
        Hiệu trưởng
        Tuần 2 tháng 10
        Mời Công an phường
        03
        Treo pa nô, khẩu hiệu phòng cháy
        Tổng phụ trách Đội
        Trước khai giảng
        """,
        [
            ("Kiểm tra bình chữa cháy các phòng học", ["Tổ Văn phòng"], [], "Tuần 1 tháng 9"),
            ("Diễn tập thoát nạn toàn trường", ["Hiệu trưởng"], [], "Tuần 2 tháng 10"),
            ("Treo pa nô, khẩu hiệu phòng cháy", ["Tổng phụ trách Đội"], [], "Trước khai giảng"),
        ],
    ),
    (
        """
        TT
        Hoạt động
        Kinh phí dự kiến
        Đơn vị thực hiện
        Thời gian
        1
        Mua áo phao cho học sinh vùng sông nước
        120.000.000 đồng
        Hội Chữ thập đỏ tỉnh
        Tháng 5/2026
        2
        Lắp đặt biển cảnh báo tại các bến sông
        85.000.000 đồng
        UBND các xã, phường
        Trước 30/6/2026
        Tổng cộng
        205.000.000 đồng
        """,
        [
            ("Mua áo phao cho học sinh vùng sông nước", [], [], "Tháng 5/2026"),
            ("Lắp đặt biển cảnh báo tại các bến sông", [], [], "Trước 30/6/2026"),
        ],
    ),
    (
        """
        STT\tNội dung\tChủ trì\tPhối hợp\tThời gian
        1\tXây dựng quy chế phối hợp liên ngành\tCông an tỉnh\tSở Tư pháp\tQuý I/2026
        2\tTiếp nhận tin báo qua đường dây nóng\t-nt-\tSở Y tế\tHằng ngày
        """,
        [
            ("Xây dựng quy chế phối hợp liên ngành", ["Công an tỉnh"], ["Sở Tư pháp"], "Quý I/2026"),
            ("Tiếp nhận tin báo qua đường dây nóng", ["Công an tỉnh"], ["Sở Y tế"], "Hằng ngày"),
        ],
    ),
]


@pytest.mark.parametrize(("table", "work"), GAPS)
def test_what_a_cell_says_tells_its_column(table: str, work: list[Work]) -> None:
    assert read(table) == work


LISTS = [
    # Numbered sentences under a heading that sounds like a table are no table.
    """
    Nội dung
    1. Tổ chức lễ phát động tại trường học.
    2. Phát tờ rơi cho cha mẹ học sinh.
    3. Ký cam kết với các hộ kinh doanh quanh trường.
    """,
    # Headings without any row.
    """
    TT
    Nội dung
    Chủ trì
    Thời hạn
    """,
]


@pytest.mark.parametrize("lines", LISTS)
def test_lines_that_bear_out_no_grid_stay_lines(lines: str) -> None:
    tables = documents.read_text(HEAD.lstrip() + dedent(lines) + FOOT)
    assert not any(task.ref.startswith("bảng") for task in tables.tasks)
