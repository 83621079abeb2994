"""The messages there are, each with the context its templates may use. Plain data: no row, no address of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kit.vocabulary import DeclineReason, EventTag, Milestone, ReturnReason


@dataclass(frozen=True)
class Assigned:
    """A cascade reached the unit."""

    template: ClassVar[str] = "assigned"
    cascade_title: str
    issuer: str
    pieces: int


@dataclass(frozen=True)
class Decision:
    """The office that gave the work decided something about it."""

    template: ClassVar[str] = "decision"
    event: str
    verb: str
    piece: str
    by_unit: str
    by_person: str
    reason: str
    note: str


@dataclass(frozen=True)
class Report:
    """A unit below told something about its piece."""

    template: ClassVar[str] = "report"
    event: str
    verb: str
    piece: str
    by_unit: str
    reason: str
    note: str


@dataclass(frozen=True)
class DeadlineMoved:
    """An extension was asked for, granted or refused."""

    template: ClassVar[str] = "deadline"
    event: str
    piece: str
    by_unit: str
    from_due: date | None
    to_due: date | None
    note: str


@dataclass(frozen=True)
class LevelReached:
    """What stands below is complete enough, or no longer is; or a new period of it has opened by itself."""

    template: ClassVar[str] = "level"
    event: str
    piece: str
    cascade_title: str
    note: str


@dataclass(frozen=True)
class DigestItem:
    piece: str
    due_on: date | None


@dataclass(frozen=True)
class Digest:
    """One message a day, whatever the number of reminders in it."""

    template: ClassVar[str] = "digest"
    due_soon: tuple[DigestItem, ...]
    overdue: tuple[DigestItem, ...]
    silent: tuple[DigestItem, ...]
    ageing: tuple[DigestItem, ...]

    @classmethod
    def of(cls, by_milestone: dict[Milestone, list[DigestItem]]) -> Digest:
        return cls(*(tuple(by_milestone.get(milestone, ())) for milestone in (
            Milestone.DUE_SOON, Milestone.OVERDUE, Milestone.SILENT, Milestone.AGEING)))  # fmt: skip


@dataclass(frozen=True)
class BranchDay:
    """What a cascade had come to by the end of a day on which units below reported: the figures of its page."""

    template: ClassVar[str] = "branch_day"
    cascade: str
    cascade_title: str
    day: date
    is_today: bool
    done: int
    total: int
    percent: Decimal | None
    overdue: int
    submitted: int
    declined: int


Context = Assigned | Decision | Report | DeadlineMoved | LevelReached | Digest | BranchDay

REPORTS = frozenset({EventTag.SUBMITTED, EventTag.WITHDRAWN, EventTag.DECLINED, EventTag.CONTRIBUTED})
DEADLINES = frozenset({EventTag.EXTENSION_REQUESTED, EventTag.EXTENSION_GRANTED, EventTag.EXTENSION_REFUSED})
LEVELS = frozenset({EventTag.PARENT_READY, EventTag.PARENT_UNREADY, EventTag.LEVEL_COMPLETED, EventTag.PERIOD_OPENED})


def reason_words(event: EventTag, code: str) -> str:
    """The words of a coded reason, empty for none and for “Khác”."""
    if not code or code == "other":
        return ""
    try:
        return (DeclineReason(code) if event is EventTag.DECLINED else ReturnReason(code)).label
    except ValueError:
        return code
