"""What a heading announces: aims, work, money or reports; and the labels under a task ("Đơn vị chủ trì:").

Knows the usual headings of plans; refuses to judge a single item by itself.
"""

from __future__ import annotations

import re
from enum import StrEnum

from documents.anatomy.units import opens_unit
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase


class Zone(StrEnum):
    AIMS = "aims"
    WORK = "work"
    MONEY = "money"
    REPORTS = "reports"


_REPORTS = Phrase(
    r"(?:chế độ|công tác|thời gian|thời hạn|thực hiện)?,? ?(?:thông tin,?|báo cáo)(?: và)?,? ?(?:thông tin"
    r"|báo cáo)?|.{0,25}(?:chế độ|công tác) (?:thông tin,? ?)?báo cáo|.{0,30}thông tin,? báo cáo"
    r"|.{0,40}thời (?:gian|hạn) (?:gửi |nộp )?báo cáo|báo cáo|sơ kết, tổng kết,? báo cáo"
)
_MONEY = Phrase(
    r"(?:nguồn )?kinh phí|.{0,12}nguồn lực|dự toán|nguồn kinh phí|.{0,20}kinh phí thực hiện"
    r"|.{0,12}kinh phí$|cơ sở vật chất(?:,| và) kinh phí"
)
# "6. Huy động nguồn lực đầu tư" among the tasks: work, not who pays.
_RAISES = Phrase(
    r"(?:huy động|thu hút|đa dạng hóa|tăng cường|ưu tiên|đẩy mạnh|phát huy|khai thác|bảo đảm|đảm bảo|sử dụng)[^.;:]{0,30} nguồn lực"
)
_WORK = Phrase(
    r"nhiệm vụ|giải pháp|nội dung|tổ chức thực hiện|phân công|trách nhiệm|hoạt động|biện pháp|thực hiện"
    r"|công tác|triển khai|tổ chức"
    r"|các bước|tiến độ|kế hoạch|công việc"
)
_AIMS = Phrase(
    r"mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|căn cứ|cơ sở pháp lý|cơ sở (?:xây dựng|thực tiễn)"
    r"|sự cần thiết|đặc điểm|tình hình|thực trạng|kết quả|đánh giá|thuận lợi|khó khăn"
    r"|phạm vi|đối tượng|nguyên tắc|ưu điểm|hạn chế|nguyên nhân|phương châm|ý nghĩa|khái quát|giải thích"
    r"|bối cảnh|tồn tại|bài học|thời gian|địa điểm|thành phần|phụ lục|danh sách|tiêu chí|tiêu chuẩn"
    r"|định hướng|những (?:quy định|vấn đề) chung|quy định chung|cơ cấu|số liệu"
)
_PREFIX = Phrase(r"(?:về |các |một số |những |phần |nội dung và |công tác )*")


def zone_of(flow: Flow, start: int, end: int, inherited: Zone | None) -> Zone | None:
    """The zone a heading opens; None where the heading says nothing of it."""
    begin = start
    prefix = flow.match(_PREFIX, start, end)
    if prefix:
        begin = prefix.end()
    if flow.match(_REPORTS, begin, end) or flow.match(_REPORTS, start, end):
        words = flow.words(start, end)
        if len(words) < 70:
            return Zone.REPORTS
    raised = inherited is Zone.WORK and flow.match(_RAISES, begin, end) is not None
    if flow.match(_MONEY, begin, end) and end - begin < 70 and not raised:
        return Zone.MONEY
    aims = flow.match(_AIMS, begin, end)
    # "Yêu cầu Ủy ban nhân dân các xã:" asks somebody.
    asks = aims is not None and flow.words(*aims.span()).lower() == "yêu cầu" and opens_unit(flow, aims.end() + 1, end)
    if aims and end - begin < 110 and not asks:
        # "Mục tiêu, nhiệm vụ và giải pháp" announces work; its own sub-headings tell the two apart.
        mixed = flow.search(Phrase(r"nhiệm vụ|giải pháp|nội dung thực hiện|biện pháp|phân công"), begin, end)
        return Zone.WORK if mixed else Zone.AIMS
    if inherited in (Zone.AIMS, None) and flow.search(_WORK, start, end):
        return Zone.WORK if inherited is None or end - start < 90 else inherited
    return None


