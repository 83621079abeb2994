"""What a draft holds: a proposal read from a paper or typed by hand, each piece with its place and whether it is confirmed.

Plain data that goes to JSON and back; the rules are in `drafting`, `draft_edits` and `draft_checks`.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from kit.vocabulary import Acceptance, Line, PolicyKind, Recurrence, TaskKind

T = TypeVar("T")
Span = tuple[int, int]

CLEAR = 0.9
WORTH_A_LOOK = 0.6


def confidence_word(confidence: float) -> str:
    """The three words in which a page says how sure the reader is."""
    return "Rõ" if confidence >= CLEAR else "Nên xem" if confidence >= WORTH_A_LOOK else "Chưa chắc"


@dataclass(frozen=True)
class DraftField:
    """One value of the paper's head. A person may confirm that it is empty."""

    value: str = ""
    span: Span | None = None
    confidence: float = 0.0
    is_confirmed: bool = False


@dataclass(frozen=True)
class DraftCitation:
    type: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    relation: str = "mentions"
    parent: str = ""
    title: str = ""
    span: Span | None = None
    confidence: float = 0.0
    is_dropped: bool = False


@dataclass(frozen=True)
class Offer:
    """A unit that may have been meant."""

    unit_id: int
    name: str
    score: float = 0.0


@dataclass(frozen=True)
class Party:
    """Who a phrase names: units, how surely, and what else it may have meant. Chosen by hand it has score 1 and no phrase."""

    phrase: str = ""
    unit_ids: tuple[int, ...] = ()
    score: float = 0.0
    is_group: bool = False
    selection: dict[str, Any] | None = None
    offers: tuple[Offer, ...] = ()
    unresolved: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_resolved(self) -> bool:
        return bool(self.unit_ids) and not self.unresolved


@dataclass(frozen=True)
class DraftTask:
    """A task as proposed. `key` never changes while the draft lives; `after` names the keys it waits for."""

    key: str
    ref: str = ""
    title: str = ""
    text: str = ""
    span: Span | None = None
    confidence: float = 1.0
    is_confirmed: bool = False
    is_dropped: bool = False
    kind: TaskKind = TaskKind.WORK
    leads: tuple[Party, ...] = ()
    keeps_joint_leads: bool = False
    coordinating: tuple[Party, ...] = ()
    via: Party | None = None
    timeframe: str = ""
    due_on: date | None = None
    due_words: str = ""
    due_note: str = ""
    recurrence: Recurrence = Recurrence.ONCE
    acceptance: Acceptance = Acceptance.GIVER
    policy: PolicyKind = PolicyKind.ALL
    policy_value: int | None = None
    responsible: str = ""
    answerable: str = ""
    product: str = ""
    authority: str = ""
    needs_evidence: bool = False
    reports_by_itself: bool = False
    after: tuple[str, ...] = ()

    @property
    def lead_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(unit for party in self.leads for unit in party.unit_ids))

    @property
    def coordinating_ids(self) -> tuple[int, ...]:
        leads = set(self.lead_ids)
        return tuple(dict.fromkeys(unit for party in self.coordinating for unit in party.unit_ids if unit not in leads))

    @property
    def is_joint(self) -> bool:
        """Several leads by name, not a group of which each has its own share."""
        return not any(party.is_group for party in self.leads) and len(self.lead_ids) > 1

    @property
    def sureness(self) -> float:
        return min((self.confidence, *(party.score for party in self.leads)), default=self.confidence)

    @property
    def name(self) -> str:
        return self.ref or f"“{self.title[:40]}”"


@dataclass(frozen=True)
class DraftProblem:
    """Something to look at: the kind, the sentence, where. A blocking one stops issuing until it is put right."""

    kind: str
    message: str
    span: Span | None = None
    task_key: str = ""
    is_blocking: bool = False


@dataclass(frozen=True)
class ParentWork:
    """The piece of work of the cascade above that this draft carries out."""

    unit_task_id: int
    title: str
    ref: str = ""
    document_number: str = ""
    giver_name: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class DraftContent:
    """The whole proposal. `fields` are type, number, date, issuer, subject, signed_as."""

    fields: dict[str, DraftField] = field(default_factory=dict)
    title: str = ""
    line: Line = Line.STATE
    period_code: str = ""
    period_name: str = ""
    consolidation_days: int = 0
    citations: tuple[DraftCitation, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    recipients: tuple[str, ...] = ()
    problems: tuple[DraftProblem, ...] = ()
    definitions: dict[str, str] = field(default_factory=dict)
    parent: ParentWork | None = None
    is_by_hand: bool = False
    paper_text: str = ""
    """The words this office sent, where the register holds the same paper from another office: hers are not shown."""

    @property
    def live_tasks(self) -> tuple[DraftTask, ...]:
        return tuple(task for task in self.tasks if not task.is_dropped)

    @property
    def dropped_tasks(self) -> tuple[DraftTask, ...]:
        return tuple(task for task in self.tasks if task.is_dropped)

    def task(self, key: str) -> DraftTask | None:
        return next((task for task in self.tasks if task.key == key), None)

    def value(self, name: str) -> str:
        found = self.fields.get(name)
        return found.value if found else ""

    def with_task(self, changed: DraftTask) -> DraftContent:
        return replace(self, tasks=tuple(changed if task.key == changed.key else task for task in self.tasks))

    def to_json(self) -> dict[str, Any]:
        data = _plain(self)
        assert isinstance(data, dict)  # noqa: S101 - a dataclass becomes an object
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DraftContent:
        return _made(cls, data)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: type[T], data: Mapping[str, Any]) -> T:
    hints = _hints(kind)  # type: ignore[arg-type]
    # Unknown keys are left behind, missing ones take their default: a draft outlives a release.
    return kind(**{name: _value(hints[name], data[name]) for name in hints if name in data})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, args = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return _value(next(each for each in args if each is not type(None)), value)
    if origin is tuple:
        inner = args[0] if len(args) == 2 and args[1] is Ellipsis else None
        return tuple(_value(inner or args[at], each) for at, each in enumerate(value))
    if origin is dict:
        return {key: _value(args[1], each) for key, each in value.items()}
    if is_dataclass(hint) and isinstance(hint, type):
        return _made(hint, value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return value
