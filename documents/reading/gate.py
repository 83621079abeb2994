"""What is checked before any parser opens a file: size, kind by name and by first bytes, and what a zip would unpack to.

Knows how hostile files look from outside; refuses to look into their content beyond that.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from documents.errors import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
# Word's own parts compress well; a ratio says something only about entries of some size.
RATIO_FLOOR = 4 * 1024 * 1024
MAX_PART = 100 * 1024 * 1024

_SUFFIXES = {
    ".txt": "txt", ".md": "txt", ".docx": "docx", ".doc": "doc", ".rtf": "doc", ".odt": "odt", ".pdf": "pdf",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image",
}  # fmt: skip
_MACRO = {".docm", ".dotm", ".xlsm", ".pptm", ".xlam"}
_MAGIC = {
    "docx": (b"PK\x03\x04",), "pdf": (b"%PDF-",), "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"),
    "odt": (b"PK\x03\x04",), "image": (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"),
}  # fmt: skip
_FOREIGN = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"Rar!",
    b"7z\xbc\xaf",
)
# Word keeps a locked .docx in the container of its older files, under this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_NESTED = (".zip", ".docx", ".xlsx", ".pptx", ".jar", ".7z", ".rar", ".gz", ".docm", ".xlsm")


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file whose name and first bytes agree; anything else is refused in a sentence."""
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise UnreadableFile("Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Tệp lớn hơn 20 MB. Hãy tách tệp hoặc nén ảnh trong tệp rồi tải lại.")
    if suffix in _MACRO:
        raise UnreadableFile("Tệp có macro không được nhận. Hãy lưu lại thành .docx không macro.")
    kind = _SUFFIXES.get(suffix)
    if kind is None:
        shown = suffix or "không có đuôi"
        raise UnreadableFile(
            f"Chưa đọc được loại tệp này ({shown}). Hãy dùng .docx, .doc, .rtf, .odt, .pdf, .txt hoặc ảnh quét .png, .jpg."
        )
    if kind == "txt":
        if data.startswith(_FOREIGN):
            raise UnreadableFile("Tệp mang đuôi .txt nhưng không phải văn bản thuần. Hãy đổi lại đúng đuôi tệp.")
    elif kind == "pdf":
        if b"%PDF-" not in data[:1024]:
            raise UnreadableFile("Tệp mang đuôi .pdf nhưng không phải tệp PDF. Hãy kiểm tra lại tệp.")
    elif kind in {"doc", "docx"} and data.startswith(_MAGIC["doc"][0]) and _LOCKED in data:
        raise UnreadableFile("Tệp Word đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    elif not data.startswith(_MAGIC[kind]):
        raise UnreadableFile(
            f"Tệp mang đuôi {suffix} nhưng nội dung không đúng loại, có thể đã hỏng. Hãy kiểm tra lại tệp."
        )
    _check_inside(kind, data)
    return kind


def _check_inside(kind: str, data: bytes) -> None:
    if kind == "docx":
        check_zip(data)
    elif kind == "odt":
        _check_odt(data)
    elif kind == "doc":
        _check_word97(data)


def _check_word97(data: bytes) -> None:
    """An old Word file holds a stream of that name; one with a macro store is refused like its younger kin."""
    if data.startswith(b"{\\rtf"):
        return
    if len(data) < 1536 or "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableFile("Tệp .doc bị hỏng hoặc không phải văn bản Word. Hãy mở bằng Word và lưu lại thành .docx.")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise UnreadableFile("Tệp có macro không được nhận. Hãy lưu lại thành .docx không macro.")


def _check_odt(data: bytes) -> None:
    names = check_zip(data, "content.xml", "mimetype")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise UnreadableFile("Tệp có macro không được nhận. Hãy lưu lại thành .docx không macro.")


def check_zip(data: bytes, *known: str) -> set[str]:
    """Refuse what would unpack to too much, holds macros or other archives, or declares entities; tells what it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            names = {entry.filename for entry in entries}
            if names.isdisjoint(known or ("word/document.xml", "[Content_Types].xml")):
                raise UnreadableFile("Tệp không phải văn bản Word. Hãy lưu lại thành .docx.")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise UnreadableFile("Tệp có macro không được nhận. Hãy lưu lại thành .docx không macro.")
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, entry)
            return names
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
    ) as broken:
        raise UnreadableFile("Tệp .docx bị hỏng hoặc bị cắt cụt. Hãy mở bằng Word, lưu lại rồi tải lên.") from broken
    except Exception as broken:  # zlib.error and its kin have no common base
        raise UnreadableFile("Tệp .docx bị hỏng hoặc bị cắt cụt. Hãy mở bằng Word, lưu lại rồi tải lên.") from broken


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile("Tệp .docx chứa quá nhiều phần bên trong, không an toàn để mở.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * max(1, packed)):
        raise UnreadableFile("Tệp .docx giải nén ra quá lớn, không an toàn để mở. Hãy lưu lại văn bản bằng Word.")
    for entry in entries:
        name = entry.filename.lower()
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise UnreadableFile("Tệp .docx giải nén ra quá lớn, không an toàn để mở. Hãy lưu lại văn bản bằng Word.")
        if name.endswith(_NESTED):
            raise UnreadableFile("Tệp .docx chứa tệp nén khác bên trong, không an toàn để mở.")
        if entry.flag_bits & 1:
            raise UnreadableFile("Tệp .docx đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Office never writes a DOCTYPE; entities are how a small part becomes a large one."""
    with archive.open(entry) as part:
        read = 0
        tail = b""
        while chunk := part.read(1 << 20):
            read += len(chunk)
            if read > min(MAX_PART, entry.file_size + 1024):
                raise UnreadableFile(
                    "Tệp .docx giải nén ra quá lớn, không an toàn để mở. Hãy lưu lại văn bản bằng Word."
                )
            window = (tail + chunk).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise UnreadableFile(
                    "Tệp .docx khai báo thực thể XML, không an toàn để mở. Hãy lưu lại văn bản bằng Word."
                )
            tail = chunk[-32:]
