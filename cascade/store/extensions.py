"""Requests for a later date as pages and commands see them: those of one piece, those that wait for an office. Selects only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kit import clock
from kit.errors import NotFound
from kit.vocabulary import ExtensionState, Progress
from models.sql import as_date, as_moment, marks, run

STILL_OPEN = (Progress.ASSIGNED, Progress.RECEIVED, Progress.IN_PROGRESS, Progress.RETURNED)
"""States in which a later date still helps: what was sent is judged by the date then in force."""

_COLUMNS = """
    e.id, e.unit_task_id, e.due_before, e.due_asked, e.due_granted, e.reason, e.requested_by, coalesce(r.name, ''), e.requested_at,
    e.state, e.answer, coalesce(d.name, ''), e.decided_at,
    (SELECT count(*) FROM extension o WHERE o.unit_task_id = e.unit_task_id AND o.id <= e.id)
"""
_PEOPLE = 'LEFT JOIN "user" r ON r.id = e.requested_by LEFT JOIN "user" d ON d.id = e.decided_by'


@dataclass(frozen=True)
class ExtensionView:
    """One request: from which day to which, why, how often this piece has asked, and what was decided."""

    id: int
    unit_task_id: int
    due_before: date
    due_asked: date
    due_granted: date | None
    reason: str
    requested_by: int | None
    requested_name: str
    requested_at: datetime
    state: ExtensionState
    answer: str
    decided_name: str
    decided_at: datetime | None
    times: int

    @property
    def is_late(self) -> bool:
        """Asked for after the deadline had passed."""
        return clock.local_day(self.requested_at) > self.due_before


def find(tx: Connection, extension_id: int) -> ExtensionView:
    """Raises NotFound when there is no such request."""
    found = _views(tx, "WHERE e.id = ?", (extension_id,))
    if not found:
        raise NotFound()
    return found[0]


def of_piece(tx: Connection, unit_task_id: int) -> tuple[ExtensionView, ...]:
    """Newest first."""
    return tuple(_views(tx, "WHERE e.unit_task_id = ? ORDER BY e.id DESC", (unit_task_id,)))


def open_of(tx: Connection, unit_task_id: int) -> ExtensionView | None:
    found = _views(tx, "WHERE e.unit_task_id = ? AND e.state = 'open'", (unit_task_id,))
    return found[0] if found else None


def waiting_for(tx: Connection, unit_id: int) -> list[ExtensionView]:
    """What this unit has to decide, the nearest deadline at stake first."""
    return _views(tx, f"{_WAITING} ORDER BY e.due_before, e.id", _waiting_values(unit_id))


def waiting_count(tx: Connection, unit_id: int) -> int:
    return int(run(tx, f"SELECT count(*) FROM extension e {_WAITING}", _waiting_values(unit_id)).scalar_one())


# A request lapses by itself when the piece is sent, excused or taken back: nothing is left to be decided.
_WAITING = f"""
    JOIN unit_task u ON u.id = e.unit_task_id
    JOIN task_period p ON p.id = u.task_period_id
    JOIN cascade c ON c.id = p.cascade_id AND c.state IN ('opening', 'open')
    JOIN cascade_node g ON g.cascade_id = p.cascade_id AND g.node = u.parent_node
    WHERE e.state = 'open' AND g.unit_id = ? AND u.progress IN ({marks(len(STILL_OPEN))})
"""


def _waiting_values(unit_id: int) -> tuple[Any, ...]:
    return (unit_id, *(state.value for state in STILL_OPEN))


def _views(tx: Connection, rest: str, values: Sequence[Any]) -> list[ExtensionView]:
    rows = run(tx, f"SELECT {_COLUMNS} FROM extension e {_PEOPLE} {rest}", values)
    return [
        ExtensionView(
            row[0], row[1], as_date(row[2]), as_date(row[3]), as_date(row[4]) if row[4] else None, row[5], row[6], row[7],
            as_moment(row[8]) or clock.now(), ExtensionState(row[9]), row[10] or "", row[11], as_moment(row[12]), int(row[13]),
        )
        for row in rows
    ]  # fmt: skip
