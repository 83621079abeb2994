"""Names of bodies and people in office: where one begins and ends, and how a list of them is split.

Knows the nouns that open such a name and the verbs that end it; refuses to know which of them exist.
"""

from __future__ import annotations

import re

from documents.flow import Flow, key_of
from documents.patterns import Phrase

# A name opens with one of these. Long ones first; small letters are right ("các trường", "phòng Nội vụ").
HEAD = (
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|ủy ban mặt trận tổ quốc|ủy ban mttq|ubmttq|ub\.? ?mttq|mặt trận tổ quốc|mttq"
    r"|ban thường trực|ban thường vụ|ban chấp hành|ban bí thư|bộ chính trị|ban chỉ đạo|ban tổ chức|ban tuyên giáo|ban dân vận"
    r"|ban giám hiệu|ban giám đốc|ban đại diện|ban quản lý|ban chỉ huy|ban kinh tế|ban pháp chế|ban nội chính|ban quân sự|bgh"
    r"|ban dân tộc|ban văn hóa|ban liên lạc|ban biên tập|ban vận động"
    r"|bộ chỉ huy|bộ giáo dục|bộ y tế|bộ nội vụ|bộ tài chính|bộ công an|bộ quốc phòng|bộ tư pháp|bộ xây dựng|bộ công thương"
    r"|bộ khoa học|bộ nông nghiệp|bộ lao động|bộ văn hóa|bộ thông tin|bộ tài nguyên|bộ kế hoạch|bộ ngoại giao|bộ dân tộc|bộ trưởng"
    r"|bộ phận|bộ đội biên phòng|tỉnh ủy|thành ủy|quận ủy|huyện ủy|thị ủy|đảng ủy|chi bộ|chi ủy|cấp ủy|đảng bộ|thường trực"
    r"|văn phòng|sở|phòng|chi cục|tổng cục|cục|thanh tra|công an|quân sự|kho bạc|bảo hiểm xã hội|bhxh|ngân hàng|tòa án"
    r"|viện kiểm sát|kiểm lâm|hải quan|thuế|thống kê|trung tâm|bệnh viện|trạm|khoa|viễn thông|điện lực|bưu điện|vnpt|viettel|hạt kiểm lâm|đồn|đồn biên phòng|nhà máy|hội đồng|nhà văn hóa|thư viện|bảo tàng|đài|báo"
    r"|trường|nhà trường|các trường|học viện|viện|cơ sở|nhóm trẻ|lớp|công ty|doanh nghiệp|hợp tác xã|tập đoàn|tổng công ty"
    r"|hội|liên đoàn|liên hiệp|liên minh|công đoàn|tổng liên đoàn|đoàn|đội|liên đội|chi đoàn|ủy ban|hiệp hội|câu lạc bộ|quỹ"
    r"|tổ|khối|hiệu trưởng|phó hiệu trưởng|giám đốc|phó giám đốc|thủ trưởng|trưởng|phó|chủ tịch|phó chủ tịch|bí thư"
    r"|chánh|người đứng đầu|lãnh đạo|giáo viên|tổng phụ trách|cán bộ|công chức|viên chức|nhân viên|kế toán|văn thư|bảo vệ|y tế trường"
    r"|chuyên viên|tổ trưởng|tổ phó|thành viên|đồng chí|đ/c|ông|bà|thầy|cô"
    r"|cơ quan|đơn vị|địa phương|ngành|sở,? ban|ban,? ngành|phòng,? ban|xã|phường|thị trấn|thị xã|thành phố|huyện|quận|đặc khu"
    r"|thôn|khu phố|tổ dân phố|ấp|bản|tổ chức|đoàn thể|chính quyền|ban|bộ|gvcn|tptđ|tổng đài|đường dây|các ngành|các cấp|tcty|p\.|cđcs|đtn|thị đoàn|huyện đoàn|tỉnh đoàn|thành đoàn|quận đoàn|xã đoàn)"
)
_DETERMINER = (
    r"(?:các|những|toàn thể|toàn bộ|tất cả(?: các)?|từng|mỗi|một số|tập thể|yêu cầu|đề nghị|giao|giao cho"
    r"|\d{1,3})"
)
# Verbs and things that begin like a body: "tổ chức thực hiện", "ban hành", "báo cáo", "bảo vệ trẻ em".
_NO_BODY = (
    r"(?!ban hành|báo cáo|bảo vệ|bản (?!\w+ )|đội ngũ|trường hợp|cơ sở (?:dữ|vật|pháp|hạ)|lớp học|xã hội|tổ chức(?! (?:chính trị|công đoàn|đảng|đoàn|hội|cơ sở))"
    r"|bộ tiêu|bộ chỉ tiêu|bộ luật|hội (?:nghị|thảo|thi|khỏe|diễn|chợ|nhập)|đoàn kết|khối lượng|phòng,? (?:chống|ngừa|tránh|cháy|học|hội|họp|bệnh)|phòng (?:chống|tránh|ngừa)|báo (?:cáo|chí)|đài (?:tưởng)|ngành nghề"
    r"|cục bộ|quỹ (?:đất|thời)|lãnh đạo(?:,| chỉ| tổ chức| triển| thực| việc)|quân sự hóa|thống kê|kiểm lâm luật|thuế (?:suất|giá)|bảo hiểm (?!xã)|trường học|ban đầu|ban đêm|thành phần|công an toàn|quận trung|khối kiến|viện phí|viện dẫn)"
)
_OPENS = Phrase(rf"(?:{_DETERMINER} )(?:{HEAD})(?![\w])|{_NO_BODY}(?:{HEAD})(?![\w])")
_OPENS_STRONG = Phrase(
    rf"(?:(?:các|những|toàn thể|tất cả(?: các)?|từng|mỗi) (?:{HEAD}|[a-zđ])|{_NO_BODY}(?:{HEAD})(?![\w]))"
)
ASKING = Phrase(
    r"(?:kính )?(?:đề nghị|yêu cầu|giao(?: cho)?|ủy quyền(?: cho)?|đối với|trách nhiệm(?: của)?|nhiệm vụ(?: của)?"
    r"|đề nghị với|mời)(?: nhiệm vụ cho)? "
)
# What a body does; the first of these ends its name. Kept to verbs that open a predicate in plans and directives.
VERB = (
    r"(?:chủ trì|phối hợp|xây dựng|triển khai|tổ chức|tăng cường|thực hiện|hướng dẫn|chỉ đạo|tham mưu|có trách nhiệm|chịu trách nhiệm"
    r"|tiếp tục|căn cứ|phải|cần|báo cáo|gửi|đẩy mạnh|chủ động|phụ trách|theo dõi|kiểm tra|đôn đốc|tổng hợp|rà soát|bố trí|đảm bảo"
    r"|bảo đảm|quán triệt|phổ biến|tuyên truyền|cập nhật|lồng ghép|vận động|ban hành|lập|nghiên cứu|thường xuyên|quan tâm|tập trung"
    r"|nâng cao|kịp thời|đưa|cử|đăng ký|phân công|giao|quản lý|giám sát|hỗ trợ|cung cấp|nghiêm túc|sử dụng|thành lập|kiện toàn"
    r"|củng cố|phát động|hoàn thành|chuẩn bị|nộp|đề xuất|thẩm định|trình|khẩn trương|tích cực|xác định|làm|thông báo|tạo điều kiện"
    r"|huy động|đánh giá|thu thập|tiến hành|duy trì|khai thác|phát huy|phát hiện|xử lý|giải quyết|ưu tiên|chấp hành|thống kê|tiếp nhận"
    r"|nắm|đề nghị|yêu cầu|lựa chọn|nhân rộng|mở|tham gia|hoàn thiện|lấy ý kiến|ký|duyệt|phê duyệt|điều tra|khảo sát|tự|sắp xếp|trực tiếp"
    r"|trên cơ sở|theo chức năng|theo nhiệm vụ|ngoài|dựa|dự kiến|thông qua|kết hợp|là đầu mối|là cơ quan|quy định|công khai"
    r"|chăm lo|đầu tư|khuyến khích|đổi mới|nhắc nhở|đa dạng|không để|không được|tuyệt đối|cùng|sẽ|nhanh chóng|đồng thời|góp phần"
    r"|lau|rửa|quét|dọn|vệ sinh|điểm danh|tham dự|trang trí|bảo quản|niêm yết|treo|cắm|lắp đặt|sửa chữa|trồng|tặng|trao|mời|họp|nhận|đón|ký|mua|nấu|chế biến|soạn|trực ban|ghi chép|dự(?! (?:án|toán|kiến|bị|phòng|báo))|phân luồng|tuần tra|nhắc nhở|cấp phát|biên soạn|bồi dưỡng|tập huấn|chi trả|mua sắm|ứng dụng|sơ tán|di dời|khắc phục|điều chỉnh|cải tạo|nâng cấp|trang bị|kê khai|công bố|tổng kết|sơ kết|thăm hỏi|ngăn chặn|học tập|tính toán|cụ thể hóa|thay mặt|tự kiểm tra|định kỳ|hằng năm|hàng năm|hằng quý|hằng tháng|là cơ quan|là đơn vị|thanh tra|chuyển|đăng tải|lãnh đạo|thông tin|giới thiệu|biểu dương|khen thưởng|phân bổ|cân đối|đặt|treo|dạy|giảng dạy|giáo dục học sinh)"
)
_PREDICATE = Phrase(rf"(?<=[\s,;:(])(?:{VERB})(?![\w])")
# "Công an tỉnh phân luồng …": behind the word for an area only names, areas and a few links go on.
_PLACE_THEN_VERB = Phrase(
    r"\s(?:tỉnh|huyện|quận|thị xã|phường|xã|thị trấn|liên quan|trực thuộc|đồng cấp)(?=\s+(?!và |cùng |có |trên |trong |liên |thuộc |của |phường|xã|thị|đặc khu|quận|huyện|tỉnh|thành phố|hội|các |khác|đội|tại |là |theo |với |đóng |ở |nơi |hoặc |giáp |biên |miền |vùng |mới|nghèo|đảo|đoàn|ủy|khu |tổ |đồng |trực |gồm |\()[a-zđàáảãạăâèéêìíòóôơùúưỳý])"
)
_STOP = re.compile(r"[.;:](?:\s|$)|\(|\)|\n|…")
_TAIL = Phrase(
    r"(?: (?:để|nhằm|trong việc|trong công tác|trong quá trình|về việc|về|theo|khi|nếu|tại kế hoạch|trước ngày|thường xuyên|kịp thời|chặt chẽ|đồng thời|rồi)(?![\w]))"
)
_FAMILY = Phrase(
    r"^(?:các |với |bậc )*(?:gia đình|xã hội|cộng đồng|cha mẹ|phụ huynh|cha, mẹ|người dân|nhân dân|nhà trường|học sinh|trẻ em|cmhs|phhs|ban đại diện cha mẹ học sinh(?=$))"
)
_FIELDS = Phrase(
    r"(?:y tế|tài chính(?: - kế hoạch)?|nội vụ|tư pháp|xây dựng|công thương|khoa học và công nghệ|giáo dục và đào tạo|gd&đt|gdđt"
    r"|nông nghiệp và môi trường|nông nghiệp và phát triển nông thôn|văn hóa|văn hóa - xã hội|văn hóa, thể thao và du lịch|văn hóa và thể thao|văn hóa và thông tin"
    r"|lao động - thương binh và xã hội|lao động, thương binh và xã hội|thông tin và truyền thông|tài nguyên và môi trường|kế hoạch và đầu tư|dân tộc và tôn giáo|giao thông vận tải"
    r"|du lịch|kinh tế|quản lý đô thị|ngoại vụ|kinh tế, hạ tầng và đô thị|thanh tra|dân tộc)(?![\w])"
)


