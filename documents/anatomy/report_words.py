"""The words in which reports are asked for: to whom, through whom, how often.

Knows phrases; refuses to read a sentence (documents.anatomy.reporting does).
"""

from __future__ import annotations

import re

from documents.patterns import Phrase

REPORT = Phrase(r"(?<![\w])(?:báo cáo|bc)(?![\w])")


SENDS = Phrase(r"(?<![\w])(?:gửi|nộp|gởi|đăng ký|trình)(?![\w])")


# What is sent when a report is sent without being called one.
ACCOUNT = Phrase(
    r"(?:kết quả|số liệu|biểu (?:mẫu|tổng)|tình hình|đánh giá|sơ kết|tổng kết|thống kê|minh chứng)(?![\w])"
)


NO_REPORT = Phrase(r"(?:báo cáo (?:số \d|viên|tài chính)|sơ, tổng kết|báo cáo này)")


_BODY_AHEAD = (
    r"\s+(?=(?:lãnh đạo |thường trực |văn phòng |ban |bộ phận |tổ |đồng chí |chủ tịch |chi bộ "
    r"|hiệu trưởng |cấp trên|trưởng |phó |ông |bà )?(?P<body>[^\s]))"
)


TO = (
    Phrase(
        rf"(?:gửi|gởi|nộp|báo cáo|trình|báo(?: tin)? ngay)(?: (?:báo cáo|kết quả|bằng văn bản|văn bản|tổng hợp|kịp thời|bản mềm"
        rf"|bản cứng))*(?: (?:về|cho|tới|đến|lên))?{_BODY_AHEAD}"
    ),
    Phrase(
        rf"(?:kết quả|báo cáo|thực hiện|nêu trên|trên|văn bản|gửi|nộp|danh sách|đăng ký|kế hoạch)(?:[^.;()]"
        rf"|\([^)]*\)){{0,80}}? (?:về|cho|tới|lên){_BODY_AHEAD}"
    ),
)


TO_END = Phrase(
    r"[.;()\n]|,\s|\s(?:trước|chậm nhất|để|theo|và báo cáo|qua|thông qua|vào|định kỳ|kết quả|hằng|hàng"
    r"|đúng|bằng|khi|cuối|trong|ngày|muộn nhất|tình hình|việc|về|kịp thời|xem xét|đồng thời|những|các nội dung"
    r"|(?<!phòng\skế\shoạch\s)tổng hợp|tại|từ|xử lý|chỉ đạo|sau|có)(?![\w])"
)


VIA = Phrase(
    r"(?:\(\s*)?(?:thông qua|through qua|qua)\s+(?P<via>(?!hệ thống|email|e-mail|thư|zalo|địa chỉ|hộp"
    r"|phần mềm|đường|trục|mạng|điện|hình)[^.;:()\n]{3,120}?)(?=\s*(?:[.;:()\n]|,(?! (?:chống|ngừa|chữa cháy|cứu|thể thao|thương binh|hạ tầng|du lịch|sinh viên|công nghệ))|\s(?:để|trước|chậm"
    r"|tổng hợp|theo|vào)(?![\w])|$))"
)


EVERY = [
    ("yearly", Phrase(r"(?:hằng|hàng|mỗi) năm|cả năm|báo cáo năm|một năm|tổng kết năm|12 tháng")),
    ("half-yearly", Phrase(r"0?6 tháng|sáu tháng|nửa năm|học kỳ|học kì|sơ,? (?:kết|tổng)")),
    ("quarterly", Phrase(r"(?:hằng|hàng|mỗi) quý|theo quý|báo cáo quý|quý,|từng quý|cuối quý")),
    ("monthly", Phrase(r"(?:hằng|hàng|mỗi) tháng|báo cáo tháng|từng tháng|của tháng")),
    ("daily", Phrase(r"(?:hằng|hàng|mỗi) ngày")),
    ("weekly", Phrase(r"(?:hằng|hàng|mỗi) tuần|báo cáo tuần")),
    (
        "ad hoc",
        Phrase(r"đột xuất|khi có yêu cầu|theo yêu cầu|khi xảy ra|báo (?:cáo |tin )?ngay|khi có vụ việc|khi phát sinh"),
    ),
]


LABEL_NEAR = [
    ("half-yearly", Phrase(r"0?6 tháng|sáu tháng|học kỳ|học kì|sơ kết")),
    ("quarterly", Phrase(r"quý")),
    ("yearly", Phrase(r"cả năm|(?:hằng|hàng|mỗi) năm|báo cáo năm|tổng kết|năm(?= (?:trước|chậm|\())|một năm|12 tháng")),
    ("monthly", Phrase(r"(?:hằng|hàng) tháng|báo cáo tháng")),
]


CLAUSE = re.compile(r"(?:[.;]\s+|\n)(?=\S)")


DAY_OF = Phrase(
    r"(?:trước |vào |chậm nhất (?:là )?)?ngày \d{1,2} (?:(?:hằng|hàng|mỗi) tháng"
    r"|(?:của )?tháng (?P<quarter>cuối (?:của )?(?:mỗi )?quý))"
)


TROUBLE = Phrase(
    r"(?:khó khăn|vướng mắc|phát sinh|thắc mắc)[^.]{0,90}(?:phản ánh|báo cáo|liên hệ|gửi|trao đổi"
    r"|thông tin|kiến nghị|đề nghị)"
)


SENTENCE = re.compile(r"\.\s+(?=\S)")


GENERAL = Phrase(
    r"chế độ (?:thông tin,? )?báo cáo|công tác báo cáo|thống kê, báo cáo|báo cáo viên|báo cáo kết quả giám sát"
)


EVENT = Phrase(r"(?:ngày (?:\w+ ){1,4}\(|tổ chức|diễn ra|khai mạc|kỷ niệm|lễ|hội nghị|sinh|thành lập)[^.;]{0,40}$")
