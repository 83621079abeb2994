"""Disagreements about what a paper is: its number, its day, its issuer, and who told them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cascade.papers.findings import Disagreement, Findings, PaperFinding, Place, Said
from cascade.papers.identity import issuer_key, parse_symbol
from cascade.papers.likeness import CERTAIN, POSSIBLE, likeness
from cascade.papers.naming import is_well_spelled
from cascade.units.directory import words_key
from kit.text import squeeze
from kit.vocabulary import Relation

_TERM_DAYS = 5 * 366


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def two_numbers(findings: Findings) -> Iterator[Disagreement]:
    """06/QĐ-TTg here and 06/2019/QĐ-TTg there: taken for one paper, which a person confirms."""
    for paper, said in findings.by_cited():
        forms: dict[str, Said] = {}
        for each in said:
            if each.number:
                forms.setdefault(_form(each.number), each)
        if len(forms) < 2:
            continue
        told = " và ".join(f"{each.number} ({findings.of(each).name})" for each in forms.values())
        same = f"cùng ngày {day(paper.issued_on)}, " if paper.issued_on else ""
        message = f"Một văn bản được ghi hai số: {told}; {same}cùng {paper.issuer or 'cơ quan'}: xác nhận là một văn bản hoặc tách."
        yield Disagreement("two_numbers", message, tuple(findings.place(each) for each in forms.values()))


def _form(number: str) -> str:
    text = "".join(number.upper().split()).replace("–", "-")
    head, mark, rest = text.partition("/")
    return f"{head.lstrip('0')}{mark}{rest}"


def two_dates(findings: Findings) -> Iterator[Disagreement]:
    """One number with two days: in what others say of it, or as two papers of one Party series within a term."""
    for paper, said in findings.by_cited():
        days: dict[date, Place] = {}
        for each in said:
            if each.issued_on:
                days.setdefault(each.issued_on, findings.place(each))
        if paper.own_day:
            days.setdefault(paper.own_day, Place(paper.id, paper.name))
        if len(days) > 1:
            told = " và ".join(f"{day(value)} ({place.name})" for value, place in sorted(days.items()))
            message = f"{paper.name} được ghi hai ngày ban hành: {told}. Đối chiếu bản gốc, sửa ngày sai."
            yield Disagreement("two_dates", message, tuple(place for _, place in sorted(days.items())))
    series: dict[tuple[str, str], list[PaperFinding]] = defaultdict(list)
    for paper in findings.papers.values():
        symbol = parse_symbol(paper.number) if paper.number else None
        if symbol and symbol.is_party and paper.issued_on:
            series[issuer_key(paper.issuer), _form(paper.number or "")].append(paper)
    for (_, _), papers in sorted(series.items()):
        papers.sort(key=lambda one: one.issued_on or date.min)
        for one, other in pairwise(papers):
            if one.issued_on and other.issued_on and (other.issued_on - one.issued_on).days < _TERM_DAYS:
                message = (
                    f"{one.number} của {one.issuer} được dẫn với hai ngày {day(one.issued_on)} và {day(other.issued_on)} "
                    "trong cùng nhiệm kỳ: kiểm tra có phải một văn bản bị ghi sai ngày."
                )
                yield Disagreement("two_dates", message, (_where(findings, one), _where(findings, other)))


def _where(findings: Findings, paper: PaperFinding) -> Place:
    said = next((each for cited, every in findings.by_cited() if cited.id == paper.id for each in every), None)
    return findings.place(said) if said else Place(paper.id, paper.name)


def two_issuers(findings: Findings) -> Iterator[Disagreement]:
    """ "Thành ủy" against "Ban Thường vụ Thành ủy", "Bộ" against "Bộ trưởng Bộ"; a shorter form of one name is none."""
    for paper, said in findings.by_cited():
        names: dict[str, Said] = {}
        for each in said:
            if each.issuer and is_well_spelled(each.issuer):
                names.setdefault(_words(each.issuer), each)
        kept = [key for key in names if not any(_shortens(key, other) for other in names if other != key)]
        if len(kept) > 1:
            told = " và ".join(f"“{squeeze(names[key].issuer)}” ({findings.of(names[key]).name})" for key in kept)
            message = f"Cơ quan ban hành {paper.name} được ghi khác nhau: {told}. Chọn một cách ghi."
            yield Disagreement("issuer_differs", message, tuple(findings.place(names[key]) for key in kept))


def _words(issuer: str) -> str:
    words = f" {words_key(issuer)} ".replace(" ubnd ", " uy ban nhan dan ").replace(" tp ", " thanh pho ")
    return words.strip()


def _shortens(short: str, long: str) -> bool:
    """ "ubnd thanh pho" of "ubnd thanh pho x": said in short, not otherwise."""
    return long.startswith(short + " ")


def own_identity(findings: Findings) -> Iterator[Disagreement]:
    """A paper that does not print its number or day and has them from another paper, with why it was recognised."""
    for paper, said in findings.by_cited():
        if paper.is_placeholder or paper.is_confirmed or (paper.own_number and paper.own_day) or not paper.number:
            continue
        teller = next((each for each in said if each.number and each.issued_on), None)
        if teller is None or (paper.own_number and not _tells_day(paper, teller)):
            continue
        score = likeness(teller.issuer, teller.title, paper.issuer, paper.subject)
        blank = "số" if paper.own_day else "ngày" if paper.own_number else "số, ngày"
        said_day = f" ngày {day(teller.issued_on)}" if teller.issued_on else ""
        message = (
            f"{paper.kind.label} của {paper.issuer} không in {blank}; {findings.of(teller).name} dẫn là {teller.number}{said_day} "
            f"(cùng cơ quan, trích yếu giống {round(100 * score)}%): xác nhận hoặc ghi số đúng."
        )
        yield Disagreement("number_from_another", message, (Place(paper.id, paper.name), findings.place(teller)))


def _tells_day(paper: PaperFinding, teller: Said) -> bool:
    return paper.own_day is None and teller.issued_on is not None


def without_date(findings: Findings) -> Iterator[Disagreement]:
    """A ground that cannot be told from its namesakes: cited by its number, without a day, by all who cite it."""
    for paper, said in findings.by_cited():
        binding = [each for each in said if each.relation is not Relation.MENTIONS]
        if binding and paper.number and paper.issued_on is None and parse_symbol(paper.number):
            message = f"{findings.of(binding[0]).name} dẫn {paper.number} mà không ghi ngày ban hành: ghi ngày để nhận đúng văn bản."
            yield Disagreement("cited_without_date", message, (findings.place(binding[0]),))


def maybe_same(findings: Findings) -> Iterator[Disagreement]:
    """A real paper without a number beside a placeholder that may stand for it: asked, never joined in silence."""
    waiting = [paper for paper in findings.papers.values() if paper.is_placeholder and paper.number]
    for paper in findings.real():
        if paper.number:
            continue
        near = [
            (likeness(paper.issuer, paper.subject, other.issuer, other.subject), other)
            for other in waiting
            if other.kind is paper.kind and other.id not in findings.uppers(paper.id)
        ]
        offers = sorted(
            ((score, one) for score, one in near if score >= POSSIBLE), key=lambda pair: (-pair[0], pair[1].name)
        )
        if offers:
            told = "; ".join(f"{one.name} (giống {round(100 * score)}%)" for score, one in offers[:3])
            certain = " và có nhiều bản giống nhau" if offers[0][0] >= CERTAIN else ""
            message = f"{paper.name} không in số{certain}; có thể là văn bản giữ chỗ {told}: ghép nếu đúng."
            yield Disagreement("maybe_same", message, (Place(paper.id, paper.name), _where(findings, offers[0][1])))
