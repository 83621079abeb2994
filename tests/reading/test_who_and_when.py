"""Who acts, who leads, who helps and when, as offices of other kinds put it: ministries, hospitals, unions, Party bodies, schools.

Each sentence or short list stands as the first item of the same small plan of a district.
"""

from __future__ import annotations

import pytest

import documents
from documents.parsed import Task
from tests.reading.test_passages import FALLBACK, read


def tasks_of(item: str) -> list[Task]:
    return [task for task in read(item).tasks if task.ref == "II.1" or task.ref.startswith("II.1.")]


def short(each: object) -> str:
    return each[:40] if isinstance(each, str) else ""


# Headings over lists: whose list it is, whatever the last word of the name looks like.
HEADED = {
    "Vụ Giáo dục Tiểu học:\n- Chủ trì, phối hợp với Vụ Pháp chế, Thanh tra Bộ hướng dẫn, kiểm tra;\n- Xây dựng tài liệu.": [
        (["Vụ Giáo dục Tiểu học"], ["Vụ Pháp chế", "Thanh tra Bộ"]), (["Vụ Giáo dục Tiểu học"], []),
    ],
    "Phòng Kế hoạch tổng hợp\na) Đầu mối phối hợp với Trung tâm Kiểm soát bệnh tật lấy mẫu.\nb) Lập lịch trực Tết.": [
        (["Phòng Kế hoạch tổng hợp"], ["Trung tâm Kiểm soát bệnh tật"]), (["Phòng Kế hoạch tổng hợp"], []),
    ],
    "Công đoàn cấp trên trực tiếp cơ sở\n- Xây dựng kế hoạch, hướng dẫn công đoàn cơ sở.": [(["Công đoàn cấp trên trực tiếp cơ sở"], [])],
    "Các cơ sở giáo dục mầm non, phổ thông, giáo dục thường xuyên\na) Xây dựng bộ quy tắc ứng xử trong nhà trường.": [
        (["Các cơ sở giáo dục mầm non, phổ thông, giáo dục thường xuyên"], []),
    ],
    "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương\na) Thanh tra, kiểm tra đột xuất các nhóm trẻ độc lập.": [
        (["Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"], []),
    ],
    "Ủy ban nhân dân các xã, phường\na) Giao Phòng Văn hóa - Xã hội làm đầu mối; phân công thành viên phụ trách từng xóm.": [
        (["Ủy ban nhân dân các xã, phường"], []),
    ],
    "Hội Nông dân và Hội Cựu chiến binh huyện:\n- Vận động hội viên rào chắn ao hồ.\n- Công an xã tuần tra bến nước.": [
        (["Hội Nông dân", "Hội Cựu chiến binh huyện"], []), (["Công an xã"], []),
    ],
    "Các đơn vị sự nghiệp\na) Trung tâm Giáo dục thường xuyên tỉnh\n- Biên soạn tài liệu dạy bơi.\nb) Trường Chính trị tỉnh\n- Giảng dạy quyền trẻ em.": [
        (["Trung tâm Giáo dục thường xuyên tỉnh"], []), (["Trường Chính trị tỉnh"], []),
    ],
    "Phòng Tổ chức cán bộ, Phòng Hành chính quản trị\n+ Phòng Tổ chức cán bộ: điều động nhân lực trực dịch;\n+ Phòng Hành chính quản trị: bảo đảm điện, nước.": [
        (["Phòng Tổ chức cán bộ"], []), (["Phòng Hành chính quản trị"], []),
    ],
    "Đề nghị Ủy ban Mặt trận Tổ quốc huyện, Hội Liên hiệp Phụ nữ huyện\nGiám sát việc thực hiện chế độ hỗ trợ trẻ em.": [
        (["Ủy ban Mặt trận Tổ quốc huyện", "Hội Liên hiệp Phụ nữ huyện"], []),
    ],
    "Rà soát danh sách trẻ em tại các xã khu vực II, khu vực III\nĐơn vị chủ trì: Ủy ban nhân dân các xã; Phòng Dân tộc.\nĐơn vị phối hợp: Phòng Nội vụ.": [
        (["Ủy ban nhân dân các xã", "Phòng Dân tộc"], ["Phòng Nội vụ"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), HEADED.items(), ids=short)
def test_a_heading_gives_its_list_to_whom_it_names(item: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert [(list(task.lead or task.assignees), list(task.coordinating)) for task in tasks_of(item)] == expected


WHO = {
    "Cục Nhà giáo và Cán bộ quản lý giáo dục chủ trì, phối hợp với Công đoàn Giáo dục Việt Nam sửa đổi quy định.": (
        ["Cục Nhà giáo và Cán bộ quản lý giáo dục"], ["Công đoàn Giáo dục Việt Nam"],
    ),
    "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với Phòng Văn hóa - Xã hội rà soát sân chơi.": (
        ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Phòng Văn hóa - Xã hội"],
    ),
    "Phòng Quản lý chất lượng, Công nghệ thông tin và Giáo dục thường xuyên hướng dẫn các trường cập nhật dữ liệu.": (
        ["Phòng Quản lý chất lượng, Công nghệ thông tin và Giáo dục thường xuyên"], [],
    ),
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh chuẩn bị phiên giám sát.": (
        ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"], [],
    ),
    "Vụ Tổ chức cán bộ chủ trì, phối hợp với Vụ Kế hoạch - Tài chính trình Bộ trưởng phương án biên chế.": (
        ["Vụ Tổ chức cán bộ"], ["Vụ Kế hoạch - Tài chính"],
    ),
    "Đơn nguyên Tiêm chủng tổ chức tiêm vét vắc xin cho trẻ.": (["Đơn nguyên Tiêm chủng"], []),
    "Thanh tra, kiểm tra đột xuất các cơ sở mầm non độc lập.": (FALLBACK, []),
    "Chi trả kịp thời chế độ cho trẻ em.": (FALLBACK, []),
    "Khoa học hóa quy trình tiếp nhận hồ sơ.": (FALLBACK, []),
    "Mời Trung tâm Y tế huyện phối hợp kiểm tra bếp ăn.": (FALLBACK, ["Trung tâm Y tế huyện"]),
    "Khoa Dược cung ứng đủ thuốc. Mời Công ty Dược tỉnh phối hợp dự trữ hóa chất.": (["Khoa Dược"], ["Công ty Dược tỉnh"]),
    "Phối hợp với người sử dụng lao động khám sức khỏe cho trẻ em.": (FALLBACK, ["người sử dụng lao động"]),
    "Ba ngành họp giao ban mỗi tháng 01 lần; Huyện đoàn chuẩn bị nội dung và chủ trì cuộc họp.": (["Huyện đoàn"], []),
    "Diễn tập cấp huyện hai năm một lần (Ban Chỉ huy Quân sự huyện chủ trì).": (["Ban Chỉ huy Quân sự huyện"], []),
    "Tổ chức ngày hội đọc sách (Thư viện huyện thực hiện).": (["Thư viện huyện"], []),
    "Lắp camera cổng trường (Đơn vị chủ trì: Công an huyện; phối hợp: các trường).": (["Công an huyện"], ["các trường"]),
    "Giao Công an huyện chủ trì, Ban Chỉ huy Quân sự huyện phối hợp tuần tra ven sông.": (
        ["Công an huyện"], ["Ban Chỉ huy Quân sự huyện"],
    ),
    "Giao Phòng Kinh tế hướng dẫn thủ tục đầu tư; Phòng Văn hóa - Xã hội thẩm định nội dung.": (
        ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"], [],
    ),
    "Các khoa lâm sàng phân luồng, sàng lọc ngay tại phòng khám; Khoa Cấp cứu bố trí buồng cách ly.": (
        ["Các khoa lâm sàng", "Khoa Cấp cứu"], [],
    ),
    "Chủ tịch Ủy ban nhân dân huyện giao Phòng Tư pháp thẩm định dự thảo quy chế.": (["Phòng Tư pháp"], []),
    "Hội Phụ nữ các xã, thị trấn; các trường tổ chức sinh hoạt hè cho trẻ em.": (["Hội Phụ nữ các xã, thị trấn", "các trường"], []),
    "Phòng Giáo dục và Đào tạo thành phố Vĩnh Hòa thống nhất mẫu sổ theo dõi.": (["Phòng Giáo dục và Đào tạo thành phố Vĩnh Hòa"], []),
    "Toàn thể cán bộ, giáo viên, nhân viên ký cam kết trước ngày 10/9/2025.": (["Toàn thể cán bộ, giáo viên, nhân viên"], []),
    "Nhà thiếu nhi huyện khai giảng 05 lớp năng khiếu.": (["Nhà thiếu nhi huyện"], []),
    "Các doanh nghiệp, chủ sử dụng lao động tạo điều kiện cho lao động nữ.": (["Các doanh nghiệp, chủ sử dụng lao động"], []),
    "Khi phát hiện ca bệnh, Trạm Y tế xã khoanh vùng, xử lý ổ dịch.": (["Trạm Y tế xã"], []),
    "Sở Văn hóa, Thể thao và Du lịch, Tỉnh đoàn đồng chủ trì tổ chức Giải bơi thiếu niên.": (
        ["Sở Văn hóa, Thể thao và Du lịch", "Tỉnh đoàn"], [],
    ),
    "Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo ban hành nghị quyết về hỗ trợ giáo viên.": (["Đảng đoàn Hội đồng nhân dân tỉnh"], []),
    "Đài Truyền hình Việt Nam, Thông tấn xã Việt Nam mở chuyên mục về trẻ em.": (["Đài Truyền hình Việt Nam", "Thông tấn xã Việt Nam"], []),
    "Ban Tuyên giáo và Dân vận Đảng ủy xã chủ trì, phối hợp với Văn phòng Đảng ủy biên soạn tài liệu.": (
        ["Ban Tuyên giáo và Dân vận Đảng ủy xã"], ["Văn phòng Đảng ủy"],
    ),
    "Cộng tác viên trẻ em đến từng hộ gia đình vận động làm cửa chắn.": (["Cộng tác viên trẻ em"], []),
    "Chi cục Kiểm lâm vùng I, Hạt Kiểm lâm các huyện trực 24/24 giờ.": (["Chi cục Kiểm lâm vùng I", "Hạt Kiểm lâm các huyện"], []),
    "Phó Hiệu trưởng phụ trách bán trú kiểm tra thực phẩm đầu vào.": (["Phó Hiệu trưởng phụ trách bán trú"], []),
    "Ban Chỉ huy phòng thủ dân sự các cấp duy trì chế độ thường trực.": (["Ban Chỉ huy phòng thủ dân sự các cấp"], []),
    "Tòa án nhân dân, Viện kiểm sát nhân dân huyện đẩy nhanh xét xử các vụ xâm hại trẻ em.": (
        ["Tòa án nhân dân", "Viện kiểm sát nhân dân huyện"], [],
    ),
    "Đồn Biên phòng Cửa Lạch cấm tàu thuyền ra khơi.": (["Đồn Biên phòng Cửa Lạch"], []),
    "Công ty Thủy lợi huyện xả nước đệm các hồ chứa.": (["Công ty Thủy lợi huyện"], []),
    "Tổ công nghệ số cộng đồng cài đặt ứng dụng định danh cho người dân.": (["Tổ công nghệ số cộng đồng"], []),
}  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), WHO.items(), ids=short)
def test_who_acts_and_who_helps(item: str, expected: tuple[list[str], list[str]]) -> None:
    task = tasks_of(item)[0]
    assert (list(task.lead or task.assignees), list(task.coordinating)) == expected


