"""The few calls the dispatcher and the sweeper make to a Prefect server, over plain HTTP.

Knows addresses and JSON of the Prefect API; imports nothing of Prefect, so that the supervisor starts at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from flows.serving import PrefectPlace
from kit import clock

ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


class PrefectAway(Exception):
    """Prefect does not answer, or not as expected. What is owed stays owed; the next round tries again."""


@dataclass(frozen=True)
class FlowRun:
    id: str
    name: str
    deployment_id: str | None
    state: str
    auto_scheduled: bool
    scheduled_for: datetime | None
    began_at: datetime
    """When its present state began."""

    @property
    def ended(self) -> bool:
        return self.state in ENDED


class PrefectApi:
    def __init__(self, where: PrefectPlace, timeout: float = 10.0):
        name, _, password = where.auth.partition(":")
        self._client = httpx.Client(
            base_url=where.url, timeout=timeout, auth=(name, password) if name else None, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    def healthy(self) -> bool:
        try:
            return bool(self._call("GET", "/health"))
        except PrefectAway:
            return False

    def deployments(self) -> dict[str, str]:
        """The id of every deployment by its name."""
        return {item["name"]: item["id"] for item in self._call("POST", "/deployments/filter", {"limit": 200})}

    def trigger(
        self, deployment_id: str, *, key: str, parameters: dict[str, Any], tags: list[str], name: str
    ) -> FlowRun:
        """Ask for a run now. The same key answers with the same run."""
        body = {
            "parameters": parameters, "idempotency_key": key, "tags": tags, "name": name,
            "state": {"type": "SCHEDULED", "name": "Scheduled"},
        }  # fmt: skip
        return _flow_run(self._call("POST", f"/deployments/{deployment_id}/create_flow_run", body))

    def run(self, run_id: str) -> FlowRun | None:
        try:
            return _flow_run(self._call("GET", f"/flow_runs/{run_id}"))
        except PrefectAway as error:
            if "404" in str(error):
                return None
            raise

    def runs(self, states: list[str]) -> Iterator[FlowRun]:
        """Every run in one of these states, oldest first."""
        offset = 0
        while True:
            body = {
                "flow_runs": {"state": {"type": {"any_": states}}},
                "limit": 200,
                "offset": offset,
                "sort": "START_TIME_ASC",
            }
            page = self._call("POST", "/flow_runs/filter", body)
            yield from map(_flow_run, page)
            if len(page) < 200:
                return
            offset += 200

    def set_state(self, run_id: str, kind: str, message: str) -> None:
        body = {"state": {"type": kind, "name": kind.capitalize(), "message": message}, "force": True}
        self._call("POST", f"/flow_runs/{run_id}/set_state", body)

    def delete_run(self, run_id: str) -> None:
        self._call("DELETE", f"/flow_runs/{run_id}")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        try:
            answer = self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise PrefectAway(f"{method} {path}: {type(error).__name__}") from error
        if answer.status_code >= 400:
            raise PrefectAway(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer.json() if answer.content else None


def _flow_run(data: dict[str, Any]) -> FlowRun:
    state = data.get("state") or {}
    return FlowRun(
        id=data["id"],
        name=data.get("name") or "",
        deployment_id=data.get("deployment_id"),
        state=data.get("state_type") or state.get("type") or "",
        auto_scheduled=bool(data.get("auto_scheduled")),
        scheduled_for=_moment(data.get("next_scheduled_start_time") or data.get("expected_start_time")),
        began_at=_moment(state.get("timestamp") or data.get("created")) or clock.now(),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
