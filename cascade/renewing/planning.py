"""What the next period of recurring work would be, as things stand today: which tasks, for whom, by when, under which work above.

Knows the rules of law 14 and what is stored; writes nothing. `cascade.renewing.renewal` opens what is planned here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from cascade.drafting.content import DraftContent, DraftTask
from cascade.drafting.desk import calendar_of
from cascade.orders import CascadeOrder, Policy, TaskOrder
from cascade.renewing.holders import chosen_anew, standing
from cascade.renewing.spans import MONTHS, Span, first_span, last_year, moved, span_of
from cascade.store import renewals, units
from cascade.store.pieces import Piece, locate
from cascade.store.renewals import CascadeRow, OpenedPeriod, TaskRow
from cascade.units.directory import Directory
from kit import clock
from kit.vocabulary import CascadeState, PolicyKind, Progress, Recurrence, UnitRole
from kit.working_days import Calendar, add_working_days, next_working_day
from models import NO_DEADLINE

_ENDED = (Progress.DONE, Progress.EXEMPT, Progress.REVOKED)


@dataclass(frozen=True)
class Series:
    """The tasks of a cascade that come again alike."""

    first_id: int
    recurrence: Recurrence


@dataclass(frozen=True)
class Plan:
    """A period as it would open today: what, for whom, and who is new or gone since the period before."""

    series: Series
    span: Span
    order: CascadeOrder
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(unit for task in self.order.tasks for unit in task.holders)


@dataclass(frozen=True)
class _Who:
    """Who holds a task of the new period, who coordinates, who consolidates."""

    leads: tuple[int, ...]
    coordinating: tuple[int, ...]
    via: int | None


def planned(tx: Connection, series: Series, span: Span) -> Plan | None:
    """None where this period is open already, the series has ended, or nothing of it comes again by then."""
    found = recurring(tx, series, span)
    if not found:
        return None
    first = renewals.cascade(tx, series.first_id)
    directory = units.directory(tx, line=first.line)
    rules = _rules(tx, series.first_id)
    frozen = renewals.holders(tx, series.first_id) if not rules else {}
    calendar = calendar_of(tx)
    orders = [
        (task, _order(tx, first, task, before, span, _who(task, rules, frozen, directory), calendar))
        for task, before in found
    ]
    kept = [(task, order) for task, order in orders if order.holders]
    place = {task.id: at for at, (task, _) in enumerate(kept)}
    tasks = tuple(
        replace(order, after=tuple(place[other] for other in task.after if other in place)) for task, order in kept
    )
    order = CascadeOrder(
        document_id=first.document_id, issuing_unit_id=first.issuing_unit_id, title=f"{_without_year(first.title)} · {span.name}", tasks=tasks,
        line=first.line, period_code=span.code, period_name=span.name, starts_on=span.starts_on,
        consolidation_days=first.consolidation_days,
    )  # fmt: skip
    plan = Plan(series, span, order)
    before_ids = _held_before(tx, series)
    names = _labels(directory)
    return replace(
        plan,
        gained=names(plan.unit_ids - before_ids),
        lost=names(before_ids - plan.unit_ids),
    )


_YEAR = re.compile(r"[\s,;:·–-]*\b(?:năm học|năm)\s+20\d\d(?:\s*[-–]\s*20\d\d)?\s*$", re.IGNORECASE)


def _without_year(title: str) -> str:
    """ "Chăm sóc trẻ em năm 2024" is about its own year; the next period says its own."""
    return _YEAR.sub("", title) or title


def recurring(tx: Connection, series: Series, span: Span) -> list[tuple[TaskRow, Span]]:
    """The tasks that come again in this period, each with the period it was first issued for."""
    first = renewals.cascade(tx, series.first_id)
    periods = _periods(tx, series)
    if not first.is_live or any(each.code == span.code for each in periods):
        return []
    if span.starts_on <= clock.local_day(first.issued_at):
        return []  # a paper of an earlier year, issued now: the year it was issued in is not a year after it
    latest = _newest(periods)
    if latest is not None and renewals.cascade(tx, latest).state is CascadeState.REVOKED:
        return []  # taken back by a person: whoever did that does not want the next one either
    found = []
    for task in renewals.tasks(tx, series.first_id):
        if task.recurrence is not series.recurrence:
            continue
        before = _first_span(first, task)
        ends = last_year(first.title, str(task.columns["due_words"]))
        if before.number < span.number and (ends is None or span.starts_on.year <= ends):
            found.append((task, before))
    return found


def waits_for_above(tx: Connection, series: Series) -> bool:
    """Whether the work this series carries out has a period to open first: opened before it, it would hang on nothing."""
    for task in renewals.tasks(tx, series.first_id):
        above = task.columns["carries_out_id"]
        if task.recurrence is not series.recurrence or above is None:
            continue
        piece = locate(tx, above)
        upper = _task_of(tx, piece)
        if upper.recurrence in MONTHS:
            parent = Series(renewals.first_of(tx, piece.cascade_id), upper.recurrence)
            if recurring(tx, parent, span_of(parent.recurrence, clock.today())):
                return True
    return False


def _periods(tx: Connection, series: Series) -> list[OpenedPeriod]:
    """The periods of a series that opened by themselves, oldest first."""
    return [each for each in renewals.opened(tx, series.first_id) if each.recurrence is series.recurrence]


def _newest(periods: list[OpenedPeriod]) -> int | None:
    """The cascade of the newest period that had anything to open."""
    return next((each.cascade_id for each in reversed(periods) if each.cascade_id), None)


def _task_of(tx: Connection, piece: Piece) -> TaskRow:
    return next(each for each in renewals.tasks(tx, piece.cascade_id) if each.id == piece.task_id)


def _first_span(first: CascadeRow, task: TaskRow) -> Span:
    issued_on = clock.local_day(first.issued_at)
    return first_span(task.recurrence, code=first.period_code, due_on=task.due_on, issued_on=issued_on)


def _rules(tx: Connection, first_id: int) -> dict[int, DraftTask]:
    """The confirmed draft's tasks by their place in the cascade; empty for one that was ordered without a draft."""
    content = renewals.draft_content(tx, first_id)
    return dict(enumerate(DraftContent.from_json(content).live_tasks)) if content is not None else {}


