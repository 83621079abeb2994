"""`cascade new`, `draft`, `issue`: from a paper to issued work, confirmed by the person at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.context import As, Unit, actor, database
from cli.shown import AsJson, as_json, plain, say, table, words
from kit.settings import settings

if TYPE_CHECKING:
    from cascade.drafting.content import DraftContent, DraftProblem
    from models.session import Database

app = typer.Typer()

_HELD = "chưa có đơn vị chủ trì"


@app.command("new", help="Lập bản nháp từ một văn bản; không nêu tệp thì lập bản nháp trống.")
def new(
    file: Annotated[Path | None, typer.Argument(metavar="[TỆP]", exists=True, dir_okay=False)] = None,
    *,
    login: As = "",
    unit: Unit = "",
    under: Annotated[
        int | None, typer.Option("--under", metavar="PHẦN-VIỆC", help="Kế hoạch riêng để thực hiện phần việc này.")
    ] = None,
    json: AsJson = False,
) -> None:
    from cascade.drafting.drafts import new_blank, new_from_reading

    with database() as db:
        if file is None:
            made = db.write(lambda tx: new_blank(tx, actor=actor(tx, login, unit), parent_unit_task_id=under))
        else:
            from cascade.papers.evidence import keep
            from documents import read_file

            reading = read_file(file).to_json()
            with file.open("rb") as stream:
                kept = keep(settings().files, stream, file.name)
            made = db.write(
                lambda tx: new_from_reading(
                    tx, actor=actor(tx, login, unit), reading=reading, kept=kept, parent_unit_task_id=under
                )
            )
    if json:
        as_json(made)
        return
    known = " Văn bản này đã có trong sổ." if made.is_known_paper else ""
    say(
        f"Đã lập bản nháp {made.draft_id}.{known}", f"Xem và xác nhận: thongsuot cascade draft {made.draft_id} --unit …"
    )


@app.command("draft", help="Xem một bản nháp; --confirm xác nhận mọi mục đang thấy.")
def draft(
    draft_id: Annotated[int, typer.Argument(metavar="BẢN-NHÁP")],
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="Đã xem, xác nhận tất cả.")] = False,
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.drafting.drafts import live_problems, load, save

    with database() as db:
        if confirm:

            def work(tx: object) -> None:
                from sqlalchemy import Connection

                assert isinstance(tx, Connection)  # noqa: S101 - what `write` hands over
                who = actor(tx, login, unit)
                found = load(tx, actor=who, draft_id=draft_id)
                save(tx, actor=who, draft_id=draft_id, version=found.version, content=_all_confirmed(found.content))

            db.write(work)
        with db.read() as tx:
            view = load(tx, actor=actor(tx, login, unit), draft_id=draft_id)
            problems = live_problems(tx, view.content)
            names = _names(db, view.content)
    if json:
        as_json({"id": view.id, "state": view.state, "version": view.version, "cascade_id": view.cascade_id,
                 "content": view.content.to_json(), "problems": [plain(each) for each in problems]})  # fmt: skip
    else:
        _show(view.content, problems, names)


def _all_confirmed(content: DraftContent) -> DraftContent:
    fields = {name: replace(each, is_confirmed=True) for name, each in content.fields.items()}
    tasks = tuple(replace(task, is_confirmed=True) for task in content.tasks)
    return replace(content, fields=fields, tasks=tasks)


def _names(db: Database, content: DraftContent) -> dict[int, str]:
    from cascade.store import units

    ids = {unit for task in content.live_tasks for party in task.leads for unit in party.unit_ids}
    with db.read() as tx:
        return {unit.id: unit.label for unit in units.of_ids(tx, ids)}


def _show(content: DraftContent, problems: Sequence[DraftProblem], names: dict[int, str]) -> None:
    head = [
        (name, content.value(name), "đã xác nhận" if each.is_confirmed else "") for name, each in content.fields.items()
    ]
    table(content.title or "Bản nháp chưa có tên", ("", "", ""), head)
    rows = []
    for task in content.live_tasks:
        held = [unit for party in task.leads for unit in party.unit_ids]
        who = "; ".join(names.get(unit, str(unit)) for unit in held[:4]) + (
            f" và {len(held) - 4} đơn vị khác" if len(held) > 4 else ""
        )
        rows.append(
            (
                task.ref,
                task.title or task.text[:100],
                who or _HELD,
                words(task.due_on),
                "đã xác nhận" if task.is_confirmed else "",
            )
        )
    table(f"{len(rows)} nhiệm vụ", ("Mục", "Nhiệm vụ", "Chủ trì", "Hạn", ""), rows)
    blocking = [problem for problem in problems if problem.is_blocking]
    say(*(f"{'✗' if problem.is_blocking else '–'} {problem.message}" for problem in problems))
    say("Chưa phát hành được." if blocking else "Phát hành được.")


@app.command("issue", help="Phát hành một bản nháp đã xác nhận và mở phần việc cho từng đơn vị.")
def issue(
    draft_id: Annotated[int, typer.Argument(metavar="BẢN-NHÁP")],
    *,
    login: As = "",
    unit: Unit = "",
    later: Annotated[
        bool, typer.Option("--later", help="Chỉ phát hành; để hệ thống đang chạy (thongsuot up) mở phần việc.")
    ] = False,
    json: AsJson = False,
) -> None:
    from cascade.drafting.drafts import issue_draft

    with database() as db:
        issued = db.write(lambda tx: issue_draft(tx, actor=actor(tx, login, unit), draft_id=draft_id))
        opened = 0 if later else open_in_batches(db, issued.cascade_id)
    if json:
        as_json({**plain(issued), "opened": not later})
    else:
        told = "sẽ mở khi hệ thống chạy" if later else f"đã mở {opened}"
        say(f"Đã phát hành đợt {issued.cascade_id}: {issued.expected_count} phần việc, {told}.")


def open_in_batches(db: Database, cascade_id: int) -> int:
    """Open what is not open yet, a short transaction a batch; the flows may do the same meanwhile, harmlessly."""
    from cascade.issuing.opening import batches, finish, open_batch

    with db.read() as tx:
        waiting = batches(tx, cascade_id)
    made = sum(db.write(lambda tx, batch=batch: open_batch(tx, batch)) for batch in waiting)  # type: ignore[misc]
    db.write(lambda tx: finish(tx, cascade_id))
    return made
