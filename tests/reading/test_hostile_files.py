"""A file may be broken or meant to break us; the officer gets one sentence, the product keeps running."""

from __future__ import annotations

import io
import os
import resource
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import documents
from documents.child import source_of
from documents.errors import UnreadableFile
from documents.reader import read_source
from tests.reading.files import TYPES, W, docx, paragraph


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        documents.read_file(path)
    message = refused.value.message
    assert message.endswith(".")
    assert "\n" not in message
    return message


def outcome(data: bytes, name: str) -> str:
    """What becomes of some bytes: a reading, or the sentence of the refusal."""
    try:
        read_source(source_of(data, name)).to_json()
    except UnreadableFile as refused:
        return refused.message
    return "read"


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    assert "rỗng" in refusal(saved(tmp_path, "trong.docx", b""))
    assert "rỗng" in refusal(saved(tmp_path, "trong.txt", b" \n\t \n"))


def test_random_bytes_named_docx_are_refused(tmp_path: Path) -> None:
    assert "đuôi .docx" in refusal(saved(tmp_path, "rac.docx", os.urandom(5000)))
    assert "hỏng" in refusal(saved(tmp_path, "rac.docx", b"PK\x03\x04" + os.urandom(5000)))


def test_a_truncated_word_file_is_refused(tmp_path: Path) -> None:
    whole = docx(paragraph("KẾ HOẠCH") * 400)
    assert "hỏng" in refusal(saved(tmp_path, "cut.docx", whole[: len(whole) // 2]))


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * (1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "quá lớn" in refusal(saved(tmp_path, "bom.docx", memory.getvalue()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """The header says one kilobyte, the stream holds far more."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", b" " * (60 << 20))
    data = memory.getvalue()
    data = data.replace((60 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    refusal(saved(tmp_path, "doi.docx", data))


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    assert "tệp nén khác" in refusal(
        saved(tmp_path, "long.docx", docx(paragraph("x"), word__embeddings__a_dot_zip=b"PK"))
    )


def test_a_file_of_ten_thousand_parts_is_refused(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"word/{number}.xml", "")
    assert "quá nhiều phần" in refusal(saved(tmp_path, "nhieu.docx", memory.getvalue()))


def test_entities_are_refused_wherever_they_hide(tmp_path: Path) -> None:
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<w:document {W}>&b;</w:document>"
    )
    assert "thực thể" in refusal(saved(tmp_path, "cuoi.docx", docx(paragraph("x"), word__styles_dot_xml=laughs)))
    outside = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    assert "thực thể" in refusal(saved(tmp_path, "doc.docx", docx(paragraph("x"), word__footnotes_dot_xml=outside)))
    wide = laughs.encode("utf-16")
    assert "thực thể" in refusal(saved(tmp_path, "rong.docx", docx(paragraph("x"), word__styles_dot_xml=wide)))


def test_a_macro_file_under_another_name_is_refused(tmp_path: Path) -> None:
    assert "macro" in refusal(saved(tmp_path, "vui.docx", docx(paragraph("x"), word__vbaProject_dot_bin=b"\xd0\xcf")))
    assert "macro" in refusal(saved(tmp_path, "vui.docm", docx(paragraph("x"))))


def test_a_name_that_lies_about_its_kind_is_refused(tmp_path: Path) -> None:
    assert "PDF" in refusal(saved(tmp_path, "ke-hoach.pdf", b"MZ\x90\x00" + b"0" * 2000))
    assert "không phải văn bản thuần" in refusal(saved(tmp_path, "ke-hoach.txt", b"%PDF-1.7 " + b"0" * 2000))
    assert "không phải văn bản thuần" in refusal(saved(tmp_path, "ke-hoach.txt", b"abc\x00\x01\x02" * 500))


def test_an_unknown_kind_names_the_kinds_we_read(tmp_path: Path) -> None:
    assert ".docx" in refusal(saved(tmp_path, "bang.rar", b"Rar!"))
    assert ".docx" in refusal(saved(tmp_path, "khong-duoi", b"KE HOACH"))


def test_a_spreadsheet_named_docx_is_refused(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "không phải văn bản Word" in refusal(saved(tmp_path, "bang.docx", memory.getvalue()))


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "to.docx"
    with path.open("wb") as large:
        large.truncate(21 * 1024 * 1024)
    assert "20 MB" in refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "Không tìm thấy" in refusal(tmp_path / "khong-co.docx")
    assert "thư mục" in refusal(tmp_path)


def test_deeply_nested_xml_does_not_kill_us(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    refusal(saved(tmp_path, "sau.docx", docx(deep)))


def test_a_child_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from documents import sandbox

    monkeypatch.setattr(sandbox, "_CHILD", "import time; time.sleep(600)")
    with pytest.raises(UnreadableFile) as refused:
        sandbox.parse_in_child(saved(tmp_path, "a.txt", b"x"), "a.txt", seconds=-4)
    assert "thời gian" in refused.value.message


def test_a_child_that_eats_memory_dies_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from documents import sandbox

    monkeypatch.setattr(sandbox, "_CHILD", "x = bytearray(2 * 1024**3)")
    with pytest.raises(UnreadableFile):
        sandbox.parse_in_child(saved(tmp_path, "a.txt", b"x"), "a.txt")


def test_pasted_words_beyond_all_measure_are_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        documents.read_text("Kế hoạch " * 300_000)
    assert "Hãy tách" in refused.value.message


def test_a_line_of_many_pages_is_read_in_pieces() -> None:
    """No sentence is that long; whoever pastes one gets a reading, not a hanging page."""
    reading = documents.read_text("KẾ HOẠCH\nTrồng cây\n" + "Sở Y tế báo cáo UBND tỉnh trước ngày 05/12/2031, " * 2000)
    assert reading.document.type == "Kế hoạch"


@pytest.mark.parametrize(
    "line",
    [
        "x, " * 80_000,
        "- abc; " * 80_000,
        "Phòng Văn hóa, " * 27_000,
        "ngày " * 80_000,
        "a\tb\t" * 40_000,
        "\n \n" * 40_000,
    ],
    ids=["commas", "dashes", "units", "one word", "tabs", "empty lines"],
)
def test_eighty_thousand_words_on_a_line_are_read_within_a_child_s_time(tmp_path: Path, line: str) -> None:
    """What grows with the square of the length would be killed long before its end."""
    path = saved(tmp_path, "dai.txt", f"KẾ HOẠCH\nTrồng cây\n{line}".encode())
    assert documents.read_file(path).document.type == "Kế hoạch"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.binary(max_size=4000), name=st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.doc", "a.png", "a.xyz", "a"])
)
def test_any_bytes_give_a_reading_or_a_refusal(data: bytes, name: str) -> None:
    assert outcome(data, name).endswith(("read", "."))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(min_value=0, max_value=5000), byte=st.integers(min_value=0, max_value=255))
def test_one_wrong_byte_in_a_word_file_gives_a_reading_or_a_refusal(place: int, byte: int) -> None:
    data = bytearray(docx(paragraph("Số: 12/KH-UBND") + paragraph("KẾ HOẠCH") + paragraph("Công tác năm 2031")))
    data[place % len(data)] = byte
    assert outcome(bytes(data), "a.docx").endswith(("read", "."))
