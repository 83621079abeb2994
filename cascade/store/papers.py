"""The register of papers as pages show it: lists, one paper with what it stands on and what stands on it. Selects only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from kit.errors import NotFound
from kit.text import fold
from kit.vocabulary import DocumentKind, Relation
from models import Cascade, CascadeNode, Citation, Document, StoredFile

# The Party writes 33-CT/TU, the State 281/KH-UBND.
_PARTY_SYMBOL = re.compile(r"^\d+\s*-\s*[A-ZĐa-zđ]+\s*/")


@dataclass(frozen=True)
class PaperView:
    """A line of the register."""

    id: int
    kind: DocumentKind
    number: str | None
    issued_on: date | None
    issuer_name: str
    subject: str
    is_placeholder: bool
    file_sha256: str | None
    file_name: str
    registered_at: datetime
    owner_unit_id: int | None

    @property
    def short(self) -> str:
        return f"{self.kind.value} {self.number}" if self.number else self.kind.label

    @property
    def is_party(self) -> bool:
        return bool(self.number and _PARTY_SYMBOL.match(self.number))


@dataclass(frozen=True)
class CitationView:
    paper: PaperView
    relation: Relation
    span: tuple[int, int] | None


_COLUMNS = (
    Document.id, Document.kind, Document.number, Document.issued_on, Document.issuer_name, Document.subject, Document.is_placeholder,
    Document.file_sha256, Document.file_name, Document.registered_at, Document.owner_unit_id,
)  # fmt: skip


def register(tx: Connection, unit_id: int, *, words: str = "", limit: int = 500) -> tuple[PaperView, ...]:
    """The papers a unit may see, placeholders first, then newest first: its own, those of its cascades, and what these cite."""
    taking_part = (
        select(Cascade.document_id)
        .join(CascadeNode, CascadeNode.cascade_id == Cascade.id)
        .where(CascadeNode.unit_id == unit_id)
    )
    seen = select(Document.id).where(or_(Document.owner_unit_id == unit_id, Document.id.in_(taking_part)))
    cited = select(Citation.cited_id).where(Citation.document_id.in_(seen))
    rows = tx.execute(
        select(*_COLUMNS)
        .where(or_(Document.id.in_(seen), Document.id.in_(cited)))
        .order_by(Document.is_placeholder.desc(), Document.registered_at.desc(), Document.id.desc())
        .limit(limit)
    )
    found = [PaperView(*row) for row in rows]
    wanted = fold(words).split()
    return tuple(
        one for one in found if all(word in fold(f"{one.short} {one.issuer_name} {one.subject}") for word in wanted)
    )


def paper(tx: Connection, document_id: int) -> PaperView:
    """Raises NotFound when there is no such paper."""
    row = tx.execute(select(*_COLUMNS).where(Document.id == document_id)).first()
    if row is None:
        raise NotFound()
    return PaperView(*row)


def papers(tx: Connection, ids: tuple[int, ...]) -> tuple[PaperView, ...]:
    if not ids:
        return ()
    return tuple(
        PaperView(*row) for row in tx.execute(select(*_COLUMNS).where(Document.id.in_(ids)).order_by(Document.id))
    )


def text_of(tx: Connection, document_id: int) -> str:
    return tx.execute(select(Document.text).where(Document.id == document_id)).scalar() or ""


def media_type(tx: Connection, sha256: str) -> str:
    return (
        tx.execute(select(StoredFile.media_type).where(StoredFile.sha256 == sha256)).scalar()
        or "application/octet-stream"
    )


def stands_on(tx: Connection, document_id: int) -> tuple[CitationView, ...]:
    """What this paper cites, in the order it cites it, each paper once."""
    rows = tx.execute(
        select(*_COLUMNS, Citation.relation, Citation.span_start, Citation.span_end)
        .join(Citation, Citation.cited_id == Document.id)
        .where(Citation.document_id == document_id)
        .order_by(Citation.id)
    )
    return _each_once(_citation(row) for row in rows)


def standing_on(tx: Connection, document_id: int) -> tuple[CitationView, ...]:
    """What cites this paper, each paper once."""
    rows = tx.execute(
        select(*_COLUMNS, Citation.relation, Citation.span_start, Citation.span_end)
        .join(Citation, Citation.document_id == Document.id)
        .where(Citation.cited_id == document_id)
        .order_by(Citation.id)
    )
    return _each_once(_citation(row) for row in rows)


def _each_once(views: Iterable[CitationView]) -> tuple[CitationView, ...]:
    """A paper may be cited for two reasons: a list names it under the strongest, in the order of `Relation`."""
    found: dict[int, CitationView] = {}
    strength = list(Relation).index
    for view in views:
        known = found.get(view.paper.id, view)
        found[view.paper.id] = min(known, view, key=lambda one: strength(one.relation))
    return tuple(found.values())


def _citation(row: Row[Any]) -> CitationView:
    *columns, relation, start, end = row
    return CitationView(PaperView(*columns), relation, None if start is None else (start, end))
