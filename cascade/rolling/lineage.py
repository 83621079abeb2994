"""Draws the graph of a cascade and its lineage from the database: down through own plans, up to the root directive.

Knows which rows become which nodes; refuses to judge them: that is `cascade.graph`'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from cascade.counts import Calendar, timeliness
from cascade.graph import CascadeGraph
from cascade.nodes import Edge, EdgeKind, Leaves, Node, NodeKind
from cascade.store import graph as store
from cascade.store.lineage_ids import lineage_ids, pieces_above
from cascade.store.names import cascade_title
from kit import clock
from kit.settings import settings
from kit.vocabulary import Count, Progress, Relation, Timeliness

__all__ = ["Lineage", "build", "documents", "lineage_ids"]

_EDGES = {
    Relation.IMPLEMENTS: EdgeKind.IMPLEMENTS,
    Relation.BASIS: EdgeKind.BASIS,
    Relation.MENTIONS: EdgeKind.MENTIONS,
}


@dataclass(frozen=True)
class Lineage:
    """A graph, the cascades in it, and the document of the one asked for."""

    graph: CascadeGraph
    cascade_ids: tuple[int, ...]
    document_key: str


def build(tx: Connection, cascade_id: int, *, lineage: bool = True) -> Lineage:
    """The graph of a cascade, with all that stands under it and the documents it stands on.

    Raises:
        NotFound: there is no such cascade.
        Refusal: what is stored comes back to where it began.
    """
    cascade_title(tx, cascade_id)
    ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    tasks = list(store.tasks(tx, ids))
    holders = {row.id: row for row in store.holders(tx, ids)}
    served = store.serves(tx, ids)
    named = {task.carries_out_id for task in tasks if task.carries_out_id} | {key for pair in served for key in pair}
    known = {task.task_period_id for task in tasks}
    # An own plan of the asked cascade hangs on a piece above, and a serving piece on another tree: outside this graph.
    holders |= {row.id: row for row in store.holders_by_id(tx, named - holders.keys()) if row.task_period_id in known}
    served = [(child, parent) for child, parent in served if child in holders and parent in holders]
    papers, edges = _papers(tx, cascade_id, tasks)
    nodes = [*papers, *_work_nodes(tx, tasks, holders)]
    edges += _work_edges(tasks, holders, served, store.after(tx, ids))
    document = next(task.document_id for task in tasks if task.cascade_id == cascade_id)
    return Lineage(CascadeGraph(nodes, edges), ids, _document(document))


def documents(tx: Connection, document_ids: Iterable[int]) -> CascadeGraph:
    """The documents alone, with all they stand on."""
    rows, citations = store.documents_above(tx, document_ids)
    return CascadeGraph(map(_paper, rows), [Edge(_document(a), _document(b), _EDGES[kind]) for a, b, kind in citations])


def _papers(tx: Connection, cascade_id: int, tasks: list[store.TaskRow]) -> tuple[list[Node], list[Edge]]:
    """The documents, with the steps that no citation tells: an own plan carries out the document of the plan above."""
    of_cascade = {task.cascade_id: task.document_id for task in tasks}
    implied: set[tuple[int, int]] = set()
    above, seen = [cascade_id], set(of_cascade)
    while above:
        current = above.pop()
        for piece in pieces_above(tx, current):
            upper = next(store.tasks(tx, [piece.cascade_id])).document_id
            implied.add((of_cascade[current], upper))
            if piece.cascade_id not in seen:
                seen.add(piece.cascade_id)
                of_cascade[piece.cascade_id] = upper
                above.append(piece.cascade_id)
    carried = {
        row.id: row.task_period_id
        for row in store.holders_by_id(tx, {t.carries_out_id for t in tasks if t.carries_out_id})
    }
    document_of = {task.task_period_id: task.document_id for task in tasks}
    implied |= {
        (task.document_id, document_of[carried[task.carries_out_id]])
        for task in tasks
        if task.carries_out_id and carried.get(task.carries_out_id) in document_of
    }
    rows, citations = store.documents_above(tx, {*of_cascade.values(), *(upper for _, upper in implied)})
    edges = [Edge(_document(a), _document(b), _EDGES[kind]) for a, b, kind in citations]
    told = {(a, b) for a, b, _ in citations}
    edges += [Edge(_document(a), _document(b), EdgeKind.IMPLEMENTS) for a, b in sorted(implied - told) if a != b]
    return [_paper(row) for row in rows], edges


def _paper(row: store.DocumentRow) -> Node:
    day = f"{row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    detail = " · ".join(part for part in (row.issuer, day) if part)
    return Node(_document(row.id), NodeKind.DOCUMENT, row.name, is_placeholder=row.is_placeholder, detail=detail)


def _work_nodes(tx: Connection, tasks: list[store.TaskRow], holders: dict[int, store.HolderRow]) -> Iterator[Node]:
    calendar = Calendar.on(clock.today(), settings().due_soon_working_days)
    late = store.counted(tx, [task.task_period_id for task in tasks], Count.OVERDUE, calendar)
    own_late = {
        row.id: timeliness(row.progress, row.late, row.due_on, calendar) is Timeliness.OVERDUE and _is_live(row)
        for row in holders.values()
    }
    drawn: dict[tuple[int, int], list[store.HolderRow]] = defaultdict(list)
    for row in holders.values():
        drawn[row.task_period_id, row.parent_node].append(row)

    def leaves(period: int, node: int, live: int, done: int, own: int) -> Leaves:
        """What stands directly under, less what is drawn as a node of its own."""
        children = [row for row in drawn[period, node] if row.node != node]
        overdue = (
            late.get((period, node), 0)
            - own
            - sum(late.get((period, row.node), int(own_late[row.id])) for row in children)
        )
        live -= sum(_is_live(row) for row in children)
        return Leaves(live, done - sum(row.progress is Progress.DONE for row in children), max(0, overdue))

    policies = {task.task_period_id: task for task in tasks}
    for task in tasks:
        yield Node(
            _task(task.task_period_id), NodeKind.TASK, task.name, task.cascade_id, task.issuing_unit_id, task.policy,
            is_ready=task.is_ready, due_on=task.due_on,
            # The day of a task is its holders'; the office's own days come off only where it carries out something above.
            consolidation_days=task.consolidation_days if task.carries_out_id in holders else 0,
            leaves=leaves(task.task_period_id, 0, task.live, task.done, 0), declared_percent=task.declared_percent,
        )  # fmt: skip
    for row in holders.values():
        task = policies[row.task_period_id]
        yield Node(
            _unit_task(row.id), NodeKind.UNIT_TASK, row.name, task.cascade_id, row.unit_id, task.policy, row.progress,
            row.is_ready, own_late[row.id], row.due_on, task.consolidation_days if row.live else 0,
            leaves(row.task_period_id, row.node, row.live, row.done, int(own_late[row.id])) if row.live else Leaves(),
            row.declared_percent, detail=row.progress.label,
        )  # fmt: skip


def _work_edges(
    tasks: list[store.TaskRow],
    holders: dict[int, store.HolderRow],
    served: list[tuple[int, int]],
    waits: list[tuple[int, int]],
) -> list[Edge]:
    at = {(row.task_period_id, row.node): row.id for row in holders.values()}
    edges = [Edge(_document(task.document_id), _task(task.task_period_id), EdgeKind.ASSIGNS) for task in tasks]
    for row in holders.values():
        parent = at.get((row.task_period_id, row.parent_node)) if row.parent_node else None
        if parent is None:
            edges.append(Edge(_task(row.task_period_id), _unit_task(row.id), EdgeKind.ASSIGNS))
        else:
            edges.append(Edge(_unit_task(row.id), _unit_task(parent), EdgeKind.CONTRIBUTES))
    edges += [
        Edge(_task(task.task_period_id), _unit_task(task.carries_out_id), EdgeKind.CONTRIBUTES)
        for task in tasks
        if task.carries_out_id in holders and task.carries_out_id is not None
    ]
    edges += [Edge(_unit_task(child), _unit_task(parent), EdgeKind.CONTRIBUTES) for child, parent in served]
    periods: dict[int, list[store.TaskRow]] = defaultdict(list)
    for task in tasks:
        periods[task.task_id].append(task)
    edges += [
        Edge(_task(one.task_period_id), _task(other.task_period_id), EdgeKind.AFTER)
        for later, first in waits
        for one in periods[later]
        for other in periods[first]
        if one.period_id == other.period_id
    ]
    return edges


def _is_live(row: store.HolderRow) -> bool:
    return row.progress not in (Progress.EXEMPT, Progress.REVOKED)


def _document(key: int) -> str:
    return f"document:{key}"


def _task(key: int) -> str:
    return f"task:{key}"


def _unit_task(key: int) -> str:
    return f"unit_task:{key}"
