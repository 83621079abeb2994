"""Finds what holds up a set of work: the worst task, what its late pieces say, where they sit, and who waits above.

Reads counters, and rows only of the one task that is worst; the figures are the boards' own. Says nothing: see `why_words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from cascade.counting.scopes import ROOT, Scope
from cascade.counts import AHEAD, NONE, OVER, SOON, Calendar, Counts, Tally
from cascade.orders import Policy
from cascade.progress import Tally as Children
from cascade.progress import missing
from cascade.store import graph as graph_store
from cascade.store import roll_up as roll_up_store
from cascade.store import why as store
from cascade.store.cells import sums
from cascade.store.leaves import leaf_states
from cascade.store.pieces import locate
from cascade.why.words import Cause, CauseKind, obstacle_words, ranked
from kit import clock
from kit.vocabulary import CELLS, Count, EventTag
from models.sql import run

_AT = {cell: place for place, cell in enumerate(CELLS)}


@dataclass(frozen=True)
class Group:
    """One task in one period within one subtree, and how it stands."""

    cascade_id: int
    node: int
    last: int
    task_period_id: int
    counts: Counts


@dataclass(frozen=True)
class Place:
    """Where most of a group's late pieces sit: a holder (or the office) and how many of them stand under it."""

    node: int
    unit_id: int
    unit_name: str
    overdue: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """How the parent at a place stands against its policy, and what waits for it in the cascade above."""

    policy: Policy
    is_ready: bool
    lacking: int | None
    upper_due: date | None
    upper_name: str


def groups_of(tx: Connection, parts: Sequence[Scope], calendar: Calendar) -> list[Group]:
    """Every task of these subtrees that has anything in it."""
    found = []
    for part in parts:
        tallies: dict[int, Tally] = {}
        if part.node == ROOT or part.last > part.node:
            for period, due, cells in sums(tx, part.periods, [part.node], "period"):
                tallies.setdefault(period, Tally(calendar)).add(due, cells)
        else:
            wanted = set(part.periods)
            for period, due, cells in leaf_states(tx, part.cascade_id, [part.node], key="period"):
                if period in wanted:
                    tallies.setdefault(period, Tally(calendar)).add(due, cells)
        found += [
            Group(part.cascade_id, part.node, part.last, period, tally.counts()) for period, tally in tallies.items()
        ]
    return found


def worst_of(tx: Connection, groups: Sequence[Group]) -> Group | None:
    """The task with most late pieces; among equals the one due first."""
    late = [group for group in groups if group.counts.overdue]
    if not late:
        return None
    most = max(group.counts.overdue for group in late)
    tied = [group for group in late if group.counts.overdue == most]
    return min(
        tied, key=lambda group: (due_of(tx, group.task_period_id) or date.max, group.cascade_id, group.task_period_id)
    )


def due_of(tx: Connection, task_period_id: int) -> date | None:
    row = next(iter(graph_store.due_dates(tx, [task_period_id]).values()), None)
    return None if row is None or row == clock.NO_DEADLINE else row


def causes_of(tx: Connection, group: Group, calendar: Calendar) -> tuple[Cause, ...]:
    """What the late pieces of a group are held up by; the numbers add up to its overdue count."""
    cells, counts = group.counts.cells, group.counts
    issued_on = store.cascade_names(tx, group.cascade_id)[1]
    silent = cells[OVER][_AT["assigned"]]
    working = cells[OVER][_AT["received"]] + cells[OVER][_AT["in_progress"]]
    found = [
        Cause(CauseKind.RETURNED, cells[OVER][_AT["returned"]]),
        Cause(CauseKind.DECLINED, cells[OVER][_AT["declined"]]),
        Cause(CauseKind.WAITING, _dated(counts, "submitted_late")),
        Cause(CauseKind.PAUSED, _dated(counts, "paused_late")),
    ]
    waits = store.priors(tx, group.task_period_id)
    if waits and silent + working:
        words = f"chờ {waits[0].name} ({waits[0].done}/{waits[0].total} xong)"
        return ranked([Cause(CauseKind.AFTER, silent + working, words), *found])
    found.append(Cause(CauseKind.SILENT, silent, since=issued_on))
    for words, pieces in _obstacles(tx, group, calendar).items() if working else ():
        found.append(Cause(CauseKind.OBSTACLE, pieces, words))
        working -= pieces
    return ranked([*found, Cause(CauseKind.IN_PROGRESS, working)])


def _dated(counts: Counts, cell: str) -> int:
    return sum(counts.cells[time_class][_AT[cell]] for time_class in (OVER, SOON, AHEAD))


def _obstacles(tx: Connection, group: Group, calendar: Calendar) -> dict[str, int]:
    """{what was noted: how many late pieces noted it}, where they are few enough to be asked one by one."""
    ids = store.late_ids(tx, group.task_period_id, group.node, group.last, ("received", "in_progress"), calendar.today)
    if len(ids) > store.SAMPLE:
        return {}
    told: dict[str, list[str]] = defaultdict(list)
    for word in store.last_words(tx, ids).values():
        if word.event == EventTag.STARTED and word.reason:
            told[word.reason].append(word.note)
    return {obstacle_words(reason, notes): len(notes) for reason, notes in sorted(told.items())}


def place_of(tx: Connection, group: Group, calendar: Calendar) -> Place:
    """Down the parents as long as one of them has more than half of what is late, as `CascadeGraph.worst_path` walks.

    One level is asked at a time: of a nation's thousands of parents a few dozen are counted.
    """
    unit_id, unit_name, _ = store.node_of(tx, group.cascade_id, group.node)
    place, last = Place(group.node, unit_id, unit_name, group.counts.overdue, ()), group.last
    while found := graph_store.heaviest_parent(tx, group.task_period_id, place.node, last, Count.OVERDUE, calendar):
        node, late = found
        if 2 * late <= place.overdue:
            break
        unit_id, unit_name, last = store.node_of(tx, group.cascade_id, node)
        place = Place(node, unit_id, unit_name, late, (*place.path, unit_name))
    return place


def standing_at(tx: Connection, group: Group, place: Place) -> Standing:
    """What the parent at a place lacks, and when the work it carries out above is due."""
    head = roll_up_store.head(tx, group.task_period_id)
    row = run(tx, "SELECT live, done, below_live, below_done, is_ready, declared_percent FROM roll_up WHERE task_period_id = ? AND node = ?",
              (group.task_period_id, place.node)).one_or_none()  # fmt: skip
    upper_due, upper_name = None, ""
    if head.carries_out_id is not None:
        piece = locate(tx, head.carries_out_id)
        upper_due = None if piece.due_on == clock.NO_DEADLINE else piece.due_on
        upper_name = roll_up_store.head(tx, piece.task_period_id).name
    if row is None:
        return Standing(head.policy, False, None, upper_due, upper_name)
    live, done, below_live, below_done, is_ready, declared = row
    lacking = missing(head.policy, Children(live + below_live, done + below_done, declared_percent=declared))
    if store.has_parents_below(tx, group.task_period_id, place.node):
        lacking = None  # its direct children stand for many: what is lacking is not told by their number
    return Standing(head.policy, bool(is_ready), lacking, upper_due, upper_name)


def no_deadline_open(counts: Counts) -> int:
    """Unfinished work without a deadline: never late, but not forgotten."""
    return sum(counts.cells[NONE][_AT[cell]] for cell in ("assigned", "received", "in_progress", "returned"))
