"""What every step of a draft shares: loading it for this visitor, saving a change once, and both versions in sight on a conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts
from cascade.drafting.checks import unconfirmed
from cascade.drafting.content import DraftContent, DraftTask
from cascade.drafting.drafts import DraftView
from cascade.store import units
from kit.errors import Conflict, Refusal
from kit.vocabulary import DraftState
from web.deps import database, see_other
from web.draft_lines import title_of
from web.forms import HIDDEN, Posted, act
from web.views import page, translated

STEPS = ((2, "Kiểm tra"), (3, "Đơn vị"), (4, "Thời hạn"), (5, "Phát hành"))
HEAD_LABELS = {
    "type": "Loại văn bản", "number": "Số, ký hiệu", "date": "Ngày văn bản", "issuer": "Cơ quan ban hành", "subject": "Trích yếu",
    "signed_as": "Người ký, thể thức ký",
}  # fmt: skip
TASK_LABELS = {
    "ref": "Mục trong văn bản", "title": "Tên nhiệm vụ", "text": "Nội dung", "due_words": "Hạn như văn bản ghi", "responsible": "Người thực hiện",
    "answerable": "Người chịu trách nhiệm", "product": "Sản phẩm", "authority": "Thẩm quyền",
}  # fmt: skip
NAMED = 60

Change = Callable[[Connection, DraftView], DraftContent]


def open_draft(tx: Connection, actor: Actor, draft_id: int) -> DraftView:
    """Raises NotFound for another office's draft."""
    return drafts.load(tx, actor=actor, draft_id=draft_id)


def context(tx: Connection, draft: DraftView, step: int) -> dict[str, Any]:
    """What the head of every step needs."""
    content = draft.content
    return {
        "draft": draft, "content": content, "step": step, "steps": STEPS, "reached": draft.step, "errors": {}, "typed": {},
        "draft_title": title_of(content.to_json()), "unit_names": unit_names(tx, content),
    }  # fmt: skip


def finished(draft: DraftView) -> Response | None:
    """An issued draft leads to its cascade, a discarded one home: its steps are over."""
    if draft.state is DraftState.ISSUED and draft.cascade_id is not None:
        return see_other(f"/dot/{draft.cascade_id}")
    return see_other("/giao") if draft.state is DraftState.DISCARDED else None


def unit_names(tx: Connection, content: DraftContent) -> dict[int, str]:
    """The names a page says: units chosen one by one, not the members of groups."""
    wanted: set[int] = set()
    for task in content.tasks:
        for party in (*task.leads, *task.coordinating, *((task.via,) if task.via else ())):
            if not party.is_group:
                wanted.update(party.unit_ids[:NAMED])
    return {unit.id: unit.label for unit in units.of_ids(tx, wanted)}


def left(content: DraftContent) -> int:
    return len(unconfirmed(content))


def save(request: Request, form: Posted, draft_id: int, change: Change, *, step: int, to: str) -> Response:
    """Change the draft and go on; a stale version shows both, a refusal is the caller's to show beside the form.

    Raises:
        Refusal: the change cannot be made; nothing was saved.
    """
    version = form.number("_version") or 0

    def effect(tx: Connection) -> dict[str, Any]:
        draft = open_draft(tx, form.actor, draft_id)
        if draft.version != version:
            raise Conflict()
        changed = change(tx, draft)
        if changed != draft.content or step > draft.step:
            drafts.save(
                tx, actor=form.actor, draft_id=draft_id, version=version, content=changed, step=max(step, draft.step)
            )
        return {"to": to}

    try:
        answer, _ = act(request, form, effect)
    except Conflict:
        return conflict(request, form, draft_id)
    return see_other(str(answer["to"]))


def conflict(request: Request, form: Posted, draft_id: int) -> Response:
    """409: what is being typed beside what was saved meanwhile, and a form that still holds every character."""
    with database(request).read() as tx:
        draft = open_draft(tx, form.actor, draft_id)
        shared = context(tx, draft, draft.step)
    kept = [(name, value) for name, value in form.fields if name not in HIDDEN and name != "_version"]
    differences = list(_differences(kept, draft.content, request.url.path.rsplit("/", 1)[-1]))
    return page(request, "pages/wizard_conflict.html", 409, kept=kept, differences=differences, **shared)


def _differences(kept: Iterable[tuple[str, str]], content: DraftContent, key: str) -> Iterable[tuple[str, str, str]]:
    task = content.task(key)
    for name, value in kept:
        label, saved = _saved(name, content, task)
        if label and " ".join(value.split()) != " ".join(saved.split()):
            yield translated(label), value, saved


def _saved(name: str, content: DraftContent, task: DraftTask | None) -> tuple[str, str]:
    """The label of a form's field and what the draft holds there now."""
    if name.startswith("f.") and name[2:] in HEAD_LABELS:
        return HEAD_LABELS[name[2:]], content.value(name[2:])
    if name in ("title", "period_name") and task is None:
        return ("Tên đợt triển khai", content.title) if name == "title" else ("Kỳ", content.period_name)
    if task is not None and name in TASK_LABELS:
        return TASK_LABELS[name], str(getattr(task, name))
    if task is not None and name == "due_on":
        return "Hạn", task.due_on.isoformat() if task.due_on else ""
    if name.startswith("due.") and (other := content.task(name[4:])):
        return f"Hạn {other.name}", other.due_on.isoformat() if other.due_on else ""
    return "", ""


def errors_of(refusal: Refusal) -> dict[str, str]:
    """A refusal as the summary shows it; further sentences follow without a field."""
    return {refusal.field or "": refusal.message}


def missing(content: DraftContent) -> bool:
    """Whether a required field or a task still waits for a person's word."""
    return bool(unconfirmed(content))
