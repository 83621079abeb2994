"""The sweeper: after a kill Prefect shows a run as Running for ever, and after a night without power every missed cron as due.

Knows which runs are dead by our own leases, and puts Prefect right through its API; starts nothing itself.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from cascade.rolling import leases
from flows.holding import clear_gone, holder, live_runs
from flows.prefect_api import FlowRun, PrefectApi
from flows.schedules import timetable
from kit import clock
from models.session import Database

log = logging.getLogger("thongsuot.sweeper")

ACTIVE = ["RUNNING", "PENDING", "CANCELLING"]
GRACE = timedelta(seconds=90)
"""A run needs so long, at worst, from Pending to its lease."""
LATE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class Swept:
    crashed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


class Sweeper:
    def __init__(self, db: Database, api: PrefectApi):
        self._db = db
        self._api = api

    def sweep(self, *, dead_before: datetime | None = None) -> Swept:
        """Declare dead runs crashed, and leave one of each schedule's missed runs. A lease keeps two sweepers apart.

        `dead_before`: the runner was started anew at that moment; older runs without a living lease died with the old one.
        """
        clear_gone(self._db)  # also of a sweeper that was killed at its work
        me = holder("sweep")
        if not self._db.write(partial(leases.claim, name="sweep", holder=me, seconds=60)):
            return Swept()
        try:
            return Swept(self._end_dead(dead_before), self._skip_missed())
        finally:
            self._db.write(partial(leases.release, name="sweep", holder=me))

    def _end_dead(self, dead_before: datetime | None) -> tuple[str, ...]:
        # The runs first, the leases after: a lease taken in between then counts as living.
        active = [run for run in self._api.runs(ACTIVE) if run.deployment_id]
        clear_gone(self._db)
        with self._db.read() as tx:
            living = live_runs(leases.all_of(tx))
        dead = dead_runs(active, living, clock.now(), dead_before)
        for run in dead:
            self._api.set_state(run.id, "CRASHED", "Tiến trình không còn. Việc còn lại được làm ở lượt sau.")
            log.warning("run %s (%s) had died; called crashed", run.name, run.id)
        return tuple(run.id for run in dead)

    def _skip_missed(self) -> tuple[str, ...]:
        missed = missed_but_last(self._api.runs(["SCHEDULED"]), clock.now())
        for run in missed:
            self._api.delete_run(run.id)
        if missed:
            log.warning("%d missed runs were skipped", len(missed))
        return tuple(run.id for run in missed)


def dead_runs(
    active: Iterable[FlowRun], living: set[str], now: datetime, dead_before: datetime | None = None
) -> list[FlowRun]:
    """Runs that should be at work but hold no living lease, or have outlived every time limit."""
    longest = timedelta(seconds=max(line.time_limit for line in timetable()) + 300)

    def is_dead(run: FlowRun) -> bool:
        age = now - run.began_at
        if run.id in living:
            return age >= longest
        return age >= GRACE or (dead_before is not None and run.began_at < dead_before)

    return [run for run in active if is_dead(run)]


def missed_but_last(scheduled: Iterable[FlowRun], now: datetime) -> list[FlowRun]:
    """Of the schedule's own runs that are late, all but the newest of each deployment: caught up once, not one by one."""
    late: dict[str | None, list[FlowRun]] = defaultdict(list)
    for run in scheduled:
        if run.auto_scheduled and run.scheduled_for and now - run.scheduled_for >= LATE_AFTER:
            late[run.deployment_id].append(run)
    return [run for runs in late.values() for run in sorted(runs, key=lambda run: run.scheduled_for or now)[:-1]]
