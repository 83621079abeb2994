"""`units`: the list of units, in from a file, out to the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.context import As, Unit, actor_or_system, database, unit_named
from cli.shown import AsJson, as_json, plain, say, table
from kit.errors import Refusal

app = typer.Typer(help="Danh sách đơn vị.", no_args_is_help=True)


@app.command(
    "import", help="Nhập danh sách đơn vị từ tệp .csv hoặc .xlsx: đúng hết thì nhập, sai một dòng thì không nhập."
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", exists=True, dir_okay=False)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ thử, không ghi gì.")] = False,
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.units.importing import import_file

    data = file.read_bytes()
    with database() as db:
        report = db.write(
            lambda tx: import_file(
                tx, actor=actor_or_system(tx, login, unit), data=data, file_name=file.name, dry_run=dry_run
            )
        )
    if json:
        as_json({**plain(report), "problems": [str(problem) for problem in report.problems]})
    if report.problems:
        raise Refusal(
            f"Tệp {file.name} có {len(report.problems)} chỗ sai; chưa nhập gì. Sửa rồi nhập lại cả tệp:",
            details=[str(problem) for problem in report.problems],
        )
    if not json:
        done = "Thử xong, chưa ghi gì" if dry_run else "Đã nhập"
        say(
            f"{done}: {report.rows} dòng, {report.created} đơn vị mới, {report.changed} thay đổi, {report.unchanged} giữ nguyên."
        )


@app.command("list", help="Các đơn vị, theo cây hoặc theo chữ tìm.")
def list_(
    text: Annotated[str, typer.Argument(metavar="[CHỮ TÌM]")] = "",
    *,
    json: AsJson = False,
) -> None:
    from cascade.store import units

    with database() as db, db.read() as tx:
        found = units.search(tx, text, limit=200) if text else tuple(row.unit for row in units.tree(tx))
        depth = {} if text else {row.unit.id: row.depth for row in units.tree(tx)}
    if json:
        as_json(found)
        return
    rows = [
        (each.code, "  " * depth.get(each.id, 0) + each.name, each.type_name, each.contact_name, each.contact_phone)
        for each in found
    ]
    table(f"{len(rows)} đơn vị", ("Mã", "Tên", "Loại", "Người phụ trách", "Điện thoại"), rows)


@app.command("show", help="Một đơn vị: loại, cấp trên, người phụ trách, tên gọi khác.")
def show(code: Annotated[str, typer.Argument(metavar="MÃ")], *, json: AsJson = False) -> None:
    from cascade.store import units

    with database() as db, db.read() as tx:
        found = unit_named(tx, code)
        other = units.aliases(tx, found.id)
    if json:
        as_json({**plain(found), "aliases": list(other)})
        return
    table(found.name, ("", ""), [
        ("Mã", found.code), ("Cấp", found.tier_name), ("Loại", found.type_name), ("Cấp trên", found.superior_name),
        ("Phụ trách", found.contact_name), ("Điện thoại", found.contact_phone), ("Tên gọi khác", "; ".join(other)),
    ])  # fmt: skip
