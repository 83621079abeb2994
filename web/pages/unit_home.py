"""/viec: what the unit owes, nearest deadline first. The list is the instruction, so it cannot be re-sorted."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from cascade.marking import unit_tasks
from cascade.people.standing import HOLDERS
from cascade.store.unit_tasks import JournalView, UnitTaskView, history, of_unit
from kit import clock
from kit.vocabulary import EventTag, Progress, Timeliness, UnitRole
from web.deps import Db, Visitor, see_other
from web.forms import Form, act
from web.views import page

router = APIRouter()

TO_DO = frozenset({Progress.ASSIGNED, Progress.RECEIVED, Progress.IN_PROGRESS, Progress.RETURNED})
TABS = (
    ("can-lam", "Cần làm", TO_DO),
    ("cho-duyet", "Chờ duyệt", frozenset({Progress.SUBMITTED})),
    ("cho-quyet", "Chờ cấp trên quyết định", frozenset({Progress.DECLINED, Progress.PAUSED})),
    ("da-xong", "Đã xong", frozenset({Progress.DONE})),
    ("ngoai-so", "Được miễn, đã thu hồi", frozenset({Progress.EXEMPT, Progress.REVOKED})),
)
COORDINATING = "phoi-hop"
GROUPS = (Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.IN_TIME, Timeliness.NO_DEADLINE)


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Line:
    """A piece of work in the list, with the reason if it came back."""

    view: UnitTaskView
    returned: JournalView | None


@dataclass(frozen=True)
class Group:
    timeliness: Timeliness | None
    lines: tuple[Line, ...]
    oldest_days: int = 0


@router.get("/viec")
def unit_home(request: Request, db: Db, visitor: Visitor, xem: str = "can-lam", nhan: int = 0) -> Response:
    with db.read() as tx:
        everything = of_unit(tx, visitor.actor.unit_id)
        leading = [view for view in everything if view.role is UnitRole.LEAD]
        helping = [view for view in everything if view.role is UnitRole.COORDINATING]
        chosen = xem if xem in {key for key, _, _ in TABS} | {COORDINATING} else "can-lam"
        shown = helping if chosen == COORDINATING else [v for v in leading if v.progress in _states(chosen)]
        groups = _groups(tx, shown, by_time=chosen == "can-lam")
    new = [view for view in leading if view.progress is Progress.ASSIGNED]
    return page(
        request, "pages/unit_home.html", tabs=_tabs(leading, helping, chosen), groups=groups, chosen=chosen, new=new,
        received=nhan, is_empty=not everything, may_act=visitor.actor.has(*HOLDERS),
    )  # fmt: skip


def _states(key: str) -> frozenset[Progress]:
    return next(states for name, _, states in TABS if name == key)


def _tabs(leading: list[UnitTaskView], helping: list[UnitTaskView], chosen: str) -> list[Tab]:
    """The first two always; the others only with something behind them. Together they are everything."""
    tabs = [Tab(key, label, sum(v.progress in states for v in leading), key == chosen) for key, label, states in TABS]
    tabs.append(Tab(COORDINATING, "Phối hợp", len(helping), chosen == COORDINATING))
    return [tab for tab in tabs if tab.count or tab.is_current or tab.key in ("can-lam", "cho-duyet", "da-xong")]


def _groups(tx: Connection, shown: list[UnitTaskView], *, by_time: bool) -> list[Group]:
    lines = [Line(view, _returned(tx, view)) for view in shown]
    if not by_time:
        return [Group(None, tuple(lines))] if lines else []
    groups = []
    for timeliness in GROUPS:
        within = tuple(line for line in lines if line.view.timeliness is timeliness)
        if within:
            oldest = max((clock.today() - clock.local_day(line.view.issued_at)).days for line in within)
            groups.append(Group(timeliness, within, oldest))
    return groups


def _returned(tx: Connection, view: UnitTaskView) -> JournalView | None:
    if view.progress is not Progress.RETURNED:
        return None
    return next((line for line in history(tx, view.id) if line.event is EventTag.RETURNED), None)


@router.post("/viec/nhan")
def receive_listed(request: Request, form: Form) -> Response:
    """“Đã nhận cả n việc”: what was received meanwhile stays as it is."""
    ids = form.numbers("id")

    def effect(tx: Connection) -> dict[str, int]:
        done = unit_tasks.receive_all(tx, actor=form.actor, unit_id=form.actor.unit_id, unit_task_ids=ids)
        return {"received": len(done)}

    answer, _ = act(request, form, effect)
    return see_other(f"/viec?nhan={answer['received']}")
