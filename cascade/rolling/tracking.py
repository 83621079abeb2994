"""Tracking: which pieces of work came near or passed their day since the last round, and the reminder rows that say so.

Knows milestones and the working calendar; refuses to store "overdue": a reminder is a message owed, not a state.
A round looks only at what is newly due, so that it may run every few minutes; run again it writes nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from cascade.store import reminders
from cascade.store.reminders import Block
from kit import clock
from kit.settings import settings
from kit.vocabulary import Milestone, Progress
from kit.working_days import DEFAULT, Calendar, add_working_days
from models import NO_DEADLINE

SILENT_WORKING_DAYS = 10
AGEING_DAYS = 90
BLOCK_ROWS = 5_000
SINGLE_IDS = 500
ONE_DAY = timedelta(days=1)
LONG_AGO = date(1900, 1, 1)

OWING = (Progress.ASSIGNED, Progress.RECEIVED, Progress.IN_PROGRESS, Progress.RETURNED)
"""Who is reminded: the unit still at work. Submitted waits for its superior, declined for an answer, paused for nobody."""


@dataclass(frozen=True)
class Look:
    """One range of pieces to be reminded of one milestone, in one short transaction."""

    milestone: Milestone
    due_from: date
    due_to: date
    progress: tuple[Progress, ...]
    block: Block | None = None
    unit_task_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Round:
    """What this round has to look at, by cascade; 0 gathers the single pieces the journal named."""

    day: date
    journal_id: int
    looks: dict[int, tuple[Look, ...]]


def plan(tx: Connection) -> Round:
    """What became due between the last finished round and today."""
    today = clock.today()
    journal_id, finished_at = reminders.last_round(tx)
    since = clock.local_day(finished_at) if finished_at else None
    changes = reminders.changes_since(tx, journal_id)
    calendar = DEFAULT.with_days(reminders.calendar_days(tx))
    horizon = due_soon_until(today, calendar)
    looks: dict[int, list[Look]] = defaultdict(list)
    fresh = None if since is None else sorted(changes.cascade_ids)
    if since is not None:
        _add(tx, looks, Milestone.DUE_SOON, max(today, due_soon_until(since, calendar) + ONE_DAY), horizon)
        _add(tx, looks, Milestone.OVERDUE, since, today - ONE_DAY)
    if fresh is None or fresh:  # pieces nobody has looked at yet: every day that has passed, not only the last ones
        _add(tx, looks, Milestone.DUE_SOON, today, horizon, fresh)
        _add(tx, looks, Milestone.OVERDUE, LONG_AGO, today - ONE_DAY, fresh)
    _add_by_age(tx, looks, since, today, calendar)
    for start in range(0, len(changes.unit_task_ids), SINGLE_IDS):
        ids = changes.unit_task_ids[start : start + SINGLE_IDS]
        looks[0] += [
            Look(Milestone.DUE_SOON, today, horizon, OWING, unit_task_ids=ids),
            Look(Milestone.OVERDUE, LONG_AGO, today - ONE_DAY, OWING, unit_task_ids=ids),
        ]
    return Round(today, changes.journal_id, {cascade_id: tuple(found) for cascade_id, found in sorted(looks.items())})


def write(tx: Connection, look: Look, day: date) -> int:
    """Write the reminder rows of one look and return how many were new."""
    if look.block:
        return reminders.write_block(tx, look.block, look.milestone, look.progress, look.due_from, look.due_to, day)
    return reminders.write_single(
        tx, look.unit_task_ids, look.milestone, look.progress, look.due_from, look.due_to, day
    )


def finish(tx: Connection, done: Round) -> None:
    """Remember how far this round has come. Only after every look has been written: else the next round looks again."""
    reminders.remember_round(tx, done.journal_id, clock.now())


def due_soon_until(day: date, calendar: Calendar) -> date:
    """The last deadline that is "due soon" on `day`, as the boards count it."""
    return add_working_days(day, settings().due_soon_working_days, calendar)


def _add(
    tx: Connection,
    looks: dict[int, list[Look]],
    milestone: Milestone,
    due_from: date,
    due_to: date,
    cascade_ids: Sequence[int] | None = None,
    progress: tuple[Progress, ...] = OWING,
) -> None:
    if due_from > due_to:  # the same day again, or a clock that was put back
        return
    for block in reminders.blocks(tx, [item.value for item in progress], due_from, due_to, cascade_ids):
        for first in range(block.first, block.last + 1, BLOCK_ROWS):
            part = Block(block.cascade_id, first, min(block.last, first + BLOCK_ROWS - 1))
            looks[block.cascade_id].append(Look(milestone, due_from, due_to, progress, part))


def _add_by_age(
    tx: Connection, looks: dict[int, list[Look]], since: date | None, today: date, calendar: Calendar
) -> None:
    """Silence and ageing are reckoned from the day of issue: nothing received for long, nothing due but long open."""
    silent, ageing = [], []
    for cascade_id, issued_at in reminders.open_cascades(tx).items():
        issued_on = clock.local_day(issued_at)
        if _passed(add_working_days(issued_on, SILENT_WORKING_DAYS, calendar), since, today):
            silent.append(cascade_id)
        if _passed(issued_on + timedelta(days=AGEING_DAYS), since, today):
            ageing.append(cascade_id)
    if silent:
        _add(tx, looks, Milestone.SILENT, today, NO_DEADLINE, silent, (Progress.ASSIGNED,))
    if ageing:
        _add(tx, looks, Milestone.AGEING, NO_DEADLINE, NO_DEADLINE, ageing)


def _passed(day: date, since: date | None, today: date) -> bool:
    return day <= today and (since is None or day > since)
