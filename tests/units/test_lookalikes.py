"""Names that sound like ours and are none: told with what is near, never taken in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cascade.units.places import ELSEWHERE, FITS, SAME_LEVEL, fit
from cascade.units.selection import Match, Reader


@pytest.fixture(scope="session")
def read(district):
    def reading(phrase: str, *, office: str = "UBND-TB") -> Match:
        return Reader(district.directory, district.ids[office]).read(phrase)

    return reading


@pytest.mark.parametrize(
    "phrase",
    [
        "y tế phường", "Trạm Y tế phường", "Phòng Y tế phường", "Trạm Y tế các xã, phường", "công an xã, phường, thị trấn nơi trường đóng",
        "Ban Thường vụ Tỉnh ủy", "Thường trực Huyện ủy", "Bảo hiểm xã hội tỉnh", "Công an thành phố", "Công an các huyện, thành phố",
        "Liên đoàn Lao động các quận, huyện", "Phòng Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường",
        "Trung tâm Văn hóa - Thể thao và Truyền thanh huyện", "Phòng Kinh tế, Hạ tầng và Đô thị phường", "Trưởng, Phó phòng",
        "các phòng chuyên môn Sở", "Đảng ủy các xã, phường",
    ],
)  # fmt: skip
def test_a_body_of_another_level_or_a_longer_name_is_nobody_of_ours(read, phrase):
    match = read(phrase)
    assert not match.unit_ids, match
    assert match.unresolved


@pytest.mark.parametrize("phrase", ["Đề án 06", "0900 000 031", "Điều 12, khoản 3", "55.098.000đ", "23/QĐ-TTg", "111"])
def test_schemes_telephones_articles_and_money_are_no_units(read, phrase):
    assert not read(phrase).unit_ids


@pytest.mark.parametrize(
    "phrase", ["Công an huyện", "Trung tâm Y tế huyện", "các phòng Giáo dục và Đào tạo", "UBND các quận, huyện"]
)
def test_the_same_level_by_another_word_and_one_for_many_are_shown_for_a_look(read, phrase):
    match = read(phrase)
    assert len(match.unit_ids) == 1
    assert match.confidence_word == "Nên xem"


def test_agencies_of_the_province_are_not_the_district_s(read, district):
    for phrase in ("Các sở, ban, ngành tỉnh", "Giám đốc các sở"):
        match = read(phrase)
        assert {district.directory.by_id[unit].type_code for unit in match.unit_ids} == {"SO"}
    assert not read("các đoàn thể tỉnh").unit_ids


def test_swapped_words_are_near_but_not_clear(read, district):
    match = read("Phòng Kế hoạch - Tài chính")
    assert district.labels(match.unit_ids) == ["Phòng TC-KH"]
    assert match.confidence_word != "Rõ"


@pytest.mark.parametrize(
    ("place", "names", "fits"),
    [
        ("", ["Phòng Y tế"], FITS),
        ("quan", ["Phòng Y tế", "UBND quận Tân Bình"], FITS),
        ("huyen", ["Phòng Y tế", "UBND quận Tân Bình"], SAME_LEVEL),
        ("phuong", ["Phòng Y tế", "UBND quận Tân Bình"], ELSEWHERE),
        ("thanh pho", ["Công an quận", "UBND quận"], ELSEWHERE),
        ("thanh pho", ["Phòng Y tế", "UBND thành phố Bến Mẫu", "UBND tỉnh"], FITS),
        ("huyen ben mau", ["Phòng Y tế", "UBND huyện Bến Mẫu"], FITS),
        ("huyen ben mau", ["Phòng Y tế", "UBND huyện Sông Mẫu"], ELSEWHERE),
        ("tinh", ["Công an tỉnh"], FITS),
    ],
)
def test_a_place_fits_the_unit_that_lies_there(place, names, fits):
    assert fit(place, names) == fits


def test_of_every_name_in_the_labelled_papers_none_is_taken_for_a_body_of_another_level(read, district):
    """A thousand names of invented and blind papers from all over the country, read in one district."""
    folder = Path(__file__).resolve().parents[1] / "reading"
    names: set[str] = set()
    for path in [*folder.glob("labels/*.json"), *folder.glob("blind/*.json")]:
        label = json.loads(path.read_text(encoding="utf-8"))
        for task in label["tasks"]:
            names.update(name for role in ("lead", "coordinating", "assignees") for name in task.get(role) or ())
        names.update(label.get("recipients") or ())
    assert len(names) > 300
    strange = ("tỉnh", "tỉnh ủy", "huyện ủy", "thị xã", "trung ương")
    taken = {
        name: district.labels(match.unit_ids)
        for name in sorted(names)
        if name.lower().endswith(strange) and not name.lower().startswith(("các sở", "các phòng"))
        for match in [read(name)]
        if match.is_resolved and match.score >= 0.9
    }
    assert not taken
