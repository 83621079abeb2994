"""Issuing: the tree is frozen, the boards are right at once, the rows come after, and nothing is half done."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from cascade.counting.boards import board
from cascade.counting.verify import verify
from cascade.issuing.issue import IssuedCascade, issue
from cascade.issuing.opening import batches, finish, open_batch, progress
from cascade.marking.unit_tasks import accept, submit
from cascade.orders import CascadeOrder, Policy, TaskOrder
from cascade.store.unit_tasks import ids_of
from kit import clock
from kit.errors import NotAllowed, Refusal
from kit.vocabulary import CascadeState, PolicyKind, Role
from models.sql import run
from tests.country import Country

SCHOOLS = ("hoasen", "binhminh", "kimdong")


def work(country: Country, *units: str, **more: object) -> TaskOrder:
    return TaskOrder(title="Bảo hiểm y tế học sinh", ref="II.4", holders=country.ids(*(units or SCHOOLS)), **more)  # type: ignore[arg-type]


def test_boards_are_right_before_a_single_row_is_open(country: Country) -> None:
    issued = country.issue(work(country), work(country, *SCHOOLS, "huongduong", "p1"), opened=False)
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM unit_task").scalar() == 0
        shown = board(tx, issued.cascade_id)
        assert shown.total.total == 8 == issued.expected_count
        assert [(row.label, row.counts.total) for row in shown.rows] == [("Phường", 1), ("Trường", 7)]
        assert verify(tx) == []
        assert progress(tx, issued.cascade_id).state is CascadeState.OPENING


def test_opening_follows_the_generations_and_may_be_run_again(country: Country) -> None:
    issued = country.issue(work(country, "p1", "p2", "huongduong"), opened=False)
    with country.db.read() as tx:
        todo = batches(tx, issued.cascade_id, size=1)
    assert [batch.generation for batch in todo] == [0, 0, 1], "the ward before the class group under it"
    assert [country.db.write(lambda tx, b=b: open_batch(tx, b)) for b in todo] == [1, 1, 1]
    assert [country.db.write(lambda tx, b=b: open_batch(tx, b)) for b in todo] == [0, 0, 0], "again: nothing doubled"
    assert country.db.write(lambda tx: finish(tx, issued.cascade_id))
    with country.db.read() as tx:
        assert batches(tx, issued.cascade_id) == []
        assert progress(tx, issued.cascade_id).state is CascadeState.OPEN
        told = run(tx, "SELECT count(*) FROM journal WHERE event = 'cascade:opened'").scalar()
    country.db.write(lambda tx: finish(tx, issued.cascade_id))
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM journal WHERE event = 'cascade:opened'").scalar() == told == 1


def test_a_batch_done_out_of_turn_is_not_taken_for_the_whole(country: Country) -> None:
    issued = country.issue(work(country), opened=False)
    with country.db.read() as tx:
        first, second, third = batches(tx, issued.cascade_id, size=1)
    country.db.write(lambda tx: open_batch(tx, third))
    assert country.db.write(lambda tx: finish(tx, issued.cascade_id)) is False
    for batch in (first, second, third):
        country.db.write(lambda tx, b=batch: open_batch(tx, b))
    assert country.db.write(lambda tx: finish(tx, issued.cascade_id)) is True


def test_a_mark_opens_the_row_it_needs(country: Country) -> None:
    issued = country.issue(work(country), opened=False)
    piece = country.piece(issued, "binhminh")
    country.do(submit, "binhminh", piece, note="Đã cài đủ")
    with country.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM unit_task").scalar() == 1
        assert board(tx, issued.cascade_id).total.submitted == 1
        for batch in batches(tx, issued.cascade_id):
            country.db.write(lambda tx, b=batch: open_batch(tx, b))
    country.do(accept, "quan", piece)
    with country.db.read() as tx:
        assert verify(tx) == []
        assert board(tx, issued.cascade_id).total.done == 1


def test_the_frozen_tree_does_not_move_with_the_register(country: Country) -> None:
    issued = country.issue(work(country))
    country.db.write(lambda tx: run(tx, "UPDATE unit SET name = 'Tên mới' WHERE id = ?", (country.units["hoasen"],)))
    with country.db.read() as tx:
        labels = [row.label for row in board(tx, issued.cascade_id, by="unit", under=country.units["gd"]).rows]
    assert "Trường Tiểu học Hoa Sen" in labels


def test_a_unit_that_answers_elsewhere_stands_directly_under_the_issuer(country: Country) -> None:
    issued = country.issue(work(country, "pxa", "hoasen"))
    with country.db.read() as tx:
        rows = board(tx, issued.cascade_id, by="unit").rows
    assert [(row.label, row.counts.total) for row in rows] == [("Phòng Giáo dục và Đào tạo", 1), ("Phường Xa", 1)]


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"holders": ()}, "chưa có đơn vị chủ trì"),
        ({"policy": Policy(PolicyKind.AT_LEAST, 4)}, "từ 1 đến 3 đơn vị"),
        ({"policy": Policy(PolicyKind.PERCENT, 101)}, "từ 1 đến 100%"),
        ({"after": (0,)}, "vòng"),
        ({"after": (7,)}, "không có trong đợt này"),
    ],
)
def test_what_cannot_be_issued_is_refused_in_one_sentence_and_leaves_nothing(
    lite: Country, order: dict, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        lite.issue(TaskOrder(**{"title": "Việc", "ref": "1", "holders": lite.ids(*SCHOOLS), **order}))
    with lite.db.read() as tx:
        assert run(tx, "SELECT count(*) FROM cascade").scalar() == run(tx, "SELECT count(*) FROM journal").scalar() == 0


def test_only_the_issuing_office_issues(lite: Country) -> None:
    order = CascadeOrder(lite.document, lite.units["quan"], "Chăm sóc trẻ em", (work(lite),))
    for someone in (lite.actor("quan", frozenset({Role.PERFORMER})), lite.actor("gd")):
        with pytest.raises(NotAllowed):
            lite.db.write(lambda tx, someone=someone: issue(tx, actor=someone, order=order))


def test_an_own_plan_stands_under_the_work_received_and_keeps_its_deadline(country: Country) -> None:
    due = clock.today() + timedelta(days=60)
    above = country.issue(TaskOrder(title="Giáo dục đạo đức", ref="II.6", holders=country.ids("gd"), due_on=due))
    received = country.piece(above, "gd")
    plan = country.new_document("12/KH-GDĐT")
    with pytest.raises(Refusal, match="sau hạn cấp trên"):
        country.issue(work(country, due_on=due, carries_out_id=received), by="gd", document=plan, consolidation_days=5)
    below = country.issue(
        work(country, due_on=due - timedelta(days=20), carries_out_id=received),
        by="gd",
        document=plan,
        consolidation_days=5,
    )
    with country.db.read() as tx:
        shown = board(tx, above.cascade_id, lineage=True)
        assert shown.cascade_ids == (above.cascade_id, below.cascade_id)
        assert [(row.label, row.counts.total) for row in shown.rows] == [("Phòng, ban, ngành", 1), ("Trường", 3)]
        under = board(tx, above.cascade_id, lineage=True, by="unit")
        assert [(row.label, row.counts.total) for row in under.rows] == [("Phòng Giáo dục và Đào tạo", 4)]
    with pytest.raises(Refusal, match="→"):
        country.issue(work(country, carries_out_id=country.piece(below, "hoasen")), by="hoasen", document=plan)
    with pytest.raises(Refusal, match="chính đơn vị ban hành"):
        country.issue(work(country, carries_out_id=received), by="xh", document=country.new_document("13/KH-XH"))


def test_an_ended_unit_is_named(lite: Country) -> None:
    lite.db.write(
        lambda tx: run(tx, "UPDATE unit SET valid_to = ? WHERE id = ?", (date(2024, 1, 1), lite.units["hoasen"]))
    )
    with pytest.raises(Refusal, match=r"Trường Tiểu học Hoa Sen.*đã kết thúc"):
        lite.issue(work(lite))


def test_the_very_first_cascades_may_be_issued_at_once(country: Country) -> None:
    """Nobody has taken an id yet: both want to begin the series, and neither may fail or take the other's."""
    documents = [country.new_document(f"{number}/KH-UBND") for number in range(6)]
    made: list[IssuedCascade] = []
    faults: list[BaseException] = []

    def office(document: int) -> None:
        try:
            made.append(country.issue(TaskOrder("Rà soát", country.ids("p1", "p2")), document=document))
        except BaseException as fault:  # noqa: BLE001 - a thread's fault is told by the assertion below
            faults.append(fault)

    threads = [threading.Thread(target=office, args=(document,)) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with country.db.read() as tx:
        ids = [piece for one in made for piece in ids_of(tx, country.units["p1"], one.cascade_id)]
        ids += [piece for one in made for piece in ids_of(tx, country.units["p2"], one.cascade_id)]
    assert sorted(ids) == list(range(1, 13))
