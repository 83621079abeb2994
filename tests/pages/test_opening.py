"""The page after issuing: it counts what every board counts, and coordinating shares beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from cascade.counting.boards import board
from cascade.issuing.opening import batches, finish, open_batch, progress
from cascade.orders import TaskOrder
from tests.country import Country


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_coordinating_shares_stand_beside_the_count(lite: Country, site: Callable[[str], TestClient]) -> None:
    task = TaskOrder(
        title="Bảo hiểm y tế", holders=lite.ids("hoasen", "binhminh"), coordinating=lite.ids("p1", "p2", "xh")
    )
    issued = lite.issue(task, opened=False)
    page = f"/dot/{issued.cascade_id}/dang-mo"
    office = site("quan")
    shown = words(office.get(page).text)
    assert "0/2 phần việc, và 0/3 phần phối hợp ngoài số đếm" in shown
    with lite.db.read() as tx:
        assert board(tx, issued.cascade_id).total.total == 2, "the same two that the board counts"
        first, *rest = batches(tx, issued.cascade_id)
    lite.db.write(lambda tx: open_batch(tx, first))
    assert "2/2 phần việc, và 0/3 phần phối hợp" in words(office.get(page).text)
    with lite.db.read() as tx:
        found = progress(tx, issued.cascade_id)
        assert (found.opened, found.expected, found.coordinating_opened, found.coordinating, found.rows) == (
            2,
            2,
            0,
            3,
            5,
        )
    assert '<noscript><meta http-equiv="refresh"' in office.get(page).text
    for batch in rest:
        lite.db.write(lambda tx, batch=batch: open_batch(tx, batch))
    lite.db.write(lambda tx: finish(tx, issued.cascade_id))
    opened = office.get(page).text
    assert "Đã phát hành lúc" in opened
    assert "http-equiv" not in opened


def test_without_coordinating_units_nothing_is_said_of_them(lite: Country, site: Callable[[str], TestClient]) -> None:
    issued = lite.issue(TaskOrder(title="Bảo hiểm y tế", holders=lite.ids("hoasen")), opened=False)
    shown = words(site("quan").get(f"/dot/{issued.cascade_id}/dang-mo").text)
    assert "0/1 phần việc ." in shown.replace("phần việc.", "phần việc .")
    assert "phối hợp" not in shown
