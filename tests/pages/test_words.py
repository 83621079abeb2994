"""How dates, numbers and rates are written: the forms of an office, not of a programmer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kit import clock
from models import NO_DEADLINE
from web import views


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    views._language.set("vi")


def test_numbers_group_by_dots_and_rates_take_a_comma() -> None:
    assert views.number(1906) == "1.906"
    assert views.number(55098000) == "55.098.000"
    assert views.percent(Decimal("69.1")) == "69,1%"
    assert views.percent(100) == "100,0%"


def test_a_rate_is_rounded_half_up_and_nothing_is_not_zero() -> None:
    assert views.percent(Decimal("66.65")) == "66,7%"
    assert views.percent(None) == "–"


def test_a_day_has_two_digits_and_its_weekday_in_words() -> None:
    assert views.day(date(2024, 8, 8)) == "08/08/2024"
    assert views.long_day(date(2024, 11, 20)) == "thứ Tư, 20/11/2024"
    assert views.day(NO_DEADLINE, "Không có hạn") == "Không có hạn"


def test_a_moment_is_told_in_vietnamese_time() -> None:
    assert views.moment(clock.local(2024, 11, 18, 14, 5)) == "14:05, 18/11/2024"


def test_an_address_drops_what_is_not_asked() -> None:
    assert views.query({"den": "2024-11-18", "mo": "TH"}, mo=None, o="qua-han") == "?den=2024-11-18&o=qua-han"
    assert views.query({}) == ""


def test_only_a_whole_number_can_be_called() -> None:
    assert views.tel("0900 000 012") == "0900000012"
    assert views.tel("09xx xxx 210") == ""


def test_english_numbers_and_words() -> None:
    views._language.set("en")
    assert views.number(1906) == "1,906"
    assert views.translated("Toàn cảnh") == "Overview"
