"""Letterheads as offices type them: one short head of a paper each, and what a clerk would enter in the register.

Two columns flattened in several ways, Party and State, mass organisations, schools, hospitals, ministries, joint papers,
blank numbers and dates, urgent marks, titles that wrap. All bodies, places and numbers are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import documents


class Head(NamedTuple):
    """One head: what was printed, and its five entries in the register."""

    story: str
    text: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None


HEADS = [
    Head(
        "a plan whose number and day the clerk has still to fill in",
        """UBND TỈNH LÂM TRẠCH                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO                      Độc lập - Tự do - Hạnh phúc
Số:        /KH-SGDĐT                    Lâm Trạch, ngày      tháng 3 năm 2025

KẾ HOẠCH
Tổ chức Hội thi giáo viên dạy giỏi cấp tỉnh năm học 2024 - 2025
""",
        "Kế hoạch", None, None, "Sở Giáo dục và Đào tạo tỉnh Lâm Trạch",
        "Tổ chức Hội thi giáo viên dạy giỏi cấp tỉnh năm học 2024 - 2025",
    ),
    Head(
        "a letter with its V/v under the number and the date beside it",
        """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN ĐÔNG CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 1518/UBND-GDĐT\tĐông Châu, ngày 05 tháng 9 năm 2024
V/v tăng cường bảo đảm an toàn cho trẻ
em, học sinh trong mùa mưa bão

Kính gửi:
- Các phòng, ban, ngành huyện;
- UBND các xã, thị trấn.
""",
        "Công văn", "1518/UBND-GDĐT", "2024-09-05", "Ủy ban nhân dân huyện Đông Châu",
        "tăng cường bảo đảm an toàn cho trẻ em, học sinh trong mùa mưa bão",
    ),
    Head(
        "a letter from a ministry, the subject in two short lines of the left column",
        """BỘ GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 3907/BGDĐT-GDTC
V/v tăng cường phòng, chống
dịch bệnh trong trường học
Hà Nội, ngày 12 tháng 8 năm 2024

Kính gửi: Các Sở Giáo dục và Đào tạo

Thời gian qua, dịch bệnh có diễn biến phức tạp.
""",
        "Công văn", "3907/BGDĐT-GDTC", "2024-08-12", "Bộ Giáo dục và Đào tạo",
        "tăng cường phòng, chống dịch bệnh trong trường học",
    ),
    Head(
        "a Party directive of a standing committee, title over three lines",
        """TỈNH ỦY AN TRẠCH\tĐẢNG CỘNG SẢN VIỆT NAM
*\tAn Trạch, ngày 07 tháng 5 năm 2024
Số 41-CT/TU

CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về tăng cường sự lãnh đạo của Đảng đối với công tác
chăm sóc, giáo dục và bảo vệ trẻ em
-----
Trong những năm qua, cấp ủy các cấp đã quan tâm lãnh đạo công tác trẻ em.
""",
        "Chỉ thị", "41-CT/TU", "2024-05-07", "Ban Thường vụ Tỉnh ủy An Trạch",
        "về tăng cường sự lãnh đạo của Đảng đối với công tác chăm sóc, giáo dục và bảo vệ trẻ em",
    ),
    Head(
        "a Party committee of a commune under two tiers, the star between",
        """ĐẢNG BỘ TỈNH BÌNH LỘC          ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ TÂN AN ĐÔNG
*                          Tân An Đông, ngày 15 tháng 10 năm 2025
Số 36-KH/ĐU

KẾ HOẠCH
thực hiện Nghị quyết số 71-NQ/TW, ngày 22/8/2025 của Bộ Chính trị
về đột phá phát triển giáo dục và đào tạo
""",
        "Kế hoạch", "36-KH/ĐU", "2025-10-15", "Đảng ủy xã Tân An Đông",
        "thực hiện Nghị quyết số 71-NQ/TW, ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục và đào tạo",
    ),
    Head(
        "a propaganda board of a city committee",
        """THÀNH ỦY SÔNG VÂN                    ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO
*                              Sông Vân, ngày 20 tháng 02 năm 2023
Số 77-HD/BTGTU

