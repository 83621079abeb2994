"""What `doctor` looks at: the machine, the tools that reading papers may want, the database and what waits in it.

Looks only; changes nothing and starts nothing that stays.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kit.errors import Refusal
from kit.settings import settings

ROOM = 500 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing looked at. A thing not `needed` may be missing; it is said what then does not work."""

    name: str
    ok: bool
    told: str
    needed: bool = True


def examine() -> list[Check]:
    found = [_python(), _sqlite(), _room(), *_tools(), *_packages()]
    return [*found, *_database()]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), f"{version} (cần 3.11 trở lên)")


def _sqlite() -> Check:
    # RETURNING and row values in the statements; window functions in the queue of acceptance.
    return Check("SQLite", sqlite3.sqlite_version_info >= (3, 35), f"{sqlite3.sqlite_version} (cần 3.35 trở lên)")


def _room() -> Check:
    folder = settings().home.resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Check("Chỗ trống", free > ROOM, f"{free // 2**20} MB ở {settings().home}")


def _tools() -> list[Check]:
    wanted = (
        ("tesseract", "Đọc bản quét", "thiếu tesseract: bản quét và ảnh chưa đọc được"),
        ("soffice", "Đọc tệp .doc cũ", "thiếu LibreOffice: tệp .doc đọc bằng cách đơn giản hơn"),
        ("pg_dump", "Sao lưu PostgreSQL", "thiếu pg_dump: chỉ cần khi dùng PostgreSQL"),
    )
    return [Check(name, bool(path := shutil.which(tool)), path or lack, needed=False) for tool, name, lack in wanted]


def _packages() -> list[Check]:
    """The three that must move together: see the reasons beside the pins in pyproject.toml."""
    from importlib import metadata

    pins = {"prefect": "3.8.8", "sqlalchemy": "2.0.58", "fastapi": "0.150.0"}
    found = {name: _version(metadata.version, name) for name in pins}
    wrong = [f"{name} {found[name]} (cần {pin})" for name, pin in pins.items() if found[name] != pin]
    told = "; ".join(wrong) or ", ".join(f"{name} {version}" for name, version in found.items())
    return [Check("Bộ gói đi cùng nhau", not wrong, told)]


def _version(of: Callable[[str], str], name: str) -> str:
    try:
        return of(name)
    except ModuleNotFoundError:
        return "chưa cài"


def _database() -> list[Check]:
    from sqlalchemy.exc import SQLAlchemyError

    from cli.context import database

    try:
        with database() as db, db.read() as tx:
            from sqlalchemy import func, select, text

            from cascade.issuing.opening import waiting
            from models import Cascade, Drift, Unit

            counted = {
                model: tx.execute(select(func.count()).select_from(model)).scalar_one()
                for model in (Unit, Cascade, Drift)
            }
            opening = waiting(tx)
            whole = tx.execute(text("PRAGMA quick_check")).scalar_one() if db.is_sqlite else "ok"
            kind = tx.dialect.name
    except Refusal as refusal:
        return [Check("Dữ liệu", False, refusal.message)]
    except (SQLAlchemyError, OSError) as error:
        return [Check("Dữ liệu", False, f"không mở được {_without_password()}: {error}")]
    return [
        Check("Dữ liệu", whole == "ok", f"{kind}, lược đồ mới nhất, {counted[Unit]} đơn vị, {counted[Cascade]} đợt triển khai"),
        Check("Việc đang mở", not opening, f"{len(opening)} đợt chưa mở xong; chạy thongsuot up để mở tiếp" if opening else "không có đợt nào dở dang", needed=False),
        Check("Lệch số đã ghi", not counted[Drift], f"{counted[Drift]} lần; chạy thongsuot verify", needed=False),
        _files(),
    ]  # fmt: skip


def _files() -> Check:
    folder: Path = settings().files
    kept = sum(1 for path in folder.glob("??/*") if path.is_file()) if folder.exists() else 0
    return Check("Tệp", True, f"{kept} tệp ở {folder}")


def _without_password() -> str:
    from sqlalchemy import make_url

    return make_url(settings().url).render_as_string(hide_password=True)
