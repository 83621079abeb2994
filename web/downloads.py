"""How a kept file is handed back: as an attachment, under a name that cannot become a header, never rendered in our origin."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi.responses import FileResponse, Response

from cascade.papers.evidence import clean_name, path_of
from kit.errors import NotFound
from kit.text import fold


def disposition(file_name: str) -> str:
    """RFC 6266: an ASCII name for old browsers, the real one in `filename*`."""
    name = clean_name(file_name)
    plain = "".join(mark if mark.isascii() and (mark.isalnum() or mark in "._-") else "_" for mark in fold(name))
    return f"attachment; filename=\"{plain or 'tep'}\"; filename*=UTF-8''{quote(name, safe='')}"


def kept_file(files: Path, sha256: str, file_name: str, media_type: str) -> Response:
    """The bytes as they came. A sandboxing policy of its own: whatever a file holds, it runs nothing here."""
    path = path_of(files, sha256)
    if not path.is_file():
        raise NotFound("Tệp này không còn trên máy chủ. Đề nghị liên hệ người quản trị để khôi phục từ bản sao lưu.")
    return FileResponse(path, media_type=media_type, headers={"Content-Disposition": disposition(file_name)})
