"""Typed settings from the environment (`THONGSUOT_…`). Knows where things are, not what they mean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="THONGSUOT_")

    home: Path = Path("var")
    """Database, evidence, Prefect's own database and logs; one folder to back up."""
    database_url: str = ""
    """Empty: SQLite in `home`. Else `postgresql+psycopg://…`."""
    host: str = "127.0.0.1"
    port: int = 8160
    prefect_port: int = 8161
    prefect_api_url: str = ""
    """Empty: a Prefect server of our own on `prefect_port`. Else an outside one; its password in `PREFECT_API_AUTH_STRING`."""
    web_processes: int = 1
    """How many share the port on PostgreSQL; on SQLite there is always one."""
    secure_cookies: bool = False
    """True behind HTTPS: `__Host-` cookies. Plain HTTP is served on the loopback address only."""
    due_soon_working_days: int = 3
    before_is_inclusive: bool = True
    """Whether "trước ngày 20/11" includes the 20th: law 13."""
    roll_up_debounce_seconds: float = 2.0
    track_cron: str = "*/15 * * * *"
    nightly_cron: str = "50 23 * * *"

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'thongsuot.db').resolve()}"

    @property
    def files(self) -> Path:
        return self.home / "files"


@cache
def settings() -> Settings:
    return Settings()
