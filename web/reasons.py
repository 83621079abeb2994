"""What only a leader can unblock: the tasks with most overdue work, each with its sentence, the person and the number to call."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from cascade import access, boards, why
from cascade.actor import Actor
from cascade.board_views import Board
from cascade.store import office
from kit.errors import Refusal

MOST = 5


@dataclass(frozen=True)
class Urgent:
    """One thing in the way: which task of which paper, how many are late, why, and whom to call."""

    label: str
    short: str
    overdue: int
    total: int
    address: str
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
    for row in rows[:MOST]:
        cascade_id = row.cascade_id or 0
        sentence, person, phone = _why(tx, actor, cascade_id, row.task_id)
        address = f"/vi-sao?dot={cascade_id}&nv={row.task_id}"
        told.append(
            Urgent(
                row.label,
                heads[cascade_id].short,
                row.counts.overdue,
                row.counts.total,
                address,
                sentence,
                person,
                phone,
            )
        )
    return tuple(told)


def _why(tx: Connection, actor: Actor, cascade_id: int, task_id: int | None) -> tuple[str, str, str]:
    try:
        # Only the actor's own branch may be named in the sentence.
        under = access.scope(tx, actor, cascade_id).under
        answer = why.why_cascade(tx, cascade_id, lineage=False, under=under, task_id=task_id, viewer=actor.unit_id)
    except Refusal:
        return "", "", ""
    return answer.sentence, answer.person, answer.phone
