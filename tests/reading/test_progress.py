"""Whoever waits for a long reading is told how many pages are read, and may end it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import documents
from documents import sandbox
from documents.reading.scan import can_recognise
from tests.reading.pdfs import Picture, lines, pdf
from tests.reading.test_sources import PLAN


class EnoughError(Exception):
    """The one who waits has left."""


def test_each_page_of_a_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ba-trang.pdf"
    path.write_bytes(pdf([lines(PLAN)] * 3))
    told: list[tuple[int, int]] = []
    documents.read_file(path, progress=lambda done, pages: told.append((done, pages)))
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_a_scan_is_told_page_by_page_as_it_is_recognised(tmp_path: Path) -> None:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    path = tmp_path / "quet.pdf"
    path.write_bytes(pdf([[Picture(b"\xff" * 300 * 400, 300, 400)]] * 3))
    told: list[tuple[int, int]] = []
    with pytest.raises(documents.UnreadableFile) as refused:
        documents.read_file(path, progress=lambda done, pages: told.append((done, pages)))
    assert "Không nhận dạng được chữ nào" in refused.value.message
    # A listener as slow as the pages are quick may miss some of them, never the last.
    assert told[-1] == (3, 3)
    assert len(told) >= 2
    assert told == sorted(told)


def test_who_has_left_ends_the_reading(tmp_path: Path) -> None:
    """What the one who listens raises comes out, and the child is gone."""
    path = tmp_path / "ba-trang.pdf"
    path.write_bytes(pdf([lines(PLAN)] * 3))

    def leave(done: int, pages: int) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        documents.read_file(path, progress=leave)


def test_nonsense_told_by_a_child_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that a file has led astray may say anything, at any length; it is neither believed nor kept."""
    said = "b'x' * 200000 + b'\\n9 3\\n-1 5\\n1 999999999\\n' + b'\\xff \\x00\\n'"
    monkeypatch.setattr(sandbox, "_CHILD", f"import os, sys; os.write(int(sys.argv[-1]), {said})")
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    told: list[tuple[int, int]] = []
    with pytest.raises(documents.UnreadableFile):
        documents.read_file(path, progress=lambda done, pages: told.append((done, pages)))
    assert told == []


def test_a_child_that_lives_on_in_silence_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing the line is not the end of the child: it is waited for no longer than its time, then killed with all it started."""
    mark = f"sleep-{tmp_path.name}"
    monkeypatch.setattr(
        sandbox, "_CHILD", f"import os, subprocess, sys; os.close(int(sys.argv[-1])); subprocess.run(['bash', '-c', 'exec -a {mark} sleep 600'])"
    )  # fmt: skip
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(documents.UnreadableFile) as refused:
        sandbox.parse_in_child(path, "a.txt", seconds=-3)
    assert "thời gian" in refused.value.message
    assert mark not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
