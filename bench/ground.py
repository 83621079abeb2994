"""The ground everything is measured on: a country, an office, ten cascades, and copies of it that cost one file copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.issuing.issue import IssuedCascade, issue
from cascade.issuing.opening import batches, finish, open_batch
from cascade.orders import CascadeOrder, TaskOrder
from cascade.sample.country import Country, generate
from kit import clock
from kit.vocabulary import Acceptance, DocumentKind, Role
from models import Document, User
from models.schema import migrate
from models.session import Database

TASKS = 10
# Days from today: half of the tasks are past due, as in the measurements this is compared with.
DUE = (-40, -25, -15, -8, -3, 3, 10, 20, 40, 60)
ROLES = frozenset({Role.PERFORMER, Role.HEAD, Role.OFFICER, Role.LEADER})


@dataclass
class Ground:
    """A laid country and the last cascade issued in it."""

    country: Country
    user_id: int
    document_id: int
    cascade_id: int = 0

    @property
    def issuer(self) -> Actor:
        return Actor(self.user_id, "Văn phòng", self.country.ids[0], ROLES)

    def holder(self, unit_id: int) -> Actor:
        return Actor(self.user_id + 1, "Đơn vị", unit_id, ROLES)

    def order(self) -> CascadeOrder:
        """Ten tasks held by everybody but the issuing office."""
        today = clock.today()
        holders = tuple(self.country.ids[1:])
        tasks = tuple(
            TaskOrder(
                f"Nhiệm vụ {place}",
                holders,
                ref=f"II.{place}",
                due_on=today + timedelta(days=days),
                acceptance=Acceptance.AUTOMATIC,
            )
            for place, days in enumerate(DUE, 1)
        )
        return CascadeOrder(self.document_id, self.country.ids[0], "Kế hoạch toàn quốc", tasks)


def lay(db: Database, units: int, cascades: int) -> Ground:
    """A migrated database with `units` units and `cascades` opened cascades of ten tasks each."""
    migrate(db.url.render_as_string(hide_password=False))
    ground = Ground(generate(db, units), *db.write(_people))
    for _ in range(cascades):
        ground.cascade_id = issue_and_open(db, ground).cascade_id
    return ground


def issue_and_open(db: Database, ground: Ground) -> IssuedCascade:
    """What is timed: the issuing transaction, then every row in short transactions."""
    issued = db.write(lambda tx: issue(tx, actor=ground.issuer, order=ground.order()))
    with db.read() as tx:
        todo = batches(tx, issued.cascade_id)
    for batch in todo:
        db.write(partial(open_batch, batch=batch))
    db.write(lambda tx: finish(tx, issued.cascade_id))
    return issued


def copy(source: Path, target: Path) -> Path:
    """A checkpointed SQLite file, without its log."""
    for suffix in ("-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    shutil.copy(source, target)
    return target


def _people(tx: Connection) -> tuple[int, int]:
    now = clock.now()
    user = tx.execute(
        insert(User).values(login="do@vidu.vn", name="Đo", created_at=now).returning(User.id)
    ).scalar_one()
    tx.execute(insert(User).values(login="do2@vidu.vn", name="Đo hai", created_at=now))
    document = tx.execute(
        insert(Document)
        .values(kind=DocumentKind.PLAN, number="1/KH", subject="Kế hoạch toàn quốc", registered_at=now)
        .returning(Document.id)
    ).scalar_one()
    return int(user), int(document)
