"""Readings of files too slow to wait for: asked for on a page, done by a flow, found again from the office's home.

Knows who asked, how far it has come and what it left; opens no file. What a run writes is believed only while that run is the
newest: one that was taken for dead and wakes up again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from cascade.actor import SYSTEM, Actor
from cascade.drafting import drafts
from cascade.journal import Entry, record
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from cascade.people.accounts import actor_for
from kit import clock
from kit.errors import NotFound, Refusal
from kit.vocabulary import DraftState, EventTag, ReadingState
from models import Draft, Reading

UNFINISHED = (ReadingState.WAITING, ReadingState.READING)
SHOWN = (*UNFINISHED, ReadingState.REFUSED)
"""What an office still has to look at: a finished one is its draft."""
MOST_ATTEMPTS = 2
INTERRUPTED = "Việc đọc tệp bị ngắt giữa chừng hai lần nên đã dừng. Bấm “Đọc lại”, hoặc lập bản nháp bằng tay."
_MOST_WORDS = 500


@dataclass(frozen=True)
class ReadingView:
    """A reading as its page shows it."""

    id: int
    unit_id: int
    parent_unit_task_id: int | None
    file_sha256: str
    file_name: str
    state: ReadingState
    page: int
    pages: int
    attempts: int
    draft_id: int | None
    is_known_paper: bool
    message: str
    asked_at: datetime
    changed_at: datetime

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def title(self) -> str:
        """What to call a draft made by hand meanwhile: the file's name without its ending."""
        return (self.file_name.rpartition(".")[0] or self.file_name).replace("_", " ").strip()


@dataclass(frozen=True)
class Work:
    """A reading taken up by one run. Only the run with the newest `attempt` may write."""

    reading_id: int
    attempt: int
    file_sha256: str
    file_name: str


_VIEW = select(
    Reading.id, Reading.unit_id, Reading.parent_unit_task_id, Reading.file_sha256, Reading.file_name, Reading.state, Reading.page,
    Reading.pages, Reading.attempts, Reading.draft_id, Reading.is_known_paper, Reading.message, Reading.asked_at, Reading.changed_at,
)  # fmt: skip


# ------------------------------------------------------------------------------------------------------- for the office
def ask(tx: Connection, *, actor: Actor, kept: KeptFile, parent_unit_task_id: int | None = None) -> ReadingView:
    """Have a kept file read. A file being read, or whose draft is still open, is not read a second time.

    Raises:
        NotAllowed: the actor does not issue for their unit.
        NotFound: the piece of work above is not the unit's.
        Refusal: the file is being read for another piece of work.
    """
    drafts.refuse_others(actor)
    drafts.parent_work(tx, actor, parent_unit_task_id)
    found = _same_file(tx, actor.unit_id, kept.sha256)
    if found is None:
        evidence.record(tx, kept)
        now = clock.now()
        values = {
            "unit_id": actor.unit_id, "asked_by": actor.user_id, "parent_unit_task_id": parent_unit_task_id,
            "file_sha256": kept.sha256, "file_name": kept.file_name, "state": ReadingState.WAITING,
            "asked_at": now, "changed_at": now,
        }  # fmt: skip
        try:
            with tx.begin_nested():
                reading_id = int(tx.execute(insert(Reading).values(**values).returning(Reading.id)).scalar_one())
        except IntegrityError:  # a colleague sent the same file in the same moment
            found = _same_file(tx, actor.unit_id, kept.sha256)
            if found is None:
                raise
        else:
            record(tx, Entry(EventTag.READING_ASKED, actor, note=kept.file_name, data={"reading": reading_id}))
            return _find(tx, reading_id)
    if found.parent_unit_task_id != parent_unit_task_id:
        raise Refusal(
            "Tệp này đang được đọc hoặc đã có bản nháp cho việc khác. Mở lại từ mục Việc tôi giao, hoặc bỏ bản ấy trước.",
            field="tep",
        )
    return found


def find(tx: Connection, *, actor: Actor, reading_id: int) -> ReadingView:
    """Raises NotFound: there is none, or it is another office's."""
    found = _find(tx, reading_id)
    if found.unit_id != actor.unit_id and not actor.is_system:
        raise NotFound()
    return found


def of_unit(tx: Connection, unit_id: int) -> tuple[ReadingView, ...]:
    """What waits, is being read, or could not be read, oldest first."""
    rows = tx.execute(_VIEW.where(Reading.unit_id == unit_id, Reading.state.in_(SHOWN)).order_by(Reading.id))
    return tuple(ReadingView(*row) for row in rows)


def ahead_of(tx: Connection, reading_id: int) -> int:
    """How many readings of the house come before this one."""
    return sum(1 for waiting_id in waiting(tx) if waiting_id < reading_id)


def stop(tx: Connection, *, actor: Actor, reading_id: int) -> None:
    """Leave a file unread, or put a refused one away. Twice is once; the file is kept all the same."""
    drafts.refuse_others(actor)
    find(tx, actor=actor, reading_id=reading_id)
    changed = _change(tx, reading_id, SHOWN, state=ReadingState.STOPPED)
    if changed:
        record(tx, Entry(EventTag.READING_STOPPED, actor, data={"reading": reading_id}))


