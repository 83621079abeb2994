"""One paper in every shape in which it may arrive: Word with typed and automatic numbers, old fonts, PDF, scan.

Takes the text of a paper, sees its letterhead, tables and signature, and sets them as an office sets them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pypdfium2 as pdfium
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.flow import shouts
from documents.reading.legacy import _TCVN3, _VNI_MARKS
from documents.reading.plain_tables import find_tables
from documents.reading.scan import can_recognise
from tests.reading.pdfs import Picture, pdf

FONT = "Liberation Serif"
Run = tuple[str, str]
Typing = Callable[[str], list[Run]]
_RIGHT = re.compile(r"CỘNG HÒA|Độc lập|ĐẢNG CỘNG SẢN|.*, ngày\b.*\d{4}$")
_RULE = re.compile(r"[\s\-_*]*")
_AUTOMATIC = [
    (re.compile(r"(?=[IVX])(?:X?(?:IX|IV|V?I{0,3}))\.\s+"), 0),
    (re.compile(r"\d{1,2}\.\s+"), 1),
    (re.compile(r"[a-zđ]\)\s+"), 2),
    (re.compile(r"-\s+"), 3),
]


@dataclass(frozen=True)
class Paper:
    """A paper by its parts; a table stands in the body as its rows."""

    left: list[str]
    right: list[str]
    body: list[str | list[list[str]]]
    foot: list[str]
    signed: list[str]
    behind: list[str | list[list[str]]]


def parts_of(text: str) -> Paper:
    lines = text.split("\n")
    title = next(i for i, line in enumerate(lines) if re.match(r"KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|Kính gửi", line.strip()))
    head = [line.strip() for line in lines[:title] if not _RULE.fullmatch(line)]
    foot = next(i for i, line in enumerate(lines) if line.startswith("Nơi nhận"))
    ends = next((i for i in range(foot, len(lines)) if re.match(r"\w+ (?:Văn|Thị) Mẫu", lines[i])), foot)
    ends = max(ends, next(i for i in range(foot + 1, len(lines)) if not lines[i].startswith("-")))
    below = [line for line in lines[foot : ends + 1] if line.strip()]
    return Paper(
        [line for line in head if not _RIGHT.match(line)],
        [line for line in head if _RIGHT.match(line)],
        _blocks("\n".join(lines[title:foot])),
        [line for line in below if line.startswith(("-", "Nơi nhận"))],
        [line for line in below if not line.startswith(("-", "Nơi nhận"))],
        _blocks("\n".join(lines[ends + 1 :])),
    )


def _blocks(text: str) -> list[str | list[list[str]]]:
    blocks: list[str | list[list[str]]] = []
    place = 0
    for table in find_tables(text):
        # A piped table's border belongs to it.
        start = text.rfind("\n", 0, table.start) + 1
        blocks += [line for line in text[place:start].split("\n") if line.strip()]
        blocks.append([[cell.text for cell in row] for row in table.rows])
        place = text.find("\n", table.end) if text.find("\n", table.end) >= 0 else len(text)
    return [*blocks, *(line for line in text[place:].split("\n") if line.strip())]


def plainly(words: str) -> list[Run]:
    return [(words, FONT)]


def in_tcvn3(words: str) -> list[Run]:
    """As typed with .VnTime; capitals with marks are small letters in the font of capitals."""
    back = {letter: sign for sign, letter in _TCVN3.items()}
    runs: list[Run] = []
    for letter in words:
        capital = letter not in back and letter.lower() in back
        code, font = (back[letter.lower()], ".VnTimeH") if capital else (back.get(letter, letter), ".VnTime")
        if runs and runs[-1][1] == font:
            runs[-1] = (runs[-1][0] + code, font)
        else:
            runs.append((code, font))
    return runs


def in_vni(words: str) -> list[Run]:
    """As typed with VNI-Times: the marks stand behind the letter."""
    signs = {marks: sign for sign, marks in _VNI_MARKS.items()}
    alone = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "í": "í", "ì": "ì", "ỵ": "î"}
    out = ""
    for letter in words:
        small = letter.lower()
        if small in alone:
            code = alone[small]
        else:
            bare, *marks = unicodedata.normalize("NFD", small)
            horn = "\u031b" in marks
            bare = {"o": "ô", "u": "ö"}[bare] if horn else bare
            order = sorted((each for each in marks if each != "\u031b"), key=lambda each: each not in "\u0302\u0306")
            code = bare + (signs["".join(order)].lower() if order else "")
        out += code.upper() if letter.isupper() else code
    return [(out, "VNI-Times")]


def word_file(
    paper: Paper, path: Path, *, typing: Typing = plainly, automatic: bool = False, footer: bool = True
) -> Path:
    made = docx.Document()
    made.styles["Normal"].font.name = FONT
    made.styles["Normal"].font.size = Pt(13)
    made.styles["Normal"].paragraph_format.space_after = Pt(3)
    if footer:
        _page_numbers(made)
    if automatic:
        _lists(made)
    _side_by_side(made, paper.left, paper.right, typing)
    _body(made, paper.body, typing, automatic)
    if paper.foot:
        _side_by_side(made, paper.foot, paper.signed, typing)
    if paper.behind:
        made.add_page_break()
        _body(made, paper.behind, typing, False)
    made.save(str(path))
    return path


def _side_by_side(made: Any, left: list[str], right: list[str], typing: Typing) -> None:
    cells = made.add_table(1, 2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            _typed(paragraph, line, typing, 11)


def _typed(paragraph: Any, words: str, typing: Typing, size: int | None = None) -> None:
    for piece, font in typing(words):
        run = paragraph.add_run(piece)
        run.font.name = font
        if size:
            run.font.size = Pt(size)


def _body(made: Any, blocks: list[str | list[list[str]]], typing: Typing, automatic: bool) -> None:
    for block in blocks:
        if isinstance(block, str):
            level, words = _automatic(block.strip()) if automatic else (None, block.strip())
            paragraph = made.add_paragraph()
            if level is not None:
                _numbered(paragraph, level)
            elif shouts(words):
                paragraph.alignment = 1
            _typed(paragraph, words, typing)
            continue
        table = made.add_table(len(block), max(len(row) for row in block))
        table.style = "Table Grid"
        for row, cells in zip(block, table.rows, strict=True):
            if len(row) < len(cells.cells):
                # The last heading of a short row stands over the columns that are left.
                cells.cells[len(row) - 1].merge(cells.cells[-1])
            for words, cell in zip(row, cells.cells, strict=False):
                _typed(cell.paragraphs[0], words, typing)


def _automatic(words: str) -> tuple[int | None, str]:
    for pattern, level in _AUTOMATIC:
        found = pattern.match(words)
        if found:
            return level, words[found.end() :]
    return None, words


def _lists(made: Any) -> None:
    """One list of four levels: I. 1. a) and a dash."""
    numbering = made.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for index, (form, text) in enumerate(
        [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")]
    ):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(index))
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            each = OxmlElement(f"w:{name}")
            each.set(qn("w:val"), value)
            level.append(each)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    which = OxmlElement("w:abstractNumId")
    which.set(qn("w:val"), "77")
    number.append(which)
    numbering.append(number)


def _numbered(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 77


def _page_numbers(made: Any) -> None:
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.alignment = 1
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run.append(mark)


def converted(files: Iterable[Path], kind: str, folder: Path) -> list[Path]:
    """LibreOffice's own rendering of some files."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    files = list(files)
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{each.stem}.{kind}" for each in files]


def scanned(printed: Path, path: Path, *, dpi: int = 250, lean: float = 0.006, quarter_turns: int = 0) -> Path:
    """The printed pages as a scanner gives them back: grey, a little askew, with specks."""
    if not can_recognise():
        pytest.skip("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")
    specks = np.random.default_rng(7)
    document = pdfium.PdfDocument(str(printed))
    pages = []
    for page in document:
        pixels = page.render(scale=dpi / 72, grayscale=True).to_numpy().astype(np.int16)
        height, width = pixels.shape
        rows = (np.arange(height)[:, None] + (lean * np.arange(width))[None, :]).astype(int).clip(0, height - 1)
        columns = (np.arange(width)[None, :] - (lean * np.arange(height))[:, None]).astype(int).clip(0, width - 1)
        leant = pixels[rows, columns] + specks.normal(0, 12, pixels.shape).astype(np.int16)
        shown = np.ascontiguousarray(np.rot90(leant.clip(0, 255).astype(np.uint8), quarter_turns))
        pages.append([Picture(shown.tobytes(), shown.shape[1], shown.shape[0])])
    turned = (842, 595) if quarter_turns % 2 else (595, 842)
    path.write_bytes(pdf(pages, box=turned))
    return path
