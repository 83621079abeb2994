"""The page of a paper says where it does not agree with the others, and no more than the reader may know."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Connection, insert

from cascade.actor import Actor
from cascade.papers.register import register
from kit.vocabulary import Relation, Role
from models import Citation
from tests.country import Country

Browser = Callable[[str], TestClient]


def put(lite: Country, unit: str, number: str, *cited: dict[str, Any], **more: Any) -> int:
    head = {
        "type": "Kế hoạch",
        "number": number,
        "date": "2024-08-20",
        "issuer": "UBND tỉnh Sông Mẫu",
        "subject": f"Việc {number}",
    }
    reading = {"text": "Kế hoạch", "document": head, "citations": list(cited), **more}
    actor = Actor(lite.users[unit], "Văn thư", lite.units[unit], frozenset(Role))
    return lite.db.write(lambda tx: register(tx, actor=actor, reading=reading)).document_id


def directive(day: str, issuer: str = "Thành ủy Sông Mẫu") -> dict[str, Any]:
    return {"type": "Chỉ thị", "number": "77-CT/TU", "date": day, "issuer": issuer, "relation": "basis", "parent": None,
            "title": "", "span": [1, 9]}  # fmt: skip


def test_the_page_of_a_paper_tells_what_differs_and_what_slipped(lite: Country, site: Browser) -> None:
    slip = {"kind": "wrong_year", "message": "Năm 2023 trong văn bản của năm 2024.", "span": [0, 2]}
    busy = {"kind": "task_without_deadline", "message": "Mục I.1 không có hạn cụ thể.", "span": [0, 2]}
    first = put(lite, "quan", "901/KH-UBND", directive("2024-04-26"), problems=[slip, busy])
    put(lite, "quan", "902/KH-UBND", directive("2024-04-28"))
    shown = unescape(site("quan").get(f"/van-ban/{first}").text)
    assert "Cần xem trước" in shown
    assert slip["message"] in shown
    assert "hai ngày 26/04/2024 và 28/04/2024" in shown
    assert busy["message"] not in shown, "work without a day is put right in the draft"
    clean = put(lite, "quan", "903/KH-UBND")
    assert "Cần xem trước" not in site("quan").get(f"/van-ban/{clean}").text


def test_another_branch_s_paper_is_not_named(lite: Country, site: Browser) -> None:
    said = directive("2024-04-26", "Ban Thường vụ Thành ủy Sông Mẫu")
    mine = put(lite, "quan", "901/KH-UBND", said)
    own = put(lite, "quan", "902/KH-UBND", directive("2024-04-26"))
    assert "902/KH-UBND" in unescape(site("quan").get(f"/van-ban/{mine}").text)
    far = put(
        lite,
        "p1",
        "904/KH-UBND",
        {**directive("2024-04-26"), "title": "về tăng cường công tác trẻ em trong tình hình mới"},
    )
    put(lite, "quan", "905/KH-UBND", {**said, "title": "về việc tăng cường công tác trẻ em trong tình hình mới"})
    seen = unescape(site("p1").get(f"/van-ban/{far}").text)
    assert "905/KH-UBND" not in seen
    assert site("p1").get(f"/van-ban/{own}").status_code == 404


def test_a_paper_named_for_two_reasons_stands_in_a_list_once_and_in_the_picture(lite: Country, site: Browser) -> None:
    upper = put(lite, "quan", "901/KH-UBND", directive("2024-04-26"))
    own = {**directive("2024-08-20", "UBND tỉnh Sông Mẫu"), "type": "Kế hoạch", "number": "901/KH-UBND"}
    lower = put(lite, "quan", "905/KH-UBND", own)

    def carries_out(tx: Connection) -> None:
        tx.execute(insert(Citation).values(document_id=lower, cited_id=upper, relation=Relation.IMPLEMENTS))

    lite.db.write(carries_out)
    shown = unescape(site("quan").get(f"/van-ban/{upper}").text)
    listed, drawn = shown.split("<h2>Văn bản đứng trên căn cứ này</h2>")[1].split("<h2>Lược đồ văn bản</h2>")
    assert listed.count(f'href="/van-ban/{lower}"') == 1
    assert "905/KH-UBND" in drawn, "the picture shows what stands on it too"
    above = unescape(site("quan").get(f"/van-ban/{lower}").text).split("Căn cứ và dẫn chiếu")[1].split("</ul>")[0]
    assert above.count(f'href="/van-ban/{upper}"') == 1
    assert "Căn cứ ·" in above, "under the stronger of its reasons"