def again(tx: Connection, *, actor: Actor, reading_id: int) -> None:
    """Try once more what could not be read.

    Raises:
        Refusal: the same file is being read already, or has been put away.
    """
    drafts.refuse_others(actor)
    view = find(tx, actor=actor, reading_id=reading_id)
    if view.state in UNFINISHED:
        return
    if view.state is not ReadingState.REFUSED or _same_file(tx, view.unit_id, view.file_sha256):
        raise Refusal("Tệp này đã có lượt đọc khác. Xem ở mục Việc tôi giao, hoặc tải tệp lên lại.")
    _change(
        tx, reading_id, (ReadingState.REFUSED,), state=ReadingState.WAITING, attempts=0, page=0, pages=0, message=""
    )
    record(tx, Entry(EventTag.READING_ASKED, actor, note=view.file_name, data={"reading": reading_id}))


# ---------------------------------------------------------------------------------------------------------- for the flow
def waiting(tx: Connection) -> tuple[int, ...]:
    """The readings that are still to be done or to be finished, oldest first."""
    return tuple(tx.execute(select(Reading.id).where(Reading.state.in_(UNFINISHED)).order_by(Reading.id)).scalars())


def take(tx: Connection, *, reading_id: int) -> Work | None:
    """Take it up; None when there is nothing to read any more. Interrupted twice, it is refused instead."""
    row = tx.execute(_VIEW.where(Reading.id == reading_id).with_for_update()).first()
    if row is None or row.state not in UNFINISHED:
        return None
    work = Work(reading_id, row.attempts + 1, row.file_sha256, row.file_name)
    if row.attempts >= MOST_ATTEMPTS:
        refuse(tx, work=Work(reading_id, row.attempts, row.file_sha256, row.file_name), message=INTERRUPTED)
        return None
    _change(tx, reading_id, UNFINISHED, state=ReadingState.READING, attempts=work.attempt, page=0, pages=0)
    return work


def turned(tx: Connection, *, work: Work, page: int, pages: int) -> bool:
    """Note how far the run has come; False when the file need not be read any more."""
    return _change(tx, work.reading_id, (ReadingState.READING,), work.attempt, page=page, pages=pages)


def leave_draft(tx: Connection, *, work: Work, reading: Mapping[str, Any]) -> int | None:
    """Make the draft in the name of whoever asked; None when the run is not the newest any more.

    Raises:
        Refusal: the draft cannot be made; `refuse` it with that sentence.
    """
    row = tx.execute(
        select(Reading.unit_id, Reading.asked_by, Reading.parent_unit_task_id)
        .where(_is(work), Reading.state == ReadingState.READING)
        .with_for_update()
    ).first()
    if row is None:
        return None
    actor = actor_for(tx, user_id=row.asked_by, unit_id=row.unit_id)
    kept = evidence.stored(tx, work.file_sha256, work.file_name)
    made = drafts.new_from_reading(
        tx, actor=actor, reading=reading, kept=kept, parent_unit_task_id=row.parent_unit_task_id
    )
    _change(
        tx, work.reading_id, (ReadingState.READING,), work.attempt,
        state=ReadingState.READ, draft_id=made.draft_id, is_known_paper=made.is_known_paper,
    )  # fmt: skip
    return made.draft_id


def refuse(tx: Connection, *, work: Work, message: str) -> bool:
    """Say in one sentence why there is no draft."""
    changed = _change(
        tx, work.reading_id, UNFINISHED, work.attempt, state=ReadingState.REFUSED, message=message[:_MOST_WORDS]
    )
    if changed:
        row = _find(tx, work.reading_id)
        data = {"reading": row.id, "file": row.file_name, "unit": row.unit_id}
        record(tx, Entry(EventTag.READING_REFUSED, SYSTEM, note=message[:_MOST_WORDS], data=data))
    return changed


def _find(tx: Connection, reading_id: int) -> ReadingView:
    row = tx.execute(_VIEW.where(Reading.id == reading_id)).first()
    if row is None:
        raise NotFound()
    return ReadingView(*row)


def _same_file(tx: Connection, unit_id: int, sha256: str) -> ReadingView | None:
    """The office's reading of this very file that is under way, or whose draft is still being worked at."""
    draft_is_open = select(Draft.id).where(Draft.id == Reading.draft_id, Draft.state == DraftState.DRAFT).exists()
    row = tx.execute(
        _VIEW.where(
            Reading.unit_id == unit_id, Reading.file_sha256 == sha256, or_(Reading.state.in_(UNFINISHED), draft_is_open)
        ).order_by(Reading.id.desc())
    ).first()
    return ReadingView(*row) if row else None


def _is(work: Work) -> Any:
    return (Reading.id == work.reading_id) & (Reading.attempts == work.attempt)


def _change(
    tx: Connection, reading_id: int, states: tuple[ReadingState, ...], attempt: int | None = None, **values: Any
) -> bool:
    change = update(Reading).where(Reading.id == reading_id, Reading.state.in_(states))
    if attempt is not None:
        change = change.where(Reading.attempts == attempt)
    return bool(tx.execute(change.values(**values, changed_at=clock.now())).rowcount)
