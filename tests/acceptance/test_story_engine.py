"""The whole story by use cases: two real papers, a district of 95 units, a Monday in November, one answer to "why is it red?"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from sqlalchemy import Connection

from cascade.counting.boards import board, overview, three_rates
from cascade.counting.listing import listing
from cascade.counting.verify import verify
from cascade.counts import Counts
from cascade.drafting.content import DraftContent
from cascade.marking import unit_tasks
from cascade.papers import evidence
from cascade.rolling.lineage import build
from cascade.rolling.roll_up import run_all
from cascade.store.unit_tasks import find, history, of_unit, waiting_for
from cascade.why.sentence import why, why_cascade
from kit import clock
from kit.errors import NotAllowed, NotFound, Refusal
from kit.vocabulary import Count, EventTag, Progress, Timeliness
from tests.acceptance import district_story as story
from tests.acceptance.conftest import Told


@pytest.fixture
def monday(told: Told) -> Iterator[Told]:
    """Monday 18/11/2024, a quarter past eight."""
    with clock.at(story.TODAY):
        yield told


def pieces_of(content: DraftContent) -> int:
    """How many unit tasks a draft promises: the count the wizard shows before issuing."""
    return sum(len(task.lead_ids) for task in content.live_tasks)


def test_the_papers_become_work_for_whom_they_name(monday: Told) -> None:
    units, above = monday.district.units, monday.above
    by_ref = {task.ref: task for task in above.live_tasks}
    assert by_ref["II.2"].lead_ids == (units["CA-Q"], units["P-LDTBXH"]), "joint leads: one piece of work each"
    assert by_ref["II.4"].lead_ids == (units["P-YT"],)
    assert units["BHXH-Q"] in by_ref["II.4"].coordinating_ids, "the other lead coordinates now"
    assert by_ref["II.6"].lead_ids == (units["P-GDDT"],)
    assert set(by_ref["IV.5.b1"].lead_ids) == {units[f"P{number:02}"] for number in range(1, 16)}, "UBND 15 phường"
    report = by_ref["V"]
    assert report.via is not None
    assert report.via.unit_ids == (units["P-LDTBXH"],), "the wards report through the consolidator"
    assert report.due_on == date(2024, 12, 5)
    schools = {code for code in units if code.split("-")[0] in ("MN", "TH", "THCS", "NL")}
    hard = next(task for task in monday.schools.live_tasks if task.ref == story.HARD)
    assert set(hard.lead_ids) == {units[code] for code in schools}, "every school and nursery group of the district"


def test_every_promised_piece_stands_on_the_board_from_the_first_second(monday: Told) -> None:
    cascades = monday.district.cascades
    with monday.district.db.read() as tx:
        assert board(tx, cascades["district"]).total.total == pieces_of(monday.above)
        below = board(tx, cascades["schools"]).total
    assert below.total + below.exempt == pieces_of(monday.schools)


def test_monday_at_a_quarter_past_eight(monday: Told) -> None:
    """Two late for they are silent, one late for it waits for guidance, one waiting for us, one returned and sent again."""
    did, schools = monday.marked, monday.district.cascades["schools"]
    with monday.district.db.read() as tx:
        by_task = {row.label.split()[0].rstrip(":·."): row for row in board(tx, schools, by="task").rows}
        hard = by_task[story.HARD].counts
        assert hard.official == (len(did.on_time) + 1, 1, 1, 3, 0)
        assert (hard.exempt, hard.submitted, hard.done) == (1, 1, did.done)
        assert hard.percent == Decimal(100 * did.done / hard.total).quantize(Decimal("0.1"))
        silent = find(tx, monday.district.pieces("schools", story.HARD)["NL-GAUCON"])
        assert (silent.timeliness, silent.days_over, silent.is_red) == (Timeliness.OVERDUE, 3, True)
        again = monday.district.pieces("schools", story.HARD)[did.returned]
        told = [row.event for row in reversed(history(tx, again))]
        assert told == [EventTag.RECEIVED, EventTag.SUBMITTED, EventTag.RETURNED, EventTag.SUBMITTED, EventTag.ACCEPTED]
        assert find(tx, again).timeliness is Timeliness.DONE_ON_TIME, "judged by the submission that was accepted"
        waiting = waiting_for(tx, monday.district.units["P-GDDT"])
        assert [(view.unit_id, view.ref) for view in waiting] == [(monday.district.units[did.waiting], story.HARD)]


@pytest.mark.parametrize("by", ["tier", "unit", "task"])
@pytest.mark.parametrize("day", [None, date(2024, 11, 15), date(2024, 11, 13), date(2024, 8, 27)])
def test_the_official_table_adds_up_however_it_is_cut(monday: Told, by: str, day: date | None) -> None:
    with monday.district.db.read() as tx:
        whole = board(tx, monday.district.cascades["district"], by=by, lineage=True, as_of=day)  # type: ignore[arg-type]
    assert sum(whole.total.official) == whole.total.total
    for row in whole.rows:
        assert sum(row.counts.official) == row.counts.total, row.label
        assert row.counts.percent is None or row.counts.percent <= 100
        if row.children:
            assert Counts.sum(child.counts for child in row.children) == row.counts, row.label
    assert Counts.sum(row.counts for row in whole.rows) == whole.total
    assert whole.total.total + whole.total.exempt == pieces_of(monday.above) + pieces_of(monday.schools)


def test_the_lineage_counts_each_level_and_each_piece_once(monday: Told) -> None:
    cascades = monday.district.cascades
    with monday.district.db.read() as tx:
        alone, below = board(tx, cascades["district"]), board(tx, cascades["schools"])
        whole = {row.tier_code: row.counts for row in board(tx, cascades["district"], lineage=True).rows}
        assert whole["TRUONG"] == below.total, "schools hold work of the department's plan alone"
        assert whole["XA"] == next(row.counts for row in alone.rows if row.tier_code == "XA")
        seen = overview(tx, monday.district.units["UBND-TB"])
        assert seen.total == board(tx, cascades["district"], lineage=True).total, (
            "the leadership sees the lineage, counted once"
        )
        under = board(tx, cascades["district"], by="unit", lineage=True, under=monday.district.units["P-GDDT"])
        own = next(row for row in under.rows if row.is_own)
        held = [view for view in of_unit(tx, monday.district.units["P-GDDT"]) if view.role.value == "lead"]
        assert own.counts.total == len(held)
        assert Counts.sum(row.counts for row in under.rows if not row.is_own) == below.total
        rates = three_rates(tx, cascades["schools"])
        assert sum(total for _, total in (rates.plan, rates.work, rates.report)) == below.total.total


def test_every_number_opens_a_list_of_that_length(monday: Told) -> None:
    cascade = monday.district.cascades["district"]
    with monday.district.db.read() as tx:
        whole = board(tx, cascade, lineage=True)
        for count in Count:
            assert listing(tx, cascade, lineage=True, count=count, size=1).total == whole.total[count], count.label
        for row in whole.rows:
            for count in (Count.TOTAL, Count.OVERDUE, Count.DONE, Count.EXEMPT):
                found = listing(tx, cascade, lineage=True, count=count, tier_code=row.tier_code, size=1).total
                assert found == row.counts[count], (row.label, count.label)


def test_why_is_it_red_in_one_sentence_with_a_cause_and_a_name(monday: Told) -> None:
    units = monday.district.units
    with monday.district.db.read() as tx:
        hard = next(
            row
            for row in board(tx, monday.district.cascades["schools"], by="task").rows
            if row.label.startswith(story.HARD)
        )
        told = why_cascade(tx, monday.district.cascades["schools"], task_id=hard.task_id, viewer=units["P-GDDT"])
        stuck = why(tx, monday.district.pieces("schools", story.HARD)[monday.marked.stuck], viewer=units["P-GDDT"])
    assert told.sentence.startswith(f"Đỏ vì 3/{hard.counts.total} đơn vị quá hạn {story.HARD}")
    assert "2 chưa có tin" in told.sentence
    assert "chờ hướng dẫn" in told.sentence
    assert "Phòng Giáo dục và Đào tạo" in told.consequence
    assert "05/12" in told.consequence, "what it endangers above, and when"
    assert "sớm nhất xong" in told.remedy
    assert told.person, "somebody to call"
    assert (told.overdue, told.total) == (hard.counts.overdue, hard.counts.total), "the counts of the list"
    assert "VssID" in stuck.sentence
    assert stuck.sentence.startswith("Đỏ vì")


def test_from_the_district_the_same_cause_is_found_two_levels_down(monday: Told) -> None:
    with monday.district.db.read() as tx:
        told = why_cascade(tx, monday.district.cascades["district"], viewer=monday.district.units["UBND-TB"])
        lineage = build(tx, monday.district.cascades["district"])
    names = [node.name for node in lineage.graph.nodes.values()]
    assert told.sentence.startswith("Đỏ vì 3/57 đơn vị quá hạn II.4"), told.sentence
    assert told.path[0].label == "KH 281/KH-UBND", "the way down begins at the district's plan"
    assert lineage.cascade_ids == tuple(sorted(monday.district.cascades.values()))
    assert any("33-CT/TU" in name for name in names), "the chain goes on upward through placeholders"
    assert any("28-CT/TW" in name for name in names)


def test_what_is_left_is_done_and_the_parent_becomes_ready(monday: Told) -> None:
    """The last pieces come in; nothing is closed by itself; the department reports; the district accepts."""
    district, did = monday.district, monday.marked
    giver = district.person(story.DEPARTMENT)
    with district.db.read() as tx:
        open_ones = [
            view
            for view in listing(tx, district.cascades["schools"], size=2000).rows
            if view.progress is not Progress.DONE
        ]
    codes = {unit_id: code for code, unit_id in district.units.items()}
    paper = evidence.keep(monday.path.parent / "files", BytesIO("Kế hoạch đã ký\n".encode()), "ke-hoach.txt")
    files = (unit_tasks.FileRef(paper.sha256, paper.file_name),)

    def finish(tx: Connection) -> None:
        evidence.record(tx, paper)
        for view in open_ones:
            if view.progress is not Progress.SUBMITTED:
                actor = district.someone_of(codes[view.unit_id])
                unit_tasks.submit(
                    tx, actor=actor, unit_task_id=view.id, note="Đã xong", files=files if view.needs_evidence else ()
                )
            unit_tasks.accept(tx, actor=giver, unit_task_id=view.id)

    district.db.write(finish)
    outcome = run_all(district.db)
    above = district.pieces("district", "II.6")["P-GDDT"]
    with district.db.read() as tx:
        assert board(tx, district.cascades["schools"]).total.percent == Decimal("100.0")
        assert find(tx, above).progress is Progress.ASSIGNED, "a parent is never closed by its children"
        assert verify(tx) == []
    assert outcome.ready >= 1
    assert did.done < len(open_ones)


def test_nothing_has_drifted(monday: Told) -> None:
    with monday.district.db.read() as tx:
        assert verify(tx) == []


def test_a_sibling_sees_nothing_and_nobody_accepts_their_own(monday: Told) -> None:
    district = monday.district
    pieces = district.pieces("schools", story.HARD)
    with pytest.raises(NotFound):
        district.do(unit_tasks.submit, district.someone_of("NL-TOONG"), pieces["NL-GAUCON"])
    with pytest.raises((NotAllowed, Refusal)):
        district.do(unit_tasks.accept, district.someone_of(monday.marked.waiting), pieces[monday.marked.waiting])
    with district.db.read() as tx:
        assert find(tx, pieces["NL-GAUCON"]).progress is Progress.ASSIGNED
        assert find(tx, pieces[monday.marked.waiting]).progress is Progress.SUBMITTED
