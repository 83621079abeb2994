"""What every page asks for: the database, the visitor, the frame around them. Knows cookies; decides nothing.

The visitor is read anew for each request, so a closed account or an ended session stops at its next click.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from cascade.actor import Actor
from cascade.people import sessions
from cascade.people.sessions import SignedIn
from kit import clock
from kit.settings import settings
from models.session import Database
from web.doors import frame_for

SEEN_STEP = timedelta(minutes=5)


class SignInNeeded(Exception):
    """No live session. `typed` is what the form carried, to be given back after signing in."""

    def __init__(self, typed: list[tuple[str, str]] | None = None):
        self.typed = typed
        super().__init__("sign-in needed")


class UnitNeeded(Exception):
    """The visitor stands for several units and has not chosen one."""


def database(request: Request) -> Database:
    found: Database = request.app.state.db
    return found


def cookie_name(what: str) -> str:
    """`__Host-` binds a cookie to this host over HTTPS; plain HTTP serves the loopback address alone."""
    return f"__Host-{what}" if settings().secure_cookies else what


def find_visitor(request: Request) -> SignedIn | None:
    """The signed-in person of this request, or None. Writes nothing."""
    if not hasattr(request.state, "visitor"):
        token = request.cookies.get(cookie_name("phien"), "")
        if token:
            with database(request).read() as tx:
                request.state.visitor = sessions.find(tx, token, request.cookies.get(cookie_name("luc"), ""))
        else:
            request.state.visitor = None
    found: SignedIn | None = request.state.visitor
    return found


def put_frame(request: Request, visitor: SignedIn) -> None:
    """Make the frame of the page known to `web.views.page`."""
    with database(request).read() as tx:
        request.state.frame = frame_for(tx, visitor, request.url.path)


def current_visitor(request: Request) -> SignedIn:
    visitor = find_visitor(request)
    if visitor is None:
        raise SignInNeeded()
    if not visitor.chosen:
        raise UnitNeeded()
    put_frame(request, visitor)
    return visitor


def current_actor(visitor: Annotated[SignedIn, Depends(current_visitor)]) -> Actor:
    return visitor.actor


Db = Annotated[Database, Depends(database)]
Visitor = Annotated[SignedIn, Depends(current_visitor)]
Who = Annotated[Actor, Depends(current_actor)]


def set_session_cookies(response: Response, token: str) -> None:
    secure = settings().secure_cookies
    response.set_cookie(
        cookie_name("phien"),
        token,
        httponly=True,
        secure=secure,
        samesite="lax",
        path="/",
        max_age=int(sessions.LONGEST.total_seconds()),
    )
    response.delete_cookie(cookie_name("luc"), path="/", secure=secure, httponly=True, samesite="lax")


def drop_session_cookies(response: Response) -> None:
    for what in ("phien", "luc"):
        response.delete_cookie(
            cookie_name(what), path="/", secure=settings().secure_cookies, httponly=True, samesite="lax"
        )


def awake_cookie(visitor: SignedIn | None) -> str | None:
    """The sealed moment to send back with a page (the idle clock moves without a write), or None while it is fresh."""
    now = clock.now()
    if visitor is None or now - visitor.seen_at < SEEN_STEP:
        return None
    secure = "; Secure" if settings().secure_cookies else ""
    return f"{cookie_name('luc')}={sessions.seal_seen(visitor, now)}; HttpOnly; Path=/; SameSite=Lax{secure}"


def see_other(address: str) -> RedirectResponse:
    """Post, redirect, get: a reloaded page never sends the form again."""
    return RedirectResponse(address, 303)


def local_address(typed: str | None, otherwise: str = "/") -> str:
    """Only a path of this site is followed after signing in."""
    if (
        typed
        and typed.startswith("/")
        and not typed.startswith(("//", "/\\"))
        and "\n" not in typed
        and "\r" not in typed
    ):
        return typed
    return otherwise


def sign_in_address(request: Request) -> str:
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/dang-nhap" if here == "/" else f"/dang-nhap?ve={quote(here, safe='/')}"
