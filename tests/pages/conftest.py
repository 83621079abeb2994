"""A visitor of the pages: signed in as somebody of the standing cast, by a real session and a real cookie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, insert

from cascade.people import sessions
from kit.vocabulary import Role
from models import Membership
from tests.country import Country

OFFICE = (Role.PERFORMER, Role.HEAD, Role.OFFICER, Role.LEADER)


@pytest.fixture
def site(lite: Country) -> Iterator[Callable[..., TestClient]]:
    """`site("quan")`: a browser of somebody who works for that unit."""
    from web.app import create_app

    def memberships(tx: Connection) -> None:
        for unit, user in lite.users.items():
            for role in OFFICE:
                tx.execute(insert(Membership).values(user_id=user, unit_id=lite.units[unit], role=role))

    lite.db.write(memberships)
    app = create_app(lite.db)
    opened: list[TestClient] = []

    def browser(unit: str) -> TestClient:
        client = TestClient(app, follow_redirects=False)
        token = lite.db.write(lambda tx: sessions.open_session(tx, user_id=lite.users[unit], unit_id=lite.units[unit]))
        client.cookies.set("phien", token)
        opened.append(client)
        return client

    yield browser
    for client in opened:
        client.close()


def form_of(html: str, action: str) -> dict[str, Any]:
    """The hidden fields of the form with this action: whose form it is, which sending, which version."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    assert form, f"no form posts to {action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))
