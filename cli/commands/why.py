"""`why`: vì sao đỏ, for a piece of work or for a whole cascade."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.context import cascade_named, database, unit_named
from cli.shown import AsJson, as_json, say


def register(app: typer.Typer) -> None:
    app.command("why", help="Vì sao đỏ: nguyên nhân có số, hệ quả, việc gỡ nhỏ nhất, người cần gọi.")(why)


def why(
    unit_task: Annotated[int | None, typer.Argument(metavar="[PHẦN-VIỆC]", help="Số của phần việc.")] = None,
    *,
    cascade: Annotated[str, typer.Option("--cascade", metavar="ĐỢT", help="Hỏi cho cả một đợt triển khai.")] = "",
    under: Annotated[str, typer.Option("--under", metavar="MÃ", help="Chỉ nhánh của một đơn vị.")] = "",
    task: Annotated[int | None, typer.Option("--task", metavar="SỐ", help="Chỉ một nhiệm vụ của đợt.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Không tính các kế hoạch bên dưới.")] = False,
    json: AsJson = False,
) -> None:
    from cascade.why.sentence import why as why_piece
    from cascade.why.sentence import why_cascade

    if (unit_task is None) == (not cascade):
        raise typer.BadParameter("Nêu một phần việc, hoặc --cascade ĐỢT.")
    if unit_task is not None and (under or task is not None or alone):
        raise typer.BadParameter("--under, --task và --alone đi cùng --cascade.")
    with database() as db, db.read() as tx:
        if unit_task is not None:
            found = why_piece(tx, unit_task)
        else:
            unit_id = unit_named(tx, under).id if under else None
            cascade_id = cascade_named(tx, cascade)
            found = why_cascade(tx, cascade_id, lineage=not alone, under=unit_id, task_id=task)
    if json:
        as_json(found)
        return
    say(found.sentence)
    if found.person:
        say(f"Gỡ nhanh nhất: {found.person}" + (f", điện thoại {found.phone}" if found.phone else ""))
    if found.path:
        say(" ▸ ".join(step.label for step in found.path))
