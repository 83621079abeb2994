"""How long an officer waits for a paper to be read: from the stored file to the reading, in the child process of the product.

The papers are made here from words of our own; the scan is a picture of such a page. Nothing raw stands beside them: there is no
other reader of such papers.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import docx

from bench.table import Row
from documents import read_file
from documents.reading.scan import can_recognise
from tests.reading.pdfs import Words, lines, pdf, pictured

PAGES, LINES = 20, 42
ROUNDS = 3
TARGET, GOAL = 2, 1
SCAN_TARGET, SCAN_GOAL = 8, 4
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
    word, printed = folder / "paper.docx", folder / "paper.pdf"
    made = docx.Document()
    for line in paper:
        made.add_paragraph(line)
    made.save(str(word))
    printed.write_bytes(pdf(_sheets(paper)))
    measured = [
        _row(f"read a .docx of {PAGES} pages", _waited(word), TARGET, GOAL, "s"),
        _row(f"read a text PDF of {PAGES} pages", _waited(printed), TARGET, GOAL, "s"),
    ]
    return measured if quick else [*measured, *_scan(folder, paper)]


def _scan(folder: Path, paper: list[str]) -> list[Row]:
    picture = pictured("\n".join(paper[:LINES]), size=11)
    if picture is None or not can_recognise():
        print("… no scan is read: tesseract with Vietnamese or a font is not installed", file=sys.stderr, flush=True)
        return []
    path = folder / "scan.pdf"
    path.write_bytes(pdf([[picture]]))
    return [_row("read a scanned page, one core", _measured(path, _cpu), SCAN_TARGET, SCAN_GOAL, "s")]


def _paper(count: int) -> list[str]:
    items = (line.format(n=number) for number in cycle(range(1, 90)) for line in _ITEM)
    return [*_HEAD, *islice(items, count - len(_HEAD))]


def _sheets(paper: list[str]) -> list[list[Words]]:
    return [lines("\n".join(paper[first : first + LINES]), size=11, step=17) for first in range(0, len(paper), LINES)]


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


def _row(name: str, value: float, target: int, goal: int, unit: str) -> Row:
    return Row(name, "child", value, unit, None, None, f"≤ {target} s", f"≤ {goal} s", value <= target)
