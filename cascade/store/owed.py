"""What the flows owe, seen from outside: is there anything after a reader's watermark that concerns it?"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from cascade.store import reminders
from kit import clock
from kit.vocabulary import EventTag
from models import Journal, Watermark

NOTHING_TO_ROLL_UP = (
    EventTag.DOCUMENT_REGISTERED, EventTag.DRAFT_MADE, EventTag.DRAFT_DISCARDED, EventTag.UNITS_IMPORTED,
    EventTag.PERIOD_OPENED, EventTag.READING_ASKED, EventTag.READING_REFUSED, EventTag.READING_STOPPED,
    EventTag.SIGNED_IN, EventTag.SIGNED_OUT, EventTag.ACCESS_REFUSED,
    EventTag.EXTENSION_REQUESTED, EventTag.EXTENSION_WITHDRAWN, EventTag.EXTENSION_REFUSED,
    EventTag.PARENT_READY, EventTag.PARENT_UNREADY, EventTag.LEVEL_COMPLETED,
)  # fmt: skip
"""Journal rows that change no roll-up, its own among them."""


def newest_to_roll_up(tx: Connection) -> int | None:
    """The last journal row after the roll-up's watermark that may change a parent; None when there is none."""
    seen = tx.execute(select(Watermark.journal_id).where(Watermark.name == "roll_up")).scalar() or 0
    newest: int | None = tx.execute(
        select(func.max(Journal.id)).where(Journal.id > seen, Journal.event.not_in(NOTHING_TO_ROLL_UP))
    ).scalar()
    return newest


def tracked_on(tx: Connection) -> date | None:
    """The day of the last finished round of tracking; None when there has been none."""
    _, finished_at = reminders.last_round(tx)
    return clock.local_day(finished_at) if finished_at else None
