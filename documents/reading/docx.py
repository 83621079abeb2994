"""Word files: body in order, automatic list numbers written out, tables with their merges, footnotes at the end.

Knows WordprocessingML; refuses to follow any link and to keep pictures.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.errors import UnreadableFile
from documents.reading.legacy import converter_for_font
from documents.reading.numbering import Numbering
from documents.reading.source_text import Cell, SourceText, Table
from kit.text import fold, nfc

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{W}br", f"{W}cr"}
_NOTE_MARKS = {f"{W}footnoteReference", f"{W}endnoteReference"}
_LAYOUT_MARKS = ("cong hoa xa hoi", "noi nhan", "dang cong san", "doc lap")


def read_docx(data: bytes) -> SourceText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive).read()
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile) as broken:
        raise UnreadableFile("Tệp .docx bị hỏng hoặc bị cắt cụt. Hãy mở bằng Word, lưu lại rồi tải lên.") from broken


@dataclass
class _Writer:
    """Collects the text and remembers where each cell of each table landed."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)

    def write(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def line(self, words: str) -> None:
        self.write(words + "\n")


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.numbering = Numbering(self._part("word/numbering.xml"), self._part("word/styles.xml"))
        self.fonts = self._style_fonts()
        self.writer = _Writer()
        self.legacy: set[str] = set()

    def _part(self, name: str) -> etree._Element | None:
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
        return etree.fromstring(self.archive.read(name), parser)

    def read(self) -> SourceText:
        main = "word/document.xml"
        if main not in self.names:
            main = next((name for name in sorted(self.names) if name.endswith("document.xml")), main)
        document = self._part(main)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise UnreadableFile("Tệp .docx không có nội dung văn bản. Hãy mở bằng Word, lưu lại rồi tải lên.")
        self._head()
        self._blocks(body)
        self._notes()
        text = "".join(self.writer.parts)
        if not text.strip():
            raise UnreadableFile("Tệp .docx không có chữ, có thể chỉ chứa ảnh quét. Hãy tải bản PDF hoặc ảnh quét.")
        notes = tuple(sorted(f"legacy_font:{name}" for name in self.legacy))
        return SourceText(text, tuple(self.writer.tables), "docx", False, notes)

    def _head(self) -> None:
        """Some letterheads live in the page header; repeated page numbers do not matter."""
        for name in sorted(each for each in self.names if each.startswith("word/header") and each.endswith(".xml")):
            part = self._part(name)
            if part is None:
                continue
            words = fold(_all_text(part))
            if "cong hoa xa hoi" in words or "so:" in words:
                self._blocks(part)
                return

    def _notes(self) -> None:
        for kind in ("footnote", "endnote"):
            part = self._part(f"word/{kind}s.xml")
            for note in part.iter(f"{W}{kind}") if part is not None else ():
                if note.get(f"{W}type") in {"separator", "continuationSeparator"}:
                    continue
                words = " ".join(filter(None, (self._words(each).strip() for each in note.iter(f"{W}p"))))
                if words:
                    self.writer.line(f"[{note.get(f'{W}id')}] {words}")

    def _blocks(self, parent: etree._Element) -> None:
        for child in _flattened(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = self._words(paragraph)
        label = self.numbering.label(paragraph) if words.strip() else ""
        words = f"{label} {words.lstrip()}" if label else words
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # Its end was deleted: the next paragraph goes on in this one.
            self.writer.write(words)
        else:
            self.writer.line(words)
        for box in _text_boxes(paragraph):
            self._blocks(box)

    def _words(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        for run in _runs(paragraph):
            font = self._font(run, paragraph)
            if _is_hidden(run):
                continue
            convert = converter_for_font(font)
            for node in run:
                if node.tag == f"{W}t":
                    words = node.text or ""
                    if convert is not None:
                        words = convert(words)
                        self.legacy.add(font or "")
                    pieces.append(words)
                elif node.tag == f"{W}tab":
                    pieces.append("\t")
                elif node.tag in _BREAKS:
                    pieces.append("\n")
                elif node.tag == f"{W}noBreakHyphen":
                    pieces.append("-")
                elif node.tag in _NOTE_MARKS:
                    pieces.append(f"[{node.get(f'{W}id')}]")
        return nfc("".join(pieces))

    def _font(self, run: etree._Element, paragraph: etree._Element) -> str | None:
        for owner, path in ((run, f"{W}rPr/{W}rFonts"), (paragraph, f"{W}pPr/{W}rPr/{W}rFonts")):
            fonts = owner.find(path)
            if fonts is not None:
                name = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
                if name:
                    return name
        for path in (f"{W}rPr/{W}rStyle", f"{W}pPr/{W}pStyle"):
            style = (run if "rStyle" in path else paragraph).find(path)
            name = self.fonts.get(style.get(f"{W}val") or "") if style is not None else None
            if name:
                return name
        return self.fonts.get("")

    def _style_fonts(self) -> dict[str, str]:
        """Fonts by style; the empty name is the default of the file."""
        styles = self._part("word/styles.xml")
        fonts: dict[str, str] = {}
        if styles is None:
            return fonts
        default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        if default is not None and default.get(f"{W}ascii"):
            fonts[""] = default.get(f"{W}ascii") or ""
        for style in styles.iter(f"{W}style"):
            own = style.find(f"{W}rPr/{W}rFonts")
            name = own.get(f"{W}ascii") if own is not None else None
            if name:
                fonts[style.get(f"{W}styleId") or "?"] = name
                if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                    fonts[""] = name
        return fonts

    def _table(self, table: etree._Element) -> None:
        rows = _rows(table)
        grid = [[cell for cell in _flattened(row) if cell.tag == f"{W}tc"] for row in rows]
        if self._is_layout(grid):
            for cells in grid:
                for cell in cells:
                    self._blocks(cell)
            return
        self.writer.line("")
        made: list[tuple[Cell, ...]] = []
        above: dict[int, str] = {}
        for cells in grid:
            row: list[Cell] = []
            column = 0
            for number, cell in enumerate(cells):
                if number:
                    self.writer.write("\t")
                span = _grid_span(cell)
                words = self._cell_words(cell)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                continued = merge is not None and merge.get(f"{W}val") in (None, "continue")
                start, end = self.writer.write("" if continued else words)
                # A cell merged downwards names every row it covers.
                shown = above.get(column, "") if continued else words
                above[column] = shown
                row.append(Cell(shown, start, end, span))
                column += span
            self.writer.write("\n")
            made.append(tuple(row))
        made = [row for row in made if row]
        if made:
            start = made[0][0].start
            self.writer.tables.append(Table(start, max(self.writer.length - 1, start + 1), tuple(made), exact=True))
        self.writer.line("")

    def _cell_words(self, cell: etree._Element) -> str:
        return "\n".join(self._cell_lines(cell)).replace("\t", " ")

    def _cell_lines(self, cell: etree._Element) -> Iterator[str]:
        for block in _flattened(cell):
            if block.tag == f"{W}tbl":
                for row in _rows(block):
                    inner = (self._cell_words(each) for each in _flattened(row) if each.tag == f"{W}tc")
                    yield " ".join(filter(None, inner))
            elif block.tag == f"{W}p":
                words = self._words(block).strip()
                if words:
                    label = self.numbering.label(block)
                    yield f"{label} {words}" if label else words
                for box in _text_boxes(block):
                    yield from self._cell_lines(box)

    def _is_layout(self, grid: list[list[etree._Element]]) -> bool:
        if not grid:
            return True
        words = fold(" ".join(_all_text(cell) for cells in grid[:4] for cell in cells))
        if len(grid) <= 6 and any(mark in words for mark in _LAYOUT_MARKS):
            return True
        return max(len(cells) for cells in grid) == 1 or len(grid) == 1


def _flattened(parent: etree._Element) -> Iterator[etree._Element]:
    """Children, with content controls, insertions and alternate content opened; deletions are not text."""
    for child in parent:
        if child.tag in {f"{W}sdt", f"{W}ins", f"{W}smartTag", f"{W}customXml", f"{W}moveTo"}:
            inner = child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child
            if inner is not None:
                yield from _flattened(inner)
        elif child.tag not in {f"{W}del", f"{W}moveFrom"}:
            yield child


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows that are left when changes are accepted."""
    return [row for row in _flattened(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None]


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in {"0", "false", "off"}


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    for child in _flattened(paragraph):
        if child.tag == f"{W}r":
            yield child
        elif child.tag in {f"{W}hyperlink", f"{W}fldSimple"}:
            yield from _runs(child)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    seen: set[str] = set()
    for box in paragraph.iter(f"{W}txbxContent"):
        words = _all_text(box)
        # Word writes each box twice, once for old readers.
        if words.strip() and words not in seen:
            seen.add(words)
            yield box


def _grid_span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val") if span is not None else None
    return min(int(value), 64) if value and value.isdecimal() and int(value) > 0 else 1


def _all_text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())
