"""One head, six layouts; one ground, many line widths: how a page was copied must not change what it says.

Word keeps the letterhead in two cells. A copy gives them side by side (tabs, spaces, pipes), one after the other, or row by row.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import NamedTuple

import pytest

import documents


class Columns(NamedTuple):
    """The left and the right cell of a letterhead, what stands under it, and the register's entry."""

    story: str
    left: list[str]
    right: list[str]
    below: str
    entry: tuple[str, str, str, str, str]


STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
PARTY = ["ĐẢNG CỘNG SẢN VIỆT NAM"]
HEADS = [
    Columns(
        "a province's plan",
        ["ỦY BAN NHÂN DÂN", "TỈNH LÂM TRẠCH", "Số: 128/KH-UBND"],
        [*STATE, "Lâm Trạch, ngày 25 tháng 4 năm 2024"],
        "KẾ HOẠCH\nPhòng, chống đuối nước trẻ em năm 2024",
        ("Kế hoạch", "128/KH-UBND", "2024-04-25", "Ủy ban nhân dân tỉnh Lâm Trạch", "Phòng, chống đuối nước trẻ em năm 2024"),
    ),
    Columns(
        "a department's letter",
        [
            "UBND TỈNH LÂM TRẠCH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 2210/SGDĐT-CTTT",
            "V/v tăng cường công tác y tế trường học",
        ],
        [*STATE, "Lâm Trạch, ngày 05 tháng 9 năm 2024"],
        "Kính gửi: Trưởng phòng Giáo dục và Đào tạo các huyện",
        (
            "Công văn", "2210/SGDĐT-CTTT", "2024-09-05", "Sở Giáo dục và Đào tạo tỉnh Lâm Trạch",
            "tăng cường công tác y tế trường học",
        ),
    ),
    Columns(
        "a district Party committee's directive",
        ["TỈNH ỦY LÂM TRẠCH", "HUYỆN ỦY ĐÔNG CHÂU", "*", "Số 15-CT/HU"],
        [*PARTY, "Đông Châu, ngày 18 tháng 5 năm 2022"],
        "CHỈ THỊ\nvề tăng cường sự lãnh đạo của Đảng đối với công tác trẻ em",
        (
            "Chỉ thị", "15-CT/HU", "2022-05-18", "Huyện ủy Đông Châu",
            "về tăng cường sự lãnh đạo của Đảng đối với công tác trẻ em",
        ),
    ),
    Columns(
        "a school's plan",
        ["UBND XÃ TÂN AN ĐÔNG", "TRƯỜNG TIỂU HỌC HOA MẪU", "Số: 45/KH-THHM"],
        [*STATE, "Tân An Đông, ngày 20 tháng 9 năm 2025"],
        "KẾ HOẠCH\nPhòng, chống bạo lực học đường năm học 2025 - 2026",
        (
            "Kế hoạch", "45/KH-THHM", "2025-09-20", "Trường Tiểu học Hoa Mẫu",
            "Phòng, chống bạo lực học đường năm học 2025 - 2026",
        ),
    ),
    Columns(
        "a union's plan",
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM TRẠCH", "CÔNG ĐOÀN GIÁO DỤC TỈNH", "Số: 27/KH-CĐGD"],
        [*STATE, "Lâm Trạch, ngày 12 tháng 10 năm 2023"],
        "KẾ HOẠCH\nTổ chức Tháng Công nhân năm 2023",
        ("Kế hoạch", "27/KH-CĐGD", "2023-10-12", "Công đoàn Giáo dục tỉnh Lâm Trạch", "Tổ chức Tháng Công nhân năm 2023"),
    ),
    Columns(
        "a prime minister's telegram",
        ["THỦ TƯỚNG CHÍNH PHỦ", "Số: 92/CĐ-TTg"],
        [*STATE, "Hà Nội, ngày 08 tháng 9 năm 2024"],
        "CÔNG ĐIỆN\nVề việc tập trung khắc phục hậu quả bão số 3",
        ("Công điện", "92/CĐ-TTg", "2024-09-08", "Thủ tướng Chính phủ", "Về việc tập trung khắc phục hậu quả bão số 3"),
    ),
    Columns(
        "a health department's guidance with rules under the names",
        ["UBND TỈNH LÂM TRẠCH", "SỞ Y TẾ", "-------", "Số: 46/HD-SYT"],
        [*STATE, "---------------", "Lâm Trạch, ngày 03 tháng 6 năm 2025"],
        "HƯỚNG DẪN\nTổ chức chiến dịch diệt lăng quăng",
        ("Hướng dẫn", "46/HD-SYT", "2025-06-03", "Sở Y tế tỉnh Lâm Trạch", "Tổ chức chiến dịch diệt lăng quăng"),
    ),
]  # fmt: skip


