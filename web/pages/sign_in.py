"""Sign in, sign out, choose the unit one acts for; and after an expired session, the form given back filled."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from cascade.people import access, sessions
from cascade.people.sessions import SignedIn
from kit.errors import Refusal
from kit.settings import settings
from web import views
from web.deps import (
    Db,
    SignInNeeded,
    cookie_name,
    database,
    drop_session_cookies,
    find_visitor,
    local_address,
    put_frame,
    see_other,
    set_session_cookies,
)  # fmt: skip
from web.forms import ForeignForm, Form, guest_form_is_ours, guest_token, read_fields
from web.pages import unit_task

router = APIRouter()

EXPIRED = "Phiên làm việc đã hết. Đăng nhập lại để gửi tiếp; phần chữ và số đã gõ vẫn còn, tệp cần chọn lại."


@router.get("/")
def first(request: Request, db: Db) -> RedirectResponse:
    """Where this person begins."""
    visitor = find_visitor(request)
    if visitor is None:
        return see_other("/dang-nhap")
    with db.read() as tx:
        return see_other(access.first_page(tx, visitor.actor) if visitor.chosen else "/dang-nhap/don-vi")


@router.get("/dang-nhap")
def show(request: Request, ve: str = "") -> Response:
    if find_visitor(request):
        return see_other(local_address(ve))
    return _page(request, ve=local_address(ve, ""))


def expired_page(request: Request, typed: list[tuple[str, str]]) -> Response:
    """The sign-in page that carries an unsent form with it."""
    return _page(request, 401, ve=request.url.path, typed=json.dumps(typed, ensure_ascii=False), sentence=EXPIRED)


def _page(
    request: Request,
    status: int = 200,
    *,
    login: str = "",
    ve: str = "",
    typed: str = "",
    sentence: str = "",
    field: str = "",
) -> Response:
    token = guest_token(request)
    request.state.visitor = None
    response = views.page(
        request, "pages/sign_in.html", status, login=login, ve=ve, typed=typed, sentence=sentence, field=field
    )
    response.set_cookie(
        cookie_name("khach"), token, httponly=True, secure=settings().secure_cookies, samesite="lax", path="/"
    )
    return response


async def guest_form(request: Request) -> dict[str, str]:
    """The sign-in form, sent from our own page.

    Raises:
        ForeignForm: its token is not the cookie's.
    """
    fields, _ = await read_fields(request)
    if not guest_form_is_ours(request, fields):
        raise ForeignForm("Trang đăng nhập đã cũ. Tải lại trang rồi đăng nhập lại.")
    return dict(fields)


@router.post("/dang-nhap")
def enter(request: Request, form: Annotated[dict[str, str], Depends(guest_form)], db: Db) -> Response:
    login, ve, typed = form.get("login", "").strip(), local_address(form.get("ve"), ""), form.get("typed", "")
    address = request.client.host if request.client else ""
    try:
        token = sessions.sign_in(db, login=login, password=form.get("password", ""), address=address)
    except Refusal as refusal:
        return _page(
            request,
            refusal.status,
            login=login,
            ve=ve,
            typed=typed,
            sentence=refusal.message,
            field=refusal.field or "",
        )
    with db.read() as tx:
        visitor = sessions.find(tx, token)
    if visitor is None:
        raise SignInNeeded()
    response = _where_next(request, visitor, ve, typed)
    set_session_cookies(response, token)
    return response


def _where_next(request: Request, visitor: SignedIn, ve: str, typed: str) -> Response:
    fields = _fields_of(typed)
    if fields and ve:
        request.state.visitor = visitor
        put_frame(request, visitor)
        filled = unit_task.filled(request, visitor.actor, ve, dict(fields)) if visitor.chosen else None
        return filled or views.page(
            request,
            "pages/resume.html",
            address=ve,
            fields=fields,
            shown=[f for f in fields if not f[0].startswith("_") and f[1].strip()],
        )
    if not visitor.chosen:
        return see_other("/dang-nhap/don-vi")
    return see_other(ve or "/")


def _fields_of(typed: str) -> list[tuple[str, str]]:
    """What the browser kept for us; whatever is not a list of pairs of texts is nothing."""
    try:
        found: Any = json.loads(typed) if typed else []
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    return [(str(pair[0]), str(pair[1])) for pair in found if isinstance(pair, list) and len(pair) == 2]


@router.get("/dang-nhap/don-vi")
def choose_page(request: Request) -> Response:
    visitor = find_visitor(request)
    if visitor is None:
        raise SignInNeeded()
    put_frame(request, visitor)
    return views.page(request, "pages/choose_unit.html", places=visitor.places)


@router.post("/don-vi-lam-viec")
@router.post("/dang-nhap/don-vi")
def choose(form: Form, db: Db) -> Response:
    """Act for another of one's units."""
    db.write(lambda tx: sessions.choose_unit(tx, session=form.visitor, unit_id=form.number("unit_id") or 0))
    return see_other("/")


@router.post("/dang-xuat")
def leave(request: Request, form: Form) -> Response:
    database(request).write(lambda tx: sessions.end(tx, session=form.visitor))
    return _left(request)


@router.post("/dang-xuat-moi-may")
def leave_everywhere(request: Request, form: Form) -> Response:
    database(request).write(lambda tx: sessions.end_everywhere(tx, session=form.visitor))
    return _left(request)


def _left(request: Request) -> Response:
    request.state.is_ending = True
    response = see_other("/dang-nhap")
    drop_session_cookies(response)
    return response
