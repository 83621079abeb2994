"""The switch in the foot of every page: writes one cookie and goes back. The address of a page never changes with it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from kit.settings import settings
from web.deps import local_address
from web.views import LANGUAGE_COOKIE

router = APIRouter()


@router.get("/ngon-ngu/{language}")
def choose(language: str, ve: str = "/") -> RedirectResponse:
    answer = RedirectResponse(local_address(ve), 303)
    answer.set_cookie(LANGUAGE_COOKIE, "en" if language == "en" else "vi", max_age=31_536_000, path="/", samesite="lax", httponly=True,
                      secure=settings().secure_cookies)  # fmt: skip
    return answer
