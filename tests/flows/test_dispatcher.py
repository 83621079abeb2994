"""What the dispatcher owes, when it asks, and what the sweeper takes for dead: the rules, without a server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from cascade.counting.verify import verify
from cascade.issuing.opening import Batch, batches, open_all
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.rolling import leases, roll_up, tracking
from flows.dispatcher import Debounce, Dispatcher
from flows.open_tasks import open_batches, steps
from flows.prefect_api import FlowRun, PrefectApi
from flows.serving import PrefectPlace
from flows.sweeper import GRACE, LATE_AFTER, dead_runs, missed_but_last
from kit import clock
from kit.vocabulary import Acceptance
from models.sql import run
from tests.country import Country

NOW = clock.local(2024, 9, 2, 12)
RUN = FlowRun("r", "tổng hợp", "d", "RUNNING", False, None, NOW)
NOWHERE = PrefectPlace("http://127.0.0.1:9/api", "", managed=False)
SCHOOLS = ("hoasen", "binhminh", "kimdong")


def tracked_today(country: Country) -> Dispatcher:
    """A dispatcher in a house that has had today's round of tracking."""
    with country.db.read() as tx:
        today = tracking.plan(tx)
    country.db.write(partial(tracking.finish, done=today))
    return Dispatcher(country.db, PrefectApi(NOWHERE))


def test_tracking_is_owed_once_a_day_and_after_days_without_power(lite: Country) -> None:
    with clock.at(NOW):
        dispatcher = tracked_today(lite)
        assert dispatcher.owed() == []
    with clock.at(NOW + timedelta(days=3)):
        assert [piece.deployment for piece in dispatcher.owed()] == ["track"]
    assert [piece.deployment for piece in Dispatcher(lite.db, PrefectApi(NOWHERE)).owed()] == ["track"]


def test_an_unopened_cascade_is_owed_until_somebody_opens_it(lite: Country) -> None:
    dispatcher = tracked_today(lite)
    assert dispatcher.owed() == []
    issued = lite.issue(TaskOrder(title="Bảo hiểm y tế", holders=lite.ids(*SCHOOLS)), opened=False)
    owed = f"open-{issued.cascade_id}"
    assert [piece.name for piece in dispatcher.owed()] == [owed]
    lite.db.write(partial(leases.claim, name=owed, holder="elsewhere/1/1/run", seconds=60))
    assert dispatcher.owed() == [], "a run is at it"
    lite.db.write(partial(leases.release, name=owed, holder="elsewhere/1/1/run"))
    lite.db.write(partial(open_all, cascade_id=issued.cascade_id))
    assert owed not in [piece.name for piece in dispatcher.owed()]


def test_changes_are_owed_a_roll_up_once_they_have_settled(lite: Country) -> None:
    issued = lite.issue(
        TaskOrder(title="Bảo hiểm y tế", holders=lite.ids("gd", *SCHOOLS), acceptance=Acceptance.AUTOMATIC)
    )
    roll_up.run_all(lite.db)
    dispatcher = tracked_today(lite)
    dispatcher._debounce = Debounce(0.0)
    assert dispatcher.owed() == []
    lite.do(verbs.submit, "hoasen", lite.piece(issued, "hoasen"))
    assert [piece.deployment for piece in dispatcher.owed()] == ["roll_up"]
    roll_up.run_all(lite.db)
    assert dispatcher.owed() == []


def test_changes_settle_when_it_is_quiet_or_has_lasted_long_enough() -> None:
    quiet = Debounce(2.0)
    assert not quiet.settled(7, now=100.0)
    assert not quiet.settled(7, now=101.9)
    assert quiet.settled(7, now=102.0)
    assert not quiet.settled(None, now=103.0)
    busy = Debounce(2.0)
    settled = [busy.settled(mark, now=200.0 + mark) for mark in range(12)]
    assert settled.index(True) == 10, "a rush that never pauses is served all the same"


def test_a_run_without_a_living_lease_is_dead_after_its_grace_and_at_once_when_its_runner_died() -> None:
    young = replace(RUN, id="young", began_at=NOW - timedelta(seconds=5))
    old = replace(RUN, id="old", began_at=NOW - GRACE)
    endless = replace(RUN, id="endless", began_at=NOW - timedelta(hours=3))
    assert [item.id for item in dead_runs([young, old], set(), NOW)] == ["old"]
    assert dead_runs([young, old], {"young", "old"}, NOW) == []
    assert [item.id for item in dead_runs([young], set(), NOW, dead_before=NOW - timedelta(seconds=1))] == ["young"]
    assert dead_runs([young], {"young"}, NOW, dead_before=NOW) == [], "it runs on another machine"
    assert [item.id for item in dead_runs([endless], {"endless"}, NOW)] == ["endless"], "no time limit is that long"


def test_of_missed_crons_the_last_of_each_schedule_is_caught_up() -> None:
    def due(name: str, deployment: str, minutes: float, by_clock: bool = True) -> FlowRun:
        when = NOW - timedelta(minutes=minutes)
        return FlowRun(name, name, deployment, "SCHEDULED", by_clock, when, when)

    three_days = [due(f"track-{n}", "track", 15 * n) for n in range(1, 289)]
    nights = [due("night-1", "nightly", 60), due("night-2", "nightly", 60 + 1440)]
    others = [due("asked", "roll_up", 60, by_clock=False), due("next", "track", -15), due("now", "track", 0.5)]
    skipped = {item.name for item in missed_but_last([*three_days, *nights, *others], NOW)}
    assert skipped == {f"track-{n}" for n in range(2, 289)} | {"night-2"}
    assert timedelta(seconds=30) < LATE_AFTER


def test_steps_keep_to_their_generation_and_to_their_size() -> None:
    found = [Batch(1, 0, 0, 1), Batch(2, 0, 0, 1), Batch(1, 1, 1, 40), Batch(1, 1, 41, 40), Batch(2, 1, 1, 30)]
    assert steps(found, rows=70) == [tuple(found[:2]), (found[2],), tuple(found[3:])]
    assert steps([]) == []


def test_opening_broken_off_anywhere_and_begun_again_makes_every_row_once(country: Country) -> None:
    db = country.db
    issued = country.issue(
        *(TaskOrder(title=f"Việc {n}", holders=country.ids("gd", *SCHOOLS)) for n in range(4)), opened=False
    )
    early = country.piece(issued, "kimdong")
    country.do(verbs.submit, "kimdong", early)
    while True:
        with db.read() as tx:
            left = batches(tx, issued.cascade_id, size=2)
        if not left:
            break
        open_batches(db, tuple(left[:1]))  # and there the process dies
    with db.read() as tx:
        rows = run(tx, "SELECT task_period_id, unit_id FROM unit_task").all()
        assert len(rows) == len(set(rows)) == 16
        assert run(tx, "SELECT progress FROM unit_task WHERE id = ?", (early,)).scalar_one() == "submitted"
        assert verify(tx) == []
