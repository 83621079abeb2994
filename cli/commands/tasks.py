"""`tasks`: what a unit owes, and the moves a unit or the one who gave the work may make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.context import As, Unit, actor, database
from cli.shown import AsJson, as_json, day, plain, say, table, words
from kit.settings import settings
from kit.vocabulary import DeclineReason, Obstacle, ReturnReason

if TYPE_CHECKING:
    from cascade.marking.acts import Receipt

app = typer.Typer(help="Phần việc: xem, nhận, báo xong, duyệt, trả lại…", no_args_is_help=True)

Ids = Annotated[list[int], typer.Argument(metavar="PHẦN-VIỆC…", help="Số của phần việc; có thể nêu nhiều số.")]
Note = Annotated[
    str,
    typer.Option("--note", help="Một câu kèm theo; bắt buộc với trả lại, từ chối, miễn, thu hồi, tạm dừng, mở lại."),
]


@app.command("list", help="Việc của một đơn vị, gần hạn trước.")
def list_(
    *,
    login: As = "",
    unit: Unit = "",
    still_open: Annotated[bool, typer.Option("--open", help="Chỉ việc chưa xong.")] = False,
    to_accept: Annotated[
        bool, typer.Option("--to-accept", help="Việc các đơn vị đã gửi, chờ đơn vị này duyệt.")
    ] = False,
    json: AsJson = False,
) -> None:
    from cascade.store import unit_tasks

    with database() as db, db.read() as tx:
        unit_id = actor(tx, login, unit).unit_id
        found = (
            unit_tasks.waiting_for(tx, unit_id) if to_accept else unit_tasks.of_unit(tx, unit_id, open_only=still_open)
        )
    if json:
        as_json(found)
        return
    rows = [
        (each.id, each.document_number or "", f"{each.ref} {each.title}".strip(), each.unit_name if to_accept else each.giver_name,
         each.due_on or "không có hạn", each.progress, each.timeliness, each.days_over or "")
        for each in found
    ]  # fmt: skip
    who = "Đơn vị" if to_accept else "Cấp giao"
    table(
        f"{len(rows)} phần việc",
        ("Số", "Văn bản", "Nhiệm vụ", who, "Hạn", "Tiến độ", "Thời hạn", "Quá (ngày)"),
        rows,
        numbers=(0, 7),
    )


@app.command("show", help="Một phần việc: sáu rõ, hạn, tiến độ và lịch sử.")
def show(unit_task: Annotated[int, typer.Argument(metavar="PHẦN-VIỆC")], *, json: AsJson = False) -> None:
    from cascade.store import unit_tasks

    with database() as db, db.read() as tx:
        view, past = unit_tasks.find(tx, unit_task), unit_tasks.history(tx, unit_task)
    if json:
        as_json({**plain(view), "history": [plain(each) for each in past]})
        return
    table(f"{view.ref} {view.title}".strip(), ("", ""), [
        ("Văn bản", f"{view.document_number or ''} {view.cascade_title}".strip()), ("Đơn vị", f"{view.unit_name} ({view.role.label})"),
        ("Cấp giao", view.giver_name), ("Thông qua", view.via_name), ("Hạn", words(view.due_on) or "không có hạn"),
        ("Hạn gốc", words(view.original_due_on)), ("Tiến độ", f"{view.progress.label}, {view.timeliness.label.lower()}"),
        ("Sản phẩm", view.product), ("Trách nhiệm", view.responsible), ("Thẩm quyền", view.authority),
        ("Bên dưới", f"{view.child_done}/{view.child_live} xong" if view.child_live else ""),
        ("Kế hoạch riêng", ", ".join(map(str, view.own_plan_cascade_ids))),
    ])  # fmt: skip
    table("Lịch sử", ("Lúc", "Việc", "Người", "Đơn vị", "Ghi chú"),
          [(each.at, each.event, each.actor_name, each.unit_name, " ".join(filter(None, (each.reason, each.note)))) for each in past])  # fmt: skip


def _each(ids: list[int], login: str, unit: str, json: bool, move: Callable[..., Receipt]) -> None:
    """All of them or none: one transaction, one sentence when one cannot be."""
    with database() as db:

        def work(tx: Any) -> list[Receipt]:
            who = actor(tx, login, unit)
            return [move(tx, actor=who, unit_task_id=unit_task_id) for unit_task_id in ids]

        receipts = db.write(work)
    if json:
        as_json(receipts)
    else:
        say(*(f"{each.unit_task_id}: {each.progress.label.lower()}. Mã biên nhận {each.code}" for each in receipts))


def _simple(verb: str, name: str, told: str) -> None:
    """A move that takes nothing but a note."""

    @app.command(name, help=told)
    def command(ids: Ids, *, note: Note = "", login: As = "", unit: Unit = "", json: AsJson = False) -> None:
        from cascade.marking import unit_tasks

        move = getattr(unit_tasks, verb)
        _each(ids, login, unit, json, lambda tx, **known: move(tx, note=note, **known))


_simple("receive", "receive", "Nhận việc.")
_simple("withdraw", "withdraw", "Rút lại việc vừa báo xong để sửa.")
_simple("accept", "accept", "Duyệt hoàn thành.")
_simple("reopen", "reopen", "Mở lại việc đã duyệt.")
_simple("insist", "insist", "Vẫn giao việc bị từ chối.")
_simple("pause", "pause", "Tạm dừng, đồng hồ ngừng chạy.")
_simple("resume", "resume", "Tiếp tục việc tạm dừng, với số ngày còn lại.")
_simple("exempt", "exempt", "Miễn: đưa ra ngoài bảng.")
_simple("revoke", "revoke", "Thu hồi: đưa ra ngoài bảng.")


@app.command("done", help="Báo xong, gửi kết quả lên cấp giao; --file kèm minh chứng.")
def done(
    ids: Ids,
    *,
    files: Annotated[
        list[Path] | None,
        typer.Option("--file", exists=True, dir_okay=False, help="Tệp minh chứng; nêu nhiều lần được."),
    ] = None,
    note: Note = "",
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.marking.unit_tasks import FileRef, submit
    from cascade.papers.evidence import keep, record

    kept = []
    for path in files or ():
        with path.open("rb") as stream:
            kept.append(keep(settings().files, stream, path.name))

    def move(tx: Any, **known: Any) -> Receipt:
        for each in kept:
            record(tx, each)
        return submit(tx, note=note, files=tuple(FileRef(each.sha256, each.file_name) for each in kept), **known)

    _each(ids, login, unit, json, move)


@app.command("start", help="Ghi tiến độ, hoặc vướng mắc bằng --obstacle.")
def start(
    ids: Ids,
    *,
    note: Note = "",
    obstacle: Annotated[Obstacle | None, typer.Option("--obstacle", help="Vướng gì.")] = None,
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.marking.unit_tasks import start as begin

    _each(
        ids,
        login,
        unit,
        json,
        lambda tx, **known: begin(tx, note=note, obstacle=obstacle.value if obstacle else None, **known),
    )


@app.command("return", help="Trả lại việc đã gửi, với lý do.")
def return_(
    ids: Ids,
    *,
    reason: Annotated[ReturnReason, typer.Option("--reason", help="Lý do.")],
    note: Note = "",
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.marking.unit_tasks import return_ as send_back

    _each(ids, login, unit, json, lambda tx, **known: send_back(tx, reason=reason, note=note, **known))


@app.command("decline", help="Từ chối nhận việc, với lý do.")
def decline(
    ids: Ids,
    *,
    reason: Annotated[DeclineReason, typer.Option("--reason", help="Lý do.")],
    note: Note = "",
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.marking.unit_tasks import decline as refuse

    _each(ids, login, unit, json, lambda tx, **known: refuse(tx, reason=reason, note=note, **known))


@app.command("extend", help="Xin gia hạn một phần việc; --withdraw rút đề nghị đang chờ.")
def extend(
    unit_task: Annotated[int, typer.Argument(metavar="PHẦN-VIỆC")],
    *,
    until: Annotated[str, typer.Option("--until", metavar="NGÀY", help="Ngày mới, ví dụ 25/11/2024.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Rút đề nghị đang chờ.")] = False,
    note: Note = "",
    login: As = "",
    unit: Unit = "",
) -> None:
    from cascade.marking.extensions import ask, take_back

    wanted = day(until) if until else None

    def work(tx: Any) -> int:
        who = actor(tx, login, unit)
        if withdraw:
            return take_back(tx, actor=who, unit_task_id=unit_task)
        return ask(tx, actor=who, unit_task_id=unit_task, due_on=wanted, note=note)

    with database() as db:
        db.write(work)
    say(f"{unit_task}: " + ("đã rút đề nghị gia hạn." if withdraw else f"đã xin gia hạn đến {words(wanted)}."))


@app.command(
    "extensions", help="Các đề nghị gia hạn chờ đơn vị này quyết định; --grant hoặc --refuse để trả lời một đề nghị."
)
def extensions(
    *,
    grant: Annotated[int, typer.Option("--grant", metavar="ĐỀ-NGHỊ", help="Đồng ý.")] = 0,
    refuse: Annotated[int, typer.Option("--refuse", metavar="ĐỀ-NGHỊ", help="Không đồng ý; --note nêu lý do.")] = 0,
    until: Annotated[str, typer.Option("--until", metavar="NGÀY", help="Đồng ý đến một ngày khác.")] = "",
    note: Note = "",
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.marking import extensions as acts
    from cascade.store import extensions as store
    from cascade.store.unit_tasks import find

    with database() as db:
        if grant or refuse:
            wanted = day(until) if until else None

            def work(tx: Any) -> None:
                who = actor(tx, login, unit)
                if refuse:
                    acts.refuse(tx, actor=who, extension_id=refuse, note=note)
                else:
                    acts.grant(tx, actor=who, extension_id=grant, due_on=wanted, note=note)

            db.write(work)
            say(f"Đề nghị {grant or refuse}: {'đã đồng ý' if grant else 'không đồng ý'}.")
            return
        with db.read() as tx:
            waiting = store.waiting_for(tx, actor(tx, login, unit).unit_id)
            pieces = {one.unit_task_id: find(tx, one.unit_task_id) for one in waiting}
    if json:
        as_json(waiting)
        return
    rows = [
        (one.id, pieces[one.unit_task_id].unit_name, pieces[one.unit_task_id].title, one.due_before, one.due_asked, one.reason)
        for one in waiting
    ]  # fmt: skip
    table(f"{len(rows)} đề nghị gia hạn", ("Số", "Đơn vị", "Nhiệm vụ", "Hạn", "Xin đến", "Lý do"), rows, numbers=(0,))
