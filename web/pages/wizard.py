"""/giao/moi: a draft begins, from a file, from pasted words or by hand; and may be put away again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts
from cascade.drafting import edits as draft_edits
from cascade.drafting.drafts import NewDraft
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from cascade.store.unit_tasks import UnitTaskView, find
from documents import read_file, read_text
from documents.sandbox import parse_in_child
from kit.errors import NotFound, Refusal
from kit.settings import settings
from web.deps import Db, Who, database, see_other
from web.draft_desk import context, errors_of, finished, open_draft
from web.forms import Form, Posted, act
from web.views import page

router = APIRouter()
SHORTEST_PASTE, LONGEST_PASTE = 20, 2_000_000
# A scan is recognised page by page. A browser waits this long; a longer one is told to come in parts.
PAGES_OF_PICTURES, LONGEST_READING = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}), 90


@router.get("/giao/moi")
def start(request: Request, db: Db, actor: Who, viec: int | None = None) -> HTMLResponse:
    with db.read() as tx:
        parent = _parent(tx, actor, viec)
    return page(request, "pages/wizard_start.html", parent=parent, errors={}, typed={})


@router.post("/giao/moi")
def begin(request: Request, form: Form) -> Response:
    """Read what was given and make a draft of it; the file is kept untouched whatever the reading finds."""
    parent_id = form.number("viec")
    how = form.text("cach")
    if not how:
        return see_other(f"/giao/moi?viec={parent_id}" if parent_id else "/giao/moi")
    try:
        reading, kept = _read(form, how)
        said = [how, parent_id, form.text("ten"), kept.sha256 if kept else form.text("dan")]
        answer, _ = act(request, form, lambda tx: _make(tx, form, reading, kept, parent_id), body=said)
    except NotFound:
        raise
    except Refusal as refusal:
        with database(request).read() as tx:
            parent = _parent(tx, form.actor, parent_id)
        errors = errors_of(refusal)
        if set(errors) & {"", "files"}:
            errors = {{"tep": "tep", "dan": "dan"}.get(how, "ten"): refusal.message}
        return page(
            request, "pages/wizard_start.html", refusal.status, parent=parent, errors=errors, typed=form.typed()
        )
    return see_other(f"/giao/moi/{answer['draft']}/2" + ("?da=da-co" if answer["known"] else ""))


@router.get("/giao/moi/{draft_id}")
def resume(draft_id: int, db: Db, actor: Who) -> RedirectResponse:
    """Where it was left."""
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
    return see_other(f"/giao/moi/{draft_id}/{draft.step if draft.step in (2, 3, 4, 5) else 2}")


@router.get("/giao/moi/{draft_id}/bo")
def ask_discard(request: Request, draft_id: int, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        draft = open_draft(tx, actor, draft_id)
        shared = context(tx, draft, 2)
    return finished(draft) or page(request, "pages/wizard_discard.html", **shared)


@router.post("/giao/moi/{draft_id}/bo")
def discard(request: Request, draft_id: int, form: Form) -> Response:
    def effect(tx: Connection) -> dict[str, Any]:
        drafts.discard(tx, actor=form.actor, draft_id=draft_id)
        return {}

    act(request, form, effect)
    return see_other("/giao?da=bo")


def _read(form: Posted, how: str) -> tuple[dict[str, Any] | None, KeptFile | None]:
    """The reading and the kept file; nothing of it in a transaction.

    Raises:
        Refusal: nothing was given, or it cannot be read; the sentence says what to do.
    """
    if how == "tep":
        chosen = form.files("tep")
        if not chosen:
            raise Refusal(
                "Chưa chọn tệp. Chọn một tệp Word (.docx) hoặc văn bản thuần (.txt), hoặc dán nội dung.", field="tep"
            )
        kept = evidence.keep(settings().files, chosen[0].file, chosen[0].filename or "tep")
        path = evidence.path_of(settings().files, kept.sha256)
        if Path(kept.file_name).suffix.lower() in PAGES_OF_PICTURES:
            return parse_in_child(path, kept.file_name, seconds=LONGEST_READING).to_json(), kept
        return read_file(path, name=kept.file_name).to_json(), kept
    if how == "dan":
        words = form.text("dan")
        if len(words) < SHORTEST_PASTE:
            raise Refusal("Chưa có nội dung. Dán toàn văn văn bản vào ô này, hoặc chọn tệp.", field="dan")
        if len(words) > LONGEST_PASTE:
            raise Refusal("Nội dung dán dài quá 2 triệu ký tự. Gửi bằng tệp.", field="dan")
        return read_text(words).to_json(), None
    if not form.text("ten"):
        raise Refusal("Chưa có tên đợt triển khai. Ghi một tên ngắn.", field="ten")
    return None, None


def _make(
    tx: Connection, form: Posted, reading: dict[str, Any] | None, kept: KeptFile | None, parent_id: int | None
) -> dict[str, Any]:
    if reading is not None:
        made = drafts.new_from_reading(tx, actor=form.actor, reading=reading, kept=kept, parent_unit_task_id=parent_id)
        return {"draft": made.draft_id, "known": made.is_known_paper}
    made = _named(
        tx, form.actor, drafts.new_blank(tx, actor=form.actor, parent_unit_task_id=parent_id), form.text("ten")
    )
    return {"draft": made.draft_id, "known": False}


def _named(tx: Connection, actor: Actor, made: NewDraft, title: str) -> NewDraft:
    draft = drafts.load(tx, actor=actor, draft_id=made.draft_id)
    drafts.save(
        tx,
        actor=actor,
        draft_id=draft.id,
        version=draft.version,
        content=draft_edits.rename(draft.content, title=title),
    )
    return made


def _parent(tx: Connection, actor: Actor, unit_task_id: int | None) -> UnitTaskView | None:
    """The received piece of work an own plan is made for; another unit's does not exist."""
    if unit_task_id is None:
        return None
    view = find(tx, unit_task_id)
    if view.unit_id != actor.unit_id:
        raise NotFound()
    return view
