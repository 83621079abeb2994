"""Every way a request can fail, told in one sentence: as a page with what was typed, or as problem+json to programs."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kit.errors import NotFound, Refusal
from web import views
from web.deps import SignInNeeded, UnitNeeded, put_frame, see_other, sign_in_address
from web.security import API, TOO_LARGE, BodyTooLarge

log = logging.getLogger("thongsuot.web")

LOST = "Không có trang này, hoặc không thuộc phạm vi của đơn vị."
NOT_UNDERSTOOD = "Địa chỉ hoặc nội dung gửi lên chưa đúng. Kiểm tra lại rồi gửi lại."


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(SignInNeeded, _sign_in_needed)
    app.add_exception_handler(UnitNeeded, _unit_needed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(BodyTooLarge, _too_large)
    app.add_exception_handler(Exception, _broken)


def problem(
    status: int, title: str, *, field: str | None = None, details: Sequence[str] = (), code: str | None = None
) -> JSONResponse:
    """RFC 9457, with the Vietnamese sentence as its title."""
    content: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    content.update(
        {key: value for key, value in (("field", field), ("details", list(details)), ("code", code)) if value}
    )
    return JSONResponse(content, status, media_type="application/problem+json")


def error_page(
    request: Request, status: int, sentence: str, *, details: Sequence[str] = (), code: str = ""
) -> Response:
    """The page of an error: the sentence, a way back, and what was typed so that nothing is lost."""
    if is_api(request):
        return problem(status, sentence, details=details, code=code or None)
    if getattr(request.state, "visitor", None) and not hasattr(request.state, "frame"):
        put_frame(request, request.state.visitor)
    typed = [
        (name, value)
        for name, value in getattr(request.state, "typed", [])
        if value.strip() and not name.startswith("_")
    ]
    return views.page(
        request,
        "pages/error.html",
        status,
        status_code=status,
        sentence=sentence,
        details=details,
        code=code,
        typed=typed,
    )


def is_api(request: Request) -> bool:
    return request.url.path == API or request.url.path.startswith(API + "/")


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    if error.status in (403, 404) and getattr(request.state, "visitor", None):
        # Kept as a log line: a look may not write, and refusals are many when someone is trying addresses.
        log.warning(
            "access refused",
            extra={"user": request.state.visitor.actor.user_id, "path": request.url.path, "status": error.status},
        )
    if is_api(request):
        return problem(error.status, error.message, field=error.field, details=error.details)
    sentence = LOST if isinstance(error, NotFound) and request.method == "GET" else error.message
    return error_page(request, error.status, sentence, details=error.details)


def _sign_in_needed(request: Request, error: Exception) -> Response:
    if is_api(request):
        return problem(401, "Cần đăng nhập.")
    if isinstance(error, SignInNeeded) and error.typed is not None:
        from web.pages.sign_in import expired_page

        return expired_page(request, error.typed)
    return see_other(sign_in_address(request))


def _unit_needed(_request: Request, _error: Exception) -> Response:
    return see_other("/dang-nhap/don-vi")


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status in (404, 405):
        return error_page(request, status, LOST)
    return error_page(request, status, NOT_UNDERSTOOD)


def _not_understood(request: Request, _error: Exception) -> Response:
    # A path such as /viec/abc is an address that does not exist, not a form with faults.
    return error_page(
        request,
        404 if request.method == "GET" and not is_api(request) else 422,
        LOST if request.method == "GET" else NOT_UNDERSTOOD,
    )


def _too_large(request: Request, _error: Exception) -> Response:
    return error_page(request, 413, TOO_LARGE)


def _broken(request: Request, error: Exception) -> Response:
    code = f"TS-{secrets.token_hex(2).upper()}"
    log.error("server error %s", code, exc_info=error, extra={"path": request.url.path, "code": code})
    return error_page(request, 500, f"Có lỗi ở máy chủ, mã {code}.", code=code)
