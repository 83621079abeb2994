"""What happens from one year to the next: work issued, schools founded and closed, and a round of what `track` does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import insert, update

from cascade.counting.boards import board
from cascade.counting.verify import verify
from cascade.drafting import drafts
from cascade.drafting.checks import confirmed_everything
from cascade.drafting.content import DraftTask, Party
from cascade.issuing.issue import IssuedCascade
from cascade.issuing.opening import open_all
from cascade.orders import TaskOrder
from cascade.renewing import renewal
from cascade.units.choice import Selection
from kit import clock
from kit.text import fold
from kit.vocabulary import Line, Recurrence
from models import Unit, UnitSuccessor, UnitSuperior
from tests.country import Country

SCHOOLS = ("hoasen", "binhminh", "kimdong")
ISSUED = clock.local(2024, 8, 12)
NEW_YEAR = clock.local(2025, 1, 1, 7)
YEARLY = Recurrence.YEARLY


def issue(country: Country, *tasks: TaskOrder, at: datetime = ISSUED, **more: Any) -> IssuedCascade:
    with clock.at(at):
        return country.issue(*tasks, **more)


def yearly(country: Country, *units: str, **more: Any) -> TaskOrder:
    return TaskOrder(
        title="Bảo hiểm y tế", ref="II.4", holders=country.ids(*(units or SCHOOLS)), recurrence=YEARLY, **more
    )


def issue_by_rule(country: Country) -> IssuedCascade:
    """By a draft whose units were chosen as "every primary school under the department"."""
    rule = Selection(types=("TH",), under=country.units["gd"])

    def work(tx: Any) -> IssuedCascade:
        actor = country.actor("gd")
        made = drafts.new_blank(tx, actor=actor)
        view = drafts.load(tx, actor=actor, draft_id=made.draft_id)
        group = Party("các trường tiểu học", country.ids(*SCHOOLS), 1.0, is_group=True, selection=rule.to_json())
        task = DraftTask("t1", "II.4", "Bảo hiểm y tế", leads=(group,), recurrence=YEARLY, due_on=date(2024, 11, 20))
        other = DraftTask("t2", "II.5", "Rà soát một lần", leads=(group,))
        content = replace(view.content, title="Chăm sóc trẻ em năm 2024", tasks=(task, other), period_code="2024")
        drafts.save(tx, actor=actor, draft_id=view.id, version=view.version, content=confirmed_everything(content))
        issued = drafts.issue_draft(tx, actor=actor, draft_id=view.id)
        open_all(tx, issued.cascade_id)
        return issued

    with clock.at(ISSUED):
        return country.db.write(work)


def open_due(country: Country, at: datetime = NEW_YEAR) -> list[IssuedCascade]:
    """One round of what `track` does, and then of what `open_tasks` does."""
    with clock.at(at):
        with country.db.read() as tx:
            found = renewal.due(tx)
        issued = [made for series in found if (made := country.db.write(partial(renewal.open_next, series=series)))]
        for made in issued:
            country.db.write(partial(open_all, cascade_id=made.cascade_id))
    return issued


def new_school(country: Country, name: str, at: date) -> int:
    def work(tx: Any) -> int:
        values = {
            "code": name,
            "name": name,
            "name_fold": fold(name),
            "type_id": country.types["TH"],
            "position": 90,
            "valid_from": at,
        }
        unit = int(tx.execute(insert(Unit).values(**values).returning(Unit.id)).scalar_one())
        link = {"unit_id": unit, "superior_id": country.units["gd"], "line": Line.STATE, "valid_from": at}
        tx.execute(insert(UnitSuperior).values(**link))
        return unit

    return country.db.write(work)


def close(country: Country, unit: str, at: date, heir: str | None = None) -> None:
    def work(tx: Any) -> None:
        tx.execute(update(Unit).where(Unit.id == country.units[unit]).values(valid_to=at))
        if heir:
            values = {
                "unit_id": country.units[unit],
                "successor_id": country.units[heir],
                "change": "merge",
                "effective_on": at,
            }
            tx.execute(insert(UnitSuccessor).values(**values))

    country.db.write(work)


def holders(country: Country, issued: IssuedCascade) -> set[int]:
    with country.db.read() as tx:
        return {row.unit_id for row in board(tx, issued.cascade_id, by="unit").rows if row.unit_id}


def sound(country: Country) -> bool:
    with country.db.read() as tx:
        return verify(tx) == []
