"""A real Chromium for the pages' stories, and a real server behind it: found, started and handed out in one way."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

PHONE, OLD_PC = (360, 640), (1366, 768)
# The headless shell is the same Chromium without windows, at half the work; where it is not installed the whole one serves.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not on this machine: the pages are not looked at")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


class Pages:
    """The windows of one module. One is opened when all of its kind are in use, and handed on without the last visitor's cookies."""

    def __init__(self, browser: Any, address: str):
        self._browser, self.address = browser, address
        self._free: dict[tuple[int, int, bool], list[Any]] = {}
        self._taken: list[tuple[tuple[int, int, bool], Any]] = []

    def take(self, size: tuple[int, int], *, js: bool, cookies: list[Any] | None = None) -> Any:
        """A page of this size; what its console calls an error is kept in `page.complaints`."""
        kind = (*size, js)
        free = self._free.setdefault(kind, [])
        page = free.pop() if free else self._open(kind)
        self._taken.append((kind, page))
        page.context.clear_cookies()
        page.context.add_cookies(cookies or [])
        page.complaints = []
        return page

    def give_back(self) -> None:
        for kind, page in self._taken:
            page.goto("about:blank")  # nothing goes on behind the next visitor's back
            page.set_viewport_size({"width": kind[0], "height": kind[1]})
            page.emulate_media(media="null")
            self._free[kind].append(page)
        self._taken.clear()

    def _open(self, kind: tuple[int, int, bool]) -> Any:
        width, height, js = kind
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=js, base_url=self.address
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "console", lambda said: page.complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None
        )
        return page


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of `app`, on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
        assert thread.is_alive(), "the server did not start"
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
