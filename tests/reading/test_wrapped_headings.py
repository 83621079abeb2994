"""Headings on short lines of their own, and sentences that a page number parts, in a letter wrapped as a PDF wraps it."""

from __future__ import annotations

import documents

LETTER = """SỞ GIÁO DỤC VÀ ĐÀO TẠO          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      LÂM TRẠCH                        Độc lập - Tự do - Hạnh phúc

Số: 812/SGDĐT-VP                    Lâm Trạch, ngày 05 tháng 9 năm 2025
V/v chuyển đổi số năm học 2025-2026

                    Kính gửi: Các trường trung học phổ thông.

Để triển khai nhiệm vụ chuyển đổi số trong năm học 2025-2026, Sở Giáo dục và Đào tạo
đề nghị các trường trung học phổ thông tập trung thực hiện một số nội dung sau:

1. Công tác tuyên truyền, hướng dẫn
{gap}Đăng tải tài liệu, tin bài về an toàn trên không gian mạng lên trang thông tin điện
tử của nhà trường; nhắc nhở học sinh không chia sẻ thông tin cá nhân.

2. Phát triển học liệu số, kỹ năng số
{gap}Xây dựng kho học liệu dùng chung, mỗi tổ chuyên môn đóng góp ít nhất 05 bài giảng
trước ngày 30/11/2025.

3. Thực hiện chế độ, chính sách cho học sinh dân tộc thiểu số
{gap}Rà soát, lập danh sách học sinh được hưởng chính sách; chi trả kịp thời, đúng đối
tượng. Việc bình xét, công khai và niêm yết danh sách thực hiện theo Thông tư số

2

09/2024/TT-BGDĐT ngày 03/6/2024 của Bộ trưởng Bộ Giáo dục và Đào tạo.

4. Tăng cường kiểm tra, chỉ đạo
{gap}Tự kiểm tra hạ tầng mạng, máy tính; thay thế thiết bị hỏng theo Quyết định số
1131/QĐ-UBND ngày 20/5/2025 của Ủy ban nhân dân tỉnh.

5. Công tác phối hợp
{gap}Ký kết quy chế với công an xã, phường về bảo vệ hệ thống thông tin của nhà trường.

Trân trọng./.

Nơi nhận:                        GIÁM ĐỐC
- Như trên;
- Lưu: VT.
"""
BEGINS = [
    "Đăng tải tài liệu",
    "Xây dựng kho học liệu",
    "Rà soát, lập danh sách",
    "Tự kiểm tra hạ tầng",
    "Ký kết quy chế",
]


def test_a_short_numbered_line_is_a_heading_with_its_task_below() -> None:
    for gap in ("", "\n"):
        read = documents.read_text(LETTER.format(gap=gap))
        assert [task.ref for task in read.tasks] == ["1", "2", "3", "4", "5"], gap
        assert all(task.text.startswith(begin) for task, begin in zip(read.tasks, BEGINS, strict=True)), gap
        assert read.tasks[1].heading == "Phát triển học liệu số, kỹ năng số"
        assert {task.assignees for task in read.tasks} == {("các trường trung học phổ thông",)}


def test_a_number_behind_the_page_number_ends_the_sentence_before_it() -> None:
    read = documents.read_text(LETTER.format(gap="\n"))
    assert read.tasks[2].text.endswith(
        "theo Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024 của Bộ trưởng Bộ Giáo dục và Đào tạo."
    )
    assert [each.number for each in read.citations] == ["09/2024/TT-BGDĐT", "1131/QĐ-UBND"]


def test_a_plan_wrapped_without_empty_lines_keeps_its_headings_apart() -> None:
    text = LETTER.replace("5. Công tác phối hợp", "5. Xây dựng xã hội số, công dân số").format(gap="")
    assert documents.read_text(text).tasks[-1].text.startswith("Ký kết quy chế")


APPENDIX = """
PHỤ LỤC
(Kèm theo Công văn số 812/SGDĐT-VP)

TT
Nội dung
Chủ trì
Thời hạn
Sản phẩm
1
Lập phương án bảo vệ hệ thống
Văn phòng Sở
Quý I/2026
Đề án
2
Mua sắm thiết bị phòng máy
Phòng Kế hoạch - Tài chính
Quý II/2026
Quyết định
3
Mở lớp tập huấn cho giáo viên
Văn phòng Sở
Quý III/2026
Kế hoạch
"""


def test_the_number_of_the_next_row_is_not_that_of_a_paper() -> None:
    read = documents.read_text(LETTER.format(gap="\n") + APPENDIX)
    assert [each.number for each in read.citations] == ["09/2024/TT-BGDĐT", "1131/QĐ-UBND"]
