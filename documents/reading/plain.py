"""Plain text: bytes to letters, whatever encoding and composition they came in.

Knows encodings; what was typed in legacy Vietnamese fonts is for documents.reading.legacy to tell.
"""

from __future__ import annotations

import codecs
import re

from documents.errors import UnreadableFile
from documents.reading.legacy import from_unmarked_tcvn3
from documents.reading.plain_tables import find_tables
from documents.reading.source_text import SourceText
from kit.text import nfc

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
MAX_LETTERS = 2_000_000
# No layout needs more; a file of nothing but spaces should cost nothing.
_WIDE = re.compile(r"[ \u00a0]{41,}|\n{41,}|\t{41,}")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")


def read_plain(data: bytes) -> SourceText:
    return source_from_text(decode(data))


def source_from_text(text: str, kind: str = "txt") -> SourceText:
    """The same from text already in hand (pasted into the page)."""
    if len(text) > MAX_LETTERS:
        raise UnreadableFile("Văn bản dài hơn 2 triệu chữ cái. Hãy tách thành nhiều phần.")
    text = _WIDE.sub(lambda found: found.group()[:40], text)
    clean = _CONTROL.sub(" ", _LINE_ENDS.sub("\n", nfc(text.removeprefix("\ufeff"))))
    clean = from_unmarked_tcvn3(clean.encode("utf-8", "replace").decode("utf-8"))
    return SourceText(clean, find_tables(clean), kind)


def decode(data: bytes) -> str:
    """UTF-8 first, UTF-16 by its mark or its zero bytes, the Windows code page of Vietnamese last."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) * 0.2:
        name = "utf-16-le" if data[1:4000:2].count(0) > data[0:4000:2].count(0) else "utf-16-be"
        return data.decode(name, "replace")
    if zeros:
        raise UnreadableFile("Tệp không phải văn bản thuần. Hãy chọn tệp .txt, .docx, .doc hoặc .pdf gốc.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    strange = sum(1 for byte in data if byte < 32 and byte not in (9, 10, 12, 13)) / max(1, len(data))
    if strange > 0.02:
        raise UnreadableFile("Tệp không phải văn bản thuần. Hãy chọn tệp .txt, .docx, .doc hoặc .pdf gốc.")
    return data.decode("cp1258", "replace")
