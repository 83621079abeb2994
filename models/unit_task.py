"""Unit tasks, what stands under them, their evidence and their extensions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import Progress, UnitRole
from models.base import NO_DEADLINE, Base, BigId, ByValue, Moment

_WAITING = text("progress = 'submitted'")


class UnitTask(Base):
    """One unit's share of one task in one period. The large table: beside its primary key it has one index, over the few rows
    that wait for an acceptance, so that opening half a million writes none of it.

    `late` is frozen by the submission (or the pause) against the deadline then in force; `due_on` is the effective one.
    """

    __tablename__ = "unit_task"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    task_period_id: Mapped[int] = mapped_column(BigId)
    node: Mapped[int]
    parent_node: Mapped[int]
    unit_id: Mapped[int] = mapped_column(BigId)
    role: Mapped[UnitRole] = mapped_column(ByValue(UnitRole))
    progress: Mapped[Progress] = mapped_column(ByValue(Progress), default=Progress.ASSIGNED)
    late: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date] = mapped_column(default=NO_DEADLINE)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        Index(
            "ix_unit_task_waiting", "task_period_id", "parent_node", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
    )


class Serves(Base):
    """A unit task that also counts under another parent: done once, counted everywhere, once in each (law 8)."""

    __tablename__ = "serves"
    unit_task_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    parent_id: Mapped[int] = mapped_column(BigId, primary_key=True, index=True)


class RollUp(Base):
    """What is reckoned for a parent: the issuing office (node 0) or an inner holder, in one task period.

    `live` and `done` count the implicit children in this cascade, kept by every mark; `below_live` and `below_done` the
    own-plan tasks and `serves` children, kept by the roll_up flow. Own, computed and declared values stay apart (law 11).
    """

    __tablename__ = "roll_up"
    task_period_id: Mapped[int] = mapped_column(ForeignKey("task_period.id"), primary_key=True)
    node: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    generation: Mapped[int]
    live: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    below_live: Mapped[int] = mapped_column(default=0)
    below_done: Mapped[int] = mapped_column(default=0)
    is_ready: Mapped[bool] = mapped_column(default=False)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_after_report: Mapped[bool] = mapped_column(default=False)
    declared_percent: Mapped[int | None]
    declared_reason: Mapped[str] = mapped_column(Text, default="")
    declared_by: Mapped[int | None]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Evidence(Base):
    """A file sent with a journal row; the bytes are on disk by SHA-256 and flushed before this row commits."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_task_id: Mapped[int] = mapped_column(BigId, index=True)
    journal_id: Mapped[int] = mapped_column(BigId)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    added_at: Mapped[datetime] = mapped_column(Moment)


class Extension(Base):
    """A request for a later date and its answer; the original deadline is never overwritten (law 13)."""

    __tablename__ = "extension"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_task_id: Mapped[int] = mapped_column(BigId, index=True)
    due_before: Mapped[date]
    due_asked: Mapped[date]
    due_granted: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    requested_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    __table_args__ = (Index(None, "state", "requested_at"),)
