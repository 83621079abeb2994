"""Choosing units for the tasks of a draft: joint leads settled, groups chosen by hand, the consolidator. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cascade.drafting.content import DraftContent, DraftTask, Party
from cascade.units.choice import Selection
from kit.errors import NotFound, Refusal

BY_HAND = 1.0


def one_lead(content: DraftContent, key: str, unit_id: int) -> DraftContent:
    """Of joint leads keep one; the others coordinate.

    Raises:
        Refusal: the unit does not lead this task.
    """
    task = task_of(content, key)
    if unit_id not in task.lead_ids:
        raise Refusal(
            f"Đơn vị này không chủ trì nhiệm vụ {task.name}. Chọn một trong các đơn vị chủ trì.", field="lead"
        )
    leads = tuple(party for party in task.leads if unit_id in party.unit_ids)[:1]
    lead = replace(leads[0], unit_ids=(unit_id,), is_group=False, selection=None, unresolved=())
    others = tuple(party for party in task.leads if party is not leads[0] and party.unit_ids)
    return content.with_task(
        replace(
            task, leads=(lead,), coordinating=(*others, *task.coordinating), keeps_joint_leads=False, is_confirmed=True
        )
    )


def keep_joint_leads(content: DraftContent, key: str) -> DraftContent:
    """Keep several leads: one piece of work each."""
    return content.with_task(replace(task_of(content, key), keeps_joint_leads=True, is_confirmed=True))


def choose_leads(
    content: DraftContent, key: str, unit_ids: Iterable[int], *, selection: Selection | None = None, phrase: str = ""
) -> DraftContent:
    """Who holds the task, chosen by hand: a selection is a group of which each unit has its own share."""
    task = task_of(content, key)
    return content.with_task(replace(task, leads=_chosen(unit_ids, selection, phrase, task.leads), is_confirmed=True))


def choose_coordinating(
    content: DraftContent, key: str, unit_ids: Iterable[int], *, selection: Selection | None = None
) -> DraftContent:
    task = task_of(content, key)
    return content.with_task(replace(task, coordinating=_chosen(unit_ids, selection, "", task.coordinating)))


def choose_via(content: DraftContent, key: str, unit_id: int | None) -> DraftContent:
    """The consolidator a report goes through, or none."""
    party = Party(unit_ids=(unit_id,), score=BY_HAND) if unit_id else None
    return content.with_task(replace(task_of(content, key), via=party))


def choose_for_group(content: DraftContent, selection: Selection, unit_ids: tuple[int, ...]) -> DraftContent:
    """One choice of units for every task held by a group: step 3 as most offices use it."""
    for task in content.live_tasks:
        if (
            not task.leads
            or any(party.is_group for party in task.leads)
            or not all(party.is_resolved for party in task.leads)
        ):
            content = choose_leads(content, task.key, unit_ids, selection=selection)
    return content


def _chosen(
    unit_ids: Iterable[int], selection: Selection | None, phrase: str, before: tuple[Party, ...]
) -> tuple[Party, ...]:
    ids = tuple(dict.fromkeys(unit_ids))
    if not ids:
        return ()
    said = phrase or "; ".join(party.phrase for party in before if party.phrase)
    if selection is None:
        return tuple(Party(phrase=said if len(ids) == 1 else "", unit_ids=(unit,), score=BY_HAND) for unit in ids)
    return (Party(phrase=said, unit_ids=ids, score=BY_HAND, is_group=True, selection=selection.to_json()),)


def task_of(content: DraftContent, key: str) -> DraftTask:
    task = content.task(key)
    if task is None:
        raise NotFound("Không có nhiệm vụ này trong bản nháp; có thể đã được tách hoặc sửa ở nơi khác. Tải lại trang.")
    return task