# In paper without marks a single short syllable proves nothing ("to chuc", "ban hanh", "bao ve").
_OPENS_BARE = re.compile(
    r"(?:(?:cac|nhung|toan the|tung|moi)\s+(?:co so|don vi|truong|nganh|ban|xa|phuong|phong|to|co quan|dia phuong|doan the|huyen|quan|so)\b"
    r"|(?:uy ban|ubnd|hdnd|phong (?:giao|gido|noi|van|tai|y|lao|tu|kinh)|so (?:giao|gido|y te|noi|tai|lao|van)|ban (?:giam|chi dao|thuong|chap)|truong (?:tieu|thcs|mam|trung|th )|cong an|cong doan|doan (?:thanh|the|tncs)"
    r"|hi\w?u truong|thu truong|chu tich|giam doc|truong phong|trung tam|tram y|hoi (?:phu|lien|chu|nong|cuu|khuyen)|mat tran|co quan|don vi|dia phuong|ban,? nganh|nha truong|can bo|giao vien|van phong|chinh quyen))"
)


def opens_unit(flow: Flow, start: int, end: int) -> bool:
    if flow.damaged:
        return _OPENS_BARE.match(flow.key, start, end) is not None
    return flow.match(_OPENS, start, end) is not None


def subject(flow: Flow, start: int, end: int, *, asked: bool = False) -> tuple[int, int] | None:
    """The body a sentence begins with, if it begins with one: from its first word to the verb.

    After "Đề nghị", any capital word opens a body, also one of a kind unknown here.
    """
    if not opens_unit(flow, start, end) and not (asked and flow.text[start : start + 1].isupper()):
        return None
    stop = _STOP.search(flow.key, start, end)
    limit = stop.start() if stop else end
    if stop and stop.group() == "(":
        # "Sở Nội vụ (cơ quan thường trực) chủ trì …"
        close = flow.key.find(")", stop.end(), min(end, stop.end() + 80))
        after = flow.search(_PREDICATE, close, min(end, close + 12)) if close > 0 else None
        if after and after.start() - close <= 3:
            return start, start + len(flow.key[start : stop.start()].rstrip())
    for verb in flow.finditer(_PREDICATE, start + 2, limit):
        before = flow.key[start : verb.start()].rstrip()
        if before.endswith((" và", " hoặc")):
            continue
        if re.search(r"\s(?:được|duoc|có liên quan đến|tham gia)\s", before):
            continue
        if not _verb_is_verb(flow, verb):
            continue
        if verb.start() - start > 260:
            return None
        return start, start + len(before.rstrip(" ,"))
    return None