HƯỚNG DẪN
Tuyên truyền kỷ niệm các ngày lễ lớn trong năm 2023
""",
        "Hướng dẫn", "77-HD/BTGTU", "2023-02-20", "Ban Tuyên giáo Thành ủy Sông Vân",
        "Tuyên truyền kỷ niệm các ngày lễ lớn trong năm 2023",
    ),
    Head(
        "a provincial youth union, its own words on the right",
        """ĐOÀN TNCS HỒ CHÍ MINH            ĐOÀN TNCS HỒ CHÍ MINH
BAN CHẤP HÀNH TỈNH LÂM TRẠCH
***                        Lâm Trạch, ngày 02 tháng 5 năm 2024
Số: 312-KH/TĐTN-TTNTH

KẾ HOẠCH
Tổ chức Chiến dịch Thanh niên tình nguyện hè năm 2024
""",
        "Kế hoạch", "312-KH/TĐTN-TTNTH", "2024-05-02", "Đoàn TNCS Hồ Chí Minh tỉnh Lâm Trạch",
        "Tổ chức Chiến dịch Thanh niên tình nguyện hè năm 2024",
    ),
    Head(
        "a trade union federation of a province",
        """TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH AN TRẠCH           Độc lập - Tự do - Hạnh phúc
Số: 05/KH-LĐLĐ                      An Trạch, ngày 18 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức các hoạt động "Tết Sum vầy - Xuân gắn kết" năm 2024
""",
        "Kế hoạch", "05/KH-LĐLĐ", "2024-01-18", "Liên đoàn Lao động tỉnh An Trạch",
        'Tổ chức các hoạt động "Tết Sum vầy - Xuân gắn kết" năm 2024',
    ),
    Head(
        "the women's union of a district",
        """HỘI LHPN TỈNH AN TRẠCH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN THƯỜNG VỤ HỘI LHPN HUYỆN ĐÔNG CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 27/KH-BTV\tĐông Châu, ngày 11 tháng 3 năm 2022

KẾ HOẠCH
Triển khai Đề án "Giáo dục 5 triệu bà mẹ nuôi dạy con tốt"
""",
        "Kế hoạch", "27/KH-BTV", "2022-03-11", "Ban Thường vụ Hội Liên hiệp Phụ nữ huyện Đông Châu",
        'Triển khai Đề án "Giáo dục 5 triệu bà mẹ nuôi dạy con tốt"',
    ),
    Head(
        "the Fatherland Front of a city ward",
        """UBMTTQ VIỆT NAM THÀNH PHỐ SÔNG VÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
UBMTTQ VIỆT NAM PHƯỜNG CẦU MỚI              Độc lập - Tự do - Hạnh phúc
Số: 14/KH-MTTQ-BTT                     Cầu Mới, ngày 6 tháng 10 năm 2025

KẾ HOẠCH
Tổ chức Ngày hội Đại đoàn kết toàn dân tộc năm 2025
""",
        "Kế hoạch", "14/KH-MTTQ-BTT", "2025-10-06", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Cầu Mới",
        "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc năm 2025",
    ),
    Head(
        "a lower secondary school under its commune since the districts went",
        """UBND XÃ TÂN AN ĐÔNG                     CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THCS NGUYỄN VĂN MẪU                     Độc lập – Tự do – Hạnh phúc
Số: 45/KH-THCSNVM                       Tân An Đông, ngày 20 tháng 9 năm 2025

KẾ HOẠCH
PHÒNG, CHỐNG BẠO LỰC HỌC ĐƯỜNG
NĂM HỌC 2025 - 2026
""",
        "Kế hoạch", "45/KH-THCSNVM", "2025-09-20", "Trường THCS Nguyễn Văn Mẫu",
        "PHÒNG, CHỐNG BẠO LỰC HỌC ĐƯỜNG NĂM HỌC 2025 - 2026",
    ),
    Head(
        "a primary school under its district office, name on two lines",
        """PHÒNG GD&ĐT HUYỆN ĐÔNG CHÂU
TRƯỜNG PHỔ THÔNG DÂN TỘC BÁN TRÚ
TIỂU HỌC NÀ MẪU
Số: 12/KH-PTDTBTTH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nà Mẫu, ngày 12 tháng 9 năm 2022

