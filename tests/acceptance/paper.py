"""A plan of an invented department, written for the stories in the shape such papers have; as words, or as a Word file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx import Document

from kit import clock
from kit.working_days import add_working_days

NUMBER = "1720/KH-GDĐT"
_LINES = """
ỦY BAN NHÂN DÂN QUẬN TÂN BÌNH
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Tân Bình, ngày {day:02} tháng {month:02} năm {year}
KẾ HOẠCH
Tổ chức tuần lễ an toàn giao thông trong trường học
Căn cứ Kế hoạch số 281/KH-UBND ngày 08 tháng 8 năm 2024 của Ủy ban nhân dân quận Tân Bình về tăng cường công tác chăm sóc, giáo dục và bảo vệ trẻ em;
Phòng Giáo dục và Đào tạo đề nghị Hiệu trưởng các trường tiểu học thực hiện các nội dung sau:
I. MỤC ĐÍCH
Nâng cao ý thức chấp hành pháp luật về giao thông của học sinh và cha mẹ học sinh.
II. NỘI DUNG
1. Xây dựng kế hoạch tổ chức tuần lễ an toàn giao thông của đơn vị. Thời gian hoàn thành: trước ngày {first:%d/%m/%Y}.
2. Tổ chức cho học sinh thực hành đi bộ qua đường an toàn. Thời gian hoàn thành: trước ngày {second:%d/%m/%Y}.
3. Phối hợp với công an phường bố trí khu vực đón, trả học sinh trước cổng trường.
III. TỔ CHỨC THỰC HIỆN
Hiệu trưởng các trường tiểu học báo cáo kết quả thực hiện về Phòng Giáo dục và Đào tạo trước ngày {third:%d/%m/%Y}.
Nơi nhận:
- Các trường tiểu học;
- Lưu: VT.
KT. TRƯỞNG PHÒNG
PHÓ TRƯỞNG PHÒNG
"""


def words(number: str = NUMBER, issued_on: date | None = None) -> str:
    """The plan, issued today unless told otherwise, its three days ahead of that."""
    day = issued_on or clock.today()
    dues = {name: add_working_days(day, ahead) for name, ahead in (("first", 8), ("second", 14), ("third", 18))}
    return _LINES.strip().format(number=number, day=day.day, month=day.month, year=day.year, **dues) + "\n"


def word_file(number: str = NUMBER) -> bytes:
    """The same as a .docx, a paragraph a line."""
    paper = Document()
    for line in words(number).splitlines():
        paper.add_paragraph(line)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()
