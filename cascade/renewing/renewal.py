"""The next period of recurring work: planned for a page, opened by itself on its first day (law 14).

A period is issued as a cascade of its own: its own frozen tree, its own counters. What was left undone stays where it is, and
the figures of the period before never move. A period that nobody was there to open is not caught up: only today's opens.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert

from cascade.actor import SYSTEM
from cascade.issuing.issue import IssuedCascade, issue
from cascade.journal import Entry, record
from cascade.renewing.planning import Plan, Series, planned, recurring, waits_for_above
from cascade.renewing.spans import MONTHS, span_of
from cascade.store import renewals
from cascade.store.pieces import locate
from kit import clock
from kit.vocabulary import EventTag
from models import Renewal

_NAMED = 5


def due(tx: Connection) -> tuple[Series, ...]:
    """The series whose period of today has not opened yet, those above before those below that carry them out."""
    found = []
    for first_id, recurrence in renewals.first_ones(tx, tuple(MONTHS)):
        series = Series(first_id, recurrence)
        if recurring(tx, series, span_of(recurrence, clock.today())):
            found.append(series)
    return tuple(sorted(found, key=lambda series: (_depth(tx, series.first_id), series.first_id)))


def open_next(tx: Connection, series: Series) -> IssuedCascade | None:
    """Open today's period of a series, once; None where it is open already, nobody is left to hold it, or it must wait for
    the work above that it carries out.

    Raises:
        Refusal: the order cannot be issued as things stand; the sentence says why.
    """
    span = span_of(series.recurrence, clock.today())
    if waits_for_above(tx, series):
        return None
    plan = planned(tx, series, span)
    if plan is None:
        return None
    key = {"first_id": series.first_id, "recurrence": series.recurrence, "code": span.code, "opened_at": clock.now()}
    if not plan.order.tasks:
        tx.execute(insert(Renewal).values(**key))
        return None
    issued = issue(tx, actor=SYSTEM, order=plan.order)
    tx.execute(insert(Renewal).values(**key, cascade_id=issued.cascade_id))
    record(tx, Entry(
        EventTag.PERIOD_OPENED, SYSTEM, about_unit_id=plan.order.issuing_unit_id, cascade_id=issued.cascade_id,
        note=told(plan), data={"first": series.first_id, "period": span.code},
    ))  # fmt: skip
    return issued


def upcoming(tx: Connection, cascade_id: int) -> tuple[Plan, ...]:
    """The next period of everything in a cascade that comes again, as it would open today."""
    first_id = renewals.first_of(tx, cascade_id)
    recurrences = {task.recurrence for task in renewals.tasks(tx, first_id) if task.recurrence in MONTHS}
    plans = []
    for recurrence in sorted(recurrences, key=MONTHS.__getitem__):
        series, now = Series(first_id, recurrence), span_of(recurrence, clock.today())
        span = now if recurring(tx, series, now) else now.next
        plan = planned(tx, series, span)
        if plan is not None:
            plans.append(plan)
    return tuple(plans)


def told(plan: Plan) -> str:
    """What opened, in one sentence for the journal."""
    words = f"{plan.span.name}: {len(plan.order.tasks)} nhiệm vụ, {len(plan.unit_ids)} đơn vị"
    for title, names in (("thêm", plan.gained), ("bớt", plan.lost)):
        if names:
            more = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
            words += f"; {title} {', '.join(names[:_NAMED])}{more}"
    return words + "."


def _depth(tx: Connection, cascade_id: int) -> int:
    """How many plans stand above this one."""
    parents = {task.columns["carries_out_id"] for task in renewals.tasks(tx, cascade_id)} - {None}
    return 1 + max((_depth(tx, locate(tx, parent).cascade_id) for parent in parents), default=-1)
