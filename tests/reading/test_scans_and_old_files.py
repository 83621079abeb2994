"""The same plan printed to PDF, scanned, and saved by an old Word; needs LibreOffice and tesseract with Vietnamese."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

import documents
from documents.errors import UnreadableFile
from documents.reading.scan import can_recognise
from documents.reading.syllables import is_bad_layer, legal_share
from tests.reading.jpegs import jpeg
from tests.reading.test_sources import PLAN, assert_is_the_plan


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plan.docx, plan.pdf and plan.doc, made by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    import docx

    folder = tmp_path_factory.mktemp("printed")
    paper = docx.Document()
    paper.styles["Normal"].font.name = "Liberation Serif"
    head = paper.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nPHƯỜNG AN BÌNH MỚI\nSố: 45/KH-UBND"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình Mới, ngày 05 tháng 9 năm 2031"
    for line in PLAN[PLAN.index("KẾ HOẠCH\nTổ") :].split("\n"):
        paper.add_paragraph(line)
    paper.save(str(folder / "plan.docx"))
    for kind in ("pdf", "doc"):
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind, "--outdir", str(folder), str(folder / "plan.docx")],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
    return folder


def test_a_printed_pdf_reads_like_the_text(printed: Path) -> None:
    reading = documents.read_file(printed / "plan.pdf")
    assert reading.source == "pdf"
    assert not reading.recognised
    assert_is_the_plan(reading)


def test_an_old_word_file_reads_like_the_text(printed: Path) -> None:
    reading = documents.read_file(printed / "plan.doc")
    assert reading.source == "doc"
    assert_is_the_plan(reading)


def test_a_scan_is_recognised(printed: Path) -> None:
    """A picture of the page, alone and inside a PDF, gives the plan, marked as recognised."""
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    pixels, width, height = rendered(printed / "plan.pdf")
    (printed / "scan.png").write_bytes(png(pixels, width, height))
    (printed / "scan.pdf").write_bytes(picture_pdf(pixels, width, height))
    for name in ("scan.png", "scan.pdf"):
        reading = documents.read_file(printed / name)
        assert reading.recognised
        assert reading.document.number == "45/KH-UBND"
        assert reading.document.issuer == "Ủy ban nhân dân phường An Bình Mới"
        assert reading.tasks[0].lead == ("Phòng Văn hóa - Xã hội",)
        assert reading.reporting[0].due == "2031-10-05"


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_photograph_taken_sideways_is_turned(printed: Path, kind: str) -> None:
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    import numpy as np

    pixels, width, height = rendered(printed / "plan.pdf")
    sideways = np.ascontiguousarray(np.rot90(np.frombuffer(pixels, np.uint8).reshape(height, width)))
    path = printed / f"photo.{kind}"
    path.write_bytes(png(sideways.tobytes(), height, width) if kind == "png" else jpeg(sideways))
    reading = documents.read_file(path)
    assert (reading.source, reading.recognised) == ("image", True)
    assert reading.document.number == "45/KH-UBND"
    assert reading.tasks[0].lead == ("Phòng Văn hóa - Xã hội",)


def test_a_picture_too_large_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    path = tmp_path / "to.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + b"IHDR" + head + b"\0" * 4)
    with pytest.raises(UnreadableFile) as refused:
        documents.read_file(path)
    assert "40 triệu điểm ảnh" in refused.value.message


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 400)
    with pytest.raises(UnreadableFile) as refused:
        documents.read_file(path)
    assert "hỏng" in refused.value.message


def test_a_text_layer_without_marks_is_thrown_away() -> None:
    assert not is_bad_layer(PLAN)
    assert legal_share(PLAN) > 0.9
    assert is_bad_layer("UBND HUYEN Phong Gido duc va Pao tao hu6ng dan cac truong thyc hién nhiém vy " * 8)
    assert is_bad_layer("abc")


def rendered(path: Path) -> tuple[bytes, int, int]:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    pixels = document[0].render(scale=200 / 72, grayscale=True).to_numpy()
    height, width = pixels.shape[:2]
    return pixels.tobytes(), width, height


def png(pixels: bytes, width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture_pdf(pixels: bytes, width: int, height: int) -> bytes:
    """A PDF that is nothing but one picture, as scanners make them."""
    packed = zlib.compress(pixels)
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (width, height, len(packed), packed),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )
