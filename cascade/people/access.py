"""Who sees what, and what awaits whom. A stranger is told that the thing does not exist (law 20); nothing here changes a row.

A piece of work is seen by its holder, by every unit on the frozen path up to the issuing office, by the consolidator it goes
through, by whoever stands above the work its cascade carries out (`cascade.people.standing`), and, for reading alone, by the
superiors of the issuing office as they stand today.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.people.standing import GIVERS, sees
from cascade.store.pieces import Piece, locate
from cascade.store.unit_tasks import waiting_total
from kit import clock
from kit.errors import NotAllowed, NotFound
from kit.vocabulary import Role
from models.sql import run


@dataclass(frozen=True)
class Scope:
    """What a visitor sees of a cascade: all of it (`under` is None), or the branch under their own unit."""

    cascade_id: int
    under: int | None


@dataclass(frozen=True)
class Waiting:
    """What awaits a unit, for the badges on the doors."""

    to_do: int
    to_accept: int
    gives_work: bool


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str


def piece(tx: Connection, actor: Actor, unit_task_id: int) -> Piece:
    """The piece of work, if this actor may see it.

    Raises:
        NotFound: no such piece, or it is another branch's: the two are not told apart.
    """
    found = locate(tx, unit_task_id)
    if actor.is_system or sees(tx, actor.unit_id, found) or stands_above_issuer(tx, actor.unit_id, found.cascade_id):
        return found
    raise NotFound()


def scope(tx: Connection, actor: Actor, cascade_id: int) -> Scope:
    """How much of a cascade this actor sees.

    Raises:
        NotFound: no such cascade, or nothing of it concerns the actor's unit.
    """
    issuer = run(tx, "SELECT issuing_unit_id FROM cascade WHERE id = ?", (cascade_id,)).scalar()
    if issuer is None:
        raise NotFound()
    if (
        actor.is_system
        or issuer == actor.unit_id
        or stands_above_issuer(tx, actor.unit_id, cascade_id)
        or _above_by_lineage(tx, actor, cascade_id)
    ):
        return Scope(cascade_id, None)
    if run(tx, "SELECT 1 FROM cascade_node WHERE cascade_id = ? AND unit_id = ?", (cascade_id, actor.unit_id)).first():
        return Scope(cascade_id, actor.unit_id)
    if run(tx, "SELECT 1 FROM task WHERE cascade_id = ? AND via_unit_id = ?", (cascade_id, actor.unit_id)).first():
        return Scope(cascade_id, None)
    raise NotFound()


def cascade_ids(tx: Connection, actor: Actor) -> list[int]:
    """The cascades that concern the actor's unit: issued by it, with work for it, or through it. Newest first."""
    rows = run(tx, """
        SELECT cascade_id FROM cascade_node WHERE unit_id = ?
        UNION SELECT cascade_id FROM task WHERE via_unit_id = ? ORDER BY 1 DESC
    """, (actor.unit_id, actor.unit_id))  # fmt: skip
    return [int(row) for row in rows.scalars()]


def unit_within(tx: Connection, actor: Actor, scope_: Scope, unit_id: int | None) -> int | None:
    """The unit a board may be opened under: the one asked for if it lies within the scope, else the scope's own.

    Raises:
        NotFound: the unit is not part of this cascade, or lies in another branch.
    """
    if unit_id is None:
        return scope_.under
    asked = run(
        tx, "SELECT node FROM cascade_node WHERE cascade_id = ? AND unit_id = ?", (scope_.cascade_id, unit_id)
    ).scalar()
    if asked is None:
        raise NotFound()
    if scope_.under is not None and not actor.is_system:
        own = run(
            tx,
            "SELECT node, last FROM cascade_node WHERE cascade_id = ? AND unit_id = ?",
            (scope_.cascade_id, scope_.under),
        ).one()
        if not own[0] <= asked <= own[1]:
            raise NotFound()
    return unit_id


def document(tx: Connection, actor: Actor, document_id: int) -> None:
    """Raises NotFound unless the unit keeps this document, is cited by one it keeps, or takes part in a cascade of it."""
    owner = run(tx, "SELECT owner_unit_id, is_placeholder FROM document WHERE id = ?", (document_id,)).one_or_none()
    if owner is None:
        raise NotFound()
    if actor.is_system or owner[0] in (None, actor.unit_id):
        return
    for (cascade_id,) in run(tx, "SELECT id FROM cascade WHERE document_id = ?", (document_id,)).all():
        try:
            scope(tx, actor, cascade_id)
        except NotFound:
            continue
        return
    raise NotFound()


def stands_above_issuer(tx: Connection, unit_id: int, cascade_id: int) -> bool:
    """Whether the unit is a superior, along any line today, of the office that issued the cascade."""
    issuer = run(tx, "SELECT issuing_unit_id FROM cascade WHERE id = ?", (cascade_id,)).scalar()
    return issuer is not None and unit_id in superiors(tx, issuer)


