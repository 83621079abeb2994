"""Writing the journal: one row for every change of state, in the transaction of the change. Knows no verb of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cascade.actor import Actor
from kit import clock
from kit.vocabulary import EventTag
from models.sql import marks, run

_COLUMNS = (
    "at", "event", "actor_id", "actor_name", "unit_id", "about_unit_id", "cascade_id", "unit_task_id",
    "from_cell", "to_cell", "from_due", "to_due", "reason", "note", "data",
)  # fmt: skip
_ROW = f"({marks(len(_COLUMNS))})"


class Entry(NamedTuple):
    """What happened. `about_unit_id` is the unit that must hear of it; the cells and dates let a board be rewound."""

    event: EventTag
    actor: Actor
    about_unit_id: int | None = None
    cascade_id: int | None = None
    unit_task_id: int | None = None
    from_cell: str | None = None
    to_cell: str | None = None
    from_due: date | None = None
    to_due: date | None = None
    reason: str | None = None
    note: str | None = None
    data: dict[str, Any] | None = None


def record(tx: Connection, entry: Entry) -> int:
    """Append the row and return its id."""
    return record_all(tx, [entry])[0]


def record_all(tx: Connection, entries: Sequence[Entry]) -> list[int]:
    """Append the rows of one act together and return their ids, rising in the order given."""
    now = clock.now()
    return sorted(
        run(tx, _append(len(entries)), [value for entry in entries for value in _values(entry, now)]).scalars()
    )


@cache
def _append(rows: int) -> str:
    return f"INSERT INTO journal ({', '.join(_COLUMNS)}) VALUES {', '.join([_ROW] * rows)} RETURNING id"


def _values(entry: Entry, now: datetime) -> tuple[Any, ...]:
    actor = entry.actor
    data = json.dumps(entry.data, ensure_ascii=False) if entry.data else None
    return (
        now, entry.event.value, actor.user_id, actor.name, actor.unit_id or None, entry.about_unit_id, entry.cascade_id, entry.unit_task_id,
        entry.from_cell, entry.to_cell, entry.from_due, entry.to_due, entry.reason, entry.note or None, data,
    )  # fmt: skip
