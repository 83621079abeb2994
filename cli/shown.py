"""How commands show things: one JSON object for machines, one table for people. Knows no noun of the domain."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kit import clock

if TYPE_CHECKING:
    from rich.console import Console

AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON thay cho bảng.")]


def as_json(value: Any) -> None:
    """One JSON value on standard output, Vietnamese as it is."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n")


def plain(value: Any) -> Any:
    """A view as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def console() -> Console:
    """A console as wide as the terminal; into a file, wide enough for a table."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 160, highlight=False)


def say(*lines: str) -> None:
    for line in lines:
        print(line)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, numbers: Sequence[int] = ()) -> None:
    """A table with its title above; `numbers` are the columns set to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=Text(title), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        drawn.add_column(name, justify="right" if place in numbers else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(words(cell)) for cell in row))
    console().print(drawn)


def words(value: Any) -> str:
    """A cell as an office writes it: 20/11/2024, 14:05, 69,1%."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.VIETNAM):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    label = getattr(value, "label", None)
    return label if isinstance(label, str) else str(value)


def percent(value: Decimal | None) -> str:
    return "chưa rõ" if value is None else f"{value}%".replace(".", ",")


def day(typed: str) -> date:
    """A day as people type it: 18/11/2024, or 2024-11-18."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(typed.strip(), pattern).replace(tzinfo=clock.VIETNAM).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"Không có ngày “{typed}”. Ghi như 18/11/2024 hoặc 2024-11-18.")
