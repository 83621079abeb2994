"""What a person does to a draft, each act a pure function: a draft in, the changed draft out. Knows no database.

Whatever a person typed or chose is confirmed by that; what the reader proposed is confirmed by a click.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cascade.drafting.content import CLEAR, DraftContent, DraftField, DraftTask, ParentWork
from cascade.drafting.dates import latest_due
from cascade.drafting.holders import (
    BY_HAND,
    choose_coordinating,
    choose_for_group,
    choose_leads,
    choose_via,
    keep_joint_leads,
    one_lead,
    task_of,
)
from cascade.drafting.proposing import HEAD_FIELDS, cascade_title, title_of
from kit.dates import NotADay, parse_day
from kit.errors import NotFound, Refusal
from kit.text import nfc, squeeze
from kit.vocabulary import Acceptance, Line, PolicyKind, Recurrence, TaskKind
from kit.working_days import DEFAULT, Calendar

__all__ = [
    "add_task", "blank", "choose_coordinating", "choose_for_group", "choose_leads", "choose_via", "confirm_clear", "confirm_field",
    "confirm_task", "drop_citation", "drop_task", "due_for_undated", "edit_head", "edit_task", "is_clear", "keep_joint_leads",
    "one_lead", "rename", "restore_task", "set_rules", "split_task", "supply",
]  # fmt: skip

SUPPLIED = 0.85


def blank(*, year: int, parent: ParentWork | None = None, line: Line = Line.STATE) -> DraftContent:
    """A draft typed by hand: nothing read, no task yet."""
    head = {name: DraftField(is_confirmed=name in ("signed_as", "issuer"), confidence=BY_HAND) for name in HEAD_FIELDS}
    return DraftContent(
        fields=head, period_code=str(year), period_name=f"Năm {year}", parent=parent, line=line, is_by_hand=True
    )


def edit_head(content: DraftContent, typed: Mapping[str, str]) -> DraftContent:
    """New values of the paper's head; a field that was typed, or left as it stands and sent, is confirmed.

    Raises:
        Refusal: a date that is none; the sentence says what to type.
    """
    fields = dict(content.fields)
    for name, value in typed.items():
        if name not in HEAD_FIELDS:
            continue
        clean = _day_or_nothing(value) if name == "date" else squeeze(nfc(value))
        stands = fields.get(name, DraftField())
        fields[name] = replace(
            stands, value=clean, confidence=stands.confidence if clean == stands.value else BY_HAND, is_confirmed=True
        )
    old_title = cascade_title(content.fields) if content.fields else ""
    title = content.title if content.title not in ("", old_title) else cascade_title(fields)
    return _dated(replace(content, fields=fields, title=title))


def _day_or_nothing(typed: str) -> str:
    try:
        return parse_day(typed).isoformat() if typed.strip() else ""
    except NotADay as error:
        raise Refusal(str(error), field="date") from None


def supply(content: DraftContent, **known: str) -> DraftContent:
    """Values another paper supplies for a field this one leaves empty; still to be confirmed."""
    fields = dict(content.fields)
    for name, value in known.items():
        if value and not content.value(name):
            fields[name] = replace(fields.get(name, DraftField()), value=value, confidence=SUPPLIED)
    return _dated(replace(content, fields=fields))


def _dated(content: DraftContent) -> DraftContent:
    """The period follows the paper's year while nobody has named another."""
    try:
        year = date.fromisoformat(content.value("date")).year
    except ValueError:
        return content
    if content.period_name in ("", f"Năm {content.period_code}"):
        return replace(content, period_code=str(year), period_name=f"Năm {year}")
    return content


def rename(
    content: DraftContent, *, title: str | None = None, period_name: str | None = None, period_code: str | None = None
) -> DraftContent:
    return replace(
        content,
        title=squeeze(nfc(title)) if title is not None else content.title,
        period_name=squeeze(nfc(period_name)) if period_name is not None else content.period_name,
        period_code=squeeze(period_code)[:24] if period_code is not None else content.period_code,
    )


def confirm_field(content: DraftContent, name: str) -> DraftContent:
    fields = {**content.fields, name: replace(content.fields.get(name, DraftField()), is_confirmed=True)}
    return replace(content, fields=fields)


def confirm_task(content: DraftContent, key: str) -> DraftContent:
    return content.with_task(replace(task_of(content, key), is_confirmed=True))


def confirm_clear(content: DraftContent) -> DraftContent:
    """Confirm everything the reader was sure of: "Xác nhận n mục rõ"."""
    fields = {
        name: replace(each, is_confirmed=each.is_confirmed or (bool(each.value) and each.confidence >= CLEAR))
        for name, each in content.fields.items()
    }
    tasks = tuple(replace(task, is_confirmed=task.is_confirmed or is_clear(task)) for task in content.tasks)
    return replace(content, fields=fields, tasks=tasks)


def is_clear(task: DraftTask) -> bool:
    """Whether a task may be confirmed without a look: surely read, its units known, no joint leads."""
    return task.sureness >= CLEAR and bool(task.leads) and all(p.is_resolved for p in task.leads) and not task.is_joint


def add_task(
    content: DraftContent, *, title: str = "", text: str = "", kind: TaskKind = TaskKind.WORK, ref: str = ""
) -> DraftContent:
    """A task typed by hand, after the others."""
    task = DraftTask(
        key=_new_key(content), ref=squeeze(ref)[:40], title=squeeze(nfc(title)), text=nfc(text).strip(), kind=kind, is_confirmed=True,
        needs_evidence=kind is not TaskKind.WORK,
    )  # fmt: skip
    return replace(content, tasks=(*content.tasks, task))


