"""Keeps what `verify` found: the stored figure and what the leaves say, for whoever must look into it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from cascade.counting.verify import Difference
from kit import clock
from models import Drift


def note(tx: Connection, differences: Sequence[Difference]) -> int:
    if differences:
        tx.execute(
            insert(Drift),
            [
                {
                    "found_at": clock.now(),
                    "task_period_id": item.task_period_id,
                    "node": item.node,
                    "cell": item.cell,
                    "counted": item.counted,
                    "recounted": item.recounted,
                }
                for item in differences
            ],
        )
    return len(differences)
