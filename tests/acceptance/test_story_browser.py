"""Three people, one paper, a real browser: the office issues, a school marks, the office returns and accepts, the head asks why.

On a phone and on an old PC, with scripts and without: the page without scripts is the page.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cascade.counting.verify import verify
from cascade.issuing import opening
from cascade.sample.district import lay_district
from cascade.sample.people import DEMO_PASSWORD
from kit.settings import settings
from models.session import Database
from models.sql import run
from tests.acceptance import paper
from tests.browser import OLD_PC, PHONE, served
from web.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCREENS = {"phone": PHONE, "old PC": OLD_PC}
SCHOOLS = 14
TASKS = 4
SEEN = """() => ({
    heads: document.querySelectorAll("h1").length,
    language: document.documentElement.lang,
    first: document.querySelector("a, button, input:not([type=hidden])").className,
    width: document.documentElement.scrollWidth,
    forms: [...document.querySelectorAll("form[method=post]")].map(form => ({
        action: form.getAttribute("action") || "",
        csrf: form.querySelectorAll("input[name=_csrf]").length,
        key: form.querySelectorAll("input[name=_key]").length,
    })),
    buttons: [...document.querySelectorAll("main .acts .btn")].filter(button => button.checkVisibility()).map(button => ({
        height: button.getBoundingClientRect().height,
        name: button.innerText,
    })),
})"""


@pytest.fixture(scope="module")
def laid(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with its people, and no work yet."""
    path = tmp_path_factory.mktemp("district") / "district.db"
    shutil.copy(sqlite_template, path)
    db = Database(f"sqlite:///{path}")
    db.write(lay_district)
    db.close()
    return path


@dataclass
class House:
    """The product served on a free port over a home of its own, and the people who look at it."""

    db: Database
    home: Path
    address: str
    chromium: Any
    screen: tuple[int, int]
    scripts: bool
    opened: ExitStack
    told: list[str] = field(default_factory=list)
    looked: int = 0

    def sign_in(self, login: str) -> Any:
        """A person's own browser, signed in by the form."""
        width, height = self.screen
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=self.scripts, base_url=self.address
        )  # fmt: skip
        self.opened.callback(context.close)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.goto("/dang-nhap")
        page.get_by_label("Thư điện tử hoặc số điện thoại").fill(login)
        page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        return self.look(page)

    def _hear(self, message: Any) -> None:
        # A refused form answers 422 with its sentence: Chromium writes that down as a fault of loading.
        if message.type == "error" and "status of 422" not in message.text:
            self.told.append(f"{message.type}: {message.text}")

    def look(self, page: Any) -> Any:
        """What must hold on every page a person comes by; keeps pictures in the folder that THONGSUOT_PICTURES names, to be looked at."""
        self.looked += 1
        page.wait_for_load_state()
        if os.environ.get("THONGSUOT_PICTURES"):
            kind = f"{self.screen[0]}-{'js' if self.scripts else 'plain'}"
            page.screenshot(
                path=Path(os.environ["THONGSUOT_PICTURES"]) / f"{kind}-{self.looked:02}.png", full_page=True
            )
        seen = page.evaluate(SEEN)
        assert seen["heads"] == 1, page.url
        assert seen["language"] == "vi"
        assert "skip" in seen["first"], "the skip link comes first"
        assert seen["width"] <= self.screen[0], f"sideways scroll on {page.url}"
        for form in seen["forms"]:
            assert form["csrf"] == 1, page.url
            if not re.search(r"/(dang-nhap|dang-xuat|ngon-ngu|don-vi-lam-viec)", form["action"]):
                assert form["key"] == 1, (page.url, form["action"])
        for button in seen["buttons"]:
            assert button["height"] >= 47.5, (page.url, button["name"])
        return page

    def rows(self, sql: str) -> int:
        with self.db.read() as tx:
            return int(run(tx, sql).scalar_one())


