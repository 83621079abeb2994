"""The timetable on one page: which flow runs when. Times are those of Việt Nam.

Knows names and crons; imports neither Prefect nor the flows, so that the supervisor and the sweeper may read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.settings import settings

ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Entry:
    name: str
    cron: str | None
    """None: only when the dispatcher sees work for it."""
    time_limit: int
    """Seconds after which a run is ended, and after which the sweeper calls a silent one dead."""
    about: str


def timetable() -> tuple[Entry, ...]:
    return (
        Entry("open_tasks", None, 3600, "Mở việc cho từng đơn vị sau khi phát hành"),
        Entry("track", settings().track_cron, 900, "Soát hạn, ghi các lời nhắc"),
        Entry("roll_up", None, 900, "Tổng hợp từ dưới lên sau khi có thay đổi"),
        Entry("read_document", None, 1200, "Đọc tệp PDF, bản quét, ảnh, tệp Word cũ; lập bản nháp"),
        Entry("nightly", settings().nightly_cron, 3600, "Tổng hợp, chụp bảng số liệu của ngày, đối chiếu số đếm"),
    )


def entry(name: str) -> Entry:
    return next(item for item in timetable() if item.name == name)
