"""The periods of recurring work on their page: each with its own figures, the next one before it opens, and only one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import time_machine
from fastapi.testclient import TestClient

from cascade.issuing.opening import open_all
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.renewing import renewal
from kit import clock
from kit.vocabulary import Acceptance, Recurrence
from tests.country import Country

Site = Callable[[str], TestClient]
SCHOOLS = ("hoasen", "binhminh", "kimdong")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def renewed(town: Country) -> tuple[int, int]:
    """Issued in 2024, one school done; the period of 2025 has opened."""
    with clock.at(clock.local(2024, 8, 12)):
        first = town.issue(TaskOrder(
            title="Bảo hiểm y tế", ref="II.4", holders=town.ids("gd", *SCHOOLS), recurrence=Recurrence.YEARLY,
            due_on=date(2024, 11, 20), acceptance=Acceptance.AUTOMATIC))  # fmt: skip
    with clock.at(clock.local(2024, 11, 1)):
        town.do(verbs.submit, "hoasen", town.piece(first, "hoasen"))
    with clock.at(clock.local(2025, 1, 1, 7)):
        with town.db.read() as tx:
            (series,) = renewal.due(tx)
        second = town.db.write(partial(renewal.open_next, series=series))
        assert second is not None
        town.db.write(partial(open_all, cascade_id=second.cascade_id))
    return first.cascade_id, second.cascade_id


def test_each_period_stands_with_its_own_figures_and_the_next_before_it_opens(lite: Country, site: Site) -> None:
    with time_machine.travel(clock.local(2025, 1, 2), tick=False):
        first, second = renewed(lite)
        office = site("quan")
        shown = words(office.get(f"/dot/{second}/ky").text)
        assert "Năm 2024 phát hành 12/08/2024" in shown
        assert "1 /4 · 25,0% 3 Đang thực hiện" in shown, "what was left undone stays overdue in its old period"
        assert "Năm 2025 · đang xem" in shown
        assert "0 /4 · 0,0% 0 Đang thực hiện" in shown
        assert "Năm 2026 · Hằng năm · mở ngày 01/01/2026 1 nhiệm vụ, 4 đơn vị nếu mở hôm nay" in shown
        assert "hạn 20/11/2026" in shown
        assert "kỳ Năm 2025" in words(office.get(f"/dot/{second}").text)
        assert f'href="/dot/{first}"' in office.get(f"/dot/{second}/ky").text
        assert "Năm 2025" in words(office.get("/giao").text), "both are told apart on the office's home"
        assert "Đã mở kỳ mới" in words(office.get("/thong-bao").text)


def test_a_unit_sees_its_own_branch_of_each_period_and_no_names_of_others(lite: Country, site: Site) -> None:
    with time_machine.travel(clock.local(2025, 1, 2), tick=False):
        _, second = renewed(lite)
        shown = words(site("hoasen").get(f"/dot/{second}/ky").text)
        assert "1 /1 · 100,0%" in shown
        assert "Kỳ sau tự mở" not in shown
        assert site("p2").get(f"/dot/{second}/ky").status_code == 404


def test_work_that_does_not_come_again_has_no_such_tab(lite: Country, site: Site) -> None:
    with time_machine.travel(clock.local(2025, 1, 2), tick=False):
        first, _ = renewed(lite)
        once = lite.issue(TaskOrder(title="Một lần", holders=lite.ids("p1")), document=lite.new_document("3/KH"))
        office = site("quan")
        assert f"/dot/{first}/ky" in office.get(f"/dot/{first}").text
        assert f"/dot/{once.cascade_id}/ky" not in office.get(f"/dot/{once.cascade_id}").text
