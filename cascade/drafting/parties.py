"""The phrases of a draft that name units, each once however many tasks use it; and one choice of units for all of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cascade.drafting.content import DraftContent, DraftTask, Party
from cascade.units.selection import Selection
from kit.errors import NotFound

BY_HAND = 1.0
LEAD, COORDINATING, VIA = "lead", "coordinating", "via"


@dataclass(frozen=True)
class PhraseUse:
    """A phrase in one role, the units it is taken to mean, and the tasks (keys) that use it."""

    number: int
    role: str
    party: Party
    tasks: tuple[str, ...]
    refs: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        return self.party.is_resolved and self.party.score >= 0.9


def uses(content: DraftContent) -> tuple[PhraseUse, ...]:
    """Leads first, then consolidators, then coordinating units, each in the order the paper names them."""
    found: dict[tuple[str, str, tuple[int, ...]], list[DraftTask]] = {}
    parties: dict[tuple[str, str, tuple[int, ...]], Party] = {}
    for role in (LEAD, VIA, COORDINATING):
        for task in content.live_tasks:
            for party in _of(task, role):
                key = _key(role, party)
                parties.setdefault(key, party)
                holders = found.setdefault(key, [])
                if task not in holders:
                    holders.append(task)
    return tuple(
        PhraseUse(
            number,
            key[0],
            parties[key],
            tuple(task.key for task in tasks),
            tuple(task.ref or task.title[:20] for task in tasks),
        )
        for number, (key, tasks) in enumerate(found.items(), start=1)
    )


def use(content: DraftContent, number: int) -> PhraseUse:
    """Raises NotFound when the draft has no such phrase any more."""
    for one in uses(content):
        if one.number == number:
            return one
    raise NotFound("Cụm từ này không còn trong bản nháp. Mở lại bước Đơn vị.")


def choose(
    content: DraftContent, chosen: PhraseUse, unit_ids: Iterable[int], *, selection: Selection | None = None
) -> DraftContent:
    """Take a phrase to mean these units wherever the draft uses it. A selection is a group: each unit has its own share."""
    ids = tuple(dict.fromkeys(unit_ids))
    made = Party(
        phrase=chosen.party.phrase,
        unit_ids=ids,
        score=BY_HAND,
        is_group=selection is not None,
        selection=selection.to_json() if selection else None,
    )
    key = _key(chosen.role, chosen.party)
    for task_key in chosen.tasks:
        task = content.task(task_key)
        if task is None:
            continue
        changed = tuple(made if _key(chosen.role, party) == key else party for party in _of(task, chosen.role))
        kept = tuple(party for party in changed if party.unit_ids or party.unresolved)
        content = content.with_task(_with(task, chosen.role, kept))
    return content


def add(content: DraftContent, task_key: str, role: str, unit_ids: Iterable[int]) -> DraftContent:
    """Units named by hand beside those a task already has."""
    task = content.task(task_key)
    if task is None:
        raise NotFound()
    has = {unit for party in _of(task, role) for unit in party.unit_ids}
    new = tuple(Party(unit_ids=(unit,), score=BY_HAND) for unit in dict.fromkeys(unit_ids) if unit not in has)
    return content.with_task(_with(task, role, new[-1:] if role == VIA and new else (*_of(task, role), *new)))


def keep_only(content: DraftContent, task_key: str, role: str, places: Iterable[int]) -> DraftContent:
    """Of a task's parties in one role, those at these places stay."""
    task = content.task(task_key)
    if task is None:
        raise NotFound()
    wanted = set(places)
    return content.with_task(
        _with(task, role, tuple(party for at, party in enumerate(_of(task, role)) if at in wanted))
    )


def tally(content: DraftContent) -> tuple[int, int, int]:
    """How many units lead, how many pieces of work that makes, how many units coordinate."""
    leads = {unit for task in content.live_tasks for unit in task.lead_ids}
    pieces = sum(len(task.lead_ids) for task in content.live_tasks)
    return len(leads), pieces, len({unit for task in content.live_tasks for unit in task.coordinating_ids})


def by_type(unit_ids: Iterable[int], type_of: Mapping[int, str]) -> dict[str, int]:
    """How many of these units are of each type."""
    found: dict[str, int] = {}
    for unit_id in unit_ids:
        code = type_of.get(unit_id, "")
        found[code] = found.get(code, 0) + 1
    return found


def _of(task: DraftTask, role: str) -> tuple[Party, ...]:
    if role == VIA:
        return (task.via,) if task.via else ()
    return task.leads if role == LEAD else task.coordinating


def _with(task: DraftTask, role: str, parties: tuple[Party, ...]) -> DraftTask:
    if role == VIA:
        return replace(task, via=parties[0] if parties else None)
    return replace(task, leads=parties) if role == LEAD else replace(task, coordinating=parties)


def _key(role: str, party: Party) -> tuple[str, str, tuple[int, ...]]:
    return (role, party.phrase, () if party.phrase else party.unit_ids)


def task_of(content: DraftContent, key: str) -> DraftTask:
    """Raises NotFound when the draft has no such task any more."""
    task = content.task(key)
    if task is None:
        raise NotFound("Không có nhiệm vụ này trong bản nháp; có thể đã được tách hoặc sửa ở nơi khác.")
    return task
