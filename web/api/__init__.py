"""The same use cases as JSON under /api/v1: bearer tokens, idempotency keys, cursors, problem+json."""

from __future__ import annotations

from fastapi import APIRouter

from web.security import API

router = APIRouter(prefix=API)
