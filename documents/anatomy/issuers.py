"""Whose paper it is, and full names for bodies that the paper shortens.

Knows how issuers are printed in letterheads, opening sentences, signatures and citations, and completes the place from the
paper itself; refuses to know any real list of provinces or offices.
"""

from __future__ import annotations

import re
from collections import Counter

from documents.anatomy.parts import LETTERHEAD, Paper
from documents.anatomy.signature import Signature
from documents.anatomy.symbols import GENERIC, Symbol, symbol_key
from documents.flow import Flow, Paragraph, key_of, shouts
from documents.parsed import Field
from documents.patterns import CAPITALS, Phrase
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
_AREA_NOUN = r"(?:quận|huyện|thị xã|thành phố|tỉnh|phường|xã|thị trấn|đặc khu|tp\.?)"
_CAP_WORD = rf"[{CAPITALS}]\w*"
AREA = re.compile(rf"\b((?i:{_AREA_NOUN})) ({_CAP_WORD}(?:[ \-]{_CAP_WORD}){{0,3}}|\d{{1,2}}\b)")
_AREA_BARE = re.compile(
    r"\b((?i:quan|huyen|thi xa|thanh pho|tinh|phuong|xa|thi tran))\s+([A-Z][a-z]\w*(?: [A-Z][a-z]\w*){0,3})"
)
_BODY = Phrase(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|chủ tịch ủy ban|chủ tịch ubnd|sở|phòng|trường|ban thường vụ|ban chấp hành|tỉnh ủy|thành ủy"
    r"|huyện ủy|quận ủy|thị ủy|đảng ủy|ban chỉ đạo|ủy ban|bộ|văn phòng|chi cục|cục|trung tâm|công an|đoàn|hội|liên đoàn|công đoàn|ban|nhà trường|chi bộ|đảng bộ|liên đội|thủ tướng|chính phủ|chi đoàn|viện|bảo hiểm)(?![\w])"
)
_LEVELS = {
    "xa": 1,
    "phuong": 1,
    "thi tran": 1,
    "dac khu": 1,
    "quan": 2,
    "huyen": 2,
    "thi xa": 2,
    "thanh pho": 2,
    "tp": 2,
    "tp.": 2,
    "tinh": 3,
}


def looks_like_body(flow: Flow, start: int, end: int) -> bool:
    return flow.match(_BODY, start, end) is not None


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
    r"^(?:uy ban|ubnd|hoi dong|hdnd|so |phong |truong |ban |tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|bo |van phong|chi cuc|cuc |trung tam"
    r"|cong an|doan |hoi |lien doan|cong doan|chi bo|vien |bao hiem|thanh tra|uy ban|bch |btv |lien |chinh phu|thu tuong|chi doan|xa |ngan hang|kho bac|toa an|tong)"
)


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
    for words, start, end in lines:
        bare = fold(words)
        if any(title.endswith(f" {bare}") for title in _TITLES) or bare in _MOVEMENTS:
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
            names and re.match(r"(?:xa|phuong|quan|huyen|tinh|thanh pho|thi xa|thi tran)\b", bare)
        )
        if names and (not opens or fold(names[-1][0]).endswith((" va", "-", ","))):
            above, first, _ = names[-1]
            names[-1] = (f"{above} {words}", first, end)
        elif opens:
            names.append((words, start, end))
    return names


def complete_issuer(
    flow: Flow,
    paper: Paper,
    paragraphs: list[Paragraph],
    letterhead: list[tuple[str, int, int]],
    signature: Signature,
    own: Symbol | None,
    kind: str | None,
) -> Field:
    """The issuer by letterhead, opening sentence, signature or symbol, with its place completed from the paper."""
    if letterhead:
        words, start, end = letterhead[-1]
        name = expand(in_running_text(flow, words) or titled(words))
        upper = [expand(titled(each)) for each, _, _ in letterhead[:-1]]
        full = signed_for_area(flow, paper, with_area(flow, paper, name, upper))
        return Field(full, (start, end), 0.93)
    named = _from_opening(flow, paper, paragraphs)
    if named:
        start, end = named
        name = expand(flow.words(start, end))
        return Field(with_area(flow, paper, name, []), (start, end), 0.8)
    for line in signature.lines:
        bare = re.sub(r"^T/?M\.?\s*", "", line)
        if bare != line:
            return Field(with_area(flow, paper, expand(titled(bare)), []), signature.span, 0.7)
    closing = _from_closing(flow, paper, paragraphs)
    if closing:
        return Field(with_area(flow, paper, expand(flow.words(*closing)), []), closing, 0.6)
    if any("TRƯỞNG PHÒNG" in line for line in signature.lines) and own is None:
        return Field(None)
    if own is not None:
        code = own.organ.split("-")[0]
        name = GENERIC.get(code)
        if name:
            return Field(with_area(flow, paper, name, []), (own.start, own.end), 0.5)
    return Field(None)


