"""How every move of a unit task is made: legal, by the right side, on the right version; then row, counters, parent, journal.

One transaction, no message, no commit. `cascade.marking.unit_tasks` gives the moves their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.issuing.opening import open_one
from cascade.journal import Entry, record_all
from cascade.marking import counters
from cascade.people.standing import refuse_ended, refuse_wrong_side
from cascade.states import MOVES, Move, Side, cell, freezes_lateness, is_live
from cascade.store.pieces import Piece, locate
from kit import clock
from kit.errors import Conflict, Refusal
from kit.vocabulary import EventTag, Progress, UnitRole
from models.sql import run


@dataclass(frozen=True)
class FileRef:
    """A file already on disk under its SHA-256."""

    sha256: str
    file_name: str


@dataclass(frozen=True)
class Receipt:
    """What a page may show once the transaction is committed. `code` is the journal row, as people quote it."""

    journal_id: int
    unit_task_id: int
    progress: Progress
    late: bool
    code: str
    at: datetime


def receipt_code(journal_id: int, at: datetime) -> str:
    return f"TS-{clock.local_day(at).year % 100:02d}-{journal_id:06d}"


def act(
    tx: Connection,
    actor: Actor,
    move: Move,
    unit_task_id: int,
    version: int | None,
    note: str,
    *,
    reason: str | None = None,
) -> Receipt:
    """A move with nothing special about it."""
    piece = standing(tx, actor, unit_task_id, move, version)
    if move.needs_note and not note.strip() and reason in (None, "other"):
        raise Refusal(f"Chưa nêu lý do {move.verb}. Viết một câu để bên kia biết cần làm gì.", field="note")
    return finish(tx, actor, piece, [Step(move.target, move.event, note, reason, move.side)])


def standing(tx: Connection, actor: Actor, unit_task_id: int, move: Move, version: int | None) -> Piece:
    """The piece, once it is sure that this actor may make this move on this version of it.

    Raises:
        NotFound: a stranger. NotAllowed: the wrong side. Conflict: a stale version. Refusal: an impossible move.
    """
    piece = locate(tx, unit_task_id)
    refuse_wrong_side(tx, actor, piece, move)
    if version is not None and version != piece.version:
        raise Conflict("Việc này vừa được người khác cập nhật. Xem bản mới; nội dung đang gõ còn nguyên bên dưới.")
    refuse_ended(piece)
    if (
        piece.role is UnitRole.COORDINATING
        and move is not MOVES["submit"]
        and move.side is Side.HOLDER
        and move is not MOVES["receive"]
    ):
        raise Refusal("Đơn vị phối hợp chỉ ghi phần đã làm. Dùng ô “Ghi phần phối hợp đã làm”.")
    if piece.progress not in move.sources and not (piece.role is UnitRole.COORDINATING and move is MOVES["submit"]):
        raise Refusal(
            f"Không {move.verb} được: phần việc đang ở trạng thái “{piece.progress.label}”. Tải lại trang để xem bản mới."
        )
    if not piece.is_opened:
        open_one(tx, unit_task_id)
    return piece


class Step(NamedTuple):
    """One state to the next within an act; an act of several steps (received by being sent, accepted at once) is written together."""

    target: Progress
    event: EventTag
    note: str = ""
    reason: str | None = None
    side: Side = Side.HOLDER


def finish(tx: Connection, actor: Actor, piece: Piece, steps: Sequence[Step], files: Sequence[FileRef] = ()) -> Receipt:
    """Write an act: the row on the condition of its version, a journal row a step, files, then parent and counters once.

    The receipt quotes the last step the actor's own side made. Files belong to that step.
    """
    now = clock.now()
    entries, progress, late, sent = [], piece.progress, piece.late, False
    for step in steps:
        later = _lateness(piece.due_on, progress, late, step.target)
        entries.append(Entry(
            step.event, actor, about_unit_id=piece.giver_unit_id if step.side is Side.HOLDER else piece.unit_id, cascade_id=piece.cascade_id,
            unit_task_id=piece.id, from_cell=cell(progress, late), to_cell=cell(step.target, later), from_due=piece.due_on, to_due=piece.due_on,
            reason=step.reason, note=step.note.strip()))  # fmt: skip
        sent = sent or step.event in (EventTag.SUBMITTED, EventTag.CONTRIBUTED)
        progress, late = step.target, later
    numbers = record_all(tx, entries)
    journal_id = max(number for number, step in zip(numbers, steps, strict=True) if step.side is steps[0].side)
    done_at = now if progress is Progress.DONE else None
    if (
        run(
            tx,
            _UPDATE_SENT if sent else _UPDATE,
            (progress.value, late, done_at, *([now] if sent else []), piece.id, piece.version),
        ).rowcount
        != 1
    ):
        raise Conflict("Việc này vừa được người khác cập nhật. Xem bản mới; nội dung đang gõ còn nguyên bên dưới.")
    for file in files:
        run(tx, "INSERT INTO evidence (unit_task_id, journal_id, sha256, file_name, added_at) VALUES (?, ?, ?, ?, ?)",
            (piece.id, journal_id, file.sha256, file.file_name, now))  # fmt: skip
    if piece.counts:
        live = int(is_live(progress)) - int(is_live(piece.progress))
        done = int(progress is Progress.DONE) - int(piece.progress is Progress.DONE)
        counters.child_changed(tx, piece.task_period_id, piece.parent_node, live, done)
        counters.shift(
            tx,
            piece.task_period_id,
            piece.type_id,
            piece.due_on,
            piece.nodes,
            cell(piece.progress, piece.late),
            cell(progress, late),
        )
    return Receipt(journal_id, piece.id, progress, late, receipt_code(journal_id, now), now)


_UPDATE = "UPDATE unit_task SET progress = ?, late = ?, done_at = ?, version = version + 1 WHERE id = ? AND version = ?"
_UPDATE_SENT = "UPDATE unit_task SET progress = ?, late = ?, done_at = ?, submitted_at = ?, version = version + 1 WHERE id = ? AND version = ?"


def _lateness(due_on: date, progress: Progress, late: bool, target: Progress) -> bool:
    """Frozen when sent or paused, kept when accepted, forgotten when the piece is open again."""
    if target is Progress.DONE and progress is Progress.SUBMITTED:
        return late
    return freezes_lateness(target) and clock.today() > due_on
