"""Taking a whole cascade back. Its figures leave every board of later days; what was done stays readable, and earlier days stay as they were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.journal import Entry, record
from cascade.people.standing import GIVERS
from cascade.store import office
from cascade.store.lineage_ids import lineage_ids
from kit.errors import NotAllowed, Refusal
from kit.vocabulary import LIVE_CASCADES, CascadeState, EventTag
from models.sql import as_moment, marks, run


def revoke_cascade(tx: Connection, *, actor: Actor, cascade_id: int, note: str) -> int:
    """Revoke it with a reason, and return the journal row. No unit task is touched: none of them takes a change any more.

    Raises:
        NotFound: there is no such cascade. NotAllowed: another office's, or a role that may not issue.
        Refusal: it has ended already, no reason given, or a lower office's live plan still stands under it.
    """
    head = office.head(tx, cascade_id)
    if not actor.is_system and not _issues(actor, head):
        raise NotAllowed("Chỉ chuyên viên hoặc lãnh đạo của cơ quan ban hành được thu hồi đợt triển khai này.")
    if not head.state.is_live:
        raise Refusal(f"Đợt triển khai này {head.state.label.lower()} từ trước, không thu hồi thêm lần nữa.")
    if not note.strip():
        raise Refusal("Chưa nêu lý do thu hồi. Viết một câu để các đơn vị biết vì sao.", field="note")
    below = plans_below(tx, cascade_id)
    if below:
        first = below[0]
        more = f" và {len(below) - 1} kế hoạch khác" if len(below) > 1 else ""
        raise Refusal(
            f"{first.unit_name} đã phát hành {first.short}{more} dưới đợt này. Đề nghị cấp dưới thu hồi trước, rồi thu hồi ở đây."
        )
    changed = run(tx, f"UPDATE cascade SET state = ? WHERE id = ? AND state IN ({marks(len(LIVE_CASCADES))})",
                  (CascadeState.REVOKED.value, cascade_id, *(state.value for state in LIVE_CASCADES))).rowcount  # fmt: skip
    if changed != 1:
        raise Refusal("Đợt triển khai này vừa được người khác thu hồi. Tải lại trang để xem.")
    return record(tx, Entry(EventTag.CASCADE_REVOKED, actor, cascade_id=cascade_id, note=note.strip()))


def may_revoke(actor: Actor, head: office.CascadeHead) -> bool:
    """Whether the button is drawn: the issuing office's own, while the cascade is going on."""
    return _issues(actor, head) and head.state.is_live


def _issues(actor: Actor, head: office.CascadeHead) -> bool:
    return actor.unit_id == head.unit_id and actor.has(*GIVERS)


def plans_below(tx: Connection, cascade_id: int) -> tuple[office.CascadeHead, ...]:
    """The live plans that lower offices issued under it: what stands in the way."""
    heads = office.heads(tx, lineage_ids(tx, cascade_id)[1:])
    return tuple(heads[one] for one in sorted(heads) if heads[one].state.is_live)


def revoked_by(tx: Connection, cascade_id: int) -> tuple[datetime, str, str] | None:
    """(when, who, why) of a revoked cascade."""
    row = run(tx, "SELECT at, actor_name, note FROM journal WHERE cascade_id = ? AND event = ? ORDER BY id DESC LIMIT 1",
              (cascade_id, EventTag.CASCADE_REVOKED.value)).one_or_none()  # fmt: skip
    at = as_moment(row[0]) if row else None
    return (at, row[1], row[2] or "") if row and at else None
