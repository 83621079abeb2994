"""The words that head the columns of tables: what is done, who leads, who helps, by when; and names of rows.

Knows the usual headings; refuses to read a table with them (documents.reading.stacked_tables, documents.anatomy do).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kit.text import fold

_NUMBER = re.compile(r"(?:s ?)?t ?t|so (?:tt|thu tu)")
_WORK = re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong|ten nhiem vu|dau viec|chuong trinh|san pham|giai phap)")
_LEAD = re.compile(r"chu tri|phu trach|dau moi")
_WITH = re.compile(r"phoi hop")
_WHO = re.compile(
    r"(?:don vi|co quan|bo phan|nguoi)?\s*(?:thuc hien|trien khai)|phan cong|trach nhiem|nguoi thuc hien|don vi"
)
_WHEN = re.compile(r"thoi gian|thoi han|tien do|hoan thanh|ngay|thang|tuan|thoi diem|bat dau|ket thuc")
_YIELD = re.compile(r"(?:ket qua|san pham|ghi chu|kinh phi|du kien|muc tieu|chi tieu|dia diem|yeu cau)\b")


@lru_cache(maxsize=4096)
def said_by(heading: str) -> str | None:
    """What kind of column a heading names: number, work, lead, who, helpers, time; None for anything else."""
    name = fold(heading)
    if _NUMBER.fullmatch(name):
        return "number"
    if _YIELD.match(name) and not _LEAD.search(name) and not _WITH.search(name):
        return "work" if name.startswith("san pham") and "cong viec" in name else None
    if _WHEN.search(name) and not _LEAD.search(name) and not _WITH.search(name):
        return "work" if "noi dung" in name else "time"
    kinds = (("lead", _LEAD), ("helpers", _WITH), ("work", _WORK), ("who", _WHO))
    return next((kind for kind, words in kinds if words.search(name)), None)


_ONE_BODY = r"(?:don vi|co quan|bo phan|nguoi|to chuc|ca nhan|tap the|lanh dao|luc luong|can bo|dv|cq|d/v)"
_BODY = rf"(?:cac |cap |ten )?{_ONE_BODY}(?:(?:,|/| va| -| hoac)? ?{_ONE_BODY})*"
_KNOWN = re.compile(
    r"(?:(?:s ?)?t ?t|so (?:tt|thu tu)"
    r"|(?:ten |cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|giai phap)"
    r"(?: (?:cong viec|nhiem vu|hoat dong|thuc hien|cong tac|chu yeu|trong tam|cu the|trien khai|giai phap|can thuc hien))*"
    r"(?:(?:,| va|/| -) ?(?:cac )?(?:nhiem vu|giai phap|cong viec|hoat dong))?"
    rf"|(?:{_BODY} ?)?(?:duoc )?(?:(?:chu tri|phu trach|dau moi|chiu trach nhiem)(?: (?:thuc hien|chinh|tham muu|phu trach))?"
    r"|(?:phoi hop|thuc hien|trien khai|tham muu|theo doi)(?: (?:thuc hien|phoi hop|chinh|tham muu|phu trach))?)"
    r"|phan cong(?: (?:thuc hien|nhiem vu|phu trach))?|trach nhiem(?: thuc hien)?"
    r"|(?:thoi (?:gian|han|diem)|tien do|ngay|han|thang|tuan|ngay,? thang|thang,? nam)(?:,? (?:tien do|dia diem|thuc hien|hoan thanh|trien khai|bat dau|ket thuc|trinh|ban hanh|du kien|to chuc))*"
    r"|(?:ket qua|san pham)(?:(?:,|/| va| -)? ?(?:san pham|ket qua|dau ra|du kien|dat duoc|hoan thanh|thuc hien|can dat|can dat duoc|yeu cau|chu yeu|cu the))*"
    r"|(?:du kien |nguon )?kinh phi(?: (?:thuc hien|du kien))?|nguon luc|ghi chu|dia diem(?: thuc hien| to chuc)?|hinh thuc(?: van ban| thuc hien)?"
    r"|thanh phan(?: tham gia)?|cap trinh|muc tieu|yeu cau|chu (?:diem|de)(?: (?:thang|tuan))?|dieu chinh|bo sung|luu y|danh gia|bat dau|ket thuc)"
)


@lru_cache(maxsize=4096)
def is_known(heading: str) -> bool:
    """Whether these words are nothing but the heading of a column in a table that hands out work."""
    return _KNOWN.fullmatch(fold(heading).strip(" .:/")) is not None


@lru_cache(maxsize=4096)
def is_number_heading(heading: str) -> bool:
    return _NUMBER.fullmatch(fold(heading).strip(" .")) is not None


_ROW_HEADS = re.compile(
    r"(?:ten [a-z ]{2,20}|stt|tt|so tt|s tt|so thu tu|ten don vi|don vi|ten truong|truong|noi dung|noi dung bao cao"
    r"|noi dung chi tieu|chi tieu|ten chi tieu|tieu chi|danh muc|hang muc|loai [a-z]{2,10}(?: [a-z]{2,10})?"
    r"|ho va ten|ho ten|ho(?: va)? ten [a-z ]{2,20}|lop|khoi|khoi lop|cap hoc|xa|phuong|xa phuong|dia ban|dia phuong|ten xa"
    r"|noi dung cong viec|hoat dong|ten hoat dong|don vi truong|ten co so|co so|loai hinh|ten lop|bac hoc|mon(?: hoc)?|nam(?: hoc)?|thang"
    r"|(?:(?:ten |cac )?(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|thon|ap|to dan pho|truong|don vi|co so|dia phuong|nganh) ?)+"
    r"|cac chi tieu|ten truong don vi|don vi bao cao)"
)


@lru_cache(maxsize=4096)
def names_rows(heading: str) -> bool:
    """Whether the column under this heading holds the names of the rows, not figures."""
    plain = re.sub(r"\s+", " ", re.sub(r"[^a-z ]+", " ", fold(heading))).strip()
    return _ROW_HEADS.fullmatch(plain) is not None
