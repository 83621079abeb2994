"""The machinery behind the web: Prefect's server, the runner and the dispatcher, kept alive together.

Knows how they hang together; refuses to know the web, which answers without any of them.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from flows import serving
from flows.children import Child, stop_all
from flows.dispatcher import Dispatcher
from flows.prefect_api import PrefectApi
from flows.serving import PrefectPlace
from kit import clock
from models.session import Database

log = logging.getLogger("thongsuot.machinery")


class Machinery:
    """Start from the thread that lives longest (children die with it), then `tend` it a few times a second."""

    def __init__(self, place: PrefectPlace | None = None, extra: dict[str, str] | None = None):
        self.place = place or serving.place()
        self.server = serving.server(self.place) if self.place.managed else None
        self.runner = serving.runner(self.place, extra)
        self.dispatcher: Dispatcher | None = None
        self._thread: threading.Thread | None = None

    @property
    def children(self) -> list[Child]:
        return [self.server, self.runner] if self.server else [self.runner]

    def start_server(self) -> None:
        if self.server:
            self.server.start()

    def start_work(self, db: Database) -> None:
        """The runner waits for the server by itself, the dispatcher asks until it answers."""
        self.dispatcher = Dispatcher(db, PrefectApi(self.place))
        self._runner_starts(clock.now())
        self.runner.start()
        self._thread = threading.Thread(target=self.dispatcher.run, name="dispatcher", daemon=True)
        self._thread.start()

    def tend(self) -> None:
        """Start again whoever has died."""
        for child in self.children:
            moment = clock.now()
            if child.tend():
                log.warning("%s had died and was started again (%d)", child.name, child.restarts)
                if child is self.runner and self.dispatcher:
                    self._runner_starts(moment)

    def _runner_starts(self, moment: datetime) -> None:
        """What an older runner of ours was doing is dead. An outside Prefect has other machines' runs too: they get their grace."""
        if self.dispatcher and self.place.managed:
            self.dispatcher.runner_started(moment)

    def stop(self) -> None:
        if self.dispatcher:
            self.dispatcher.stop()
        stop_all([self.runner])  # while the server still hears how its runs ended
        if self._thread:
            self._thread.join(timeout=15)
        if self.server:
            self.server.stop()
