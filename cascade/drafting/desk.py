"""What the pure side of drafting stands on, read from the database: the directory, the calendar, the work above."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting.checks import problems
from cascade.drafting.content import DraftContent, DraftProblem, ParentWork
from cascade.drafting.proposing import DateRule, Desk
from cascade.store import reminders, unit_tasks, units
from cascade.units.selection import Reader
from kit import clock
from kit.errors import NotFound
from kit.settings import settings
from kit.vocabulary import Line
from kit.working_days import DEFAULT, Calendar


def live_problems(tx: Connection, content: DraftContent) -> tuple[DraftProblem, ...]:
    """What stands between this draft and its issue today, worst first."""
    return problems(content, today=clock.today(), calendar=calendar_of(tx))


def desk(
    tx: Connection,
    actor: Actor,
    *,
    line: Line | None = None,
    parent: ParentWork | None = None,
    content: DraftContent | None = None,
) -> Desk:
    """What phrases and dates of this office are read by; `content` brings its line and its paper's definitions along."""
    line = line or (content.line if content else own_line(tx, actor.unit_id))
    reader = Reader(units.directory(tx, line=line), actor.unit_id, dict(content.definitions) if content else {})
    rule = DateRule(clock.today(), calendar_of(tx), settings().before_is_inclusive)
    return Desk(reader, rule, parent=parent or (content.parent if content else None))


def own_line(tx: Connection, unit_id: int) -> Line:
    """The line an office issues along: a Party committee along the Party's, everybody else along the State's."""
    unit = units.find(tx, unit_id)
    return Line.PARTY if unit is not None and unit.type_code.startswith("DANG") else Line.STATE


def calendar_of(tx: Connection) -> Calendar:
    """The working calendar: what was announced, put right by the rows an office entered."""
    return DEFAULT.with_days(reminders.calendar_days(tx))


def parent_work(tx: Connection, actor: Actor, unit_task_id: int | None) -> ParentWork | None:
    """The received piece of work an own plan carries out.

    Raises:
        NotFound: it is not the actor's unit's.
    """
    if unit_task_id is None:
        return None
    view = unit_tasks.find(tx, unit_task_id)
    if view.unit_id != actor.unit_id:
        raise NotFound()
    return ParentWork(view.id, view.title, view.ref, view.document_number or "", view.giver_name, view.due_on)
