"""From a paper to issued work: the vice-chairman's office, the sample district, no script, nothing typed is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert, select

from cascade.issuing.opening import open_all
from cascade.orders import TaskOrder
from cascade.people import sessions
from cascade.sample.district import lay_district
from kit import clock
from kit.settings import Settings
from kit.vocabulary import Role
from models import Cascade, Draft, Membership, UnitTask, User
from models.session import Database
from tests.country import Country
from tests.pages.conftest import form_of

SEEDS = Path(os.environ.get("THONGSUOT_SHARED", "../shared")) / "seeds"
PAPER = """ỦY BAN NHÂN DÂN
QUẬN TÂN BÌNH
Số: 77/KH-UBND
Tân Bình, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức Tháng hành động vì trẻ em
II. NỘI DUNG
1. Tổ chức truyền thông về quyền trẻ em. Phòng Lao động - Thương binh và Xã hội chủ trì, phối hợp Phòng Giáo dục và Đào tạo.
2. Ủy ban nhân dân 15 phường rà soát trẻ em có hoàn cảnh đặc biệt trên địa bàn.
3. Phòng Y tế, Bảo hiểm xã hội quận chủ trì khám sức khỏe cho trẻ em.
V. CHẾ ĐỘ BÁO CÁO
Các đơn vị báo cáo kết quả về Phòng Lao động - Thương binh và Xã hội trước ngày 05/12 hằng năm.
"""


@pytest.fixture
def office(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], TestClient]:
    """A browser of somebody of the sample district, by sign-in name."""
    from kit import settings as kit_settings
    from web.app import create_app

    chosen = Settings(home=tmp_path / "nha")
    for module in ("web.pages.wizard", "web.pages.documents"):
        monkeypatch.setattr(f"{module}.settings", lambda: chosen)
    assert kit_settings.settings() is not chosen
    db.write(lay_district)
    app = create_app(db)

    def browser(login: str) -> TestClient:
        with db.read() as tx:
            user = tx.execute(select(User.id).where(User.login == login)).scalar_one()
            unit = tx.execute(select(Membership.unit_id).where(Membership.user_id == user)).scalars().first()
        client = TestClient(app, follow_redirects=False)
        client.cookies.set("phien", db.write(lambda tx: sessions.open_session(tx, user_id=user, unit_id=unit)))
        return client

    return browser


def begin(client: TestClient, **given: Any) -> str:
    """Make a draft; answers its address, `/giao/moi/4`."""
    hidden = form_of(client.get("/giao/moi").text, "/giao/moi")
    files = {"tep": given.pop("tep")} if "tep" in given else None
    answer = client.post("/giao/moi", data={**hidden, **given}, files=files)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rsplit("/", 1)[0]


def fields_of(html: str, action: str) -> dict[str, Any]:
    """Everything a browser would send from a form as it stands: what is typed, chosen and ticked."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    assert form, f"no form posts to {action}"
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        made = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticked = made.get("type") not in ("checkbox", "radio") or " checked" in tag
        if "name" in made and ticked and made.get("type") != "file":
            sent.setdefault(unescape(made["name"]), []).append(unescape(made.get("value", "")))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        options = re.findall(r'<option value="([^"]*)"( selected)?', inside)
        sent[name] = [unescape(next((value for value, chosen in options if chosen), options[0][0]))]
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], re.DOTALL):
        sent[name] = [unescape(inside)]
    return sent


def press(client: TestClient, address: str, button: str = "", **typed: Any) -> Any:
    """Open a page, type, press a button."""
    sent = fields_of(client.get(address).text, address)
    sent |= typed | ({"lam": button} if button else {})
    return client.post(address, data=sent)


