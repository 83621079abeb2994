"""The one Prefect server and the one runner this machine manages: where they live and with what settings.

Knows Prefect's environment variables; imports nothing of Prefect, so that whoever starts it stays light.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from flows.children import Child, command, free_port
from kit.settings import settings

ROOT = Path(__file__).resolve().parent.parent
POLL_SECONDS = 1.0
KEEP_RUNS_DAYS = 14


@dataclass(frozen=True)
class PrefectPlace:
    """Where a Prefect server answers and what opens it."""

    url: str
    auth: str
    managed: bool

    @property
    def environment(self) -> dict[str, str]:
        """What a client of it (the runner, a flow) must find in its environment."""
        home = (settings().home / "prefect").resolve()
        variables = {
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.url,
            "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),  # never the profile of whoever sits here
            "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",  # an orphan server of its own would hold a database
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_LOGGING_COLORS": "false",
            "PREFECT_CLI_COLORS": "false",
            "PREFECT_RUNNER_SERVER_ENABLE": "false",
            "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
        }
        return variables | ({"PREFECT_API_AUTH_STRING": self.auth} if self.auth else {})


def place(port: int | None = None) -> PrefectPlace:
    """The Prefect this product talks to: an outside one where the settings name it, else our own on the loopback address."""
    if url := settings().prefect_api_url:
        return PrefectPlace(url.rstrip("/"), os.environ.get("PREFECT_API_AUTH_STRING", ""), managed=False)
    port = port or free_port("127.0.0.1", settings().prefect_port)
    return PrefectPlace(f"http://127.0.0.1:{port}/api", _secret(), managed=True)


def server(where: PrefectPlace) -> Child:
    """The managed Prefect server: its own SQLite database, loopback only, nothing sent anywhere."""
    home = (settings().home / "prefect").resolve()
    port = where.url.split(":")[2].split("/")[0]
    env = _base() | where.environment | {
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": port,
        "PREFECT_SERVER_API_AUTH_STRING": where.auth,
        "PREFECT_UI_API_URL": where.url,
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        # A new schedule is seen within seconds, and few runs are laid ahead: after days without power few are late.
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "20",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "8",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_SCHEDULED_TIME": "P2D",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT10M",
        # The server prunes by itself: runs with their task runs and logs, and the events behind them.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(KEEP_RUNS_DAYS * 86400),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P2D",
        # Nobody here uses automations; they would read every event once more.
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    }  # fmt: skip
    line = command(
        "uvicorn", "--factory", "flows.prefect_server:create_app",
        "--host", "127.0.0.1", "--port", port, "--log-level", "warning", "--timeout-graceful-shutdown", "3",
    )  # fmt: skip
    return Child("prefect", line, env, settings().home / "logs" / "prefect.log", ROOT)


def runner(where: PrefectPlace, extra: dict[str, str] | None = None) -> Child:
    """The process that polls for due runs and starts each in a child of its own. Any machine may have one."""
    env = _base() | where.environment | (extra or {})
    return Child("runner", command("flows.runner"), env, settings().home / "logs" / "runner.log", ROOT)


def web(listening: int) -> list[Child]:
    """The pages. On SQLite exactly one process: it holds the writer that commits for everybody at once."""
    count = 1 if settings().url.startswith("sqlite") else max(1, settings().web_processes)
    logs = settings().home / "logs"
    line = command("flows.web_process", str(listening))
    return [
        Child("web", line, _base(), logs / f"web{number or ''}.log", ROOT, handed=(listening,))
        for number in range(count)
    ]


def _base() -> dict[str, str]:
    """This environment, with the home folder made absolute and no stray Prefect setting of whoever sits here."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
    path = os.pathsep.join(part for part in (str(ROOT), env.get("PYTHONPATH", "")) if part)
    return env | {"THONGSUOT_HOME": str(settings().home.resolve()), "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _secret() -> str:
    """A password for the loopback server: other accounts of this machine, and pages open in a browser, have no business there."""
    path = settings().home / "prefect" / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("thongsuot:" + secrets.token_urlsafe(24))
    return path.read_text().strip()
