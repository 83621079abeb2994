"""Unit tasks and their moves, as JSON: the same verbs as the pages, once per Idempotency-Key."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from cascade.idempotency import once
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from cascade.people import access
from cascade.store.unit_tasks import find, history, of_unit, waiting_for
from kit.errors import NotFound
from kit.vocabulary import Progress
from web.api.answers import LIMIT, page_of, place_of, plain
from web.api.caller import Caller, Key
from web.api.cascades import Limit
from web.deps import Db
from web.forms import Fields
from web.moves import ADDRESSES, carry_out, keep_all

router = APIRouter(tags=["unit tasks"])


class SentFile(BaseModel):
    """A file uploaded before through `POST /files`."""

    model_config = ConfigDict(extra="forbid")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    file_name: str = Field(max_length=255)


class Move(BaseModel):
    """What a move may say; each move reads what concerns it. Anything else is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")
    version: int | None = None
    note: str = ""
    reason: str = ""
    obstacle: str = ""
    due_on: str = ""
    files: list[SentFile] = Field(default_factory=list, max_length=20)


@router.get("/unit-tasks")
def own_pieces(
    db: Db, actor: Caller, progress: Progress | None = None, cursor: str | None = None, limit: Limit = LIMIT
) -> dict[str, Any]:
    """What the caller's unit holds, nearest deadline first."""
    after = place_of(cursor)
    with db.read() as tx:
        found = [view for view in of_unit(tx, actor.unit_id) if progress in (None, view.progress)]
    return page_of([plain(view) for view in found[after : after + limit]], len(found), after)


@router.get("/unit-tasks/waiting")
def waiting(db: Db, actor: Caller) -> dict[str, Any]:
    """What the caller's unit has to accept, waiting longest first."""
    with db.read() as tx:
        found = waiting_for(tx, actor.unit_id)
    return {"items": [plain(view) for view in found]}


@router.get("/unit-tasks/{unit_task_id}")
def piece(db: Db, actor: Caller, unit_task_id: int) -> dict[str, Any]:
    with db.read() as tx:
        access.piece(tx, actor, unit_task_id)
        shown: dict[str, Any] = plain(find(tx, unit_task_id))
        shown["history"] = plain(history(tx, unit_task_id))
    return shown


@router.post("/files", status_code=201)
def upload(db: Db, actor: Caller, files: Annotated[list[UploadFile], File()]) -> dict[str, Any]:
    """Keep files by their SHA-256, to be named by a later move. The same content twice is one file."""
    kept = keep_all(actor.unit_id, files)

    def work(tx: Connection) -> None:
        for file in kept:
            evidence.record(tx, file)

    db.write(work)
    return {"files": [plain(file) for file in kept]}


@router.post("/unit-tasks/{unit_task_id}/{move}")
def move(db: Db, actor: Caller, key: Key, unit_task_id: int, move: str, said: Move) -> dict[str, Any]:
    """Make one move: receive, start, submit, withdraw, decline, accept, return, reopen, insist, pause, resume, exempt, revoke, ask_extension, withdraw_extension."""
    if move not in ADDRESSES.values():
        raise NotFound("Không có việc làm này. Xem danh sách trong mô tả của giao diện.")
    fields = Fields([(name, str(value)) for name, value in said.model_dump(exclude={"files", "version"}).items()])
    if said.version is not None:
        fields.fields.append(("_version", str(said.version)))

    def effect(tx: Connection) -> dict[str, Any]:
        access.piece(tx, actor, unit_task_id)
        return carry_out(tx, actor, unit_task_id, move, fields, _kept(tx, said.files))

    body = [move, unit_task_id, said.model_dump(mode="json")]
    answer, replayed = db.write(lambda tx: once(tx, actor=actor.key, key=key, body=body, effect=lambda: effect(tx)))
    return {**answer, "replayed": replayed}


def _kept(tx: Connection, files: list[SentFile]) -> list[KeptFile]:
    """Raises NotFound for a file that was never uploaded."""
    return [evidence.stored(tx, file.sha256, file.file_name) for file in files]
