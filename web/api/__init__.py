"""The same use cases as JSON under /api/v1: bearer tokens, idempotency keys, cursors, problem+json."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi

from web.api import cascades, unit_tasks
from web.api.caller import Caller
from web.security import API

router = APIRouter(prefix=API)
PARTS = (cascades.router, unit_tasks.router)
for part in PARTS:
    router.include_router(part)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, _actor: Caller) -> dict[str, Any]:
    """The OpenAPI description of this API, for whoever holds a token."""
    if not hasattr(request.app.state, "openapi"):
        found = get_openapi(
            title="Thông suốt",
            version="1",
            routes=router.routes,
            description="Cùng các việc như trên trang, cho chương trình.",
        )
        found.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
        request.app.state.openapi = found
    shown: dict[str, Any] = request.app.state.openapi
    return shown
