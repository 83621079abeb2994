"""A backup is a folder: the database as of one moment, the files it names, and a manifest that proves both.

Knows how to copy and to prove; refuses to decide when. The database is copied first: a file is on disk and flushed before a
row names it, so every file the copy names is there to be copied after it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from kit import clock
from kit.errors import Refusal
from kit.settings import settings
from models.schema import SchemaState, migrate, state
from models.session import Database

DATABASE = "thongsuot.db"
DUMP = "thongsuot.dump"
FILES = "files"
MANIFEST = "manifest.json"
PIECE = 1 << 20


@dataclass(frozen=True)
class Archive:
    """What a backup holds."""

    folder: Path
    database: str
    size: int
    files: int
    schema: str | None


def back_up(target: Path) -> Archive:
    """Copy everything into a new folder below `target`; the product may keep running.

    Raises:
        Refusal: there is nothing to copy, no room for it, or (PostgreSQL) no pg_dump.
    """
    target.mkdir(parents=True, exist_ok=True)
    folder = target / f"thongsuot-{clock.now().astimezone(clock.VIETNAM):%Y%m%d-%H%M%S}"
    unfinished = folder.with_name(folder.name + ".dang-chep")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        revision = _schema().current
        name = _copy_database(unfinished)
        kept = _copy_files(settings().files, unfinished / FILES)
        manifest = {
            "made_at": clock.now().isoformat(), "schema": revision, "database": name,
            "sha256": {str(path.relative_to(unfinished)): digest(path) for path in sorted(unfinished.rglob("*")) if path.is_file()},
        }  # fmt: skip
        (unfinished / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _flush(unfinished / MANIFEST)
        # Only a whole backup bears the name of one.
        unfinished.rename(folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refusal(f"Chưa sao lưu được vào {target}: {error.strerror or error}.") from error
    return Archive(folder, name, (folder / name).stat().st_size, kept, revision)


def check(folder: Path) -> dict[str, Any]:
    """The manifest, once every file agrees with it.

    Raises:
        Refusal: not a backup, or something in it has changed or is missing.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wrong = [
            name
            for name, wanted in manifest["sha256"].items()
            if not (folder / name).is_file() or digest(folder / name) != wanted
        ]
    except (OSError, ValueError, KeyError) as error:
        raise Refusal(f"{folder} không phải là một bản sao lưu (thiếu hoặc hỏng {MANIFEST}).") from error
    if wrong:
        raise Refusal(f"Bản sao lưu đã hỏng: {len(wrong)} tệp thiếu hoặc khác lúc sao lưu.", details=wrong[:10])
    return manifest


def restore(folder: Path, *, replace: bool = False) -> Archive:
    """Put a backup in place. What was there is set aside, never deleted; afterwards the schema is brought up to date.

    Raises:
        Refusal: the backup is not sound, data are there already, or it was made by a newer version.
    """
    manifest = check(folder)
    name = str(manifest["database"])
    sqlite = settings().url.startswith("sqlite")
    if sqlite is not (name == DATABASE):
        kind = "SQLite" if name == DATABASE else "PostgreSQL"
        raise Refusal(f"Bản sao lưu này là của {kind}. Đặt THONGSUOT_DATABASE_URL cho đúng loại rồi chạy lại.")
    (_restore_sqlite if sqlite else _restore_postgres)(folder, replace)
    shutil.copytree(folder / FILES, settings().files, dirs_exist_ok=True) if (folder / FILES).exists() else None
    found = migrate(settings().url)
    kept = sum(1 for each in manifest["sha256"] if each.startswith(f"{FILES}/"))
    return Archive(folder, name, (folder / name).stat().st_size, kept, found.current)


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _schema() -> SchemaState:
    url = settings().url
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists():
        raise Refusal(f"Chưa có dữ liệu ở {settings().home} để sao lưu.")
    db = Database(url, pool_size=1)
    try:
        with db.read() as tx:
            return state(tx)
    finally:
        db.close()


def _copy_database(folder: Path) -> str:
    url = settings().url
    if url.startswith("sqlite"):
        # SQLite's own online copy: one consistent moment, while others go on writing.
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as source,
            closing(sqlite3.connect(folder / DATABASE)) as copy,
        ):
            source.backup(copy, pages=2048, sleep=0.005)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            raise Refusal(f"Dữ liệu đang có lỗi, chưa sao lưu: {sound}")
        _flush(folder / DATABASE)
        return DATABASE
    _postgres_tool("pg_dump", ["--format=custom", "--no-owner", f"--file={folder / DUMP}"])
    return DUMP


def _copy_files(source: Path, target: Path) -> int:
    """Named by their content and never changed: a hard link would do on one disk, but a backup should survive the disk's page."""
    count = 0
    for path in sorted(source.glob("??/*")) if source.exists() else ():
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
        count += 1
    return count


def _restore_sqlite(folder: Path, replace: bool) -> None:
    place = Path(settings().url.removeprefix("sqlite:///"))
    if place.exists():
        if not replace:
            raise Refusal(f"Đã có dữ liệu ở {place}. Thêm --replace để thay; dữ liệu cũ được cất sang bên, không xóa.")
        aside = place.with_name(f"{place.name}.truoc-{clock.now().astimezone(clock.VIETNAM):%Y%m%d-%H%M%S}")
        for ending in ("", "-wal", "-shm"):
            part = place.with_name(place.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    place.parent.mkdir(parents=True, exist_ok=True)
    arriving = place.with_name(place.name + ".dang-chep")
    shutil.copy2(folder / DATABASE, arriving)
    _flush(arriving)
    arriving.rename(place)


def _restore_postgres(folder: Path, replace: bool) -> None:
    db = Database(settings().url, pool_size=1)
    try:
        with db.read() as tx:
            used = state(tx).current is not None
    finally:
        db.close()
    if used and not replace:
        raise Refusal("Cơ sở dữ liệu PostgreSQL này đã có dữ liệu. Thêm --replace để thay, sau khi đã sao lưu nó.")
    _postgres_tool(
        "pg_restore",
        ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", str(folder / DUMP)],
        into=True,
    )


def _postgres_tool(tool: str, arguments: list[str], *, into: bool = False) -> None:
    if shutil.which(tool) is None:
        raise Refusal(f"Máy này chưa có {tool}. Cài gói postgresql-client cùng phiên bản với máy chủ rồi chạy lại.")
    url = make_url(settings().url).set(drivername="postgresql")
    # The password goes by the environment: a command line can be read by everybody on the machine.
    environment = {**os.environ, **({"PGPASSWORD": url.password} if url.password else {})}
    address = url.set(password=None).render_as_string(hide_password=False)
    run = subprocess.run(
        [tool, f"--dbname={address}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        what = "phục hồi" if into else "sao lưu"
        raise Refusal(f"Chưa {what} được bằng {tool}.", details=run.stderr.strip().splitlines()[:5])


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
