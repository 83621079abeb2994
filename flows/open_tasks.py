"""`open_tasks`: makes the unit tasks of an issued cascade, along the generations of its graph.

Knows steps, retries and progress; the rows are made by `cascade.issuing.opening`. Killed anywhere it is run again and adds what is missing.
"""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import acreate_progress_artifact, acreate_table_artifact, aupdate_progress_artifact
from prefect.cache_policies import NO_CACHE

from cascade.issuing import opening
from cascade.issuing.opening import Batch
from flows.context import Pace, database, flow_run_id
from flows.holding import holding
from flows.schedules import entry
from models.session import Database

STEP_ROWS = 50_000
"""A task run costs Prefect some 12 ms and 14 KB: a step is many short transactions, not one of them."""


@flow(name="open_tasks", flow_run_name="mở việc, đợt {cascade_id}", timeout_seconds=entry("open_tasks").time_limit)
async def open_tasks(cascade_id: int) -> str:
    db, run_id = database(), flow_run_id()
    with holding(db, f"open-{cascade_id}", run_id) as hold:
        if hold is None:
            return "held"
        with db.read() as tx:
            left, rows = opening.batches(tx, cascade_id), opening.progress(tx, cascade_id).rows
        table: list[dict[str, int]] = []
        if left:
            bar = Bar(f"open-{cascade_id}")
            done = rows - sum(batch.size for batch in left)
            for number, batches in enumerate(steps(left), start=1):
                if hold.lost.is_set():
                    return "taken over"
                named = open_step.with_options(task_run_name=f"thế hệ {batches[0].generation}, bước {number}")
                made = await named(batches)
                done += sum(batch.size for batch in batches)
                table.append(
                    {"bước": number, "thế hệ": batches[0].generation, "đợt": len(batches), "phần việc mới": made}
                )
                await bar.show(100.0 * done / max(rows, 1))
        finished = await asyncio.to_thread(db.write, partial(opening.finish, cascade_id=cascade_id))
        if table:
            await acreate_table_artifact(
                table=table,
                key=f"opened-{cascade_id}",
                description=f"Đợt {cascade_id}: {rows} phần việc, kể cả phối hợp",
            )
        return "open" if finished else "unfinished"


class Bar:
    """The progress an operator sees; made after the first step, for nobody waits for a bar."""

    def __init__(self, key: str):
        self._key = key
        self._artifact: UUID | None = None

    async def show(self, percent: float) -> None:
        percent = min(100.0, percent)
        if self._artifact is None:
            self._artifact = await acreate_progress_artifact(
                percent, key=self._key, description="Mở việc cho các đơn vị"
            )
        else:
            await aupdate_progress_artifact(self._artifact, progress=percent)


@task(
    name="open_step",
    retries=4,
    retry_delay_seconds=[1, 3, 10, 30],
    retry_jitter_factor=0.5,
    timeout_seconds=600,
    cache_policy=NO_CACHE,
)
async def open_step(batches: tuple[Batch, ...]) -> int:
    """One step: every batch in a short transaction of its own."""
    return await asyncio.to_thread(open_batches, database(), batches)


def open_batches(db: Database, batches: tuple[Batch, ...]) -> int:
    pace = Pace(db)
    return sum(pace.write(partial(opening.open_batch, batch=batch)) for batch in batches)


def steps(batches: list[Batch], rows: int = STEP_ROWS) -> list[tuple[Batch, ...]]:
    """Batches gathered into steps of one generation each, in the order given."""
    found: list[list[Batch]] = []
    for batch in batches:
        step = found[-1] if found else None
        if step and step[0].generation == batch.generation and sum(item.size for item in step) + batch.size <= rows:
            step.append(batch)
        else:
            found.append([batch])
    return [tuple(step) for step in found]