def _who(
    task: TaskRow,
    rules: dict[int, DraftTask],
    frozen: dict[tuple[int, UnitRole], tuple[int, ...]],
    directory: Directory,
) -> _Who:
    rule = rules.get(task.position)
    if rule is not None:
        leads, helping = chosen_anew(rule.leads, directory), chosen_anew(rule.coordinating, directory)
    else:
        leads = standing(frozen.get((task.id, UnitRole.LEAD), ()), directory)
        helping = standing(frozen.get((task.id, UnitRole.COORDINATING), ()), directory)
    via = task.columns["via"]
    through = standing((via,), directory) if via else ()
    return _Who(leads, tuple(unit for unit in helping if unit not in leads), through[0] if through else None)


def _order(
    tx: Connection, first: CascadeRow, task: TaskRow, before: Span, span: Span, who: _Who, calendar: Calendar
) -> TaskOrder:
    columns = dict(task.columns)
    start, end = columns.pop("span")
    columns.pop("via")
    kind, value = columns.pop("policy"), columns.pop("policy_value")
    above = columns.pop("carries_out_id")
    parent_id = _parent_now(tx, above, span) if above is not None else None
    if kind is PolicyKind.AT_LEAST and value and who.leads:
        value = min(value, len(who.leads))
    return TaskOrder(
        **columns, holders=who.leads, coordinating=who.coordinating,
        span=(start, end) if start is not None and end is not None else None, policy=Policy(kind, value),
        via_unit_id=who.via, recurrence=task.recurrence, carries_out_id=parent_id,
        due_on=_due(tx, task.due_on, before, span, parent_id, first.consolidation_days, calendar),
    )  # fmt: skip


def _due(
    tx: Connection, first: date | None, before: Span, span: Span, parent_id: int | None, days: int, calendar: Calendar
) -> date | None:
    """The same day of this period, moved off rest days, never later than the office above allows (law 13)."""
    if first is None:
        return None
    day = next_working_day(moved(first, before, span), calendar)
    if parent_id is not None:
        limit = locate(tx, parent_id).due_on
        if limit != NO_DEADLINE:
            day = min(day, add_working_days(limit, -days, calendar) if days else limit)
    return day


def _parent_now(tx: Connection, piece_id: int, span: Span) -> int | None:
    """The piece of work above that this period carries out: that of the same time, if there is one and it is still open."""
    piece = locate(tx, piece_id)
    task = _task_of(tx, piece)
    if task.recurrence not in MONTHS:
        is_over = piece.progress in _ENDED or not CascadeState(piece.cascade_state).is_live
        return None if is_over else piece_id
    first_id = renewals.first_of(tx, piece.cascade_id)
    for period in reversed(_periods(tx, Series(first_id, task.recurrence))):
        if period.cascade_id is not None:
            above = renewals.cascade(tx, period.cascade_id)
            if above.is_live and above.starts_on <= span.starts_on <= span_of(task.recurrence, above.starts_on).ends_on:
                return renewals.piece_of(
                    tx, above.id, piece.unit_id, ref=task.columns["ref"], title=task.columns["title"]
                )
    first = _first_span(renewals.cascade(tx, piece.cascade_id), task)
    return piece_id if first.starts_on <= span.starts_on <= first.ends_on else None


def _held_before(tx: Connection, series: Series) -> frozenset[int]:
    """Who held this work in the newest period there is."""
    latest = _newest(_periods(tx, series)) or series.first_id
    ids = {task.id for task in renewals.tasks(tx, latest) if task.recurrence is series.recurrence}
    held = renewals.holders(tx, latest)
    return frozenset(
        unit for (task_id, role), units_ in held.items() if task_id in ids and role is UnitRole.LEAD for unit in units_
    )


def _labels(directory: Directory) -> Callable[[frozenset[int]], tuple[str, ...]]:
    return lambda ids: tuple(unit.label for unit in directory.units if unit.id in ids)
