"""/thong-bao: what happened to the unit's work, newest first. Looking marks nothing; the button does."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from notifications import inbox
from web.deps import Db, Visitor, see_other
from web.forms import Form, act
from web.views import page

router = APIRouter()


@router.get("/thong-bao")
def show(request: Request, db: Db, visitor: Visitor, truoc: str = "") -> Response:
    with db.read() as tx:
        found = inbox.read(tx, actor=visitor.actor, before=truoc or None)
    return page(request, "pages/inbox.html", inbox=found, is_first=not truoc)


@router.post("/thong-bao/da-doc")
def mark_read(request: Request, form: Form) -> Response:
    def effect(tx: Connection) -> dict[str, str]:
        inbox.mark_read(tx, actor=form.actor)
        return {}

    act(request, form, effect)
    return see_other("/thong-bao")
