"""Tables one cell a line behind a tab, with the title of their section right on top of the headings."""

from __future__ import annotations

import pytest

from documents import read_text
from documents.parsed import Task

_HEAD = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SÔNG NGÀN\tĐộc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND\tSông Ngàn, ngày 04 tháng 3 năm 2026

KẾ HOẠCH
Bảo đảm an toàn trường học năm 2026

\tỦy ban nhân dân xã ban hành Kế hoạch như sau:

\tI. YÊU CẦU
\t1. Việc triển khai phải đồng bộ, đúng tiến độ.

"""
_FOOT = """

\tIII. KINH PHÍ
\tKinh phí thực hiện bố trí trong dự toán được giao năm 2026.

Nơi nhận:
- Các phòng, đơn vị;
- Lưu: VT.
"""
_HEADS = ["TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
_ROWS = [
    ["1", "Rà soát các điểm ao, hồ chưa có rào chắn", "Phòng Kinh tế", "Công an xã", "Trước ngày 20/5/2026", "Danh mục"],
    ["2", "Tập huấn kỹ năng sơ cứu cho giáo viên các trường", "Trạm Y tế xã", "Các trường học", "Quý II/2026", "Lớp tập huấn"],
    ["3", "Kiểm tra bếp ăn bán trú tại các trường mầm non", "Phòng Văn hóa - Xã hội", "Trạm Y tế xã", "Tháng 9/2026", "Biên bản"],
]  # fmt: skip
_GROUP = ["A", "An toàn trường lớp", "", "", "", ""]
_SECTION = "\tII. NHIỆM VỤ CỤ THỂ\n"


def _tasks(block: str) -> list[Task]:
    return list(read_text(_HEAD + block + _FOOT).tasks)


def _lines(*rows: list[str]) -> str:
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows)


def _told(tasks: list[Task]) -> list[tuple[str, list[str], list[str], str | None]]:
    return [(task.text, list(task.lead), list(task.coordinating), task.timeframe) for task in tasks]


_EXPECTED = [(row[1], [row[2]], [row[3]], row[4]) for row in _ROWS]

_SHAPES = {
    "title on the headings": _SECTION + _lines(_HEADS, *_ROWS),
    "title and groups": _SECTION + _lines(_HEADS, _GROUP, *_ROWS[:2], ["B", "Kiểm tra", "", "", "", ""], _ROWS[2]),
    "title and one line more": _SECTION + "\t(Thực hiện trong năm 2026)\n" + _lines(_HEADS, _GROUP, *_ROWS),
    "title apart": _SECTION + "\n" + _lines(_HEADS, _GROUP, *_ROWS),
    "title not indented": _SECTION.strip() + "\n" + _lines(_HEADS, _GROUP, *_ROWS),
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_title_on_top_of_the_headings_does_not_hide_them(shape: str) -> None:
    assert _told(_tasks(_SHAPES[shape])) == _EXPECTED


def test_other_headings_under_a_title() -> None:
    heads = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]
    rows = [row[:5] for row in _ROWS]
    assert _told(_tasks("\tII. TỔ CHỨC THỰC HIỆN\n" + _lines(heads, *rows))) == _EXPECTED


def test_a_sub_title_stands_on_the_headings_too() -> None:
    heads = ["TT", "Nội dung công việc", "Thời gian", "Người phụ trách"]
    rows = [[row[0], row[1], row[4], row[2]] for row in _ROWS]
    tasks = _tasks("\tII. NHIỆM VỤ\n\t1. Phân công cụ thể\n" + _lines(heads, *rows))
    assert [(task.text, list(task.lead or task.assignees), task.timeframe) for task in tasks] == [
        (row[1], [row[2]], row[4]) for row in _ROWS
    ]
