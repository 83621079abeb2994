"""A leader's inbox: one line for each cascade and day on which units below reported, with the figures of that cascade's page.

Knows what is gathered and where a page ends; the figures are `cascade.counting.boards`', asked for as the page asks. What the
system changes by itself (a parent ready, no longer ready) is work for the desk and not told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.people import access
from cascade.store import inbox as rows
from cascade.store import office
from kit import clock
from kit.vocabulary import EventTag, Role
from notifications import wording
from notifications.messages import BranchDay
from notifications.wording import Message

BELOW = (
    EventTag.SUBMITTED, EventTag.WITHDRAWN, EventTag.DECLINED, EventTag.CONTRIBUTED, EventTag.EXTENSION_REQUESTED,
    EventTag.LEVEL_COMPLETED,
)  # fmt: skip
"""Gathered into lines: what units below said, and a level that became complete."""
_BY_ITSELF = (EventTag.PARENT_READY, EventTag.PARENT_UNREADY)
OWN = tuple(event for event in rows.TOLD if event not in (*BELOW, *_BY_ITSELF))
"""Told one by one: what superiors decided about the unit's own work."""
_WINDOW = 2000
"""Reports looked at for one page: a day of a whole province in one look, and never a year of it."""
_BADGE = 500
"""Reports looked at for the number on every page: a cascade silent for longer than that has nothing new."""
_LINES = 10
"""A page holds so many lines and the rest of that day: the figures of each are reckoned for its own day."""


@dataclass(frozen=True)
class _Line:
    cascade_id: int
    day: date
    at: datetime
    journal_id: int


def is_leader(actor: Actor) -> bool:
    """One who leads and does not sit at the desk: an officer needs every report by itself."""
    return actor.has(Role.LEADER) and not actor.has(Role.OFFICER)


def fresh(tx: Connection, unit_id: int, mark: rows.ReadMark) -> frozenset[tuple[int, date]]:
    """The lines that are new: of each cascade the latest day only, for its figures hold all that was said before."""
    newest: dict[int, date] = {}
    for line in _lines(rows.reports(tx, unit_id, BELOW, after=mark.journal_id, limit=_BADGE)):
        newest[line.cascade_id] = max(line.day, newest.get(line.cascade_id, date.min))
    return frozenset(newest.items())


def gathered(
    tx: Connection, actor: Actor, mark: rows.ReadMark, *, since: date, before: str | None, limit: int
) -> tuple[tuple[Message, ...], str | None]:
    """The messages of whole days, newest first, and the day before which the next page begins."""
    limit = min(limit, _LINES)
    new = fresh(tx, actor.unit_id, mark)
    day = _day(before)
    until = clock.end_of_day(day) if day else None
    reports = rows.reports(tx, actor.unit_id, BELOW, until=until, limit=_WINDOW)
    about = rows.about(tx, actor.unit_id, events=OWN, until=until, limit=limit + 1)
    reached = rows.reached(tx, actor.unit_id, until=until, limit=limit + 1)
    reminders = [row for row in rows.reminders(tx, actor.unit_id, since=since) if day is None or row.day <= day]
    lines = _lines(reports)
    days = [
        *(line.day for line in lines),
        *(clock.local_day(row.at) for row in about),
        *(clock.local_day(row.at) for row in reached),
        *{row.day for row in reminders},
    ]
    first = _first_day(days, limit, [
        _cut([row.at for row in reports], _WINDOW), _cut([row.at for row in about], limit + 1),
        _cut([row.at for row in reached], limit + 1),
    ])  # fmt: skip
    messages = [
        *wording.told(tx, [row for row in about if clock.local_day(row.at) >= first], mark),
        *wording.reached([row for row in reached if clock.local_day(row.at) >= first], mark),
        *wording.digests(tx, [row for row in reminders if row.day >= first], mark),
        *(_line(tx, actor, line, (line.cascade_id, line.day) in new) for line in lines if line.day >= first),
    ]
    messages.sort(key=lambda message: (message.at, message.journal_id or 0), reverse=True)
    older = max((found for found in days if found < first), default=None)
    return tuple(messages), older.isoformat() if older else None


def _lines(reports: Iterable[rows.ReportRow]) -> list[_Line]:
    """Newest report first: it gives the line its moment."""
    found: dict[tuple[int, date], _Line] = {}
    for row in reports:
        day = clock.local_day(row.at)
        found.setdefault((row.cascade_id, day), _Line(row.cascade_id, day, row.at, row.journal_id))
    return list(found.values())


def _cut(moments: Sequence[datetime], limit: int) -> date | None:
    """The day on which a list that was cut off ends: that day may be incomplete."""
    return clock.local_day(min(moments)) if len(moments) >= limit else None


def _first_day(days: Iterable[date], limit: int, cuts: Iterable[date | None]) -> date:
    """The earliest day shown: whole days until the page is full, none that a list broke off in unless it is the only one."""
    counts: dict[date, int] = {}
    for day in days:
        counts[day] = counts.get(day, 0) + 1
    floor = max((cut for cut in cuts if cut), default=date.min)
    first, shown = date.max, 0
    for day in sorted(counts, reverse=True):
        if shown >= limit or (shown and day <= floor):
            break
        first, shown = day, shown + counts[day]
    return first


def _line(tx: Connection, actor: Actor, line: _Line, is_new: bool) -> Message:
    """The figures of the cascade's page at the end of that day: the same call, the same branch, the same count."""
    is_today = line.day >= clock.today()
    under = access.scope(tx, actor, line.cascade_id).under
    total = boards.board(tx, line.cascade_id, under=under, as_of=None if is_today else line.day).total
    head = office.head(tx, line.cascade_id)
    context = BranchDay(
        head.short, head.title, line.day, is_today, total.done, total.total, total.percent, total.overdue,
        total.submitted, total.declined,
    )  # fmt: skip
    address = f"/dot/{line.cascade_id}" + ("" if is_today else f"?den={line.day.isoformat()}")
    return wording.message(context, line.at, address, is_new, line.journal_id)


def _day(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None
