"""The cells on SQLite. Each round works on a fresh copy of the ground, ours and raw in turn."""

from __future__ import annotations

import sqlite3
import statistics
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any, get_args

import numpy as np

from bench import marks
from bench.ground import Ground, copy, issue_and_open
from bench.replay import Recording, open_raw, recording, replay, timed
from bench.table import Row
from cascade.counting.boards import board
from cascade.counting.verify import verify
from cascade.counting.views import By
from cascade.issuing.issue import issue
from cascade.issuing.opening import batches, open_batch
from cascade.rolling import tracking
from models.session import Database

ROUNDS = 3


def database(path: Path, *, group_commit: bool = True) -> Database:
    return Database(f"sqlite:///{path}", group_commit=group_commit)


def issue_cell(base: Path, ground: Ground, work: Path, size: str) -> list[Row]:
    """The issue transaction, then every row, beside the same statements by the bare driver."""
    with recorded(copy(base, work)) as (db, made):
        issue_and_open(db, ground)
    transactions = list(made.transactions())
    ours, raw = [], []
    for _ in range(ROUNDS):
        db = database(copy(base, work))
        ours.append(timed(partial(issue_and_open, db, ground)))
        db.close()
        bare = open_raw(copy(base, work))
        raw.append(sum(replay(bare, transactions)))
        bare.close()
    value, floor = statistics.median(ours), statistics.median(raw)
    ratio = value / floor
    return [
        Row(
            f"issue {size} unit tasks, all rows open",
            "sqlite",
            value,
            "s",
            floor,
            ratio,
            "≤ 1.5 × raw",
            "≤ 1.2 ×",
            ratio <= 1.5,
        )
    ]


def marking_while_opening(base: Path, ground: Ground, work: Path, size: str) -> Row:
    """p99 of a mark, at the pace of a busy day, while a cascade is issued and another process's batches open it."""
    copy(base, work)
    web, flow = database(work), database(work, group_commit=False)
    todo = iter(marks.pieces(web, ground, 2000))
    opened = threading.Event()

    def opening() -> None:
        issued = web.write(lambda tx: issue(tx, actor=ground.issuer, order=ground.order())).cascade_id
        with flow.read() as tx:
            every = batches(tx, issued)
        for batch in every:
            flow.write(partial(open_batch, batch=batch))
            time.sleep(0.005)
        opened.set()

    thread = threading.Thread(target=opening)
    thread.start()
    seconds: list[float] = []
    while not (opened.is_set() and len(seconds) >= 300):
        unit, piece = next(todo)
        started = time.perf_counter()
        marks.mark(web, ground, unit, piece)
        seconds.append(time.perf_counter() - started)
        time.sleep(0.005)
    thread.join()
    web.close()
    flow.close()
    value = marks.p99(seconds) * 1000
    return Row(f"mark p99 while {size} open", "sqlite", value, "ms", None, None, "≤ 150 ms", "", value <= 150)


def mark_cells(base: Path, ground: Ground, work: Path, size: str, count: int) -> list[Row]:
    """One client beside raw; 32 clients beside our own one client."""
    todo = marks.pieces(*_reader(copy(base, work), ground), count=2 * count)
    single, many = todo[:count], todo[count:]
    with recorded(copy(base, work)) as (db, made):
        marks.one_client(db, ground, single)
    transactions = list(made.transactions())
    ours, raw, thirty_two, tails = [], [], [], []
    for _ in range(ROUNDS):
        db = database(copy(base, work))
        ours.append(count / sum(marks.one_client(db, ground, single)))
        whole, seconds = marks.many_clients(partial(marks.mark_item, db, ground), many)
        thirty_two.append(len(many) / whole)
        tails.append(marks.p99(seconds))
        db.close()
        bare = open_raw(copy(base, work))
        raw.append(len(transactions) / sum(replay(bare, transactions)))
        bare.close()
    one, floor, crowd, tail = (statistics.median(values) for values in (ours, raw, thirty_two, tails))
    return [
        Row(f"mark done, 1 client, {size}", "sqlite", one, "/s", floor, one / floor, "≥ 0.35 × raw, ≥ 300/s", "≥ 0.6 ×", one / floor >= 0.35 and one >= 300),
        Row(f"mark done, 32 clients, {size} (raw = our 1 client)", "sqlite", crowd, "/s", one, crowd / one, "≥ 1.5 ×, p99 ≤ 100 ms", "≥ 3 ×",
            crowd / one >= 1.5 and tail <= 0.1),
        Row(f"mark done p99, 32 clients, {size}", "sqlite", tail * 1000, "ms", None, None, "≤ 100 ms", "", tail <= 0.1),
    ]  # fmt: skip


