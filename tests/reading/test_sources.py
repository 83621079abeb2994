"""The same plan comes as plain text in three encodings and as a Word file; the reading is the same."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from documents.parsed import ParsedDocument
from tests.reading.files import W, docx, numbered, paragraph, table

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG AN BÌNH MỚI
Số: 45/KH-UBND
An Bình Mới, ngày 05 tháng 9 năm 2031

KẾ HOẠCH
Tổ chức tháng an toàn giao thông năm 2031

Thực hiện Kế hoạch số 112/KH-UBND ngày 20/8/2031 của Ủy ban nhân dân tỉnh Sông Hương về tháng an toàn giao thông, Ủy ban nhân dân phường ban hành kế hoạch như sau:
I. MỤC ĐÍCH
- Nâng cao ý thức của người dân.
II. NHIỆM VỤ
1. Tuyên truyền pháp luật về an toàn giao thông tại các khu phố.
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Đơn vị phối hợp: Công an phường và các trường học.
- Thời gian thực hiện: Trước ngày 30/9/2031.
III. CHẾ ĐỘ BÁO CÁO
Các đơn vị báo cáo kết quả về Ủy ban nhân dân phường trước ngày 05/10/2031.

Nơi nhận:
- Như Điều 1;
- Các trường học;
- Lưu: VT.
"""


def read(folder: Path, name: str, data: bytes) -> ParsedDocument:
    path = folder / name
    path.write_bytes(data)
    return documents.read_file(path)


def assert_is_the_plan(reading: ParsedDocument) -> None:
    head = reading.document
    assert (head.type, head.number, head.date) == ("Kế hoạch", "45/KH-UBND", "2031-09-05")
    assert head.issuer == "Ủy ban nhân dân phường An Bình Mới"
    assert head.subject == "Tổ chức tháng an toàn giao thông năm 2031"
    assert [(each.number, each.date, each.relation) for each in reading.citations] == [
        ("112/KH-UBND", "2031-08-20", "basis")
    ]
    (task,) = reading.tasks
    assert task.lead == ("Phòng Văn hóa - Xã hội",)
    assert task.coordinating == ("Công an phường", "các trường học")
    assert (task.ref, task.due, task.timeframe) == ("II.1", "2031-09-30", "Trước ngày 30/9/2031")
    (report,) = reading.reporting
    assert (report.due, report.to) == ("2031-10-05", "Ủy ban nhân dân phường")
    assert [each.name for each in reading.recipients] == ["Như Điều 1", "Các trường học"]


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-be"),
        unicodedata.normalize("NFD", PLAN).encode(),
        PLAN.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 without mark", "decomposed", "windows lines"],
)
def test_every_encoding_reads_alike(tmp_path: Path, data: bytes) -> None:
    assert_is_the_plan(read(tmp_path, "ke-hoach.txt", data))


def test_every_finding_points_at_its_words(tmp_path: Path) -> None:
    reading = read(tmp_path, "ke-hoach.txt", unicodedata.normalize("NFD", PLAN).encode())
    for citation in reading.citations:
        assert reading.text[slice(*citation.span)] == "112/KH-UBND"
    assert reading.text[slice(*reading.document.fields["number"].span)] == "45/KH-UBND"
    (task,) = reading.tasks
    assert "Tuyên truyền pháp luật" in reading.text[slice(*task.span)]
    for recipient in reading.recipients:
        assert recipient.name in reading.text[slice(*recipient.span)]


def test_a_word_file_with_automatic_numbers_reads_like_the_text(tmp_path: Path) -> None:
    """Letterhead in a table, list numbers that stand in no paragraph, and a table of work."""
    head = table(
        [
            "ỦY BAN NHÂN DÂN|PHƯỜNG AN BÌNH MỚI|Số: 45/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|An Bình Mới, ngày 05 tháng 9 năm 2031",
        ]
    )
    body = (
        head
        + paragraph("KẾ HOẠCH")
        + paragraph("Tổ chức tháng an toàn giao thông năm 2031")
        + paragraph(PLAN[PLAN.index("Thực hiện Kế hoạch số") : PLAN.index("I. MỤC")].strip())
        + numbered("MỤC ĐÍCH")
        + numbered("Nâng cao ý thức của người dân.", 2)
        + numbered("NHIỆM VỤ")
        + numbered("Tuyên truyền pháp luật về an toàn giao thông tại các khu phố.", 1)
        + numbered("Đơn vị chủ trì: Phòng Văn hóa - Xã hội.", 2)
        + numbered("Đơn vị phối hợp: Công an phường và các trường học.", 2)
        + numbered("Thời gian thực hiện: Trước ngày 30/9/2031.", 2)
        + numbered("CHẾ ĐỘ BÁO CÁO")
        + paragraph("Các đơn vị báo cáo kết quả về Ủy ban nhân dân phường trước ngày 05/10/2031.")
        + table(
            [
                "Nơi nhận:|- Như Điều 1;|- Các trường học;|- Lưu: VT.",
                "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH||Trần Văn Mẫu",
            ]
        )
    )
    reading = read(tmp_path, "ke-hoach.docx", docx(body))
    assert_is_the_plan(reading)
    assert reading.document.signed_as == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    assert reading.document.signer == "Trần Văn Mẫu"


