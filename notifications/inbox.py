"""The inbox of a unit: journal rows about it, cascades that reached it, and one digest of reminders a day, newest first.

Nothing is stored but how far a person has read; a piece of work that is finished falls out of the digests by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.store import inbox as rows
from kit import clock
from kit.vocabulary import EventTag, Milestone
from notifications import rendering
from notifications.messages import (
    DEADLINES,
    LEVELS,
    REPORTS,
    Assigned,
    Context,
    DeadlineMoved,
    Decision,
    Digest,
    DigestItem,
    LevelReached,
    Report,
    reason_words,
)  # fmt: skip

REMINDED_DAYS = 45
"""How far back the digests reach; older ones repeat what the list of work says better."""


@dataclass(frozen=True)
class Message:
    """One entry as pages and letters show it. `address` is where it is acted upon."""

    at: datetime
    subject: str
    body: str
    address: str
    is_unread: bool
    template: str
    journal_id: int | None = None


@dataclass(frozen=True)
class Inbox:
    messages: tuple[Message, ...]
    older: int | None
    """Journal id to ask the next page with, or None at the end."""
    unread: int


def unread(tx: Connection, *, actor: Actor) -> int:
    """The badge: what this person has not read for this unit. At most 99."""
    if actor.user_id is None:
        return 0
    mark = rows.read_mark(tx, actor.user_id, actor.unit_id)
    told = sum(row.journal_id > mark.journal_id for row in rows.about(tx, actor.unit_id, limit=99))
    reached = sum(row.journal_id > mark.journal_id for row in rows.reached(tx, actor.unit_id, limit=99))
    days = {row.day for row in rows.reminders(tx, actor.unit_id, since=max(mark.day, _oldest()))}
    return min(99, told + reached + len(days))


def read(tx: Connection, *, actor: Actor, before: int | None = None, limit: int = 30) -> Inbox:
    """A page of the inbox. Reading marks nothing: that is `mark_read`."""
    mark = rows.read_mark(tx, actor.user_id or 0, actor.unit_id)
    until = before or rows.ENDLESS
    told = rows.about(tx, actor.unit_id, before=until, limit=limit + 1)
    reached = rows.reached(tx, actor.unit_id, before=until, limit=limit + 1)
    ids = sorted([*(row.journal_id for row in told), *(row.journal_id for row in reached)], reverse=True)
    last = ids[limit - 1] if len(ids) > limit else 0
    told = [row for row in told if row.journal_id >= last]
    reached = [row for row in reached if row.journal_id >= last]
    messages = [*_told(tx, told, mark), *_reached(reached, mark)]
    if before is None:
        messages += _digests(tx, rows.reminders(tx, actor.unit_id, since=_oldest()), mark)
    messages.sort(key=lambda message: (message.at, message.journal_id or 0), reverse=True)
    return Inbox(tuple(messages), last or None, unread(tx, actor=actor))


def mark_read(tx: Connection, *, actor: Actor) -> None:
    """Everything up to now has been read by this person for this unit."""
    if actor.user_id is not None:
        rows.put_mark(tx, actor.user_id, actor.unit_id, rows.latest_journal_id(tx), clock.today())


def _oldest() -> date:
    return clock.today() - timedelta(days=REMINDED_DAYS)


def _told(tx: Connection, told: list[rows.ToldRow], mark: rows.ReadMark) -> list[Message]:
    pieces = rows.titles(tx, {row.unit_task_id for row in told if row.unit_task_id})
    units = rows.unit_names(tx, {row.by_unit_id for row in told if row.by_unit_id})
    cascades = rows.cascade_titles(tx, {row.cascade_id for row in told if row.cascade_id})
    found = []
    for row in told:
        context = _context(
            row,
            pieces.get(row.unit_task_id or 0, ""),
            units.get(row.by_unit_id or 0, ""),
            cascades.get(row.cascade_id or 0, ""),
        )
        address = f"/viec/{row.unit_task_id}" if row.unit_task_id else f"/dot/{row.cascade_id}"
        if row.event is EventTag.SUBMITTED:
            address = "/duyet"
        found.append(_message(context, row.at, address, row.journal_id > mark.journal_id, row.journal_id))
    return found


def _context(row: rows.ToldRow, piece: str, by_unit: str, cascade_title: str) -> Context:
    event, reason = row.event, reason_words(row.event, row.reason)
    if event in LEVELS:
        return LevelReached(event.value, piece, cascade_title, row.note)
    if event in DEADLINES:
        return DeadlineMoved(event.value, piece, by_unit, row.from_due, row.to_due, row.note)
    if event in REPORTS:
        return Report(event.value, event.label, piece, by_unit, reason, row.note)
    return Decision(event.value, event.label, piece or cascade_title, by_unit, row.actor_name, reason, row.note)


def _reached(reached: list[rows.ReachedRow], mark: rows.ReadMark) -> list[Message]:
    return [
        _message(
            Assigned(row.title, row.issuer, row.pieces),
            row.at,
            "/viec",
            row.journal_id > mark.journal_id,
            row.journal_id,
        )
        for row in reached
    ]


def _digests(tx: Connection, reminders: list[rows.ReminderRow], mark: rows.ReadMark) -> list[Message]:
    pieces = rows.titles(tx, {row.unit_task_id for row in reminders})
    days: dict[date, dict[Milestone, list[DigestItem]]] = {}
    for row in reminders:
        days.setdefault(row.day, {}).setdefault(row.milestone, []).append(
            DigestItem(pieces[row.unit_task_id], row.due_on)
        )
    return [
        _message(Digest.of(by_milestone), clock.local(day.year, day.month, day.day, 7), "/viec", day > mark.day, None)
        for day, by_milestone in days.items()
    ]


def _message(context: Context, at: datetime, address: str, is_unread: bool, journal_id: int | None) -> Message:
    return Message(
        at, rendering.subject(context), rendering.body(context), address, is_unread, context.template, journal_id
    )
