"""The legal moves of a unit task, in one table. Pure: knows progress, lateness and who may move, not rows or clocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kit.vocabulary import EventTag, Progress

P = Progress

OUTSIDE = frozenset({P.EXEMPT, P.REVOKED})
"""Outside the count (law 10)."""
OPEN = frozenset({P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS, P.RETURNED, P.DECLINED})
"""Unfinished and judged by the calendar; a submitted or paused piece is judged at the moment it was sent or paused."""


class Side(StrEnum):
    """Who makes the move: the unit that holds the piece, or the one that gave it."""

    HOLDER = "holder"
    GIVER = "giver"


@dataclass(frozen=True)
class Move:
    """From which states to which, by whom, told as which event. `verb` is the Vietnamese of the act."""

    verb: str
    sources: frozenset[Progress]
    target: Progress
    side: Side
    event: EventTag
    needs_note: bool = False


def _move(
    verb: str, sources: set[Progress], target: Progress, side: Side, event: EventTag, needs_note: bool = False
) -> Move:
    return Move(verb, frozenset(sources), target, side, event, needs_note)


H, G = Side.HOLDER, Side.GIVER
MOVES: dict[str, Move] = {
    "receive": _move("nhận việc", {P.ASSIGNED}, P.RECEIVED, H, EventTag.RECEIVED),
    "start": _move("ghi tiến độ", {P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS, P.RETURNED}, P.IN_PROGRESS, H, EventTag.STARTED),
    "submit": _move("báo xong", {P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS, P.RETURNED}, P.SUBMITTED, H, EventTag.SUBMITTED),
    "withdraw": _move("rút lại", {P.SUBMITTED}, P.IN_PROGRESS, H, EventTag.WITHDRAWN),
    "decline": _move("từ chối nhận", {P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS}, P.DECLINED, H, EventTag.DECLINED, True),
    "accept": _move("duyệt hoàn thành", {P.SUBMITTED}, P.DONE, G, EventTag.ACCEPTED),
    "return": _move("trả lại", {P.SUBMITTED}, P.RETURNED, G, EventTag.RETURNED, True),
    "reopen": _move("mở lại", {P.DONE}, P.IN_PROGRESS, G, EventTag.REOPENED, True),
    "insist": _move("vẫn giao", {P.DECLINED}, P.RECEIVED, G, EventTag.INSISTED, True),
    "pause": _move("tạm dừng", {P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS, P.RETURNED}, P.PAUSED, G, EventTag.PAUSED, True),
    "resume": _move("tiếp tục", {P.PAUSED}, P.IN_PROGRESS, G, EventTag.RESUMED),
    "exempt": _move(
        "miễn",
        {P.ASSIGNED, P.RECEIVED, P.IN_PROGRESS, P.RETURNED, P.DECLINED, P.PAUSED, P.SUBMITTED},
        P.EXEMPT, G, EventTag.EXEMPTED, True,
    ),
    "revoke": _move("thu hồi", set(P) - {P.REVOKED, P.EXEMPT}, P.REVOKED, G, EventTag.REVOKED, True),
}  # fmt: skip


def cell(progress: Progress | str, late: bool) -> str:
    """The counter cell of a state; `late` matters only where lateness has been frozen."""
    match progress:
        case P.SUBMITTED:
            return "submitted_late" if late else "submitted_in_time"
        case P.PAUSED:
            return "paused_late" if late else "paused_in_time"
        case P.DONE:
            return "done_late" if late else "done_on_time"
    return str(progress)


def is_live(progress: Progress | str) -> bool:
    return progress not in OUTSIDE


def freezes_lateness(progress: Progress | str) -> bool:
    return progress in (P.SUBMITTED, P.PAUSED, P.DONE)
