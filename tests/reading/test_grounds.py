"""How papers cite papers: grounds, chains, lists, short names, in the phrases offices really use.

Every passage stands in a letter of the same invented district, so that "UBND tỉnh" and "UBND huyện" have one meaning.
A citation is told as (type, number, date, issuer, relation, parent).
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import documents

Cited = tuple[str | None, str | None, str | None, str | None, str, str | None]


class Passage(NamedTuple):
    """Words of a paper, and the numbered papers they cite."""

    story: str
    text: str
    cited: list[Cited]


HEAD = """UBND TỈNH AN TRẠCH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN HUYỆN ĐÔNG CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 900/KH-UBND\tĐông Châu, ngày 20 tháng 10 năm 2024

KẾ HOẠCH
Chăm sóc và bảo vệ trẻ em trên địa bàn huyện Đông Châu, tỉnh An Trạch

"""
TAIL = """

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về công tác chăm sóc trẻ em.
2. Việc thực hiện phải thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng đơn vị.
II. NỘI DUNG
"""
PROVINCE = "Ủy ban nhân dân tỉnh An Trạch"
DISTRICT = "Ủy ban nhân dân huyện Đông Châu"
PRIME = "Thủ tướng Chính phủ"

GROUNDS = [
    Passage(
        "many grounds on one line",
        "Căn cứ Quyết định số 1591/QĐ-TTg ngày 08/10/2021 của Thủ tướng Chính phủ; Căn cứ Nghị định số 80/2017/NĐ-CP "
        "ngày 17 tháng 7 năm 2017 của Chính phủ; Căn cứ Thông tư số 45/2021/TT-BGDĐT ngày 31/12/2021 của Bộ trưởng Bộ "
        "Giáo dục và Đào tạo;",
        [
            ("Quyết định", "1591/QĐ-TTg", "2021-10-08", PRIME, "basis", None),
            ("Nghị định", "80/2017/NĐ-CP", "2017-07-17", "Chính phủ", "basis", None),
            ("Thông tư", "45/2021/TT-BGDĐT", "2021-12-31", "Bộ trưởng Bộ Giáo dục và Đào tạo", "basis", None),
        ],
    ),
    Passage(
        "a chain of three, each carrying out the next",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 3/4/2024 của UBND tỉnh An Trạch về triển khai Nghị quyết số 05-NQ/TU ngày "
        "15/02/2024 của Ban Thường vụ Tỉnh ủy về thực hiện Kết luận số 49-KL/TW ngày 10/5/2023 của Ban Bí thư, UBND huyện "
        "ban hành Kế hoạch như sau:",
        [
            ("Kế hoạch", "12/KH-UBND", "2024-04-03", PROVINCE, "basis", "05-NQ/TU"),
            ("Nghị quyết", "05-NQ/TU", "2024-02-15", "Ban Thường vụ Tỉnh ủy An Trạch", "implements", "49-KL/TW"),
            ("Kết luận", "49-KL/TW", "2023-05-10", "Ban Bí thư", "implements", None),
        ],
    ),
    Passage(
        "one type, several numbers, one issuer behind them",
        "Căn cứ các Quyết định của Thủ tướng Chính phủ: số 1248/QĐ-TTg ngày 19/7/2021, số 1336/QĐ-TTg ngày 31/8/2020;",
        [
            ("Quyết định", "1248/QĐ-TTg", "2021-07-19", PRIME, "basis", None),
            ("Quyết định", "1336/QĐ-TTg", "2020-08-31", PRIME, "basis", None),
        ],
    ),
    Passage(
        "one type, two numbers under one day",
        "Thực hiện các Kế hoạch số 12/KH-UBND, 13/KH-UBND cùng ngày 15/01/2024 của UBND tỉnh, UBND huyện yêu cầu:",
        [
            ("Kế hoạch", "12/KH-UBND", "2024-01-15", PROVINCE, "basis", None),
            ("Kế hoạch", "13/KH-UBND", "2024-01-15", PROVINCE, "basis", None),
        ],
    ),
    Passage(
        "date and issuer before the number",
        "Ngày 20/3/2024 UBND tỉnh An Trạch ban hành Kế hoạch số 60/KH-UBND về công tác trẻ em năm 2024; UBND huyện xây dựng "
        "kế hoạch triển khai như sau:",
        [("Kế hoạch", "60/KH-UBND", "2024-03-20", PROVINCE, "basis", None)],
    ),
    Passage(
        "the long form of a day",
        "Căn cứ Công văn số 2210/SGDĐT-CTTT ngày 05 tháng 9 năm 2024 của Sở Giáo dục và Đào tạo về công tác y tế trường học,",
        [
            (
                "Công văn", "2210/SGDĐT-CTTT", "2024-09-05", "Sở Giáo dục và Đào tạo tỉnh An Trạch", "basis", None,
            )
        ],
    ),
    Passage(
        "a symbol broken by the line's end",
        "Căn cứ Quyết định số 1591/QĐ-\nTTg ngày 08/10/2021 của Thủ tướng Chính phủ phê duyệt Chương trình Sức khỏe học đường;\n"
        "Căn cứ Chỉ thị số 28-\nCT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường sự lãnh đạo của Đảng;",
        [
            ("Quyết định", "1591/QĐ-TTg", "2021-10-08", PRIME, "basis", None),
            ("Chỉ thị", "28-CT/TW", "2023-12-25", "Bộ Chính trị", "basis", None),
        ],
    ),
    Passage(
        "a paper given a short name, then called by it",
        "Thực hiện Chỉ thị số 41-CT/TU ngày 07/5/2024 của Ban Thường vụ Tỉnh ủy (sau đây viết tắt là Chỉ thị số 41-CT/TU), UBND "
        "huyện yêu cầu các đơn vị quán triệt Chỉ thị số 41-CT/TU đến toàn thể cán bộ.",
        [("Chỉ thị", "41-CT/TU", "2024-05-07", "Ban Thường vụ Tỉnh ủy An Trạch", "basis", None)],
    ),
    Passage(
        "an amended decree",
        "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ quy định chính sách trợ giúp xã hội, được sửa đổi, bổ "
        "sung tại Nghị định số 76/2024/NĐ-CP ngày 01/7/2024 của Chính phủ;",
        [
            ("Nghị định", "20/2021/NĐ-CP", "2021-03-15", "Chính phủ", "basis", None),
            ("Nghị định", "76/2024/NĐ-CP", "2024-07-01", "Chính phủ", "mentions", None),
        ],
    ),
    Passage(
        "a joint circular",
        "Căn cứ Thông tư liên tịch số 13/2016/TTLT-BYT-BGDĐT ngày 12/5/2016 của Bộ Y tế, Bộ Giáo dục và Đào tạo quy định về "
        "công tác y tế trường học;",
        [
            (
                "Thông tư liên tịch", "13/2016/TTLT-BYT-BGDĐT", "2016-05-12", "Bộ Y tế, Bộ Giáo dục và Đào tạo",
                "basis", None,
            )
        ],
    ),
    Passage(
        "a resolution of the people's council",
        "Căn cứ Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021 của Hội đồng nhân dân tỉnh An Trạch khóa X, kỳ họp thứ 4 về "
        "bảo vệ trẻ em;",
        [("Nghị quyết", "26/2021/NQ-HĐND", "2021-12-07", "Hội đồng nhân dân tỉnh An Trạch", "basis", None)],
    ),
    Passage(
        "an office's notice of what the chairman concluded",
        "Thực hiện Thông báo số 215/TB-VPUBND ngày 12/9/2024 của Văn phòng UBND tỉnh về kết luận của Chủ tịch UBND tỉnh tại "
        "cuộc họp ngày 10/9/2024,",
        [
            (
                "Thông báo", "215/TB-VPUBND", "2024-09-12", "Văn phòng Ủy ban nhân dân tỉnh An Trạch", "basis", None,
            )
        ],
    ),
    Passage(
        "symbols of the youth, the unions and the Party's boards",
        "Căn cứ Kế hoạch số 312-KH/TĐTN-TTNTH ngày 02/5/2024 của Ban Thường vụ Tỉnh đoàn An Trạch; Kế hoạch số 05/KH-LĐLĐ ngày "
        "18/01/2024 của Liên đoàn Lao động tỉnh; Hướng dẫn số 77-HD/BTGTU ngày 20/02/2024 của Ban Tuyên giáo Tỉnh ủy;",
        [
            ("Kế hoạch", "312-KH/TĐTN-TTNTH", "2024-05-02", "Ban Thường vụ Tỉnh đoàn An Trạch", "basis", None),
            ("Kế hoạch", "05/KH-LĐLĐ", "2024-01-18", "Liên đoàn Lao động tỉnh An Trạch", "basis", None),
            ("Hướng dẫn", "77-HD/BTGTU", "2024-02-20", "Ban Tuyên giáo Tỉnh ủy An Trạch", "basis", None),
        ],
    ),
    Passage(
        "a ministry whose name holds commas",
        "Căn cứ Thông tư số 03/2018/TT-BVHTTDL ngày 19/01/2018 của Bộ Văn hóa, Thể thao và Du lịch quy định về môn Bơi, Lặn;",
        [
            (
                "Thông tư", "03/2018/TT-BVHTTDL", "2018-01-19", "Bộ Văn hóa, Thể thao và Du lịch", "basis", None,
            )
        ],
    ),
    Passage(
        "a steering committee whose name holds commas",
        "Căn cứ Kế hoạch số 15/KH-BCH ngày 02/4/2024 của Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh về diễn tập;",
        [
            (
                "Kế hoạch", "15/KH-BCH", "2024-04-02",
                "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh An Trạch", "basis", None,
            )
        ],
    ),
    Passage(
        "the request at the end of the grounds",
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;\n"
        "Xét đề nghị của Trưởng phòng Giáo dục và Đào tạo huyện tại Tờ trình số 97/TTr-PGDĐT ngày 01/10/2024,",
        [
            (
                "Tờ trình", "97/TTr-PGDĐT", "2024-10-01", "Phòng Giáo dục và Đào tạo huyện Đông Châu", "mentions", None,
            )
        ],
    ),
    Passage(
        "the opinion of the committee in a letter",
        "Thực hiện ý kiến chỉ đạo của UBND tỉnh tại Công văn số 4410/UBND-KGVX ngày 04/10/2024 về việc phòng, chống dịch sởi, "
        "UBND huyện đề nghị các đơn vị:",
        [("Công văn", "4410/UBND-KGVX", "2024-10-04", PROVINCE, "basis", None)],
    ),
    Passage(
        "urgent telegrams of the prime minister",
        "Thực hiện Công điện số 88/CĐ-TTg ngày 06/9/2024 của Thủ tướng Chính phủ và tiếp theo Công điện số 06/CĐ-UBND ngày "
        "07/9/2024 của Chủ tịch UBND tỉnh, UBND huyện yêu cầu:",
        [
            ("Công điện", "88/CĐ-TTg", "2024-09-06", PRIME, "basis", None),
            ("Công điện", "06/CĐ-UBND", "2024-09-07", "Chủ tịch Ủy ban nhân dân tỉnh An Trạch", "mentions", None),
        ],
    ),
    Passage(
        "a task that carries out a programme",
        "Thực hiện nhiệm vụ năm 2024, UBND huyện ban hành Kế hoạch như sau:\n\n1. Tiếp tục triển khai Quyết định số 830/QĐ-TTg "
        "ngày 01/6/2021 của Thủ tướng Chính phủ phê duyệt Chương trình bảo vệ trẻ em trên môi trường mạng.",
        [("Quyết định", "830/QĐ-TTg", "2021-06-01", PRIME, "implements", None)],
    ),
    Passage(
        "a rule followed in passing",
        "Thực hiện nhiệm vụ năm 2024, UBND huyện ban hành Kế hoạch như sau:\n\n1. Các trường thu thập số liệu theo Thông tư số "
        "13/2021/TT-BLĐTBXH ngày 30/9/2021 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội.",
        [
            (
                "Thông tư", "13/2021/TT-BLĐTBXH", "2021-09-30", "Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
                "mentions", None,
            )
        ],
    ),
    Passage(
        "a resolution of the National Assembly and one of its committee",
        "Căn cứ Nghị quyết số 121/2020/QH14 ngày 19/6/2020 của Quốc hội; Nghị quyết số 653/2019/UBTVQH14 ngày 12/3/2019 của Ủy ban "
        "Thường vụ Quốc hội;",
        [
            ("Nghị quyết", "121/2020/QH14", "2020-06-19", "Quốc hội", "basis", None),
            ("Nghị quyết", "653/2019/UBTVQH14", "2019-03-12", "Ủy ban Thường vụ Quốc hội", "basis", None),
        ],
    ),
    Passage(
        "a law with its number",
        "Căn cứ Luật Trẻ em số 102/2016/QH13 ngày 05/4/2016; Căn cứ Luật số 65/2025/QH15 ngày 16/6/2025 của Quốc hội;",
        [
            ("Luật", "102/2016/QH13", "2016-04-05", "Quốc hội", "basis", None),
            ("Luật", "65/2025/QH15", "2025-06-16", "Quốc hội", "basis", None),
        ],
    ),
    Passage(
        "a later mention in the short form adds nothing",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh về bảo vệ trẻ em.\nUBND huyện yêu cầu bám sát Kế hoạch số "
        "12/KH-UBND.",
        [("Kế hoạch", "12/KH-UBND", "2024-01-15", PROVINCE, "basis", None)],
    ),
    Passage(
        "its own number quoted in the body is no citation",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh về bảo vệ trẻ em, các đơn vị thực hiện Kế hoạch số 900/KH-UBND "
        "này của UBND huyện.",
        [("Kế hoạch", "12/KH-UBND", "2024-01-15", PROVINCE, "basis", None)],
    ),
    Passage(
        "a plan by two branches of the province",
        "Căn cứ Kế hoạch liên ngành số 76/KHLN-CAT-SGDĐT ngày 14/8/2024 của Công an tỉnh và Sở Giáo dục và Đào tạo về an toàn giao "
        "thông cho học sinh;",
        [
            (
                "Kế hoạch", "76/KHLN-CAT-SGDĐT", "2024-08-14", "Công an tỉnh và Sở Giáo dục và Đào tạo",
                "basis", None,
            )
        ],
    ),
    Passage(
        "no day but a year",
        "Thực hiện Công văn số 365/SLĐTBXH-TE của Sở Lao động - Thương binh và Xã hội về Tháng hành động vì trẻ em năm 2024, UBND huyện "
        "yêu cầu:",
        [
            (
                "Công văn", "365/SLĐTBXH-TE", None, "Sở Lao động - Thương binh và Xã hội tỉnh An Trạch", "basis", None,
            )
        ],
    ),
    Passage(
        "number in brackets after its name",
        "Thực hiện Chương trình sức khỏe học đường giai đoạn 2021 - 2025 (Quyết định số 1591/QĐ-TTg ngày 08/10/2021 của Thủ tướng Chính "
        "phủ), UBND huyện ban hành Kế hoạch:",
        [("Quyết định", "1591/QĐ-TTg", "2021-10-08", PRIME, "basis", None)],
    ),
    Passage(
        "a dash for the day as the Party writes it, comma before the day",
        "- Căn cứ Quy định số 66-QĐ/TW, ngày 06-02-2017 của Ban Bí thư;\n- Căn cứ Kế hoạch số 104-KH/HU, ngày 05/11/2019 của Ban Thường vụ "
        "Huyện ủy Đông Châu;",
        [
            ("Quy định", "66-QĐ/TW", "2017-02-06", "Ban Bí thư", "basis", None),
            ("Kế hoạch", "104-KH/HU", "2019-11-05", "Ban Thường vụ Huyện ủy Đông Châu", "basis", None),
        ],
    ),
    Passage(
        "the report someone gave at the meeting",
        "Sau khi nghe Trung tâm Phát triển quỹ đất báo cáo tại Báo cáo số 94/BC-TTPTQĐ ngày 20/8/2024, Chủ tịch UBND huyện kết luận:",
        [("Báo cáo", "94/BC-TTPTQĐ", "2024-08-20", "Trung tâm Phát triển quỹ đất", "mentions", None)],
    ),
    Passage(
        "grounds as a list without the word at each",
        "Căn cứ:\n- Luật Trẻ em năm 2016;\n- Quyết định số 1591/QĐ-TTg ngày 08/10/2021 của Thủ tướng Chính phủ;\n- Kế hoạch số 12/KH-UBND ngày "
        "15/01/2024 của UBND tỉnh.\nUBND huyện ban hành Kế hoạch như sau:",
        [
            ("Quyết định", "1591/QĐ-TTg", "2021-10-08", PRIME, "basis", None),
            ("Kế hoạch", "12/KH-UBND", "2024-01-15", PROVINCE, "basis", None),
        ],
    ),
    Passage(
        "by number and year alone",
        "Thực hiện Kế hoạch 12/KH-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh; Công văn 2210/SGDĐT-CTTT ngày 05/9/2024 của Sở GDĐT, UBND huyện "
        "đề nghị:",
        [
            ("Kế hoạch", "12/KH-UBND", "2024-01-15", PROVINCE, "basis", None),
            (
                "Công văn", "2210/SGDĐT-CTTT", "2024-09-05", "Sở Giáo dục và Đào tạo tỉnh An Trạch", "basis", None,
            ),
        ],
    ),
    Passage(
        "a ministry's plan for the Prime Minister's programme, told with 'nhằm'",
        "Căn cứ Quyết định số 4704/QĐ-BGDĐT ngày 30/12/2022 của Bộ Giáo dục và Đào tạo ban hành Kế hoạch triển khai Quyết định số 1248/QĐ-TTg "
        "ngày 19/7/2021 của Thủ tướng Chính phủ;",
        [
            ("Quyết định", "4704/QĐ-BGDĐT", "2022-12-30", "Bộ Giáo dục và Đào tạo", "basis", "1248/QĐ-TTg"),
            ("Quyết định", "1248/QĐ-TTg", "2021-07-19", PRIME, "implements", None),
        ],
    ),
    Passage(
        "a month of action by a letter of the central union",
        "Căn cứ Hướng dẫn số 31/HD-TLĐ ngày 20/02/2024 của Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam về Tháng Công nhân;",
        [
            (
                "Hướng dẫn", "31/HD-TLĐ", "2024-02-20", "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam", "basis", None,
            )
        ],
    ),
    Passage(
        "numbers that are no papers",
        "Thực hiện nhiệm vụ năm học 2024 - 2025, UBND huyện giao 12/15 trường, tỷ lệ 98/100 học sinh, mức 150.000đ/buổi, điện thoại 111, "
        "đường 30/4, khóa 2020/2025.",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize("passage", GROUNDS, ids=lambda passage: passage.story)
def test_a_passage_cites_what_a_clerk_would_list(passage: Passage) -> None:
    read = documents.read_text(HEAD + passage.text + TAIL)
    cited = [
        (each.type, each.number, each.date, each.issuer, each.relation, each.parent)
        for each in read.citations
        if each.number is not None
    ]
    assert cited == passage.cited
