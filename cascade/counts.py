"""The one definition of every count. Pure: cells and deadlines in, the official figures out; used by all who print a number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from operator import sub

from cascade.states import cell, freezes_lateness
from kit.clock import NO_DEADLINE
from kit.vocabulary import CELLS, Count, Progress, Timeliness
from kit.working_days import add_working_days

_AT = {cell: place for place, cell in enumerate(CELLS)}
_OPEN = slice(_AT["assigned"], _AT["declined"] + 1)
_LIVE = slice(0, _AT["exempt"])

_ZEROS = (0,) * len(CELLS)
_ONE = {cell: tuple(int(cell == each) for each in CELLS) for cell in CELLS}

_FIGURE = {count: count.name.lower() for count in Count}
"""Each count's figure has its name."""

# The four time classes of an effective deadline on a given day, in the order of the calendar: no deadline is its last day.
OVER, SOON, AHEAD, NONE = range(4)


@dataclass(frozen=True)
class Calendar:
    """A day and the last day that counts as *due soon* on it: working days decide, so it is reckoned once a request."""

    today: date
    soon_until: date

    @classmethod
    def on(cls, today: date, due_soon_working_days: int = 3) -> Calendar:
        return cls(today, add_working_days(today, due_soon_working_days))

    @cached_property
    def bounds(self) -> tuple[date, date, date]:
        """The first days of the classes that follow `OVER`."""
        return (self.today, self.soon_until + timedelta(days=1), NO_DEADLINE)

    def time_class(self, due_on: date) -> int:
        return bisect_right(self.bounds, due_on)


def timeliness(progress: Progress, late: bool, due_on: date, calendar: Calendar) -> Timeliness:
    """The time axis of one piece (law 10): frozen once sent, paused or done; the calendar's otherwise."""
    if due_on == NO_DEADLINE:
        return Timeliness.NO_DEADLINE
    if progress is Progress.DONE:
        return Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    if progress in (Progress.SUBMITTED, Progress.PAUSED):
        return Timeliness.OVERDUE if late else Timeliness.IN_TIME
    return (Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.IN_TIME, Timeliness.NO_DEADLINE)[
        calendar.time_class(due_on)
    ]