def confirm_all(client: TestClient, draft: str, **head: str) -> Any:
    """Tick the head, press "Đúng" at every task, go on."""
    page = client.get(f"{draft}/2").text
    for key in re.findall(r'name="lam" value="dung:(\w+)"', page):
        press(client, f"{draft}/2", f"dung:{key}")
    ticks = {f"ok.{name}": "1" for name in ("type", "number", "date", "subject", "issuer", "signed_as")}
    return press(client, f"{draft}/2", "tiep", **ticks, **{f"f.{name}": value for name, value in head.items()})


@pytest.mark.parametrize(
    ("role", "gives"), [(Role.OFFICER, True), (Role.HEAD, True), (Role.LEADER, True), (Role.ADMIN, False)]
)
def test_the_door_to_giving_work_stands_where_it_opens(lite: Country, role: Role, gives: bool) -> None:
    """And not before somebody who would be refused behind it."""
    from web.app import create_app

    user, unit = lite.users["quan"], lite.units["quan"]
    lite.db.write(lambda tx: tx.execute(insert(Membership).values(user_id=user, unit_id=unit, role=role)))
    client = TestClient(create_app(lite.db), follow_redirects=False)
    client.cookies.set("phien", lite.db.write(lambda tx: sessions.open_session(tx, user_id=user, unit_id=unit)))
    home = client.get("/giao")
    assert home.status_code == 200
    assert ('href="/giao/moi"' in home.text) is gives
    if gives:
        assert begin(client, cach="tay", ten="Tuần lễ đọc sách").startswith("/giao/moi/")


def test_from_pasted_words_to_work_in_every_ward(office: Callable[[str], TestClient], db: Database) -> None:
    client = office("vanphong.quan")
    draft = begin(client, cach="dan", dan=PAPER)
    page = client.get(f"{draft}/2").text
    assert "77/KH-UBND" in page
    assert re.search(r'<mark><a href="#m-number"[^>]*>77/KH-UBND</a></mark>', page), (
        "the number is marked in the paper and leads to its field"
    )
    assert client.get(f"{draft}/2").status_code == 200

    refused = press(client, f"{draft}/2", "tiep")
    waiting = client.get(refused.headers["location"].split("#")[0]).text
    assert re.search(r"Còn \d+ mục chưa xác nhận", waiting)

    went_on = confirm_all(client, draft)
    assert went_on.headers["location"].endswith("/3"), client.get(f"{draft}/2").text[:3000]
    units = client.get(f"{draft}/3").text
    assert "Ủy ban nhân dân 15 phường" in units

    due = (clock.today() + timedelta(days=60)).isoformat()
    dated = press(client, f"{draft}/4", "tiep", due_for_all=due, consolidation_days="0")
    assert dated.headers["location"].endswith("/5")

    summary = client.get(f"{draft}/5").text
    promised = re.search(r"Phát hành cho (\d+) đơn vị", summary)
    pieces = re.search(r"<dt>Phần việc</dt><dd>([\d.]+)</dd>", summary)
    assert promised
    assert pieces
    without_tick = press(client, f"{draft}/5")
    assert without_tick.status_code == 422
    assert "Đã đối chiếu với văn bản đã ký" in without_tick.text

    issued = press(client, f"{draft}/5", doi_chieu="1")
    assert issued.status_code == 303, issued.text
    assert issued.headers["location"].endswith("/dang-mo")
    with db.read() as tx:
        cascade_id, expected = tx.execute(select(Cascade.id, Cascade.expected_count)).one()
    assert expected == int(pieces[1].replace(".", ""))
    # What opens besides are the shares of coordinating units: outside the count, but opened all the same.
    assert re.search(r"<b>0/\d+</b>", client.get(issued.headers["location"]).text)
    db.write(lambda tx: open_all(tx, cascade_id))
    assert f"Tập {promised[1]} đơn vị đã chốt" in client.get(issued.headers["location"]).text
    assert client.get(f"/dot/{cascade_id}").status_code == 200
    with db.read() as tx:
        assert len(tx.execute(select(UnitTask.id)).all()) >= expected
    assert press_again(client, draft).headers["location"] == f"/dot/{cascade_id}"


