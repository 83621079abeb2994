"""Starting the product: what is refused with one sentence, and the demonstration that is laid once."""

from __future__ import annotations

import fcntl
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.counting.boards import board
from cascade.counting.verify import verify
from flows import serving
from flows.demo import HalfLaid, lay_demo, sign_ins
from flows.serving import ROOT
from flows.up import run as start
from kit.settings import settings
from models.session import Database
from models.sql import run
from tests.country import small_country


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def test_a_second_start_on_the_same_data_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    with (home / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert start() == 1
    assert capsys.readouterr().err.startswith("Thông suốt đang chạy trên thư mục dữ liệu này.")


def test_a_taken_port_is_told_before_anything_is_started(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("THONGSUOT_PORT", str(taken.getsockname()[1]))
        settings.cache_clear()
        assert start() == 1
        assert f"Cổng {taken.getsockname()[1]} ở 127.0.0.1 đang có chương trình khác dùng" in capsys.readouterr().err
    assert not (home / "prefect").exists()


def test_the_demonstration_is_laid_once_and_is_sound(home: Path, db: Database) -> None:
    said: list[str] = []
    assert lay_demo(db, said.append)
    with db.read() as tx:
        cascades = list(run(tx, "SELECT id FROM cascade ORDER BY id").scalars())
        assert len(cascades) >= 2
        assert verify(tx) == []
        assert board(tx, cascades[0]).total.total > 0
        before = run(tx, "SELECT max(id) FROM journal").scalar_one()
    assert not lay_demo(db, said.append), "started again, its data is there"
    with db.read() as tx:
        assert run(tx, "SELECT max(id) FROM journal").scalar_one() == before
    assert len(said) == 1
    assert len(sign_ins()) == 5


def test_a_demonstration_broken_off_says_so_and_an_office_with_data_is_left_alone(home: Path, db: Database) -> None:
    db.write(lambda tx: run(tx, "INSERT INTO setting (key, value) VALUES ('sample_story', 'laying')"))
    small_country(db)
    with pytest.raises(HalfLaid):
        lay_demo(db, print)
    db.write(lambda tx: run(tx, "DELETE FROM setting"))
    assert not lay_demo(db, print)
    with db.read() as tx:
        assert run(tx, "SELECT count(*) FROM unit").scalar_one() == 11


def test_the_supervisor_starts_without_loading_prefect() -> None:
    """It is up within a second; Prefect alone would take two to three."""
    code = "import sys, flows.up; sys.exit(any(name.split('.')[0] in ('prefect', 'fastapi') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_prefect_stays_on_this_machine_behind_a_password_and_reports_to_nobody(home: Path) -> None:
    place = serving.place()
    server = serving.server(place)
    assert place.url.startswith("http://127.0.0.1:")
    assert server.command[server.command.index("--host") + 1] == "127.0.0.1"
    assert server.env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert server.env["DO_NOT_TRACK"] == "1"
    assert server.env["PREFECT_SERVER_API_AUTH_STRING"] == place.auth == serving.place().auth
    assert (home / "prefect" / "secret").stat().st_mode & 0o077 == 0
    assert str(home) in server.env["PREFECT_API_DATABASE_CONNECTION_URL"]


def test_an_outside_prefect_is_used_as_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THONGSUOT_PREFECT_API_URL", "https://prefect.vidu.vn/api")
    settings.cache_clear()
    place = serving.place()
    assert (place.url, place.managed) == ("https://prefect.vidu.vn/api", False)