@dataclass(frozen=True)
class Counts:
    """Cells (in the order of `CELLS`) by time class; every figure of UX §2 is read from it."""

    cells: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]

    @classmethod
    def empty(cls) -> Counts:
        return cls((_ZEROS, _ZEROS, _ZEROS, _ZEROS))

    @classmethod
    def sum(cls, parts: Iterable[Counts]) -> Counts:
        tables = [part.cells for part in parts]
        if len(tables) < 2:
            return cls(tables[0]) if tables else cls.empty()
        return cls(tuple(tuple(map(sum, zip(*lines, strict=True))) for lines in zip(*tables, strict=True)))  # type: ignore[arg-type]

    def less(self, part: Counts) -> Counts:
        """What remains without `part`, which is counted in this."""
        return Counts(
            tuple(tuple(map(sub, *lines)) for lines in zip(self.cells, part.cells, strict=True))  # type: ignore[arg-type]
        )

    def _all(self, cell: str) -> int:
        place = _AT[cell]
        return sum(line[place] for line in self.cells)

    def _dated(self, cell: str) -> int:
        return self._all(cell) - self.cells[NONE][_AT[cell]]

    def _open(self, *classes: int) -> int:
        return sum(sum(self.cells[time_class][_OPEN]) for time_class in classes)

    @cached_property
    def total(self) -> int:
        """Live unit tasks: the five of the official table, always."""
        return sum(sum(line[_LIVE]) for line in self.cells)

    @cached_property
    def done_on_time(self) -> int:
        return self._dated("done_on_time")

    @cached_property
    def done_late(self) -> int:
        return self._dated("done_late")

    @cached_property
    def in_time(self) -> int:
        return self._open(SOON, AHEAD) + self._dated("submitted_in_time") + self._dated("paused_in_time")

    @cached_property
    def overdue(self) -> int:
        return self._open(OVER) + self._dated("submitted_late") + self._dated("paused_late")

    @cached_property
    def no_deadline(self) -> int:
        return sum(self.cells[NONE][_LIVE])

    @cached_property
    def no_deadline_done(self) -> int:
        return self.cells[NONE][_AT["done_on_time"]] + self.cells[NONE][_AT["done_late"]]

    @cached_property
    def done(self) -> int:
        return self.done_on_time + self.done_late + self.no_deadline_done

    @cached_property
    def submitted(self) -> int:
        return self._all("submitted_in_time") + self._all("submitted_late")

    @cached_property
    def due_soon(self) -> int:
        return self._open(SOON)

    @cached_property
    def not_received(self) -> int:
        return self._all("assigned")

    @cached_property
    def in_progress(self) -> int:
        return self._all("in_progress") + self._all("received")

    @cached_property
    def returned(self) -> int:
        return self._all("returned")

    @cached_property
    def declined(self) -> int:
        return self._all("declined")

    @cached_property
    def paused(self) -> int:
        return self._all("paused_in_time") + self._all("paused_late")

    @cached_property
    def exempt(self) -> int:
        return self._all("exempt")

    @cached_property
    def revoked(self) -> int:
        return self._all("revoked")

    @cached_property
    def percent(self) -> Decimal | None:
        """Done of total, one decimal, rounded half up; None where there is nothing to do: unknown, not done."""
        return percent(self.done, self.total)

    @cached_property
    def official(self) -> tuple[int, int, int, int, int]:
        """Done on time, done late, not done and in time, not done and overdue, no deadline: adds up to `total`."""
        return (self.done_on_time, self.done_late, self.in_time, self.overdue, self.no_deadline)

    def __getitem__(self, count: Count) -> int:
        figure: int = getattr(self, _FIGURE[count])
        return figure

    def as_dict(self) -> dict[str, int | float | None]:
        """The figures under their English names, for the API and the command line."""
        rate = self.percent
        return {
            "total": self.total, "done": self.done, "percent": None if rate is None else float(rate), "done_on_time": self.done_on_time,
            "done_late": self.done_late, "in_time": self.in_time, "overdue": self.overdue, "no_deadline": self.no_deadline,
            "no_deadline_done": self.no_deadline_done, "submitted": self.submitted, "due_soon": self.due_soon, "not_received": self.not_received,
            "returned": self.returned, "declined": self.declined, "paused": self.paused, "exempt": self.exempt, "revoked": self.revoked,
        }  # fmt: skip


class Tally:
    """Adds counter rows up; the only place that puts a cell into a time class. Rows are kept, and added when asked for: in one go a line."""

    def __init__(self, calendar: Calendar):
        self._calendar = calendar
        self._rows: tuple[list[Sequence[int]], ...] = ([], [], [], [])

    def add(self, due_on: date, cells: Sequence[int]) -> None:
        self._rows[self._calendar.time_class(due_on)].append(cells)

    def add_one(self, due_on: date, cell: str) -> None:
        self.add(due_on, _ONE[cell])

    def counts(self) -> Counts:
        return Counts(tuple(_added(rows) for rows in self._rows))  # type: ignore[arg-type]


def _added(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """One task period has one deadline, as a rule: then there is nothing to add."""
    if len(rows) < 2:
        return tuple(rows[0]) if rows else _ZEROS
    return tuple(map(sum, zip(*rows, strict=True)))


def percent(done: int, total: int) -> Decimal | None:
    """One decimal, half up."""
    return (Decimal(100 * done) / total).quantize(Decimal("0.1"), ROUND_HALF_UP) if total else None


def selects(count: Count, progress: Progress, late: bool, due_on: date, calendar: Calendar) -> bool:
    """Whether a piece in this state is one of `count`: the same definition, asked of a single row."""
    tally = Tally(calendar)
    tally.add_one(due_on, cell(progress, late))
    return tally.counts()[count] == 1


@cache
def states_of(count: Count) -> tuple[tuple[Progress, bool, int], ...]:
    """Every (progress, late, time class) that `count` selects, found by asking the definition: lists are filtered by it."""
    today = date(2024, 1, 2)  # any day: a time class is asked for, not a date
    calendar = Calendar(today, today)
    days = {NONE: NO_DEADLINE, OVER: today - timedelta(days=1), SOON: today, AHEAD: today + timedelta(days=1)}
    return tuple(
        (progress, late, time_class)
        for progress in Progress
        for late in ((False, True) if freezes_lateness(progress) else (False,))
        for time_class, day in days.items()
        if selects(count, progress, late, day, calendar)
    )
