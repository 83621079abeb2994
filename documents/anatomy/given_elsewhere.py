"""Work told in one part and given out in another: "Chủ trì thực hiện nội dung tại mục 2.1, khoản 3 Mục II".

Knows how a paper points at its own items; refuses to touch an item that already names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from documents.flow import Flow
from documents.parsed import Task
from documents.patterns import Phrase

_POINTS = Phrase(
    r"(?P<lead>chủ trì,? (?:phối hợp [^.;]{3,120}? )?)?(?:(?:tổ chức |triển khai |và )*thực hiện (?:tốt |đầy đủ |có hiệu quả )?"
    r"|(?<=chủ\strì\s)(?=(?:các |những )?(?:nội dung|nhiệm vụ|công việc|phần việc) ))"
    r"(?:các |những )?(?:nội dung|nhiệm vụ|công việc|hoạt động|phần việc|giải pháp)?(?: [\w ]{0,24}?)?"
    r"(?:tại |nêu tại |ở |theo |được giao tại |thuộc )*(?P<refs>(?:điểm|khoản|mục|tiết|tiểu mục|phần) [\w.]{1,6}(?![\w]).{0,120})"
)
_STEP = Phrase(
    r"(?P<kind>điểm|khoản|tiểu mục|mục|tiết|phần) (?P<label>(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])(?![\w]))"
)
_NEXT = re.compile(r"\s*(?:,|và|va|;)?\s*")


def with_pointers(flow: Flow, tasks: list[Task]) -> list[Task]:
    """The tasks again, those pointed at by a named body now bound to it."""
    given: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for pointing in tasks:
        if not pointing.assignees_stated:
            continue
        for path, leads in _paths(flow, pointing):
            for index, task in enumerate(tasks):
                if task.assignees_stated or task is pointing or not _is_at(task.ref, path):
                    continue
                bodies, lead = given.get(index, ((), ()))
                more = tuple(name for name in pointing.assignees if name not in bodies)
                given[index] = (bodies + more, lead + more if leads else lead)
    return [
        replace(
            task,
            assignees=given[index][1] or given[index][0],
            lead=given[index][1],
            assignees_stated=True,
            confidence=0.8,
        )
        if index in given
        else task
        for index, task in enumerate(tasks)
    ]


def _paths(flow: Flow, task: Task) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each place pointed at, from the part down to the point, and whether the words say to lead there."""
    for found in flow.finditer(_POINTS, *task.span):
        leads = found["lead"] is not None
        steps: list[tuple[str, str]] = []
        place = found.start("refs")
        while step := flow.match(_STEP, place, task.span[1]):
            steps.append((step["kind"], step["label"]))
            joint = _NEXT.match(flow.key, step.end(), task.span[1])
            place = joint.end() if joint else step.end()
        for path in _resolved(steps):
            yield path, leads


def _resolved(steps: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """«điểm c khoản 1, khoản 4 mục II»: what stands behind holds what stands before it."""
    paths: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    depth = 0
    for kind, label in reversed(steps):
        rank = _rank(kind, label)
        above = above if rank > depth else above[: _held(above, rank)]
        if rank > depth and paths and paths[-1] == above:
            # A step further in narrows the one just read.
            paths.pop()
        paths.append((*above, label))
        above, depth = (*above, label), rank
    return paths


def _rank(kind: str, label: str) -> int:
    if re.fullmatch(r"[ivx]+", label) and kind in {"mục", "phần", "muc", "phan"}:
        return 1
    return 3 if re.fullmatch(r"[a-zđ]", label) else 2


def _held(above: tuple[str, ...], rank: int) -> int:
    return next((index for index, label in enumerate(above) if _rank("mục", label) >= rank), len(above))


def _is_at(ref: str, path: tuple[str, ...]) -> bool:
    """A whole path from the top holds everything under it; a lone number must be the item's own."""
    printed = ref.lower()
    wanted = ".".join(path)
    if re.match(r"[ivx]+(?:\.|$)", wanted):
        return "." in wanted and (printed == wanted or printed.startswith(wanted + "."))
    return "." in wanted and (printed == wanted or printed.endswith("." + wanted))
