"""The rows the cascade graph is drawn from: documents upward, parents with what is reckoned for them, and what joins them.

Knows keys and columns; refuses to know what a cycle, a policy or a worst path is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cascade.counts import AHEAD, NONE, OVER, SOON, Calendar, states_of
from cascade.orders import Policy
from cascade.states import cell
from kit.vocabulary import Count, DocumentKind, PolicyKind, Progress, Relation
from models import NO_DEADLINE
from models.sql import as_date, marks, run


@dataclass(frozen=True)
class DocumentRow:
    id: int
    name: str
    issuer: str
    issued_on: date | None
    subject: str
    is_placeholder: bool


@dataclass(frozen=True)
class TaskRow:
    """A task in one period, with what stands at the issuing office's roll-up of it."""

    task_period_id: int
    cascade_id: int
    document_id: int
    issuing_unit_id: int
    consolidation_days: int
    task_id: int
    period_id: int
    name: str
    carries_out_id: int | None
    policy: Policy
    due_on: date
    live: int
    done: int
    is_ready: bool
    declared_percent: int | None


@dataclass(frozen=True)
class HolderRow:
    """A unit task that has something under it, opened or not."""

    id: int
    task_period_id: int
    node: int
    parent_node: int
    unit_id: int
    name: str
    progress: Progress
    late: bool
    due_on: date
    live: int
    done: int
    is_ready: bool
    declared_percent: int | None


def documents_above(
    tx: Connection, document_ids: Iterable[int]
) -> tuple[list[DocumentRow], list[tuple[int, int, Relation]]]:
    """The documents these stand on, up to the roots, and the citations (lower, upper, kind) among them all."""
    found: dict[int, DocumentRow] = {}
    edges: list[tuple[int, int, Relation]] = []
    frontier = sorted(set(document_ids))
    while frontier:
        upper: set[int] = set()
        for chunk in chunks(frontier):
            found |= {row.id: row for row in _documents(tx, chunk)}
            rows = run(tx, f"""
                SELECT document_id, cited_id, relation FROM citation
                WHERE relation <> 'mentions' AND document_id IN ({marks(len(chunk))}) ORDER BY id
            """, chunk)  # fmt: skip
            for lower, cited, relation in rows:
                edges.append((lower, cited, Relation(relation)))
                upper.add(cited)
        frontier = sorted(upper - found.keys())
    return list(found.values()), edges


def _documents(tx: Connection, ids: Sequence[int]) -> Iterator[DocumentRow]:
    rows = run(tx, f"""
        SELECT id, kind, number, issuer_name, issued_on, subject, is_placeholder FROM document
        WHERE id IN ({marks(len(ids))}) ORDER BY id
    """, ids)  # fmt: skip
    for row_id, kind, number, issuer, issued_on, subject, is_placeholder in rows:
        label = DocumentKind(kind).label
        name = number or (subject[:60] if subject.startswith(label) else f"{label} {issuer or subject[:40]}".strip())
        yield DocumentRow(row_id, name, issuer, issued_on and as_date(issued_on), subject, bool(is_placeholder))


def tasks(tx: Connection, cascade_ids: Sequence[int]) -> Iterator[TaskRow]:
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            SELECT p.id, c.id, c.document_id, c.issuing_unit_id, c.consolidation_days, t.id, p.period_id, t.ref, t.title,
                   t.carries_out_id, t.policy, t.policy_value, p.due_on, r.live, r.done, r.is_ready, r.declared_percent
            FROM task_period p
            JOIN task t ON t.id = p.task_id
            JOIN cascade c ON c.id = p.cascade_id
            LEFT JOIN roll_up r ON r.task_period_id = p.id AND r.node = 0
            WHERE c.id IN ({marks(len(chunk))}) ORDER BY c.id, t.position, p.id
        """, chunk)  # fmt: skip
        for row in rows:
            (
                period,
                cascade,
                document,
                unit,
                days,
                task,
                of,
                ref,
                title,
                above,
                kind,
                value,
                due,
                live,
                done,
                ready,
                declared,
            ) = row
            yield TaskRow(
                period, cascade, document, unit, days, task, of, f"{ref} {title}".strip(), above,
                Policy(PolicyKind(kind), value), as_date(due), live or 0, done or 0, bool(ready), declared,
            )  # fmt: skip


_HOLDER = """
    SELECT a.first_id + m.rank, a.task_period_id, m.node, m.parent_node, m.unit_id, n.name, u.progress, u.late,
           coalesce(u.due_on, p.due_on), r.live, r.done, r.is_ready, r.declared_percent
    FROM assignment a
    JOIN task_period p ON p.id = a.task_period_id
"""
_HOLDER_REST = """
    JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
    LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
"""


def holders(tx: Connection, cascade_ids: Sequence[int]) -> Iterator[HolderRow]:
    """The unit tasks that other holders of the same task stand under."""
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            {_HOLDER}
            JOIN roll_up r ON r.task_period_id = p.id AND r.node > 0
            JOIN audience_member m ON m.audience_id = a.audience_id AND m.node = r.node
            {_HOLDER_REST}
            WHERE a.role = 'lead' AND a.cascade_id IN ({marks(len(chunk))})
        """, chunk)  # fmt: skip
        yield from map(_holder, rows)


