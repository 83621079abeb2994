"""Puts the web process together: database, guards, pages, API, errors. The only place that knows them all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.settings import settings
from models.session import Database
from web import errors, views
from web.api import router as api_router
from web.deps import awake_cookie
from web.forms import csrf_field, idempotency_field
from web.pages import routers
from web.security import Guard

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
STATIC = Path(__file__).parent / "static"


class KeepAwake:
    """Sends the sealed moment of a look back with whatever page is answered: the idle clock moves without a write."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and not scope["state"].get("is_ending"):
                cookie = awake_cookie(scope["state"].get("visitor"))
                if cookie:
                    message.setdefault("headers", []).append((b"set-cookie", cookie.encode()))
            await send(message)

        await self.app(scope, receive, sending)


def create_app(database: Database | None = None) -> FastAPI:
    """The application. Tests bring their own database; `up` starts it as a factory."""
    config = settings()
    if not config.secure_cookies and config.host not in LOOPBACK:
        raise RuntimeError(
            "Chỉ phục vụ HTTP thường trên địa chỉ nội bộ của máy (127.0.0.1). Đặt THONGSUOT_SECURE_COOKIES=true và chạy sau HTTPS."
        )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.db = database or Database(config.url, group_commit=True)
        try:
            yield
        finally:
            if database is None:
                app.state.db.close()

    # Nothing describes itself to strangers: /docs and /openapi.json stay off, the API's own description asks for a token.
    app = FastAPI(title="Thông suốt", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    if database is not None:
        app.state.db = database
    views.environment().globals.update(csrf_field=csrf_field, idempotency_field=idempotency_field)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in routers():
        app.include_router(router)
    app.include_router(api_router)
    errors.install(app)
    app.add_middleware(KeepAwake)
    app.add_middleware(Guard, secure=config.secure_cookies)
    return app
