"""Papers are recognised by what identifies them; a cited one stands as a placeholder until it comes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from cascade.papers import kept, register
from cascade.papers.disagreeing import between
from cascade.papers.identity import identity, kind_of, parse_symbol
from cascade.papers.register import Head
from cascade.store import documents as store
from documents import read_text
from kit.errors import Refusal
from kit.vocabulary import DocumentKind, Relation
from models import Citation, Document
from tests.drafting.conftest import paper, seed


def key(number, issued_on, issuer):
    return identity(kind=kind_of("", number), number=number, issued_on=issued_on, issuer=issuer)


def test_the_symbols_of_state_party_and_letters_are_told_apart():
    assert parse_symbol("28-CT/TW").is_party
    assert (parse_symbol("06/2019/QĐ-TTg").number, parse_symbol("06/2019/QĐ-TTg").year) == ("6", 2019)
    assert parse_symbol("2896/SGDĐT-VP").type_code == "cv"
    assert parse_symbol("121/2020/QH14").type_code == "qh"
    assert parse_symbol("không phải số") is None
    assert kind_of("", "2896/SGDĐT-VP") is DocumentKind.OFFICIAL_LETTER


def test_one_paper_has_one_key_however_it_is_printed():
    assert key("06/QĐ-TTg", date(2019, 1, 3), "Thủ tướng Chính phủ") == key("06/2019/QĐ-TTg", date(2019, 1, 3), "")
    party = key("33-CT/TU", date(2024, 4, 26), "Thành ủy Thành phố Hồ Chí Minh")
    assert party == key("33-CT/TU", date(2024, 4, 26), "Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh")
    assert key("281/KH-UBND", date(2024, 8, 8), "UBND quận Tân Bình") == key(
        "281/KH-UBND", date(2024, 8, 8), "Ủy ban nhân dân quận Tân Bình"
    )


def test_the_printed_symbol_alone_is_never_a_key():
    assert key("05/KH-UBND", date(2024, 1, 5), "UBND phường 1") != key("05/KH-UBND", date(2024, 1, 5), "UBND phường 2")
    assert key("05/KH-UBND", date(2024, 1, 5), "UBND phường 1") != key("05/KH-UBND", date(2025, 1, 5), "UBND phường 1")
    assert key("05/KH-UBND", None, "UBND phường 1") is None
    # A Party series runs on for a term: the same number comes again with another date.
    assert key("28-CT/TW", date(2023, 12, 25), "Bộ Chính trị") != key("28-CT/TW", date(2013, 5, 1), "Bộ Chính trị")


def put(house, reading, code="UBND-TB"):
    return house.write(register.register, code, reading=reading)


def cited(number, issued, issuer, relation="basis", parent=None, title="", kind="Kế hoạch"):
    return {"type": kind, "number": number, "date": issued, "issuer": issuer, "relation": relation, "parent": parent, "title": title,
            "span": [1, 9]}  # fmt: skip


def papers(house):
    with house.db.read() as tx:
        rows = tx.execute(select(Document.number, Document.is_placeholder).order_by(Document.id)).all()
    return {row.number: row.is_placeholder for row in rows}


def test_a_cited_paper_stands_as_a_placeholder_and_binds_when_it_comes(any_house):
    house = any_house
    plan = paper(citations=[cited("300/KH-UBND", "2024-07-01", "Ủy ban nhân dân Thành phố Hồ Chí Minh", parent="33-CT/TU"),
                            cited("33-CT/TU", "2024-04-26", "Thành ủy Thành phố Hồ Chí Minh", "mentions", kind="Chỉ thị")])  # fmt: skip
    first = put(house, plan)
    assert papers(house) == {"412/KH-UBND": False, "300/KH-UBND": True, "33-CT/TU": True}
    upper = paper()
    upper["document"] |= {
        "number": "300/KH-UBND",
        "date": "2024-07-01",
        "issuer": "UBND Thành phố",
        "subject": "Kế hoạch của Thành phố",
    }
    bound = put(house, upper)
    assert bound.bound_placeholder
    assert papers(house)["300/KH-UBND"] is False
    with house.db.read() as tx:
        assert (bound.document_id, Relation.BASIS) in store.cited_by(tx, first.document_id)
        # 300 was said to carry out 33-CT/TU: the chain among the cited is kept too.
        assert len(store.edges_above(tx, [first.document_id])) == 2


def test_a_paper_cited_without_its_date_waits_under_its_number_and_gets_the_date_later(house):
    undated = standing_on("1/KH-UBND", "365-KH/TU")
    undated["citations"][0] |= {"date": None, "issuer": "Thành ủy Hải Phòng"}
    dated = standing_on("2/KH-UBND", "365-KH/TU")
    dated["citations"][0] |= {"date": "2024-05-06", "issuer": "Ban Thường vụ Thành ủy Hải Phòng"}
    put(house, undated)
    put(house, dated)
    again = standing_on("3/KH-UBND", "365-KH/TU")
    again["citations"][0] |= {"date": None, "issuer": "Thành ủy Hải Phòng"}
    put(house, again)
    with house.db.read() as tx:
        rows = tx.execute(select(Document.issued_on).where(Document.number == "365-KH/TU")).scalars().all()
        assert tx.execute(select(func.count()).select_from(Citation)).scalar() == 3
    assert rows == [date(2024, 5, 6)]


def test_the_same_paper_twice_is_one(house):
    first, again = put(house, paper()), put(house, paper())
    assert (again.document_id, again.is_known) == (first.document_id, True)


def test_a_paper_without_its_number_is_recognised_once_another_cites_it(house):
    nameless = paper()
    nameless["document"] |= {"number": None, "date": None}
    first = put(house, nameless)
    below = paper()
    below["document"] |= {
        "number": "9/KH-PGDĐT",
        "issuer": "Phòng Giáo dục và Đào tạo",
        "subject": "An toàn trường học trong các trường",
    }
    said = cited(
        "412/KH-UBND", "2024-08-09", "UBND quận Tân Bình", title="về bảo đảm an toàn trường học trên địa bàn quận"
    )
    put(house, {**below, "citations": [said]}, "P-GDDT")
    with house.db.read() as tx:
        paper_now = store.find(tx, first.document_id)
    assert (paper_now.number, paper_now.issued_on, paper_now.is_placeholder) == ("412/KH-UBND", date(2024, 8, 9), False)
    blank = Head(DocumentKind.PLAN, None, None, paper_now.issuer_name, paper_now.subject)
    house.db.write(lambda tx: register.amend_head(tx, first.document_id, blank))
    with house.db.read() as tx:
        assert store.find(tx, first.document_id).number == "412/KH-UBND", "a blank confirmed as blank erases nothing"


def test_two_papers_that_might_be_meant_are_left_alone(house):
    for _ in range(2):
        nameless = paper()
        nameless["document"] |= {"number": None, "date": None}
        put(house, nameless)
    said = cited(
        "412/KH-UBND", "2024-08-09", "UBND quận Tân Bình", title="về bảo đảm an toàn trường học trên địa bàn quận"
    )
    below = paper(citations=[said])
    below["document"] |= {"number": "9/KH-PGDĐT", "issuer": "Phòng Giáo dục và Đào tạo"}
    put(house, below, "P-GDDT")
    assert papers(house)["412/KH-UBND"] is True


def standing_on(own, above, relation="basis"):
    reading = paper(citations=[cited(above, "2024-08-01", "UBND quận Tân Bình", relation)])
    reading["document"] |= {"number": own, "date": "2024-08-01", "subject": f"Kế hoạch {own}"}
    return reading


def test_papers_that_would_stand_on_each_other_are_refused_with_the_path(house):
    put(house, standing_on("1/KH-UBND", "2/KH-UBND"))
    put(house, standing_on("2/KH-UBND", "3/KH-UBND"))
    with pytest.raises(Refusal) as refused:
        put(house, standing_on("3/KH-UBND", "1/KH-UBND"))
    said = refused.value.message
    assert all(number in said for number in ("1/KH-UBND", "2/KH-UBND", "3/KH-UBND"))
    assert "Bỏ một căn cứ" in said
    with house.db.read() as tx:
        assert tx.execute(select(func.count()).select_from(Citation)).scalar() == 2


def test_mentions_may_go_round(house):
    put(house, standing_on("1/KH-UBND", "2/KH-UBND", "mentions"))
    put(house, standing_on("2/KH-UBND", "1/KH-UBND", "mentions"))
    assert papers(house) == {"1/KH-UBND": False, "2/KH-UBND": False}


def test_a_placeholder_is_bound_by_hand(house):
    first = put(house, paper(citations=[cited("300/KH-UBND", "2024-07-01", "UBND Thành phố Hồ Chí Minh")]))
    other = paper()
    other["document"] |= {
        "number": None,
        "date": None,
        "issuer": "UBND Thành phố",
        "subject": "Một kế hoạch khác hẳn về chiếu sáng",
    }
    upper = put(house, other)
    with house.db.read() as tx:
        placeholder = tx.execute(select(Document.id).where(Document.is_placeholder)).scalar_one()
    house.db.write(lambda tx: register.bind(tx, placeholder_id=placeholder, document_id=upper.document_id))
    with house.db.read() as tx:
        assert store.find(tx, placeholder) is None
        assert store.find(tx, upper.document_id).number == "300/KH-UBND"
        assert (upper.document_id, Relation.BASIS) in store.cited_by(tx, first.document_id)
    with pytest.raises(Refusal, match="không phải văn bản giữ chỗ"):
        house.db.write(lambda tx: register.bind(tx, placeholder_id=first.document_id, document_id=upper.document_id))


def test_a_number_that_another_real_paper_bears_is_refused(house):
    put(house, paper())
    other = paper()
    other["document"] |= {"number": None, "date": None, "subject": "Một kế hoạch khác hẳn về chiếu sáng đô thị"}
    second = put(house, other)
    head = Head(DocumentKind.PLAN, "412/KH-UBND", date(2024, 8, 9), "Ủy ban nhân dân quận Tân Bình", "Chiếu sáng")
    with pytest.raises(Refusal, match="412/KH-UBND đã có trong sổ"):
        house.db.write(lambda tx: register.amend_head(tx, second.document_id, head))


@pytest.mark.parametrize("order", [("000", "003"), ("003", "000")])
def test_the_real_chain_joins_whichever_paper_comes_first(house, order):
    offices = {"000": "P-GDDT", "003": "UBND-TB"}
    made = {name: put(house, read_text(seed(name)).to_json(), offices[name]) for name in order}
    with house.db.read() as tx:
        district = store.find(tx, made["003"].document_id)
        above = store.edges_above(tx, [made["000"].document_id])
        names = {each: store.find(tx, each).number for edge in above for each in edge}
    edges = {(names[lower], names[upper]) for lower, upper in above}
    assert (district.number, district.issued_on) == ("281/KH-UBND", date(2024, 8, 8))
    assert {(None, "281/KH-UBND"), ("281/KH-UBND", "3597/KH-UBND"), ("281/KH-UBND", "253-KH/QU"), ("3597/KH-UBND", "33-CT/TU"),
            ("253-KH/QU", "33-CT/TU"), ("33-CT/TU", "28-CT/TW")} <= edges  # fmt: skip


def test_what_was_read_comes_back_to_be_compared_on_both_engines(any_house):
    house = any_house
    above = cited("300/KH-UBND", "2024-07-01", "UBND Thành phố Hồ Chí Minh")
    first = put(house, paper(citations=[above, {**cited("06", None, "", "mentions", kind="Đề án"), "span": [20, 26]}]))
    again = paper(citations=[{**above, "date": "2024-07-11"}])
    again["document"] |= {"number": "413/KH-UBND"}
    second = put(house, again)
    with house.db.read() as tx:
        every = between(kept.load(tx))
        around = between(kept.load(tx, kept.around(tx, second.document_id)))
        upper_id = next(
            upper for upper, relation in store.cited_by(tx, first.document_id) if relation is Relation.BASIS
        )
        assert {low for low, _ in store.edges_below(tx, [upper_id])} == {first.document_id, second.document_id}
        assert len(store.mentions_of(tx, [first.document_id])) == 1
        assert {problem["kind"] for _, problem in store.problems_read(tx, [first.document_id])} == {"wrong_year"}
    assert every == around
    (told,) = every
    assert told.kind == "two_dates"
    assert "01/07/2024" in told.message
    assert "11/07/2024" in told.message
