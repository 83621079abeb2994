"""What an office orders when it issues: plain data, filled by a draft, a command or a test. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kit.vocabulary import Acceptance, Line, PolicyKind, Recurrence, TaskKind


@dataclass(frozen=True)
class Policy:
    """When a parent is reached; `value` is k units for AT_LEAST and p (of 100) for PERCENT."""

    kind: PolicyKind = PolicyKind.ALL
    value: int | None = None


@dataclass(frozen=True)
class TaskOrder:
    """One task and the units (ids) that hold it, each for its own share. `due_on` is the last permitted day."""

    title: str
    holders: tuple[int, ...]
    ref: str = ""
    text: str = ""
    span: tuple[int, int] | None = None
    kind: TaskKind = TaskKind.WORK
    acceptance: Acceptance = Acceptance.GIVER
    policy: Policy = field(default_factory=Policy)
    coordinating: tuple[int, ...] = ()
    via_unit_id: int | None = None
    due_on: date | None = None
    due_words: str = ""
    recurrence: Recurrence = Recurrence.ONCE
    responsible: str = ""
    answerable: str = ""
    product: str = ""
    authority: str = ""
    needs_evidence: bool = False
    reports_by_itself: bool = False
    carries_out_id: int | None = None
    after: tuple[int, ...] = ()
    audience_label: str = ""


@dataclass(frozen=True)
class CascadeOrder:
    """A document to be carried out by the office that issues it, along one line."""

    document_id: int
    issuing_unit_id: int
    title: str
    tasks: tuple[TaskOrder, ...]
    line: Line = Line.STATE
    period_code: str = "2024"
    period_name: str = "Năm 2024"
    starts_on: date | None = None
    consolidation_days: int = 0
