"""A row of the table: what was measured, against what, and whether the target holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """`value` in `unit`; `ratio` ours to raw (time for times, throughput for throughputs); `holds` by `target`."""

    name: str
    engine: str
    value: float
    unit: str
    raw: float | None
    ratio: float | None
    target: str
    goal: str
    holds: bool


def show(rows: list[Row], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1))
        return
    table = Table("work", "engine", "ours", "raw", "ratio", "target", "goal", "holds")
    for row in rows:
        table.add_row(
            row.name, row.engine, f"{_number(row.value)} {row.unit}", "-" if row.raw is None else _number(row.raw),
            "-" if row.ratio is None else f"{row.ratio:.2f}", row.target, row.goal, "yes" if row.holds else "NO",
        )  # fmt: skip
    Console(width=150).print(table)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
