"""The document graph as a picture: upper bodies on top, the Party left, and no arrow that a longer way already tells."""

from __future__ import annotations

from datetime import date

from web.pictures import Link, Paper, draw, nested, without_shortcuts

CENTRE = Paper(1, "CT 28-CT/TW", "Bộ Chính trị", date(2023, 12, 25), is_party=True, is_placeholder=True)
CITY_PARTY = Paper(2, "CT 33-CT/TU", "Thành ủy", date(2024, 4, 26), is_party=True, is_placeholder=True)
CITY = Paper(3, "KH 3597/KH-UBND", "UBND Thành phố", date(2024, 6, 28), is_placeholder=True)
DISTRICT_PARTY = Paper(4, "KH 253-KH/QU", "Quận ủy", date(2024, 6, 10), is_party=True, is_placeholder=True)
DISTRICT = Paper(5, "KH 281/KH-UBND", "UBND quận", date(2024, 8, 8), is_own=True)
PAPERS = [DISTRICT, CITY, DISTRICT_PARTY, CITY_PARTY, CENTRE]
LINKS = [
    Link(2, 1, "implements"), Link(3, 2, "implements"), Link(4, 2, "implements"), Link(5, 3, "basis"), Link(5, 4, "implements"),
    Link(5, 2, "implements"), Link(5, 1, "basis"),
]  # fmt: skip


def test_the_plan_stands_on_its_two_nearest_papers_though_it_cites_all_four() -> None:
    kept = {(link.lower, link.upper) for link in without_shortcuts(LINKS)}
    assert kept == {(2, 1), (3, 2), (4, 2), (5, 3), (5, 4)}


def test_upper_bodies_stand_higher_and_the_party_left_of_the_state() -> None:
    place = {box.paper.id: box for box in draw(PAPERS, LINKS).boxes}
    assert place[1].y < place[2].y < place[3].y == place[4].y < place[5].y
    assert place[4].x < place[3].x


def test_boxes_never_overlap_and_lie_within_the_drawing() -> None:
    many = [*PAPERS, *(Paper(10 + n, f"QĐ {n}/QĐ-TTg", "Thủ tướng", date(2021, 1, 1 + n)) for n in range(7))]
    drawing = draw(many, [*LINKS, *(Link(5, 10 + n, "implements") for n in range(7))])
    boxes = [(box.x, box.y) for box in drawing.boxes]
    assert len(boxes) == len(set(boxes)) == len(many)
    for index, one in enumerate(drawing.boxes):
        assert 0 <= one.x <= drawing.width - 270
        assert 0 <= one.y <= drawing.height - 76
        for other in drawing.boxes[index + 1 :]:
            assert abs(one.x - other.x) >= 270 or abs(one.y - other.y) >= 76


def test_the_twin_list_names_every_paper_and_repeats_none_with_its_branch() -> None:
    told: list[int] = []

    def walk(branch) -> None:  # type: ignore[no-untyped-def]
        if not branch.is_repeat:
            told.append(branch.paper.id)
        for child in branch.children:
            walk(child)

    for root in nested(PAPERS, LINKS):
        walk(root)
    assert sorted(told) == [1, 2, 3, 4, 5]