_PLAIN = frozenset(
    {"ref", "title", "text", "responsible", "answerable", "product", "authority", "due_words", "timeframe"}
)


def edit_task(content: DraftContent, key: str, changes: Mapping[str, Any]) -> DraftContent:
    """Change fields of a task (texts, kind, due_on, recurrence, acceptance, policy, needs_evidence …); that confirms it.

    Raises:
        Refusal: a title left empty, a policy without its number.
        NotFound: no such task.
    """
    task = task_of(content, key)
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name in _PLAIN:
            values[name] = squeeze(nfc(str(value))) if name != "text" else nfc(str(value)).strip()
        elif name in _TYPED:
            values[name] = _TYPED[name](value)
        elif name in ("due_on", "policy_value", "needs_evidence", "reports_by_itself", "keeps_joint_leads"):
            values[name] = value
    if values.get("title", task.title) == "":
        raise Refusal(
            f"Nhiệm vụ {task.ref} chưa có tên. Ghi một câu ngắn nói việc phải làm.".replace("  ", " "), field="title"
        )
    changed = replace(task, **values, is_confirmed=True)
    if "due_on" in values and values["due_on"] != task.due_on:
        changed = replace(changed, due_note="")
    if changed.policy in (PolicyKind.AT_LEAST, PolicyKind.PERCENT) and not changed.policy_value:
        raise Refusal(
            f"Nhiệm vụ {changed.name}: chưa ghi đạt từ bao nhiêu. Ghi số đơn vị, hoặc tỷ lệ phần trăm.",
            field="policy_value",
        )
    return content.with_task(changed)


_TYPED = {"kind": TaskKind, "recurrence": Recurrence, "acceptance": Acceptance, "policy": PolicyKind}


def drop_task(content: DraftContent, key: str) -> DraftContent:
    """Put a task aside; it stays in the fold "Đã bỏ" and may be taken back."""
    return content.with_task(replace(task_of(content, key), is_dropped=True))


def restore_task(content: DraftContent, key: str) -> DraftContent:
    return content.with_task(replace(task_of(content, key), is_dropped=False))


def split_task(content: DraftContent, key: str, *, first: str = "", second: str = "") -> DraftContent:
    """Two tasks out of one: by the two texts given, else at the middle sentence.

    Both keep the units and dates; the refs get a letter. A half that speaks of a plan or a report becomes one.

    Raises:
        Refusal: there is only one sentence to split.
    """
    task = task_of(content, key)
    if not (first and second):
        sentences = re.split(r"(?<=[.;])\s+", task.text.strip())
        if len(sentences) < 2:
            raise Refusal(f"Nhiệm vụ {task.name} chỉ có một câu. Ghi lời của hai nhiệm vụ rồi tách lại.", field="text")
        middle = max(1, len(sentences) // 2)
        first, second = " ".join(sentences[:middle]), " ".join(sentences[middle:])
    halves = (
        replace(task, ref=f"{task.ref}.a" if task.ref else "", text=first.strip(), title=title_of(first), is_confirmed=False),
        replace(task, key=_new_key(content), ref=f"{task.ref}.b" if task.ref else "", text=second.strip(), title=title_of(second), is_confirmed=False),
    )  # fmt: skip
    place = content.tasks.index(task)
    return replace(content, tasks=(*content.tasks[:place], *halves, *content.tasks[place + 1 :]))


def set_rules(content: DraftContent, *, consolidation_days: int, calendar: Calendar = DEFAULT) -> DraftContent:
    """How long the office keeps for adding up; work that would end too late, or has no date but is a report, moves.

    Raises:
        Refusal: a number of days that cannot be.
    """
    if not 0 <= consolidation_days <= 120:
        raise Refusal("Số ngày dành cho tổng hợp từ 0 đến 120 ngày làm việc.", field="consolidation_days")
    parent_due = content.parent.due_on if content.parent else None
    before, limit = (
        latest_due(parent_due, days, calendar) for days in (content.consolidation_days, consolidation_days)
    )
    content = replace(content, consolidation_days=consolidation_days)
    if limit is None:
        return content
    for task in content.tasks:
        # A date that stood exactly at the old limit was ours, not the paper's: it follows the new one.
        if task.due_on == before or (task.kind is TaskKind.REPORT and task.due_on is None):
            content = content.with_task(replace(task, due_on=limit, due_note="tính lùi từ hạn cấp trên"))
    return content


def due_for_undated(content: DraftContent, due_on: date | None, *, keys: Iterable[str] | None = None) -> DraftContent:
    """One deadline for the tasks that have none."""
    wanted = set(keys) if keys is not None else {task.key for task in content.live_tasks}
    tasks = tuple(
        replace(task, due_on=due_on) if task.due_on is None and task.key in wanted else task for task in content.tasks
    )
    return replace(content, tasks=tasks)


def drop_citation(content: DraftContent, place: int, *, dropped: bool = True) -> DraftContent:
    if not 0 <= place < len(content.citations):
        raise NotFound("Không có căn cứ này trong bản nháp.")
    citations = tuple(
        replace(each, is_dropped=dropped) if at == place else each for at, each in enumerate(content.citations)
    )
    return replace(content, citations=citations)


def _new_key(content: DraftContent) -> str:
    used = [int(task.key[1:]) for task in content.tasks if task.key[1:].isdigit()]
    return f"t{max(used, default=0) + 1}"
