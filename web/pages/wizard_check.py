"""/giao/moi/{id}/2: the paper on the left, what was read on the right, nothing believed until a person confirms it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting.checks import unconfirmed_sentence
from cascade.drafting.content import CLEAR, DraftContent, DraftField, DraftTask
from cascade.drafting.drafts import DraftView
from kit.errors import NotFound, Refusal
from kit.text import nfc, squeeze
from kit.vocabulary import DocumentKind, TaskKind
from web.deps import Db, Who, database
from web.draft_desk import HEAD_LABELS, context, errors_of, finished, left, missing, open_draft, save
from web.forms import Form, Posted
from web.source_lines import Place, Source
from web.views import label, page, translated

router = APIRouter()
TASK_TEXTS = ("ref", "title", "text", "due_words", "responsible", "answerable", "product", "authority")


@dataclass(frozen=True)
class HeadField:
    name: str
    label: str
    field: DraftField
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()


@router.get("/giao/moi/{draft_id}/2")
def check(request: Request, draft_id: int, db: Db, actor: Who, thieu: bool = False) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        shared = context(tx, draft, 2)
        shared["problems"] = drafts.live_problems(tx, draft.content)
    if thieu and missing(draft.content):
        shared["errors"] = {_first_missing(draft.content): unconfirmed_sentence(draft.content)}
    return finished(draft) or page(request, "pages/wizard_check.html", **{**shared, **_beside(draft)})


@router.post("/giao/moi/{draft_id}/2")
def change(request: Request, draft_id: int, form: Form) -> Response:
    act_name, _, key = form.text("lam", "luu").partition(":")
    here = f"/giao/moi/{draft_id}/2"
    to = {
        "dung": f"{here}#t-{key}", "bo": f"{here}#nhiem-vu", "lay-lai": f"{here}#t-{key}", "sua": f"{here}/{key}", "ro": f"{here}?da=xac-nhan",
        "them": f"{here}/moi", "nghi": "/giao?da=luu", "luu": f"{here}?da=luu",
    }  # fmt: skip

    def edit(_tx: Connection, draft: DraftView) -> DraftContent:
        content = _with_head(draft.content, form)
        match act_name:
            case "dung":
                return draft_edits.confirm_task(content, key)
            case "bo":
                return draft_edits.drop_task(content, key)
            case "lay-lai":
                return draft_edits.restore_task(content, key)
            case "ro":
                return draft_edits.confirm_clear(content)
        return content

    try:
        if act_name != "tiep":
            return save(request, form, draft_id, edit, step=2, to=to.get(act_name, here))
        # Whether the next step may be entered is known only after the head was read.
        with database(request).read() as tx:
            waits = missing(_with_head(open_draft(tx, form.actor, draft_id).content, form))
        return save(
            request,
            form,
            draft_id,
            edit,
            step=2 if waits else 3,
            to=f"{here}?thieu=1#loi" if waits else f"/giao/moi/{draft_id}/3",
        )
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        return _again(request, form, draft_id, refusal)


def _again(request: Request, form: Posted, draft_id: int, refusal: Refusal) -> Response:
    """The same page with every character typed, and the sentence at its field."""
    with database(request).read() as tx:
        draft = open_draft(tx, form.actor, draft_id)
        typed = {
            name: replace(one, value=form.text(f"f.{name}")) if form.has(f"f.{name}") else one
            for name, one in draft.content.fields.items()
        }
        draft = replace(
            draft, content=replace(draft.content, fields=typed, title=form.text("title") or draft.content.title)
        )
        shared = context(tx, draft, 2)
        shared |= {
            "problems": drafts.live_problems(tx, draft.content),
            "errors": {f"f-{refusal.field}" if refusal.field else "": refusal.message},
        }
    return page(request, "pages/wizard_check.html", refusal.status, **{**shared, **_beside(draft)})


@router.get("/giao/moi/{draft_id}/2/{key}")
def task_page(request: Request, draft_id: int, key: str, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        return finished(draft) or _task_page(request, tx, draft, key)


@router.post("/giao/moi/{draft_id}/2/{key}")
def change_task(request: Request, draft_id: int, key: str, form: Form) -> Response:
    act_name = form.text("lam", "luu")
    here = f"/giao/moi/{draft_id}/2"

    def edit(_tx: Connection, draft: DraftView) -> DraftContent:
        content = draft.content
        if key == "moi":
            content = draft_edits.add_task(content, title=form.text("title") or "?", text=form.text("text"))
            return draft_edits.edit_task(content, content.tasks[-1].key, _task_changes(form))
        if act_name == "bo":
            return draft_edits.drop_task(content, key)
        content = draft_edits.edit_task(content, key, _task_changes(form))
        if act_name == "tach":
            return draft_edits.split_task(content, key, first=form.text("first"), second=form.text("second"))
        return content

    try:
        with database(request).read() as tx:
            draft = open_draft(tx, form.actor, draft_id)
            to = (
                _next(draft.content, key, here)
                if act_name == "dung" and key != "moi"
                else f"{here}?da=luu#t-{key}"
                if act_name == "luu"
                else f"{here}#nhiem-vu"
            )
        return save(request, form, draft_id, edit, step=2, to=to)
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        with database(request).read() as tx:
            draft = open_draft(tx, form.actor, draft_id)
            return _task_page(
                request, tx, draft, key, errors=errors_of(refusal), typed=form.typed(), status=refusal.status
            )


# --------------------------------------------------------------------------------------------------------- what is shown
def _beside(draft: DraftView) -> dict[str, Any]:
    content = draft.content
    source = Source(draft.text) if draft.text.strip() else None
    return {
        "source": source, "lines": source.lines(_places(content)) if source else (), "head_fields": _head_fields(content), "left": left(content),
        "clear": _clear(content),
    }  # fmt: skip


def _head_fields(content: DraftContent) -> list[HeadField]:
    kinds = tuple((kind.label, label(kind)) for kind in DocumentKind)
    typed = content.value("type")
    if typed not in {value for value, _ in kinds}:
        kinds = ((typed, typed or translated("chọn loại")), *kinds)
    extra: dict[str, dict[str, Any]] = {
        "type": {"options": kinds},
        "date": {"kind": "date"},
        "subject": {"kind": "textarea"},
    }
    return [
        HeadField(name, translated(words), content.fields.get(name, DraftField()), **extra.get(name, {}))
        for name, words in HEAD_LABELS.items()
    ]


def _places(content: DraftContent) -> list[Place]:
    """Where each thing was read, leading to the place in the draft that shows it."""
    found = [
        Place(f"m-{name}", translated(HEAD_LABELS.get(name, name)), each.span)
        for name, each in content.fields.items()
        if each.span
    ]
    found += [
        Place(f"c-{at}", f"{one.type} {one.number}".strip(), one.span)
        for at, one in enumerate(content.citations)
        if one.span
    ]
    found += [
        Place(f"t-{task.key}", task.ref or task.title[:24], task.span) for task in content.live_tasks if task.span
    ]
    return [place for place in found if place.span[1] > place.span[0]]


def _clear(content: DraftContent) -> int:
    tasks = sum(not task.is_confirmed and draft_edits.is_clear(task) for task in content.live_tasks)
    return tasks + sum(
        bool(one.value) and not one.is_confirmed and one.confidence >= CLEAR for one in content.fields.values()
    )


def _first_missing(content: DraftContent) -> str:
    """The anchor of the first thing that still waits."""
    for name in ("type", "number", "date", "subject"):
        if not content.fields.get(name, DraftField()).is_confirmed:
            return f"f-{name}"
    return next((f"t-{task.key}" for task in content.live_tasks if not task.is_confirmed), "nhiem-vu")


def _task_page(
    request: Request, tx: Connection, draft: DraftView, key: str, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    content = draft.content
    task = DraftTask(key="") if key == "moi" else _found(content, key)
    source = Source(draft.text) if draft.text.strip() else None
    shared = context(tx, draft, 2)
    live = content.live_tasks
    shared |= {
        "task": task, "source": source, "quote": source.quote(task.span) if source and task.span else "", "errors": errors or {}, "typed": typed or {},
        "place": live.index(task) + 1 if task in live else 0, "count": len(live), "kinds": [(kind.value, label(kind)) for kind in TaskKind],
        "problems": [one for one in drafts.live_problems(tx, content) if one.task_key == task.key and task.key],
    }  # fmt: skip
    return page(request, "pages/wizard_task.html", status, **shared)


def _found(content: DraftContent, key: str) -> DraftTask:
    task = content.task(key)
    if task is None:
        raise NotFound("Không có nhiệm vụ này trong bản nháp; có thể đã được tách hoặc sửa ở nơi khác.")
    return task


# ------------------------------------------------------------------------------------------------------- what was typed
def _with_head(content: DraftContent, form: Posted) -> DraftContent:
    """Head fields that were changed, or ticked as right; the name of the cascade; the citations left out."""
    typed: dict[str, str] = {}
    for name in HEAD_LABELS:
        if form.has(f"f.{name}"):
            value = form.text(f"f.{name}")
            if squeeze(nfc(value)) != content.value(name) or form.has(f"ok.{name}"):
                typed[name] = value
    content = draft_edits.edit_head(content, typed) if typed else content
    if form.text("title"):
        content = draft_edits.rename(content, title=form.text("title"))
    if form.has("f.type"):
        for place, one in enumerate(content.citations):
            if one.is_dropped == form.has(f"c.{place}"):
                content = draft_edits.drop_citation(content, place, dropped=not one.is_dropped)
    return content


def _task_changes(form: Posted) -> dict[str, Any]:
    changes: dict[str, Any] = {name: form.text(name) for name in TASK_TEXTS if form.has(name)}
    if form.has("kind"):
        changes["kind"] = form.text("kind")
    if form.has("due_on"):
        changes["due_on"] = day_of(form.text("due_on"), "due_on")
    return changes


def day_of(typed: str, field: str) -> date | None:
    """A day as a browser sends it; nothing typed is no deadline.

    Raises:
        Refusal: there is no such day.
    """
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as wrong:
        raise Refusal(
            f"Ngày {typed} không có trong lịch. Ghi ngày, tháng, năm, ví dụ 20/11/2024.", field=field
        ) from wrong


def _next(content: DraftContent, key: str, here: str) -> str:
    """The next task that waits for a look, after this one and then from the top; else back to the list."""
    keys = [task.key for task in content.live_tasks]
    at = keys.index(key) if key in keys else -1
    around = (*content.live_tasks[at + 1 :], *content.live_tasks[: max(0, at)])
    waiting = next((task.key for task in around if not task.is_confirmed), None)
    return f"{here}/{waiting}" if waiting else f"{here}#nhiem-vu"
