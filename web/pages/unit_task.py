"""/viec/{id}: one piece of work: understand it, finish it, or say honestly why not. What a visitor may not do is not drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.issuing.revoking import revoked_by
from cascade.marking.acts import receipt_code
from cascade.marking.deadlines import Room, room_above
from cascade.papers import evidence
from cascade.papers.evidence import EvidenceView
from cascade.people import access
from cascade.people.standing import GIVERS, HOLDERS
from cascade.states import MOVES
from cascade.store import extensions
from cascade.store.extensions import STILL_OPEN, ExtensionView
from cascade.store.unit_tasks import JournalView, UnitTaskView, find, history, of_unit
from kit.errors import Conflict, NotFound, Refusal
from kit.vocabulary import (
    CascadeState,
    DeclineReason,
    EventTag,
    ExtensionState,
    Obstacle,
    Progress,
    ReturnReason,
    UnitRole,
)
from web.deps import Db, Visitor, database, see_other
from web.forms import Form, Posted, act, error_of
from web.moves import ADDRESSES, carry_out, take_files
from web.views import clock_time, page

router = APIRouter()

RECEIPTS = frozenset({EventTag.SUBMITTED, EventTag.CONTRIBUTED})


@dataclass(frozen=True)
class HistoryLine:
    """A journal row as read: the states in words."""

    row: JournalView
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Receipt:
    """What a unit may quote: the moment, the code, what happens next."""

    row: JournalView
    code: str
    view: UnitTaskView
    next_view: UnitTaskView | None


@dataclass(frozen=True)
class PieceOfWork:
    """Everything the page shows, and which forms this visitor gets."""

    view: UnitTaskView
    history: tuple[HistoryLine, ...]
    files: tuple[EvidenceView, ...]
    holder_acts: frozenset[str]
    giver_acts: frozenset[str]
    lead_name: str
    returned: JournalView | None
    may_plan: bool
    revoked: tuple[datetime, str, str] | None = None
    extensions: tuple[ExtensionView, ...] = ()
    room: Room | None = None
    """How much later it may still become, for one who may ask for it."""

    @property
    def asked(self) -> ExtensionView | None:
        """The request that waits, while a later date still helps."""
        waits = self.view.is_live and self.view.progress in STILL_OPEN
        return next((one for one in self.extensions if waits and one.state is ExtensionState.OPEN), None)


@router.get("/viec/{unit_task_id}")
def show(request: Request, unit_task_id: int, db: Db, visitor: Visitor, bn: int = 0) -> Response:
    with db.read() as tx:
        piece = _read(tx, visitor.actor, unit_task_id)
        receipt = _receipt(tx, visitor.actor, piece, bn)
    return _page(request, piece, receipt=receipt)


@router.post("/viec/{unit_task_id}/{address}")
def move(request: Request, unit_task_id: int, address: str, form: Form) -> Response:
    """One move of a piece of work, by whichever side it belongs to."""
    name = ADDRESSES.get(address)
    if name is None:
        raise NotFound()
    with database(request).read() as tx:
        piece = _read(tx, form.actor, unit_task_id)  # a stranger is told nothing, not even that a form was wrong
    try:
        files = take_files(form)
        said = [name, unit_task_id, form.typed(), [file.sha256 for file in files]]
        answer, _ = act(request, form, lambda tx: carry_out(tx, form.actor, unit_task_id, name, form, files), body=said)
    except NotFound:
        raise
    except Refusal as refusal:
        return _again(request, form, unit_task_id, address, refusal, piece.view.version)
    if form.text("_ve") == "duyet":
        return see_other(f"/duyet?da={address}")
    return see_other(f"/viec/{unit_task_id}?bn={answer['journal_id']}")


def filled(request: Request, actor: Actor, sent_to: str, typed: dict[str, str]) -> Response | None:
    """The form an ended session interrupted, as it was typed and unsent; None if it was not one of this page's."""
    form = re.fullmatch(r"/viec/(\d{1,18})/([a-z-]+)", sent_to)
    if form is None or form[2] not in ADDRESSES:
        return None
    with database(request).read() as tx:
        try:
            piece = _read(tx, actor, int(form[1]))
        except NotFound:
            return None
    return _page(request, piece, typed=typed, tried=form[2], is_resumed=True)


def _again(request: Request, form: Posted, unit_task_id: int, address: str, refusal: Refusal, version: int) -> Response:
    """The same page with what was typed, the sentence, and, where somebody was quicker, what they did."""
    with database(request).read() as tx:
        piece = _read(tx, form.actor, unit_task_id)
    errors = error_of(refusal)
    if isinstance(refusal, Conflict) and piece.history:
        latest = piece.history[0].row
        words = f"Việc này vừa được {latest.actor_name or 'hệ thống'} cập nhật lúc {clock_time(latest.at)}. Nội dung đang gõ còn nguyên bên dưới."
        errors = {"": words}
    seen = form.number("_version")
    return _page(
        request,
        piece,
        status=refusal.status,
        errors=errors,
        typed=form.typed(),
        tried=address,
        seen=seen if seen != version else None,
    )


