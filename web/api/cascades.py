"""Cascades, their boards, the lists behind the numbers, and why something is red, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.counting.listing import listing
from cascade.idempotency import once
from cascade.issuing.revoking import revoke_cascade
from cascade.people import access
from cascade.people.branches import branch
from cascade.store import office
from cascade.store.lineage_ids import lineage_ids
from cascade.why.sentence import why, why_cascade
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import CascadeState, Count
from web.api.answers import LIMIT, MOST, page_of, place_of, plain
from web.api.caller import Caller, Key
from web.deps import Db

router = APIRouter(tags=["cascades"])

Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get("/cascades")
def cascades(db: Db, actor: Caller, cursor: str | None = None, limit: Limit = LIMIT) -> dict[str, Any]:
    """The cascades that concern the caller's unit: issued by it, or with work for it or through it. Newest first."""
    after = place_of(cursor)
    with db.read() as tx:
        ids = access.cascade_ids(tx, actor)
        heads = office.heads(tx, tuple(ids[after : after + limit]))
    return page_of([_head(heads[key]) for key in ids[after : after + limit] if key in heads], len(ids), after)


@router.get("/cascades/{cascade_id}")
def cascade(db: Db, actor: Caller, cascade_id: int) -> dict[str, Any]:
    """One cascade: its document, its tasks, and the three percentages (plans issued, work done, reports filed)."""
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        shown = _head(office.head(tx, cascade_id))
        shown["tasks"] = plain(office.tasks(tx, cascade_id))
        shown["under"] = scope.under
        if scope.under is None:
            shown["rates"] = plain(boards.three_rates(tx, cascade_id))
    return shown


@router.get("/cascades/{cascade_id}/board")
def board(
    db: Db, actor: Caller, cascade_id: int, by: Literal["tier", "unit", "task"] = "tier", lineage: bool = False,
    under: int | None = None, as_of: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Completion by tier, by unit or by task; the same figures as the page and the command."""
    with db.read() as tx:
        branch_id = _branch(tx, actor, cascade_id, under, lineage)
        return plain(boards.board(tx, cascade_id, by=by, lineage=lineage, under=branch_id, as_of=_past(as_of)))


@router.get("/cascades/{cascade_id}/unit-tasks")
def pieces(
    db: Db, actor: Caller, cascade_id: int, count: Count = Count.TOTAL, lineage: bool = False, under: int | None = None,
    task_id: int | None = None, tier: str | None = None, type: str | None = None,  # noqa: A002 - the address's own word
    cursor: str | None = None, limit: Limit = LIMIT,
) -> dict[str, Any]:  # fmt: skip
    """The list behind a number of the board: the same key selects the same pieces."""
    after = place_of(cursor)
    if after % limit:
        raise Refusal("Con trỏ trang đi với cỡ trang khác. Giữ nguyên limit khi sang trang.", field="cursor")
    with db.read() as tx:
        found = listing(
            tx, cascade_id, count=count, under=_branch(tx, actor, cascade_id, under, lineage), task_id=task_id,
            type_code=type, tier_code=tier, lineage=lineage, page=after // limit + 1, size=limit,
        )  # fmt: skip
    return page_of([plain(view) for view in found.rows], found.total, after)


class Revocation(BaseModel):
    """Why the cascade is taken back: every unit of it reads this sentence."""

    model_config = ConfigDict(extra="forbid")
    note: str = Field(max_length=2000)


@router.post("/cascades/{cascade_id}/revoke")
def revoke(db: Db, actor: Caller, key: Key, cascade_id: int, said: Revocation) -> dict[str, Any]:
    """Take a whole cascade back. Refused while a lower office's live plan stands under it."""

    def effect(tx: Connection) -> dict[str, Any]:
        access.scope(tx, actor, cascade_id)
        number = revoke_cascade(tx, actor=actor, cascade_id=cascade_id, note=said.note)
        return {"cascade_id": cascade_id, "state": CascadeState.REVOKED.value, "journal_id": number}

    body = ["revoke", cascade_id, said.note]
    answer, replayed = db.write(lambda tx: once(tx, actor=actor.key, key=key, body=body, effect=lambda: effect(tx)))
    return {**answer, "replayed": replayed}


@router.get("/cascades/{cascade_id}/why")
def why_of_cascade(
    db: Db, actor: Caller, cascade_id: int, under: int | None = None, task_id: int | None = None
) -> dict[str, Any]:
    """Why a sum is red: one sentence with cause, consequence, remedy and a name."""
    with db.read() as tx:
        branch_id = _branch(tx, actor, cascade_id, under, True)
        return plain(why_cascade(tx, cascade_id, under=branch_id, task_id=task_id, viewer=actor.unit_id))


@router.get("/unit-tasks/{unit_task_id}/why")
def why_of_piece(db: Db, actor: Caller, unit_task_id: int) -> dict[str, Any]:
    with db.read() as tx:
        access.piece(tx, actor, unit_task_id)
        return plain(why(tx, unit_task_id, viewer=actor.unit_id))


def _branch(tx: Connection, actor: Actor, cascade_id: int, under: int | None, lineage: bool) -> int | None:
    scope = access.scope(tx, actor, cascade_id)
    return branch(tx, actor, scope, lineage_ids(tx, cascade_id) if lineage else (cascade_id,), under)


def _past(day: date | None) -> date | None:
    return day if day is not None and day < clock.today() else None


def _head(head: office.CascadeHead) -> dict[str, Any]:
    shown: dict[str, Any] = plain(head)
    return {**shown, "document": head.short}
