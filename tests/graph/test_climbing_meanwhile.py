"""People mark while the roll-up climbs: nothing is lost, nothing is told twice, no figure drifts, on either engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from cascade.counting.verify import verify
from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.rolling import roll_up
from kit.vocabulary import EventTag, Progress
from models import Journal, UnitTask

if TYPE_CHECKING:
    from tests.graph.conftest import Story


def test_schools_finish_while_the_roll_up_climbs(story: Story) -> None:
    schools = sorted(code for code in story.units if code.startswith(("MN-", "TH-", "THCS-")))[:24]
    holders = (story.units["P-GDDT"], *(story.units[code] for code in schools))
    cascade = story.issue(
        "UBND-TB", "281/KH-UBND", "Đợt đông người",
        TaskOrder("Khám sức khỏe", holders, ref="II.7", due_on=date(2024, 12, 1), reports_by_itself=True),
    )  # fmt: skip

    def finish(code: str) -> None:
        story.finish(cascade, 0, code, "P-GDDT")

    with ThreadPoolExecutor(6) as people:
        # Each in a context of its own, so that everybody's clock stands on 18/11/2024.
        waiting = [people.submit(copy_context().run, finish, code) for code in schools]
        while not all(each.done() for each in waiting):
            roll_up.run_all(story.db)
        for each in waiting:
            each.result()
    roll_up.run_all(story.db)

    phong = story.piece(cascade, 0, "P-GDDT")
    with story.db.read() as tx:
        assert verify(tx) == []
        assert tx.execute(select(UnitTask.progress).where(UnitTask.id == phong)).scalar_one() is Progress.SUBMITTED
        told = select(func.count(Journal.id)).where(Journal.unit_task_id == phong)
        assert tx.execute(told.where(Journal.event == EventTag.PARENT_READY)).scalar_one() == 1
        assert tx.execute(told.where(Journal.event == EventTag.SUBMITTED)).scalar_one() == 1
    # Once the district has accepted it, the whole is reached.
    story.do(unit_tasks.accept, "UBND-TB", phong)
    assert roll_up.run_all(story.db).ready == 1
