"""PDF: the text it carries, page by page, and recognition of the pages whose text is missing or bad.

Knows which pages can be believed and what repeats on them; refuses to know where words stand (documents.reading.pdf_page).
"""

from __future__ import annotations

from typing import Any

from documents.errors import UnreadableFile
from documents.reading.layout import Sheet, Word
from documents.reading.pages import composed
from documents.reading.pictures import grey_picture
from documents.reading.scan import RECOGNISED_NOTE, can_recognise, nothing_recognised, recognise
from documents.reading.source_text import Progress, SourceText, in_silence
from documents.reading.syllables import is_bad_layer, legal_share

MAX_PAGES = 500
MAX_SCANNED = 60
# A page larger than a banner is drawn smaller; one larger than this is no page.
MAX_POINTS = 20_000
_DPI = 200
_BROKEN = "Tệp PDF bị hỏng hoặc bị cắt cụt. Hãy xuất lại PDF rồi tải lên."


def read_pdf(data: bytes, progress: Progress = in_silence) -> SourceText:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise UnreadableFile("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from broken
        raise UnreadableFile(_BROKEN) from broken
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(f"Tệp PDF có {count} trang, nhiều hơn {MAX_PAGES}. Hãy tách tệp.")
        if count == 0:
            raise UnreadableFile("Tệp PDF không có trang nào. Hãy xuất lại PDF rồi tải lên.")
        return _read(document, count, progress)
    except pdfium.PdfiumError as broken:
        raise UnreadableFile(_BROKEN) from broken
    finally:
        document.close()


def _read(document: Any, count: int, progress: Progress) -> SourceText:
    pages: list[Sheet] = []
    scans: list[int] = []
    for index in range(count):
        sheet, believed = _page(document, index)
        pages.append(sheet)
        if not believed:
            scans.append(index)
    if scans and not can_recognise() and sum(len(page.words) for page in pages) >= 30:
        # Bad words are better than none: the reading warns that its marks are lost.
        scans = []
    if len(scans) > MAX_SCANNED:
        raise UnreadableFile(
            f"Bản quét có {len(scans)} trang, nhiều hơn {MAX_SCANNED}. Hãy tách tệp hoặc tải tệp Word."
        )
    done = count - len(scans)
    progress(done, count)
    for index in scans:
        pages[index] = recognise(_picture(document, index), ".pgm")
        done += 1
        progress(done, count)
    if not any(page.words for page in pages):
        raise nothing_recognised()
    read = composed(pages)
    return SourceText(read.text, read.tables, "pdf", bool(scans), (RECOGNISED_NOTE,) if scans else ())


def _page(document: Any, index: int) -> tuple[Sheet, bool]:
    """What a page carries, and whether that can be believed."""
    from documents.reading.pdf_page import page_rules, page_words

    page = document[index]
    try:
        width, height = page.get_size()
        if max(width, height) > MAX_POINTS:
            raise UnreadableFile("Tệp PDF có trang lớn bất thường, không an toàn để mở. Hãy xuất lại PDF khổ A4.")
        words, wide = page_words(page)
        believed = _is_believed(words, _is_pictured(page, width * height))
        return Sheet(words, page_rules(page) if believed and words else [], wide), believed
    finally:
        page.close()


def _is_believed(words: list[Word], pictured: bool) -> bool:
    """Whether the text of a page says what the page shows."""
    text = " ".join(each.text for each in words)
    spelled = sum(1 for each in words if sum(map(str.isalpha, each.text)) > 1)
    if spelled < 30:
        # A stamp laid over a scan, or a page that is short: the picture decides.
        return bool(words) and not pictured and (spelled < 8 or legal_share(text) >= 0.4)
    return not is_bad_layer(text) if pictured else legal_share(text) >= 0.4


def _is_pictured(page: Any, area: float) -> bool:
    """Whether a picture covers most of the page, as on a scan."""
    import pypdfium2.raw as raw

    covered = 0.0
    for number, picture in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
        if number > 500 or covered > 0.5 * area:
            break
    return covered > 0.5 * area


def _picture(document: Any, index: int) -> bytes:
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (40_000_000 / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return grey_picture(bitmap.to_numpy())
        finally:
            bitmap.close()
    finally:
        page.close()
