"""The runner: registers the flows with their schedules and starts each due run in a child process of its own.

Knows Prefect's runner; any machine may run one beside the same database and the same Prefect server.
Run by the supervisor as `python -m flows.runner`.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import time
from multiprocessing import forkserver
from types import SimpleNamespace
from typing import Any

import prefect.flow_engine
from prefect.runner import Runner
from prefect.schedules import Cron

from flows.nightly import nightly
from flows.open_tasks import open_tasks
from flows.prefect_api import PrefectApi
from flows.read_document import read_document
from flows.roll_up import roll_up
from flows.schedules import ZONE, timetable
from flows.serving import POLL_SECONDS, PrefectPlace
from flows.track import track

FLOWS = {flow.name: flow for flow in (open_tasks, track, roll_up, read_document, nightly)}
LIMIT = 4
WARM = [
    "flows.warm",
    "prefect.flow_engine",
    "prefect.runner",
    "prefect.task_engine",
    # What the engine loads on its way to the first line of a flow.
    "anyio._backends._asyncio",
    "fastapi",
    "prefect.utilities.visualization",
    "sqlite3",
    *(f"flows.{name}" for name in FLOWS),
]

log = logging.getLogger("thongsuot.runner")


def main() -> None:
    start_runs_warm()
    wait_for_server()
    asyncio.run(serve())


async def serve() -> None:
    # Schedules stay on when we stop: paused ones would wait for a person to switch them on again.
    runner = HouseRunner(
        name="thongsuot", query_seconds=POLL_SECONDS, limit=LIMIT, pause_on_shutdown=False, webserver=False
    )
    for line in timetable():
        # By `aadd_flow`, not `aadd_deployment`: only then does the runner start the flow it holds instead of a new interpreter.
        await runner.aadd_flow(
            FLOWS[line.name],
            name=line.name,
            description=line.about,
            tags=["thongsuot"],
            schedules=[Cron(line.cron, timezone=ZONE)] if line.cron else [],
        )
    await runner.start()


class HouseRunner(Runner):
    """Prefect's own handler of SIGTERM makes the coroutine that would stop the runner and never awaits it."""

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        asyncio.get_running_loop().create_task(self.astop())


def wait_for_server() -> None:
    """The server needs ten to twenty seconds; whoever asks earlier only gets an error for it."""
    place = PrefectPlace(os.environ["PREFECT_API_URL"], os.environ.get("PREFECT_API_AUTH_STRING", ""), managed=False)
    api = PrefectApi(place, timeout=2)
    while not api.healthy():
        time.sleep(0.5)
    api.close()


def start_runs_warm() -> None:
    """Let runs begin in forks of a small server that has already imported everything, instead of importing for seconds.

    Prefect asks `multiprocessing` for the "spawn" context by that name; the fork server is its drop-in equal.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(WARM)
    forkserver.ensure_running()  # it loads while we wait for the server, so that the first run is as quick as the next
    prefect.flow_engine.multiprocessing = _Multiprocessing(context)  # type: ignore[attr-defined, assignment]


class _Multiprocessing(SimpleNamespace):
    """The module `multiprocessing` as the flow engine sees it, but for one answer."""

    def __init__(self, context: Any):
        super().__init__(context=multiprocessing.context, get_context=lambda _method=None: context)

    def __getattr__(self, name: str) -> Any:
        return getattr(multiprocessing, name)


if __name__ == "__main__":
    main()
