"""One click, one effect: (actor, key) with the body's hash and the answer, stored in the effect's own transaction (law 18)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from kit import clock
from kit.errors import KeyReused, Refusal
from models.sql import run, run_last

LONGEST_KEY = 255
# Built once: `json.dumps` with options of its own builds one at every call.
_BODY = json.JSONEncoder(sort_keys=True, default=str, ensure_ascii=False)
_ANSWER = json.JSONEncoder(default=str, ensure_ascii=False)


def once(
    tx: Connection, *, actor: str, key: str, body: Any, effect: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """The answer of `effect`, and whether it is a repeated one.

    A second request with the same key waits for the first one's commit (SQLite has one writer; PostgreSQL's unique index
    makes it wait), then gets the same answer. The body may hold anything JSON can.

    Raises:
        KeyReused: the key came before with another body.
    """
    if not key or len(key) > LONGEST_KEY:
        raise Refusal("Thiếu mã lần gửi, hoặc mã quá dài. Tải lại trang rồi gửi lại.")
    digest = hashlib.sha256(_BODY.encode(body).encode()).hexdigest()
    # The claim comes first: on PostgreSQL it is what a simultaneous twin waits for.
    claimed = run(tx, "INSERT INTO idempotency (actor, key, body_hash, answer, at) VALUES (?, ?, ?, 'null', ?) ON CONFLICT DO NOTHING",
                  (actor, key, digest, clock.now())).rowcount  # fmt: skip
    if claimed == 1:
        answer = effect()
        run_last(
            tx,
            "UPDATE idempotency SET answer = ? WHERE actor = ? AND key = ?",
            (_ANSWER.encode(answer), actor, key),
        )
        return answer, False
    found = run(tx, "SELECT body_hash, answer FROM idempotency WHERE actor = ? AND key = ?", (actor, key)).one()
    if found[0] != digest:
        raise KeyReused()
    return (json.loads(found[1]) if isinstance(found[1], str) else found[1]), True
