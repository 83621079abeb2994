"""Pictures of paper: recognised by tesseract with Vietnamese, page by page.

Knows how to check a picture's size before it is opened and how to call tesseract; refuses to judge what it read.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

from documents.errors import UnreadableFile
from documents.reading.layout import Sheet, Word
from documents.reading.pages import composed
from documents.reading.source_text import Progress, SourceText, in_silence
from documents.reading.syllables import legal_share

MAX_PIXELS = 40_000_000
PAGE_SECONDS = 120
RECOGNISED_NOTE = "recognised"
_BROKEN = "Ảnh bị hỏng hoặc bị cắt cụt. Hãy quét hoặc chụp lại."


def read_image(data: bytes, progress: Progress = in_silence) -> SourceText:
    width, height = picture_size(data)
    if width * height > MAX_PIXELS:
        raise UnreadableFile("Ảnh lớn hơn 40 triệu điểm ảnh. Hãy quét lại ở 200–300 dpi.")
    if width < 50 or height < 50:
        raise UnreadableFile("Ảnh quá nhỏ để nhận dạng chữ. Hãy quét lại ở 200–300 dpi.")
    suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg" if data.startswith(b"\xff\xd8") else ".tif"
    progress(0, 1)
    sheet = recognise(data, suffix)
    progress(1, 1)
    if not sheet.words:
        raise nothing_recognised()
    read = composed([sheet])
    return SourceText(read.text, read.tables, "image", True, (RECOGNISED_NOTE,))


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


def nothing_recognised() -> UnreadableFile:
    return UnreadableFile("Không nhận dạng được chữ nào trong bản quét. Hãy quét lại rõ hơn ở 200–300 dpi.")


def grey_picture(pixels: Any) -> bytes:
    """Grey pixels as the plainest picture file there is."""
    height, width = pixels.shape[:2]
    return b"P5\n%d %d\n255\n" % (width, height) + pixels.tobytes()


def recognise(picture: bytes, suffix: str) -> Sheet:
    """The words of a page; one that reads badly as it lies is turned upright and read again."""
    if not can_recognise():
        raise UnreadableFile(
            "Máy chủ chưa cài bộ nhận dạng chữ tiếng Việt nên chưa đọc được bản quét. Hãy tải tệp Word hoặc dán nội dung."
        )
    sheet = placed_words(_tesseract(picture, suffix, "--psm", "4", "tsv"))
    if _reads_well(sheet):
        return sheet
    turned = _upright(picture, suffix)
    again = placed_words(_tesseract(turned, ".pgm", "--psm", "4", "tsv")) if turned is not None else sheet
    return again if _reads_well(again) else sheet


def _reads_well(sheet: Sheet) -> bool:
    return len(sheet.words) >= 8 and legal_share(" ".join(each.text for each in sheet.words)) >= 0.55


def _upright(picture: bytes, suffix: str) -> bytes | None:
    """The same picture turned as tesseract thinks it should lie; None when it lies right or cannot be turned."""
    import numpy as np

    from documents.reading.pictures import grey_pixels

    try:
        told = _tesseract(picture, suffix, "--psm", "0", language="osd")
    except UnreadableFile:
        return None
    found = re.search(r"^Rotate: (90|180|270)$", told, re.MULTILINE)
    pixels = grey_pixels(picture) if found else None
    if found is None or pixels is None:
        return None
    # numpy turns against the clock, tesseract tells how far to turn with it.
    return grey_picture(np.ascontiguousarray(np.rot90(pixels, -int(found.group(1)) // 90)))


def _tesseract(picture: bytes, suffix: str, *options: str, language: str = "vie") -> str:
    with tempfile.TemporaryDirectory(prefix="thongsuot-ocr-") as folder:
        page = Path(folder) / f"page{suffix}"
        page.write_bytes(picture)
        command = ["tesseract", str(page), "stdout", "-l", language, *options]
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
    return done.stdout.decode("utf-8", "replace")


def placed_words(table: str) -> Sheet:
    """Words from tesseract's table, each line of them levelled: a page is never quite straight under the glass."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    page = 0.0
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "1":
            page = float(cells[8])
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(each) for each in cells[6:10])
        if float(cells[10]) < 25 and not any(char.isalnum() for char in cells[11]):
            # Specks and the edges of a stamp.
            continue
        lines.setdefault(tuple(cells[1:5]), []).append(Word(cells[11].strip(), left, left + width, top, top + height))
    slope = _slope(list(lines.values()))
    return Sheet([word for line in lines.values() for word in _levelled(line, slope)], [], page)


def _slope(lines: list[list[Word]]) -> float:
    slopes = [
        (line[-1].bottom - line[0].bottom) / (line[-1].x0 - line[0].x0)
        for line in lines
        if len(line) >= 5 and line[-1].x0 - line[0].x0 > 200
    ]
    return median(slopes) if slopes else 0.0


def _levelled(line: list[Word], slope: float) -> list[Word]:
    """Small letters and hyphens stand as high as the line they stand in."""
    shifts = [-slope * (each.x0 + each.x1) / 2 for each in line]
    top = median(each.top + shift for each, shift in zip(line, shifts, strict=True))
    bottom = median(each.bottom + shift for each, shift in zip(line, shifts, strict=True))
    return [each._replace(top=top, bottom=max(bottom, top + 1)) for each in line]


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
