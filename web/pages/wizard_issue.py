"""/giao/moi/{id}/5: the whole draft on one page, a tick that it was held against the signed paper, and the button."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts
from cascade.drafting import parties as draft_parties
from cascade.orders import Policy
from cascade.progress import in_words
from kit.errors import Conflict, NotFound, Refusal
from web.deps import Db, Who, database, see_other
from web.draft_desk import conflict, context, finished, open_draft
from web.forms import Form, act
from web.unit_choice import types_told
from web.views import day, page

router = APIRouter()
NOT_COMPARED = "Chưa đánh dấu “Đã đối chiếu với văn bản đã ký”. Đối chiếu rồi đánh dấu để phát hành."


@router.get("/giao/moi/{draft_id}/5")
def summary(request: Request, draft_id: int, db: Db, actor: Who) -> Response:
    return _page(request, draft_id, db, actor)


@router.post("/giao/moi/{draft_id}/5")
def issue(request: Request, draft_id: int, form: Form) -> Response:
    """Issue it, once: the same click again, or another person's, finds the same cascade."""

    def effect(tx: Connection) -> dict[str, Any]:
        if not form.has("doi_chieu"):
            raise Refusal(NOT_COMPARED, field="doi_chieu")
        issued = drafts.issue_draft(tx, actor=form.actor, draft_id=draft_id, version=form.number("_version"))
        return {"cascade": issued.cascade_id}

    try:
        answer, _ = act(request, form, effect)
    except Conflict:
        return conflict(request, form, draft_id)
    except NotFound:
        raise
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.message}
        for number, more in enumerate(refusal.details):
            if more != refusal.message and more not in refusal.message:
                errors[f"chi-tiet-{number}"] = more
        return _page(request, draft_id, database(request), form.actor, errors=errors, status=refusal.status)
    return see_other(f"/dot/{answer['cascade']}/dang-mo")


def _page(
    request: Request, draft_id: int, db: Any, actor: Actor, *, errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        content = draft.content
        shared = context(tx, draft, 5)
        leads = {unit for task in content.live_tasks for unit in task.lead_ids}
        shared |= {
            "problems": drafts.live_problems(tx, content), "errors": errors or {}, "tally": draft_parties.tally(content),
            "types": types_told(tx)(leads), "date_words": _words(content.value("date")),
            "policy_words": {task.key: in_words(Policy(task.policy, task.policy_value)) for task in content.live_tasks},
        }  # fmt: skip
    return finished(draft) or page(request, "pages/wizard_issue.html", status, **shared)


def _words(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
