"""Everything into a folder, and back: proved file by file, never over living data."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli import archive
from kit.settings import settings
from models.schema import migrate

if TYPE_CHECKING:
    from tests.cli.conftest import Type


@pytest.fixture
def kept(told: Path) -> Path:
    """A file as evidence is kept: under its own content's name."""
    path = told / "files" / "ab" / ("ab" + "0" * 62)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"minh chung")
    return path


def test_what_was_lost_comes_back(thongsuot: Type, told: Path, kept: Path, tmp_path: Path) -> None:
    before = thongsuot("board", "1", "--json").json
    made = thongsuot("backup", tmp_path / "sao-luu", "--json").json
    assert (made["files"], made["database"]) == (1, "thongsuot.db")

    (told / "thongsuot.db").unlink()
    kept.unlink()
    assert thongsuot("board", "1").code == 1
    assert thongsuot("restore", made["folder"]).code == 0

    assert thongsuot("board", "1", "--json").json == before
    assert kept.read_bytes() == b"minh chung"
    assert thongsuot("verify").code == 0


def test_living_data_are_set_aside_only_when_asked(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    made = thongsuot("backup", tmp_path, "--json").json
    refused = thongsuot("restore", made["folder"])
    assert refused.code == 1
    assert "--replace" in refused.err
    assert thongsuot("restore", made["folder"], "--replace").code == 0
    aside = list(told.glob("thongsuot.db.truoc-*"))
    assert len(aside) == 1
    with sqlite3.connect(aside[0]) as old:
        assert old.execute("SELECT count(*) FROM cascade").fetchone() == (1,)


def test_a_backup_that_was_touched_is_refused(thongsuot: Type, told: Path, kept: Path, tmp_path: Path) -> None:
    folder = Path(thongsuot("backup", tmp_path, "--json").json["folder"])
    (folder / "files" / "ab" / kept.name).write_bytes(b"khac")
    refused = thongsuot("restore", folder, "--replace")
    assert refused.code == 1
    assert "đã hỏng" in refused.err
    assert thongsuot("restore", tmp_path).code == 1


def test_nobody_restores_under_a_running_product(thongsuot: Type, told: Path, tmp_path: Path) -> None:
    folder = thongsuot("backup", tmp_path, "--json").json["folder"]
    with (told / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = thongsuot("restore", folder, "--replace")
    assert refused.code == 1
    assert "đang chạy" in refused.err


def test_an_unfinished_backup_never_bears_the_name_of_one(
    thongsuot: Type, told: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, _target: Path) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_copy_files", full)
    refused = thongsuot("backup", tmp_path / "sao-luu")
    assert refused.code == 1
    assert list((tmp_path / "sao-luu").iterdir()) == []


@pytest.mark.postgres
def test_postgres_goes_and_comes_back_by_its_own_tools(
    thongsuot: Type, empty_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THONGSUOT_DATABASE_URL", empty_postgres)
    settings.cache_clear()
    migrate(empty_postgres)
    units = tmp_path / "units.csv"
    thongsuot("units", "import", units)
    made = thongsuot("backup", tmp_path / "sao-luu", "--json")
    assert made.code == 0, made.err
    assert thongsuot("restore", made.json["folder"]).code == 1
    done = thongsuot("restore", made.json["folder"], "--replace")
    assert done.code == 0, done.err
    assert thongsuot("units", "list", "--json").json == []
