"""A cascade: a document being carried out, its frozen reporting tree, its tasks, and who holds them.

Nothing here is as large as the unit tasks. A group of holders (an *audience*) is stored once however many tasks it holds,
and an *assignment* reserves a block of unit task ids for (task, period, audience): the k-th member's unit task has the id
`first_id + k`, known before its row exists. That makes issuing a set statement, keeps one index on the large table, and
lets a mark open a row that `open_tasks` has not reached yet.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.vocabulary import Acceptance, CascadeState, Line, PolicyKind, Recurrence, TaskKind, UnitRole
from models.base import NO_DEADLINE, Base, BigId, ByValue, Moment


class Cascade(Base):
    __tablename__ = "cascade"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    issuing_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    line: Mapped[Line] = mapped_column(ByValue(Line))
    state: Mapped[CascadeState] = mapped_column(ByValue(CascadeState), index=True)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    expected_count: Mapped[int] = mapped_column(default=0)
    consolidation_days: Mapped[int] = mapped_column(default=0)


class CascadeNode(Base):
    """One unit of the frozen tree. `node` is its place in depth-first pre-order: a subtree is node..last.

    `path` lists the nodes from the root to this one ("0/4/17"); a unit added later stands after the last node.
    """

    __tablename__ = "cascade_node"
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"), primary_key=True)
    node: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parent: Mapped[int | None]
    last: Mapped[int]
    depth: Mapped[int]
    path: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int] = mapped_column(BigId)
    type_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    entered_on: Mapped[date | None]
    __table_args__ = (
        Index(None, "unit_id", "cascade_id"),
        Index(None, "cascade_id", "parent"),
        {"sqlite_with_rowid": False},
    )


class Task(Base):
    """A nhiệm vụ, hung on an item of the document, with the six clears (law 6)."""

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"))
    position: Mapped[int]
    ref: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(255))
    text: Mapped[str] = mapped_column(Text, default="")
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    kind: Mapped[TaskKind] = mapped_column(ByValue(TaskKind))
    acceptance: Mapped[Acceptance] = mapped_column(ByValue(Acceptance))
    policy: Mapped[PolicyKind] = mapped_column(ByValue(PolicyKind))
    policy_value: Mapped[int | None]
    reports_by_itself: Mapped[bool] = mapped_column(default=False)
    recurrence: Mapped[Recurrence] = mapped_column(ByValue(Recurrence))
    due_words: Mapped[str] = mapped_column(String(255), default="")
    responsible: Mapped[str] = mapped_column(Text, default="")
    answerable: Mapped[str] = mapped_column(Text, default="")
    product: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[str] = mapped_column(Text, default="")
    needs_evidence: Mapped[bool] = mapped_column(default=False)
    via_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    carries_out_id: Mapped[int | None] = mapped_column(BigId, index=True)
    """The unit task (of the cascade above) that this task of an own plan carries out: law 8."""
    __table_args__ = (UniqueConstraint("cascade_id", "position"),)


class TaskAfter(Base):
    """`task_id` waits for `after_id`."""

    __tablename__ = "task_after"
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    after_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)


class Period(Base):
    __tablename__ = "period"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"))
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    __table_args__ = (UniqueConstraint("cascade_id", "code"),)


class TaskPeriod(Base):
    """A task in one period: what unit tasks, counters and roll-ups are keyed by."""

    __tablename__ = "task_period"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"), index=True)
    due_on: Mapped[date] = mapped_column(default=NO_DEADLINE)
    __table_args__ = (UniqueConstraint("task_id", "period_id"), Index(None, "due_on"))


class Audience(Base):
    """A set of nodes of one frozen tree that hold the same tasks."""

    __tablename__ = "audience"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"), index=True)
    label: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int]


class AudienceMember(Base):
    """Members by rank, ordered by (generation, node): a generation is a range of ranks.

    `parent_node` is the nearest member above, else 0, the issuing office: the implicit parent of law 8.
    """

    __tablename__ = "audience_member"
    audience_id: Mapped[int] = mapped_column(ForeignKey("audience.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    node: Mapped[int]
    unit_id: Mapped[int] = mapped_column(BigId)
    parent_node: Mapped[int]
    generation: Mapped[int]
    __table_args__ = (
        UniqueConstraint("audience_id", "node"),
        Index(None, "unit_id"),
        {"sqlite_with_rowid": False},
    )


class Assignment(Base):
    """A block of unit task ids: (task, period) given to an audience in one role. Ids first_id .. first_id + size - 1."""

    __tablename__ = "assignment"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cascade_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"))
    task_period_id: Mapped[int] = mapped_column(ForeignKey("task_period.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audience.id"), index=True)
    role: Mapped[UnitRole] = mapped_column(ByValue(UnitRole))
    first_id: Mapped[int] = mapped_column(BigId, unique=True)
    size: Mapped[int]
    opened_count: Mapped[int] = mapped_column(default=0)
    entered_on: Mapped[date]
    __table_args__ = (Index(None, "cascade_id"),)


class IdBlock(Base):
    """The next free id of a series that is handed out in blocks."""

    __tablename__ = "id_block"
    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    next_id: Mapped[int] = mapped_column(BigId)


class Renewal(Base):
    """A period of work that comes again, and the cascade it became (law 14). One row a period: it opens once.

    `first_id` is the cascade a person issued; `cascade_id` is empty where nobody was left to hold the work.
    """

    __tablename__ = "renewal"
    first_id: Mapped[int] = mapped_column(ForeignKey("cascade.id"), primary_key=True)
    recurrence: Mapped[Recurrence] = mapped_column(ByValue(Recurrence), primary_key=True)
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    cascade_id: Mapped[int | None] = mapped_column(ForeignKey("cascade.id"), unique=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
