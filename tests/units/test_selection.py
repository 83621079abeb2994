"""Phrases as documents write them become units, or say plainly that they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade.units.directory import Directory, KnownType, KnownUnit, tight_key, words_key
from cascade.units.groups import group_of
from cascade.units.selection import Match, Reader, Selection, definitions, expand, left_out


@pytest.fixture(scope="session")
def read(district):
    def reading(phrase: str, *, office: str = "UBND-TB", text: str = "") -> Match:
        return Reader(district.directory, district.ids[office], definitions(text)).read(phrase)

    return reading


@pytest.mark.parametrize(
    ("phrase", "count", "types"),
    [
        ("UBND 15 phường", 15, ("PHUONG",)),
        ("Ủy ban nhân dân 15 phường", 15, ("PHUONG",)),
        ("Chủ tịch UBND các phường", 15, ("PHUONG",)),
        ("Ủy ban nhân dân 15 phường gửi báo cáo định kỳ", 15, ("PHUONG",)),
        ("các trường mầm non, tiểu học, trung học cơ sở", 41, ("MN", "TH", "THCS")),
        ("Các trường MN-TH-THCS", 41, ("MN", "TH", "THCS")),
        ("Hiệu trưởng các trường", 41, ("MN", "TH", "THCS")),
        ("các cơ sở giáo dục, nhất là cơ sở giáo dục mầm non", 57, ("MN", "TH", "THCS", "NLMGDL")),
        ("Các NLMGĐL", 16, ("NLMGDL",)),
        ("các nhóm, lớp mẫu giáo độc lập", 16, ("NLMGDL",)),
        ("các đoàn thể quận", 4, ("DOANTHE",)),
        ("Các ban, ngành, đoàn thể quận", 15, ("PHONG", "NGANH", "SN", "DOANTHE")),
        ("các trường tiểu học, THCS và nhóm lớp mẫu giáo độc lập trên địa bàn quận", 42, ("TH", "THCS", "NLMGDL")),
    ],
)
def test_a_collective_name_is_a_selection(read, phrase, count, types):
    match = read(phrase)
    assert match.is_resolved, match
    assert (len(match.unit_ids), match.selection.types) == (count, types)
    assert match.score >= 0.9


@pytest.mark.parametrize(
    ("phrase", "types"),
    [
        ("UBND 168 xã, phường, đặc khu", ("PHUONG", "XA")),
        ("các Sở, ban, ngành tỉnh", ("SO", "PHONG", "NGANH", "SN")),
        ("Ủy ban nhân dân các quận, huyện và thành phố Thủ Đức", ("UBND-QUAN",)),
        ("UBND 34 tỉnh, thành phố trực thuộc Trung ương", ("UBND-TINH",)),
        ("Đảng ủy các xã, phường", ("DANG-XA",)),
        ("các trường phổ thông", ("TH", "THCS", "THPT")),
        ("các trường mầm non, tiểu học và THCS trực thuộc", ("MN", "TH", "THCS")),
        ("các trường mầm non công lập và ngoài công lập", ("MN",)),
        ("các cơ sở giáo dục mầm non độc lập", ("NLMGDL",)),
        ("các phòng chuyên môn thuộc UBND quận", ("PHONG",)),
        ("các đơn vị sự nghiệp trực thuộc", ("SN",)),
        ("Phòng Giáo dục và Đào tạo", None),
        ("Trường Tiểu học Hoa Sen", None),
        ("Trạm Y tế các phường", None),
    ],
)
def test_collective_names_of_every_tier_are_told_from_names(phrase, types):
    group = group_of(words_key(phrase))
    assert (group.types if group else None) == types


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("P.LĐTB&XH", ["Phòng LĐ-TB&XH"]),
        ("Phòng Lao động – Thương binh và Xã hội", ["Phòng LĐ-TB&XH"]),
        ("Phòng Y tế, Bảo hiểm xã hội quận", ["Phòng Y tế", "BHXH quận"]),
        ("Phòng Văn hóa và Thông tin, Trung tâm Văn hóa - Thể thao quận", ["Phòng VH&TT", "TT VH-TT quận"]),
        ("CCTK, TTVHTT, TTYT, BHXH Quận", ["Chi cục Thống kê quận", "TT VH-TT quận", "Trung tâm Y tế", "BHXH quận"]),
        ("P.GDDT", ["Phòng GD&ĐT"]),
        ("Trưởng phòng Giáo dục và Đào tạo", ["Phòng GD&ĐT"]),
        ("TiH Hoa Sen", ["TH Hoa Sen"]),
        ("UBND phường 4, phường 5", ["Phường 4", "Phường 5"]),
        ("Ủy ban nhân dân quận (thông qua Phòng Lao động - Thương binh và Xã hội)", ["UBND quận"]),
    ],
)
def test_names_and_abbreviations_are_units_in_the_order_written(read, district, phrase, names):
    match = read(phrase)
    assert match.is_resolved
    assert district.labels(match.unit_ids) == names


def test_a_slip_of_one_letter_is_recognised_and_shown_for_a_look(read, district):
    match = read("Truong Tieu hoc Hoa Sem")
    assert district.labels(match.unit_ids) == ["TH Hoa Sen"]
    assert match.score < 0.9


def test_another_number_is_another_unit(read):
    match = read("Phường 16")
    assert not match.is_resolved
    assert "Phường 6" in [offer.name for offer in match.alternatives]


def test_the_same_office_of_another_district_is_not_ours(read):
    match = read("Phòng Giáo dục và Đào tạo huyện An Lão")
    assert match.unresolved == ("Phòng Giáo dục và Đào tạo huyện An Lão",)


def test_the_same_office_of_another_level_is_not_ours(read, district):
    assert not read("công an phường").unit_ids, "the district's police is not the ward's"
    assert district.labels(read("Công an quận").unit_ids) == ["Công an quận"]
    assert district.labels(read("Phòng Y tế quận").unit_ids) == ["Phòng Y tế"]


@pytest.mark.parametrize(
    "phrase",
    [
        "các đơn vị liên quan",
        "chính quyền",
        "công an địa phương",
        "Các ban, ngành quận được giao chủ trì thực hiện các nội dung tại Mục II Kế hoạch này",
        "Trung tâm công tác xã hội tỉnh Quảng Nam",
    ],
)
def test_what_names_nobody_stays_unresolved(read, phrase):
    match = read(phrase)
    assert match.unresolved
    assert not match.unit_ids


def test_a_number_that_does_not_agree_is_a_problem(read):
    match = read("Ủy ban nhân dân 14 phường")
    assert match.problems == (
        "Văn bản ghi “Ủy ban nhân dân 14 phường”, danh mục đang có 15 đơn vị. Đối chiếu ở bước 3.",
    )
    assert match.score < 0.9


def test_an_ended_unit_is_named_with_its_day(read):
    match = read("NL Ánh Dương")
    assert not match.is_resolved
    assert match.problems == ("“NL Ánh Dương” đã kết thúc ngày 31/08/2024.",)


def test_a_name_the_document_gives_is_read_as_it_defines_it(read):
    text = (
        "Phòng Giáo dục và Đào tạo đề nghị Hiệu trưởng các trường tiểu học, trung học cơ sở; quản lý các nhóm, lớp mẫu giáo "
        "độc lập (sau đây gọi chung là Thủ trưởng các đơn vị) thực hiện nội dung sau:"
    )
    match = read("Thủ trưởng các đơn vị", office="P-GDDT", text=text)
    assert match.selection.types == ("TH", "THCS", "NLMGDL")
    undefined = read("Thủ trưởng các đơn vị", office="P-GDDT")
    assert len(undefined.unit_ids) == 57
    assert undefined.score < 0.9


def test_a_department_that_names_the_wards_means_those_beside_it(read):
    assert len(read("UBND 15 phường", office="P-LDTBXH").unit_ids) == 15


def test_a_school_s_own_bodies_are_the_school(read, district):
    match = read("Ban giám hiệu", office="TH-HOASEN")
    assert district.labels(match.unit_ids) == ["TH Hoa Sen"]
    assert match.score < 0.9


@pytest.mark.parametrize(
    "phrase",
    ["Giáo viên chủ nhiệm", "Tổng phụ trách Đội", "Nhà trường", "Thủ trưởng các đơn vị", "đơn vị", "Các tổ chuyên môn"],
)
def test_in_a_letter_a_school_s_people_and_the_units_are_those_it_is_addressed_to(district, phrase):
    letter = Reader(
        district.directory, district.ids["P-GDDT"], addressees=("Hiệu trưởng các trường tiểu học, trung học cơ sở",)
    )
    match = letter.read(phrase)
    assert match.selection.types == ("TH", "THCS")
    assert 0.6 <= match.score < 0.9, "somebody should look"
    assert not Reader(district.directory, district.ids["P-GDDT"]).read("Giáo viên chủ nhiệm").is_resolved


def test_of_mixed_addressees_only_schools_have_a_form_teacher(district):
    letter = Reader(district.directory, district.ids["UBND-TB"], addressees=("Phòng Y tế", "Các trường tiểu học"))
    assert {district.directory.by_id[unit].type_code for unit in letter.read("Giáo viên chủ nhiệm").unit_ids} == {"TH"}
    assert {district.directory.by_id[unit].type_code for unit in letter.read("các đơn vị").unit_ids} == {"TH", "PHONG"}
    assert (
        not Reader(district.directory, district.ids["UBND-TB"], addressees=("Phòng Y tế",))
        .read("Tổng phụ trách Đội")
        .is_resolved
    )
    assert letter.read("bộ phận Tiểu học").unit_ids == (), "a part of the office itself"


def test_exceptions_and_additions_change_the_set_and_say_why(district):
    selection = Selection(
        types=("NLMGDL",),
        under=district.ids["P-GDDT"],
        exclude=(district.ids["NL-MAYHONG"],),
        include=(district.ids["TH-HOASEN"],),
    )
    chosen = expand(selection, district.directory)
    assert len(chosen) == 16
    assert {(out.name, out.reason) for out in left_out(selection, district.directory)} == {
        ("NL Ánh Dương", "đã nghỉ từ 31/08/2024"),
        ("NL Mây Hồng", "bỏ ra theo lựa chọn"),
    }
    assert Selection.from_json(selection.to_json()) == selection


def test_a_type_an_office_has_added_is_a_group_by_its_own_name():
    clinics = Directory(
        (
            KnownUnit(1, "Q", "UBND quận", "", "UBND-QUAN", "QUAN"),
            KnownUnit(2, "A", "Trạm Y tế Một", "", "TYT", "TRAM", superior_id=1),
            KnownUnit(3, "B", "Trạm Y tế Hai", "", "TYT", "TRAM", superior_id=1),
        ),
        day=date(2025, 1, 6),
        types=(KnownType("TYT", "Trạm y tế", "TYT", "Trạm"),),
    )
    for phrase in ("các trạm y tế", "2 trạm y tế", "Các TYT", "Trưởng các trạm y tế"):
        assert Reader(clinics, 1).read(phrase).unit_ids == (2, 3), phrase
    assert Reader(clinics, 1).read("3 trạm y tế").problems


def test_two_units_of_one_name_ask_which():
    twins = Directory(
        (
            KnownUnit(1, "Q", "UBND quận", "", "UBND-QUAN", "QUAN"),
            KnownUnit(2, "A", "Trường Tiểu học Bình Minh", "", "TH", "TRUONG", superior_id=1),
            KnownUnit(3, "B", "Trường Tiểu học Bình Minh", "", "TH", "TRUONG", superior_id=1),
        ),
        day=date(2025, 1, 6),
    )
    match = Reader(twins, 1).read("Trường Tiểu học Bình Minh")
    assert not match.is_resolved
    assert {offer.unit_id for offer in match.alternatives} == {2, 3}


def test_the_nearer_of_two_offices_of_one_name_is_meant():
    country = Directory(
        (
            KnownUnit(1, "T", "UBND tỉnh", "", "UBND-TINH", "TINH"),
            KnownUnit(2, "H1", "UBND huyện Một", "", "UBND-QUAN", "QUAN", superior_id=1),
            KnownUnit(3, "H2", "UBND huyện Hai", "", "UBND-QUAN", "QUAN", superior_id=1),
            KnownUnit(4, "P1", "Phòng Y tế", "", "PHONG", "PHONG", superior_id=2),
            KnownUnit(5, "P2", "Phòng Y tế", "", "PHONG", "PHONG", superior_id=3),
        ),
        day=date(2025, 1, 6),
    )
    assert Reader(country, 3).read("Phòng Y tế").unit_ids == (5,)
    assert Reader(country, 2).read("Phòng Y tế huyện Hai").unit_ids == (5,)
    assert not Reader(country, 1).read("Phòng Y tế").is_resolved


@given(st.text(max_size=80))
def test_any_words_are_read_or_refused_never_a_fault(district, phrase):
    match = Reader(district.directory, district.ids["UBND-TB"]).read(phrase)
    assert 0.0 <= match.score <= 1.0
    assert set(match.unit_ids) <= district.directory.by_id.keys()


@given(st.text(max_size=60))
def test_keys_do_not_change_when_taken_twice(text):
    assert words_key(words_key(text)) == words_key(text)
    assert tight_key(words_key(text)) == tight_key(text)
    group_of(words_key(text))
