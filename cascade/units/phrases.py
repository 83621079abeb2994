"""Where one name ends and the next begins in a phrase, and the names a document defines for itself. Pure words."""

from __future__ import annotations

import re

from cascade.units.directory import words_key
from cascade.units.groups import bare

_SEPARATOR = re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng|cùng với)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"(?<=\w)\s+(?:gửi|báo cáo|có trách nhiệm|chịu trách nhiệm|chủ động|định kỳ)(?!\w).*$", re.IGNORECASE | re.DOTALL
)
_DEFINED = re.compile(
    r"\((?:sau đây|dưới đây|sau)?\s*(?:được\s+)?gọi\s+(?:chung|tắt)\s+là:?\s*[“\"]?([^)”\"]{3,120})[”\"]?\)",
    re.IGNORECASE,
)
_ADDRESSING = re.compile(
    r"(?:đề nghị|yêu cầu|kính gửi:?|giao|chỉ đạo|hướng dẫn|thông báo đến|phân công)\s+(?:cho\s+)?", re.IGNORECASE
)
_AT_SCHOOL = "ban giam hieu|bgh|hieu truong|pho hieu truong|lien doi|doan truong|giao vien|gvcn|tong phu trach|ban dai dien cha me|y te truong"
# The bodies inside a school, collective names of types, "the units under us", and names of nobody in particular.
INSIDE = re.compile(
    rf"^(?:cac )?(?:{_AT_SCHOOL}|to (?:truong|pho|khoi|chuyen mon|van phong|tu van)|cong doan|chi doan|doan tncs|nhan vien|bo phan|ong |ba |van thu|ke toan)"
)
# What only a school has, and the school itself.
AT_SCHOOL = re.compile(
    rf"^(?:cac |moi |toan the )?(?:{_AT_SCHOOL}|to (?:khoi|chuyen mon|tu van)|nhan vien y te|(?:cac )?nha truong)"
)
MANY = re.compile(r"^(?:cac|tat ca|tat ca cac|toan bo|(?P<count>\d+)) (?P<rest>\w+(?: \w+)+|\w{2,})$")
SUBORDINATES = frozenset(
    {
        "cac don vi",
        "cac co quan don vi",
        "cac phong don vi",
        "don vi truc thuoc",
        "thu truong don vi",
        "cac don vi truong",
    }
)
VAGUE = re.compile(
    r"^(?:cac |nhung )*(?:co quan|don vi|to chuc|ca nhan|ben|doan the)(?: (?:va )?(?:to chuc|don vi|ca nhan))*(?: khac)? (?:co )?lien quan$"
)


def definitions(text: str) -> dict[str, str]:
    """Names a document gives: "… các trường …; … các nhóm, lớp … (sau gọi chung là Thủ trưởng các đơn vị)", by folded words."""
    found: dict[str, str] = {}
    for named in _DEFINED.finditer(text):
        before = text[max(0, named.start() - 400) : named.start()]
        clause = re.split(r"\n|(?<=[.:])\s", before)[-1]
        said = _ADDRESSING.split(clause)[-1].strip(" ,;")
        if said:
            key = words_key(named[1])
            found.setdefault(key, said)
            found.setdefault(bare(key), said)
    return found


def cleaned(phrase: str) -> str:
    """The names alone: without brackets, examples, and the verb a reader may have taken along ("UBND phường gửi …")."""
    text = re.sub(r"\([^)]*\)", " ", phrase)
    text = re.sub(r",?\s*(?:nhất là|đặc biệt là|trong đó)\b.*$", "", text)
    text = _VERB.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" .;,:-–+•")


# Names of such bodies go on after a comma or "và": "Phòng Tài nguyên và Môi trường", "Trung tâm Văn hóa, Thể thao và Du lịch".
_LONG_NAME = re.compile(
    r"(?:phòng|sở|bộ|ban|trung tâm|chi cục|cục|ủy ban|trạm|trường|vụ|viện|công an|đảng ủy|đoàn|hội)(?!\w)",
    re.IGNORECASE,
)
_OPENS_NAME = re.compile(
    r"(?:phòng|sở|bộ|ban|trung tâm|chi cục|cục|ủy ban|ubnd|hđnd|hội|đoàn|liên đoàn|công an|công đoàn|trường|tiểu học|mầm non|mẫu giáo|trung học|"
    r"thcs|thpt|trạm|bệnh viện|viện|tòa án|thanh tra|văn phòng|mặt trận|bảo hiểm|kho bạc|ngân hàng|đài|báo|đảng ủy|quận|huyện|thành|tỉnh|thủ trưởng|"
    r"hiệu trưởng|chủ tịch|giám đốc|các|mỗi|toàn|lãnh đạo|tổ|đội|nhóm|lớp|nhà|khoa|chi|đơn vị|cơ quan|p\.|tt|[A-ZĐ&.\-]{2,}(?!\w)|\d)",
    re.IGNORECASE,
)
_LEVEL_WORD = re.compile(
    r"(?:các )?(?:xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố)(?: nơi .*)?$", re.IGNORECASE
)
_ENDS_IN_LEVEL = re.compile(r"(?<!\w)(?:xã|phường|thị trấn|đặc khu|quận|huyện|thị xã)$", re.IGNORECASE)


def goes_on(before: str, piece: str) -> bool:
    """Whether a stretch behind a separator still belongs to the name before it."""
    if _LEVEL_WORD.match(piece) and _ENDS_IN_LEVEL.search(before):
        return True
    if not _LONG_NAME.match(before) or not piece[:1].isupper():
        return False
    return _OPENS_NAME.match(piece) is None or piece.lower().startswith("môi trường")


def only_sounds_alike(text: str) -> bool:
    """Words that fold into a collective name and are none: môi trường is not mỗi trường, trưởng is not trường.

    "Các phòng chuyên môn Sở" are inside a Sở, no offices of their own.
    """
    said = text.lower()
    is_head = said.startswith("trưởng") and not said.startswith("trưởng các")
    return is_head or said.startswith("môi trường") or re.match(r"các phòng .* sở$", said) is not None


def pieces(text: str) -> list[tuple[int, int]]:
    """The stretches between separators, longest names being tried across them."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _SEPARATOR.finditer(text):
        if gap.start() > start:
            found.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append((start, len(text)))
    return found[:24]