_NOUN_BEFORE = Phrase(
    r"(?:^|\s)(?:các|những|mỗi|từng|một số|của|chương|giáo|quy|lộ|tờ|quá|được|bị|về|việc|công tác|ban|công chức|ban tổ|để)$"
)
_NOUN_AFTER = Phrase(
    r"tổ chức (?:đảng|chính trị|đoàn thể|xã hội|cơ sở|hội|công đoàn|đoàn|cán bộ|kinh tế|tín dụng|thành viên|có liên quan|liên quan)|giáo dục (?!học sinh)|kiểm tra đảng|quản lý (?:giáo dục|nhà nước|thị trường|dự án)|bảo đảm|lãnh đạo (?:sở|các|phòng|đơn vị|cơ quan)"
)


def _verb_is_verb(flow: Flow, verb: re.Match[str]) -> bool:
    """Names hold verbs too (Bộ Xây dựng, các tổ chức chính trị - xã hội): capitals and nouns end no name."""
    if flow.text[verb.start()].isupper():
        return False
    before = flow.key[max(0, verb.start() - 24) : verb.start()].rstrip()
    if verb.group() in {"phụ trách", "phu trach"} and before.endswith(_IN_CHARGE):
        return False
    if _NOUN_BEFORE.on(flow.damaged).search(before):
        return False
    noun = flow.match(_NOUN_AFTER, verb.start())
    return noun is None or verb.group() in {"bảo đảm", "bao dam"}