KẾ HOẠCH
Y tế trường học năm học 2022-2023
""",
        "Kế hoạch", "12/KH-PTDTBTTH", "2022-09-12", "Trường Phổ thông dân tộc bán trú Tiểu học Nà Mẫu",
        "Y tế trường học năm học 2022-2023",
    ),
    Head(
        "a hospital under its department",
        """SỞ Y TẾ AN TRẠCH                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BỆNH VIỆN NHI AN TRẠCH                     Độc lập - Tự do - Hạnh phúc
Số: 640/KH-BVN                       An Trạch, ngày 04 tháng 04 năm 2025

KẾ HOẠCH
Tổ chức khám sàng lọc bệnh tim bẩm sinh cho trẻ em năm 2025
""",
        "Kế hoạch", "640/KH-BVN", "2025-04-04", "Bệnh viện Nhi An Trạch",
        "Tổ chức khám sàng lọc bệnh tim bẩm sinh cho trẻ em năm 2025",
    ),
    Head(
        "a district health centre",
        """SỞ Y TẾ TỈNH LÂM TRẠCH
TRUNG TÂM Y TẾ HUYỆN ĐÔNG CHÂU
Số: 218/TTYT-KSBT
V/v triển khai tiêm vắc xin sởi
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đông Châu, ngày 19 tháng 11 năm 2024

Kính gửi: Trạm Y tế các xã, thị trấn
""",
        "Công văn", "218/TTYT-KSBT", "2024-11-19", "Trung tâm Y tế huyện Đông Châu",
        "triển khai tiêm vắc xin sởi",
    ),
    Head(
        "a telegram whose title and subject shout",
        """CHỦ TỊCH
ỦY BAN NHÂN DÂN TỈNH LÂM TRẠCH
Số: 11/CĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lâm Trạch, hồi 16 giờ 30 ngày 09 tháng 9 năm 2024

CÔNG ĐIỆN
VỀ VIỆC ỨNG PHÓ VỚI MƯA LŨ, SẠT LỞ ĐẤT VÀ BẢO ĐẢM AN TOÀN
CHO HỌC SINH

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:
- Giám đốc các sở, ban, ngành;
- Chủ tịch UBND các huyện, thành phố.
""",
        "Công điện", "11/CĐ-UBND", "2024-09-09", "Chủ tịch Ủy ban nhân dân tỉnh Lâm Trạch",
        "VỀ VIỆC ỨNG PHÓ VỚI MƯA LŨ, SẠT LỞ ĐẤT VÀ BẢO ĐẢM AN TOÀN CHO HỌC SINH",
    ),
    Head(
        "an express mark between the columns",
        """ỦY BAN NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ SÔNG VÂN                 Độc lập - Tự do - Hạnh phúc
HỎA TỐC
Số: 2204/UBND-VX             Sông Vân, ngày 3 tháng 6 năm 2021
V/v triển khai các biện pháp cấp bách
phòng, chống dịch

Kính gửi: Giám đốc các sở, ban, ngành thành phố.
""",
        "Công văn", "2204/UBND-VX", "2021-06-03", "Ủy ban nhân dân thành phố Sông Vân",
        "triển khai các biện pháp cấp bách phòng, chống dịch",
    ),
    Head(
        "a decision of the prime minister with its programme named",
        """THỦ TƯỚNG CHÍNH PHỦ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
-------                      Độc lập - Tự do - Hạnh phúc
                             ---------------
Số: 1591/QĐ-TTg              Hà Nội, ngày 08 tháng 10 năm 2021

QUYẾT ĐỊNH
PHÊ DUYỆT CHƯƠNG TRÌNH SỨC KHỎE HỌC ĐƯỜNG GIAI ĐOẠN 2021 - 2025
THỦ TƯỚNG CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
""",
        "Quyết định", "1591/QĐ-TTg", "2021-10-08", "Thủ tướng Chính phủ",
        "PHÊ DUYỆT CHƯƠNG TRÌNH SỨC KHỎE HỌC ĐƯỜNG GIAI ĐOẠN 2021 - 2025",
    ),
    Head(
        "a directive of a minister",
        """BỘ Y TẾ              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
