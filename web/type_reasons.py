"""Why the sum over one type of unit is red: what the counters say of all of them, then the answer for the worst one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from cascade.counting import boards
from cascade.counting.type_boards import units_of_type
from cascade.counts import Counts
from cascade.store import names
from cascade.store.lineage_ids import lineage_ids
from cascade.why.words import Tone, Why
from web.views import query

Place = tuple[str, Counts, str]
"""Where the red is: a name, its figures, the address that answers for it."""

MOST_UNITS = 600
"""More units of a type than this are not looked at one by one for a sentence."""
SHOWN = 8


@dataclass(frozen=True)
class TypeReason:
    name: str
    counts: Counts
    units: int
    red: tuple[Place, ...]
    worst_unit_id: int | None

    @property
    def places(self) -> tuple[Place, ...]:
        return self.red[:SHOWN]

    def around(self, answer: Why) -> Why:
        """The sentence of the whole type, and after it the answer for the unit that is worst off."""
        total = self.counts
        if not total.overdue:
            said = f"Không đỏ: {total.done}/{total.total} phần việc của {self.name} đã xong, không có việc quá hạn."
            return replace(
                answer,
                sentence=said,
                tone=Tone.CALM,
                overdue=0,
                total=total.total,
                causes=(),
                path=(),
                person="",
                phone="",
            )
        said = f"Đỏ vì {total.overdue}/{total.total} phần việc của {self.name} quá hạn"
        if self.red:
            label, counts, _ = self.red[0]
            said += f", ở {len(self.red)}/{self.units} đơn vị; nhiều nhất là {label} ({counts.overdue} việc): {_lower(answer.sentence)}"
        else:
            said += "."
        return replace(answer, sentence=said, tone=Tone.RED, overdue=total.overdue, total=total.total, causes=())


def of_type(tx: Connection, cascade_id: int, type_code: str, under: int | None, *, lineage: bool) -> TypeReason:
    """The figures of one type within a branch, and its units with overdue work, worst first."""
    board = boards.board(tx, cascade_id, lineage=lineage, under=under)
    row = next((kind for tier in board.rows for kind in tier.children if kind.type_code == type_code), None)
    name = next((kind.name for tier in names.tiers(tx) for kind in tier.types if kind.code == type_code), type_code)
    if row is None:
        return TypeReason(name, Counts.empty(), 0, (), None)
    ids = lineage_ids(tx, cascade_id) if lineage else (cascade_id,)
    units = units_of_type(tx, ids, type_code, under=under, size=MOST_UNITS)
    late = [one for one in units.rows if one.counts.overdue] if units.pages == 1 else []
    late.sort(key=lambda one: -one.counts.overdue)
    dong = "1" if lineage else None
    red = tuple((one.label, one.counts, f"/vi-sao{query(dot=cascade_id, duoi=one.unit_id, dong=dong)}") for one in late)
    return TypeReason(name, row.counts, units.units, red, late[0].unit_id if late else None)


def _lower(sentence: str) -> str:
    """A sentence as the second half of another: its first letter small."""
    return sentence[:1].lower() + sentence[1:]
