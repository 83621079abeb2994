"""`documents`: the papers of the register, what they stand on, and where they do not agree."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.context import As, Unit, actor, actor_or_system, database
from cli.shown import AsJson, as_json, plain, say, table
from kit.errors import NotFound
from kit.settings import settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cascade.papers.evidence import KeptFile
    from cascade.papers.register import Registered

app = typer.Typer(help="Sổ văn bản, lược đồ văn bản và những chỗ chưa khớp.", no_args_is_help=True)

MOST_COMPARED = 1000
"""Papers of one drawing that are compared with each other."""

Named = Annotated[str, typer.Argument(metavar="[SỐ]", help="Số văn bản, hoặc mã trong sổ.")]


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


@app.command("add", help="Đọc một tệp và đưa văn bản vào sổ, cùng những văn bản nó dẫn; chưa lập bản nháp.")
def add(
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", exists=True, dir_okay=False)],
    *,
    login: As = "",
    unit: Unit = "",
    json: AsJson = False,
) -> None:
    from cascade.papers.evidence import keep
    from documents import read_file

    added = []
    with database() as db:
        for file in files:
            reading = read_file(file).to_json()
            with file.open("rb") as stream:
                kept = keep(settings().files, stream, file.name)
            made = db.write(partial(_register, login=login, unit=unit, reading=reading, kept=kept))
            added.append((file, made, reading))
    if json:
        as_json(
            [{"file": file.name, **plain(made), "problems": len(reading["problems"])} for file, made, reading in added]
        )
        return
    for file, made, reading in added:
        state = "đã có trong sổ" if made.is_known else "ghép vào văn bản giữ chỗ" if made.bound_placeholder else "mới"
        say(f"{file.name}: văn bản {made.document_id}, {made.number or 'chưa rõ số'} ({state}).")
        for part in reading["parts"][1:]:
            say(f"  Phần kèm trong tệp, để riêng: {' '.join(filter(None, (part['type'], part['title'])))}")


def _register(tx: Connection, *, login: str, unit: str, reading: dict[str, Any], kept: KeptFile) -> Registered:
    from cascade.papers.register import register
    from cascade.store.units import any_unit

    # Before there is a list of units nobody's papers can be shown to a stranger: the server's own hand may begin the register.
    who = actor(tx, login, unit) if any_unit(tx) else actor_or_system(tx, login, unit)
    return register(tx, actor=who, reading=reading, kept=kept)


@app.command("graph", help="Lược đồ văn bản: một văn bản với mọi văn bản trên, dưới nó; không nêu thì vẽ cả sổ.")
def graph(number: Named = "", *, json: AsJson = False) -> None:
    from cascade.papers import kept
    from cascade.papers.disagreeing import between
    from cascade.rolling import lineage
    from cascade.store.documents import edges_below, mentions_of
    from cascade.store.numbered import documents
    from cli.lineages import draw_lineage, lineage_data, lineage_of

    with database() as db, db.read() as tx:
        rows = {row.id: row for row in documents(tx)}
        asked = document_named(tx, number) if number else None
        ids = set(rows) if asked is None else {asked, *(low for low, _ in edges_below(tx, [asked]))}
        found = lineage_of(lineage.documents(tx, ids), rows, mentions_of(tx, ids), asked)
        shown = {paper.id for paper in found.papers}
        # A national directive has tens of thousands under it: drawn, yet not compared with each other.
        compared = kept.load(tx, shown if len(shown) <= MOST_COMPARED else kept.around(tx, asked or 0))
        problems = [each for each in between(compared) if asked is None or asked in each.document_ids]
    if json:
        as_json({**lineage_data(found), "problems": [plain(each) for each in problems]})
        return
    draw_lineage(found)
    if problems:
        say("", f"Cần xem: {len(problems)}", *(f"  - {each.message}" for each in problems))


@app.command("problems", help="Những chỗ cần xem trong một văn bản và giữa các văn bản; không nêu thì xem cả sổ.")
def problems(number: Named = "", *, json: AsJson = False) -> None:
    from cascade.papers import kept
    from cascade.papers.disagreeing import between
    from cascade.store.documents import problems_read

    with database() as db, db.read() as tx:
        asked = document_named(tx, number) if number else None
        found = kept.load(tx, None if asked is None else kept.around(tx, asked))
        apart = [each for each in between(found) if asked is None or asked in each.document_ids]
        inside = problems_read(tx, [asked] if asked is not None else None)
    if json:
        told = [
            {**each, "places": [{"document_id": key, "name": found.papers[key].name, "span": each["span"]}]}
            for key, each in inside
        ]
        as_json({"between": [plain(each) for each in apart], "inside": told})
        return
    say(f"Giữa các văn bản: {len(apart)}", *(f"  - {each.message}" for each in apart))
    for document_id in dict.fromkeys(key for key, _ in inside):
        mine = [each for key, each in inside if key == document_id]
        many = Counter(each["kind"] for each in mine)
        say("", f"{found.papers[document_id].name}: {len(mine)}")
        for kind in many:
            told = [each["message"] for each in mine if each["kind"] == kind]
            say(*(f"  - {message}" for message in told[:3]))
            if len(told) > 3:
                say(f"    … và {len(told) - 3} chỗ cùng loại")


@app.command("bind", help="Ghép một văn bản giữ chỗ vào văn bản đã có: hai mã trong sổ.")
def bind(
    placeholder: Annotated[int, typer.Argument(metavar="GIỮ-CHỖ")],
    document: Annotated[int, typer.Argument(metavar="VĂN-BẢN")],
) -> None:
    from cascade.papers import register

    with database() as db:
        db.write(lambda tx: register.bind(tx, placeholder_id=placeholder, document_id=document))
    say(f"Đã ghép văn bản giữ chỗ {placeholder} vào văn bản {document}.")


def document_named(tx: Connection, named: str) -> int:
    """A paper by its number, or by its place in the register.

    Raises:
        NotFound: none, or several: they are listed.
    """
    from cascade.store.numbered import documents, documents_of_number

    found = documents_of_number(tx, named)
    if not found and named.isdecimal():
        found = [(row.id, row.number or "", row.issuer_name) for row in documents(tx) if row.id == int(named)]
    if len(found) == 1:
        return found[0][0]
    raise NotFound(
        f"Không có văn bản số “{named}” trong sổ. Xem: thongsuot documents list."
        if not found
        else f"Nhiều văn bản cùng số “{named}”. Ghi mã trong sổ của một văn bản:",
        details=[f"  {key}  {number}  {issuer}" for key, number, issuer in found],
    )
