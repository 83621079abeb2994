"""From a form to a verb of the engine: one table of addresses, one call each. Pages and acceptance share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from limits import RateLimitItemPerHour, storage, strategies
from sqlalchemy import Connection
from starlette.datastructures import UploadFile

from cascade.actor import Actor
from cascade.marking import extensions, unit_tasks
from cascade.marking.acts import Receipt, receipt_code
from cascade.papers import evidence
from cascade.papers.evidence import KeptFile
from cascade.store.pieces import locate
from kit import clock
from kit.dates import NotADay, parse_day
from kit.errors import Refusal
from kit.settings import settings
from kit.vocabulary import DeclineReason, Obstacle, ReturnReason
from web.forms import Fields, Posted

ADDRESSES = {
    "nhan": "receive", "tien-do": "start", "bao-xong": "submit", "rut-lai": "withdraw", "tu-choi": "decline",
    "duyet": "accept", "tra-lai": "return", "mo-lai": "reopen", "van-giao": "insist", "tam-dung": "pause",
    "tiep-tuc": "resume", "mien": "exempt", "thu-hoi": "revoke", "gia-han": "ask_extension", "rut-gia-han": "withdraw_extension",
}  # fmt: skip
"""Address of a move → its name in `cascade.states.MOVES`; asking for more time moves no state and stands beside them."""

NOTE_LENGTH = 4000


class TooManyFiles(Refusal):
    """Gửi quá nhiều tệp trong một giờ. Thử lại sau 10 phút."""

    status = 429


# Per process: a limit against accidents and abuse, not an account of anything.
_uploads = strategies.MovingWindowRateLimiter(storage.MemoryStorage())
UPLOADS_AN_HOUR = RateLimitItemPerHour(600)


def take_files(form: Posted) -> tuple[KeptFile, ...]:
    """Judge and keep the files of a form, before any transaction begins.

    Raises:
        Refusal: a file that is not taken; the sentence names it.
        TooManyFiles: this unit has sent more files in an hour than anyone can mean to.
    """
    return keep_all(form.actor.unit_id, form.files("files"))


def keep_all(unit_id: int, uploads: Sequence[UploadFile]) -> tuple[KeptFile, ...]:
    if uploads and not _uploads.hit(UPLOADS_AN_HOUR, f"unit:{unit_id}", cost=len(uploads)):
        raise TooManyFiles(field="files")
    return tuple(evidence.keep(settings().files, upload.file, upload.filename or "") for upload in uploads)


def carry_out(
    tx: Connection, actor: Actor, unit_task_id: int, name: str, form: Fields, files: Sequence[KeptFile] = ()
) -> dict[str, Any]:
    """Make one move with what the form says; answers what idempotency stores and the page needs."""
    for kept in files:
        evidence.record(tx, kept)
    note = form.text("note")
    if len(note) > NOTE_LENGTH:
        raise Refusal(f"Phần ghi dài quá {NOTE_LENGTH} chữ. Rút ngắn, hoặc gửi thành tệp.", field="note")
    common: dict[str, Any] = {
        "actor": actor,
        "unit_task_id": unit_task_id,
        "version": form.number("_version"),
        "note": note,
    }
    match name:
        case "submit":
            receipt = unit_tasks.submit(tx, **common, files=[kept.ref for kept in files])
        case "start":
            receipt = _start(tx, form, common)
        case "decline":
            receipt = unit_tasks.decline(
                tx,
                **common,
                reason=cast(
                    DeclineReason,
                    _coded(form, DeclineReason, "Chưa chọn lý do từ chối. Chọn một lý do và viết một câu."),
                ),
            )
        case "return":
            reason = _coded(
                form, ReturnReason, "Chưa nêu lý do trả lại. Chọn một lý do và viết một câu cần bổ sung gì."
            )
            if not note:
                raise Refusal("Chưa viết cần bổ sung gì. Viết một câu để đơn vị biết phải làm gì.", field="note")
            receipt = unit_tasks.return_(tx, **common, reason=cast(ReturnReason, reason), due_on=day_of(form, "due_on"))
        case "ask_extension":
            number = extensions.ask(
                tx, actor=actor, unit_task_id=unit_task_id, due_on=day_of(form, "due_on"), note=note
            )
            return _recorded(tx, unit_task_id, number)
        case "withdraw_extension":
            return _recorded(tx, unit_task_id, extensions.take_back(tx, actor=actor, unit_task_id=unit_task_id))
        case _:
            receipt = _PLAIN[name](tx, **common)
    return {
        "journal_id": receipt.journal_id,
        "progress": receipt.progress.value,
        "late": receipt.late,
        "code": receipt.code,
    }


def _recorded(tx: Connection, unit_task_id: int, journal_id: int) -> dict[str, Any]:
    """The answer of what changed no state: the piece as it stands, and the row that says what was asked."""
    piece = locate(tx, unit_task_id)
    code = receipt_code(journal_id, clock.now())
    return {"journal_id": journal_id, "progress": piece.progress.value, "late": piece.late, "code": code}


_PLAIN: dict[str, Callable[..., Receipt]] = {
    "receive": unit_tasks.receive, "withdraw": unit_tasks.withdraw, "accept": unit_tasks.accept, "reopen": unit_tasks.reopen,
    "insist": unit_tasks.insist, "pause": unit_tasks.pause, "resume": unit_tasks.resume, "exempt": unit_tasks.exempt, "revoke": unit_tasks.revoke,
}  # fmt: skip


def _start(tx: Connection, form: Fields, common: dict[str, Any]) -> Receipt:
    obstacle = form.text("obstacle")
    if obstacle and obstacle not in set(Obstacle):
        raise Refusal("Vướng mắc chưa rõ. Chọn một mục trong danh sách.", field="obstacle")
    if not common["note"] and not obstacle:
        raise Refusal("Chưa ghi tiến độ. Viết một dòng, hoặc chọn một vướng mắc.", field="note")
    return unit_tasks.start(tx, **common, obstacle=obstacle or None)


def _coded(
    form: Fields, vocabulary: type[DeclineReason] | type[ReturnReason], missing: str
) -> DeclineReason | ReturnReason:
    code = form.text("reason")
    if code not in set(vocabulary):
        raise Refusal(missing, field="reason")
    return vocabulary(code)


def day_of(form: Fields, name: str) -> date | None:
    typed = form.text(name)
    try:
        return parse_day(typed) if typed else None
    except NotADay as error:
        raise Refusal(str(error), field=name) from error
