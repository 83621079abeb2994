"""What people attach: judged by name, first bytes and structure alike; kept flushed; handed back as an attachment."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from cascade.orders import TaskOrder
from cascade.papers import evidence, evidence_types
from cascade.papers.evidence_types import NotTaken
from kit.errors import Refusal, StorageFull
from tests.web.test_unit_pages import PNG
from web.downloads import disposition

JPEG = (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xc0\x00\x11\x08"
        + (480).to_bytes(2, "big") + (640).to_bytes(2, "big") + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9")  # fmt: skip
WEBP = (
    b"RIFF\x24\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00"
    + (639).to_bytes(3, "little")
    + (479).to_bytes(3, "little")
    + b"\x00" * 10
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def office(
    main: str = "word/document.xml", *, types: bytes = b"<Types/>", more: dict[str, bytes] | None = None
) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr(main, "<w:document/>")
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return target.getvalue()


def odt(says: bytes = b"application/vnd.oasis.opendocument.text", **more: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", says)
        package.writestr("content.xml", "<office:document-content/>")
        for name, content in more.items():
            package.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def keep(files: Path, content: bytes, name: str) -> evidence.KeptFile:
    return evidence.keep(files, io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("ảnh.jpg", JPEG, "image/jpeg"), ("ẢNH.JPEG", JPEG, "image/jpeg"), ("a.png", PNG, "image/png"), ("a.webp", WEBP, "image/webp"),
        ("kế hoạch.pdf", PDF, "application/pdf"), ("a.docx", office(), evidence_types.MEDIA["docx"]),
        ("a.xlsx", office("xl/workbook.xml"), evidence_types.MEDIA["xlsx"]), ("a.pptx", office("ppt/presentation.xml"), evidence_types.MEDIA["pptx"]),
        ("a.odt", odt(), evidence_types.MEDIA["odt"]), ("a.rtf", b"{\\rtf1 Da lam.}", "application/rtf"), ("a.doc", b"{\\rtf1 Da lam.}", "application/msword"),
        ("quet.TIF", b"II*\x00" + b"\x00" * 40, "image/tiff"),
        ("cũ.doc", OLE, "application/msword"), ("số liệu.csv", "STT,Tên\n1,Hoa Sen\n".encode(), "text/csv; charset=utf-8"),
        ("ghi.txt", "\ufeffĐã làm".encode(), "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_what_offices_send_is_taken(tmp_path, name: str, content: bytes, media: str):
    kept = keep(tmp_path, content, name)
    assert kept.media_type == media
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert evidence.path_of(tmp_path, kept.sha256).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hình.svg", b"<svg onload='alert(1)'/>"), ("trang.html", b"<html></html>"), ("chạy.exe", b"MZ" + b"\0" * 99), ("a.zip", office()),
        ("khong-duoi", b"abc"), ("a.pdf", b"MZ" + b"\0" * 400), ("a.pdf", b"%PDF-1.4 cut off"), ("a.jpg", PNG), ("a.png", b"<svg/>"),
        ("a.txt", b"<html><script>alert(1)</script></html>"), ("a.txt", b"\xff\xfe\x00b"), ("a.csv", b"a\x00b"), ("a.txt", b"  <?xml version='1.0'?>"),
        ("a.docm", office()), ("a.xlsm", office("xl/workbook.xml")), ("a.docx", office(more={"word/vbaProject.bin": b"x"})),
        ("a.docx", office(types=b"application/vnd.ms-word.document.macroEnabled.main+xml")), ("a.docx", office("xl/workbook.xml")),
        ("a.docx", b"PK\x03\x04 not a package"), ("a.docx", office(more={"x.zip": b"PK"})), ("a.docx", office(more={"../../x": b"1"})),
        ("a.docx", office(more={"word/media/bom": b"\0" * 30_000_000})), ("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("a.rtf", b"{\\rtf1 {\\object{\\*\\objdata 4d5a}}}"), ("b.doc", b"{\\rtf1 {\\object{\\*\\objdata 4d5a}}}"), ("a.rtf", OLE),
        ("a.odt", office()), ("a.odt", odt(says=b"application/zip")), ("a.odt", odt(Basic__Standard__Module1_xml=b"Sub Main")),
        ("a.odt", odt(bom=b"\0" * 30_000_000)), ("a.tif", PNG),
        ("a.doc", office()), ("anh.heic", b"\0\0\0\x18ftypheic"), ("a.jpg", b"\xff\xd8\xff\xd9"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_or_can_act_is_refused_with_a_sentence(tmp_path, name: str, content: bytes):
    with pytest.raises(NotTaken) as refused:
        keep(tmp_path, content, name)
    assert name.rpartition("/")[2] in refused.value.message
    assert refused.value.field == "files"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "nothing is left behind"


def test_a_picture_of_a_hundred_million_points_is_refused(tmp_path):
    huge = PNG[:16] + (20_000).to_bytes(4, "big") * 2 + PNG[24:]
    with pytest.raises(NotTaken, match="40 triệu"):
        keep(tmp_path, huge, "a.png")


def test_twenty_megabytes_are_enough_and_one_byte_more_is_not(tmp_path):
    inside = b"a" * evidence.MAX_BYTES
    assert keep(tmp_path, inside, "a.txt").size == evidence.MAX_BYTES
    with pytest.raises(evidence.TooLarge, match="20 MB"):
        keep(tmp_path, inside + b"a", "to.txt")


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    with pytest.raises(Refusal, match="không có nội dung"):
        keep(tmp_path, b"", "a.txt")


def test_bytes_and_folders_are_flushed_before_the_name_is_given(tmp_path, monkeypatch):
    flushed = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (flushed.append(os.path.realpath(f"/proc/self/fd/{handle}")), real(handle))[1]
    )
    kept = keep(tmp_path, b"abc", "a.txt")
    folder = evidence.path_of(tmp_path, kept.sha256).parent
    assert flushed[1:] == [str(folder), str(tmp_path)]
    assert ".nhan-" in flushed[0]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path, monkeypatch):
    def no_room(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(StorageFull):
        keep(tmp_path, b"abc", "a.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_twice_is_one_file(tmp_path):
    assert keep(tmp_path, b"abc", "a.txt").sha256 == keep(tmp_path, b"abc", "b.txt").sha256
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "C:\\Users\\a\\b.txt",
        "a\r\nSet-Cookie: x=1.txt",
        'a"b.txt',
        "Kế hoạch " * 60 + ".txt",
        ".txt",
        "a\x00b.txt",
    ],
)
def test_no_name_becomes_a_path_or_a_header(name: str):
    cleaned = evidence.clean_name(name)
    assert "/" not in cleaned
    assert "\\" not in cleaned
    assert len(cleaned) <= evidence.MAX_NAME
    header = disposition(name)
    assert "\r" not in header
    assert "\n" not in header
    assert header.encode("latin-1")
    assert header.startswith('attachment; filename="')


def test_evidence_comes_back_untouched_as_an_attachment(as_unit, town):
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("hoasen")), by="gd")
    piece = town.piece(made, "hoasen")
    school = as_unit("hoasen")
    school.post(f"/viec/{piece}/bao-xong", {}, files=[("files", ("Kế hoạch đã ký.pdf", PDF, "text/html"))])
    with town.db.read() as tx:
        sent = evidence.of_unit_task(tx, piece)[0]
    answer = as_unit("gd").get(f"/minh-chung/{sent.id}")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf", "what it is, not what the browser said"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "K%E1%BA%BF%20ho%E1%BA%A1ch%20%C4%91%C3%A3%20k%C3%BD.pdf" in answer.headers["content-disposition"]
    assert as_unit("binhminh").get(f"/minh-chung/{sent.id}").status_code == 404


def test_a_refused_file_is_named_under_its_field_and_words_stay(as_unit, town):
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("hoasen")), by="gd")
    piece = town.piece(made, "hoasen")
    answer = as_unit("hoasen").post(
        f"/viec/{piece}/bao-xong", {"note": "Đừng mất"}, files=[("files", ("IMG_2031.heic", b"abc", "image/heic"))]
    )
    assert answer.status_code == 415
    assert answer.text.count("Ảnh IMG_2031.heic chưa đọc được.") == 2, "in the summary and at the field"
    assert "Đừng mất" in answer.text


def test_a_flood_of_files_is_slowed(as_unit, town, monkeypatch):
    from limits import RateLimitItemPerHour

    from web import moves

    monkeypatch.setattr(moves, "UPLOADS_AN_HOUR", RateLimitItemPerHour(2, namespace=str(town.db.url)))
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("hoasen")), by="gd")
    piece = town.piece(made, "hoasen")
    school = as_unit("hoasen")
    answer = school.post(
        f"/viec/{piece}/bao-xong", {}, files=[("files", (f"{n}.txt", b"x", "text/plain")) for n in range(3)]
    )
    assert answer.status_code == 429
    assert "Gửi quá nhiều tệp trong một giờ." in answer.text
