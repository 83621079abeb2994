"""The readings kept in the register, brought back as `cascade.papers.findings` compares them. Selects only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from cascade.papers.findings import Duty, Findings, PaperFinding, Said
from cascade.papers.recognition import day_or_none
from kit.vocabulary import DocumentKind, Relation
from models import Cascade, Citation, Document

MOST_PAPERS = 60
"""Papers compared at once: a page must answer, and what differs shows among fewer."""


def load(tx: Connection, document_ids: Iterable[int] | None = None) -> Findings:
    """These papers (all, when none are named) with all they cite, as they were read."""
    query = select(
        Document.id, Document.kind, Document.number, Document.issued_on, Document.issuer_name, Document.subject,
        Document.is_placeholder, Document.text, Document.reading,
    )  # fmt: skip
    wanted = None if document_ids is None else set(document_ids)
    edges = _edges(tx, wanted)
    if wanted is not None:
        wanted |= {cited for _, cited, *_ in edges}
        edges = _edges(tx, wanted)
        wanted |= {cited for _, cited, *_ in edges}
        query = query.where(Document.id.in_(sorted(wanted)))
    cited_at: dict[tuple[int, int], int] = {(low, start): up for low, up, _, start in edges if start is not None}
    confirmed = set(tx.execute(select(Cascade.document_id)).scalars())
    papers = {row.id: _finding(row, cited_at, row.id in confirmed) for row in tx.execute(query.order_by(Document.id))}
    return Findings(
        papers, frozenset((low, up, relation) for low, up, relation, _ in edges if {low, up} <= papers.keys())
    )


def around(tx: Connection, document_id: int) -> tuple[int, ...]:
    """A paper with those it can disagree with: what it cites, and the papers that cite it or the same."""
    cited = select(Citation.cited_id).where(Citation.document_id == document_id)
    # The same number with another day stands as another paper until somebody says they are one.
    numbers = select(Document.number).where(Document.id.in_(cited), Document.number.is_not(None))
    alike = select(Document.id).where(Document.number.in_(numbers) | Document.id.in_(cited))
    beside = select(Citation.document_id).where(Citation.cited_id.in_(alike) | (Citation.cited_id == document_id))
    ids = tx.execute(beside.distinct().order_by(Citation.document_id).limit(MOST_PAPERS)).scalars()
    return tuple(dict.fromkeys((document_id, *ids)))


def _edges(tx: Connection, ids: set[int] | None) -> list[tuple[int, int, Relation, int | None]]:
    query = select(Citation.document_id, Citation.cited_id, Citation.relation, Citation.span_start)
    if ids is not None:
        query = query.where(Citation.document_id.in_(sorted(ids)))
    return [(row[0], row[1], row[2], row[3]) for row in tx.execute(query.order_by(Citation.id))]


def _finding(row: Any, cited_at: Mapping[tuple[int, int], int], is_confirmed: bool) -> PaperFinding:
    reading = row.reading or {}
    own = reading.get("document") or {}
    return PaperFinding(
        row.id, DocumentKind(row.kind), row.number, row.issued_on, row.issuer_name, row.subject, row.is_placeholder,
        str(own.get("number") or "") or None, day_or_none(own.get("date")), row.text or "",
        tuple(_said(row.id, reading.get("citations") or (), cited_at)),
        tuple(_duty(each) for each in reading.get("reporting") or ()),
        tuple((int(each["span"][0]), int(each["span"][1])) for each in reading.get("tasks") or () if each.get("span")),
        is_confirmed,
    )  # fmt: skip


def _said(by: int, citations: Sequence[Mapping[str, Any]], cited_at: Mapping[tuple[int, int], int]) -> list[Said]:
    found = []
    for each in citations:
        span = each.get("span")
        cited = cited_at.get((by, int(span[0]))) if span else None
        if cited is None or span is None:
            continue
        found.append(
            Said(
                by, cited, str(each.get("number") or "") or None, day_or_none(each.get("date")), str(each.get("issuer") or ""),
                str(each.get("title") or ""), Relation(each.get("relation") or "mentions"),
                str(each.get("parent") or "") or None, (int(span[0]), int(span[1])),
            )
        )  # fmt: skip
    return found


def _duty(each: Mapping[str, Any]) -> Duty:
    span = each.get("span") or (0, 0)
    return Duty(
        str(each.get("to") or ""), str(each.get("via") or ""), str(each.get("due") or ""), (int(span[0]), int(span[1]))
    )
