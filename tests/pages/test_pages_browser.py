"""The pages in a real browser, on a phone and an old PC, with scripts and without: the sample story, looked at and clicked through."""

from __future__ import annotations

import gzip
import io
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cascade.drafting import readings
from cascade.drafting.readings import Work
from cascade.papers import evidence
from cascade.people import sessions
from cascade.people.accounts import actor_for
from cascade.sample.story import lay_story
from models import Membership, User
from models.session import Database
from tests.browser import Pages, served
from tests.drafting.conftest import paper
from tests.reading.pdfs import lines, pdf

pytestmark = pytest.mark.browser
WIDTHS = (360, 1366)
PAGES = (
    "/giao", "/giao/moi", "/giao/doc/1", "/giao/doc/2", "/giao/doc/3", "/dot/1/ky", "/giao/moi/3/2", "/giao/moi/3/3", "/giao/moi/3/4", "/giao/moi/3/5", "/dot/1",
    "/dot/1?dong=1&mo=NLMGDL", "/dot/1?theo=don-vi",
    "/dot/1?theo=nhiem-vu", "/dot/1/phan-viec?o=qua-han&dong=1", "/dot/1/luoc-do", "/dot/1/dang-mo", "/toan-canh", "/toan-canh?so=1",
    "/toan-canh?theo=nhiem-vu", "/vi-sao?dot=1", "/van-ban", "/van-ban/5",
)  # fmt: skip


@pytest.fixture(scope="module")
def story(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Any
) -> Iterator[tuple[Database, Pages]]:
    """The sample story behind a real web process; (database, its windows)."""
    from web.app import create_app

    home = tmp_path_factory.mktemp("story")
    shutil.copy(sqlite_template, home / "thongsuot.db")
    database = Database(f"sqlite:///{home / 'thongsuot.db'}", group_commit=True)
    lay_story(database, home / "files")
    lay_readings(database, home / "files")
    with served(create_app(database)) as address:
        yield database, Pages(chromium, address)
    database.close()


