"""Asking for more time and answering it: one open request a piece; who asks does not decide; what was sent stays as it was (law 13)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.issuing.opening import open_one
from cascade.journal import Entry, record
from cascade.marking.deadlines import Room, move_deadline, room_above
from cascade.people.standing import refuse_ended, refuse_other_side
from cascade.states import Side
from cascade.store import extensions as store
from cascade.store.pieces import Piece, locate
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import EventTag, ExtensionState, UnitRole
from models import NO_DEADLINE
from models.sql import run

OFTEN = 3
"""From so many requests on, a piece is shown as asking often."""


def ask(tx: Connection, *, actor: Actor, unit_task_id: int, due_on: date | None, note: str) -> int:
    """Xin gia hạn. Returns the journal row.

    Raises:
        NotFound: a stranger. NotAllowed: not the holder.
        Refusal: no date, no reason, a date that is past, too early or later than the work above allows; a request already open;
            work that has been sent, has no deadline, or is only coordinated.
    """
    piece = locate(tx, unit_task_id)
    _refuse_other_side(tx, actor, piece, Side.HOLDER)
    _refuse_state(piece)
    waiting = store.open_of(tx, unit_task_id)
    if waiting:
        raise Refusal(
            f"Đang có một đề nghị gia hạn gửi ngày {clock.local_day(waiting.requested_at):%d/%m}. Chờ quyết định, hoặc rút lại để gửi mới."
        )
    if due_on is None:
        raise Refusal("Chưa ghi ngày mới. Ghi ngày xin gia hạn đến, ví dụ 25/11/2024.", field="due_on")
    if not note.strip():
        raise Refusal("Chưa nêu lý do xin gia hạn. Viết một câu để cơ quan giao quyết định.", field="note")
    _refuse_day(piece, due_on, room_above(tx, piece))
    if not piece.is_opened:
        open_one(tx, unit_task_id)
    run(tx, "INSERT INTO extension (unit_task_id, due_before, due_asked, reason, requested_by, requested_at, answer, state) "
            "VALUES (?, ?, ?, ?, ?, ?, '', 'open')", (unit_task_id, piece.due_on, due_on, note.strip(), actor.user_id, clock.now()))  # fmt: skip
    return _tell(tx, EventTag.EXTENSION_REQUESTED, actor, piece, piece.giver_unit_id, due_on, note)


def take_back(tx: Connection, *, actor: Actor, unit_task_id: int) -> int:
    """The holder withdraws its open request. Returns the journal row."""
    piece = locate(tx, unit_task_id)
    _refuse_other_side(tx, actor, piece, Side.HOLDER)
    waiting = store.open_of(tx, unit_task_id)
    if waiting is None:
        raise Refusal("Không còn đề nghị gia hạn nào đang chờ. Tải lại trang để xem bản mới.")
    _close(tx, waiting.id, ExtensionState.WITHDRAWN, actor, None, "")
    return _tell(tx, EventTag.EXTENSION_WITHDRAWN, actor, piece, piece.giver_unit_id, waiting.due_asked, "")


def grant(tx: Connection, *, actor: Actor, extension_id: int, due_on: date | None = None, note: str = "") -> date:
    """Đồng ý: to the day asked for, or to another. Returns the deadline now in force.

    Raises:
        NotFound, NotAllowed, Refusal: as for `ask`; the asker itself; a request already decided; a piece already sent.
    """
    request, piece = _to_decide(tx, actor, extension_id)
    _refuse_state(piece)
    day = due_on or request.due_asked
    if day <= piece.due_on:
        raise Refusal(
            f"Ngày {day:%d/%m/%Y} không sau hạn hiện nay {piece.due_on:%d/%m/%Y}. Chọn ngày muộn hơn, hoặc không đồng ý.",
            field="due_on",
        )
    _close(tx, extension_id, ExtensionState.GRANTED, actor, day, note)
    return move_deadline(tx, actor=actor, unit_task_id=piece.id, due_on=day, note=note.strip() or "Đồng ý gia hạn")


def refuse(tx: Connection, *, actor: Actor, extension_id: int, note: str) -> int:
    """Không đồng ý, with a reason. Returns the journal row."""
    request, piece = _to_decide(tx, actor, extension_id)
    if not note.strip():
        raise Refusal("Chưa nêu lý do không đồng ý. Viết một câu để đơn vị biết.", field="note")
    _close(tx, extension_id, ExtensionState.REFUSED, actor, None, note)
    return _tell(tx, EventTag.EXTENSION_REFUSED, actor, piece, piece.unit_id, request.due_asked, note)


def _to_decide(tx: Connection, actor: Actor, extension_id: int) -> tuple[store.ExtensionView, Piece]:
    request = store.find(tx, extension_id)
    piece = locate(tx, request.unit_task_id)
    _refuse_other_side(tx, actor, piece, Side.GIVER)
    if actor.user_id is not None and actor.user_id == request.requested_by:
        raise Refusal("Người xin không tự quyết định gia hạn. Đề nghị người khác của cơ quan giao quyết định.")
    if request.state is not ExtensionState.OPEN:
        raise Refusal(f"Đề nghị gia hạn này {request.state.label.lower()} từ trước. Tải lại trang để xem bản mới.")
    return request, piece


def _refuse_other_side(tx: Connection, actor: Actor, piece: Piece, side: Side) -> None:
    verb, other = {
        Side.HOLDER: ("xin gia hạn", "Chỉ đơn vị được giao mới xin gia hạn được."),
        Side.GIVER: ("quyết định gia hạn", "Chỉ cơ quan giao việc mới quyết định gia hạn được."),
    }[side]
    refuse_other_side(tx, actor, piece, side, verb=verb, other=other)


def _refuse_state(piece: Piece) -> None:
    refuse_ended(piece)
    if piece.role is UnitRole.COORDINATING:
        raise Refusal("Đơn vị phối hợp không xin gia hạn; đơn vị chủ trì xin cho cả việc.")
    if piece.progress not in store.STILL_OPEN:
        raise Refusal(
            f"Phần việc đang ở trạng thái “{piece.progress.label}”: gia hạn lúc này không đổi được đúng hạn hay quá hạn."
        )
    if piece.due_on == NO_DEADLINE:
        raise Refusal("Phần việc này không có hạn nên không cần gia hạn.")


def _refuse_day(piece: Piece, day: date, room: Room) -> None:
    if day <= piece.due_on:
        raise Refusal(
            f"Ngày {day:%d/%m/%Y} không sau hạn hiện nay {piece.due_on:%d/%m/%Y}. Chọn ngày muộn hơn.", field="due_on"
        )
    if day < clock.today():
        raise Refusal(f"Ngày {day:%d/%m/%Y} đã qua. Chọn một ngày từ hôm nay trở đi.", field="due_on")
    if room.latest and day > room.latest:
        raise Refusal(f"Ngày xin gia hạn {day:%d/%m/%Y} sau {room.words}. {room.advice(piece.due_on)}", field="due_on")


def _close(
    tx: Connection, extension_id: int, state: ExtensionState, actor: Actor, granted: date | None, answer: str
) -> None:
    changed = run(tx, "UPDATE extension SET state = ?, due_granted = ?, decided_by = ?, decided_at = ?, answer = ? WHERE id = ? AND state = 'open'",
                  (state.value, granted, actor.user_id, clock.now(), answer.strip(), extension_id)).rowcount  # fmt: skip
    if changed != 1:
        raise Refusal("Đề nghị gia hạn này vừa được người khác quyết định. Tải lại trang để xem bản mới.")


def _tell(tx: Connection, event: EventTag, actor: Actor, piece: Piece, about: int, asked: date, note: str) -> int:
    """A row that moves nothing: it names no cell, so that no board is rewound by it."""
    return record(tx, Entry(event, actor, about_unit_id=about, cascade_id=piece.cascade_id, unit_task_id=piece.id,
                            from_due=piece.due_on, to_due=asked, note=note.strip()))  # fmt: skip
