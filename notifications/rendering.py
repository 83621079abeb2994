"""From a typed context to words: Jinja2, strict about names, escaped where it becomes HTML. Refuses to guess a missing value."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

if TYPE_CHECKING:
    from notifications.messages import Context

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        # .txt is plain text: whoever puts it into a page escapes it there; an .html part is escaped here.
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(day=day, number=number, percent=percent)
    return env


def subject(context: Context) -> str:
    """One line, whatever stands in the names it holds: a line break in a name must not become a header."""
    return " ".join(_render(context, "subject.txt").split())


def body(context: Context) -> str:
    """Lines of text; what a template leaves empty leaves no gap."""
    return "\n".join(line.rstrip() for line in _render(context, "body.txt").splitlines() if line.strip())


def _render(context: Context, part: str) -> str:
    return _environment().get_template(f"{context.template}/{part}").render(asdict(context))


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{value}%".replace(".", ",")