Số: 07/CT-BYT             Hà Nội, ngày 22 tháng 4 năm 2024

CHỈ THỊ
Về việc tăng cường công tác tiêm chủng mở rộng

Tiêm chủng mở rộng là chương trình y tế công cộng quan trọng.
""",
        "Chỉ thị", "07/CT-BYT", "2024-04-22", "Bộ Y tế",
        "Về việc tăng cường công tác tiêm chủng mở rộng",
    ),
    Head(
        "a resolution of a people's council, term named under the title",
        """HỘI ĐỒNG NHÂN DÂN           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN TRẠCH                    Độc lập - Tự do - Hạnh phúc
Số: 19/2023/NQ-HĐND          An Trạch, ngày 12 tháng 7 năm 2023

NGHỊ QUYẾT
Quy định mức hỗ trợ tiền ăn trưa cho trẻ em nhà trẻ
trên địa bàn tỉnh An Trạch

HỘI ĐỒNG NHÂN DÂN TỈNH AN TRẠCH
KHÓA X, KỲ HỌP THỨ MƯỜI HAI

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
""",
        "Nghị quyết", "19/2023/NQ-HĐND", "2023-07-12", "Hội đồng nhân dân tỉnh An Trạch",
        "Quy định mức hỗ trợ tiền ăn trưa cho trẻ em nhà trẻ trên địa bàn tỉnh An Trạch",
    ),
    Head(
        "an office announcing what the vice chairman concluded",
        """ỦY BAN NHÂN DÂN HUYỆN ĐÔNG CHÂU     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG HĐND VÀ UBND                     Độc lập - Tự do - Hạnh phúc
Số: 88/TB-VP                        Đông Châu, ngày 30 tháng 8 năm 2023

THÔNG BÁO
Kết luận của đồng chí Phó Chủ tịch UBND huyện tại cuộc họp
về công tác chuẩn bị khai giảng năm học mới
""",
        "Thông báo", "88/TB-VP", "2023-08-30", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Đông Châu",
        "Kết luận của đồng chí Phó Chủ tịch UBND huyện tại cuộc họp về công tác chuẩn bị khai giảng năm học mới",
    ),
    Head(
        "two departments and the youth union plan together",
        """SỞ GIÁO DỤC VÀ ĐÀO TẠO - CÔNG AN TỈNH - TỈNH ĐOÀN
TỈNH LÂM TRẠCH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1207/KHLT-SGDĐT-CAT-TĐ
Lâm Trạch, ngày 16 tháng 9 năm 2024

KẾ HOẠCH LIÊN TỊCH
Phối hợp phòng, chống tội phạm và tệ nạn xã hội trong học sinh, sinh viên
năm học 2024 - 2025
""",
        "Kế hoạch", "1207/KHLT-SGDĐT-CAT-TĐ", "2024-09-16",
        "Sở Giáo dục và Đào tạo - Công an tỉnh - Tỉnh đoàn tỉnh Lâm Trạch",
        "Phối hợp phòng, chống tội phạm và tệ nạn xã hội trong học sinh, sinh viên năm học 2024 - 2025",
    ),
    Head(
        "a steering committee writes under its own seal",
        """UBND TỈNH AN TRẠCH                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN CHỈ ĐẠO CÔNG TÁC TRẺ EM            Độc lập - Tự do - Hạnh phúc
Số: 09/KH-BCĐ                     An Trạch, ngày 25 tháng 5 năm 2023

KẾ HOẠCH
Tổ chức Tháng hành động vì trẻ em năm 2023
""",
        "Kế hoạch", "09/KH-BCĐ", "2023-05-25", "Ban Chỉ đạo công tác trẻ em tỉnh An Trạch",
        "Tổ chức Tháng hành động vì trẻ em năm 2023",
    ),
    Head(
        "a commune's office for culture and society since July 2025",
        """ỦY BAN NHÂN DÂN XÃ TÂN AN ĐÔNG
PHÒNG VĂN HÓA - XÃ HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 63/VHXH
V/v rà soát trẻ em có hoàn cảnh đặc biệt
Tân An Đông, ngày 08 tháng 12 năm 2025

