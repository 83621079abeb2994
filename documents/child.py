"""The child's side of documents.sandbox: read one file, leave the answer in one place.

Knows every reader; nothing it imports touches the database or the network.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from documents.errors import UnreadableFile
from documents.parsed import ParsedDocument
from documents.reader import read_source
from documents.reading.gate import kind_of
from documents.reading.source_text import Progress, SourceText, in_silence


def main(path: str, name: str, answer: str, tells: int) -> None:
    try:
        outcome: dict[str, Any] = {"read": asdict(read_bytes(Path(path).read_bytes(), name, _teller(tells)))}
    except UnreadableFile as refused:
        outcome = {"refused": refused.message}
    except MemoryError:
        outcome = {"refused": "Tệp cần quá nhiều bộ nhớ để đọc. Hãy tách nhỏ hoặc lưu lại tệp."}
    half = answer + ".half"
    Path(half).write_text(json.dumps(outcome), encoding="utf-8")
    os.replace(half, answer)


def _teller(tells: int) -> Progress:
    def tell(done: int, pages: int) -> None:
        try:
            os.write(tells, b"%d %d\n" % (done, pages))
        except BrokenPipeError:  # whoever waited was killed: the next one starts anew, and not beside us
            os._exit(1)

    return tell


def read_bytes(data: bytes, name: str, progress: Progress = in_silence) -> ParsedDocument:
    return read_source(source_of(data, name, progress))


def source_of(data: bytes, name: str, progress: Progress = in_silence) -> SourceText:
    kind = kind_of(name, data)
    if kind == "docx":
        from documents.reading.docx import read_docx

        return read_docx(data)
    if kind == "pdf":
        from documents.reading.pdf import read_pdf

        return read_pdf(data, progress)
    if kind in {"doc", "odt"}:
        from documents.reading.word97 import read_doc

        return read_doc(data)
    if kind == "image":
        from documents.reading.scan import read_image

        return read_image(data, progress)
    from documents.reading.plain import read_plain

    source = read_plain(data)
    if not source.text.strip():
        raise UnreadableFile("Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    return source
