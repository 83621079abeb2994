"""What if: suppose some work done, exempt, moved or judged otherwise, and see what would follow. Nothing is saved.

Knows how a supposition lands on the graph; the reckoning is `cascade.graph`'s. Pieces with a date of their own keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from cascade.counts import Calendar, timeliness
from cascade.graph import CascadeGraph
from cascade.nodes import Change, Leaves, Node, NodeKind
from cascade.orders import Policy
from cascade.progress import Tally
from cascade.rolling.lineage import build
from cascade.store import roll_up as store
from cascade.store.pieces import Piece, locate
from kit import clock
from kit.errors import NotFound
from kit.vocabulary import Progress, Timeliness


@dataclass(frozen=True)
class Supposition:
    """Pieces supposed done or exempt; tasks (by id) supposed judged by another policy, or due on another day."""

    done: tuple[int, ...] = ()
    exempt: tuple[int, ...] = ()
    policies: Mapping[int, Policy] = field(default_factory=dict)
    dates: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """A parent for which something would follow otherwise."""

    key: str
    name: str
    kind: NodeKind
    before: Tally
    after: Tally
    reached_before: bool | None
    reached_after: bool | None
    overdue_before: int
    overdue_after: int


def suppose(tx: Connection, cascade_id: int, supposition: Supposition) -> tuple[Effect, ...]:
    """What would follow, from the bottom up.

    Raises:
        NotFound: no such cascade, or a piece or task outside its lineage.
    """
    graph = build(tx, cascade_id).graph
    nodes = dict(graph.nodes)
    for progress, ids in ((Progress.DONE, supposition.done), (Progress.EXEMPT, supposition.exempt)):
        for unit_task_id in ids:
            _suppose_piece(tx, nodes, unit_task_id, progress)
    today = clock.today()
    for task_id, policy in supposition.policies.items():
        for key in _of_task(tx, graph, task_id):
            nodes[key] = replace(nodes[key], policy=policy)
    for task_id, day in supposition.dates.items():
        for key in _of_task(tx, graph, task_id):
            nodes[key] = _moved(nodes[key], day, today)
    changes = [
        Change(
            key, own=node.own, policy=node.policy, due_on=node.due_on, leaves=node.leaves, is_overdue=node.is_overdue
        )
        for key, node in nodes.items()
        if node != graph.nodes[key]
    ]
    found = graph.what_if(changes)
    order = {key: place for place, keys in enumerate(graph.finishing_generations()) for key in keys}
    return tuple(
        Effect(
            key, graph.nodes[key].name, graph.nodes[key].kind, before.tally, after.tally, before.is_reached,
            after.is_reached, before.overdue, after.overdue,
        )
        for key, (before, after) in sorted(found.items(), key=lambda item: (order[item[0]], item[0]))
        if graph.nodes[key].kind is not NodeKind.DOCUMENT
    )  # fmt: skip


def _suppose_piece(tx: Connection, nodes: dict[str, Node], unit_task_id: int, progress: Progress) -> None:
    """On the piece's own node where it has one, else in the counted group of its parent."""
    piece = locate(tx, unit_task_id)
    key = f"unit_task:{unit_task_id}"
    if key in nodes:
        nodes[key] = replace(nodes[key], own=progress, is_overdue=False)
        return
    parent = f"task:{piece.task_period_id}"
    if piece.parent_node:
        holder = store.holders_at(tx, piece.task_period_id, [piece.parent_node])[piece.parent_node][1]
        parent = f"unit_task:{holder}"
    if parent not in nodes:
        raise NotFound(f"Phần việc {unit_task_id} không thuộc đợt triển khai này.")
    nodes[parent] = replace(nodes[parent], leaves=_less(nodes[parent].leaves, piece, progress))


def _less(leaves: Leaves, piece: Piece, progress: Progress) -> Leaves:
    was_live = piece.progress not in (Progress.EXEMPT, Progress.REVOKED)
    was_done = piece.progress is Progress.DONE
    today = Calendar.on(clock.today())
    was_late = timeliness(piece.progress, piece.late, piece.due_on, today) is Timeliness.OVERDUE and was_live
    is_live, is_done = progress is not Progress.EXEMPT, progress is Progress.DONE
    return Leaves(
        leaves.live + int(is_live) - int(was_live),
        leaves.done + int(is_done) - int(was_done),
        leaves.overdue - int(was_late),
    )


def _of_task(tx: Connection, graph: CascadeGraph, task_id: int) -> set[str]:
    """The task and every holder of it: they are judged by the same rule and the same day."""
    keys = {f"task:{period}" for period in store.periods_of(tx, task_id)} & graph.nodes.keys()
    if not keys:
        raise NotFound(f"Nhiệm vụ {task_id} không thuộc đợt triển khai này.")
    waiting = list(keys)
    while waiting:
        # Below a holder stand holders of the same task; a task there is an own plan's, with a day of its own.
        below = {name for name in graph.below(waiting.pop()) if graph.nodes[name].kind is NodeKind.UNIT_TASK} - keys
        keys |= below
        waiting += below
    return keys


def _moved(node: Node, day: date, today: date) -> Node:
    open_ones = node.leaves.live - node.leaves.done
    late = open_ones if day < today else 0
    own = node.own not in (None, Progress.DONE, Progress.SUBMITTED, Progress.PAUSED) and day < today
    return replace(node, due_on=day, is_overdue=own, leaves=replace(node.leaves, overdue=late))
