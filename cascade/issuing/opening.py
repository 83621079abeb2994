"""Opening the unit tasks of an issued cascade, batch by batch along the generations. Every step can be killed and run again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from cascade.actor import SYSTEM
from cascade.journal import Entry, record
from kit.vocabulary import CascadeState, EventTag
from models.sql import run

BATCH = 5000

_INSERT = """
    INSERT INTO unit_task (id, task_period_id, node, parent_node, unit_id, role, progress, late, due_on, version)
    SELECT a.first_id + m.rank, a.task_period_id, m.node, m.parent_node, m.unit_id, a.role, 'assigned', false, tp.due_on, 0
    FROM assignment a
    JOIN task_period tp ON tp.id = a.task_period_id
    JOIN audience_member m ON m.audience_id = a.audience_id
    WHERE a.id = ? AND m.rank >= ? AND m.rank < ?
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Batch:
    """A range of ranks of one assignment, within one generation."""

    assignment_id: int
    generation: int
    first_rank: int
    size: int


@dataclass(frozen=True)
class OpeningProgress:
    """How far the opening has come: the pieces that boards count (law 12), and coordinating shares beside them."""

    opened: int
    expected: int
    coordinating_opened: int
    coordinating: int
    generation: int
    generations: int
    state: CascadeState

    @property
    def rows(self) -> int:
        """Everything there is to open, counted or not."""
        return self.expected + self.coordinating


def batches(tx: Connection, cascade_id: int, size: int = BATCH) -> list[Batch]:
    """What is still to be opened, upper generations first. Empty when everything is open."""
    blocks: dict[int, list[tuple[int, int]]] = {}
    for assignment, audience, opened in run(tx, "SELECT id, audience_id, opened_count FROM assignment WHERE cascade_id = ? AND opened_count < size "
                                                "ORDER BY id", (cascade_id,)):  # fmt: skip
        blocks.setdefault(audience, []).append((assignment, opened))
    found = []
    # An audience holds many tasks: its generations are looked up once.
    for audience, assignments in blocks.items():
        generations = run(
            tx,
            "SELECT generation, min(rank), max(rank) FROM audience_member WHERE audience_id = ? GROUP BY generation",
            (audience,),
        ).all()
        for generation, first, last in generations:
            for assignment, opened in assignments:
                found += [
                    Batch(assignment, generation, start, min(size, last + 1 - start))
                    for start in range(max(first, opened), last + 1, size)
                ]
    found.sort(key=lambda batch: (batch.generation, batch.assignment_id, batch.first_rank))
    return found


def open_batch(tx: Connection, batch: Batch) -> int:
    """Make the rows of a batch and return how many were new; rows made by an early mark are left as they are."""
    end = batch.first_rank + batch.size
    made = run(tx, _INSERT, (batch.assignment_id, batch.first_rank, end)).rowcount
    # Only an unbroken beginning counts as opened: a batch done out of turn is done again, harmlessly.
    run(tx, "UPDATE assignment SET opened_count = ? WHERE id = ? AND opened_count >= ? AND opened_count < ?",
        (end, batch.assignment_id, batch.first_rank, end))  # fmt: skip
    return int(made)


def open_one(tx: Connection, unit_task_id: int) -> None:
    """Make the row a mark needs before its batch has come."""
    found = run(
        tx, "SELECT id, first_id FROM assignment WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1", (unit_task_id,)
    ).one()
    rank = unit_task_id - found[1]
    run(tx, _INSERT, (found[0], rank, rank + 1))


def finish(tx: Connection, cascade_id: int) -> bool:
    """Declare the cascade open once all its rows are; False while some are not. Told once in the journal."""
    left = run(
        tx, "SELECT count(*) FROM assignment WHERE cascade_id = ? AND opened_count < size", (cascade_id,)
    ).scalar_one()
    if left:
        return False
    changed = run(tx, "UPDATE cascade SET state = 'open' WHERE id = ? AND state = 'opening'", (cascade_id,)).rowcount
    if changed:
        record(tx, Entry(EventTag.CASCADE_OPENED, SYSTEM, cascade_id=cascade_id))
    return True


def open_all(tx: Connection, cascade_id: int) -> int:
    """Open a small cascade in the caller's own transaction: sample data, commands, tests."""
    made = sum(open_batch(tx, batch) for batch in batches(tx, cascade_id))
    finish(tx, cascade_id)
    return made


def waiting(tx: Connection) -> list[int]:
    """Cascades whose unit tasks are still to be opened, oldest first."""
    return [row[0] for row in run(tx, "SELECT id FROM cascade WHERE state = 'opening' ORDER BY id")]


def progress(tx: Connection, cascade_id: int) -> OpeningProgress:
    row = run(tx, """
        SELECT c.state,
               coalesce(sum(CASE WHEN a.role = 'lead' THEN a.opened_count END), 0),
               coalesce(sum(CASE WHEN a.role = 'lead' THEN a.size END), 0),
               coalesce(sum(CASE WHEN a.role <> 'lead' THEN a.opened_count END), 0),
               coalesce(sum(CASE WHEN a.role <> 'lead' THEN a.size END), 0)
        FROM cascade c LEFT JOIN assignment a ON a.cascade_id = c.id WHERE c.id = ? GROUP BY c.state
    """, (cascade_id,)).one()  # fmt: skip
    reached = run(tx, """
        SELECT count(DISTINCT m.generation), coalesce(min(CASE WHEN a.opened_count <= m.rank THEN m.generation END), -1)
        FROM assignment a JOIN audience_member m ON m.audience_id = a.audience_id WHERE a.cascade_id = ? AND a.opened_count < a.size
    """, (cascade_id,)).one()  # fmt: skip
    generations = run(tx, """
        SELECT coalesce(max(m.generation), -1) + 1 FROM assignment a
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = a.size - 1 WHERE a.cascade_id = ?
    """, (cascade_id,)).scalar_one()  # fmt: skip
    current = reached[1] if reached[1] >= 0 else generations
    opened, expected, helping, helpers = (int(count) for count in row[1:])
    return OpeningProgress(opened, expected, helping, helpers, int(current), int(generations), CascadeState(row[0]))
