"""Finds one unit task by its id, opened or not: the block it lies in tells task, period and holder before its row exists."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from kit.errors import NotFound
from kit.vocabulary import Progress, UnitRole
from models.sql import as_date, run


class Piece(NamedTuple):
    """A unit task with what a move needs to know: where it counts, who gave it, how it is accepted."""

    id: int
    task_period_id: int
    cascade_id: int
    task_id: int
    node: int
    parent_node: int
    path: str
    type_id: int
    unit_id: int
    giver_unit_id: int
    role: UnitRole
    progress: Progress
    late: bool
    due_on: date
    version: int
    acceptance: str
    needs_evidence: bool
    cascade_state: str
    is_opened: bool

    @property
    def counts(self) -> bool:
        """Coordinating shares stand outside the count (law 6)."""
        return self.role is UnitRole.LEAD

    @property
    def nodes(self) -> tuple[int, ...]:
        """The nodes from the root to the holder: all that may have a counter."""
        return tuple(int(node) for node in self.path.split("/"))


_COLUMNS = """
    tp.id, tp.cascade_id, tp.task_id, n.node, {parent_node}, n.path, n.type_id, n.unit_id, g.unit_id, {state},
    t.acceptance, t.needs_evidence, c.state
"""
_OPENED = f"""
    SELECT {_COLUMNS.format(parent_node="u.parent_node", state="u.role, u.progress, u.late, u.due_on, u.version")}
    FROM unit_task u
    JOIN task_period tp ON tp.id = u.task_period_id
    JOIN task t ON t.id = tp.task_id
    JOIN cascade c ON c.id = tp.cascade_id
    JOIN cascade_node n ON n.cascade_id = tp.cascade_id AND n.node = u.node
    JOIN cascade_node g ON g.cascade_id = tp.cascade_id AND g.node = u.parent_node
    WHERE u.id = ?
"""
_EXPECTED = f"""
    SELECT {_COLUMNS.format(parent_node="m.parent_node", state="a.role, 'assigned', false, tp.due_on, 0")}
    FROM assignment a
    JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = ? - a.first_id
    JOIN task_period tp ON tp.id = a.task_period_id
    JOIN task t ON t.id = tp.task_id
    JOIN cascade c ON c.id = tp.cascade_id
    JOIN cascade_node n ON n.cascade_id = tp.cascade_id AND n.node = m.node
    JOIN cascade_node g ON g.cascade_id = tp.cascade_id AND g.node = m.parent_node
    WHERE a.first_id = (SELECT max(first_id) FROM assignment WHERE first_id <= ?)
"""


def locate(tx: Connection, unit_task_id: int) -> Piece:
    """Raises NotFound when no assignment has reserved this id."""
    row = run(tx, _OPENED, (unit_task_id,)).one_or_none()
    opened = row is not None
    if row is None:
        row = run(tx, _EXPECTED, (unit_task_id, unit_task_id)).one_or_none()
    if row is None:
        raise NotFound()
    (
        period,
        cascade,
        task,
        node,
        parent,
        path,
        kind,
        unit,
        giver,
        role,
        progress,
        late,
        due,
        version,
        acceptance,
        evidence,
        state,
    ) = row
    return Piece(
        unit_task_id, period, cascade, task, node, parent, path, kind, unit, giver, UnitRole(role), Progress(progress), bool(late), as_date(due),
        version, acceptance, bool(evidence), state, opened,
    )  # fmt: skip
