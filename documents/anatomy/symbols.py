"""Numbers and symbols of documents: `281/KH-UBND`, `28-CT/TW`, `26/2021/NQ-HĐND`, `121/2020/QH14`, `2896/SGDĐT-VP`.

Knows the two grammars (State and Party) and what the abbreviations stand for; refuses to know who cites whom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.flow import Flow
from documents.patterns import CAPITALS, bare

# Abbreviation → type, as both grammars print it.
TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QYĐ": "Quy định", "TC": "Thông cáo",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTR": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án",
    "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTR": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "VBHN": "Văn bản hợp nhất", "KL": "Kết luận",
    "CV": "Công văn", "CTRHĐ": "Chương trình hành động", "CTHĐ": "Chương trình hành động", "TTRI": "Thông tri",
    "ĐL": "Điều lệ", "CL": "Chiến lược", "TTH": "Thông tri", "QUYĐ": "Quy định",
    "KHLN": "Kế hoạch", "KHLT": "Kế hoạch", "KHPH": "Kế hoạch", "HDLN": "Hướng dẫn", "HDLT": "Hướng dẫn", "CTPH": "Chương trình",
    "CTRPH": "Chương trình", "CTLT": "Chương trình", "QCPH": "Quy chế", "NQLT": "Nghị quyết",
}  # fmt: skip
PARTY_ONLY = frozenset({"KL", "CV", "CTRHĐ", "CTHĐ", "TTRI", "TTH", "CL", "ĐL"})
# Bodies whose code is printed after the type, and those who write letters under their own code.
ISSUERS = {
    "TTG": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "QH": "Quốc hội", "CTN": "Chủ tịch nước", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGD&ĐT": "Bộ Giáo dục và Đào tạo",
    "BYT": "Bộ Y tế", "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng",
    "BTP": "Bộ Tư pháp", "BXD": "Bộ Xây dựng", "BCT": "Bộ Công Thương", "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường", "BTNMT": "Bộ Tài nguyên và Môi trường", "BGTVT": "Bộ Giao thông vận tải",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BNG": "Bộ Ngoại giao",
    "BDTTG": "Bộ Dân tộc và Tôn giáo", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
    "VKSTC": "Viện kiểm sát nhân dân tối cao", "TANDTC": "Tòa án nhân dân tối cao", "BTCTW": "Ban Tổ chức Trung ương",
    "VPTW": "Văn phòng Trung ương Đảng", "BTGTW": "Ban Tuyên giáo Trung ương", "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam", "TWĐTN": "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
}  # fmt: skip
# Codes every province, district or commune shares: the name has to come from the words around.
GENERIC = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "CTUBND": "Chủ tịch Ủy ban nhân dân",
    "SGDĐT": "Sở Giáo dục và Đào tạo", "SGD&ĐT": "Sở Giáo dục và Đào tạo", "PGDĐT": "Phòng Giáo dục và Đào tạo",
    "PGD&ĐT": "Phòng Giáo dục và Đào tạo", "SYT": "Sở Y tế", "SNV": "Sở Nội vụ", "STC": "Sở Tài chính",
    "STP": "Sở Tư pháp", "SXD": "Sở Xây dựng", "SKHCN": "Sở Khoa học và Công nghệ", "SCT": "Sở Công Thương",
    "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội", "SNNMT": "Sở Nông nghiệp và Môi trường",
    "STTTT": "Sở Thông tin và Truyền thông", "SKHĐT": "Sở Kế hoạch và Đầu tư", "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "SVHTT": "Sở Văn hóa và Thể thao", "VHXH": "Phòng Văn hóa - Xã hội", "PVHXH": "Phòng Văn hóa - Xã hội",
    "GDĐT": "Phòng Giáo dục và Đào tạo", "GD&ĐT": "Phòng Giáo dục và Đào tạo", "PGD": "Phòng Giáo dục và Đào tạo",
    "SGD": "Sở Giáo dục và Đào tạo", "PNV": "Phòng Nội vụ", "PYT": "Phòng Y tế", "MTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "TU": "Tỉnh ủy", "QU": "Quận ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy", "VPUBND": "Văn phòng Ủy ban nhân dân",
    "CAQ": "Công an quận", "CAH": "Công an huyện", "CAT": "Công an tỉnh", "CATP": "Công an thành phố", "PTP": "Phòng Tư pháp",
    "PTCKH": "Phòng Tài chính - Kế hoạch", "PLĐTBXH": "Phòng Lao động - Thương binh và Xã hội", "STNMT": "Sở Tài nguyên và Môi trường",
    "PVHTT": "Phòng Văn hóa và Thông tin", "PTNMT": "Phòng Tài nguyên và Môi trường", "SGTVT": "Sở Giao thông vận tải",
}  # fmt: skip

_DASH = r"\s{0,2}[-–—]\s{0,3}"
_SLASH = r"\s{0,2}/\s{0,3}"
_CAP = CAPITALS
_ORG = rf"[{_CAP}][{_CAP}a-z&]{{0,12}}\d{{0,2}}"
_TYPE = r"[A-ZĐÐ][A-Za-zĐÐđyY]{0,5}"
_NUMBER = r"\d{1,5}[a-zA-Z]?"
SYMBOL = re.compile(
    rf"(?<![\w/.,])(?<!\d:)(?:"
    rf"(?P<pn>{_NUMBER}){_DASH}(?P<pt>{_TYPE}){_SLASH}(?P<po>{_ORG}(?:{_DASH}{_ORG}){{0,2}})"
    rf"|(?P<ln>{_NUMBER}){_SLASH}(?P<ly>(?:19|20)\d\d){_SLASH}(?P<lo>UBTVQH|QH|PL-UBTVQH)\s?(?P<lt>\d{{1,2}})"
    rf"|(?P<sn>{_NUMBER}){_SLASH}(?:(?P<sy>(?:19|20)\d\d){_SLASH})?"
    rf"(?P<so>{_ORG}(?:{_DASH}{_ORG}|\.{_ORG}){{0,4}})"
    rf")(?![\w])"
)


@dataclass(frozen=True)
class Symbol:
    """One printed symbol with its place; `number` in the form in which two printings are compared."""

    start: int
    end: int
    number: str
    kind: str | None
    organ: str
    party: bool
    year: int | None
    certain: bool

    @property
    def key(self) -> str:
        return symbol_key(self.number)


def symbol_key(number: str) -> str:
    """Case, marks and spaces do not tell two symbols apart."""
    return re.sub(r"[^A-Z0-9/&\-]", "", "".join(bare(char) for char in number).upper())


_KNOWN = {symbol_key(code): code for code in (*ISSUERS, *GENERIC, "TW", "BCĐ", "BCH", "TTHĐND", "VP")}
_KNOWN_TYPES = {symbol_key(code): code for code in TYPES}
_PRINTED_TYPE = {"CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ", "CTRHĐ": "CTrHĐ", "TTRI": "TTri", "QUYĐ": "QuyĐ"}
_PRINTED_ORG = {"TTG": "TTg"}


# "Mẫu số 02/BC", "biểu 01/TK" name forms.
_OF_A_FORM = re.compile(r"(?:mẫu|mau|biểu|bieu|phụ lục|phu luc)(?: số| so)?\s*:?\s*$")


def find_symbols(flow: Flow, start: int = 0, end: int | None = None) -> list[Symbol]:
    return [
        symbol
        for found in SYMBOL.finditer(flow.text, start, len(flow.text) if end is None else end)
        if (symbol := _symbol(found)) is not None
        and not _OF_A_FORM.search(flow.key, max(0, found.start() - 20), found.start())
    ]


def _symbol(found: re.Match[str]) -> Symbol | None:
    if found["pn"]:
        code = _type_code(found["pt"])
        organs = _organs(found["po"])
        if code is None and symbol_key(organs[0]) not in _KNOWN:
            return None
        printed = _printed_type(code, found["pt"])
        number = f"{found['pn']}-{printed}/{'-'.join(organs)}"
        return Symbol(*found.span(), number, TYPES.get(code or ""), "-".join(organs), True, None, code is not None)
    if found["ln"]:
        organ = found["lo"]
        number = f"{found['ln']}/{found['ly']}/{organ}{found['lt']}"
        # A law and a resolution of Quốc hội print alike: the word before the number tells.
        return Symbol(*found.span(), number, None, organ, False, int(found["ly"]), True)
    return _state(found)


def _state(found: re.Match[str]) -> Symbol | None:
    groups = _organs(found["so"])
    code = _type_code(groups[0])
    year = int(found["sy"]) if found["sy"] else None
    middle = f"/{year}" if year else ""
    if code in PARTY_ONLY and len(groups) == 1:
        code = None
    if code is not None and (len(groups) > 1 or symbol_key(groups[0]) not in _KNOWN):
        groups[0] = _printed_type(code, groups[0])
        certain = len(groups) > 1
        number = f"{found['sn']}{middle}/{'-'.join(groups)}"
        return Symbol(*found.span(), number, TYPES[code], "-".join(groups[1:]), False, year, certain)
    known = any(symbol_key(group) in _KNOWN for group in groups)
    if not known and len(groups[0]) < 2:
        return None
    number = f"{found['sn']}{middle}/{'-'.join(groups)}"
    return Symbol(*found.span(), number, "Công văn", "-".join(groups), False, year, known)


def _organs(printed: str) -> list[str]:
    parts = [part for part in re.split(r"\s*[-–—]\s*", printed.replace("Ð", "Đ").strip()) if part]
    if len(parts) == 1 and symbol_key(parts[0]) not in _KNOWN:
        parts = _unglued(parts[0])
    return [_PRINTED_ORG.get(known, known) if (known := _known(part)) else part for part in parts] or [printed]


def _unglued(part: str) -> list[str]:
    """`QĐUBND`, from which a converter dropped the hyphen: a known type and a known body."""
    for size in range(min(4, len(part) - 2), 1, -1):
        if part[:size].upper() in TYPES and symbol_key(part[size:]) in _KNOWN:
            return [part[:size], part[size:]]
    return [part]


def _known(part: str) -> str | None:
    """The right spelling of a known code, also where a scanner read Đ as D or P."""
    key = symbol_key(part)
    if key in _KNOWN:
        return _KNOWN[key] if _KNOWN[key] not in ("TTG",) else "TTg"
    swapped = key.replace("DP", "DD").replace("PT", "DT")
    return _KNOWN.get(swapped)


def _type_code(printed: str) -> str | None:
    upper = printed.replace("Ð", "Đ").upper()
    if upper in TYPES:
        return upper
    key = symbol_key(printed)
    if key in _KNOWN_TYPES:
        return _KNOWN_TYPES[key]
    if len(key) == 2 and key[1] == "P":
        return _KNOWN_TYPES.get(key[0] + "D")
    return None


def _printed_type(code: str | None, printed: str) -> str:
    if code is None:
        return printed
    return _PRINTED_TYPE.get(code, code)


def default_issuer(symbol: Symbol) -> tuple[str | None, float]:
    """Who must have issued it by its code alone, and how sure that is."""
    first = symbol.organ.split("-")[0]
    key = symbol_key(first)
    if symbol.party:
        if key == "TW":
            return (
                ("Bộ Chính trị", 0.6)
                if symbol.kind in {"Chỉ thị", "Kết luận"}
                else ("Ban Chấp hành Trung ương Đảng", 0.5)
            )
        name = GENERIC.get(_KNOWN.get(key, ""))
        return name or ISSUERS.get(_KNOWN.get(key, "")), 0.5
    code = _KNOWN.get(re.sub(r"\d+$", "", key), "")
    if code in ISSUERS:
        return ISSUERS[code], 0.9
    return GENERIC.get(code), 0.5
