"""Changes that wait for the commit: the same effect on both engines, whoever reads, undoes or fails in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from models.session import DATABASE_ERRORS, Database
from models.sql import run, run_last

NOTE = "INSERT INTO setting (key, value) VALUES (?, ?)"
CHANGE = "UPDATE setting SET value = ? WHERE key = ?"


def kept(db: Database) -> dict[str, str]:
    with db.read() as tx:
        return dict(run(tx, "SELECT key, value FROM setting WHERE key LIKE 'note-%'"))


def test_what_waits_is_there_once_committed(engine_db: Database) -> None:
    def work(tx: Connection) -> None:
        run_last(tx, NOTE, ("note-1", '"one"'))
        run_last(tx, CHANGE, ('"two"', "note-1"))

    engine_db.write(work)
    assert kept(engine_db) == {"note-1": '"two"'}


@pytest.mark.parametrize(
    "look",
    [
        lambda tx: run(tx, "SELECT value FROM setting WHERE key = 'note-1'").scalar(),
        lambda tx: tx.execute(text("SELECT value FROM setting WHERE key = 'note-1'")).scalar(),
    ],
    ids=["by the driver", "by SQLAlchemy"],
)
def test_whoever_looks_in_between_sees_it(engine_db: Database, look: Callable[[Connection], str]) -> None:
    def work(tx: Connection) -> str:
        run_last(tx, NOTE, ("note-1", '"one"'))
        return look(tx)

    assert engine_db.write(work) == '"one"'


def test_a_piece_undone_takes_its_own_with_it_and_no_other(engine_db: Database) -> None:
    def undone(tx: Connection) -> None:
        with tx.begin_nested():
            run_last(tx, NOTE, ("note-2", '"goes"'))
            raise ZeroDivisionError

    def work(tx: Connection) -> None:
        run_last(tx, NOTE, ("note-1", '"stays"'))
        with pytest.raises(ZeroDivisionError):
            undone(tx)
        run_last(tx, NOTE, ("note-3", '"stays"'))

    engine_db.write(work)
    assert set(kept(engine_db)) == {"note-1", "note-3"}


def test_a_transaction_that_fails_leaves_nothing_for_the_next_one(engine_db: Database) -> None:
    def fails(tx: Connection) -> None:
        run_last(tx, NOTE, ("note-1", '"goes"'))
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            engine_db.write(fails)
    engine_db.write(lambda tx: run_last(tx, NOTE, ("note-2", '"stays"')))
    assert set(kept(engine_db)) == {"note-2"}


def test_a_last_statement_that_fails_is_told_and_nothing_is_kept(engine_db: Database) -> None:
    engine_db.write(lambda tx: run_last(tx, NOTE, ("note-1", '"one"')))

    def twice(tx: Connection) -> None:
        run(tx, NOTE, ("note-2", '"two"'))
        run_last(tx, NOTE, ("note-1", '"again"'))

    with pytest.raises(DATABASE_ERRORS):
        engine_db.write(twice)
    assert kept(engine_db) == {"note-1": '"one"'}
    engine_db.write(lambda tx: run_last(tx, NOTE, ("note-3", '"three"')))
    assert set(kept(engine_db)) == {"note-1", "note-3"}
