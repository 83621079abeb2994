"""The counters behind every board, and their daily snapshots.

One row per (task period, inner node, effective deadline, unit type). The type gives the tier, so one key answers "by tier",
"by unit" and "by task"; the deadline lets "overdue" be read from the calendar, for any day, without touching a row.
A mark moves one from a cell to another in the holder's inner node and its ancestors, in its own transaction.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from kit.vocabulary import CELLS
from models.base import Base, BigId, Moment

__all__ = ["CELLS", "Counter", "CounterSnapshot", "Drift", "Snapshot"]


class _Cells:
    assigned: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    in_progress: Mapped[int] = mapped_column(default=0)
    returned: Mapped[int] = mapped_column(default=0)
    declined: Mapped[int] = mapped_column(default=0)
    submitted_in_time: Mapped[int] = mapped_column(default=0)
    submitted_late: Mapped[int] = mapped_column(default=0)
    paused_in_time: Mapped[int] = mapped_column(default=0)
    paused_late: Mapped[int] = mapped_column(default=0)
    done_on_time: Mapped[int] = mapped_column(default=0)
    done_late: Mapped[int] = mapped_column(default=0)
    exempt: Mapped[int] = mapped_column(default=0)
    revoked: Mapped[int] = mapped_column(default=0)


class Counter(_Cells, Base):
    __tablename__ = "counter"
    task_period_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    node: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    type_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[dict[str, bool]]:
        return ({"sqlite_with_rowid": False},)


class Snapshot(Base):
    """The moment at which the counters of a cascade were copied for a day."""

    __tablename__ = "snapshot"
    cascade_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(Moment)
    journal_id: Mapped[int] = mapped_column(BigId)
    """The last journal row the copy contains: rows after it are taken back when an earlier moment is asked for."""


class CounterSnapshot(_Cells, Base):
    """A counter row as it stood on `day`; only rows that changed since the snapshot before are kept."""

    __tablename__ = "counter_snapshot"
    task_period_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    node: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    type_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[dict[str, bool]]:
        return ({"sqlite_with_rowid": False},)


class Drift(Base):
    """A difference found by `verify`: what the counter said and what the leaves say."""

    __tablename__ = "drift"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    found_at: Mapped[datetime] = mapped_column(Moment)
    task_period_id: Mapped[int] = mapped_column(BigId)
    node: Mapped[int]
    cell: Mapped[str] = mapped_column(String(24))
    counted: Mapped[int]
    recounted: Mapped[int]
