"""Who stands where to a piece of work: its holder, its giver, someone above, or a stranger, who sees nothing at all."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.states import MOVES, Move, Side
from cascade.store.pieces import Piece, locate
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import Role
from models.sql import marks, run

HOLDERS = (Role.PERFORMER, Role.HEAD, Role.OFFICER)
GIVERS = (Role.OFFICER, Role.HEAD, Role.LEADER)


def refuse_wrong_side(tx: Connection, actor: Actor, piece: Piece, move: Move) -> None:
    """Raises NotFound for a stranger, NotAllowed for someone who sees but may not act, Refusal for one's own submission."""
    if actor.is_system:
        return
    side_unit = piece.unit_id if move.side is Side.HOLDER else piece.giver_unit_id
    if actor.unit_id == side_unit:
        if not actor.has(*(HOLDERS if move.side is Side.HOLDER else GIVERS)):
            raise NotAllowed(f"Vai trò của tài khoản không được {move.verb}. Đề nghị liên hệ thủ trưởng đơn vị.")
        if move is MOVES["accept"] and _sent_by(tx, piece.id) == actor.user_id:
            raise Refusal("Không tự duyệt việc do chính mình gửi. Đề nghị người khác của cơ quan giao duyệt.")
        return
    if actor.unit_id in (piece.unit_id, piece.giver_unit_id):
        raise NotAllowed(
            "Đơn vị không tự duyệt việc của mình; cơ quan giao việc duyệt."
            if move.side is Side.GIVER
            else "Chỉ đơn vị được giao mới ghi được phần việc này."
        )
    if not sees(tx, actor.unit_id, piece):
        raise NotFound()
    raise NotAllowed(
        f"Chỉ {'đơn vị được giao' if move.side is Side.HOLDER else 'cơ quan giao việc'} mới {move.verb} được phần việc này."
    )


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