def _page(
    request: Request, piece: PieceOfWork, *, status: int = 200, receipt: Receipt | None = None, errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None, tried: str = "", seen: int | None = None, is_resumed: bool = False,
) -> Response:  # fmt: skip
    since = piece.history[: max(0, piece.view.version - seen)] if seen is not None else ()
    return page(
        request, "pages/unit_task.html", status, piece=piece, view=piece.view, receipt=receipt, errors=errors or {}, typed=typed or {},
        tried=tried, since=since, is_resumed=is_resumed, decline_reasons=list(DeclineReason), return_reasons=list(ReturnReason), obstacles=list(Obstacle),
    )  # fmt: skip


def _read(tx: Connection, actor: Actor, unit_task_id: int) -> PieceOfWork:
    """Raises NotFound for a stranger."""
    found = access.piece(tx, actor, unit_task_id)
    view = find(tx, unit_task_id)
    rows = history(tx, unit_task_id)
    holds = actor.unit_id == view.unit_id and actor.has(*HOLDERS)
    gives = actor.unit_id == view.giver_unit_id != view.unit_id and actor.has(*GIVERS)
    returned = (
        next((row for row in rows if row.event is EventTag.RETURNED), None)
        if view.progress is Progress.RETURNED
        else None
    )
    may_ask = holds and view.is_live and view.role is UnitRole.LEAD and view.progress in STILL_OPEN and view.due_on
    return PieceOfWork(
        view=view,
        history=tuple(
            HistoryLine(row, cell_words(row.from_cell), cell_words(row.to_cell), _reason_words(row)) for row in rows
        ),
        files=evidence.of_unit_task(tx, unit_task_id),
        holder_acts=_possible(view, "holder") if holds else frozenset(),
        giver_acts=_possible(view, "giver") if gives else frozenset(),
        lead_name=_lead_name(tx, view),
        returned=returned,
        may_plan=holds
        and view.role is UnitRole.LEAD
        and actor.has(*GIVERS)
        and view.is_live
        and view.progress not in (Progress.EXEMPT, Progress.REVOKED),
        revoked=revoked_by(tx, view.cascade_id) if view.cascade_state is CascadeState.REVOKED else None,
        extensions=extensions.of_piece(tx, unit_task_id),
        room=room_above(tx, found) if may_ask else None,
    )


def _possible(view: UnitTaskView, side: str) -> frozenset[str]:
    """The moves this side may make from the present state; a coordinating share is only ever reported."""
    if not view.is_live:
        return frozenset()
    found = {name for name, move_ in MOVES.items() if move_.side == side and view.progress in move_.sources}
    if view.role is UnitRole.COORDINATING:
        return (
            frozenset({"submit"})
            if side == "holder" and view.progress not in (Progress.EXEMPT, Progress.REVOKED)
            else frozenset()
        )
    return frozenset(found)


def _lead_name(tx: Connection, view: UnitTaskView) -> str:
    """Who leads what we coordinate."""
    return access.lead_of(tx, view.task_id) if view.role is UnitRole.COORDINATING else ""


def _receipt(tx: Connection, actor: Actor, piece: PieceOfWork, journal_id: int) -> Receipt | None:
    """The receipt of a row of this very piece: an address made up for another one shows nothing."""
    row = next((line.row for line in piece.history if line.row.id == journal_id), None)
    if row is None:
        return None
    following = None
    if row.event in RECEIPTS and actor.unit_id == piece.view.unit_id:
        following = next(
            (
                v
                for v in of_unit(tx, actor.unit_id)
                if v.id != piece.view.id and v.role is UnitRole.LEAD and v.progress in MOVES["submit"].sources
            ),
            None,
        )
    return Receipt(row, receipt_code(row.id, row.at), piece.view, following)


def cell_words(cell: str | None) -> str:
    """`submitted_late` → “Chờ duyệt, quá hạn”."""
    if not cell:
        return ""
    for suffix, words in (("_in_time", ""), ("_on_time", ", đúng hạn"), ("_late", ", quá hạn")):
        if cell.endswith(suffix):
            return Progress(cell.removesuffix(suffix)).label + words
    return Progress(cell).label


def _reason_words(row: JournalView) -> str:
    if row.event is EventTag.STARTED and row.reason in set(Obstacle):
        return f"Vướng mắc: {Obstacle(row.reason).label.lower()}"
    return row.reason
