"""The whole product killed: `python -P -m tests.kill.product --kills 5`.

Each round the supervisor, one of its children or all of them die with kill -9 while a cascade opens. Afterwards no process
is left behind, everything owed is done once, every schedule runs again within two periods, and no run stays Running.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
from sqlalchemy import Connection, insert, select

from cascade.actor import SYSTEM
from cascade.counting.verify import verify
from cascade.issuing.issue import IssuedCascade, issue
from cascade.issuing.opening import progress
from cascade.orders import CascadeOrder, TaskOrder
from cascade.sample.country import Country, generate
from flows.children import free_port
from flows.prefect_api import FlowRun, PrefectApi, PrefectAway
from flows.schedules import timetable
from flows.serving import ROOT, PrefectPlace
from kit import clock
from kit.settings import settings
from kit.vocabulary import CascadeState, DocumentKind
from models import Document
from models.schema import migrate
from models.session import Database
from models.sql import run

PERIOD = timedelta(minutes=1)
TARGETS = ("supervisor", "runner", "prefect", "web", "all")
UP = "import sys; from flows.up import run; sys.exit(run())"


@dataclass
class Product:
    """The product in a folder of its own, started as an officer starts it, with every schedule due every minute."""

    home: Path
    units: int = 1000
    ports: tuple[int, int] = field(default_factory=lambda: (free_port("127.0.0.1", 0), free_port("127.0.0.1", 0)))
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        given = {
            "HOME": str(self.home), "DATABASE_URL": "", "PORT": str(self.ports[0]), "PREFECT_PORT": str(self.ports[1]),
            "TRACK_CRON": "* * * * *", "NIGHTLY_CRON": "* * * * *", "ROLL_UP_DEBOUNCE_SECONDS": "0.5",
        }  # fmt: skip
        self.env = (
            dict(os.environ) | {f"THONGSUOT_{key}": value for key, value in given.items()} | {"PYTHONPATH": str(ROOT)}
        )
        self._before = {key: os.environ.get(key) for key in self.env if key.startswith("THONGSUOT_")}
        os.environ.update({key: self.env[key] for key in self._before})
        settings.cache_clear()
        migrate(settings().url)
        self.db = Database(settings().url)
        self.country: Country = generate(self.db, self.units)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", UP], env=self.env, cwd=ROOT, start_new_session=True
        )

    @property
    def api(self) -> PrefectApi:
        secret = (self.home / "prefect" / "secret").read_text().strip()
        return PrefectApi(PrefectPlace(f"http://127.0.0.1:{self.ports[1]}/api", secret, managed=False))

    @property
    def sign_in_page(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}/dang-nhap"

    def answers(self) -> bool:
        try:
            return httpx.get(self.sign_in_page, timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def processes(self) -> dict[str, list[int]]:
        """Every living process of this product, by its part."""
        found: dict[str, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or not self._ours(entry):
                continue
            line = (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            part = ("supervisor" if UP in line else "web" if "flows.web_process" in line else "prefect" if "flows.prefect_server" in line
                    else "runner" if "flows.runner" in line else "run")  # fmt: skip
            found.setdefault(part, []).append(int(entry.name))
        return found

    def _ours(self, entry: Path) -> bool:
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            return (
                state not in "ZX"
                and int(entry.name) != os.getpid()
                and f"THONGSUOT_HOME={self.home}".encode() in (entry / "environ").read_bytes()
            )
        except OSError:
            return False

    def issue(self) -> IssuedCascade:
        """A cascade of some thousand pieces, issued beside the web as a command would."""

        def work(tx: Connection) -> IssuedCascade:
            root, *others = self.country.ids
            document = tx.execute(insert(Document).values(
                kind=DocumentKind.PLAN, issuer_unit_id=root, registered_at=clock.now()).returning(Document.id)).scalar_one()  # fmt: skip
            due = clock.today() - timedelta(days=1)
            task = TaskOrder(title="Việc", holders=tuple(others), due_on=due)
            order = CascadeOrder(document_id=document, issuing_unit_id=root, title="Kế hoạch", tasks=(task,) * 4)
            return issue(tx, actor=SYSTEM, order=order)

        return self.db.write(work)

    def is_open(self, issued: IssuedCascade) -> bool:
        with self.db.read() as tx:
            return progress(tx, issued.cascade_id).state is CascadeState.OPEN

    def kill(self, target: str) -> None:
        alive = self.processes()
        pids = [pid for part in alive.values() for pid in part] if target == "all" else alive.get(target, [])
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        if target in ("supervisor", "all") and self.process:
            self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
        self.db.close()
        for key, value in self._before.items():
            os.environ.pop(key, None)
            if value is not None:
                os.environ[key] = value
        settings.cache_clear()


def wait(what: Callable[[], object], seconds: float, why: str) -> None:
    deadline, pause = time.monotonic() + seconds, 0.2
    while time.monotonic() < deadline:
        try:
            if what():
                return
        except (PrefectAway, OSError):
            pass
        time.sleep(pause)
        pause = min(1.1 * pause, 1.0)  # Prefect has its own work to do on two cores
    raise AssertionError(f"not within {seconds:.0f} s: {why}")


def ran_since(api: PrefectApi, name: str, moment: datetime) -> list[FlowRun]:
    deployment = api.deployments().get(name)
    return [item for item in api.runs(["COMPLETED"]) if item.deployment_id == deployment and item.began_at > moment]


def kill_product(home: Path, *, kills: int, seed: int) -> list[str]:
    """One line a round; raises AssertionError where a promise is broken."""
    dice = random.Random(seed)
    product = Product(home)
    product.start()
    lines = []
    try:
        wait(product.answers, 180, "the web to answer")
        wait(lambda: len(product.api.deployments()) == len(timetable()), 180, "Prefect with every deployment")
        for number in range(kills):
            target = TARGETS[number % len(TARGETS)]
            issued = product.issue()
            time.sleep(dice.uniform(0.2, 3.0))
            product.kill(target)
            if target in ("supervisor", "all"):
                wait(
                    lambda: not product.processes(),
                    15,
                    f"no process to be left after the {target} died: {product.processes()}",
                )
                product.start()
            if target == "web":  # whoever clicks now waits a moment and is not refused
                assert httpx.get(product.sign_in_page, timeout=120, trust_env=False).status_code == 200
            began, moment = time.monotonic(), clock.now()
            wait(partial(product.is_open, issued), 180, "the cascade to be open")
            opened = time.monotonic() - began
            wait(product.answers, 180, "the web to answer again")
            for line in timetable():
                if line.cron:
                    wait(
                        partial(ran_since, product.api, line.name, moment),
                        120 + 2 * PERIOD.total_seconds(),
                        f"{line.name} to run again",
                    )
            began = time.monotonic()
            wait(partial(_none_left_over, product, moment), 150, "no dead run to be left as Running")
            _look(product, issued)
            lines.append(
                f"{target} killed: open after {opened:.1f} s, swept after {time.monotonic() - began:.1f} s more"
            )
        return lines
    finally:
        product.stop()
        wait(lambda: not product.processes(), 15, "no process to be left after the end")


def _none_left_over(product: Product, moment: datetime) -> bool:
    """No run from before the kill is still taken for living."""
    return all(item.began_at >= moment for item in product.api.runs(["RUNNING", "PENDING", "CANCELLING"]))


def _look(product: Product, issued: IssuedCascade) -> None:
    with product.db.read() as tx:
        rows, different = run(tx, """
            SELECT count(*), count(DISTINCT u.task_period_id * 1000000 + u.unit_id) FROM unit_task u
            JOIN task_period p ON p.id = u.task_period_id WHERE p.cascade_id = ?
        """, (issued.cascade_id,)).one()  # fmt: skip
        assert rows == different == issued.expected_count, (
            f"{rows} rows, {different} different, {issued.expected_count} expected"
        )
        told = run(
            tx, "SELECT count(*) FROM journal WHERE cascade_id = ? AND event = 'cascade:opened'", (issued.cascade_id,)
        ).scalar_one()
        assert told == 1, f"told {told} times that it is open"
        assert verify(tx) == []
        assert run(tx, "PRAGMA integrity_check").scalar_one() == "ok"
        assert tx.execute(select(Document.id).limit(1)).first()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ts-product-") as folder:
        for line in kill_product(Path(folder), kills=given.kills, seed=given.seed):
            print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