LEAD, ASSIGNEE, COORDINATING, TIME, PRODUCT, DETAIL = "lead", "assignee", "coordinating", "time", "product", "detail"
_LABEL = Phrase(
    r"[*_(\s]*(?:"
    r"(?P<lead>(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|tổ chức|cá nhân|người|ngành|lãnh đạo"
r"|giáo viên)(?:, (?:cơ quan|đơn vị|cá nhân|tổ chức))? )?(?:chủ trì|phụ trách|đầu mối"
r"|chịu trách nhiệm(?: chính)?)(?: thực hiện| tham mưu| tổ chức| triển khai| chính)?)"
    r"|(?P<coordinating>(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|tổ chức|cá nhân|ngành)(?:, (?:cơ quan|đơn vị"
r"|cá nhân|tổ chức))? )?(?:cùng )?phối hợp(?: thực hiện| tổ chức| triển khai)?)"
    r"|(?P<time>(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình|hạn)(?: (?:thực hiện|hoàn thành|tổ chức"
r"|triển khai|báo cáo|dự kiến|tiến hành|gửi))*(?: và hoàn thành)?|hoàn thành)"
    r"|(?P<assignee>(?:cơ quan|đơn vị|bộ phận|người|phân công|tổ chức|cá nhân|lực lượng"
r"|trách nhiệm)?,? ?(?:thực hiện|triển khai|tham gia thực hiện)|phân công(?: thực hiện| nhiệm vụ)?"
r"|trách nhiệm(?: thực hiện)?|người thực hiện|đơn vị thực hiện)"
    r"|(?P<product>sản phẩm|kết quả(?: đầu ra)?|sản phẩm, kết quả)(?: dự kiến| đạt được| hoàn thành)?"
    r"|(?P<detail>nội dung|hình thức|địa điểm|thành phần|đối tượng|số lượng|kinh phí|yêu cầu|mục đích"
r"|mục tiêu|chỉ tiêu|quy mô|phạm vi|cách thức|phương pháp|ghi chú|tài liệu|biện pháp|giải pháp|chủ đề"
r"|khẩu hiệu|cơ cấu|thể lệ|nguồn kinh phí|kinh phí thực hiện|chế độ)(?: [\w,]+){0,3}"
    r")\s*[*_]*\s*:\s*"
)  # fmt: skip
_KINDS = (LEAD, COORDINATING, TIME, ASSIGNEE, PRODUCT, DETAIL)


def labels_in(flow: Flow, start: int, end: int) -> list[tuple[str, Span]]:
    """The labelled values of a paragraph: [("lead", span), …]; empty when it does not begin with a label."""
    first = flow.match(_LABEL, start, end)
    if not first:
        return []
    if "(" in first.group():
        # "(Chủ trì: …; phối hợp: …)" on a line of its own: the bracket closes with it.
        close = flow.key.find(")", first.end(), end)
        end = close if close > 0 and not flow.text[close + 1 : end].strip(" .;*_") else end
    marks = [first]
    for found in re.compile(r"(?:[;.]|,)\s+").finditer(flow.key, first.end(), end):
        later = flow.match(_LABEL, found.end(), end)
        if later and later.lastgroup != DETAIL:
            marks.append(later)
    values: list[tuple[str, Span]] = []
    for index, mark in enumerate(marks):
        last = marks[index + 1].start() if index + 1 < len(marks) else end
        kind = next(name for name in _KINDS if mark.group(name))
        values.append((kind, (mark.end(), last)))
    return values


# A label on a line of its own that was joined to the sentence above it.
_BROKEN = re.compile(r"[ \t]*\n\s*(?=[^\W\d_])")


def trailing_labels(flow: Flow, start: int, end: int) -> tuple[int, list[tuple[str, Span]]]:
    """Labels at the end of a task's own sentence ("… . Đơn vị chủ trì: A; thời gian: Quý I."), and where they begin."""
    marks = [
        *re.compile(r"(?:[.;]|\()\s*").finditer(flow.key, start, end),
        *_BROKEN.finditer(flow.source.text, start, end),
    ]
    for found in sorted(marks, key=re.Match.start):
        if flow.text[found.end() : found.end() + 1] == "(":
            continue
        close = flow.key.find(")", found.end(), end) if found.group().startswith("(") else -1
        values = labels_in(flow, found.end(), close if close > 0 else end)
        if values and values[0][0] in (LEAD, COORDINATING, TIME, ASSIGNEE):
            return found.start(), values
    return end, []
