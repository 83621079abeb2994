"""The statements of the roll-up: parents set by set, only the rows that change touched. Knows columns, not policies.

A *step* here is (task period, generation): generation 0 is the issuing office, then its holders' parents downward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from cascade.orders import Policy
from cascade.progress import Tally
from cascade.store.graph import chunks
from kit.vocabulary import PolicyKind
from models.sql import marks, run


@dataclass(frozen=True)
class Head:
    """The task a step belongs to."""

    cascade_id: int
    issuing_unit_id: int
    task_id: int
    name: str
    policy: Policy
    reports_by_itself: bool
    carries_out_id: int | None


@dataclass(frozen=True)
class Parent:
    """A parent, what is stored of it, and who holds it (no unit task of its own: the issuing office)."""

    node: int
    tally: Tally
    is_ready: bool
    unit_id: int | None
    unit_task_id: int | None


def head(tx: Connection, task_period_id: int) -> Head:
    row = run(tx, """
        SELECT c.id, c.issuing_unit_id, t.id, t.ref, t.title, t.policy, t.policy_value, t.reports_by_itself, t.carries_out_id
        FROM task_period p JOIN task t ON t.id = p.task_id JOIN cascade c ON c.id = p.cascade_id WHERE p.id = ?
    """, (task_period_id,)).one()  # fmt: skip
    cascade, unit, task, ref, title, kind, value, itself, above = row
    policy = Policy(PolicyKind(kind), value)
    return Head(cascade, unit, task, f"{ref} {title}".strip(), policy, bool(itself), above)


def periods_of(tx: Connection, task_id: int) -> list[int]:
    return list(run(tx, "SELECT id FROM task_period WHERE task_id = ? ORDER BY id", (task_id,)).scalars())


def steps_of(tx: Connection, cascade_ids: Iterable[int]) -> list[tuple[int, int, int]]:
    """(cascade, task period, generation) that have parents to reckon."""
    found: list[tuple[int, int, int]] = []
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            SELECT DISTINCT p.cascade_id, r.task_period_id, r.generation FROM task_period p
            JOIN roll_up r ON r.task_period_id = p.id WHERE p.cascade_id IN ({marks(len(chunk))})
        """, chunk)  # fmt: skip
        found += [(cascade, period, generation) for cascade, period, generation in rows]
    return found


# The member a unit task id stands for; the issuing office's own share is reckoned with the office (generation 0).
_CARRIER = """
    JOIN assignment a ON a.first_id = (SELECT max(b.first_id) FROM assignment b WHERE b.first_id <= {id})
    JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = {id} - a.first_id
"""
_GENERATION = "CASE WHEN m.node = 0 THEN 0 ELSE m.generation + 1 END"


