"""A file is opened in a child process that may be killed: limited memory, limited time, no way to take the product down.

Knows how to start, watch and stop the child; refuses to know formats.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from documents.errors import UnreadableFile
from documents.parsed import ParsedDocument, from_dict

MEMORY = 900 * 1024 * 1024
SECONDS = 30
# LibreOffice maps far more than it uses.
OFFICE_MEMORY = 4 * 1024 * 1024 * 1024
# A scan is recognised page by page; each page takes seconds.
SCAN_SECONDS = 900
ROOT = Path(__file__).resolve().parent.parent


# A reading is some times its text; a longer answer is not one.
MAX_ANSWER = 64 * 1024 * 1024

# Called with (pages read, pages) in the caller's own thread; what it raises ends the reading.
Progress = Callable[[int, int], None]


def parse_in_child(
    path: Path, name: str, *, seconds: int = SECONDS, memory: int = MEMORY, progress: Progress | None = None
) -> ParsedDocument:
    """Read `path` in a child; its death is a refusal, never ours."""
    with tempfile.TemporaryDirectory(prefix="thongsuot-read-") as folder:
        answer = Path(folder) / "answer.json"
        told, tells = os.pipe()
        try:
            child = _start(folder, [str(path), name, str(answer), str(max(seconds, 1)), str(memory), str(tells)], tells)
        except OSError as failed:
            os.close(told)
            raise UnreadableFile("Máy chủ chưa mở được tệp lúc này. Hãy thử lại sau ít phút.") from failed
        finally:
            os.close(tells)
        try:
            # A short reading on a busy machine is given time; what it may use of the processor stays bounded.
            _follow(child, told, max(seconds, min(2 * seconds, 60)) + 5, progress)
        finally:
            _end(child)
            os.close(told)
        outcome = _answered(answer)
    if "refused" in outcome:
        raise UnreadableFile(str(outcome["refused"]))
    return from_dict(outcome["read"])


def _start(folder: str, arguments: list[str], tells: int) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "OMP_THREAD_LIMIT": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CHILD, str(ROOT), *arguments],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, pass_fds=[tells],
    )  # fmt: skip


def _follow(child: subprocess.Popen[bytes], told: int, seconds: float, progress: Progress | None) -> None:
    """Pass on what the child tells of its pages until it falls silent for good; late is refused."""
    deadline = time.monotonic() + seconds
    try:
        for done, pages in _pages(told, deadline):
            if progress is not None:
                progress(done, pages)
        child.wait(timeout=max(0.0, deadline - time.monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired) as late:
        raise UnreadableFile("Tệp mất quá nhiều thời gian để đọc nên đã dừng. Hãy tách nhỏ hoặc lưu lại tệp.") from late


def _pages(told: int, deadline: float) -> Iterator[tuple[int, int]]:
    """Lines of `done pages`; whatever else a led-astray child says is passed over."""
    half = b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(told, selectors.EVENT_READ)
        while True:
            remaining = deadline - time.monotonic()
            if remaining <= 0 or not waiting.select(remaining):
                raise TimeoutError
            heard = os.read(told, 4096)
            if not heard:
                return
            *lines, half = (half[-64:] + heard).split(b"\n")
            for line in lines[-1:]:
                done, _, pages = line.partition(b" ")
                if done.isdigit() and pages.isdigit() and int(done) <= int(pages) < 100_000:
                    yield int(done), int(pages)


def _answered(answer: Path) -> dict[str, Any]:
    try:
        size = answer.stat().st_size
    except FileNotFoundError as nothing:
        raise UnreadableFile(
            "Tệp không đọc được: nội dung quá nặng hoặc bị hỏng. Hãy mở bằng Word, lưu lại rồi tải lên."
        ) from nothing
    if size > MAX_ANSWER:
        raise UnreadableFile("Tệp cho ra quá nhiều nội dung để đọc. Hãy tách nhỏ tệp.")
    # Plain data and no pickle: the child has handled a stranger's file and is not believed beyond its words.
    outcome: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return outcome


# The child bounds itself before it imports anything that could be led astray: a hook between fork and exec is not safe
# in a process with threads.
_CHILD = """
import resource, sys
folder, path, name, answer, seconds, memory, tells = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (300 << 20, 300 << 20))
sys.path.insert(0, folder)
from documents.child import main
main(path, name, answer, int(tells))
"""


def _end(child: subprocess.Popen[bytes]) -> None:
    """The child and all it started share a session of their own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, 9)
    child.wait()
