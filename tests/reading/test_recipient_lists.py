"""Lists under "Nơi nhận" in the shapes in which copying leaves them, beside, above or mixed with the signature."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import documents


class Foot(NamedTuple):
    """The foot of a paper, its recipients, and the offices that sign."""

    story: str
    text: str
    recipients: list[str]
    signed_as: str | None


HEAD = """UBND HUYỆN ĐÔNG CHÂU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\tĐộc lập - Tự do - Hạnh phúc
Số: 90/KH-PGDĐT\tĐông Châu, ngày 20 tháng 10 năm 2024

KẾ HOẠCH
Phòng, chống đuối nước cho học sinh

I. MỤC ĐÍCH
1. Nâng cao nhận thức của cán bộ, giáo viên, phụ huynh và học sinh về phòng, chống đuối nước.
II. NHIỆM VỤ
1. Các trường tổ chức dạy bơi cho học sinh trong dịp hè.
2. Các trường rà soát, cắm biển cảnh báo tại nơi nguy hiểm.

Trên đây là Kế hoạch phòng, chống đuối nước cho học sinh, đề nghị các đơn vị thực hiện./.

"""

FEET = [
    Foot(
        "the plain list, signature beside it after wide gaps",
        """Nơi nhận:                                   KT. TRƯỞNG PHÒNG
- UBND huyện (để b/c);                      PHÓ TRƯỞNG PHÒNG
- Các trường MN, TH, THCS (để t/h);
- Lưu: VT.                                        (Đã ký)

                                            Lê Thị Mẫu
""",
        ["UBND huyện (để b/c)", "Các trường MN, TH, THCS (để t/h)"],
        "KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG",
    ),
    Foot(
        "the signature first, the list under it",
        """TRƯỞNG PHÒNG
(Đã ký)
Trần Văn Mẫu

Nơi nhận:
- Sở GDĐT;
- Như kính gửi;
- Lãnh đạo Phòng;
- Lưu: VT, CMTH.
""",
        ["Sở GDĐT", "Như kính gửi", "Lãnh đạo Phòng"],
        "TRƯỞNG PHÒNG",
    ),
    Foot(
        "a heading in capitals and entries with plus signs",
        """NƠI NHẬN:
+ Thường trực Huyện ủy;
+ Thường trực HĐND huyện;
+ Lưu VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
""",
        ["Thường trực Huyện ủy", "Thường trực HĐND huyện"],
        "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
    ),
    Foot(
        "a long entry that wraps in its narrow column",
        """Nơi nhận:\tTRƯỞNG PHÒNG
- Thường trực Huyện ủy, Thường trực
HĐND huyện (để báo cáo);
- Các phòng, ban, ngành, đoàn thể
huyện;
- UBND các xã, thị trấn;
- Lưu: VT.
""",
        [
            "Thường trực Huyện ủy, Thường trực HĐND huyện (để báo cáo)", "Các phòng, ban, ngành, đoàn thể huyện",
            "UBND các xã, thị trấn",
        ],
        "TRƯỞNG PHÒNG",
    ),
    Foot(
        "no dashes at all",
        """Nơi nhận:
Như trên;
Chủ tịch, các PCT UBND huyện;
Công an huyện;
Lưu: VT, PGDĐT.
KT. TRƯỞNG PHÒNG
PHÓ TRƯỞNG PHÒNG
""",
        ["Như trên", "Chủ tịch, các PCT UBND huyện", "Công an huyện"],
        "KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG",
    ),
    Foot(
        "everything on the line of the heading",
        """Nơi nhận: Như trên; Lưu: VT.
HIỆU TRƯỞNG
""",
        ["Như trên"],
        "HIỆU TRƯỞNG",
    ),
    Foot(
        "the Party's foot: T/M and a list that ends without an archive",
        """Nơi nhận:\tT/M BAN THƯỜNG VỤ
- Tỉnh ủy (báo cáo),\tPHÓ BÍ THƯ
- Các đồng chí Huyện ủy viên,
- Các chi, đảng bộ trực thuộc,
- Lưu Văn phòng Huyện ủy.
""",
        ["Tỉnh ủy (báo cáo)", "Các đồng chí Huyện ủy viên", "Các chi, đảng bộ trực thuộc"],
        "T/M. BAN THƯỜNG VỤ / PHÓ BÍ THƯ",
    ),
    Foot(
        "bullets of a word processor",
        """Nơi nhận:
• Sở Y tế (b/c);
• Trạm Y tế các xã, thị trấn;
• Website Phòng;
• Lưu: VT.
GIÁM ĐỐC
""",
        ["Sở Y tế (b/c)", "Trạm Y tế các xã, thị trấn", "Website Phòng"],
        "GIÁM ĐỐC",
    ),
    Foot(
        "a page number and a form feed in the middle",
        """Nơi nhận:
- Như Điều 3;
- Sở Nội vụ;

3

- Báo Đông Châu;
- Lưu: VT, NC.
CHỦ TỊCH
""",
        ["Như Điều 3", "Sở Nội vụ", "Báo Đông Châu"],
        "CHỦ TỊCH",
    ),
    Foot(
        "office lines between the entries, as a table row by row",
        """Nơi nhận:
TM. ỦY BAN NHÂN DÂN
- UBND tỉnh;
KT. CHỦ TỊCH
- Các cơ quan, đơn vị;
PHÓ CHỦ TỊCH
- UBND các xã;
- Lưu: VT.
""",
        ["UBND tỉnh", "Các cơ quan, đơn vị", "UBND các xã"],
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
    ),
    Foot(
        "two columns of recipients side by side",
        """Nơi nhận:
- Bộ GDĐT;\t- Các sở, ban, ngành;
- TT Tỉnh ủy;\t- UBND các xã, phường;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
""",
        ["Bộ GDĐT", "Các sở, ban, ngành", "TT Tỉnh ủy", "UBND các xã, phường"],
        "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
    ),
    Foot(
        "an entry for carrying out and one for reporting under sub-headings",
        """Nơi nhận:
* Gửi bản giấy:
- Trường TH Hoa Mẫu;
* Gửi điện tử:
- Các tổ chuyên môn;
- Lưu: VT.
HIỆU TRƯỞNG
""",
        ["Trường TH Hoa Mẫu", "Các tổ chuyên môn"],
        "HIỆU TRƯỞNG",
    ),
    Foot(
        "by order of the minister, the chief of office signs",
        """Nơi nhận:
- Như trên;
- Bộ trưởng (để b/c);
- Các Thứ trưởng (để biết);
- Lưu: VT, Vụ GDTC.
TL. BỘ TRƯỞNG
KT. VỤ TRƯỞNG VỤ GIÁO DỤC THỂ CHẤT
PHÓ VỤ TRƯỞNG
""",
        ["Như trên", "Bộ trưởng (để b/c)", "Các Thứ trưởng (để biết)"],
        "TL. BỘ TRƯỞNG / KT. VỤ TRƯỞNG VỤ GIÁO DỤC THỂ CHẤT / PHÓ VỤ TRƯỞNG",
    ),
    Foot(
        "no list at all",
        """HIỆU TRƯỞNG
(Ký tên, đóng dấu)
""",
        [],
        "HIỆU TRƯỞNG",
    ),
]  # fmt: skip


@pytest.mark.parametrize("foot", FEET, ids=lambda foot: foot.story)
def test_the_foot_of_a_paper(foot: Foot) -> None:
    read = documents.read_text(HEAD + foot.text)
    assert [each.name for each in read.recipients] == foot.recipients
    assert read.document.signed_as == foot.signed_as