@pytest.fixture(
    params=[(name, scripts) for name in SCREENS for scripts in (False, True)],
    ids=lambda p: f"{p[0]}, {'scripts' if p[1] else 'no scripts'}",
)
def house(
    request: pytest.FixtureRequest, laid: Path, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    name, scripts = request.param
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path))
    settings.cache_clear()
    shutil.copy(laid, tmp_path / "thongsuot.db")
    db = Database(f"sqlite:///{tmp_path / 'thongsuot.db'}", group_commit=True)
    with served(create_app(db)) as address, ExitStack() as opened:
        yield House(db, tmp_path, address, chromium, SCREENS[name], scripts, opened)
    db.close()
    settings.cache_clear()


def test_the_three_peoples_story(house: House) -> None:
    office = house.sign_in("chuyenvien.gd")
    cascade_id = issue_from_a_word_file(house, office)
    school = house.sign_in("hoasen")
    mark_done_in_three(house, school)
    with house.db.read() as tx:
        first = int(run(tx, "SELECT min(unit_task_id) FROM journal WHERE event = 'unit_task:submitted'").scalar_one())
    house.db.write(lambda tx: opening.open_all(tx, cascade_id))  # what the flow does beside them
    return_with_a_reason(house, office, first)
    send_again(house, school)
    accept(house, office)
    ask_why(house, house.sign_in("truongphong.gd"), cascade_id)
    assert house.told == [], "the safety policy of the pages was kept, and no script failed"
    with house.db.read() as tx:
        assert verify(tx) == []


def issue_from_a_word_file(house: House, page: Any) -> int:
    """The file, the check, the units, the dates, the issue; whatever is not confirmed is said."""
    (house.home / "ke-hoach.docx").write_bytes(paper.word_file())
    page.goto("/giao/moi")
    house.look(page).locator("input[type=file]").set_input_files(str(house.home / "ke-hoach.docx"))
    page.get_by_role("button", name="Đọc tệp, lập bản nháp").click()
    house.look(page)
    assert page.get_by_label("Số, ký hiệu").input_value() == paper.NUMBER
    page.get_by_role("button", name="Lưu và sang bước Đơn vị").click()
    assert "chưa xác nhận" in house.look(page).get_by_role("alert").inner_text(), "nothing goes on unconfirmed"
    page.get_by_role("button", name=re.compile("Xác nhận .* mục rõ")).click()
    while page.locator("button[value^='dung:']").count():
        page.locator("button[value^='dung:']").first.click()
    page.get_by_role("button", name="Lưu và sang bước Đơn vị").click()
    assert f"{SCHOOLS} đơn vị · {SCHOOLS * TASKS} phần việc" in house.look(page).locator("main").inner_text()
    assert "công an phường" in page.locator(".problems").inner_text(), "who is not in the register is said, not guessed"
    page.get_by_role("button", name="Lưu và sang bước Thời hạn").click()
    house.look(page)
    page.get_by_role("button", name="Lưu và sang bước Phát hành").click()
    house.look(page)
    before = house.rows("SELECT count(*) FROM journal")
    page.get_by_role("button", name=re.compile("^Phát hành cho")).click()
    assert "Đã đối chiếu" in house.look(page).get_by_role("alert").inner_text()
    assert house.rows("SELECT count(*) FROM journal") == before, "nothing half issued"
    page.get_by_label("Đã đối chiếu với văn bản đã ký").check()
    page.get_by_role("button", name=re.compile("^Phát hành cho")).dblclick()
    page.wait_for_url(re.compile(r"/dot/\d+"))
    house.look(page)
    assert house.rows("SELECT count(*) FROM cascade") == 1, "a double click issues once"
    return house.rows("SELECT id FROM cascade")


