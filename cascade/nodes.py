"""What the cascade graph is made of: nodes, edges, and what is reckoned for them. Plain data; knows no library and no rule.

Edges are told the way an office says them: a plan *implements* a directive, a task *assigns* a unit task, a unit task
*contributes* to the one above, a task comes *after* another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cascade.orders import Policy
from cascade.progress import Tally
from kit.clock import NO_DEADLINE
from kit.vocabulary import Progress


class NodeKind(StrEnum):
    DOCUMENT = "document"
    TASK = "task"
    UNIT_TASK = "unit_task"


class EdgeKind(StrEnum):
    IMPLEMENTS = "implements"
    BASIS = "basis"
    MENTIONS = "mentions"
    ASSIGNS = "assigns"
    CONTRIBUTES = "contributes"
    AFTER = "after"


@dataclass(frozen=True)
class Leaves:
    """The children that have nothing under them, as counted groups."""

    live: int = 0
    done: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Node:
    """A document, a task in a period, or a unit task that has something under it.

    `own` is the progress of its own share (None: it has none), `is_overdue` says that this share is late and open.
    `is_ready` is what is stored; `CascadeGraph.reckon` gives what follows.
    """

    key: str
    kind: NodeKind
    name: str
    cascade_id: int | None = None
    unit_id: int | None = None
    policy: Policy = field(default_factory=Policy)
    own: Progress | None = None
    is_ready: bool = False
    is_overdue: bool = False
    due_on: date = NO_DEADLINE
    consolidation_days: int = 0
    leaves: Leaves = Leaves()
    declared_percent: int | None = None
    is_placeholder: bool = False
    detail: str = ""

    @property
    def is_live(self) -> bool:
        return self.own not in (Progress.EXEMPT, Progress.REVOKED)


@dataclass(frozen=True)
class Edge:
    source: str
    target: str
    kind: EdgeKind


@dataclass(frozen=True)
class Reckoning:
    """What follows for a node from all that stands under it. `is_reached` is None where nothing can be known."""

    tally: Tally
    is_reached: bool | None
    overdue: int


@dataclass(frozen=True)
class Change:
    """One thing supposed otherwise in a what-if; None leaves it as it is."""

    key: str
    own: Progress | None = None
    policy: Policy | None = None
    due_on: date | None = None
    leaves: Leaves | None = None
    is_overdue: bool | None = None