def press_again(client: TestClient, draft: str) -> Any:
    """The draft's last step, opened again after the issue."""
    return client.get(f"{draft}/5")


def test_two_clicks_issue_once(office: Callable[[str], TestClient], db: Database) -> None:
    client = office("vanphong.quan")
    draft = begin(client, cach="dan", dan=PAPER)
    confirm_all(client, draft)
    press(
        client,
        f"{draft}/4",
        "tiep",
        due_for_all=(clock.today() + timedelta(days=60)).isoformat(),
        consolidation_days="0",
    )
    sent = {**fields_of(client.get(f"{draft}/5").text, f"{draft}/5"), "doi_chieu": "1"}
    first, second = client.post(f"{draft}/5", data=sent), client.post(f"{draft}/5", data=sent)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    with db.read() as tx:
        assert len(tx.execute(select(Cascade.id)).all()) == 1


def test_a_second_editor_sees_both_versions_and_every_character(office: Callable[[str], TestClient]) -> None:
    client = office("vanphong.quan")
    draft = begin(client, cach="dan", dan=PAPER)
    stale = fields_of(client.get(f"{draft}/2").text, f"{draft}/2")
    press(client, f"{draft}/2", "luu", **{"f.subject": "Trích yếu của người thứ nhất"})
    answer = client.post(f"{draft}/2", data={**stale, "f.subject": "Trích yếu của người thứ hai", "lam": "luu"})
    assert answer.status_code == 409
    assert "Trích yếu của người thứ nhất" in answer.text
    assert "Trích yếu của người thứ hai" in answer.text
    kept = fields_of(answer.text, f"{draft}/2")
    assert kept["f.subject"] == ["Trích yếu của người thứ hai"]
    assert client.post(f"{draft}/2", data=kept).status_code == 303
    assert "Trích yếu của người thứ hai" in client.get(f"{draft}/2").text


def test_a_choice_of_types_is_counted_before_it_is_believed(office: Callable[[str], TestClient]) -> None:
    client = office("chuyenvien.gd")
    draft = begin(client, cach="tay", ten="Tuần lễ đọc sách")
    press(client, f"{draft}/2/moi", "dung", title="Tổ chức ngày hội đọc sách", text="Mỗi trường một ngày hội.")
    page = client.get(f"{draft}/3").text
    assert "chưa có đơn vị chủ trì" in page
    key = re.search(rf'href="{draft}/3/(t\d+)"', page)
    assert key
    wrong = press(client, f"{draft}/3/{key[1]}", **{"them.lead": "Trường Tiểu học Không Có Thật"})
    assert wrong.status_code == 422
    assert "Không rõ ‘Trường Tiểu học Không Có Thật’" in wrong.text
    assert "Trường Tiểu học Không Có Thật</textarea>" in wrong.text
    press(client, f"{draft}/3/{key[1]}", **{"them.lead": "Trường Tiểu học Hoa Sen"})
    group = re.search(rf'href="({draft}/3/cum/\d+)"', client.get(f"{draft}/3").text)
    assert group
    counted = client.post(f"{group[1]}/dem", data={**fields_of(client.get(group[1]).text, group[1]), "loai": ["TH"]})
    assert "Đang chọn 14 đơn vị" in counted.text
    assert "Đang chọn 1 đơn vị" in client.get(f"{draft}/3").text, "counting saves nothing"
    press(client, group[1], "xong", loai=["TH"])
    assert "Đang chọn 14 đơn vị · 14 phần việc" in client.get(f"{draft}/3").text
    shown = client.get(group[1]).text
    left_out = re.search(r'name="don_vi" value="(\d+)"', shown)
    assert left_out
    kept = [each for each in re.findall(r'name="don_vi" value="(\d+)"', shown) if each != left_out[1]]
    press(client, group[1], "xong", loai=["TH"], don_vi=kept)
    assert "Đang chọn 13 đơn vị · 13 phần việc" in client.get(f"{draft}/3").text
    assert "bỏ ra theo lựa chọn" in client.get(group[1]).text


