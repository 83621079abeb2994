"""`board`: completion by tier, unit or task, in the columns of the official table."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli.context import cascade_named, database, unit_named
from cli.shown import AsJson, as_json, day, percent, say, table, words

if TYPE_CHECKING:
    from cascade.counting.views import Board, BoardRow


class By(StrEnum):
    TIER = "tier"
    UNIT = "unit"
    TASK = "task"


_COLUMNS = (
    "", "Phải làm", "Xong đúng hạn", "Xong quá hạn", "Chưa xong, trong hạn", "Chưa xong, quá hạn",
    "Không hạn (xong)", "Hoàn thành", "Tỷ lệ",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    app.command("board", help="Bảng hoàn thành theo cấp, theo đơn vị hoặc theo nhiệm vụ.")(board)


def board(
    cascade: Annotated[str, typer.Argument(metavar="ĐỢT", help="Số thứ tự của đợt, hoặc số văn bản (281/KH-UBND).")],
    *,
    lineage: Annotated[bool, typer.Option("--lineage", help="Tính cả các kế hoạch bên dưới.")] = False,
    under: Annotated[str, typer.Option("--under", metavar="MÃ", help="Chỉ một đơn vị và các đơn vị dưới nó.")] = "",
    by: Annotated[By, typer.Option("--by", help="Xếp theo cấp, đơn vị hay nhiệm vụ.")] = By.TIER,
    as_of: Annotated[
        date | None, typer.Option("--as-of", parser=day, metavar="NGÀY", help="Số liệu đến hết một ngày trước đây.")
    ] = None,
    json: AsJson = False,
) -> None:
    from cascade.counting import boards

    with database() as db, db.read() as tx:
        cascade_id = cascade_named(tx, cascade)
        unit_id = unit_named(tx, under).id if under else None
        found = boards.board(tx, cascade_id, by=by.value, lineage=lineage, under=unit_id, as_of=as_of)
    if json:
        as_json(found.as_dict())
    else:
        _show(found)


def _show(found: Board) -> None:
    if not found.issued:
        say(f"Ngày {words(found.as_of)} đợt này chưa phát hành.")
        return
    rows = []
    for row in found.rows:
        rows.append(_line(row.label, row))
        rows += [_line(f"  {child.label}", child) for child in row.children]
    counts = found.total
    rows.append(_line("Tất cả", None, found))
    table(f"{found.title} · số liệu đến {words(found.as_of)}", _COLUMNS, rows, numbers=range(1, 9))
    say(
        f"Trong đó: chờ duyệt {counts.submitted} · sắp đến hạn {counts.due_soon} · chưa nhận {counts.not_received} · "
        f"bị trả lại {counts.returned} · từ chối nhận {counts.declined} · tạm dừng {counts.paused}",
        f"Ngoài bảng: được miễn {counts.exempt} · đã thu hồi {counts.revoked}",
    )


def _line(label: str, row: BoardRow | None, whole: Board | None = None) -> tuple[str, ...]:
    counts = row.counts if row is not None else whole.total  # type: ignore[union-attr]
    return (
        label, str(counts.total), str(counts.done_on_time), str(counts.done_late), str(counts.in_time), str(counts.overdue),
        f"{counts.no_deadline} ({counts.no_deadline_done})", str(counts.done), percent(counts.percent),
    )  # fmt: skip
