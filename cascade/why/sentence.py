"""Vì sao đỏ? One sentence, the smallest remedy with its date, and whom to call, for a piece of work or for any sum.

Knows where to look; the figures are the boards', the words are `why_words`'. Unknown is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from cascade.counting.scopes import Scope, scopes
from cascade.counts import Calendar, Counts, Tally
from cascade.progress import in_words
from cascade.states import cell
from cascade.store import names
from cascade.store import roll_up as roll_up_store
from cascade.store import why as store
from cascade.store.lineage_ids import lineage_ids, lineages, pieces_above
from cascade.store.pieces import Piece, locate
from cascade.store.unit_tasks import UnitTaskView, find
from cascade.why.calm import not_red
from cascade.why.contacts import contact_for
from cascade.why.groups import Group, Place, Standing, causes_of, due_of, groups_of, place_of, standing_at, worst_of
from cascade.why.piece import explain
from cascade.why.words import Cause, CauseKind, PathStep, Tone, Why, day, group_cause, remedy_for, sentence
from kit import clock
from kit.settings import settings
from kit.vocabulary import CELLS, Progress
from models.sql import run

__all__ = ["Why", "why", "why_cascade"]


def why_cascade(
    tx: Connection,
    cascade_id: int,
    *,
    lineage: bool = True,
    under: int | None = None,
    task_id: int | None = None,
    viewer: int | None = None,
) -> Why:
    """Why a sum is red: a cascade or its lineage, what stands under a unit of it, one task of it.

    Raises:
        NotFound: there is no such cascade.
    """
    names.cascade_title(tx, cascade_id)
    calendar = _calendar()
    ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    parts = scopes(tx, ids, under, None)
    if task_id is not None:
        wanted = _periods_under_task(tx, cascade_id, task_id, ids)
        parts = [_only(part, wanted) for part in parts]
    groups = groups_of(tx, parts, calendar)
    total = Counts.sum(group.counts for group in groups)
    worst = worst_of(tx, groups)
    if worst is None:
        return not_red(tx, groups, total, calendar, viewer)
    return _late_group(tx, worst, total, calendar, Tone.RED, cascade_id, viewer)


def why(tx: Connection, unit_task_id: int, *, viewer: int | None = None) -> Why:
    """Why a piece of work is red: what is late under it, else what it says of itself.

    Raises:
        NotFound: no such piece was ever given.
    """
    view = find(tx, unit_task_id)
    piece = locate(tx, unit_task_id)
    calendar = _calendar()
    groups = _below(tx, view, piece, calendar)
    worst = worst_of(tx, groups)
    if worst is None or view.progress in (Progress.DONE, Progress.EXEMPT, Progress.REVOKED, Progress.SUBMITTED):
        return explain(tx, view, piece, calendar, viewer)
    total = Counts.sum(group.counts for group in groups)
    return _late_group(
        tx, worst, total, calendar, Tone.RED if view.is_red else Tone.YELLOW, view.cascade_id, viewer, view
    )


def _below(tx: Connection, view: UnitTaskView, piece: Piece, calendar: Calendar) -> list[Group]:
    """The work under a piece: other holders of its task below it, and the plans issued under it with all of theirs."""
    found = []
    _, _, last = store.node_of(tx, piece.cascade_id, piece.node)
    if piece.node and last > piece.node and piece.counts:
        part = Scope(piece.cascade_id, piece.node, last, (piece.task_period_id,))
        for group in groups_of(tx, [part], calendar):
            # The subtree's counter holds the piece itself too.
            others = Tally(calendar)
            others.add(piece.due_on, [-int(name == cell(view.progress, view.late)) for name in CELLS])
            found.append(
                Group(
                    group.cascade_id,
                    group.node,
                    last,
                    group.task_period_id,
                    Counts.sum([group.counts, others.counts()]),
                )
            )
    if view.own_plan_cascade_ids:
        ids = lineages(tx, view.own_plan_cascade_ids)
        rows = run(
            tx, "SELECT p.id FROM task t JOIN task_period p ON p.task_id = t.id WHERE t.carries_out_id = ?", (view.id,)
        )
        mine = set(rows.scalars())
        direct = set(view.own_plan_cascade_ids)
        parts = [_only(part, mine) if part.cascade_id in direct else part for part in scopes(tx, ids, None, None)]
        found += groups_of(tx, parts, calendar)
    return found


def _late_group(
    tx: Connection,
    group: Group,
    total: Counts,
    calendar: Calendar,
    tone: Tone,
    base: int,
    viewer: int | None,
    view: UnitTaskView | None = None,
) -> Why:
    causes = causes_of(tx, group, calendar)
    place = place_of(tx, group, calendar)
    standing = standing_at(tx, group, place)
    head = roll_up_store.head(tx, group.task_period_id)
    where = _where(place, group)
    cause = group_cause(
        group.counts.overdue, group.counts.total, head.name, due_of(tx, group.task_period_id), causes, where
    )
    if total.overdue > group.counts.overdue:
        cause += f" (tất cả {total.overdue}/{total.total} phần việc quá hạn)"
    upper_due = view.due_on if view is not None else standing.upper_due
    consequence = _consequence(place, standing, view)
    days = store.cascade_names(tx, group.cascade_id)[2]
    top = causes[0] if causes else None
    unit_id, giver, prior = _who(tx, group, place, top)
    lacking = min(standing.lacking or group.counts.overdue, place.overdue) or place.overdue
    remedy = remedy_for(top, lacking, calendar.today, days, upper_due, giver=giver, prior=prior)
    contact = contact_for(tx, group.cascade_id, viewer, unit_id)
    path = (*_path_to(tx, base, group.cascade_id), *_steps(group, head, place))
    return Why(
        sentence(tone, cause, consequence, remedy), tone, cause, consequence, remedy,
        contact.person, contact.phone, unit_id, total.overdue, total.total, causes, path,
    )  # fmt: skip


def _where(place: Place, group: Group) -> str:
    if place.node == group.node:
        return ""
    if place.overdue == group.counts.overdue:
        return f"đều thuộc {place.unit_name}"
    return f"trong đó {place.overdue} thuộc {place.unit_name}"


def _consequence(place: Place, standing: Standing, view: UnitTaskView | None) -> str:
    if view is not None:
        due = f" (hạn {day(view.due_on)})" if view.due_on else ""
        return f"{view.unit_name} chưa báo xong được {view.ref or view.title}{due}"
    if standing.is_ready:
        return f"{place.unit_name} đã đạt mức {in_words(standing.policy)}, phần chậm vẫn phải làm tiếp"
    upper = f" để báo cáo {standing.upper_name}" if standing.upper_name else ""
    due = f" (hạn {day(standing.upper_due)})" if standing.upper_due else ""
    return f"{place.unit_name} chưa tổng hợp được{upper}{due}"


def _who(tx: Connection, group: Group, place: Place, top: Cause | None) -> tuple[int, str, str]:
    """(the unit that can unblock it, the superior's name, the task waited for)."""
    if top is not None and top.kind is CauseKind.WAITING:
        _, _, acceptor, node = store.waiting(tx, group.task_period_id, group.node, group.last)
        if acceptor is not None and node is not None:
            return acceptor, store.node_of(tx, group.cascade_id, node)[1], ""
    if top is not None and top.kind is CauseKind.AFTER:
        return place.unit_id, place.unit_name, store.priors(tx, group.task_period_id)[0].name
    if place.overdue == 1:
        _, _, last = store.node_of(tx, group.cascade_id, place.node)
        states = ("assigned", "received", "in_progress", "returned")
        late = store.late_ids(tx, group.task_period_id, place.node, last, states, clock.today())
        if late:
            return locate(tx, late[0]).unit_id, place.unit_name, ""
    return place.unit_id, place.unit_name, ""


def _path_to(tx: Connection, base: int, cascade_id: int) -> tuple[PathStep, ...]:
    """From the document asked about down to the one where the cause lies, through the pieces that join them."""
    steps: list[PathStep] = []
    current, seen = cascade_id, {cascade_id}
    while True:
        steps.insert(0, PathStep(store.cascade_names(tx, current)[0], cascade_id=current))
        above = [] if current == base else pieces_above(tx, current)
        if not above or above[0].cascade_id in seen:
            return tuple(steps)
        upper = above[0]
        unit = store.node_of(tx, upper.cascade_id, upper.node)[1]
        task = roll_up_store.head(tx, upper.task_period_id)
        steps.insert(0, PathStep(unit, upper.cascade_id, unit_task_id=upper.id))
        steps.insert(0, PathStep(task.name, upper.cascade_id, task_id=upper.task_id))
        current = upper.cascade_id
        seen.add(current)


def _steps(group: Group, head: roll_up_store.Head, place: Place) -> tuple[PathStep, ...]:
    inner = tuple(PathStep(name, group.cascade_id) for name in place.path)
    return (
        PathStep(head.name, group.cascade_id, head.task_id),
        *inner,
        PathStep(f"{place.overdue} đơn vị quá hạn", group.cascade_id, head.task_id),
    )


def _only(part: Scope, periods: set[int]) -> Scope:
    kept = tuple(period for period in part.periods if period in periods)
    return Scope(part.cascade_id, part.node, part.last, kept, part.child_unit_id)


def _periods_under_task(tx: Connection, cascade_id: int, task_id: int, ids: Sequence[int]) -> set[int]:
    """The periods of one task, and of all tasks below that carry it out."""
    found = set(run(tx, "SELECT id FROM task_period WHERE task_id = ?", (task_id,)).scalars())
    wanted = {(cascade_id, task_id)}
    for lower in ids:
        if lower == cascade_id:
            continue
        rows = run(tx, "SELECT t.id, t.carries_out_id, p.id FROM task t JOIN task_period p ON p.task_id = t.id "
                       "WHERE t.cascade_id = ? AND t.carries_out_id IS NOT NULL", (lower,)).all()  # fmt: skip
        for task, carried, period in rows:
            upper = locate(tx, carried)
            if (upper.cascade_id, upper.task_id) in wanted:
                wanted.add((lower, task))
                found.add(period)
    return found


def _calendar() -> Calendar:
    return Calendar.on(clock.today(), settings().due_soon_working_days)
