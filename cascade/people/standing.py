"""Who stands where to a piece of work: its holder, its giver, someone above, or a stranger, who sees nothing at all."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.states import MOVES, Move, Side
from cascade.store.pieces import Piece, locate
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import CascadeState, Role
from models.sql import marks, run

HOLDERS = (Role.PERFORMER, Role.HEAD, Role.OFFICER)
GIVERS = (Role.OFFICER, Role.HEAD, Role.LEADER)


def refuse_wrong_side(tx: Connection, actor: Actor, piece: Piece, move: Move) -> None:
    """Raises NotFound for a stranger, NotAllowed for someone who sees but may not act, Refusal for one's own submission."""
    holds = move.side is Side.HOLDER
    other = (
        "Chỉ đơn vị được giao mới ghi được phần việc này."
        if holds
        else "Đơn vị không tự duyệt việc của mình; cơ quan giao việc duyệt."
    )
    refuse_other_side(tx, actor, piece, move.side, verb=move.verb, other=other)
    if not actor.is_system and move is MOVES["accept"] and _sent_by(tx, piece.id) == actor.user_id:
        raise Refusal("Không tự duyệt việc do chính mình gửi. Đề nghị người khác của cơ quan giao duyệt.")


def refuse_other_side(tx: Connection, actor: Actor, piece: Piece, side: Side, *, verb: str, other: str) -> None:
    """Whoever does not stand on this side of the piece may not act on it. `other` is told to the opposite side.

    Raises:
        NotFound: a stranger. NotAllowed: someone who sees it, or whose role does not act for that side.
    """
    if actor.is_system:
        return
    holds = side is Side.HOLDER
    if actor.unit_id == (piece.unit_id if holds else piece.giver_unit_id):
        if not actor.has(*(HOLDERS if holds else GIVERS)):
            raise NotAllowed(f"Vai trò của tài khoản không được {verb}. Đề nghị liên hệ thủ trưởng đơn vị.")
        return
    if actor.unit_id in (piece.unit_id, piece.giver_unit_id):
        raise NotAllowed(other)
    if not sees(tx, actor.unit_id, piece):
        raise NotFound()
    raise NotAllowed(f"Chỉ {'đơn vị được giao' if holds else 'cơ quan giao việc'} mới {verb} được phần việc này.")


def refuse_ended(piece: Piece) -> None:
    """Raises Refusal where the cascade of the piece goes on no more."""
    state = CascadeState(piece.cascade_state)
    if not state.is_live:
        raise Refusal(f"Đợt triển khai này {state.label.lower()}, phần việc không nhận thêm thay đổi.")


def sees(tx: Connection, unit_id: int, piece: Piece) -> bool:
    """The units on the path from the issuing office to the holder see it; so does the consolidator it goes through."""
    nodes = piece.nodes
    on_path = run(tx, f"SELECT 1 FROM cascade_node WHERE cascade_id = ? AND unit_id = ? AND node IN ({marks(len(nodes))})",
                  (piece.cascade_id, unit_id, *nodes)).first()  # fmt: skip
    if on_path:
        return True
    if run(tx, "SELECT 1 FROM task WHERE id = ? AND via_unit_id = ?", (piece.task_id, unit_id)).first():
        return True
    # Above the issuing office stands whoever gave it the work this cascade carries out.
    above = run(
        tx,
        "SELECT DISTINCT carries_out_id FROM task WHERE cascade_id = ? AND carries_out_id IS NOT NULL",
        (piece.cascade_id,),
    ).scalars()
    return any(
        unit_id == upper.unit_id or sees(tx, unit_id, upper)
        for upper in (locate(tx, parent_id) for parent_id in above.all())
    )


def _sent_by(tx: Connection, unit_task_id: int) -> int | None:
    sender: int | None = run(tx, "SELECT actor_id FROM journal WHERE unit_task_id = ? AND event = 'unit_task:submitted' ORDER BY id DESC LIMIT 1",
               (unit_task_id,)).scalar()  # fmt: skip
    return sender
