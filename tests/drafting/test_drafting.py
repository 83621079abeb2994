"""A reading becomes a proposal; a person changes and confirms it; only then is it an order. All of it pure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade.drafting import edits
from cascade.drafting.checks import confirmed_everything, problems, refuse_unready, to_order, unconfirmed_sentence
from cascade.drafting.content import DraftContent, ParentWork
from cascade.drafting.dates import DateRule, deadline_of
from cascade.drafting.proposing import Desk, propose, title_of
from cascade.store import units
from cascade.units.selection import Reader, Selection
from kit.errors import Refusal
from kit.vocabulary import PolicyKind, Recurrence, TaskKind
from tests.drafting.conftest import paper

TODAY = date(2024, 8, 12)


@pytest.fixture(scope="session")
def directory(district_file):
    from models.session import Database

    db = Database(f"sqlite:///{district_file}")
    with db.read() as tx:
        found = units.directory(tx, day=TODAY)
    db.close()
    return found


@pytest.fixture(scope="session")
def ids(directory):
    return {unit.code: unit.id for unit in directory.units}


@pytest.fixture
def desk(directory, ids):
    def made(office="UBND-TB", **rule):
        parent = rule.pop("parent", None)
        return Desk(Reader(directory, ids[office]), DateRule(TODAY, **rule), parent=parent)

    return made


@pytest.fixture
def draft(desk) -> DraftContent:
    return propose(paper(), desk())


def by_ref(content, ref):
    return next(task for task in content.tasks if task.ref == ref)


def test_what_was_read_is_proposed_with_its_place_and_nothing_is_confirmed(draft, ids):
    first = by_ref(draft, "II.1")
    assert (first.lead_ids, first.due_on, first.span) == ((ids["P-YT"],), date(2024, 10, 15), (10, 40))
    assert by_ref(draft, "II.3").kind is TaskKind.PLAN
    assert len(by_ref(draft, "II.3").lead_ids) == 41
    assert by_ref(draft, "II.2").recurrence is Recurrence.YEARLY
    assert by_ref(draft, "II.2").due_on is None
    assert not any(task.is_confirmed for task in draft.tasks)
    assert draft.title == "Bảo đảm an toàn trường học trên địa bàn quận"
    assert (draft.period_code, draft.period_name) == ("2024", "Năm 2024")


def test_a_duty_to_report_is_a_task_through_its_consolidator(draft, ids):
    report = by_ref(draft, "V")
    assert (report.kind, len(report.lead_ids), report.via.unit_ids) == (TaskKind.REPORT, 15, (ids["P-YT"],))
    assert report.due_words == "trước ngày 07/12 hằng năm"
    # 07/12/2024 is a Saturday.
    assert report.due_on == date(2024, 12, 9)
    assert "07/12/2024 là ngày nghỉ → 09/12/2024" in report.due_note


@pytest.mark.parametrize(
    ("due", "bound", "inclusive", "issued", "expected"),
    [
        ("11-20", "trước ngày", True, date(2024, 8, 8), date(2024, 11, 20)),
        ("11-20", "trước ngày", False, date(2024, 8, 8), date(2024, 11, 19)),
        ("11-20", "chậm nhất", False, date(2024, 8, 8), date(2024, 11, 20)),
        ("05-15", "trước ngày", True, date(2024, 8, 8), date(2025, 5, 15)),
        ("07-01", "trước ngày", True, None, date(2025, 7, 1)),
        ("2025-01-29", "chậm nhất", True, date(2024, 8, 8), date(2025, 2, 3)),
        ("02-30", "trước ngày", True, date(2024, 8, 8), None),
        ("", "", True, None, None),
    ],
)
def test_a_written_deadline_becomes_the_last_permitted_working_day(due, bound, inclusive, issued, expected):
    rule = DateRule(TODAY, before_is_inclusive=inclusive)
    assert deadline_of(due, bound, rule, issued, True)[0] == expected


def test_what_blocks_comes_first_and_names_the_place(draft):
    found = problems(draft, today=TODAY)
    blocking = [problem.message for problem in found if problem.is_blocking]
    assert blocking == ["Chưa rõ ‘Đội phản ứng nhanh’ là những đơn vị nào. Chọn đơn vị ở bước 3."]
    kinds = {problem.kind for problem in found}
    assert {"two_leads", "unresolved_coordinating", "task_without_deadline", "wrong_year"} <= kinds


def test_the_count_of_what_is_left_names_the_first(draft):
    content = edits.confirm_clear(draft)
    assert unconfirmed_sentence(content) == "Còn 2 mục chưa xác nhận: II.2; II.4 đơn vị chủ trì."
    assert unconfirmed_sentence(confirmed_everything(content)) == ""


def test_an_empty_number_may_be_confirmed_as_empty(desk):
    reading = paper()
    reading["document"]["number"] = None
    content = edits.confirm_clear(propose(reading, desk()))
    assert "số, ký hiệu" in unconfirmed_sentence(content)
    assert "số, ký hiệu" not in unconfirmed_sentence(edits.confirm_field(content, "number"))


def test_of_joint_leads_one_is_chosen_and_the_other_coordinates_or_both_are_kept(draft, ids):
    key = by_ref(draft, "II.2").key
    chosen = by_ref(edits.one_lead(draft, key, ids["CA-Q"]), "II.2")
    assert (chosen.lead_ids, chosen.coordinating_ids) == ((ids["CA-Q"],), (ids["P-YT"],))
    kept = edits.keep_joint_leads(draft, key)
    assert not any(problem.kind == "two_leads" for problem in problems(kept, today=TODAY))
    with pytest.raises(Refusal, match="không chủ trì"):
        edits.one_lead(draft, key, ids["P-GDDT"])


def test_a_task_is_split_at_its_sentences_dropped_and_taken_back(draft):
    key = by_ref(draft, "II.2").key
    halves = edits.split_task(draft, key)
    assert [task.ref for task in halves.tasks][1:3] == ["II.2.a", "II.2.b"]
    assert halves.tasks[2].text == "xử lý vi phạm an toàn thực phẩm."
    assert len({task.key for task in halves.tasks}) == len(halves.tasks)
    dropped = edits.drop_task(halves, "t1")
    assert [task.key for task in dropped.dropped_tasks] == ["t1"]
    assert edits.restore_task(dropped, "t1").dropped_tasks == ()
    with pytest.raises(Refusal, match="chỉ có một câu"):
        edits.split_task(draft, by_ref(draft, "II.1").key)


def test_units_chosen_by_hand_put_an_unknown_phrase_right(draft, ids):
    key = by_ref(draft, "II.4").key
    content = edits.choose_leads(draft, key, [ids["P04"], ids["P05"]])
    task = by_ref(content, "II.4")
    assert task.is_joint
    group = edits.choose_leads(
        draft, key, [ids["P04"], ids["P05"]], selection=Selection(include=(ids["P04"], ids["P05"]))
    )
    assert not by_ref(group, "II.4").is_joint
    assert not any(problem.is_blocking for problem in problems(group, today=TODAY))


def test_one_choice_of_units_goes_to_every_task_of_a_group(draft, ids):
    selection = Selection(types=("TH",), under=ids["P-GDDT"])
    content = edits.choose_for_group(draft, selection, (ids["TH-HOASEN"], ids["TH-BINHMINH"]))
    assert by_ref(content, "II.3").lead_ids == (ids["TH-HOASEN"], ids["TH-BINHMINH"])
    assert by_ref(content, "II.1").lead_ids == (ids["P-YT"],)


def test_the_deadline_above_less_the_days_for_adding_up_is_the_limit(desk):
    parent = ParentWork(99, "Báo cáo tổng hợp", due_on=date(2024, 12, 5))
    reading = paper()
    reading["reporting"][0]["due"] = None
    content = propose(reading, desk(parent=parent))
    assert by_ref(content, "V").due_on == date(2024, 12, 5)
    content = edits.set_rules(content, consolidation_days=11)
    assert by_ref(content, "V").due_on == date(2024, 11, 20)
    late = edits.edit_task(content, "t1", {"due_on": date(2024, 12, 6)})
    said = [problem.message for problem in problems(late, today=TODAY) if problem.kind == "due_after_parent"]
    assert said == [
        "Hạn đơn vị 06/12/2024 sau hạn cấp trên 05/12/2024 trừ 11 ngày làm việc tổng hợp. Chọn ngày đến 20/11, hoặc xin cấp trên gia hạn trước."
    ]


def test_the_reference_to_this_paper_s_own_leads_is_resolved(desk, ids):
    reading = paper()
    reading["tasks"][2]["assignees"] = ["Các ban, ngành được giao chủ trì thực hiện nội dung tại Mục II Kế hoạch này"]
    task = by_ref(propose(reading, desk()), "II.3")
    assert task.lead_ids == (ids["P-YT"], ids["CA-Q"])
    assert not task.is_joint


def test_a_paper_of_another_office_is_noticed(desk):
    found = problems(propose(paper(), desk("P-GDDT")), today=TODAY)
    assert any(problem.kind == "other_issuer" for problem in found)


def test_the_office_s_own_duty_upward_is_kept_aside(desk):
    reading = paper()
    reading["reporting"][0] |= {"from": ["Ủy ban nhân dân quận"], "to": "Sở Y tế", "via": None}
    assert by_ref(propose(reading, desk()), "V").is_dropped
    reading["reporting"][0]["via"] = "Phòng Y tế"
    through = by_ref(propose(reading, desk()), "V")
    assert not through.is_dropped
    assert through.via is None


def test_a_typed_date_that_is_none_is_refused_with_its_reason(draft):
    with pytest.raises(Refusal, match=r"31/11/2024 không có\. Tháng 11 năm 2024 có 30 ngày"):
        edits.edit_head(draft, {"date": "31/11/2024"})
    assert edits.edit_head(draft, {"date": "8/8/24"}).value("date") == "2024-08-08"


def test_a_new_year_on_the_paper_moves_the_period_and_the_title_follows_the_subject(draft):
    content = edits.edit_head(draft, {"date": "05/01/2025", "subject": "An toàn thực phẩm"})
    assert (content.period_code, content.period_name, content.title) == ("2025", "Năm 2025", "An toàn thực phẩm")
    named = edits.rename(content, period_name="Năm học 2025–2026")
    assert edits.edit_head(named, {"date": "05/01/2026"}).period_name == "Năm học 2025–2026"


def test_a_threshold_needs_its_number(draft):
    with pytest.raises(Refusal, match="chưa ghi đạt từ bao nhiêu"):
        edits.edit_task(draft, "t1", {"policy": "percent"})
    content = edits.edit_task(draft, "t1", {"policy": "percent", "policy_value": 80})
    assert content.task("t1").policy is PolicyKind.PERCENT


def test_nothing_is_ready_until_all_is_confirmed_and_nothing_blocks(draft, ids):
    with pytest.raises(Refusal, match="mục chưa xác nhận"):
        refuse_unready(draft, today=TODAY)
    with pytest.raises(Refusal, match="Đội phản ứng nhanh"):
        refuse_unready(confirmed_everything(draft), today=TODAY)
    ready = edits.choose_leads(confirmed_everything(draft), by_ref(draft, "II.4").key, [ids["P-VHTT"]])
    refuse_unready(ready, today=TODAY)


def test_the_order_says_what_the_draft_says(draft, ids):
    content = edits.drop_task(edits.keep_joint_leads(draft, "t2"), "t4")
    content = content.with_task(replace(content.task("t5"), after=("t1", "t4")))
    order = to_order(content, document_id=5, issuing_unit_id=ids["UBND-TB"], name_of=str)
    assert [task.ref for task in order.tasks] == ["II.1", "II.2", "II.3", "V"]
    assert order.tasks[1].holders == (ids["P-YT"], ids["CA-Q"])
    assert order.tasks[2].audience_label == "Các trường MN-TH-THCS"
    assert (order.tasks[3].via_unit_id, order.tasks[3].after) == (ids["P-YT"], (0,))
    assert order.tasks[0].span == (10, 40)


def test_a_draft_survives_its_storing(draft):
    parent = ParentWork(7, "Việc", due_on=date(2024, 12, 5))
    content = replace(edits.confirm_clear(draft), parent=parent)
    assert DraftContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_a_draft_of_an_older_release_is_still_read():
    stored = {"title": "Cũ", "tasks": [{"key": "t1", "title": "Việc", "unknown": 1}], "gone": True}
    assert DraftContent.from_json(stored).tasks[0].title == "Việc"


@given(st.text(max_size=400), st.integers(20, 160))
@settings(max_examples=150)
def test_a_title_is_short_and_made_of_the_text(text, limit):
    title = title_of(text, limit)
    assert len(title) <= limit
    assert title.rstrip("…") in " ".join(text.split())
