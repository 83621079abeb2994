"""The demonstration: a sample lineage of invented people, laid once into an empty data folder. Knows where, not what."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, func, insert, select

from kit.errors import Refusal
from models import Setting, Unit
from models.session import Database

MARK = "sample_story"


class HalfLaid(Refusal):
    """Lần trước dữ liệu mẫu chưa lập xong. Xóa thư mục dữ liệu rồi chạy lại lệnh demo."""


def lay_demo(db: Database, say: Callable[[str], None]) -> bool:
    """Lay the sample story if the database is empty; True when it was laid now."""
    from cascade.sample.story import lay_story

    with db.read() as tx:
        mark = tx.execute(select(Setting.value).where(Setting.key == MARK)).scalar()
        used = tx.execute(select(func.count()).select_from(Unit)).scalar_one() > 0
    if mark == "laid" or (used and mark is None):
        return False
    if used:
        raise HalfLaid()
    say("Đang lập dữ liệu mẫu (khoảng 15 giây)…")
    db.write(lambda tx: _mark(tx, "laying"))
    lay_story(db)
    db.write(lambda tx: _mark(tx, "laid"))
    return True


def sign_ins() -> list[str]:
    """Who may sign in to the demonstration, one line each."""
    from cascade.sample.people import CAST, DEMO_PASSWORD

    shown = ("vanphong.quan", "lanhdao.quan", "chuyenvien.gd", "hoasen")
    lines = [f"  {face.login:<15} {face.name}, {face.title}" for face in CAST if face.login in shown]
    return ["Đăng nhập thử, mật khẩu chung: " + DEMO_PASSWORD, *lines]


def _mark(tx: Connection, value: str) -> None:
    tx.execute(delete(Setting).where(Setting.key == MARK))
    tx.execute(insert(Setting).values(key=MARK, value=value))
