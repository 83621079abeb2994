"""`nightly`: everything climbed once, the day's boards copied, every counter held against its leaves.

Knows the order of the night's work; a fault in one cascade does not keep the others from theirs.
"""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import partial

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from cascade.counting import drift, snapshots
from cascade.counting.verify import Difference, verify
from cascade.rolling import roll_up as climbing
from flows.context import Pace, database, flow_run_id
from flows.holding import holding
from flows.roll_up import climb
from flows.schedules import entry
from kit import clock
from models.session import Database

MORNING = timedelta(hours=12)
SHOWN = 200


@flow(name="nightly", flow_run_name="việc hằng đêm", timeout_seconds=entry("nightly").time_limit)
async def nightly() -> str:
    db = database()
    with holding(db, "nightly", flow_run_id()) as hold:
        if hold is None:
            return "held"
        with db.read() as tx:
            cascade_ids = climbing.all_live(tx)
        faults: list[BaseException] = []
        with holding(db, "roll-up", flow_run_id()) as climbing_hold:
            if climbing_hold is not None:  # else somebody is climbing anyway
                try:
                    await climb(db, cascade_ids, None, climbing_hold)
                except Exception as error:  # noqa: BLE001 - the boards are copied and checked all the same
                    faults.append(error)
        found: list[Difference] = []
        for cascade_id in cascade_ids:
            if hold.lost.is_set():
                return "taken over"
            named = night_step.with_options(task_run_name=f"đợt {cascade_id}")
            try:
                found += await named(cascade_id, closing_day())
            except Exception as error:  # noqa: BLE001 - this cascade's; the next has its own
                faults.append(error)
        await _tell(len(cascade_ids), found)
        if faults:
            raise faults[0]
        return f"{len(cascade_ids)} cascades, {len(found)} differences"


@task(
    name="night_step",
    retries=2,
    retry_delay_seconds=[5, 30],
    retry_jitter_factor=0.5,
    timeout_seconds=600,
    cache_policy=NO_CACHE,
)
async def night_step(cascade_id: int, day: date) -> list[Difference]:
    """Copy the boards of one cascade for the day, and check its counters."""
    return await asyncio.to_thread(close_day, database(), cascade_id, day)


def close_day(db: Database, cascade_id: int, day: date) -> list[Difference]:
    pace = Pace(db)
    copy = pace.write(partial(snapshots.begin, cascade_id=cascade_id, day=day))
    for part in copy.parts:
        pace.write(partial(snapshots.copy_part, copy=copy, part=part))
    pace.write(partial(snapshots.finish, copy=copy))
    with db.read() as tx:
        found = verify(tx, cascade_id)
    db.write(partial(drift.note, differences=found))
    return found


def closing_day() -> date:
    """The day this night closes: caught up in the morning after a night without power, it still closes the day before."""
    return clock.local_day(clock.now() - MORNING)


async def _tell(count: int, found: list[Difference]) -> None:
    if found:
        rows = [
            {"đợt": item.cascade_id, "kỳ việc": item.task_period_id, "nút": item.node, "ô": item.cell,
             "đang ghi": item.counted, "tính lại": item.recounted}
            for item in found[:SHOWN]
        ]  # fmt: skip
        await acreate_table_artifact(table=rows, key="verify", description=f"{len(found)} số đếm không khớp")
    else:
        await acreate_markdown_artifact(markdown=f"Đối chiếu {count} đợt: mọi số đếm đều khớp.", key="verify")
