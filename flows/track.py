"""`track`: on a schedule and on demand, writes the reminder rows of what came near or passed its day.

Knows steps and retries; which pieces owe a reminder is for `cascade.rolling.tracking` to say.
"""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from cascade.rolling import tracking
from cascade.rolling.tracking import Look
from flows.context import Pace, database, flow_run_id
from flows.holding import holding
from flows.schedules import entry
from models.session import Database


@flow(name="track", flow_run_name="soát hạn", timeout_seconds=entry("track").time_limit)
async def track() -> str:
    """One task run for each cascade with something newly due. A failed one does not stop the others, and is looked at again."""
    db = database()
    with holding(db, "track", flow_run_id()) as hold:
        if hold is None:
            return "held"
        with db.read() as tx:
            today = tracking.plan(tx)
        written = await asyncio.gather(
            *(
                track_step.with_options(task_run_name=f"đợt {cascade_id}" if cascade_id else "việc có thay đổi")(
                    looks, today.day
                )
                for cascade_id, looks in today.looks.items()
            ),
            return_exceptions=True,
        )
        failed = [error for error in written if isinstance(error, BaseException)]
        if any(written):
            table = [
                {"đợt": cascade_id, "lời nhắc mới": count if isinstance(count, int) else f"lỗi: {count}"}
                for cascade_id, count in zip(today.looks, written, strict=True)
            ]
            await acreate_table_artifact(table=table, key="track", description=f"Soát hạn ngày {today.day:%d/%m/%Y}")
        if failed:
            raise failed[0]
        await asyncio.to_thread(db.write, partial(tracking.finish, done=today))
        return f"{sum(count for count in written if isinstance(count, int))} reminders"


@task(
    name="track_step",
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    retry_jitter_factor=0.5,
    timeout_seconds=300,
    cache_policy=NO_CACHE,
)
async def track_step(looks: tuple[Look, ...], day: date) -> int:
    return await asyncio.to_thread(write_looks, database(), looks, day)


def write_looks(db: Database, looks: tuple[Look, ...], day: date) -> int:
    pace = Pace(db)
    return sum(pace.write(partial(tracking.write, look=look, day=day)) for look in looks)
