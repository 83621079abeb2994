"""/giao/doc/{id}: a file too slow to wait for is being read; the page shows how far, and may be left and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import readings
from cascade.drafting.readings import ReadingView
from cascade.people.standing import GIVERS
from kit import clock
from kit.vocabulary import ReadingState
from web.deps import Db, Who, see_other
from web.forms import Form, act
from web.views import page

router = APIRouter()
# So long a healthy house needs at most to take a reading up, and between two pages of a scan.
LONG_WAIT, LONG_SILENCE = timedelta(seconds=15), timedelta(seconds=120)


@router.get("/giao/doc/{reading_id}")
def show(request: Request, reading_id: int, db: Db, actor: Who) -> Response:
    """How far it has come; once it is read, the draft it left."""
    with db.read() as tx:
        reading = readings.find(tx, actor=actor, reading_id=reading_id)
        ahead = readings.ahead_of(tx, reading_id) if not reading.is_finished else 0
    if reading.state is ReadingState.READ and reading.draft_id:
        return see_other(draft_address(reading))
    if reading.state is ReadingState.STOPPED:
        return see_other("/giao")
    return page(request, "pages/reading.html", reading=reading, ahead=ahead, may_act=may_act(actor), **_pace(reading))


@router.post("/giao/doc/{reading_id}/thoi")
def stop(request: Request, reading_id: int, form: Form) -> Response:
    def effect(tx: Connection) -> dict[str, Any]:
        readings.stop(tx, actor=form.actor, reading_id=reading_id)
        return {}

    act(request, form, effect)
    return see_other("/giao?da=thoi-doc")


@router.post("/giao/doc/{reading_id}/doc-lai")
def again(request: Request, reading_id: int, form: Form) -> Response:
    def effect(tx: Connection) -> dict[str, Any]:
        readings.again(tx, actor=form.actor, reading_id=reading_id)
        return {}

    act(request, form, effect)
    return see_other(f"/giao/doc/{reading_id}")


def draft_address(reading: ReadingView) -> str:
    return f"/giao/moi/{reading.draft_id}/2" + ("?da=da-co" if reading.is_known_paper else "")


def may_act(actor: Actor) -> bool:
    return actor.has(*GIVERS)


def _pace(reading: ReadingView) -> dict[str, bool]:
    """Whether it waits or is silent for longer than a healthy house needs: then the page says what to do meanwhile."""
    still = clock.now() - reading.changed_at
    return {
        "is_waiting_long": reading.state is ReadingState.WAITING and still > LONG_WAIT,
        "is_silent": reading.state is ReadingState.READING and still > LONG_SILENCE,
    }
