"""A real Prefect server, started once for all its stories, beside a house of its own; and what every story there needs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from flows.machinery import Machinery
from flows.prefect_api import FlowRun, PrefectApi
from flows.schedules import timetable
from kit.settings import settings
from models.schema import migrate
from models.session import Database
from tests.country import Country, small_country
from tests.flows.scans import give_office


@dataclass
class House:
    """One data folder with its database, its Prefect and its runner, as `up` keeps them; without the web."""

    db: Database
    country: Country
    machinery: Machinery
    api: PrefectApi

    def wait(self, for_what: Callable[[], object], *, seconds: float = 180, why: str = "") -> object:
        """Tend the machinery until it has come true. Asked ever more slowly: Prefect has its own work to do on two cores."""
        deadline, pause = time.monotonic() + seconds, 0.1
        while time.monotonic() < deadline:
            self.machinery.tend()
            found = for_what()
            if found:
                return found
            time.sleep(pause)
            pause = min(1.1 * pause, 1.0)
        raise AssertionError(f"not within {seconds} s: {why or for_what}")

    def ready(self) -> None:
        self.wait(
            lambda: self.api.healthy() and len(self.api.deployments()) == len(timetable()),
            seconds=150,
            why="Prefect with every deployment",
        )

    def runs(self, name: str, *states: str) -> list[FlowRun]:
        deployment = self.api.deployments()[name]
        wanted = list(states) or ["COMPLETED", "CRASHED", "FAILED", "RUNNING", "PENDING", "SCHEDULED", "CANCELLED"]
        return [run for run in self.api.runs(wanted) if run.deployment_id == deployment]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Half a minute of work to start, so there is one for all; `track` is due every minute in it."""
    home = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THONGSUOT_HOME", str(home))
        patch.setenv("THONGSUOT_DATABASE_URL", "")
        patch.setenv("THONGSUOT_PREFECT_PORT", "0")
        patch.setenv("THONGSUOT_TRACK_CRON", "* * * * *")
        patch.setenv("THONGSUOT_ROLL_UP_DEBOUNCE_SECONDS", "0.5")
        settings.cache_clear()
        migrate(settings().url)
        db = Database(settings().url, group_commit=True)
        machinery = Machinery()
        machinery.start_server()
        machinery.start_work(db)
        api = PrefectApi(machinery.place)
        try:
            country = small_country(db)
            give_office(country)
            house = House(db, country, machinery, api)
            house.ready()
            yield house
        finally:
            api.close()
            machinery.stop()
            db.close()
    settings.cache_clear()
