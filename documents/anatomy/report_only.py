"""The words of an item that does nothing but report: it sums up and sends, or tells at once what has happened.

Knows what such a sentence may hold besides; refuses to decide where a report stands (documents.anatomy.tasks does).
"""

from __future__ import annotations

import re

from documents.anatomy.outline import Node
from documents.flow import Flow
from documents.patterns import Phrase

# From the verb on: sums up and reports, and nothing else; also by preparing what a superior reports.
REPORT_ONLY = Phrase(
    r"\s*,?\s*(?:(?:có trách nhiệm|(?:là |làm )?(?:đơn vị |cơ quan |bộ phận )?đầu mối|định kỳ|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần|ngày)|0?\d{1,2} (?:tháng|năm)"
    r"|trường hợp|khi có (?:(?!phải |thì |đến )[^.;,]){3,60}|phải|thì|(?:triển khai )?thực hiện|của các [^.;,]{3,40}|chế độ|tổng hợp|kết quả(?: của [^.;,]{2,40})?|gửi|nộp|lập|nghiêm túc"
    r"|kịp thời|đầy đủ|và|sơ kết|tổng kết|việc|tình hình|về|các"
    r"|tiến độ [^.;,]{2,40}|số liệu(?: [^.;,]{2,40})?|(?:kế hoạch|chương trình|đề án|chỉ thị|nghị quyết|quyết định)(?: này)?"
    r"|vào ngày [^,;.]{1,60}|tham mưu(?: cho| giúp)? [^.;,]{4,50}?|tham mưu|trình|giúp (?!đỡ)[^.;,]{4,50}?"
    r"|trước ngày \d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{4})?| tháng \d{1,2}(?: năm \d{4})?)?|chủ động|đột xuất|quý|năm|thông tin|\([^()]{3,40}\))\s*,?\s*){0,9}báo cáo(?![\w])"
)
# "Khi xảy ra vụ việc phải thông báo ngay …": a report asked for by an event.
ON_INCIDENT = Phrase(
    r"(?:khi|trường hợp|nếu) (?:có|xảy ra|để xảy ra|phát hiện|phát sinh)"
    r"(?:(?!gọi |xử lý|sơ cứu|cấp cứu|đưa |khoanh|cách ly|tổ chức|dừng|phối hợp|lập |liên hệ|chuyển|đến |thăm |hỗ trợ|cứu |can thiệp|kiểm tra"
    r"|xác minh|ngăn chặn|giải quyết|áp dụng|bảo vệ hiện trường|động viên|giúp đỡ|tạm dừng)[^.;]){0,160}?"
    r"(?:thông báo|báo cáo|thông tin|báo(?: tin)?)(?: nhanh| kịp thời)? ngay[^.;]*\.?\s*$"
)
# "Giao Văn phòng theo dõi, đôn đốc việc thực hiện các nội dung trên; tổng hợp, báo cáo …": to follow it up is work.
_FOLLOWS_UP = Phrase(
    r"(?:giao|đề nghị|yêu cầu|phân công) [^.;:]{4,100}?(?<![\w])(?:(?:theo dõi|hướng dẫn|kiểm tra|giám sát)(?:,| và) )+đôn đốc(?![\w])"
    r"[^.;]{0,60} (?:việc |tình hình |kết quả |quá trình )?(?:tổ chức |triển khai )*thực hiện [^.;]{4,120}[;,] "
)


def second_sentence(flow: Flow, node: Node) -> int | None:
    stop = re.compile(r"\.\s+(?=\S)").search(flow.text, node.body, node.end)
    return stop.end() if stop else None


def follows_up(flow: Flow, node: Node) -> bool:
    """Whether the item, or its second sentence, has somebody follow the whole thing up before it is reported."""
    return flow.match(_FOLLOWS_UP, node.body, node.end) is not None
