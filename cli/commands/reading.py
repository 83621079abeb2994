"""`read`: what a paper says, read in a child process that may be killed. Touches no database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.shown import AsJson, as_json, console, say, table, words
from kit.vocabulary import Relation

if TYPE_CHECKING:
    from documents import ParsedDocument


def register(app: typer.Typer) -> None:
    app.command("read", help="Đọc một văn bản: đầu văn bản, căn cứ, nhiệm vụ, chế độ báo cáo, biểu mẫu.")(read)


def read(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help=".docx, .doc, .txt, .pdf hoặc ảnh quét.")],
    *,
    json: AsJson = False,
) -> None:
    from documents import read_file

    found = read_file(file)
    if json:
        as_json(found.to_json())
    else:
        _show(found)


def _show(found: ParsedDocument) -> None:
    head = found.document
    rows = [("Loại", head.type), ("Số, ký hiệu", head.number), ("Ngày", head.date), ("Cơ quan", head.issuer),
            ("Trích yếu", head.subject), ("Thẩm quyền ký", head.signed_as), ("Kính gửi", "; ".join(head.addressees))]  # fmt: skip
    table("Văn bản", ("", ""), [(name, value or "chưa rõ") for name, value in rows])
    cited = [
        (each.number or each.title or each.raw, each.date, each.issuer, Relation(each.relation))
        for each in found.citations
    ]
    table(f"Văn bản được dẫn: {len(cited)}", ("Số hoặc tên", "Ngày", "Cơ quan", "Quan hệ"), cited)
    tasks = [
        (
            each.ref,
            each.text[:120],
            "; ".join(each.lead or each.assignees),
            "; ".join(each.coordinating),
            each.timeframe or each.due,
        )
        for each in found.tasks
    ]
    table(f"Nhiệm vụ: {len(tasks)}", ("Mục", "Nội dung", "Chủ trì / thực hiện", "Phối hợp", "Thời gian"), tasks)
    reports = [(each.what[:80], "; ".join(each.sender), each.to, each.via, each.due) for each in found.reporting]
    table(f"Chế độ báo cáo: {len(reports)}", ("Báo cáo", "Đơn vị gửi", "Nơi nhận", "Thông qua", "Hạn"), reports)
    for form in found.report_forms:
        say(f"Biểu mẫu: {form.title or 'không tên'}, {len(form.tables)} bảng")
    if found.problems:
        console().print("Cần xem lại:", style="bold")
        say(*(f"  - {words(problem.message)}" for problem in found.problems))
