"""Paper in, as data: knows formats and the writing of Vietnamese offices, not the database.

`read_file` opens a file in a child process that may be killed; `read_text` reads words already in hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from documents.errors import UnreadableFile
from documents.parsed import ParsedDocument, Span

__all__ = ["ParsedDocument", "UnreadableFile", "read_file", "read_text", "split_documents"]


def read_file(
    path: Path | str, *, name: str | None = None, progress: Callable[[int, int], None] | None = None
) -> ParsedDocument:
    """Read a file; `name` is what the officer called it when the stored file is named otherwise.

    `progress(pages read, pages)` is called in this thread while a PDF or a scan is read; what it raises ends the reading.
    """
    from documents.reading.gate import MAX_BYTES
    from documents.sandbox import MEMORY, OFFICE_MEMORY, SCAN_SECONDS, SECONDS, parse_in_child

    path = Path(path)
    called = name or path.name
    try:
        size = path.stat().st_size
    except OSError as missing:
        raise UnreadableFile("Không tìm thấy tệp. Hãy chọn lại tệp.") from missing
    if path.is_dir():
        raise UnreadableFile("Đây là thư mục, không phải tệp. Hãy chọn một tệp.")
    if size == 0:
        raise UnreadableFile("Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    if size > MAX_BYTES:
        raise UnreadableFile("Tệp lớn hơn 20 MB. Hãy tách tệp hoặc nén ảnh trong tệp rồi tải lại.")
    old = called.lower().endswith((".doc", ".rtf", ".odt"))
    scanned = called.lower().endswith((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
    return parse_in_child(
        path.resolve(), called, seconds=SCAN_SECONDS if scanned else SECONDS * (4 if old else 1),
        memory=OFFICE_MEMORY if old else MEMORY, progress=progress,
    )  # fmt: skip


def read_text(text: str) -> ParsedDocument:
    """Read pasted words in this process: no parser of foreign formats is involved."""
    from documents.reader import read_source
    from documents.reading.plain import source_from_text

    return read_source(source_from_text(text))


def split_documents(text: str) -> list[Span]:
    """The papers that came in one text, in order."""
    from documents.anatomy.parts import split_papers
    from documents.joining import read_flow
    from documents.reading.plain import source_from_text

    return [(paper.start, paper.end) for paper in split_papers(read_flow(source_from_text(text)))]
