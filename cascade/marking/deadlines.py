"""Moves the effective deadline of one unit task; the original stays with the task and in the journal (law 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.journal import Entry, record
from cascade.marking import counters
from cascade.states import cell
from cascade.store.pieces import Piece, locate
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import EventTag
from kit.working_days import add_working_days, working_days_between
from models import NO_DEADLINE
from models.sql import as_date, as_moment, run


def move_deadline(
    tx: Connection, *, actor: Actor, unit_task_id: int, due_on: date | None = None, later_by: int = 0, note: str = ""
) -> date:
    """Give a piece the deadline `due_on`, or one `later_by` calendar days after its present one; returns the new deadline.

    Raises:
        Refusal: the date is past, or after the deadline of the work above less its consolidation days.
    """
    piece = locate(tx, unit_task_id)
    if piece.due_on == NO_DEADLINE and due_on is None:
        return NO_DEADLINE
    new = due_on or piece.due_on + timedelta(days=later_by)
    if due_on and due_on < clock.today():
        raise Refusal(f"Ngày {due_on:%d/%m/%Y} đã qua. Chọn một ngày từ hôm nay trở đi.", field="due_on")
    room = room_above(tx, piece)
    if room.latest and new > room.latest:
        if due_on:
            raise Refusal(f"Ngày {new:%d/%m/%Y} sau {room.words}. {room.advice(piece.due_on)}", field="due_on")
        new = max(room.latest, piece.due_on)
    run(tx, "UPDATE unit_task SET due_on = ?, version = version + 1 WHERE id = ?", (new, unit_task_id))
    at = cell(piece.progress, piece.late)
    if piece.counts:
        counters.redate(tx, piece.task_period_id, piece.type_id, piece.nodes, at, piece.due_on, new)
    record(tx, Entry(EventTag.EXTENSION_GRANTED, actor, about_unit_id=piece.unit_id, cascade_id=piece.cascade_id, unit_task_id=unit_task_id,
                     from_cell=at, to_cell=at, from_due=piece.due_on, to_due=new, note=note))  # fmt: skip
    return new


@dataclass(frozen=True)
class Room:
    """How late a piece may become: the earliest deadline above, less the working days the office above needs to consolidate."""

    above: date | None
    days: int

    @property
    def latest(self) -> date | None:
        """The last day that still leaves them; None where nothing above has a deadline."""
        return add_working_days(self.above, -self.days) if self.above and self.days else self.above

    @property
    def words(self) -> str:
        less = f" trừ {self.days} ngày làm việc tổng hợp" if self.days else ""
        return f"hạn của cấp trên {self.above:%d/%m/%Y}{less}"

    def advice(self, now: date) -> str:
        """What to do instead, where any later day is left at all."""
        if self.latest and self.latest > now:
            return f"Chọn ngày đến {self.latest:%d/%m/%Y}, hoặc đề nghị cấp trên gia hạn trước."
        return "Không còn ngày nào muộn hơn; đề nghị cấp trên gia hạn trước."

    def left_on(self, day: date) -> int | None:
        """Working days the office above keeps for itself when the piece comes on `day`."""
        return working_days_between(day, self.above) if self.above else None


def room_above(tx: Connection, piece: Piece) -> Room:
    """From the unit above that holds the same task and from the work that this cascade carries out."""
    dates = []
    parent = run(tx, """
        SELECT u.due_on FROM unit_task u JOIN assignment a ON a.task_period_id = u.task_period_id AND u.id >= a.first_id AND u.id < a.first_id + a.size
        WHERE a.task_period_id = ? AND u.id = a.first_id + (SELECT m.rank FROM audience_member m WHERE m.audience_id = a.audience_id AND m.node = ?)
    """, (piece.task_period_id, piece.parent_node)).scalar() if piece.parent_node != piece.node else None  # fmt: skip
    if parent is not None:
        dates.append(as_date(parent))
    above = run(tx, "SELECT carries_out_id FROM task WHERE id = ?", (piece.task_id,)).scalar()
    if above:
        dates.append(locate(tx, above).due_on)
    dates = [day for day in dates if day != NO_DEADLINE]
    days = run(tx, "SELECT consolidation_days FROM cascade WHERE id = ?", (piece.cascade_id,)).scalar() or 0
    return Room(min(dates) if dates else None, int(days))


def days_paused(tx: Connection, unit_task_id: int) -> int:
    """Calendar days since the clock of this piece was stopped."""
    stopped = as_moment(run(tx, "SELECT at FROM journal WHERE unit_task_id = ? AND event = ? ORDER BY id DESC LIMIT 1",
                            (unit_task_id, EventTag.PAUSED.value)).scalar())  # fmt: skip
    return (clock.today() - clock.local_day(stopped)).days if stopped else 0