def _rows(columns: Columns) -> list[tuple[str, str]]:
    length = max(len(columns.left), len(columns.right))
    left = columns.left + [""] * (length - len(columns.left))
    # The right cell is set so that its date stands beside the number.
    right = columns.right + [""] * (length - len(columns.right))
    return list(zip(left, right, strict=True))


LAYOUTS: dict[str, Callable[[Columns], str]] = {
    "tabs": lambda head: "\n".join(f"{a}\t{b}".rstrip() for a, b in _rows(head)),
    "spaces": lambda head: "\n".join(f" {a:<45}{b}".rstrip() for a, b in _rows(head)),
    "pipes": lambda head: "\n".join(f"| {a} | {b} |" for a, b in _rows(head)),
    "left cell, then right cell": lambda head: "\n".join([*head.left, "", *head.right]),
    "right cell, then left cell": lambda head: "\n".join([*head.right, "", *head.left]),
    "row by row": lambda head: "\n".join(words for row in _rows(head) for words in row if words),
}
BODY = """

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về nội dung nêu trên.
2. Việc thực hiện phải thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng đơn vị.
"""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.story)
def test_the_layout_of_a_head_changes_nothing(head: Columns, layout: str) -> None:
    read = documents.read_text(LAYOUTS[layout](head) + "\n\n" + head.below + BODY).document
    assert (read.type, read.number, read.date, read.issuer, read.subject) == head.entry


GROUNDS = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 3/4/2024 của UBND tỉnh Lâm Trạch về triển khai Nghị quyết số 05-NQ/TU ngày 15/02/2024 của "
    "Ban Thường vụ Tỉnh ủy; căn cứ Thông tư liên tịch số 13/2016/TTLT-BYT-BGDĐT ngày 12 tháng 5 năm 2016 của Bộ Y tế, Bộ Giáo dục và "
    "Đào tạo quy định về công tác y tế trường học; Công văn số 2210/SGDĐT-CTTT ngày 05 tháng 9 năm 2024 của Sở Giáo dục và Đào tạo về "
    "phòng, chống dịch bệnh, UBND huyện yêu cầu các đơn vị thực hiện các nội dung sau:"
)
CITED = [
    ("Kế hoạch", "12/KH-UBND", "2024-04-03", "Ủy ban nhân dân tỉnh Lâm Trạch", "basis", "05-NQ/TU"),
    ("Nghị quyết", "05-NQ/TU", "2024-02-15", "Ban Thường vụ Tỉnh ủy Lâm Trạch", "implements", None),
    ("Thông tư liên tịch", "13/2016/TTLT-BYT-BGDĐT", "2016-05-12", "Bộ Y tế, Bộ Giáo dục và Đào tạo", "basis", None),
    ("Công văn", "2210/SGDĐT-CTTT", "2024-09-05", "Sở Giáo dục và Đào tạo tỉnh Lâm Trạch", "basis", None),
]


@pytest.mark.parametrize("width", range(58, 106, 3))
def test_the_width_of_lines_changes_no_citation(width: int) -> None:
    head = "UBND HUYỆN ĐÔNG CHÂU\nSố: 900/UBND-YT\nĐông Châu, ngày 20 tháng 10 năm 2024\nV/v y tế trường học\n\n"
    wrapped = "\n".join(textwrap.wrap(GROUNDS, width, break_long_words=False, break_on_hyphens=True))
    read = documents.read_text(head + "Kính gửi: Các trường trên địa bàn huyện\n\n" + wrapped + BODY)
    assert [
        (each.type, each.number, each.date, each.issuer, each.relation, each.parent) for each in read.citations
    ] == CITED
