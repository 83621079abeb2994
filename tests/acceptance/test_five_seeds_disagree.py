"""What does not agree among the five real papers is told by general checks, each sentence naming both places."""

from __future__ import annotations

from typing import Any

import pytest

from tests.papers.conftest import Shelf, empty_file, new_shelf, seeds, shelf

__all__ = ["empty_file", "new_shelf", "seeds", "shelf"]


@pytest.fixture
def register(shelf: Shelf, seeds: dict[str, Any]) -> Shelf:
    shelf.put_all(seeds)
    return shelf


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("two_numbers", ("06/QĐ-TTg", "06/2019/QĐ-TTg", "03/01/2019", "Thủ tướng Chính phủ")),
        ("issuer_differs", ("33-CT/TU", "“Thành ủy Thành phố Hồ Chí Minh”", "“Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh”")),
        ("shortened_chain", ("281/KH-UBND", "3597/KH-UBND", "253-KH/QU", "rút gọn")),
        ("number_from_another", ("không in số, ngày", "281/KH-UBND", "08/08/2024")),
        ("report_steps", ("20/11", "05/12", "15 ngày")),
        ("consolidator_differs", ("Phòng Lao động", "2024", "Phòng Nội vụ", "2025")),
        ("different_roots", ("20-CT/TW", "28-CT/TW", "05/11/2012", "25/12/2023")),
        ("weight_differs", ("121/2020/QH14", "thực hiện", "chỉ dẫn chiếu", "363/PGDĐT")),
        ("titles_differ", ("121/2020/QH14", "về tiếp tục")),
        ("titles_differ", ("23/CT-TTg", "về việc tăng cường", "về tăng cường")),
        ("hotlines_differ", ("02713825825", "18006605", "18001581", "111")),
        ("likely_parent", ("106/KH-UBND", "23/QĐ-TTg")),
        ("cited_without_date", ("365-KH/TU",)),
    ],
)  # fmt: skip
def test_a_disagreement_of_two_papers_is_told(register: Shelf, kind: str, words: tuple[str, ...]) -> None:
    told = [each for each in register.problems(kind) if all(word in each.message for word in words)]
    assert told, [each.message for each in register.problems(kind)]


def test_every_place_named_is_where_the_words_stand(register: Shelf) -> None:
    papers = register.findings().papers
    for told in register.problems():
        assert told.message.endswith((".", "tách.", "tuyến."))
        for place in told.places:
            if place.span is not None:
                start, end = place.span
                assert papers[place.document_id].text[start:end].strip(), told
    spans = {
        papers[place.document_id].text[slice(*place.span)]
        for told in register.problems("two_numbers")
        for place in told.places
    }
    assert spans == {"06/QĐ-TTg", "06/2019/QĐ-TTg"}


def test_nothing_is_told_of_papers_that_agree(register: Shelf) -> None:
    """All shared numbers have the same date everywhere, no report below is due after the one above, nobody copies."""
    kinds = {each.kind for each in register.problems()}
    assert not kinds & {"two_dates", "report_after_parent", "copies_parent", "maybe_same"}


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("000", "two_documents", "THÁNG HÀNH ĐỘNG"),
        ("000", "form_older", "tháng 7 năm 2024"),
        ("000", "form_of_many", "2 đơn vị"),
        ("001", "wrong_year", "Năm 2024 trong văn bản của năm 2025"),
        ("001", "area_too_wide", "địa bàn huyện"),
        ("001", "repeated_section", "cùng đánh số V"),
        ("001", "repeated_section", "cùng đánh số 2"),
        ("001", "cited_two_areas", "26/2021/NQ-HĐND"),
        ("001", "personal_phone", "xx xxx"),
        ("002", "no_diacritics", "mất dấu"),
        ("003", "timeframe_outlives", "đến năm 2030 nhưng dẫn 2 chương trình chỉ đến năm 2025"),
        ("003", "cited_two_titles", "106/KH-UBND"),
        ("003", "cited_two_issuers", "“Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh”"),
        ("003", "two_leads", "Phòng Y tế; Bảo hiểm xã hội quận"),
        ("004", "unfilled_field", "#SoKyHieuVanBan"),
    ],
)
def test_a_slip_inside_one_paper_is_told(seeds: dict[str, Any], name: str, kind: str, words: str) -> None:
    told = [each["message"] for each in seeds[name]["problems"] if each["kind"] == kind]
    assert any(words in message for message in told), told


def test_office_hotlines_are_nobody_s_telephone(seeds: dict[str, Any]) -> None:
    """Three papers print hotlines, one a person's number."""
    found = [name for name in seeds for each in seeds[name]["problems"] if each["kind"] == "personal_phone"]
    assert found == ["001"]