def board_times(base: Path, ground: Ground) -> dict[str, float]:
    """Median seconds of the board by tier, by unit, by task."""
    db = database(base, group_commit=False)
    found = {}
    for by in get_args(By):
        seconds = []
        for _ in range(31):
            with db.read() as tx:
                seconds.append(timed(partial(board, tx, ground.cascade_id, by=by)))
        found[by] = statistics.median(seconds)
    db.close()
    return found


def board_rows(engine: str, small: dict[str, float] | None, large: dict[str, float], size: str) -> list[Row]:
    """Against 10 ms, and against the same board over a tenth of the unit tasks."""
    rows = []
    for by, seconds in large.items():
        base = small[by] if small else None
        ratio = seconds / base if base else None
        holds = seconds <= 0.010 and (ratio is None or ratio <= 2)
        rows.append(Row(f"completion by {by}, {size} (raw = at 50,000)", engine, seconds * 1000, "ms", base and base * 1000, ratio,
                        "≤ 10 ms, ≤ 2 ×", "≤ 2 ms", holds))  # fmt: skip
    return rows


def scan_cell(base: Path, ground: Ground, work: Path, size: str) -> Row:
    """The round that finds a new cascade among older ones already looked at: its passed and near deadlines, its reminder rows."""
    looked_at = copy(base, work.with_name("looked-at.db"))
    db = database(looked_at)
    tracking_round(db)
    issue_and_open(db, ground)
    db.close()
    with recorded(copy(looked_at, work)) as (db, made):
        tracking_round(db)
    transactions = list(made.transactions())
    ours, raw = [], []
    for _ in range(ROUNDS):
        db = database(copy(looked_at, work), group_commit=False)
        ours.append(timed(partial(tracking_round, db)))
        db.close()
        bare = open_raw(copy(looked_at, work))
        raw.append(sum(replay(bare, transactions)))
        bare.close()
    looked_at.unlink()
    value, floor = statistics.median(ours), statistics.median(raw)
    return Row(
        f"due scan and reminder rows, {size}",
        "sqlite",
        value,
        "s",
        floor,
        value / floor,
        "≤ 1.5 × raw",
        "≤ 1.2 ×",
        value / floor <= 1.5,
    )


def tracking_round(db: Database) -> int:
    with db.read() as tx:
        todo = tracking.plan(tx)
    written = sum(
        db.write(partial(tracking.write, look=look, day=todo.day)) for looks in todo.looks.values() for look in looks
    )
    db.write(lambda tx: tracking.finish(tx, todo))
    return written


def verify_cell(base: Path, ground: Ground, size: str) -> Row:
    """Beside GROUP BY unit and prefix sums over pre-order."""
    db = database(base, group_commit=False)
    ours, raw = [], []
    for _ in range(ROUNDS):
        with db.read() as tx:
            ours.append(timed(partial(verify, tx, ground.cascade_id)))
        bare = open_raw(base)
        raw.append(timed(partial(_recompute, bare, ground.cascade_id)))
        bare.close()
    db.close()
    value, floor = statistics.median(ours), statistics.median(raw)
    return Row(
        f"full recomputation, {size}",
        "sqlite",
        value,
        "s",
        floor,
        value / floor,
        "≤ 2 × raw",
        "≤ 1.5 ×",
        value / floor <= 2,
    )


def _recompute(bare: sqlite3.Connection, cascade_id: int) -> Any:
    last = np.array(
        [
            row[0]
            for row in bare.execute("SELECT last FROM cascade_node WHERE cascade_id = ? ORDER BY node", (cascade_id,))
        ]
    )
    states = ("assigned", "received", "in_progress", "submitted", "done", "returned")
    sums = ", ".join(f"sum(u.progress = '{state}')" for state in states)
    rows = bare.execute(f"SELECT u.node, {sums}, sum(u.late) FROM assignment a JOIN unit_task u ON u.id >= a.first_id AND u.id < a.first_id + a.size "
                        "WHERE a.cascade_id = ? GROUP BY u.node", (cascade_id,)).fetchall()  # fmt: skip
    table = np.zeros((len(last) + 1, len(states) + 1), dtype=np.int64)
    values = np.array(rows, dtype=np.int64)
    table[values[:, 0] + 1] = values[:, 1:]
    prefix = np.cumsum(table, axis=0)
    return prefix[last + 1] - prefix[np.arange(len(last))]


class recorded:  # noqa: N801 - reads as a statement: with recorded(path) as (db, made)
    """A database whose statements are kept."""

    def __init__(self, path: Path):
        self._db = database(path)
        self._recording = recording(self._db)

    def __enter__(self) -> tuple[Database, Recording]:
        return self._db, self._recording.__enter__()

    def __exit__(self, *fault: Any) -> None:
        self._recording.__exit__(None, None, None)
        self._db.close()


def _reader(path: Path, ground: Ground) -> tuple[Database, Ground]:
    return database(path, group_commit=False), ground
