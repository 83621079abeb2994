"""The pages in a real browser, with and without JavaScript, on a phone and on an old PC: a school marks, an office decides."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn

from cascade.sample.people import DEMO_PASSWORD
from cascade.sample.story import lay_story
from kit.settings import settings
from models.session import Database
from tests.web.test_unit_pages import PNG
from web.app import create_app

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"phone": (360, 640), "desk": (1366, 768)}
UNIT_PAGES = ("/viec", "/viec?xem=cho-duyet", "/viec?xem=da-xong", "/thong-bao", "/khong-co")
BUSY = "huongduong"
OFFICE_PAGES = ("/duyet", "/thong-bao")


@dataclass
class Served:
    address: str
    files: Path
    cookies: dict[str, list] = field(default_factory=dict)
    """Of those who have signed in once, in a browser."""


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample story on a port of its own."""
    home = tmp_path_factory.mktemp("browser")
    shutil.copy(sqlite_template, home / "thongsuot.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THONGSUOT_HOME", str(home))
        settings.cache_clear()
        db = Database(f"sqlite:///{home / 'thongsuot.db'}", group_commit=True)
        lay_story(db)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(db), host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
            assert thread.is_alive(), "the server did not start"
        (home / "anh.png").write_bytes(PNG)
        yield Served(f"http://127.0.0.1:{port}", home)
        server.should_exit = True
        thread.join(10)
        db.close()
    settings.cache_clear()


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: the pages are not seen in a browser")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(params=["no-js", "js"])
def js(request) -> bool:
    return request.param == "js"


@pytest.fixture(params=list(SIZES))
def person(request, chromium, served: Served, js: bool):
    """`person(login)`: a signed-in page of this size, with or without JavaScript; refused policies are collected."""
    width, height = SIZES[request.param]
    contexts = []

    def signed_in(login: str):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=js
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        if login in served.cookies:
            context.add_cookies(served.cookies[login])
            page.goto(served.address + "/")
            return page
        page.goto(served.address + "/dang-nhap")
        page.get_by_label("Thư điện tử hoặc số điện thoại").fill(login)
        page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        served.cookies[login] = context.cookies()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def overhang(page) -> float:
    """How far anything of the page stands right of the window; a sideways scroll is a fault."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("login", "pages"), [("hoasen", UNIT_PAGES), ("chuyenvien.gd", OFFICE_PAGES)])
def test_every_page_fits_and_breaks_no_policy(served, person, login, pages):
    page = person(login)
    for address in pages:
        page.goto(served.address + address)
        assert overhang(page) <= 0, address
        assert page.locator("h1").count() == 1, address
        assert page.locator("html").get_attribute("lang") == "vi"
    assert [said for said in page.complaints if "404" not in said] == []


def test_main_buttons_are_large_enough_for_a_thumb(served, person):
    page = person("hoasen")
    for button in page.locator("main a.btn, main button.btn").all():
        box = button.bounding_box()
        assert box is None or box["height"] >= 48, button.inner_text()


def test_a_school_marks_done_in_three_taps_and_the_office_accepts(served, person, js):
    school = person(BUSY)
    before = school.get_by_role("link", name="Báo xong").count() + school.get_by_role("link", name="Gửi lại").count()
    assert before, "the story leaves this school something to do"
    school.get_by_role("link", name="Báo xong").first.click()
    title = school.locator("h1").inner_text()
    school.get_by_label("Chụp hoặc chọn tệp minh chứng").set_input_files(str(served.files / "anh.png"))
    school.get_by_role("button", name="Gửi báo xong").click()
    status = school.get_by_role("status").first.inner_text()
    assert "Mã biên nhận TS-" in status
    assert "Chờ duyệt" in status
    piece = school.url.split("/viec/")[1].split("?")[0]

    office = person("truongphong.gd")
    office.goto(f"{served.address}/viec/{piece}")
    assert office.locator("h1").inner_text() == title
    office.get_by_role("button", name="Duyệt hoàn thành").click()
    assert "Hoàn thành" in office.get_by_role("status").first.inner_text()

    school.goto(f"{served.address}/viec?xem=da-xong")
    assert school.locator(f'a[href="/viec/{piece}"]').count() == 1


def test_sending_back_needs_its_reason_and_keeps_the_words(served, person):
    office = person("chuyenvien.gd")
    office.goto(served.address + "/duyet")
    office.get_by_role("link", name="Trả lại…").first.click()
    office.get_by_label("Cần bổ sung gì").fill("Thiếu bản kế hoạch có chữ ký")
    office.get_by_role("button", name="Trả lại phần việc").click()
    assert office.get_by_role("alert").first.inner_text().count("Chưa nêu lý do trả lại.") == 1
    assert office.get_by_label("Cần bổ sung gì").input_value() == "Thiếu bản kế hoạch có chữ ký"
    office.get_by_label("Thiếu minh chứng").check()
    office.get_by_role("button", name="Trả lại phần việc").click()
    assert "Bị trả lại" in office.get_by_role("status").first.inner_text()


def test_the_keyboard_alone_signs_in(served, chromium):
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + "/dang-nhap")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung chính"
    page.get_by_label("Thư điện tử hoặc số điện thoại").focus()
    page.keyboard.type("hoasen")
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec")
    context.close()
