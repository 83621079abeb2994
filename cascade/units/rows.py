"""The rows of a list of units as an office types them, from .csv or .xlsx. Pure: knows columns and cells, not units."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kit.errors import Refusal
from kit.text import fold, nfc, squeeze

# field: (label in messages, headings it is known by)
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "code": ("Mã", ("ma", "ma don vi")),
    "name": ("Tên", ("ten", "ten don vi")),
    "tier": ("Cấp", ("cap",)),
    "type": ("Loại", ("loai", "loai hinh")),
    "superior": ("Cấp trên", ("cap tren", "don vi cap tren", "truc thuoc")),
    "line": ("Tuyến", ("tuyen",)),
    "party_superior": ("Cấp trên (Đảng)", ("cap tren dang", "cap tren tuyen dang")),
    "professional_superior": ("Cấp trên (chuyên môn)", ("cap tren chuyen mon", "cap tren tuyen chuyen mon")),
    "aliases": ("Tên tắt", ("ten tat", "viet tat", "ten khac")),
    "valid_from": ("Từ ngày", ("tu ngay", "ngay lap")),
    "valid_to": ("Đến ngày", ("den ngay",)),
    "contact_name": ("Người phụ trách", ("nguoi phu trach",)),
    "contact_phone": ("Điện thoại", ("dien thoai", "so dien thoai")),
    "contact_email": ("Thư điện tử", ("thu dien tu", "email")),
}
REQUIRED = ("code", "name", "type")
TEMPLATE_HEADING = (
    "ma", "ten", "cap", "loai", "cap_tren", "tuyen", "cap_tren_dang", "cap_tren_chuyen_mon", "ten_tat",
    "tu_ngay", "den_ngay", "nguoi_phu_trach", "dien_thoai",
)  # fmt: skip

MAX_ROWS = 200_000
_KNOWN_HEADINGS = {heading: name for name, (_, headings) in COLUMNS.items() for heading in headings}


@dataclass(frozen=True)
class UnitRow:
    """One row as typed; `number` is its row in the file, headings being row 1."""

    number: int
    code: str = ""
    name: str = ""
    tier: str = ""
    type: str = ""
    superior: str = ""
    line: str = ""
    party_superior: str = ""
    professional_superior: str = ""
    aliases: tuple[str, ...] = field(default_factory=tuple)
    valid_from: str = ""
    valid_to: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


def read_rows(data: bytes, file_name: str) -> list[UnitRow]:
    """The rows of a .csv (UTF-8, comma or semicolon) or .xlsx file.

    Raises:
        Refusal: another kind of file, a damaged one, no rows, or a required column is missing.
    """
    kind = file_name.rsplit(".", 1)[-1].lower()
    if kind == "csv":
        table = _csv_table(data)
    elif kind == "xlsx":
        table = _xlsx_table(data)
    else:
        raise Refusal(f"Tệp “{file_name}” chưa đọc được. Danh sách đơn vị cần là tệp .xlsx hoặc .csv.", field="file")
    return rows_of(table)


def rows_of(table: Iterable[list[str]]) -> list[UnitRow]:
    """Rows by their headings; the first row that is not empty holds them."""
    lines = [(number, cells) for number, cells in enumerate(table, 1) if any(cells)]
    if len(lines) < 2:
        raise Refusal("Tệp chưa có dòng đơn vị nào. Dòng đầu ghi tên cột, mỗi dòng sau một đơn vị.", field="file")
    if len(lines) > MAX_ROWS:
        raise Refusal(f"Tệp có {len(lines)} dòng, vượt {MAX_ROWS} dòng. Chia thành nhiều tệp.", field="file")
    heading = [_KNOWN_HEADINGS.get(_plain(cell), "") for cell in lines[0][1]]
    missing = [COLUMNS[name][0] for name in REQUIRED if name not in heading]
    if missing:
        raise Refusal(f"Dòng đầu thiếu cột {', '.join(missing)}. Tải mẫu Excel để có đủ tên cột.", field="file")
    return [_row(number, dict(zip(heading, cells, strict=False))) for number, cells in lines[1:]]


def _row(number: int, cells: Mapping[str, str]) -> UnitRow:
    # Most cells of a long list are empty.
    named = {name: squeeze(nfc(cell)) for name, cell in cells.items() if cell and name and name != "aliases"}
    aliases = tuple(dict.fromkeys(filter(None, (squeeze(nfc(part)) for part in cells.get("aliases", "").split(";")))))
    return UnitRow(number=number, aliases=aliases, **named)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(heading)).strip()


def _csv_table(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            "Tệp .csv chưa đọc được chữ Việt. Lưu lại ở dạng “CSV UTF-8”, hoặc gửi tệp .xlsx.", field="file"
        ) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


def _xlsx_table(data: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError):
        raise Refusal(
            "Tệp .xlsx chưa mở được, có thể bị hỏng. Mở bằng Excel, lưu lại rồi gửi lại.", field="file"
        ) from None
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
