"""`roll_up`: climbs from the bottom up, across cascades, soon after something has changed.

Knows stages, branches and retries; what a parent becomes is for `cascade.rolling.roll_up` to say. A failed branch does not stop
its siblings, and leaves the watermark where it was, so that everything is looked at again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import islice

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from cascade.rolling import roll_up as climbing
from cascade.rolling.levels import complete_levels
from cascade.rolling.roll_up import SETTLED, Dirty, Step
from flows.context import database, flow_run_id
from flows.holding import Hold, holding
from flows.schedules import entry
from models.session import Database

ROUNDS = 50
AT_ONCE = 8
"""Task runs of one stage that wait for the database together."""


@flow(name="roll_up", flow_run_name="tổng hợp", timeout_seconds=entry("roll_up").time_limit)
async def roll_up() -> str:
    """Round after round until nothing has changed any more: while people are marking, one run does for many changes."""
    db = database()
    with holding(db, "roll-up", flow_run_id()) as hold:
        if hold is None:
            return "held"
        if not db.is_sqlite:  # its youngest rows are looked at again: once they have settled, one round does
            await asyncio.sleep(SETTLED.total_seconds())
        before: Dirty | None = None
        for number in range(ROUNDS):
            with db.read() as tx:
                found = climbing.dirty(tx)
            if not found.cascade_ids or hold.lost.is_set():
                await asyncio.to_thread(db.write, partial(climbing.handled, done=found))
                return f"{number} rounds"
            if before == found:  # rows came meanwhile that have not settled either
                await asyncio.sleep(SETTLED.total_seconds())
            await climb(db, found.cascade_ids, found, hold)
            await asyncio.to_thread(db.write, partial(climbing.handled, done=found))
            before = found
        return "more to do"


async def climb(db: Database, cascade_ids: Iterable[int], found: Dirty | None, hold: Hold) -> None:
    """One round over these cascades and all above them, stage by stage; raises after the last stage what went wrong in any."""
    with db.read() as tx:
        stages = climbing.plan(tx, cascade_ids)
    failed: list[BaseException] = []
    for number, stage in enumerate(stages, start=1):
        branches: dict[int, list[Step]] = defaultdict(list)
        for step in stage:
            branches[step.cascade_id].append(step)
        waiting = iter(branches.items())
        while group := list(islice(waiting, AT_ONCE)):
            if hold.lost.is_set():
                return
            named = (
                climb_step.with_options(task_run_name=f"tầng {number}, đợt {cascade_id}")(tuple(steps))
                for cascade_id, steps in group
            )
            failed += [
                error
                for error in await asyncio.gather(*named, return_exceptions=True)
                if isinstance(error, BaseException)
            ]
    for window in found.windows() if found else ():
        await asyncio.to_thread(db.write, partial(climbing.flag_changes, window=window))
    for cascade_id in sorted({step.cascade_id for stage in stages for step in stage}):
        await asyncio.to_thread(db.write, partial(complete_levels, cascade_id=cascade_id))
    if failed:
        table = [{"lỗi": f"{type(error).__name__}: {error}"[:500]} for error in failed]
        await acreate_table_artifact(table=table, key="roll-up-failed", description="Nhánh chưa tổng hợp được")
        raise failed[0]


@task(
    name="climb_step",
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    retry_jitter_factor=0.5,
    timeout_seconds=600,
    cache_policy=NO_CACHE,
)
async def climb_step(steps: tuple[Step, ...]) -> int:
    """The branches of one cascade in one stage; returns how many parents changed."""
    return await asyncio.to_thread(climb_branches, database(), steps)


def climb_branches(db: Database, steps: tuple[Step, ...]) -> int:
    """Every branch is tried; the first fault is raised after the last one."""
    changed, failed = 0, None
    for step in steps:
        try:
            outcome = climbing.run_step(db, step)
            changed += outcome.ready + outcome.unready
        except Exception as error:  # noqa: BLE001 - a branch of its own: the next may be sound
            failed = failed or error
    if failed:
        raise failed
    return changed
