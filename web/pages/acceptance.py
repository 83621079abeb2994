"""/duyet: what waits for this office's decision, waiting longest first: our desk is measured like theirs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.marking import unit_tasks
from cascade.papers import evidence
from cascade.people import access
from cascade.people.standing import GIVERS
from cascade.store.unit_tasks import UnitTaskView, history, views, waiting_for, waiting_total
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import EventTag, Progress, ReturnReason
from web.deps import Db, Visitor, see_other
from web.forms import Form, act
from web.views import page

router = APIRouter()

SAID = {"duyet": "Đã duyệt hoàn thành.", "tra-lai": "Đã trả lại, kèm lý do.", "nhieu": "Đã duyệt các mục đã chọn."}
SHOWN = 100


@dataclass(frozen=True)
class Waiting:
    """A submission on our desk: since when, what came with it, what to look at twice."""

    view: UnitTaskView
    days: int
    files: int
    note: str
    flags: tuple[str, ...]
    is_own: bool


@router.get("/duyet")
def queue(request: Request, db: Db, visitor: Visitor, da: str = "") -> Response:
    with db.read() as tx:
        waiting = _queue(tx, visitor.actor)
        total = len(waiting) if len(waiting) < SHOWN else waiting_total(tx, visitor.actor.unit_id)
    return page(
        request, "pages/acceptance.html", waiting=waiting, total=total, done=SAID.get(da, ""), oldest=max((row.days for row in waiting), default=0),
        may_decide=visitor.actor.has(*GIVERS), clean=sum(not row.flags and not row.is_own for row in waiting), return_reasons=list(ReturnReason),
    )  # fmt: skip


def _queue(tx: Connection, actor: Actor) -> list[Waiting]:
    return [_waiting(tx, actor, view) for view in waiting_for(tx, actor.unit_id, limit=SHOWN)]


def _waiting(tx: Connection, actor: Actor, view: UnitTaskView) -> Waiting:
    sent = next((row for row in history(tx, view.id) if row.event is EventTag.SUBMITTED), None)
    files = evidence.of_unit_task(tx, view.id)
    latest = [file for file in files if sent and file.journal_id == sent.id]
    flags = []
    if view.needs_evidence and not latest:
        flags.append("Lần gửi này không kèm minh chứng mới")
    elsewhere = evidence.also_sent_by(tx, tuple(file.sha256 for file in latest), view.id)
    if elsewhere:
        flags.append(f"Tệp trùng với {elsewhere}")
    days = (clock.today() - clock.local_day(view.submitted_at)).days if view.submitted_at else 0
    own = access.sender(tx, view.id) == actor.user_id
    return Waiting(view, days, len(latest), sent.note if sent else "", tuple(flags), own)


@router.post("/duyet")
def confirm(request: Request, form: Form, db: Db) -> Response:
    """Look before you leap: what is about to be accepted, of how many units."""
    chosen = set(form.numbers("id"))
    with db.read() as tx:
        rows = [row for row in _queue(tx, form.actor) if row.view.id in chosen]
    accepted = [row for row in rows if not row.flags and not row.is_own]
    if not accepted:
        raise Refusal("Chưa chọn mục nào duyệt được. Chọn ít nhất một mục không có cảnh báo rồi bấm lại.")
    return page(request, "pages/acceptance_confirm.html", rows=accepted, left_out=[row for row in rows if row not in accepted],
                units=len({row.view.unit_id for row in accepted}))  # fmt: skip


@router.post("/duyet/nhieu")
def accept_chosen(request: Request, form: Form) -> Response:
    """Accept the confirmed ones in one transaction; what was withdrawn meanwhile is left out."""
    chosen = sorted(set(form.numbers("id")))

    def effect(tx: Connection) -> dict[str, int]:
        ours = [
            v.id
            for v in views(tx, chosen)
            if v.giver_unit_id == form.actor.unit_id and v.progress is Progress.SUBMITTED
        ]
        return {"accepted": len(unit_tasks.accept_many(tx, actor=form.actor, ids=ours))}

    act(request, form, effect)
    return see_other("/duyet?da=nhieu")
