"""What a paper cites, as edges of the register: known papers found, unknown ones kept as placeholders, cycles refused.

Knows citations and the edges they make; refuses to know what becomes of the citing paper itself (`cascade.papers.register`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from cascade.graph import refuse_cycle
from cascade.papers.identity import PROVISIONAL, kind_of, parse_symbol
from cascade.papers.naming import kept_day, kept_issuer, kept_number, kept_title
from cascade.papers.recognition import Head, day_or_none, issuer_of, same_paper
from cascade.store import documents as store
from cascade.store.documents import Paper
from cascade.units.directory import words_key
from cascade.units.selection import Reader
from kit import clock
from kit.vocabulary import Relation
from models import Citation, Document

# A body named without its place is the citing office's own neighbour, wherever that office is.
_PLACELESS = re.compile(
    r"^(?:ban (?:thuong vu|chap hanh) )?(?:(?:thanh|tinh|huyen|quan|thi|dang) uy|(?:so|phong|ban) .*"
    r"|(?:uy ban|hoi dong) nhan dan(?: (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong))?)$"
)
_PLACE = re.compile(r" (?:tinh|thanh pho|tp|huyen|quan|thi xa|xa(?! hoi)|phuong) [a-z0-9]")


def cite(
    tx: Connection,
    document_id: int,
    citations: Sequence[Mapping[str, Any]],
    reader: Reader,
    *,
    is_neighbour: bool = True,
) -> list[int]:
    """Write what a paper cites, placeholders for what is not there, and the chain among the cited.

    `is_neighbour` says that the paper's issuer is one of the directory: only then does "Thành ủy" mean the directory's.

    Raises:
        Refusal: an edge would close a circle.
    """
    by_number: dict[str, int] = {}
    edges: list[tuple[int, int, Relation, tuple[int, int] | None]] = []
    for cited in citations:
        cited_id = cited_paper(tx, cited, reader, is_neighbour=is_neighbour)
        if cited_id is None or cited_id == document_id:
            continue
        if cited.get("number"):
            by_number[str(cited["number"])] = cited_id
        span = cited.get("span")
        place = (int(span[0]), int(span[1])) if span else None
        edges.append((document_id, cited_id, Relation(cited.get("relation") or "mentions"), place))
    for cited in citations:
        lower, upper = by_number.get(str(cited.get("number"))), by_number.get(str(cited.get("parent")))
        if lower is not None and upper is not None and lower != upper:
            edges.append((lower, upper, Relation.IMPLEMENTS, None))
    connect(tx, edges)
    return list(by_number.values())


def head_of_citation(cited: Mapping[str, Any], reader: Reader, *, is_neighbour: bool = True) -> Head:
    """What a citation says of the paper it names."""
    number = str(cited.get("number") or "") or None
    kind = kind_of(str(cited.get("type") or ""), number or "")
    printed = str(cited.get("issuer") or "")
    words = words_key(printed)
    strange = not is_neighbour and _PLACELESS.match(words) is not None and _PLACE.search(words) is None
    unit_id, issuer = (None, printed) if strange else issuer_of(printed, reader)
    title = str(cited.get("title") or "")
    return Head(kind, number, day_or_none(cited.get("date")), kept_issuer(issuer, "", number), title, unit_id)


def cited_paper(tx: Connection, cited: Mapping[str, Any], reader: Reader, *, is_neighbour: bool = True) -> int | None:
    """The paper a citation names: known, recognised by subject, or a new placeholder. None when it names too little."""
    head = head_of_citation(cited, reader, is_neighbour=is_neighbour)
    key = key_beside(tx, head) or head.provisional
    if key is None:
        return None
    known = known_paper(tx, head)
    if known is not None:
        _tell_more(tx, known, head)
        return known.id
    nameless = same_paper(head, store.unnumbered_of_kind(tx, head.kind)) if head.number else None
    if nameless is not None:
        values: dict[str, Any] = {"number": head.number, "issued_on": head.issued_on, "identity": key}
        tx.execute(update(Document).where(Document.id == nameless.id).values(**values))
        return nameless.id
    values = {
        "kind": head.kind, "number": head.number, "issued_on": head.issued_on, "issuer_name": head.issuer,
        "issuer_unit_id": head.issuer_unit_id, "subject": head.subject, "identity": key, "is_placeholder": True,
        "registered_at": clock.now(),
    }  # fmt: skip
    return int(tx.execute(insert(Document).values(**values).returning(Document.id)).scalar_one())


def key_beside(tx: Connection, head: Head) -> str | None:
    """The key of a dated paper; with its day where the register holds a namesake of the other series.

    06/2019/QĐ-TTg and 06/QĐ-TTg of one day are one paper in two forms, of two days they are two papers.
    """
    key = head.identity
    known = store.by_identity(tx, key) if key else None
    if key is None or known is None or not known.issued_on or not head.issued_on or known.issued_on == head.issued_on:
        return key
    one, other = parse_symbol(known.number or ""), parse_symbol(head.number or "")
    is_other_series = one is not None and other is not None and (one.year is None) != (other.year is None)
    return f"{key}|{head.issued_on.isoformat()}" if is_other_series else key


def known_paper(tx: Connection, head: Head) -> Paper | None:
    """The paper of this identity; one cited without its date is the only one of its issuer, type and number."""
    if head.identity:
        known = store.by_identity(tx, key_beside(tx, head) or head.identity)
        return known or (store.by_identity(tx, head.provisional) if head.provisional else None)
    same = store.of_any_date(tx, head.provisional) if head.provisional else []
    return same[0] if len(same) == 1 else None


def _tell_more(tx: Connection, known: Paper, head: Head) -> None:
    """What this citation tells better than those before it: a placeholder is as well named as its best citation."""
    day = kept_day(known.issued_on, head.issued_on)
    values: dict[str, Any] = {"issued_on": day} if day != known.issued_on and known.is_placeholder else {}
    if known.is_placeholder:
        number = kept_number(known.number, head.number)
        issuer = kept_issuer(known.issuer_name, head.issuer, number)
        values |= {"number": number, "issuer_name": issuer, "subject": kept_title(known.subject, head.subject)}
        if issuer == head.issuer and head.issuer_unit_id:
            values |= {"issuer_unit_id": head.issuer_unit_id}
    # One that waited under its number alone, paper or placeholder, now has its day.
    key = replace(head, issued_on=day).identity
    waited = known.identity is not None and known.identity.startswith(PROVISIONAL)
    if head.identity and key and waited and (known.is_placeholder or known.issued_on is None):
        values |= {"identity": key, "issued_on": day}
    if values:
        tx.execute(update(Document).where(Document.id == known.id).values(**values))


def stand_on(tx: Connection, document_id: int, upper_id: int) -> None:
    """A plan made under another paper stands on it and carries it out, cited in its text or not.

    Raises:
        Refusal: that would close a circle.
    """
    if document_id != upper_id:
        connect(tx, [(document_id, upper_id, relation, None) for relation in (Relation.BASIS, Relation.IMPLEMENTS)])


def uncite(tx: Connection, document_id: int, cited: Mapping[str, Any], reader: Reader) -> None:
    """Take back an edge a person has struck out of the draft; the placeholder stays for others."""
    paper_id = cited_paper(tx, cited, reader)
    if paper_id is not None:
        tx.execute(delete(Citation).where(Citation.document_id == document_id, Citation.cited_id == paper_id))


def connect(tx: Connection, edges: Sequence[tuple[int, int, Relation, tuple[int, int] | None]]) -> None:
    """Draw edges, each once.

    Raises:
        Refusal: one of them would close a circle.
    """
    binding = [(lower, upper) for lower, upper, relation, _ in edges if relation is not Relation.MENTIONS]
    if binding:
        drawn = [*store.edges_above(tx, {upper for _, upper in binding}), *binding]
        papers = {each: store.find(tx, each) for edge in drawn for each in edge}
        names = {str(each): paper.number or paper.name for each, paper in papers.items() if paper}
        refuse_cycle([(str(lower), str(upper)) for lower, upper in drawn], names)
    lowers = {lower for lower, *_ in edges}
    columns = (Citation.document_id, Citation.cited_id, Citation.relation, Citation.span_start)
    rows = tx.execute(select(Citation.id, *columns).where(Citation.document_id.in_(lowers)))
    known = {(row.document_id, row.cited_id, row.relation): (row.id, row.span_start) for row in rows}
    for lower, upper, relation, span in edges:
        start, end = span or (None, None)
        drawn_id, drawn_at = known.get((lower, upper, relation), (None, None))
        if drawn_id is None:
            place = {"span_start": start, "span_end": end}
            made = insert(Citation).values(document_id=lower, cited_id=upper, relation=relation, **place)
            known[lower, upper, relation] = (tx.execute(made.returning(Citation.id)).scalar_one(), start)
        elif drawn_at is None and start is not None:
            # Another paper had told this step; now the paper itself says where.
            tx.execute(update(Citation).where(Citation.id == drawn_id).values(span_start=start, span_end=end))
            known[lower, upper, relation] = (drawn_id, start)
