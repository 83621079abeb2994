"""The five real papers in one register: the lineage a careful reader draws of them, in whatever order they come."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest

from kit.text import fold
from tests.papers.conftest import SEEDS, Shelf, empty_file, new_shelf, seeds, shelf

__all__ = ["empty_file", "new_shelf", "seeds", "shelf"]

# How the register names the five: by number where it has one, else by whose they are.
P000 = "Phòng Giáo dục và Đào tạo quận Tân Bình"
P001 = "Trường Tiểu học Hai Bà Trưng"
P002 = "363/PGDĐT"
P003 = "281/KH-UBND"
P004 = "Phòng Giáo dục và Đào tạo huyện Núi Thành"

BASIS = {
    (P000, P003),
    (P003, "28-CT/TW"), (P003, "33-CT/TU"), (P003, "3597/KH-UBND"), (P003, "253-KH/QU"),
    (P002, "2896/SGDĐT-VP"),
    (P001, "252/KH-UBND"),
    (P004, "60/KH-UBND"),
}  # fmt: skip
CHAIN = {
    ("33-CT/TU", "28-CT/TW"), ("3597/KH-UBND", "33-CT/TU"), ("253-KH/QU", "33-CT/TU"), (P003, "33-CT/TU"),
    ("365-KH/TU", "28-CT/TW"), ("2896/SGDĐT-VP", "365-KH/TU"),
    ("92/KH-UBND", "26/2021/NQ-HĐND"), ("252/KH-UBND", "92/KH-UBND"),
    ("42-KH/HU", "20-CT/TW"), (P004, "42-KH/HU"),
}  # fmt: skip
IMPLEMENTS = {
    (P000, "33-CT/TU"), (P000, "28-CT/TW"), (P001, "28-CT/TW"),
    *((paper, number) for paper in (P001, P004) for number in ("121/2020/QH14", "23/CT-TTg")),
    *((paper, "23/QĐ-TTg") for paper in (P001, P003, P004)),
    (P001, "206/KH-UBND"), (P001, "118/KH-UBND"), (P003, "106/KH-UBND"), (P004, "80/KH-UBND"),
    (P001, "06/2019/QĐ-TTg"), (P003, "06/2019/QĐ-TTg"), (P001, "18/CT-TTg"),
    (P003, "782/QĐ-TTg"), (P003, "830/QĐ-TTg"), (P003, "1248/QĐ-TTg"),
}  # fmt: skip
MENTIONS = {
    (P001, "13/2021/TT-BLĐTBXH"), (P002, "13/2021/TT-BLĐTBXH"), (P002, "121/2020/QH14"), (P002, "23/CT-TTg"),
    *((P002, f"{number}/NĐ-CP") for number in ("56/2017", "80/2017", "20/2021", "76/2024")),
    (P002, "496/QĐ-TTg"), (P001, "Luật Trẻ em năm 2016"), (P002, "Luật Trẻ em năm 2016"),
    (P003, "Luật Căn cước năm 2023"), (P000, "06"),
}  # fmt: skip


def names(shelf: Shelf) -> dict[int, str]:
    return {
        key: number or (issuer if not is_placeholder else title)
        for key, (number, _, issuer, title, is_placeholder) in shelf.papers().items()
    }


def drawn(shelf: Shelf) -> dict[str, set[tuple[str, str]]]:
    called = names(shelf)
    found: dict[str, set[tuple[str, str]]] = {"basis": set(), "implements": set(), "mentions": set()}
    for low, up, relation in shelf.edges():
        found[relation].add((called[low], called[up]))
    return found


@pytest.fixture
def register(shelf: Shelf, seeds: dict[str, Any]) -> Shelf:
    shelf.put_all(seeds)
    return shelf


def test_every_edge_of_the_picture_is_drawn_with_its_kind(register: Shelf) -> None:
    found = drawn(register)
    assert found["basis"] == BASIS
    assert not CHAIN - found["implements"]
    assert not IMPLEMENTS - found["implements"]
    assert not MENTIONS - found["mentions"]
    # What is only spoken of in one paper is not carried out there.
    assert not {(low, up) for low, up in MENTIONS if low == P002} & found["implements"]
    # Four laws, some of which a scanner left in pieces, stand by the name it left them, once each.
    laws = [fold(up) for low, up in found["mentions"] if low == P002 and not up[:1].isdigit()]
    assert len(laws) == 4
    assert {name.split()[0] for name in laws} == {"luat", "bo"}


def test_thirty_seven_papers_are_cited_and_five_are_there(register: Shelf) -> None:
    placeholders = [paper for paper in register.papers().values() if paper[4]]
    # 281/KH-UBND is cited too, and is one of the five.
    assert len(placeholders) + 1 == 37


def test_no_paper_stands_twice_and_only_the_five_are_there_as_papers(register: Shelf) -> None:
    papers = register.papers().values()
    numbers = [number for number, *_ in papers if number]
    assert len(numbers) == len(set(numbers))
    held = {issuer for *_, issuer, _, is_placeholder in papers if not is_placeholder}
    assert len(held) == 5
    # 06/QĐ-TTg and 06/2019/QĐ-TTg of one day, issuer and subject are one paper with two numbers, for a person to confirm.
    assert "06/QĐ-TTg" not in numbers


def test_the_district_s_plan_is_recognised_as_the_one_the_education_office_cites(register: Shelf) -> None:
    district = next(paper for paper in register.papers().values() if paper[0] == P003)
    assert (district[1].isoformat(), district[4]) == ("2024-08-08", False)
    (told,) = register.problems("number_from_another")
    assert "281/KH-UBND ngày 08/08/2024" in told.message
    assert "100%" in told.message
    assert "xác nhận" in told.message


def test_five_papers_that_share_citations_are_one_web(register: Shelf) -> None:
    """000–003 by 281 and 33, all but 004 by 28-CT/TW, 004 by what it shares with 001."""
    beside: dict[int, set[int]] = {}
    for low, up, _ in register.edges():
        beside.setdefault(low, set()).add(up)
        beside.setdefault(up, set()).add(low)
    reached, waiting = set(), [next(key for key, name in names(register).items() if name == P000)]
    while waiting:
        paper = waiting.pop()
        if paper not in reached:
            reached.add(paper)
            waiting += beside[paper]
    assert {P000, P001, P002, P003, P004} <= {names(register)[key] for key in reached}


def orders(many: int) -> list[tuple[str, ...]]:
    every = list(permutations(SEEDS))
    random.Random(28).shuffle(every)
    return [SEEDS[::-1], *every[: many - 1]]


@pytest.mark.parametrize("order", orders(8), ids="-".join)
def test_the_order_of_arrival_changes_nothing(new_shelf: Any, seeds: dict[str, Any], order: tuple[str, ...]) -> None:
    first, other = new_shelf(), new_shelf()
    first.put_all(seeds)
    other.put_all(seeds, order)
    assert sorted(first.papers().values(), key=str) == sorted(other.papers().values(), key=str)
    assert drawn(first) == drawn(other)
    told = [{(each.kind, each.message) for each in one.problems()} for one in (first, other)]
    assert told[0] == told[1]


def test_the_form_glued_to_the_plan_is_kept_apart(seeds: dict[str, Any]) -> None:
    plan, form = seeds["000"]["parts"]
    assert form["type"] == "Báo cáo"
    assert "THÁNG HÀNH ĐỘNG" in form["title"]
    assert all(task["span"][1] <= plan["span"][1] for task in seeds["000"]["tasks"])
    assert "two_documents" in {problem["kind"] for problem in seeds["000"]["problems"]}