def mark_done_in_three(house: House, page: Any) -> None:
    """From the list of what is owed: Báo xong, the photo, Gửi báo xong."""
    photo = house.home / "anh.jpg"
    page.screenshot(path=photo, type="jpeg")
    page.get_by_role("button", name=re.compile(f"Đã nhận cả {TASKS} việc")).click()
    house.look(page)
    activations = 0
    page.locator("a.btn", has_text="Báo xong").first.click()
    activations += 1
    house.look(page).locator("input[type=file]").first.set_input_files(str(photo))
    activations += 1
    page.get_by_role("button", name="Gửi báo xong").dblclick()
    activations += 1
    page.wait_for_url(re.compile("bn="))
    receipt = house.look(page).get_by_role("status").inner_text()
    assert activations <= 3
    assert re.search(r"Đã lưu lúc \d\d:\d\d.*Mã biên nhận TS-\d\d-\d{6}", receipt, re.DOTALL), receipt
    assert house.rows("SELECT count(*) FROM journal WHERE event = 'unit_task:submitted'") == 1, (
        "a double click is one sending"
    )
    assert house.rows("SELECT count(*) FROM evidence") == 1
    page.goto("/viec")
    page.get_by_role("link", name=re.compile("Báo cáo kết quả thực hiện")).first.click()
    page.get_by_label(re.compile("Kết quả, ghi chú")).fill("Báo cáo gửi kèm")
    page.get_by_role("button", name="Gửi báo xong").click()
    assert "Chưa chọn tệp minh chứng" in house.look(page).get_by_role("alert").inner_text()
    assert page.get_by_label(re.compile("Kết quả, ghi chú")).input_value() == "Báo cáo gửi kèm", (
        "what was typed is still there"
    )
    assert house.rows("SELECT count(*) FROM journal WHERE event = 'unit_task:submitted'") == 1


def return_with_a_reason(house: House, page: Any, piece: int) -> None:
    from playwright.sync_api import expect  # the file is read where there is no browser, too

    # The page of the issue comes again by itself until all is open, and would cut in on the next address.
    expect(page.locator(".notice.ok")).to_contain_text("Đã phát hành", timeout=15_000)
    page.wait_for_load_state()
    page.goto("/duyet")
    expect(page.locator("main").get_by_role("button", name=re.compile("^Duyệt hoàn thành"))).to_have_count(
        1, timeout=15_000
    )
    house.look(page).get_by_role("link", name=re.compile("Trả lại…")).first.click()
    page.get_by_role("button", name="Trả lại phần việc").click()  # the form stands open where the link leads
    assert "Chưa nêu lý do trả lại" in house.look(page).get_by_role("alert").inner_text()
    page.get_by_label("Thiếu minh chứng", exact=True).check()
    page.get_by_label("Cần bổ sung gì").fill("Bản kế hoạch chưa có chữ ký. Gửi bản đã ký.")
    page.get_by_role("button", name="Trả lại phần việc").click()
    assert "Bị trả lại" in house.look(page).get_by_role("status").inner_text()
    assert page.url.startswith(f"{house.address}/viec/{piece}")


def send_again(house: House, page: Any) -> None:
    page.goto("/viec")
    assert "Bản kế hoạch chưa có chữ ký" in house.look(page).locator("main").inner_text(), (
        "the reason stands where the work is"
    )
    page.locator("a.btn", has_text="Gửi lại").first.click()
    (house.home / "da-ky.txt").write_text("Kế hoạch đã ký", encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(str(house.home / "da-ky.txt"))
    page.get_by_role("button", name=re.compile("^Gửi")).first.click()
    assert "Mã biên nhận" in house.look(page).get_by_role("status").inner_text()


def accept(house: House, page: Any) -> None:
    page.goto("/duyet")
    page.get_by_role("button", name=re.compile("^Duyệt hoàn thành")).first.click()
    assert "Đã duyệt hoàn thành" in house.look(page).get_by_role("status").inner_text()
    assert house.rows("SELECT count(*) FROM unit_task WHERE progress = 'done'") == 1


def ask_why(house: House, page: Any, cascade_id: int) -> None:
    """The head's first page is the board; down to the schools; and why it is not finished."""
    assert "/toan-canh" in page.url
    page.locator("main table").first.get_by_role("link", name="Trường", exact=True).click()
    page.get_by_role("link", name="Trường tiểu học", exact=True).click()
    shown = house.look(page).locator("main").inner_text()
    assert "Trường Tiểu học Hoa Sen" in shown
    page.goto(f"/dot/{cascade_id}")
    figures = house.look(page).locator("tfoot").first.inner_text()
    assert str(SCHOOLS * TASKS) in figures
    page.get_by_role("link", name="Vì sao chưa xong?").click()
    sentence = house.look(page).locator("p.why").inner_text()
    assert f"1/{SCHOOLS * TASKS} đã xong" in sentence
