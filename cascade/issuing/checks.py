"""What may not be issued, each with its sentence. Reads; writes nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.graph import refuse_cycle
from cascade.orders import CascadeOrder, TaskOrder
from cascade.people.standing import GIVERS
from cascade.store.pieces import locate
from kit.errors import NotAllowed, Refusal
from kit.vocabulary import PolicyKind
from kit.working_days import add_working_days
from models import NO_DEADLINE
from models.sql import run


def refuse_impossible(tx: Connection, actor: Actor, order: CascadeOrder) -> None:
    """Raises Refusal with one sentence for the first thing that stands in the way."""
    if not actor.is_system and (actor.unit_id != order.issuing_unit_id or not actor.has(*GIVERS)):
        raise NotAllowed("Chỉ chuyên viên hoặc lãnh đạo của cơ quan ban hành được phát hành đợt triển khai này.")
    if not order.tasks:
        raise Refusal("Đợt triển khai chưa có nhiệm vụ nào. Thêm ít nhất một nhiệm vụ ở bước 2.")
    for task in order.tasks:
        _refuse_task(task, len(order.tasks))
    for parent_id in sorted({task.carries_out_id for task in order.tasks if task.carries_out_id}):
        _refuse_above(tx, order, parent_id)
    names = {str(i): task.ref or task.title[:40] for i, task in enumerate(order.tasks)}
    refuse_cycle([(str(i), str(j)) for i, task in enumerate(order.tasks) for j in task.after], names)


def _refuse_task(task: TaskOrder, count: int) -> None:
    name = f"{task.ref} “{task.title[:60]}”".strip()
    if not task.holders:
        raise Refusal(f"Nhiệm vụ {name} chưa có đơn vị chủ trì. Chọn một đơn vị ở bước 3.", field="holders")
    value = task.policy.value
    if task.policy.kind is PolicyKind.AT_LEAST and not (value and 1 <= value <= len(task.holders)):
        raise Refusal(
            f"Nhiệm vụ {name}: “ít nhất” phải từ 1 đến {len(task.holders)} đơn vị. Sửa ở bước 4.", field="policy"
        )
    if task.policy.kind is PolicyKind.PERCENT and not (value and 1 <= value <= 100):
        raise Refusal(f"Nhiệm vụ {name}: tỷ lệ phải từ 1 đến 100%. Sửa ở bước 4.", field="policy")
    if any(not 0 <= other < count for other in task.after):
        raise Refusal(f"Nhiệm vụ {name} chờ một nhiệm vụ không có trong đợt này. Bỏ ràng buộc ấy.", field="after")


def _refuse_above(tx: Connection, order: CascadeOrder, parent_id: int) -> None:
    """The work above must be ours, must leave time to consolidate, and must not already stand under this document."""
    parent = locate(tx, parent_id)
    if parent.unit_id != order.issuing_unit_id:
        raise Refusal("Kế hoạch riêng chỉ lập dưới phần việc của chính đơn vị ban hành. Chọn lại phần việc cấp trên.")
    limit = parent.due_on
    if limit != NO_DEADLINE:
        latest = add_working_days(limit, -order.consolidation_days) if order.consolidation_days else limit
        for task in order.tasks:
            if task.carries_out_id == parent_id and task.due_on and task.due_on > latest:
                raise Refusal(
                    f"Hạn {task.due_on:%d/%m/%Y} của nhiệm vụ {task.ref or task.title[:40]} sau hạn cấp trên {limit:%d/%m/%Y}"
                    + (f" trừ {order.consolidation_days} ngày làm việc tổng hợp" if order.consolidation_days else "")
                    + f". Chọn ngày đến {latest:%d/%m/%Y}, hoặc xin cấp trên gia hạn trước.",
                    field="due_on",
                )
    edges, names = _documents_above(tx, parent.cascade_id)
    new = _document_name(tx, order.document_id)
    names[str(order.document_id)] = new
    above = run(tx, "SELECT document_id FROM cascade WHERE id = ?", (parent.cascade_id,)).scalar_one()
    refuse_cycle([*edges, (str(order.document_id), str(above))], names)


def _documents_above(tx: Connection, cascade_id: int) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(document, the document it carries out) from a cascade upward, with names."""
    edges: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    frontier, seen = [cascade_id], set()
    while frontier:
        current = frontier.pop()
        if current in seen:
            continue
        seen.add(current)
        document = run(tx, "SELECT document_id FROM cascade WHERE id = ?", (current,)).scalar_one()
        names[str(document)] = _document_name(tx, document)
        for (parent_id,) in run(
            tx,
            "SELECT DISTINCT carries_out_id FROM task WHERE cascade_id = ? AND carries_out_id IS NOT NULL",
            (current,),
        ).all():
            upper = locate(tx, parent_id).cascade_id
            above = run(tx, "SELECT document_id FROM cascade WHERE id = ?", (upper,)).scalar_one()
            edges.append((str(document), str(above)))
            frontier.append(upper)
    return edges, names


def _document_name(tx: Connection, document_id: int) -> str:
    row = run(tx, "SELECT number, subject FROM document WHERE id = ?", (document_id,)).one_or_none()
    if row is None:
        raise Refusal("Văn bản của đợt triển khai không có trong sổ. Đưa văn bản vào sổ trước.")
    return str(row[0] or f"“{row[1][:40]}”")
