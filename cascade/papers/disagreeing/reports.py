"""Disagreements about reporting: too little time between a unit's report and its superior's, and another consolidator. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cascade.papers.disagreeing.heads import day
from cascade.papers.findings import Disagreement, Duty, Findings, PaperFinding, Place
from cascade.papers.levels import level_of
from cascade.units.directory import tight_key
from kit.text import squeeze
from kit.vocabulary import Relation

CONSOLIDATION_DAYS = 20
"""A superior that has fewer days than this between what comes in and what goes out is told so."""
_ANY_YEAR = 2024


def two_steps(findings: Findings) -> Iterator[Disagreement]:
    """The report asked for below against the one owed above: after it, or so near that nobody can add up."""
    for paper in findings.real():
        for said in paper.said:
            upper = findings.papers[said.cited]
            if said.relation is Relation.MENTIONS or upper.is_placeholder:
                continue
            for below in paper.duties:
                for above in upper.duties:
                    gap = _gap(below.due, above.due)
                    if gap is not None and gap < CONSOLIDATION_DAYS:
                        yield _step(paper, below, upper, above, gap)


def _step(paper: PaperFinding, below: Duty, upper: PaperFinding, above: Duty, gap: int) -> Disagreement:
    dates = f"{paper.name} thu báo cáo {_told(below.due)}, {upper.name} hẹn báo cáo {_told(above.due)}"
    if gap < 0:
        message = f"{dates}: hạn dưới sau hạn trên {-gap} ngày. Đưa hạn dưới lên trước."
    elif gap == 0:
        message = f"{dates}: cùng một ngày, không còn thời gian tổng hợp. Đưa hạn dưới lên trước."
    else:
        message = f"{dates}: hai bước của một đợt, còn {gap} ngày để tổng hợp. Kiểm tra có đủ."
    kind = "report_after_parent" if gap <= 0 else "report_steps"
    places = (Place(paper.id, paper.name, below.span), Place(upper.id, upper.name, above.span))
    return Disagreement(kind, message, places)


def _gap(below: str, above: str) -> int | None:
    """Days between two dates of the same kind; yearly days meet within one year, whole dates within the same one."""
    one, other = _date(below), _date(above)
    if one is None or other is None:
        return None
    if one[1] and other[1] and one[0].year != other[0].year:
        return None
    first, second = one[0].replace(year=other[0].year), other[0]
    gap = (second - first).days
    # Half a year apart are two different reports, not two steps of one.
    return gap if gap >= -60 else None


def _date(due: str) -> tuple[date, bool] | None:
    """The day and whether its year is stated."""
    if re.fullmatch(r"\d{2}-\d{2}", due):
        due, stated = f"{_ANY_YEAR}-{due}", False
    else:
        stated = True
    try:
        return date.fromisoformat(due), stated
    except ValueError:
        return None


def _told(due: str) -> str:
    found = _date(due)
    if found is None:
        return due
    return f"ngày {day(found[0])}" if found[1] else f"ngày {found[0]:%d/%m} hằng năm"


def two_consolidators(findings: Findings) -> Iterator[Disagreement]:
    """Reports to bodies of one level in one field go through one office here and through another there."""
    through: dict[int, dict[str, tuple[PaperFinding, Duty]]] = {}
    for paper in findings.real():
        for duty in paper.duties:
            level = level_of(duty.to)
            if duty.via and level is not None:
                through.setdefault(level, {}).setdefault(_office(duty.via), (paper, duty))
    for _, offices in sorted(through.items()):
        told = sorted(offices.values(), key=lambda pair: (_year(pair[0], pair[1]), pair[0].name))
        for (one, first), (other, second) in pairwise(told):
            if one.id == other.id or not findings.share_field(one.id, other.id):
                continue
            years = [f", {year}" if (year := _year(*pair)) else "" for pair in ((one, first), (other, second))]
            message = (
                f"Báo cáo gửi {squeeze(first.to)} thông qua {squeeze(first.via)} ({one.name}{years[0]}), gửi {squeeze(second.to)} "
                f"thông qua {squeeze(second.via)} ({other.name}{years[1]}): kiểm tra đầu mối tổng hợp hiện nay."
            )
            places = (Place(one.id, one.name, first.span), Place(other.id, other.name, second.span))
            yield Disagreement("consolidator_differs", message, places)


def _office(name: str) -> str:
    return re.sub(r"(?:quan|huyen|thanhpho|xa|phuong)[a-z]{0,20}$", "", tight_key(name)) or tight_key(name)


def _year(paper: PaperFinding, duty: Duty) -> int:
    found = _date(duty.due)
    if found and found[1]:
        return found[0].year
    own = re.search(r"năm (20\d\d)(?!\s*[-–]\s*\d)", paper.subject)
    return paper.issued_on.year if paper.issued_on else int(own[1]) if own else 0
