"""What a cell's words look like: a body's name, a time, a piece of work, a figure; and which columns a row's cells fit best.

Knows the first words of names, times and work; refuses to decide whether there is a table at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kit.text import fold

_BODY = re.compile(
    r"(?:[-–+•] ?)?(?:de nghi |giao )?(?:cac |toan the |tung |moi |\d{1,2} )?"
    r"(?:ubnd|uy ban|hdnd|hoi dong|mttq|mat tran|ubmttq|ban(?! (?:hanh|giao|do|sao|luan))|so(?! (?:luong|lieu|lan|vu|buoi|tay|hoc|lop|do))"
    r"|bo(?! (?:tai lieu|tieu|chi (?:so|tieu)|luat|quy|de|cau|ho so|sung|tri|anh))"
    r"|phong(?!,? (?:chong|ngua|tranh|chay|trao|benh|hoc|hop|su|benh|y te))|cuc|vu(?! viec)|chi (?:cuc|bo|uy|doan|hoi|dang)|tong (?:cuc|cong ty|phu trach|lien)"
    r"|cong an|quan su|bo doi|don bien|don |bien phong|truong(?! hop)|nha truong|trung tam|tram|benh vien|khoa(?! hoc|n)|vien(?! tro| phi)|hoc vien"
    r"|hoi(?! (?:nghi|thao|thi|khoe|dien|cho|trai))|doan(?! (?:kiem|ket|giam))|doi(?! (?:voi|moi))|tinh (?:doan|uy)|thanh (?:doan|uy)|huyen (?:doan|uy)|thi (?:doan|uy)|quan (?:doan|uy)"
    r"|xa(?! hoi)|phuong(?! (?:an|thuc|tien|phap))|thi tran|dac khu|huyen|quan(?! ly| triet)|thanh pho|tinh(?! hinh)|thon|khu pho|to(?! chuc (?!chuyen mon|cong doan|doan|chinh))"
    r"|lien (?:doan|doi|hiep|minh)|cong doan|dang (?:uy|bo)|cap uy|van phong|vp|thanh tra(?!,? kiem)|thuong truc|dai(?! hoi)|bao(?! (?:cao|dam|ve|quan))"
    r"|hieu (?:truong|pho)|pho (?:hieu|chu|giam|bi)|p\.? ?hieu|p\.? ?ht"
    r"|giam doc|chu tich|bi thu|chanh|thu truong|lanh dao(?!,? chi)|giao vien|gv|bgh|can bo|cong chuc|vien chuc|nhan vien|nv|ke toan|van thu|y te|tpt|tptd|dtn|gvcn|cmhs|phu huynh|ban dai dien"
    r"|bao ve(?=$|,|;| va |/)|thu (?:quy|ky|kho)|cap duong|tro ly|cha me|thay|co giao"
    r"|don vi|co quan|dia phuong|nganh|doanh nghiep|cong ty|ngan hang|kho bac|bao hiem|bhxh|buu dien|vien thong|dien luc|vnpt|viettel|quy(?! (?:dinh|che|trinh|[iv1-4]))|toa an|kiem lam|hat|thue"
    r"|chuyen vien|to truong|khoi(?! luong)|nhom(?! giai)|hop tac xa|toan truong|nha van hoa|thu vien|tap doan|dong chi|d/c|bch|sgd|pgd)(?![a-z])"
)
_TIME = re.compile(
    r"(?:[-–+•] ?)?(?:hoan thanh |xong )?(?:truoc|sau|trong|tu|den|vao|dau|cuoi|giua|het|xong|hoan thanh|cham nhat|muon nhat)? ?(?:het )?"
    r"(?:ngay(?! (?:hoi|toan dan|chu nhat xanh))|thang(?! hanh dong)|quy (?:[iv]+|\d)|tuan(?! le)|nam|hoc ky|hoc ki|hk|he"
    r"|giai doan|dot|\d{1,2}(?: ?[-–] ?\d{1,2})? ?/ ?\d|\d{1,2}-\d{1,2}|(?:19|20)\d\d|\d{1,2} (?:gio|ngay|thang))"
    r"|(?:hang|moi|tung) (?:ngay|tuan|thang|quy|nam|hoc ky)|(?:cac )?(?:sang|chieu|toi|buoi) (?:thu|ngay|chu nhat|cac)|(?:cac )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?![a-z])"
    r"|thuong xuyen|dinh ky|ca nam|quanh nam|lien tuc|suot|"
    r"khi (?:co|xay ra|phat sinh)|theo (?:ke hoach|quy dinh|lich|tien do|yeu cau|thoi gian)"
    r"|(?:truoc|sau) (?:khai giang|tet|mua|ky|khi|khi)|ngay sau|trong (?:dip|mua|suot)|dip |cuoi|dau"
)
_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_FIGURE = re.compile(r"[\d.,%()+/x -]+(?: ?(?:dong|trieu|ty|trieu dong|ty dong|%))?")
_DITTO = re.compile(r"[\"”“'-]*\s*(?:nt|nhu tren|như trên|//|″|\"|”)\s*[\"”'-]*|-\s*nt\s*-")
_GOES_ON = re.compile(
    r"(?:[,;/(&+-]|\b(?:và|của|về|cho|tại|theo|với|các|thuộc|đến|từ|ngày|tháng|năm|trong|trên|hoặc"
    r"|thành lập|kiện toàn|ban hành|xây dựng))$"
)
_GOES_ON_BARE = re.compile(fold(_GOES_ON.pattern))
# "Văn phòng", "cán bộ" and "biên bản" end a cell, "Phòng", "Bộ" and "Ban" wait for their branch.
_NAME_BEGUN = re.compile(r"(?<!Văn )\b(?:Sở|Bộ|Phòng|Ban|Ủy|Uỷ|[Ss]ố|SỞ|BỘ|PHÒNG|BAN|ỦY)$")
_TELLS = re.compile(
    r"yeu cau|nghiem tuc|bao cao|vuong mac|trong qua trinh|ke hoach nay|(?<!ban )chi dao|trien khai|phan cong|don doc"
)


def is_body(words: str) -> bool:
    name = fold(words)
    sentence = len(words) > 50 and _TELLS.search(name) is not None
    return len(words) <= 260 and not sentence and _BODY.match(name) is not None


def is_time(words: str) -> bool:
    return len(words) <= 90 and _TIME.match(fold(words)) is not None


def is_figure(words: str) -> bool:
    return bool(words) and _FIGURE.fullmatch(fold(words)) is not None


def is_ditto(words: str) -> bool:
    return _DITTO.fullmatch(words.strip().lower()) is not None


def breaks_off(words: str) -> bool:
    """Whether the words cannot end here."""
    small, bare = words.lower(), fold(words)
    # "Bảo vệ" ends a cell, "về" does not; only where all marks are lost the two look alike.
    goes_on = _GOES_ON_BARE.search(bare) if small == bare else _GOES_ON.search(small)
    return goes_on is not None or _NAME_BEGUN.search(words) is not None


@lru_cache(maxsize=8192)
def _vote(words: str, kind: str | None) -> float:
    body, time, ditto = is_body(words), is_time(words), is_ditto(words)
    if kind == "work":
        return (
            (2.0 if len(words) >= 25 else 1.0) - (2.5 if body and len(words) < 60 else 0) - (3 if time or ditto else 0)
        )
    if kind in {"lead", "who", "helpers"}:
        if ditto:
            return 2.0
        long = 2.0 if len(words) > 90 and kind != "helpers" else 0.0
        return (3.0 if body else -1.0) - (4.0 if time and not body else 0) - long
    if kind == "time":
        return 3.0 if time or _MONTH.fullmatch(words) else (1.0 if ditto else -2.0 - (2 if body else 0))
    return (0.5 if not body else -0.3) - (1.5 if time else 0) - (2.0 if len(words) > 110 else 0)


_MISSING = {"work": 6.0, "lead": 2.0, "who": 2.0, "helpers": 0.8, "time": 1.2}
_Cells = Sequence[tuple[str, int]]


def fit(cells: _Cells, kinds: Sequence[str | None]) -> tuple[float, list[int]]:
    """The best columns for the lines of one row (words, empty lines before them), in order, some columns left empty."""
    best = _chart(cells, kinds)
    total, last = _ended(best[-1], kinds)
    places = [last]
    for index in range(len(cells) - 1, 0, -1):
        places.append(best[index][places[-1]][1])
    return total, places[::-1]


def fits(cells: _Cells, kinds: Sequence[str | None]) -> list[float]:
    """How well the first line, the first two, the first three … fit as one row."""
    return [_ended(row, kinds)[0] for row in _chart(cells, kinds)]


def _ended(row: list[tuple[float, int]], kinds: Sequence[str | None]) -> tuple[float, int]:
    costs = [_MISSING.get(kind or "", 0.4) for kind in kinds]
    totals = [row[column][0] - sum(costs[column + 1 :]) for column in range(len(kinds))]
    return max(totals), totals.index(max(totals))


def _chart(cells: _Cells, kinds: Sequence[str | None]) -> list[list[tuple[float, int]]]:
    """For every line and column the best score of the lines up to there, and the column of the line before."""
    costs = [_MISSING.get(kind or "", 0.4) for kind in kinds]
    votes = [[_vote(words, kind) for kind in kinds] for words, _ in cells]
    best: list[list[tuple[float, int]]] = []
    for index, (words, gap) in enumerate(cells):
        row: list[tuple[float, int]] = []
        for column in range(len(kinds)):
            if not index:
                row.append((votes[0][column] - sum(costs[:column]), -1))
                continue
            above = cells[index - 1][0]
            listed = words[:1] in "-+•" and (above[:1] == words[:1] or above.endswith(":"))
            listed = listed and is_body(words) == is_body(above) and is_time(words) == is_time(above)
            wrapped = breaks_off(above) or words[:1].islower() or listed
            options = []
            for before in range(column + 1):
                score = best[index - 1][before][0]
                if before == column:
                    # A line that goes on tells nothing new of its column.
                    score += (1.0 if wrapped else -2.0) - (6.0 if gap else 0.0)
                else:
                    skipped = costs[before + 1 : column]
                    score += votes[index][column] - sum(skipped) * (0.3 if gap > len(skipped) else 1.0) - 2.5 * wrapped
                options.append((score, before))
            row.append(max(options))
        best.append(row)
    return best
