"""Who acts where a line, a bracket or a later clause says so for a whole list or for one item of it.

Each passage stands as the first item of the same small plan of a district.
"""

from __future__ import annotations

import pytest

from documents.parsed import Task
from tests.reading.test_passages import FALLBACK, read
from tests.reading.test_who_and_when import short, tasks_of

CLOSING = [
    "* Cơ quan chủ trì: Phòng Nội vụ.\n* Cơ quan phối hợp: Công an huyện, UBND các xã.\n* Thời gian hoàn thành: Quý IV/2025.",
    "- Đơn vị chủ trì: Phòng Nội vụ.\n- Đơn vị phối hợp: Công an huyện, UBND các xã.\n- Thời gian thực hiện: Quý IV/2025.",
    "+ Chủ trì: Phòng Nội vụ.\n+ Phối hợp: Công an huyện, UBND các xã.\n+ Thời gian: Quý IV/2025.",
    "**Đơn vị chủ trì:** Phòng Nội vụ\n**Đơn vị phối hợp:** Công an huyện, UBND các xã\n**Thời gian thực hiện:** Quý IV/2025",
    "Cơ quan chủ trì: Phòng Nội vụ; cơ quan phối hợp: Công an huyện, UBND các xã; thời gian: Quý IV/2025.",
]
LISTS = [
    "1.1. Cân, đo trẻ em dưới 5 tuổi 02 lần/năm.\n1.2. Kiện toàn đội ngũ cộng tác viên ở thôn, bản.\n",
    "a) Cân, đo trẻ em dưới 5 tuổi 02 lần/năm.\nb) Kiện toàn đội ngũ cộng tác viên ở thôn, bản.\n",
]


def hands(task: Task) -> tuple[list[str], list[str], list[str]]:
    return list(task.lead), list(task.assignees), list(task.coordinating)


@pytest.mark.parametrize("closing", CLOSING, ids=short)
@pytest.mark.parametrize("listed", LISTS, ids=short)
def test_lines_that_close_a_list_bind_every_item_that_says_nothing_of_its_own(listed: str, closing: str) -> None:
    first, second = tasks_of(f"Nâng cao chất lượng chăm sóc trẻ em\n{listed}{closing}")
    led = (["Phòng Nội vụ"], ["Phòng Nội vụ"], ["Công an huyện", "UBND các xã"])
    assert hands(first) == hands(second) == led
    assert (first.timeframe, second.timeframe) == ("02 lần/năm", "Quý IV/2025")


def test_an_item_with_its_own_lead_keeps_it() -> None:
    first, second, third = tasks_of(
        "Nâng cao chất lượng chăm sóc trẻ em\n- Tiêm chủng đủ mũi cho trẻ em. Giao Trạm Y tế xã chủ trì.\n"
        "- Trao học bổng cho trẻ em nghèo.\n- Mở lớp nấu ăn cho bà mẹ.\n+ Chủ trì: Hội Liên hiệp Phụ nữ huyện.\n+ Phối hợp: UBND các xã."
    )
    assert hands(first) == (["Trạm Y tế xã"], ["Trạm Y tế xã"], [])
    assert hands(second) == hands(third)
    assert hands(third) == (["Hội Liên hiệp Phụ nữ huyện"], ["Hội Liên hiệp Phụ nữ huyện"], ["UBND các xã"])


def test_lines_under_several_items_bind_their_own_item_only() -> None:
    tasks = tasks_of(
        "Nâng cao chất lượng\n1.1. Rà soát trẻ em nghèo.\n- Chủ trì: Công an xã.\n- Thời gian: Tháng 3/2025.\n"
        "1.2. Trao học bổng cho trẻ em nghèo.\n1.3. Dạy bơi cho trẻ em nghèo.\n- Chủ trì: Đoàn xã.\n- Thời gian: Tháng 6/2025."
    )
    assert [(list(task.lead), task.timeframe) for task in tasks] == [
        (["Công an xã"], "Tháng 3/2025"), ([], None), (["Đoàn xã"], "Tháng 6/2025"),
    ]  # fmt: skip


