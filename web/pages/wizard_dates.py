"""/giao/moi/{id}/4: by when, and what counts as reached; the dates planned back from the deadline above."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting.content import DraftContent, DraftTask
from cascade.drafting.drafts import DraftView
from cascade.drafting.proposing import latest_due
from cascade.orders import Policy
from cascade.progress import in_words
from kit.errors import Refusal
from kit.vocabulary import Acceptance, PolicyKind, Recurrence
from web.deps import Db, Who, database
from web.draft_desk import context, finished, open_draft, save
from web.forms import Form, Posted
from web.pages.wizard_check import day_of
from web.views import label, page

router = APIRouter()
DATE_KINDS = frozenset(
    {"task_without_deadline", "due_after_parent", "due_passed", "due_on_rest_day", "due_before_issue"}
)


@router.get("/giao/moi/{draft_id}/4")
def dates_page(request: Request, draft_id: int, db: Db, actor: Who) -> Response:
    return _page(request, draft_id, db, actor)


@router.post("/giao/moi/{draft_id}/4")
def change(request: Request, draft_id: int, form: Form) -> Response:
    act_name = form.text("lam", "luu")
    to = {"tiep": f"/giao/moi/{draft_id}/5", "nghi": "/giao?da=luu"}.get(act_name, f"/giao/moi/{draft_id}/4?da=luu")
    try:
        return save(
            request,
            form,
            draft_id,
            lambda tx, draft: _edited(tx, draft, form),
            step=5 if act_name == "tiep" else 4,
            to=to,
        )
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        errors = {refusal.field or "": refusal.message}
        return _page(
            request, draft_id, database(request), form.actor, errors=errors, typed=form.typed(), status=refusal.status
        )


def _page(
    request: Request, draft_id: int, db: Any, actor: Actor, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        content = draft.content
        shared = context(tx, draft, 4)
        shared |= {
            "problems": [one for one in drafts.live_problems(tx, content) if one.kind in DATE_KINDS], "errors": errors or {}, "typed": typed or {},
            "latest": latest_due(content.parent.due_on if content.parent else None, content.consolidation_days, drafts.calendar_of(tx)),
            "policy_words": {task.key: "Đạt khi: " + in_words(Policy(task.policy, task.policy_value)) for task in content.live_tasks},
            "undated": sum(task.due_on is None for task in content.live_tasks), "policies": [(one.value, label(one)) for one in PolicyKind],
            "recurrences": [(one.value, label(one)) for one in Recurrence], "acceptances": [(one.value, label(one)) for one in Acceptance],
        }  # fmt: skip
    return finished(draft) or page(request, "pages/wizard_dates.html", status, **shared)


def _edited(tx: Connection, draft: DraftView, form: Posted) -> DraftContent:
    """Raises Refusal naming the field."""
    content = draft_edits.rename(draft.content, period_name=form.text("period_name") or draft.content.period_name)
    days = form.number("consolidation_days")
    if days is None:
        raise Refusal("Số ngày dành cho tổng hợp là một số từ 0 đến 120.", field="consolidation_days")
    moved: set[str] = set()
    for task in content.live_tasks:
        if not form.has(f"due.{task.key}"):
            continue
        changes = _changes(task, form)
        if not changes:
            continue
        if "due_on" in changes:
            moved.add(task.key)
        try:
            content = draft_edits.edit_task(content, task.key, changes)
        except Refusal as refusal:
            raise Refusal(
                refusal.message, field=f"val.{task.key}" if refusal.field == "policy_value" else f"due.{task.key}"
            ) from refusal
    before = content
    content = draft_edits.set_rules(content, consolidation_days=days, calendar=drafts.calendar_of(tx))
    for key in moved:
        # A day typed just now is the person's: planning back does not move it.
        typed_task = before.task(key)
        if typed_task is not None:
            content = content.with_task(typed_task)
    for_all = day_of(form.text("due_for_all"), "due_for_all")
    return draft_edits.due_for_undated(content, for_all) if for_all else content


def _changes(task: DraftTask, form: Posted) -> dict[str, Any]:
    """Only what differs: what a person did not touch is not confirmed by passing through this page."""
    key = task.key
    value = form.text(f"val.{key}").rstrip("% ")
    if value and not value.isdecimal():
        raise Refusal(
            f"‘{value}’ không phải là số. Ghi số đơn vị, hoặc tỷ lệ phần trăm từ 1 đến 100.", field=f"val.{key}"
        )
    said: dict[str, Any] = {
        "due_on": day_of(form.text(f"due.{key}"), f"due.{key}"), "recurrence": Recurrence(form.text(f"rec.{key}", task.recurrence.value)),
        "policy": PolicyKind(form.text(f"pol.{key}", task.policy.value)), "policy_value": int(value) if value else None,
        "acceptance": Acceptance(form.text(f"acc.{key}", task.acceptance.value)), "needs_evidence": form.has(f"ev.{key}"),
    }  # fmt: skip
    if said["policy"] not in (PolicyKind.AT_LEAST, PolicyKind.PERCENT, PolicyKind.WEIGHTED):
        said["policy_value"] = None
    return {name: one for name, one in said.items() if getattr(task, name) != one}
