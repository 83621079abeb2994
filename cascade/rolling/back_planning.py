"""Back-planning: when each level must have finished so that the office above can still report in time.

The longest path of consolidation days decides; days are working days. Proposes dates, moves none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from cascade.graph import CascadeGraph
from cascade.nodes import NodeKind
from cascade.rolling.lineage import build
from cascade.store import office, reminders
from kit.clock import NO_DEADLINE
from kit.errors import Refusal
from kit.working_days import DEFAULT, add_working_days, previous_working_day


@dataclass(frozen=True)
class Latest:
    """The last day for a holder, or for those who hold a task; `depth` as in a printed tree."""

    key: str
    name: str
    kind: NodeKind
    depth: int
    latest: date
    due_on: date | None

    @property
    def is_late(self) -> bool:
        """Its own deadline, or the lack of one, comes too late for the office above."""
        return self.due_on is None or self.due_on > self.latest


def latest_days(tx: Connection, cascade_id: int, due_on: date | None = None) -> tuple[Latest, ...]:
    """For every task of a cascade and all under it, as a tree. Without `due_on`, each task's own day is where it begins.

    Raises:
        NotFound: there is no such cascade. Refusal: no day to reckon from.
    """
    found = build(tx, cascade_id)
    graph = found.graph
    calendar = DEFAULT.with_days(reminders.calendar_days(tx))

    def less(day: date, count: int) -> date:
        return add_working_days(previous_working_day(day, calendar), -count, calendar)

    start = None if due_on is None else less(due_on, office.head(tx, cascade_id).consolidation_days)
    rows: list[Latest] = []
    for key in graph.below(found.document_key):
        node = graph.nodes[key]
        day = start or node.due_on
        if node.kind is NodeKind.TASK and day != NO_DEADLINE:
            latest = graph.latest_dates(key, day, less)
            rows += _tree(graph, key, latest, less, 0)
    if not rows:
        raise Refusal("Đợt này chưa có nhiệm vụ nào có hạn. Thêm --due NGÀY để tính lùi từ ngày ấy.")
    return tuple(rows)


def _tree(
    graph: CascadeGraph, key: str, latest: Mapping[str, date], less: Callable[[date, int], date], depth: int
) -> list[Latest]:
    node = graph.nodes[key]
    # A task's day is the day of those who hold it: the office that carries it out needs its own days after them.
    day = less(latest[key], node.consolidation_days) if node.kind is NodeKind.TASK else latest[key]
    rows = [Latest(key, node.name, node.kind, depth, day, None if node.due_on == NO_DEADLINE else node.due_on)]
    for below in graph.below(key):
        rows += _tree(graph, below, latest, less, depth + 1)
    return rows


def tight(rows: Sequence[Latest]) -> tuple[Latest, ...]:
    """Those whose own deadline comes too late."""
    return tuple(row for row in rows if row.is_late)
