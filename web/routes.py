"""The route table: every address the product answers, as the access matrix and the crawlers of the tests read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.routing import APIRoute

from web import api
from web.pages import routers
from web.security import API


@dataclass(frozen=True, order=True)
class Route:
    """A method and the pattern of an address, `/viec/{unit_task_id}`."""

    path: str
    method: str

    @property
    def is_api(self) -> bool:
        return self.path.startswith(API)


def table() -> list[Route]:
    """Every route of pages and API, in the order of their addresses."""
    return sorted(set(_all()))


def _all() -> Iterator[Route]:
    for router in [*routers(), api.router, *api.PARTS]:
        prefix = API if router in api.PARTS else ""
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield from (
                    Route(prefix + route.path, method) for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
                )
