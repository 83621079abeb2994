"""Small whole papers, one of each kind an office meets: which items are work, whose they are, and which only look like work."""

from __future__ import annotations

from textwrap import dedent

import pytest

import documents

Row = tuple[str, list[str], list[str], str | None]

TELEGRAM = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH SÔNG NGÀN\tĐộc lập - Tự do - Hạnh phúc
    Số: 07/CĐ-UBND\tSông Ngàn, ngày 21 tháng 7 năm 2025

    CÔNG ĐIỆN
    Về việc chủ động ứng phó với bão số 3

    Chủ tịch Ủy ban nhân dân tỉnh điện:
    - Giám đốc các Sở: Nông nghiệp và Môi trường, Giáo dục và Đào tạo;
    - Chủ tịch Ủy ban nhân dân các xã, phường.

    Bão số 3 đang di chuyển nhanh, dự báo ảnh hưởng trực tiếp đến tỉnh. Để chủ động ứng phó, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

    1. Chủ tịch Ủy ban nhân dân các xã, phường
    a) Rà soát, sơ tán người dân ra khỏi khu vực nguy hiểm trước 17 giờ ngày 22/7/2025.
    b) Cấm biển từ 10 giờ ngày 22/7/2025.
    2. Sở Giáo dục và Đào tạo quyết định cho học sinh nghỉ học tại nơi bị ngập.
    3. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh sẵn sàng lực lượng cứu hộ; phối hợp với các xã, phường hỗ trợ sơ tán dân.
    4. Đài Khí tượng Thủy văn tỉnh tăng thời lượng bản tin cảnh báo.
    5. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh đôn đốc việc thực hiện Công điện này.
    Báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nông nghiệp và Môi trường) trước 16 giờ hằng ngày.

    Nơi nhận:
    - Như trên;
    - Lưu: VT.
"""
CONCLUSION = """
    ỦY BAN NHÂN DÂN HUYỆN BẾN LỞ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc
    Số: 88/TB-VP\tBến Lở, ngày 03 tháng 4 năm 2024

    THÔNG BÁO
    Kết luận của Chủ tịch Ủy ban nhân dân huyện tại cuộc họp giao ban tháng 4

    Ngày 02/4/2024, Chủ tịch UBND huyện chủ trì cuộc họp giao ban. Sau khi nghe các ngành báo cáo, Chủ tịch UBND huyện kết luận như sau:

    1. Về kết quả quý I
    Các ngành đã có nhiều cố gắng; kinh tế tiếp tục tăng trưởng khá.

    2. Nhiệm vụ thời gian tới
    (1) Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tham mưu phương án sắp xếp cán bộ, hoàn thành trước ngày 20/4/2024.
    (2) Đồng chí Phó Chủ tịch UBND huyện phụ trách văn hóa - xã hội chỉ đạo kiểm tra an toàn bể bơi.
    (3) Về giải phóng mặt bằng đường tránh: giao Trung tâm Phát triển quỹ đất chi trả tiền bồi thường trong tháng 4/2024.
    (4) Thống nhất chủ trương sửa chữa trụ sở, giao Phòng Tài chính - Kế hoạch cân đối nguồn vốn.

    Văn phòng UBND huyện thông báo để các cơ quan, đơn vị biết, thực hiện./.

    Nơi nhận:
    - Các phòng, ban huyện;
    - Lưu: VT.
