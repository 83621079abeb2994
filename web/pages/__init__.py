"""The pages, one module each; `MODULES` is their order of inclusion. A page module holds a `router`."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

MODULES = (
    "sign_in", "unit_home", "unit_task", "evidence", "acceptance", "extensions", "inbox",
    "office_home", "wizard", "reading", "wizard_check", "wizard_units", "wizard_dates", "wizard_issue", "cascade", "periods", "revoking", "pieces", "board", "why", "documents", "language",
)  # fmt: skip


def routers() -> list[APIRouter]:
    """The routers of every page, in order. A page that cannot be imported stops the start: half a site is worse than none."""
    return [import_module(f"web.pages.{name}").router for name in MODULES]
