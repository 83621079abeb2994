"""Climbing: from the bottom up, across cascades, each parent is judged by its policy and becomes *ready* or no longer.

Knows the order and what follows from readiness; refuses to accept anything for anybody: a ready parent is reported by its
head, or by itself where the task says so. Every step is short, idempotent, and may be killed and run again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import Connection, func, select

from cascade.actor import SYSTEM
from cascade.graph import stages
from cascade.journal import Entry, record
from cascade.marking import unit_tasks
from cascade.orders import Policy
from cascade.progress import is_reached
from cascade.rolling.levels import complete_levels
from cascade.store import roll_up as store
from cascade.store.lineage_ids import pieces_above
from cascade.store.owed import NOTHING_TO_ROLL_UP
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import LIVE_CASCADES, EventTag, PolicyKind
from models import Cascade, Journal, Serves, Watermark
from models.session import Database
from models.sql import run

WATERMARK = "roll_up"
LIMIT = 200
"""Parents changed in one transaction: it stays well under 50 ms."""
WINDOW = 2000
"""Journal rows looked through for changed children in one transaction."""
SETTLED = timedelta(seconds=3)


@dataclass(frozen=True)
class Dirty:
    """The cascades in which something happened after journal row `since`, and up to which row this was looked at."""

    cascade_ids: tuple[int, ...]
    since: int
    until: int

    def windows(self) -> list[tuple[int, int]]:
        """The journal rows in ranges small enough for one short transaction each."""
        return [(start, min(start + WINDOW, self.until)) for start in range(self.since, self.until, WINDOW)]


@dataclass(frozen=True, order=True)
class Step:
    """The parents of one generation in one task of one cascade. The task is the branch: its fault stops no other."""

    cascade_id: int
    task_period_id: int
    generation: int


@dataclass(frozen=True)
class Outcome:
    """What one transaction of a step did. `more`: there is more of the same; `to_report`: each is sent by `report`."""

    ready: int = 0
    unready: int = 0
    to_report: tuple[int, ...] = ()
    more: bool = False


def dirty(tx: Connection) -> Dirty:
    """What has happened since the watermark."""
    since = int(tx.execute(select(Watermark.journal_id).where(Watermark.name == WATERMARK)).scalar() or 0)
    until = int(tx.execute(select(func.max(Journal.id))).scalar() or 0)
    concerns = (Journal.id > since, Journal.id <= until, Journal.cascade_id.is_not(None))
    query = select(Journal.cascade_id).where(*concerns, Journal.event.not_in(NOTHING_TO_ROLL_UP)).distinct()
    return Dirty(tuple(sorted(key for key in tx.execute(query).scalars() if key is not None)), since, until)


def all_live(tx: Connection) -> tuple[int, ...]:
    """Every cascade still going on: what the nightly round climbs."""
    return tuple(tx.execute(select(Cascade.id).where(Cascade.state.in_(LIVE_CASCADES)).order_by(Cascade.id)).scalars())


def handled(tx: Connection, done: Dirty) -> None:
    """Move the watermark past what was climbed, once every branch has been.

    On PostgreSQL a row with a smaller number may still be on its way to the commit: the last seconds are looked at again.
    """
    until = done.until
    if tx.dialect.name == "postgresql":
        young = select(func.min(Journal.id)).where(Journal.id > done.since, Journal.at > clock.now() - SETTLED)
        until = min(until, int(tx.execute(young).scalar() or until + 1) - 1)
    now = clock.now()
    run(tx, "INSERT INTO watermark (name, journal_id) VALUES (?, 0) ON CONFLICT DO NOTHING", (WATERMARK,))
    run(
        tx,
        "UPDATE watermark SET journal_id = ?, finished_at = ? WHERE name = ? AND journal_id <= ?",
        (until, now, WATERMARK, until),
    )


def plan(tx: Connection, cascade_ids: Iterable[int]) -> list[list[Step]]:
    """The steps for these cascades and all above them, bottom first; the steps of one stage do not touch each other."""
    ids = _with_all_above(tx, cascade_ids)
    joints = [(Step(*lower), Step(*upper)) for lower, upper in store.joints(tx, ids)]
    steps = {Step(*row) for row in store.steps_of(tx, ids)} | {upper for _, upper in joints}
    branches: dict[int, list[Step]] = defaultdict(list)
    for step in sorted(steps, reverse=True):
        branches[step.task_period_id].append(step)
    edges = [pair for branch in branches.values() for pair in pairwise(branch)]
    return stages([*edges, *((lower, upper) for lower, upper in joints if lower in steps)], steps)


def _with_all_above(tx: Connection, cascade_ids: Iterable[int]) -> list[int]:
    found: dict[int, None] = {}
    waiting = list(cascade_ids)
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found[current] = None
        waiting += [piece.cascade_id for piece in pieces_above(tx, current)]
        waiting += [upper[0] for _, upper in store.joints(tx, [current])] if _serves_anything(tx) else []
    return sorted(found)


def _serves_anything(tx: Connection) -> bool:
    return tx.execute(select(Serves.unit_task_id).limit(1)).first() is not None


def climb(tx: Connection, step: Step, limit: int = LIMIT) -> Outcome:
    """Judge the parents of one step anew: at most `limit` change in this transaction."""
    head = store.head(tx, step.task_period_id)
    _refresh_below(tx, step)
    flipped = _to_flip(tx, step, head.policy, limit)
    now = clock.now()
    for parent in flipped:
        ready = not parent.is_ready
        store.set_ready(tx, step.task_period_id, parent.node, ready, now)
        word = "đã đạt" if ready else "không còn đạt"
        record(tx, Entry(
            EventTag.PARENT_READY if ready else EventTag.PARENT_UNREADY, SYSTEM,
            about_unit_id=parent.unit_id or head.issuing_unit_id, cascade_id=step.cascade_id,
            unit_task_id=parent.unit_task_id or head.carries_out_id,
            note=f"{head.name}: cấp dưới {word}, {parent.tally.done}/{parent.tally.live} phần việc hoàn thành",
            data={"task": head.task_id, "node": parent.node, "live": parent.tally.live, "done": parent.tally.done},
        ))  # fmt: skip
    to_report = store.unreported(tx, step.task_period_id, step.generation, limit) if head.reports_by_itself else []
    ready_count = sum(not parent.is_ready for parent in flipped)
    return Outcome(ready_count, len(flipped) - ready_count, tuple(to_report), len(flipped) == limit)


def report(tx: Connection, unit_task_id: int) -> bool:
    """Send the share of a parent that reports by itself; False where it cannot (its evidence is missing, its head was quicker)."""
    row = run(tx, """
        SELECT r.done + r.below_done, r.live + r.below_live FROM assignment a
        JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = ? - a.first_id
        JOIN roll_up r ON r.task_period_id = a.task_period_id AND r.node = m.node AND r.is_ready
        WHERE a.first_id = (SELECT max(first_id) FROM assignment WHERE first_id <= ?)
    """, (unit_task_id, unit_task_id)).one_or_none()  # fmt: skip
    if row is None:
        return False
    note = f"Tự báo xong: {row[0]}/{row[1]} phần việc cấp dưới đã hoàn thành"
    try:
        unit_tasks.submit(tx, actor=SYSTEM, unit_task_id=unit_task_id, note=note)
    except Refusal:
        return False
    return True


def _refresh_below(tx: Connection, step: Step) -> None:
    found = store.below(tx, step.task_period_id, step.generation)
    known = store.stored_below(tx, step.task_period_id, step.generation)
    for node in sorted(found.keys() | known.keys()):
        live, done = found.get(node, (0, 0))
        if known.get(node, (0, 0)) != (live, done):
            store.store_below(tx, step.task_period_id, step.generation, node, live, done)


# `is_reached` said to the database, so that only the parents that change are read; the tests hold the two together.
_CONDITIONS = {
    PolicyKind.ALL: ("k.all_live > 0 AND k.all_done >= k.all_live", None),
    PolicyKind.AT_LEAST: ("k.all_live > 0 AND k.all_done >= ?", 1),
    PolicyKind.PERCENT: ("k.all_live > 0 AND 100 * k.all_done >= ? * k.all_live", 100),
    PolicyKind.DECLARED: ("coalesce(k.declared_percent, -1) >= ?", 100),
}


def _to_flip(tx: Connection, step: Step, policy: Policy, limit: int) -> Sequence[store.Parent]:
    if policy.kind is PolicyKind.WEIGHTED:
        parents = store.weighed(tx, step.task_period_id, step.generation)
        return [parent for parent in parents if parent.is_ready is not (is_reached(policy, parent.tally) is True)][
            :limit
        ]
    condition, default = _CONDITIONS[policy.kind]
    values = () if default is None else (policy.value or default,)
    return store.to_flip(tx, step.task_period_id, step.generation, condition, values, limit)


def flag_changes(tx: Connection, window: tuple[int, int]) -> int:
    """Flag the parents whose children changed after they had reported, by the journal rows of one window."""
    return store.flag_changed(tx, *window)


def run_step(db: Database, step: Step) -> Outcome:
    """One step to its end, in as many short transactions as it takes."""
    ready = unready = 0
    while True:
        outcome = db.write(lambda tx: climb(tx, step))
        ready, unready = ready + outcome.ready, unready + outcome.unready
        sent = [unit_task_id for unit_task_id in outcome.to_report if _report(db, unit_task_id)]
        if not outcome.more and not (sent and len(outcome.to_report) == LIMIT):
            return Outcome(ready, unready, tuple(sent))


def _report(db: Database, unit_task_id: int) -> bool:
    return db.write(lambda tx: report(tx, unit_task_id))


def run_all(db: Database, cascade_ids: Iterable[int] | None = None) -> Outcome:
    """A whole round without Prefect: commands, sample data, tests. Without `cascade_ids`: what is dirty."""
    with db.read() as tx:
        found = dirty(tx)
        planned = plan(tx, found.cascade_ids if cascade_ids is None else cascade_ids)
    outcomes = [run_step(db, step) for stage in planned for step in stage]
    for window in found.windows():
        db.write(lambda tx, window=window: flag_changes(tx, window))  # type: ignore[misc]
    for cascade_id in sorted({step.cascade_id for stage in planned for step in stage}):
        db.write(lambda tx, cascade_id=cascade_id: complete_levels(tx, cascade_id))  # type: ignore[misc]
    if cascade_ids is None:
        db.write(lambda tx: handled(tx, found))
    reported = tuple(piece for outcome in outcomes for piece in outcome.to_report)
    return Outcome(sum(o.ready for o in outcomes), sum(o.unready for o in outcomes), reported)
