"""The register of papers: known ones recognised, cited ones kept as placeholders that bind when the paper arrives.

Two ways lead from a paper to its number: its own head, or another paper that cites it. Four of five real papers do not
print their own number, so a paper is also recognised by issuer, type and subject once somebody cites it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from cascade.actor import Actor
from cascade.journal import Entry, record
from cascade.papers.citing import cite, cited_paper, connect, key_beside, known_paper, stand_on, uncite
from cascade.papers.evidence import KeptFile
from cascade.papers.evidence import record as record_file
from cascade.papers.recognition import Head, full_name, head_of, name_of, same_paper
from cascade.store import documents as store
from cascade.store import units
from cascade.store.documents import Paper
from cascade.units.selection import Reader
from kit import clock
from kit.errors import NotFound, Refusal
from kit.vocabulary import EventTag
from models import Citation, Document

__all__ = [
    "Head", "Registered", "amend_head", "bind", "cite", "cited_paper", "confirm_head", "full_name", "head_of", "place", "register", "stand_on", "uncite",
]  # fmt: skip


@dataclass(frozen=True)
class Registered:
    """What became of a paper: its row, and whether it was there before (from another office: foreign) or bound a placeholder."""

    document_id: int
    is_known: bool = False
    bound_placeholder: bool = False
    number: str | None = None
    issued_on: date | None = None
    is_foreign: bool = False


def register(tx: Connection, *, actor: Actor, reading: Mapping[str, Any], kept: KeptFile | None = None) -> Registered:
    """Put a paper that was read into the register of the actor's office, with what it cites.

    The same file again is the same paper; a paper that a placeholder stood for takes the placeholder's place.

    Raises:
        Refusal: what it stands on stands on it; the sentence names the path that closes.
    """
    owner = actor.unit_id or None  # the server's own hand stands for no unit
    if kept is not None:
        record_file(tx, kept)
        known = store.by_file(tx, kept.sha256, owner)
        if known is not None:
            return Registered(known.id, True, False, known.number, known.issued_on)
    reader = Reader(units.directory(tx), actor.unit_id)
    head = head_of(reading.get("document") or {}, reader)
    stored: dict[str, Any] = {
        "text": reading.get("text"),
        "reading": {name: value for name, value in reading.items() if name != "text"},
        "file_sha256": kept.sha256 if kept else None,
        "file_name": kept.file_name if kept else "",
        "owner_unit_id": owner,
    }
    result = place(tx, head, **stored)
    if not result.is_known:
        cite(
            tx, result.document_id, reading.get("citations") or (), reader, is_neighbour=head.issuer_unit_id is not None
        )
        record(
            tx, Entry(EventTag.DOCUMENT_REGISTERED, actor, note=name_of(head), data={"document": result.document_id})
        )
    return result


def place(tx: Connection, head: Head, *, owner_unit_id: int | None = None, **stored: Any) -> Registered:
    """The row of a real paper: a known one, a placeholder it binds, or a new one."""
    key = key_beside(tx, head)
    known = known_paper(tx, head) if key else _cited_without_number(tx, head)
    if known is not None and not known.is_placeholder:
        return Registered(known.id, True, False, known.number, known.issued_on, known.owner_unit_id != owner_unit_id)
    values = {
        "kind": head.kind, "issuer_name": head.issuer, "issuer_unit_id": head.issuer_unit_id, "subject": head.subject,
        "is_placeholder": False, "owner_unit_id": owner_unit_id, "registered_at": clock.now(), **stored,
    }  # fmt: skip
    if known is not None:
        values |= {"issuer_name": head.issuer or known.issuer_name, "subject": head.subject or known.subject}
        values |= {"issued_on": head.issued_on, "identity": key} if key else {}
        tx.execute(update(Document).where(Document.id == known.id).values(**values))
        return Registered(known.id, False, True, known.number, known.issued_on)
    values |= {"number": head.number, "issued_on": head.issued_on, "identity": key}
    made = tx.execute(insert(Document).values(**values).returning(Document.id)).scalar_one()
    return Registered(int(made), False, False, head.number, head.issued_on)


def confirm_head(tx: Connection, document_id: int, head: Head, *, by_unit_id: int) -> int:
    """The paper an office issues by, with its head as confirmed. A paper another office put there is never rewritten.

    Raises:
        Refusal: another real paper already bears this number.
    """
    current = store.find(tx, document_id)
    if current is None or (current.owner_unit_id != by_unit_id and current.identity != head.identity):
        return place(tx, head, owner_unit_id=by_unit_id).document_id
    return document_id if current.owner_unit_id != by_unit_id else amend_head(tx, document_id, head)


def amend_head(tx: Connection, document_id: int, head: Head) -> int:
    """Give a paper the head a person confirmed; a placeholder of the same identity is absorbed. Returns the paper's id.

    Raises:
        Refusal: another real paper already bears this number.
    """
    current = store.find(tx, document_id)
    if current is None:
        raise NotFound("Không có văn bản này trong sổ.")
    key = head.identity
    other = known_paper(tx, head) if key else None
    if other is not None and other.id != document_id:
        if not other.is_placeholder:
            raise Refusal(
                f"{other.name} đã có trong sổ văn bản. Kiểm tra lại số, ngày, hoặc dùng bản đã có.", field="number"
            )
        bind(tx, placeholder_id=other.id, document_id=document_id)
    values: dict[str, Any] = {"kind": head.kind, "subject": head.subject or current.subject}
    # What the paper does not print another paper may have told: a blank never erases it.
    if head.number:
        values |= {"number": head.number}
    if head.issued_on:
        values |= {"issued_on": head.issued_on}
    if key:
        values |= {"identity": key}
    if head.issuer:
        values |= {"issuer_name": head.issuer, "issuer_unit_id": head.issuer_unit_id}
    tx.execute(update(Document).where(Document.id == document_id).values(**values))
    return document_id


def bind(tx: Connection, *, placeholder_id: int, document_id: int) -> None:
    """Let a real paper take a placeholder's place in every citation: "Đã có, ghép vào".

    Raises:
        Refusal: it is not a placeholder, or the paper would come to stand on itself.
    """
    placeholder, paper = store.find(tx, placeholder_id), store.find(tx, document_id)
    if placeholder is None or paper is None:
        raise NotFound("Không có văn bản này trong sổ.")
    if not placeholder.is_placeholder:
        raise Refusal(f"{placeholder.name} đã có tệp, không phải văn bản giữ chỗ. Không ghép được.")
    citing = (
        tx.execute(select(Citation.document_id, Citation.relation).where(Citation.cited_id == placeholder_id))
        .tuples()
        .all()
    )
    cited = store.cited_by(tx, placeholder_id)
    tx.execute(delete(Citation).where((Citation.cited_id == placeholder_id) | (Citation.document_id == placeholder_id)))
    edges = [(lower, document_id, relation, None) for lower, relation in citing if lower != document_id]
    edges += [(document_id, upper, relation, None) for upper, relation in cited if upper != document_id]
    connect(tx, edges)
    tx.execute(delete(Document).where(Document.id == placeholder_id))
    if paper.number is None:
        values: dict[str, Any] = {
            "number": placeholder.number,
            "issued_on": placeholder.issued_on,
            "identity": placeholder.identity,
        }
        tx.execute(update(Document).where(Document.id == document_id).values(**values))


def _cited_without_number(tx: Connection, head: Head) -> Paper | None:
    """The placeholder that stands for a paper which does not print its own number."""
    return same_paper(head, store.placeholders_of_kind(tx, head.kind)) if head.number is None else None
