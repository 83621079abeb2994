"""Single sentences as plans and directives put them: who must act, who leads, who helps, by when, and who reports to whom.

Every sentence stands as the first item of the same small plan, so that only the sentence itself can tell.
"""

from __future__ import annotations

import pytest

import documents
from documents.parsed import ParsedDocument, Task

PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BẾN LỞ\tĐộc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND\tBến Lở, ngày 14 tháng 02 năm 2025

KẾ HOẠCH
Công tác trẻ em trên địa bàn huyện năm 2025

Ủy ban nhân dân huyện xây dựng Kế hoạch công tác trẻ em như sau:

I. MỤC ĐÍCH
Bảo đảm mọi trẻ em được sống an toàn.

II. NHIỆM VỤ
1. {item}
2. Thực hiện đầy đủ chính sách đối với trẻ em có hoàn cảnh đặc biệt.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""
FALLBACK = ["Ủy ban nhân dân huyện"]


def read(item: str) -> ParsedDocument:
    return documents.read_text(PLAN.format(item=item))


def first_task(item: str) -> Task:
    return next(task for task in read(item).tasks if task.ref == "II.1")


WHO = {
    "Trung tâm Y tế huyện chủ động dự trữ thuốc, hóa chất phòng dịch.": ["Trung tâm Y tế huyện"],
    "Văn phòng Điều phối nông thôn mới tỉnh theo dõi, tổng hợp kết quả của các xã.": ["Văn phòng Điều phối nông thôn mới tỉnh"],
    "Các cơ sở nuôi dưỡng trẻ em bảo đảm khẩu phần ăn theo quy định.": ["Các cơ sở nuôi dưỡng trẻ em"],
    "Đội Quản lý thị trường số 3 kiểm soát giá đồ dùng học tập.": ["Đội Quản lý thị trường số 3"],
    "Hội đồng Đội huyện phát động phong trào kế hoạch nhỏ.": ["Hội đồng Đội huyện"],
    "Ngân hàng Chính sách xã hội huyện giải ngân kịp thời vốn vay cho hộ nghèo.": ["Ngân hàng Chính sách xã hội huyện"],
    "Căn cứ tình hình thực tế, các trường chủ động điều chỉnh thời gian học.": ["các trường"],
    "Trường hợp phát sinh ca bệnh, Trạm Y tế xã khoanh vùng, xử lý ngay.": ["Trạm Y tế xã"],
    "Phòng Kinh tế và Hạ tầng: thẩm định hồ sơ sân chơi, bãi tập của các xã.": ["Phòng Kinh tế và Hạ tầng"],
    "Công an xã đẩy mạnh tuần tra tại các bến nước.": ["Công an xã"],
    "Yêu cầu Chủ tịch UBND các xã, thị trấn chịu trách nhiệm toàn diện về an toàn của trẻ em.": ["Chủ tịch UBND các xã, thị trấn"],
    "Đề nghị Hội Khuyến học huyện vận động quỹ học bổng cho học sinh nghèo.": ["Hội Khuyến học huyện"],
    "Chi đoàn giáo viên và Liên đội tổ chức ngày hội đọc sách.": ["Chi đoàn giáo viên", "Liên đội"],
    "Các tổ chức chính trị - xã hội vận động đoàn viên, hội viên nhận đỡ đầu trẻ em.": ["Các tổ chức chính trị - xã hội"],
    "Giáo viên chủ nhiệm, Tổng phụ trách Đội hướng dẫn học sinh kỹ năng thoát hiểm.": ["Giáo viên chủ nhiệm", "Tổng phụ trách Đội"],
    "Bảo hiểm xã hội huyện cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi.": ["Bảo hiểm xã hội huyện"],
    "Sở Xây dựng, Sở Nông nghiệp và Môi trường, Ban Quản lý dự án tỉnh khẩn trương rà soát công trình xuống cấp.": [
        "Sở Xây dựng", "Sở Nông nghiệp và Môi trường", "Ban Quản lý dự án tỉnh",
    ],
    "Các Sở: Y tế, Nội vụ, Tài chính rà soát chế độ cho cộng tác viên.": ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"],
    "Mỗi chi đoàn nhận đỡ đầu 01 trẻ em có hoàn cảnh khó khăn.": ["Mỗi chi đoàn"],
    "Chủ các cơ sở mầm non độc lập ký cam kết bảo đảm an toàn.": ["Chủ các cơ sở mầm non độc lập"],
    "Ủy ban nhân dân các xã Tân An, Tân Hòa và thị trấn Bến Lở bố trí lực lượng trực tại bãi tắm.": [
        "Ủy ban nhân dân các xã Tân An, Tân Hòa và thị trấn Bến Lở",
    ],
    "Thường trực Đảng ủy, Ủy ban Kiểm tra Đảng ủy tăng cường kiểm tra các chi bộ.": ["Thường trực Đảng ủy", "Ủy ban Kiểm tra Đảng ủy"],
    "Các chi bộ, đảng bộ bộ phận quán triệt Kế hoạch đến từng đảng viên.": ["Các chi bộ, đảng bộ bộ phận"],
    "Bộ phận một cửa niêm yết công khai thủ tục khai sinh.": ["Bộ phận một cửa"],
    "Cán bộ quản lý các trường thực hiện nghiêm chế độ trực hè.": ["Cán bộ quản lý các trường"],
    "Tiếp tục giao Phòng Nội vụ theo dõi việc thực hiện quyền trẻ em ở các xã.": ["Phòng Nội vụ"],
    "Riêng các xã vùng cao tổ chức ngày hội vào dịp cuối tuần.": ["các xã vùng cao"],
    "Rà soát, cập nhật dữ liệu trẻ em trên phần mềm.": FALLBACK,
    "Xây dựng quy chế phối hợp giữa các ngành trong bảo vệ trẻ em.": FALLBACK,
    "Tổ chức Hội thi Rung chuông vàng cấp huyện.": FALLBACK,
    "Chủ đầu tư các công trình dở dang rào chắn hố sâu, cắm biển báo.": ["Chủ đầu tư các công trình dở dang"],
    "Nhóm trẻ độc lập, lớp mẫu giáo độc lập ngừng hoạt động khi chưa đủ điều kiện.": ["Nhóm trẻ độc lập", "lớp mẫu giáo độc lập"],
    "Bí thư Đảng ủy, Chủ tịch UBND các xã trực tiếp kiểm tra tại thôn, bản.": ["Bí thư Đảng ủy", "Chủ tịch UBND các xã"],
    "Nhân dịp 20/11, Liên đội phát động phong trào hoa điểm tốt.": ["Liên đội"],
    "Chi cục Thú y vùng II lấy mẫu xét nghiệm tại bếp ăn bán trú.": ["Chi cục Thú y vùng II"],
    "Trường Mầm non Hoa Mai, Trường Tiểu học An Bình và Trường THCS Bến Lở thí điểm bữa ăn học đường.": [
        "Trường Mầm non Hoa Mai", "Trường Tiểu học An Bình", "Trường THCS Bến Lở",
    ],
    "Yêu cầu các đồng chí Hiệu trưởng, chủ cơ sở mầm non ký cam kết.": ["Hiệu trưởng", "chủ cơ sở mầm non"],
    "Báo cáo viên pháp luật các xã tuyên truyền Luật Trẻ em tại khu dân cư.": ["Báo cáo viên pháp luật các xã"],
    "Đài Truyền thanh - Truyền hình huyện tăng thời lượng tin, bài về trẻ em.": ["Đài Truyền thanh - Truyền hình huyện"],
    "Phòng Giáo dục và Đào tạo tham mưu kế hoạch dạy bơi. Hội Chữ thập đỏ huyện tập huấn sơ cấp cứu cho giáo viên.": [
        "Phòng Giáo dục và Đào tạo", "Hội Chữ thập đỏ huyện",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("item", "who"), WHO.items(), ids=lambda each: each[:40] if isinstance(each, str) else "")
def test_who_must_act(item: str, who: list[str]) -> None:
    task = first_task(item)
    assert list(task.lead or task.assignees) == who


LEADS = {
    "Phòng Tư pháp chủ trì, phối hợp với Công an huyện mở lớp tập huấn.": (["Phòng Tư pháp"], ["Công an huyện"]),
    "Giao Huyện đoàn chủ trì, phối hợp Phòng Văn hóa và Thông tin tổ chức trại hè.": (["Huyện đoàn"], ["Phòng Văn hóa và Thông tin"]),
    "Phòng Y tế là cơ quan đầu mối, chủ trì tham mưu kế hoạch tiêm chủng.": (["Phòng Y tế"], []),
    "Hội Nông dân huyện phụ trách hướng dẫn hội viên rào chắn ao hồ.": (["Hội Nông dân huyện"], []),
    "Rà soát bể bơi trên địa bàn. Đơn vị chủ trì: Phòng Văn hóa và Thông tin; đơn vị phối hợp: UBND các xã, thị trấn.": (
        ["Phòng Văn hóa và Thông tin"], ["UBND các xã, thị trấn"],
    ),
    "Tổ chức diễn đàn trẻ em cấp huyện. Đơn vị thực hiện: Huyện đoàn chủ trì; Phòng Nội vụ, Phòng Tư pháp phối hợp.": (
        ["Huyện đoàn"], ["Phòng Nội vụ", "Phòng Tư pháp"],
    ),
    "Tổ chức lễ phát động Tháng hành động vì trẻ em. Giao Phòng Nội vụ chủ trì, phối hợp với Huyện đoàn thực hiện.": (
        ["Phòng Nội vụ"], ["Huyện đoàn"],
    ),
    "Lắp đặt biển cảnh báo tại các hồ chứa (Phòng Kinh tế và Hạ tầng chủ trì, UBND các xã phối hợp).": (
        ["Phòng Kinh tế và Hạ tầng"], ["UBND các xã"],
    ),
    "Xây dựng 10 mô hình câu lạc bộ trẻ em, do Huyện đoàn chủ trì, phối hợp với các trường thực hiện.": (["Huyện đoàn"], ["các trường"]),
    "Hội Liên hiệp Phụ nữ huyện hướng dẫn các cấp hội nhân rộng mô hình; chủ trì, phối hợp với Trung tâm Y tế truyền thông tại xã.": (
        ["Hội Liên hiệp Phụ nữ huyện"], ["Trung tâm Y tế"],
    ),
    "Phối hợp với Công an xã, Đoàn Thanh niên quản lý học sinh trong dịp hè.": ([], ["Công an xã", "Đoàn Thanh niên"]),
    "Phối hợp chặt chẽ giữa nhà trường, gia đình và chính quyền địa phương trong quản lý học sinh.": ([], ["chính quyền địa phương"]),
    "Tăng cường phối hợp cùng Trạm Y tế xã khám sức khỏe học sinh.": ([], ["Trạm Y tế xã"]),
    "Phòng Lao động - Thương binh và Xã hội chủ trì, phối hợp với Phòng Giáo dục và Đào tạo; Công an huyện; UBND các xã rà soát trẻ em lang thang.": (
        ["Phòng Lao động - Thương binh và Xã hội"], ["Phòng Giáo dục và Đào tạo", "Công an huyện", "UBND các xã"],
    ),
    "Giáo viên phụ trách thư viện lập kế hoạch mua sách.": ([], []),
    "Ban Chỉ đạo huyện phân công Phòng Nội vụ chủ trì kiểm tra các xã.": (["Phòng Nội vụ"], []),
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "expected"), LEADS.items(), ids=lambda each: each[:40] if isinstance(each, str) else ""
)
def test_who_leads_and_who_helps(item: str, expected: tuple[list[str], list[str]]) -> None:
    task = first_task(item)
    assert (list(task.lead), list(task.coordinating)) == expected


