"""The two papers of the story, written for it in the shape real ones have, with their readings.

A reading here is what the reader of documents would give: it is composed together with the text, so that every place is
exact and the story does not change when the reader learns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

DIRECTIVE = {"type": "Chỉ thị", "number": "28-CT/TW", "date": "2023-12-25", "issuer": "Bộ Chính trị"}
CITY_PARTY = {"type": "Chỉ thị", "number": "33-CT/TU", "date": "2024-04-26", "issuer": "Thành ủy Thành phố Hồ Chí Minh"}
CITY_PLAN = {
    "type": "Kế hoạch",
    "number": "3597/KH-UBND",
    "date": "2024-06-28",
    "issuer": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
}
DISTRICT_PARTY = {"type": "Kế hoạch", "number": "253-KH/QU", "date": "2024-06-10", "issuer": "Quận ủy Tân Bình"}
DISTRICT_PLAN = {
    "type": "Kế hoạch",
    "number": "281/KH-UBND",
    "date": "2024-08-08",
    "issuer": "Ủy ban nhân dân quận Tân Bình",
}
_SUBJECT = (
    "Tăng cường công tác chăm sóc, giáo dục và bảo vệ trẻ em đáp ứng yêu cầu phát triển đất nước phồn vinh, hạnh phúc"
)


@dataclass(frozen=True)
class Item:
    """An item of a paper that gives work. `due` is a day the story reckons; `undated` work ages."""

    ref: str
    title: str
    text: str
    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    timeframe: str = ""
    due: str = ""
    kind: str = "work"
    via: str = ""
    product: str = ""


@dataclass
class Paper:
    """The text as it grows, and the places of what was said."""

    text: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def say(self, words: str, *, name: str = "") -> None:
        start = len(self.text)
        self.text += words + "\n"
        if name:
            self.spans[name] = (start, start + len(words))


DISTRICT_ITEMS = (
    Item(
        "II.1", "Cập nhật cơ sở dữ liệu về trẻ em",
        "Rà soát, cập nhật cơ sở dữ liệu về trẻ em liên thông với cơ sở dữ liệu quốc gia về dân cư; làm sạch dữ liệu trước khi "
        "chốt số liệu năm; cấp thẻ căn cước cho trẻ em có yêu cầu.",
        leads=("Công an quận", "Phòng Lao động - Thương binh và Xã hội"),
        coordinating=("Phòng Giáo dục và Đào tạo", "Phòng Y tế", "Chi cục Thống kê quận", "Ủy ban nhân dân 15 phường"),
        timeframe="Hằng năm", due="early", product="Cơ sở dữ liệu đã làm sạch, biên bản đối chiếu",
    ),
    Item(
        "II.2", "Kiểm tra, giám sát hoạt động xã hội, từ thiện liên quan đến trẻ em",
        "Kiểm tra, giám sát các hoạt động xã hội, từ thiện liên quan đến trẻ em; ngăn chặn, xử lý kịp thời hành vi xâm hại, bạo "
        "lực, bỏ rơi trẻ em; vận động nguồn lực cho trẻ em có hoàn cảnh đặc biệt.",
        leads=("Phòng Lao động - Thương binh và Xã hội",),
        coordinating=("Các ban, ngành, đoàn thể quận", "Ủy ban nhân dân 15 phường"), timeframe="Thường xuyên, hằng năm",
    ),
    Item(
        "II.3", "Dinh dưỡng, bảo hiểm y tế và sức khỏe trẻ em",
        "Triển khai giải pháp dinh dưỡng hợp lý; nâng tỷ lệ trẻ em dưới 18 tuổi có thẻ bảo hiểm y tế; phối hợp thực hiện y tế "
        "trường học và tầm soát sức khỏe tâm thần trẻ em.",
        leads=("Phòng Y tế", "Bảo hiểm xã hội quận"),
        coordinating=("Phòng Giáo dục và Đào tạo", "Trung tâm Y tế", "Bệnh viện Tân Bình", "Ủy ban nhân dân 15 phường"),
        timeframe="Hằng năm", due="late", product="Tỷ lệ bao phủ bảo hiểm y tế trẻ em",
    ),
    Item(
        "II.4", "Văn hóa, thể thao, vui chơi cho trẻ em",
        "Tổ chức hoạt động văn hóa, nghệ thuật, thể thao lành mạnh cho trẻ em; mở điểm vui chơi ở các phường còn thiếu; ưu tiên "
        "trẻ em có hoàn cảnh đặc biệt.",
        leads=("Phòng Văn hóa và Thông tin", "Trung tâm Văn hóa - Thể thao quận"),
        coordinating=("Phòng Giáo dục và Đào tạo", "Ủy ban nhân dân 15 phường"), timeframe="Hằng năm", due="passed",
        product="Danh mục điểm vui chơi, kết quả hoạt động hè",
    ),
    Item(
        "II.5", "Phối hợp gia đình, nhà trường và xã hội trong giáo dục, bảo vệ trẻ em",
        "Phối hợp chặt chẽ giữa gia đình, nhà trường và xã hội; giáo dục kỹ năng sống, an toàn trên không gian mạng; phòng, chống "
        "bạo lực học đường, tai nạn thương tích; các trường xây dựng kế hoạch và báo cáo kết quả.",
        leads=("Phòng Giáo dục và Đào tạo",),
        coordinating=("Các đoàn thể quận", "Ủy ban nhân dân 15 phường"), timeframe="Hằng năm", due="parent",
        product="Báo cáo tổng hợp của ngành giáo dục quận",
    ),
    Item(
        "IV.1", "Xây dựng kế hoạch của phường",
        "Ủy ban nhân dân 15 phường xây dựng kế hoạch cụ thể phù hợp điều kiện của địa phương, gửi về Ủy ban nhân dân quận.",
        assignees=("Ủy ban nhân dân 15 phường",), due="plans", kind="plan", product="Kế hoạch đã ký",
    ),
    Item(
        "IV.2", "Truyền thông về quyền trẻ em và trách nhiệm của gia đình",
        "Ủy ban nhân dân 15 phường tuyên truyền về trách nhiệm của gia đình, nhà trường và xã hội trong bảo vệ trẻ em, nhất là trên "
        "không gian mạng.",
        assignees=("Ủy ban nhân dân 15 phường",), due="middle",
    ),
    Item(
        "IV.3", "Phòng ngừa tai nạn thương tích, đuối nước, xâm hại trẻ em",
        "Ủy ban nhân dân 15 phường rà soát điểm có nguy cơ gây tai nạn thương tích, đuối nước; có biện pháp phòng ngừa bạo lực, "
        "xâm hại trẻ em trên địa bàn.",
        assignees=("Ủy ban nhân dân 15 phường",), due="just", product="Danh mục điểm nguy cơ đã xử lý",
    ),
    Item(
        "IV.4", "Bố trí ngân sách cho công tác trẻ em",
        "Ủy ban nhân dân 15 phường bố trí ngân sách để thực hiện kế hoạch theo phân cấp; bảo đảm chế độ cho trẻ em mồ côi, trẻ em "
        "có hoàn cảnh khó khăn.",
        assignees=("Ủy ban nhân dân 15 phường",),
    ),
    Item(
        "IV.5", "Vận động học bổng, sửa nhà cho trẻ em khó khăn",
        "Các đoàn thể quận vận động, trao học bổng, dụng cụ học tập; giám sát việc thực hiện chính sách đối với trẻ em.",
        assignees=("các đoàn thể quận",), due="late", product="Kết quả vận động",
    ),
    Item(
        "V", "Báo cáo định kỳ hằng năm",
        "Các ban, ngành, đoàn thể quận và Ủy ban nhân dân 15 phường gửi báo cáo định kỳ hằng năm về Ủy ban nhân dân quận (thông "
        "qua Phòng Lao động - Thương binh và Xã hội) để tổng hợp.",
        assignees=("Các ban, ngành, đoàn thể quận", "Ủy ban nhân dân 15 phường"), due="report", kind="report",
        via="Phòng Lao động - Thương binh và Xã hội", product="Báo cáo",
    ),
)  # fmt: skip

_ALL = ("Thủ trưởng các đơn vị",)
SCHOOL_ITEMS = (
    Item("II.1", "Quán triệt, phổ biến Kế hoạch 281/KH-UBND", "Thủ trưởng các đơn vị quán triệt, phổ biến Kế hoạch số 281/KH-UBND của Ủy ban "
         "nhân dân quận đến toàn thể cán bộ, giáo viên, nhân viên và cha mẹ học sinh.", assignees=_ALL, due="first", product="Biên bản họp"),
    Item("II.2", "Đối thoại giữa lãnh đạo nhà trường với học sinh", "Thủ trưởng các đơn vị tổ chức đối thoại giữa lãnh đạo nhà trường, giáo viên "
         "với học sinh; ghi nhận và trả lời kiến nghị của học sinh.", assignees=_ALL, timeframe="Thường xuyên"),
    Item("II.3", "Truyền thông phòng, chống xâm hại, bạo lực học đường", "Thủ trưởng các đơn vị tổ chức truyền thông về chính sách cho trẻ em có "
         "hoàn cảnh đặc biệt; về phòng, chống tai nạn thương tích, bạo lực, xâm hại trẻ em.", assignees=_ALL, due="month"),
    Item("II.4", "Bảo hiểm y tế học sinh, cài đặt VssID", "Thủ trưởng các đơn vị vận động 100% học sinh tham gia bảo hiểm y tế; cập nhật định danh "
         "cá nhân; hướng dẫn cha mẹ học sinh cài đặt ứng dụng VssID.", assignees=_ALL, due="hard", product="Danh sách đối chiếu thẻ"),
    Item("II.5", "Phối hợp nhà trường, gia đình và chính quyền", "Thủ trưởng các đơn vị phối hợp với gia đình và chính quyền trong quản lý, hướng "
         "dẫn trẻ em vui chơi an toàn; phòng, chống đuối nước.", assignees=_ALL, timeframe="Hằng năm"),
    Item("II.6", "Môi trường học đường an toàn, thân thiện", "Thủ trưởng các đơn vị bảo đảm an ninh, trật tự trong nhà trường; rà soát cơ sở vật "
         "chất, bếp ăn; không để xảy ra bạo hành trẻ em.", assignees=_ALL, due="units"),
    Item("II.7", "Củng cố phòng tư vấn học đường", "Thủ trưởng các đơn vị củng cố phòng tư vấn, phân công giáo viên phụ trách tư vấn; công khai "
         "đường dây tiếp nhận ý kiến của học sinh.", assignees=_ALL, due="fortnight", product="Quyết định phân công"),
    Item("II.8", "Kiểm tra sức khỏe học sinh, an toàn thực phẩm", "Thủ trưởng các đơn vị tổ chức kiểm tra sức khỏe học sinh định kỳ; thực hiện "
         "phòng, chống dịch bệnh, an toàn thực phẩm và dinh dưỡng học đường.", assignees=_ALL, due="units"),
    Item("II.9", "Xây dựng kế hoạch của đơn vị", "Thủ trưởng các đơn vị xây dựng Kế hoạch tăng cường công tác chăm sóc, giáo dục, bảo vệ trẻ em "
         "của đơn vị và giám sát việc thực hiện.", assignees=_ALL, due="plans", kind="plan", product="Kế hoạch đã ký"),
    Item("II.10", "Báo cáo kết quả thực hiện năm", "Thủ trưởng các đơn vị gửi báo cáo kết quả thực hiện năm về Phòng Giáo dục và Đào tạo.",
         assignees=_ALL, due="units", kind="report", product="Báo cáo"),
)  # fmt: skip


def district_reading(dues: dict[str, date]) -> dict[str, Any]:
    """Kế hoạch 281/KH-UBND of the story, standing on four papers above."""
    paper = Paper()
    paper.say("ỦY BAN NHÂN DÂN\nQUẬN TÂN BÌNH")
    paper.say("Số: 281/KH-UBND", name="number")
    paper.say("Tân Bình, ngày 08 tháng 8 năm 2024", name="date")
    paper.say("\nKẾ HOẠCH", name="type")
    subject = (
        "Thực hiện Chỉ thị số 33-CT/TU của Thành ủy về chăm sóc, giáo dục và bảo vệ trẻ em trên địa bàn quận Tân Bình"
    )
    paper.say(subject + "\n", name="subject")
    citations = (
        (DIRECTIVE, "", f"Căn cứ Chỉ thị số 28-CT/TW ngày 25 tháng 12 năm 2023 của Bộ Chính trị về “{_SUBJECT}”;"),
        (
            CITY_PARTY,
            "28-CT/TW",
            "Căn cứ Chỉ thị số 33-CT/TU ngày 26 tháng 4 năm 2024 của Thành ủy Thành phố Hồ Chí Minh;",
        ),
        (
            CITY_PLAN,
            "33-CT/TU",
            "Căn cứ Kế hoạch số 3597/KH-UBND ngày 28 tháng 6 năm 2024 của Ủy ban nhân dân Thành phố Hồ Chí Minh;",
        ),
        (DISTRICT_PARTY, "33-CT/TU", "Căn cứ Kế hoạch số 253-KH/QU ngày 10 tháng 6 năm 2024 của Quận ủy Tân Bình."),
    )
    cited = [_cite(paper, *each, relation="basis") for each in citations]
    paper.say("\nỦy ban nhân dân quận Tân Bình ban hành kế hoạch như sau:\n")
    paper.say(
        "I. MỤC ĐÍCH, YÊU CẦU\nTriển khai đồng bộ, rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm.\n"
    )
    tasks = _items(
        paper,
        DISTRICT_ITEMS,
        dues,
        {"II.1": "II. NHIỆM VỤ, GIẢI PHÁP", "IV.1": "IV. TỔ CHỨC THỰC HIỆN", "V": "V. CHẾ ĐỘ BÁO CÁO"},
    )
    paper.say("\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPhan Thị Thu Hà")
    head = {**DISTRICT_PLAN, "subject": subject, "signed_as": "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"}
    return _reading(paper, head, cited, tasks)


def school_reading(dues: dict[str, date], number: str, issued_on: date) -> dict[str, Any]:
    """The department's own plan for the schools, standing on 281/KH-UBND."""
    paper = Paper()
    paper.say("ỦY BAN NHÂN DÂN QUẬN TÂN BÌNH\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
    paper.say(f"Số: {number}", name="number")
    paper.say(f"Tân Bình, ngày {issued_on.day:02} tháng {issued_on.month} năm {issued_on.year}", name="date")
    paper.say("\nKẾ HOẠCH", name="type")
    subject = f"Chăm sóc, giáo dục và bảo vệ trẻ em trong trường học năm {issued_on.year}"
    paper.say(subject + "\n", name="subject")
    cited = [_cite(paper, DISTRICT_PLAN, "33-CT/TU", "Căn cứ Kế hoạch số 281/KH-UBND ngày 08 tháng 8 năm 2024 của Ủy ban nhân dân quận Tân Bình;",
                   relation="basis")]  # fmt: skip
    paper.say(
        "\nPhòng Giáo dục và Đào tạo đề nghị Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở; quản lý chuyên môn các nhóm, "
        "lớp mẫu giáo độc lập (sau đây gọi chung là Thủ trưởng các đơn vị) thực hiện các nội dung sau:\n"
    )
    tasks = _items(paper, SCHOOL_ITEMS, dues, {"II.1": "II. NỘI DUNG THỰC HIỆN"})
    paper.say("\nKT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG")
    head = {
        "type": "Kế hoạch", "number": number, "date": issued_on.isoformat(), "subject": subject,
        "issuer": "Phòng Giáo dục và Đào tạo quận Tân Bình", "signed_as": "KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG",
    }  # fmt: skip
    return _reading(paper, head, cited, tasks)


def _cite(paper: Paper, cited: dict[str, str], parent: str, words: str, *, relation: str) -> dict[str, Any]:
    start = len(paper.text)
    paper.say(words)
    at = start + words.index(cited["number"])
    title = words[words.index("về ") :].rstrip(";.") if "về " in words else ""
    return {
        **cited,
        "parent": parent or None,
        "relation": relation,
        "title": title,
        "span": [at, at + len(cited["number"])],
        "confidence": 0.95,
    }


def _items(
    paper: Paper, items: tuple[Item, ...], dues: dict[str, date], headings: dict[str, str]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in items:
        if item.ref in headings:
            paper.say(headings[item.ref] + "\n")
        due = dues.get(item.due)
        until = f" Chậm nhất ngày {due.day:02}/{due.month:02}/{due.year}." if due else ""
        start = len(paper.text)
        paper.say(f"{item.ref.split('.')[-1]}. {item.text}{until}")
        for label, names in (("chủ trì", item.leads), ("phối hợp", item.coordinating)):
            if names:
                paper.say(f"- Đơn vị {label}: {', '.join(names)}.")
        if item.timeframe:
            paper.say(f"- Thời gian thực hiện: {item.timeframe}.")
        span = [start, len(paper.text) - 1]
        paper.say("")
        found.append({
            "ref": item.ref, "text": item.text, "lead": list(item.leads), "coordinating": list(item.coordinating), "assignees":
            list(item.assignees or item.leads), "timeframe": item.timeframe or None, "due": due.isoformat() if due else None,
            "bound": "chậm nhất" if due else None, "span": span, "confidence": 0.95, "product": item.product,
        })  # fmt: skip
    return found


def _reading(
    paper: Paper, head: dict[str, str], cited: list[dict[str, Any]], tasks: list[dict[str, Any]]
) -> dict[str, Any]:
    fields = {
        name: {"value": head.get(name), "span": list(span), "confidence": 0.97} for name, span in paper.spans.items()
    }
    return {"text": paper.text, "document": {**head, "confidence": 0.97, "fields": fields}, "citations": cited, "tasks": tasks,
            "reporting": [], "recipients": [], "report_forms": [], "problems": []}  # fmt: skip