"""
DECISION = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    XÃ HÒA MỸ\tĐộc lập - Tự do - Hạnh phúc
    Số: 210/QĐ-UBND\tHòa Mỹ, ngày 12 tháng 8 năm 2025

    QUYẾT ĐỊNH
    Về việc thành lập Ban Bảo vệ trẻ em xã Hòa Mỹ

    CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HÒA MỸ
    Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;

    QUYẾT ĐỊNH:
    Điều 1. Thành lập Ban Bảo vệ trẻ em xã Hòa Mỹ gồm 09 thành viên.
    Điều 2. Ban Bảo vệ trẻ em có nhiệm vụ:
    1. Xây dựng quy chế hoạt động trước ngày 30/8/2025.
    2. Tiếp nhận, xử lý thông tin về trẻ em bị xâm hại.
    Điều 3. Chánh Văn phòng HĐND và UBND xã, Trưởng phòng Văn hóa - Xã hội và các thành viên Ban Bảo vệ trẻ em chịu trách nhiệm thi hành Quyết định này./.

    Nơi nhận:
    - Như Điều 3;
    - Lưu: VT.
"""
LETTER = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    HUYỆN BẾN LỞ\tĐộc lập - Tự do - Hạnh phúc
    Số: 1420/UBND-VX\tBến Lở, ngày 16 tháng 5 năm 2023
    V/v tăng cường bảo vệ trẻ em dịp hè

    Kính gửi:
    - Phòng Giáo dục và Đào tạo;
    - UBND các xã, thị trấn.

    Nhận được Công văn số 512/UBND-KGVX ngày 10/5/2023 của UBND tỉnh về bảo vệ trẻ em dịp hè, UBND huyện yêu cầu các đơn vị thực hiện một số nội dung sau:

    - Tuyên truyền kỹ năng an toàn cho trẻ em trên hệ thống loa truyền thanh;
    - UBND các xã, thị trấn cắm biển cảnh báo tại ao, hồ trước ngày 01/6/2023;
    - Phòng Giáo dục và Đào tạo bàn giao học sinh về địa phương, phối hợp với Huyện đoàn tổ chức sinh hoạt hè.

    Đề nghị các đơn vị nghiêm túc triển khai thực hiện./.

    Nơi nhận:
    - Như trên;
    - Lưu: VT.
"""
SCHOOL = """
    PHÒNG GD&ĐT HUYỆN BẾN LỞ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TRƯỜNG TIỂU HỌC AN HÒA\tĐộc lập - Tự do - Hạnh phúc
    Số: 31/KH-THAH\tAn Hòa, ngày 09 tháng 9 năm 2024

    KẾ HOẠCH
    Phòng, chống bạo lực học đường năm học 2024 - 2025

    Trường Tiểu học An Hòa xây dựng kế hoạch như sau:

    I. MỤC TIÊU
    1. 100% lớp có hộp thư “Điều em muốn nói”.
    2. Không để xảy ra bạo lực học đường.

    II. NỘI DUNG THỰC HIỆN
    Tháng 9:
    - Xây dựng quy tắc ứng xử của trường;
    - Tổ chức cho học sinh ký cam kết.
    Tháng 10:
    - Tổ chức chuyên đề tư vấn tâm lý cho khối 4, khối 5.

    III. TỔ CHỨC THỰC HIỆN
    1. Ban Giám hiệu
    - Chỉ đạo, kiểm tra việc thực hiện kế hoạch.
    2. Tổ chuyên môn
    - Lồng ghép nội dung vào các tiết hoạt động trải nghiệm.
    3. Giáo viên chủ nhiệm: nắm bắt tâm lý học sinh, phối hợp với cha mẹ học sinh giải quyết mâu thuẫn.
    4. Đoàn, Đội: duy trì đội cờ đỏ hằng tuần.

    Nơi nhận:
    - Phòng GD&ĐT;
    - Lưu: VT.
