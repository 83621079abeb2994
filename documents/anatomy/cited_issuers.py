"""Who issued a cited paper, as the words around its number tell: "của …" behind it, "… ban hành", "… tại" before it.

Knows where the name of a body ends in running text; refuses to know the numbers themselves.
"""

from __future__ import annotations

import re

from documents.anatomy.areas import AREA, with_area
from documents.anatomy.cited_types import CITED_TYPES
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.names import expand, titled
from documents.anatomy.parts import Paper
from documents.anatomy.symbols import Symbol
from documents.flow import Flow, shouts
from documents.parsed import Span
from documents.patterns import CAPITALS, Phrase

# Commas inside names: Phòng, chống thiên tai · Văn hóa, Thể thao và Du lịch.
_COMMA_GOES_ON = r"(?:giáo dục pháp luật|chống|chữa cháy|thể thao|thể dục|thương binh|hạ tầng|du lịch|gia đình|cứu nạn|cứu hộ|truyền hình)"
_STOP = Phrase(
    rf"[;:.()\"\n]|\sv/v(?![\w])|\s[-]\s(?=(?:về|v/v|kế hoạch|nghị|chỉ|quyết))|,(?!\s*{_COMMA_GOES_ON})|\s(?:về|v/v|ve|vé|ban hành"
    r"|phê duyệt|quy định|quy đinh|hướng dẫn|thực hiện|triển khai|thông qua|sửa đổi|tại|nhằm|trong"
    r"|đã|tiếp tục|để|được|như|gồm|bổ sung|kèm theo|có|với|giao|chỉ đạo|yêu cầu|đề nghị|sửa|thay thế"
    r"|tổng kết|sơ kết|công bố|phát động|cụ thể hóa|là|theo|khóa|khoá|kỳ họp|xây dựng|cho|từ|tăng cường"
    r"|kết luận|đến|trên|giai đoạn|năm|lần thứ|quý|dưới|cùng|nêu|này|ngày|vào|nói|do|bằng|gửi|ký)(?![\w])"
    rf"|\s(?:và|va)\s+(?=(?:các |những |theo |tiếp |về )?(?:{CITED_TYPES}|tiếp|để|về|các văn bản|tình hình|điều kiện)(?![\w]))"
    rf"|\s(?=(?:{CITED_TYPES})\s+số)"
)
# Names that are whole as they stand: nothing behind them belongs to them.
_NEVER_IN_NAMES = frozenset({"v/v", "về", "quy định", "ban hành", "phê duyệt", "sửa đổi"})
_WHOLE = Phrase(
    r"(?:(?:phó )?thủ tướng chính phủ|chính phủ|quốc hội|bộ chính trị|chủ tịch nước|ủy ban thường vụ quốc hội|văn phòng chính phủ"
    r"|ban bí thư(?: trung ương(?: đảng)?)?)(?![\w])"
)
_BODY_FOLLOWS = Phrase(
    r"\s*(?:,|và|với|;|-)\s*(?:ủy ban|ubnd|sở|phòng|công an|tỉnh đoàn|thành đoàn|huyện đoàn|đoàn|hội|liên đoàn|bộ|ban|trường|văn phòng"
    r"|bảo hiểm|ngân hàng|mặt trận|viện|tòa án|trung ương|cục|chi cục|trung tâm|công đoàn|thanh tra)(?![\w])"
)
_PLENUM = Phrase(r"hội nghị\s+(?:(?:lần )?thứ [^,;.()]{1,30}?\s*,?\s+)?(?:của )?(?=ban chấp hành)")
_OPENS_ISSUER = re.compile(
    r"(?:quốc hội|quoc hoi|quéc|qu[ob6]\w{1,3} h|ubtvqh|tổng|trung ương|t[wư]|thủ|nhà nước|thành đoàn|tỉnh đoàn|huyện đoàn|hội nghị"
    r"|s[¢e]|b[0o6]|thanh|uỷ|uy|th[uủ]|chính|đảng|thường|giám|bí|cơ quan|nhóm|liên|bệnh viện|tòa|mặt trận|ngân hàng|kho bạc)"
)
_ISSUED_BY = Phrase(r"(?P<who>[^.;:\n,]{3,90}?)\s+(?:đã |vừa )?(?:ban hành|ký|có)\s+(?:các )?$")
_SAID_IN = Phrase(
    r"(?:(?:ý kiến(?: chỉ đạo| đề nghị| kết luận)?|đề nghị|kiến nghị|yêu cầu|chỉ đạo|kết luận|báo cáo|đề xuất) của|nghe)\s+"
    r"(?P<who>(?:(?!\stại\s|\ssố\s)[^.;:\n]){3,110}?)\s+(?:(?:báo cáo|trình|trình bày|đề xuất|kiến nghị)(?: [^.;:\n]{1,60}?)?\s+)?tại\s+(?:các )?$"
)
_OFFICE = re.compile(
    r"^(?:đồng chí |ông |bà )?(?:Giám đốc|Thủ trưởng|Chánh|(?P<keep>Trưởng)(?= (?:[pb]|Công an |Phòng |Ban )))\s+(?=\w)|^(?:Cục trưởng|Vụ trưởng)\s+(?=\w)"
)


