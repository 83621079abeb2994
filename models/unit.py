"""Units, dated, with their tiers and types as data, their superiors by line, and who received their functions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import Line
from models.base import Base, BigId, ByValue


class Tier(Base):
    """One level of an arrangement; `rank` 0 is the top. Tiers are data: law 4."""

    __tablename__ = "tier"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[int]


class UnitType(Base):
    """A kind of unit within a tier (MN, TH, THCS; phòng; phường). Every unit has exactly one."""

    __tablename__ = "unit_type"
    id: Mapped[int] = mapped_column(primary_key=True)
    tier_id: Mapped[int] = mapped_column(ForeignKey("tier.id"))
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    abbreviation: Mapped[str] = mapped_column(String(32), default="")
    position: Mapped[int] = mapped_column(default=0)


class Unit(Base):
    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    name_fold: Mapped[str] = mapped_column(String(255), default="", index=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("unit_type.id"))
    organ_id: Mapped[str | None] = mapped_column(String(64))
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(32), default="")
    contact_email: Mapped[str] = mapped_column(String(255), default="")
    valid_from: Mapped[date] = mapped_column(default=date(1900, 1, 1))
    valid_to: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)


class UnitSuperior(Base):
    """Whom a unit answers to along one line, from a day to a day."""

    __tablename__ = "unit_superior"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    superior_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    line: Mapped[Line] = mapped_column(ByValue(Line))
    valid_from: Mapped[date] = mapped_column(default=date(1900, 1, 1))
    valid_to: Mapped[date | None]
    __table_args__ = (Index(None, "unit_id", "line"),)


class UnitAlias(Base):
    """Another name a document may use for a unit: abbreviations, old names."""

    __tablename__ = "unit_alias"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    alias: Mapped[str] = mapped_column(String(255))
    alias_fold: Mapped[str] = mapped_column(String(255), index=True)
    __table_args__ = (UniqueConstraint("unit_id", "alias_fold"),)


class UnitSuccessor(Base):
    """Who received a function of a unit that was merged, split, abolished, renamed or moved: law 5."""

    __tablename__ = "unit_successor"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    change: Mapped[str] = mapped_column(String(24))
    function: Mapped[str] = mapped_column(String(255), default="")
    effective_on: Mapped[date]
    basis: Mapped[str] = mapped_column(String(255), default="")