"""
PARTY = """
    HUYỆN ỦY BẾN LỞ\tĐẢNG CỘNG SẢN VIỆT NAM
    *\tBến Lở, ngày 08 tháng 6 năm 2023
    Số 15-CT/HU

    CHỈ THỊ
    CỦA BAN THƯỜNG VỤ HUYỆN ỦY
    về tăng cường lãnh đạo công tác phòng, chống đuối nước

    Ban Thường vụ Huyện ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt các nhiệm vụ sau:

    1- Quán triệt sâu sắc Chỉ thị đến cán bộ, đảng viên.
    2- Đảng ủy các xã, thị trấn lãnh đạo rào chắn các khu vực nguy hiểm; hoàn thành trong tháng 6/2023.
    3- Ban Tuyên giáo Huyện ủy chủ trì, phối hợp với Phòng Văn hóa và Thông tin định hướng tuyên truyền.
    4- Ủy ban Kiểm tra Huyện ủy đưa việc thực hiện Chỉ thị vào chương trình kiểm tra hằng năm.
    5- Văn phòng Huyện ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Huyện ủy.

    Chỉ thị này phổ biến đến chi bộ để thực hiện.

    Nơi nhận:
    - Các đảng ủy cơ sở;
    - Lưu Văn phòng Huyện ủy.
"""
RESOLUTION = """
    HỘI ĐỒNG NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH SÔNG NGÀN\tĐộc lập - Tự do - Hạnh phúc
    Số: 24/NQ-HĐND\tSông Ngàn, ngày 11 tháng 12 năm 2024

    NGHỊ QUYẾT
    Về phát triển giáo dục mầm non giai đoạn 2025 - 2030

    HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG NGÀN
    Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;

    QUYẾT NGHỊ:
    Điều 1. Mục tiêu
    1. Huy động 45% trẻ nhà trẻ đến trường vào năm 2030.
    2. Có 80% trường đạt chuẩn quốc gia.
    Điều 2. Nhiệm vụ, giải pháp
    1. Rà soát quy hoạch mạng lưới trường, lớp mầm non.
    2. Ưu tiên ngân sách xây dựng phòng học kiên cố.
    Điều 3. Tổ chức thực hiện
    1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết.
    2. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân giám sát việc thực hiện Nghị quyết.
    Nghị quyết này có hiệu lực từ ngày 01 tháng 01 năm 2025./.

    Nơi nhận:
    - UBND tỉnh;
    - Lưu: VT.
"""
ORDINALS = """
    SỞ Y TẾ TỈNH SÔNG NGÀN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TRUNG TÂM Y TẾ KHU VỰC 2\tĐộc lập - Tự do - Hạnh phúc
    Số: 77/TTYT-KSBT\tSông Ngàn, ngày 02 tháng 10 năm 2025
    V/v phòng, chống bệnh tay chân miệng

    Kính gửi: Trạm Y tế các xã, phường.

    Trước diễn biến của dịch bệnh, Trung tâm Y tế khu vực 2 đề nghị các Trạm Y tế triển khai ngay các nội dung sau:

    Một là, giám sát chặt chẽ ca bệnh tại trường học và cộng đồng.
    Hai là, tập huấn cho y tế trường học trong tuần thứ hai của tháng 10/2025.
    Ba là, phối hợp với các trường mầm non vệ sinh, khử khuẩn lớp học.

    Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về Trung tâm./.

    Nơi nhận:
    - Như trên;
    - Lưu: VT.
