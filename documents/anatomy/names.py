"""Names of bodies written out: abbreviations, capitals of a letterhead, lines that belong together.

Knows common names and their short forms; refuses to know whose paper it is.
"""

from __future__ import annotations

import re

from documents.flow import shouts
from documents.patterns import modern_tones
from kit.text import fold, squeeze

_SHORT = [
    (r"(?:UB|Ủy ban|Uỷ ban)\.?\s?MTTQ\s?(?:VN|Việt Nam)?|MTTQ\s?(?:VN|Việt Nam)|MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"UBND|UBND\.|U\.B\.N\.D", "Ủy ban nhân dân"), (r"HĐND", "Hội đồng nhân dân"),
    (r"(?:GD\s?[&\-–]\s?ĐT|GDĐT|GD và ĐT|GD-ĐT)", "Giáo dục và Đào tạo"),
    (r"(?:LĐ\s?[-–]?\s?TB\s?[&-]?\s?(?:và )?XH|LĐTBXH|LĐTB&XH|LĐ-TB&XH)", "Lao động - Thương binh và Xã hội"),
    (r"BHXH", "Bảo hiểm xã hội"), (r"VH\s?[-–]\s?XH|VHXH", "Văn hóa - Xã hội"),
    (r"BTV", "Ban Thường vụ"), (r"BCH", "Ban Chấp hành"), (r"LHPN", "Liên hiệp Phụ nữ"), (r"BCĐ", "Ban Chỉ đạo"),
    (r"LĐLĐ", "Liên đoàn Lao động"), (r"TTYT", "Trung tâm Y tế"),
]  # fmt: skip


_NAMES = [
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Giáo dục và Đào tạo", "Phòng", "Sở", "Trường", "Tiểu học", "Trung học cơ sở",
    "Trung học phổ thông", "Mầm non", "Mẫu giáo", "Huyện ủy", "Tỉnh ủy", "Thành ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ban Thường vụ",
    "Ban Chấp hành", "Văn phòng", "quận", "huyện", "tỉnh", "thành phố", "thị xã", "phường", "xã", "thị trấn", "đặc khu",
    "Lao động - Thương binh và Xã hội", "Y tế", "Nội vụ", "Tư pháp", "Tài chính", "Kế hoạch", "Văn hóa", "Xã hội", "Thể thao",
    "Thông tin", "Truyền thông", "Du lịch", "Xây dựng", "Công Thương", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường",
    "Tài nguyên và Môi trường", "Bộ", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ban Chỉ đạo", "Công an", "Bộ Chính trị", "Ban Bí thư",
    "Trung ương", "Chính phủ", "Thủ tướng", "Đảng bộ", "Chi bộ", "Đoàn Thanh niên", "Cộng sản", "Hội", "Liên hiệp", "Phụ nữ", "Công đoàn",
    "Liên đoàn Lao động", "Ban Chỉ huy", "Trung tâm", "Bảo hiểm xã hội", "Ban Dân vận", "Ban Tuyên giáo", "Ban Tổ chức", "Chi cục",
    "Cục", "Ngân hàng Nhà nước", "Kho bạc Nhà nước", "Hội đồng Đội", "Kinh tế", "Hạ tầng", "Đô thị", "Thanh tra", "Giáo dục", "Liên đội", "Đội", "và", "Việt Nam", "Quân sự",
    "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn", "Quận đoàn", "Thị đoàn", "Xã đoàn", "Đoàn", "Liên hiệp Phụ nữ", "Hội đồng", "Ủy ban",
    "Ủy ban Kiểm tra", "Bệnh viện", "Đa khoa", "Phổ thông dân tộc bán trú", "Phổ thông dân tộc nội trú", "công tác", "trẻ em", "của",
    "Kiểm soát bệnh tật", "phòng, chống", "thiên tai", "dịch bệnh", "Tìm kiếm cứu nạn", "Phát triển quỹ đất", "cải cách hành chính",
    "chuyển đổi số", "Phục vụ hành chính công", "Giáo dục nghề nghiệp", "Giáo dục thường xuyên", "tối cao", "nhân dân", "Nhà Thiếu nhi",
    "Chủ tịch", "Bộ trưởng", "Đảng", "Thường trực", "Hồ Chí Minh", "bảo vệ", "chăm sóc", "Bảo trợ xã hội", "Tòa án",
    "Viện kiểm sát", "Thống kê", "Quốc gia", "về", "Bộ Chỉ huy", "Thể chất", "phối hợp", "Nông dân", "Cựu chiến binh", "Chữ thập đỏ",
    "Khuyến học", "Người cao tuổi", "Đại học", "Cao đẳng", "Sư phạm", "Tổ chuyên môn", "khối", "Phòng, chống", "Phòng cháy", "chữa cháy", "Dân tộc", "Tôn giáo",
]  # fmt: skip


_BY_FOLD = {fold(name): name for name in _NAMES}
_BY_WORD = {modern_tones(name.lower()): name for name in _NAMES if " " not in name}


def expand(name: str) -> str:
    """Abbreviations of common bodies written out."""
    for short, full in _SHORT:
        name = re.sub(rf"(?<![\wĐ&]){short}(?![\wĐ&])", full, name)
    name = re.sub(r"\bP\.\s?(?=[A-ZĐ])", "Phòng ", name)
    name = re.sub(r"\bTP\.?\s?HCM\b|\bTPHCM\b", "Thành phố Hồ Chí Minh", name)
    name = re.sub(r"\bTP\.?\s+(?=[A-ZĐ])", "thành phố ", name)
    name = re.sub(r"\b(?:Trường )?TH\s(?=[A-ZĐ])", "Trường Tiểu học ", name)
    name = re.sub(r"\b(?:Trường )?MN\s(?=[A-ZĐ])", "Trường Mầm non ", name)
    name = re.sub(r"\bỦy [Bb]an [Nn]hân [Dd]ân\b|\bUỷ ban nhân dân\b", "Ủy ban nhân dân", name)
    return squeeze(name)


def titled(words: str) -> str:
    """A shouted name in the letters a sentence would use."""
    if not shouts(words):
        return squeeze(words)
    tokens = squeeze(words).split(" ")
    bare, after_office = words.isascii(), True
    out: list[str] = []
    index = 0
    while index < len(tokens):
        for size in range(min(9, len(tokens) - index), 0, -1):
            phrase = " ".join(tokens[index : index + size])
            key = phrase.strip(",;")
            # A single word must be printed with its marks: a place called Phong is no office (Phòng).
            known = _BY_FOLD.get(fold(key)) if size > 1 or bare else _BY_WORD.get(modern_tones(key.lower()))
            if known is None and key.isascii() and after_office:
                known = _BY_FOLD.get(fold(key))
            if known and (size > 1 or fold(phrase).strip(",") != "va" or index):
                if out and out[-1] in _BRANCH_HEADS:
                    known = known[:1].upper() + known[1:]
                tail = "," if phrase.endswith(",") else ""
                out.append(known + tail)
                after_office = fold(known) not in _AREA_NOUNS
                index += size
                break
        else:
            token = tokens[index]
            keep = "&" in token or any(char.isdigit() for char in token) or token in _ABBREVIATIONS
            keep = keep or (len(token) > 1 and not _VOWEL.search(fold(token)))
            after_office = keep
            out.append(token if keep else "-".join(part.capitalize() for part in token.split("-")))
            index += 1
    name = " ".join(out)
    return name[:1].upper() + name[1:]


_ABBREVIATIONS = {
    "UBND",
    "HĐND",
    "GDĐT",
    "THCS",
    "THPT",
    "MTTQ",
    "TNCS",
    "TH",
    "MN",
    "PTDTBT",
    "GD-ĐT",
    "PTDTNT",
    "BCH",
    "TP.",
    "TDTT",
    "LĐTBXH",
    "UBMTTQ",
    "UBMTTQVN",
    "LHPN",
    "LĐLĐ",
    "BTV",
    "BCĐ",
    "BHXH",
    "TTYT",
    "VHXH",
    "TNTP",
    "VN",
}
_AREA_NOUNS = frozenset({"xa", "phuong", "thi tran", "dac khu", "quan", "huyen", "thi xa", "thanh pho", "tinh"})
_VOWEL = re.compile(r"[aeiouy]")
# After these the next word names the branch and takes a capital: Cục Trẻ em.
_BRANCH_HEADS = frozenset({"Cục", "Chi cục", "Vụ", "Sở", "Phòng"})
