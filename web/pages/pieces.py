"""The list behind every number: of one cascade, of all that an office gave, of all that a leader looks over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting.listing import PAGE, Listing, listing
from cascade.counting.past_listing import listing_on
from cascade.people import access
from cascade.people.branches import branch, overview_branch
from cascade.store import names, office
from cascade.store.lineage_ids import lineage_ids
from web.asked import Asked
from web.board_sheets import list_book
from web.deps import Db, Who
from web.pages.cascade import head_of
from web.sheets import MEDIA_TYPE, disposition, file_name
from web.views import day as day_words
from web.views import label, number, page, translated

router = APIRouter()
WHOLE = 20_000
"""More rows than this do not open in an office's Excel; the page of the list always turns through all."""


@dataclass(frozen=True)
class Found:
    """A list with the words above it."""

    listing: Listing
    words: str


@router.get("/dot/{cascade_id}/phan-viec")
def cascade_pieces(request: Request, cascade_id: int, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = _of_cascade(tx, actor, cascade_id, asked, asked.page, PAGE)
        shared = head_of(tx, actor, cascade_id, asked, "/phan-viec")
        tasks = office.tasks(tx, cascade_id)
        types = [(kind.code, kind.name) for tier in names.tiers(tx) for kind in tier.types]
    return _page(request, asked, found, tasks=tasks, types=types, **shared)


@router.get("/dot/{cascade_id}/phan-viec.xlsx")
def cascade_pieces_sheet(request: Request, cascade_id: int, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = _of_cascade(tx, actor, cascade_id, asked, 1, WHOLE)
        head = office.head(tx, cascade_id)
        agency = names.unit(tx, actor.unit_id).name
    return _book(asked, found, agency, f"{head.short} · {head.title}", head.short)


@router.get("/giao/phan-viec")
def office_pieces(request: Request, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = Found(_of_office(tx, actor, asked, asked.page, PAGE), "")
    title = translated("Việc tôi giao: mọi đợt đang chạy")
    return _page(
        request,
        asked,
        found,
        title=title,
        trail=((translated("Việc tôi giao"), "/giao"), (label(asked.count), "")),
        **_bare(asked),
    )


@router.get("/giao/phan-viec.xlsx")
def office_pieces_sheet(request: Request, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = Found(_of_office(tx, actor, asked, 1, WHOLE), "")
        agency = names.unit(tx, actor.unit_id).name
    return _book(asked, found, agency, "Việc đã giao, các đợt đang chạy", "viec-da-giao")


@router.get("/toan-canh/phan-viec")
def overview_pieces(request: Request, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = _of_overview(tx, actor, asked, asked.page, PAGE)
        types = [(kind.code, kind.name) for tier in names.tiers(tx) for kind in tier.types]
    trail = ((translated("Toàn cảnh"), "/toan-canh"), (found.words or label(asked.count), ""))
    return _page(
        request,
        asked,
        found,
        title=translated("Toàn cảnh: danh sách phần việc"),
        trail=trail,
        **{**_bare(asked), "types": types},
    )


@router.get("/toan-canh/phan-viec.xlsx")
def overview_pieces_sheet(request: Request, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        found = _of_overview(tx, actor, asked, 1, WHOLE)
        agency = names.unit(tx, actor.unit_id).name
    return _book(asked, found, agency, "Toàn cảnh: danh sách phần việc", "toan-canh")


# ------------------------------------------------------------------------------------------------------ the three lists
def _of_cascade(tx: Connection, actor: Actor, cascade_id: int, asked: Asked, page_number: int, size: int) -> Found:
    scope = access.scope(tx, actor, cascade_id)
    ids = lineage_ids(tx, cascade_id) if asked.lineage else (cascade_id,)
    under = branch(tx, actor, scope, ids, asked.number("duoi"))
    found = _ask(tx, asked, cascade_id, page_number, size, under=under, lineage=asked.lineage)
    return Found(found, _words(tx, asked, cascade_id, under if asked.here.get("duoi") else None))


def _of_overview(tx: Connection, actor: Actor, asked: Asked, page_number: int, size: int) -> Found:
    if asked.number("dot"):
        found = _of_cascade(tx, actor, asked.number("dot") or 0, asked, page_number, size)
        return Found(found.listing, found.words)
    under = overview_branch(tx, actor, asked.number("duoi"))
    found_rows = _ask(tx, asked, None, page_number, size, overview_of=actor.unit_id, under=under)
    return Found(found_rows, _words(tx, asked, None, under if under != actor.unit_id else None))


def _of_office(tx: Connection, actor: Actor, asked: Asked, page_number: int, size: int) -> Listing:
    """Cascade after cascade, nearest deadline first in each: the sum of the figures on /giao."""
    rows: list[Any] = []
    total, start = 0, (page_number - 1) * size
    for running in office.running(tx, actor.unit_id):
        part = _ask(tx, asked, running.head.id, 1, start + size)
        rows += part.rows[max(0, start - total) : max(0, start + size - total)]
        total += part.total
    return Listing(tuple(rows[:size]), total, page_number, size)


def _ask(tx: Connection, asked: Asked, cascade_id: int | None, page_number: int, size: int, **where: Any) -> Listing:
    given = {
        "count": asked.count, "page": page_number, "size": size, "task_id": asked.number("nv"), "type_code": asked.here.get("loai"),
        "tier_code": asked.here.get("cap"), "own_only": asked.here.get("rieng") == "1", **where,
    }  # fmt: skip
    if asked.as_of is not None:
        return listing_on(tx, asked.as_of, cascade_id, **given)
    return listing(tx, cascade_id, **given)


# -------------------------------------------------------------------------------------------------------- words, sheets
def _words(tx: Connection, asked: Asked, cascade_id: int | None, under: int | None) -> str:
    """The filter in words, as the heading repeats it."""
    parts: list[str] = []
    if asked.number("nv") and cascade_id is not None:
        parts += [
            f"{task.ref} {task.title}".strip() for task in office.tasks(tx, cascade_id) if task.id == asked.number("nv")
        ]
    tiers = names.tiers(tx)
    parts += [tier.name for tier in tiers if tier.code == asked.here.get("cap")]
    parts += [kind.name for tier in tiers for kind in tier.types if kind.code == asked.here.get("loai")]
    if under is not None:
        parts.append(names.unit(tx, under).name)
    return " · ".join(parts)


def _heading(asked: Asked, found: Found) -> str:
    told: list[str] = [f"{number(found.listing.total)} {translated('phần việc')}", label(asked.count).lower()]
    if found.words:
        told.append(found.words)
    if asked.as_of:
        told.append(f"{translated('đến')} {day_words(asked.day)}")
    return " · ".join(told)


def _page(request: Request, asked: Asked, found: Found, **context: Any) -> Response:
    shown = {"rows": found.listing.rows, "page": found.listing.page, "pages": found.listing.pages, "count": asked.count,
             "heading": _heading(asked, found), "here": asked.here}  # fmt: skip
    return page(request, "pages/pieces.html", **{**context, **shown})


def _bare(asked: Asked) -> dict[str, Any]:
    return {"head": None, "tasks": (), "types": (), "as_of": asked.day}


def _book(asked: Asked, found: Found, agency: str, title: str, name: str) -> Response:
    day = asked.day
    book = list_book(
        found.listing.rows, agency=agency, title=title, as_of=day, count=asked.count, words=_heading(asked, found)
    )
    return Response(
        book,
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": disposition(file_name(name, asked.count.value, as_of=day))},
    )
