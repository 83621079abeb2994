"""/dot/{id}: one cascade on one page; every figure on it leads to `/dot/{id}/phan-viec` with the same key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards, type_boards
from cascade.counting.listing import listing
from cascade.counting.views import Board, BoardRow
from cascade.issuing import opening
from cascade.issuing.revoking import may_revoke, revoked_by
from cascade.people import access
from cascade.people.access import Scope
from cascade.people.branches import branch
from cascade.store import names, office, renewals
from cascade.store.lineage_ids import lineage_ids
from cascade.store.office import CascadeHead
from kit import clock
from kit.vocabulary import CascadeState
from web.asked import BY, Asked
from web.board_sheets import board_book
from web.deps import Db, Who
from web.sheets import MEDIA_TYPE, disposition, file_name
from web.views import page, query, translated

router = APIRouter()
MOST_PIECES = 5000
FIRST_COLUMN = {"cap": "Cấp, loại đơn vị", "don-vi": "Đơn vị", "nhiem-vu": "Nhiệm vụ"}


@dataclass(frozen=True)
class Line:
    """A row of the tree-table: how deep, whether it opens, which list its figures lead to."""

    row: BoardRow
    depth: int = 0
    at: dict[str, Any] = field(default_factory=dict)
    toggle: str = ""
    is_open: bool = False
    anchor: str = ""
    small: str = ""
    why: str = ""


@router.get("/dot/{cascade_id}")
def cascade_page(request: Request, cascade_id: int, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        shared = head_of(tx, actor, cascade_id, asked)
        if (
            shared["head"].state is CascadeState.OPENING
            and "den" not in asked.here
            and request.query_params.get("xem") is None
        ):
            return RedirectResponse(f"/dot/{cascade_id}/dang-mo", 303)
        ids = lineage_ids(tx, cascade_id)
        under = branch(tx, actor, scope, ids, asked.number("duoi"))
        found = boards.board(tx, cascade_id, by=BY[asked.by], lineage=asked.lineage, under=under, as_of=asked.as_of)  # type: ignore[arg-type]
        if not found.issued:
            return page(request, "pages/cascade.html", **shared, **_taken_back(tx, shared["head"]), not_yet=True)
        context = {
            **_taken_back(tx, shared["head"]), "may_revoke": may_revoke(actor, shared["head"]),
            "not_yet": False, "by": asked.by, "lineage": asked.lineage, "has_lineage": len(ids) > 1, "total": found.total,
            "first_column": translated(FIRST_COLUMN[asked.by]), "list_address": f"/dot/{cascade_id}/phan-viec",
            "list_at": list_at(asked, under if asked.here.get("duoi") else None), "rates": _rates(tx, cascade_id, scope, asked),
            "lines": _lines(tx, found, ids if asked.lineage else (cascade_id,), cascade_id, asked, under),
        }  # fmt: skip
        if asked.here.get("duoi") and under is not None:
            shared["trail"] = (*shared["trail"][:-1], (shared["head"].short, f"/dot/{cascade_id}{query(asked.kept('theo', 'dong', 'den'))}"),
                               (names.unit(tx, under).name, ""))  # fmt: skip
    return page(request, "pages/cascade.html", **shared, **context)


@router.get("/dot/{cascade_id}/bang.xlsx")
def cascade_sheet(request: Request, cascade_id: int, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        head = office.head(tx, cascade_id)
        ids = lineage_ids(tx, cascade_id)
        under = branch(tx, actor, scope, ids, asked.number("duoi"))
        found = boards.board(tx, cascade_id, by=BY[asked.by], lineage=asked.lineage, under=under, as_of=asked.as_of)  # type: ignore[arg-type]
        agency = names.unit(tx, actor.unit_id).name
        # A past day's pieces are another list; today's go along where a sheet can hold them.
        is_small = found.total.total <= MOST_PIECES and asked.as_of is None
        pieces = listing(tx, cascade_id, under=under, lineage=asked.lineage, size=MOST_PIECES).rows if is_small else ()
    book = board_book(
        found, agency=agency, title=f"{head.short} · {head.title}", first=FIRST_COLUMN[asked.by], pieces=pieces
    )
    return Response(
        book,
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": disposition(file_name(head.short, asked.by, as_of=found.as_of))},
    )


@router.get("/dot/{cascade_id}/dang-mo")
def opening_page(request: Request, cascade_id: int, db: Db, actor: Who) -> HTMLResponse:
    """How far the work has been opened; closing the page stops nothing."""
    with db.read() as tx:
        access.scope(tx, actor, cascade_id)
        head = office.head(tx, cascade_id)
        progress = opening.progress(tx, cascade_id)
        units = office.unit_count(tx, cascade_id)
    return page(
        request,
        "pages/opening.html",
        head=head,
        progress=progress,
        units=units,
        is_open=progress.state is not CascadeState.OPENING,
    )


def head_of(tx: Connection, actor: Actor, cascade_id: int, asked: Asked, tab: str = "") -> dict[str, Any]:
    """What the head on every tab needs."""
    head = office.head(tx, cascade_id)
    home = (
        (translated("Việc tôi giao"), "/giao")
        if head.unit_id == actor.unit_id
        else (translated("Toàn cảnh"), "/toan-canh")
    )
    return {
        "head": head, "tab": tab, "as_of": asked.day, "here": asked.here, "trail": (home, (head.short, "")),
        "next_due": office.next_dues(tx, (cascade_id,)).get(cascade_id), "period": office.period_name(tx, cascade_id),
        "has_periods": renewals.comes_again(tx, cascade_id),
    }  # fmt: skip


def _taken_back(tx: Connection, head: CascadeHead) -> dict[str, Any]:
    """When, by whom and why it was revoked, and the last day whose figures still hold it."""
    found = revoked_by(tx, head.id) if head.state is CascadeState.REVOKED else None
    return {"revoked": found, "last_day": clock.local_day(found[0]) - timedelta(days=1) if found else None}


def list_at(asked: Asked, under: int | None = None) -> dict[str, Any]:
    """The parameters of the list behind a figure: the same day, the same lineage, the same branch."""
    return {**asked.kept("den", "dong"), **({"duoi": under} if under is not None else {})}


def _rates(tx: Connection, cascade_id: int, scope: Scope, asked: Asked) -> tuple[tuple[str, tuple[int, int], str], ...]:
    """Plan issued, work done, report filed: only for one who sees the whole cascade."""
    if scope.under is not None or asked.here.get("duoi"):
        return ()
    rates = boards.three_rates(tx, cascade_id, as_of=asked.as_of)
    return (("Có kế hoạch", rates.plan, ""), ("Làm xong", rates.work, ""), ("Nộp báo cáo", rates.report, ""))


def _lines(
    tx: Connection, found: Board, ids: tuple[int, ...], cascade_id: int, asked: Asked, under: int | None
) -> list[Line]:
    at = list_at(asked, under if asked.here.get("duoi") else None)
    if asked.by == "cap":
        return _by_tier(tx, found, ids, cascade_id, asked, at, under)
    if asked.by == "don-vi":
        return [_unit_line(row, cascade_id, asked, at) for row in found.rows]
    lines = []
    for row in found.rows:
        if row.children:
            lines.append(Line(row, 0, {**at, "dot": row.cascade_id}))
        depth = int(bool(row.children))
        lines += [
            Line(task, depth, {**at, "nv": task.task_id}, why=_why(task.cascade_id or cascade_id, nv=task.task_id))
            for task in row.children or (row,)
        ]
    return lines


def _by_tier(
    tx: Connection,
    found: Board,
    ids: tuple[int, ...],
    cascade_id: int,
    asked: Asked,
    at: dict[str, Any],
    under: int | None,
) -> list[Line]:
    opened = asked.here.get("mo", "")
    lines = []
    for tier in found.rows:
        lines.append(Line(tier, 0, {**at, "cap": tier.tier_code}, anchor=f"cap-{tier.tier_code}"))
        for kind in tier.children:
            is_open = opened == kind.type_code
            address = f"/dot/{cascade_id}{query(asked.here, mo=None if is_open else kind.type_code, trang=None)}"
            where = {**at, "loai": kind.type_code}
            line = Line(
                kind,
                1,
                where,
                address,
                is_open,
                f"loai-{kind.type_code}",
                why=_why(cascade_id, loai=kind.type_code, **asked.kept("dong")),
            )
            lines.append(line)
            if is_open:
                units = type_boards.units_of_type(
                    tx, ids, kind.type_code or "", under=under, as_of=asked.as_of, page=asked.page
                )
                lines[-1] = replace(line, small=translated("%s đơn vị") % units.units)
                lines += [
                    Line(
                        row,
                        2,
                        {**where, "duoi": row.unit_id, "rieng": 1},
                        why=_why(cascade_id, duoi=row.unit_id, **asked.kept("dong")),
                    )
                    for row in units.rows
                ]
    return lines


def _unit_line(row: BoardRow, cascade_id: int, asked: Asked, at: dict[str, Any]) -> Line:
    toggle = f"/dot/{cascade_id}{query(asked.here, duoi=row.unit_id)}" if row.has_children else ""
    small = translated("phần của chính đơn vị") if row.is_own else ""
    return Line(
        row,
        0,
        {**at, "duoi": row.unit_id, "rieng": 1 if row.is_own else None},
        toggle,
        False,
        f"dv-{row.unit_id}",
        small,
        _why(cascade_id, duoi=row.unit_id),
    )


def _why(cascade_id: int, **at: Any) -> str:
    return f"/vi-sao{query({'dot': cascade_id, **at})}"
