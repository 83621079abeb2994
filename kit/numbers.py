"""Numbers as people type them: `55.098.000đ`, `02`, `26,4 triệu`, `93,5%`.

Knows Vietnamese writing (a dot parts thousands, a comma parts decimals); refuses, with a sentence, what can be read in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kit.errors import Refusal
from kit.text import fold, squeeze

_SCALES = {
    "nghin": 3, "ngan": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9, "trieu dong": 6, "tr.d": 6, "trd": 6, "tr d": 6,
    "nghin dong": 3, "ngan dong": 3, "ty dong": 9, "ti dong": 9, "k": 3,
}  # fmt: skip
_MONEY = {"d", "dong", "vnd", "vnđ", "₫"}
_NUMBER = re.compile(r"(?P<sign>[+\-−–]?)\s*(?P<digits>[0-9][0-9.,\s\u00a0']*)\s*(?P<unit>.*)")
_LARGEST = Decimal(10) ** 15


class AmbiguousNumber(Refusal):
    """Chưa rõ đây là số nào. Hãy gõ lại, dấu chấm ngăn nghìn, dấu phẩy ngăn phần lẻ (ví dụ 1.250 hoặc 12,5)."""


@dataclass(frozen=True)
class TypedNumber:
    """What was typed and what it was taken for; `converted` asks the page to echo the value."""

    value: Decimal
    typed: str
    unit: str | None
    converted: bool

    @property
    def echo(self) -> str:
        """The value as it will be printed."""
        return written(self.value) + (f" {self.unit}" if self.unit == "đồng" else self.unit or "")


def parse_number(typed: str) -> TypedNumber | None:
    """The number in a cell; None for an empty cell. Zero, blank and a dash are three different things."""
    words = squeeze(typed)
    if not words:
        return None
    found = _NUMBER.fullmatch(words.translate(_FULL_WIDTH))
    if found is None or not found["digits"]:
        raise AmbiguousNumber(
            f"“{_shown(words)}” không phải là số. Hãy gõ số, để trống nếu chưa có, hoặc chọn “không áp dụng”."
        )
    unit, scale = _unit(found["unit"], words)
    digits = re.sub(r"[\s\u00a0']+", " ", found["digits"].strip())
    plain = _plain_digits(digits, words, scaled=scale > 0)
    try:
        value = Decimal(plain).scaleb(scale)
    except InvalidOperation as wrong:
        raise AmbiguousNumber(f"“{_shown(words)}” không phải là số. Hãy gõ lại.") from wrong
    if value > _LARGEST:
        raise AmbiguousNumber(f"“{_shown(words)}” lớn quá mức một báo cáo có thể có. Hãy kiểm tra lại số chữ số.")
    if found["sign"] in {"-", "−", "–"} and value:
        value = -value
    value = value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    return TypedNumber(value, typed, unit, written(value) != words)


# Digits of other alphabets are refused by the pattern; full-width ones come from East Asian keyboards and are meant.
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}


def _shown(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _unit(printed: str, words: str) -> tuple[str | None, int]:
    name = fold(printed).strip(" .")
    if not name:
        return None, 0
    if name == "%":
        return "%", 0
    if name in _MONEY:
        return "đồng", 0
    if name in _SCALES:
        return ("đồng" if "d" in name.replace("trieu", "").replace("nghin", "").replace("ngan", "") else None), _SCALES[
            name
        ]
    if re.fullmatch(r"[^\W\d_][\w\s./&()]{0,24}", name) and not re.search(r"\d", name):
        # "12 học sinh": the noun is a comment, the number is clear.
        return squeeze(printed), 0
    raise AmbiguousNumber(f"“{_shown(words)}” chưa rõ là số nào. Hãy chỉ gõ một con số trong ô này.")


def _plain_digits(digits: str, words: str, *, scaled: bool) -> str:
    """One reading of dots, commas and spaces, or a refusal."""
    if " " in digits:
        if not re.fullmatch(r"\d{1,3}(?: \d{3})+(?:,\d+)?", digits):
            raise AmbiguousNumber(f"“{_shown(words)}” có khoảng trống ở chỗ lạ. Hãy gõ liền, ví dụ 1.250.000.")
        digits = digits.replace(" ", "")
    dots, commas = digits.count("."), digits.count(",")
    if re.fullmatch(r"\d+", digits):
        return digits
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        if scaled and dots == 1 and not commas:
            raise AmbiguousNumber(f"“{_shown(words)}” có thể hiểu hai cách. Hãy gõ đủ chữ số, ví dụ 1.250.000.")
        return digits.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d+,\d+", digits):
        if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
            whole, rest = digits.split(",")
            message = f"“{_shown(words)}” có thể là {whole}.{rest} hoặc {whole} phẩy {rest}. Hãy gõ {whole}.{rest} nếu là hàng nghìn."
            raise AmbiguousNumber(message)
        return digits.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?", digits):
        # Thousands by commas three times over can be nothing else.
        return digits.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        return digits.replace(",", "")
    if re.fullmatch(r"\d+\.\d{1,2}", digits):
        whole, rest = digits.split(".")
        raise AmbiguousNumber(f"“{_shown(words)}” dùng dấu chấm lẻ. Hãy gõ {whole},{rest} nếu là số lẻ.")
    raise AmbiguousNumber(f"“{_shown(words)}” có dấu chấm, phẩy chưa rõ nghĩa. Hãy gõ lại, ví dụ 26.448.275 hoặc 12,5.")


def written(value: Decimal | int) -> str:
    """A number as Vietnamese offices print it: 26.448.275 and 12,5."""
    number = Decimal(value)
    sign = "-" if number < 0 else ""
    whole, _, rest = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    rest = rest.rstrip("0")
    return f"{sign}{grouped}" + (f",{rest}" if rest else "")
