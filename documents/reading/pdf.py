"""PDF: the text it carries, and recognition of its pages where that text is missing or bad.

Knows pages; refuses pictures inside them other than as whole scanned pages.
"""

from __future__ import annotations

import re

from documents.errors import UnreadableFile
from documents.reading.plain import source_from_text
from documents.reading.scan import can_recognise, recognised
from documents.reading.source_text import Progress, SourceText, in_silence
from documents.reading.syllables import is_bad_layer

MAX_PAGES = 500
MAX_SCANNED = 60
_DPI = 200
_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*$")


def read_pdf(data: bytes, progress: Progress = in_silence) -> SourceText:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise UnreadableFile("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from broken
        raise UnreadableFile("Tệp PDF bị hỏng hoặc bị cắt cụt. Hãy xuất lại PDF rồi tải lên.") from broken
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(f"Tệp PDF có {count} trang, nhiều hơn {MAX_PAGES}. Hãy tách tệp.")
        if count == 0:
            raise UnreadableFile("Tệp PDF không có trang nào. Hãy xuất lại PDF rồi tải lên.")
        text = "\n".join(_page_text(document, index) for index in range(count))
        if not is_bad_layer(text):
            progress(count, count)
            return source_from_text(text, "pdf")
        if not can_recognise() and len(text.split()) >= 30:
            # Bad words are better than none: the reading warns that its marks are lost.
            return source_from_text(text, "pdf")
        if count > MAX_SCANNED:
            raise UnreadableFile(f"Bản quét có {count} trang, nhiều hơn {MAX_SCANNED}. Hãy tách tệp hoặc tải tệp Word.")
        return recognised(((_picture(document, index), ".pgm") for index in range(count)), count, "pdf", progress)
    except pdfium.PdfiumError as broken:
        raise UnreadableFile("Tệp PDF bị hỏng hoặc bị cắt cụt. Hãy xuất lại PDF rồi tải lên.") from broken
    finally:
        document.close()


def _page_text(document: object, index: int) -> str:
    page = document[index]  # type: ignore[index]
    textpage = page.get_textpage()
    words = textpage.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
    textpage.close()
    page.close()
    lines = words.split("\n")
    # A lone number at the head or foot of a page is its number, not text.
    for place in (0, -1):
        while lines and (not lines[place].strip() or _PAGE_NUMBER.match(lines[place])):
            lines.pop(place)
    return "\n".join(lines)


def _picture(document: object, index: int) -> bytes:
    page = document[index]  # type: ignore[index]
    width, height = page.get_size()
    scale = min(_DPI / 72, (40_000_000 / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = bitmap.to_numpy()
    picture = b"P5\n%d %d\n255\n" % (pixels.shape[1], pixels.shape[0]) + pixels.tobytes()
    bitmap.close()
    page.close()
    return picture