def joints(tx: Connection, cascade_ids: Iterable[int]) -> list[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """(lower step, upper step): tasks of own plans under the unit task they carry out, serving pieces under whom they serve."""
    found = []
    for chunk in chunks(cascade_ids):
        rows = run(tx, f"""
            SELECT p.cascade_id, p.id, 0, a.cascade_id, a.task_period_id, {_GENERATION}
            FROM task t JOIN task_period p ON p.task_id = t.id {_CARRIER.format(id="t.carries_out_id")}
            WHERE t.cascade_id IN ({marks(len(chunk))}) AND t.carries_out_id IS NOT NULL AND a.role = 'lead'
        """, chunk).all()  # fmt: skip
        rows += run(tx, f"""
            SELECT low.cascade_id, low.task_period_id, n.generation + 1, a.cascade_id, a.task_period_id, {_GENERATION}
            FROM assignment low
            JOIN serves s ON s.unit_task_id >= low.first_id AND s.unit_task_id < low.first_id + low.size
            JOIN audience_member n ON n.audience_id = low.audience_id AND n.rank = s.unit_task_id - low.first_id
            {_CARRIER.format(id="s.parent_id")}
            WHERE low.cascade_id IN ({marks(len(chunk))}) AND a.role = 'lead'
        """, chunk).all()  # fmt: skip
        found += [((row[0], row[1], row[2]), (row[3], row[4], row[5])) for row in rows]
    return found


def below(tx: Connection, task_period_id: int, generation: int) -> dict[int, tuple[int, int]]:
    """{node: (live, done)} of what stands under the holders of a step from other cascades, as it is now.

    A task of an own plan is one child, done when its own issuing office is ready; a serving piece is one child too.
    """
    plans = run(tx, f"""
        SELECT m.node, count(*), sum(CASE WHEN r.is_ready THEN 1 ELSE 0 END)
        FROM assignment a
        JOIN task t ON t.carries_out_id >= a.first_id AND t.carries_out_id < a.first_id + a.size
        JOIN cascade c ON c.id = t.cascade_id AND c.state <> 'revoked'
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = t.carries_out_id - a.first_id
        LEFT JOIN roll_up r ON r.node = 0 AND r.task_period_id = (SELECT max(p.id) FROM task_period p WHERE p.task_id = t.id)
        WHERE a.task_period_id = ? AND a.role = 'lead' AND {_GENERATION} = ? GROUP BY m.node
    """, (task_period_id, generation))  # fmt: skip
    found = {node: (int(live), int(done or 0)) for node, live, done in plans}
    serving = run(tx, f"""
        SELECT m.node, sum(CASE WHEN u.progress IN ('exempt', 'revoked') THEN 0 ELSE 1 END),
               sum(CASE WHEN u.progress = 'done' THEN 1 ELSE 0 END)
        FROM assignment a
        JOIN serves s ON s.parent_id >= a.first_id AND s.parent_id < a.first_id + a.size
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = s.parent_id - a.first_id
        LEFT JOIN unit_task u ON u.id = s.unit_task_id
        WHERE a.task_period_id = ? AND a.role = 'lead' AND {_GENERATION} = ? GROUP BY m.node
    """, (task_period_id, generation))  # fmt: skip
    for node, live, done in serving:
        before = found.get(node, (0, 0))
        found[node] = (before[0] + int(live), before[1] + int(done))
    return found


def stored_below(tx: Connection, task_period_id: int, generation: int) -> dict[int, tuple[int, int]]:
    rows = run(tx, """
        SELECT node, below_live, below_done FROM roll_up WHERE task_period_id = ? AND generation = ? AND below_live > 0
    """, (task_period_id, generation))  # fmt: skip
    return {node: (live, done) for node, live, done in rows}


def store_below(tx: Connection, task_period_id: int, generation: int, node: int, live: int, done: int) -> None:
    """Keep the new figures; a holder that had nobody under it in its own cascade becomes a parent here."""
    run(tx, """
        INSERT INTO roll_up (task_period_id, node, generation, live, done, below_live, below_done, is_ready,
                             changed_after_report, declared_reason)
        VALUES (?, ?, ?, 0, 0, 0, 0, false, false, '') ON CONFLICT DO NOTHING
    """, (task_period_id, node, generation))  # fmt: skip
    run(tx, "UPDATE roll_up SET below_live = ?, below_done = ? WHERE task_period_id = ? AND node = ?",
        (live, done, task_period_id, node))  # fmt: skip


def to_flip(
    tx: Connection, task_period_id: int, generation: int, condition: str, values: Sequence[object], limit: int
) -> list[Parent]:
    """Parents whose stored readiness is not what `condition` over (live, done, declared) says."""
    rows = run(tx, f"""
        SELECT k.node, k.all_live, k.all_done, k.declared_percent, k.is_ready FROM (
            SELECT node, live + below_live AS all_live, done + below_done AS all_done, declared_percent, is_ready
            FROM roll_up WHERE task_period_id = ? AND generation = ?) k
        WHERE (CASE WHEN {condition} THEN 1 ELSE 0 END) <> (CASE WHEN k.is_ready THEN 1 ELSE 0 END) ORDER BY k.node LIMIT ?
    """, (task_period_id, generation, *values, limit)).all()  # fmt: skip
    holders = holders_at(tx, task_period_id, [row[0] for row in rows if row[0]])
    return [
        Parent(node, Tally(live, done, declared_percent=declared), bool(ready), *holders.get(node, (None, None)))
        for node, live, done, declared, ready in rows
    ]


def weighed(tx: Connection, task_period_id: int, generation: int) -> list[Parent]:
    """All parents of a step with the weights of their subtrees: every piece of work weighs one."""
    rows = run(tx, """
        SELECT r.node, r.live + r.below_live, r.done + r.below_done, r.is_ready,
               coalesce(sum(c.assigned + c.received + c.in_progress + c.returned + c.declined + c.submitted_in_time
                            + c.submitted_late + c.paused_in_time + c.paused_late + c.done_on_time + c.done_late), 0),
               coalesce(sum(c.done_on_time + c.done_late), 0)
        FROM roll_up r LEFT JOIN counter c ON c.task_period_id = r.task_period_id AND c.node = r.node
        WHERE r.task_period_id = ? AND r.generation = ?
        GROUP BY r.node, r.live, r.below_live, r.done, r.below_done, r.is_ready ORDER BY r.node
    """, (task_period_id, generation)).all()  # fmt: skip
    holders = holders_at(tx, task_period_id, [row[0] for row in rows if row[0]])
    own = _own_states(tx, [piece for _, piece in holders.values()])
    found = []
    for node, live, done, ready, weight, finished in rows:
        unit, piece = holders.get(node, (None, None))
        # The subtree's counter holds the parent's own share too; a parent does not weigh on itself.
        own_live, own_done = own.get(piece or 0, (1, 0)) if piece else (0, 0)
        tally = Tally(live, done, max(0, int(weight) - own_live), max(0, int(finished) - own_done))
        found.append(Parent(node, tally, bool(ready), unit, piece))
    return found


def holders_at(tx: Connection, task_period_id: int, nodes: Sequence[int]) -> dict[int, tuple[int, int]]:
    """{node: (unit, unit task)} of the lead holders at these nodes."""
    found: dict[int, tuple[int, int]] = {}
    for chunk in chunks(nodes):
        rows = run(tx, f"""
            SELECT m.node, m.unit_id, a.first_id + m.rank FROM assignment a
            JOIN audience_member m ON m.audience_id = a.audience_id AND m.node IN ({marks(len(chunk))})
            WHERE a.task_period_id = ? AND a.role = 'lead'
        """, (*chunk, task_period_id))  # fmt: skip
        found |= {node: (unit, piece) for node, unit, piece in rows}
    return found


def _own_states(tx: Connection, unit_task_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """{unit task: (live, done)} of those already opened."""
    found: dict[int, tuple[int, int]] = {}
    for chunk in chunks(unit_task_ids):
        rows = run(tx, f"SELECT id, progress FROM unit_task WHERE id IN ({marks(len(chunk))})", chunk)
        found |= {key: (int(state not in ("exempt", "revoked")), int(state == "done")) for key, state in rows}
    return found


def set_ready(tx: Connection, task_period_id: int, node: int, ready: bool, at: datetime) -> None:
    run(tx, "UPDATE roll_up SET is_ready = ?, ready_at = ? WHERE task_period_id = ? AND node = ?",
        (ready, at if ready else None, task_period_id, node))  # fmt: skip


def unreported(tx: Connection, task_period_id: int, generation: int, limit: int) -> list[int]:
    """Ready parents of a step that have never sent their own share. One returned is its head's to send again."""
    rows = run(tx, """
        SELECT a.first_id + m.rank FROM roll_up r
        JOIN assignment a ON a.task_period_id = r.task_period_id AND a.role = 'lead'
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.node = r.node
        LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
        WHERE r.task_period_id = ? AND r.generation = ? AND r.is_ready AND r.node > 0 AND u.submitted_at IS NULL
          AND coalesce(u.progress, 'assigned') IN ('assigned', 'received', 'in_progress') LIMIT ?
    """, (task_period_id, generation, limit))  # fmt: skip
    return [row[0] for row in rows]


# A child of the same cascade, of the own plan carried out under it, or one that serves it from elsewhere.
_PARENTS_OF_CHANGED = """
    SELECT j.id AS journal_id, a.first_id + m.rank AS parent_id FROM journal j
    JOIN unit_task u ON u.id = j.unit_task_id AND u.role = 'lead' AND u.parent_node > 0 AND u.parent_node <> u.node
    JOIN assignment a ON a.task_period_id = u.task_period_id AND a.role = 'lead'
    JOIN audience_member m ON m.audience_id = a.audience_id AND m.node = u.parent_node
    WHERE {changed}
    UNION ALL
    SELECT j.id, t.carries_out_id FROM journal j
    JOIN unit_task u ON u.id = j.unit_task_id AND u.role = 'lead' AND u.parent_node = 0
    JOIN task_period p ON p.id = u.task_period_id JOIN task t ON t.id = p.task_id AND t.carries_out_id IS NOT NULL
    WHERE {changed}
    UNION ALL
    SELECT j.id, s.parent_id FROM journal j JOIN serves s ON s.unit_task_id = j.unit_task_id
    WHERE {changed}
""".format(
    changed="j.id > ? AND j.id <= ? AND j.event IN "
    "('unit_task:accepted', 'unit_task:reopened', 'unit_task:exempted', 'unit_task:revoked')"
)


def flag_changed(tx: Connection, since: int, until: int) -> int:
    """Flag parents that had reported before a child of theirs changed; a parent that has reported anew is cleared first.

    Before and after are told by the journal's order: two acts of one second are still one after the other.
    """
    run(tx, """
        UPDATE roll_up SET changed_after_report = false
        WHERE changed_after_report AND (task_period_id, node) IN (
            SELECT u.task_period_id, u.node FROM journal j JOIN unit_task u ON u.id = j.unit_task_id
            WHERE j.id > ? AND j.id <= ? AND j.event = 'unit_task:submitted')
    """, (since, until))  # fmt: skip
    return run(tx, f"""
        UPDATE roll_up SET changed_after_report = true
        WHERE NOT changed_after_report AND (task_period_id, node) IN (
            SELECT p.task_period_id, p.node FROM ({_PARENTS_OF_CHANGED}) k
            JOIN unit_task p ON p.id = k.parent_id AND p.progress IN ('submitted', 'done')
            WHERE k.journal_id > (
                SELECT max(s.id) FROM journal s WHERE s.unit_task_id = p.id AND s.event = 'unit_task:submitted'))
    """, (since, until) * 3).rowcount  # fmt: skip
