"""A line about a stored draft, read straight from its JSON: a list of drafts must not parse each one whole."""

from __future__ import annotations

from typing import Any


def title_of(content: Any) -> str:
    """KH 281/KH-UBND, else the subject, else that there is no title yet."""
    document = _dict(content, "document")
    number, kind = str(document.get("number") or ""), str(document.get("kind") or document.get("type") or "")
    subject = str(document.get("subject") or _value(content, "title") or "")
    named = f"{kind} {number}".strip() if number else ""
    return (f"{named} · {subject}" if named and subject else named or subject or "Bản nháp chưa có tên")[:140]


def left_to_see(content: Any) -> int:
    """How many places a person has still to look at, as the draft itself last reckoned."""
    value = _value(content, "left")
    return value if isinstance(value, int) else 0


def _dict(content: Any, key: str) -> dict[str, Any]:
    found = _value(content, key)
    return found if isinstance(found, dict) else {}


def _value(content: Any, key: str) -> Any:
    return content.get(key) if isinstance(content, dict) else None
