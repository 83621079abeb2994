"""What stands before every page: foreign forms, headers, sizes, errors without a stack, addresses that describe nothing."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from cascade.store.inbox import read_mark
from kit.settings import settings
from notifications import inbox
from tests.web.conftest import Browser
from web import security
from web.app import create_app
from web.routes import table

PAGES = ["/dang-nhap", "/viec", "/thong-bao", "/khong-co-trang-nay"]


def test_a_form_from_another_site_is_refused(as_unit):
    someone = as_unit("hoasen")
    for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        someone.headers = foreign
        assert someone.post("/thong-bao/da-doc").status_code == 403
    someone.headers = {"Origin": "https://xau.vn"}
    assert someone.post("/thong-bao/da-doc").status_code == 403
    someone.headers = {"Origin": "null"}
    assert someone.post("/thong-bao/da-doc").status_code == 403


def test_an_old_browser_is_judged_by_its_token_alone(as_unit):
    someone = as_unit("hoasen")
    someone.headers = {}
    assert someone.post("/thong-bao/da-doc").status_code == 303
    assert someone.client.post("/thong-bao/da-doc", data={"_csrf": "khác"}).status_code == 403
    assert someone.client.post("/thong-bao/da-doc").status_code == 403


def test_every_form_needs_its_own_token_whatever_the_browser_says(as_unit):
    someone = as_unit("hoasen")
    other = as_unit("binhminh")
    theirs = other.form_token(other.see("/thong-bao"))
    for route in table():
        if route.method != "POST" or route.is_api or route.path == "/dang-nhap":
            continue
        address = re.sub(r"\{[^}]*\}", "1", route.path)
        for data in ({}, {"_csrf": theirs}):
            answer = someone.client.post(address, data=data, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code == 403, (route, answer.status_code)


def test_the_sign_in_form_belongs_to_the_browser_that_asked_for_it(browser):
    mine, theirs = browser(), browser()
    token = theirs.form_token(theirs.get("/dang-nhap").text)
    mine.get("/dang-nhap")
    answer = mine.client.post("/dang-nhap", data={"_csrf": token, "login": "hoasen@vidu.vn", "password": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_safety_headers(as_unit, address: str):
    headers = as_unit("hoasen").get(address).headers
    assert headers["content-security-policy"] == security.CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


def test_no_page_carries_script_or_style_within(as_unit):
    someone = as_unit("quan")
    for route in table():
        if route.method == "GET" and "{" not in route.path and not route.is_api and ".xlsx" not in route.path:
            page = someone.get(route.path, follow_redirects=True).text
            assert " style=" not in page, route
            assert "<style" not in page, route
            assert " onclick=" not in page, route
            assert "<script>" not in page, route


def test_styles_are_kept_by_the_browser(browser):
    answer = browser().get("/static/thongsuot.css")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers.get("cache-control", "")


def test_a_body_too_large_is_refused_before_it_is_read(as_unit, monkeypatch):
    monkeypatch.setattr(security, "MAX_BODY", 1000)
    someone = as_unit("hoasen")
    declared = someone.post("/thong-bao/da-doc", {"note": "x" * 2000})
    assert declared.status_code == 413
    assert "64 MB" in declared.text

    def streamed():
        for _ in range(10):
            yield b"note=" + b"x" * 300 + b"&"

    undeclared = someone.client.post(
        "/thong-bao/da-doc",
        content=streamed(),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"},
    )
    assert undeclared.status_code == 413


@pytest.mark.parametrize(
    "address", ["/docs", "/redoc", "/openapi.json", "/api/v1/openapi.json", "/.env", "/static/../app.py"]
)
def test_nothing_describes_itself_to_strangers(browser, address: str):
    assert browser().get(address).status_code in (401, 404)


def test_a_missing_page_says_where_to_go_back(as_unit):
    answer = as_unit("hoasen").get("/viec/khong-phai-so")
    assert answer.status_code == 404
    assert "Không có trang này, hoặc không thuộc phạm vi của đơn vị." in answer.text
    assert "Về Việc của đơn vị" in answer.text


def test_a_fault_of_ours_is_a_code_and_a_sentence_with_what_was_typed(as_unit, monkeypatch, caplog):
    someone = as_unit("hoasen")
    page = someone.see("/thong-bao")

    monkeypatch.setattr(inbox, "mark_read", lambda *_a, **_k: 1 / 0)
    sent = {"_csrf": someone.form_token(page), "note": "Đừng mất dòng này"}
    answer = someone.client.post("/thong-bao/da-doc", data=sent, headers=someone.headers)
    assert answer.status_code == 500
    assert "Có lỗi ở máy chủ, mã TS-" in answer.text
    assert "Đừng mất dòng này" in answer.text
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text, "the log has what the page hides"


def test_extra_fields_change_nothing_but_what_they_name(as_unit, town):
    someone = as_unit("hoasen")
    someone.post(
        "/thong-bao/da-doc", {"user_id": str(town.users["gd"]), "unit_id": str(town.units["gd"]), "roles": "admin"}
    )
    with town.db.read() as tx:
        assert read_mark(tx, town.users["gd"], town.units["gd"]).journal_id == 0


def test_plain_http_is_served_to_this_machine_alone(town, monkeypatch):
    monkeypatch.setenv("THONGSUOT_HOST", "0.0.0.0")
    settings.cache_clear()
    with pytest.raises(RuntimeError, match="HTTPS"):
        create_app(town.db)
    monkeypatch.setenv("THONGSUOT_SECURE_COOKIES", "true")
    settings.cache_clear()
    app = create_app(town.db)
    secure = Browser(app)
    secure.client = TestClient(app, base_url="https://thongsuot.vidu.vn", follow_redirects=False)
    cookies = secure.sign_in("hoasen@vidu.vn").headers.get_list("set-cookie")
    kept = next(cookie for cookie in cookies if cookie.startswith("__Host-phien="))
    assert "Secure" in kept
    assert "Domain" not in kept
    assert "Path=/" in kept
    assert secure.get("/viec").headers["strict-transport-security"]
