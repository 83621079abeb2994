"""`read_document`: reads a scan, a PDF or an old Word file in a child process and leaves a draft, or a sentence that says why not.

Knows who reads and how far it has come; what is found is for `documents` to say, what becomes of it for `cascade.drafting`.
Killed in the middle, it is taken up once more.
"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from cascade.drafting import readings
from cascade.drafting.readings import Work
from cascade.papers import evidence
from documents import read_file
from flows.context import database, flow_run_id
from flows.holding import Hold, holding
from flows.schedules import entry
from kit.errors import Refusal
from kit.settings import settings
from models.session import Database

TELL_SECONDS = 0.5
"""A page of a text PDF takes milliseconds: progress is written for eyes, not for every page."""


class NotWanted(Exception):
    """The reading was stopped, or another run has taken it over: the child ends, nothing is written."""


@flow(name="read_document", flow_run_name="đọc tệp {reading_id}", timeout_seconds=entry("read_document").time_limit)
async def read_document(reading_id: int) -> str:
    db = database()
    with holding(db, f"read-{reading_id}", flow_run_id()) as hold:
        if hold is None:
            return "held"
        work = await asyncio.to_thread(db.write, partial(readings.take, reading_id=reading_id))
        if work is None:
            return "nothing to read"
        found = await read_step(work, hold)
        if found is None:
            return "no draft"
        return "read" if await keep_step(work, quote(found)) else "no draft"


# Not tried again here: a file that has brought a reader down once is taken up by the next run, and counted.
@task(name="read_step", task_run_name="đọc trong tiến trình con", timeout_seconds=1100, cache_policy=NO_CACHE)
async def read_step(work: Work, hold: Hold) -> dict[str, Any] | None:
    return await asyncio.to_thread(read_pages, database(), work, hold)


@task(
    name="keep_step",
    task_run_name="lập bản nháp",
    retries=4,
    retry_delay_seconds=[1, 3, 10, 30],
    retry_jitter_factor=0.5,
    timeout_seconds=60,
    cache_policy=NO_CACHE,
)
async def keep_step(work: Work, found: Any) -> int | None:
    """`found` comes quoted: thousands of findings are not to be searched for futures."""
    return await asyncio.to_thread(keep, database(), work, found)


def read_pages(db: Database, work: Work, hold: Hold) -> dict[str, Any] | None:
    """What stands in the file; None when it was refused with its sentence, or nobody wants to know any more."""
    told = float("-inf")

    def turned(page: int, pages: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < TELL_SECONDS and page < pages:
            return
        told = now
        if hold.lost.is_set() or not db.write(partial(readings.turned, work=work, page=page, pages=pages)):
            raise NotWanted

    try:
        path = evidence.path_of(settings().files, work.file_sha256)
        return read_file(path, name=work.file_name, progress=turned).to_json()
    except NotWanted:
        return None
    except Refusal as refusal:
        db.write(partial(readings.refuse, work=work, message=refusal.message))
        return None


def keep(db: Database, work: Work, found: dict[str, Any]) -> int | None:
    """The draft of what was read; None when it cannot be made, which is told, or when another run has taken over."""
    try:
        return db.write(partial(readings.leave_draft, work=work, reading=found))
    except Refusal as refusal:
        db.write(partial(readings.refuse, work=work, message=refusal.message))
        return None
