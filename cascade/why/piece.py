"""Why one piece of work stands where it stands, when nothing under it is late: its own state, and what was said last.

Knows one piece and its giver; sums are `cascade.why.sentence`'s.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from cascade.counts import Calendar
from cascade.store import why as store
from cascade.store.pieces import Piece
from cascade.store.unit_tasks import UnitTaskView
from cascade.why.contacts import contact_for
from cascade.why.words import Cause, CauseKind, PathStep, Tone, Why, day, obstacle_words, remedy_for, sentence
from kit import clock
from kit.vocabulary import DeclineReason, EventTag, Progress, ReturnReason, Timeliness


def explain(tx: Connection, view: UnitTaskView, piece: Piece, calendar: Calendar, viewer: int | None) -> Why:
    """One sentence about this piece alone."""
    word = store.last_words(tx, [view.id]).get(view.id)
    closed = _closed(view)
    if closed:
        return _told(tx, view, Tone.CALM, closed, "", "", [], viewer, None)
    waits = [] if view.progress is Progress.SUBMITTED else store.priors(tx, piece.task_period_id)
    cause, kind, who = _cause(view, word, waits, calendar.today)
    tone = Tone.RED if view.is_red else _tone(view, kind, calendar.today)
    found = Cause(kind, 1, word.note if word else "")
    if tone is Tone.CALM:
        return _told(tx, view, tone, _calm(view, cause), "", "", [found], viewer, who)
    upper_due = _upper_due(tx, view)
    remedy = remedy_for(
        found,
        1,
        calendar.today,
        _days(tx, view),
        upper_due,
        giver=view.giver_name,
        prior=waits[0].name if waits else "",
    )
    consequence = "" if kind is CauseKind.WAITING else f"{view.giver_name} chưa tổng hợp được {view.ref or view.title}"
    late = f"quá hạn {view.days_over} ngày (hạn {day(view.due_on)}): " if view.is_red and view.due_on else ""
    return _told(tx, view, tone, late + cause, consequence, remedy, [found], viewer, who)


def _closed(view: UnitTaskView) -> str:
    match view.progress:
        case Progress.DONE:
            when = f" ngày {day(clock.local_day(view.submitted_at))}" if view.submitted_at else ""
            if view.timeliness is Timeliness.DONE_LATE:
                return f"đã hoàn thành, gửi{when}, quá hạn {view.days_over} ngày"
            return f"đã hoàn thành, gửi{when}" + ("" if view.due_on is None else ", đúng hạn")
        case Progress.EXEMPT:
            return "được miễn, đứng ngoài bảng"
        case Progress.REVOKED:
            return "đã thu hồi, đứng ngoài bảng"
    return ""


def _cause(
    view: UnitTaskView, word: store.Word | None, waits: list[store.Prior], today: date
) -> tuple[str, CauseKind, int]:
    """(words, kind, the unit that can unblock it)."""
    said = f": “{word.note}”" if word and word.note else ""
    match view.progress:
        case Progress.SUBMITTED:
            days = (today - clock.local_day(view.submitted_at)).days if view.submitted_at else 0
            how = "đã gửi sau hạn" if view.late else "đã gửi đúng hạn"
            return f"{how}, đang chờ {view.giver_name} duyệt {days} ngày", CauseKind.WAITING, view.giver_unit_id
        case Progress.RETURNED:
            reason = (
                f" ({ReturnReason(word.reason).label.lower()})" if word and word.reason in set(ReturnReason) else ""
            )
            when = f" ngày {day(clock.local_day(word.at))}" if word else ""
            return f"bị trả lại{when}{reason}{said}, chưa gửi lại", CauseKind.RETURNED, view.unit_id
        case Progress.DECLINED:
            reason = (
                f" ({DeclineReason(word.reason).label.lower()})" if word and word.reason in set(DeclineReason) else ""
            )
            return (
                f"{view.unit_name} từ chối nhận{reason}{said}, {view.giver_name} chưa trả lời",
                CauseKind.DECLINED,
                view.giver_unit_id,
            )
        case Progress.PAUSED:
            return f"{view.giver_name} đã cho tạm dừng{said}", CauseKind.PAUSED, view.giver_unit_id
    if waits:
        return f"chờ {waits[0].name} ({waits[0].done}/{waits[0].total} xong)", CauseKind.AFTER, view.giver_unit_id
    if word is None or view.progress is Progress.ASSIGNED:
        since = day(clock.local_day(view.issued_at))
        return f"chưa rõ nguyên nhân, {view.unit_name} chưa có tin từ {since}", CauseKind.SILENT, view.unit_id
    if word.event == EventTag.STARTED and word.reason:
        return (
            f"{obstacle_words(word.reason, [word.note])}, báo ngày {day(clock.local_day(word.at))}",
            CauseKind.OBSTACLE,
            view.giver_unit_id,
        )
    return (
        f"{view.unit_name} đang làm, tin cuối {day(clock.local_day(word.at))}{said}",
        CauseKind.IN_PROGRESS,
        view.unit_id,
    )


def _tone(view: UnitTaskView, kind: CauseKind, today: date) -> Tone:
    if kind is CauseKind.WAITING:
        waited = view.submitted_at is not None and clock.local_day(view.submitted_at) < today
        return Tone.YELLOW if waited else Tone.CALM
    if kind in (CauseKind.RETURNED, CauseKind.DECLINED, CauseKind.OBSTACLE) or view.timeliness is Timeliness.DUE_SOON:
        return Tone.YELLOW
    return Tone.CALM


def _calm(view: UnitTaskView, cause: str) -> str:
    if view.due_on is None:
        return f"không có hạn; {cause.removeprefix('chưa rõ nguyên nhân, ')}"
    if view.working_days_left is None:
        return cause
    return f"còn {view.working_days_left} ngày làm việc (hạn {day(view.due_on)}); {cause.removeprefix('chưa rõ nguyên nhân, ')}"


def _upper_due(tx: Connection, view: UnitTaskView) -> date | None:
    """When the giver itself must have reported this task: its own share's day, if it holds one."""
    return store.due_of_holder(tx, view.cascade_id, view.task_id, view.giver_unit_id)


def _days(tx: Connection, view: UnitTaskView) -> int:
    return store.cascade_names(tx, view.cascade_id)[2]


def _told(
    tx: Connection, view: UnitTaskView, tone: Tone, cause: str, consequence: str, remedy: str, causes: list[Cause], viewer: int | None,
    unit_id: int | None,
) -> Why:  # fmt: skip
    contact = contact_for(tx, view.cascade_id, viewer, unit_id) if unit_id is not None else None
    document = store.cascade_names(tx, view.cascade_id)[0]
    path = (
        PathStep(document, view.cascade_id),
        PathStep(view.giver_name, view.cascade_id),
        PathStep(f"{view.ref} {view.title}".strip(), view.cascade_id, view.task_id),
        PathStep(view.unit_name, view.cascade_id, view.task_id, view.id),
    )
    return Why(
        sentence(tone, cause, consequence, remedy), tone, cause, consequence, remedy, contact.person if contact else "",
        contact.phone if contact else "", unit_id, int(view.is_red), 1, tuple(causes), path,
    )  # fmt: skip
