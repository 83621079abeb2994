"""The source beside a draft: every place read has a line to go to, and no word of the paper is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.source_lines import Place, Source

PAPER = "KẾ HOẠCH\nSố: 281/KH-UBND\n1. Thủ trưởng các đơn vị xây dựng kế hoạch.\nBáo cáo trước ngày 20/11 hằng năm."


def test_a_number_is_marked_on_its_line_and_leads_to_its_field() -> None:
    start = PAPER.index("281")
    lines = Source(PAPER).lines([Place("m-number", "Số, ký hiệu", (start, start + 11))])
    marked = [(line.number, part.text, part.anchor) for line in lines for part in line.segments if part.anchor]
    assert marked == [(2, "281/KH-UBND", "m-number")]


def test_a_task_over_two_lines_is_linked_from_the_margin_of_its_first() -> None:
    start = PAPER.index("1. ")
    lines = Source(PAPER).lines([Place("t-t1", "II.1", (start, len(PAPER)))])
    assert [(line.number, line.margin[0].label) for line in lines if line.margin] == [(3, "II.1")]


def test_a_quotation_is_the_words_themselves() -> None:
    source = Source(PAPER)
    start = PAPER.index("20/11")
    assert source.quote((start, start + 5)) == "20/11"
    assert source.line_of(start) == 4


@given(st.text(alphabet="ab\n á", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_whatever_is_marked_the_lines_give_the_paper_back(text: str, spans: list[tuple[int, int]]) -> None:
    places = [Place(f"p{n}", "p", (low, high)) for n, (low, high) in enumerate(spans) if low < high <= len(text)]
    lines = Source(text).lines(places)
    assert "\n".join("".join(part.text for part in line.segments) for line in lines) == text