Kính gửi: Các trường học, Trạm Y tế, trưởng các thôn trên địa bàn xã.
""",
        "Công văn", "63/VHXH", "2025-12-08", "Phòng Văn hóa - Xã hội xã Tân An Đông",
        "rà soát trẻ em có hoàn cảnh đặc biệt",
    ),
    Head(
        "a special zone and its blank day",
        """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ĐẶC KHU HÒN MẪU\tĐộc lập - Tự do - Hạnh phúc
Số:     /KH-UBND\tHòn Mẫu, ngày     tháng     năm 2026

KẾ HOẠCH
Phòng, chống đuối nước trẻ em trên địa bàn đặc khu năm 2026
""",
        "Kế hoạch", None, None, "Ủy ban nhân dân đặc khu Hòn Mẫu",
        "Phòng, chống đuối nước trẻ em trên địa bàn đặc khu năm 2026",
    ),
    Head(
        "a district plan typed without spaces in the number, day as dd/mm/yyyy",
        """ỦY BAN NHÂN DÂN
QUẬN HẢI MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:97 /KH - UBND
Quận Hải Mẫu, ngày 03/04/2023

KẾ HOẠCH
Triển khai mô hình trường học hạnh phúc trên địa bàn quận
giai đoạn 2023 - 2025
""",
        "Kế hoạch", "97/KH-UBND", "2023-04-03", "Ủy ban nhân dân quận Hải Mẫu",
        "Triển khai mô hình trường học hạnh phúc trên địa bàn quận giai đoạn 2023 - 2025",
    ),
    Head(
        "a resolution of a Party executive committee",
        """ĐẢNG BỘ TỈNH AN TRẠCH
HUYỆN ỦY ĐÔNG CHÂU
*
Số 15-NQ/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Châu, ngày 28 tháng 6 năm 2021

NGHỊ QUYẾT
CỦA BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN KHÓA XXII
về nâng cao chất lượng giáo dục mầm non giai đoạn 2021 - 2025
""",
        "Nghị quyết", "15-NQ/HU", "2021-06-28", "Ban Chấp hành Đảng bộ huyện Đông Châu",
        "về nâng cao chất lượng giáo dục mầm non giai đoạn 2021 - 2025",
    ),
    Head(
        "a Politburo directive",
        """BAN CHẤP HÀNH TRUNG ƯƠNG               ĐẢNG CỘNG SẢN VIỆT NAM
*                             Hà Nội, ngày 14 tháng 6 năm 2024
Số 36-CT/TW

CHỈ THỊ
CỦA BỘ CHÍNH TRỊ
về tăng cường, nâng cao hiệu quả công tác phòng, chống ma túy
-----
""",
        "Chỉ thị", "36-CT/TW", "2024-06-14", "Bộ Chính trị",
        "về tăng cường, nâng cao hiệu quả công tác phòng, chống ma túy",
    ),
    Head(
        "a guidance between two branches",
        """SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN TRẠCH                              Độc lập - Tự do - Hạnh phúc
Số: 455/HDLN-SYT-SGDĐT               An Trạch, ngày 10 tháng 10 năm 2023

HƯỚNG DẪN LIÊN NGÀNH
Thực hiện công tác y tế trường học
năm học 2023 - 2024
""",
        "Hướng dẫn", "455/HDLN-SYT-SGDĐT", "2023-10-10", "Sở Y tế - Sở Giáo dục và Đào tạo tỉnh An Trạch",
        "Thực hiện công tác y tế trường học năm học 2023 - 2024",
    ),
    Head(
        "a number of the Party form on one line with the place and a dash for the day",
        """HUYỆN ỦY ĐÔNG CHÂU                ĐẢNG CỘNG SẢN VIỆT NAM
BAN THƯỜNG VỤ                     Đông Châu, ngày 5 tháng 11 năm 2019
*
Số 104 - KL/HU

