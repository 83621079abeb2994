"""Issuing: one transaction that freezes the tree, writes the tasks and the counters at full size, and one journal row.

The unit tasks themselves are opened afterwards (`cascade.issuing.opening`); until then the state is *opening* and every board is
already right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.issuing.checks import refuse_impossible
from cascade.journal import Entry, record
from cascade.orders import CascadeOrder, TaskOrder
from cascade.store import tree_source
from cascade.tree import FrozenTree, Member, children_by_parent, freeze, members, sizes_by_type
from kit import clock
from kit.vocabulary import CascadeState, EventTag, UnitRole
from models import (
    NO_DEADLINE,
    Assignment,
    Audience,
    AudienceMember,
    Cascade,
    CascadeNode,
    Period,
    RollUp,
    Task,
    TaskAfter,
    TaskPeriod,
)
from models.bulk import insert_rows
from models.sql import run, stored


@dataclass(frozen=True)
class IssuedCascade:
    cascade_id: int
    expected_count: int
    opened: bool = False


@dataclass(frozen=True)
class _Audience:
    """A stored group of holders and what its first task wrote, to be copied for the next."""

    id: int
    group: list[Member]


def issue(tx: Connection, *, actor: Actor, order: CascadeOrder) -> IssuedCascade:
    """Issue `order`; everything or nothing.

    Raises:
        Refusal: a task without holders, a deadline after the one above, a cycle of plans, an issuer who may not.
    """
    refuse_impossible(tx, actor, order)
    today = clock.today()
    tree, types = _freeze(tx, order, today)
    cascade_id = _write_cascade(tx, actor, order)
    _write_nodes(tx, cascade_id, tree, types)
    node_of = tree.node_of()
    period_id = _one(tx, insert(Period).values(
        cascade_id=cascade_id, code=order.period_code, name=order.period_name, starts_on=order.starts_on or today).returning(Period.id))  # fmt: skip
    audiences: dict[frozenset[int], _Audience] = {}
    task_ids: list[int] = []
    expected = 0
    for position, task in enumerate(order.tasks):
        task_id = _write_task(tx, cascade_id, position, task)
        task_ids.append(task_id)
        due = task.due_on or NO_DEADLINE
        period = _one(
            tx,
            insert(TaskPeriod)
            .values(task_id=task_id, period_id=period_id, cascade_id=cascade_id, due_on=due)
            .returning(TaskPeriod.id),
        )
        leads = frozenset(task.holders)
        audience = _audience(tx, audiences, cascade_id, tree, node_of, leads, task.audience_label)
        _assign(tx, cascade_id, period, audience, UnitRole.LEAD, today)
        _write_counters(tx, period, due, tree, types, audience)
        expected += len(audience.group)
        coordinating = frozenset(task.coordinating) - leads
        if coordinating:
            helpers = _audience(tx, audiences, cascade_id, tree, node_of, coordinating, "phối hợp")
            _assign(tx, cascade_id, period, helpers, UnitRole.COORDINATING, today)
    after = [
        {"task_id": task_ids[i], "after_id": task_ids[j]} for i, task in enumerate(order.tasks) for j in task.after
    ]
    if after:
        tx.execute(insert(TaskAfter), after)
    run(tx, "UPDATE cascade SET expected_count = ? WHERE id = ?", (expected, cascade_id))
    record(tx, Entry(EventTag.CASCADE_ISSUED, actor, cascade_id=cascade_id, data={
        "tasks": len(order.tasks), "expected": expected, "audiences": [a.id for a in audiences.values()]}))  # fmt: skip
    return IssuedCascade(cascade_id, expected)


def _freeze(tx: Connection, order: CascadeOrder, today: date) -> tuple[FrozenTree, list[tuple[int, str]]]:
    """The frozen tree, and (type, name) by node."""
    named = {
        unit
        for task in order.tasks
        for unit in (*task.holders, *task.coordinating, *([task.via_unit_id] if task.via_unit_id else []))
    }
    source = tree_source.load(tx, named, order.issuing_unit_id, order.line, today)
    tree = freeze(order.issuing_unit_id, sorted(named), source.superior, source.order)
    return tree, [source.described[unit] for unit in tree.units]


def _write_cascade(tx: Connection, actor: Actor, order: CascadeOrder) -> int:
    return _one(tx, insert(Cascade).values(
        document_id=order.document_id, issuing_unit_id=order.issuing_unit_id, title=order.title, line=order.line, state=CascadeState.OPENING,
        issued_at=clock.now(), issued_by=actor.user_id, consolidation_days=order.consolidation_days).returning(Cascade.id))  # fmt: skip


def _write_nodes(tx: Connection, cascade_id: int, tree: FrozenTree, types: Sequence[tuple[int, str]]) -> None:
    columns = ("cascade_id", "node", "parent", "last", "depth", "path", "unit_id", "type_id", "name")
    insert_rows(tx, CascadeNode, columns, (
        (cascade_id, node, parent if parent >= 0 else None, tree.last[node], tree.depth[node], tree.path[node], tree.units[node], *types[node])
        for node, parent in enumerate(tree.parent)))  # fmt: skip


def _write_task(tx: Connection, cascade_id: int, position: int, task: TaskOrder) -> int:
    start, end = task.span or (None, None)
    return _one(tx, insert(Task).values(
        cascade_id=cascade_id, position=position, ref=task.ref, title=task.title[:255], text=task.text, span_start=start, span_end=end, kind=task.kind,
        acceptance=task.acceptance, policy=task.policy.kind, policy_value=task.policy.value, reports_by_itself=task.reports_by_itself,
        recurrence=task.recurrence, due_words=task.due_words[:255], responsible=task.responsible, answerable=task.answerable, product=task.product,
        authority=task.authority, needs_evidence=task.needs_evidence, via_unit_id=task.via_unit_id, carries_out_id=task.carries_out_id,
    ).returning(Task.id))  # fmt: skip


def _audience(
    tx: Connection,
    known: dict[frozenset[int], _Audience],
    cascade_id: int,
    tree: FrozenTree,
    node_of: dict[int, int],
    units: frozenset[int],
    label: str,
) -> _Audience:
    if units in known:
        return known[units]
    group = members(tree, (node_of[unit] for unit in units))
    audience_id = _one(
        tx, insert(Audience).values(cascade_id=cascade_id, label=label, size=len(group)).returning(Audience.id)
    )
    insert_rows(tx, AudienceMember, ("audience_id", "rank", "node", "unit_id", "parent_node", "generation"), (
        (audience_id, rank, m.node, tree.units[m.node], m.parent_node, m.generation) for rank, m in enumerate(group)))  # fmt: skip
    known[units] = _Audience(audience_id, group)
    return known[units]


def _assign(
    tx: Connection, cascade_id: int, task_period_id: int, audience: _Audience, role: UnitRole, day: date
) -> None:
    first = _take_ids(tx, len(audience.group))
    tx.execute(insert(Assignment).values(cascade_id=cascade_id, task_period_id=task_period_id, audience_id=audience.id, role=role,
                                         first_id=first, size=len(audience.group), entered_on=day))  # fmt: skip


def _take_ids(tx: Connection, count: int) -> int:
    """The first of `count` fresh unit task ids. The row lock makes issuers wait for each other, the very first ones too."""
    return int(run(tx, _TAKE, (1 + count, count)).scalar_one()) - count


_TAKE = """
    INSERT INTO id_block (series, next_id) VALUES ('unit_task', ?)
    ON CONFLICT (series) DO UPDATE SET next_id = id_block.next_id + ? RETURNING next_id
