"""The list behind a number of an earlier day: each piece as it stood at the end of that day (law 15).

Today's lists are asked of the database (`cascade.counting.listing`); for another day the journal is taken back row by row.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.counting.listing import PAGE, Listing, Where, parts, pieces
from cascade.counts import Calendar, selects, timeliness
from cascade.states import cell
from cascade.store.cells import states_at
from cascade.store.unit_tasks import UnitTaskView, views
from kit import clock
from kit.clock import NO_DEADLINE
from kit.settings import settings
from kit.vocabulary import Count, Progress, Timeliness

# Every piece of the branch, also those outside the total today: they may have stood within it then.
_EVERY = (Count.TOTAL, Count.EXEMPT, Count.REVOKED)


def listing_on(
    tx: Connection, day: date, cascade_id: int | None, *, count: Count = Count.TOTAL, page: int = 1, size: int = PAGE, lineage: bool = False,
    overview_of: int | None = None, **where: Any,
) -> Listing:  # fmt: skip
    """As `cascade.counting.listing.listing`, at the end of `day`. `where` names the fields of `Where`.

    What has not moved since is asked of the rows as they stand, by that day's calendar; what has, of the journal.
    """
    calendar = Calendar.on(day, settings().due_soon_working_days)
    chosen = Where(**where)
    scoped = parts(tx, cascade_id, chosen, lineage, overview_of, as_of=day)
    moved = states_at(tx, day, cascades=sorted({part.cascade_id for part in scoped}))
    found = [row for row in pieces(tx, scoped, count, calendar, chosen) if row[1] not in moved]
    if moved:
        branch = {piece for every in _EVERY for _, piece in pieces(tx, scoped, every, calendar, chosen)}
        found += [
            (str(due), piece)
            for piece, (state, due) in moved.items()
            if piece in branch and selects(count, *_state(state), due, calendar)
        ]
    found.sort()
    page = max(1, page)
    shown = views(tx, [piece for _, piece in found[(page - 1) * size : page * size]])
    return Listing(tuple(_as_of(view, moved.get(view.id), calendar) for view in shown), len(found), page, size)


def _state(name: str) -> tuple[Progress, bool]:
    """The progress and lateness that a counter cell stands for."""
    for progress in Progress:
        for late in (False, True):
            if cell(progress, late) == name:
                return progress, late
    raise AssertionError(f"unknown cell {name}")


def _as_of(view: UnitTaskView, moved: tuple[str, date] | None, calendar: Calendar) -> UnitTaskView:
    progress, late = _state(moved[0]) if moved else (view.progress, view.late)
    due = moved[1] if moved else view.due_on or NO_DEADLINE
    time = timeliness(progress, late, due, calendar)
    sent = view.submitted_at if view.submitted_at and view.submitted_at < clock.end_of_day(calendar.today) else None
    over = (calendar.today - due).days if time is Timeliness.OVERDUE else 0
    if sent and time in (Timeliness.OVERDUE, Timeliness.DONE_LATE) and progress in (Progress.SUBMITTED, Progress.DONE):
        over = (clock.local_day(sent) - due).days
    return replace(
        view, progress=progress, late=late, due_on=None if due == NO_DEADLINE else due, timeliness=time, days_over=over, submitted_at=sent,
        done_at=view.done_at if progress is Progress.DONE else None, working_days_left=None,
    )  # fmt: skip
