"""The same story without a page: the office types commands, the school's program speaks JSON; all read the same figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.settings import settings
from tests.acceptance import district_story as story
from tests.acceptance import paper
from tests.acceptance.conftest import Told
from tests.acceptance.surfaces import Said, Visitor, command, process

SCHOOLS, TASKS = 14, 4


def test_from_a_paper_to_a_board_by_commands_and_json(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("THONGSUOT_HOME", str(home))
    settings.cache_clear()
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(paper.word_file())

    def typed(*words: str, by: str = story.DEPARTMENT, json: bool = True, ask: Callable[..., Said] = command) -> Said:
        said = ask(told.district.db, *words, *(("--as", by) if by else ()), *(("--json",) if json else ()), home=home)
        assert said.code == 0, said.err
        return said

    draft = typed("cascade", "new", str(file), ask=process).json["draft_id"]
    early = process(told.district.db, "cascade", "issue", str(draft), "--as", story.DEPARTMENT, home=home)
    assert early.code == 1
    assert "chưa xác nhận" in early.err, "a machine does not confirm for a person"
    typed("cascade", "draft", str(draft), "--confirm")
    issued = typed("cascade", "issue", str(draft), ask=process).json
    assert issued["expected_count"] == SCHOOLS * TASKS
    cascade = str(issued["cascade_id"])

    school = Visitor(told.district, "hoasen")
    pieces = {
        each["ref"]: each
        for each in school.ask("/unit-tasks", limit=200)["items"]
        if str(each["cascade_id"]) == cascade
    }
    plan = pieces["II.1"]["id"]
    sha = _upload(school, "ke-hoach-da-ky.txt", "Kế hoạch đã ký".encode())
    sent = _move(
        school, plan, "submit", {"note": "Đã ban hành", "files": [{"sha256": sha, "file_name": "ke-hoach-da-ky.txt"}]}
    )
    assert re.fullmatch(r"TS-\d\d-\d{6}", sent["code"])

    typed("tasks", "return", str(plan), "--reason", "missing_evidence", "--note", "Thiếu chữ ký. Gửi bản đã ký.")
    assert school.ask(f"/unit-tasks/{plan}")["progress"] == "returned"
    typed("tasks", "done", str(plan), "--file", str(file), "--note", "Đã bổ sung", by="hoasen")
    office = Visitor(told.district, story.DEPARTMENT)
    assert plan in [each["id"] for each in office.ask("/unit-tasks/waiting")["items"]]
    _move(office, plan, "accept", {})

    figures = typed("board", cascade, "--by", "unit", by="").json
    assert figures == office.ask(f"/cascades/{cascade}/board", by="unit")
    assert (figures["total"]["done"], figures["total"]["total"]) == (1, SCHOOLS * TASKS)
    events = [row["event"] for row in typed("tasks", "show", str(plan), by="").json["history"]]
    assert events.count("unit_task:submitted") == 2
    assert typed("verify", by="", json=False, ask=process).out.strip().endswith(".")
    settings.cache_clear()


def _upload(visitor: Visitor, name: str, data: bytes) -> str:
    headers = {"Authorization": f"Bearer {visitor.token}"}
    answer = visitor.client.post("/api/v1/files", files={"files": (name, data)}, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["files"][0]["sha256"])


def _move(visitor: Visitor, piece: int, move: str, said: dict[str, Any]) -> Any:
    headers = {"Authorization": f"Bearer {visitor.token}", "Idempotency-Key": f"{move}-{piece}"}
    answer = visitor.client.post(f"/api/v1/unit-tasks/{piece}/{move}", json=said, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()
