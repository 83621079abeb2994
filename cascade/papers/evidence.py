"""Files people send: judged, then kept on disk under their SHA-256, then recorded. Knows no page and no unit task's state.

The bytes and their folder are flushed before the row that names them may commit: a page that says "đã lưu" never points at
a file that a power cut took away. A file without a row is harmless, a row without a file never exists.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, select

from cascade.marking.acts import FileRef
from cascade.papers.evidence_types import judge
from cascade.store.pieces import locate
from kit import clock
from kit.errors import NotFound, Refusal, StorageFull
from kit.text import nfc
from models import Evidence, StoredFile
from models.sql import run

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 160
_PIECE = 256 * 1024


class TooLarge(Refusal):
    """Tệp vượt 20 MB. Gửi ảnh cỡ vừa, hoặc chia làm hai tệp."""

    status = 413


@dataclass(frozen=True)
class KeptFile:
    """A file on disk, not yet named by any row."""

    sha256: str
    size: int
    media_type: str
    file_name: str

    @property
    def ref(self) -> FileRef:
        return FileRef(self.sha256, self.file_name)


@dataclass(frozen=True)
class EvidenceView:
    id: int
    unit_task_id: int
    journal_id: int
    sha256: str
    file_name: str
    media_type: str
    size: int
    added_at: datetime


def path_of(files: Path, sha256: str) -> Path:
    return files / sha256[:2] / sha256


def keep(files: Path, stream: BinaryIO, file_name: str) -> KeptFile:
    """Judge a file and put it on disk, flushed. Outside any transaction.

    Raises:
        TooLarge: more than 20 MB.
        Refusal: empty, or its extension, first bytes and structure do not agree, or it is of a kind not taken.
        StorageFull: the disk is full; nothing was kept.
    """
    name = clean_name(file_name)
    try:
        files.mkdir(parents=True, exist_ok=True)
        waiting = files / f".nhan-{secrets.token_hex(8)}"
        try:
            digest, size = _write(stream, waiting, name)
            media_type = judge(waiting, name)
            _settle(waiting, path_of(files, digest))
        finally:
            waiting.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in (28, 122):  # no space left, quota exceeded
            raise StorageFull(field="files") from error
        raise
    return KeptFile(digest, size, media_type, name)


def _write(stream: BinaryIO, target: Path, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > MAX_BYTES:
                raise TooLarge(f"Tệp {name} vượt 20 MB. Gửi ảnh cỡ vừa, hoặc chia làm hai tệp.", field="files")
            digest.update(piece)
            out.write(piece)
        if not size:
            raise Refusal(f"Tệp {name} không có nội dung. Chọn lại tệp.", field="files")
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _settle(waiting: Path, final: Path) -> None:
    final.parent.mkdir(exist_ok=True)
    if not final.exists():
        waiting.replace(final)
    for folder in (final.parent, final.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clean_name(typed: str) -> str:
    """The name as it will be shown and sent back: no path, no control character, not endless."""
    name = nfc(typed).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(mark for mark in name if mark.isprintable() and mark not in '"<>|:*?').strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 8:
        return f"{stem[: MAX_NAME - 9] or 'tep'}.{extension}"
    return name[:MAX_NAME] or "tep"


def record(tx: Connection, kept: KeptFile) -> None:
    """Name a kept file in the database; the same content twice is one row."""
    run(
        tx,
        "INSERT INTO stored_file (sha256, size, media_type, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (kept.sha256, kept.size, kept.media_type, clock.now()),
    )


def stored(tx: Connection, sha256: str, file_name: str) -> KeptFile:
    """A file kept before, to be sent now under this name.

    Raises:
        NotFound: it was never kept.
    """
    row = tx.execute(select(StoredFile.size, StoredFile.media_type).where(StoredFile.sha256 == sha256)).first()
    if row is None:
        raise NotFound("Chưa có tệp này trên máy chủ. Gửi tệp lên trước rồi nêu mã SHA-256 của nó.")
    return KeptFile(sha256, row.size, row.media_type, clean_name(file_name))


_VIEW = (
    select(
        Evidence.id, Evidence.unit_task_id, Evidence.journal_id, Evidence.sha256, Evidence.file_name,
        StoredFile.media_type, StoredFile.size, Evidence.added_at,
    ).join(StoredFile, StoredFile.sha256 == Evidence.sha256)
)  # fmt: skip


def of_unit_task(tx: Connection, unit_task_id: int) -> tuple[EvidenceView, ...]:
    """What was sent with a piece of work, newest first."""
    rows = tx.execute(_VIEW.where(Evidence.unit_task_id == unit_task_id).order_by(Evidence.id.desc())).all()
    return tuple(EvidenceView(*row) for row in rows)


def find(tx: Connection, evidence_id: int) -> EvidenceView:
    row = tx.execute(_VIEW.where(Evidence.id == evidence_id)).first()
    if row is None:
        raise NotFound()
    return EvidenceView(*row)


def also_sent_by(tx: Connection, sha256s: tuple[str, ...], unit_task_id: int) -> str:
    """The unit that sent the very same file for another piece of work; empty if nobody did."""
    for sha256 in sha256s:
        others = run(
            tx,
            "SELECT unit_task_id FROM evidence WHERE sha256 = ? AND unit_task_id <> ? ORDER BY id LIMIT 1",
            (sha256, unit_task_id),
        )
        other = others.scalar()
        if other is not None:
            own, theirs = locate(tx, unit_task_id), locate(tx, other)
            # Only within the branch of the same giver: another branch's names are not ours to tell.
            if theirs.giver_unit_id == own.giver_unit_id:
                return str(run(tx, "SELECT name FROM unit WHERE id = ?", (theirs.unit_id,)).scalar_one())
    return ""
