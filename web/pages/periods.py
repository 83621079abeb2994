"""/dot/{id}/ky: the periods of work that comes again, each with its own figures, and the next one as it would open today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.counts import Counts
from cascade.people import access
from cascade.renewing import renewal
from cascade.store import renewals
from cascade.store.office import CascadeHead, head
from kit.errors import NotFound
from web.asked import Asked
from web.deps import Db, Who
from web.pages.cascade import head_of
from web.views import page

router = APIRouter()


@dataclass(frozen=True)
class PeriodRow:
    """A period of the series: its name, its cascade, what it has come to."""

    name: str
    starts_on: date
    head: CascadeHead
    counts: Counts
    is_current: bool


@router.get("/dot/{cascade_id}/ky")
def periods_page(request: Request, cascade_id: int, db: Db, actor: Who) -> HTMLResponse:
    asked = Asked.of(request)
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        shared = head_of(tx, actor, cascade_id, asked, "/ky")
        rows = _rows(tx, actor, cascade_id)
        # Who is new and who is gone is the issuing office's to see, and of whoever sees the whole cascade.
        upcoming = renewal.upcoming(tx, cascade_id) if scope.under is None else ()
    return page(request, "pages/periods.html", rows=rows, upcoming=upcoming, **shared)


def _rows(tx: Connection, actor: Actor, cascade_id: int) -> list[PeriodRow]:
    """Oldest first; a period in which this unit has no part is not there for it."""
    first_id = renewals.first_of(tx, cascade_id)
    ids = [first_id, *(each.cascade_id for each in renewals.opened(tx, first_id) if each.cascade_id)]
    rows = []
    for each in ids:
        try:
            scope = access.scope(tx, actor, each)
        except NotFound:
            continue
        period = renewals.cascade(tx, each)
        counts = boards.board(tx, each, under=scope.under).total
        rows.append(PeriodRow(period.period_name, period.starts_on, head(tx, each), counts, each == cascade_id))
    return rows
