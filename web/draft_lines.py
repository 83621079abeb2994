"""A line about a stored draft, read straight from its JSON: a list of drafts must not parse each one whole."""

from __future__ import annotations

from typing import Any

from cascade.drafting.checks import REQUIRED
from kit.vocabulary import DocumentKind

STEP_NAMES = {1: "Tệp", 2: "Kiểm tra", 3: "Đơn vị", 4: "Thời hạn", 5: "Phát hành"}


def title_of(content: Any) -> str:
    """KH 281/KH-UBND · subject, else the subject, else that there is no title yet."""
    fields = content.get("fields") if isinstance(content, dict) else None
    number, kind, subject = (_field(fields, name) for name in ("number", "type", "subject"))
    short = next((one.value for one in DocumentKind if one.label == kind), kind)
    named = f"{short} {number}".strip() if number else ""
    subject = subject or str(content.get("title") or "") if isinstance(content, dict) else subject
    return (f"{named} · {subject}" if named and subject else named or subject or "Bản nháp chưa có tên")[:140]


def left_to_see(content: Any) -> int:
    """How many tasks and head fields a person has still to confirm."""
    if not isinstance(content, dict):
        return 0
    tasks = [task for task in content.get("tasks") or [] if not task.get("is_dropped")]
    fields = content.get("fields") or {}
    unseen = sum(not (fields.get(name) or {}).get("is_confirmed") for name in REQUIRED)
    return sum(not task.get("is_confirmed") for task in tasks) + unseen


def _field(fields: Any, name: str) -> str:
    found = fields.get(name) if isinstance(fields, dict) else None
    return str(found.get("value") or "") if isinstance(found, dict) else ""
