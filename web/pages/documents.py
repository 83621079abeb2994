"""/van-ban: the register, one paper with its source and its place in the graph; /dot/{id}/luoc-do: the graph drawn."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import boards
from cascade.papers import disagreeing, kept
from cascade.papers.evidence import path_of
from cascade.people import access
from cascade.store import graph as store
from cascade.store import office, papers
from cascade.store.documents import problems_read
from cascade.store.lineage_ids import lineage_ids, pieces_above
from cascade.store.papers import PaperView
from cascade.store.unit_tasks import of_unit
from kit.errors import NotFound
from kit.settings import settings
from kit.text import fold
from web.asked import Asked
from web.deps import Db, Who
from web.pages.cascade import head_of
from web.pictures import LIMIT, Branch, Drawing, Link, Paper, draw, nested
from web.views import page, percent

router = APIRouter()


@router.get("/van-ban")
def register(request: Request, db: Db, actor: Who, tim: str = "") -> HTMLResponse:
    """The papers of the unit; with words, also the pieces of work and tasks that carry them."""
    words = tim.strip()[:120]
    with db.read() as tx:
        found = papers.register(tx, actor.unit_id, words=words)
        cascades = {one.id: office.of_document(tx, one.id) for one in found if not one.is_placeholder}
        seen = {
            one.id: tuple(head for head in cascades.get(one.id, ()) if _is_seen(tx, actor, head.id)) for one in found
        }
        wanted = fold(words).split()
        work = [
            view
            for view in of_unit(tx, actor.unit_id)
            if wanted and all(word in fold(f"{view.ref} {view.title}") for word in wanted)
        ][:30]
    waiting = [one for one in found if one.is_placeholder]
    held = [one for one in found if not one.is_placeholder]
    return page(request, "pages/documents.html", words=words, waiting=waiting, held=held, cascades=seen, work=work)


@router.get("/van-ban/{document_id}")
def document_page(request: Request, document_id: int, db: Db, actor: Who) -> HTMLResponse:
    with db.read() as tx:
        _may_see(tx, actor, document_id)
        paper = papers.paper(tx, document_id)
        text = papers.text_of(tx, document_id)
        above = papers.stands_on(tx, document_id)
        below = [one for one in papers.standing_on(tx, document_id) if _is_readable(tx, actor, one.paper)]
        cascades = [head for head in office.of_document(tx, document_id) if _is_seen(tx, actor, head.id)]
        drawing, tree = _picture(tx, [document_id, *(one.paper.id for one in below)], {document_id}, {})
        problems = _problems(tx, actor, document_id)
    return page(request, "pages/document.html", paper=paper, lines=text.splitlines(), above=above, below=below, cascades=cascades,
                drawing=drawing, tree=tree, problems=problems)  # fmt: skip


def _problems(tx: Connection, actor: Actor, document_id: int) -> list[str]:
    """What does not agree inside this paper and between it and those the reader may see too, as sentences."""
    beside = [
        one.id
        for one in papers.papers(tx, kept.around(tx, document_id))
        if one.id == document_id or _is_readable(tx, actor, one)
    ]
    between = [one.message for one in disagreeing.between(kept.load(tx, beside)) if document_id in one.document_ids]
    # Work without a unit or a day is put right in the draft, item by item.
    inside = [
        str(one["message"]) for _, one in problems_read(tx, [document_id]) if not str(one["kind"]).startswith("task_")
    ]
    return list(dict.fromkeys([*between, *inside]))


@router.get("/van-ban/{document_id}/tep")
def original(document_id: int, db: Db, actor: Who) -> Response:
    """The file as it came, never as a page of ours."""
    with db.read() as tx:
        _may_see(tx, actor, document_id)
        paper = papers.paper(tx, document_id)
        if not paper.file_sha256:
            raise NotFound("Văn bản này chưa có tệp gốc.")
        kind = papers.media_type(tx, paper.file_sha256)
    path = path_of(settings().files, paper.file_sha256)
    if not path.is_file():
        raise NotFound("Tệp gốc không còn trên máy chủ. Đề nghị người quản trị khôi phục từ bản sao lưu.")
    named = f"attachment; filename=\"van-ban-{document_id}\"; filename*=UTF-8''{quote(paper.file_name or str(document_id), safe='')}"
    return FileResponse(path, media_type=kind, headers={"Content-Disposition": named})


@router.get("/dot/{cascade_id}/luoc-do")
def graph_page(request: Request, cascade_id: int, db: Db, actor: Who) -> HTMLResponse:
    """Where a cascade comes from and what was issued under it, each paper with its own percentage."""
    asked = Asked.of(request)
    with db.read() as tx:
        scope = access.scope(tx, actor, cascade_id)
        shared = head_of(tx, actor, cascade_id, asked, "/luoc-do")
        ids = lineage_ids(tx, cascade_id) if scope.under is None else (cascade_id,)
        heads = office.heads(tx, ids)
        notes = {head.document_id: _note(tx, head.id) for head in heads.values()} if scope.under is None else {}
        extra = _implied(tx, ids)
        drawing, tree = _picture(
            tx, [head.document_id for head in heads.values()], {heads[cascade_id].document_id}, notes, extra
        )
    return page(request, "pages/graph.html", drawing=drawing, tree=tree, lower=len(ids) - 1, **shared)


def _note(tx: Connection, cascade_id: int) -> str:
    counts = boards.board(tx, cascade_id).total
    return f"{counts.done}/{counts.total} · {percent(counts.percent)}" if counts.total else ""


def _implied(tx: Connection, cascade_ids: Iterable[int]) -> list[tuple[int, int]]:
    """An own plan carries out the plan above it even where it does not cite it."""
    found: list[tuple[int, int]] = []
    for cascade_id in cascade_ids:
        lower = office.head(tx, cascade_id).document_id
        found += [(lower, office.head(tx, piece.cascade_id).document_id) for piece in pieces_above(tx, cascade_id)]
    return found


def _picture(
    tx: Connection, ids: list[int], own: set[int], notes: dict[int, str], implied: Iterable[tuple[int, int]] = ()
) -> tuple[Drawing | None, tuple[Branch, ...]]:
    """The papers above and among the given ones, as a drawing (None when there is little or too much to draw) and a list."""
    wanted = {*ids, *(upper for _, upper in implied)}
    rows, edges = store.documents_above(tx, wanted)
    links = [Link(lower, upper, relation.value) for lower, upper, relation in edges]
    told = {(link.lower, link.upper) for link in links}
    links += [
        Link(lower, upper, "implements") for lower, upper in implied if (lower, upper) not in told and lower != upper
    ]
    found = [_paper(one, own, notes) for one in papers.papers(tx, tuple(row.id for row in rows))]
    drawing = draw(found, links) if 1 < len(found) <= LIMIT else None
    return drawing, nested(found, links)


def _paper(one: PaperView, own: set[int], notes: dict[int, str]) -> Paper:
    return Paper(one.id, one.short, one.issuer_name, one.issued_on, one.is_party, one.is_placeholder, one.id in own, f"/van-ban/{one.id}",
                 notes.get(one.id, ""))  # fmt: skip


def _may_see(tx: Connection, actor: Actor, document_id: int) -> None:
    """Raises NotFound for another branch's paper; a paper cited by one of ours may be seen, with what is known of it."""
    if any(one.id == document_id for one in papers.register(tx, actor.unit_id)):
        return
    access.document(tx, actor, document_id)


def _is_readable(tx: Connection, actor: Actor, paper: PaperView) -> bool:
    try:
        access.document(tx, actor, paper.id)
    except NotFound:
        return False
    return True


def _is_seen(tx: Connection, actor: Actor, cascade_id: int) -> bool:
    try:
        access.scope(tx, actor, cascade_id)
    except NotFound:
        return False
    return True