def lay_readings(database: Database, files: Path) -> None:
    """Three files of the district's office: one waits, one is at its third page, one could not be read."""
    with database.read() as tx:
        clerk = tx.execute(select(User.id).where(User.login == "vanphong.quan")).scalar_one()
        actor = actor_for(tx, user_id=clerk)
    for name in ("ke_hoach_253_ve_cham_soc_giao_duc_va_bao_ve_tre_em_nam_hoc_nay.pdf", "ban-quet.pdf", "mat-khau.pdf"):
        kept = evidence.keep(files, io.BytesIO(pdf([lines(name)])), name)
        database.write(lambda tx, kept=kept: readings.ask(tx, actor=actor, kept=kept))
    for reading_id in (2, 3):
        work = database.write(partial(readings.take, reading_id=reading_id))
        assert work is not None
        database.write(partial(readings.turned, work=work, page=3, pages=20))
        if reading_id == 3:
            database.write(
                partial(readings.refuse, work=work, message="Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
            )


@pytest.fixture
def visit(story: tuple[Database, Pages]) -> Iterator[Callable[..., Any]]:
    """`visit("lanhdao.quan", 360, js=False)`: a signed-in page of that width."""
    database, pages = story

    def page_of(login: str, width: int = 1366, *, js: bool = True) -> Any:
        with database.read() as tx:
            user = tx.execute(select(User.id).where(User.login == login)).scalar_one()
            unit = tx.execute(select(Membership.unit_id).where(Membership.user_id == user)).scalars().first()
        token = database.write(lambda tx: sessions.open_session(tx, user_id=user, unit_id=unit))
        return pages.take((width, 720), js=js, cookies=[{"name": "phien", "value": token, "url": pages.address}])

    yield page_of
    pages.give_back()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_whole_at_this_width(visit: Callable[..., Any], width: int) -> None:
    page = visit("vanphong.quan", width)
    faults: list[str] = []
    for address in PAGES:
        answer = page.goto(address)
        faults += [f"{address}: {fault}" for fault in _faults(page, answer, width)]
    assert not page.complaints, "the safety policy of the pages was broken"
    assert not faults


def _faults(page: Any, answer: Any, width: int) -> Iterator[str]:
    if answer.status != 200:
        yield f"status {answer.status}"
        return
    if page.locator("h1").count() != 1:
        yield "not one h1"
    if page.locator("html").get_attribute("lang") != "vi":
        yield "no language"
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield "sideways scroll"
    if not page.evaluate("document.querySelector('a, button, input').classList.contains('skip')"):
        yield "the skip link is not first"
    yield from page.evaluate(_SMALL_TARGETS)
    yield from page.evaluate(_NAMELESS)
    if len(gzip.compress(answer.body())) > 45_000:
        yield "heavier than 45 KB"


# Links inside running text may be as high as the text; buttons, doors and figures may not.
_SMALL_TARGETS = """() => {
  const found = [];
  const low = (selector, least) => document.querySelectorAll(selector).forEach(one => {
    const box = one.getBoundingClientRect();
    if (box.width && (box.height < least - 0.5 || box.width < 23.5)) found.push(`${selector} ${one.textContent.trim().slice(0, 30)} ${Math.round(box.width)}x${Math.round(box.height)}`);
  });
  low('main .btn:not(.small):not(.tools .btn)', 48); low('.doors a', 48); low('td.num a', 24); low('.btn.small', 24); low('.tabs a', 24);
  return found;
}"""
_NAMELESS = """() => {
  const found = [];
  document.querySelectorAll('main input:not([type=hidden]), main select, main textarea').forEach(one => {
    if (!one.labels || !one.labels.length) found.push(`no label: ${one.name}`);
  });
  document.querySelectorAll('a, button').forEach(one => { if (!one.textContent.trim() && !one.getAttribute('aria-label')) found.push(`no name: ${one.outerHTML.slice(0, 80)}`); });
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => found.push(`two elements are called ${id}`));
  return found;
}"""


def test_the_narrowest_phone_scrolls_no_page_sideways(visit: Callable[..., Any]) -> None:
    page = visit("lanhdao.quan", 320, js=False)
    for address in PAGES:
        if address.startswith("/giao/moi/"):
            continue
        page.goto(address)
        page.set_viewport_size({"width": 320, "height": 640})
        box = page.locator("main").bounding_box()
        assert box["width"] <= 320, address


@pytest.mark.parametrize("js", [False, True], ids=["without scripts", "with scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_vice_chair_finds_why_it_is_red_and_whom_to_call(visit: Callable[..., Any], width: int, js: bool) -> None:
    page = visit("lanhdao.quan", width, js=js)
    page.goto("/toan-canh")
    levels = page.locator("table.levels tbody tr").all_inner_texts()
    assert [row.split("\n")[0].split("\t")[0].strip() for row in levels] == [
        "Phòng, ban, ngành",
        "Phường, xã",
        "Trường",
    ]
    page.get_by_role("link", name="Trường", exact=True).first.click()
    page.get_by_role("link", name="Nhóm, lớp mẫu giáo độc lập").first.click()
    assert page.locator("nav ol.crumbs li").all_inner_texts()[-1].endswith("Nhóm, lớp mẫu giáo độc lập")
    row = page.locator("table.levels tbody tr", has_text="Gấu Con")
    late = row.locator("td.hot a")
    figure = int(late.inner_text())
    assert figure > 0
    late.click()
    assert page.locator("h2#danh-sach").inner_text().startswith(f"{figure} phần việc · chưa hoàn thành, quá hạn")
    assert page.locator("tbody tr").count() == figure
    page.get_by_role("link", name="Vì sao đỏ?").first.click()
    assert page.locator(".why").inner_text().strip().startswith("Đỏ vì")
    page.goto("/toan-canh")
    page.locator("section", has=page.locator("#can-lanh-dao")).get_by_role("link", name="Vì sao đỏ?").first.click()
    assert re.search(r"Đỏ vì \d+/\d+ đơn vị quá hạn", page.locator(".why").inner_text())
    call = page.locator("main a[href^='tel:']")
    assert call.count() == 1, "an answer has a name and a number"


@pytest.mark.parametrize("js", [False, True], ids=["without scripts", "with scripts"])
def test_a_plan_by_hand_reaches_every_primary_school(visit: Callable[..., Any], js: bool) -> None:
    page = visit("chuyenvien.gd", 360, js=js)
    page.goto("/giao")
    page.get_by_role("link", name="Giao việc từ văn bản").click()
    page.get_by_label("Tên đợt triển khai").fill("Tuần lễ đọc sách" + (" có máy" if js else ""))
    page.get_by_role("button", name="Lập bản nháp trống").click()
    page.get_by_label("Số, ký hiệu").fill("12/KH-PGDĐT")
    page.get_by_label("Ngày văn bản").fill("2026-03-02")
    page.get_by_label("Trích yếu").fill("Tuần lễ đọc sách trong nhà trường")
    page.get_by_label("Loại văn bản").select_option("Kế hoạch")
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    page.get_by_label("Tên nhiệm vụ (rõ việc)").fill("Tổ chức ngày hội đọc sách")
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    assert page.get_by_label("Số, ký hiệu").input_value() == "12/KH-PGDĐT", (
        "what was typed before adding a task is still there"
    )
    page.get_by_role("button", name="Lưu và sang bước Đơn vị").click()
    page.get_by_role("link", name=re.compile("Sửa")).last.click()
    page.get_by_label("Thêm đơn vị").first.fill("Trường Tiểu học Hoa Sen")
    page.get_by_role("button", name="Lưu lựa chọn").click()
    page.get_by_role("link", name=re.compile("Sửa")).first.click()
    page.get_by_label(re.compile("Trường tiểu học")).check()
    if js:
        page.locator("#dem", has_text="Đang chọn 14 đơn vị").wait_for()
    page.get_by_role("button", name="Lưu lựa chọn").click()
    assert "14 đơn vị · 14 phần việc" in page.locator("p.lead").inner_text()
    page.get_by_role("button", name="Lưu và sang bước Thời hạn").click()
    page.get_by_role("button", name="Lưu và sang bước Phát hành").click()
    page.get_by_label("Đã đối chiếu với văn bản đã ký").check()
    page.get_by_role("button", name="Phát hành cho 14 đơn vị").click()
    assert "14" in page.locator("[role=status], main").first.inner_text()
    page.goto("/giao")
    assert page.locator("tbody tr", has_text="12/KH-PGDĐT").count() >= 1


def test_the_page_of_a_reading_moves_on_by_itself_until_the_draft_is_there(
    story: tuple[Database, Pages], visit: Callable[..., Any]
) -> None:
    database, _ = story
    page = visit("vanphong.quan", 360)
    page.goto("/giao/doc/1")
    assert "Đang chờ đến lượt đọc" in page.locator("main").inner_text()
    work = database.write(partial(readings.take, reading_id=1))
    assert work is not None
    database.write(partial(readings.turned, work=work, page=7, pages=9))
    page.locator("[data-refresh]", has_text="đã xong 7/9 trang").wait_for()
    database.write(partial(readings.leave_draft, work=work, reading=paper()))
    page.wait_for_url("**/giao/moi/*/2*")
    assert page.locator("h1").count() == 1


def test_without_scripts_the_page_of_a_reading_comes_again(
    story: tuple[Database, Pages], visit: Callable[..., Any]
) -> None:
    page = visit("vanphong.quan", 360, js=False)
    page.goto("/giao/doc/2")
    assert "đã xong 3/20 trang" in page.locator("main").inner_text()
    database, _ = story
    database.write(partial(readings.turned, work=Work(2, 1, "", ""), page=4, pages=20))
    page.locator("[data-refresh]", has_text="đã xong 4/20 trang").wait_for()


def test_on_paper_the_overview_has_a_head_a_table_and_room_to_sign(visit: Callable[..., Any]) -> None:
    page = visit("lanhdao.quan", 1366)
    page.goto("/toan-canh")
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown
    assert "Người lập biểu" in shown
    assert not page.locator("nav").first.is_visible()
    assert not page.get_by_role("button", name="Xem").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1, "the leadership page is exactly one page"
