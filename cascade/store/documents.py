"""Selects the register needs to recognise papers: by identity, by file, unnumbered ones, and the edges between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kit.vocabulary import DocumentKind, Relation
from models import Citation, Document


@dataclass(frozen=True)
class Paper:
    """A document as the register compares it."""

    id: int
    kind: DocumentKind
    number: str | None
    issued_on: date | None
    issuer_name: str
    issuer_unit_id: int | None
    subject: str
    identity: str | None
    is_placeholder: bool
    owner_unit_id: int | None

    @property
    def name(self) -> str:
        return f"{self.kind.label} {self.number}" if self.number else f"{self.kind.label} “{self.subject[:60]}”"


_COLUMNS = (
    Document.id, Document.kind, Document.number, Document.issued_on, Document.issuer_name, Document.issuer_unit_id, Document.subject,
    Document.identity, Document.is_placeholder, Document.owner_unit_id,
)  # fmt: skip


def _one(tx: Connection, query: Select[Any]) -> Paper | None:
    row = tx.execute(query.limit(1)).first()
    return Paper(*row) if row else None


def find(tx: Connection, document_id: int) -> Paper | None:
    return _one(tx, select(*_COLUMNS).where(Document.id == document_id))


def by_identity(tx: Connection, identity: str) -> Paper | None:
    return _one(tx, select(*_COLUMNS).where(Document.identity == identity))


def of_any_date(tx: Connection, provisional: str) -> list[Paper]:
    """The papers of this issuer, type and number, whatever their date, the one without a date among them."""
    undated = provisional.partition("|")[2]
    same = or_(Document.identity == provisional, Document.identity.like(f"_|{undated}|%"))
    return [Paper(*row) for row in tx.execute(select(*_COLUMNS).where(same).order_by(Document.id).limit(3))]


def by_file(tx: Connection, sha256: str, owner_unit_id: int | None) -> Paper | None:
    """The paper an office has already registered from this very file."""
    query = select(*_COLUMNS).where(Document.file_sha256 == sha256, Document.owner_unit_id == owner_unit_id)
    return _one(tx, query.order_by(Document.id))


def placeholders_of_kind(tx: Connection, kind: DocumentKind) -> list[Paper]:
    query = select(*_COLUMNS).where(
        Document.kind == kind, Document.is_placeholder.is_(True), Document.number.is_not(None)
    )
    return [Paper(*row) for row in tx.execute(query.order_by(Document.id))]


def unnumbered_of_kind(tx: Connection, kind: DocumentKind) -> list[Paper]:
    """Real papers that do not print their own number: another paper may supply it."""
    query = select(*_COLUMNS).where(
        Document.kind == kind, Document.is_placeholder.is_(False), Document.number.is_(None)
    )
    return [Paper(*row) for row in tx.execute(query.order_by(Document.id))]


def edges_above(tx: Connection, document_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The căn cứ and thực hiện edges (lower, upper) from these papers up to the roots."""
    return _edges(tx, document_ids, Citation.document_id, 1)


def edges_below(tx: Connection, document_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The căn cứ and thực hiện edges (lower, upper) from these papers down to the last that stands on them."""
    return _edges(tx, document_ids, Citation.cited_id, 0)


def _edges(
    tx: Connection, document_ids: Iterable[int], near: InstrumentedAttribute[int], far: int
) -> list[tuple[int, int]]:
    """Generation by generation: `near` is the end that is known, `far` the place in the pair where it goes on."""
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    frontier = set(document_ids)
    while frontier:
        seen |= frontier
        query = select(Citation.document_id, Citation.cited_id).where(
            near.in_(sorted(frontier)), Citation.relation != Relation.MENTIONS
        )
        rows = tx.execute(query).tuples().all()
        found += rows
        frontier = {row[far] for row in rows} - seen
    return found


def cited_by(tx: Connection, document_id: int) -> list[tuple[int, Relation]]:
    return list(
        tx.execute(select(Citation.cited_id, Citation.relation).where(Citation.document_id == document_id))
        .tuples()
        .all()
    )


def mentions_of(tx: Connection, document_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(paper, what it mentions) without standing on it."""
    query = select(Citation.document_id, Citation.cited_id).where(
        Citation.document_id.in_(sorted(set(document_ids))), Citation.relation == Relation.MENTIONS
    )
    return list(tx.execute(query.order_by(Citation.id)).tuples().all())


def problems_read(tx: Connection, document_ids: Iterable[int] | None = None) -> list[tuple[int, dict[str, Any]]]:
    """(paper, problem) as the reader found them inside each paper."""
    query = select(Document.id, Document.reading).where(Document.reading.is_not(None))
    if document_ids is not None:
        query = query.where(Document.id.in_(sorted(set(document_ids))))
    return [
        (key, each)
        for key, reading in tx.execute(query.order_by(Document.id))
        for each in (reading or {}).get("problems") or ()
    ]
