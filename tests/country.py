"""The standing cast: a district that issues, an office that consolidates and issues in turn, schools, a sibling, a stranger.

quận (issuer) ── phòng giáo dục ── 3 trường (Hoa Sen, Bình Minh, Kim Đồng)
              ├─ phòng xã hội
              └─ 2 phường (Một, Hai) ── phường Một: nhóm lớp Hướng Dương
quận khác ── phường xa (the stranger)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.issuing.issue import IssuedCascade, issue
from cascade.issuing.opening import open_all
from cascade.orders import CascadeOrder, TaskOrder
from cascade.store.unit_tasks import ids_of
from kit import clock
from kit.text import fold
from kit.vocabulary import DocumentKind, Line, Role
from models import Document, Tier, Unit, UnitSuperior, UnitType, User
from models.session import Database

TIERS = (("quan", "Quận", 0), ("phong", "Phòng, ban, ngành", 1), ("phuong", "Phường", 2), ("truong", "Trường", 3))
TYPES = (("UBNDQ", "UBND quận", "quan"), ("PHONG", "Phòng", "phong"), ("PHUONG", "Phường", "phuong"),
         ("TH", "Trường tiểu học", "truong"), ("NL", "Nhóm lớp", "truong"))  # fmt: skip
UNITS = (
    ("quan", "UBND quận Tân Sơn", "UBNDQ", None), ("gd", "Phòng Giáo dục và Đào tạo", "PHONG", "quan"),
    ("xh", "Phòng Xã hội", "PHONG", "quan"), ("p1", "Phường Một", "PHUONG", "quan"), ("p2", "Phường Hai", "PHUONG", "quan"),
    ("hoasen", "Trường Tiểu học Hoa Sen", "TH", "gd"), ("binhminh", "Trường Tiểu học Bình Minh", "TH", "gd"),
    ("kimdong", "Trường Tiểu học Kim Đồng", "TH", "gd"), ("huongduong", "Nhóm lớp Hướng Dương", "NL", "p1"),
    ("quanxa", "UBND quận Xa", "UBNDQ", None), ("pxa", "Phường Xa", "PHUONG", "quanxa"),
)  # fmt: skip
EVERY_ROLE = frozenset({Role.PERFORMER, Role.HEAD, Role.OFFICER, Role.LEADER})


@dataclass
class Country:
    """The cast by short name, with the few acts every story begins with."""

    db: Database
    units: dict[str, int]
    users: dict[str, int]
    document: int
    types: dict[str, int] = field(default_factory=dict)

    def actor(self, unit: str, roles: frozenset[Role] = EVERY_ROLE) -> Actor:
        return Actor(self.users[unit], f"Cán bộ {unit}", self.units[unit], roles)

    def ids(self, *units: str) -> tuple[int, ...]:
        return tuple(self.units[unit] for unit in units)

    def new_document(self, number: str, subject: str = "Kế hoạch chăm sóc trẻ em") -> int:
        def work(tx: Connection) -> int:
            values = {
                "kind": DocumentKind.PLAN,
                "number": number,
                "subject": subject,
                "registered_at": clock.now(),
                "issued_on": date(2024, 8, 8),
            }
            return int(tx.execute(insert(Document).values(**values).returning(Document.id)).scalar_one())

        return self.db.write(work)

    def issue(
        self, *tasks: TaskOrder, by: str = "quan", document: int | None = None, opened: bool = True, **order: Any
    ) -> IssuedCascade:
        """Issue a cascade and, unless told otherwise, open it."""

        def work(tx: Connection) -> IssuedCascade:
            made = issue(tx, actor=self.actor(by), order=CascadeOrder(
                document_id=document or self.document, issuing_unit_id=self.units[by], title="Chăm sóc trẻ em", tasks=tasks, **order))  # fmt: skip
            if opened:
                open_all(tx, made.cascade_id)
            return made

        return self.db.write(work)

    def piece(self, cascade: IssuedCascade, unit: str, place: int = 0) -> int:
        """The id of a unit's share of the cascade's tasks, in the order of the tasks it holds."""
        with self.db.read() as tx:
            return ids_of(tx, self.units[unit], cascade.cascade_id)[place]

    def do(self, verb: Any, unit: str, unit_task_id: int, **more: Any) -> Any:
        """One verb by someone of `unit`."""
        return self.db.write(lambda tx: verb(tx, actor=self.actor(unit), unit_task_id=unit_task_id, **more))


def small_country(db: Database) -> Country:
    def work(tx: Connection) -> Country:
        tiers = {
            code: _id(tx, insert(Tier).values(code=code, name=name, rank=rank).returning(Tier.id))
            for code, name, rank in TIERS
        }
        types = {code: _id(tx, insert(UnitType).values(code=code, name=name, tier_id=tiers[tier], abbreviation=code).returning(UnitType.id))
                 for code, name, tier in TYPES}  # fmt: skip
        units: dict[str, int] = {}
        users: dict[str, int] = {}
        for place, (code, name, kind, superior) in enumerate(UNITS):
            units[code] = _id(tx, insert(Unit).values(code=code, name=name, name_fold=fold(name), type_id=types[kind], position=place,
                                                      contact_name=f"Phụ trách {code}").returning(Unit.id))  # fmt: skip
            if superior:
                tx.execute(
                    insert(UnitSuperior).values(unit_id=units[code], superior_id=units[superior], line=Line.STATE)
                )
            users[code] = _id(
                tx,
                insert(User)
                .values(login=f"{code}@vidu.vn", name=f"Cán bộ {code}", created_at=clock.now())
                .returning(User.id),
            )
        document = _id(tx, insert(Document).values(kind=DocumentKind.PLAN, number="281/KH-UBND", subject="Chăm sóc trẻ em", registered_at=clock.now(),
                                                   issuer_unit_id=units["quan"]).returning(Document.id))  # fmt: skip
        return Country(db, units, users, document, types)

    return db.write(work)


def _id(tx: Connection, statement: Any) -> int:
    return int(tx.execute(statement).scalar_one())
