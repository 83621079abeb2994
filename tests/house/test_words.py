"""What the prose says is there: commands, links and names in README, CONTRIBUTING and docs exist in the tree and the code."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ROOMS = ("kit", "models", "documents", "cascade", "notifications", "flows", "web", "cli", "bench")


@cache
def run_script() -> str:
    return (ROOT / "run").read_text(encoding="utf-8")


@cache
def source_words() -> frozenset[str]:
    """Every name that stands in the product's code."""
    words: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            words.add(path.stem)
    return frozenset(words)


def title(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_run_alone_lists_every_command_with_a_sentence() -> None:
    listed = subprocess.run([str(ROOT / "run")], capture_output=True, text=True, timeout=60, check=True).stdout
    said = dict(re.findall(r"^  ([a-z-]+) {2,}(\S.+)$", listed, re.MULTILINE))
    assert set(said) == set(re.findall(r"^cmd_([a-z-]+)\(\)", run_script(), re.MULTILINE))
    assert {"demo", "test", "setup", "up", "lint", "bench", "migrate", "lock"} <= set(said)


def test_a_mistyped_command_is_told_what_there_is() -> None:
    mistyped = subprocess.run([str(ROOT / "run"), "dmeo"], capture_output=True, text=True, timeout=60, check=False)
    assert mistyped.returncode == 2
    assert "no command 'dmeo'" in mistyped.stderr
    assert "demo" in mistyped.stderr


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_command_named_exists(page: Path) -> None:
    named = set(re.findall(r"\./run ([a-z-]+)", page.read_text(encoding="utf-8")))
    there = set(re.findall(r"^cmd_([a-z-]+)\(\)", run_script(), re.MULTILINE))
    assert named <= there


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    broken = [target for target in targets if not (page.parent / target).exists()]
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_path_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{'|'.join(ROOMS)}|tests|docs)/[\w./-]*)`", text)
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


def test_every_name_in_the_glossary_is_a_name_in_the_code() -> None:
    """The middle column says what the code says; a renamed table or state must be renamed there too."""
    rows = re.findall(
        r"^\|([^|]+)\|([^|]+)\|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    names = {
        part
        for _, code in rows
        for quoted in re.findall(r"`([^`]+)`", code)
        for part in re.findall(r"[A-Za-z_]\w+", quoted)
    }
    assert len(names) > 80, "the glossary's table was not found"
    unknown = sorted(names - source_words() - {"py"})
    assert not unknown, f"in the glossary, not in the code: {unknown}"