_AT_START = Phrase(
    rf"(?:{VERB}|truyền thông|quảng bá|giáo dục|tư vấn|hỗ trợ|bảo vệ|đào tạo|cho|giữ|mở|tạo|làm)(?![\w])"
)


def starts_with_verb(flow: Flow, start: int, end: int) -> bool:
    return flow.match(_AT_START, start, end) is not None


def acts_within(flow: Flow, start: int, end: int) -> bool:
    """Whether a verb of doing stands there ('căn cứ …, xây dựng …' has one, 'hằng năm,' has none)."""
    return any(
        _verb_is_verb(flow, verb) and verb.group() not in _MILD for verb in flow.finditer(_PREDICATE, start, end)
    )


_MILD = frozenset(
    {
        "thực hiện",
        "thuc hien",
        "báo cáo",
        "bao cao",
        "định kỳ",
        "dinh ky",
        "được giao",
        "giao",
        "phân công",
        "quy định",
        "theo",
        "hằng năm",
        "hàng năm",
        "triển khai",
        "chủ động",
        "hằng quý",
        "hằng tháng",
    }
)


def noun_phrase_end(flow: Flow, start: int, end: int) -> int:
    """Where a list of bodies that begins at `start` ends (after 'phối hợp với')."""
    stop = _STOP.search(flow.key, start, end)
    limit = stop.start() if stop else end
    tail = flow.search(_TAIL, start, limit)
    if tail:
        limit = tail.start()
    for acting in flow.finditer(_PLACE_THEN_VERB, start, limit):
        if flow.text[acting.end() : acting.end() + 2].strip()[:1].islower():
            limit = acting.end()
            break
    for verb in flow.finditer(_PREDICATE, start + 2, limit):
        before = flow.key[start : verb.start()].rstrip()
        if re.search(
            r"(?:đường dây|trung tâm|quỹ|tổng đài|ban|phòng|văn phòng|cơ quan)[^,;]{0,40} (?:và|tư vấn|quản lý|hỗ trợ)$",
            before,
        ):
            continue
        if _verb_is_verb(flow, verb):
            return start + len(before.rstrip(" ,"))
    return limit


