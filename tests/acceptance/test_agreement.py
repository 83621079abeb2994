"""One definition, three ways to ask: the page, the API and the command agree on every figure, on any day."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from cascade.counting.boards import board
from cascade.counting.listing import listing
from cascade.counting.views import Board
from kit.vocabulary import Count
from tests.acceptance import district_story as story
from tests.acceptance.conftest import Told
from tests.acceptance.surfaces import Tables, Visitor, command

MONDAY = date(2024, 11, 18)
THURSDAY = date(2024, 11, 14)
WAYS = {"tier": "cap", "unit": "don-vi", "task": "nhiem-vu"}
OFFICIAL = (Count.TOTAL, Count.DONE_ON_TIME, Count.DONE_LATE, Count.IN_TIME, Count.OVERDUE, Count.NO_DEADLINE)


@pytest.fixture
def office(told: Told) -> Visitor:
    return Visitor(told.district, story.OFFICE)


def engine(told: Told, by: str, day: date | None, cascade: str = "district") -> Board:
    with told.district.db.read() as tx:
        return board(tx, told.district.cascades[cascade], by=by, lineage=True, as_of=day)  # type: ignore[arg-type]


@pytest.mark.parametrize(("by", "day"), [("tier", None), ("tier", MONDAY), ("unit", MONDAY), ("task", THURSDAY)])
def test_page_api_and_command_show_the_same_board(told: Told, office: Visitor, by: str, day: date | None) -> None:
    cascade = told.district.cascades["district"]
    found = engine(told, by, day)
    wanted = _json(found)

    asked = office.ask(f"/cascades/{cascade}/board", by=by, lineage=True, **({"as_of": day.isoformat()} if day else {}))
    assert asked == wanted

    typed = command(
        told.district.db,
        "board",
        "281/KH-UBND",
        "--lineage",
        "--by",
        by,
        "--json",
        *(("--as-of", day.isoformat()) if day else ()),
    )
    assert (typed.code, typed.err) == (0, "")
    assert typed.json == wanted

    page = office.see(f"/dot/{cascade}?dong=1&theo={WAYS[by]}" + (f"&den={day}" if day else ""))
    lines = [line for line in Tables(page).lines if line.figures]
    rows = [each for row in found.rows for each in (row, *row.children)]
    assert [line.label for line in lines[:-1]] == [
        _shown(row.label, line.label) for row, line in zip(rows, lines[:-1], strict=True)
    ]
    for line, counts in zip(lines, [*(row.counts for row in rows), found.total], strict=True):
        assert {key: line.figures[key.value][0] for key in OFFICIAL} == {key: counts[key] for key in OFFICIAL}, (
            line.label
        )

    sheet = office.client.get(f"/dot/{cascade}/bang.xlsx?dong=1&theo={WAYS[by]}" + (f"&den={day}" if day else ""))
    assert _figures_of(sheet.content) == [[row.counts[key] for key in OFFICIAL] for row in rows] + [
        [found.total[key] for key in OFFICIAL]
    ]


def _json(found: Board) -> Any:
    """The board as it travels."""
    return json.loads(json.dumps(found.as_dict(), ensure_ascii=False))


def _shown(label: str, on_page: str) -> str:
    """A page adds a small word after a unit's own line; the name itself is the same."""
    return on_page if on_page.startswith(" ".join(label.split())) else label


def _figures_of(book: bytes) -> list[list[int]]:
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name("Bảng").to_python()
    head = next(place for place, row in enumerate(rows) if "Phải thực hiện" in row)
    return [[int(cell or 0) for cell in row[1:7]] for row in rows[head + 1 :] if isinstance(row[1], (int, float))]


@pytest.mark.parametrize("day", [None, MONDAY])
def test_each_figure_of_the_page_opens_a_list_of_that_length(told: Told, office: Visitor, day: date | None) -> None:
    """Every number of the board by level, and the list behind it on the page; the API's list for today."""
    cascade = told.district.cascades["district"]
    page = office.see(f"/dot/{cascade}?dong=1" + (f"&den={day}" if day else ""))
    opened = 0
    for line in [line for line in Tables(page).lines if line.figures]:
        for key, (figure, address) in line.figures.items():
            if not figure and line.label != "Tất cả":
                continue  # an empty list is looked at once
            heading = _heading(office.see(address))
            assert heading.startswith(f"{figure:,} phần việc".replace(",", ".")), (line.label, key, figure, heading)
            opened += 1
    assert opened > 20
    if day is None:
        with told.district.db.read() as tx:
            for count in Count:
                answer = office.ask(f"/cascades/{cascade}/unit-tasks", count=count.value, lineage=True, limit=1)
                assert answer["total"] == listing(tx, cascade, count=count, lineage=True, size=1).total, count.label


def _heading(page: str) -> str:
    found = re.search(r"<h[12][^>]*>(\s*[\d.]+ phần việc.*?)</h", page, re.DOTALL)
    assert found, "no heading repeats the figure"
    return " ".join(found[1].split())


def test_the_three_tell_the_same_why(told: Told, office: Visitor) -> None:
    cascade = told.district.cascades["district"]
    asked = office.ask(f"/cascades/{cascade}/why")
    typed = command(told.district.db, "why", "--cascade", "281/KH-UBND", "--json")
    assert typed.code == 0, typed.err
    assert typed.json["sentence"] == asked["sentence"]
    assert asked["sentence"].startswith("Đỏ vì ")
    page = office.see(f"/vi-sao?dot={cascade}")
    assert asked["cause"].split(";")[0][:40] in " ".join(page.replace("&#34;", '"').split())


def test_the_leaderships_page_is_the_lineages_board(told: Told) -> None:
    leader = Visitor(told.district, "lanhdao.quan")
    found = engine(told, "tier", MONDAY)
    lines = [
        line for line in Tables(leader.see(f"/toan-canh?den={MONDAY}")).lines if len(line.figures) >= len(OFFICIAL)
    ]
    assert [line.label for line in lines] == [*(row.label for row in found.rows), "Tất cả"]
    for line, counts in zip(lines, [*(row.counts for row in found.rows), found.total], strict=True):
        assert {key: line.figures[key.value][0] for key in OFFICIAL} == {key: counts[key] for key in OFFICIAL}


def test_the_command_finds_no_drift_and_lists_what_a_school_owes(told: Told) -> None:
    found = command(told.district.db, "verify")
    assert (found.code, found.err) == (0, ""), found
    assert "khớp" in found.out
    typed = command(told.district.db, "tasks", "list", "--as", "hoasen", "--json")
    assert typed.code == 0, typed.err
    asked = Visitor(told.district, "hoasen").ask("/unit-tasks", limit=200)["items"]

    def told_of(piece: dict[str, Any]) -> tuple[Any, ...]:
        return piece["id"], piece["ref"], piece["progress"], piece["timeliness"], piece["due_on"], piece["days_over"]

    assert [told_of(piece) for piece in typed.json] == [told_of(piece) for piece in asked]
    assert len(asked) == len(
        [task for task in told.schools.live_tasks if told.district.units["TH-HOASEN"] in task.lead_ids]
    )