"""


def _write_counters(
    tx: Connection, period: int, due: date, tree: FrozenTree, types: Sequence[tuple[int, str]], audience: _Audience
) -> None:
    """Counters and roll-ups at their full expected size: copied from the audience's first task where it has one.

    A copy is one set statement; only the first task of an audience pays for the reckoning.
    """
    first = run(tx, "SELECT min(task_period_id) FROM assignment WHERE audience_id = ? AND role = 'lead' AND task_period_id <> ?",
                (audience.id, period)).scalar()  # fmt: skip
    if first is not None:
        run(tx, _COPY_COUNTERS, (period, due, first))
        run(tx, _COPY_ROLL_UPS, (period, first))
        return
    day = stored(tx, due)
    zeros = (0,) * 12
    counters = sizes_by_type(tree, audience.group, [kind for kind, _ in types])
    insert_rows(
        tx, "counter", _COUNTER_COLUMNS, ((period, node, kind, day, size, *zeros) for node, kind, size in counters)
    )
    columns = (
        "task_period_id",
        "node",
        "generation",
        "live",
        "done",
        "below_live",
        "below_done",
        "is_ready",
        "changed_after_report",
        "declared_reason",
    )
    insert_rows(tx, RollUp, columns, (
        (period, node, generation, live, 0, 0, 0, False, False, "") for node, generation, live in children_by_parent(audience.group)))  # fmt: skip


_COUNTER_COLUMNS = (
    "task_period_id", "node", "type_id", "due_on", "assigned", "received", "in_progress", "returned", "declined", "submitted_in_time",
    "submitted_late", "paused_in_time", "paused_late", "done_on_time", "done_late", "exempt", "revoked",
)  # fmt: skip
_COPY_COUNTERS = f"""
    INSERT INTO counter ({", ".join(_COUNTER_COLUMNS)})
    SELECT ?, node, type_id, ?, assigned, {", ".join(["0"] * 12)} FROM counter WHERE task_period_id = ?
"""
_COPY_ROLL_UPS = """
    INSERT INTO roll_up (task_period_id, node, generation, live, done, below_live, below_done, is_ready, changed_after_report, declared_reason)
    SELECT ?, node, generation, live, 0, 0, 0, false, false, '' FROM roll_up WHERE task_period_id = ?
"""


def _one(tx: Connection, statement: object) -> int:
    return int(tx.execute(statement).scalar_one())  # type: ignore[call-overload]
