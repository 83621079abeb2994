"""Pictures of paper: recognised by tesseract with Vietnamese, page by page.

Knows how to check a picture's size before it is opened and how to call tesseract; refuses to judge what it read.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from statistics import median

from documents.errors import UnreadableFile
from documents.reading.layout import Sheet, Word
from documents.reading.pages import composed
from documents.reading.pictures import BROKEN, grey_picture, grey_pixels, picture_size
from documents.reading.source_text import Progress, SourceText, in_silence
from documents.reading.syllables import legal_share

MAX_PIXELS = 40_000_000
PAGE_SECONDS = 120
RECOGNISED_NOTE = "recognised"


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
        raise UnreadableFile(BROKEN)
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
