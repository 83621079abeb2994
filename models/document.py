"""Documents, the files they came from, the citations between them, and drafts made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import DocumentKind, DraftState, ReadingState, Relation
from models.base import Base, BigId, ByValue, Moment


class StoredFile(Base):
    """A file kept untouched on disk under its SHA-256; the row is written after the bytes are flushed."""

    __tablename__ = "stored_file"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(120))
    stored_at: Mapped[datetime] = mapped_column(Moment)


class Document(Base):
    """A paper, or a placeholder for one that others cite (law 2).

    `identity` is the normalised key: State (issuer, type, number, year), Party (issuer, type, number, term or date).
    It is NULL while too little is known; the printed symbol alone never identifies a document.
    """

    __tablename__ = "document"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(ByValue(DocumentKind))
    number: Mapped[str | None] = mapped_column(String(64))
    issued_on: Mapped[date | None]
    issuer_name: Mapped[str] = mapped_column(String(255), default="")
    issuer_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[str] = mapped_column(Text, default="")
    identity: Mapped[str | None] = mapped_column(String(255), unique=True)
    is_placeholder: Mapped[bool] = mapped_column(default=False)
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(255), default="")
    text: Mapped[str | None] = mapped_column(Text)
    reading: Mapped[Any | None] = mapped_column(JSON)
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    registered_at: Mapped[datetime] = mapped_column(Moment)


class Citation(Base):
    """An edge of the document graph, each with its kind and its place in the citing text."""

    __tablename__ = "citation"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    cited_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    relation: Mapped[Relation] = mapped_column(ByValue(Relation))
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    __table_args__ = (UniqueConstraint("document_id", "cited_id", "relation"),)


class Draft(Base):
    """A proposal a person is still confirming; `content` is `cascade.drafting.proposing.DraftContent` as JSON."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    parent_unit_task_id: Mapped[int | None] = mapped_column(BigId)
    state: Mapped[DraftState] = mapped_column(ByValue(DraftState))
    content: Mapped[Any] = mapped_column(JSON)
    step: Mapped[int] = mapped_column(default=2)
    version: Mapped[int] = mapped_column(default=1)
    cascade_id: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index(None, "unit_id", "state"),)


_UNFINISHED = text("state IN ('waiting', 'reading')")


class Reading(Base):
    """A file waiting to be read, being read, or read: it leaves a draft, or a sentence that says why there is none.

    One office reads one file once at a time. `attempts` numbers the runs that took it up: only the newest may write here.
    """

    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    parent_unit_task_id: Mapped[int | None] = mapped_column(BigId)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(255))
    state: Mapped[ReadingState] = mapped_column(ByValue(ReadingState), default=ReadingState.WAITING)
    page: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    """0 while nobody has counted them."""
    attempts: Mapped[int] = mapped_column(default=0)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    is_known_paper: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        Index(None, "state"),
        Index(
            "uq_reading_unfinished", "unit_id", "file_sha256",
            unique=True, sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED,
        ),
    )  # fmt: skip
