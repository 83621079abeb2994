"""From frozen views to HTML: the Jinja environment, its Vietnamese filters, and the one way to answer with a page.

Knows how a date, a number and a state are written; knows no table and no use case.
"""

from __future__ import annotations

import gettext as _catalogues
import hashlib
from contextvars import ContextVar
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kit import clock
from kit.vocabulary import Count, Progress, Timeliness
from models import NO_DEADLINE
from web.frame import EMPTY_FRAME, Frame

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "ngon_ngu"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

# What a page says after a form was handled: `?da=luu`. A closed list, so that no link can put words in our mouth.
SAID = {
    "luu": "Đã lưu.",
    "bo": "Đã bỏ bản nháp. Tệp gốc vẫn giữ trong Văn bản.",
    "thoi-doc": "Đã thôi đọc tệp.",
    "lay-lai": "Đã lấy lại.",
    "xac-nhan": "Đã xác nhận các mục rõ.",
    "phat-hanh": "Đã phát hành.",
    "da-co": "Văn bản này đã có trong sổ; bản nháp mới dùng lại bản đã có.",
}

# Set before each rendering: macros are imported without context, so the language cannot ride in it.
_language: ContextVar[str] = ContextVar("_language", default="vi")

# What stands for a state: the icon of the sprite and the colour class (UX §4). The word is the vocabulary's.
PROGRESS_LOOK = {
    Progress.ASSIGNED: ("assigned", "none"), Progress.RECEIVED: ("received", "run"),
    Progress.IN_PROGRESS: ("in_progress", "run"), Progress.SUBMITTED: ("submitted", "wait"),
    Progress.DONE: ("done", "ok"), Progress.RETURNED: ("returned", "back"), Progress.DECLINED: ("declined", "back"),
    Progress.PAUSED: ("paused", "rest"), Progress.EXEMPT: ("exempt", "rest"), Progress.REVOKED: ("revoked", "rest"),
}  # fmt: skip
TIME_LOOK = {
    Timeliness.NO_DEADLINE: ("no_deadline", "none"), Timeliness.IN_TIME: ("in_time", "run"),
    Timeliness.DUE_SOON: ("due_soon", "soon"), Timeliness.OVERDUE: ("overdue", "over"),
    Timeliness.DONE_ON_TIME: ("done", "ok"), Timeliness.DONE_LATE: ("late", "late"),
}  # fmt: skip


def page(request: Request, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """Answer with a page: the frame comes from `request.state.frame` if a signed-in request has one."""
    frame = context.pop("frame", None) or getattr(request.state, "frame", None) or EMPTY_FRAME
    return HTMLResponse(render(request, template, frame=frame, **context), status_code=status)


def render(request: Request, template: str, *, frame: Frame, **context: Any) -> str:
    _language.set(language_of(request))
    return (
        environment()
        .get_template(template)
        .render(
            request=request,
            frame=frame,
            language=_language.get(),
            asset_version=asset_version(),
            said=translated(SAID.get(request.query_params.get("da", ""), "")),
            **context,
        )
    )


def language_of(request: Request) -> str:
    return "en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "vi"


@cache
def asset_version() -> str:
    """Changes with the style and the script, so that a browser may keep them for long."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").glob("thongsuot.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


@cache
def environment() -> Environment:
    """The one environment; whoever owns a helper of the forms adds it to `environment().globals`."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.install_gettext_callables(translated, translated_plural, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(
        day=day, long_day=long_day, short_day=short_day, clock=clock_time, moment=moment, number=number, percent=percent,
        t=translated, label=label, query=query, lines=lines, tel=tel, megabytes=megabytes,
    )  # fmt: skip
    env.globals.update(
        Count=Count, Progress=Progress, Timeliness=Timeliness, PROGRESS_LOOK=PROGRESS_LOOK, TIME_LOOK=TIME_LOOK,
        now=clock.now, today=clock.today, language_code=_language.get,
        csrf_field=lambda _request: Markup(""), idempotency_field=lambda: Markup(""),
    )  # fmt: skip
    return env


@cache
def _catalogue(language: str) -> _catalogues.NullTranslations:
    return _catalogues.translation("thongsuot", HERE / "locale", [language], fallback=True)


def translated(message: str) -> str:
    """Vietnamese is the source language: its own words are the keys."""
    return _catalogue(_language.get()).gettext(message) if message else ""


def translated_plural(one: str, many: str, count: int) -> str:
    return _catalogue(_language.get()).ngettext(one, many, count)


def label(member: Any) -> str:
    """The word of a vocabulary member in the reader's language."""
    return translated(member.label)


def day(value: date | datetime | None, empty: str = "") -> str:
    """18/11/2024; a deadline that does not exist is said in words by the caller through `empty`."""
    if value is None:
        return empty
    local = clock.local_day(value) if isinstance(value, datetime) else value
    return empty if local == NO_DEADLINE else f"{local:%d/%m/%Y}"


def short_day(value: date | datetime | None, empty: str = "") -> str:
    """18/11 within this year, 18/11/2023 otherwise."""
    text = day(value, empty)
    return text.removesuffix(f"/{clock.today():%Y}")


def long_day(value: date | datetime | None, empty: str = "") -> str:
    """thứ Hai, 18/11/2024."""
    if value is None or value == NO_DEADLINE:
        return empty
    local = clock.local_day(value) if isinstance(value, datetime) else value
    return f"{translated(WEEKDAYS[local.weekday()])}, {day(local)}"


def clock_time(value: datetime | None) -> str:
    return "" if value is None else f"{value.astimezone(clock.VIETNAM):%H:%M}"


def moment(value: datetime | None) -> str:
    """14:05, 18/11/2024."""
    return "" if value is None else f"{clock_time(value)}, {day(value)}"


def number(value: float | Decimal | None) -> str:
    """1.906 in Vietnamese, 1,906 in English."""
    if value is None:
        return ""
    text = f"{value:,}"
    return text if _language.get() == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(value: float | Decimal | None, digits: int = 1) -> str:
    """69,1%: one decimal, rounded half up. Nothing at all is a dash, not 0 %."""
    if value is None:
        return "–"
    return number(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)) + "%"


def megabytes(size: int) -> str:
    return (
        f"{number(max(1, round(size / 1024)))} KB" if size < 1024 * 1024 else f"{number(round(size / 1048576, 1))} MB"
    )


def query(parameters: dict[str, Any] | None = None, /, **changes: Any) -> str:
    """`?a=b` from what an address had and what changes; None and "" drop a key. Every view can be bookmarked."""
    merged = {**(parameters or {}), **changes}
    kept = {key: value for key, value in merged.items() if value not in (None, "")}
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


def lines(text: str | None) -> Markup:
    """Typed line breaks kept, everything else escaped."""
    return Markup("<br>").join(escape(line) for line in (text or "").splitlines())


def tel(phone: str) -> str:
    """The digits of a number, for a tel: address; empty for a masked one."""
    digits = "".join(mark for mark in phone if mark.isdigit() or mark == "+")
    return digits if len(digits) >= 8 and "x" not in phone.lower() else ""
