"""What only a leader can unblock: the tasks with most overdue work, each with its sentence, the person and the number to call.

A sentence costs a walk down the tree, so it is kept until the cascade's next journal row or the next day, and in a cascade
of national size only the first is walked: the others say what the counters know and link to the answer.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.counting.views import Board, BoardRow
from cascade.people import access
from cascade.store import office
from cascade.why import sentence as why
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import Count

MOST = 5
VAST = 100_000
KEPT = 512

_told: OrderedDict[tuple[object, ...], tuple[str, str, str]] = OrderedDict()


@dataclass(frozen=True)
class Urgent:
    """One thing in the way: which task of which paper, how many are late, why, and whom to call."""

    label: str
    short: str
    overdue: int
    total: int
    address: str
    list_address: str
    sentence: str
    person: str
    phone: str


def urgent(tx: Connection, found: Board, actor: Actor) -> tuple[Urgent, ...]:
    """At most five, largest effect first."""
    if not found.total.overdue:
        return ()
    by_task = boards.overview(tx, actor.unit_id, by="task", under=found.under)
    rows = [
        task for row in by_task.rows for task in (row.children or (row,)) if task.counts.overdue and task.cascade_id
    ]
    rows.sort(key=lambda row: (-row.counts.overdue, row.key))
    heads = office.heads(tx, tuple({row.cascade_id for row in rows[:MOST] if row.cascade_id}))
    told = []
    for place, row in enumerate(rows[:MOST]):
        cascade_id = row.cascade_id or 0
        is_walked = place == 0 or found.total.total < VAST
        sentence, person, phone = _why(tx, actor, cascade_id, row.task_id) if is_walked else (_in_counts(row), "", "")
        at = f"dot={cascade_id}&nv={row.task_id}"
        told.append(
            Urgent(
                row.label,
                heads[cascade_id].short,
                row.counts.overdue,
                row.counts.total,
                f"/vi-sao?{at}",
                f"/toan-canh/phan-viec?{at}&o={Count.OVERDUE.value}",
                sentence,
                person,
                phone,
            )
        )
    return tuple(told)


def _in_counts(row: BoardRow) -> str:
    """What the counters alone can say of the late work."""
    counts = row.counts
    parts = [
        f"{words} {value}"
        for words, value in (
            ("chưa nhận", counts.not_received),
            ("bị trả lại", counts.returned),
            ("chờ duyệt", counts.submitted),
        )
        if value
    ]
    return f"Trong nhiệm vụ này: {', '.join(parts)}." if parts else ""


def _why(tx: Connection, actor: Actor, cascade_id: int, task_id: int | None) -> tuple[str, str, str]:
    latest = office.last_journal(tx, cascade_id)
    key = (str(tx.engine.url), cascade_id, task_id, actor.unit_id, clock.today(), latest)
    if key in _told:
        return _told[key]
    try:
        # One who sees a branch alone is told of that branch alone (law 20).
        under = access.scope(tx, actor, cascade_id).under
        answer = why.why_cascade(tx, cascade_id, lineage=False, under=under, task_id=task_id, viewer=actor.unit_id)
    except Refusal:
        return "", "", ""
    _told[key] = (answer.sentence, answer.person, answer.phone)
    while len(_told) > KEPT:
        _told.popitem(last=False)
    return _told[key]
