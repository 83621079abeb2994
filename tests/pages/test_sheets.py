"""Excel out: real numbers, real days, and text that never turns into a formula, whoever typed it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from web.sheets import Sheet, file_name, workbook

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "http://x.vn", "007")


def test_text_stays_text_numbers_stay_numbers() -> None:
    rows = [(word, 1906, date(2024, 11, 20), None) for word in EVIL]
    data = workbook(
        agency="UBND quận",
        title="Toàn cảnh",
        as_of=date(2024, 11, 18),
        words="=mọi cấp",
        sheets=[Sheet("Bảng", ("Tên", "Số", "Hạn", ""), rows)],
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Bảng"]
    assert sheet["A1"].value == "UBND QUẬN"
    assert sheet["A4"].data_type == "s"
    assert sheet.freeze_panes == "B7"
    for at, word in enumerate(EVIL, start=7):
        cell = sheet.cell(at, 1)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        # XML has no carriage return of its own; all else comes back as typed.
        assert cell.value.strip() == word.strip()
        assert sheet.cell(at, 2).value == 1906
        assert sheet.cell(at, 3).value.date() == date(2024, 11, 20)


def test_a_file_is_named_in_plain_letters() -> None:
    assert file_name("KH 281/KH-UBND", "qua-han", as_of=date(2024, 11, 18)) == "kh-281-kh-ubnd_qua-han_2024-11-18.xlsx"
