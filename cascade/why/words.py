"""The grammar of “Vì sao đỏ?”: colour because cause with numbers; consequence above. If remedy, then result and date.

Pure: facts in, Vietnamese out. It refuses to find facts; `cascade.why.sentence` does. What is not known is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kit.text import fold
from kit.vocabulary import Obstacle
from kit.working_days import add_working_days, next_working_day


class Tone(StrEnum):
    """Red is *unfinished and overdue* and nothing else; yellow needs somebody soon."""

    RED = "red"
    YELLOW = "yellow"
    CALM = "calm"


class CauseKind(StrEnum):
    SILENT = "silent"
    OBSTACLE = "obstacle"
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    DECLINED = "declined"
    WAITING = "waiting"
    PAUSED = "paused"
    AFTER = "after"
    NO_LEAD = "no_lead"
    DUE_SOON = "due_soon"


@dataclass(frozen=True)
class Cause:
    """One reason and how many pieces of work it holds up. `words` is what somebody wrote; `since` when it began."""

    kind: CauseKind
    pieces: int
    words: str = ""
    since: date | None = None

    def __str__(self) -> str:
        match self.kind:
            case CauseKind.SILENT:
                return f"{self.pieces} chưa có tin"
            case CauseKind.OBSTACLE:
                return f"{self.pieces} {self.words or 'báo vướng mắc'}"
            case CauseKind.IN_PROGRESS:
                return f"{self.pieces} đang làm"
            case CauseKind.RETURNED:
                return f"{self.pieces} bị trả lại"
            case CauseKind.DECLINED:
                return f"{self.pieces} từ chối nhận"
            case CauseKind.WAITING:
                return f"{self.pieces} gửi sau hạn đang chờ duyệt"
            case CauseKind.PAUSED:
                return f"{self.pieces} tạm dừng sau hạn"
        return f"{self.pieces} {self.words}".strip()


@dataclass(frozen=True)
class PathStep:
    """One step from the document down to the cause; the ids say what a page may link to."""

    label: str
    cascade_id: int | None = None
    task_id: int | None = None
    unit_task_id: int | None = None


@dataclass(frozen=True)
class Why:
    """The answer: one sentence, its parts, whom to call, and the way down to the cause."""

    sentence: str
    tone: Tone
    cause: str = ""
    consequence: str = ""
    remedy: str = ""
    person: str = ""
    phone: str = ""
    unit_id: int | None = None
    """The unit that can unblock it; a page may offer to urge or to call it."""
    overdue: int = 0
    total: int = 0
    causes: tuple[Cause, ...] = ()
    path: tuple[PathStep, ...] = field(default=())


def obstacle_words(reason: str, notes: Sequence[str]) -> str:
    """“chờ hướng dẫn”, “vướng kinh phí”; what was written stands beside it where all wrote the same."""
    same = notes[0] if len(set(notes)) == 1 else ""
    if reason not in set(Obstacle) or reason == Obstacle.OTHER:
        return f"vướng “{same}”" if same else "báo vướng mắc"
    label = Obstacle(reason).label.lower()
    if fold(same).startswith(fold(label)):
        return same[0].lower() + same[1:].rstrip(".")
    words = label if label.startswith("chờ") else f"vướng {label}"
    return f"{words} (“{same}”)" if same else words


def ranked(causes: list[Cause]) -> tuple[Cause, ...]:
    """Most pieces first; among equals the one that began first."""
    held = [cause for cause in causes if cause.pieces > 0]
    return tuple(sorted(held, key=lambda cause: (-cause.pieces, cause.since or date.max, cause.kind)))


def sentence(tone: Tone, cause: str, consequence: str, remedy: str) -> str:
    """The grammar itself."""
    colour = {Tone.RED: "Đỏ vì", Tone.YELLOW: "Vàng vì", Tone.CALM: "Không đỏ:"}[tone]
    first = f"{colour} {cause}"
    if consequence:
        first += f"; {consequence}"
    return f"{first}. {remedy}." if remedy else f"{first}."


def group_cause(
    overdue: int, total: int, task: str, due_on: date | None, causes: tuple[Cause, ...], where: str = ""
) -> str:
    """“21/56 đơn vị quá hạn II.4 (15/11): 9 chưa có tin, 7 vướng “chờ hướng dẫn”, 5 bị trả lại”."""
    head = f"{overdue}/{total} đơn vị quá hạn {task}"
    if due_on:
        head += f" ({day(due_on)})"
    if where:
        head += f", {where}"
    if len(causes) == 1 and causes[0].kind is CauseKind.SILENT:
        since = f" từ {day(causes[0].since)}" if causes[0].since else ""
        return f"{head}, chưa rõ nguyên nhân: các đơn vị chưa có tin{since}"
    return f"{head}: {', '.join(map(str, causes))}"


def remedy_for(
    top: Cause | None, pieces: int, today: date, days: int, upper_due: date | None, *, giver: str = "", prior: str = ""
) -> str:
    """The smallest thing that helps, the earliest day all is consolidated, and whether that is still in time above."""
    earliest = add_working_days(next_working_day(today), days)
    kind = top.kind if top else CauseKind.IN_PROGRESS
    if kind is CauseKind.WAITING:
        condition = f"Nếu {giver or 'cấp trên'} duyệt hôm nay"
    elif kind is CauseKind.AFTER:
        condition = f"Nếu {prior or 'nhiệm vụ trước'} xong hôm nay"
    elif kind is CauseKind.OBSTACLE:
        condition = "Nếu gỡ vướng mắc hôm nay"
    elif kind is CauseKind.DECLINED:
        condition = f"Nếu {giver or 'cấp giao'} trả lời hôm nay"
    else:
        condition = f"Nếu {pieces} đơn vị gửi hôm nay" if pieces != 1 else "Nếu gửi hôm nay"
    return f"{condition}: {_result(earliest, upper_due)}"


def _result(earliest: date, upper_due: date | None) -> str:
    told = f"sớm nhất xong {day(earliest)}"
    if upper_due is None:
        return told
    if earliest <= upper_due:
        return f"{told}, vẫn kịp {day(upper_due)}"
    return f"{told}, chậm {(earliest - upper_due).days} ngày so với hạn cấp trên {day(upper_due)}"


def day(value: date) -> str:
    """15/11; the year is said only where it is not this one's business to be guessed: never in a sentence of days."""
    return f"{value:%d/%m}"
