"""A flow run's hold on its piece of work: a lease in our database, renewed while the process lives.

Knows this machine's processes; refuses to trust Prefect's slots, which stay taken after kill -9.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from cascade.rolling import leases
from cascade.rolling.leases import LeaseView
from kit import clock
from models.session import Database

LEASE_SECONDS = 60.0
RENEW_SECONDS = 15.0


def holder(run_id: str) -> str:
    """Machine, process and the moment that process began (a number may be given again), and the flow run."""
    return f"{socket.gethostname()}/{os.getpid()}/{_began(os.getpid())}/{run_id}"


def run_id_of(holder_name: str) -> str:
    return holder_name.rsplit("/", 1)[-1]


def is_gone(lease: LeaseView) -> bool:
    """Nobody works under this lease: it has expired, or its process was on this machine and is not there any more."""
    if lease.expires_at <= clock.now():
        return True
    host, pid, began, _ = lease.holder.rsplit("/", 3)
    return host == socket.gethostname() and _began(int(pid)) != began


def clear_gone(db: Database) -> tuple[LeaseView, ...]:
    """Free the leases of dead processes, so that their work need not wait for the leases to expire."""
    with db.read() as tx:
        gone = tuple(lease for lease in leases.all_of(tx) if is_gone(lease))
    for lease in gone:
        db.write(partial(leases.release, name=lease.name, holder=lease.holder))
    return gone


def live_runs(held: Iterable[LeaseView]) -> set[str]:
    return {run_id_of(lease.holder) for lease in held if not is_gone(lease)}


class Hold:
    """Whether we still hold it; checked between short transactions."""

    def __init__(self) -> None:
        self.lost = threading.Event()


@contextlib.contextmanager
def holding(db: Database, name: str, run_id: str, *, seconds: float = LEASE_SECONDS) -> Iterator[Hold | None]:
    """Hold `name` while the block runs, or give None when another run does this work already."""
    me = holder(run_id)
    if not db.write(lambda tx: leases.claim(tx, name=name, holder=me, seconds=seconds)):
        yield None
        return
    hold, done = Hold(), threading.Event()

    def renew() -> None:
        while not done.wait(min(RENEW_SECONDS, seconds / 4)):
            with contextlib.suppress(Exception):  # a database that is away for a moment: the next beat tries again
                if not db.write(lambda tx: leases.renew(tx, name=name, holder=me, seconds=seconds)):
                    hold.lost.set()
                    return

    beat = threading.Thread(target=renew, name=f"lease-{name}", daemon=True)
    beat.start()
    try:
        yield hold
    finally:
        done.set()
        beat.join(timeout=5)
        with contextlib.suppress(Exception):  # it expires by itself
            db.write(lambda tx: leases.release(tx, name=name, holder=me))


def _began(pid: int) -> str:
    """The kernel's start time of a process; empty when there is none (or no /proc: then only expiry counts)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "" if Path("/proc/self/stat").exists() or not _alive(pid) else "?"
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
