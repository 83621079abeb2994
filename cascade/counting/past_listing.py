"""The list behind a number of an earlier day: each piece as it stood at the end of that day (law 15).

Today's lists are asked of the database (`cascade.counting.listing`); for another day the journal is taken back row by row.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.counting import listing as present
from cascade.counting.listing import PAGE, Listing
from cascade.counts import Calendar, selects, timeliness
from cascade.states import cell
from cascade.store.cells import states_at
from cascade.store.unit_tasks import UnitTaskView
from kit import clock
from kit.clock import NO_DEADLINE
from kit.settings import settings
from kit.vocabulary import Count, Progress, Timeliness

# Every piece of the branch, also those outside the total today: they may have stood within it then.
_EVERY = (Count.TOTAL, Count.EXEMPT, Count.REVOKED)
_WHOLE = 1_000_000


def listing_on(
    tx: Connection,
    day: date,
    cascade_id: int | None,
    *,
    count: Count = Count.TOTAL,
    page: int = 1,
    size: int = PAGE,
    **where: Any,
) -> Listing:
    """As `cascade.counting.listing.listing`, at the end of `day`. `where` is passed on: under, task_id, type_code, tier_code, lineage, ..."""
    calendar = Calendar.on(day, settings().due_soon_working_days)
    views = [
        view for every in _EVERY for view in present.listing(tx, cascade_id, count=every, size=_WHOLE, **where).rows
    ]
    views = [view for view in views if view.issued_at < clock.end_of_day(day)]
    moved = states_at(tx, [view.id for view in views], day)
    found = []
    for view in views:
        progress, late, due = _then(view, moved.get(view.id))
        if selects(count, progress, late, due, calendar):
            found.append(_as_of(view, progress, late, due, calendar))
    found.sort(key=lambda view: (view.due_on or NO_DEADLINE, view.id))
    page = max(1, page)
    return Listing(tuple(found[(page - 1) * size : page * size]), len(found), page, size)


def _then(view: UnitTaskView, moved: tuple[str, date] | None) -> tuple[Progress, bool, date]:
    state, due = moved or (cell(view.progress, view.late), view.due_on or NO_DEADLINE)
    for progress in Progress:
        for late in (False, True):
            if cell(progress, late) == state:
                return progress, late, due
    raise AssertionError(f"unknown cell {state}")


def _as_of(view: UnitTaskView, progress: Progress, late: bool, due: date, calendar: Calendar) -> UnitTaskView:
    time = timeliness(progress, late, due, calendar)
    sent = view.submitted_at if view.submitted_at and view.submitted_at < clock.end_of_day(calendar.today) else None
    over = (calendar.today - due).days if time is Timeliness.OVERDUE else 0
    if sent and time in (Timeliness.OVERDUE, Timeliness.DONE_LATE) and progress in (Progress.SUBMITTED, Progress.DONE):
        over = (clock.local_day(sent) - due).days
    return replace(
        view, progress=progress, late=late, due_on=None if due == NO_DEADLINE else due, timeliness=time, days_over=over, submitted_at=sent,
        done_at=view.done_at if progress is Progress.DONE else None, working_days_left=None,
    )  # fmt: skip
