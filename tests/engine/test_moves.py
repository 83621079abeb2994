"""The moves of a unit task: legal ones count at once and everywhere, the others are refused and change nothing."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from functools import partial

import pytest

from cascade.counting import snapshots
from cascade.counting.boards import board
from cascade.counting.listing import listing
from cascade.counting.snapshots import take
from cascade.counting.verify import verify
from cascade.idempotency import once
from cascade.marking import unit_tasks as verbs
from cascade.orders import TaskOrder
from cascade.people import access
from cascade.store.unit_tasks import WAITING, find, history, of_unit, waiting_for, waiting_total
from kit import clock
from kit.errors import Conflict, KeyReused, NotAllowed, NotFound, Refusal
from kit.vocabulary import Acceptance, Count, DeclineReason, EventTag, Progress, ReturnReason, Timeliness
from models.sql import run
from tests.country import Country

SCHOOLS = ("hoasen", "binhminh", "kimdong")
DUE = date(2024, 11, 15)


def story(country: Country, **more: object):
    with clock.at(clock.local(2024, 8, 12)):
        return country.issue(
            TaskOrder(title="Bảo hiểm y tế", ref="II.4", holders=country.ids(*SCHOOLS), due_on=DUE, **more)
        )  # type: ignore[arg-type]


def test_done_is_what_was_accepted_and_late_is_when_it_was_sent(country: Country) -> None:
    issued = story(country)
    on_time, late, waiting = (country.piece(issued, school) for school in SCHOOLS)
    with clock.at(clock.local(2024, 11, 15, 23, 59)):
        country.do(verbs.submit, "hoasen", on_time, note="412 em đã cài")
    with clock.at(clock.local(2024, 11, 16, 0, 1)):
        country.do(verbs.submit, "binhminh", late)
    with clock.at(clock.local(2024, 11, 25)):
        country.do(verbs.accept, "quan", on_time)
        country.do(verbs.accept, "quan", late)
        with country.db.read() as tx:
            counts = board(tx, issued.cascade_id).total
            assert counts.official == (1, 1, 0, 1, 0)
            assert (counts.done, str(counts.percent)) == (2, "66.7")
            assert find(tx, waiting).timeliness is Timeliness.OVERDUE
            assert verify(tx) == []


def test_sending_before_receiving_leaves_two_rows_and_an_automatic_task_is_done_at_once(country: Country) -> None:
    issued = story(country, acceptance=Acceptance.AUTOMATIC)
    piece = country.piece(issued, "hoasen")
    with clock.at(clock.local(2024, 10, 1)):
        receipt = country.do(verbs.submit, "hoasen", piece)
    assert receipt.progress is Progress.DONE
    assert receipt.code.startswith("TS-24-")
    with country.db.read() as tx:
        assert [row.event for row in history(tx, piece)] == [EventTag.ACCEPTED, EventTag.SUBMITTED, EventTag.RECEIVED]
        assert board(tx, issued.cascade_id).total.done_on_time == 1


def test_returned_work_comes_back_with_its_reason_and_is_sent_again(country: Country) -> None:
    issued = story(country)
    piece = country.piece(issued, "kimdong")
    with clock.at(clock.local(2024, 11, 10)):
        country.do(verbs.submit, "kimdong", piece)
        with pytest.raises(Refusal, match="Chưa nêu lý do trả lại"):
            country.do(verbs.return_, "quan", piece, reason=ReturnReason.OTHER)
        country.do(
            verbs.return_,
            "quan",
            piece,
            reason=ReturnReason.MISSING_EVIDENCE,
            note="Chưa có bản kế hoạch ký",
            due_on=date(2024, 11, 22),
        )
        with country.db.read() as tx:
            view = find(tx, piece)
            assert (view.progress, view.due_on, view.original_due_on) == (Progress.RETURNED, date(2024, 11, 22), DUE)
            assert board(tx, issued.cascade_id).total.returned == 1
            assert verify(tx) == []
    with clock.at(clock.local(2024, 11, 20)):
        country.do(verbs.submit, "kimdong", piece)
        country.do(verbs.accept, "quan", piece)
    with country.db.read() as tx:
        assert find(tx, piece).timeliness is Timeliness.DONE_ON_TIME, "judged against the deadline then in force"
        assert verify(tx) == []


def test_every_move_keeps_counters_equal_to_leaves(country: Country) -> None:
    issued = story(country)
    piece = country.piece(issued, "hoasen")
    path = [
        ("decline", "hoasen", {"reason": DeclineReason.NOT_OURS, "note": "Không có học sinh"}), ("insist", "quan", {"note": "Vẫn thuộc trường"}),
        ("start", "hoasen", {"note": "Đang làm", "obstacle": "kinh phí"}), ("pause", "quan", {"note": "Chờ hướng dẫn"}), ("resume", "quan", {}),
        ("submit", "hoasen", {}), ("withdraw", "hoasen", {}), ("submit", "hoasen", {}), ("accept", "quan", {}), ("reopen", "quan", {"note": "Thiếu số"}),
        ("submit", "hoasen", {}), ("accept", "quan", {}), ("revoke", "quan", {"note": "Giao nhầm"}),
    ]  # fmt: skip
    for name, unit, more in path:
        country.do(getattr(verbs, name), unit, piece, **more)
        with country.db.read() as tx:
            assert verify(tx) == [], name
    with country.db.read() as tx:
        counts = board(tx, issued.cascade_id).total
    assert (counts.total, counts.revoked) == (2, 1)


def test_exempt_leaves_the_count_and_the_parent(country: Country) -> None:
    issued = story(country)
    country.do(verbs.exempt, "quan", country.piece(issued, "hoasen"), note="Trường nghỉ hoạt động")
    with country.db.read() as tx:
        assert board(tx, issued.cascade_id).total.total == 2
        assert run(tx, "SELECT live FROM roll_up WHERE node = 0").scalar() == 2
        assert verify(tx) == []


def test_strangers_see_nothing_and_neighbours_may_not_act(country: Country) -> None:
    issued = story(country)
    piece = country.piece(issued, "hoasen")
    for stranger in ("binhminh", "pxa", "p1", "xh"):
        with pytest.raises(NotFound):
            country.do(verbs.submit, stranger, piece)
    with pytest.raises(NotAllowed):
        country.do(verbs.submit, "gd", piece)
    with pytest.raises(NotAllowed):
        country.do(verbs.submit, "quan", piece)
    country.do(verbs.submit, "hoasen", piece)
    with pytest.raises(NotAllowed, match="không tự duyệt"):
        country.do(verbs.accept, "hoasen", piece)
    with country.db.read() as tx:
        assert verify(tx) == []


def test_an_impossible_move_says_where_the_piece_stands(country: Country) -> None:
    piece = country.piece(story(country), "hoasen")
    with pytest.raises(Refusal, match="đang ở trạng thái “Chưa nhận”"):
        country.do(verbs.accept, "quan", piece)
    country.do(verbs.submit, "hoasen", piece)
    with pytest.raises(Refusal, match="“Chờ duyệt”"):
        country.do(verbs.submit, "hoasen", piece)
    with country.db.read() as tx:
        version = find(tx, piece).version
    with pytest.raises(Conflict):
        country.do(verbs.withdraw, "hoasen", piece, version=version - 1)


def test_one_click_one_effect_however_often_it_is_sent(country: Country) -> None:
    piece = country.piece(story(country), "hoasen")
    answers: list[dict] = []

    def click() -> None:
        def work(tx):
            return once(tx, actor="u1", key="k1", body={"note": "xong"}, effect=lambda: {
                "code": verbs.submit(tx, actor=country.actor("hoasen"), unit_task_id=piece, note="xong").code})  # fmt: skip

        answers.append(country.db.write(work)[0])

    threads = [threading.Thread(target=click) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 12
    assert len({answer["code"] for answer in answers}) == 1
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM journal WHERE event = 'unit_task:submitted'").scalar() == 1
        assert verify(tx) == []
    with pytest.raises(KeyReused):
        country.db.write(lambda tx: once(tx, actor="u1", key="k1", body={"note": "khác"}, effect=dict))


def test_a_refused_piece_leaves_the_rest_of_its_batch_alone(country: Country) -> None:
    issued = story(country)
    pieces = [country.piece(issued, school) for school in SCHOOLS]
    faults: list[Exception] = []

    def mark(unit: str, piece: int) -> None:
        try:
            country.do(verbs.submit, unit, piece)
        except Refusal as refusal:
            faults.append(refusal)

    threads = [
        threading.Thread(target=mark, args=pair)
        for pair in [*zip(SCHOOLS, pieces, strict=True), ("p1", pieces[0]), ("hoasen", 10**9)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(faults) == 2
    with country.db.read() as tx:
        assert board(tx, issued.cascade_id).total.submitted == 3
        assert verify(tx) == []


def test_a_coordinating_share_is_recorded_and_closes_nothing(country: Country) -> None:
    issued = story(country, coordinating=country.ids("p1"))
    with country.db.read() as tx:
        (share,) = of_unit(tx, country.units["p1"])
    country.do(verbs.submit, "p1", share.id, note="Đã vận động 12 thẻ")
    with country.db.read() as tx:
        assert board(tx, issued.cascade_id).total.total == 3
        assert board(tx, issued.cascade_id).total.done == 0
        assert [row.event for row in history(tx, share.id)] == [EventTag.CONTRIBUTED]
        assert verify(tx) == []


def test_the_board_of_an_earlier_day_is_what_was_true_at_its_end(country: Country) -> None:
    issued = story(country)
    a, b, c = (country.piece(issued, school) for school in SCHOOLS)
    seen = {}

    def remember(day: date) -> None:
        with country.db.read() as tx:
            seen[day] = [
                (row.key, row.counts.as_dict())
                for row in (*board(tx, issued.cascade_id).rows, *board(tx, issued.cascade_id, by="unit").rows)
            ]

    moves = [
        (date(2024, 11, 1), [("submit", "hoasen", a, {})]), (date(2024, 11, 2), []), (date(2024, 11, 14), [("accept", "quan", a, {}), ("submit", "binhminh", b, {})]),
        (date(2024, 11, 15), [("return_", "quan", b, {"reason": ReturnReason.INCOMPLETE, "due_on": date(2024, 11, 20)})]),
        (date(2024, 11, 18), [("submit", "kimdong", c, {}), ("submit", "binhminh", b, {}), ("accept", "quan", b, {})]), (date(2024, 11, 22), []),
    ]  # fmt: skip
    for place, (day, acts) in enumerate(moves):
        with clock.at(clock.local(day.year, day.month, day.day, 14)):
            for name, unit, piece, more in acts:
                country.do(getattr(verbs, name), unit, piece, **more)
            remember(day)
        if place % 2:
            with clock.at(clock.local(day.year, day.month, day.day, 23, 50)):
                country.db.write(lambda tx, day=day: take(tx, issued.cascade_id, day))
    with clock.at(clock.local(2024, 12, 1)), country.db.read() as tx:
        for day, was in seen.items():
            now = (
                *board(tx, issued.cascade_id, as_of=day).rows,
                *board(tx, issued.cascade_id, by="unit", as_of=day).rows,
            )
            assert [(row.key, row.counts.as_dict()) for row in now] == was, day
        assert board(tx, issued.cascade_id, as_of=date(2024, 8, 1)).issued is False


def test_a_copy_made_in_parts_shows_its_beginning_whatever_is_marked_meanwhile(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "PART", 1)
    with clock.at(clock.local(2024, 8, 12)):
        issued = country.issue(
            *(TaskOrder(title=f"Việc {place}", holders=country.ids(*SCHOOLS), due_on=DUE) for place in range(3))
        )
    a, b, c = (country.piece(issued, school, place) for place, school in enumerate(SCHOOLS))

    def boards(day: date | None) -> list[object]:
        with country.db.read() as tx:
            return [
                (row.key, row.counts.as_dict())
                for by in ("tier", "unit", "task")
                for row in board(tx, issued.cascade_id, by=by, as_of=day).rows
            ]

    with clock.at(clock.local(2024, 11, 14, 23, 50)):
        country.do(verbs.submit, "hoasen", a)
        was = boards(None)
        copy = country.db.write(lambda tx: snapshots.begin(tx, issued.cascade_id, date(2024, 11, 14)))
    assert len(copy.parts) > 3
    meanwhile = [
        lambda: country.do(verbs.accept, "quan", a),
        lambda: country.do(verbs.return_, "quan", b, reason=ReturnReason.INCOMPLETE, due_on=date(2024, 11, 20)),
        lambda: country.do(verbs.submit, "kimdong", c),
    ]
    with clock.at(clock.local(2024, 11, 15, 0, 5)):
        country.do(verbs.submit, "binhminh", b)
        for place, part in enumerate(copy.parts):
            country.db.write(partial(snapshots.copy_part, copy=copy, part=part))
            if place < len(meanwhile):
                meanwhile[place]()
        assert boards(date(2024, 11, 14)) == was, "until it is whole, the journal answers"
        country.db.write(partial(snapshots.finish, copy=copy))
        assert boards(date(2024, 11, 14)) == was
    with country.db.read() as tx:
        stored = run(tx, "SELECT sum(submitted_in_time), sum(done_on_time) FROM counter_snapshot WHERE node = 0").one()
        assert [int(each) for each in stored] == [1, 0], "the rows themselves are those of the beginning"
        assert verify(tx) == []


def test_every_number_has_a_list_of_exactly_that_length(country: Country) -> None:
    issued = story(country)
    a, b, _ = (country.piece(issued, school) for school in SCHOOLS)
    country.do(verbs.submit, "hoasen", a)
    country.do(verbs.accept, "quan", a)
    country.do(verbs.exempt, "quan", b, note="nghỉ")
    with country.db.read() as tx:
        for row in (
            *board(tx, issued.cascade_id).rows,
            *board(tx, issued.cascade_id, by="unit", under=country.units["gd"]).rows,
        ):
            for count in Count:
                assert listing(tx, issued.cascade_id, count=count, under=row.unit_id, tier_code=None if row.unit_id else row.tier_code,
                               own_only=row.is_own).total == row.counts[count], (row.label, count)  # fmt: skip


def test_the_queue_holds_what_waits_for_us_longest_first(country: Country) -> None:
    issued = story(country)
    for hour, school in enumerate(("binhminh", "hoasen")):
        with clock.at(clock.local(2024, 11, 12, 8 + hour)):
            country.do(verbs.submit, school, country.piece(issued, school))
    with country.db.read() as tx:
        assert [view.unit_name for view in waiting_for(tx, country.units["quan"])] == [
            "Trường Tiểu học Bình Minh",
            "Trường Tiểu học Hoa Sen",
        ]
        assert waiting_for(tx, country.units["gd"]) == []
        assert [view.unit_name for view in waiting_for(tx, country.units["quan"], limit=1)] == [
            "Trường Tiểu học Bình Minh"
        ]
        assert waiting_total(tx, country.units["quan"]) == 2


def test_what_waits_is_counted_however_much_has_happened_since(country: Country) -> None:
    """The first thing sent is the one that must not drop out of the figure on the door."""
    issued = story(country)
    country.do(verbs.submit, "hoasen", country.piece(issued, "hoasen"))
    busy = country.piece(issued, "binhminh")
    for _ in range(600):
        country.do(verbs.submit, "binhminh", busy)
        country.do(verbs.return_, "quan", busy, reason=ReturnReason.MISSING_EVIDENCE, note="Thiếu ảnh")
    with country.db.read() as tx:
        assert access.waiting_counts(tx, country.actor("quan")).to_accept == 1


def test_the_queue_reads_what_waits_and_nothing_else(country: Country) -> None:
    plan = "EXPLAIN QUERY PLAN" if country.db.is_sqlite else "EXPLAIN"
    with country.db.read() as tx:
        if not country.db.is_sqlite:
            run(
                tx, "SET LOCAL enable_seqscan = off"
            )  # a table of a few rows is read whole: what could be used is asked
        words = " ".join(str(row) for row in run(tx, f"{plan} SELECT count(*) {WAITING}", (country.units["quan"],)))
    assert "ix_unit_task_waiting" in words, words


def test_a_paused_piece_resumes_with_the_days_it_had_left(country: Country) -> None:
    issued = story(country)
    piece = country.piece(issued, "hoasen")
    with clock.at(clock.local(2024, 11, 1)):
        country.do(verbs.pause, "quan", piece, note="Chờ hướng dẫn")
    with clock.at(clock.local(2024, 11, 11)):
        country.do(verbs.resume, "quan", piece)
    with country.db.read() as tx:
        assert find(tx, piece).due_on == DUE + timedelta(days=10)
        assert verify(tx) == []
