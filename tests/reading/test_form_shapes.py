"""Forms of reports in every shape in which they are pasted: the columns a unit has to fill in, with the groups above them."""

from __future__ import annotations

from textwrap import dedent

import pytest

import documents

Column = tuple[str | None, str]

LETTER = """
UBND HUYỆN BẾN LỞ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\tĐộc lập - Tự do - Hạnh phúc
Số: 57/PGDĐT\tBến Lở, ngày 11 tháng 5 năm 2024
V/v báo cáo số liệu hè

Kính gửi: Hiệu trưởng các trường.

Phòng Giáo dục và Đào tạo đề nghị các trường báo cáo số liệu theo mẫu kèm theo trước ngày 30/8/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
TRƯỞNG PHÒNG

BÁO CÁO SỐ LIỆU HÈ NĂM 2024

1. Kết quả thực hiện
"""
TAIL = """
2. Kiến nghị, đề xuất: ……………………
"""
SWIMMING: list[Column] = [
    (None, "Tổng số học sinh"), ("Dạy bơi", "Số lớp"), ("Dạy bơi", "Số học sinh"),
    ("Tuyên truyền", "Số buổi"), ("Tuyên truyền", "Số lượt người"), (None, "Ghi chú"),
]  # fmt: skip


def rows(*printed: str) -> str:
    return "\n".join(printed) + "\n"