_REPORTS = Phrase(r"(?:căn cứ|xét|theo đề nghị|trên cơ sở|nhằm|để |được sự)")


def _from_opening(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    """The body that speaks in the first paragraphs ("…, Phòng Giáo dục và Đào tạo đề nghị …")."""
    for paragraph in [each for each in paragraphs if paper.start <= each.start < paper.end][:16]:
        if paragraph.kind in {"roman", "part"}:
            break
        if paragraph.kind != "text":
            continue
        best: tuple[int, int] | None = None
        for verb in flow.finditer(_SPEAKS, paragraph.start, paragraph.end):
            span = _body_before(flow, paragraph.start, verb.start())
            if span:
                best = span
                # Who speaks stands at the end of the clause, after all the grounds.
                if not re.search(
                    r"(?:của|do|ctia|cua)\s*$", flow.key[max(0, span[0] - 6) : span[0]]
                ) and not _governs_citation(flow, verb):
                    return best
        # The grounds themselves name other bodies; only a speaker counts.
    return None


_SPEAKS = Phrase(
    r"(?<=\s)(?:ban hành|xây dựng|đề nghị|yêu cầu|hướng dẫn|thông báo|chỉ đạo|chỉ thị|triển khai|quyết định|đề ra|tổ chức|lập|phát động|báo cáo|thống nhất|kết luận)(?![\w])"
)


def _governs_citation(flow: Flow, verb: re.Match[str]) -> bool:
    """'UBND huyện ban hành Kế hoạch số 60/KH-UBND' tells of another paper; an own paper has no number there."""
    return (
        re.match(
            r"\s*(?:kế hoạch|quyết định|chỉ thị|công văn|nghị quyết|văn bản|chương trình)?\s*số\s*\d",
            flow.key[verb.end() : verb.end() + 40],
        )
        is not None
    )


def _body_before(flow: Flow, first: int, end: int) -> tuple[int, int] | None:
    """The name that ends right before the verb: from the nearest clause break, if it opens with a body."""
    clause = max((flow.key.rfind(mark, first, end) for mark in (". ", "; ", ": ", "\n")), default=-1)
    begin = max(first, clause + 2 if clause >= 0 else first)
    candidates = [begin, *[found.end() for found in re.compile(r",\s+(?:nay )?|;\s+").finditer(flow.key, begin, end)]]
    for start in reversed(candidates):
        while start < end and flow.key[start] in " -\n":
            start += 1
        words = flow.words(start, end).strip(" ,")
        if 4 <= len(words) <= 110 and flow.match(_BODY, start, end) and words[0].isupper() and not find_number(words):
            return start, start + len(flow.key[start:end].rstrip(" ,"))
    return None


def find_number(words: str) -> bool:
    return re.search(r"\d+\s*[/\-]\s*[A-ZĐ]", words) is not None


def _from_closing(flow: Flow, paper: Paper, paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    for paragraph in reversed([each for each in paragraphs if paper.start <= each.start < paper.body_end]):
        if flow.match(Phrase(r"trên đây là"), paragraph.start, paragraph.end):
            for verb in flow.finditer(_SPEAKS, paragraph.start, paragraph.end):
                span = _body_before(flow, paragraph.start, verb.start())
                if span:
                    return span
    return None


_NEEDS_AREA = re.compile(
    r"^(?:Ủy ban nhân dân|Hội đồng nhân dân|Chủ tịch Ủy ban nhân dân|Phòng [^,]+|Sở [^,]+|Huyện ủy|Quận ủy|Tỉnh ủy|Thành ủy|Thị ủy|Đảng ủy|Ban Thường vụ (?:Huyện|Quận|Tỉnh|Thành|Thị|Đảng) ủy"
    r"|.* (?:huyện|quận|tỉnh|thành phố|Thành phố|thị xã|phường|xã|thị trấn|Tỉnh|Huyện|Quận|Xã|Phường))$"
)


def with_area(flow: Flow, paper: Paper, name: str, upper: list[str]) -> str:
    """Complete 'Phòng Giáo dục và Đào tạo' with the district the paper itself names."""
    if not _NEEDS_AREA.match(name) or AREA.search(name):
        return name
    for above in reversed(upper):
        area = AREA.search(above)
        if area:
            return _joined(name, area.group(1), area.group(2))
    noun = re.search(rf"({_AREA_NOUN})$", name, re.IGNORECASE)
    wanted = _wanted_level(name)
    areas = area_counts(flow, paper)
    for (kind, place), _ in areas.most_common():
        if noun and fold(kind) != fold(noun.group(1)):
            continue
        if not noun and wanted and _LEVELS.get(fold(kind)) not in wanted:
            continue
        return _joined(name, kind, place)
    return name


def in_running_text(flow: Flow, words: str) -> str | None:
    """The shouted name as the paper itself writes it in a sentence."""
    if flow.damaged:
        return None
    pattern = r"\s+".join(re.escape(word) for word in key_of(words, flow.damaged).split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", flow.key):
        printed = flow.words(*found.span())
        if not shouts(printed) and printed[:1].isupper():
            return printed
    return None


def signed_for_area(flow: Flow, paper: Paper, name: str) -> str:
    """'UBND tỉnh' of the letterhead is completed by the place of the date line: nobody writes another's place there."""
    noun = re.search(rf"({_AREA_NOUN})$", name, re.IGNORECASE)
    if noun is None or not flow.place:
        return name
    area_counts(flow, paper)[(noun.group(1).lower(), flow.place)] += 3
    return f"{name} {flow.place}"


def _joined(name: str, kind: str, place: str) -> str:
    if re.search(rf"(?:{_AREA_NOUN})$", name, re.IGNORECASE):
        return f"{name} {place}"
    if re.search(r"ủy$", name) and "Mặt trận" not in name:
        return f"{name} {place}"
    if kind.lower().startswith("tp"):
        kind = "thành phố"
    if name.startswith("Sở"):
        return f"{name} {kind.lower() if fold(kind) == 'tinh' else kind.capitalize()} {place}"
    return f"{name} {kind.lower() if place != 'Hồ Chí Minh' else 'Thành phố'} {place}"


def _wanted_level(name: str) -> set[int] | None:
    if name.startswith(("Sở", "Tỉnh ủy", "Thành ủy")) or name.endswith((" Tỉnh ủy", " Thành ủy")):
        return {3, 2} if "Tỉnh" not in name else {3}
    if name.startswith("Phòng"):
        return {2, 1}
    if "Huyện ủy" in name or "Quận ủy" in name or "Thị ủy" in name:
        return {2}
    if "Đảng ủy" in name:
        return {1}
    return None


def area_counts(flow: Flow, paper: Paper) -> Counter[tuple[str, str]]:
    """The districts, communes and provinces the paper names, with how often it does."""
    known = flow.areas.get(paper.start)
    if known is not None:
        return known
    counts: Counter[tuple[str, str]] = Counter()
    text = re.sub(r"(?<=\S) (?=\S)", " ", flow.text[paper.start : paper.end])
    for found in (AREA if not flow.damaged else _AREA_BARE).finditer(text):
        kind, place = found.group(1), found.group(2)
        place = re.sub(r"\s*(?:CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG).*$", "", place)
        if shouts(place) and len(place) > 2:
            place = titled(place)
        place = re.sub(r"\s+(?:Kế|Thực|Căn|Phòng|Sở|Về|Trường|Trung|Số|Ban|Ngày|Giai|Năm|Các|Ủy).*$", "", place)
        if place in {"Việt Nam", "Ủy"}:
            continue
        office = text[max(0, found.start() - 60) : found.start()]
        if re.search(r"(?:[Cc]hủ tịch|[Gg]iám đốc|[Bb]í thư|[Tt]rưởng)[^,.;\n]*$", office) and len(place.split()) >= 3:
            # "Phó Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn A": a person, not a place.
            continue
        counts[(kind.lower() if kind.lower() != "tp" else "thành phố", place)] += 1
    flow.areas[paper.start] = counts
    return counts


def is_country(flow: Flow, start: int, end: int) -> bool:
    return flow.search(LETTERHEAD, start, end) is not None


def same_body(one: str, other: str) -> bool:
    return symbol_key(expand(one)) == symbol_key(expand(other))
