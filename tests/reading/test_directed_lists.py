"""Who does what is listed under "Chỉ đạo …:", the kitchens and sites of a school, and bodies listed by their field;
what only points, only reports, or only says how often.

Each item stands first in the same small plan of a district.
"""

from __future__ import annotations

import pytest

from tests.reading.test_passages import FALLBACK, read
from tests.reading.test_who_and_when import short, tasks_of

DIRECTED = {
    "Chỉ đạo các trường có bếp ăn bán trú:\n- Lưu mẫu thức ăn đủ 24 giờ.\n- Công khai thực đơn.": [
        "các trường có bếp ăn bán trú"
    ],
    "Chỉ đạo các trạm y tế thực hiện các nội dung sau:\n- Tiêm vắc xin cho trẻ.\n- Ghi sổ theo dõi.": ["các trạm y tế"],
    "Yêu cầu Ủy ban nhân dân các xã có hồ, đập:\n- Cắm biển cảnh báo.\n- Làm rào chắn tạm.": [
        "Ủy ban nhân dân các xã có hồ, đập"
    ],
    "Lãnh đạo, chỉ đạo Đoàn Thanh niên xã:\n- Thành lập đội xung kích.\n- Mở lớp dạy bơi.": ["Đoàn Thanh niên xã"],
    "Chỉ đạo công tác truyền thông:\n- In tờ rơi, pa nô.\n- Phát thanh hằng tuần.": FALLBACK,
    "Chỉ đạo thực hiện các nhiệm vụ:\n- In tờ rơi, pa nô.\n- Phát thanh hằng tuần.": FALLBACK,
}


@pytest.mark.parametrize("item", DIRECTED, ids=short)
def test_whom_a_heading_directs_does_what_is_listed(item: str) -> None:
    assert [list(task.assignees) for task in tasks_of(item)] == [DIRECTED[item]] * 2


ACTS = {
    "Nhà bếp bảo đảm đủ dụng cụ riêng cho thực phẩm sống, chín.": ["Nhà bếp"],
    "Tổ nuôi dưỡng xây dựng thực đơn theo mùa, cân đối dinh dưỡng.": ["Tổ nuôi dưỡng"],
    "Tổ bếp lưu mẫu thức ăn, ghi sổ kiểm thực ba bước.": ["Tổ bếp"],
    "Bộ phận y tế theo dõi cân nặng, chiều cao của trẻ.": ["Bộ phận y tế"],
    "Đội cờ đỏ kiểm tra vệ sinh các lớp.": ["Đội cờ đỏ"],
    "Ban đại diện cha mẹ trẻ em các lớp vận động phụ huynh tham gia lao động.": ["Ban đại diện cha mẹ trẻ em các lớp"],
    "Mỗi điểm trường có 01 tủ thuốc, đủ bông băng, thuốc sát trùng.": ["Mỗi điểm trường"],
    "Mỗi lớp học phải có ít nhất 02 bình chữa cháy, nội quy phòng cháy.": ["Mỗi lớp học"],
    "Điểm trường thôn Đông rào lại khu vực ao, giếng.": ["Điểm trường thôn Đông"],
    "Căng tin niêm yết giá, không bán đồ ăn không rõ nguồn gốc.": ["Căng tin"],
    "Trung tâm Dịch vụ tổng hợp phường\nPhát thanh tin, bài về phòng dịch.": ["Trung tâm Dịch vụ tổng hợp phường"],
    "Trung tâm Dịch vụ tổng hợp tuyên truyền trên loa truyền thanh.": ["Trung tâm Dịch vụ tổng hợp"],
    "Trung tâm Hỗ trợ kinh doanh tỉnh Lâm Trạch\n- Mở lớp tập huấn cho hợp tác xã.": [
        "Trung tâm Hỗ trợ kinh doanh tỉnh Lâm Trạch"
    ],
}


@pytest.mark.parametrize("item", ACTS, ids=short)
def test_the_subject_of_the_sentence_acts(item: str) -> None:
    assert [list(task.assignees) for task in tasks_of(item)] == [ACTS[item]]


HELPERS = {
    "Phối hợp với Ủy ban nhân dân cấp xã, cơ quan công an, y tế, công thương kiểm tra hàng quán cổng trường.": [
        "Ủy ban nhân dân cấp xã", "cơ quan công an", "y tế", "công thương",
    ],
    "Chủ trì, phối hợp với UBND cấp huyện, ngành y tế, giáo dục và công an rà soát các lớp độc lập.": [
        "UBND cấp huyện", "ngành y tế", "giáo dục", "công an",
    ],
    "Phối hợp với ngành công an, quân sự tổ chức hội thao quốc phòng.": ["ngành công an", "quân sự"],
    "Phối hợp với cơ quan y tế, các đoàn thể xã vận động người dân.": ["cơ quan y tế", "các đoàn thể xã"],
    "Ban hành quy định rõ vai trò của trưởng thôn trong công tác phối hợp với nhà trường quản lý học sinh.": [],
    "Phân định trách nhiệm của Công an xã trong việc phối hợp với các trường giữ gìn trật tự.": [],
}  # fmt: skip


