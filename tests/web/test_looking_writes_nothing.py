"""A look changes nothing: chat programs open every link they are sent, and a crawler would mark the whole province done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event

from cascade.drafting import drafts, readings
from cascade.marking import unit_tasks
from cascade.orders import TaskOrder
from cascade.papers.evidence import KeptFile
from tests.web.access_matrix import BLANKS, QUERIES
from web.routes import table

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP")


def test_no_get_writes_a_row(as_unit, town):
    made = town.issue(TaskOrder(title="Việc", holders=town.ids("gd"), due_on=date(2030, 1, 4)), by="quan", opened=False)
    piece = town.piece(made, "gd")
    town.do(unit_tasks.submit, "gd", piece)
    draft = town.db.write(lambda tx: drafts.new_blank(tx, actor=town.actor("quan")))
    kept = KeptFile("0" * 64, 5, "application/pdf", "kh.pdf")
    reading = town.db.write(lambda tx: readings.ask(tx, actor=town.actor("quan"), kept=kept))
    ids = {**BLANKS, "unit_task_id": piece, "cascade_id": made.cascade_id, "document_id": town.document, "draft_id": draft.draft_id,
           "reading_id": reading.id, "evidence_id": 1, "key": "1"}  # fmt: skip
    someone = as_unit("quan")
    written: list[str] = []

    def record(_connection, _cursor, statement, *_more):
        if statement.lstrip().upper().startswith(WRITES):
            written.append(statement)

    before = _everything(town)
    event.listen(town.db.engine, "before_cursor_execute", record)
    try:
        for route in table():
            if route.method == "GET" and not route.is_api:
                someone.get((route.path + QUERIES.get(route.path, "")).format(**ids))
    finally:
        event.remove(town.db.engine, "before_cursor_execute", record)
    assert written == []
    assert _everything(town) == before, "nor by any road the recorder does not watch"


def _everything(town) -> dict[str, list]:
    from models import Base

    with town.db.read() as tx:
        return {table.name: [tuple(row) for row in tx.execute(table.select())] for table in Base.metadata.sorted_tables}
