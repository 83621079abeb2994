"""/giao/moi: a draft begins, from a file, from pasted words or by hand; and may be put away again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts, readings
from cascade.drafting import edits as draft_edits
from cascade.drafting.drafts import NewDraft
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from cascade.store.unit_tasks import UnitTaskView, find
from documents import read_file, read_text
from documents.reading.gate import kind_of
from kit.errors import NotFound, Refusal
from kit.settings import settings
from web.deps import Db, Who, database, see_other
from web.draft_desk import context, errors_of, finished, open_draft
from web.forms import Form, Posted, act
from web.views import page

router = APIRouter()
SHORTEST_PASTE, LONGEST_PASTE = 20, 2_000_000
# Read while the page loads; whatever else is taken may last for minutes and is read by a flow.
AT_ONCE = frozenset({".docx", ".txt"})


@router.get("/giao/moi")
def start(request: Request, db: Db, actor: Who, viec: int | None = None) -> HTMLResponse:
    with db.read() as tx:
        parent = _parent(tx, actor, viec)
    return page(request, "pages/wizard_start.html", parent=parent, errors={}, typed={})


@router.post("/giao/moi")
def begin(request: Request, form: Form) -> Response:
    """Make a draft of what was given, or have it read; the file is kept untouched whatever the reading finds."""
    parent_id = form.number("viec")
    how = form.text("cach")
    if not how:
        return see_other(f"/giao/moi?viec={parent_id}" if parent_id else "/giao/moi")
    try:
        kept = _keep(form) if how == "tep" else None
        if kept is not None and Path(kept.file_name).suffix.lower() not in AT_ONCE:
            return _have_it_read(request, form, kept, parent_id)
        reading = _read(form, how, kept)
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


def _keep(form: Posted) -> KeptFile:
    """The chosen file on disk, outside any transaction.

    Raises:
        Refusal: none was chosen, or it is of no kind that is taken.
    """
    chosen = form.files("tep")
    if not chosen:
        raise Refusal(
            "Chưa chọn tệp. Chọn tệp Word, PDF, ảnh quét hoặc văn bản thuần (.txt), hoặc dán nội dung.", field="tep"
        )
    return evidence.keep(settings().files, chosen[0].file, chosen[0].filename or "tep")


def _have_it_read(request: Request, form: Posted, kept: KeptFile, parent_id: int | None) -> Response:
    """What no reader takes is refused at once; the rest waits for its turn, with a page that shows how far it is."""
    kind_of(kept.file_name, evidence.path_of(settings().files, kept.sha256).read_bytes())

    def effect(tx: Connection) -> dict[str, Any]:
        asked = readings.ask(tx, actor=form.actor, kept=kept, parent_unit_task_id=parent_id)
        return {"reading": asked.id}

    answer, _ = act(request, form, effect, body=["tep", parent_id, kept.sha256])
    return see_other(f"/giao/doc/{answer['reading']}")


def _read(form: Posted, how: str, kept: KeptFile | None) -> dict[str, Any] | None:
    """What stands in it; nothing of it in a transaction. None for a draft typed by hand.

    Raises:
        Refusal: nothing was given, or it cannot be read; the sentence says what to do.
    """
    if kept is not None:
        return read_file(evidence.path_of(settings().files, kept.sha256), name=kept.file_name).to_json()
    if how == "dan":
        words = form.text("dan")
        if len(words) < SHORTEST_PASTE:
            raise Refusal("Chưa có nội dung. Dán toàn văn văn bản vào ô này, hoặc chọn tệp.", field="dan")
        if len(words) > LONGEST_PASTE:
            raise Refusal("Nội dung dán dài quá 2 triệu ký tự. Gửi bằng tệp.", field="dan")
        return read_text(words).to_json()
    if not form.text("ten"):
        raise Refusal("Chưa có tên đợt triển khai. Ghi một tên ngắn.", field="ten")
    return None


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