WHEN = {
    "Xây dựng kế hoạch thực hiện Quyết định số 12/QĐ-TTg ngày 03/4/2024 của Thủ tướng Chính phủ phê duyệt Chương trình bơi an toàn giai đoạn "
    "2024 - 2030, xong trong quý I/2025.": "xong trong quý I/2025",
    "Ban hành kế hoạch thực hiện Chương trình trong quý IV năm 2025.": "trong quý IV năm 2025",
    "Đánh giá công tác y tế cuối năm học, công khai kết quả.": "cuối năm học",
    "Sao lưu dữ liệu định kỳ 01 tuần/lần; cài đặt phần mềm.": "định kỳ 01 tuần/lần",
    "Tổ chức Tuần lễ Dinh dưỡng vào tháng 10 hằng năm.": "vào tháng 10 hằng năm",
    "Kiểm tra hệ thống điện trước khai giảng; báo kết quả bằng phiếu.": "trước khai giảng",
    "Trạm Y tế xã khám sức khỏe trong tháng 10/2025; thông báo kết quả cho cha mẹ học sinh chậm nhất 07 ngày sau khi khám.": "trong tháng 10/2025",
    "Tổ chức 02 chuyên đề về bạo lực học đường (học kỳ I: tuần 10; học kỳ II: tuần 25).": "học kỳ I: tuần 10; học kỳ II: tuần 25",
    "Đưa nội dung vào chương trình đào tạo, áp dụng từ khóa tuyển sinh năm 2025.": "áp dụng từ khóa tuyển sinh năm 2025",
    "Tham mưu sơ kết vào cuối năm 2028, tổng kết năm 2030, báo cáo cấp trên.": "sơ kết vào cuối năm 2028, tổng kết năm 2030",
    "Duy trì trực vào các tháng cao điểm mùa khô (từ tháng 01 đến tháng 4).": "vào các tháng cao điểm mùa khô (từ tháng 01 đến tháng 4)",
    "Giáo viên chủ nhiệm thường xuyên nắm bắt tình hình học sinh.": "thường xuyên",
    "Phân luồng giao thông vào các giờ cao điểm.": None,
    "Tổ chức sân chơi chào mừng ngày 26/3/2025.": "ngày 26/3/2025",
    "Tuyên truyền ít nhất mỗi tháng 02 lần trên hệ thống loa.": "ít nhất mỗi tháng 02 lần",
    "Tổ chức sơ kết 01 năm vào tháng 12/2025 và tổng kết vào tháng 12/2027.": "sơ kết 01 năm vào tháng 12/2025 và tổng kết vào tháng 12/2027",
    "Văn phòng theo dõi, báo cáo Chủ tịch tại phiên họp tháng 12/2025.": "tại phiên họp tháng 12/2025",
}  # fmt: skip


