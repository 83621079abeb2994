"""/gia-han: units that ask this office for more time, the nearest deadline first, each with what a later day would leave us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.marking import extensions as acts
from cascade.marking.deadlines import Room, room_above
from cascade.people import access
from cascade.people.standing import GIVERS
from cascade.store import extensions as store
from cascade.store.extensions import ExtensionView
from cascade.store.pieces import locate
from cascade.store.unit_tasks import UnitTaskView, find
from kit.errors import NotFound, Refusal
from web.deps import Db, Who, database, see_other
from web.forms import Form, act, error_of
from web.moves import day_of
from web.views import page

router = APIRouter()
SAID = {"dong-y": "Đã đồng ý gia hạn; đơn vị được báo.", "khong": "Đã trả lời không đồng ý, kèm lý do."}


@dataclass(frozen=True)
class Asked:
    """A request on our desk, the piece it is about, and what the asked day leaves of our own time."""

    request: ExtensionView
    view: UnitTaskView
    room: Room
    left: int | None
    is_own: bool

    @property
    def is_often(self) -> bool:
        return self.request.times >= acts.OFTEN

    @property
    def is_too_late(self) -> bool:
        return self.room.latest is not None and self.request.due_asked > self.room.latest


@router.get("/gia-han")
def queue(request: Request, db: Db, actor: Who, da: str = "") -> Response:
    return _page(request, db, actor, done=SAID.get(da, ""))


@router.post("/gia-han/{extension_id}")
def decide(request: Request, extension_id: int, form: Form) -> Response:
    """Grant the day asked for, grant another one, or refuse with a reason."""
    refused = form.text("quyet_dinh") == "khong"

    def effect(tx: Connection) -> dict[str, Any]:
        # A stranger hears nothing, not even that a form was wrong.
        access.piece(tx, form.actor, store.find(tx, extension_id).unit_task_id)
        if refused:
            acts.refuse(tx, actor=form.actor, extension_id=extension_id, note=form.text("note"))
            return {}
        day = acts.grant(
            tx, actor=form.actor, extension_id=extension_id, due_on=day_of(form, "due_on"), note=form.text("note")
        )
        return {"due_on": day.isoformat()}

    try:
        act(request, form, effect)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(
            request, database(request), form.actor, status=refusal.status, errors=error_of(refusal), typed=form.typed(), tried=extension_id
        )  # fmt: skip
    return see_other(f"/gia-han?da={'khong' if refused else 'dong-y'}")


def _page(
    request: Request, db: Any, actor: Actor, *, done: str = "", status: int = 200, errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None, tried: int = 0,
) -> Response:  # fmt: skip
    with db.read() as tx:
        rows = [_asked(tx, actor, one) for one in store.waiting_for(tx, actor.unit_id)]
    return page(
        request, "pages/extensions.html", status, rows=rows, done=done, errors=errors or {}, typed=typed or {}, tried=tried,
        may_decide=actor.has(*GIVERS),
    )  # fmt: skip


def _asked(tx: Connection, actor: Actor, request: ExtensionView) -> Asked:
    room = room_above(tx, locate(tx, request.unit_task_id))
    return Asked(
        request, find(tx, request.unit_task_id), room, room.left_on(request.due_asked), request.requested_by == actor.user_id
    )  # fmt: skip
