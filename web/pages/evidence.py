"""/minh-chung/{id}: a file sent with a piece of work, for whoever may see that piece."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from cascade.papers import evidence
from cascade.people import access
from kit.settings import settings
from web.deps import Db, Who
from web.downloads import kept_file

router = APIRouter()


@router.get("/minh-chung/{evidence_id}")
def download(evidence_id: int, db: Db, actor: Who) -> Response:
    with db.read() as tx:
        found = evidence.find(tx, evidence_id)
        access.piece(tx, actor, found.unit_task_id)
    return kept_file(settings().files, found.sha256, found.file_name, found.media_type)