def holders_by_id(tx: Connection, unit_task_ids: Iterable[int]) -> Iterator[HolderRow]:
    """The same for given unit tasks, whether or not a roll-up has been made for them yet."""
    for unit_task_id in sorted(set(unit_task_ids)):
        rows = run(tx, f"""
            {_HOLDER}
            JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = ? - a.first_id
            {_HOLDER_REST}
            LEFT JOIN roll_up r ON r.task_period_id = p.id AND r.node = m.node
            WHERE a.role = 'lead' AND a.first_id = (SELECT max(first_id) FROM assignment WHERE first_id <= ?)
        """, (unit_task_id, unit_task_id))  # fmt: skip
        yield from map(_holder, rows)


def _holder(row: Any) -> HolderRow:
    (key, period, node, parent, unit, name, progress, late, due, live, done, ready, declared) = row
    state = Progress(progress or Progress.ASSIGNED)
    return HolderRow(
        key,
        period,
        node,
        parent,
        unit,
        name,
        state,
        bool(late),
        as_date(due),
        live or 0,
        done or 0,
        bool(ready),
        declared,
    )


def serves(tx: Connection, cascade_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(unit task, the other parent it serves) where the parent belongs to one of these cascades."""
    found: list[tuple[int, int]] = []
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            SELECT s.unit_task_id, s.parent_id FROM assignment a
            JOIN serves s ON s.parent_id >= a.first_id AND s.parent_id < a.first_id + a.size
            WHERE a.cascade_id IN ({marks(len(chunk))}) ORDER BY s.unit_task_id, s.parent_id
        """, chunk)  # fmt: skip
        found += [(child, parent) for child, parent in rows]
    return found


def after(tx: Connection, cascade_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(task, the task it waits for)."""
    found: list[tuple[int, int]] = []
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            SELECT f.task_id, f.after_id FROM task_after f JOIN task t ON t.id = f.task_id
            WHERE t.cascade_id IN ({marks(len(chunk))}) ORDER BY f.task_id, f.after_id
        """, chunk)  # fmt: skip
        found += [(task, other) for task, other in rows]
    return found


def counted(
    tx: Connection, task_period_ids: Sequence[int], count: Count, calendar: Calendar
) -> dict[tuple[int, int], int]:
    """{(task period, inner node): `count` in its subtree} where it is not zero, by the one definition of the count."""
    found: dict[tuple[int, int], int] = {}
    total = _sum_of(count)
    for chunk in chunks(task_period_ids):
        rows = run(tx, f"""
            SELECT task_period_id, node, {total} FROM counter
            WHERE task_period_id IN ({marks(len(chunk))}) GROUP BY task_period_id, node HAVING {total} > 0
        """, (*_days(calendar), *chunk, *_days(calendar)))  # fmt: skip
        found |= {(period, node): int(number) for period, node, number in rows}
    return found


def heaviest_parent(
    tx: Connection, task_period_id: int, node: int, last: int, count: Count, calendar: Calendar
) -> tuple[int, int] | None:
    """(node, `count` in its subtree) of the one with most among the uppermost parents inside a subtree, or None.

    Two statements: joined, SQLite would rather read every counter of the task than those of the few parents.
    """
    inside = (task_period_id, node, last)
    where = "task_period_id = ? AND node > ? AND node <= ? AND live > 0"
    nodes = run(tx, f"SELECT node FROM roll_up WHERE {where} AND generation = (SELECT min(generation) FROM roll_up WHERE {where})",
                (*inside, *inside)).scalars()  # fmt: skip
    most: tuple[int, int] | None = None
    for chunk in chunks(nodes):
        row = run(tx, f"""
            SELECT node, {_sum_of(count)} FROM counter WHERE task_period_id = ? AND node IN ({marks(len(chunk))})
            GROUP BY node ORDER BY 2 DESC, node LIMIT 1
        """, (*_days(calendar), task_period_id, *chunk)).first()  # fmt: skip
        if row and row[1] and (most is None or row[1] > most[1]):
            most = (int(row[0]), int(row[1]))
    return most


def _sum_of(count: Count) -> str:
    """The cells `count` selects, by the class of the deadline: made from the definition, not beside it."""
    cells: dict[int, list[str]] = {NONE: [], OVER: [], SOON: [], AHEAD: []}
    for progress, late, time_class in states_of(count):
        cells[time_class].append(cell(progress, late))
    told = {time_class: " + ".join(sorted(set(names))) or "0" for time_class, names in cells.items()}
    return (
        f"sum(CASE WHEN due_on = ? THEN {told[NONE]} WHEN due_on < ? THEN {told[OVER]}"
        f" WHEN due_on <= ? THEN {told[SOON]} ELSE {told[AHEAD]} END)"
    )


def _days(calendar: Calendar) -> tuple[date, date, date]:
    return NO_DEADLINE, calendar.today, calendar.soon_until


def due_dates(tx: Connection, task_period_ids: Iterable[int]) -> dict[int, date]:
    """The day each task was given, before any extension."""
    found: dict[int, date] = {}
    for chunk in chunks(task_period_ids):
        rows = run(tx, f"SELECT id, due_on FROM task_period WHERE id IN ({marks(len(chunk))})", chunk)
        found |= {period: as_date(due) for period, due in rows}
    return found


def chunks(ids: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    every = list(ids)
    for start in range(0, len(every), size):
        yield every[start : start + size]
