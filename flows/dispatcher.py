"""The dispatcher: sees work that waits in our tables and asks Prefect for a run, once for each piece of work.

Knows what is owed and how to ask; does none of it. With Prefect away it quietly asks again, and what is owed is done once.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cascade.drafting import readings
from cascade.issuing import opening
from cascade.rolling import leases
from cascade.store import owed
from flows.holding import is_gone
from flows.prefect_api import PrefectApi, PrefectAway
from flows.sweeper import Sweeper
from kit import clock
from kit.settings import settings
from models.session import Database

log = logging.getLogger("thongsuot.dispatcher")

LOOK_SECONDS = 0.25
SWEEP_SECONDS = 60.0
FIRST_AGAIN = 5.0
LONGEST_AGAIN = 300.0
READINGS_AT_ONCE = 2
"""A scan takes a processor for minutes; opening and rolling up must not wait behind a pile of them."""


@dataclass(frozen=True)
class Piece:
    """Something owed: which deployment does it, and under which key it is asked for once."""

    name: str
    """Also the name of the lease under which it is done."""
    deployment: str
    key: str
    parameters: dict[str, Any] = field(default_factory=dict)
    label: str = ""


@dataclass
class _Asked:
    key: str
    run_id: str
    attempt: int
    again_at: float


class Debounce:
    """Says when changes have settled: quiet for a while, or waited for five times as long."""

    PATIENCE = 5

    def __init__(self, quiet: float):
        self._quiet = quiet
        self._mark: int | None = None
        self._first = self._last = 0.0

    def settled(self, mark: int | None, now: float) -> bool:
        """`mark` is the newest change not yet dealt with, None when there is none."""
        if mark is None:
            self._mark = None
            return False
        if self._mark is None:
            self._first = now
        if mark != self._mark:
            self._mark, self._last = mark, now
        return now - self._last >= self._quiet or now - self._first >= self.PATIENCE * self._quiet


class Dispatcher:
    """One loop in a thread of the supervisor. Several may run: keys and leases keep the work single."""

    def __init__(self, db: Database, api: PrefectApi, sweeper: Sweeper | None = None):
        self._db = db
        self._api = api
        self._sweeper = sweeper or Sweeper(db, api)
        self._deployments: dict[str, str] = {}
        self._asked: dict[str, _Asked] = {}
        self._stop = threading.Event()
        self._debounce = Debounce(settings().roll_up_debounce_seconds)
        self._swept = float("-inf")
        self._away = False
        self.dead_before: datetime | None = None
        """Runs that began before this moment, when the runner was last started, and hold no lease are dead."""

    def run(self) -> None:
        """Look, ask, sweep, until told to stop. No fault ends the loop."""
        pause = LOOK_SECONDS
        while not self._stop.wait(pause):
            try:
                pause = LOOK_SECONDS
                if time.monotonic() - self._swept >= SWEEP_SECONDS:
                    self._ask_again_for(self._sweeper.sweep(dead_before=self.dead_before).crashed)
                    self._swept = time.monotonic()
                self.look()
                self._notice(None)
            except PrefectAway as error:
                self._notice(error)
                pause = 1.0
            except Exception:
                log.exception("The dispatcher stumbled and goes on")
                pause = 2.0

    def stop(self) -> None:
        self._stop.set()

    def _ask_again_for(self, crashed: tuple[str, ...]) -> None:
        for asked in self._asked.values():
            if asked.run_id in crashed:
                asked.again_at = 0.0

    def _notice(self, away: PrefectAway | None) -> None:
        """Told when it goes and when it comes back, not every second in between."""
        if (away is not None) != self._away:
            self._away = away is not None
            log.info("Prefect is away: %s" if away else "Prefect answers%s", away or "")

    def runner_started(self, moment: datetime) -> None:
        """What its predecessor was doing is dead and must be seen as such at once."""
        self.dead_before = moment
        self._swept = float("-inf")

    def look(self) -> int:
        """One round: ask for whatever is owed and not yet being done. Returns how many runs were asked for."""
        wanted = self.owed()
        current = {piece.name for piece in wanted}
        self._asked = {name: asked for name, asked in self._asked.items() if name in current}
        return sum(self._ask(piece) for piece in wanted)

    def owed(self) -> list[Piece]:
        """What waits and nobody does."""
        with self._db.read() as tx:
            busy = {lease.name for lease in leases.all_of(tx) if not is_gone(lease)}
            pieces = [
                Piece(
                    f"open-{cascade_id}",
                    "open_tasks",
                    f"open-{cascade_id}",
                    {"cascade_id": cascade_id},
                    f"mở việc, đợt {cascade_id}",
                )
                for cascade_id in opening.waiting(tx)
            ]
            pieces += [
                Piece(
                    f"read-{reading_id}",
                    "read_document",
                    f"read-{reading_id}",
                    {"reading_id": reading_id},
                    f"đọc tệp {reading_id}",
                )
                for reading_id in readings.waiting(tx)[:READINGS_AT_ONCE]
            ]
            newest = owed.newest_to_roll_up(tx)
            looked_on = owed.tracked_on(tx)
        if looked_on is None or looked_on < clock.today():  # the first thing of a day, and after days without power
            pieces.append(Piece("track", "track", f"track-{clock.today()}", {}, "soát hạn"))
        if self._debounce.settled(newest, time.monotonic()):
            pieces.append(Piece("roll-up", "roll_up", f"roll-up-{newest}", {}, "tổng hợp"))
        return [piece for piece in pieces if piece.name not in busy]

    def _ask(self, piece: Piece) -> bool:
        asked = self._asked.get(piece.name)
        now = time.monotonic()
        attempt = 0
        if asked is not None:
            if now < asked.again_at:
                return False
            run = self._api.run(asked.run_id)
            if run is not None and not run.ended:
                asked.again_at = now + FIRST_AGAIN  # it waits for a runner, or has just begun
                return False
            attempt = asked.attempt + 1 if asked.key == piece.key else 0
        deployment = self._deployment(piece.deployment)
        if deployment is None:
            return False
        # A key names the work and the attempt; the minute keeps a restarted dispatcher from being answered with an old, dead run.
        key = f"{piece.key}/{int(time.time() // 60)}/{attempt}"
        run = self._api.trigger(deployment, key=key, parameters=piece.parameters, tags=["thongsuot"], name=piece.label)
        again = min(FIRST_AGAIN * 2**attempt, LONGEST_AGAIN)
        self._asked[piece.name] = _Asked(piece.key, run.id, attempt, now + again)
        log.info("asked for %s as %s", piece.name, key)
        return True

    def _deployment(self, name: str) -> str | None:
        if name not in self._deployments:
            self._deployments = self._api.deployments()
        return self._deployments.get(name)
