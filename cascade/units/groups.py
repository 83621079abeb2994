"""The collective names documents use for units: "UBND 15 phường", "các trường MN-TH-THCS", "các ban, ngành, đoàn thể".

Pure grammar over folded words; knows types of unit by their codes, refuses to know any unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Types of unit meant by a collective name; `count` is the number the document prints, `score` how plain it was.

    `is_direct` means only those right under the office (its own phòng, not those of the level below).
    """

    types: tuple[str, ...]
    score: float
    count: int | None = None
    is_direct: bool = False


SCHOOLS = ("MN", "TH", "THCS", "THPT")
ALL_SCHOOLS = (*SCHOOLS, "NLMGDL")
AGENCIES = ("PHONG", "NGANH", "SN", "SO")

_SCHOOL_WORDS = (
    ("pho thong", ("TH", "THCS", "THPT")), ("trung hoc pho thong", ("THPT",)), ("trung hoc co so", ("THCS",)), ("trung hoc", ("THCS", "THPT")),
    ("tieu hoc", ("TH",)), ("mam non", ("MN",)), ("mau giao", ("MN",)),
    ("thpt", ("THPT",)), ("thcs", ("THCS",)), ("tih", ("TH",)), ("th", ("TH",)), ("mn", ("MN",)), ("mg", ("MN",)),
)  # fmt: skip
_SCHOOL_HEAD = re.compile(
    r"^((?:cac |toan the |toan bo |tat ca |moi |he thong |\d+ )*)(truong hoc|truong|co so giao duc|co so|don vi truong hoc|nha truong)\b"
)
_NURSERY = re.compile(
    r"^(?:cac |tat ca |toan bo |\d+ )*(?:nlmgdl|(?:co so )?(?:nhom tre|nhom lop|nhom|lop)(?: tre)?(?: lop)?(?: mau giao| mam non)? doc lap|co so (?:giao duc )?mam non doc lap)(?: tu thuc)?$"
)
_COMMUNE = re.compile(
    r"^(?P<body>uy ban nhan dan |ubnd |ub |dang uy )?(?P<many>(?:cac |tat ca |\d+ )*)"
    r"(?P<kinds>(?:(?:xa|phuong|thi tran|dac khu)(?: va | )?)+)$"
)
_DISTRICT = re.compile(
    r"^(?:uy ban nhan dan |ubnd )?(?:cac |\d+ )+(?:(?:quan|huyen|thi xa|thanh pho)(?: va | )?)+(?:thanh pho(?: \w+){1,3})?$"
)
_PROVINCE = re.compile(r"^(?:uy ban nhan dan |ubnd )?(?:cac |\d+ )+tinh(?: va)? thanh pho(?: truc thuoc trung uong)?$")
_AGENCY_WORDS = (
    ("to chuc chinh tri xa hoi", ("DOANTHE",)), ("mat tran to quoc", ("DOANTHE",)), ("mat tran", ("DOANTHE",)), ("doan the", ("DOANTHE",)),
    ("hoi doan the", ("DOANTHE",)), ("don vi su nghiep", ("SN",)), ("phong chuyen mon", ("PHONG",)), ("co quan chuyen mon", ("PHONG", "SO")),
    ("phong ban", ("PHONG",)), ("phong", ("PHONG",)), ("ban", AGENCIES), ("nganh", AGENCIES), ("so", ("SO",)),
)  # fmt: skip
_AGENCY_TAIL = re.compile(r"(?: (?:thuoc|cap|cua|trong))*(?: (?:quan|huyen|thanh pho|tinh|thi xa|dia phuong))?$")
_RELATED = re.compile(r" (?:co )?lien quan$")
_PLACE_TAIL = re.compile(
    r" (?:tren|trong|thuoc)(?: toan)?(?: dia ban)?(?: (?:ubnd|uy ban nhan dan))?(?: (?:quan|huyen|thanh pho|tinh|xa(?! hoi)|phuong|thi xa)(?: [a-z0-9]+){0,4})?$"
)
_BELONGING = re.compile(r" truc thuoc(?: (?!trung uong)\w+){0,7}$")
_FILLERS = ("cac ", "va ", "cung ", "hoi ", "thuoc ", "cong lap ", "ngoai cong lap ", "tu thuc ")
_LEAD_IN = re.compile(
    r"^(?:de nghi|yeu cau|giao|phan cong|chi dao|doi voi|kinh gui|thu truong|hieu truong|chu tich|giam doc|lanh dao|nguoi dung dau|"
    r"quan ly chuyen mon|can bo quan ly|ban giam hieu|ong ba|chu)(?= (?:cac |tat ca |truong |uy ban |ubnd |phong |so |don vi |nhom |\d+ |\w+ truong ))"
)


