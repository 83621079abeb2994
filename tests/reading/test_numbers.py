"""A clerk types figures the way they stand on paper; the page says back what it understood, or asks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import Refusal
from kit.numbers import AmbiguousNumber, parse_number, written


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("02", 2), ("0", 0), ("886", 886), ("1020", 1020), ("55.098.000đ", 55_098_000), ("26.448.275", 26_448_275),
        ("7.800.000 đồng", 7_800_000), ("26,4 triệu", 26_400_000), ("1,5 tỷ đồng", 1_500_000_000), ("93,5%", Decimal("93.5")),
        ("500 nghìn", 500_000), ("12 học sinh", 12), ("1 250 000", 1_250_000), ("1.250,75", Decimal("1250.75")),
        ("1,250,000", 1_250_000), ("-3", -3), ("1.020", 1020), ("50 triệu", 50_000_000), ("0,125", Decimal("0.125")),
    ],
)  # fmt: skip
def test_what_clerks_type_is_understood(typed: str, value: Decimal | int) -> None:
    number = parse_number(typed)
    assert number is not None
    assert number.value == Decimal(value)


def test_an_empty_cell_is_no_zero() -> None:
    assert parse_number("   ") is None
    zero = parse_number("0")
    assert zero is not None
    assert zero.value == 0


@pytest.mark.parametrize(
    "typed",
    [
        "1,250",
        "26.448.27",
        "1.5",
        "12-15",
        "x",
        "٣٤",
        "3/4",
        "1e309",
        "1..2",
        "12 34",
        "khoảng 50",
        "1.250 triệu",
        "10^9",
        "NaN",
        "9" * 20,
    ],
)
def test_what_can_be_read_twice_is_asked_back(typed: str) -> None:
    with pytest.raises(AmbiguousNumber) as refused:
        parse_number(typed)
    assert refused.value.message.endswith(".")


def test_a_converted_number_is_echoed() -> None:
    number = parse_number("26,4 triệu đồng")
    assert number is not None
    assert number.converted
    assert number.echo == "26.400.000 đồng"


def answer(typed: str) -> str:
    try:
        number = parse_number(typed)
    except Refusal as refused:
        return refused.message
    return "blank" if number is None else "number"


@given(st.text(max_size=40))
def test_any_cell_is_a_number_a_blank_or_a_sentence(typed: str) -> None:
    assert answer(typed).endswith(("blank", "number", "."))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_we_print_we_read_back(value: Decimal) -> None:
    printed = written(value)
    number = parse_number(printed)
    assert number is not None
    assert number.value == value
