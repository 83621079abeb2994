"""Many write at once into one SQLite file: one flush for all, each with an answer of his own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from kit import clock
from kit.errors import Busy, Refusal, StorageFull
from models.session import Database

CLIENTS = 32


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'notes.db'}", group_commit=True)
    database.write(lambda tx: tx.exec_driver_sql("CREATE TABLE note (words TEXT)"))
    yield database
    database.close()


def note(tx: Connection, words: str) -> str:
    tx.exec_driver_sql("INSERT INTO note VALUES (?)", (words,))
    return words


def stored(database: Database) -> set[str]:
    with database.read() as tx:
        return set(tx.exec_driver_sql("SELECT words FROM note").scalars())


@contextmanager
def gathering(database: Database) -> Iterator[Callable[[Callable[[Connection], str]], Future[str]]]:
    """Ask while the writer is held up: whatever is asked inside becomes one batch, stored when the block ends."""
    free, held = threading.Event(), threading.Event()

    def hold(tx: Connection) -> str:
        held.set()
        free.wait(30)
        return "held"

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        asked: list[Future[str]] = [pool.submit(database.write, hold)]
        held.wait(30)

        def ask(work: Callable[[Connection], str]) -> Future[str]:
            asked.append(pool.submit(database.write, work))
            return asked[-1]

        yield ask
        while len(database._writer._waiting) < len(asked) - 1:  # type: ignore[union-attr]
            threading.Event().wait(0.001)
        free.set()


def test_a_crowd_shares_one_flush_and_each_gets_his_own_answer(notes: Database) -> None:
    commits: list[int] = []
    event.listen(notes.engine, "commit", lambda _: commits.append(1))
    with gathering(notes) as ask:
        answers = [ask(lambda tx, mine=f"note {each}": note(tx, mine)) for each in range(CLIENTS)]
    assert [answer.result() for answer in answers] == [f"note {each}" for each in range(CLIENTS)]
    assert stored(notes) == {f"note {each}" for each in range(CLIENTS)}
    assert len(commits) == 2, "one for the work that was held up, one for all who came meanwhile"


def test_what_is_refused_is_refused_alone(notes: Database) -> None:
    def refused(tx: Connection) -> str:
        note(tx, "half")
        raise Refusal("Chưa chọn tệp.")

    with gathering(notes) as ask:
        before, wrong, after = ask(lambda tx: note(tx, "before")), ask(refused), ask(lambda tx: note(tx, "after"))
    assert (before.result(), after.result()) == ("before", "after")
    with pytest.raises(Refusal, match="Chưa chọn tệp"):
        wrong.result()
    assert stored(notes) == {"before", "after"}


def test_alone_a_refused_piece_leaves_nothing(notes: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        notes.write(lambda tx: (note(tx, "half"), tx.exec_driver_sql("INSERT INTO nowhere VALUES (1)")))
    assert stored(notes) == set()
    assert notes.write(lambda tx: note(tx, "next")) == "next"


def test_when_the_whole_batch_is_lost_everybody_hears_it(notes: Database) -> None:
    """A full disk rolls the whole transaction back under our hands."""

    def disk_full(tx: Connection) -> str:
        tx.connection.driver_connection.rollback()  # type: ignore[union-attr]
        raise sqlite3.OperationalError("database or disk is full")

    with gathering(notes) as ask:
        answers = [ask(lambda tx: note(tx, "before")), ask(disk_full), ask(lambda tx: note(tx, "after"))]
    for answer in answers:
        with pytest.raises(StorageFull):
            answer.result()
    assert stored(notes) == set()
    assert notes.write(lambda tx: note(tx, "room again")) == "room again"


def test_work_sees_the_clock_of_whoever_asked(notes: Database) -> None:
    """Whoever's thread it is done in."""
    moments = [clock.local(2024, 11, day) for day in range(1, 9)]

    def at(moment: datetime) -> str:
        with clock.at(moment):
            return notes.write(lambda tx: note(tx, clock.now().isoformat()))

    with ThreadPoolExecutor(len(moments)) as pool:
        assert list(pool.map(at, moments)) == [moment.isoformat() for moment in moments]


def test_closing_waits_for_what_was_asked_and_refuses_what_comes_after(notes: Database) -> None:
    with gathering(notes) as ask:
        last = ask(lambda tx: note(tx, "last"))
    notes.close()
    assert last.result() == "last"
    assert stored(notes) == {"last"}
    with pytest.raises(Busy):
        notes.write(lambda tx: note(tx, "too late"))


def test_two_that_open_a_new_file_at_once_both_get_in(tmp_path: Path) -> None:
    for turn in range(20):
        doors = [Database(f"sqlite:///{tmp_path / f'{turn}.db'}") for _ in range(3)]
        together = threading.Barrier(len(doors))

        def enter(door: Database, together: threading.Barrier = together) -> int:
            together.wait(30)
            with door.read() as tx:
                return int(tx.exec_driver_sql("SELECT 1").scalar_one())

        with ThreadPoolExecutor(len(doors)) as pool:
            assert list(pool.map(enter, doors)) == [1, 1, 1]
        for door in doors:
            door.close()
