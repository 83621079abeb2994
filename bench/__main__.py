"""`./run bench [--quick] [--json]`: lay the ground, measure, print the table. Exit 1 when a target does not hold."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench import flow_cell, page_cell, postgres_cells, reading_cell, sqlite_cells
from bench.ground import lay
from bench.table import Row, show
from models.session import Database


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench", description="Đo các việc chính bên cạnh trình điều khiển trần.")
    parser.add_argument("--quick", action="store_true", help="only 50,000 unit tasks, within a minute")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--cascades", type=int, default=None, help="cascades already in the database (default 9, quick 2)"
    )
    options = parser.parse_args(argv)
    cascades = options.cascades if options.cascades is not None else (2 if options.quick else 9)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="."))
    try:
        rows = measure(folder, options.quick, cascades)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    show(rows, options.json)
    return 0 if all(row.holds for row in rows) else 1


def measure(folder: Path, quick: bool, cascades: int) -> list[Row]:
    small_rows, small_boards = _sqlite(folder, 5000, "50,000", cascades, None, count=200 if quick else 1000)
    _say("reading papers")
    small_rows += reading_cell.rows(folder, quick=quick)
    if quick:
        return small_rows
    rows, _ = _sqlite(folder, 50000, "500,000", cascades, small_boards, count=1000)
    _say("starting Prefect, issuing, waiting for the first row")
    return [*small_rows, *rows, flow_cell.first_row(folder), *postgres_cells.measure()]


def _sqlite(
    folder: Path, units: int, size: str, cascades: int, small: dict[str, float] | None, count: int
) -> tuple[list[Row], dict[str, float]]:
    base, work = folder / f"base-{units}.db", folder / "work.db"
    _say(f"laying {units:,} units and {cascades} cascades")
    db = Database(f"sqlite:///{base}", group_commit=True)
    ground = lay(db, units, cascades)
    db.close()
    rows = []
    _say(f"issuing {size}")
    rows += sqlite_cells.issue_cell(base, ground, work, size)
    rows.append(sqlite_cells.marking_while_opening(base, ground, work, size))
    _say("marking")
    rows += sqlite_cells.mark_cells(base, ground, work, size, count)
    boards = sqlite_cells.board_times(base, ground)
    rows += sqlite_cells.board_rows("sqlite", small, boards, size)
    _say("scanning, recomputing")
    rows.append(sqlite_cells.scan_cell(base, ground, work, size))
    rows.append(sqlite_cells.verify_cell(base, ground, size))
    _say("looking at the leadership's page")
    rows.append(page_cell.leadership_page(base, ground, work, size))
    base.unlink()
    return rows, boards


def _say(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
