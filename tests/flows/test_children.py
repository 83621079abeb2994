"""Children end with their parent, however it ends, and come back when they die by themselves."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flows.children import Child, command, free_port
from flows.serving import ROOT

SLEEPER = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"


def module(folder: Path, text: str) -> dict[str, str]:
    """An environment in which `a_child` is a module with this text."""
    (folder / "a_child.py").write_text(text)
    return dict(os.environ) | {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}


def until(what: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.05)
    return False


def living(group: int) -> list[int]:
    """Processes of a session that are neither gone nor zombies."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == group and fields[0] not in "ZX":
                found.append(int(entry.name))
    return found


def test_a_stopped_child_takes_its_own_children_along(tmp_path: Path) -> None:
    child = Child("sleeper", command("a_child"), module(tmp_path, SLEEPER), tmp_path / "log", ROOT)
    child.start()
    group = child.pid or 0
    assert until(lambda: len(living(group)) == 2)
    child.stop()
    assert until(lambda: living(group) == [])


def test_a_child_that_ignores_being_asked_is_ended_all_the_same(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )
    child = Child("deaf", command("a_child"), module(tmp_path, deaf), tmp_path / "log", ROOT)
    child.start()
    group = child.pid or 0
    assert until(lambda: "deaf" in (tmp_path / "log").read_text())
    child.stop(patience=0.3)
    assert until(lambda: living(group) == [])


def test_a_child_that_dies_is_started_again_with_growing_pauses(tmp_path: Path) -> None:
    child = Child("frail", command("a_child"), module(tmp_path, "print('up', flush=True)"), tmp_path / "log", ROOT)
    child.start()
    began = time.monotonic()
    assert until(lambda: (child.tend(), child.restarts >= 2)[1])
    assert time.monotonic() - began >= 3, "first one second, then two"
    child.stop()
    assert (tmp_path / "log").read_text().count("up") >= 2


def test_after_kill_nine_of_the_parent_no_child_is_left(tmp_path: Path) -> None:
    parent = (
        "import os, time\nfrom pathlib import Path\nfrom flows.children import Child, command\n"
        "child = Child('sleeper', command('a_child'), dict(os.environ), Path('log'), Path('.'))\n"
        "child.start()\nprint(child.pid, flush=True)\ntime.sleep(600)"
    )
    env = module(tmp_path, "import time; time.sleep(600)")
    process = subprocess.Popen([sys.executable, "-c", parent], env=env, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    group = int(process.stdout.readline())
    assert until(lambda: living(group))
    time.sleep(0.5)  # the child asks the kernel for this once it runs
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert until(lambda: not living(group))


def test_a_log_is_cut_while_its_writer_goes_on(tmp_path: Path) -> None:
    chatty = "import sys, time\nwhile True:\n    sys.stdout.write('x' * 1000000); sys.stdout.flush(); time.sleep(0.01)"
    child = Child("chatty", command("a_child"), module(tmp_path, chatty), tmp_path / "chatty.log", ROOT)
    child.start()
    assert until(lambda: (tmp_path / "chatty.log").exists() and (tmp_path / "chatty.log").stat().st_size > 9_000_000)
    child.trim_log()
    assert (tmp_path / "chatty.log").stat().st_size < 9_000_000
    assert (tmp_path / "chatty.log.1").stat().st_size > 8_000_000
    child.stop()


def test_a_taken_port_is_not_offered_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) != port
    assert free_port("127.0.0.1", port) == port
