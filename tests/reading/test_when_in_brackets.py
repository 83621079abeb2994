"""Times that stand in brackets, behind their verb or in a report's clause: which are the task's own, and which are nobody's.

Each sentence stands as the first item of the same small plan of a district.
"""

from __future__ import annotations

import pytest

from tests.reading.test_passages import first_task

OWN = {
    "Tổ chức Diễn đàn trẻ em huyện (tháng 7/2025); tổ chức sinh hoạt hè tại các xã.": "tháng 7/2025",
    "Mở lớp tập huấn kỹ năng truyền thông cho cán bộ đoàn xã (dự kiến tháng 5/2025).": "tháng 5/2025",
    "Họp mặt cha mẹ học sinh đầu năm (tuần 2 tháng 9/2025) tại các điểm trường.": "tuần 2 tháng 9/2025",
    "Bàn giao tủ sách cho các trường vùng sâu (dự kiến trong quý III/2025), có biên bản kèm theo.": "trong quý III/2025",
    "Khảo sát nhu cầu học bơi của học sinh (thời gian: tháng 4 năm 2025).": "tháng 4 năm 2025",
    "Duy trì thường xuyên đường dây nóng tiếp nhận phản ánh của cha mẹ học sinh.": "thường xuyên",
    "Bảo đảm thuốc thiết yếu cho trạm y tế; thực hiện thường xuyên công tác vệ sinh khử khuẩn.": "thường xuyên",
    "Tổ chức trực 24/24 giờ trong suốt các tháng cao điểm mùa mưa; sẵn sàng phương tiện ứng cứu.": "trong suốt các tháng cao điểm mùa mưa",
    "Tuần tra các tuyến đường, bến bãi vào các ngày lễ, cuối tuần; giải tán các nhóm tụ tập.": "vào các ngày lễ, cuối tuần",
    "Mở cửa nhà văn hóa cho thiếu nhi vào các ngày nghỉ, lễ, Tết.": "vào các ngày nghỉ, lễ, Tết",
    "Tập trung mọi nguồn lực, phấn đấu đến ngày 31/12/2025 đạt ít nhất 16 tiêu chí; hằng tuần họp giao ban.": "đến ngày 31/12/2025",
    "Thông báo cho gia đình học sinh ngay khi vụ việc xảy ra; phối hợp với Công an xã xử lý.": "ngay khi vụ việc xảy ra",
    "Vệ sinh lớp học, đồ dùng, đồ chơi hằng ngày.": "hằng ngày",
}  # fmt: skip
NONE = (
    "Theo dõi nền nếp học sinh vào đầu giờ, giữa giờ và cuối giờ.",
    "Kiểm soát người ra vào cổng trường vào cuối buổi; ghi sổ trực đầy đủ.",
    "Điều tra, làm rõ nguyên nhân các vụ tai nạn giao thông nghiêm trọng đối với học sinh.",
    "Hỗ trợ nạn nhân các vụ xâm hại trẻ em ổn định tâm lý.",
    "Nâng cao chất lượng bữa ăn hằng ngày của trẻ tại các nhóm lớp.",
    "Rèn kỹ năng tự phục vụ trong sinh hoạt hằng ngày cho học sinh bán trú.",
    "Tiếp nhận, can thiệp đối với từng trường hợp trẻ em bị xâm hại. Trường hợp khẩn cấp báo cáo nhanh trong vòng 24 giờ kể từ khi tiếp nhận thông tin.",
    "Giao Phòng Nội vụ theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này; tổng hợp, báo cáo Ủy ban nhân dân huyện trước ngày 30 tháng 6 năm 2025.",
    "Ngăn chặn, giải quyết kịp thời mâu thuẫn của học sinh ngay khi mới phát sinh.",
)  # fmt: skip


@pytest.mark.parametrize(("item", "time"), OWN.items(), ids=[item[:40] for item in OWN])
def test_the_task_has_this_time(item: str, time: str) -> None:
    assert first_task(item).timeframe == time


@pytest.mark.parametrize("item", NONE, ids=[item[:40] for item in NONE])
def test_the_task_has_no_time_of_its_own(item: str) -> None:
    assert first_task(item).timeframe is None
