"""`up`: one command that keeps the web, Prefect's server, the runner and the dispatcher running, and ends them all with itself.

Knows which processes there are and in what order they start; refuses to know what they do.
"""

from __future__ import annotations

import fcntl
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

import httpx

from flows import serving
from flows.children import Child, stop_all
from flows.demo import lay_demo, sign_ins
from flows.machinery import Machinery
from kit.errors import Refusal
from kit.settings import settings
from models.schema import migrate
from models.session import Database

log = logging.getLogger("thongsuot.up")

TICK_SECONDS = 0.2
TRIM_SECONDS = 60.0
HOPELESS_RESTARTS = 5


class AlreadyRunning(Refusal):
    """Thông suốt đang chạy trên thư mục dữ liệu này. Dừng bản đang chạy, hoặc đặt THONGSUOT_HOME sang thư mục khác."""


class PortTaken(Refusal):
    """Cổng đang có chương trình khác dùng. Đặt THONGSUOT_PORT sang cổng khác rồi chạy lại."""


def run(demo: bool = False) -> int:
    """Start everything and stay until told to stop; 0 after a clean stop, 1 with one sentence on stderr."""
    try:
        with _only_one(settings().home):
            return _supervise(demo)
    except Refusal as refusal:
        _say(refusal.message, file=sys.stderr)
        return 1


def _supervise(demo: bool) -> int:
    listening = _listen(settings().host, settings().port)
    _keep_log()
    stopping = _hear_signals()
    machinery = Machinery()
    webs = serving.web(listening.fileno())
    db: Database | None = None
    try:
        machinery.start_server()  # the slowest: it gets up while the tables are prepared
        _say("Thông suốt đang khởi động…")
        migrate(settings().url)
        db = Database(settings().url, pool_size=4)
        if demo:
            lay_demo(db, say=_say)
        for web in webs:
            web.start()
        machinery.start_work(db)
        _stay(webs, machinery, stopping, demo)
        _say("Đang dừng…")
        return 0
    finally:
        listening.close()
        ender = threading.Thread(target=stop_all, args=(webs,))
        ender.start()
        machinery.stop()
        ender.join()
        if db:
            db.close()
        log.info("stopped")


def _stay(webs: list[Child], machinery: Machinery, stopping: threading.Event, demo: bool) -> None:
    announced, trimmed = False, time.monotonic()
    while not stopping.wait(TICK_SECONDS):
        if not announced and _answers():
            announced = True
            _announce(demo)
        machinery.tend()
        for web in webs:
            if web.tend():
                log.warning("web had died and was started again (%d)", web.restarts)
        if not announced and webs[0].restarts >= HOPELESS_RESTARTS:
            raise Refusal(f"Trang web không khởi động được. Xem nguyên nhân ở {webs[0].log}.")
        if time.monotonic() - trimmed >= TRIM_SECONDS:
            trimmed = time.monotonic()
            for child in (*webs, *machinery.children):
                child.trim_log()


def _hear_signals() -> threading.Event:
    stopping = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, lambda *_: stopping.set())
    return stopping


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """One supervisor for one data folder: the lock ends with the process, however it ends."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning() from None
        yield


def _listen(host: str, port: int) -> socket.socket:
    """The port is ours from here to the end; whoever comes early waits until the pages are there."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2048
        )
    except OSError as error:
        raise PortTaken(
            f"Cổng {port} ở {host} đang có chương trình khác dùng, hoặc không được phép dùng. "
            "Đặt THONGSUOT_PORT sang cổng khác rồi chạy lại."
        ) from error


def _answers() -> bool:
    host = "127.0.0.1" if settings().host in ("0.0.0.0", "") else settings().host  # noqa: S104 - compared, not bound
    try:
        return bool(httpx.get(f"http://{host}:{settings().port}/", timeout=1.0, trust_env=False).status_code)
    except httpx.HTTPError:
        return False


def _announce(demo: bool) -> None:
    _say(f"Thông suốt: http://{settings().host}:{settings().port}")
    if demo:
        for line in sign_ins():
            _say(line)
    _say(
        f"Dữ liệu ở {settings().home.resolve()}. Bộ lập lịch sẵn sàng sau 10–20 giây; trang web dùng được ngay. Dừng: Ctrl-C."
    )


def _keep_log() -> None:
    path = settings().home / "logs" / "up.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=4_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("thongsuot")
    root.handlers = [handler]
    root.setLevel(logging.INFO)


def _say(text: str, file: TextIO | None = None) -> None:
    stream = file or sys.stdout
    stream.write(text + "\n")
    stream.flush()