def bare(key: str) -> str:
    """The folded phrase without who speaks for the unit ("Hiệu trưởng các trường …") and without where."""
    previous = ""
    while previous != key:
        previous = key
        key = _LEAD_IN.sub("", key).strip()
        key = _BELONGING.sub("", key)
        key = re.sub(r"^truong (?=phong |ban |cong an |cac )", "", key)
    return key


def group_of(phrase_key: str) -> Group | None:
    """The group a folded phrase means, or None when it is not a collective name."""
    key = bare(phrase_key)
    located = _PLACE_TAIL.sub("", key)
    for form in dict.fromkeys((key, located)):
        for reader in (_communes, _nurseries, _schools, _upper, _agencies):
            group = reader(form)
            if group is not None:
                return group
    return None


def _count(words: str) -> int | None:
    number = re.search(r"\d+", words)
    return int(number.group()) if number else None


def _communes(key: str) -> Group | None:
    found = _COMMUNE.match(key)
    if not found:
        return None
    kinds, many, body = found["kinds"], found["many"], found["body"] or ""
    types = tuple(
        code
        for code, words in (("PHUONG", ("phuong",)), ("XA", ("xa", "thi tran", "dac khu")))
        if any(w in kinds for w in words)
    )
    if body == "dang uy ":
        types = ("DANG-XA",)
    # "UBND phường" alone may mean one or all: somebody should look.
    score = 0.97 if many else 0.8 if body else 0.65
    return Group(types, score, _count(many))


def _nurseries(key: str) -> Group | None:
    return Group(("NLMGDL",), 0.95, _count(key)) if _NURSERY.match(key) else None


def _schools(key: str) -> Group | None:
    found = _SCHOOL_HEAD.match(key)
    if not found:
        return None
    many, head, rest = found[1], found[2], key[found.end() :].strip()
    types: list[str] = []
    while rest:
        for word, codes in _SCHOOL_WORDS:
            if rest == word or rest.startswith(word + " "):
                types += codes
                rest = rest[len(word) :].strip()
                break
        else:
            nursery = re.match(r"(?:va |cac )*((?:nhom|lop|nlmgdl)\b.*)$", rest)
            if nursery and _NURSERY.match(nursery[1]):
                types.append("NLMGDL")
                break
            filler = next((word for word in (*_FILLERS, "truong ", "hoc ") if rest.startswith(word)), None)
            if filler is None and rest + " " not in _FILLERS:
                return None
            rest = rest[len(filler or rest) :].strip()
    if not types and head == "co so":
        return None
    if not types:
        everybody = ALL_SCHOOLS if head in ("co so giao duc", "don vi truong hoc") else SCHOOLS
        return Group(everybody, 0.9 if many else 0.6, _count(many))
    return Group(tuple(dict.fromkeys(types)), 0.97 if many else 0.85, _count(many))


def _upper(key: str) -> Group | None:
    if _PROVINCE.match(key):
        return Group(("UBND-TINH",), 0.95, _count(key))
    if _DISTRICT.match(key):
        return Group(("UBND-QUAN",), 0.95, _count(key))
    return None


def _agencies(key: str) -> Group | None:
    is_related = bool(_RELATED.search(key))
    key = _RELATED.sub("", key)
    rest = key
    types: list[str] = []
    taken = 0
    while rest:
        for word, codes in _AGENCY_WORDS:
            if rest == word or rest.startswith(word + " "):
                types += codes
                taken += 1
                rest = rest[len(word) :].strip()
                break
        else:
            if types and _AGENCY_TAIL.fullmatch(" " + rest):
                break
            filler = next((word for word in _FILLERS if rest.startswith(word)), None)
            if filler is None:
                return None
            rest = rest[len(filler) :].strip()
    is_plural = key.startswith(("cac ", "nhung ")) or taken > 1
    if not types or not is_plural:
        return None
    return Group(tuple(dict.fromkeys(types)), 0.65 if is_related else 0.92, None, is_direct=True)
