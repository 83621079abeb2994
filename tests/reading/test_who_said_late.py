"""Who acts where the sentence says it late: "… do X chủ trì", a second sentence, a closing bracket, a topic, a starred line;
and two times said together.

Each sentence or short list stands as the first item of the same small plan of a district.
"""

from __future__ import annotations

import pytest

from tests.reading.test_passages import FALLBACK, read
from tests.reading.test_who_and_when import short, tasks_of

WHO = {
    # "do X …"
    "Việc in ấn, cấp phát sổ tay dinh dưỡng do Sở Y tế chủ trì, có sự phối hợp của Hội Nông dân và Báo Bến Lở, xong trong tháng 5.": (
        ["Sở Y tế"], ["Hội Nông dân", "Báo Bến Lở"],
    ),
    "Công tác thẩm định sách giáo khoa địa phương do Phòng Giáo dục và Đào tạo tham mưu trước năm học mới.": (
        ["Phòng Giáo dục và Đào tạo"], [],
    ),
    "Nạo vét kênh mương, khơi thông dòng chảy: do Hợp tác xã Nông nghiệp thực hiện, tổ dân phố giám sát.": (
        ["Hợp tác xã Nông nghiệp", "tổ dân phố"], [],
    ),
    "Quét dọn sân trường vào chiều thứ Bảy hằng tuần do học sinh khối 8 thực hiện; Tổng phụ trách Đội chấm điểm thi đua.": (
        ["học sinh khối 8", "Tổng phụ trách Đội"], [],
    ),
    "Phần thi tìm hiểu luật trẻ em do Đoàn Thanh niên huyện phụ trách.": (["Đoàn Thanh niên huyện"], []),
    "Trực cấp cứu tại khu vực thi do Bệnh viện huyện đảm nhiệm; trạm y tế xã, thị trấn chuẩn bị cơ số thuốc.": (
        ["Bệnh viện huyện", "trạm y tế xã, thị trấn"], [],
    ),
    "Cử giáo viên tham gia lớp tập huấn do Sở Giáo dục và Đào tạo thực hiện.": (FALLBACK, []),
    "Hồ sơ thủ tục của trẻ mồ côi giao Ủy ban nhân dân các xã hoàn chỉnh trước ngày 15/9/2025.": (["Ủy ban nhân dân các xã"], []),
    "Các hộ còn vướng mắc về mặt bằng (05 hộ) giao Trung tâm Phát triển quỹ đất chủ trì, Ủy ban nhân dân xã An Lạc phối hợp đối thoại.": (
        ["Trung tâm Phát triển quỹ đất"], ["Ủy ban nhân dân xã An Lạc"],
    ),
    "Công tác bảo đảm trật tự cổng trường phải được chuẩn bị từ trước ngày khai giảng; Công an huyện đảm nhiệm.": (["Công an huyện"], []),
    "Thành lập Tổ công tác liên ngành kiểm tra bếp ăn. Giao Trung tâm Y tế huyện xây dựng lịch kiểm tra; Phòng Kinh tế cử cán bộ tham gia.": (
        ["Trung tâm Y tế huyện", "Phòng Kinh tế"], [],
    ),
    "Đồng ý chuyển bàn ghế cũ cho điểm trường thôn Hạ. Thủ tục chuyển giao do Phòng Tài chính chủ trì hướng dẫn, Ủy ban nhân dân xã An Lạc phối hợp thực hiện.": (
        ["Phòng Tài chính"], ["Ủy ban nhân dân xã An Lạc"],
    ),
    # The body comes in a later sentence or clause.
    "Khám mắt, đo thị lực cho học sinh. Nhân viên y tế liên hệ Trạm Y tế xã để thống nhất lịch khám.": (["Nhân viên y tế"], []),
    "Vận động trẻ em bỏ học trở lại lớp. Các trường lập danh sách; trưởng ấp cùng giáo viên chủ nhiệm đến từng nhà; Hội Khuyến học hỗ trợ sách vở.": (
        ["Các trường", "trưởng ấp", "Hội Khuyến học"], ["giáo viên chủ nhiệm"],
    ),
    "Về vệ sinh môi trường: yêu cầu Chủ tịch UBND các xã chỉ đạo thu gom rác thải. Giao Phòng Nông nghiệp và Môi trường kiểm tra kết quả.": (
        ["Chủ tịch UBND các xã", "Phòng Nông nghiệp và Môi trường"], [],
    ),
    "Các phòng khám tư nhân phải lưu hồ sơ tiêm chủng; Trung tâm Y tế huyện kiểm tra, xử lý vi phạm.": (
        ["Các phòng khám tư nhân", "Trung tâm Y tế huyện"], [],
    ),
    "Lắp hàng rào quanh hồ nước. Đơn vị nào chưa có kinh phí thì lập dự toán trình cấp trên.": (FALLBACK, []),
    # In the last bracket.
    "Lồng ghép kỹ năng phòng tránh đuối nước trong môn Thể dục. (Tổ chuyên môn)": (["Tổ chuyên môn"], []),
    "Tổ chức phát thanh măng non về an toàn giao thông (Liên đội).": (["Liên đội"], []),
    "Gửi danh sách trẻ em cần hỗ trợ trước ngày 10/5 (Phòng Nội vụ).": (FALLBACK, []),
    # Behind a topic or for somebody.
    "Thanh tra, kiểm tra: Văn phòng Sở chủ trì xây dựng kế hoạch. Các phòng cử người tham gia khi được yêu cầu.": (["Văn phòng Sở"], []),
    "Tiêu chí về giao thông, thủy lợi của xã Hòa An, Hòa Bình: Phòng Kinh tế phối hợp với Phòng Tài chính lập danh mục; Kho bạc huyện kiểm soát chi.": (
        ["Phòng Kinh tế", "Kho bạc huyện"], ["Phòng Tài chính"],
    ),
    "Đối với trường mầm non thiếu giáo viên, Phòng Nội vụ phối hợp Phòng Giáo dục và Đào tạo tham mưu tuyển dụng.": (
        ["Phòng Nội vụ"], ["Phòng Giáo dục và Đào tạo"],
    ),
    # Who stands beside.
    "Trung tâm Văn hóa huyện chủ trì cùng với Báo Bến Lở, các cơ quan báo chí đẩy mạnh truyền thông.": (
        ["Trung tâm Văn hóa huyện"], ["Báo Bến Lở", "các cơ quan báo chí"],
    ),
    "Phát triển phong trào đọc sách: Huyện đoàn làm nòng cốt, Thư viện huyện và Hội Cựu giáo chức hỗ trợ.": (
        ["Huyện đoàn"], ["Thư viện huyện", "Hội Cựu giáo chức"],
    ),
    "Rà soát các nhóm trẻ. Phòng Giáo dục và Đào tạo chủ trì, hội phụ nữ và công an cùng cấp phối hợp; xong trước ngày 30/6/2025.": (
        ["Phòng Giáo dục và Đào tạo"], ["hội phụ nữ", "công an cùng cấp"],
    ),
    "Hội Phụ nữ huyện duy trì địa chỉ tin cậy, cùng với công đoàn khu công nghiệp lập đường dây tư vấn.": (
        ["Hội Phụ nữ huyện"], ["công đoàn khu công nghiệp"],
    ),
    "Phối hợp với Phòng Cảnh sát hình sự, Công an tỉnh xây dựng quy chế trao đổi thông tin.": (
        FALLBACK, ["Phòng Cảnh sát hình sự, Công an tỉnh"],
    ),
    "Biên tập chuyên trang hằng tuần, do Cổng thông tin điện tử huyện phụ trách.": (["Cổng thông tin điện tử huyện"], []),
    "Thực hiện các đề tài do Sở Khoa học và Công nghệ chủ trì.": (FALLBACK, []),
    "Chuẩn bị đủ thuốc men. Người đứng đầu đơn vị chịu trách nhiệm nếu để thiếu thuốc.": (FALLBACK, []),
    "Phòng Nội vụ tham mưu quyết định; Văn phòng huyện trình ký; các xã triển khai.": (["Phòng Nội vụ", "Văn phòng huyện", "các xã"], []),
    "Hai ngành ký quy chế phối hợp; Công an huyện chuẩn bị dự thảo và chủ trì ký kết.": (["Công an huyện"], []),
    "Bốn ngành tổ chức giao ban mỗi quý một lần.": (["Bốn ngành"], []),
}  # fmt: skip


