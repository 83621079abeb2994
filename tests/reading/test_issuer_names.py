"""Whose paper it is, by the left column alone: the name a clerk would write for each pile of capitals.

The superior above, the body below; names torn over lines, shortened, or left to be completed by the superior's area.
"""

from __future__ import annotations

import pytest

import documents

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
# (left column, number, what stands in the title line, issuer)
NAMES = [
    ("HỘI ĐỒNG NHÂN DÂN\nHUYỆN ĐÔNG CHÂU\nBAN VĂN HÓA - XÃ HỘI", "09/KH-BVHXH", "KẾ HOẠCH", "Ban Văn hóa - Xã hội Hội đồng nhân dân huyện Đông Châu"),
    ("UBND TỈNH AN TRẠCH\nVĂN PHÒNG", "88/KH-VPUBND", "KẾ HOẠCH", "Văn phòng Ủy ban nhân dân tỉnh An Trạch"),
    ("THÀNH PHỐ SÔNG VÂN\nỦY BAN NHÂN DÂN PHƯỜNG CẦU MỚI", "12/KH-UBND", "KẾ HOẠCH", "Ủy ban nhân dân phường Cầu Mới"),
    ("UBND XÃ TÂN AN ĐÔNG\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "11/KH-TTPVHCC", "KẾ HOẠCH", "Trung tâm Phục vụ hành chính công xã Tân An Đông"),
    ("UBND TỈNH LÂM TRẠCH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "512/KH-SLĐTBXH", "KẾ HOẠCH", "Sở Lao động - Thương binh và Xã hội tỉnh Lâm Trạch"),
    ("CÔNG AN TỈNH LÂM TRẠCH\nCÔNG AN HUYỆN ĐÔNG CHÂU", "77/KH-CAH", "KẾ HOẠCH", "Công an huyện Đông Châu"),
    ("QUÂN KHU 5\nBỘ CHỈ HUY QUÂN SỰ TỈNH LÂM TRẠCH", "77/KH-BCH", "KẾ HOẠCH", "Bộ Chỉ huy Quân sự tỉnh Lâm Trạch"),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH LÂM TRẠCH", "901/KH-BHXH", "KẾ HOẠCH", "Bảo hiểm xã hội tỉnh Lâm Trạch"),
    ("TỔNG CỤC THỐNG KÊ\nCỤC THỐNG KÊ TỈNH LÂM TRẠCH", "77/KH-CTK", "KẾ HOẠCH", "Cục Thống kê tỉnh Lâm Trạch"),
    ("TÒA ÁN NHÂN DÂN TỐI CAO", "12/KH-TANDTC", "KẾ HOẠCH", "Tòa án nhân dân tối cao"),
    ("QUỐC HỘI\nỦY BAN VĂN HÓA, GIÁO DỤC", "88/KH-UBVHGD", "KẾ HOẠCH", "Ủy ban Văn hóa, Giáo dục"),
    ("BỘ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG ĐẠI HỌC SƯ PHẠM MẪU", "733/KH-ĐHSPM", "KẾ HOẠCH", "Trường Đại học Sư phạm Mẫu"),
    ("PHÒNG GDĐT QUẬN HẢI MẪU\nTRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ\nNGUYỄN MẪU", "77/KH-TH&THCS", "KẾ HOẠCH", "Trường Tiểu học và Trung học cơ sở Nguyễn Mẫu"),
    ("UBND THÀNH PHỐ SÔNG VÂN\nTRUNG TÂM GDNN-GDTX", "77/KH-TTGDNN", "KẾ HOẠCH", "Trung tâm GDNN-GDTX"),
    ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN ĐÔNG CHÂU\nCÔNG ĐOÀN TRƯỜNG THCS NGUYỄN MẪU", "03/KH-CĐ", "KẾ HOẠCH", "Công đoàn Trường THCS Nguyễn Mẫu huyện Đông Châu"),
    ("ĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN TRƯỜNG THPT NGUYỄN MẪU", "12-KH/ĐTN", "KẾ HOẠCH", "Ban Chấp hành Đoàn Trường THPT Nguyễn Mẫu"),
    ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nBAN CHẤP HÀNH TỈNH LÂM TRẠCH", "09/KH-BTV", "KẾ HOẠCH", "Hội Liên hiệp Phụ nữ tỉnh Lâm Trạch"),
    ("HỘI NÔNG DÂN VIỆT NAM\nBCH HỘI NÔNG DÂN TỈNH LÂM TRẠCH", "56-KH/HNDT", "KẾ HOẠCH", "Ban Chấp hành Hội Nông dân tỉnh Lâm Trạch"),
    ("UBND TỈNH LÂM TRẠCH\nHỘI ĐỒNG PHỐI HỢP PBGDPL", "14/KH-HĐPH", "KẾ HOẠCH", "Hội đồng phối hợp PBGDPL tỉnh Lâm Trạch"),
    ("UBND TỈNH LÂM TRẠCH\nSỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH ĐOÀN LÂM TRẠCH", "14/KHLN-SYT-SGDĐT-TĐ", "KẾ HOẠCH LIÊN NGÀNH",
     "Sở Y tế - Sở Giáo dục và Đào tạo - Tỉnh đoàn Lâm Trạch"),
    ("ĐẢNG BỘ HUYỆN ĐÔNG CHÂU\nBAN CHẤP HÀNH", "14-NQ/HU", "NGHỊ QUYẾT", "Ban Chấp hành Đảng bộ huyện Đông Châu"),
    ("BAN THƯỜNG VỤ\nTHÀNH ỦY SÔNG VÂN", "14-QĐ/TU", "QUYẾT ĐỊNH", "Ban Thường vụ Thành ủy Sông Vân"),
    ("HUYỆN ỦY ĐÔNG CHÂU\nBAN DÂN VẬN", "14-KH/BDVHU", "KẾ HOẠCH", "Ban Dân vận Huyện ủy Đông Châu"),
    ("TỈNH ỦY LÂM TRẠCH\nVĂN PHÒNG", "14-KH/VPTU", "KẾ HOẠCH", "Văn phòng Tỉnh ủy Lâm Trạch"),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "12-HD/BTCTW", "HƯỚNG DẪN", "Ban Tổ chức Trung ương"),
    ("ĐẢNG ỦY UBND TỈNH LÂM TRẠCH\nĐẢNG ỦY SỞ GIÁO DỤC VÀ ĐÀO TẠO", "14-KH/ĐU", "KẾ HOẠCH", "Đảng ủy Sở Giáo dục và Đào tạo"),
    ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH\nCHI BỘ TRƯỜNG THPT NGUYỄN MẪU", "04-NQ/CB", "NGHỊ QUYẾT", "Chi bộ Trường THPT Nguyễn Mẫu"),
    ("TỈNH ỦY LÂM TRẠCH", "14-CT/TU", "CHỈ THỊ CỦA BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy Lâm Trạch"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN VĨNH PHONG", "14/KH-UBND", "KẾ HOẠCH", "Ủy ban nhân dân huyện Vĩnh Phong"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN HẢI TRUNG", "14/KH-UBND", "KẾ HOẠCH", "Ủy ban nhân dân huyện Hải Trung"),
]  # fmt: skip
BODY = """
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về nội dung nêu trên.
2. Việc thực hiện phải thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng đơn vị.
"""


@pytest.mark.parametrize(("left", "number", "title", "issuer"), NAMES, ids=[name for *_, name in NAMES])
def test_the_left_column_names_the_issuer(left: str, number: str, title: str, issuer: str) -> None:
    party = "ỦY" in left.replace("ỦY BAN", "") or "ĐẢNG" in left or "TRUNG ƯƠNG" in left
    right = PARTY if party else STATE
    text = f"{left}\nSố: {number}\n{right}\nnơi ban hành, ngày 03 tháng 4 năm 2025\n\n{title}\ncông tác chăm sóc trẻ em năm 2025\n{BODY}"
    read = documents.read_text(text).document
    assert (read.issuer, read.number) == (issuer, number)


def test_the_office_of_council_and_committee_goes_by_the_name_the_paper_gives_it() -> None:
    text = (
        f"UBND HUYỆN ĐÔNG CHÂU\nVĂN PHÒNG\nSố: 21/TB-VP\n{STATE}\nĐông Châu, ngày 03 tháng 4 năm 2019\n\nTHÔNG BÁO\n"
        f"Kết luận cuộc họp về công tác trẻ em\n{BODY}\nVăn phòng HĐND và UBND huyện thông báo để các đơn vị biết, thực hiện./.\n"
    )
    assert documents.read_text(text).document.issuer == "Văn phòng HĐND và UBND huyện Đông Châu"
