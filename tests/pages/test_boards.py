"""The boards and the lists behind them: whatever figure is clicked, the list has exactly that many rows, today and on a past day."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import openpyxl
import pytest
from fastapi.testclient import TestClient

from cascade.issuing.issue import IssuedCascade
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from kit import clock
from kit.vocabulary import ReturnReason, TaskKind
from tests.country import Country

Browser = Callable[[str], TestClient]
COUNTED = re.compile(r'<a href="(/[^"]*phan-viec\?[^"]*o=[^"]*)">([\d.]+)</a>')
HEADING = re.compile(r'<h2 id="danh-sach">([\d.]+) ')


@pytest.fixture
def lineage(lite: Country) -> tuple[IssuedCascade, IssuedCascade]:
    """The district's plan and the plan of its education office, forty days old, with every kind of fate among the pieces."""
    start, today = clock.now() - timedelta(days=40), clock.today()
    with clock.at(start):
        upper = lite.issue(
            TaskOrder(
                "Tổ chức truyền thông", lite.ids("gd", "xh", "p1", "p2"), ref="II.1", due_on=today + timedelta(days=1)
            ),
            TaskOrder(
                "Xây dựng kế hoạch",
                lite.ids("gd", "p1", "p2"),
                ref="II.2",
                kind=TaskKind.PLAN,
                due_on=today - timedelta(days=5),
            ),
            TaskOrder(
                "Báo cáo năm", lite.ids("gd", "p1"), ref="V.1", kind=TaskKind.REPORT, coordinating=lite.ids("xh")
            ),
        )
        lower = lite.issue(
            TaskOrder("Bảo hiểm y tế học sinh", lite.ids("hoasen", "binhminh", "kimdong"), ref="II.4", due_on=today - timedelta(days=3),
                      carries_out_id=lite.piece(upper, "gd", 0)),
            TaskOrder("Phòng tư vấn", lite.ids("hoasen", "binhminh", "kimdong"), ref="II.7"),
            by="gd", document=lite.new_document("112/KH-GDĐT"),
        )  # fmt: skip
    with clock.at(start + timedelta(days=9)):
        for school in ("hoasen", "binhminh"):
            lite.do(verbs.submit, school, lite.piece(lower, school, 0), note="Đã xong")
    with clock.at(start + timedelta(days=11)):
        lite.do(verbs.accept, "gd", lite.piece(lower, "hoasen", 0))
        lite.do(
            verbs.return_,
            "gd",
            lite.piece(lower, "binhminh", 0),
            reason=ReturnReason.MISSING_EVIDENCE,
            note="Thiếu ảnh",
        )
        lite.do(verbs.exempt, "gd", lite.piece(lower, "kimdong", 1), note="Không có học sinh bán trú")
    lite.do(verbs.submit, "p1", lite.piece(upper, "p1", 1), note="Muộn")
    lite.do(verbs.accept, "quan", lite.piece(upper, "p1", 1))
    return upper, lower


def figures(html: str) -> list[tuple[str, int]]:
    return [(unescape(address), int(value.replace(".", ""))) for address, value in COUNTED.findall(html)]


@pytest.mark.parametrize("back", [0, 2, 30], ids=["today", "two days ago", "a month ago"])
def test_every_figure_opens_a_list_of_that_many_rows(
    site: Browser, lineage: tuple[IssuedCascade, IssuedCascade], back: int
) -> None:
    browser, cascade = site("quan"), lineage[0].cascade_id
    day = f"den={clock.today() - timedelta(days=back)}" if back else "x=1"
    pages = [
        f"/dot/{cascade}?{day}", f"/dot/{cascade}?dong=1&mo=TH&{day}", f"/dot/{cascade}?theo=don-vi&{day}", f"/dot/{cascade}?theo=nhiem-vu&{day}",
        f"/toan-canh?{day}", f"/toan-canh?cap=truong&loai=TH&{day}", f"/toan-canh?theo=don-vi&{day}", f"/toan-canh?theo=nhiem-vu&{day}",
    ]  # fmt: skip
    lists: dict[str, int] = {}
    for address in pages:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        found = figures(answer.text)
        assert found, address
        for behind, value in found:
            assert lists.setdefault(behind, value) == value, f"{behind} is told as two numbers"
    for behind, value in lists.items():
        heading = HEADING.search(browser.get(behind).text)
        assert heading, behind
        assert int(heading[1].replace(".", "")) == value, behind


def test_the_sheet_of_a_list_has_as_many_rows(site: Browser, lineage: tuple[IssuedCascade, IssuedCascade]) -> None:
    browser, cascade = site("quan"), lineage[0].cascade_id
    page = browser.get(f"/dot/{cascade}/phan-viec?o=tong&dong=1").text
    sheet = openpyxl.load_workbook(
        io.BytesIO(browser.get(f"/dot/{cascade}/phan-viec.xlsx?o=tong&dong=1").content)
    ).worksheets[0]
    heading = HEADING.search(page)
    assert heading
    assert sheet.max_row - 6 == int(heading[1])


