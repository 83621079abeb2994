"""Level complete: the moment all work of one tier in a cascade is accepted, told once in the journal.

Knows the board's count and nothing else; the figure in the notice is the figure on the page.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from cascade.actor import SYSTEM
from cascade.counting.boards import board
from cascade.journal import Entry, record
from kit import clock
from kit.vocabulary import EventTag
from models import Cascade, Watermark


def complete_levels(tx: Connection, cascade_id: int) -> tuple[str, ...]:
    """Note the tiers that have become complete; returns their codes. A tier is told once, even if work is reopened later.

    What has been told is kept beside the journal (law 17), so that nobody searches a long journal for it.
    """
    told = set(tx.execute(select(Watermark.name).where(Watermark.name.like(f"level:{cascade_id}:%"))).scalars())
    found = []
    for row in board(tx, cascade_id).rows:
        name = f"level:{cascade_id}:{row.tier_code}"
        if row.counts.total == 0 or row.counts.done < row.counts.total or name in told or row.tier_code is None:
            continue
        unit_id = tx.execute(select(Cascade.issuing_unit_id).where(Cascade.id == cascade_id)).scalar_one()
        note = f"{row.label}: {row.counts.done}/{row.counts.total} phần việc đã hoàn thành"
        data = {"tier": row.tier_code, "done": row.counts.done, "total": row.counts.total}
        entry = Entry(
            EventTag.LEVEL_COMPLETED, SYSTEM, about_unit_id=unit_id, cascade_id=cascade_id, note=note, data=data
        )
        journal_id = record(tx, entry)
        tx.execute(insert(Watermark).values(name=name, journal_id=journal_id, finished_at=clock.now()))
        found.append(row.tier_code)
    return tuple(found)
