"""Mark done: one client and thirty-two, beside the bare driver with the very statements ours sends."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from bench.ground import Ground
from cascade.idempotency import once
from cascade.marking.unit_tasks import submit
from cascade.store.unit_tasks import ids_of
from models.session import Database


def pieces(db: Database, ground: Ground, count: int, seed: int = 7) -> list[tuple[int, int]]:
    """(unit id, unit task id) of `count` different pieces, spread over the country."""
    units = ground.country.of_level(4)
    step = max(1, len(units) // count)
    with db.read() as tx:
        return [(unit, ids_of(tx, unit, ground.cascade_id)[seed % 10]) for unit in units[::step][:count]]


def mark(db: Database, ground: Ground, unit_id: int, piece: int) -> None:
    """What a click does, with its idempotency key: committed and flushed when it returns."""
    db.write(lambda tx: mark_in(tx, ground, unit_id, piece))


def mark_item(db: Database, ground: Ground, item: tuple[int, int]) -> None:
    mark(db, ground, *item)


def mark_in(tx: Connection, ground: Ground, unit_id: int, piece: int) -> Any:
    actor = ground.holder(unit_id)
    return once(tx, actor=actor.key, key=f"do-{piece}", body={"piece": piece},
                effect=lambda: {"code": submit(tx, actor=actor, unit_task_id=piece, note="Đã làm xong").code})  # fmt: skip


def one_client(db: Database, ground: Ground, todo: Sequence[tuple[int, int]]) -> list[float]:
    """Seconds of each mark, one after the other."""
    seconds = []
    for unit, piece in todo:
        started = time.perf_counter()
        mark(db, ground, unit, piece)
        seconds.append(time.perf_counter() - started)
    return seconds


def many_clients(work: Callable[[Any], None], todo: Sequence[Any], clients: int = 32) -> tuple[float, list[float]]:
    """(seconds of the whole, seconds of each) with `clients` threads sharing the list."""
    seconds: list[float] = []
    left = iter(todo)
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                item = next(left, None)
            if item is None:
                return
            started = time.perf_counter()
            work(item)
            seconds.append(time.perf_counter() - started)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started, seconds


def p99(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98] if len(seconds) > 1 else seconds[0]
