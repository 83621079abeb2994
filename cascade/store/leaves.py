"""The states of the unit tasks held by given nodes, opened or not: what leaves have instead of counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.states import cell
from cascade.store.cells import states_at
from kit import clock
from kit.vocabulary import CELLS
from models.sql import as_date, marks, run

_ROWS = """
    SELECT m.unit_id, n.type_id, a.task_period_id, a.first_id + m.rank, u.progress, u.late, coalesce(u.due_on, tp.due_on)
    FROM assignment a
    JOIN task_period tp ON tp.id = a.task_period_id
    JOIN audience_member m ON m.audience_id = a.audience_id
    JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
    LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
    WHERE a.cascade_id = ? AND a.role = 'lead' AND m.node IN ({nodes})
"""


def leaf_states(
    tx: Connection, cascade_id: int, nodes: Sequence[int], as_of: date | None = None, key: str = "unit"
) -> list[tuple[int, date, Any]]:
    """(unit | type | period, deadline, cell or cells) of every counted piece the nodes hold.

    With key "unit" the third value is the cell's name; with "type" or "period" a whole row of cells, to be added like a counter.
    """
    rows: list[Any] = []
    for start in range(0, len(nodes), 400):
        chunk = nodes[start : start + 400]
        rows += run(tx, _ROWS.format(nodes=marks(len(chunk))), (cascade_id, *chunk)).all()
    past = (
        states_at(tx, as_of, unit_tasks=[row[3] for row in rows]) if as_of is not None and as_of < clock.today() else {}
    )
    found: list[tuple[int, date, Any]] = []
    for unit, kind, period, piece, progress, late, due in rows:
        state, day = past.get(piece) or (cell(progress or "assigned", bool(late)), as_date(due))
        if key == "unit":
            found.append((unit, day, state))
        else:
            found.append((kind if key == "type" else period, day, [int(state == each) for each in CELLS]))
    return found
