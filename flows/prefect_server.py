"""Prefect's own server, with its rubbish collected beside the event loop instead of in it.

A cursor that only the collector finds waits, while it is freed, for whatever its SQLite connection is doing. In the event
loop that may be a statement waiting for a lock whose holder needs the event loop: then nothing moves until Prefect's busy
timeout, a minute. In a thread of its own the collector waits alone. See docs/decisions/0013.
"""

from __future__ import annotations

import gc
import itertools
import threading
import time
from typing import Any

EVERY_SECONDS = 1.0
FULL_EVERY = 30


def create_app() -> Any:
    """What uvicorn serves: Prefect's application."""
    from prefect.server.api.server import create_app as prefects_own

    app = prefects_own()
    gc.collect()
    gc.freeze()  # what is loaded stays loaded: not looked through again
    gc.disable()
    threading.Thread(target=_collect, name="collector", daemon=True).start()
    return app


def _collect() -> None:
    for turn in itertools.count(1):
        time.sleep(EVERY_SECONDS)
        gc.collect(1 if turn % FULL_EVERY else 2)
