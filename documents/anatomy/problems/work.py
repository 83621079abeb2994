"""Slips of the work that is given: nobody named, two leads, no day, a day gone by, a body with nothing to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.problems.seen import Seen, iso_day, told
from documents.parsed import Problem, Task
from documents.patterns import Phrase
from kit.text import fold

_SHARING_OUT = Phrase(r"(?:tổ chức thực hiện|phân công|trách nhiệm)")


def about_tasks(seen: Seen) -> Iterator[Problem]:
    for task in seen.tasks:
        if len(task.lead) > 1:
            names = "; ".join(task.lead)
            message = (
                f"Mục {task.ref} có {len(task.lead)} đơn vị chủ trì ({names}): chọn một đơn vị hoặc tách nhiệm vụ."
            )
            yield Problem("two_leads", message, task.span)
        if _is_nobodys(seen, task):
            message = f"Mục {task.ref} không ghi đơn vị thực hiện: chọn đơn vị."
            yield Problem("task_without_unit", message, task.span)
        if not task.due:
            message = f"Mục {task.ref} không có hạn cụ thể: đặt hạn hoặc để “không hạn”."
            yield Problem("task_without_deadline", message, task.span)


def _is_nobodys(seen: Seen, task: Task) -> bool:
    """Whether no body is named for it: neither at the item nor by the sentence that opens the list ("… đề nghị các trường …")."""
    if task.assignees_stated or task.lead:
        return False
    issuer = fold(seen.reading.header.issuer or "")
    return (
        all(fold(name) in issuer or issuer in fold(name) for name in task.assignees) if issuer else not task.assignees
    )


def about_dates(seen: Seen) -> Iterator[Problem]:
    """A deadline that had passed on the day the paper was issued."""
    own = seen.own_day
    if own is None:
        return
    given = [(f"Mục {task.ref}", task.due, task.span) for task in seen.tasks]
    given += [("Chế độ báo cáo", report.due, report.span) for report in seen.reports]
    for where, due, span in given:
        day = iso_day(due)
        if day is not None and day < own:
            message = f"{where} có hạn {told(day)}, trước ngày ban hành {told(own)}: kiểm tra năm của hạn."
            yield Problem("past_deadline", message, span)


def idle_units(seen: Seen) -> Iterator[Problem]:
    """A body named as a heading under "Tổ chức thực hiện" with no work under it."""
    flow = seen.flow
    if flow.damaged:
        return
    spans = [task.span for task in seen.tasks] + [report.span for report in seen.reports]
    for node in seen.nodes():
        parent = node.parent
        if parent is None or node.kind not in {"roman", "number", "letter", "decimal"} or parent.kind == "root":
            continue
        if not flow.search(_SHARING_OUT, parent.body, parent.end) or not heading_bodies(flow, node.body, node.end):
            continue
        # The bare name is no work, even where a reader took it for some.
        if any(node.start < end and start < node.last and end > node.end for start, end in spans):
            continue
        # What stands under it may bind without being read as work: only an empty heading is idle for certain.
        if not node.children and not re.search(r"[:]\s*\S", flow.text[node.body : node.end]):
            message = f"{flow.words(node.body, node.end).rstrip(' .:;')} được nêu mà chưa giao việc gì: ghi nhiệm vụ hoặc bỏ mục."
            yield Problem("unit_without_task", message, (node.start, node.end))
