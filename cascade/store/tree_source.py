"""Reads the superiors a frozen tree is made from, as they stand on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kit.errors import Refusal
from kit.vocabulary import Line
from models.sql import fetch, marks, run

# From this many holders on, reading the whole line at once beats climbing it.
WHOLE = 2000


@dataclass(frozen=True)
class TreeSource:
    """Superiors along a line; every unit's place among its siblings, and its (type, name)."""

    superior: dict[int, int]
    order: dict[int, int]
    described: dict[int, tuple[int, str]]


def load(tx: Connection, named: Iterable[int], root: int, line: Line, day: date) -> TreeSource:
    """The line above `named` on `day`, up to `root` or as far as it goes.

    Raises:
        Refusal: a named unit is unknown or has ended; the sentence names it.
    """
    wanted = set(named) | {root}
    superior = _superiors(tx, wanted, line, day)
    everybody = wanted | set(superior) | set(superior.values())
    units = _units(tx, everybody)
    order = {row[0]: place for place, row in enumerate(units)}
    missing = [unit for unit in sorted(wanted) if unit not in order]
    if missing:
        raise Refusal(
            f"Có {len(missing)} đơn vị không có trong danh sách (mã số {missing[0]}). Chọn lại đơn vị ở bước 3."
        )
    ended = run(tx, "SELECT id, name, valid_to FROM unit WHERE valid_to IS NOT NULL AND valid_to < ?", (day,)).all()
    for unit, name, until in ended:
        if unit in wanted:
            raise Refusal(f"“{name}” đã kết thúc từ {until}. Chọn đơn vị nhận chức năng ở bước 3.")
    return TreeSource(superior, order, {unit: (kind, name) for unit, kind, name in units})


def _superiors(tx: Connection, wanted: set[int], line: Line, day: date) -> dict[int, int]:
    valid = "line = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
    if len(wanted) >= WHOLE:
        whole = fetch(tx, f"SELECT unit_id, superior_id FROM unit_superior WHERE {valid}", (line.value, day, day))
        return dict(whole)
    found: dict[int, int] = {}
    frontier = wanted
    while frontier:
        rows: list[Any] = []
        ids = sorted(frontier)
        for start in range(0, len(ids), 500):
            chunk = ids[start : start + 500]
            rows += run(tx, f"SELECT unit_id, superior_id FROM unit_superior WHERE {valid} AND unit_id IN ({marks(len(chunk))})",
                        (line.value, day, day, *chunk)).all()  # fmt: skip
        new = {int(unit): int(above) for unit, above in rows}
        found.update(new)
        frontier = set(new.values()) - found.keys()
    return found


def _units(tx: Connection, wanted: set[int]) -> list[tuple[int, int, str]]:
    """(id, type, name) in the order of the register."""
    if len(wanted) >= WHOLE:
        return fetch(tx, "SELECT id, type_id, name FROM unit ORDER BY position, id")
    rows: list[Any] = []
    ids = sorted(wanted)
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        rows += run(
            tx, f"SELECT position, id, type_id, name FROM unit WHERE id IN ({marks(len(chunk))})", tuple(chunk)
        ).all()
    return [(unit, kind, name) for _, unit, kind, name in sorted(rows)]