TIMES: dict[str, tuple[str | None, str | None]] = {
    "Kiểm tra bếp ăn bán trú, xong trước ngày 30/11/2025.": ("trước ngày 30/11/2025", "2025-11-30"),
    "Kiện toàn Ban Bảo vệ trẻ em cấp xã, hoàn thành chậm nhất là ngày 15 tháng 8 năm 2025.": (
        "chậm nhất là ngày 15 tháng 8 năm 2025", "2025-08-15",
    ),
    "Mở các lớp dạy bơi từ ngày 01/6 đến hết ngày 31/8/2025 tại trung tâm huyện.": ("từ ngày 01/6 đến hết ngày 31/8/2025", "2025-08-31"),
    "Từ nay đến hết năm 2025, rà soát toàn bộ hồ chứa nước.": ("Từ nay đến hết năm 2025", None),
    "Xử lý thông tin tố giác trong vòng 03 ngày làm việc kể từ ngày nhận được.": (
        "trong vòng 03 ngày làm việc kể từ ngày nhận được", None,
    ),
    "Hoàn thành vệ sinh trường lớp trước 17 giờ 00 ngày 04/9/2025.": ("trước 17 giờ 00 ngày 04/9/2025", "2025-09-04"),
    "Phát thanh chuyên mục về trẻ em vào sáng thứ Hai hằng tuần.": ("vào sáng thứ Hai hằng tuần", None),
    "Khám sức khỏe cho học sinh 02 lần/năm học.": ("02 lần/năm học", None),
    "Diễn tập chữa cháy mỗi học kỳ 01 lần.": ("mỗi học kỳ 01 lần", None),
    "Tập huấn cho cộng tác viên trong Quý I và Quý II năm 2026.": ("trong Quý I và Quý II năm 2026", "2026-06-30"),
    "Giao ban công tác trẻ em định kỳ hằng quý.": ("định kỳ hằng quý", None),
    "Cập nhật phần mềm quản lý trẻ em trước ngày 05 hằng tháng.": ("trước ngày 05 hằng tháng", None),
    "Kiểm tra đồ chơi bày bán trước, trong và sau Tết Trung thu.": ("trước, trong và sau Tết Trung thu", None),
    "Gửi thư mời chậm nhất 05 ngày trước khi khai giảng.": ("chậm nhất 05 ngày trước khi khai giảng", None),
    "Cấp thẻ bảo hiểm y tế cho trẻ em trong tháng 9 và tháng 10 năm 2025.": ("trong tháng 9 và tháng 10 năm 2025", "2025-10-31"),
    "Bàn giao hồ sơ cho Trạm Y tế trước tháng 10/2025.": ("trước tháng 10/2025", "2025-09-30"),
    "Tổ chức ngày hội trong tuần đầu tháng 6/2025.": ("trong tuần đầu tháng 6/2025", None),
    "Đánh giá, xếp loại các mô hình vào cuối mỗi học kỳ.": ("vào cuối mỗi học kỳ", None),
    "Chỉ đạo các trường ký cam kết từ năm học 2025 - 2026.": ("từ năm học 2025 - 2026", None),
    "Thường xuyên kiểm tra các điểm trông giữ trẻ.": ("Thường xuyên", None),
    "Trực đường dây nóng trong suốt thời gian nghỉ hè.": ("trong suốt thời gian nghỉ hè", None),
    "Theo dõi, đôn đốc các xã; định kỳ báo cáo UBND huyện trước ngày 25 hằng tháng.": (None, None),
    "Xây dựng phương án cứu nạn, báo cáo UBND huyện trước ngày 10/5/2025.": ("trước ngày 10/5/2025", "2025-05-10"),
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2024 của UBND tỉnh về phòng, chống đuối nước.": (None, None),
    "Tuyên truyền về “Ngày Gia đình Việt Nam 28/6” trên hệ thống loa.": (None, None),
    "Lồng ghép với Chương trình phòng, chống tai nạn thương tích trẻ em giai đoạn 2021 - 2030.": (None, None),
    "Chi hỗ trợ từ nguồn chi thường xuyên.": (None, None),
    "Định kỳ hằng tháng tổ chức sinh hoạt câu lạc bộ quyền trẻ em.": ("Định kỳ hằng tháng", None),
    "Triển khai bữa ăn học đường từ tháng 9/2025.": ("từ tháng 9/2025", None),
    "Nhân dịp 20/11, phát động phong trào hoa điểm tốt.": ("Nhân dịp 20/11", None),
    "Tổ chức sơ kết vào năm 2026, tổng kết vào quý IV năm 2030.": ("sơ kết vào năm 2026, tổng kết vào quý IV năm 2030", "2030-12-31"),
    "Nhân rộng mô hình trường học an toàn giai đoạn 2026 - 2030.": ("giai đoạn 2026 - 2030", None),
    "Thông báo cho người dân ít nhất 06 giờ trước khi xả lũ.": (None, None),
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "expected"), TIMES.items(), ids=lambda each: each[:40] if isinstance(each, str) else ""
)
def test_when_the_work_is_due(item: str, expected: tuple[str | None, str | None]) -> None:
    task = first_task(item)
    assert (task.timeframe, task.due) == expected