def issuer_behind(flow: Flow, paper: Paper, start: int, end: int, *, bodies: int) -> tuple[str, int] | None:
    """The body named from `start` on, or the bodies that issued it together, and where the name ends."""
    plenum = flow.match(_PLENUM, start, end)
    span = _span(flow, plenum.end() if plenum else start, end)
    if span is None:
        return None
    first, last = span
    last = _joint_end(flow, first, last, end, bodies) if bodies > 1 else _name_end(flow, first, last)
    name = _printed(flow, first, last)
    if name and bodies < 2:
        name = with_area(flow, paper, name, [])
    return (name, last) if name else None


def issued_by(flow: Flow, start: int, end: int) -> tuple[Span, Span] | None:
    """'… UBND huyện … ban hành' right before `end`: where the body stands, and where a date may."""
    by = _ISSUED_BY.on(flow.damaged).search(flow.key, start, end)
    return ((by.start("who"), by.end("who")), (start, by.end("who"))) if by else None


def said_in(flow: Flow, paper: Paper, start: int, end: int) -> str | None:
    """'theo đề nghị của Trưởng phòng … tại', 'sau khi nghe … báo cáo tại': who wrote what is cited next."""
    found = _SAID_IN.on(flow.damaged).search(flow.key, start, end)
    if not found:
        return None
    first, last = found.span("who")
    printed = flow.name(first, last)
    office = _OFFICE.match(printed)
    if office:
        rest = printed[office.end() :]
        printed = rest[:1].upper() + rest[1:]
        if not re.match(
            r"(?:Sở|Phòng|Ban|Văn phòng|Trung tâm|Công an|Cục|Chi cục|Thanh tra|Bệnh viện|Bảo hiểm|Đài|Kho bạc)",
            printed,
        ):
            return None
        return with_area(flow, paper, expand(printed), [])
    return issuer_name(flow, paper, first, last)


def bodies_of(symbol: Symbol) -> int:
    """How many bodies share the number: two in `13/2016/TTLT-BYT-BGDĐT`, three in `76/KHLN-CAT-SGDĐT-TĐ`."""
    code = re.split(r"[/\-]", symbol.number.split("/")[-1])[0]
    return len(symbol.organ.split("-")) if re.search(r"(?:LT|LN|PH|LTCH)$", code) else 1


def _span(flow: Flow, start: int, end: int) -> Span | None:
    stop = start
    shouted = shouts(flow.text[start : start + 12])
    for found in flow.finditer(_STOP, start, end):
        token = flow.text[found.start() : found.end()].strip()
        # A capital inside a name is no verb (Bộ Xây dựng, Ban Tổ chức); a short name is not cut at all.
        if (token[:1].isupper() and token.lower() not in _NEVER_IN_NAMES and not shouted) or found.start() - start < 2:
            continue
        if token == "." and re.search(r"(?:^|\s)(?:TP|P|Tp|UB|Q|H|TX|TT)$", flow.text[start : found.start()]):
            continue
        stop = found.start()
        break
    else:
        stop = end
    stop = min(stop, start + 160)
    return (start, stop) if stop > start + 1 else None


def _name_end(flow: Flow, start: int, end: int) -> int:
    """A name is over where it is whole, or where its area has been named."""
    whole = flow.match(_WHOLE, start, end)
    if whole:
        return whole.end()
    if flow.damaged:
        return end
    area = AREA.search(flow.text[start:end])
    if area is None or not re.match(rf"\s+(?:và|cùng)\s|\s+(?![{CAPITALS}])\w", flow.text[start + area.end() : end]):
        return end
    return start + area.end()


def _joint_end(flow: Flow, start: int, stop: int, end: int, bodies: int) -> int:
    """The names of bodies that sign together are parted by commas; there are as many as the symbol tells."""
    last = stop
    while 1 + sum(1 for _ in flow.finditer(_BODY_FOLLOWS, start, last)) < bodies:
        more = flow.match(_BODY_FOLLOWS, last, end)
        following = _span(flow, more.end(), end) if more else None
        if following is None:
            break
        last = following[1]
    return last


def issuer_name(flow: Flow, paper: Paper, start: int, end: int) -> str | None:
    """The name printed there, with its area."""
    name = _printed(flow, start, end)
    return with_area(flow, paper, name, []) if name else None


def _printed(flow: Flow, start: int, end: int) -> str | None:
    if not looks_like_body(flow, start, end) and not _OPENS_ISSUER.match(flow.key[start:end]):
        return None
    name = flow.name(start, end).strip(" ,.*“”\"'")
    name = re.sub(r"\s+(?:và|về|đã|có)$", "", name)
    if shouts(name) and " " in name:
        name = titled(name)
    if name == "Thủ tướng":
        name = "Thủ tướng Chính phủ"
    return expand(name) if 2 <= len(name) <= 140 else None
