"""Every address × six people: the answers are those of the one table, and nothing of a neighbour shows anywhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from cascade.drafting import drafts, readings
from cascade.marking import extensions, unit_tasks
from cascade.orders import TaskOrder
from cascade.papers import evidence
from cascade.people import accounts, sessions
from cascade.store.extensions import of_piece
from kit.settings import settings
from kit.vocabulary import Role
from models import Document
from models.session import Database
from tests.country import Country, small_country
from tests.web.access_matrix import BLANKS, MATRIX, QUERIES, VIEWERS
from web.app import create_app
from web.routes import Route, table

WHO = {"own": "p1", "parent": "quan", "child": "huongduong", "sibling": "p2", "other": "pxa"}
REACHED = {200, 201, 303, 400, 403, 409, 413, 415, 422}
ROUTES = table()


SURE = {"span": [0, 10], "confidence": 0.95}
READING = {
    "document": {
        "type": "KH",
        "number": "12/KH-UBND",
        "date": "2026-01-05",
        "issuer": "Phường Một",
        "subject": "Rà soát",
        **SURE,
    },
    "tasks": [
        {
            "ref": "II.1",
            "text": "Lập danh sách trẻ",
            "lead": ["Nhóm lớp Hướng Dương"],
            "coordinating": [],
            "assignees": [],
            **SURE,
        }
    ],
}
"""What a reader would hand over: enough for every step of a draft to have something on it."""


@dataclass
class World:
    app: FastAPI
    country: Country
    ids: dict[str, object]
    tokens: dict[str, str]
    api_tokens: dict[str, str]

    def client(self, viewer: str, *, api: bool) -> TestClient:
        client = TestClient(
            self.app, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False
        )
        if viewer == "anonymous":
            return client
        if api:
            client.headers["Authorization"] = f"Bearer {self.api_tokens[viewer]}"
        else:
            client.cookies.set("phien", self.session(viewer))
        return client

    def address(self, route: Route) -> str:
        return (route.path + QUERIES.get(route.path, "")).format(**self.ids)

    def session(self, viewer: str) -> str:
        unit = WHO[viewer]
        return self.country.db.write(
            lambda tx: sessions.open_session(tx, user_id=self.country.users[unit], unit_id=self.country.units[unit])
        )

    def form_token(self, client: TestClient) -> str:
        page = client.get("/thong-bao", follow_redirects=True).text
        return re.search(r'name="_csrf" value="([^"]*)"', page).group(1)


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("matrix")
    shutil.copy(sqlite_template, home / "thongsuot.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THONGSUOT_HOME", str(home))
        settings.cache_clear()
        db = Database(f"sqlite:///{home / 'thongsuot.db'}", group_commit=True)
        yield _lay(db)
        db.close()
    settings.cache_clear()


def _lay(db: Database) -> World:
    country = small_country(db)
    holders = country.ids("p1", "p2", "huongduong")
    made = country.issue(
        TaskOrder(title="Rà soát hồ sơ trẻ em", ref="II.1", holders=holders, due_on=date(2026, 1, 5)),
        document=country.document,
    )
    piece = country.piece(made, "p1")
    import io

    kept = evidence.keep(settings().files, io.BytesIO("Đã rà soát.".encode()), "bien-ban-phuong-mot.txt")

    def work(tx):
        for unit, user in country.users.items():
            for role in (Role.PERFORMER, Role.HEAD, Role.OFFICER):
                accounts.grant(tx, user_id=user, unit_id=country.units[unit], role=role)
        evidence.record(tx, kept)
        # The papers of the district are its own; those who carry it out may read it.
        tx.execute(
            update(Document)
            .where(Document.id == country.document)
            .values(owner_unit_id=country.units["quan"], file_sha256=kept.sha256, file_name="ke-hoach.txt")
        )
        actor = country.actor("p1")
        draft = drafts.new_from_reading(tx, actor=actor, reading=READING)
        tokens = {
            viewer: accounts.issue_token(tx, user_id=country.users[unit], unit_id=country.units[unit], name="bảng")
            for viewer, unit in WHO.items()
        }
        reading = readings.ask(tx, actor=actor, kept=kept)
        return draft, reading, tokens

    draft, reading, api_tokens = db.write(work)
    country.do(extensions.ask, "p1", piece, due_on=date(2030, 2, 5), note="Chờ số liệu của khu phố")
    country.do(unit_tasks.submit, "p1", piece, note="Đã rà soát 412 hồ sơ", files=[kept.ref])
    with db.read() as tx:
        sent = evidence.of_unit_task(tx, piece)[0]
        asked = of_piece(tx, piece)[0]
        view = drafts.load(tx, actor=country.actor("p1"), draft_id=draft.draft_id)
    ids = {
        "unit_task_id": piece, "cascade_id": made.cascade_id, "evidence_id": sent.id, "document_id": country.document,
        "draft_id": draft.draft_id, "extension_id": asked.id, "reading_id": reading.id, "key": view.content.tasks[0].key, **BLANKS,
    }  # fmt: skip
    return World(create_app(db), country, ids, {}, api_tokens)


def test_every_route_stands_in_the_table():
    served = {f"{route.method} {route.path}" for route in ROUTES}
    assert served - set(MATRIX) == set(), "say in access_matrix.py who may do this"
    assert set(MATRIX) - served == set(), "these routes are no longer served"


@pytest.mark.parametrize("viewer", tuple(reversed(VIEWERS)))  # strangers first: what they do must change nothing
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_each_sees_what_the_table_says(world: World, route: Route, viewer: str):
    expected = MATRIX[f"{route.method} {route.path}"][VIEWERS.index(viewer)]
    client = world.client(viewer, api=route.is_api)
    address = world.address(route)
    answer = _ask(world, client, route, address, viewer)
    location = answer.headers.get("location", "")
    got = f"{answer.status_code} {location}\n{answer.text[:600] if answer.status_code >= 400 else ''}"
    match expected:
        case "see":
            assert answer.status_code == 200 or (
                answer.status_code == 303 and not location.startswith("/dang-nhap?")
            ), got
        case "reached":
            assert answer.status_code in REACHED, got
        case "lost":
            assert answer.status_code == 404, got
        case "door":
            assert answer.status_code == 401 or (answer.status_code == 303 and location.startswith("/dang-nhap")), got


def _note(address: str) -> str:
    """A word for what an act may say. Taking the whole cascade back without one is refused: the world of the others stays."""
    return "" if "/dot/" in address or "/cascades/" in address else "thử"


def _ask(world: World, client: TestClient, route: Route, address: str, viewer: str):
    if route.method == "GET":
        return client.get(address)
    if route.is_api:
        files = {"files": ("a.txt", b"abc", "text/plain")} if address.endswith("/files") else None
        return client.post(
            address,
            json=None if files else {"note": _note(address)},
            files=files,
            headers={"Idempotency-Key": f"{viewer}{address}"},
        )
    fields = {
        "_csrf": "" if viewer == "anonymous" else world.form_token(client),
        "note": _note(address),
        "_key": f"{viewer}{address}"[-60:],
    }
    return client.post(address, data=fields, headers={"Sec-Fetch-Site": "same-origin"})


NEIGHBOUR_WORDS = ("Phường Một", "412 hồ sơ", "bien-ban-phuong-mot", "Cán bộ p1", "Phụ trách p1")


@pytest.mark.parametrize("viewer", ["sibling", "child", "other"])
def test_a_neighbour_is_nowhere_on_the_page(world: World, viewer: str):
    """Pages, lists, sheets and API a sibling may open name nobody of the other branch; a child's superior may stand there by name only."""
    told = NEIGHBOUR_WORDS if viewer != "child" else NEIGHBOUR_WORDS[1:4]
    for route in ROUTES:
        if route.method != "GET" or route.path == "/":
            continue
        client = world.client(viewer, api=route.is_api)
        answer = client.get(world.address(route))
        if answer.status_code != 200:
            continue
        text = answer.content.decode("utf-8", "replace") if ".xlsx" not in route.path else _sheet_text(answer.content)
        found = [word for word in told if word in text]
        assert not found, f"{route.path} tells {viewer} of {found}"


def _sheet_text(content: bytes) -> str:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    return " ".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )
