"""What still stands between a draft and its issue, and the order it becomes. Pure; every sentence says what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cascade.drafting.content import DraftContent, DraftField, DraftProblem, DraftTask
from cascade.drafting.dates import latest_due
from cascade.orders import CascadeOrder, Policy, TaskOrder
from kit.errors import Refusal
from kit.vocabulary import PolicyKind
from kit.working_days import DEFAULT, Calendar

REQUIRED = {"type": "loại văn bản", "number": "số, ký hiệu", "date": "ngày văn bản", "subject": "trích yếu"}
_LISTED = 5


def unconfirmed(content: DraftContent) -> tuple[str, ...]:
    """What a person has not yet confirmed, named as the page names it."""
    tasks = (task for task in content.live_tasks if not task.is_confirmed)
    waiting = [task.name if _has_units(task) else f"{task.name} đơn vị chủ trì" for task in tasks]
    for name, label in REQUIRED.items():
        field = content.fields.get(name)
        if field is None or not field.is_confirmed:
            waiting.append(label)
    return tuple(waiting)


def unconfirmed_sentence(content: DraftContent) -> str:
    """`Còn 2 mục chưa xác nhận: II.4 đơn vị chủ trì; ngày văn bản.`, or nothing."""
    waiting = unconfirmed(content)
    if not waiting:
        return ""
    more = f"; và {len(waiting) - _LISTED} mục khác" if len(waiting) > _LISTED else ""
    return f"Còn {len(waiting)} mục chưa xác nhận: {'; '.join(waiting[:_LISTED])}{more}."


def _has_units(task: DraftTask) -> bool:
    return bool(task.lead_ids) and all(party.is_resolved for party in task.leads)


def problems(content: DraftContent, *, today: date, calendar: Calendar = DEFAULT) -> tuple[DraftProblem, ...]:
    """Everything to look at, worst first: what blocks issuing, then what the draft shows, then what the reader saw."""
    found: list[DraftProblem] = []
    if not content.live_tasks:
        found.append(
            DraftProblem(
                "no_tasks", "Bản nháp chưa có nhiệm vụ nào. Thêm ít nhất một nhiệm vụ ở bước 2.", is_blocking=True
            )
        )
    for task in content.live_tasks:
        found += _unit_problems(task)
        found += _date_problems(content, task, today, calendar)
    found += _head_problems(content, today)
    dropped = {task.span for task in content.dropped_tasks}
    found += [
        problem
        for problem in content.problems
        if (problem.span not in dropped or problem.span is None) and _stands(problem, content)
    ]
    return tuple(sorted(found, key=lambda problem: not problem.is_blocking))


def _stands(problem: DraftProblem, content: DraftContent) -> bool:
    """Whether what was said when the paper was read still holds: another issuer may have been typed since."""
    return problem.kind != "other_issuer" or f"“{content.value('issuer')}”" in problem.message


def _unit_problems(task: DraftTask) -> list[DraftProblem]:
    found: list[DraftProblem] = []

    def say(kind: str, message: str, *, blocks: bool = False) -> None:
        found.append(DraftProblem(kind, message, task.span, task.key, blocks))

    if not task.leads or (not task.lead_ids and not any(party.unresolved for party in task.leads)):
        say("task_without_unit", f"Nhiệm vụ {task.name} chưa có đơn vị chủ trì. Chọn một đơn vị ở bước 3.", blocks=True)
    for party in task.leads:
        for phrase in party.unresolved:
            say("unresolved_unit", f"Chưa rõ ‘{phrase}’ là những đơn vị nào. Chọn đơn vị ở bước 3.", blocks=True)
        for problem in party.problems:
            say("unit_count", problem)
    if task.is_joint and not task.keeps_joint_leads:
        say(
            "two_leads",
            f"Nhiệm vụ {task.name} có {len(task.lead_ids)} đơn vị chủ trì: chọn một, đơn vị còn lại phối hợp, hoặc tách nhiệm vụ.",
        )
    for party in task.coordinating:
        for phrase in party.unresolved:
            say(
                "unresolved_coordinating",
                f"Đơn vị phối hợp ‘{phrase}’ ở {task.name} chưa rõ là ai; chỉ giữ trong lời văn, không giao việc.",
            )
    if task.via is not None and not task.via.is_resolved:
        say(
            "unresolved_via",
            f"Chưa rõ ‘{task.via.phrase}’ (thông qua) là đơn vị nào. Chọn đơn vị ở bước 3.",
            blocks=True,
        )
    return found


def _date_problems(content: DraftContent, task: DraftTask, today: date, calendar: Calendar) -> list[DraftProblem]:
    due = task.due_on
    if due is None:
        said = f"Nhiệm vụ {task.name} chưa có hạn: đặt hạn ở bước 4, hoặc để “Không có hạn”."
        return [DraftProblem("task_without_deadline", said, task.span, task.key)]
    found: list[DraftProblem] = []
    limit = latest_due(content.parent.due_on if content.parent else None, content.consolidation_days, calendar)
    if limit is not None and due > limit and content.parent is not None and content.parent.due_on is not None:
        said = f"Hạn đơn vị {due:%d/%m/%Y} sau hạn cấp trên {content.parent.due_on:%d/%m/%Y}"
        if content.consolidation_days:
            said += f" trừ {content.consolidation_days} ngày làm việc tổng hợp"
        said += f". Chọn ngày đến {limit:%d/%m}, hoặc xin cấp trên gia hạn trước."
        found.append(DraftProblem("due_after_parent", said, task.span, task.key, is_blocking=True))
    if due < today:
        said = f"Hạn {due:%d/%m/%Y} của {task.name} đã qua. Chọn ngày từ hôm nay, hoặc kỳ sau."
        found.append(DraftProblem("due_passed", said, task.span, task.key))
    if not calendar.is_working(due):
        found.append(
            DraftProblem("due_on_rest_day", f"Hạn {due:%d/%m/%Y} của {task.name} là ngày nghỉ.", task.span, task.key)
        )
    return found


def _head_problems(content: DraftContent, today: date) -> list[DraftProblem]:
    found: list[DraftProblem] = []
    number, issued = content.fields.get("number"), content.fields.get("date")
    if number is not None and not number.value and not number.is_confirmed:
        found.append(
            DraftProblem("missing_number", "Chưa có số: văn bản để trống. Ghi số, hoặc xác nhận để trống.", number.span)
        )
    if issued is not None and not issued.value and not issued.is_confirmed:
        found.append(
            DraftProblem("missing_date", "Chưa có ngày văn bản. Ghi ngày, hoặc xác nhận để trống.", issued.span)
        )
    for task in content.live_tasks:
        if issued and issued.value and task.due_on and task.due_on.isoformat() < issued.value:
            said = f"Hạn {task.due_on:%d/%m/%Y} của {task.name} sớm hơn ngày ban hành. Sửa hạn ở bước 4."
            found.append(DraftProblem("due_before_issue", said, task.span, task.key))
    if issued and issued.value > today.isoformat():
        found.append(DraftProblem("future_date", "Ngày văn bản sau hôm nay. Đối chiếu lại với văn bản.", issued.span))
    return found


def refuse_unready(content: DraftContent, *, today: date, calendar: Calendar = DEFAULT) -> None:
    """Raises Refusal for the first thing that blocks; the rest come as details."""
    waiting = unconfirmed_sentence(content)
    blocking = [problem.message for problem in problems(content, today=today, calendar=calendar) if problem.is_blocking]
    if waiting:
        raise Refusal(waiting, details=[*unconfirmed(content), *blocking])
    if blocking:
        raise Refusal(blocking[0], details=blocking)


def to_order(
    content: DraftContent, *, document_id: int, issuing_unit_id: int, name_of: Callable[[int], str]
) -> CascadeOrder:
    """The order a confirmed draft becomes. `name_of` gives the label of a unit, for groups chosen by hand."""
    live = content.live_tasks
    place = {task.key: at for at, task in enumerate(live)}
    parent_id = content.parent.unit_task_id if content.parent else None

    def order(task: DraftTask) -> TaskOrder:
        return TaskOrder(
            title=task.title or task.name, holders=task.lead_ids, ref=task.ref, text=task.text, span=task.span, kind=task.kind,
            acceptance=task.acceptance, policy=Policy(task.policy, task.policy_value if _counted(task) else None),
            coordinating=task.coordinating_ids, via_unit_id=task.via.unit_ids[0] if task.via and task.via.unit_ids else None,
            due_on=task.due_on, due_words=task.due_words or task.timeframe, recurrence=task.recurrence, responsible=task.responsible,
            answerable=task.answerable, product=task.product, authority=task.authority, needs_evidence=task.needs_evidence,
            reports_by_itself=task.reports_by_itself, carries_out_id=parent_id,
            after=tuple(place[key] for key in task.after if key in place), audience_label=audience_label(task, name_of),
        )  # fmt: skip

    return CascadeOrder(
        document_id=document_id, issuing_unit_id=issuing_unit_id, title=content.title or "Đợt triển khai", tasks=tuple(map(order, live)),
        line=content.line, period_code=content.period_code[:24], period_name=content.period_name, consolidation_days=content.consolidation_days,
    )  # fmt: skip


def _counted(task: DraftTask) -> bool:
    return task.policy in (PolicyKind.AT_LEAST, PolicyKind.PERCENT)


def audience_label(task: DraftTask, name_of: Callable[[int], str]) -> str:
    """Who holds it, in the paper's words where it has some."""
    said = "; ".join(party.phrase for party in task.leads if party.phrase)
    if said:
        return said
    names = [name_of(unit) for unit in task.lead_ids[:3]]
    more = len(task.lead_ids) - len(names)
    return ", ".join(names) + (f" và {more} đơn vị khác" if more > 0 else "")


def confirmed_everything(content: DraftContent) -> DraftContent:
    """The draft as if a person had gone through every item; for samples and commands that say so aloud."""
    fields = {
        name: replace(content.fields.get(name, DraftField()), is_confirmed=True)
        for name in {*content.fields, *REQUIRED}
    }
    return replace(content, fields=fields, tasks=tuple(replace(task, is_confirmed=True) for task in content.tasks))
