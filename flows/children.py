"""Child processes that live as long as their parent and not a moment longer.

Knows signals, sessions and log files; refuses to know what the children do.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 8 * 1024 * 1024
STEADY_SECONDS = 60.0
"""A child that has lived so long starts its next life without waiting."""
LONGEST_PAUSE = 30.0


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when the thread of `parent` that started it ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before we could ask
            os.kill(os.getpid(), signal.SIGKILL)


def command(module: str, *arguments: str) -> list[str]:
    """Run a module as a child that dies with us. Asked for after exec: a hook between fork and exec may hang beside threads."""
    return [sys.executable, "-P", "-m", "flows.children", str(os.getpid()), module, *arguments]


@dataclass
class Child:
    """One process kept alive: started in a session of its own, started again with growing pauses when it dies."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path
    cwd: Path
    handed: tuple[int, ...] = ()
    """Open files it inherits by number."""
    restarts: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started: float = 0.0
    _next_start: float = 0.0
    _pause: float = 0.5

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it. Call from the thread that lives longest: the child dies with that thread."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                list(self.command),
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=self.handed,
            )
        self._started = time.monotonic()

    def tend(self) -> bool:
        """Start it again if it has died and its pause is over; True when it was started anew."""
        if self._process is None or self._process.poll() is None:
            return False
        now = time.monotonic()
        if self._next_start <= self._started:  # seen dead for the first time
            self._end_group(signal.SIGKILL)  # whatever it had started goes with it
            steady = now - self._started >= STEADY_SECONDS
            self._pause = 0.5 if steady else min(self._pause * 2, LONGEST_PAUSE)
            self._next_start = now + self._pause
        if now < self._next_start:
            return False
        self.restarts += 1
        self.start()
        return True

    def stop(self, patience: float = 8.0) -> None:
        """End it and everything it started: asked first, then made to."""
        if self._process is None:
            return
        self._end_group(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._end_group(signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._process = None

    def trim_log(self) -> None:
        """Keep the log and its predecessor under twice the limit; the child goes on appending to the same file."""
        with contextlib.suppress(OSError):
            if self.log.stat().st_size > LOG_LIMIT:
                shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
                os.truncate(self.log, 0)

    def _end_group(self, sent: signal.Signals) -> None:
        if self._process is not None:
            # The session's leader gave its number to the group, which outlives it while any member lives.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, sent)


def stop_all(children: Sequence[Child]) -> None:
    """All at once: nobody waits for another's patience."""
    enders = [threading.Thread(target=child.stop) for child in children]
    for ender in enders:
        ender.start()
    for ender in enders:
        ender.join()


def free_port(host: str, wanted: int) -> int:
    """`wanted` if nobody listens there, else one the system gives."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((host, port))
                return int(probe.getsockname()[1])
    raise OSError(f"no port to be had on {host}")


def main() -> None:
    parent, module, *arguments = sys.argv[1:]
    die_with_parent(int(parent))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
