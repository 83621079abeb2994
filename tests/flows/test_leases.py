"""Leases: one holder at a time, freed by the end of its process or by time, never by hope."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from cascade.rolling import leases
from flows.holding import clear_gone, holder, holding, is_gone, live_runs
from kit import clock
from models.session import Database


def test_of_twenty_that_reach_for_a_lease_one_gets_it(engine_db: Database) -> None:
    def reach(number: int) -> bool:
        return engine_db.write(partial(leases.claim, name="track", holder=f"m/1/1/{number}", seconds=60))

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(reach, range(20))) == 1


def test_an_expired_lease_is_taken_over_and_its_old_holder_hears_of_it(engine_db: Database) -> None:
    old, new = "away/7/7/old", "here/8/8/new"
    begin = clock.local(2024, 9, 1)
    with clock.at(begin):
        assert engine_db.write(partial(leases.claim, name="roll-up", holder=old, seconds=60))
    with clock.at(begin + timedelta(seconds=59)):
        assert not engine_db.write(partial(leases.claim, name="roll-up", holder=new, seconds=60))
    with clock.at(begin + timedelta(seconds=60)):
        assert engine_db.write(partial(leases.claim, name="roll-up", holder=new, seconds=60))
        assert not engine_db.write(partial(leases.renew, name="roll-up", holder=old, seconds=60))
        engine_db.write(partial(leases.release, name="roll-up", holder=old))  # not its to give back
        with engine_db.read() as tx:
            assert [lease.holder for lease in leases.all_of(tx)] == [new]


def test_the_lease_of_a_killed_process_is_free_at_once(db: Database) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with holding(db, "open-1", "run-of-the-dead") as hold:
        assert hold is not None
    me = holder("run-of-the-dead")
    theirs = me.replace(f"/{os.getpid()}/", f"/{child.pid}/")
    theirs = "/".join([*theirs.split("/")[:2], _began(child.pid), "run-of-the-dead"])
    db.write(partial(leases.claim, name="open-1", holder=theirs, seconds=600))
    with db.read() as tx:
        assert live_runs(leases.all_of(tx)) == {"run-of-the-dead"}
    child.kill()
    child.wait()
    assert [lease.name for lease in clear_gone(db)] == ["open-1"]
    with holding(db, "open-1", "the-next") as hold:
        assert hold is not None
        with db.read() as tx:
            assert not is_gone(leases.all_of(tx)[0])


def test_two_runs_of_the_same_work_do_not_meet(db: Database) -> None:
    with holding(db, "track", "first") as first, holding(db, "track", "second") as second:
        assert first is not None
        assert second is None
    with db.read() as tx:
        assert leases.all_of(tx) == ()


def test_a_run_that_was_taken_for_dead_notices(db: Database) -> None:
    with holding(db, "track", "slow", seconds=0.4) as slow:
        assert slow is not None
        db.write(partial(leases.release, name="track", holder=holder("slow")))
        db.write(partial(leases.claim, name="track", holder="elsewhere/1/1/quick", seconds=60))
        assert slow.lost.wait(5)
    with db.read() as tx:
        assert [lease.holder for lease in leases.all_of(tx)] == ["elsewhere/1/1/quick"]


def _began(pid: int) -> str:
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[19]
