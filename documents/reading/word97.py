"""Word 97–2003, RTF and OpenDocument: turned into .docx by LibreOffice without a network, then read like any .docx.

Knows how to call LibreOffice safely; refuses when it is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from documents.errors import UnreadableFile
from documents.reading.docx import read_docx
from documents.reading.gate import check_zip
from documents.reading.source_text import SourceText

SECONDS = 60


def read_doc(data: bytes) -> SourceText:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableFile("Máy chủ chưa có bộ chuyển tệp văn bản đời cũ. Hãy mở bằng Word và lưu lại thành .docx.")
    with tempfile.TemporaryDirectory(prefix="thongsuot-doc-") as folder:
        kind = "rtf" if data.startswith(b"{\\rtf") else "odt" if data.startswith(b"PK") else "doc"
        source = Path(folder) / f"in.{kind}"
        source.write_bytes(data)
        made = Path(folder) / "out" / "in.docx"
        command = [
            *_without_network(), office, "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "docx", "--outdir", str(made.parent), str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (subprocess.TimeoutExpired, OSError) as failed:
            raise UnreadableFile(
                "Chưa chuyển được tệp sang .docx. Hãy mở bằng Word và lưu lại thành .docx."
            ) from failed
        if not made.exists():
            raise UnreadableFile("Tệp bị hỏng hoặc không đúng loại. Hãy mở bằng Word và lưu lại thành .docx.")
        converted = made.read_bytes()
    check_zip(converted)
    source_text = read_docx(converted)
    return SourceText(source_text.text, source_text.tables, "doc", False, source_text.notes)


def _without_network() -> list[str]:
    """A picture linked from the file would be fetched; in a network of its own there is nothing to fetch it from."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    for options in (["-n"], ["-rn"]):
        tried = subprocess.run([unshare, *options, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return [unshare, *options]
    return []
