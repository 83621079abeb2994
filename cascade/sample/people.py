"""The invented people of the sample district and their accounts. One password for all, said aloud: it is a sample."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from cascade.people.accounts import create_user, grant
from cascade.people.passwords import hash_password
from kit.vocabulary import Role
from models import Unit, User

DEMO_PASSWORD = "Ban-mai-Tan-Binh-2024"


@dataclass(frozen=True)
class Account:
    """A sign-in of the sample: who it is, for which unit, with which roles."""

    login: str
    name: str
    title: str
    unit_code: str
    roles: tuple[Role, ...]


_OFFICE = (Role.OFFICER, Role.PERFORMER)
_HEAD = (Role.HEAD, Role.PERFORMER)
_LEADER = (Role.LEADER, Role.HEAD)

CAST = (
    Account("lanhdao.quan", "Phan Thị Thu Hà", "Phó Chủ tịch Ủy ban nhân dân quận", "UBND-TB", _LEADER),
    Account("vanphong.quan", "Đặng Minh Khoa", "Chuyên viên tổng hợp, Văn phòng UBND quận", "UBND-TB", _OFFICE),
    Account("quantri", "Ngô Quốc Tiến", "Quản trị hệ thống", "UBND-TB", (Role.ADMIN,)),
    Account("quanuy", "Vũ Thanh Bình", "Phó Bí thư Thường trực Quận ủy", "QU-TB", (Role.LEADER,)),
    Account("truongphong.gd", "Lê Ngọc Mai", "Trưởng phòng Giáo dục và Đào tạo", "P-GDDT", _LEADER),
    Account("chuyenvien.gd", "Trần Bảo Ngân", "Chuyên viên Phòng Giáo dục và Đào tạo", "P-GDDT", _OFFICE),
    Account(
        "chuyenvien.ldtbxh", "Hồ Kim Phương", "Chuyên viên Phòng Lao động - Thương binh và Xã hội", "P-LDTBXH", _OFFICE
    ),
    Account("truongphong.ldtbxh", "Bùi Đức Long", "Trưởng phòng Lao động - Thương binh và Xã hội", "P-LDTBXH", _LEADER),
    Account("hoasen", "Nguyễn Thị Lan", "Hiệu trưởng Trường Tiểu học Hoa Sen", "TH-HOASEN", _HEAD),
    Account("binhminh", "Lý Văn Sơn", "Hiệu trưởng Trường Tiểu học Bình Minh", "TH-BINHMINH", _HEAD),
    Account("huongduong", "Võ Thu Hiền", "Quản lý chuyên môn Nhóm lớp Hướng Dương", "NL-HUONGDUONG", _HEAD),
    Account("phuong4", "Dương Hữu Nam", "Chủ tịch Ủy ban nhân dân Phường 4", "P04", _HEAD),
)
"""The faces of the story; every other unit of the district gets an account `<mã đơn vị>` in lower case."""

WITHOUT_ACCOUNT = frozenset({"NL-GAUCON", "NL-TOONG", "NL-ANHDUONG", "BCT", "TU-HCM", "UBND-HCM", "SLDTBXH", "SGDDT"})
"""Units nobody signs in for: small nurseries that answer by letter, and bodies that never use the product."""


def lay_people(tx: Connection) -> int:
    """Make the accounts that are not there yet; returns how many. All share one hash: a hundred would take seconds."""
    known = set(tx.execute(select(User.login)).scalars())
    units = {
        code: (unit_id, contact) for code, unit_id, contact in tx.execute(select(Unit.code, Unit.id, Unit.contact_name))
    }
    faces = {account.unit_code for account in CAST}
    others = [
        Account(code.lower(), contact, "", code, (Role.HEAD, Role.OFFICER, Role.PERFORMER))
        for code, (_, contact) in units.items()
        if code not in faces and code not in WITHOUT_ACCOUNT and contact
    ]
    wanted = [account for account in (*CAST, *others) if account.login not in known and account.unit_code in units]
    hashed = hash_password(DEMO_PASSWORD) if wanted else ""
    for account in wanted:
        user_id = create_user(tx, login=account.login, name=account.name, title=account.title, hashed=hashed)
        for role in account.roles:
            grant(tx, user_id=user_id, unit_id=units[account.unit_code][0], role=role)
    return len(wanted)