@pytest.mark.parametrize(("item", "words"), WHEN.items(), ids=short)
def test_when_it_is_done(item: str, words: str | None) -> None:
    assert tasks_of(item)[0].timeframe == words


NO_WORK = [
    "Khi xảy ra vụ việc bạo lực học đường phải thông báo ngay với gia đình, báo cáo UBND huyện trong vòng 24 giờ.",
    "Phòng Nội vụ là đầu mối tổng hợp, định kỳ 6 tháng, hằng năm báo cáo UBND huyện kết quả thực hiện.",
    "Hiệu trưởng các trường chịu trách nhiệm trước Trưởng phòng về tính chính xác của số liệu.",
    "Định kỳ trước ngày 15 tháng 12 hằng năm, báo cáo kết quả thực hiện về UBND huyện để tổng hợp.",
]


@pytest.mark.parametrize("item", NO_WORK, ids=short)
def test_a_report_or_a_closing_word_is_no_task(item: str) -> None:
    assert tasks_of(item) == []


def test_work_in_the_sentence_behind_a_report_is_read_from_there() -> None:
    [task] = tasks_of(
        "Các trường báo cáo kết quả về Phòng Nội vụ trước ngày 20/12/2025. Giao Văn phòng HĐND và UBND huyện theo dõi, đôn đốc."
    )
    assert (task.text, list(task.assignees)) == (
        "Giao Văn phòng HĐND và UBND huyện theo dõi, đôn đốc.",
        ["Văn phòng HĐND và UBND huyện"],
    )