def superiors(tx: Connection, unit_id: int) -> frozenset[int]:
    """Every unit above this one along any line as it stands today."""
    today = clock.today()
    rows = run(tx, """
        WITH RECURSIVE above (unit_id) AS (
            SELECT superior_id FROM unit_superior WHERE unit_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)
            UNION
            SELECT s.superior_id FROM unit_superior s JOIN above a ON a.unit_id = s.unit_id
            WHERE s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to >= ?)
        ) SELECT unit_id FROM above
    """, (unit_id, today, today, today, today))  # fmt: skip
    return frozenset(int(row) for row in rows.scalars())


def _above_by_lineage(tx: Connection, actor: Actor, cascade_id: int) -> bool:
    parents = run(
        tx,
        "SELECT DISTINCT carries_out_id FROM task WHERE cascade_id = ? AND carries_out_id IS NOT NULL",
        (cascade_id,),
    )
    return any(sees(tx, actor.unit_id, locate(tx, parent)) for parent in parents.scalars().all())


def require(actor: Actor, *roles: Role) -> None:
    """Raises NotAllowed unless the actor holds one of these roles."""
    if not actor.is_system and not actor.has(*roles):
        words = ", ".join(role.label.lower() for role in roles)
        raise NotAllowed(f"Việc này cần vai trò: {words}. Đề nghị liên hệ thủ trưởng hoặc người quản trị của đơn vị.")


def may_decide(actor: Actor, found: Piece) -> bool:
    """Whether this actor accepts, returns and exempts this piece: a giver's role in the unit that gave it, not its holder."""
    return actor.unit_id == found.giver_unit_id != found.unit_id and actor.has(*GIVERS)


def sender(tx: Connection, unit_task_id: int) -> int | None:
    """The person who sent the submission now waiting."""
    found = run(tx, "SELECT actor_id FROM journal WHERE unit_task_id = ? AND event = 'unit_task:submitted' ORDER BY id DESC LIMIT 1",
               (unit_task_id,)).scalar()  # fmt: skip
    return None if found is None else int(found)


def lead_of(tx: Connection, task_id: int) -> str:
    """The name of the one unit that leads a task; empty where many do, each for its own share."""
    rows = run(tx, """
        SELECT n.name FROM task_period tp
        JOIN assignment a ON a.task_period_id = tp.id AND a.role = 'lead'
        JOIN audience_member m ON m.audience_id = a.audience_id
        JOIN cascade_node n ON n.cascade_id = a.cascade_id AND n.node = m.node
        WHERE tp.task_id = ? LIMIT 2
    """, (task_id,)).scalars().all()  # fmt: skip
    return str(rows[0]) if len(rows) == 1 else ""


# --------------------------------------------------------------------------------------------------- what awaits a unit
_TO_DO = """
    SELECT count(*) FROM audience_member m
    JOIN assignment a ON a.audience_id = m.audience_id AND a.role = 'lead'
    JOIN cascade c ON c.id = a.cascade_id AND c.state IN ('opening', 'open')
    LEFT JOIN unit_task u ON u.id = a.first_id + m.rank
    WHERE m.unit_id = ? AND coalesce(u.progress, 'assigned') IN ('assigned', 'received', 'in_progress', 'returned')
"""


def waiting_counts(tx: Connection, actor: Actor) -> Waiting:
    gives = gives_work(tx, actor)
    to_accept = waiting_total(tx, actor.unit_id) if gives else 0
    return Waiting(run(tx, _TO_DO, (actor.unit_id,)).scalar_one(), to_accept, gives)


def gives_work(tx: Connection, actor: Actor) -> bool:
    """Whether the unit has issued something, or has units below it to which it may."""
    if not actor.has(Role.OFFICER, Role.HEAD, Role.LEADER, Role.ADMIN):
        return False
    own = run(tx, "SELECT 1 FROM cascade WHERE issuing_unit_id = ? LIMIT 1", (actor.unit_id,)).first()
    return bool(own or run(tx, "SELECT 1 FROM unit_superior WHERE superior_id = ? LIMIT 1", (actor.unit_id,)).first())


def first_page(tx: Connection, actor: Actor) -> str:
    """Where a person lands after signing in: leadership on the board, an office on what it gave, a unit on what it owes."""
    if actor.has(Role.LEADER):
        return "/toan-canh"
    return "/giao" if actor.has(Role.OFFICER, Role.ADMIN) and gives_work(tx, actor) else "/viec"


def helper(tx: Connection, actor: Actor) -> Contact | None:
    """Whom to ask: the contact of the office that gave this unit its latest work. In one's own branch only."""
    row = run(tx, """
        SELECT g.contact_name, g.contact_phone FROM cascade_node n
        JOIN cascade c ON c.id = n.cascade_id JOIN unit g ON g.id = c.issuing_unit_id
        WHERE n.unit_id = ? AND g.id <> ? AND g.contact_name <> '' ORDER BY c.id DESC LIMIT 1
    """, (actor.unit_id, actor.unit_id)).one_or_none()  # fmt: skip
    return Contact(row[0], row[1]) if row else None
