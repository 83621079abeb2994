"""What is said of a sum in which nothing is late: what waits for acceptance, what comes near, or how far it has come.

Knows counts and the one row that waits longest; refuses to call anything red.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from cascade.counts import Calendar, Counts
from cascade.store import why as store
from cascade.why.contacts import contact_for
from cascade.why.groups import Group
from cascade.why.words import Cause, CauseKind, Tone, Why, day, sentence
from kit import clock
from kit.working_days import working_days_between


def not_red(tx: Connection, groups: Sequence[Group], total: Counts, calendar: Calendar, viewer: int | None) -> Why:
    if total.total == 0:
        return _nothing(total)
    if total.done == total.total:
        return _told(Tone.CALM, f"{total.done}/{total.total} phần việc đã xong", total)
    if total.submitted:
        waiting = _waiting(tx, groups, total, calendar, viewer)
        if waiting is not None:
            return waiting
    due = store.next_due(tx, [group.task_period_id for group in groups], calendar.today)
    if total.due_soon and due is not None:
        cause = f"{total.due_soon} phần việc sắp đến hạn {day(due)} chưa gửi"
        found = Cause(CauseKind.DUE_SOON, total.due_soon, since=due)
        return _told(Tone.YELLOW, cause, total, f"{total.done}/{total.total} đã xong", found)
    left = "không còn hạn nào phía trước"
    if due is not None:
        left = f"còn {working_days_between(calendar.today, due)} ngày làm việc đến hạn {day(due)}"
    return _told(Tone.CALM, f"{left}, {total.done}/{total.total} đã xong", total)


def _nothing(total: Counts) -> Why:
    outside = total.exempt + total.revoked
    if not outside:
        cause = "chưa có phần việc nào để tính"
        return Why(f"Chưa rõ: {cause}.", Tone.CALM, cause)
    cause = f"chưa có đơn vị chủ trì: {outside} phần việc đã được miễn hoặc thu hồi"
    return Why(f"Chưa rõ: {cause}.", Tone.CALM, cause, causes=(Cause(CauseKind.NO_LEAD, outside),))


def _waiting(
    tx: Connection, groups: Sequence[Group], total: Counts, calendar: Calendar, viewer: int | None
) -> Why | None:
    """Sent in time and lying on a superior's desk since yesterday or longer; today's are nobody's delay."""
    most = max(groups, key=lambda group: group.counts.submitted)
    _, since, unit_id, node = store.waiting(tx, most.task_period_id, most.node, most.last)
    days = (calendar.today - clock.local_day(since)).days if since else 0
    if not days or unit_id is None or node is None:
        return None
    giver = store.node_of(tx, most.cascade_id, node)[1]
    cause = f"{total.submitted} phần đã gửi đúng hạn đang chờ {giver} duyệt, lâu nhất {days} ngày"
    remedy = f"Nếu duyệt hôm nay: {total.done + total.submitted}/{total.total} phần việc xong"
    contact = contact_for(tx, most.cascade_id, viewer, unit_id)
    return Why(
        sentence(Tone.YELLOW, cause, "", remedy), Tone.YELLOW, cause, "", remedy, contact.person,
        contact.phone, unit_id, 0, total.total, (Cause(CauseKind.WAITING, total.submitted),),
    )  # fmt: skip


def _told(tone: Tone, cause: str, total: Counts, consequence: str = "", found: Cause | None = None) -> Why:
    causes = (found,) if found else ()
    return Why(sentence(tone, cause, consequence, ""), tone, cause, consequence, total=total.total, causes=causes)
