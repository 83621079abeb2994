"""Drafts from the first reading to the issue: made, loaded, saved, put away, issued. The rules are in `draft_checks`.

Issuing a draft is one transaction with the issue itself; a second click finds the cascade the first one made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from cascade.actor import Actor
from cascade.drafting import edits as draft_edits
from cascade.drafting.checks import refuse_unready, to_order
from cascade.drafting.content import DraftContent
from cascade.drafting.desk import calendar_of, desk, live_problems, own_line, parent_work
from cascade.drafting.proposing import Desk, propose
from cascade.issuing.issue import IssuedCascade, issue
from cascade.journal import Entry, record
from cascade.papers import register
from cascade.papers.evidence import KeptFile
from cascade.papers.identity import kind_of
from cascade.papers.recognition import Head, day_or_none
from cascade.people.standing import GIVERS
from cascade.store import unit_tasks
from cascade.units.selection import Reader
from kit import clock
from kit.errors import Conflict, NotAllowed, NotFound, Refusal
from kit.vocabulary import DraftState, EventTag
from models import Cascade, Document, Draft

__all__ = [
    "Desk", "DraftView", "NewDraft", "calendar_of", "desk", "discard", "issue_draft", "live_problems", "load", "new_blank",
    "new_from_reading", "own_line", "parent_work", "refuse_others", "save",
]  # fmt: skip


@dataclass(frozen=True)
class DraftView:
    """A draft with the paper it was read from."""

    id: int
    unit_id: int
    document_id: int | None
    parent_unit_task_id: int | None
    state: DraftState
    content: DraftContent
    step: int
    version: int
    cascade_id: int | None
    created_at: datetime
    updated_at: datetime
    text: str = ""
    file_name: str = ""
    file_sha256: str | None = None


@dataclass(frozen=True)
class NewDraft:
    """The draft made, and whether its paper was in the register before ("Văn bản này đã có")."""

    draft_id: int
    document_id: int | None
    is_known_paper: bool = False
    number: str | None = None


def new_from_reading(
    tx: Connection,
    *,
    actor: Actor,
    reading: Mapping[str, Any],
    kept: KeptFile | None = None,
    parent_unit_task_id: int | None = None,
) -> NewDraft:
    """Register a paper and make a draft of what was read in it.

    Raises:
        NotAllowed: the actor does not issue for their unit.
        Refusal: the paper would stand on itself.
    """
    refuse_others(actor)
    registered = register.register(tx, actor=actor, reading=reading, kept=kept)
    parent = parent_work(tx, actor, parent_unit_task_id)
    content = propose(reading, desk(tx, actor, parent=parent))
    if registered.number and not content.value("number"):
        # Another paper has said what this one does not print.
        issued = registered.issued_on.isoformat() if registered.issued_on else ""
        content = draft_edits.supply(content, number=registered.number, date=issued)
    if registered.is_foreign:
        content = replace(content, paper_text=str(reading.get("text") or ""))
    draft_id = _insert(tx, actor, content, registered.document_id, parent_unit_task_id)
    return NewDraft(draft_id, registered.document_id, registered.is_known, registered.number)


def new_blank(tx: Connection, *, actor: Actor, parent_unit_task_id: int | None = None) -> NewDraft:
    """An empty draft to be typed by hand; under a received piece of work it is the unit's own plan."""
    refuse_others(actor)
    parent = parent_work(tx, actor, parent_unit_task_id)
    content = draft_edits.blank(parent=parent, year=clock.today().year, line=own_line(tx, actor.unit_id))
    return NewDraft(_insert(tx, actor, content, None, parent_unit_task_id), None)


def load(tx: Connection, *, actor: Actor, draft_id: int) -> DraftView:
    """The draft, for the office that makes it.

    Raises:
        NotFound: there is none, or it is another office's.
    """
    return _view(tx, actor, draft_id)


def save(
    tx: Connection, *, actor: Actor, draft_id: int, version: int, content: DraftContent, step: int | None = None
) -> DraftView:
    """Store a changed draft; `version` is the one the change was made on.

    Raises:
        Conflict: somebody saved meanwhile. Refusal: issued or put away already.
    """
    refuse_others(actor)
    current = _view(tx, actor, draft_id, lock=True)
    _refuse_finished(current)
    if current.version != version:
        raise Conflict("Bản nháp vừa được người khác cập nhật. Xem lại bản mới rồi gửi lại.")
    values = {
        "content": content.to_json(),
        "version": version + 1,
        "updated_at": clock.now(),
        "step": step or current.step,
    }
    saved = tx.execute(update(Draft).where(Draft.id == draft_id, Draft.version == version).values(**values)).rowcount
    if saved != 1:
        raise Conflict("Bản nháp vừa được người khác cập nhật. Xem lại bản mới rồi gửi lại.")
    return _view(tx, actor, draft_id)


def discard(tx: Connection, *, actor: Actor, draft_id: int) -> None:
    """Put a draft away; the paper stays in the register. Twice is once."""
    refuse_others(actor)
    current = _view(tx, actor, draft_id, lock=True)
    if current.state is DraftState.ISSUED:
        raise Refusal("Bản nháp này đã phát hành, không bỏ được. Thu hồi đợt triển khai nếu cần.")
    if current.state is DraftState.DRAFT:
        tx.execute(update(Draft).where(Draft.id == draft_id).values(state=DraftState.DISCARDED, updated_at=clock.now()))
        record(tx, Entry(EventTag.DRAFT_DISCARDED, actor, data={"draft": draft_id}))