def test_a_date_after_the_deadline_above_is_refused_with_the_last_day(office: Callable[[str], TestClient]) -> None:
    client = office("vanphong.quan")
    draft = begin(client, cach="dan", dan=PAPER)
    key = re.search(r'id="t-(t\d+)"', client.get(f"{draft}/2").text)
    assert key
    answer = press(client, f"{draft}/4", "luu", consolidation_days="500")
    assert answer.status_code == 422
    assert "từ 0 đến 120" in answer.text
    answer = press(
        client,
        f"{draft}/4",
        "luu",
        **{f"pol.{key[1]}": "percent", f"val.{key[1]}": "tám mươi", "consolidation_days": "0"},
    )
    assert answer.status_code == 422
    assert "tám mươi" in answer.text
    answer = press(
        client, f"{draft}/4", "luu", **{f"pol.{key[1]}": "percent", f"val.{key[1]}": "80%", "consolidation_days": "0"}
    )
    assert answer.status_code == 303
    assert "ít nhất 80%" in client.get(f"{draft}/5").text


def test_what_was_dropped_can_be_taken_back_and_a_task_split(office: Callable[[str], TestClient]) -> None:
    client = office("vanphong.quan")
    draft = begin(client, cach="dan", dan=PAPER)
    count = len(re.findall(r'<article class="item', client.get(f"{draft}/2").text))
    key = re.search(r'id="t-(t\d+)"', client.get(f"{draft}/2").text)
    assert key
    press(client, f"{draft}/2", f"bo:{key[1]}")
    assert "Đã bỏ (" in client.get(f"{draft}/2").text
    press(client, f"{draft}/2", f"lay-lai:{key[1]}")
    assert len(re.findall(r'<article class="item', client.get(f"{draft}/2").text)) == count
    press(
        client,
        f"{draft}/2/{key[1]}",
        "tach",
        first="Xây dựng kế hoạch truyền thông.",
        second="Báo cáo kết quả truyền thông.",
    )
    assert len(re.findall(r'<article class="item', client.get(f"{draft}/2").text)) == count + 1


def test_a_draft_is_its_office_s_alone(office: Callable[[str], TestClient], db: Database) -> None:
    draft = begin(office("vanphong.quan"), cach="dan", dan=PAPER)
    for step in ("", "/2", "/2/t1", "/3", "/3/t1", "/3/cum/1", "/4", "/5", "/bo"):
        assert office("chuyenvien.gd").get(draft + step).status_code == 404, step
    press(office("vanphong.quan"), f"{draft}/bo")
    assert "77/KH-UBND" not in office("vanphong.quan").get("/giao").text
    with db.read() as tx:
        assert tx.execute(select(Draft.state)).scalar_one() == "discarded"


def test_nothing_given_is_told_at_its_field(office: Callable[[str], TestClient]) -> None:
    client = office("vanphong.quan")
    hidden = form_of(client.get("/giao/moi").text, "/giao/moi")
    for how, sentence in (
        ("tep", "Chưa chọn tệp."),
        ("dan", "Chưa có nội dung."),
        ("tay", "Chưa có tên đợt triển khai."),
    ):
        answer = client.post("/giao/moi", data={**hidden, "cach": how, "_key": f"k-{how}"})
        assert answer.status_code == 422
        assert sentence in answer.text
    lie = client.post(
        "/giao/moi",
        data={**hidden, "cach": "tep", "_key": "k-exe"},
        files={"tep": ("ke-hoach.docx", b"MZ\x90\x00", "text/plain")},
    )
    assert lie.status_code in (415, 422)
    assert 'id="tep-loi"' in lie.text


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["003_74e26c645920928b.txt", "000_e99679a9758e6da0.txt"])
def test_a_real_paper_becomes_a_draft_with_its_source_beside_it(office: Callable[[str], TestClient], seed: str) -> None:
    path = SEEDS / seed
    if not path.is_file():
        pytest.skip(f"the real papers are not here ({path})")
    client = office("vanphong.quan" if seed.startswith("003") else "chuyenvien.gd")
    draft = begin(client, cach="tep", tep=(seed, path.read_bytes(), "text/plain"))
    page = client.get(f"{draft}/2").text
    tasks = re.findall(r'id="t-(t\d+)"', page)
    assert len(tasks) >= 10
    for target in set(re.findall(r'href="#([^"]+)"', page)) - {"noi-dung"}:
        assert f'id="{target}"' in page or target.startswith("i-"), f"a link leads nowhere: {target}"
    original = re.search(r'href="(/van-ban/\d+)"', page)
    assert original
    assert client.get(f"{original[1]}/tep").content == path.read_bytes()


