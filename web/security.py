"""What guards every request before a page sees it: headers, the size of bodies, where a form came from.

Pure ASGI, so that it stands before parsing and holds for pages, files and the API alike. Knows no session.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024 * 1024
"""All files of one form together; a single file is judged by `cascade.papers.evidence`."""

CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/v1"

FOREIGN_FORM = (
    "Biểu mẫu được gửi từ một trang khác nên chưa được nhận. Mở lại trang từ địa chỉ của hệ thống rồi gửi lại."
)
TOO_LARGE = "Các tệp gửi cùng lúc vượt 64 MB. Chia làm nhiều lần gửi, hoặc gửi ảnh cỡ vừa."


class Guard:
    """Refuses foreign forms and oversized bodies, and puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp, *, secure: bool = False):
        self.app = app
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = self._with_headers(scope, send)
        refusal = _refusal(scope["method"], scope["path"], headers)
        if refusal:
            await refusal(scope, receive, send)
            return
        await self.app(scope, _counted(receive), send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        is_static = scope["path"].startswith("/static/")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = CSP
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
                if self.secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
                if not is_static:
                    # Shared machines in schools: nothing of a signed-in page may stay in a browser's cache.
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sending


def _refusal(method: str, path: str, headers: Headers) -> ASGIApp | None:
    if method in SAFE_METHODS:
        return None
    if headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > MAX_BODY:
        return _answer(path, 413, TOO_LARGE)
    # The API is called with a bearer token, which no foreign page can make a browser send.
    if not path.startswith(API + "/") and is_foreign(headers):
        return _answer(path, 403, FOREIGN_FORM)
    return None


def is_foreign(headers: Headers) -> bool:
    """Whether a form was sent from another site, as far as the browser says: Sec-Fetch-Site first, then Origin.

    A browser that sends neither is judged by the form's own token alone (`web.forms`).
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _answer(path: str, status: int, words: str) -> ASGIApp:
    if path.startswith(API + "/"):
        return JSONResponse({"title": words, "status": status}, status, media_type="application/problem+json")
    return PlainTextResponse(words, status)


class BodyTooLarge(Exception):
    """A body without a declared length that grew past the limit."""


def _counted(receive: Receive) -> Callable[[], Awaitable[Any]]:
    total = 0

    async def receiving() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MAX_BODY:
            raise BodyTooLarge
        return message

    return receiving
