"""`cascade`: what is being carried out, how far it has come, and the graph it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.context import As, Unit, actor, cascade_named, database, unit_named
from cli.shown import AsJson, as_json, plain, say, table, words

if TYPE_CHECKING:
    from sqlalchemy import Connection

app = typer.Typer(help="Đợt triển khai: lập, phát hành, xem, vẽ lược đồ.", no_args_is_help=True)

Named = Annotated[str, typer.Argument(metavar="ĐỢT", help="Số thứ tự của đợt, hoặc số văn bản (281/KH-UBND).")]


@app.command("list", help="Các đợt triển khai.")
def list_(
    *,
    unit: Annotated[str, typer.Option("--unit", metavar="MÃ", help="Chỉ các đợt đơn vị này ban hành.")] = "",
    json: AsJson = False,
) -> None:
    from cascade.store.numbered import cascades

    with database() as db, db.read() as tx:
        found = cascades(tx, unit_named(tx, unit).id if unit else None)
    if json:
        as_json([each._asdict() for each in found])
        return
    rows = [
        (each.id, each.number or "chưa rõ số", each.title, each.unit_name, each.issued_at, each.state, each.expected)
        for each in found
    ]
    table(
        f"{len(rows)} đợt triển khai",
        ("Đợt", "Văn bản", "Tên", "Ban hành", "Lúc", "Trạng thái", "Phần việc"),
        rows,
        numbers=(0, 6),
    )


@app.command("show", help="Một đợt: văn bản, nhiệm vụ, ba tỷ lệ.")
def show(cascade: Named, *, json: AsJson = False) -> None:
    from cascade.counting.boards import board, three_rates
    from cascade.issuing import opening
    from cascade.store import office
    from cascade.store.lineage_ids import lineage_ids

    with database() as db, db.read() as tx:
        cascade_id = cascade_named(tx, cascade)
        head, tasks = office.head(tx, cascade_id), office.tasks(tx, cascade_id)
        rates, progress = three_rates(tx, cascade_id), opening.progress(tx, cascade_id)
        by_task = {row.task_id: row.counts for row in board(tx, cascade_id, by="task").rows}
        below = lineage_ids(tx, cascade_id)[1:]
    if json:
        as_json({**plain(head), "opening": plain(progress), "rates": plain(rates), "plans_below": list(below), "tasks": [
            {**plain(task), "counts": by_task[task.id].as_dict() if task.id in by_task else None} for task in tasks]})  # fmt: skip
        return
    say(f"{head.short} · {head.title}", f"{head.unit_name} ban hành {words(head.issued_at)} · {head.state.label}"
        + (f" ({progress.opened}/{progress.expected})" if progress.opened < progress.expected else ""))  # fmt: skip
    for name, (part, whole) in (("Có kế hoạch", rates.plan), ("Làm xong", rates.work), ("Nộp báo cáo", rates.report)):
        say(f"  {name}: {part}/{whole}")
    rows = []
    for task in tasks:
        counts = by_task.get(task.id)
        done = f"{counts.done}/{counts.total}" if counts else ""
        rows.append(
            (
                task.id,
                task.ref,
                task.title,
                task.kind,
                task.due_on,
                task.holders,
                done,
                counts.overdue if counts else "",
            )
        )
    table(
        f"{len(rows)} nhiệm vụ",
        ("Số", "Mục", "Nhiệm vụ", "Loại", "Hạn", "Đơn vị", "Xong", "Quá hạn"),
        rows,
        numbers=(0, 5, 6, 7),
    )
    if below:
        say(f"Bên dưới: {len(below)} kế hoạch riêng.")


@app.command("open", help="Mở phần việc còn lại của một đợt vừa phát hành, không cần Prefect.")
def open_(cascade: Named) -> None:
    from cli.commands.drafts import open_in_batches

    with database() as db:
        with db.read() as tx:
            cascade_id = cascade_named(tx, cascade)
        made = open_in_batches(db, cascade_id)
    say(f"Đã mở {made} phần việc của đợt {cascade_id}.")


@app.command("revoke", help="Thu hồi cả đợt triển khai, kèm lý do các đơn vị đọc được.")
def revoke(
    cascade: Named,
    *,
    note: Annotated[str, typer.Option("--note", help="Lý do thu hồi: một câu.")] = "",
    login: As = "",
    unit: Unit = "",
) -> None:
    from cascade.issuing.revoking import revoke_cascade

    with database() as db:
        with db.read() as tx:
            cascade_id = cascade_named(tx, cascade)
        db.write(lambda tx: revoke_cascade(tx, actor=actor(tx, login, unit), cascade_id=cascade_id, note=note))
    say(f"Đã thu hồi đợt {cascade_id}.")


@app.command("graph", help="Lược đồ: từ chỉ thị gốc xuống tới từng nhóm đơn vị, theo đời.")
def graph(
    cascade: Named,
    *,
    alone: Annotated[bool, typer.Option("--alone", help="Không vẽ các kế hoạch bên dưới.")] = False,
    json: AsJson = False,
) -> None:
    from cascade.rolling.lineage import build
    from cli.drawing import as_data, draw

    with database() as db, db.read() as tx:
        found = build(tx, cascade_named(tx, cascade), lineage=not alone)
        tiers = _levels(tx, found.cascade_ids)
    if json:
        as_json({"cascades": list(found.cascade_ids), "document": found.document_key, **as_data(found.graph)})
    else:
        draw(found.graph, found.document_key)
        for title, level in tiers:
            say(f"{title}: {level}")


def _levels(tx: Connection, cascade_ids: tuple[int, ...]) -> list[tuple[str, str]]:
    """The leaves of the picture: completion by level of each of the first cascades."""
    from cascade.counting.boards import board
    from cli.shown import percent

    found = []
    for cascade_id in cascade_ids[:10]:
        view = board(tx, cascade_id)
        levels = [
            f"{row.label} {row.counts.done}/{row.counts.total} ({percent(row.counts.percent)})" for row in view.rows
        ]
        found.append((view.title, " · ".join(levels)))
    return found
