"""Names that hold commas, names that begin like a verb, and parts of a heading's body: who is it that acts?

Each sentence or short list stands as the first item of the same small plan of a district.
"""

from __future__ import annotations

import pytest

import documents
from tests.reading.test_passages import first_task, read

HEADED = {
    "Giáo viên bộ môn, nhất là môn Ngữ văn, Lịch sử và Địa lí\n- Lồng ghép nội dung giáo dục kỹ năng sống vào bài giảng.": ["Giáo viên bộ môn, nhất là môn Ngữ văn, Lịch sử và Địa lí"],
    "Tổ chuyên môn, đặc biệt là tổ Giáo dục thể chất, Tin học\n- Đưa nội dung an toàn vào kế hoạch dạy học.": ["Tổ chuyên môn, đặc biệt là tổ Giáo dục thể chất, Tin học"],
    "Công chức Địa chính - Xây dựng, Nông nghiệp và Môi trường\n- Lập danh mục các điểm có nguy cơ mất an toàn.": ["Công chức Địa chính - Xây dựng, Nông nghiệp và Môi trường"],
    "Các khu dân cư\n- Nắm tình hình trẻ em trên địa bàn; kịp thời thông báo cho cộng tác viên.": ["Các khu dân cư"],
    "Các xóm, tổ dân phố\n- Cắm biển cảnh báo tại ao, hồ trên địa bàn.": ["Các xóm, tổ dân phố"],
    "Riêng đối với các tỉnh vùng biên giới:\n- Thực hiện nghiêm quy chế bảo vệ rừng giáp ranh.": ["các tỉnh vùng biên giới"],
    "Riêng với các tỉnh miền núi phía Bắc:\n- Hoàn thành việc sắp xếp lại điểm trường lẻ.": ["các tỉnh miền núi phía Bắc"],
    "Nhân viên y tế, bảo vệ\n- Bảo vệ kiểm soát người ra vào trường, không để người lạ vào lớp.": ["Bảo vệ"],
    "Tổ Văn phòng\n- Bảo vệ trực cổng trường hằng ngày, ghi sổ khách đến.": ["Bảo vệ"],
    "Hiệu trưởng\n- Bảo vệ trẻ em khỏi mọi hình thức bạo lực trong nhà trường.": ["Hiệu trưởng"],
}  # fmt: skip


@pytest.mark.parametrize(("item", "who"), HEADED.items(), ids=[item[:40] for item in HEADED])
def test_the_list_belongs_to(item: str, who: list[str]) -> None:
    task = next(task for task in read(item).tasks if task.ref.startswith("II.1"))
    assert list(task.lead or task.assignees) == who


WHO = {
    "Các xã còn lại vận động nhân dân hiến đất làm sân chơi; mỗi xã xây dựng ít nhất 01 mô hình điểm.": ["Các xã còn lại"],
    "Các trường tiểu học tổ chức ngày hội đọc sách; mỗi trường lập một góc thư viện xanh.": ["Các trường tiểu học"],
    "Lực lượng Công an xã tuần tra khu vực cổng trường vào giờ tan học.": ["Lực lượng Công an xã"],
}  # fmt: skip
HELPERS = {
    "Chỉ đạo Công an các xã phối hợp với lực lượng Kiểm lâm, Bộ đội Biên phòng điều tra, triệt phá các tụ điểm.": ["lực lượng Kiểm lâm", "Bộ đội Biên phòng"],
    "Trạm Y tế xã phối hợp với y tế thôn, buôn tuyên truyền, hướng dẫn kỹ năng sơ cứu ban đầu.": ["y tế thôn, buôn"],
    "Trạm Y tế xã phối hợp với y tế ấp cân đo, theo dõi tăng trưởng của trẻ.": ["y tế ấp"],
}  # fmt: skip


@pytest.mark.parametrize(("item", "who"), WHO.items(), ids=[item[:40] for item in WHO])
def test_one_by_one_they_are_those_already_named(item: str, who: list[str]) -> None:
    task = first_task(item)
    assert list(task.lead or task.assignees) == who


@pytest.mark.parametrize(("item", "helpers"), HELPERS.items(), ids=[item[:40] for item in HELPERS])
def test_forces_and_village_health_workers_help(item: str, helpers: list[str]) -> None:
    assert list(first_task(item).coordinating) == helpers


SCHOOL = """PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THCS BẾN LỞ\tĐộc lập - Tự do - Hạnh phúc

Số: 51/KH-THCS\tBến Lở, ngày 14 tháng 02 năm 2025

KẾ HOẠCH
An toàn trường học năm 2025

Căn cứ Kế hoạch số 12/KH-THCSBL ngày 05/9/2024 của {whose} về nhiệm vụ năm học 2024 - 2025, nhà trường xây dựng kế hoạch như sau:

I. NHIỆM VỤ
1. Giáo viên chủ nhiệm tuyên truyền kỹ năng thoát hiểm cho học sinh.

Nơi nhận:
- Lưu: VT.
"""


@pytest.mark.parametrize("whose", ["nhà trường", "Nhà trường", "trường"])
def test_a_school_speaks_of_itself_without_its_name(whose: str) -> None:
    paper = documents.read_text(SCHOOL.format(whose=whose))
    assert paper.document.issuer is not None
    assert paper.document.issuer.startswith("Trường")
    assert [each.issuer for each in paper.citations if each.number == "12/KH-THCSBL"] == [paper.document.issuer]


def test_follow_up_under_the_heading_of_reports_is_work() -> None:
    tasks = read(
        "Tổ chức diễn đàn trẻ em.\nIII. CHẾ ĐỘ BÁO CÁO\nTrước ngày 20 hằng tháng, các xã báo cáo tiến độ về huyện. Giao Văn phòng Ủy ban nhân dân huyện "
        "theo dõi, đôn đốc việc thực hiện các nội dung trên; tổng hợp, báo cáo Chủ tịch trước ngày 10/12/2025.\nIV. CHUNG"
    ).tasks
    (task,) = [each for each in tasks if each.ref == "III.p1" or each.ref == "III"]
    assert list(task.assignees) == ["Văn phòng Ủy ban nhân dân huyện"]
    assert task.timeframe is None


CLOSING = (
    "Nhận được hướng dẫn này, đề nghị Hội Phụ nữ các xã, thị trấn nghiêm túc triển khai thực hiện.",
    "Nhận được Thông báo này, yêu cầu các phòng, ban khẩn trương tổ chức thực hiện.",
    "Sau khi nhận được Kế hoạch này, đề nghị các trường triển khai thực hiện nghiêm túc.",
)


@pytest.mark.parametrize("line", CLOSING)
def test_the_line_that_takes_leave_is_no_task(line: str) -> None:
    tasks = read(
        f"Tổ chức diễn đàn trẻ em.\nIII. TỔ CHỨC THỰC HIỆN\n1. Các xã cử người phụ trách công tác trẻ em.\n{line}\nIV. CHUNG"
    ).tasks
    assert not any(task.text.startswith(line[:12]) for task in tasks)
