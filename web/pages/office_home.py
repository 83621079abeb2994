"""/giao: what waits for the office's decision, then what it set in motion, then what it has begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.counts import Counts
from cascade.drafting import readings
from cascade.people import access
from cascade.people.standing import GIVERS
from cascade.store import office
from cascade.store.office import RunningCascade
from web.deps import Db, Who
from web.draft_lines import STEP_NAMES, left_to_see, title_of
from web.views import page, translated

router = APIRouter()


@dataclass(frozen=True)
class Queue:
    """One figure that waits for a decision, and the list it opens."""

    label: str
    value: int
    address: str
    small: str = ""


@dataclass(frozen=True)
class Row:
    running: RunningCascade
    counts: Counts


@dataclass(frozen=True)
class DraftLine:
    id: int
    title: str
    step: int
    left: int
    updated_at: datetime

    @property
    def step_name(self) -> str:
        return STEP_NAMES.get(self.step, STEP_NAMES[2])


@router.get("/giao")
def office_home(request: Request, db: Db, actor: Who) -> HTMLResponse:
    with db.read() as tx:
        rows = tuple(
            Row(running, boards.board(tx, running.head.id).total) for running in office.running(tx, actor.unit_id)
        )
        queues = _queues(tx, actor, rows)
        drafts = tuple(
            DraftLine(draft.id, title_of(draft.content), draft.step, left_to_see(draft.content), draft.updated_at)
            for draft in office.drafts(tx, actor.unit_id)
        )
        being_read = readings.of_unit(tx, actor.unit_id)
    return page(
        request, "pages/office_home.html", queues=queues, rows=rows, drafts=drafts, readings=being_read,
        may_issue=actor.has(*GIVERS),
    )  # fmt: skip


def _queues(tx: Connection, actor: Actor, rows: tuple[Row, ...]) -> tuple[Queue, ...]:
    total = Counts.sum(row.counts for row in rows)
    waiting = access.waiting_counts(tx, actor).to_accept
    silent = "phải nhận trước khi làm" if total.not_received else ""
    return (
        Queue("Chờ duyệt", waiting, "/duyet"),
        Queue("Quá hạn", total.overdue, "/giao/phan-viec?o=qua-han"),
        Queue("Sắp đến hạn", total.due_soon, "/giao/phan-viec?o=sap-den-han"),
        Queue("Từ chối nhận", total.declined, "/giao/phan-viec?o=tu-choi"),
        Queue("Chưa nhận", total.not_received, "/giao/phan-viec?o=chua-nhan", translated(silent)),
    )
