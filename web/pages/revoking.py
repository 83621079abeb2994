"""/dot/{id}/thu-hoi: taking a whole cascade back: what goes with it, why, and one button."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.issuing.revoking import may_revoke, plans_below, revoke_cascade
from cascade.people import access
from cascade.store import office
from kit.errors import NotFound, Refusal
from web.deps import Db, Who, database, see_other
from web.forms import Form, act, error_of
from web.views import page

router = APIRouter()


@router.get("/dot/{cascade_id}/thu-hoi")
def ask(request: Request, cascade_id: int, db: Db, actor: Who) -> Response:
    return _page(request, cascade_id, db, actor)


@router.post("/dot/{cascade_id}/thu-hoi")
def take_back(request: Request, cascade_id: int, form: Form) -> Response:
    def effect(tx: Connection) -> dict[str, Any]:
        access.scope(tx, form.actor, cascade_id)
        return {"journal_id": revoke_cascade(tx, actor=form.actor, cascade_id=cascade_id, note=form.text("note"))}

    try:
        act(request, form, effect)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(
            request,
            cascade_id,
            database(request),
            form.actor,
            status=refusal.status,
            errors=error_of(refusal),
            note=form.text("note"),
        )
    return see_other(f"/dot/{cascade_id}")


def _page(
    request: Request, cascade_id: int, db: Any, actor: Actor, *, status: int = 200, errors: dict[str, str] | None = None, note: str = ""
) -> Response:  # fmt: skip
    with db.read() as tx:
        access.scope(tx, actor, cascade_id)
        head = office.head(tx, cascade_id)
        if not may_revoke(actor, head):
            # Not theirs to revoke, or revoked meanwhile: the cascade's own page says which.
            return see_other(f"/dot/{cascade_id}")
        below = plans_below(tx, cascade_id)
        total = boards.board(tx, cascade_id).total
        units = office.unit_count(tx, cascade_id)
    return page(
        request, "pages/revoking.html", status, head=head, below=below, total=total, units=units, errors=errors or {}, note=note
    )  # fmt: skip
