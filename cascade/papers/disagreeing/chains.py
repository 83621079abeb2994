"""Disagreements about what stands on what: shortened chains, other roots, another weight, parents nobody wrote down. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade.papers.disagreeing.heads import day
from cascade.papers.findings import Disagreement, Findings, PaperFinding, Place, Said
from cascade.papers.identity import issuer_key
from cascade.units.directory import words_key
from kit.text import squeeze
from kit.vocabulary import DocumentKind, Relation

_SAME_FIELD = 8
"""So many words in a row that two titles share speak of one field."""
_PROGRAMME = re.compile(
    r"chuong trinh (?:hanh dong )?(?:quoc gia )?.{6,120}?(?=(?: giai doan| den nam| tren dia ban| \d{4}|$))"
)
_APPROVES = re.compile(r"^(?:ve (?:viec )?)?(?:phe duyet|ban hanh)\b")


def shortened(findings: Findings) -> Iterator[Disagreement]:
    """A paper that tells its parent's chain with fewer grounds than the parent itself."""
    for paper in findings.real():
        told = {said.cited for said in paper.said}
        for said in paper.said:
            upper = findings.papers[said.cited]
            if said.relation is not Relation.BASIS or not said.parent or upper.is_placeholder:
                continue
            own = [each for each in upper.said if each.relation is Relation.BASIS and each.cited != paper.id]
            missing = [each for each in own if each.cited not in told]
            if missing and any(each.cited in told for each in own):
                names = ", ".join(findings.papers[each.cited].name for each in missing)
                message = (
                    f"{paper.name} dẫn {upper.name} theo chuỗi rút gọn qua {said.parent}; chính {upper.name} còn căn cứ {names}: "
                    "bổ sung nếu cần đủ các tuyến."
                )
                yield Disagreement("shortened_chain", message, (findings.place(said), findings.place(missing[0])))


def two_roots(findings: Findings) -> Iterator[Disagreement]:
    """Two papers of one body about one field, each the root of its own lineage: the later may have replaced the earlier."""
    roots = [
        (paper, said)
        for paper, every in findings.by_cited()
        if not findings.uppers(paper.id)
        and paper.issued_on
        and (said := next((each for each in every if each.relation is not Relation.MENTIONS), None))
    ]
    roots.sort(key=lambda pair: (pair[0].issued_on, pair[0].name))
    for place, (early, by_early) in enumerate(roots):
        for late, by_late in roots[place + 1 :]:
            is_series = early.kind is late.kind and issuer_key(early.issuer) == issuer_key(late.issuer)
            if not is_series or not _same_field(early.subject, late.subject) or _cited_together(findings, early, late):
                continue
            days = [f" ngày {day(one.issued_on)}" if one.issued_on else "" for one in (early, late)]
            message = (
                f"Hai gốc cùng lĩnh vực của {late.issuer}: {findings.of(by_early).name} thực hiện {early.name}{days[0]}, "
                f"{findings.of(by_late).name} thực hiện {late.name}{days[1]}. Kiểm tra bản sau có thay bản trước."
            )
            yield Disagreement("different_roots", message, (findings.place(by_early), findings.place(by_late)))


def _same_field(one: str, other: str) -> bool:
    a, b = words_key(one).split(), words_key(other).split()
    runs = {tuple(a[start : start + _SAME_FIELD]) for start in range(len(a) - _SAME_FIELD + 1)}
    return any(tuple(b[start : start + _SAME_FIELD]) in runs for start in range(len(b) - _SAME_FIELD + 1))


def _cited_together(findings: Findings, one: PaperFinding, other: PaperFinding) -> bool:
    return any({one.id, other.id} <= findings.ancestors(paper.id) for paper in findings.real())


def two_weights(findings: Findings) -> Iterator[Disagreement]:
    """To be carried out in one paper, only spoken of in another."""
    for paper, said in findings.by_cited():
        binding = _first(findings, said, binding=True)
        # What a paper mentions besides carrying it out is no other weight.
        others = [
            each for each in said if each.by not in {one.by for one in said if one.relation is not Relation.MENTIONS}
        ]
        mention = _first(findings, others, binding=False)
        if binding and mention:
            message = (
                f"{paper.name}: {findings.of(binding).name} giao {binding.relation.label.lower()}, {findings.of(mention).name} chỉ dẫn chiếu. "
                "Xác định đơn vị có phải thực hiện không."
            )
            yield Disagreement("weight_differs", message, (findings.place(binding), findings.place(mention)))


def _first(findings: Findings, said: list[Said], *, binding: bool) -> Said | None:
    wanted = [each for each in said if (each.relation is not Relation.MENTIONS) is binding]
    return min(wanted, key=lambda each: (findings.of(each).name, each.span), default=None)


def likely_parents(findings: Findings) -> Iterator[Disagreement]:
    """A plan that carries out a programme by name only, where a paper of the register approves that programme."""
    approving = [
        (programme, paper)
        for paper, _ in findings.by_cited()
        if paper.kind is DocumentKind.DECISION
        and _APPROVES.match(words_key(paper.subject))
        and (programme := _programme(paper.subject))
    ]
    for paper, said in findings.by_cited():
        if paper.kind is not DocumentKind.PLAN or findings.uppers(paper.id):
            continue
        named = _programme(paper.subject)
        for programme, decision in approving:
            if named and _same_programme(named, programme) and (paper.issued_on or decision.issued_on):
                if paper.issued_on and decision.issued_on and paper.issued_on < decision.issued_on:
                    continue
                message = (
                    f"{paper.name} của {paper.issuer} thực hiện “{_short(paper.subject)}” mà không nêu số; có thể là chương trình "
                    f"tại {decision.name}: xác nhận để nối vào lược đồ."
                )
                place = Place(decision.id, decision.name)
                yield Disagreement("likely_parent", message, (findings.place(said[0]), place))


def _programme(title: str) -> str:
    found = _PROGRAMME.search(words_key(title))
    return found.group().replace("quoc gia ", "") if found else ""


def _same_programme(one: str, other: str) -> bool:
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def _short(title: str) -> str:
    found = re.search(r"[Cc]hương trình.{6,80}?(?=,| trên| giai đoạn|$)", squeeze(title))
    return found.group() if found else squeeze(title)[:80]
