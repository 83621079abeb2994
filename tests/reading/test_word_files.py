"""A Word file is read as its reader sees it: changes accepted, boxes and notes once, merged cells in every row they cover."""

from __future__ import annotations

from documents.reading.docx import read_docx
from tests.reading.files import W, docx, numbered, paragraph, table

DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def text_of(body: str, **parts: str | bytes) -> str:
    return read_docx(docx(body, **parts)).text


def said(body: str, **parts: str | bytes) -> list[str]:
    return [line for line in text_of(body, **parts).split("\n") if line.strip()]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def box(inside: str) -> str:
    """A text box as Word writes it: once for readers of today, once for those of old."""
    return (
        f"<w:p><w:r><mc:AlternateContent {DRAWING}><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{inside}"
        f"</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def cell(*blocks: str, merged: str = "") -> str:
    properties = f"<w:tcPr>{merged}</w:tcPr>" if merged else ""
    return f"<w:tc>{properties}{''.join(blocks)}</w:tc>"


def row(*cells: str, changed: str = "") -> str:
    properties = f"<w:trPr>{changed}</w:trPr>" if changed else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{run('Báo cáo trước ngày ')}<w:del><w:r><w:delText>15</w:delText></w:r></w:del><w:ins>{run('20')}</w:ins>{run('/11.')}</w:p>"
        f"<w:moveFrom>{paragraph('Câu ở chỗ cũ.')}</w:moveFrom>"
        f"<w:p><w:moveFrom>{run('Vế ở chỗ cũ, ')}</w:moveFrom>{run('vế còn lại')}<w:moveTo>{run(', vế chuyển đến.')}</w:moveTo></w:p>"
    )
    assert said(body) == ["Báo cáo trước ngày 20/11.", "vế còn lại, vế chuyển đến."]


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    deleted = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Các trường báo cáo ')}</w:p>"
    assert said(deleted + paragraph("về Phòng Mẫu.")) == ["Các trường báo cáo về Phòng Mẫu."]


def test_a_deleted_row_is_gone_and_an_inserted_one_is_there() -> None:
    body = "<w:tbl>" + "".join(
        [
            row(cell(paragraph("TT")), cell(paragraph("Việc"))),
            row(cell(paragraph("1")), cell(paragraph("Việc cũ")), changed="<w:del/>"),
            row(cell(paragraph("1")), cell(paragraph("Việc mới")), changed="<w:ins/>"),
        ]
    ) + "</w:tbl>"  # fmt: skip
    (made,) = read_docx(docx(body)).tables
    assert [[each.words for each in cells] for cells in made.rows] == [["TT", "Việc"], ["1", "Việc mới"]]


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    body = paragraph("Trước khung") + box(paragraph("Số: 45/KH-UBND")) + paragraph("Sau khung")
    assert said(body) == ["Trước khung", "Số: 45/KH-UBND", "Sau khung"]
    inside = "<w:tbl>" + row(cell(paragraph("TT")), cell(box(paragraph("Việc trong khung")))) * 2 + "</w:tbl>"
    (made,) = read_docx(docx(inside)).tables
    assert made.rows[0][1].words == "Việc trong khung"


def test_a_table_within_a_cell_is_the_words_of_that_cell() -> None:
    inner = table(["Mầm non", "12"], ["Tiểu học", "30"])
    body = (
        "<w:tbl>"
        + row(cell(paragraph("TT")), cell(paragraph("Số trường")))
        + row(cell(paragraph("1")), cell(inner, "<w:p/>"))
        + "</w:tbl>"
    )
    source = read_docx(docx(body))
    (made,) = source.tables
    assert made.rows[1][1].words == "Mầm non 12 Tiểu học 30"
    assert source.text.count("Tiểu học") == 1


def test_a_cell_merged_downwards_names_every_row_it_covers() -> None:
    starts, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        "<w:tbl>"
        + row(cell(paragraph("Đơn vị")), cell(paragraph("Việc")))
        + row(cell(paragraph("Phòng Nội vụ Mẫu"), merged=starts), cell(paragraph("Việc một")))
        + row(cell("<w:p/>", merged=goes_on), cell(paragraph("Việc hai")))
        + "</w:tbl>"
    )
    source = read_docx(docx(body))
    (made,) = source.tables
    assert [each[0].words for each in made.rows[1:]] == ["Phòng Nội vụ Mẫu"] * 2
    assert source.text.count("Phòng Nội vụ Mẫu") == 1


def test_hidden_words_are_not_read() -> None:
    assert said(f"<w:p>{run('Thấy được')}{run(' và ẩn', '<w:vanish/>')}</w:p>") == ["Thấy được"]
    assert said("<w:p>" + run("Thấy được", '<w:vanish w:val="0"/>') + "</w:p>") == ["Thấy được"]


def test_notes_at_the_foot_and_at_the_end_are_read_behind_the_text() -> None:
    body = f'<w:p>{run("Theo quy định")}<w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    notes = f'<w:endnotes {W}><w:endnote w:id="3">{paragraph("Quyết định số 7/QĐ-UBND.")}</w:endnote></w:endnotes>'
    assert said(body, word__endnotes_dot_xml=notes) == ["Theo quy định[3]", "[3] Quyết định số 7/QĐ-UBND."]


def test_a_letterhead_in_the_page_header_comes_first() -> None:
    head = table(["ỦY BAN NHÂN DÂN|PHƯỜNG MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc"])
    read = said(paragraph("KẾ HOẠCH"), word__header1_dot_xml=f"<w:hdr {W}>{head}</w:hdr>")
    assert read[0] == "ỦY BAN NHÂN DÂN"
    assert read[-1] == "KẾ HOẠCH"


LISTS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="4"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:lvlOverride></w:num></w:numbering>'
)


def test_automatic_numbers_are_what_the_reader_sees() -> None:
    """Roman above, both levels as figures below, letters that begin anew, a list begun again, and one in words of its own."""
    body = "".join(
        [
            numbered("Một", 0), numbered("Hai", 1), numbered("Ba", 2), numbered("Bốn", 2), numbered("Năm", 0), numbered("Sáu", 1),
            numbered("Bảy", 2), numbered("Tám", 0, 2), numbered("Chín", 0, 3), numbered("Mười", 0, 3),
        ]
    )  # fmt: skip
    assert said(body, word__numbering_dot_xml=LISTS) == [
        "I. Một", "1.1. Hai", "a) Ba", "b) Bốn", "II. Năm", "2.1. Sáu", "a) Bảy", "I. Tám", "Điều 4. Chín", "Điều 5. Mười",
    ]  # fmt: skip
