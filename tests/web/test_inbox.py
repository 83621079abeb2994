"""What people are told: newest first, one digest a day, and nothing about work that is finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
import time_machine
from jinja2 import UndefinedError
from sqlalchemy import insert

from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from kit import clock
from kit.vocabulary import Milestone, ReturnReason
from models import Reminder
from notifications import inbox, messages, rendering
from notifications.messages import Assigned, Decision, Digest, DigestItem
from tests.country import Country


def remind(town: Country, unit: str, piece: int, milestone: Milestone, due: date, day: date) -> None:
    row = {"unit_task_id": piece, "milestone": milestone, "due_on": due, "unit_id": town.units[unit], "day": day}
    town.db.write(lambda tx: tx.execute(insert(Reminder).values(**row)))


def of(town: Country, unit: str, **more) -> inbox.Inbox:
    with town.db.read() as tx:
        return inbox.read(tx, actor=town.actor(unit), **more)


@pytest.fixture
def story(town: Country):
    """A task reached three schools; Hoa Sen sent and was sent back."""
    made = town.issue(
        TaskOrder(title="Bảo hiểm y tế", ref="II.4", holders=town.ids("hoasen", "binhminh"), due_on=date(2024, 11, 20)),
        by="gd",
    )
    piece = town.piece(made, "hoasen")
    town.do(unit_tasks.submit, "hoasen", piece, note="Đã xong 412 em")
    town.do(unit_tasks.return_, "gd", piece, reason=ReturnReason.MISSING_EVIDENCE, note="Thiếu bản ký")
    return piece, town.piece(made, "binhminh")


def test_a_unit_hears_of_new_work_and_of_decisions_newest_first(town, story):
    subjects = [message.subject for message in of(town, "hoasen").messages]
    assert subjects == ["Bị trả lại: II.4 Bảo hiểm y tế", "Phòng Giáo dục và Đào tạo giao 1 việc: Chăm sóc trẻ em"]


def test_the_giver_hears_what_was_sent_with_the_words(town, story):
    message = of(town, "gd").messages[0]
    assert message.subject == "Trường Tiểu học Hoa Sen báo xong: II.4 Bảo hiểm y tế"
    assert "“Đã xong 412 em”" in message.body
    assert message.address == "/duyet"


def test_a_neighbour_hears_nothing_of_it(town, story):
    assert [message.template for message in of(town, "binhminh").messages] == ["assigned"]
    assert of(town, "pxa").messages == ()


def test_a_decision_carries_its_reason_in_words(town, story):
    body = of(town, "hoasen").messages[0].body
    assert "Lý do: Thiếu minh chứng." in body
    assert "“Thiếu bản ký”" in body


@time_machine.travel(clock.local(2024, 11, 18), tick=False)
def test_reminders_of_a_day_are_one_message(town, story):
    piece, other = story
    made = town.issue(
        TaskOrder(title="Tiêm chủng", ref="II.6", holders=town.ids("hoasen"), due_on=date(2024, 11, 15)), by="gd"
    )
    late = town.piece(made, "hoasen")
    day = date(2024, 11, 18)
    remind(town, "hoasen", piece, Milestone.DUE_SOON, date(2024, 11, 20), day)
    remind(town, "hoasen", late, Milestone.OVERDUE, date(2024, 11, 15), day)
    remind(town, "binhminh", other, Milestone.DUE_SOON, date(2024, 11, 20), day)
    digests = [message for message in of(town, "hoasen").messages if message.template == "digest"]
    assert [message.subject for message in digests] == ["Có 1 việc quá hạn, 1 việc sắp đến hạn"]
    assert digests[0].body.splitlines() == [
        "Quá hạn:", "– II.6 Tiêm chủng (hạn 15/11/2024)", "Sắp đến hạn:", "– II.4 Bảo hiểm y tế (hạn 20/11/2024)",
        "Việc đã báo xong không có trong thông báo này.",
    ]  # fmt: skip


@time_machine.travel(clock.local(2024, 11, 18), tick=False)
def test_finished_work_is_never_reminded_of(town, story):
    piece, _ = story
    remind(town, "hoasen", piece, Milestone.DUE_SOON, date(2024, 11, 20), date(2024, 11, 18))
    assert any(message.template == "digest" for message in of(town, "hoasen").messages)
    town.do(unit_tasks.submit, "hoasen", piece)
    assert not any(message.template == "digest" for message in of(town, "hoasen").messages)
    with town.db.read() as tx:
        assert inbox.unread(tx, actor=town.actor("hoasen")) == 2, "the badge counts no digest either"


def test_the_badge_goes_when_the_person_says_read_and_not_before(as_unit, town, story):
    school = as_unit("hoasen")
    assert "Đánh dấu đã đọc 2 mục" in school.see("/thong-bao")
    assert "Đánh dấu đã đọc 2 mục" in school.see("/thong-bao"), "looking marks nothing"
    school.post("/thong-bao/da-doc")
    assert "Đánh dấu đã đọc" not in school.see("/thong-bao")
    town.do(unit_tasks.submit, "hoasen", story[0])
    town.do(unit_tasks.accept, "gd", story[0])
    assert "Đánh dấu đã đọc 1 mục" in school.see("/thong-bao")


def test_older_pages_go_on_where_the_first_ended(town):
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("hoasen")), by="gd")
    piece = town.piece(made, "hoasen")
    for _ in range(4):
        town.do(unit_tasks.submit, "hoasen", piece)
        town.do(unit_tasks.return_, "gd", piece, reason=ReturnReason.OTHER, note="thêm")
    seen, before = [], None
    while True:
        page = of(town, "hoasen", before=before, limit=2)
        seen += [message.journal_id for message in page.messages]
        before = page.older
        if before is None:
            break
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)


def test_every_message_has_its_two_templates_and_no_other():
    contexts = {cls.template for cls in messages.Context.__args__}
    folders = {folder.name for folder in Path(rendering.TEMPLATES).iterdir()}
    assert contexts == folders
    for folder in folders:
        assert {part.name for part in (rendering.TEMPLATES / folder).iterdir()} == {"subject.txt", "body.txt"}


def test_a_template_that_names_something_unknown_fails_aloud():
    @dataclass(frozen=True)
    class Half:
        template: ClassVar[str] = "assigned"
        issuer: str = "Phòng"

    with pytest.raises(UndefinedError):
        rendering.subject(Half())  # type: ignore[arg-type]


def test_a_line_break_in_a_name_does_not_become_a_header():
    subject = rendering.subject(Assigned("Kế hoạch\r\nBcc: ai@do.vn", "Phòng\nGD", 2))
    assert "\n" not in subject
    assert "\r" not in subject


def test_words_of_people_are_words_not_templates():
    context = Decision("unit_task:returned", "trả lại", "{{ 7*7 }}", "A<b>", "", "", "{% for x in y %}")
    assert "{{ 7*7 }}" in rendering.subject(context)
    assert "{% for x in y %}" in rendering.body(context)


@pytest.mark.parametrize(
    ("digest", "subject"),
    [
        (Digest((DigestItem("a", None), DigestItem("b", None)), (), (), ()), "Còn 2 việc sắp đến hạn"),
        (Digest((), (DigestItem("a", None),), (), ()), "Có 1 việc quá hạn"),
        (Digest((), (), (DigestItem("a", None),), ()), "1 việc chưa có tin"),
        (Digest((), (), (), (DigestItem("a", None),)), "1 việc không có hạn đã lâu chưa xong"),
    ],
)
def test_a_digest_says_the_worst_first(digest: Digest, subject: str):
    assert rendering.subject(digest) == subject
