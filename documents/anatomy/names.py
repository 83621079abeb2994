"""Names of bodies written out: abbreviations, capitals of a letterhead, lines that belong together.

Knows common names and their short forms; refuses to know whose paper it is.
"""

from __future__ import annotations

import re

from documents.flow import shouts
from kit.text import fold, squeeze

_SHORT = [
    (r"UB\.?\s?MTTQ\s?VN|UB\.?\s?MTTQ\s?Việt Nam|MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"UBND|UBND\.|U\.B\.N\.D", "Ủy ban nhân dân"), (r"HĐND", "Hội đồng nhân dân"),
    (r"(?:GD\s?[&\-–]\s?ĐT|GDĐT|GD và ĐT|GD-ĐT)", "Giáo dục và Đào tạo"),
    (r"(?:LĐ\s?[-–]?\s?TB\s?[&-]?\s?(?:và )?XH|LĐTBXH|LĐTB&XH|LĐ-TB&XH)", "Lao động - Thương binh và Xã hội"),
    (r"BHXH", "Bảo hiểm xã hội"), (r"TNCS", "Thanh niên Cộng sản"), (r"VH\s?[-–]\s?XH|VHXH", "Văn hóa - Xã hội"),
    (r"BTV", "Ban Thường vụ"), (r"BCH", "Ban Chấp hành"), (r"THCS", "Trung học cơ sở"), (r"THPT", "Trung học phổ thông"),
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
]  # fmt: skip


_BY_FOLD = {fold(name): name for name in _NAMES}


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
    out: list[str] = []
    index = 0
    while index < len(tokens):
        for size in range(min(9, len(tokens) - index), 0, -1):
            phrase = " ".join(tokens[index : index + size])
            known = _BY_FOLD.get(fold(phrase).strip(",;"))
            if known and (size > 1 or fold(phrase).strip(",") != "va" or index):
                tail = "," if phrase.endswith(",") else ""
                out.append(known + tail)
                index += size
                break
        else:
            token = tokens[index]
            keep = "&" in token or any(char.isdigit() for char in token) or token in _ABBREVIATIONS
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
}


_STARTS_NAME = re.compile(
    r"^(?:uy ban|ubnd|hoi dong|hdnd|so |phong |truong |ban |tinh uy|thanh uy|huyen uy|quan uy|thi uy"
    r"|dang uy|dang bo|bo |van phong|chi cuc|cuc |trung tam"
    r"|cong an|doan |hoi |lien doan|cong doan|chi bo|vien |bao hiem|thanh tra|uy ban|bch |btv |lien "
    r"|chinh phu|thu tuong|chi doan|xa |ngan hang|kho bac|toa an|tong)"
)


_FIRST_WORDS = {
    "uy",
    "bo",
    "so",
    "hoi",
    "ban",
    "phong",
    "truong",
    "tinh",
    "huyen",
    "quan",
    "thanh",
    "dang",
    "van",
    "trung",
}
# A narrow column breaks the country's name; its last words alone open no name.
_MOVEMENTS = {
    "doi tntp ho chi minh",
    "doan tncs ho chi minh",
    "doan thanh nien cong san ho chi minh",
    "doi thieu nien tien phong ho chi minh",
}


_TITLES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")


def body_name(lines: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join the shouted lines of a letterhead into names: a line that opens no name belongs to the one above."""
    names: list[tuple[str, int, int]] = []
    torn: tuple[str, int] | None = None
    for words, start, end in lines:
        bare = fold(words)
        if torn is not None:
            # "ỦY" / "BAN NHÂN DÂN": a narrow column broke the name after its first word.
            words, start, bare, torn = f"{torn[0]} {words}", torn[1], fold(f"{torn[0]} {words}"), None
        elif bare in _FIRST_WORDS:
            torn = (words, start)
            continue
        if (len(bare) > 2 and any(f" {bare} " in f" {title} " for title in _TITLES)) or bare in _MOVEMENTS:
            continue
        if "cong hoa xa hoi" in bare or "dang cong san viet nam" in bare or "doc lap" in bare:
            continue
        if (
            re.fullmatch(r"[\W\d_]*", bare)
            or len(bare) < 3
            or bare in {"mat", "toi mat", "khan", "hoa toc", "thuong khan", "hoat toc", "du thao", "ban sao"}
        ):
            continue
        if names and re.fullmatch(r"van phong|thuong truc", fold(names[-1][0])):
            above, first, _ = names[-1]
            names[-1] = (f"{above} {words}", first, end)
            continue
        opens = _STARTS_NAME.match(bare + " ") and not (
            names and re.match(r"(?:xa|phuong|quan|huyen|tinh|thanh pho|thi xa|thi tran)\b(?! uy\b)", bare)
        )
        if names and (not opens or fold(names[-1][0]).endswith((" va", "-", ","))):
            above, first, _ = names[-1]
            names[-1] = (f"{above} {words}", first, end)
        elif opens:
            names.append((words, start, end))
    return names
