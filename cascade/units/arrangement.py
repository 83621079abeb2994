"""The tiers and types of unit the house starts with. Data, not code (law 4): an office may add its own.

Knows both arrangements, with districts (until 30/6/2025) and without; refuses to know any unit.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from models import Tier, UnitType

# code, name; from the top downward.
TIERS = (
    ("TW", "Trung ương"),
    ("TINH", "Tỉnh, thành phố"),
    ("QUAN", "Quận, huyện"),
    ("PHONG", "Phòng, ban, ngành"),
    ("XA", "Phường, xã"),
    ("TRUONG", "Trường"),
)

# tier, code, name, abbreviation as the documents print it.
TYPES = (
    ("TW", "DANG-TW", "Cơ quan Đảng ở Trung ương", ""),
    ("TW", "CP", "Chính phủ, bộ, ngành", ""),
    ("TINH", "DANG-TINH", "Tỉnh ủy, thành ủy", ""),
    ("TINH", "UBND-TINH", "Ủy ban nhân dân tỉnh, thành phố", "UBND"),
    ("TINH", "SO", "Sở, ban, ngành tỉnh, thành phố", "Sở"),
    ("QUAN", "DANG-QUAN", "Quận ủy, huyện ủy", ""),
    ("QUAN", "UBND-QUAN", "Ủy ban nhân dân quận, huyện", "UBND"),
    ("PHONG", "PHONG", "Phòng chuyên môn", "Phòng"),
    ("PHONG", "NGANH", "Cơ quan ngành dọc", ""),
    ("PHONG", "SN", "Đơn vị sự nghiệp", ""),
    ("PHONG", "DOANTHE", "Mặt trận Tổ quốc, đoàn thể", ""),
    ("XA", "DANG-XA", "Đảng ủy xã, phường", ""),
    ("XA", "PHUONG", "Phường", "Phường"),
    ("XA", "XA", "Xã, thị trấn, đặc khu", "Xã"),
    ("TRUONG", "MN", "Trường mầm non", "MN"),
    ("TRUONG", "TH", "Trường tiểu học", "TH"),
    ("TRUONG", "THCS", "Trường trung học cơ sở", "THCS"),
    ("TRUONG", "THPT", "Trường trung học phổ thông", "THPT"),
    ("TRUONG", "NLMGDL", "Nhóm, lớp mẫu giáo độc lập", "NLMGĐL"),
)


def lay(tx: Connection) -> None:
    """Write the tiers and types that are not there yet."""
    tiers = dict(tx.execute(select(Tier.code, Tier.id)).tuples().all())
    for rank, (code, name) in enumerate(TIERS):
        if code not in tiers:
            made = tx.execute(insert(Tier).values(code=code, name=name, rank=rank).returning(Tier.id))
            tiers[code] = made.scalar_one()
    known = set(tx.execute(select(UnitType.code)).scalars())
    missing = [
        {"tier_id": tiers[tier], "code": code, "name": name, "abbreviation": abbreviation, "position": position}
        for position, (tier, code, name, abbreviation) in enumerate(TYPES)
        if code not in known
    ]
    if missing:
        tx.execute(insert(UnitType), missing)
