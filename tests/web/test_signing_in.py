"""People come in, stay a working day, choose their unit, and are gone when they say so."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from cascade.orders import TaskOrder
from cascade.people import accounts, sessions
from cascade.people.passwords import hash_password, matches
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import Role
from models import Journal, UserSession
from tests.web.conftest import PASSWORD, Browser


def test_a_person_signs_in_and_lands_on_their_own_door(browser, town):
    someone = browser()
    answer = someone.sign_in("hoasen@vidu.vn")
    assert answer.status_code == 303
    assert someone.client.cookies["phien"] not in _stored(town), "only the hash is stored"
    assert "Trường Tiểu học Hoa Sen" in someone.see("/viec")


def test_the_cookie_is_for_the_server_alone(browser):
    cookie = next(
        c for c in browser().sign_in("hoasen@vidu.vn").headers.get_list("set-cookie") if c.startswith("phien=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_one_comes_back_to_the_page_one_asked_for(browser):
    someone = browser()
    door = someone.get("/thong-bao?truoc=5")
    assert door.headers["location"] == "/dang-nhap?ve=/thong-bao%3Ftruoc%3D5"
    assert someone.sign_in("hoasen@vidu.vn", ve="/thong-bao?truoc=5").headers["location"] == "/thong-bao?truoc=5"


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.vn/", "//xau.vn", "/\\xau.vn", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1"]
)
def test_signing_in_never_leads_to_another_site(browser, elsewhere: str):
    location = browser().sign_in("hoasen@vidu.vn", ve=elsewhere).headers["location"]
    assert location == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(browser):
    wrong = browser().sign_in("hoasen@vidu.vn", "sai mật khẩu rồi")
    unknown = browser().sign_in("khongco@vidu.vn", "sai mật khẩu rồi")
    assert wrong.status_code == unknown.status_code == 401
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert sentence in wrong.text
    assert sentence in unknown.text
    assert 'value="hoasen@vidu.vn"' in wrong.text, "what was typed stays"
    assert "sai mật khẩu rồi" not in wrong.text, "but never a password"


def test_an_unknown_name_costs_a_hash_too(browser, monkeypatch):
    asked = []
    monkeypatch.setattr(sessions, "matches", lambda stored, password: asked.append(stored) or False)
    browser().sign_in("khongco@vidu.vn")
    browser().sign_in("hoasen@vidu.vn")
    assert len(asked) == 2


def test_guessing_is_slowed_but_never_locked_for_ever(town):
    with time_machine.travel(clock.now(), tick=False) as moment:
        for _ in range(sessions.PER_ACCOUNT):
            with pytest.raises(sessions.WrongPassword):
                _try(town, "đoán mò thôi")
        with pytest.raises(sessions.TooManyTries):
            _try(town, PASSWORD)
        moment.shift(timedelta(minutes=2, seconds=1))
        assert _try(town, PASSWORD)
        assert _try(town, PASSWORD), "a success forgets the failures"


def test_a_whole_address_is_slowed_too(town):
    with time_machine.travel(clock.now(), tick=False):
        for number in range(sessions.PER_ADDRESS):
            with town.db.read() as tx:
                sessions._slow_down(tx, f"{number}", "10.0.0.1")
            town.db.write(lambda tx, n=number: sessions._remember_failure(tx, f"{n}", "10.0.0.1"))
        with pytest.raises(sessions.TooManyTries):
            _try(town, PASSWORD)
        assert sessions.sign_in(town.db, login="hoasen@vidu.vn", password=PASSWORD, address="10.0.0.2")


def test_the_old_cookie_opens_nothing_after_signing_out(as_unit):
    someone = as_unit("hoasen")
    token = someone.client.cookies["phien"]
    assert someone.post("/dang-xuat").status_code == 303
    someone.client.cookies.set("phien", token)
    assert someone.get("/viec").headers["location"].startswith("/dang-nhap")


def test_signing_out_everywhere_ends_the_other_browser(as_unit):
    at_school, at_home = as_unit("hoasen"), as_unit("hoasen")
    at_home.see("/viec")
    assert at_school.post("/dang-xuat-moi-may").status_code == 303
    assert at_home.get("/viec").status_code == 303


def test_a_closed_account_stops_at_its_next_click(as_unit, town):
    someone = as_unit("hoasen")
    someone.see("/viec")
    town.db.write(lambda tx: accounts.disable(tx, user_id=town.users["hoasen"]))
    assert someone.get("/viec").status_code == 303


def test_a_new_password_ends_what_the_old_one_opened(as_unit, town):
    someone = as_unit("hoasen")
    town.db.write(
        lambda tx: accounts.change_password(
            tx, user_id=town.users["hoasen"], hashed=hash_password("một câu khác hẳn câu cũ")
        )
    )
    assert someone.get("/viec").status_code == 303


def test_eight_idle_hours_end_a_session_and_looking_keeps_it(as_unit):
    with time_machine.travel(clock.now(), tick=False) as moment:
        busy, idle = as_unit("hoasen"), as_unit("binhminh")
        for _ in range(4):
            moment.shift(timedelta(hours=3))
            busy.see("/viec")
        assert idle.get("/viec").status_code == 303
        moment.shift(timedelta(days=7))
        assert busy.get("/viec").status_code == 303, "a week is the longest, however busy"


def test_looking_keeps_a_session_without_a_write_and_cannot_be_made_up(as_unit, town):
    with time_machine.travel(clock.now(), tick=False) as moment:
        someone = as_unit("hoasen")
        before = _rows(town)
        moment.shift(timedelta(hours=1))
        someone.see("/viec")
        assert _rows(town) == before
        someone.client.cookies.clear()
        token = town.db.write(
            lambda tx: sessions.open_session(tx, user_id=town.users["hoasen"], unit_id=town.units["hoasen"])
        )
        later = moment.shift(timedelta(hours=9)) or clock.now()
        someone.client.cookies.set("phien", token)
        someone.client.cookies.set("luc", f"{int(later.timestamp())}.{'0' * 64}")
        assert someone.get("/viec").status_code == 303


def test_an_expired_sign_in_gives_the_form_back_filled(app, as_unit, town):
    made = town.issue(TaskOrder(title="Bảo hiểm y tế", holders=town.ids("hoasen"), due_on=date(2030, 1, 1)), by="gd")
    piece = town.piece(made, "hoasen")
    someone = as_unit("hoasen")
    page = someone.see(f"/viec/{piece}")
    town.db.write(lambda tx: accounts.change_password(tx, user_id=town.users["hoasen"], hashed=hash_password(PASSWORD)))
    sent = {"_csrf": someone.form_token(page), "note": "Đã cài cho 412 em <b>\n& còn 3 em", "_version": "0"}
    answer = someone.client.post(f"/viec/{piece}/bao-xong", data=sent, headers=someone.headers)
    assert answer.status_code == 401
    assert "Phiên làm việc đã hết" in answer.text
    again = Browser(app)
    again.get("/dang-nhap")
    typed = json.dumps([["note", sent["note"]], ["_version", "0"]])
    resumed = again.sign_in("hoasen@vidu.vn", ve=f"/viec/{piece}/bao-xong", typed=typed)
    assert resumed.status_code == 200
    assert "Đã cài cho 412 em &lt;b&gt;\n&amp; còn 3 em</textarea>" in resumed.text, "in the very form it was typed in"
    assert "chưa gửi; tệp cần chọn lại" in resumed.text
    with town.db.read() as tx:
        assert not tx.execute(select(Journal.id).where(Journal.unit_task_id == piece)).all(), "given back, not sent"


def test_a_person_of_two_units_says_for_which_one_they_act(browser, town):
    town.db.write(
        lambda tx: accounts.grant(tx, user_id=town.users["hoasen"], unit_id=town.units["kimdong"], role=Role.HEAD)
    )
    someone = browser()
    assert someone.sign_in("hoasen@vidu.vn").headers["location"] == "/dang-nhap/don-vi"
    assert someone.get("/viec").headers["location"] == "/dang-nhap/don-vi"
    chosen = someone.post("/dang-nhap/don-vi", {"unit_id": str(town.units["kimdong"])}, seen="/dang-nhap/don-vi")
    assert chosen.status_code == 303
    assert "Kim Đồng" in someone.see("/viec")
    stranger = someone.post("/don-vi-lam-viec", {"unit_id": str(town.units["pxa"])})
    assert stranger.status_code == 422


def test_a_membership_that_ended_yesterday_opens_no_door(browser, town):
    user = town.db.write(
        lambda tx: accounts.create_user(tx, login="0900 000 011", name="Người cũ", hashed=hash_password(PASSWORD))
    )
    town.db.write(lambda tx: accounts.grant(
        tx, user_id=user, unit_id=town.units["gd"], role=Role.OFFICER, valid_to=clock.today() - timedelta(days=1)))  # fmt: skip
    assert browser().sign_in("0900000011").status_code == 401


def test_coming_and_going_stand_in_the_journal(browser, town):
    someone = browser()
    someone.sign_in("hoasen@vidu.vn")
    someone.post("/dang-xuat")
    with town.db.read() as tx:
        events = [row.value for row in tx.execute(select(Journal.event).order_by(Journal.id)).scalars()]
    assert events[-2:] == ["user:signed_in", "user:signed_out"]


@pytest.mark.parametrize(
    "weak", ["1234567", "12345678", "Matkhau123", "mật khẩu 2024", "aaaaaaaa", "hieutruong1", "qwertyuiop", "x" * 300]
)
def test_passwords_guessed_first_are_refused_with_a_sentence(weak: str):
    with pytest.raises(Refusal) as refused:
        hash_password(weak)
    assert refused.value.field == "password"


@pytest.mark.parametrize("strong", [PASSWORD, "Ánh trăng " * 8, "correct horse battery", "7f3K-92mQ-xZ1p"])
def test_long_sentences_with_marks_are_welcome(strong: str):
    assert matches(hash_password(strong), strong)
    assert not matches(hash_password(strong), strong + "x")


def test_composed_and_decomposed_letters_are_one_password():
    import unicodedata

    assert matches(hash_password(PASSWORD), unicodedata.normalize("NFD", PASSWORD))


def test_the_hash_is_argon2id_of_the_chosen_cost():
    assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def _try(town, password: str) -> str:
    return sessions.sign_in(town.db, login="hoasen@vidu.vn", password=password, address="10.0.0.1")


def _stored(town) -> str:
    with town.db.read() as tx:
        return " ".join(str(row) for row in tx.execute(select(UserSession.token_hash, UserSession.csrf)).all())


def _rows(town) -> list:
    with town.db.read() as tx:
        return list(tx.execute(select(UserSession.token_hash, UserSession.seen_at)).all())