DECISION = """THỦ TƯỚNG CHÍNH PHỦ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
\tĐộc lập - Tự do - Hạnh phúc
Số: 900/QĐ-TTg\tHà Nội, ngày 09 tháng 9 năm 2024

QUYẾT ĐỊNH
Phê duyệt Chương trình Bơi an toàn giai đoạn 2024 - 2030

THỦ TƯỚNG CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Theo đề nghị của Bộ trưởng Bộ Y tế.

QUYẾT ĐỊNH:
Điều 1. Phê duyệt kèm theo Quyết định này Chương trình Bơi an toàn giai đoạn 2024 - 2030.

Điều 2. Các Bộ trưởng, Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Các bộ;
- Lưu: VT.
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG

CHƯƠNG TRÌNH
Bơi an toàn giai đoạn 2024 - 2030
(Kèm theo Quyết định số 900/QĐ-TTg ngày 09 tháng 9 năm 2024 của Thủ tướng Chính phủ)

I. NHIỆM VỤ, GIẢI PHÁP
1. Xây dựng tài liệu dạy bơi thống nhất trong cả nước.
2. Bộ Y tế hướng dẫn sơ cấp cứu đuối nước.
"""


def test_a_programme_behind_a_decision_binds_those_its_last_article_names() -> None:
    first, second = documents.read_text(DECISION).tasks
    assert list(first.assignees) == [
        "Các Bộ trưởng",
        "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
    ]
    assert list(second.assignees) == ["Bộ Y tế"]
