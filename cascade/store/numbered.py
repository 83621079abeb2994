"""Cascades and documents by the number people call them: 281/KH-UBND, however it was typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from kit.text import fold
from kit.vocabulary import CascadeState, DocumentKind
from models import Cascade, Document, Unit


def is_cascade(tx: Connection, cascade_id: int) -> bool:
    return tx.execute(select(Cascade.id).where(Cascade.id == cascade_id)).first() is not None


def cascades_of_number(tx: Connection, number: str) -> list[tuple[int, str]]:
    """(id, title) of the cascades whose document bears this number."""
    query = select(Cascade.id, Cascade.title, Document.number).join(Document, Document.id == Cascade.document_id)
    rows = tx.execute(query.where(Document.number.is_not(None)).order_by(Cascade.id))
    return [(row.id, row.title) for row in rows if _same(row.number or "", number)]


def documents_of_number(tx: Connection, number: str) -> list[tuple[int, str, str]]:
    """(id, number, issuer) of the papers, placeholders among them, that bear this number."""
    query = select(Document.id, Document.number, Document.issuer_name).where(Document.number.is_not(None))
    rows = tx.execute(query.order_by(Document.id))
    return [(row.id, row.number or "", row.issuer_name) for row in rows if _same(row.number or "", number)]


def _same(stored: str, typed: str) -> bool:
    return fold(stored).replace(" ", "") == fold(typed).replace(" ", "")


class CascadeRow(NamedTuple):
    id: int
    number: str | None
    title: str
    unit_code: str
    unit_name: str
    issued_at: datetime
    state: CascadeState
    expected: int


class DocumentRow(NamedTuple):
    id: int
    kind: DocumentKind
    number: str | None
    issuer_name: str
    issued_on: date | None
    subject: str
    is_placeholder: bool


def cascades(tx: Connection, issuing_unit_id: int | None = None) -> list[CascadeRow]:
    """Newest first."""
    query = (
        select(
            Cascade.id, Document.number, Cascade.title, Unit.code, Unit.name, Cascade.issued_at, Cascade.state,
            Cascade.expected_count,
        )
        .join(Document, Document.id == Cascade.document_id)
        .join(Unit, Unit.id == Cascade.issuing_unit_id)
        .order_by(Cascade.issued_at.desc(), Cascade.id.desc())
    )  # fmt: skip
    if issuing_unit_id is not None:
        query = query.where(Cascade.issuing_unit_id == issuing_unit_id)
    return [CascadeRow(*row) for row in tx.execute(query)]


def documents(tx: Connection) -> list[DocumentRow]:
    """By day of issue, those without one last."""
    query = select(
        Document.id, Document.kind, Document.number, Document.issuer_name, Document.issued_on, Document.subject,
        Document.is_placeholder,
    )  # fmt: skip
    rows = [DocumentRow(*row) for row in tx.execute(query)]
    return sorted(rows, key=lambda row: (row.issued_on or date.max, row.id))
