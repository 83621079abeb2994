"""A list of units comes in whole or not at all, with every fault of the file told at once."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from cascade.actor import SYSTEM
from cascade.sample.district import district_csv, lay_district
from cascade.store import units
from cascade.units.importing import import_file
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import EventTag, Line
from models import Journal, Unit

HEADING = "ma,ten,cap,loai,cap_tren,tuyen,ten_tat,tu_ngay,den_ngay,nguoi_phu_trach,dien_thoai\n"
DISTRICT = (
    "Q,UBND quận Thử,,UBND-QUAN,,,,,,,\n"
    "P15,Phường 15,Phường,PHUONG,Q,,P.15;UBND phường 15,,,Trần Thị Mẫu,0900 000 015\n"
    "TH1,Trường Tiểu học Mẫu,,TH,Phường 15,,TH Mẫu,01/09/2020,,,\n"
)


@pytest.fixture
def house(engine_db):
    """An empty house: the first import brings its tiers and types along."""
    return engine_db


def bring(db, text, *, dry_run=False, name="ds.csv"):
    data = text if isinstance(text, bytes) else (HEADING + text).encode()
    return db.write(lambda tx: import_file(tx, actor=SYSTEM, data=data, file_name=name, dry_run=dry_run))


def test_a_trial_writes_nothing_and_the_import_writes_all_with_one_journal_row(house):
    trial = bring(house, DISTRICT, dry_run=True)
    assert (trial.created, trial.problems, trial.journal_id) == (3, (), None)
    with house.read() as tx:
        assert tx.execute(select(func.count()).select_from(Unit)).scalar() == 0
    report = bring(house, DISTRICT)
    assert report.created == 3
    with house.read() as tx:
        rows = tx.execute(select(Journal.event, Journal.data).where(Journal.event == EventTag.UNITS_IMPORTED)).all()
        school = units.by_code(tx, "TH1")
    assert len(rows) == 1
    first, last = rows[0].data["created"][0]
    assert last - first == 2
    assert (school.superior_name, school.short_name, school.valid_from) == ("Phường 15", "TH Mẫu", date(2020, 9, 1))


def test_the_same_file_again_changes_nothing(house):
    bring(house, DISTRICT)
    again = bring(house, DISTRICT)
    assert (again.created, again.changed, again.unchanged, again.journal_id) == (0, 0, 3, None)


def test_every_fault_is_told_at_once_in_the_office_s_words_and_nothing_is_written(house):
    bring(house, DISTRICT)
    report = bring(
        house,
        "TH2,Trường Hai,,MNN,P15,,,,,,\n"
        "TH3,Trường Ba,,TH,P. 16,,,31/02/2024,,,\n"
        "TH2,Trường Bốn,,TH,P15,,,,,,\n"
        "TH5,,Trường,PHUONG,P15,ngang,,01/09/2024,01/01/2024,,\n",
    )
    said = [str(problem) for problem in report.problems]
    assert said == [
        "Dòng 2, cột Loại: không có ‘MNN’. Gần nhất: ‘MN’.",
        "Dòng 3, cột Cấp trên: không có ‘P. 16’. Gần nhất: ‘Phường 15’.",
        "Dòng 3, cột Từ ngày: Ngày 31/02/2024 không có. Tháng 2 năm 2024 có 29 ngày.",
        "Dòng 4, cột Mã: ‘TH2’ trùng dòng 2; mỗi đơn vị một mã.",
        "Dòng 5, cột Tên: chưa có tên đơn vị.",
        "Dòng 5, cột Cấp: loại ‘PHUONG’ không thuộc cấp ‘Trường’.",
        "Dòng 5, cột Tuyến: không có ‘ngang’. Ghi: chính quyền, Đảng hoặc chuyên môn.",
        "Dòng 5, cột Đến ngày: 01/01/2024 trước ngày lập 01/09/2024.",
    ]
    with house.read() as tx:
        assert tx.execute(select(func.count()).select_from(Unit)).scalar() == 3


def test_superiors_that_go_round_are_told_with_the_ring(house):
    report = bring(house, "A,Đơn vị A,,PHONG,C,,,,,,\nB,Đơn vị B,,PHONG,A,,,,,,\nC,Đơn vị C,,PHONG,B,,,,,,\n")
    assert [str(problem) for problem in report.problems] == [
        "Dòng 2, cột Cấp trên: tạo vòng Đơn vị A → Đơn vị C → Đơn vị B → Đơn vị A. Bỏ một cấp trên."
    ]


def test_a_ring_with_what_stands_already_is_seen(house):
    bring(house, DISTRICT)
    report = bring(house, "Q,UBND quận Thử,,UBND-QUAN,TH1,,,,,,\n")
    assert "tạo vòng" in str(report.problems[0])


def test_a_new_superior_counts_from_today_and_the_old_tree_stays(house):
    with clock.at(datetime(2025, 3, 1, tzinfo=UTC)):
        bring(house, DISTRICT)
    with clock.at(datetime(2025, 7, 1, 3, tzinfo=UTC)):
        report = bring(house, DISTRICT.replace("TH,Phường 15,", "TH,Q,"))
        assert (report.created, report.changed) == (0, 1)
        with house.read() as tx:
            school = units.by_code(tx, "TH1").id
            assert units.find(tx, school, day=date(2025, 7, 1)).superior_name == "UBND quận Thử"
            assert units.find(tx, school, day=date(2025, 6, 30)).superior_name == "Phường 15"
        assert bring(house, DISTRICT.replace("TH,Phường 15,", "TH,Q,")).changed == 0


def test_excel_and_semicolons_and_a_byte_order_mark_are_read_alike(house):
    book = Workbook()
    sheet = book.active
    sheet.append(["Mã", "Tên", "Cấp", "Loại", "Cấp trên", "Từ ngày"])
    sheet.append(["Q", "UBND quận Thử", "", "UBND-QUAN", "", date(2020, 1, 2)])
    out = io.BytesIO()
    book.save(out)
    assert bring(house, out.getvalue(), name="ds.xlsx").created == 1
    table = "Mã;Tên;Loại;Cấp trên;Từ ngày\nQ;UBND quận Thử;UBND-QUAN;;02/01/2020\n"
    assert bring(house, b"\xef\xbb\xbf" + table.encode(), name="ds.csv").unchanged == 1


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "ds.csv", "chưa có dòng đơn vị nào"),
        (b"ten,loai\nA,TH\n", "ds.csv", "thiếu cột Mã"),
        ("ma,ten,loai\nA,Tr\xea,TH\n".encode("latin-1"), "ds.csv", "CSV UTF-8"),
        (b"PK\x03\x04 rac", "ds.xlsx", "có thể bị hỏng"),
        (b"x", "ds.pdf", ".xlsx hoặc .csv"),
    ],
)
def test_a_file_that_is_not_a_list_of_units_is_refused_with_a_sentence(house, data, name, said):
    with pytest.raises(Refusal, match=said):
        bring(house, data, name=name)


def test_the_sample_district_has_its_real_shape(district):
    with district.db.read() as tx:
        rows = units.tree(tx, Line.STATE, date(2025, 1, 6))
        by_type = {
            code: sum(row.unit.type_code == code for row in rows) for code in ("MN", "TH", "THCS", "NLMGDL", "PHUONG")
        }
        party = [row.unit.label for row in units.tree(tx, Line.PARTY, date(2025, 1, 6)) if row.depth < 3]
        found = [unit.label for unit in units.search(tx, "hoa sen")]
    assert by_type == {"MN": 15, "TH": 14, "THCS": 12, "NLMGDL": 16, "PHUONG": 15}
    assert party[:3] == ["BCT", "Thành ủy", "UBND TP.HCM"] or party[:2] == ["BCT", "Thành ủy"]
    assert found == ["TH Hoa Sen"]


def test_a_name_is_found_without_its_marks_and_by_its_other_names(house):
    bring(house, DISTRICT)
    with house.read() as tx:
        for words in ("tieu hoc mau", "TH Mẫu", "th1"):
            assert [unit.code for unit in units.search(tx, words)] == ["TH1"], words
        assert units.search(tx, "100%") == ()
        assert units.search(tx, "  ") == ()
        assert [tier.code for tier in units.tiers(tx)][:2] == ["TW", "TINH"]


def test_laying_the_district_twice_changes_nothing(house):
    first = house.write(lay_district)
    assert house.write(lay_district) == first
    with house.read() as tx:
        assert tx.execute(select(func.count()).select_from(Journal)).scalar() == 1
    assert district_csv().startswith(b"ma,ten,")
