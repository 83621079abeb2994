"""The inbox of a person for a unit: what happened to its work, what reached it, one digest of reminders a day, newest first.

Nothing is stored but how far a person has read; a piece of work that is finished falls out of the digests by itself. Whoever
works at the desk reads every report; a leader reads one line for each cascade and day (`notifications.leaders`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.store import inbox as rows
from kit import clock
from notifications import leaders, wording
from notifications.wording import Message

REMINDED_DAYS = 45
"""How far back the digests reach; older ones repeat what the list of work says better."""
MOST_UNREAD = 99

__all__ = ["Inbox", "Message", "mark_read", "read", "unread"]


@dataclass(frozen=True)
class Inbox:
    messages: tuple[Message, ...]
    older: str | None
    """What to ask the next page with, or None at the end."""
    unread: int
    is_gathered: bool = False
    """Whether reports of units below are gathered, one line for each cascade and day."""


def unread(tx: Connection, *, actor: Actor) -> int:
    """The badge: what this person has not read for this unit. At most 99."""
    if actor.user_id is None:
        return 0
    mark = rows.read_mark(tx, actor.user_id, actor.unit_id)
    gathered = leaders.is_leader(actor)
    about = rows.about(tx, actor.unit_id, events=leaders.OWN if gathered else rows.TOLD, limit=MOST_UNREAD)
    told = sum(row.journal_id > mark.journal_id for row in about)
    reached = sum(row.journal_id > mark.journal_id for row in rows.reached(tx, actor.unit_id, limit=MOST_UNREAD))
    days = {row.day for row in rows.reminders(tx, actor.unit_id, since=max(mark.day, _oldest()))}
    lines = len(leaders.fresh(tx, actor.unit_id, mark)) if gathered else 0
    return min(MOST_UNREAD, told + reached + len(days) + lines)


def read(tx: Connection, *, actor: Actor, before: str | None = None, limit: int = 30) -> Inbox:
    """A page of the inbox; `before` is what the page before said. Reading marks nothing: that is `mark_read`."""
    mark = rows.read_mark(tx, actor.user_id or 0, actor.unit_id)
    if leaders.is_leader(actor):
        found, older = leaders.gathered(tx, actor, mark, since=_oldest(), before=before, limit=limit)
        return Inbox(found, older, unread(tx, actor=actor), is_gathered=True)
    until = _number(before) or rows.ENDLESS
    told = rows.about(tx, actor.unit_id, before=until, limit=limit + 1)
    reached = rows.reached(tx, actor.unit_id, before=until, limit=limit + 1)
    ids = sorted([*(row.journal_id for row in told), *(row.journal_id for row in reached)], reverse=True)
    last = ids[limit - 1] if len(ids) > limit else 0
    told = [row for row in told if row.journal_id >= last]
    reached = [row for row in reached if row.journal_id >= last]
    messages = [*wording.told(tx, told, mark), *wording.reached(reached, mark)]
    if until == rows.ENDLESS:
        messages += wording.digests(tx, rows.reminders(tx, actor.unit_id, since=_oldest()), mark)
    messages.sort(key=lambda message: (message.at, message.journal_id or 0), reverse=True)
    return Inbox(tuple(messages), str(last) if last else None, unread(tx, actor=actor))


def mark_read(tx: Connection, *, actor: Actor) -> None:
    """Everything up to now has been read by this person for this unit."""
    if actor.user_id is not None:
        rows.put_mark(tx, actor.user_id, actor.unit_id, rows.latest_journal_id(tx), clock.today())


def _oldest() -> date:
    return clock.today() - timedelta(days=REMINDED_DAYS)


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
