"""`track`: on a schedule and on demand, writes the reminder rows of what came near or passed its day, and opens the next period
of work that comes again.

Knows steps and retries; which pieces owe a reminder is for `cascade.rolling.tracking` to say, which periods have come for
`cascade.renewing.renewal`.
"""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from cascade.renewing import renewal
from cascade.renewing.planning import Series
from cascade.rolling import tracking
from cascade.rolling.tracking import Look
from flows.context import Pace, database, flow_run_id
from flows.holding import holding
from flows.schedules import entry
from kit.errors import Refusal
from models.session import Database


@flow(name="track", flow_run_name="soát hạn", timeout_seconds=entry("track").time_limit)
async def track() -> str:
    """One task run for each cascade with something newly due. A failed one does not stop the others, and is looked at again."""
    db = database()
    with holding(db, "track", flow_run_id()) as hold:
        if hold is None:
            return "held"
        opened = await renew(db)
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
        return f"{sum(count for count in written if isinstance(count, int))} reminders, {opened} periods"


async def renew(db: Database) -> int:
    """One task run for each series whose next period has come, upper plans first. One that fails is tried again next round."""
    with db.read() as tx:
        due = renewal.due(tx)
    told = []
    for series in due:
        named = renew_step.with_options(task_run_name=f"kỳ mới, đợt {series.first_id}, {series.recurrence.value}")
        try:
            told.append({"đợt gốc": series.first_id, "kết quả": await named(series)})
        except Exception as error:  # noqa: BLE001 - this series'; the next has its own, and reminders must go out
            told.append({"đợt gốc": series.first_id, "kết quả": f"lỗi: {error}"[:500]})
    if told:
        await acreate_table_artifact(table=told, key="renewed", description="Mở kỳ mới của việc định kỳ")
    return sum(isinstance(row["kết quả"], int) for row in told)


@task(
    name="renew_step",
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_jitter_factor=0.5,
    timeout_seconds=600,
    cache_policy=NO_CACHE,
)
async def renew_step(series: Series) -> int | str:
    """The number of the cascade that opened, or why none did; its pieces are opened by `open_tasks`."""
    return await asyncio.to_thread(open_period, database(), series)


def open_period(db: Database, series: Series) -> int | str:
    try:
        issued = db.write(partial(renewal.open_next, series=series))
    except Refusal as refusal:  # a person has to put it right; trying again at once would not
        return refusal.message
    return issued.cascade_id if issued else "không mở"


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