FORMS: dict[str, tuple[str, list[Column]]] = {
    "tabs, all cells kept": (
        rows(
            "STT\tKhối lớp\tTổng số học sinh\tDạy bơi\t\tTuyên truyền\t\tGhi chú",
            "\t\t\tSố lớp\tSố học sinh\tSố buổi\tSố lượt người\t",
            "1\tKhối 1\t\t\t\t\t\t",
            "2\tKhối 2\t\t\t\t\t\t",
            "\tCộng\t\t\t\t\t\t",
        ),
        SWIMMING,
    ),
    "pipes": (
        rows(
            "| STT | Khối lớp | Tổng số học sinh | Dạy bơi | | Tuyên truyền | | Ghi chú |",
            "|---|---|---|---|---|---|---|---|",
            "| | | | Số lớp | Số học sinh | Số buổi | Số lượt người | |",
            "| 1 | Khối 1 | | | | | | |",
            "| 2 | Khối 2 | | | | | | |",
        ),
        SWIMMING,
    ),
    "one cell a line, empty cells as empty lines": (
        rows(
            "STT", "Khối lớp", "Tổng số học sinh", "Dạy bơi", "Tuyên truyền", "Ghi chú", "", "", "",
            "Số lớp", "Số học sinh", "Số buổi", "Số lượt người", "",
            "1", "", "", "", "", "", "", "", "2", "", "", "", "", "", "", "", "3", "", "", "", "", "", "", "",
        ),
        SWIMMING,
    ),
    "one cell a line, names of rows given": (
        rows(
            "TT", "Tên trường", "Số lớp", "Số học sinh", "Ghi chú",
            "1", "Trường Tiểu học Hoa Sen", "2", "Trường Tiểu học Bình Minh", "3", "Trường THCS Lộc An",
        ),
        [(None, "Số lớp"), (None, "Số học sinh"), (None, "Ghi chú")],
    ),
    "one cell a line, leaves behind the last column": (
        rows(
            "STT", "Loại tai nạn", "Số vụ", "Số học sinh", "Ghi chú", "Bị thương", "Tử vong",
            "1", "Đuối nước", "2", "Giao thông", "3", "Khác", "Cộng",
        ),
        [(None, "Số vụ"), ("Số học sinh", "Bị thương"), ("Số học sinh", "Tử vong"), (None, "Ghi chú")],
    ),
    "no numbers, empty lines for figures": (
        rows("Lớp", "Sĩ số", "Số em biết bơi", "Số em chưa biết bơi", "6A", "", "", "", "6B", "", "", "", "6C", "", "", ""),
        [(None, "Sĩ số"), (None, "Số em biết bơi"), (None, "Số em chưa biết bơi")],
    ),
    "three rows, all cells kept": (
        rows(
            "TT\tTên trường\tSố vụ\t\t\tSố học sinh\t\t\tGhi chú",
            "\t\tTrong trường\t\tNgoài trường\tBị hại\t\tGây hại\t",
            "\t\tBạo lực\tXâm hại\t\tNam\tNữ\t\t",
            "1\tMầm non\t\t\t\t\t\t\t",
            "2\tTiểu học\t\t\t\t\t\t\t",
        ),
        [
            ("Số vụ - Trong trường", "Bạo lực"), ("Số vụ - Trong trường", "Xâm hại"), ("Số vụ", "Ngoài trường"),
            ("Số học sinh - Bị hại", "Nam"), ("Số học sinh - Bị hại", "Nữ"), ("Số học sinh", "Gây hại"), (None, "Ghi chú"),
        ],
    ),
    "three rows in pipes": (
        rows(
            "| TT | Đơn vị | Trẻ em | | | Kinh phí |",
            "|---|---|---|---|---|---|",
            "| | | Tổng số | Trong đó | | |",
            "| | | | Nam | Nữ | |",
            "| 1 | | | | | |",
            "| 2 | | | | | |",
        ),
        [("Trẻ em", "Tổng số"), ("Trẻ em - Trong đó", "Nam"), ("Trẻ em - Trong đó", "Nữ"), (None, "Kinh phí")],
    ),
    "a cell a line behind a tab, merged cells once": (
        rows(
            "\tTên trường", "\tTrẻ mẫu giáo", "\tBếp ăn", "",
            "\t", "\tTổng số", "\tSuy dinh dưỡng", "\tSố bếp", "\tSố người nấu", "",
            "\t", "\t", "\tNhẹ cân", "\tThấp còi", "\t", "\t", "",
            "\t1.", "\t", "\t", "\t", "\t", "\t", "",
            "\t2.", "\t", "\t", "\t", "\t", "\t", "",
        ),
        [
            ("Trẻ mẫu giáo", "Tổng số"), ("Trẻ mẫu giáo - Suy dinh dưỡng", "Nhẹ cân"),
            ("Trẻ mẫu giáo - Suy dinh dưỡng", "Thấp còi"), ("Bếp ăn", "Số bếp"), ("Bếp ăn", "Số người nấu"),
        ],
    ),
    "sections, rows that say little, a sum": (
        rows(
            "TT\tChỉ tiêu\tĐơn vị tính\tKết quả\t\tSo với cùng kỳ",
            "\t\t\tMầm non\tPhổ thông\t",
            "A\tVăn bản chỉ đạo\t\t\t\t",
            "1\tKế hoạch ban hành\tVăn bản\t\t\t",
            "\tTrong đó: của huyện\tVăn bản\t\t\t",
            "B\tTruyền thông\t\t\t\t",
            "1\tSố buổi\tBuổi\t\t\t",
            "\t\t\t\t\t",
            "\tTổng cộng\t\t\t\t",
        ),
        [(None, "Đơn vị tính"), ("Kết quả", "Mầm non"), ("Kết quả", "Phổ thông"), (None, "So với cùng kỳ")],
    ),
    "rows named under an unusual heading": (
        rows(
            "Phương tiện đưa đón\tSố xe\tSố học sinh\tGhi chú",
            "Xe buýt\t\t\t",
            "Xe hợp đồng\t\t\t",
            "Đò ngang\t\t\t",
        ),
        [(None, "Số xe"), (None, "Số học sinh"), (None, "Ghi chú")],
    ),
    "columns counted": (
        rows(
            "STT", "Tên trường", "Số lớp", "Số học sinh", "Tỷ lệ (%)", "(1)", "(2)", "(3)", "(4)", "(5)",
            "1", "Trường Mầm non Sơn Ca", "2", "Trường Mầm non Vành Khuyên",
        ),
        [(None, "Số lớp"), (None, "Số học sinh"), (None, "Tỷ lệ (%)")],
    ),
    "one cell a line, groups of rows, units given": (
        rows(
            "TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú", "(1)", "(2)", "(3)", "(4)", "(5)",
            "I", "Công tác truyền thông", "1", "Số buổi nói chuyện", "Buổi", "2", "Số tờ rơi", "Tờ",
            "II", "Tập huấn", "1", "Số lớp", "Lớp",
        ),
        [(None, "Đơn vị tính"), (None, "Số lượng"), (None, "Ghi chú")],
    ),
    "tabs, nothing kept behind the names of the rows": (
        rows("TT\tHình thức\tSố cuộc\tSố người tham gia", "1\tTrực tiếp", "2\tTrên loa truyền thanh", "\tCộng"),
        [(None, "Số cuộc"), (None, "Số người tham gia")],
    ),
    "tabs, nothing kept behind the numbers": (
        rows("STT\tTên xã\tSố trẻ em\tSố em biết bơi\tGhi chú", "1\t…", "2\t…", "…"),
        [(None, "Số trẻ em"), (None, "Số em biết bơi"), (None, "Ghi chú")],
    ),
    "tabs, only the numbers left": (
        rows("TT\tĐơn vị\tSố trẻ em\tSố em biết bơi", "1", "2", "3"),
        [(None, "Số trẻ em"), (None, "Số em biết bơi")],
    ),
    "tabs, groups, columns counted, rows cut short": (
        rows(
            "TT\tTên xã\tTổng số trẻ em\tTrẻ em biết bơi\t\tGhi chú", "\t\t\tNam\tNữ",
            "(1)\t(2)\t(3)\t(4)\t(5)\t(6)", "1\tXã Đông", "2\tXã Đoài", "\tTổng cộng",
        ),
        [(None, "Tổng số trẻ em"), ("Trẻ em biết bơi", "Nam"), ("Trẻ em biết bơi", "Nữ"), (None, "Ghi chú")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", FORMS)
def test_a_form_keeps_its_columns_and_their_groups(shape: str) -> None:
    printed, columns = FORMS[shape]
    found = documents.read_text(LETTER.lstrip() + printed + TAIL)
    tables = [table for form in found.report_forms for table in form.tables]
    assert [column for table in tables for column in table.columns] == columns
    assert len(tables) == 1


LISTS = [
    """
    Lớp
    Kính đề nghị các trường rà soát số liệu.
    Số liệu gửi qua thư điện tử.
    """,
    """
    STT
    1
    2
    """,
]


@pytest.mark.parametrize("lines", LISTS)
def test_lines_without_alike_rows_are_no_form(lines: str) -> None:
    assert not documents.read_text(LETTER.lstrip() + dedent(lines) + TAIL).report_forms


TWO_TABLES = {
    "tabs": """
        1. Công tác truyền thông

        TT\tHình thức\tSố cuộc\tSố người tham gia
        1\tTrực tiếp
        2\tTrên loa truyền thanh
        \tCộng

        2. Dạy bơi

        STT\tTên trường\tSố lớp\tSố học sinh biết bơi
        1\t…
        2\t…
    """,
    "pipes": """
        1. Công tác truyền thông

        | TT | Hình thức | Số cuộc | Số người tham gia |
        |---|---|---|---|
        | 1 | Trực tiếp | | |
        | 2 | Trên loa truyền thanh | | |

        2. Dạy bơi

        | STT | Tên trường | Số lớp | Số học sinh biết bơi |
        | (1) | (2) | (3) | (4) |
        | 1 | … | | |
    """,
    "one cell a line": """
        1. Công tác truyền thông
        TT
        Hình thức
        Số cuộc
        Số người tham gia
        1
        Trực tiếp
        2
        Trên loa truyền thanh
        2. Dạy bơi
        STT
        Tên trường
        Số lớp
        Số học sinh biết bơi
        (1)
        (2)
        (3)
        (4)
        1
        2
    """,
}
SIGNED = """
NGƯỜI LẬP BIỂU\tTHỦ TRƯỞNG ĐƠN VỊ
(Ký, ghi rõ họ tên)\t(Ký tên, đóng dấu)
"""


@pytest.mark.parametrize("shape", TWO_TABLES)
def test_two_tables_of_one_form_keep_their_titles(shape: str) -> None:
    opened = "(Kèm theo Công văn số 57/PGDĐT ngày 11/5/2024)\n\nĐơn vị báo cáo: ………………\n"
    letter = LETTER.lstrip().replace("1. Kết quả thực hiện\n", opened)
    found = documents.read_text(letter + dedent(TWO_TABLES[shape]) + SIGNED)
    assert [(table.title, table.columns) for form in found.report_forms for table in form.tables] == [
        ("Công tác truyền thông", ((None, "Số cuộc"), (None, "Số người tham gia"))),
        ("Dạy bơi", ((None, "Số lớp"), (None, "Số học sinh biết bơi"))),
    ]
    assert [form.title for form in found.report_forms] == ["Báo cáo số liệu hè năm 2024"]
    assert not any(task.ref.startswith("bảng") for task in found.tasks)
