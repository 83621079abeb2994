"""Programs do what people do, through the same use cases: once per key, page by page, with a sentence when refused."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from fastapi.testclient import TestClient

from cascade.counting import boards
from cascade.orders import TaskOrder
from cascade.people import accounts
from cascade.store.unit_tasks import find, history
from kit.vocabulary import Progress
from tests.country import Country
from tests.web.test_evidence_files import PDF
from web.api.answers import BadCursor, cursor, place_of


@pytest.fixture
def call(app, town: Country):
    """A program with a token of the unit."""

    def of(unit: str) -> TestClient:
        token = town.db.write(
            lambda tx: accounts.issue_token(tx, user_id=town.users[unit], unit_id=town.units[unit], name="thử")
        )
        return TestClient(
            app,
            base_url="http://127.0.0.1",
            headers={"Authorization": f"Bearer {token}"},
            raise_server_exceptions=False,
        )

    return of


@pytest.fixture
def given(town: Country):
    made = town.issue(
        TaskOrder(
            title="Bảo hiểm y tế",
            ref="II.4",
            holders=town.ids("hoasen", "binhminh", "kimdong"),
            due_on=date(2030, 1, 4),
        ),
        TaskOrder(title="Báo cáo năm", ref="II.10", holders=town.ids("hoasen", "binhminh"), due_on=date(2030, 2, 1)),
        by="gd",
    )
    return made.cascade_id, town.piece(made, "hoasen"), town.piece(made, "binhminh")


def move(program: TestClient, piece: int, name: str, key: str = "k1", **said):
    return program.post(f"/api/v1/unit-tasks/{piece}/{name}", json=said, headers={"Idempotency-Key": key})


def test_without_a_token_nothing_is_answered(app, as_unit, given):
    bare = TestClient(app, base_url="http://127.0.0.1")
    answer = bare.get("/api/v1/unit-tasks")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert bare.get("/api/v1/unit-tasks", headers={"Authorization": "Bearer ts_bịa".encode()}).status_code == 401
    assert as_unit("hoasen").get("/api/v1/unit-tasks").status_code == 401, "a browser's cookie opens nothing here"


def test_a_token_ends_with_its_person(call, town):
    program = call("hoasen")
    assert program.get("/api/v1/unit-tasks").status_code == 200
    town.db.write(lambda tx: accounts.disable(tx, user_id=town.users["hoasen"]))
    assert program.get("/api/v1/unit-tasks").status_code == 401


def test_a_piece_goes_from_given_to_done(call, given, town):
    cascade_id, piece, _ = given
    school, office = call("hoasen"), call("gd")
    assert move(school, piece, "receive", "1").json()["progress"] == "received"
    kept = school.post("/api/v1/files", files={"files": ("kế hoạch.pdf", PDF, "application/pdf")}).json()["files"][0]
    assert kept["sha256"] == hashlib.sha256(PDF).hexdigest()
    sent = move(
        school, piece, "submit", "2", note="Đã xong", files=[{"sha256": kept["sha256"], "file_name": "kế hoạch.pdf"}]
    )
    assert sent.status_code == 200
    assert sent.json()["code"].startswith("TS-")
    waiting = office.get("/api/v1/unit-tasks/waiting").json()["items"]
    assert [item["id"] for item in waiting] == [piece]
    assert move(office, piece, "accept", "3").json()["progress"] == "done"
    shown = office.get(f"/api/v1/unit-tasks/{piece}").json()
    assert shown["progress"] == "done"
    assert [line["event"] for line in shown["history"]][:2] == ["unit_task:accepted", "unit_task:submitted"]
    board = office.get(f"/api/v1/cascades/{cascade_id}/board").json()
    with town.db.read() as tx:
        assert board["total"] == boards.board(tx, cascade_id).as_dict()["total"], "page, command and API say the same"


def test_the_same_key_answers_the_same_and_acts_once(call, given, town):
    _, piece, _ = given
    school = call("hoasen")
    first = move(school, piece, "start", "lần-1".encode().hex(), note="Đang làm")
    again = move(school, piece, "start", "lần-1".encode().hex(), note="Đang làm")
    assert first.json() | {"replayed": True} == again.json()
    with town.db.read() as tx:
        assert len(history(tx, piece)) == 1
    other = move(school, piece, "start", "lần-1".encode().hex(), note="Khác")
    assert other.status_code == 422
    assert other.json()["title"].startswith("Mã lần gửi này đã dùng")


def test_a_move_without_a_key_is_refused(call, given):
    answer = call("hoasen").post(f"/api/v1/unit-tasks/{given[1]}/receive", json={})
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["title"]


def test_a_stale_version_is_a_conflict(call, given):
    _, piece, _ = given
    school = call("hoasen")
    move(school, piece, "start", "1", note="Đang làm")
    answer = move(school, piece, "submit", "2", version=0)
    assert answer.status_code == 409


def test_unknown_fields_and_moves_are_refused_not_ignored(call, given, town):
    _, piece, _ = given
    school = call("hoasen")
    assert move(school, piece, "submit", "1", unit_id=7, done_at="2024-01-01").status_code == 422
    assert move(school, piece, "hack", "2").status_code == 404
    with town.db.read() as tx:
        assert find(tx, piece).progress is Progress.ASSIGNED


def test_a_refusal_names_its_field_in_a_sentence(call, given):
    _, piece, _ = given
    answer = move(call("hoasen"), piece, "decline", "1", note="x")
    assert answer.status_code == 422
    assert answer.json() == {
        "type": "about:blank", "title": "Chưa chọn lý do từ chối. Chọn một lý do và viết một câu.", "status": 422, "field": "reason",
    }  # fmt: skip


def test_a_neighbours_piece_does_not_exist(call, given):
    _, _, theirs = given
    school = call("hoasen")
    answers = [
        school.get(f"/api/v1/unit-tasks/{theirs}"),
        move(school, theirs, "receive"),
        school.get(f"/api/v1/unit-tasks/{theirs}/why"),
    ]
    nothing = school.get("/api/v1/unit-tasks/99999999")
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["title"] for answer in answers} == {nothing.json()["title"]}


def test_lists_turn_their_pages_by_cursor(call, given):
    cascade_id, _, _ = given
    office = call("gd")
    seen, following = [], None
    while True:
        address = f"/api/v1/cascades/{cascade_id}/unit-tasks"
        page = office.get(address, params={"limit": 2, **({"cursor": following} if following else {})}).json()
        seen += [item["id"] for item in page["items"]]
        following = page["next_cursor"]
        if following is None:
            break
    assert len(seen) == len(set(seen)) == page["total"] == 5
    assert office.get(f"/api/v1/cascades/{cascade_id}/unit-tasks", params={"cursor": "bịa"}).status_code == 400


@pytest.mark.parametrize("text", ["", None, cursor(0)])
def test_a_list_begins_at_its_beginning(text):
    assert place_of(text) == 0


@pytest.mark.parametrize("text", ["x", "djE6", "djI6NQ", "%%%", "a" * 500, "djE6LTU"])
def test_made_up_cursors_are_refused(text: str):
    with pytest.raises(BadCursor):
        place_of(text)


def test_a_unit_sees_its_own_branch_of_a_board(call, given):
    cascade_id, _, _ = given
    whole = call("gd").get(f"/api/v1/cascades/{cascade_id}/board", params={"by": "unit"}).json()
    own = call("hoasen").get(f"/api/v1/cascades/{cascade_id}/board", params={"by": "unit"}).json()
    assert whole["total"]["total"] == 5
    assert own["total"]["total"] == 2
    assert "Bình Minh" not in str(own)


def test_a_unit_may_not_ask_under_its_neighbour(call, given, town):
    cascade_id, _, _ = given
    for path in ("board", "unit-tasks", "why"):
        answer = call("hoasen").get(f"/api/v1/cascades/{cascade_id}/{path}", params={"under": town.units["binhminh"]})
        assert answer.status_code == 404, path


def test_cascades_are_those_that_concern_the_caller(call, given):
    cascade_id, _, _ = given
    assert [item["id"] for item in call("hoasen").get("/api/v1/cascades").json()["items"]] == [cascade_id]
    assert call("pxa").get("/api/v1/cascades").json()["items"] == []
    assert [task["ref"] for task in call("gd").get(f"/api/v1/cascades/{cascade_id}").json()["tasks"]] == [
        "II.4",
        "II.10",
    ]


def test_the_description_lists_every_address_of_the_api(call):
    from web.routes import table

    described = call("hoasen").get("/api/v1/openapi.json").json()
    listed = {f"{method.upper()} {path}" for path, methods in described["paths"].items() for method in methods}
    assert listed == {f"{r.method} {r.path}" for r in table() if r.is_api and not r.path.endswith("openapi.json")}


def test_a_file_nobody_uploaded_cannot_be_sent(call, given):
    _, piece, _ = given
    answer = move(call("hoasen"), piece, "submit", "1", files=[{"sha256": "0" * 64, "file_name": "a.pdf"}])
    assert answer.status_code == 404


def test_a_wrong_value_is_a_problem_not_a_stack(call, given):
    answer = call("gd").get(f"/api/v1/cascades/{given[0]}/board", params={"as_of": "hôm qua"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_cascade_is_taken_back_once_however_often_it_is_asked(call, given):
    address = f"/api/v1/cascades/{given[0]}/revoke"
    office = call("gd")
    refused = office.post(address, json={"note": " "}, headers={"Idempotency-Key": "r0"})
    assert refused.status_code == 422
    assert "Chưa nêu lý do thu hồi" in refused.text
    first, again = (
        office.post(address, json={"note": "Ban hành nhầm"}, headers={"Idempotency-Key": "r1"}).json() for _ in range(2)
    )
    assert (first["state"], first["replayed"], again["replayed"]) == ("revoked", False, True)
    assert office.get(f"/api/v1/cascades/{given[0]}/board").json()["total"]["total"] == 0
    assert call("hoasen").post(address, json={"note": "x"}, headers={"Idempotency-Key": "r2"}).status_code == 403
