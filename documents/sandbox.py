"""A file is opened in a child process that may be killed: limited memory, limited time, no way to take the product down.

Knows how to start, watch and stop the child; refuses to know formats.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from documents.errors import UnreadableFile
from documents.parsed import ParsedDocument, from_dict

MEMORY = 900 * 1024 * 1024
SECONDS = 30
# LibreOffice maps far more than it uses.
OFFICE_MEMORY = 4 * 1024 * 1024 * 1024
# A scan is recognised page by page; each page takes seconds.
SCAN_SECONDS = 900
ROOT = Path(__file__).resolve().parent.parent


def parse_in_child(path: Path, name: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> ParsedDocument:
    """Read `path` in a child; its death is a refusal, never ours."""
    with tempfile.TemporaryDirectory(prefix="thongsuot-read-") as folder:
        answer = Path(folder) / "answer.json"
        command = [
            sys.executable,
            "-P",
            "-c",
            _CHILD,
            str(ROOT),
            str(path),
            name,
            str(answer),
            str(max(seconds, 1)),
            str(memory),
        ]
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "LANG": "C.UTF-8",
            "HOME": folder,
            "TMPDIR": folder,
            "OMP_THREAD_LIMIT": "1",
        }
        try:
            child = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as failed:
            raise UnreadableFile("Máy chủ chưa mở được tệp lúc này. Hãy thử lại sau ít phút.") from failed
        try:
            child.wait(timeout=seconds + 5)
        except subprocess.TimeoutExpired as late:
            raise UnreadableFile(
                "Tệp mất quá nhiều thời gian để đọc nên đã dừng. Hãy tách nhỏ hoặc lưu lại tệp."
            ) from late
        finally:
            _end(child)
        if not answer.exists():
            raise UnreadableFile(
                "Tệp không đọc được: nội dung quá nặng hoặc bị hỏng. Hãy mở bằng Word, lưu lại rồi tải lên."
            )
        # Plain data and no pickle: the child has handled a stranger's file and is not believed beyond its words.
        outcome = json.loads(answer.read_text(encoding="utf-8"))
    if "refused" in outcome:
        raise UnreadableFile(str(outcome["refused"]))
    return from_dict(outcome["read"])


# The child bounds itself before it imports anything that could be led astray: a hook between fork and exec is not safe
# in a process with threads.
_CHILD = """
import resource, sys
folder, path, name, answer, seconds, memory = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (300 << 20, 300 << 20))
sys.path.insert(0, folder)
from documents.child import main
main(path, name, answer)
"""


def _end(child: subprocess.Popen[bytes]) -> None:
    """The child and all it started share a session of their own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, 9)
    child.wait()
