"""/vi-sao: the cause of a red thing in one sentence, the way down to it, the smallest remedy and whom to call."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.people import access
from cascade.people.branches import branch
from cascade.store import names, office, unit_tasks
from cascade.store.lineage_ids import lineage_ids
from cascade.why import sentence as why
from cascade.why.words import PathStep
from kit.errors import NotFound
from web.asked import Asked
from web.deps import Db, Who
from web.type_reasons import Place, of_type
from web.views import page, query, translated

router = APIRouter()


@router.get("/vi-sao/{unit_task_id}")
def of_piece(request: Request, unit_task_id: int, db: Db, actor: Who) -> HTMLResponse:
    with db.read() as tx:
        access.piece(tx, actor, unit_task_id)
        view = unit_tasks.find(tx, unit_task_id)
        answer = why.why(tx, unit_task_id, viewer=actor.unit_id)
        steps = _steps(tx, actor, answer.path)
    title = f"{view.ref} {view.title}".strip()
    return page(request, "pages/why.html", view=view, title=title, why=answer, steps=steps, list_address="", here={},
                trail=((translated("Phần việc"), f"/viec/{unit_task_id}"), (translated("Vì sao?"), "")))  # fmt: skip


@router.get("/vi-sao")
def of_sum(request: Request, db: Db, actor: Who) -> HTMLResponse:
    asked = Asked.of(request)
    cascade_id = asked.number("dot")
    if cascade_id is None:
        raise NotFound("Chưa chọn đợt triển khai nào. Mở “Vì sao đỏ?” từ một con số trên trang Toàn cảnh.")
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        ids = lineage_ids(tx, cascade_id)
        under = branch(tx, actor, scope, ids, asked.number("duoi"))
        head = office.head(tx, cascade_id)
        task = next((one for one in office.tasks(tx, cascade_id) if one.id == asked.number("nv")), None)
        # The whole is asked of all that stands under it; a part of it of what the page it came from counts.
        is_part = bool(asked.kept("nv", "duoi", "loai"))
        lineage = scope.under is None and (asked.lineage or not is_part)
        kind = of_type(tx, cascade_id, asked.here["loai"], under, lineage=lineage) if asked.here.get("loai") else None
        answer = why.why_cascade(
            tx, cascade_id, lineage=lineage, under=kind.worst_unit_id or under if kind else under,
            task_id=task.id if task else None, viewer=actor.unit_id,
        )  # fmt: skip
        if kind is not None:
            answer = kind.around(answer)
        steps = _steps(tx, actor, answer.path)
        named = (
            head.short,
            f"{task.ref} {task.title}".strip() if task else "",
            kind.name if kind else "",
            _unit_name(tx, asked, under),
        )
        if kind is not None:
            places = kind.places
        else:
            places = () if asked.kept("nv", "duoi") else _tasks(tx, cascade_id, under, lineage=lineage)
    at = {**asked.kept("nv", "duoi", "loai"), "dong": "1" if lineage and len(ids) > 1 else None}
    return page(
        request, "pages/why.html", view=None, title=" · ".join(filter(None, named)), why=answer, steps=steps, places=places, here=asked.here,
        list_address=f"/dot/{cascade_id}/phan-viec{query(at, o='qua-han')}",
        trail=((head.short, f"/dot/{cascade_id}"), (translated("Vì sao?"), "")),
    )  # fmt: skip


def _unit_name(tx: Connection, asked: Asked, under: int | None) -> str:
    return names.unit(tx, under).name if under is not None and asked.here.get("duoi") else ""


def _steps(tx: Connection, actor: Actor, path: tuple[PathStep, ...]) -> list[tuple[str, str]]:
    """The way down, each step a link where this visitor may go there."""
    return [(step.label, _address(tx, actor, step)) for step in path]


def _address(tx: Connection, actor: Actor, step: PathStep) -> str:
    try:
        if step.unit_task_id is not None:
            access.piece(tx, actor, step.unit_task_id)
            return f"/viec/{step.unit_task_id}"
        if step.cascade_id is not None:
            access.scope(tx, actor, step.cascade_id)
            return _cascade_address(step)
    except NotFound:
        return ""
    return ""


def _cascade_address(step: PathStep) -> str:
    if step.task_id is not None:
        return f"/dot/{step.cascade_id}/phan-viec{query(nv=step.task_id, o='qua-han')}"
    return f"/dot/{step.cascade_id}"


def _tasks(tx: Connection, cascade_id: int, under: int | None, *, lineage: bool) -> tuple[Place, ...]:
    """The tasks with most overdue work."""
    board = boards.board(tx, cascade_id, by="task", lineage=lineage, under=under)
    tasks = [task for row in board.rows for task in (row.children or (row,)) if task.counts.overdue]
    tasks.sort(key=lambda row: -row.counts.overdue)
    return tuple(
        (row.label, row.counts, f"/vi-sao{query(dot=row.cascade_id or cascade_id, nv=row.task_id)}")
        for row in tasks[:8]
    )