@pytest.mark.parametrize("item", HELPERS, ids=short)
def test_each_field_named_helps_and_a_duty_spoken_of_does_not(item: str) -> None:
    assert [list(task.coordinating) for task in tasks_of(item)] == [HELPERS[item]]


@pytest.mark.parametrize(
    "item",
    [
        "Phân công nhiệm vụ cụ thể theo biểu kèm theo.",
        "Phân công nhiệm vụ: như bảng dưới đây.",
        "Nội dung cụ thể tại các phụ lục kèm theo.",
    ],
)
def test_what_points_to_a_table_is_no_work(item: str) -> None:
    assert tasks_of(item) == []


@pytest.mark.parametrize(
    "item",
    [
        "Tổng hợp số liệu, tham mưu báo cáo Sở Y tế trước ngày 10/12/2025.",
        "Khi có cháy, nổ phải báo ngay cho Công an huyện.",
        "Khi phát hiện trẻ bị bạo hành thì báo tin ngay về Tổng đài 111.",
    ],
)
def test_what_only_tells_is_a_report(item: str) -> None:
    assert tasks_of(item) == []
    assert len(read(item).reporting) == 1


@pytest.mark.parametrize(
    "item",
    [
        "Thống kê số trẻ khuyết tật theo biểu mẫu kèm theo.",
        "Rà soát học sinh có nguy cơ bỏ học theo danh sách kèm theo.",
        "Khi có học sinh bị tai nạn phải kịp thời đến thăm hỏi, giúp đỡ gia đình và báo cáo ngay về Phòng Nội vụ.",
        "Nếu xảy ra ngộ độc thực phẩm phải tạm dừng bếp ăn và thông báo ngay cho Trạm Y tế.",
    ],
)
def test_work_with_a_form_or_a_report_in_it_stays_work(item: str) -> None:
    assert len(tasks_of(item)) == 1


def test_gathering_means_is_work_but_who_pays_is_not() -> None:
    item = "Huy động nguồn lực chăm lo trẻ em\n- Vận động doanh nghiệp đóng góp Quỹ Bảo trợ trẻ em."
    assert [task.text for task in tasks_of(item)] == ["Vận động doanh nghiệp đóng góp Quỹ Bảo trợ trẻ em."]
    assert tasks_of("Kinh phí thực hiện\n- Từ nguồn ngân sách huyện năm 2025 theo phân cấp.") == []


WHEN = {
    "Kiểm tra định kỳ và đột xuất các cơ sở kinh doanh đồ chơi.": "định kỳ và đột xuất",
    "Giám sát định kỳ hoặc đột xuất việc thu, chi đầu năm học.": "định kỳ hoặc đột xuất",
    "Tăng cường kiểm tra định kỳ, đột xuất việc bảo quản vắc xin.": "định kỳ, đột xuất",
    "Kiểm tra đột xuất các nhóm trẻ độc lập.": None,
    "Rà soát hộ nghèo có trẻ em tính đến ngày 31/10/2025.": None,
    "Thống kê số trẻ chưa tiêm chủng, số liệu tính đến hết ngày 15/9/2025.": None,
    "Từ năm 2026 đến năm 2030, mỗi năm xây mới 02 bể bơi.": "Từ năm 2026 đến năm 2030",
    "Từ năm 2026 đến hết năm 2028: tập huấn cho cộng tác viên.": "Từ năm 2026 đến hết năm 2028",
    "Phát thanh tối thiểu 03 lần/tuần trong tháng 11/2025.": "trong tháng 11/2025",
    "Tuyên truyền lưu động ít nhất 02 buổi/tuần trong quý IV/2025.": "trong quý IV/2025",
    "Tổ chức giao ban hằng tháng, kiểm tra chéo ít nhất 02 lần/năm.": "hằng tháng",
    "Đưa nội dung vào kế hoạch hằng năm, tổ chức kiểm tra ít nhất 02 lần/năm.": "ít nhất 02 lần/năm",
}


@pytest.mark.parametrize("item", WHEN, ids=short)
def test_the_weightier_of_two_times_counts(item: str) -> None:
    assert [task.timeframe for task in tasks_of(item)] == [WHEN[item]]
