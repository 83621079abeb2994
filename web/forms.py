"""What a form brings: its fields, files, key and token. Refuses forms that are not ours; judges no meaning.

Three hidden fields stand in every form: `_csrf` (whose form it is), `_key` (which sending it is, law 18) and, where a piece of
work is changed, `_version` (which state was looked at).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.datastructures import UploadFile

from cascade.actor import Actor
from cascade.idempotency import once
from cascade.people.sessions import SignedIn
from kit.errors import NotAllowed, Refusal
from kit.text import nfc
from web.deps import SignInNeeded, UnitNeeded, cookie_name, database, find_visitor, put_frame

HIDDEN = frozenset({"_csrf", "_key"})
MAX_FIELDS = 5000
MAX_FILES = 20
MAX_FIELD_BYTES = 4 * 1024 * 1024


class ForeignForm(NotAllowed):
    """Biểu mẫu này không còn khớp với phiên làm việc. Tải lại trang rồi gửi lại; phần đã gõ còn dưới đây."""


@dataclass(frozen=True)
class Fields:
    """The text fields of a form, or of a JSON body read like one."""

    fields: list[tuple[str, str]]

    def text(self, name: str, default: str = "") -> str:
        """The last value of a field, composed and stripped."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), default)

    def every(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name]

    def number(self, name: str) -> int | None:
        return _number(self.text(name))

    def numbers(self, name: str) -> list[int]:
        return [number for value in self.every(name) if (number := _number(value)) is not None]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.fields)

    def typed(self) -> dict[str, str]:
        """What to put back into the form when it is shown again."""
        return {name: value for name, value in self.fields if name not in HIDDEN}


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


@dataclass(frozen=True)
class Posted(Fields):
    """A form of a signed-in visitor."""

    visitor: SignedIn
    uploads: list[tuple[str, UploadFile]] = field(default_factory=list)
    key: str = ""

    @property
    def actor(self) -> Actor:
        return self.visitor.actor

    def files(self, name: str) -> list[UploadFile]:
        """The files really chosen; an empty file field brings a nameless one."""
        return [upload for key, upload in self.uploads if key == name and upload.filename]


async def read_fields(request: Request) -> tuple[list[tuple[str, str]], list[tuple[str, UploadFile]]]:
    """The text fields and files of a form; remembered on the request so that an error page can give them back."""
    form = await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES)
    fields = [(name, nfc(value).replace("\x00", "")) for name, value in form.multi_items() if isinstance(value, str)]
    uploads = [(name, value) for name, value in form.multi_items() if isinstance(value, UploadFile)]
    request.state.typed = [(name, value) for name, value in fields if name not in HIDDEN and "password" not in name]
    return fields, uploads


async def posted(request: Request) -> Posted:
    """The form of a signed-in visitor.

    Raises:
        SignInNeeded: the session has ended; what was typed goes with it.
        ForeignForm: the form token is not this session's.
    """
    fields, uploads = await read_fields(request)
    visitor = await run_in_threadpool(find_visitor, request)
    if visitor is None:
        raise SignInNeeded(request.state.typed)
    await run_in_threadpool(put_frame, request, visitor)
    hidden = dict(fields)
    if not hmac.compare_digest(hidden.get("_csrf", "").encode(), visitor.form_token.encode()):
        raise ForeignForm()
    if not visitor.chosen and request.url.path not in CHOOSING:
        raise UnitNeeded()
    return Posted(fields, visitor, uploads, hidden.get("_key", "")[:64] or secrets.token_urlsafe(16))


CHOOSING = frozenset({"/dang-nhap/don-vi", "/don-vi-lam-viec", "/dang-xuat", "/dang-xuat-moi-may"})

Form = Annotated[Posted, Depends(posted)]


def act(
    request: Request, form: Posted, effect: Callable[[Connection], dict[str, Any]], *, body: Any = None
) -> tuple[dict[str, Any], bool]:
    """Do it once in one transaction: the same key answers the same, whatever was clicked twice. Answers (answer, replayed)."""
    said = body if body is not None else sorted((name, value) for name, value in form.fields if name not in HIDDEN)
    content = [request.url.path, said]
    return database(request).write(
        lambda tx: once(tx, actor=form.actor.key, key=form.key, body=content, effect=lambda: effect(tx))
    )


# ------------------------------------------------------------------------------------------------- for the templates
def csrf_field(request: Request) -> Markup:
    """The form token: of the session, or of the cookie that the sign-in page left."""
    visitor = getattr(request.state, "visitor", None)
    token = visitor.form_token if visitor else getattr(request.state, "guest_token", "")
    return Markup('<input type="hidden" name="_csrf" value="{}">').format(token)


def idempotency_field() -> Markup:
    return Markup('<input type="hidden" name="_key" value="{}">').format(secrets.token_urlsafe(16))


def guest_token(request: Request) -> str:
    """The token of a visitor without a session: the sign-in form must match the cookie it came with."""
    token = request.cookies.get(cookie_name("khach"), "")
    if len(token) < 20:
        token = secrets.token_urlsafe(24)
    request.state.guest_token = token
    return token


def guest_form_is_ours(request: Request, fields: list[tuple[str, str]]) -> bool:
    cookie = request.cookies.get(cookie_name("khach"), "")
    return bool(cookie) and hmac.compare_digest(dict(fields).get("_csrf", "").encode(), cookie.encode())


def error_of(refusal: Refusal) -> dict[str, str]:
    """A refusal as the error summary shows it: field → sentence."""
    return {refusal.field or "": refusal.message}
