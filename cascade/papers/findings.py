"""What each paper of the register says, of itself and of others, as plain data for comparing. Knows no database and no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kit.vocabulary import DocumentKind, Relation

Span = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """A citation as one paper prints it; `cited` is the paper of the register it names."""

    by: int
    cited: int
    number: str | None
    issued_on: date | None
    issuer: str
    title: str
    relation: Relation
    parent: str | None
    span: Span


@dataclass(frozen=True)
class Duty:
    """A report a paper asks for: to whom, through whom, by which day (ISO, or MM-DD of every year)."""

    to: str
    via: str
    due: str
    span: Span


@dataclass(frozen=True)
class PaperFinding:
    """One paper: as the register names it, as it names itself, and what it says. A placeholder says nothing.

    `is_confirmed` means that a person has confirmed its head and issued by it.
    """

    id: int
    kind: DocumentKind
    number: str | None
    issued_on: date | None
    issuer: str
    subject: str
    is_placeholder: bool
    own_number: str | None = None
    own_day: date | None = None
    text: str = ""
    said: tuple[Said, ...] = ()
    duties: tuple[Duty, ...] = ()
    task_spans: tuple[Span, ...] = ()
    is_confirmed: bool = False

    @property
    def name(self) -> str:
        """How a sentence names it: by its number, else by whose it is."""
        return self.number or f"{self.kind.label} của {self.issuer or 'cơ quan chưa rõ'}"


@dataclass(frozen=True)
class Place:
    """A stretch of one paper's text; no span means the paper as a whole."""

    document_id: int
    name: str
    span: Span | None = None


@dataclass(frozen=True)
class Disagreement:
    """Two places that do not agree, told in one sentence."""

    kind: str
    message: str
    places: tuple[Place, ...]

    @property
    def document_ids(self) -> frozenset[int]:
        return frozenset(place.document_id for place in self.places)


@dataclass(frozen=True)
class Findings:
    """The papers compared with each other, and the edges between them as the papers themselves draw them."""

    papers: dict[int, PaperFinding]
    edges: frozenset[tuple[int, int, Relation]] = field(default_factory=frozenset)

    def of(self, said: Said) -> PaperFinding:
        return self.papers[said.by]

    def place(self, said: Said) -> Place:
        return Place(said.by, self.papers[said.by].name, said.span)

    def by_cited(self) -> Iterator[tuple[PaperFinding, list[Said]]]:
        """Each cited paper with all that is said of it, in a fixed order."""
        found: dict[int, list[Said]] = defaultdict(list)
        for paper in self.papers.values():
            for said in paper.said:
                found[said.cited].append(said)
        for cited in sorted(found, key=lambda key: self.papers[key].name):
            yield self.papers[cited], sorted(found[cited], key=lambda said: (self.of(said).name, said.span))

    def real(self) -> Iterable[PaperFinding]:
        return sorted(
            (paper for paper in self.papers.values() if not paper.is_placeholder), key=lambda paper: paper.name
        )

    def uppers(self, paper_id: int) -> frozenset[int]:
        """What a paper stands on or carries out."""
        return frozenset(
            up for low, up, relation in self.edges if low == paper_id and relation is not Relation.MENTIONS
        )

    def ancestors(self, paper_id: int) -> frozenset[int]:
        found: set[int] = set()
        waiting = [paper_id]
        while waiting:
            new = self.uppers(waiting.pop()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def share_field(self, one: int, other: int) -> bool:
        """Whether two papers speak of one field: both name some same paper, however far up."""
        return bool(self._named(one) & self._named(other))

    def _named(self, paper_id: int) -> frozenset[int]:
        return self.ancestors(paper_id) | {said.cited for said in self.papers[paper_id].said}
