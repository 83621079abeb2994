"""Rows of the inbox put into words: journal rows about a unit, cascades that reached it, one digest of reminders a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

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


def told(tx: Connection, about: list[rows.ToldRow], mark: rows.ReadMark) -> list[Message]:
    pieces = rows.titles(tx, {row.unit_task_id for row in about if row.unit_task_id})
    units = rows.unit_names(tx, {row.by_unit_id for row in about if row.by_unit_id})
    cascades = rows.cascade_titles(tx, {row.cascade_id for row in about if row.cascade_id})
    found = []
    for row in about:
        context = _context(
            row,
            pieces.get(row.unit_task_id or 0, ""),
            units.get(row.by_unit_id or 0, ""),
            cascades.get(row.cascade_id or 0, ""),
        )
        address = f"/viec/{row.unit_task_id}" if row.unit_task_id else f"/dot/{row.cascade_id}"
        if row.event is EventTag.SUBMITTED:
            address = "/duyet"
        found.append(message(context, row.at, address, row.journal_id > mark.journal_id, row.journal_id))
    return found


def reached(rows_: list[rows.ReachedRow], mark: rows.ReadMark) -> list[Message]:
    return [message(*_arrival(row), row.journal_id > mark.journal_id, row.journal_id) for row in rows_]


def _arrival(row: rows.ReachedRow) -> tuple[Context, datetime, str]:
    """A cascade that came, or, once taken back, that it was: nobody needs both."""
    if row.event is EventTag.CASCADE_REVOKED:
        label = row.event.label
        taken_back = Decision(row.event.value, label, row.title, row.issuer, row.actor_name, "", row.note)
        return taken_back, row.at, f"/dot/{row.cascade_id}"
    return Assigned(row.title, row.issuer, row.pieces), row.at, "/viec"


def digests(tx: Connection, reminders: list[rows.ReminderRow], mark: rows.ReadMark) -> list[Message]:
    pieces = rows.titles(tx, {row.unit_task_id for row in reminders})
    days: dict[date, dict[Milestone, list[DigestItem]]] = {}
    for row in reminders:
        days.setdefault(row.day, {}).setdefault(row.milestone, []).append(
            DigestItem(pieces[row.unit_task_id], row.due_on)
        )
    return [
        message(Digest.of(by_milestone), clock.local(day.year, day.month, day.day, 7), "/viec", day > mark.day, None)
        for day, by_milestone in days.items()
    ]


def message(context: Context, at: datetime, address: str, is_unread: bool, journal_id: int | None) -> Message:
    return Message(
        at, rendering.subject(context), rendering.body(context), address, is_unread, context.template, journal_id
    )


def _context(row: rows.ToldRow, piece: str, by_unit: str, cascade_title: str) -> Context:
    event, reason = row.event, reason_words(row.event, row.reason)
    if event in LEVELS:
        return LevelReached(event.value, piece, cascade_title, row.note)
    if event in DEADLINES:
        return DeadlineMoved(event.value, piece, by_unit, row.from_due, row.to_due, row.note)
    if event in REPORTS:
        return Report(event.value, event.label, piece, by_unit, reason, row.note)
    return Decision(event.value, event.label, piece or cascade_title, by_unit, row.actor_name, reason, row.note)