def test_a_school_sees_its_own_branch_and_a_stranger_nothing(
    site: Browser, lineage: tuple[IssuedCascade, IssuedCascade]
) -> None:
    upper, lower = lineage
    school = site("hoasen")
    own = school.get(f"/dot/{lower.cascade_id}/phan-viec")
    assert "Hoa Sen" in own.text
    assert "Bình Minh" not in own.text
    assert "Bình Minh" not in school.get(f"/dot/{lower.cascade_id}").text
    for address in (f"/dot/{upper.cascade_id}", f"/dot/{upper.cascade_id}/phan-viec", f"/dot/{upper.cascade_id}/luoc-do",
                    f"/dot/{upper.cascade_id}/bang.xlsx", f"/dot/{upper.cascade_id}/phan-viec.xlsx", f"/vi-sao?dot={upper.cascade_id}"):  # fmt: skip
        assert site("pxa").get(address).status_code == 404, address


@pytest.mark.parametrize("address", ["/toan-canh?duoi={}", "/toan-canh/phan-viec?duoi={}", "/toan-canh.xlsx?duoi={}"])
def test_an_overview_cannot_be_opened_under_a_sibling(
    site: Browser, lite: Country, lineage: object, address: str
) -> None:
    assert site("hoasen").get(address.format(lite.units["binhminh"])).status_code == 404
    assert site("gd").get(address.format(lite.units["binhminh"])).status_code == 200


def test_before_it_was_issued_a_cascade_says_so(site: Browser, lineage: tuple[IssuedCascade, IssuedCascade]) -> None:
    page = site("quan").get(f"/dot/{lineage[0].cascade_id}?den=2020-01-01").text
    assert "Ngày 01/01/2020 đợt này chưa phát hành." in page


def test_the_office_sees_what_waits_and_what_runs(
    site: Browser, lite: Country, lineage: tuple[IssuedCascade, IssuedCascade]
) -> None:
    page = site("gd").get("/giao").text
    assert "KH 112/KH-GDĐT" in page
    assert "Giao việc từ văn bản" in page
    for behind, value in figures(page):
        heading = HEADING.search(site("gd").get(behind).text)
        assert heading
        assert int(heading[1]) == value, behind


def test_an_empty_desk_says_where_to_begin(site: Browser) -> None:
    assert "Chưa giao việc nào. Bắt đầu bằng tệp văn bản" in site("xh").get("/giao").text
    assert "Chưa có đợt nào phát hành" in site("xh").get("/toan-canh").text


def test_the_register_finds_a_paper_with_or_without_marks(site: Browser, lineage: object) -> None:
    browser = site("quan")
    for words in ("281", "cham soc", "Chăm sóc"):
        assert "KH 281/KH-UBND" in browser.get("/van-ban", params={"tim": words}).text
    assert "KH 281/KH-UBND" not in site("pxa").get("/van-ban").text


def test_english_changes_the_words_and_not_the_address(site: Browser) -> None:
    browser = site("quan")
    answer = browser.get("/ngon-ngu/en?ve=/giao")
    assert answer.headers["location"] == "/giao"
    page = browser.get("/giao").text
    assert '<html lang="en">' in page
    assert "Work I gave" in page
    assert browser.get("/ngon-ngu/vi?ve=//elsewhere.example").headers["location"] == "/"


def test_why_a_type_is_red_counts_what_its_list_counts(
    site: Browser, lineage: tuple[IssuedCascade, IssuedCascade]
) -> None:
    browser, cascade = site("quan"), lineage[0].cascade_id
    page = browser.get(f"/vi-sao?dot={cascade}&loai=TH&dong=1").text
    said = re.search(r"Đỏ vì (\d+)/(\d+) phần việc của Trường tiểu học quá hạn, ở (\d+)/(\d+) đơn vị", page)
    assert said
    button = re.search(r'<a class="btn second" href="([^"]*o=qua-han[^"]*)">', page)
    assert button
    heading = HEADING.search(browser.get(unescape(button[1])).text)
    assert heading
    assert heading[1] == said[1]
    total = HEADING.search(browser.get(unescape(button[1]).replace("o=qua-han", "o=tong")).text)
    assert total
    assert total[1] == said[2]


def test_a_ward_is_told_of_no_other_ward_on_its_overview(site: Browser, lineage: object) -> None:
    page = site("p2").get("/toan-canh").text
    assert "Cần lãnh đạo" in page
    assert "Phường Một" not in page
