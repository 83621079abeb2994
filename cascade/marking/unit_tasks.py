"""The verbs of a unit task. Each: who and what, the legal move, the row, the counters, one journal row; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.marking.acts import FileRef, Receipt, Step, act, finish, standing
from cascade.marking.deadlines import days_paused, move_deadline
from cascade.states import MOVES, Side
from cascade.store.pieces import locate
from kit.errors import Refusal
from kit.vocabulary import Acceptance, DeclineReason, EventTag, Progress, ReturnReason, UnitRole
from models.sql import run

__all__ = [
    "FileRef", "Receipt", "accept", "accept_many", "decline", "exempt", "insist", "pause", "receive", "receive_all", "reopen", "resume", "return_",
    "revoke", "start", "submit", "withdraw",
]  # fmt: skip


def receive(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["receive"], unit_task_id, version, note)


def receive_all(tx: Connection, *, actor: Actor, unit_id: int, unit_task_ids: Iterable[int]) -> tuple[Receipt, ...]:
    """Receive those of the listed pieces that are still new; the others were received meanwhile and stay as they are."""
    pieces = [locate(tx, unit_task_id) for unit_task_id in unit_task_ids]
    return tuple(
        receive(tx, actor=actor, unit_task_id=p.id)
        for p in pieces
        if p.unit_id == unit_id and p.progress is Progress.ASSIGNED
    )


def start(
    tx: Connection,
    *,
    actor: Actor,
    unit_task_id: int,
    version: int | None = None,
    note: str = "",
    obstacle: str | None = None,
) -> Receipt:
    return act(tx, actor, MOVES["start"], unit_task_id, version, note, reason=obstacle)


def submit(
    tx: Connection,
    *,
    actor: Actor,
    unit_task_id: int,
    version: int | None = None,
    note: str = "",
    files: Sequence[FileRef] = (),
) -> Receipt:
    """Báo xong. An automatic task is done at once; a new piece is received by being sent; a coordinating share only records.

    Lateness is frozen here, against the deadline now in force (law 10).
    """
    piece = standing(tx, actor, unit_task_id, MOVES["submit"], version)
    if piece.role is UnitRole.COORDINATING:
        return finish(tx, actor, piece, [Step(Progress.DONE, EventTag.CONTRIBUTED, note)], files)
    if piece.needs_evidence and not files and not _has_evidence(tx, unit_task_id):
        raise Refusal("Chưa chọn tệp minh chứng. Việc này cần ít nhất một tệp (ảnh hoặc văn bản).", field="files")
    steps = [Step(Progress.SUBMITTED, EventTag.SUBMITTED, note)]
    if piece.progress is Progress.ASSIGNED:
        steps.insert(0, Step(Progress.RECEIVED, EventTag.RECEIVED))
    if piece.acceptance == Acceptance.AUTOMATIC or piece.giver_unit_id == piece.unit_id:
        steps.append(Step(Progress.DONE, EventTag.ACCEPTED, side=Side.GIVER))
    return finish(tx, actor, piece, steps, files)


def withdraw(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["withdraw"], unit_task_id, version, note)


def decline(
    tx: Connection,
    *,
    actor: Actor,
    unit_task_id: int,
    reason: DeclineReason,
    version: int | None = None,
    note: str = "",
) -> Receipt:
    return act(tx, actor, MOVES["decline"], unit_task_id, version, note, reason=DeclineReason(reason).value)


def accept(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["accept"], unit_task_id, version, note)


def accept_many(tx: Connection, *, actor: Actor, ids: Iterable[int]) -> tuple[Receipt, ...]:
    """Accept those still waiting; a piece withdrawn or decided meanwhile is left out, not failed."""
    waiting = [locate(tx, unit_task_id) for unit_task_id in sorted(set(ids))]
    return tuple(
        accept(tx, actor=actor, unit_task_id=piece.id) for piece in waiting if piece.progress is Progress.SUBMITTED
    )


def return_(
    tx: Connection,
    *,
    actor: Actor,
    unit_task_id: int,
    reason: ReturnReason,
    version: int | None = None,
    note: str = "",
    due_on: date | None = None,
) -> Receipt:
    """Send back with a coded reason and a sentence; `due_on` is the new date to send by, recorded as the returner's extension."""
    receipt = act(tx, actor, MOVES["return"], unit_task_id, version, note, reason=ReturnReason(reason).value)
    if due_on:
        move_deadline(tx, actor=actor, unit_task_id=unit_task_id, due_on=due_on, note="Hạn gửi lại khi trả lại")
    return receipt


def reopen(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["reopen"], unit_task_id, version, note)


def insist(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["insist"], unit_task_id, version, note)


def pause(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["pause"], unit_task_id, version, note)


def resume(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    """Go on with the days that were left when the clock stopped."""
    left = days_paused(tx, unit_task_id)
    receipt = act(tx, actor, MOVES["resume"], unit_task_id, version, note)
    if left:
        move_deadline(tx, actor=actor, unit_task_id=unit_task_id, later_by=left, note="Cộng số ngày tạm dừng")
    return receipt


def exempt(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["exempt"], unit_task_id, version, note)


def revoke(tx: Connection, *, actor: Actor, unit_task_id: int, version: int | None = None, note: str = "") -> Receipt:
    return act(tx, actor, MOVES["revoke"], unit_task_id, version, note)


def _has_evidence(tx: Connection, unit_task_id: int) -> bool:
    return run(tx, "SELECT 1 FROM evidence WHERE unit_task_id = ? LIMIT 1", (unit_task_id,)).first() is not None
