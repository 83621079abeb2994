"""/toan-canh: completion by level at a glance, then down to a type, a unit, a piece of work; and what only a leader can unblock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Connection

from cascade.counting import boards, type_boards
from cascade.counting.views import Board, BoardRow
from cascade.people.branches import overview_branch
from cascade.store import names, office
from kit import clock
from web.asked import BY, Asked
from web.board_sheets import board_book
from web.deps import Db, Who
from web.reasons import Urgent, urgent
from web.sheets import MEDIA_TYPE, disposition, file_name
from web.views import page, query, translated

router = APIRouter()
LIST = "/toan-canh/phan-viec"
WAYS = (("cap", "Theo cấp"), ("don-vi", "Theo địa bàn, đơn vị"), ("nhiem-vu", "Theo đợt"))
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """A row: where a click on its name leads, which list its figures open, how much more than a week ago."""

    row: BoardRow
    depth: int = 0
    address: str = ""
    at: dict[str, Any] = field(default_factory=dict)
    more: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Near:
    """A cascade whose next deadline is close."""

    short: str
    title: str
    address: str
    due_on: date


@router.get("/toan-canh")
def board_page(request: Request, db: Db, actor: Who) -> HTMLResponse:
    asked = Asked.of(request)
    compare = request.query_params.get("so") == "1"
    with db.read() as tx:
        under = overview_branch(tx, actor, asked.number("duoi"))
        by = BY[asked.by] if not (asked.here.get("cap") or asked.here.get("loai")) else "tier"
        found = boards.overview(tx, actor.unit_id, by=by, as_of=asked.as_of, under=under)  # type: ignore[arg-type]
        before = boards.overview(tx, actor.unit_id, by=by, as_of=asked.day - WEEK, under=under) if compare else None  # type: ignore[arg-type]
        lines, extra = _lines(tx, found, before, asked, under)
        trail = _trail(tx, asked, under if under != actor.unit_id else None)
        is_front = by == "tier" and not (asked.here.get("cap") or asked.here.get("loai") or asked.here.get("duoi"))
        urgents: tuple[Urgent, ...] = urgent(tx, found, actor) if is_front and asked.as_of is None else ()
        near = _near(tx, found) if is_front and asked.as_of is None else ()
    total_more = found.total.done - before.total.done if before else None
    return page(
        request, "pages/board.html", board=found, lines=lines, trail=trail, here=asked.here, as_of=asked.day, way=asked.by, ways=WAYS, compare=compare, week=WEEK,
        total_more=total_more, urgents=urgents, near=near, is_front=is_front, list_address=LIST, list_at=_at(asked), extra=extra,
    )  # fmt: skip


@router.get("/toan-canh.xlsx")
def board_sheet(request: Request, db: Db, actor: Who) -> Response:
    asked = Asked.of(request)
    with db.read() as tx:
        under = overview_branch(tx, actor, asked.number("duoi"))
        found = boards.overview(tx, actor.unit_id, by=BY[asked.by], as_of=asked.as_of, under=under)  # type: ignore[arg-type]
        agency = names.unit(tx, actor.unit_id).name
    book = board_book(found, agency=agency, title=f"Toàn cảnh thực hiện nhiệm vụ · {agency}", first="Cấp, loại đơn vị")
    return Response(
        book,
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": disposition(file_name("toan-canh", asked.by, as_of=found.as_of))},
    )


def _at(asked: Asked, **more: Any) -> dict[str, Any]:
    return {**asked.kept("den", "duoi"), **more}


def _lines(
    tx: Connection, found: Board, before: Board | None, asked: Asked, under: int
) -> tuple[list[Line], dict[str, Any]]:
    """The rows of the rung asked for: levels, the types of one, the units of a type, units, or cascades."""
    then = _by_key(before)
    if asked.here.get("loai"):
        units = type_boards.units_of_type(
            tx, found.cascade_ids, asked.here["loai"], under=under, as_of=asked.as_of, page=asked.page
        )
        rows = [
            Line(row, 0, LIST + query(_at(asked, duoi=row.unit_id, rieng=1)), _at(asked, duoi=row.unit_id, rieng=1))
            for row in units.rows
        ]
        return rows, {
            "page": units.page,
            "pages": units.pages,
            "units": units.units,
            "total": _type_total(found, asked.here["loai"]),
        }
    if asked.here.get("cap"):
        tier = next((row for row in found.rows if row.tier_code == asked.here["cap"]), None)
        lines = [_type_line(row, asked, then) for row in (tier.children if tier else ())]
        return lines, {"total": tier.counts if tier else None}
    if asked.by == "cap":
        address = {row.key: query(asked.here, cap=row.tier_code, theo=None, so=None) for row in found.rows}
        return [
            Line(row, 0, address[row.key], _at(asked, cap=row.tier_code), _more(row, then)) for row in found.rows
        ], {}
    if asked.by == "don-vi":
        return [_unit_line(row, asked, then) for row in found.rows], {}
    return [line for row in found.rows for line in _cascade_lines(row, asked, then)], {}


def _type_line(row: BoardRow, asked: Asked, then: dict[str, int]) -> Line:
    return Line(
        row,
        0,
        query(asked.here, loai=row.type_code, trang=None, so=None),
        _at(asked, loai=row.type_code),
        _more(row, then),
    )


def _unit_line(row: BoardRow, asked: Asked, then: dict[str, int]) -> Line:
    address = query(asked.here, duoi=row.unit_id, so=None) if row.has_children else ""
    at = _at(asked, duoi=row.unit_id, rieng=1 if row.is_own else None)
    return Line(row, 0, address or LIST + query(at), at, _more(row, then))


def _cascade_lines(row: BoardRow, asked: Asked, then: dict[str, int]) -> list[Line]:
    at = {**asked.kept("den"), "dot": row.cascade_id}
    lines = [Line(row, 0, f"/dot/{row.cascade_id}", at, _more(row, then))]
    for task in row.children:
        why = f"/vi-sao?dot={task.cascade_id}&nv={task.task_id}" if task.counts.overdue else ""
        lines.append(Line(task, 1, "", {**at, "nv": task.task_id}, _more(task, then), why))
    return lines


def _by_key(before: Board | None) -> dict[str, int]:
    if before is None:
        return {}
    return {row.key: row.counts.done for parent in before.rows for row in (parent, *parent.children)} or {"": 0}


def _more(row: BoardRow, then: dict[str, int]) -> int | None:
    return row.counts.done - then.get(row.key, 0) if then else None


def _type_total(found: Board, type_code: str) -> Any:
    return next((row.counts for tier in found.rows for row in tier.children if row.type_code == type_code), None)


def _trail(tx: Connection, asked: Asked, under: int | None) -> tuple[tuple[str, str], ...]:
    """Toàn cảnh › Trường › NLMGĐL: each step opens itself again."""
    kept = asked.kept("den")
    steps = [(translated("Toàn cảnh"), f"/toan-canh{query(kept)}")]
    if under is not None:
        steps.append((names.unit(tx, under).name, f"/toan-canh{query(kept, theo=asked.here.get('theo'), duoi=under)}"))
    tiers = names.tiers(tx)
    kind = next(((tier, kind) for tier in tiers for kind in tier.types if kind.code == asked.here.get("loai")), None)
    tier = kind[0] if kind else next((tier for tier in tiers if tier.code == asked.here.get("cap")), None)
    if tier:
        steps.append((tier.name, f"/toan-canh{query(asked.kept('den', 'duoi'), cap=tier.code)}"))
    if kind:
        steps.append((kind[1].name, ""))
    return (*steps[:-1], (steps[-1][0], "")) if len(steps) > 1 else ()


def _near(tx: Connection, found: Board) -> tuple[Near, ...]:
    dues = office.next_dues(tx, found.cascade_ids)
    soon = sorted((due, cascade_id) for cascade_id, due in dues.items() if clock.today() <= due)[:5]
    heads = office.heads(tx, tuple(cascade_id for _, cascade_id in soon))
    return tuple(Near(heads[one].short, heads[one].title, f"/dot/{one}", due) for due, one in soon)
