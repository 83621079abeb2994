"""`cascade what-if` and `cascade latest`: what would follow, and by when each level must have finished. Neither saves anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.context import cascade_named, database
from cli.shown import AsJson, as_json, day, plain, say, table, words

if TYPE_CHECKING:
    from cascade.orders import Policy

app = typer.Typer()

Named = Annotated[str, typer.Argument(metavar="ĐỢT", help="Số thứ tự của đợt, hoặc số văn bản (281/KH-UBND).")]


@app.command("what-if", help="Thử: nếu xong, nếu miễn, nếu dời hạn, nếu đổi mức đạt thì các cấp ra sao. Không lưu gì.")
def what_if(
    cascade: Named,
    *,
    done: Annotated[list[int] | None, typer.Option("--done", metavar="PHẦN-VIỆC", help="Coi như đã xong.")] = None,
    exempt: Annotated[
        list[int] | None, typer.Option("--exempt", metavar="PHẦN-VIỆC", help="Coi như được miễn.")
    ] = None,
    due: Annotated[
        list[str] | None, typer.Option("--due", metavar="NHIỆM-VỤ=NGÀY", help="Dời hạn của một nhiệm vụ.")
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="NHIỆM-VỤ=MỨC", help="Mức đạt: 80% hoặc 3 (đơn vị) hoặc tat-ca."),
    ] = None,
    json: AsJson = False,
) -> None:
    from cascade.rolling.supposing import Supposition, suppose

    dates = {task: day(told) for task, told in map(_pair, due or ())}
    policies = {task: _policy(told) for task, told in map(_pair, policy or ())}
    with database() as db, db.read() as tx:
        supposed = Supposition(tuple(done or ()), tuple(exempt or ()), policies, dates)
        found = suppose(tx, cascade_named(tx, cascade), supposed)
    if json:
        as_json(found)
        return
    told = {None: "chưa rõ", True: "đã đạt", False: "chưa đạt"}
    rows = [
        (each.name, f"{each.before.done}/{each.before.live} → {each.after.done}/{each.after.live}",
         f"{told[each.reached_before]} → {told[each.reached_after]}", f"{each.overdue_before} → {each.overdue_after}")
        for each in found
    ]  # fmt: skip
    table("Nếu vậy thì (chưa lưu gì)", ("Nơi", "Bên dưới xong", "Đạt", "Quá hạn"), rows)


@app.command("latest", help="Tính lùi: mỗi cấp phải xong muộn nhất ngày nào để cấp trên còn kịp tổng hợp.")
def latest(
    cascade: Named,
    *,
    due: Annotated[
        date | None,
        typer.Option("--due", parser=day, metavar="NGÀY", help="Ngày phải báo cáo; để trống: hạn của từng nhiệm vụ."),
    ] = None,
    json: AsJson = False,
) -> None:
    from cascade.rolling.back_planning import latest_days, tight

    with database() as db, db.read() as tx:
        rows = latest_days(tx, cascade_named(tx, cascade), due)
    late = tight(rows)
    if json:
        as_json([{**plain(row), "is_late": row.is_late} for row in rows])
        return
    table("Muộn nhất", ("Nơi", "Muộn nhất", "Hạn đang có", ""),
          [("  " * row.depth + row.name, row.latest, words(row.due_on) or "không có hạn", "không kịp" if row.is_late else "") for row in rows])  # fmt: skip
    say(f"{len(late)} nơi có hạn muộn hơn mức ấy." if late else "Các hạn đang có đều kịp.")


def _pair(typed: str) -> tuple[int, str]:
    name, separator, told = typed.partition("=")
    if not separator or not name.strip().isdecimal():
        raise typer.BadParameter(f"“{typed}”: ghi số nhiệm vụ, dấu =, rồi giá trị; ví dụ 12=80%.")
    return int(name), told.strip()


def _policy(told: str) -> Policy:
    from cascade.orders import Policy
    from kit.vocabulary import PolicyKind

    number = told.removesuffix("%").strip()
    if told in ("tat-ca", "all"):
        return Policy()
    if not number.isdecimal() or int(number) < 1:
        raise typer.BadParameter(f"Mức đạt “{told}”: ghi 80%, 3 hoặc tat-ca.")
    return Policy(PolicyKind.PERCENT if told.endswith("%") else PolicyKind.AT_LEAST, int(number))
