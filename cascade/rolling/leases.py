"""Leases: who is doing a piece of work, until when. A kill leaves a lease behind, and time or a look at the process frees it.

Knows the one table; refuses to know what the work is. Prefect's own concurrency slots are not trusted: they outlive their holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kit import clock
from models import Lease


@dataclass(frozen=True)
class LeaseView:
    name: str
    holder: str
    taken_at: datetime
    expires_at: datetime


def claim(tx: Connection, *, name: str, holder: str, seconds: float) -> bool:
    """Take the lease if it is free, expired or already ours. Two claimants at once: one conditional UPDATE decides."""
    now = clock.now()
    until = now + timedelta(seconds=seconds)
    taken = tx.execute(
        update(Lease)
        .where(Lease.name == name, or_(Lease.expires_at <= now, Lease.holder == holder))
        .values(holder=holder, taken_at=now, expires_at=until)
    )
    if taken.rowcount == 1:
        return True
    if tx.execute(select(Lease.name).where(Lease.name == name)).first() is not None:
        return False
    try:
        with tx.begin_nested():
            tx.execute(insert(Lease).values(name=name, holder=holder, taken_at=now, expires_at=until))
    except IntegrityError:  # another process was quicker
        return False
    return True


def renew(tx: Connection, *, name: str, holder: str, seconds: float) -> bool:
    """Hold on for longer; False when it has been taken over meanwhile, and the work must stop."""
    changed = tx.execute(
        update(Lease)
        .where(Lease.name == name, Lease.holder == holder)
        .values(expires_at=clock.now() + timedelta(seconds=seconds))
    )
    return changed.rowcount == 1


def release(tx: Connection, *, name: str, holder: str) -> None:
    tx.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def all_of(tx: Connection) -> tuple[LeaseView, ...]:
    rows = tx.execute(select(Lease.name, Lease.holder, Lease.taken_at, Lease.expires_at).order_by(Lease.name))
    return tuple(LeaseView(row.name, row.holder, row.taken_at, row.expires_at) for row in rows)