def test_a_period_over_a_list_holds_for_every_line_that_names_none_itself() -> None:
    reading = read("Tháng 9/2025:\n- Tổ chức khai giảng năm học mới;\n- Khám sức khỏe đầu năm trước ngày 20/9/2025.")
    times = [(task.timeframe, task.due) for task in reading.tasks if task.ref.startswith("II.1.")]
    assert times == [("Tháng 9/2025", "2025-09-30"), ("trước ngày 20/9/2025", "2025-09-20")]


REPORTS: dict[str, list[tuple[list[str], str | None, str | None, str | None, str | None]]] = {
    "Các trường báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 15/5/2025.": [
        (["Các trường"], "Phòng Giáo dục và Đào tạo", None, "once", "2025-05-15"),
    ],
    "Định kỳ 6 tháng (trước ngày 10/6) và hằng năm (trước ngày 10/12), các phòng, ban gửi báo cáo về UBND huyện (qua Phòng Nội vụ).": [
        (["các phòng, ban"], "Ủy ban nhân dân huyện", "Phòng Nội vụ", "half-yearly", "06-10"),
        (["các phòng, ban"], "Ủy ban nhân dân huyện", "Phòng Nội vụ", "yearly", "12-10"),
    ],
    "UBND các xã báo cáo về Phòng Nội vụ trước ngày 05/12/2025 để Phòng Nội vụ tổng hợp, báo cáo UBND huyện trước ngày 15/12/2025.": [
        (["UBND các xã"], "Phòng Nội vụ", None, "once", "2025-12-05"),
        (["Phòng Nội vụ"], "Ủy ban nhân dân huyện", None, "once", "2025-12-15"),
    ],
    "Các trường gửi báo cáo kết quả thực hiện về Ủy ban nhân dân huyện thông qua Phòng Giáo dục và Đào tạo trước ngày 20 tháng 11 hằng năm.": [
        (["Các trường"], "Ủy ban nhân dân huyện", "Phòng Giáo dục và Đào tạo", "yearly", "11-20"),
    ],
    "Các phòng, ban báo cáo về Phòng Nội vụ trước ngày 15/6 và 15/12 hằng năm.": [
        (["Các phòng, ban"], "Phòng Nội vụ", None, "half-yearly", "06-15"),
        (["Các phòng, ban"], "Phòng Nội vụ", None, "half-yearly", "12-15"),
    ],
    "Các xã gửi kế hoạch về Phòng Nội vụ trước ngày 20/3/2025; báo cáo kết quả trước ngày 15/11/2025.": [
        (["Các xã"], "Phòng Nội vụ", None, "once", "2025-11-15"),
    ],
    "Phòng Nội vụ tổng hợp, trình UBND huyện báo cáo UBND tỉnh trước ngày 20/12/2025.": [
        (["Phòng Nội vụ"], "Ủy ban nhân dân tỉnh", None, "once", "2025-12-20"),
    ],
    "Các trường lập danh sách trẻ em cần hỗ trợ, gửi Phòng Nội vụ trước ngày 10/5/2025.": [],
    "Trạm Y tế xã báo cáo số ca mắc về Trung tâm Y tế huyện trước 15 giờ hằng ngày.": [
        (["Trạm Y tế xã"], "Trung tâm Y tế huyện", None, "daily", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "expected"), REPORTS.items(), ids=lambda each: each[:40] if isinstance(each, str) else ""
)
def test_who_reports_what_to_whom(
    item: str, expected: list[tuple[list[str], str | None, str | None, str | None, str | None]]
) -> None:
    made = read(item).reporting
    assert [(list(each.sender), each.to, each.via, each.recurrence, each.due) for each in made] == expected