def test_a_received_piece_of_work_becomes_an_own_plan_counted_above(
    site: Callable[[str], TestClient], lite: Country
) -> None:
    """Phòng GD carries the district's task out by a plan of its own, planned back from the district's deadline."""
    parent_due = clock.today() + timedelta(days=60)
    upper = lite.issue(TaskOrder("Phối hợp gia đình, nhà trường", lite.ids("gd", "xh"), ref="II.5", due_on=parent_due))
    piece = lite.piece(upper, "gd")
    client = site("gd")
    hidden = form_of(client.get("/giao/moi").text, "/giao/moi")
    assert (
        client.post("/giao/moi", data={**hidden, "viec": str(piece)}).headers["location"] == f"/giao/moi?viec={piece}"
    )
    assert site("xh").get(f"/giao/moi?viec={piece}").status_code == 404
    page = client.get(f"/giao/moi?viec={piece}").text
    assert "Lập kế hoạch riêng" in page
    typed = {**fields_of(page, "/giao/moi"), "cach": "tay", "ten": "Kế hoạch của Phòng"}
    started = client.post("/giao/moi", data=typed)
    draft = started.headers["location"].rsplit("/", 1)[0]
    head = {
        "f.type": "Kế hoạch",
        "f.number": "12/KH-GD",
        "f.date": clock.today().isoformat(),
        "f.subject": "Kế hoạch của Phòng",
    }
    press(client, f"{draft}/2", "luu", **head)
    press(client, f"{draft}/2/moi", "dung", title="Họp cha mẹ học sinh")
    key = re.search(r'id="t-(t\d+)"', client.get(f"{draft}/2").text)
    assert key
    press(client, f"{draft}/3/{key[1]}", **{"them.lead": "Trường Tiểu học Hoa Sen\nTrường Tiểu học Bình Minh"})
    press(client, f"{draft}/3", "luu", **{f"joint.{key[1]}": "all"})

    late = press(client, f"{draft}/4", "luu", consolidation_days="5", **{f"due.{key[1]}": parent_due.isoformat()})
    assert late.status_code == 303
    told = client.get(f"{draft}/4").text
    assert "sau hạn cấp trên" in told
    refused = press(client, f"{draft}/5", doi_chieu="1")
    assert refused.status_code == 422
    press(
        client,
        f"{draft}/4",
        "luu",
        consolidation_days="5",
        **{f"due.{key[1]}": (parent_due - timedelta(days=20)).isoformat()},
    )
    issued = press(client, f"{draft}/5", doi_chieu="1")
    assert issued.status_code == 303, issued.text
    cascade_id = int(re.search(r"/dot/(\d+)/", issued.headers["location"])[1])  # type: ignore[index]
    lite.db.write(lambda tx: open_all(tx, cascade_id))
    above = site("quan").get(f"/dot/{upper.cascade_id}?dong=1").text
    assert "Cả các kế hoạch cấp dưới" in above
    assert re.search(r'phan-viec\?dong=1&amp;o=tong">4</a>', above), "two above and two below"
    drawn = site("quan").get(f"/dot/{upper.cascade_id}/luoc-do").text
    assert "12/KH-GD" in drawn
