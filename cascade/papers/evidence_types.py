"""Which files are taken: extension, first bytes and structure must say the same. Reads a file, opens no parser of documents."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kit.errors import Refusal

MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_PIXELS = 40_000_000

TAKEN = "Nhận ảnh JPG, PNG, WebP, TIFF; văn bản PDF, Word (.docx, .doc, .rtf, .odt), Excel (.xlsx, .xls), PowerPoint (.pptx), .txt, .csv."

MEDIA = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "rtf": "application/rtf", "tif": "image/tiff", "tiff": "image/tiff",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8",
}  # fmt: skip

_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_MACRO_MARKS = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le") + b"\x00\x00\x00\x00")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")


class NotTaken(Refusal):
    """Loại tệp này không nhận được. Gửi ảnh JPG, PNG hoặc văn bản PDF, Word, Excel."""

    status = 415


def judge(path: Path, name: str) -> str:
    """The media type of a file that may be kept.

    Raises:
        NotTaken: the kind is not taken, or what the file is differs from what its name says, or it carries macros.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension in ("heic", "heif"):
        raise NotTaken(f"Ảnh {name} chưa đọc được. Chụp lại ở định dạng JPG hoặc chọn ảnh khác.", field="files")
    if extension in ("docm", "xlsm", "pptm", "dotm"):
        raise NotTaken(f"Tệp {name} có macro nên không nhận. Lưu lại thành .{extension[:-1]}x rồi gửi.", field="files")
    if extension not in MEDIA:
        raise NotTaken(f"Tệp {name} thuộc loại không nhận. {TAKEN}", field="files")
    with path.open("rb") as stream:
        head = stream.read(64 * 1024)
    if not _agrees(path, head, extension, name):
        raise NotTaken(
            f"Tệp {name} không đúng với đuôi .{extension}, hoặc đã hỏng. Lưu lại từ phần mềm gốc rồi gửi.",
            field="files",
        )
    return MEDIA[extension]


def _agrees(path: Path, head: bytes, extension: str, name: str) -> bool:
    """Whether the file is of the kind its name says."""
    match extension:
        case "docx" | "xlsx" | "pptx":
            return head.startswith(b"PK\x03\x04") and _office(path, name, _MAIN_PART[extension])
        case "odt":
            return head.startswith(b"PK\x03\x04") and _open_document(path, name)
        case "doc" | "rtf" if head.startswith(_RTF):  # many a .doc of old is an .rtf by another name
            _refuse_embedded(path, name)
            return True
        case "doc" | "xls":
            _refuse_macros(path, name)
            return head.startswith(_OLE)
        case "rtf":
            return False
        case "txt" | "csv":
            return _is_text(path, head)
        case "pdf":
            return head.startswith(b"%PDF-") and b"%%EOF" in _tail(path)
        case "tif" | "tiff":
            return head.startswith((b"II*\x00", b"MM\x00*"))
        case _:
            return _image(path, head, extension, name)


def _tail(path: Path, size: int = 2048) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - size))
        return stream.read()


def _is_text(path: Path, head: bytes) -> bool:
    content = path.read_bytes()
    if b"\x00" in content or head.lstrip().lower().startswith(_MARKUP):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_macros(path: Path, name: str) -> None:
    content = path.read_bytes()
    if any(mark in content for mark in _MACRO_MARKS):
        raise NotTaken(f"Tệp {name} có macro nên không nhận. Lưu lại thành .docx hoặc .xlsx rồi gửi.", field="files")


def _refuse_embedded(path: Path, name: str) -> None:
    """An object inside an .rtf may be any program: the text needs none."""
    if b"\\objdata" in path.read_bytes():
        raise NotTaken(
            f"Tệp {name} chứa tệp khác bên trong nên không nhận. Lưu lại thành .docx rồi gửi.", field="files"
        )


def _open_document(path: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            says = package.read("mimetype") if package.getinfo("mimetype").file_size < 200 else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False
    _refuse_avalanche(path, name, entries)
    if any(entry.filename.startswith(("Basic/", "Scripts/")) for entry in entries):
        raise NotTaken(f"Tệp {name} có macro nên không nhận. Lưu lại không kèm macro rồi gửi.", field="files")
    return says.strip() == MEDIA["odt"].encode()


def _refuse_avalanche(path: Path, name: str, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(1, path.stat().st_size):
        raise NotTaken(f"Tệp {name} bung ra quá lớn. Bỏ bớt ảnh rồi lưu lại.", field="files")


def _office(path: Path, name: str, main_part: str) -> bool:
    """A package of the right kind, without macros, that does not unpack into an avalanche."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            types = package.read("[Content_Types].xml")[:200_000] if _is_small(package) else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False
    _refuse_avalanche(path, name, entries)
    if any(entry.lower().endswith((".bin.exe", "vbaproject.bin")) for entry in names) or b"macroEnabled" in types:
        raise NotTaken(f"Tệp {name} có macro nên không nhận. Lưu lại không kèm macro rồi gửi.", field="files")
    if any(
        entry.lower().endswith((".zip", ".exe", ".js", ".html", ".svgz")) or ".." in entry.split("/") for entry in names
    ):
        raise NotTaken(f"Tệp {name} chứa tệp khác bên trong nên không nhận. Gửi riêng từng tệp.", field="files")
    return main_part in names


def _is_small(package: zipfile.ZipFile) -> bool:
    return package.getinfo("[Content_Types].xml").file_size <= 1024 * 1024


def _image(path: Path, head: bytes, extension: str, name: str) -> bool:
    size = _png_size(head) if extension == "png" else _webp_size(head) if extension == "webp" else _jpeg_size(path)
    if size is None:
        return False
    if size[0] * size[1] > MAX_PIXELS:
        raise NotTaken(f"Ảnh {name} lớn hơn 40 triệu điểm ảnh. Gửi ảnh cỡ vừa.", field="files")
    return size[0] > 0 and size[1] > 0


def _png_size(head: bytes) -> tuple[int, int] | None:
    if not head.startswith(b"\x89PNG\r\n\x1a\n") or head[12:16] != b"IHDR":
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _webp_size(head: bytes) -> tuple[int, int] | None:
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP" or len(head) < 30:
        return None
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return None


def _jpeg_size(path: Path) -> tuple[int, int] | None:
    """The frame header's size, walking the segments: a camera may put a long preview before it."""
    with path.open("rb") as stream:
        if stream.read(3) != b"\xff\xd8\xff":
            return None
        stream.seek(2)
        while (mark := stream.read(2)) and len(mark) == 2 and mark[0] == 0xFF:
            if mark[1] == 0xFF:
                stream.seek(-1, 1)
                continue
            length = int.from_bytes(stream.read(2), "big")
            if 0xC0 <= mark[1] <= 0xCF and mark[1] not in (0xC4, 0xC8, 0xCC):
                frame = stream.read(5)
                return (
                    (int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")) if len(frame) == 5 else None
                )
            if length < 2 or mark[1] == 0xDA:
                return None
            stream.seek(length - 2, 1)
    return None
