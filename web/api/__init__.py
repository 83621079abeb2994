"""The same use cases as JSON under /api/v1: bearer tokens, idempotency keys, cursors, problem+json."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi

from web.api import cascades, unit_tasks
from web.api.caller import Caller
from web.security import API

router = APIRouter(prefix=API)
router.include_router(cascades.router)
router.include_router(unit_tasks.router)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, _actor: Caller) -> dict[str, Any]:
    """The OpenAPI description of this API, for whoever holds a token."""
    if not hasattr(request.app.state, "openapi"):
        routes = [route for route in request.app.routes if getattr(route, "path", "").startswith(API)]
        found = get_openapi(
            title="Thông suốt",
            version="1",
            routes=routes,
            description="Cùng các việc như trên trang, cho chương trình.",
        )
        found.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
        request.app.state.openapi = found
    shown: dict[str, Any] = request.app.state.openapi
    return shown
