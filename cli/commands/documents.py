"""`documents`: the papers of the register and what they stand on."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.context import database
from cli.shown import AsJson, as_json, table
from kit.errors import NotFound

app = typer.Typer(help="Sổ văn bản và lược đồ văn bản.", no_args_is_help=True)


@app.command("list", help="Các văn bản trong sổ, kể cả văn bản giữ chỗ.")
def list_(*, json: AsJson = False) -> None:
    from cascade.store.numbered import documents

    with database() as db, db.read() as tx:
        found = documents(tx)
    if json:
        as_json([each._asdict() for each in found])
        return
    rows = [
        (
            each.id,
            each.number or "chưa rõ số",
            each.kind,
            each.issuer_name,
            each.issued_on,
            each.subject[:80],
            "giữ chỗ" if each.is_placeholder else "",
        )
        for each in found
    ]
    table(f"{len(rows)} văn bản", ("Mã", "Số", "Loại", "Cơ quan", "Ngày", "Trích yếu", ""), rows, numbers=(0,))


@app.command("graph", help="Lược đồ văn bản: một văn bản và mọi văn bản nó thực hiện; không nêu thì vẽ cả sổ.")
def graph(
    number: Annotated[str, typer.Argument(metavar="[SỐ]", help="Số văn bản, hoặc mã trong sổ.")] = "",
    *,
    json: AsJson = False,
) -> None:
    from cascade.rolling import lineage
    from cascade.store.numbered import documents, documents_of_number
    from cli.drawing import as_data, draw_documents

    with database() as db, db.read() as tx:
        every = [each.id for each in documents(tx)]
        ids = every
        if number:
            ids = [found[0] for found in documents_of_number(tx, number)]
            if not ids and number.isdecimal() and int(number) in every:
                ids = [int(number)]
            if not ids:
                raise NotFound(f"Không có văn bản số “{number}” trong sổ. Xem: thongsuot documents list.")
        found = lineage.documents(tx, ids)
    if json:
        as_json(as_data(found))
    else:
        draw_documents(found, f"document:{ids[0]}" if number else None)
