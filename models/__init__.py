"""The tables, and the one place that commits. No rules, no queries beyond the schema."""

from __future__ import annotations

from models.base import NO_DEADLINE, Base
from models.cascade import (
    Assignment,
    Audience,
    AudienceMember,
    Cascade,
    CascadeNode,
    IdBlock,
    Period,
    Renewal,
    Task,
    TaskAfter,
    TaskPeriod,
)
from models.counter import CELLS, Counter, CounterSnapshot, Drift, Snapshot
from models.delivery import InboxRead, Outbox, Reminder
from models.document import Citation, Document, Draft, Reading, StoredFile
from models.journal import Idempotency, Journal
from models.running import CalendarDay, Lease, Setting, Watermark
from models.unit import Tier, Unit, UnitAlias, UnitSuccessor, UnitSuperior, UnitType
from models.unit_task import Evidence, Extension, RollUp, Serves, UnitTask
from models.user import ApiToken, Membership, SignInAttempt, User, UserSession

__all__ = [
    "CELLS", "NO_DEADLINE", "ApiToken", "Assignment", "Audience", "AudienceMember", "Base", "CalendarDay", "Cascade",
    "CascadeNode", "Citation", "Counter", "CounterSnapshot", "Document", "Draft", "Drift", "Evidence", "Extension",
    "IdBlock", "Idempotency", "InboxRead", "Journal", "Lease", "Membership", "Outbox", "Period",
    "Reading", "Reminder", "Renewal", "RollUp", "Serves", "Setting", "SignInAttempt", "Snapshot", "StoredFile", "Task",
    "TaskAfter", "TaskPeriod", "Tier", "Unit", "UnitAlias", "UnitSuccessor", "UnitSuperior", "UnitTask", "UnitType", "User",
    "UserSession", "Watermark",
]  # fmt: skip
