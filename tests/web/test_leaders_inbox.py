"""A leader is told once for each cascade and day, with the figures of the page behind the line; never of what happens by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import insert

from cascade.actor import Actor
from cascade.counting.boards import board
from cascade.issuing.issue import IssuedCascade
from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.people import sessions
from cascade.rolling.roll_up import run_all
from kit import clock
from kit.vocabulary import Acceptance, DeclineReason, Role
from models import Membership
from models.sql import run
from notifications import inbox
from tests.country import Country
from tests.web.conftest import Browser

SCHOOLS = ("hoasen", "binhminh", "kimdong")
LEADERS = frozenset({Role.LEADER, Role.HEAD})


def leader(town: Country, unit: str = "gd") -> Actor:
    return town.actor(unit, LEADERS)


def told(town: Country, unit: str = "gd", **more: Any) -> inbox.Inbox:
    with town.db.read() as tx:
        return inbox.read(tx, actor=leader(town, unit), **more)


def badge(town: Country, unit: str = "gd") -> int:
    with town.db.read() as tx:
        return inbox.unread(tx, actor=leader(town, unit))


@pytest.fixture
def two_days(lite: Country) -> tuple[Country, IssuedCascade, IssuedCascade]:
    """Monday: three schools reported in one cascade, one in another. Tuesday: one was accepted, one declined."""
    with clock.at(clock.local(2024, 11, 11)):
        first = lite.issue(
            TaskOrder(title="Bảo hiểm y tế", holders=lite.ids(*SCHOOLS), due_on=date(2024, 11, 20)), by="gd"
        )
        second = lite.issue(
            TaskOrder(title="Tiêm chủng", holders=lite.ids(*SCHOOLS)), by="gd", document=lite.new_document("9/KH")
        )
    with clock.at(clock.local(2024, 11, 18, 9)):
        for school in SCHOOLS:
            lite.do(unit_tasks.submit, school, lite.piece(first, school))
        lite.do(unit_tasks.submit, "hoasen", lite.piece(second, "hoasen"))
    with clock.at(clock.local(2024, 11, 19, 15)):
        lite.do(unit_tasks.accept, "gd", lite.piece(first, "hoasen"))
        lite.do(unit_tasks.decline, "binhminh", lite.piece(second, "binhminh"), reason=DeclineReason.NOT_OURS, note="x")
    return lite, first, second


@time_machine.travel(clock.local(2024, 11, 19, 17), tick=False)
def test_a_flood_of_reports_is_one_line_for_each_cascade_and_day(two_days: Any) -> None:
    town, first, second = two_days
    lines = told(town).messages
    assert [(line.subject, line.address) for line in lines] == [
        ("KH 9/KH: hoàn thành 0/3 (0,0%), quá hạn 0, chờ duyệt 1", f"/dot/{second.cascade_id}"),
        ("KH 9/KH: hoàn thành 0/3 (0,0%), quá hạn 0, chờ duyệt 1", f"/dot/{second.cascade_id}?den=2024-11-18"),
        ("KH 281/KH-UBND: hoàn thành 0/3 (0,0%), quá hạn 0, chờ duyệt 3", f"/dot/{first.cascade_id}?den=2024-11-18"),
    ]
    assert "Từ chối nhận: 1 phần việc" in lines[0].body
    assert "Số liệu đến hết ngày 18/11/2024." in lines[1].body
    assert [line.is_unread for line in lines] == [True, False, True], "the latest of a cascade holds all before it"
    assert badge(town) == 2
    with town.db.read() as tx:
        assert len(inbox.read(tx, actor=town.actor("gd")).messages) == 5, "who works at the desk reads each report"


@time_machine.travel(clock.local(2024, 11, 19, 17), tick=False)
def test_the_figures_of_a_line_are_those_of_the_page_it_opens(
    two_days: Any, town: Country, browser: Callable[[], Browser]
) -> None:
    visitor = browser()
    user = town.users["gd"]
    town.db.write(lambda tx: run(tx, "DELETE FROM membership WHERE user_id = ?", (user,)))
    for role in LEADERS:
        values = {"user_id": user, "unit_id": town.units["gd"], "role": role}
        town.db.write(lambda tx, values=values: tx.execute(insert(Membership).values(**values)))
    token = town.db.write(lambda tx: sessions.open_session(tx, user_id=user, unit_id=town.units["gd"]))
    visitor.client.cookies.set("phien", token)
    page = visitor.see("/thong-bao")
    assert "Đánh dấu đã đọc 2 mục" in page
    assert len(re.findall(r'class="chip c-run">Mới', page)) == 2, "the number on the button is the number of new lines"
    assert "gộp thành một dòng" in page
    for line in told(town).messages:
        done, total = re.findall(r"hoàn thành (\d+)/(\d+)", line.subject)[0]
        day = line.address.partition("?den=")[2]
        with town.db.read() as tx:
            cascade_id = int(re.findall(r"/dot/(\d+)", line.address)[0])
            counted = board(tx, cascade_id, as_of=date.fromisoformat(day) if day else None).total
        assert (int(done), int(total)) == (counted.done, counted.total)
        shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", visitor.see(line.address)))
        foot = shown[shown.rindex("Tất cả") :]
        waiting = re.findall(r"chờ duyệt (\d+)", line.subject)[0]
        assert f" {total} " in foot
        assert f"chờ duyệt {waiting} " in shown
    visitor.post("/thong-bao/da-doc")
    assert "Đánh dấu đã đọc" not in visitor.see("/thong-bao")
    assert badge(town) == 0


def test_a_new_report_makes_the_line_of_its_day_new_again(two_days: Any) -> None:
    town, first, _ = two_days
    with time_machine.travel(clock.local(2024, 11, 19, 17), tick=False):
        town.db.write(lambda tx: inbox.mark_read(tx, actor=leader(town)))
        assert badge(town) == 0
        town.do(unit_tasks.withdraw, "kimdong", town.piece(first, "kimdong"))
        assert badge(town) == 1
        assert [line.is_unread for line in told(town).messages].count(True) == 1


@time_machine.travel(clock.local(2024, 11, 19, 17), tick=False)
def test_what_changes_by_itself_below_is_not_told(lite: Country) -> None:
    made = lite.issue(
        TaskOrder(title="Bảo hiểm y tế", holders=lite.ids("gd", *SCHOOLS), acceptance=Acceptance.AUTOMATIC)
    )
    for school in SCHOOLS:
        lite.do(unit_tasks.submit, school, lite.piece(made, school))
    run_all(lite.db)
    with lite.db.read() as tx:
        events = run(tx, "SELECT event FROM journal WHERE about_unit_id = ?", (lite.units["gd"],)).scalars()
        desk = [message.template for message in inbox.read(tx, actor=lite.actor("gd")).messages]
    assert "roll_up:ready" in events
    assert "level" in desk, "the desk is told that the department's own share may be reported now"
    assert [message.template for message in told(lite).messages] == ["branch_day", "assigned"]


@time_machine.travel(clock.local(2024, 11, 19, 17), tick=False)
def test_what_superiors_decide_about_the_unit_s_own_work_is_told_one_by_one(lite: Country) -> None:
    made = lite.issue(TaskOrder(title="Báo cáo năm", holders=lite.ids("gd")))
    lite.do(unit_tasks.submit, "gd", lite.piece(made, "gd"))
    lite.do(unit_tasks.accept, "quan", lite.piece(made, "gd"))
    assert {message.template for message in told(lite).messages} == {"decision", "assigned"}
    assert told(lite, "quan").messages[0].template == "branch_day"


def test_pages_are_whole_days_and_tell_each_line_once(lite: Country) -> None:
    begun = datetime(2024, 9, 2, 3, tzinfo=clock.VIETNAM)
    with clock.at(begun):
        made = lite.issue(TaskOrder(title="Việc", holders=lite.ids(*SCHOOLS)), by="gd")
    for day in range(1, 13):
        with clock.at(begun + timedelta(days=day)):
            for school in SCHOOLS[:2]:
                piece = lite.piece(made, school)
                lite.do(unit_tasks.submit, school, piece)
                lite.do(unit_tasks.withdraw, school, piece)
    with time_machine.travel(begun + timedelta(days=20), tick=False):
        seen: list[str] = []
        before = None
        while True:
            page = told(lite, before=before, limit=5)
            seen += [message.address for message in page.messages]
            before = page.older
            if before is None:
                break
            assert len(page.messages) == 5
        assert len(seen) == len(set(seen)) == 12
        assert seen == sorted(seen, reverse=True)
        assert badge(lite) == 1, "twelve days of one cascade are one thing to look at"