"""
POINTERS = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    PHƯỜNG AN ĐÔNG\tĐộc lập - Tự do - Hạnh phúc
    Số: 19/KH-UBND\tAn Đông, ngày 04 tháng 9 năm 2025

    KẾ HOẠCH
    Tổ chức Tết Trung thu năm 2025

    UBND phường xây dựng Kế hoạch tổ chức Tết Trung thu năm 2025 như sau:

    II. NỘI DUNG
    1. Tổ chức đêm hội trăng rằm tại công viên phường.
    2. Thăm, tặng quà trẻ em mồ côi.
    3. Kiểm tra an toàn đồ chơi trên địa bàn.

    III. TỔ CHỨC THỰC HIỆN
    1. Đoàn Thanh niên phường
    Chủ trì thực hiện nội dung tại khoản 1 Mục II.
    2. Công an phường
    Thực hiện nội dung tại khoản 3 Mục II.

    Nơi nhận:
    - Lưu: VT.
"""
STACKED = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    HUYỆN BẾN LỞ\tĐộc lập - Tự do - Hạnh phúc
    Số: 61/KH-UBND\tBến Lở, ngày 22 tháng 3 năm 2024

    KẾ HOẠCH
    Tháng hành động vì trẻ em năm 2024

    II. NỘI DUNG
    1. Tổ chức lễ phát động cấp huyện
    - Thời gian: ngày 31/5/2024.
    - Cơ quan chủ trì: Phòng Lao động - Thương binh và Xã hội.
    - Cơ quan phối hợp: Huyện đoàn, Phòng Giáo dục và Đào tạo.
    2. Tặng quà trẻ em có hoàn cảnh khó khăn. Đơn vị thực hiện: UBND các xã, thị trấn. Thời gian: trong tháng 6/2024.

    III. TỔ CHỨC THỰC HIỆN
    *Phòng Tài chính - Kế hoạch:
    Tham mưu bố trí kinh phí.
    *Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện và các đoàn thể:
    Vận động hội viên hưởng ứng.
    *Chế độ báo cáo:
    UBND các xã, thị trấn báo cáo kết quả về Phòng Lao động - Thương binh và Xã hội trước ngày 10/7/2024.

    Nơi nhận:
    - Lưu: VT.
