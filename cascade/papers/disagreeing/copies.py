"""A paper that repeats its parent's text instead of making it its own. Pure: runs of words that both share."""

from __future__ import annotations

from collections.abc import Iterator

from cascade.papers.findings import Disagreement, Findings, PaperFinding, Place, Span
from cascade.units.directory import words_key
from kit.vocabulary import Relation

_RUN = 8
_SHARE = 0.5
_FEWEST_WORDS = 120


def copied(findings: Findings) -> Iterator[Disagreement]:
    """Half of what the paper asks for stands word by word in the paper it carries out."""
    for paper in findings.real():
        for upper_id in sorted(findings.uppers(paper.id)):
            upper = findings.papers[upper_id]
            if upper.is_placeholder or (paper.id, upper_id) not in _binding(findings):
                continue
            share, at = copied_share(paper, upper)
            if share >= _SHARE and at is not None:
                message = (
                    f"{paper.name} chép {round(100 * share)}% nội dung giao việc của {upper.name}: cụ thể hóa thành việc của đơn vị "
                    "mình, ghi người làm và hạn."
                )
                yield Disagreement(
                    "copies_parent", message, (Place(paper.id, paper.name, at), Place(upper.id, upper.name))
                )


def _binding(findings: Findings) -> set[tuple[int, int]]:
    return {(low, up) for low, up, relation in findings.edges if relation is not Relation.MENTIONS}


def copied_share(paper: PaperFinding, upper: PaperFinding) -> tuple[float, Span | None]:
    """How much of a paper's tasks the other paper holds too, and the task of which it holds most."""
    theirs = set(_runs(upper.text))
    shared = every = words = 0
    best: tuple[float, Span | None] = (0.0, None)
    for start, end in paper.task_spans:
        own = _runs(paper.text[start:end])
        words += len(own) + _RUN - 1 if own else 0
        same = sum(run in theirs for run in own)
        shared, every = shared + same, every + len(own)
        if own and same / len(own) > best[0]:
            best = (same / len(own), (start, end))
    return (shared / every if words >= _FEWEST_WORDS and every else 0.0), best[1]


def _runs(text: str) -> list[int]:
    words = words_key(text).split()
    return [hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)]