WHEN = {
    "Rà soát các nhóm trẻ, xong đợt 1 trước ngày 30/6/2025, sau đó định kỳ hằng năm vào tháng 9.": "đợt 1 trước ngày 30/6/2025, sau đó định kỳ hằng năm vào tháng 9",
    "Sửa chữa bếp ăn của các trường, khởi công trong tháng 7, xong trước khai giảng.": "khởi công trong tháng 7, xong trước khai giảng",
    "Kiểm tra cửa sổ, bình ga hằng ngày trước khi ra về.": "hằng ngày trước khi ra về",
    "Tiêm vắc xin viêm gan B trong 24 giờ đầu sau sinh.": "trong 24 giờ đầu sau sinh",
    "Trực tại phòng y tế trong suốt thời gian học sinh ở trường.": "trong suốt thời gian học sinh ở trường",
    "Giám sát việc thực hiện chính sách trẻ em tại kỳ họp thường lệ.": "tại kỳ họp thường lệ",
    "Đưa kết quả vào tiêu chí thi đua của các trường, theo năm học.": "theo năm học",
    "Đẩy mạnh truyền thông; thường xuyên đăng tải lịch tiêm chủng.": "thường xuyên",
}


@pytest.mark.parametrize(("item", "words"), WHEN.items(), ids=short)
def test_when_it_is_done(item: str, words: str) -> None:
    assert tasks_of(item)[0].timeframe == words


