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
    (
        # No number heading; a group named without a number; the heading said again on the next page.
        """
        Nội dung
        Cơ quan, đơn vị chủ trì
        Cơ quan, đơn vị phối hợp
        Thời gian, tiến độ
        1
        Ban hành kế hoạch phòng, chống đuối nước
        Sở Y tế
        Sở Nội vụ
        Tháng 3/2026
        Công tác kiểm tra
        2
        Kiểm tra bể bơi, khu vui chơi dưới nước
        Sở Y tế
        Công an tỉnh
        Tháng 6/2026
        Nội dung
        Cơ quan, đơn vị chủ trì
        Cơ quan, đơn vị phối hợp
        Thời gian, tiến độ
        3
        Tổng kết, rút kinh nghiệm toàn đợt
        Văn phòng UBND tỉnh
        Các sở, ngành
        Tháng 12/2026
        """,
        [
            ("Ban hành kế hoạch phòng, chống đuối nước", ["Sở Y tế"], ["Sở Nội vụ"], "Tháng 3/2026"),
            ("Kiểm tra bể bơi, khu vui chơi dưới nước", ["Sở Y tế"], ["Công an tỉnh"], "Tháng 6/2026"),
            ("Tổng kết, rút kinh nghiệm toàn đợt", ["Văn phòng UBND tỉnh"], ["Các sở, ngành"], "Tháng 12/2026"),
        ],
    ),
    (
        # A month stands once for all its rows.
        """
        | Thời gian | Nội dung công việc | Người phụ trách | Phối hợp |
        |---|---|---|---|
        | Tháng 9/2025 | Tổ chức khai giảng năm học mới | Hiệu trưởng | Công đoàn |
        | | Phát động tháng an toàn giao thông | Tổng phụ trách Đội | Công an phường |
        | Tháng 10/2025 | Tập huấn sơ cấp cứu cho giáo viên | Nhân viên y tế | Trạm Y tế phường |
        """,
        [
            ("Tổ chức khai giảng năm học mới", ["Hiệu trưởng"], ["Công đoàn"], "Tháng 9/2025"),
            ("Phát động tháng an toàn giao thông", ["Tổng phụ trách Đội"], ["Công an phường"], "Tháng 9/2025"),
            ("Tập huấn sơ cấp cứu cho giáo viên", ["Nhân viên y tế"], ["Trạm Y tế phường"], "Tháng 10/2025"),
        ],
    ),
    (
        # Tabs, and cells that were left out.
        """
        TT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\tSản phẩm
        1\tXây dựng quy chế phối hợp liên ngành\tCông an tỉnh\tQuý I/2026\tQuy chế
        2\tTập huấn cho cán bộ trẻ em cấp xã\tSở Y tế\tSở Nội vụ\tTháng 5/2026
        3\tTổng kết công tác năm\tSở Y tế\tTháng 12/2026
        """,
        [
            ("Xây dựng quy chế phối hợp liên ngành", ["Công an tỉnh"], [], "Quý I/2026"),
            ("Tập huấn cho cán bộ trẻ em cấp xã", ["Sở Y tế"], ["Sở Nội vụ"], "Tháng 5/2026"),
            ("Tổng kết công tác năm", ["Sở Y tế"], [], "Tháng 12/2026"),
        ],
    ),
    (
        # Sections in letters, numbers that go on; a paragraph straight below the last row.
        """
        Số TT
        Đầu việc
        Sản phẩm
        Bộ phận thực hiện
        Hạn hoàn thành
        A
        CHUẨN BỊ
        1
        Khảo sát hạ tầng mạng của các trường
        Báo cáo khảo sát
        Phòng Văn hóa - Xã hội
        Trước 15/8/2026
        B
        TRIỂN KHAI
        2
        Cấp tài khoản học bạ số cho giáo viên
        100% giáo viên có tài khoản
        Các trường học
        Trong tháng 9/2026
        3
        Nhập dữ liệu học bạ số học kỳ I
        Dữ liệu được duyệt
        Các trường học
        Xong trước 20/01/2027
        (Bảng gồm 03 đầu việc)
        """,
        [
            ("Khảo sát hạ tầng mạng của các trường", [], [], "Trước 15/8/2026"),
            ("Cấp tài khoản học bạ số cho giáo viên", [], [], "Trong tháng 9/2026"),
            ("Nhập dữ liệu học bạ số học kỳ I", [], [], "Xong trước 20/01/2027"),
        ],
    ),
    (
        # Two bodies one under the other in a cell; a cell that lists its work.
        """
        STT
        Nội dung
        Đơn vị chủ trì
        Đơn vị phối hợp
        Thời gian
        1
        Truyền thông trong trường học:
        - Phát tài liệu cho cha mẹ học sinh
        - Chiếu phim ngắn trong giờ chào cờ
        Sở Giáo dục và Đào tạo
        Sở Y tế
        Tỉnh đoàn
        Quý I/2026
        2
        Giám sát các cơ sở nuôi dưỡng trẻ em
        Sở Y tế
        Hội Liên hiệp Phụ nữ tỉnh
        Hội Bảo vệ quyền trẻ em
        Quý III/2026
        """,
        [
            (
                "Truyền thông trong trường học: - Phát tài liệu cho cha mẹ học sinh - Chiếu phim ngắn trong giờ chào cờ",
                ["Sở Giáo dục và Đào tạo"],
                ["Sở Y tế", "Tỉnh đoàn"],
                "Quý I/2026",
            ),
            (
                "Giám sát các cơ sở nuôi dưỡng trẻ em",
                ["Sở Y tế"],
                ["Hội Liên hiệp Phụ nữ tỉnh", "Hội Bảo vệ quyền trẻ em"],
                "Quý III/2026",
            ),
        ],
    ),
    (
        # Numbers in two steps: the first only names the group.
        """
        TT
        Nhiệm vụ, giải pháp
        Cơ quan chủ trì
        Cơ quan phối hợp
        Thời gian hoàn thành
        Kết quả
        1
        Hoàn thiện thể chế
        1.1
        Ban hành quy chế quản lý dữ liệu ngành
        Sở Khoa học và Công nghệ
        Các sở, ngành
        Quý II/2026
        Quyết định
        1.2
        Sửa đổi quy định về khai thác kho dữ liệu
        Sở Khoa học và Công nghệ
        Sở Tư pháp
        Quý III/2026
        Quyết định
        2
        Phát triển hạ tầng
        2.1
        Nâng cấp trung tâm dữ liệu tỉnh
        Công an tỉnh
        Sở Tài chính
        Năm 2026
        Trung tâm dữ liệu
        """,
        [
            ("Ban hành quy chế quản lý dữ liệu ngành", ["Sở Khoa học và Công nghệ"], ["Các sở, ngành"], "Quý II/2026"),
            ("Sửa đổi quy định về khai thác kho dữ liệu", ["Sở Khoa học và Công nghệ"], ["Sở Tư pháp"], "Quý III/2026"),
            ("Nâng cấp trung tâm dữ liệu tỉnh", ["Công an tỉnh"], ["Sở Tài chính"], "Năm 2026"),
        ],
    ),
    (
        # A school's table: bodies in short forms, days of all kinds.
        """
        TT
        Nội dung
        Người thực hiện
        Thời gian
        Kết quả
        1
        Xây dựng kế hoạch y tế trường học
        NV y tế
        Tuần 1
        Kế hoạch
        2
        Khám sức khỏe đầu năm cho học sinh
        Trạm Y tế xã
        05 - 10/10/2025
        100% học sinh
        3
        Tuyên truyền phòng bệnh sốt xuất huyết
        GVCN các lớp
        Hằng tuần
        Bản tin
        4
        Tổng vệ sinh diệt bọ gậy trong khuôn viên
        Toàn trường
        Chiều thứ Sáu hằng tuần
        Trường sạch
        """,
        [
            ("Xây dựng kế hoạch y tế trường học", [], [], "Tuần 1"),
            ("Khám sức khỏe đầu năm cho học sinh", [], [], "05 - 10/10/2025"),
            ("Tuyên truyền phòng bệnh sốt xuất huyết", [], [], "Hằng tuần"),
            ("Tổng vệ sinh diệt bọ gậy trong khuôn viên", [], [], "Chiều thứ Sáu hằng tuần"),
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


def test_a_list_of_members_hands_out_nothing() -> None:
    members = """
        STT
        Họ và tên
        Chức vụ
        Nhiệm vụ
        1
        Đồng chí Hiệu trưởng
        Trưởng ban
        Chỉ đạo chung
        2
        Đồng chí Phó Hiệu trưởng
        Phó ban
        Kiểm tra bếp ăn
        3
        Kế toán
        Ủy viên
        Lập dự toán kinh phí
    """
    assert read(members) == []
