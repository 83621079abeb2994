"""A served product over a real database: the standing cast with passwords, and browsers that behave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from cascade.people import accounts, sessions
from cascade.people.passwords import hash_password
from kit.settings import settings
from kit.vocabulary import Role
from models import User
from models.session import Database
from tests.country import Country
from web.app import create_app

PASSWORD = "bốn mùa hoa nở trước sân"
_HASH = hash_password(PASSWORD)  # once: hashing is slow on purpose


class Browser:
    """A browser without JavaScript: follows links, fills the forms it is shown, sends what it was given."""

    def __init__(self, app: FastAPI):
        # https: a browser on plain HTTP would not be given __Host- cookies; the test keeps to the loopback rules.
        self.client = TestClient(
            app, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False
        )
        self.headers = {"Sec-Fetch-Site": "same-origin"}

    def get(self, address: str, **more):
        return self.client.get(address, **more)

    def see(self, address: str) -> str:
        """A page that must be there, redirects followed."""
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:500])
        return answer.text

    def form_token(self, page: str) -> str:
        found = re.search(r'name="_csrf" value="([^"]+)"', page)
        assert found, "no form on this page"
        return found.group(1)

    def post(
        self,
        address: str,
        fields: dict | None = None,
        *,
        seen: str = "/thong-bao",
        files=None,
        key: str | None = None,
        **more,
    ):
        """Send a form: the token comes from a page this browser has seen."""
        page = self.client.get(seen, follow_redirects=True).text
        data = {"_csrf": self.form_token(page), **(fields or {})}
        if key:
            data["_key"] = key
        return self.client.post(
            address, data=data, files=files, headers={**self.headers, **more.pop("headers", {})}, **more
        )

    def sign_in(self, login: str, password: str = PASSWORD, **fields):
        page = self.client.get("/dang-nhap").text
        data = {"_csrf": self.form_token(page), "login": login, "password": password, **fields}
        return self.client.post("/dang-nhap", data=data, headers=self.headers)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("THONGSUOT_HOME", str(tmp_path / "var"))
    settings.cache_clear()
    yield settings().files
    settings.cache_clear()


def give_passwords(country: Country) -> None:
    """Everybody of the cast gets the same password and every working role for their unit."""

    def work(tx):
        tx.execute(update(User).values(password_hash=_HASH))
        for code, user_id in country.users.items():
            for role in (Role.PERFORMER, Role.HEAD, Role.OFFICER):
                accounts.grant(tx, user_id=user_id, unit_id=country.units[code], role=role)

    country.db.write(work)


@pytest.fixture
def town(lite: Country, files: Path) -> Country:
    give_passwords(lite)
    return lite


@pytest.fixture
def app(town: Country) -> FastAPI:
    return create_app(town.db)


@pytest.fixture
def browser(app: FastAPI) -> Callable[[], Browser]:
    """A new, empty browser each time."""
    return lambda: Browser(app)


@pytest.fixture
def as_unit(app: FastAPI, town: Country) -> Callable[[str], Browser]:
    """A browser already signed in for a unit of the cast, without paying for a password each time."""

    def signed_in(unit: str) -> Browser:
        visitor = Browser(app)
        token = town.db.write(lambda tx: sessions.open_session(tx, user_id=town.users[unit], unit_id=town.units[unit]))
        visitor.client.cookies.set("phien", token)
        return visitor

    return signed_in


def database_of(app: FastAPI) -> Database:
    return app.state.db
