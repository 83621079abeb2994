"""One life of the engine's victim: issues, opens and marks as fast as it can, and says aloud what was promised.

A line `try TOKEN …` goes out before an act, `ack TOKEN` after its commit: what was acknowledged must be there for ever.
The next life first repeats what the one before had tried and not heard of, under the same key.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.idempotency import once
from cascade.issuing import opening
from cascade.issuing.issue import issue
from cascade.issuing.opening import Batch
from cascade.marking import unit_tasks as verbs
from cascade.orders import CascadeOrder, Policy, TaskOrder
from cascade.rolling import roll_up, tracking
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import Acceptance, DocumentKind, PolicyKind, Role
from models import Document
from models.session import Database
from models.sql import run

EVERY_ROLE = frozenset({Role.PERFORMER, Role.HEAD, Role.OFFICER, Role.LEADER})
THREADS = 4

Act = dict[str, Any]


def live(url: str, diary: Path, units: list[int], user: int, seed: int) -> None:
    """Work until killed."""
    threading.excepthook = _end_this_life
    db = Database(url, group_commit=True)
    out = os.open(diary, os.O_WRONLY | os.O_APPEND)
    for act in unheard(diary):
        _do(db, out, act, user)

    def client(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        while True:
            act = _choose(db, dice, units)
            if act:
                os.write(out, f"try {json.dumps(act)}\n".encode())
                _do(db, out, act, user)

    def flows() -> None:
        """What the flows do in a process of their own: climb and track, over and over."""
        apart = Database(url)
        while True:
            roll_up.run_all(apart)
            with apart.read() as tx:
                today = tracking.plan(tx)
            for look in (look for looks in today.looks.values() for look in looks):
                apart.write(partial(tracking.write, look=look, day=today.day))
            apart.write(partial(tracking.finish, done=today))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(THREADS)]
    threads.append(threading.Thread(target=flows))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _end_this_life(args: threading.ExceptHookArgs) -> None:
    """A fault in any thread is a death of its own, told in one line."""
    print(f"{args.exc_type.__name__}: {str(args.exc_value).splitlines()[:1]}", file=sys.stderr, flush=True)
    os._exit(3)


def read_diary(diary: Path) -> tuple[list[Act], set[str]]:
    """What was tried and what was acknowledged; a line cut off by the kill counts as not written."""
    tried, heard = [], set()
    for line in diary.read_text().splitlines():
        word, _, rest = line.partition(" ")
        if word == "try" and rest.endswith("}"):
            tried.append(json.loads(rest))
        elif word == "ack" and rest.endswith("."):
            heard.add(rest[:-1])
    return tried, heard


def unheard(diary: Path) -> list[Act]:
    tried, heard = read_diary(diary)
    return [act for act in tried if act["token"] not in heard]


def _choose(db: Database, dice: random.Random, units: list[int]) -> Act | None:
    token = f"{dice.getrandbits(64):016x}"
    with db.read() as tx:
        latest = list(run(tx, "SELECT id FROM cascade ORDER BY id DESC LIMIT 6").scalars())
        if not latest or dice.random() < 0.08:
            return {"kind": "issue", "token": token}
        cascade_id = dice.choice(latest)
        if dice.random() < 0.15:
            left = opening.batches(tx, cascade_id, size=60)
            if left:
                batch = dice.choice(left[:3])
                return {"kind": "open", "token": token, "cascade": cascade_id,
                        "batch": [batch.assignment_id, batch.generation, batch.first_rank, batch.size]}  # fmt: skip
            return None
        first, size = run(
            tx, "SELECT first_id, size FROM assignment WHERE cascade_id = ? ORDER BY id LIMIT 1", (cascade_id,)
        ).one()
    return {"kind": dice.choice(("receive", "submit", "submit")), "token": token, "piece": first + dice.randrange(size)}


def _do(db: Database, out: int, act: Act, user: int) -> None:
    try:
        db.write(lambda tx: once(tx, actor="victim", key=act["token"], body=act, effect=_effect(tx, act, user)))
    except Refusal as refusal:
        if refusal.status >= 500:
            raise
    os.write(out, f"ack {act['token']}.\n".encode())


def _effect(tx: Connection, act: Act, user: int) -> Callable[[], dict[str, Any]]:
    def issue_one() -> dict[str, Any]:
        root, *others = list(run(tx, "SELECT id FROM unit ORDER BY id").scalars())
        document = tx.execute(insert(Document).values(
            kind=DocumentKind.PLAN, number=act["token"], issuer_unit_id=root, registered_at=clock.now()).returning(Document.id)).scalar_one()  # fmt: skip
        task = TaskOrder(title="Việc", holders=tuple(others), acceptance=Acceptance.AUTOMATIC,
                         policy=Policy(PolicyKind.AT_LEAST, 1), due_on=clock.today())  # fmt: skip
        order = CascadeOrder(document_id=document, issuing_unit_id=root, title=act["token"], tasks=(task, task))
        made = issue(tx, actor=Actor(user, "Người thử", root, EVERY_ROLE), order=order)
        return {"cascade": made.cascade_id}

    def open_some() -> dict[str, Any]:
        made = opening.open_batch(tx, Batch(*act["batch"]))
        return {"made": made, "open": opening.finish(tx, act["cascade"])}

    def mark() -> dict[str, Any]:
        holder = run(tx, """
            SELECT m.unit_id FROM assignment a JOIN audience_member m ON m.audience_id = a.audience_id AND m.rank = ? - a.first_id
            WHERE a.first_id <= ? AND a.first_id + a.size > ?
        """, (act["piece"],) * 3).scalar_one()  # fmt: skip
        verb = verbs.receive if act["kind"] == "receive" else verbs.submit
        receipt = verb(
            tx, actor=Actor(user, "Người thử", holder, EVERY_ROLE), unit_task_id=act["piece"], note=act["token"]
        )
        return {"journal": receipt.journal_id}

    return {"issue": issue_one, "open": open_some}.get(act["kind"], mark)
