"""What a board looks like to a page, a letter, the API and the command line: frozen data, the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cascade.counts import Counts

By = Literal["tier", "unit", "task"]


@dataclass(frozen=True)
class BoardRow:
    """One line: a tier (its types are its children), a unit, or a task."""

    key: str
    label: str
    counts: Counts
    unit_id: int | None = None
    task_id: int | None = None
    cascade_id: int | None = None
    tier_code: str | None = None
    type_code: str | None = None
    has_children: bool = False
    is_own: bool = False
    children: tuple[BoardRow, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key, "label": self.label, "unit_id": self.unit_id, "task_id": self.task_id, "cascade_id": self.cascade_id,
            "tier": self.tier_code, "type": self.type_code, **self.counts.as_dict(), "children": [row.as_dict() for row in self.children],
        }  # fmt: skip


@dataclass(frozen=True)
class Board:
    """Rows and their total. `total` is reckoned by itself, not added up from the rows: the two must agree."""

    cascade_ids: tuple[int, ...]
    title: str
    by: By
    as_of: date
    under: int | None
    total: Counts
    rows: tuple[BoardRow, ...] = field(default=())
    issued: bool = True
    """False when no cascade of the board was issued yet on `as_of`."""

    def as_dict(self) -> dict[str, Any]:
        return {
            "cascades": list(self.cascade_ids), "title": self.title, "by": self.by, "as_of": self.as_of.isoformat(), "under": self.under,
            "total": self.total.as_dict(), "rows": [row.as_dict() for row in self.rows],
        }  # fmt: skip


@dataclass(frozen=True)
class Rates:
    """Three different percentages (law 11): plans issued, work done, reports filed; each (done, total)."""

    plan: tuple[int, int]
    work: tuple[int, int]
    report: tuple[int, int]
