"""Pictures of paper: recognised by tesseract with Vietnamese, page by page.

Knows how to check a picture's size before it is opened and how to call tesseract; refuses to judge what it read.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from documents.errors import UnreadableFile
from documents.reading.plain import source_from_text
from documents.reading.source_text import Progress, SourceText, in_silence

MAX_PIXELS = 40_000_000
PAGE_SECONDS = 120
_BROKEN = "Ảnh bị hỏng hoặc bị cắt cụt. Hãy quét hoặc chụp lại."


def read_image(data: bytes, progress: Progress = in_silence) -> SourceText:
    width, height = picture_size(data)
    if width * height > MAX_PIXELS:
        raise UnreadableFile("Ảnh lớn hơn 40 triệu điểm ảnh. Hãy quét lại ở 200–300 dpi.")
    if width < 50 or height < 50:
        raise UnreadableFile("Ảnh quá nhỏ để nhận dạng chữ. Hãy quét lại ở 200–300 dpi.")
    suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg" if data.startswith(b"\xff\xd8") else ".tif"
    return recognised([(data, suffix)], 1, "image", progress)


def recognised(
    pictures: Iterable[tuple[bytes, str]], pages: int, kind: str, progress: Progress = in_silence
) -> SourceText:
    """The words of some page pictures as one text; a picture is asked for when the one before is read."""
    texts = []
    progress(0, pages)
    for picture, suffix in pictures:
        texts.append(recognise(picture, suffix))
        progress(len(texts), pages)
    text = "\n".join(texts)
    if not text.strip():
        raise UnreadableFile("Không nhận dạng được chữ nào trong bản quét. Hãy quét lại rõ hơn ở 200–300 dpi.")
    plain = source_from_text(text, kind)
    return SourceText(plain.text, plain.tables, kind, True, ("recognised",))


@lru_cache(maxsize=1)
def can_recognise() -> bool:
    """Whether this machine has tesseract with Vietnamese."""
    if shutil.which("tesseract") is None:
        return False
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in listed.stdout.split()


def recognise(picture: bytes, suffix: str) -> str:
    if not can_recognise():
        raise UnreadableFile(
            "Máy chủ chưa cài bộ nhận dạng chữ tiếng Việt nên chưa đọc được bản quét. Hãy tải tệp Word hoặc dán nội dung."
        )
    with tempfile.TemporaryDirectory(prefix="thongsuot-ocr-") as folder:
        page = Path(folder) / f"page{suffix}"
        page.write_bytes(picture)
        command = ["tesseract", str(page), "stdout", "-l", "vie", "--psm", "4"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PAGE_SECONDS, check=False)
        except subprocess.TimeoutExpired as late:
            raise UnreadableFile(
                "Nhận dạng chữ mất quá nhiều thời gian. Hãy quét lại ở 200–300 dpi hoặc tách ít trang hơn."
            ) from late
        except OSError as failed:
            raise UnreadableFile("Máy chủ chưa chạy được bộ nhận dạng chữ. Hãy thử lại sau ít phút.") from failed
    if done.returncode != 0:
        raise UnreadableFile(_BROKEN)
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n")


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first bytes, before any decoder sees the picture."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        if data.startswith(b"\xff\xd8"):
            return _jpeg_size(data)
        if data[:4] in (b"II*\x00", b"MM\x00*"):
            return _tiff_size(data)
    except (struct.error, IndexError):
        pass
    raise UnreadableFile(_BROKEN)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            raise UnreadableFile(_BROKEN)
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if marker == 0xFF:
            place += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD9:
            place += 2
        else:
            place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    raise UnreadableFile(_BROKEN)


def _tiff_size(data: bytes) -> tuple[int, int]:
    order = "<" if data.startswith(b"II") else ">"
    (first,) = struct.unpack(order + "I", data[4:8])
    (count,) = struct.unpack(order + "H", data[first : first + 2])
    found: dict[int, int] = {}
    for index in range(min(count, 200)):
        at = first + 2 + 12 * index
        tag, kind = struct.unpack(order + "HH", data[at : at + 4])
        if tag in (256, 257):
            size = data[at + 8 : at + 10] if kind == 3 else data[at + 8 : at + 12]
            (found[tag],) = struct.unpack(order + ("H" if kind == 3 else "I"), size)
    if len(found) < 2:
        raise UnreadableFile(_BROKEN)
    return found[256], found[257]
