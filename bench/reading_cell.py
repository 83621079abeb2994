"""How long an officer waits for a paper to be read: from the stored file to the reading, in the child process of the product.

The papers are made here from words of our own; the scan is a picture of such a page. Nothing raw stands beside them: there is no
other reader of such papers.
"""

from __future__ import annotations

import ctypes
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from bench.table import Row
from documents import read_file
from documents.reading.scan import can_recognise

PAGES, LINES = 20, 42
ROUNDS = 3
TARGET, GOAL = 2, 1
SCAN_TARGET, SCAN_GOAL = 8, 4
_A4 = (595, 842)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONTS = [
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
]
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 128/KH-UBND
Sông Hương, ngày 25 tháng 4 năm 2031
KẾ HOẠCH
Phòng, chống đuối nước cho học sinh giai đoạn 2031 - 2035
Căn cứ Quyết định số 1248/QĐ-TTg ngày 10 tháng 02 năm 2031 của Thủ tướng Chính phủ;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. NHIỆM VỤ""".split("\n")
_ITEM = """{n}. Tổ chức các đợt truyền thông cao điểm trước kỳ nghỉ hè và mùa mưa lũ tại các trường
học trên địa bàn; biên soạn, cấp phát tài liệu hướng dẫn kỹ năng an toàn cho học sinh.
- Đơn vị chủ trì: Sở Giáo dục và Đào tạo.
- Đơn vị phối hợp: Công an tỉnh, Tỉnh đoàn, Ủy ban nhân dân các xã, phường.
- Thời gian thực hiện: Trước ngày 30/5/2031.
Báo cáo kết quả về Sở Giáo dục và Đào tạo trước ngày 10 tháng 6 hằng năm.""".split("\n")


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Word and PDF always; the scan takes a recogniser and half a minute."""
    paper = _paper(PAGES * LINES)
    word = folder / "paper.docx"
    _write_word(word, paper)
    measured = [_row(f"read a .docx of {PAGES} pages", _waited(word), TARGET, GOAL)]
    font = next((each for each in _FONTS if each.exists()), None)
    if font is None:
        _say("no PDF is read: no font with Vietnamese letters is installed")
        return measured
    printed = folder / "paper.pdf"
    document = _printed(paper, font.read_bytes())
    document.save(str(printed))
    measured.append(_row(f"read a text PDF of {PAGES} pages", _waited(printed), TARGET, GOAL))
    if quick:
        return measured
    if not can_recognise():
        _say("no scan is read: tesseract with Vietnamese is not installed")
        return measured
    scan = folder / "scan.pdf"
    _scanned(document[0]).save(str(scan))
    return [*measured, _row("read a scanned page, one core", _measured(scan, _cpu), SCAN_TARGET, SCAN_GOAL)]


def _write_word(path: Path, paper: list[str]) -> None:
    """The least that Word would open."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paper)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{_WORD}'><w:body>{body}</w:body></w:document>")


def _printed(paper: list[str], font: bytes) -> pdfium.PdfDocument:
    document = pdfium.PdfDocument.new()
    data = (ctypes.c_uint8 * len(font)).from_buffer_copy(font)
    loaded = raw.FPDFText_LoadFont(document.raw, data, len(font), raw.FPDF_FONT_TRUETYPE, 1)
    for first in range(0, len(paper), LINES):
        page = document.new_page(*_A4)
        for number, line in enumerate(paper[first : first + LINES]):
            words = raw.FPDFPageObj_CreateTextObj(document.raw, loaded, 10)
            raw.FPDFText_SetText(words, (ctypes.c_ushort * (len(line) + 1))(*map(ord, line), 0))
            raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, 60, 780 - 17 * number)
            raw.FPDFPage_InsertObject(page.raw, words)
        page.gen_content()
    return document


def _scanned(printed: pdfium.PdfPage) -> pdfium.PdfDocument:
    """A page that is nothing but its own picture."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(*_A4)
    picture = pdfium.PdfImage.new(document)
    picture.set_bitmap(printed.render(scale=200 / 72, grayscale=True))
    picture.set_matrix(pdfium.PdfMatrix().scale(*_A4))
    page.insert_obj(picture)
    page.gen_content()
    return document


def _paper(count: int) -> list[str]:
    items = (line.format(n=number) for number in cycle(range(1, 90)) for line in _ITEM)
    return [*_HEAD, *islice(items, count - len(_HEAD))]


def _waited(path: Path) -> float:
    return _measured(path, time.perf_counter)


def _cpu() -> float:
    """What children and theirs have used of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _measured(path: Path, clock: Callable[[], float]) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = clock()
        reading = read_file(path)
        taken.append(clock() - started)
        if not reading.tasks or reading.document.number != "128/KH-UBND":
            raise RuntimeError(f"{path.name} was not read as it was written")
    return statistics.median(taken)


def _say(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


def _row(name: str, value: float, target: int, goal: int) -> Row:
    return Row(name, "child", value, "s", None, None, f"≤ {target} s", f"≤ {goal} s", value <= target)
