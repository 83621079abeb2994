"""The pages in a real browser, with and without JavaScript, on a phone and on an old PC: a school marks, an office decides."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cascade.sample.people import DEMO_PASSWORD
from cascade.sample.story import lay_story
from kit.settings import settings
from models.session import Database
from tests.browser import OLD_PC, PHONE, Pages, served
from tests.web.test_unit_pages import PNG
from web.app import create_app

pytestmark = pytest.mark.browser

SIZES = {"phone": PHONE, "desk": OLD_PC}
UNIT_PAGES = ("/viec", "/viec?xem=cho-duyet", "/viec?xem=da-xong", "/thong-bao", "/khong-co")
BUSY = "huongduong"
OFFICE_PAGES = ("/duyet", "/thong-bao")


@dataclass
class Story:
    """The sample story behind a real web process, and the windows of those who look at it."""

    files: Path
    pages: Pages
    cookies: dict[str, list] = field(default_factory=dict)
    """Of those who have signed in once, in a browser."""


@pytest.fixture(scope="module")
def story(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, chromium) -> Iterator[Story]:
    home = tmp_path_factory.mktemp("browser")
    shutil.copy(sqlite_template, home / "thongsuot.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THONGSUOT_HOME", str(home))
        settings.cache_clear()
        db = Database(f"sqlite:///{home / 'thongsuot.db'}", group_commit=True)
        lay_story(db)
        (home / "anh.png").write_bytes(PNG)
        with served(create_app(db)) as address:
            yield Story(home, Pages(chromium, address))
        db.close()
    settings.cache_clear()


@pytest.fixture(params=["no-js", "js"])
def js(request) -> bool:
    return request.param == "js"


@pytest.fixture(params=list(SIZES))
def person(request, story: Story, js: bool):
    """`person(login)`: a signed-in page of this size, with or without JavaScript; refused policies are collected."""

    def signed_in(login: str):
        page = story.pages.take(SIZES[request.param], js=js, cookies=story.cookies.get(login))
        if login in story.cookies:
            page.goto("/")
            return page
        page.goto("/dang-nhap")
        page.get_by_label("Thư điện tử hoặc số điện thoại").fill(login)
        page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        story.cookies[login] = page.context.cookies()
        return page

    yield signed_in
    story.pages.give_back()


def overhang(page) -> float:
    """How far anything of the page stands right of the window; a sideways scroll is a fault."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("login", "pages"), [("hoasen", UNIT_PAGES), ("chuyenvien.gd", OFFICE_PAGES)])
def test_every_page_fits_and_breaks_no_policy(person, login, pages):
    page = person(login)
    for address in pages:
        page.goto(address)
        assert overhang(page) <= 0, address
        assert page.locator("h1").count() == 1, address
        assert page.locator("html").get_attribute("lang") == "vi"
    assert [said for said in page.complaints if "404" not in said] == []


def test_main_buttons_are_large_enough_for_a_thumb(person):
    page = person("hoasen")
    for button in page.locator("main a.btn, main button.btn").all():
        box = button.bounding_box()
        assert box is None or box["height"] >= 48, button.inner_text()


def test_a_school_marks_done_in_three_taps_and_the_office_accepts(story, person):
    school = person(BUSY)
    before = school.get_by_role("link", name="Báo xong").count() + school.get_by_role("link", name="Gửi lại").count()
    assert before, "the story leaves this school something to do"
    school.get_by_role("link", name="Báo xong").first.click()
    title = school.locator("h1").inner_text()
    school.get_by_label("Chụp hoặc chọn tệp minh chứng").set_input_files(str(story.files / "anh.png"))
    school.get_by_role("button", name="Gửi báo xong").click()
    status = school.get_by_role("status").first.inner_text()
    assert "Mã biên nhận TS-" in status
    assert "Chờ duyệt" in status
    piece = school.url.split("/viec/")[1].split("?")[0]

    office = person("truongphong.gd")
    office.goto(f"/viec/{piece}")
    assert office.locator("h1").inner_text() == title
    office.get_by_role("button", name="Duyệt hoàn thành").click()
    assert "Hoàn thành" in office.get_by_role("status").first.inner_text()

    school.goto("/viec?xem=da-xong")
    assert school.locator(f'a[href="/viec/{piece}"]').count() == 1


def test_sending_back_needs_its_reason_and_keeps_the_words(person):
    office = person("chuyenvien.gd")
    office.goto("/duyet")
    office.get_by_role("link", name="Trả lại…").first.click()
    office.get_by_label("Cần bổ sung gì").fill("Thiếu bản kế hoạch có chữ ký")
    office.get_by_role("button", name="Trả lại phần việc").click()
    assert office.get_by_role("alert").first.inner_text().count("Chưa nêu lý do trả lại.") == 1
    assert office.get_by_label("Cần bổ sung gì").input_value() == "Thiếu bản kế hoạch có chữ ký"
    office.get_by_label("Thiếu minh chứng").check()
    office.get_by_role("button", name="Trả lại phần việc").click()
    assert "Bị trả lại" in office.get_by_role("status").first.inner_text()


def test_the_keyboard_alone_signs_in(story):
    page = story.pages.take(OLD_PC, js=False)
    page.goto("/dang-nhap")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung chính"
    page.get_by_label("Thư điện tử hoặc số điện thoại").focus()
    page.keyboard.type("hoasen")
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec")
    story.pages.give_back()
