"""The three ways to ask the product: its pages as a browser without scripts, its API with a token, its command."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from cascade.people import accounts, sessions
from cli.app import main
from kit.settings import settings
from models.session import Database
from tests.acceptance.district_story import ROOT, District
from web.app import create_app


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def command(db: Database | None, *words: str, home: Path | None = None) -> Said:
    """`thongsuot WORDS` on the same database, as somebody at this machine types it. See `process` for one of its own."""
    said, complained = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(complained):
        for name, value in _environment(db, home).items():
            patch.setenv(name, value)
        settings.cache_clear()
        code = main(words)
    settings.cache_clear()
    return Said(code, said.getvalue(), complained.getvalue())


def process(db: Database | None, *words: str, home: Path | None = None) -> Said:
    """The same in a process of its own, which knows nothing of ours."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **_environment(db, home)}
    run = subprocess.run(
        [sys.executable, "-P", "-m", "cli.app", *words], capture_output=True, text=True, env=environment, check=False
    )
    return Said(run.returncode, run.stdout, run.stderr)


def _environment(db: Database | None, home: Path | None) -> dict[str, str]:
    place = {"THONGSUOT_HOME": str(home or ROOT / "nowhere")}
    return place | ({"THONGSUOT_DATABASE_URL": db.url.render_as_string(hide_password=False)} if db is not None else {})


class Visitor:
    """Somebody of the district at a browser, and a program of theirs with a token."""

    def __init__(self, district: District, login: str):
        actor = district.person(login)
        assert actor.user_id is not None
        self.unit_id = actor.unit_id
        self.client = TestClient(create_app(district.db), base_url="http://127.0.0.1", raise_server_exceptions=False)
        user_id = actor.user_id
        session = district.db.write(lambda tx: sessions.open_session(tx, user_id=user_id, unit_id=actor.unit_id))
        self.token = district.db.write(
            lambda tx: accounts.issue_token(tx, user_id=user_id, unit_id=actor.unit_id, name="so sánh")
        )
        self.client.cookies.set("phien", session)

    def see(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:400])
        return answer.text

    def ask(self, address: str, **query: Any) -> Any:
        answer = self.client.get(f"/api/v1{address}", params=query, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:400])
        return answer.json()

    def send(self, address: str, fields: dict[str, Any], *, seen: str, files: Any = None, key: str = "") -> Any:
        """Send the form of a page this visitor has seen; `key` names the sending."""
        token = re.search(r'name="_csrf" value="([^"]+)"', self.see(seen))
        assert token, f"no form on {seen}"
        data = {"_csrf": token[1], **({"_key": key} if key else {}), **fields}
        return self.client.post(
            address, data=data, files=files, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False
        )


@dataclass
class Line:
    """A row of a table on a page: its label, and each figure with the address of its list."""

    label: str = ""
    figures: dict[str, tuple[int, str]] = field(default_factory=dict)


class Tables(HTMLParser):
    """The rows of every table on a page; a figure is known by the count its link asks for (`o=…`)."""

    def __init__(self, page: str):
        super().__init__()
        self.lines: list[Line] = []
        self._heading = self._link = ""
        self._words: list[str] = []
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.lines.append(Line())
        elif tag == "th" and given.get("scope") == "row":
            self._heading, self._words = "row", []
        elif tag == "a":
            self._link, self._words = given.get("href") or "", self._words if self._heading else []
            self._depth += bool(self._heading)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            key = parse_qs(urlsplit(self._link).query).get("o", [""])[0]
            if key and self.lines and not self._heading:
                self.lines[-1].figures[key] = (int(re.sub(r"\D", "", "".join(self._words)) or 0), self._link)
            self._link = ""
            self._depth -= bool(self._heading)
        elif tag == "th" and self._heading:
            self.lines[-1].label, self._heading = " ".join("".join(self._words).split()), ""

    def handle_data(self, data: str) -> None:
        # A link inside a heading opens the row; its words are not the row's name.
        if not (self._heading and self._link):
            self._words.append(data)
