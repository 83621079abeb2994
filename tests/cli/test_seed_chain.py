"""Two real plans, read and registered: the chain from the Politburo to the Phòng stands, though neither prints its number."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cascade.sample.district import lay_district
from models.schema import migrate
from models.session import Database

if TYPE_CHECKING:
    from tests.cli.conftest import Type

SHARED = Path(os.environ.get("THONGSUOT_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def seed(number: str) -> Path:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the real documents are not here: no shared/seeds/{number}_*.txt (THONGSUOT_SHARED)")
    return found[0]


def test_the_chain_stands_by_itself(thongsuot: Type, home: Path) -> None:
    url = f"sqlite:///{home / 'thongsuot.db'}"
    district, phong = seed("003"), seed("000")
    migrate(url)
    db = Database(url)
    db.write(lay_district)
    db.close()

    assert thongsuot("cascade", "new", district, "--as", "vanphong.quan").code == 0
    assert thongsuot("cascade", "new", phong, "--as", "chuyenvien.gd").code == 0

    graph = thongsuot("documents", "graph", "--json").json
    names = {node["key"]: node["name"] for node in graph["nodes"]}
    stands_on = {(names[edge["source"]], names[edge["target"]]) for edge in graph["edges"]}
    assert {
        ("33-CT/TU", "28-CT/TW"), ("3597/KH-UBND", "33-CT/TU"), ("253-KH/QU", "33-CT/TU"),
        ("281/KH-UBND", "3597/KH-UBND"), ("281/KH-UBND", "253-KH/QU"),
    } <= stands_on  # fmt: skip
    generation = {node["name"]: node["generation"] for node in graph["nodes"]}
    # The Phòng's own plan bears no number: it is named by its kind and issuer, one below 281.
    lowest = [name for name, place in generation.items() if place == 4]
    assert len(lowest) == 1
    assert (lowest[0], "281/KH-UBND") in stands_on
    assert generation["281/KH-UBND"] == 3
    held = {node["name"] for node in graph["nodes"] if not node["is_placeholder"]}
    assert held == {"281/KH-UBND", lowest[0]}
