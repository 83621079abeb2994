"""From a paper or by hand to an issued cascade: saved without loss, issued once, refused with a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cascade.drafting import drafts, edits
from cascade.drafting.checks import confirmed_everything
from cascade.sample.story import _piece
from cascade.units.selection import Selection
from documents import read_text
from kit.errors import Conflict, NotAllowed, NotFound, Refusal
from kit.vocabulary import DraftState, EventTag, Line, Role, TaskKind
from models import Cascade, Citation, Document, Draft, Journal, Task
from tests.drafting.conftest import House, paper, seed


def begun(house: House, code: str = "UBND-TB", **more):
    made = house.write(drafts.new_from_reading, code, reading=paper(**more))
    return house.write(drafts.load, code, draft_id=made.draft_id)


def saved(house: House, view, content, code: str = "UBND-TB"):
    return house.write(drafts.save, code, draft_id=view.id, version=view.version, content=content)


def ready(house: House, code: str = "UBND-TB"):
    view = begun(house, code)
    content = edits.drop_task(edits.keep_joint_leads(confirmed_everything(view.content), "t2"), "t4")
    return saved(house, view, content, code)


def count(house: House, table) -> int:
    with house.db.read() as tx:
        return tx.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_draft_is_made_saved_and_issued_once_however_often_one_clicks(any_house):
    house = any_house
    view = ready(house)
    first = house.write(drafts.issue_draft, draft_id=view.id, version=view.version)
    again = house.write(drafts.issue_draft, draft_id=view.id, version=view.version)
    assert first.cascade_id == again.cascade_id
    assert first.expected_count == 1 + 2 + 41 + 15
    assert count(house, Cascade) == 1
    loaded = house.write(drafts.load, draft_id=view.id)
    assert (loaded.state, loaded.cascade_id) == (DraftState.ISSUED, first.cascade_id)
    with house.db.read() as tx:
        told = tx.execute(select(Journal.event).order_by(Journal.id)).scalars().all()
        refs = tx.execute(select(Task.ref).order_by(Task.position)).scalars().all()
    assert told[-3:] == [EventTag.DOCUMENT_REGISTERED, EventTag.DRAFT_MADE, EventTag.CASCADE_ISSUED]
    assert refs == ["II.1", "II.2", "II.3", "V"]


def test_nothing_is_issued_while_something_is_unconfirmed(house):
    view = begun(house)
    with pytest.raises(Refusal, match=r"Còn \d+ mục chưa xác nhận"):
        house.write(drafts.issue_draft, draft_id=view.id)
    blocked = saved(house, view, confirmed_everything(view.content))
    with pytest.raises(Refusal, match="Chưa rõ ‘Đội phản ứng nhanh’"):
        house.write(drafts.issue_draft, draft_id=blocked.id)
    assert count(house, Cascade) == 0


def test_two_people_on_one_draft_the_second_is_told(house):
    view = begun(house)
    saved(house, view, edits.confirm_clear(view.content))
    with pytest.raises(Conflict, match="vừa được người khác cập nhật"):
        saved(house, view, view.content)
    with pytest.raises(Conflict):
        house.write(drafts.issue_draft, draft_id=view.id, version=view.version)


def test_another_office_s_draft_does_not_exist_and_a_performer_makes_none(house):
    view = begun(house)
    with pytest.raises(NotFound):
        house.write(drafts.load, "P-GDDT", draft_id=view.id)
    performer = house.actor("UBND-TB", frozenset({Role.PERFORMER}))
    with pytest.raises(NotAllowed):
        house.db.write(lambda tx: drafts.new_blank(tx, actor=performer))


def test_a_draft_put_away_leaves_its_paper(house):
    view = begun(house)
    house.write(drafts.discard, draft_id=view.id)
    house.write(drafts.discard, draft_id=view.id)
    assert count(house, Document) == 1
    with pytest.raises(Refusal, match="đã bỏ"):
        saved(house, view, view.content)
    issued = ready(house)
    house.write(drafts.issue_draft, draft_id=issued.id)
    with pytest.raises(Refusal, match="đã phát hành"):
        house.write(drafts.discard, draft_id=issued.id)


def test_a_draft_by_hand_is_issued_like_any_other(house):
    made = house.write(drafts.new_blank)
    view = house.write(drafts.load, draft_id=made.draft_id)
    content = edits.edit_head(view.content, {"type": "Công văn", "subject": "Trực Tết", "number": "", "date": ""})
    content = edits.add_task(content, title="Phân công trực Tết", ref="1")
    with pytest.raises(Refusal, match="chưa có đơn vị chủ trì"):
        issue(house, view, content)
    content = edits.choose_leads(content, "t1", [house.ids["P04"]])
    issued = issue(house, view, content)
    assert issued.expected_count == 1
    assert count(house, Document) == 1


def issue(house: House, view, content, code: str = "UBND-TB"):
    """Save and issue in one transaction, so that a refusal leaves the draft as it was."""

    def work(tx):
        actor = house.actor(code)
        now = drafts.save(tx, actor=actor, draft_id=view.id, version=view.version, content=content)
        return drafts.issue_draft(tx, actor=actor, draft_id=view.id, version=now.version)

    return house.db.write(work)


def test_the_unit_s_own_plan_stands_under_the_work_it_received(house):
    upper = house.write(drafts.issue_draft, draft_id=ready(house).id)
    with house.db.read() as tx:
        piece = _piece(tx, house.ids["P-YT"], upper.cascade_id, "II.1")
    made = house.write(drafts.new_blank, "P-YT", parent_unit_task_id=piece)
    view = house.write(drafts.load, "P-YT", draft_id=made.draft_id)
    assert view.content.parent.due_on.isoformat() == "2024-10-15"
    content = edits.edit_head(
        view.content,
        {"type": "Kế hoạch", "subject": "Rà soát quanh trường", "number": "7/KH-PYT", "date": "13/08/2024"},
    )
    content = edits.add_task(content, title="Rà soát tại địa bàn", kind=TaskKind.WORK)
    content = edits.choose_leads(
        content, "t1", [house.ids["P04"], house.ids["P05"]], selection=Selection(types=("PHUONG",))
    )
    late = edits.edit_task(content, "t1", {"due_on": view.content.parent.due_on.replace(day=16)})
    with pytest.raises(Refusal, match="sau hạn cấp trên"):
        issue(house, view, late, "P-YT")
    own = issue(house, view, edits.edit_task(content, "t1", {"due_on": view.content.parent.due_on}), "P-YT")
    with house.db.read() as tx:
        carried = tx.execute(select(Task.carries_out_id).where(Task.cascade_id == own.cascade_id)).scalars().all()
        documents = dict(tx.execute(select(Cascade.id, Cascade.document_id)).tuples().all())
        stands = (
            tx.execute(select(Citation.cited_id).where(Citation.document_id == documents[own.cascade_id]))
            .scalars()
            .all()
        )
    assert carried == [piece]
    assert set(stands) == {documents[upper.cascade_id]}
    with pytest.raises(NotFound):
        house.write(drafts.new_blank, "P-GDDT", parent_unit_task_id=piece)


def test_an_office_does_not_issue_another_s_paper(house):
    view = begun(house, "P-GDDT")
    content = edits.drop_task(edits.keep_joint_leads(confirmed_everything(view.content), "t2"), "t4")
    content = edits.choose_leads(content, "t1", [house.ids["TH-HOASEN"]])
    with pytest.raises(Refusal, match="không phải đơn vị đang lập"):
        issue(house, view, content, "P-GDDT")
    ours = edits.edit_head(content, {"issuer": "Phòng Giáo dục và Đào tạo", "number": "15/KH-PGDĐT"})
    issue(house, view, ours, "P-GDDT")
    with house.db.read() as tx:
        heads = tx.execute(select(Document.number, Document.issuer_unit_id)).tuples().all()
    assert dict(heads) == {"15/KH-PGDĐT": house.ids["P-GDDT"]}


def test_a_paper_another_office_has_registered_keeps_its_head_and_its_words(house):
    first = ready(house)
    false = paper()
    false["text"] = "Lời của người khác"
    made = house.write(drafts.new_from_reading, "QU-TB", reading=false)
    assert made.is_known_paper
    view = house.write(drafts.load, "QU-TB", draft_id=made.draft_id)
    assert (view.text, view.file_sha256) == ("Lời của người khác", None)
    content = confirmed_everything(view.content)
    for key in ("t2", "t3", "t4", "t5"):
        content = edits.drop_task(content, key)
    content = edits.edit_head(content, {"issuer": "Quận ủy Tân Bình", "number": "9-KH/QU"})
    assert content.line is Line.PARTY
    issue(house, view, content, "QU-TB")
    house.write(drafts.issue_draft, draft_id=first.id)
    with house.db.read() as tx:
        numbers = tx.execute(select(Document.number, Document.text).order_by(Document.id)).tuples().all()
    assert [number for number, _ in numbers] == ["412/KH-UBND", "9-KH/QU"]
    assert numbers[0][1].startswith("KẾ HOẠCH an toàn")


def test_a_citation_struck_out_is_no_edge(house):
    said = {
        "type": "Kế hoạch",
        "number": "1/KH-UBND",
        "date": "2024-01-01",
        "issuer": "UBND Thành phố",
        "relation": "basis",
    }
    view = begun(house, citations=[said])
    content = edits.drop_citation(
        edits.drop_task(edits.keep_joint_leads(confirmed_everything(view.content), "t2"), "t4"), 0
    )
    issue(house, view, content)
    assert count(house, Citation) == 0


def test_a_failed_issue_leaves_the_draft_as_it_was(house):
    view = ready(house)
    impossible = view.content.with_task(replace(view.content.task("t1"), policy="at_least", policy_value=9))
    with pytest.raises(Refusal, match="ít nhất"):
        issue(house, view, impossible)
    with house.db.read() as tx:
        state, version = tx.execute(select(Draft.state, Draft.version).where(Draft.id == view.id)).one()
    assert (state, version) == (DraftState.DRAFT, view.version)
    assert count(house, Cascade) == 0


def test_the_real_plan_of_the_district_becomes_a_draft_a_person_can_finish(house):
    made = house.write(drafts.new_from_reading, reading=read_text(seed("003")).to_json())
    view = house.write(drafts.load, draft_id=made.draft_id)
    work = [task for task in view.content.live_tasks if task.kind is not TaskKind.REPORT]
    assert len(work) >= 15
    named = [task for task in work if all(party.is_resolved for party in task.leads) and task.leads]
    assert len(named) == len(work)
    report = next(task for task in view.content.live_tasks if task.kind is TaskKind.REPORT and task.via)
    assert len(report.lead_ids) == 30
    content = confirmed_everything(view.content)
    for task in content.live_tasks:
        if task.is_joint:
            content = edits.keep_joint_leads(content, task.key)
    issued = issue(house, view, content)
    assert issued.expected_count > 100
