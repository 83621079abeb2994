"""The signature block: on whose behalf, in what office, by whom.

Knows TM. KT. TL. TUQ. Q. of State papers and T/M of Party papers; refuses to know whether the signature is valid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.anatomy.parts import Paper, is_letterhead, recipients_line
from documents.flow import Flow, shouts
from documents.parsed import Span
from documents.patterns import CAPITALS
from kit.text import fold, squeeze

_FORM = re.compile(r"(?:T[/.]?M|K[/.]?T|T[/.]?L|TUQ|Q)\s*[./]?\s*(?=[A-ZĐÂÊÔƠƯĂ])")
_PREFIX = re.compile(r"^(T/?M|K/?T|T/?L|TUQ|Q)\b\s*[./]*\s*")
_OFFICE = (
    "chu tich|pho chu tich|truong phong|pho truong phong|giam doc|pho giam doc|hieu truong"
    "|pho hieu truong|bi thu|pho bi thu"
    "|chanh van phong|pho chanh van phong|truong ban|pho truong ban|bo truong|thu truong|thu tuong"
    "|pho thu tuong|tong bi thu"
    "|uy ban nhan dan|ban thuong vu|bo chinh tri|ban bi thu|truong dang|chanh thanh tra|cuc truong"
    "|chi cuc truong|to truong"
    "|hoi dong nhan dan|ban chap hanh|chu tich cong doan|tong phu trach|ban giam hieu"
    "|pho bi thu thuong truc|thuong truc"
    "|ban chi dao|truong tieu ban|vien truong|chanh an|tong cuc truong|vu truong|pho chu tich thuong truc"
    "|ban can su dang|dang uy"
    "|tong giam doc|tram truong|doi truong|chi huy truong|chu nhiem|tong bien tap|chanh van phong|tong thanh tra|truong doan"
    "|truong cong an|truong tram|vien pho|hieu pho|chu tich hoi dong|chinh tri vien|truong khoa|tinh uy vien"
    "|nguoi lap|nguoi lap ke hoach|ke toan"
)
_ROLE = re.compile(rf"(?:(?:t/?m|k/?t|t/?l|tuq|q)\s*[./]*\s*)?(?:pho )?(?:{_OFFICE})\b[\w\s,\-/]*")
_LETTER = "a-zàáảãạăắằẳẵặâấầẩẫậèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵđ"
_CAPITAL = CAPITALS
_NAME = re.compile(
    rf"(?:(?:ThS|TS|PGS|GS|BS|CN)\.?\s*)*(?:[{_CAPITAL}][{_LETTER}]+"
    rf"|[{_CAPITAL}]{{2,}})(?:\s+[{_CAPITAL}][{_LETTER}{_CAPITAL}]*){{1,4}}"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|đã kí|da ky|ký tên|signed)[^)]{0,30}\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Signature:
    role: str | None
    name: str | None
    lines: tuple[str, ...]
    span: Span


def find_signature(flow: Flow, paper: Paper) -> Signature:
    """The lines of office behind the body, in printed order, and the name under them."""
    lines = flow.lines[paper.first_line : paper.last_line]
    anchor = recipients_line(flow, paper.first_line, paper.last_line)
    first = anchor - paper.first_line if anchor is not None else max(0, len(lines) - 25)
    # The office may stand above "Nơi nhận" when the right column came first.
    candidates = [line for line in lines[max(0, first - 6) :] if line.start < paper.body_end]
    roles: list[tuple[str, int, int]] = []
    name: str | None = None
    for line in candidates:
        if roles and is_letterhead(flow, line):
            # A plan attached behind the signature has a letterhead of its own.
            break
        for start, end in _columns(flow, line.start, line.end):
            words = squeeze(_SIGNED.sub(" ", flow.text[start:end])).strip(" *_|-–.,;:")
            role = _role(flow, words)
            if role:
                if len(roles) < 4 and name is None and (not roles or start - roles[-1][2] < 200):
                    roles.append((role, start, end))
            elif roles and name is None and _NAME.fullmatch(words) and len(words) < 40 and not shouts_name(words):
                name = words
    if not roles:
        return Signature(None, None, (), (0, 0))
    kept = roles[:3]
    return Signature(
        " / ".join(role for role, _, _ in kept), name, tuple(role for role, _, _ in kept), (kept[0][1], kept[-1][2])
    )


def is_office_line(words: str) -> bool:
    """Whether a line is an office of the signature block ("KT. HIỆU TRƯỞNG")."""
    return bool(_FORM.match(words)) or (shouts(words) and _ROLE.fullmatch(fold(words)) is not None)


def shouts_name(words: str) -> bool:
    """Office lines and codes shout too; a printed name has small letters or at least three words."""
    return words.isupper() and len(words.split()) < 3


def _columns(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """The block shares its lines with the recipients: split at tabs, wide gaps, and where capitals begin."""
    spans: list[tuple[int, int]] = []
    place = start
    for gap in re.compile(r"\t+|\s{3,}|\|").finditer(flow.text, start, end):
        spans.append((place, gap.start()))
        place = gap.end()
    spans.append((place, end))
    split: list[tuple[int, int]] = []
    for first, last in spans:
        form = _FORM.search(flow.text, first, last) or re.compile(
            r"(?<=\s)(?:PHÓ|CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|PH\w?O? TR)\b"
        ).search(flow.text, first, last)
        shouting = flow.text[form.start() : last] if form else ""
        left = flow.text[first : form.start()].strip() if form else ""
        # One office in capitals ("THỨ TRƯỞNG") is not cut in two; a recipient before it ends with its mark or is not shouted.
        parted = left.endswith((";", ".", ":", ",", ")")) or not shouts(left)
        if form and form.start() > first and shouts(shouting) and parted:
            split += [(first, form.start()), (form.start(), last)]
        else:
            split.append((first, last))
    return [(first, last) for first, last in split if first < last]


def _role(flow: Flow, words: str) -> str | None:
    if not 3 < len(words) < 70 or not shouts(words):
        return None
    if re.match(r"T[/.]?M\s*[./]?\s*[A-ZĐ]", words):
        return squeeze(_PREFIX.sub(lambda found: f"{found.group(1)}. ", words))
    bare = fold(words)
    bare = re.sub(r"^st 0\s+", "pho ", bare) if flow.damaged else bare
    if not _ROLE.fullmatch(bare.replace(".", ". ").replace("  ", " ").replace(". ", ".", 1)) and not _ROLE.match(
        _PREFIX.sub("", bare.upper()).lower()
    ):
        return None
    printed = _PREFIX.sub(lambda found: f"{found.group(1)}. ", words)
    return squeeze(printed)
