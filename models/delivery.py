"""What people must be told: reminder rows, the inbox's read mark, and the outbox of messages that leave the house."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import Milestone
from models.base import Base, BigId, ByValue, Moment


class Reminder(Base):
    """Written by `track`, once per (unit task, milestone, deadline): a moved deadline may be reminded of anew."""

    __tablename__ = "reminder"
    unit_task_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    milestone: Mapped[Milestone] = mapped_column(ByValue(Milestone), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigId)
    day: Mapped[date]
    __table_args__ = (Index(None, "unit_id", "day"), {"sqlite_with_rowid": False})


class InboxRead(Base):
    """Up to where a person has read the inbox of a unit."""

    __tablename__ = "inbox_read"
    user_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    journal_id: Mapped[int] = mapped_column(BigId, default=0)
    day: Mapped[date | None]


class Outbox(Base):
    """A message to be delivered: claimed with a lease, sent outside any transaction, then marked (law 19)."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    recipient: Mapped[str] = mapped_column(String(255))
    channel: Mapped[str] = mapped_column(String(24))
    digest_day: Mapped[date]
    template: Mapped[str] = mapped_column(String(64))
    context: Mapped[Any] = mapped_column(JSON)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("recipient", "channel", "digest_day"), Index(None, "state", "next_try_at"))
