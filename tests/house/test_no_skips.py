"""A build that lacks a browser says so: with CI=true a skip is a failure, elsewhere it stays a skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STORY = """
import pytest

def test_a_browser_is_missing():
    pytest.skip("Chromium is not on this machine")
"""

STORY_OF_THE_NEIGHBOUR = """
import pytest

pytest.skip("the real documents are not here: ../shared is absent", allow_module_level=True)
"""


def run_story(folder: Path, story: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_story.py").write_text(story)
    (folder / "pytest.ini").write_text("[pytest]\n")
    inherited = {name: value for name, value in os.environ.items() if name not in {"CI", "THONGSUOT_SHARED"}}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugin_no_skips", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_on_a_desk_a_skip_is_a_skip(tmp_path: Path) -> None:
    run = run_story(tmp_path, STORY)
    assert run.returncode == 0, run.stdout
    assert "1 skipped" in run.stdout


def test_in_a_build_a_skip_is_a_failure_that_names_what_is_missing(tmp_path: Path) -> None:
    run = run_story(tmp_path, STORY, CI="true")
    assert run.returncode == 1, run.stdout
    assert "1 failed" in run.stdout
    assert "nothing may be skipped: Chromium is not on this machine" in run.stdout


def test_the_neighbouring_folder_is_excused_only_while_it_is_absent(tmp_path: Path) -> None:
    absent = run_story(tmp_path, STORY_OF_THE_NEIGHBOUR, CI="true", THONGSUOT_SHARED=str(tmp_path / "nowhere"))
    assert absent.returncode in {0, 5}, absent.stdout  # 5: nothing else to run in this little story
    assert "1 skipped" in absent.stdout
    present = run_story(tmp_path, STORY_OF_THE_NEIGHBOUR, CI="true", THONGSUOT_SHARED=str(tmp_path))
    assert present.returncode not in {0, 5}, present.stdout
    assert "nothing may be skipped" in present.stdout
