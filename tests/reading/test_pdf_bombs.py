"""Files made to exhaust whoever opens them: each is refused in a sentence, and the product stays as light as it was."""

from __future__ import annotations

import os
import threading
import zlib
from pathlib import Path

import psutil
import pytest

import documents
from documents.errors import UnreadableFile
from tests.reading.files import docx, paragraph
from tests.reading.pdfs import assembled, lines, pdf
from tests.reading.test_hostile_files import refusal, saved
from tests.reading.test_sources import PLAN, assert_is_the_plan

MEGABYTE = 1 << 20


def page_of(contents: bytes, *, box: bytes = b"0 0 595 842", kids: bytes = b"3 0 R") -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 1>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<>>>>" % box,
        contents,
    ]


def squeezed(data: bytes, times: int = 1) -> bytes:
    """A stream packed several times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (b"/FlateDecode " * times, len(data), data)


def deflate_bomb() -> bytes:
    """Some kilobytes that unpack to a gigabyte of drawing."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(b"0 0 m 9 9 l S\n" * 75_000) for _ in range(1000)) + inner.flush()
    return assembled(page_of(squeezed(packed, 0).replace(b"[]", b"[/FlateDecode]")))


def huge_page() -> bytes:
    return assembled(page_of(squeezed(b"0 0 m 9 9 l S"), box=b"0 0 2000000 2000000"))


def endless_tree() -> bytes:
    """Pages whose parent is their own child."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
        ]
    )


def deep_nesting() -> bytes:
    return assembled(page_of(squeezed(b"[" * 3_000_000 + b"]" * 3_000_000)))


def deep_objects() -> bytes:
    return assembled([*page_of(squeezed(b"")), b"<</A " * 200_000 + b">>" * 200_000])


def many_objects() -> bytes:
    return assembled(page_of(squeezed(b"")) + [b"null"] * 400_000)


def five_thousand_pages() -> bytes:
    return pdf([[]] * 5000)


def locked() -> bytes:
    """A PDF that asks for a password nobody gave."""
    secret = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"28" * 32, b"11" * 32)
    return assembled([*page_of(squeezed(b"")), secret], trailer=b"/Encrypt 5 0 R/ID[<00><00>]")


BOMBS = {
    "a stream of a gigabyte": deflate_bomb, "a page of seven hundred metres": huge_page, "pages in a circle": endless_tree,
    "a million brackets": deep_nesting, "objects in objects": deep_objects, "many objects": many_objects,
    "five thousand pages": five_thousand_pages, "a lock": locked,
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_pdf_that_would_exhaust_us_is_refused_and_costs_nothing(tmp_path: Path, bomb) -> None:  # type: ignore[no-untyped-def]
    path = saved(tmp_path, "bom.pdf", bomb())
    assert path.stat().st_size < 20 * MEGABYTE
    before = psutil.Process().memory_info().rss
    message = refusal(path)
    assert psutil.Process().memory_info().rss - before < 30 * MEGABYTE
    assert "Hãy" in message
    assert not [each for each in psutil.Process().children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE]


def test_what_is_refused_is_named() -> None:
    from documents.reading.pdf import read_pdf

    for data, word in (
        (five_thousand_pages(), "5000 trang"),
        (locked(), "mật khẩu"),
        (huge_page(), "trang lớn bất thường"),
    ):
        with pytest.raises(UnreadableFile) as refused:
            read_pdf(data)
        assert word in refused.value.message


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".doc", ".rtf", ".odt", ".pdf", ".png", ".jpg", ".tif"])
def test_noise_under_every_name_is_refused(tmp_path: Path, suffix: str) -> None:
    refusal(saved(tmp_path, f"rac{suffix}", b"\x00" + os.urandom(3000)))
    assert "rỗng" in refusal(saved(tmp_path, f"trong{suffix}", b""))


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".png", ".pdf"])
def test_a_file_cut_in_half_is_told_so(tmp_path: Path, suffix: str) -> None:
    word = docx(paragraph("KẾ HOẠCH"))
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0" + b"\0" * 300
    whole = {".docx": word, ".odt": word, ".png": picture, ".pdf": pdf([lines(PLAN)])}[suffix]
    half = 600 if suffix == ".pdf" else len(whole) // 2
    assert "Hãy" in refusal(saved(tmp_path, f"cut{suffix}", whole[:half]))


def test_a_word_file_with_a_password_is_told_so(tmp_path: Path) -> None:
    """Word keeps a locked .docx in the container of its older days, with a stream of that name."""
    container = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
    )
    assert "mật khẩu" in refusal(saved(tmp_path, "khoa.docx", container))
    assert "mật khẩu" in refusal(saved(tmp_path, "khoa.doc", container))


def test_another_reading_goes_on_while_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = saved(tmp_path, "bom.pdf", deflate_bomb())
    paper = saved(tmp_path, "ke-hoach.txt", PLAN.encode())
    refused: list[str] = []

    def open_bomb() -> None:
        try:
            documents.read_file(bomb)
        except UnreadableFile as why:
            refused.append(why.message)

    other = threading.Thread(target=open_bomb)
    other.start()
    assert_is_the_plan(documents.read_file(paper))
    assert_is_the_plan(documents.read_file(paper))
    other.join(120)
    assert len(refused) == 1