def issue_draft(tx: Connection, *, actor: Actor, draft_id: int, version: int | None = None) -> IssuedCascade:
    """Issue what the draft says. A draft issued already answers with its cascade.

    Raises:
        Refusal: something is unconfirmed, unknown or impossible; the sentence says what. Conflict: a newer version stands.
    """
    refuse_others(actor)
    current = _view(tx, actor, draft_id, lock=True)
    if current.state is DraftState.ISSUED and current.cascade_id is not None:
        count = tx.execute(select(Cascade.expected_count).where(Cascade.id == current.cascade_id)).scalar_one()
        return IssuedCascade(current.cascade_id, int(count))
    _refuse_finished(current)
    if version is not None and version != current.version:
        raise Conflict("Bản nháp vừa được người khác cập nhật. Xem lại bản mới rồi phát hành.")
    content = current.content
    refuse_unready(content, today=clock.today(), calendar=calendar_of(tx))
    at = desk(tx, actor)
    document_id = _confirmed_paper(tx, current, at.reader)
    names = at.reader.directory.by_id
    order = to_order(
        content, document_id=document_id, issuing_unit_id=current.unit_id, name_of=lambda unit: names[unit].label
    )
    issued = issue(tx, actor=actor, order=order)
    values = {
        "state": DraftState.ISSUED,
        "cascade_id": issued.cascade_id,
        "document_id": document_id,
        "updated_at": clock.now(),
    }
    tx.execute(update(Draft).where(Draft.id == draft_id).values(**values))
    return issued


def _confirmed_paper(tx: Connection, current: DraftView, reader: Reader) -> int:
    """The paper's row with the head a person confirmed, standing on what it cites and on the paper above."""
    content = current.content
    unit = reader.directory.by_id[current.unit_id]
    number = content.value("number") or None
    head = Head(
        kind_of(content.value("type"), number or ""), number, day_or_none(content.value("date")), register.full_name(unit.id, reader),
        content.value("subject") or content.title, unit.id,
    )  # fmt: skip
    _refuse_other_issuer(content, current.unit_id, reader)
    if current.document_id is None:
        document_id = register.place(tx, head, owner_unit_id=current.unit_id).document_id
    else:
        document_id = register.confirm_head(tx, current.document_id, head, by_unit_id=current.unit_id)
    for citation in content.citations:
        if citation.is_dropped:
            register.uncite(tx, document_id, asdict(citation), reader)
    if content.parent is not None:
        above = unit_tasks.find(tx, content.parent.unit_task_id)
        upper = tx.execute(select(Cascade.document_id).where(Cascade.id == above.cascade_id)).scalar_one()
        register.stand_on(tx, document_id, int(upper))
    return document_id


def _refuse_other_issuer(content: DraftContent, unit_id: int, reader: Reader) -> None:
    """An office issues its own papers only; under another's it makes its own plan."""
    issuer = content.value("issuer")
    named = reader.read(issuer) if issuer else None
    if named is not None and named.is_resolved and unit_id not in named.unit_ids:
        raise Refusal(f"Văn bản do “{issuer}” ban hành nên đơn vị khác không phát hành được. Lập kế hoạch riêng, hoặc sửa cơ quan ban hành.",
                      field="issuer")  # fmt: skip


def _insert(tx: Connection, actor: Actor, content: DraftContent, document_id: int | None, parent_id: int | None) -> int:
    now = clock.now()
    row = tx.execute(
        insert(Draft)
        .values(
            document_id=document_id, unit_id=actor.unit_id, created_by=actor.user_id, parent_unit_task_id=parent_id,
            state=DraftState.DRAFT, content=content.to_json(), step=2, version=1, created_at=now, updated_at=now,
        )
        .returning(Draft.id)
    )  # fmt: skip
    draft_id = int(row.scalar_one())
    record(tx, Entry(EventTag.DRAFT_MADE, actor, note=content.title, data={"draft": draft_id}))
    return draft_id


def _view(tx: Connection, actor: Actor, draft_id: int, *, lock: bool = False) -> DraftView:
    query = select(
        Draft.id, Draft.unit_id, Draft.document_id, Draft.parent_unit_task_id, Draft.state, Draft.content, Draft.step, Draft.version,
        Draft.cascade_id, Draft.created_at, Draft.updated_at,
    ).where(Draft.id == draft_id)  # fmt: skip
    row = tx.execute(query.with_for_update() if lock else query).first()
    if row is None or (row.unit_id != actor.unit_id and not actor.is_system):
        raise NotFound("Không có bản nháp này, hoặc là bản nháp của đơn vị khác.")
    values = {**row._asdict(), "content": DraftContent.from_json(row.content)}
    paper = select(Document.text, Document.file_name, Document.file_sha256).where(Document.id == row.document_id)
    found = tx.execute(paper).first() if row.document_id else None
    if values["content"].paper_text:
        values["text"] = values["content"].paper_text
    elif found is not None:
        values |= {"text": found.text or "", "file_name": found.file_name, "file_sha256": found.file_sha256}
    return DraftView(**values)


def refuse_others(actor: Actor) -> None:
    """Raises NotAllowed unless the actor makes and issues papers for their unit."""
    if not actor.is_system and not actor.has(*GIVERS):
        raise NotAllowed(
            "Chỉ chuyên viên theo dõi, thủ trưởng hoặc lãnh đạo của đơn vị được lập và phát hành văn bản giao việc."
        )


def _refuse_finished(current: DraftView) -> None:
    if current.state is DraftState.ISSUED:
        raise Refusal("Bản nháp này đã phát hành. Mở đợt triển khai để xem; muốn sửa phải thu hồi.")
    if current.state is DraftState.DISCARDED:
        raise Refusal("Bản nháp này đã bỏ. Lập bản mới từ văn bản trong sổ.")