def split_units(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """One span a body. A comma or 'và' parts two bodies only where the next words open one."""
    start, end = _trim(flow, start, end)
    if start >= end:
        return []
    pieces: list[tuple[int, int]] = []
    first = start
    depth = 0
    for mark in re.finditer(
        r"[()]|\s*;\s*|\s*,\s*(?:và |cùng )?|\s+(?:và|va|cùng với|cùng(?= các)|với)\s+(?:với\s+)?", flow.key[start:end]
    ):
        token = mark.group()
        if token in "()":
            depth += 1 if token == "(" else -1
            continue
        if depth > 0:
            continue
        cut, after = start + mark.start(), start + mark.end()
        if cut < first or not _parts(flow, first, cut, after, end, hard=";" in token, comma="," in token):
            continue
        pieces.append((first, cut))
        first = after
    pieces.append((first, end))
    return [span for piece in pieces if (span := _trim(flow, *piece))[0] < span[1]]


# "Tổng phụ trách", "giáo viên phụ trách": an office, not a verb.
_IN_CHARGE = (
    "tổng",
    "giáo viên",
    "người",
    "cán bộ",
    "hiệu trưởng",
    "bộ phận",
    "đồng chí",
    "tong",
    "giao vien",
    "nhân viên",
    "anh",
    "chị",
)
_PROPER = Phrase(
    r"(?:ubnd|ủy ban|công an|mttq|mặt trận|bảo hiểm|ngân hàng|liên đoàn|bộ chỉ huy|hội liên|hội nông|hội cựu|tỉnh đoàn|thành đoàn|huyện đoàn|đoàn thanh)(?![\w])"
)
_COMMITTEE = Phrase(r"(?:ủy ban nhân dân|ubnd)(?![\w])")
_FIELD_TAIL = Phrase(
    r"(?:thể thao|thương binh|hạ tầng|du lịch|gia đình|truyền thông|đô thị|công nghệ|đào tạo|xã hội|môi trường|tuyên truyền|kế hoạch)(?![\w])"
)


def _parts(flow: Flow, first: int, cut: int, after: int, end: int, *, hard: bool, comma: bool) -> bool:
    if hard:
        return True
    opens = flow.match(_OPENS_STRONG, after, end) is not None
    if not opens and not (comma and flow.text[after].isupper() and not _one_name(flow, first, cut, after, end)):
        return False
    left = flow.key[first:cut].strip()
    if left.endswith(("văn phòng hđnd", "văn phòng hội đồng nhân dân", "van phong hdnd")) and flow.match(
        _COMMITTEE, after, end
    ):
        return False
    # "Sở, ban, ngành", "Tổ trưởng, Tổ phó các tổ": a bare noun shares what follows.
    if re.fullmatch(
        r"(?:các )?(?:sở|ban|phòng|ngành|ban ngành|cơ quan|xã|phường|huyện|tổ trưởng|trưởng|chủ tịch|hiệu trưởng|phó hiệu trưởng|đơn vị|địa phương|quận|thị xã|bộ|giám đốc|bi thu|bí thư)(?:, [\w ]{2,12})*",
        left,
    ) and not flow.match(_PROPER, after, end):
        return False
    lower = flow.text[after].islower()
    listed = re.match(r"(?:các|những|toàn thể|từng|mỗi|tất cả)\s", flow.key[after:end]) is not None
    if lower and not listed:
        # "các ban, ngành, đoàn thể", "UBND các xã, phường": one collective; a full name in small letters still parts.
        collective = re.search(r"(?:^|\s)(?:các|ban|ngành|xã|phường)(?:\s|$)", left) is not None
        words = len(re.findall(r"\w+", flow.key[after : noun_stop(flow, after, end)]))
        return not collective and words >= 2
    return True


def _one_name(flow: Flow, first: int, cut: int, after: int, end: int) -> bool:
    """ "Sở Văn hóa, Thể thao và Du lịch" is one name; "Công an, Quân sự" are two."""
    return (
        re.match(
            r"(?:các )?(?:sở|phòng|bộ|ban|ủy ban|trung tâm|so|phong|hiệu trưởng|trường|chủ tịch)\s", flow.key[first:cut]
        )
        is not None
        or flow.match(_FIELD_TAIL, after, end) is not None
    )


def noun_stop(flow: Flow, start: int, end: int) -> int:
    found = re.compile(r",|;|\s(?:và|va)\s").search(flow.key, start, end)
    return found.start() if found else end


def _trim(flow: Flow, start: int, end: int) -> tuple[int, int]:
    while start < end and flow.text[start] in ' \t\n,;.:-–+*"“”':
        start += 1
    while end > start and flow.text[end - 1] in ' \t\n,;.:-–+*"“”…/':
        end -= 1
    return start, end


def units_in(flow: Flow, start: int, end: int) -> list[str]:
    """The bodies of a list as printed, with shared nouns handed out ("các phòng: Y tế, Nội vụ")."""
    shared = re.compile(r"\s*(?:các\s+)?(sở|phòng|phong|so)(?:,\s*ban)?\s*:\s*").match(flow.key, start, end)
    if shared:
        noun = flow.words(*shared.span(1)).capitalize()
        listed = re.split(r"[,;]\s*|\s+và\s+(?=[A-ZĐ][^,;]*$)", flow.words(shared.end(), end))
        return [f"{noun} {name}" if not _is_body(name) else name for name in _rejoined(listed) if name]
    names: list[str] = []
    for first, last in split_units(flow, start, end):
        names += _handed_out(flow, first, last)
    return names


def _rejoined(names: list[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        name = name.strip(" .;,")
        if kept and name in {
            "Xã hội",
            "Đào tạo",
            "Du lịch",
            "Thể thao",
            "Môi trường",
            "Công nghệ",
            "Đầu tư",
            "Thương binh và Xã hội",
            "Thể thao và Du lịch",
            "Truyền thông",
            "Thông tin",
        }:
            joiner = ", " if "và" in name or name == "Thể thao" else " và "
            kept[-1] = f"{kept[-1]}{joiner}{name}"
        else:
            kept.append(name)
    return kept


def _is_body(name: str) -> bool:
    return bool(re.match(rf"(?:{HEAD})(?![\w])", name.lower()))


def _handed_out(flow: Flow, first: int, last: int) -> list[str]:
    """ "Sở Giáo dục và Đào tạo, Y tế, Tài chính" names three bodies of one kind."""
    head = re.compile(r"(?:các\s+)?(sở|phòng|so|phong)\s").match(flow.key, first, last)
    if not head or not flow.match(_FIELDS, head.end(), last):
        return [flow.name(first, last)]
    spans: list[tuple[int, int]] = []
    place = head.end()
    while found := flow.match(_FIELDS, place, last):
        longest = found.end()
        spans.append((place, longest))
        joint = re.compile(r"\s*(?:,|;|\s(?:và|va))\s+").match(flow.key, longest, last)
        if not joint:
            break
        place = joint.end()
    if len(spans) < 2 or spans[-1][1] < last - 12:
        return [flow.name(first, last)]
    noun = flow.words(*head.span(1)).capitalize()
    tail = flow.words(spans[-1][1], last)
    names = [f"{noun} {flow.name(*span)}" for span in spans]
    return [*names[:-1], f"{names[-1]} {tail}".strip()]


def is_family(flow: Flow, name: str) -> bool:
    """Families and society help, they are not offices."""
    return _FAMILY.on(flow.damaged).search(key_of(name, flow.damaged)) is not None