BRACKETS = {
    "(Phòng Văn hóa, Khoa học và Thông tin tham mưu)": ([], ["Phòng Văn hóa, Khoa học và Thông tin"], []),
    "(Phòng Nông nghiệp, Môi trường)": ([], ["Phòng Nông nghiệp, Môi trường"], []),
    "(Giao Công an phường)": ([], ["Công an phường"], []),
    "(Đoàn Thanh niên, Hội Liên hiệp Phụ nữ thực hiện)": ([], ["Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ"], []),
    "(Phòng Văn hóa - Xã hội chủ trì, phối hợp với Trạm Y tế phường)": (
        ["Phòng Văn hóa - Xã hội"], ["Phòng Văn hóa - Xã hội"], ["Trạm Y tế phường"],
    ),
    "(Phòng Văn hóa - Xã hội chủ trì; phối hợp với Đoàn Thanh niên, các trường học thực hiện)": (
        ["Phòng Văn hóa - Xã hội"], ["Phòng Văn hóa - Xã hội"], ["Đoàn Thanh niên", "các trường học"],
    ),
    "(Phòng Kinh tế, Hạ tầng và Đô thị chủ trì; Công an phường, các khu phố phối hợp)": (
        ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Công an phường", "các khu phố"],
    ),
    "(Phòng Kinh tế, Hạ tầng và Đô thị phối hợp với Công an phường thực hiện)": (
        [], ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Công an phường"],
    ),
    "(Chủ trì: Đoàn Thanh niên; phối hợp: Trạm Y tế phường, các trường học)": (
        ["Đoàn Thanh niên"], ["Đoàn Thanh niên"], ["Trạm Y tế phường", "các trường học"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("between", [" ", "\n"], ids=["behind the full stop", "on its own line"])
@pytest.mark.parametrize(("bracket", "expected"), BRACKETS.items(), ids=short)
def test_a_bracket_at_the_end_says_who(
    bracket: str, expected: tuple[list[str], list[str], list[str]], between: str
) -> None:
    first, second = tasks_of(
        f"Công việc trong quý\na) Lắp đặt biển cảnh báo tại các hồ, ao.{between}{bracket}\nb) Mở lớp dạy bơi miễn phí cho trẻ em."
    )
    assert hands(first) == expected
    assert hands(second) == ([], FALLBACK, [])


def test_one_bracket_under_a_list_or_behind_its_heading_speaks_of_all_of_it() -> None:
    items = "- Cắm biển cảnh báo ở bờ sông.\n- Tuần tra bến nước mỗi buổi trưa."
    below = tasks_of(f"Phòng, chống đuối nước\n{items}\n(Công an phường chủ trì, Trạm Y tế phường phối hợp)")
    behind = tasks_of(f"Phòng, chống đuối nước (Công an phường chủ trì, phối hợp với Trạm Y tế phường)\n{items}")
    assert [hands(task) for task in below] == [hands(task) for task in behind]
    assert [hands(task) for task in below] == 2 * [(["Công an phường"], ["Công an phường"], ["Trạm Y tế phường"])]


LATER = {
    "Đối chiếu dữ liệu trẻ em của các phường cũ. Công an huyện phối hợp cung cấp dữ liệu cho Phòng Nội vụ để thực hiện.": (
        ["Phòng Nội vụ"], ["Công an huyện"],
    ),
    "Rà soát dữ liệu dân cư của các xã. Phòng Nội vụ làm đầu mối, Công an huyện phối hợp.": (["Phòng Nội vụ"], ["Công an huyện"]),
    "Rà soát dữ liệu dân cư của các xã. Phòng Nội vụ thực hiện, Công an huyện phối hợp.": (["Phòng Nội vụ"], ["Công an huyện"]),
    "Rà soát dữ liệu dân cư của các xã; Phòng Nội vụ theo dõi; Công an huyện phối hợp.": (["Phòng Nội vụ"], ["Công an huyện"]),
    "Tổ chức cho học sinh ký cam kết; giáo viên chủ nhiệm chịu trách nhiệm chính.": (["giáo viên chủ nhiệm"], []),
    "Hội Nông dân huyện: vận động hội viên rào ao. Huyện đoàn phụ trách công tác Đội.": (["Hội Nông dân huyện", "Huyện đoàn"], []),
    "Khi phát hiện học sinh bị bạo lực, xâm hại, giáo viên, nhân viên báo ngay cho Hiệu trưởng; nhân viên y tế sơ cứu.": (
        ["giáo viên", "nhân viên", "nhân viên y tế"], [],
    ),
    "Nếu xảy ra mưa lũ, ngập lụt, Hiệu trưởng cho học sinh nghỉ học; giáo viên chủ nhiệm báo cha mẹ học sinh.": (
        ["Hiệu trưởng", "giáo viên chủ nhiệm"], [],
    ),
    "Trường hợp giáo viên, nhân viên bị ốm, Hiệu trưởng phân công người dạy thay.": (["Hiệu trưởng"], []),
    "Khi có dịch, Trạm Y tế xã khoanh vùng; Công an xã phối hợp quản lý người ra vào.": (["Trạm Y tế xã"], ["Công an xã"]),
    "Chi cục An toàn vệ sinh thực phẩm chủ trì kiểm tra bếp ăn.": (["Chi cục An toàn vệ sinh thực phẩm"], []),
    "Tập huấn sơ cấp cứu cho giáo viên.\nPhân công thực hiện: Nhân viên y tế phối hợp với Trạm Y tế xã.": (["Nhân viên y tế"], ["Trạm Y tế xã"]),
    "Bảo đảm an toàn trường học: Phòng Nội vụ chủ trì, phối hợp với Công an huyện\na) Rà soát lan can, cầu thang.": (
        ["Phòng Nội vụ"], ["Công an huyện"],
    ),
    "Vận động trẻ ra lớp; huy động Hội Liên hiệp Phụ nữ, Đoàn Thanh niên xã tham gia.": (
        FALLBACK, ["Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên xã"],
    ),
    "Vận động trẻ ra lớp; huy động các nguồn lực xã hội tham gia.": (FALLBACK, []),
    "Kiểm tra 12 cơ sở (Công ty Hòa An, Công ty Hòa Bình).": (FALLBACK, []),
    "Nâng cao chất lượng dạy bơi\n- Mở lớp dạy bơi cho trẻ em nghèo.\nGiao Đoàn xã chủ trì, phối hợp với Công an xã thực hiện.": (
        ["Đoàn xã"], ["Công an xã"],
    ),
    "Kiểm tra bếp ăn bán trú: Phó Hiệu trưởng.": (["Phó Hiệu trưởng"], []),
    "Kiểm tra bếp ăn bán trú.\n- Phụ trách: Phó Hiệu trưởng; phối hợp: Nhân viên y tế.": (["Phó Hiệu trưởng"], ["Nhân viên y tế"]),
    "Trực bể bơi trong dịp hè - Trạm Y tế xã chủ trì.": (["Trạm Y tế xã"], []),
    "Bố trí nhân viên cứu hộ tại bể bơi - Giao Trung tâm Văn hóa huyện thực hiện.": (["Trung tâm Văn hóa huyện"], []),
    "Rà soát trẻ em nghèo, do Phòng Nội vụ chủ trì, Công an huyện và UBND các xã phối hợp, xong trong tháng 5/2025.": (
        ["Phòng Nội vụ"], ["Công an huyện", "UBND các xã"],
    ),
    "Tổ Văn phòng, bảo vệ kiểm tra hệ thống điện.": (["Tổ Văn phòng", "bảo vệ"], []),
    "Trong tháng 9/2025, các trường tổ chức hội thi vẽ tranh.": (["các trường"], []),
    "Các cấp ủy đảng, chính quyền tăng cường lãnh đạo công tác trẻ em.": (["Các cấp ủy đảng", "chính quyền"], []),
    "Các trường mầm non, nhóm lớp rà soát cửa, lan can.": (["Các trường mầm non", "nhóm lớp"], []),
    "Các trường trung học phổ thông và cơ sở giáo dục trực thuộc rà soát cửa.": (
        ["Các trường trung học phổ thông", "cơ sở giáo dục trực thuộc"], [],
    ),
    "Các trường tiểu học và trung học cơ sở rà soát cửa, lan can.": (["Các trường tiểu học và trung học cơ sở"], []),
    "Các cơ quan, đơn vị và tổ chức có liên quan rà soát cửa.": (["Các cơ quan, đơn vị và tổ chức có liên quan"], []),
}  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), LATER.items(), ids=short)
def test_who_acts_and_who_only_helps(item: str, expected: tuple[list[str], list[str]]) -> None:
    task = tasks_of(item)[0]
    assert (list(task.assignees), list(task.coordinating)) == expected


WHEN = {
    "Khám sức khỏe định kỳ cho học sinh ít nhất 01 lần/năm học.": "ít nhất 01 lần/năm học",
    "Kiểm tra hệ thống điện hằng tuần, báo cáo Hiệu trưởng.": "hằng tuần",
    "Hằng năm, trước ngày 15/4, kiểm tra an toàn hồ đập.": "Hằng năm, trước ngày 15/4",
    "Đăng tối thiểu 02 tin, bài/tháng trên trang thông tin điện tử.": "tối thiểu 02 tin, bài/tháng",
    "Kiện toàn Ban Chăm sóc sức khỏe học sinh ngay từ đầu mỗi năm học; phân công rõ việc.": "ngay từ đầu mỗi năm học",
    "Xây dựng kế hoạch y tế trường học từng năm học, bố trí phòng y tế.": "từng năm học",
    "Hướng dẫn các trường xây dựng kế hoạch từng năm học.": None,
    "Giáo viên chủ nhiệm nhắc nhở học sinh 5 phút cuối mỗi buổi học.": "5 phút cuối mỗi buổi học",
    "Bảo vệ trực cổng trường trước và sau mỗi buổi học 20 phút.": "trước và sau mỗi buổi học 20 phút",
    "Cho trẻ uống Vitamin A (đợt 1 tháng 6, đợt 2 tháng 12), khám mắt vào đầu năm học.": "đợt 1 tháng 6, đợt 2 tháng 12",
    "Tổ chức quán triệt Chỉ thị, hoàn thành trong quý II năm 2025; gửi kế hoạch về Huyện ủy trước ngày 30/7/2025.": "trong quý II năm 2025",
    "Xây dựng kế hoạch, gửi về Phòng Nội vụ trước ngày 10/9/2025.": "trước ngày 10/9/2025",
    "Ký cam kết với cha mẹ học sinh trong dịp hè, gửi bản cam kết về trường trước ngày 25/5/2025.": "trước ngày 25/5/2025",
    "Cứu chữa, thăm hỏi học sinh bị nạn; đồng thời báo cáo nhanh về Phòng trong vòng 24 giờ.": None,
    "Rà soát trẻ em nghèo; hoàn thành đợt 1 trước ngày 31/10/2025, sau đó rà soát 02 lần/năm.": "trước ngày 31/10/2025",
    "Rà soát tủ thuốc đợt 1 trước ngày 30/6/2025, sau đó định kỳ hằng năm vào tháng 9.": "đợt 1 trước ngày 30/6/2025, sau đó định kỳ hằng năm vào tháng 9",
    "Tổng vệ sinh vào thứ Sáu tuần cuối cùng của tháng.": "vào thứ Sáu tuần cuối cùng của tháng",
    "Tổ chức đối thoại với trẻ em ít nhất một lần trong năm.": "ít nhất một lần trong năm",
    "Hoàn thiện hồ sơ trong 05 ngày làm việc.": "trong 05 ngày làm việc",
    "Lập danh sách trẻ em trong tháng 9, gửi Trạm Y tế xã trước ngày 05/10/2025.": "trong tháng 9",
    "Tẩy giun cho trẻ em 02 lần/năm vào tháng 5 và tháng 11.": "02 lần/năm vào tháng 5 và tháng 11",
    "Lập danh sách cơ sở; định kỳ kiểm tra theo thẩm quyền.": "định kỳ",
    "Lập danh sách cơ sở; định kỳ báo cáo Ủy ban nhân dân huyện.": None,
}  # fmt: skip


@pytest.mark.parametrize(("item", "words"), WHEN.items(), ids=short)
def test_when_the_work_itself_is_due(item: str, words: str | None) -> None:
    assert tasks_of(item)[0].timeframe == words


def test_the_head_of_a_district_police_writes_for_the_police() -> None:
    paper = read("Thực hiện đề nghị của Trưởng Công an huyện tại Tờ trình số 205/TTr-CAH ngày 10 tháng 01 năm 2025.")
    assert [each.issuer for each in paper.citations if each.number == "205/TTr-CAH"] == ["Công an huyện Bến Lở"]


CODED = {
    "205/TTr-CAH": "Công an huyện Bến Lở",
    "12/BC-CAT": "Công an tỉnh",
    "3/BC-PTCKH": "Phòng Tài chính - Kế hoạch huyện Bến Lở",
}


@pytest.mark.parametrize(("number", "issuer"), CODED.items())
def test_a_code_that_can_mean_one_office_only_names_it(number: str, issuer: str) -> None:
    paper = read(f"Thực hiện Tờ trình số {number} ngày 10 tháng 01 năm 2025.")
    assert [each.issuer for each in paper.citations if each.number == number] == [issuer]


def test_a_sentence_that_only_gives_the_list_away_is_no_task_of_its_own() -> None:
    tasks = tasks_of(
        "Phòng, chống đuối nước\n- Cắm biển cảnh báo ở bờ sông.\n- Tuần tra bến nước mỗi buổi trưa.\n"
        "Giao Công an xã chủ trì, phối hợp với Đoàn xã thực hiện."
    )
    assert [hands(task) for task in tasks] == 2 * [(["Công an xã"], ["Công an xã"], ["Đoàn xã"])]


def test_the_years_of_a_programme_are_no_day_of_the_task() -> None:
    first, second = tasks_of(
        "Dạy bơi cho trẻ em\na) Nâng cấp bể bơi giai đoạn 2025 - 2027.\nb) Mở lớp dạy bơi.\n- Thời gian: Quý II/2025."
    )
    assert (first.timeframe, second.timeframe) == ("Quý II/2025", "Quý II/2025")
