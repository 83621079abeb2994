"""The journal: one row for every change of state, and the memory of requests already answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import EventTag
from models.base import Base, BigId, ByValue, Moment


class Journal(Base):
    """Append-only (law 17). `from_cell`/`to_cell` and the deadlines let a board be rewound to an earlier moment.

    `about_unit_id` is the unit that must hear of it: the inbox reads by it.
    """

    __tablename__ = "journal"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    event: Mapped[EventTag] = mapped_column(ByValue(EventTag))
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(120), default="")
    unit_id: Mapped[int | None] = mapped_column(BigId)
    about_unit_id: Mapped[int | None] = mapped_column(BigId)
    cascade_id: Mapped[int | None] = mapped_column(BigId)
    unit_task_id: Mapped[int | None] = mapped_column(BigId)
    from_cell: Mapped[str | None] = mapped_column(String(24))
    to_cell: Mapped[str | None] = mapped_column(String(24))
    from_due: Mapped[date | None]
    to_due: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(Text)
    data: Mapped[Any | None] = mapped_column(JSON)
    __table_args__ = (
        Index(None, "unit_task_id", "id"),
        Index(None, "cascade_id", "id"),
        Index(None, "about_unit_id", "id"),
    )


class Idempotency(Base):
    """(actor, key) with the body's hash and the answer, stored in the transaction of the effect (law 18)."""

    __tablename__ = "idempotency"
    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = ({"sqlite_with_rowid": False},)
