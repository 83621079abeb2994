"""/giao/moi/{id}/3: who does it. Each phrase of the paper once, as tiers × types × exceptions; joint leads; single tasks."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting import parties as draft_parties
from cascade.drafting.content import DraftContent
from cascade.drafting.drafts import DraftView
from cascade.drafting.parties import PhraseUse
from kit.errors import Refusal
from web.deps import Db, Who, database
from web.draft_desk import context, errors_of, finished, open_draft, save
from web.forms import Form, Posted
from web.unit_choice import Choice, chosen_by, page_of, start_of, types_told
from web.views import page, translated

router = APIRouter()


@router.get("/giao/moi/{draft_id}/3")
def units_page(request: Request, draft_id: int, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        shared = context(tx, draft, 3)
        content = draft.content
        told = types_told(tx)
        shared |= {
            "problems": [one for one in drafts.live_problems(tx, content) if one.kind in UNIT_KINDS], "tally": draft_parties.tally(content),
            "uses": [{**_as_dict(use), "types": told(use.party.unit_ids) if use.party.is_group else ()} for use in draft_parties.uses(content)],
            "joint": [task for task in content.live_tasks if task.is_joint],
        }  # fmt: skip
    return finished(draft) or page(request, "pages/wizard_units.html", **shared)


UNIT_KINDS = frozenset({
    "no_tasks", "task_without_unit", "unresolved_unit", "unit_count", "two_leads", "unresolved_coordinating", "unresolved_via",
})  # fmt: skip


@router.post("/giao/moi/{draft_id}/3")
def change(request: Request, draft_id: int, form: Form) -> Response:
    """Joint leads kept or told apart; then on."""
    act_name = form.text("lam", "luu")
    to = {"tiep": f"/giao/moi/{draft_id}/4", "nghi": "/giao?da=luu"}.get(act_name, f"/giao/moi/{draft_id}/3?da=luu")

    def edit(_tx: Connection, draft: DraftView) -> DraftContent:
        content = draft.content
        for task in content.live_tasks:
            said = form.text(f"joint.{task.key}")
            if said == "all" and not task.keeps_joint_leads:
                content = draft_edits.keep_joint_leads(content, task.key)
            elif said.isdecimal() and task.is_joint:
                content = draft_edits.one_lead(content, task.key, int(said))
        return content

    return save(request, form, draft_id, edit, step=4 if act_name == "tiep" else 3, to=to)


# ------------------------------------------------------------------------------------------------------- one phrase
@router.get("/giao/moi/{draft_id}/3/cum/{number}")
def phrase_page(request: Request, draft_id: int, number: int, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        return finished(draft) or _phrase_page(request, tx, draft, draft_parties.use(draft.content, number))


@router.post("/giao/moi/{draft_id}/3/cum/{number}")
def change_phrase(request: Request, draft_id: int, number: int, form: Form) -> Response:
    here = f"/giao/moi/{draft_id}/3"

    def edit(tx: Connection, draft: DraftView) -> DraftContent:
        use = draft_parties.use(draft.content, number)
        choice = chosen_by(tx, form, draft)
        if not choice.unit_ids and use.role == draft_parties.LEAD:
            raise Refusal("Chưa chọn đơn vị nào. Đánh dấu một loại đơn vị, hoặc ghi tên đơn vị cần thêm.", field="them")
        return draft_parties.choose(draft.content, use, choice.unit_ids, selection=choice.selection)

    try:
        return save(
            request,
            form,
            draft_id,
            edit,
            step=3,
            to=f"{here}/cum/{number}" if form.text("lam") == "dem" else f"{here}?da=luu",
        )
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        with database(request).read() as tx:
            draft = open_draft(tx, form.actor, draft_id)
            use = draft_parties.use(draft.content, number)
            return _phrase_page(
                request, tx, draft, use, errors=errors_of(refusal), typed=form.typed(), status=refusal.status
            )


@router.post("/giao/moi/{draft_id}/3/cum/{number}/dem")
def count_phrase(request: Request, draft_id: int, number: int, form: Form) -> Response:
    """The count alone, for boxes that change; nothing is saved."""
    with database(request).read() as tx:
        draft = open_draft(tx, form.actor, draft_id)
        use = draft_parties.use(draft.content, number)
        choice = chosen_by(tx, form, draft)
        return _count(request, tx, choice, len(use.tasks) if use.role == draft_parties.LEAD else 0)


# --------------------------------------------------------------------------------------------------------- one task
@router.get("/giao/moi/{draft_id}/3/{key}")
def task_page(request: Request, draft_id: int, key: str, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        return finished(draft) or _task_page(request, tx, draft, key)


@router.post("/giao/moi/{draft_id}/3/{key}")
def change_task(request: Request, draft_id: int, key: str, form: Form) -> Response:
    """Which phrases stay in which role, and units named by hand."""
    here = f"/giao/moi/{draft_id}/3"

    def edit(tx: Connection, draft: DraftView) -> DraftContent:
        content = draft.content
        for role in (draft_parties.LEAD, draft_parties.COORDINATING, draft_parties.VIA):
            content = draft_parties.keep_only(content, key, role, form.numbers(f"giu.{role}"))
            named = _named(tx, form, draft, role)
            if named:
                content = draft_parties.add(content, key, role, named)
        return content

    try:
        return save(request, form, draft_id, edit, step=3, to=f"{here}?da=luu")
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        with database(request).read() as tx:
            draft = open_draft(tx, form.actor, draft_id)
            return _task_page(
                request, tx, draft, key, errors=errors_of(refusal), typed=form.typed(), status=refusal.status
            )


def _named(tx: Connection, form: Posted, draft: DraftView, role: str) -> tuple[int, ...]:
    """The units whose names were typed for a role.

    Raises:
        Refusal: a name means nobody, or several.
    """
    return start_of(tx, draft, form.actor).read_names(form.text(f"them.{role}"), field=f"them.{role}")


def _task_page(
    request: Request, tx: Connection, draft: DraftView, key: str, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    task = draft_parties.task_of(draft.content, key)
    shared = context(tx, draft, 3)
    roles = (
        (draft_parties.LEAD, translated("Chủ trì"), task.leads), (draft_parties.COORDINATING, translated("Phối hợp"), task.coordinating),
        (draft_parties.VIA, translated("Thông qua đơn vị tổng hợp"), (task.via,) if task.via else ()),
    )  # fmt: skip
    shared |= {"task": task, "roles": roles, "errors": errors or {}, "typed": typed or {}}
    return page(request, "pages/wizard_task_units.html", status, **shared)


def _phrase_page(
    request: Request, tx: Connection, draft: DraftView, use: PhraseUse, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    shared = context(tx, draft, 3)
    shared |= page_of(tx, draft, use, request.state.visitor.actor)
    phrase = f"“{use.party.phrase}”" if use.party.phrase else translated("Đơn vị chọn bằng tay")
    shared |= {
        "heading": phrase,
        "used": use.refs,
        "errors": errors or {},
        "typed": typed or {},
        "notes": use.party.problems,
    }
    return page(request, "pages/wizard_group.html", status, **shared)


def _count(request: Request, tx: Connection, choice: Choice, tasks: int) -> Response:
    told = types_told(tx)(choice.unit_ids)
    return page(
        request,
        "pages/wizard_count.html",
        count=len(choice.unit_ids),
        count_types=told,
        pieces=tasks * len(choice.unit_ids),
    )


def _as_dict(use: PhraseUse) -> dict[str, Any]:
    return {"number": use.number, "role": use.role, "party": use.party, "refs": use.refs}
