"""What the flows need to be killed anywhere and run again: leases, and what has been handled."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Moment


class Lease(Base):
    """Who is doing a piece of work until when. An expired lease may be taken over; Prefect's own slots are not trusted."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    holder: Mapped[str] = mapped_column(String(120))
    taken_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Watermark(Base):
    """The last journal row a reader (`roll_up`, `deliver`, ...) has handled, and when it last finished."""

    __tablename__ = "watermark"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    journal_id: Mapped[int] = mapped_column(BigId, default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class Setting(Base):
    """An adjustable rule (due-soon days, "trước ngày" inclusive, ...) as JSON text."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


class CalendarDay(Base):
    """A holiday, or a swapped day: `is_working` turns a rest day into a working one. Calendar data, not code."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(120), default="")
