"""Lists of bodies as printed: where one ends and the next begins, and which share a noun.

Knows commas, "và", semicolons and shared nouns ("các phòng: Y tế, Nội vụ"); refuses to find where a list begins or ends.
"""

from __future__ import annotations

import re

from documents.anatomy.unit_words import FIELD_TAIL, FIELDS, HEAD, OPENS_STRONG, PROPER
from documents.flow import Flow
from documents.patterns import Phrase


def split_units(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """One span a body. A comma or 'và' parts two bodies only where the next words open one."""
    start, end = _trim(flow, start, end)
    if start >= end:
        return []
    pieces: list[tuple[int, int]] = []
    first = start
    depth = 0
    for mark in re.finditer(
        r"[()]|\s*;\s*|\s*,\s*(?:và |cùng )?|\s+(?:và|va|cùng với|cùng(?= (?:các|nhân viên|giáo viên|cán bộ|trạm|công an) )|với)\s+(?:với\s+)?",
        flow.key[start:end],
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


# "Tổ Văn phòng, bảo vệ": alone behind its comma no verb.
_GUARDS = Phrase(r"(?:nhân viên )?bảo vệ(?: trường| cơ quan)?\s*(?=[,;]|$|và |phối hợp )")
_PERSON = Phrase(
    r"(?:giáo viên|tổng phụ trách|nhân viên|cán bộ|phụ trách|hiệu trưởng|chi đoàn|công đoàn|y tế trường|trạm y tế)(?![\w])"
)


# "Hiệu trưởng, chủ cơ sở": no deputy of his, somebody else.
_ANOTHER = Phrase(r"(?:chủ (?!tịch)|giáo viên|tổng phụ trách|nhân viên|kế toán|người đứng đầu|thủ trưởng)(?:[\w]|\s|$)")


_PEOPLE = Phrase(r"(?:cán bộ|công chức|viên chức|nhà giáo|người|tổ chức cán bộ|đào tạo)(?![\w])")
_HOUSE = Phrase(r"(?:cục|vụ|tổng cục|chi cục|sở|phòng|ban|viện|học viện|trung tâm|khoa)(?![\w])")
_OF_THE_FORCE = (
    r"(?:phòng|đội|ban) (?:tham mưu|cảnh sát|an ninh|chính trị|hậu cần|xây dựng phong trào|p[cavx]\d\d)(?: [^,;]*)?"
)
_FORCE = Phrase(r"(?:công an|bộ chỉ huy|ban chỉ huy|bộ đội)(?: \w+)+")
_OWNERS = Phrase(r"chủ (?:các |nhóm|cơ sở|trường|lớp)")
_COUNCIL_TOO = Phrase(r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)(?![\w])")


# "Giáo viên bộ môn, nhất là môn Ngữ văn, Lịch sử": what is told apart belongs to the name up to its end.
_ABOVE_ALL = Phrase(
    r",? (?:nhất là|đặc biệt là|trong đó có|trước hết là) (?!các |ủy ban|ubnd|công an|phòng |sở )[^;]*$"
)
# "Công chức Địa chính - Xây dựng, Nông nghiệp và Môi trường": the fields of one post.
_POST = Phrase(r"(?:công chức|chuyên viên|cán bộ|viên chức) [^,;]{3,60}$")


def _parts(flow: Flow, first: int, cut: int, after: int, end: int, *, hard: bool, comma: bool) -> bool:
    if hard:
        return True
    if flow.search(_ABOVE_ALL, first, cut) and not flow.match(OPENS_STRONG, after, end):
        return False
    if comma and flow.match(_POST, first, cut) and flow.text[after].isupper() and flow.match(FIELDS, after, end):
        return False
    opens = flow.match(OPENS_STRONG, after, end) is not None or flow.match(_GUARDS, after, end) is not None
    if not opens and not (comma and flow.text[after].isupper() and not _one_name(flow, first, cut, after, end)):
        return False
    left = flow.key[first:cut].strip()
    office = re.fullmatch(
        r"(?:chánh |lãnh đạo )?(?:văn phòng|van phong) (?:(?:hđnd|hội đồng nhân dân|hdnd)|(?:đoàn|quốc hội|doan)[^,;]*)",
        left,
    )
    if office and flow.match(_COUNCIL_TOO, after, end):
        return False
    if not comma and flow.text[after].isupper() and flow.match(_PEOPLE, after, end) and flow.match(_HOUSE, first, cut):
        # "Cục Nhà giáo và Cán bộ quản lý giáo dục": capital people belong to the name of a house.
        return False
    listed = re.match(r"(?:các|những|toàn thể|từng|mỗi|tất cả)\s", flow.key[after:end]) is not None
    if comma and listed and re.match(r"(?:các|những|toàn thể) ", left) and "," in left:
        # "Các xã, thị trấn, các trường": a new determiner opens a new group.
        return True
    # "Sở, ban, ngành", "Tổ trưởng, Tổ phó các tổ": a bare noun shares what follows.
    if re.fullmatch(
        r"(?:các )?(?:sở|ban|phòng|ngành|ban ngành|cơ quan|xã|phường|huyện|tổ trưởng|trưởng|chủ tịch"
        r"|hiệu trưởng|phó hiệu trưởng|đơn vị|địa phương|quận|thị xã|bộ|giám đốc|bi thu"
        r"|bí thư)(?:, [\w ]{2,12})*",
        left,
    ) and not (flow.match(PROPER, after, end) or flow.match(_ANOTHER, after, end)):
        return False
    if comma and re.fullmatch(_OF_THE_FORCE, left) and flow.match(_FORCE, after, end):
        # "Phòng Tham mưu, Công an thành phố": a department and whose it is.
        return False
    lower = flow.text[after].islower()
    if lower and comma and re.match(r"(?:các )?(?:hiệu trưởng|giám đốc) ", left) and flow.match(_OWNERS, after, end):
        return True
    if (
        lower
        and not listed
        and re.match(r"(?:toàn thể|toàn bộ|tất cả|mỗi|đội ngũ) (?:các )?(?:cán bộ|công chức|giáo viên)", left)
    ):
        # "Toàn thể cán bộ, giáo viên, nhân viên": one staff.
        return False
    return not lower or listed or _parts_in_small(flow, left, after, end, comma=comma)


def _parts_in_small(flow: Flow, left: str, after: int, end: int, *, comma: bool) -> bool:
    # "các ban, ngành, đoàn thể", "UBND các xã, phường": one collective; a full name in small letters still parts.
    collective = (
        re.search(
            r"(?:^|\s)các\s|(?:^|\s)(?:ban|ngành)$|(?:xã|phường|huyện|quận|tỉnh|xa|phuong|huyen|quan|tinh)$", left
        )
        is not None
    )
    if collective and "các " not in left and flow.match(_PERSON, after, end):
        collective = False
    if comma and re.search(r"(?:^|\s)cấp (?:xã|huyện|tỉnh)$", left) and flow.match(_ORGAN, after, end):
        collective = False
    words = len(re.findall(r"\w+", flow.key[after : noun_stop(flow, after, end)]))
    # "Các trường mầm non, tổ dân phố": those before the comma are told apart from what follows.
    told_apart = comma and re.fullmatch(r"các \w+ \w+ \w+(?: \w+)*", left) is not None and words >= 3
    if flow.match(_CHILDCARE, after, end) or (flow.match(_GOVERNMENT, after, end) and re.match(_PARTY, left)):
        return True
    if not comma and collective and _another_kind(flow, left, after, end):
        return words >= 3
    return (not collective or told_apart) and words >= 2


# "UBND cấp xã, cơ quan công an": an organ of its own behind the level.
_ORGAN = Phrase(r"(?:cơ quan|ngành|lực lượng|đơn vị|tổ chức) (?!liên quan|có liên quan|chức năng)\w+")
# "Các trường mầm non, nhóm lớp": small, and told apart by law.
_CHILDCARE = Phrase(r"(?:các )?(?:nhóm (?:trẻ|lớp)|lớp mẫu giáo)(?![\w])")
_GOVERNMENT = Phrase(r"chính quyền(?=\s*(?:[,;.:]|$)|\s(?!các|cấp|cùng|địa|xã|phường|huyện|tỉnh|cơ sở|đoàn))")
_PARTY = r"(?:các )?(?:cấp ủy|tổ chức đảng|đảng bộ)"
_KIND = Phrase(r"(?:cơ sở|trung tâm|trạm|bệnh viện|doanh nghiệp|hợp tác xã|nhà trẻ|câu lạc bộ)(?![\w])")


def _another_kind(flow: Flow, left: str, after: int, end: int) -> bool:
    """ "Các trường trung học và cơ sở giáo dục trực thuộc": a house of another kind, with what tells it apart."""
    kind = flow.match(_KIND, after, end)
    return (
        kind is not None and re.fullmatch(rf"các (?!{re.escape(kind.group())})\w+ \w+ \w+(?: \w+)*", left) is not None
    )


def _one_name(flow: Flow, first: int, cut: int, after: int, end: int) -> bool:
    """ "Sở Văn hóa, Thể thao và Du lịch" is one name; "Công an, Quân sự" are two."""
    places = re.search(
        r"(?:^|\s)(?:xã|phường|thị trấn|huyện|quận|thôn|bản|ấp|khu phố|trường|xa|phuong) [^\s,]+(?: [^\s,]+){0,3}$"
        r"|(?:^|\s)(?:các|cac) (?:xã|phường|thị trấn|huyện|quận|thôn|bản|ấp|trường|xa|phuong) [^;]{2,90}$",
        flow.key[first:cut],
    )
    if places:
        # "UBND các xã Hòa An, Hòa Bình": one body in several places.
        return True
    return (
        re.match(
            r"(?:các )?(?:sở|phòng|bộ|ban(?! giám hiệu$)|ủy ban|trung tâm|so|phong|hiệu trưởng|trường|chủ tịch)\s",
            flow.key[first:cut],
        )
        is not None
        or flow.match(FIELD_TAIL, after, end) is not None
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


_COURTESY = Phrase(
    r"\s*(?:các )?(?:đồng chí|đ/c) (?=(?:hiệu trưởng|thủ trưởng|giám đốc|chủ tịch|bí thư|trưởng|chánh|lãnh đạo|chỉ huy|đội trưởng|tổ trưởng)(?![\w]))"
)


def _past_courtesy(flow: Flow, start: int, end: int) -> int:
    """ "Các đồng chí Hiệu trưởng" are the heads; a comrade's own name stays with him."""
    said = flow.match(_COURTESY, start, end)
    return said.end() if said and flow.text[start : start + 12].strip().lower().startswith("các") else start


def units_in(flow: Flow, start: int, end: int) -> list[str]:
    """The bodies of a list as printed, with shared nouns handed out ("các phòng: Y tế, Nội vụ")."""
    start = _past_courtesy(flow, start, end)
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


_FIELD = r"(?:công an|quân sự|y tế|giáo dục|công thương|nông nghiệp|văn hóa|tài chính|tư pháp|nội vụ|bảo hiểm xã hội|kiểm lâm|biên phòng|thuế|hải quan|quản lý thị trường)"
_FIELDS_LISTED = Phrase(rf"{_FIELD}(?:, {_FIELD})+(?: và {_FIELD})?$|{_FIELD} và {_FIELD}$")


def _handed_out(flow: Flow, first: int, last: int) -> list[str]:
    """ "Sở Giáo dục và Đào tạo, Y tế, Tài chính" names three bodies of one kind."""
    organ = re.compile(r"(?:cơ quan|ngành|lực lượng) ").match(flow.key, first, last)
    if organ and flow.match(_FIELDS_LISTED, organ.end(), last):
        # "Cơ quan công an, y tế, công thương": each field an office, the noun said once.
        return [
            flow.words(first, last)[: organ.end() - first] + part if not index else part
            for index, part in enumerate(re.split(r",\s+|\s+và\s+(?=\w+(?: \w+)?$)", flow.words(organ.end(), last)))
        ]
    head = re.compile(r"(?:các\s+)?(sở|phòng|so|phong)\s").match(flow.key, first, last)
    if not head or not flow.match(FIELDS, head.end(), last):
        return [flow.name(first, last)]
    spans: list[tuple[int, int]] = []
    place = head.end()
    while found := flow.match(FIELDS, place, last):
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