def test_a_form_in_word_keeps_its_grouped_headings(tmp_path: Path) -> None:
    body = (
        paragraph("PHỤ LỤC")
        + paragraph("BIỂU TỔNG HỢP KẾT QUẢ TRỒNG CÂY")
        + table(
            ["STT", "Đơn vị", ("Số cây", 2), "Kinh phí"],
            ["", "", "Cây bóng mát", "Cây ăn quả", ""],
            ["1", "Trường Mẫu A", "12", "3", "1.500.000đ"],
            ["2", "Trường Mẫu B", "", "", ""],
        )
    )
    (form,) = read(tmp_path, "bieu.docx", docx(body)).report_forms
    (made,) = form.tables
    assert made.columns == (("Số cây", "Cây bóng mát"), ("Số cây", "Cây ăn quả"), (None, "Kinh phí"))
    assert made.rows[0] == ("1", "Trường Mẫu A", "12", "3", "1.500.000đ")


def test_a_table_of_work_in_word_gives_one_task_a_paragraph(tmp_path: Path) -> None:
    body = (
        paragraph("TRƯỜNG MẦM NON HOA BAN MỚI")
        + paragraph("KẾ HOẠCH")
        + paragraph("Hoạt động tháng 10 năm 2031")
        + paragraph("Trường Mầm non Hoa Ban Mới xây dựng kế hoạch như sau:")
        + table(
            ["Thời gian", "Nội dung công việc", "Người thực hiện"],
            ["Tuần 1", "Kiểm tra vệ sinh lớp học|Phát động thi đua chào mừng 20/10", "Ban giám hiệu, Y tế"],
            ["Tuần 2", "Thăm lớp, dự giờ khối mẫu giáo", "Phó hiệu trưởng"],
        )
    )
    tasks = read(tmp_path, "thang.docx", docx(body)).tasks
    assert [(task.ref, task.text) for task in tasks] == [
        ("bảng 1.1.b1", "Kiểm tra vệ sinh lớp học"),
        ("bảng 1.1.b2", "Phát động thi đua chào mừng 20/10"),
        ("bảng 1.2", "Thăm lớp, dự giờ khối mẫu giáo"),
    ]
    assert tasks[0].assignees == tasks[1].assignees == ("Ban giám hiệu", "Y tế")
    assert [task.timeframe for task in tasks] == ["Tuần 1", "Tuần 1", "Tuần 2"]


def test_deleted_words_are_not_read_and_footnotes_are(tmp_path: Path) -> None:
    body = (
        paragraph("KẾ HOẠCH")
        + "<w:p><w:del><w:r><w:delText>Câu đã xóa</w:delText></w:r></w:del><w:ins><w:r><w:t>Câu mới thêm</w:t></w:r></w:ins>"
        + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Theo Quyết định số 7/QĐ-UBND.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    reading = read(tmp_path, "a.docx", docx(body, word__footnotes_dot_xml=notes))
    assert "Câu đã xóa" not in reading.text
    assert "Câu mới thêm[2]" in reading.text
    assert [each.number for each in reading.citations] == ["7/QĐ-UBND"]


def test_a_paper_typed_in_old_fonts_is_read_by_the_font_of_each_run(tmp_path: Path) -> None:
    body = (
        paragraph("KÕ ho¹ch ch¨m sãc trÎ em", font=".VnTime")
        + paragraph("uû ban nh©n d©n", font=".VnTimeH")
        + paragraph("Keá hoaïch chaêm soùc treû em", font="VNI-Times")
        + paragraph("Kế hoạch", font="Times New Roman")
    )
    text = read(tmp_path, "cu.docx", docx(body)).text
    assert text.split("\n")[:4] == [
        "Kế hoạch chăm sóc trẻ em",
        "UỶ BAN NHÂN DÂN",
        "Kế hoạch chăm sóc trẻ em",
        "Kế hoạch",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600))
def test_any_text_gives_a_reading(text: str) -> None:
    reading = documents.read_text(text)
    reading.to_json()
    for finding in (*reading.tasks, *reading.citations, *reading.reporting, *reading.problems):
        start, end = finding.span
        assert 0 <= start <= end <= len(reading.text)


_BLOCKS = st.sampled_from(
    ["I. ", "II. NHIỆM VỤ", "1. ", "1.1. ", "a) ", "- ", "+ ", "* ", "\n", "\t", "Căn cứ ", "Kế hoạch số 12/KH-UBND ngày 31/02/2031 ", "của UBND huyện ",
     "Đơn vị chủ trì: ", "Sở Y tế", ", ", " và ", ";", ":", ".", "trước ngày 30/13", "báo cáo ", "Nơi nhận:", "Lưu: VT", "KT. CHỦ TỊCH", "KẾ HOẠCH",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Điều 1. ", "(", "“", "|a|b|", "\t\t", "Kính gửi: ", "phối hợp với ", "V/v ", "#SoKyHieu", "0900 000 012"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_BLOCKS, max_size=60))
def test_any_jumble_of_official_words_gives_a_reading(blocks: list[str]) -> None:
    reading = documents.read_text("".join(blocks))
    reading.to_json()
    for finding in (*reading.tasks, *reading.citations, *reading.reporting, *reading.problems, *reading.recipients):
        start, end = finding.span
        assert 0 <= start <= end <= len(reading.text)
