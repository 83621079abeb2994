"""The one refusal of this folder: a file that cannot be read, said in a sentence an officer can act on."""

from __future__ import annotations

from kit.errors import Refusal


class UnreadableFile(Refusal):
    """Không đọc được tệp. Hãy kiểm tra lại tệp hoặc dán nội dung vào ô nhập."""