"""

EXPECTED: dict[str, tuple[str, list[Row]]] = {
    "công điện": (TELEGRAM, [
        ("Rà soát, sơ tán người dân", ["Chủ tịch Ủy ban nhân dân các xã, phường"], [], "trước 17 giờ ngày 22/7/2025"),
        ("Cấm biển", ["Chủ tịch Ủy ban nhân dân các xã, phường"], [], "từ 10 giờ ngày 22/7/2025"),
        ("Sở Giáo dục và Đào tạo quyết định", ["Sở Giáo dục và Đào tạo"], [], None),
        ("Công an tỉnh, Bộ Chỉ huy", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"], ["các xã, phường"], None),
        ("Đài Khí tượng Thủy văn", ["Đài Khí tượng Thủy văn tỉnh"], [], None),
        ("Giao Sở Nông nghiệp", ["Sở Nông nghiệp và Môi trường"], ["Văn phòng Ủy ban nhân dân tỉnh"], None),
    ]),
    "thông báo kết luận": (CONCLUSION, [
        ("Giao Phòng Nội vụ chủ trì", ["Phòng Nội vụ"], ["Phòng Tư pháp"], "trước ngày 20/4/2024"),
        ("Đồng chí Phó Chủ tịch", ["Đồng chí Phó Chủ tịch UBND huyện phụ trách văn hóa - xã hội"], [], None),
        ("Về giải phóng mặt bằng", ["Trung tâm Phát triển quỹ đất"], [], "trong tháng 4/2024"),
        ("Thống nhất chủ trương", ["Phòng Tài chính - Kế hoạch"], [], None),
    ]),
    "quyết định": (DECISION, [
        ("Xây dựng quy chế hoạt động", ["Ban Bảo vệ trẻ em"], [], "trước ngày 30/8/2025"),
        ("Tiếp nhận, xử lý thông tin", ["Ban Bảo vệ trẻ em"], [], None),
    ]),
    "công văn không đánh số": (LETTER, [
        ("Tuyên truyền kỹ năng", ["các đơn vị"], [], None),
        ("UBND các xã, thị trấn cắm biển", ["UBND các xã, thị trấn"], [], "trước ngày 01/6/2023"),
        ("Phòng Giáo dục và Đào tạo bàn giao", ["Phòng Giáo dục và Đào tạo"], ["Huyện đoàn"], None),
    ]),
    "kế hoạch của trường": (SCHOOL, [
        ("Xây dựng quy tắc ứng xử", ["Trường Tiểu học An Hòa"], [], "Tháng 9"),
        ("Tổ chức cho học sinh ký", ["Trường Tiểu học An Hòa"], [], "Tháng 9"),
        ("Tổ chức chuyên đề", ["Trường Tiểu học An Hòa"], [], "Tháng 10"),
        ("Chỉ đạo, kiểm tra", ["Ban Giám hiệu"], [], None),
        ("Lồng ghép nội dung", ["Tổ chuyên môn"], [], None),
        ("nắm bắt tâm lý học sinh", ["Giáo viên chủ nhiệm"], [], None),
        ("duy trì đội cờ đỏ", ["Đoàn", "Đội"], [], "hằng tuần"),
    ]),
    "chỉ thị của Đảng": (PARTY, [
        ("Quán triệt sâu sắc", ["các cấp ủy, tổ chức đảng"], [], None),
        ("Đảng ủy các xã, thị trấn", ["Đảng ủy các xã, thị trấn"], [], "trong tháng 6/2023"),
        ("Ban Tuyên giáo Huyện ủy", ["Ban Tuyên giáo Huyện ủy"], ["Phòng Văn hóa và Thông tin"], None),
        ("Ủy ban Kiểm tra Huyện ủy", ["Ủy ban Kiểm tra Huyện ủy"], [], "hằng năm"),
        ("Văn phòng Huyện ủy theo dõi", ["Văn phòng Huyện ủy"], [], None),
    ]),
    "nghị quyết có mục tiêu": (RESOLUTION, [
        ("Rà soát quy hoạch", ["Hội đồng nhân dân tỉnh Sông Ngàn"], [], None),
        ("Ưu tiên ngân sách", ["Hội đồng nhân dân tỉnh Sông Ngàn"], [], None),
        ("Giao Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"], [], None),
        ("Thường trực Hội đồng nhân dân", ["Thường trực Hội đồng nhân dân", "các Ban của Hội đồng nhân dân"], [], None),
    ]),
    "công văn Một là, Hai là": (ORDINALS, [
        ("giám sát chặt chẽ", ["các Trạm Y tế"], [], None),
        ("tập huấn cho y tế trường học", ["các Trạm Y tế"], [], "trong tuần thứ hai của tháng 10/2025"),
        ("phối hợp với các trường", ["các Trạm Y tế"], ["các trường mầm non"], None),
    ]),
    "kế hoạch chỉ sang mục khác": (POINTERS, [
        ("Tổ chức đêm hội", ["Đoàn Thanh niên phường"], [], None),
        ("Thăm, tặng quà", ["UBND phường"], [], None),
        ("Kiểm tra an toàn đồ chơi", ["Công an phường"], [], None),
        ("Chủ trì thực hiện nội dung", ["Đoàn Thanh niên phường"], [], None),
        ("Thực hiện nội dung", ["Công an phường"], [], None),
    ]),
    "nhãn dưới từng việc": (STACKED, [
        ("Tổ chức lễ phát động", ["Phòng Lao động - Thương binh và Xã hội"], ["Huyện đoàn", "Phòng Giáo dục và Đào tạo"], "ngày 31/5/2024"),
        ("Tặng quà trẻ em", ["UBND các xã, thị trấn"], [], "trong tháng 6/2024"),
        ("Tham mưu bố trí kinh phí", ["Phòng Tài chính - Kế hoạch"], [], None),
        ("Vận động hội viên", ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "các đoàn thể"], [], None),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_work_of_a_small_paper(kind: str) -> None:
    paper, rows = EXPECTED[kind]
    tasks = documents.read_text(dedent(paper).strip()).tasks
    found = [(task.text, list(task.lead or task.assignees), list(task.coordinating), task.timeframe) for task in tasks]
    assert [(words[: len(row[0])], *rest) for (words, *rest), row in zip(found, rows, strict=False)] == rows
    assert len(found) == len(rows)


def test_a_telegram_asks_for_a_report_every_day() -> None:
    [report] = documents.read_text(dedent(TELEGRAM).strip()).reporting
    assert (report.to, report.via, report.recurrence) == (
        "Ủy ban nhân dân tỉnh", "Sở Nông nghiệp và Môi trường", "daily",
    )  # fmt: skip
