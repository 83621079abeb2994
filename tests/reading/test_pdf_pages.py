"""Pages as printers and scanners leave them: columns, running heads, cut words, drawn tables, turned and mixed pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import documents
from documents.reading.pdf import read_pdf
from documents.reading.scan import can_recognise
from tests.reading.pdfs import A4, Page, Picture, Words, lines, pdf, pictured
from tests.reading.test_sources import PLAN

BODY = PLAN[PLAN.index("KẾ HOẠCH\nTổ") :]
LEFT = ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH MỚI", "Số: 45/KH-UBND"]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Bình Mới, ngày 05 tháng 9 năm 2031",
]


def text_of(*pages: Page, turned: int = 0, box: tuple[float, float] = A4) -> str:
    return read_pdf(pdf(pages, box=box, turned=turned)).text


def needs_tesseract() -> None:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")


def test_a_letterhead_is_read_column_by_column() -> None:
    """However the words were written into the page: here right to left and bottom to top."""
    both = [*lines("\n".join(LEFT), x=40, size=8), *lines("\n".join(RIGHT), x=330, size=8)]
    read = text_of([*lines("Căn cứ Luật Trẻ em;", top=700), *reversed(both)])
    assert read.split() == " ".join([*LEFT, *RIGHT, "Căn cứ Luật Trẻ em;"]).split()


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    pages = [
        [Words(60, 810, f"Kế hoạch an toàn năm 2031 - trang {number}"), Words(290, 30, f"{number}"),
         *lines(f"Điều {number}. Việc thứ {number}\nĐơn vị thứ {number} thực hiện.")]
        for number in range(1, 5)
    ]  # fmt: skip
    read = text_of(*pages)
    assert "trang" not in read
    assert [line for line in read.split("\n") if line.strip()] == [
        line for number in range(1, 5) for line in (f"Điều {number}. Việc thứ {number}", f"Đơn vị thứ {number} thực hiện.")
    ]  # fmt: skip


def test_symbols_and_words_cut_at_the_end_of_a_line_are_whole_again() -> None:
    read = text_of(lines("Căn cứ Công văn số 640/SGDĐT-\nTCCB và Quyết định số 12/\nQĐ-UBND về việc triể-\nn khai."))
    assert "640/SGDĐT-TCCB" in read
    assert "12/QĐ-UBND" in read
    assert "triển khai" in read


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    """A name may break anywhere; only the right margin tells that the sentence goes on."""
    full = "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh Sông Hương và Công văn của Sở Y tế tỉnh"
    read = text_of(lines(f"{full}\nSông Hương, Trường Mẫu xây dựng kế hoạch\nMục đích\nNâng cao ý thức", size=10))
    assert "Sở Y tế tỉnh Sông Hương, Trường Mẫu xây dựng kế hoạch\nMục đích\nNâng cao ý thức" in read


def test_a_drawn_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    """Cells of several lines stay together, a heading over two columns keeps both, and no word is read twice."""
    drawn = (
        b"0.5 w 40 700 m 540 700 l S 40 670 m 540 670 l S 40 600 m 540 600 l S 240 685 m 540 685 l S 40 700 m 40 600 l S "
        b"240 700 m 240 600 l S 390 685 m 390 600 l S 540 700 m 540 600 l S"
    )
    words = [
        Words(50, 688, "Nội dung"), Words(250, 689, "Số học sinh", 9), Words(250, 674, "Nữ", 9), Words(400, 674, "Nam", 9),
        Words(50, 650, "Khối lớp Một của"), Words(50, 634, "các trường tiểu học"), Words(250, 640, "12"), Words(400, 640, "15"),
    ]  # fmt: skip
    read = read_pdf(pdf([[*words, *lines("Trên đây là số liệu.", top=560)]], drawn=drawn))
    (table,) = read.tables
    assert [[cell.words for cell in row] for row in table.rows] == [
        ["Nội dung", "Số học sinh"],
        ["Nội dung", "Nữ", "Nam"],
        ["Khối lớp Một của các trường tiểu học", "12", "15"],
    ]
    assert [cell.span for cell in table.rows[0]] == [1, 2]
    assert read.text.count("trường tiểu học") == 1
    assert read.text.rstrip().endswith("Trên đây là số liệu.")
    for row in table.rows:
        for cell in row:
            assert read.text[cell.start : cell.end] in {cell.text, ""}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("told", [True, False], ids=["and says so", "and says nothing"])
def test_a_page_that_lies_on_its_side_is_read_as_one_turns_it(turned: int, told: bool) -> None:
    """A landscape table bound into a portrait paper: its words run up the page, whether or not the page is shown turned."""
    page = [Words(60, 500, "dòng thứ nhất của trang"), Words(60, 480, "dòng thứ hai của trang")]
    read = read_pdf(pdf([page], turned=turned if told else 0, lying=turned)).text
    assert read.split("\n")[:2] == ["dòng thứ nhất của trang", "dòng thứ hai của trang"]


def test_scanned_pages_among_printed_ones_are_recognised(tmp_path: Path) -> None:
    """The decision is printed, the list behind it was scanned in: both are read, in their order."""
    needs_tesseract()
    printed = lines(BODY.strip(), size=9)
    path = tmp_path / "hai-loai.pdf"
    path.write_bytes(pdf([printed, [picture("PHỤ LỤC\nDANH SÁCH CÁC TRƯỜNG TIỂU HỌC")], lines(BODY.strip(), size=9)]))
    told: list[tuple[int, int]] = []
    reading = documents.read_file(path, progress=lambda *pages: told.append(pages))
    assert reading.recognised
    assert (
        reading.text.index("Mục đích".upper())
        < reading.text.index("DANH SÁCH CÁC TRƯỜNG")
        < reading.text.rindex("MỤC ĐÍCH")
    )
    assert told[-1] == (3, 3)


def test_a_bad_text_under_a_scan_is_recognised_anew() -> None:
    """A scanner's own text without marks lies under the picture; the picture is believed."""
    needs_tesseract()
    bad = (
        "UBND HUYEN Phong Gido duc va Pao tao hu6ng dan cac truong thyc hién nhiém vy nam hoc moi tai cac xa phuong\n"
        * 3
    )
    read = read_pdf(pdf([[*lines(bad, size=8), picture("KẾ HOẠCH\nTrồng cây xanh tại các trường học")]]))
    assert read.recognised
    assert "Trồng cây xanh tại các trường học" in read.text
    assert "Gido" not in read.text


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_scan_that_lies_on_its_side_is_turned_upright(turns: int) -> None:
    needs_tesseract()
    upright = picture("\n".join([*LEFT, *BODY.split("\n")[:12]]))
    pixels = np.frombuffer(upright.pixels, np.uint8).reshape(upright.height, upright.width)
    turned = np.ascontiguousarray(np.rot90(pixels, turns))
    box = (842, 595) if turns % 2 else A4
    read = read_pdf(pdf([[Picture(turned.tobytes(), turned.shape[1], turned.shape[0])]], box=box)).text
    assert "45/KH-UBND" in read
    assert "Tổ chức tháng an toàn giao thông" in read


def picture(text: str) -> Picture:
    """Words as a scanner sees them."""
    drawn = pictured(text)
    if drawn is None:
        pytest.skip("no font with Vietnamese letters is installed (fonts-dejavu or fonts-liberation)")
    return drawn