KẾT LUẬN CỦA BAN THƯỜNG VỤ HUYỆN ỦY
về tiếp tục đẩy mạnh xây dựng trường chuẩn quốc gia
""",
        "Kết luận", "104-KL/HU", "2019-11-05", "Ban Thường vụ Huyện ủy Đông Châu",
        "về tiếp tục đẩy mạnh xây dựng trường chuẩn quốc gia",
    ),
    Head(
        "a nursery's plan with no letterhead but its name and a typist's dotted number",
        """TRƯỜNG MẦM NON HOA MẪU
Số: ....../KH-MNHM

KẾ HOẠCH
Phòng, chống suy dinh dưỡng cho trẻ năm học 2023 - 2024

Căn cứ tình hình thực tế của nhà trường,
""",
        "Kế hoạch", None, None, "Trường Mầm non Hoa Mẫu",
        "Phòng, chống suy dinh dưỡng cho trẻ năm học 2023 - 2024",
    ),
    Head(
        "the number column before everything else, title in one line with its subject",
        """UBND THỊ XÃ SÔNG MẪU
PHÒNG LĐTBXH
Số 73/BC-LĐTBXH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Mẫu, ngày 1 tháng 12 năm 2020

BÁO CÁO
KẾT QUẢ THỰC HIỆN CÔNG TÁC TRẺ EM NĂM 2020 VÀ PHƯƠNG HƯỚNG,
NHIỆM VỤ NĂM 2021
""",
        "Báo cáo", "73/BC-LĐTBXH", "2020-12-01", "Phòng Lao động - Thương binh và Xã hội thị xã Sông Mẫu",
        "KẾT QUẢ THỰC HIỆN CÔNG TÁC TRẺ EM NĂM 2020 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2021",
    ),
    Head(
        "the Council of Young Pioneers",
        """HỘI ĐỒNG ĐỘI TRUNG ƯƠNG             ĐỘI TNTP HỒ CHÍ MINH
HỘI ĐỒNG ĐỘI TỈNH LÂM TRẠCH
***                        Lâm Trạch, ngày 14 tháng 10 năm 2024
Số: 21-CT/HĐĐ

CHƯƠNG TRÌNH
Công tác Đội và phong trào thiếu nhi năm học 2024 - 2025
""",
        "Chương trình", "21-CT/HĐĐ", "2024-10-14", "Hội đồng Đội tỉnh Lâm Trạch",
        "Công tác Đội và phong trào thiếu nhi năm học 2024 - 2025",
    ),
    Head(
        "a government resolution with the subject in the title's line",
        """CHÍNH PHỦ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                  Độc lập - Tự do - Hạnh phúc
Số: 98/NQ-CP                 Hà Nội, ngày 26 tháng 6 năm 2023

NGHỊ QUYẾT
Ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 30-NQ/TW
ngày 23 tháng 11 năm 2022 của Bộ Chính trị

CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
""",
        "Nghị quyết", "98/NQ-CP", "2023-06-26", "Chính phủ",
        "Ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 30-NQ/TW "
        "ngày 23 tháng 11 năm 2022 của Bộ Chính trị",
    ),
    Head(
        "a faculty of a college",
        """BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤC TRẺ EM                                  Độc lập - Tự do - Hạnh phúc
Số: 318/TE-CSTE                        Hà Nội, ngày 17 tháng 4 năm 2023
V/v hướng dẫn tổ chức Tháng hành động
vì trẻ em năm 2023

Kính gửi: Sở Lao động - Thương binh và Xã hội các tỉnh, thành phố
trực thuộc Trung ương
""",
        "Công văn", "318/TE-CSTE", "2023-04-17", "Cục Trẻ em",
        "hướng dẫn tổ chức Tháng hành động vì trẻ em năm 2023",
    ),
]  # fmt: skip

BODY = """
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về nội dung nêu trên.
2. Việc thực hiện phải thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng đơn vị.
II. NỘI DUNG
1. Tổ chức tuyên truyền đến toàn thể cán bộ, giáo viên, nhân viên.
2. Kiểm tra, rà soát các điều kiện bảo đảm an toàn.
"""


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.story)
def test_a_letterhead_is_entered_as_a_clerk_would(head: Head) -> None:
    read = documents.read_text(head.text + BODY).document
    assert (read.type, read.number, read.date) == (head.type, head.number, head.date)
    assert read.issuer == head.issuer
    assert read.subject == head.subject