@pytest.mark.parametrize(("item", "expected"), WHO.items(), ids=short)
def test_who_acts_though_said_late(item: str, expected: tuple[list[str], list[str]]) -> None:
    task = tasks_of(item)[0]
    assert (list(task.lead or task.assignees), list(task.coordinating)) == expected


@pytest.mark.parametrize(
    "item",
    [
        "Việc tuyển chọn cộng tác viên do Phòng Nội vụ chủ trì.",
        "Thủ tục đất đai của hai trường giao Phòng Nông nghiệp và Môi trường chủ trì hướng dẫn.",
        "Kiểm tra, giám sát: Thanh tra huyện chủ trì tham mưu kế hoạch.",
    ],
    ids=short,
)
def test_whoever_is_said_late_to_lead_leads(item: str) -> None:
    assert list(tasks_of(item)[0].lead) != []


def test_a_body_that_acts_in_a_second_sentence_joins_the_one_of_the_heading() -> None:
    [task] = tasks_of(
        "Phòng Giáo dục và Đào tạo\na) Chỉ đạo các trường kiểm tra sổ tiêm chủng. Công an xã hỗ trợ rà soát dữ liệu trẻ em."
    )
    assert list(task.assignees) == ["Phòng Giáo dục và Đào tạo", "Công an xã"]


def test_a_starred_line_that_is_a_body_holds_the_paragraph_below() -> None:
    tasks = tasks_of(
        "Tổ chức thực hiện\n* Công an huyện\nLà cơ quan thường trực; duy trì quân số trực 24/24 giờ.\n"
        "* Hiệu trưởng các trường, chủ các nhóm trẻ\n+ Kiểm tra hệ thống điện, bếp ăn bán trú.\n"
        "* Đề nghị Ủy ban MTTQ Việt Nam huyện và các tổ chức chính trị - xã hội\n"
        "Vận động hội viên chấp hành quy định; cùng Công an huyện nhân rộng mô hình “Tổ liên gia”."
    )
    assert [(list(task.assignees), list(task.coordinating)) for task in tasks] == [
        (["Công an huyện"], []),
        (["Hiệu trưởng các trường", "chủ các nhóm trẻ"], []),
        (["Ủy ban MTTQ Việt Nam huyện", "các tổ chức chính trị - xã hội"], ["Công an huyện"]),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Mức thu tiền ăn: 30.000 đồng/học sinh/ngày, trong đó chất đốt 2.000 đồng.",
        "Các xã, thị trấn định kỳ 6 tháng (trước ngày 10/6) và hằng năm (trước ngày 01/12) báo cáo kết quả về UBND huyện để tổng hợp.",
    ],
    ids=short,
)
def test_money_and_yearly_reports_are_no_work(item: str) -> None:
    assert tasks_of(item) == []


def test_the_signers_of_a_joint_paper_are_no_work() -> None:
    paper = read("Tổ chức ngày hội gia đình công nhân.\n\nCÔNG AN HUYỆN\tPHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
    assert [task.text for task in paper.tasks if task.text.isupper()] == []
