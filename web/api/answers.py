"""From frozen views to JSON, and cursors that callers need not understand. Knows no use case."""

from __future__ import annotations

import base64
import binascii
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from kit.errors import Refusal

LIMIT = 50
MOST = 200


class BadCursor(Refusal):
    """Con trỏ trang không đọc được. Bắt đầu lại từ trang đầu, không kèm cursor."""

    status = 400


def plain(value: Any) -> Any:
    """Dataclasses as objects, days and moments as ISO text, vocabulary by value; views with their own `as_dict` use it."""
    if hasattr(value, "as_dict"):
        return plain(value.as_dict())
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def page_of(items: list[Any], total: int, after: int) -> dict[str, Any]:
    """A page of a list and the cursor of the next one, None at the end. `after`: how many came before."""
    following = after + len(items)
    return {"items": items, "total": total, "next_cursor": cursor(following) if items and following < total else None}


def cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"v1:{place}".encode()).decode().rstrip("=")


def place_of(text: str | None) -> int:
    """Raises BadCursor for anything that was not handed out by `cursor`."""
    if not text:
        return 0
    try:
        version, _, place = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        if version == "v1" and place.isascii() and place.isdecimal() and len(place) < 12:
            return int(place)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        pass
    raise BadCursor()
