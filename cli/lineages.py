"""Draws the lineage of papers as text: generations from the root down, then each line by itself. Pure but for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cascade.papers.levels import LEVEL_NAMES, level_of, line_of
from cli.shown import say, words
from kit.vocabulary import Line, Relation

if TYPE_CHECKING:
    from cascade.graph import CascadeGraph
    from cascade.store.numbered import DocumentRow

MOST_PATHS = 4
"""Paths told for one line; the rest are counted."""


@dataclass(frozen=True)
class PaperLine:
    """One paper of the lineage as it is shown."""

    id: int
    name: str
    kind: str
    number: str | None
    issuer: str
    issued_on: date | None
    subject: str
    is_placeholder: bool
    generation: int
    level: int | None
    line: Line

    @property
    def label(self) -> str:
        """Its kind with its number, else whose it is."""
        return f"{self.kind} {self.number}" if self.number else self.name

    @property
    def detail(self) -> str:
        where = f"cấp {LEVEL_NAMES[self.level]}" if self.level is not None else "chưa rõ cấp"
        line = self.line.label[:1].lower() + self.line.label[1:]
        # A paper without a number already goes by its issuer's name.
        issuer = self.issuer if self.number else ""
        parts = [issuer, words(self.issued_on), where, line, "giữ chỗ" if self.is_placeholder else ""]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class PaperLineage:
    """Papers from the roots down, with what each stands on and what is only mentioned."""

    papers: tuple[PaperLine, ...]
    edges: tuple[tuple[int, int, Relation], ...]
    steps: tuple[tuple[int, int], ...]
    asked: int | None = None

    def by_id(self) -> dict[int, PaperLine]:
        return {paper.id: paper for paper in self.papers}


def lineage_of(
    graph: CascadeGraph, rows: dict[int, DocumentRow], mentions: list[tuple[int, int]], asked: int | None
) -> PaperLineage:
    """The papers above and below the asked one (all, when none is asked), and those they mention."""
    key = f"document:{asked}"
    wanted = set(graph.nodes) if asked is None else {key} | graph.ancestors(key) | graph.descendants(key)
    generation = {name: place for place, names in enumerate(graph.generations()) for name in names if name in wanted}
    shown = {_id(name): place for name, place in generation.items()}
    told = [(low, up) for low, up in mentions if low in shown and (asked is None or low == asked)]
    edges = [
        (_id(edge.source), _id(edge.target), Relation(edge.kind.value))
        for edge in graph.edges
        if edge.source in wanted and edge.target in wanted
    ]
    edges += [(low, up, Relation.MENTIONS) for low, up in told]
    for _, up in told:
        shown.setdefault(up, 0)
    papers = [_paper(rows[each], graph, place) for each, place in shown.items()]
    papers.sort(key=lambda one: (one.generation, one.issued_on or date.max, one.name, one.id))
    steps = [(_id(up), _id(low)) for up, low in graph.document_steps() if up in wanted and low in wanted]
    return PaperLineage(tuple(papers), tuple(sorted(set(edges))), tuple(sorted(steps)), asked)


def _id(key: str) -> int:
    return int(key.partition(":")[2])


def _paper(row: DocumentRow, graph: CascadeGraph, generation: int) -> PaperLine:
    node = graph.nodes.get(f"document:{row.id}")
    name = node.name if node else row.number or row.subject or row.kind.label
    return PaperLine(
        row.id, name, row.kind.label, row.number, row.issuer_name, row.issued_on, row.subject, row.is_placeholder, generation,
        level_of(row.issuer_name, row.number), line_of(row.issuer_name, row.number),
    )  # fmt: skip


def lineage_data(found: PaperLineage) -> dict[str, Any]:
    """The same for machines."""
    nodes = [
        {
            "key": f"document:{one.id}", "id": one.id, "name": one.name, "kind": one.kind, "number": one.number, "issuer": one.issuer,
            "date": one.issued_on and one.issued_on.isoformat(), "subject": one.subject, "is_placeholder": one.is_placeholder,
            "generation": one.generation, "level": one.level, "line": one.line.value,
        }
        for one in found.papers
    ]  # fmt: skip
    edges = [
        {"source": f"document:{low}", "target": f"document:{up}", "kind": relation.value}
        for low, up, relation in found.edges
    ]
    return {"nodes": nodes, "edges": edges, "asked": found.asked and f"document:{found.asked}"}


def draw_lineage(found: PaperLineage) -> None:
    """Roots first, each paper with what it stands on; then the lines, one path a row; then what is only mentioned."""
    papers = found.by_id()
    drawn = {each for low, up, relation in found.edges if relation is not Relation.MENTIONS for each in (low, up)}
    drawn |= {one.id for one in found.papers if not one.is_placeholder}
    for one in found.papers:
        if one.id in drawn:
            mark = " · văn bản này" if one.id == found.asked else ""
            stands = _stands_on(found, one.id, papers)
            say(f"{'  ' * one.generation}Đời {one.generation}: {one.label} ({one.detail}{mark}){stands}")
    if found.asked is not None:
        _draw_lines(found, papers)
    only = {up for _, up, relation in found.edges if relation is Relation.MENTIONS} - drawn
    mentioned = sorted(papers[up].label if papers[up].number else papers[up].subject for up in only)
    if mentioned:
        say("", f"Chỉ dẫn chiếu: {'; '.join(mentioned)}")


def _stands_on(found: PaperLineage, paper: int, papers: dict[int, PaperLine]) -> str:
    by_relation: dict[Relation, set[str]] = {}
    near = {up for up, low in found.steps if low == paper}
    for low, up, relation in found.edges:
        # A chain tells the far steps; a ground that the paper itself names is said even then.
        if low == paper and relation is not Relation.MENTIONS and (up in near or relation is Relation.BASIS):
            by_relation.setdefault(relation, set()).add(papers[up].name)
    basis = by_relation.get(Relation.BASIS, set())
    rest = by_relation.get(Relation.IMPLEMENTS, set()) - basis
    told = [f"căn cứ {', '.join(sorted(basis))}"] if basis else []
    told += [f"thực hiện {', '.join(sorted(rest))}"] if rest else []
    return f"  ← {'; '.join(told)}" if told else ""


def _draw_lines(found: PaperLineage, papers: dict[int, PaperLine]) -> None:
    """Every way from a root to the asked paper, under the line of the step before it."""
    assert found.asked is not None  # noqa: S101 - the caller asked
    uppers: dict[int, list[int]] = {}
    for up, low in found.steps:
        uppers.setdefault(low, []).append(up)
    paths = _paths(found.asked, uppers)
    for line in Line:
        own = sorted(
            (path for path in paths if len(path) > 1 and papers[path[-2]].line is line),
            key=lambda path: (-len(path), path),
        )
        told = [" → ".join(papers[each].name for each in path) for path in own]
        if told:
            say("", f"{line.label}:", *(f"  {path}" for path in told[:MOST_PATHS]))
            if len(told) > MOST_PATHS:
                say(f"  … và {len(told) - MOST_PATHS} đường khác")


def _paths(paper: int, uppers: dict[int, list[int]]) -> list[list[int]]:
    above = uppers.get(paper, [])
    return [[*path, paper] for up in above for path in _paths(up, uppers)] or [[paper]]
