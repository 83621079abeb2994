"""`migrate`, `verify`, `roll-up`, `doctor`: what whoever keeps the machine runs."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.context import cascade_named, database
from cli.shown import AsJson, as_json, plain, say
from kit.errors import Refusal
from kit.settings import settings


def register(app: typer.Typer) -> None:
    app.command("migrate", help="Đưa dữ liệu lên lược đồ của phiên bản này; chạy lại không sao.")(migrate)
    app.command("verify", help="Tính lại mọi con số từ từng phần việc; lệch thì nêu và trả mã 1.")(verify)
    app.command("roll-up", help="Tổng hợp ngay từ dưới lên, không cần Prefect.")(roll_up)
    app.command("doctor", help="Máy này có gì, thiếu gì, và bản cài có lành không.")(doctor)


def migrate(*, json: AsJson = False) -> None:
    from models.schema import migrate as bring_up

    found = bring_up(settings().url)
    if json:
        as_json(found)
    else:
        say(f"Dữ liệu đã ở lược đồ mới nhất ({found.head}).")


def verify(
    cascade: Annotated[str, typer.Argument(metavar="[ĐỢT]", help="Để trống: mọi đợt.")] = "",
    *,
    json: AsJson = False,
) -> None:
    from cascade.counting.verify import verify as recount

    with database() as db, db.read() as tx:
        found = recount(tx, cascade_named(tx, cascade) if cascade else None)
    if json:
        as_json({"differences": [plain(each) for each in found]})
    if found:
        raise Refusal(f"Có {len(found)} con số lệch với từng phần việc:", details=[str(each) for each in found])
    if not json:
        say("Mọi con số khớp với từng phần việc.")


def roll_up(
    *, whole: Annotated[bool, typer.Option("--all", help="Mọi đợt đang chạy, không chỉ nơi có thay đổi.")] = False
) -> None:
    from cascade.rolling.roll_up import all_live, run_all

    with database() as db:
        with db.read() as tx:
            ids = all_live(tx) if whole else None
        outcome = run_all(db, ids)
    say(
        f"Đã tổng hợp: {outcome.ready} nơi vừa đạt, {outcome.unready} nơi không còn đạt, {len(outcome.to_report)} phần việc tự báo xong."
    )


def doctor(*, json: AsJson = False) -> int:
    from cli.diagnosis import examine

    found = examine()
    if json:
        as_json(
            {"sound": all(check.ok or not check.needed for check in found), "checks": [plain(check) for check in found]}
        )
    else:
        for check in found:
            say(f"{'✓' if check.ok else '✗' if check.needed else '–'} {check.name}: {check.told}")
    return 0 if all(check.ok or not check.needed for check in found) else 1
