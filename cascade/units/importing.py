"""Importing a list of units: every error of the file at once, then the whole file or nothing.

The same file twice changes nothing. What a row says is compared with what stands; a new superior closes the old edge
yesterday and opens its own today, so that the tree of any past day stays as it was (law 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from cascade.actor import Actor
from cascade.journal import Entry, record
from cascade.units import arrangement
from cascade.units.checking import CheckedRow, ImportProblem, Known, check
from cascade.units.rows import UnitRow, read_rows
from kit import clock
from kit.text import fold
from kit.vocabulary import EventTag, Line
from models import Tier, Unit, UnitAlias, UnitSuperior, UnitType
from models.bulk import insert_rows
from models.sql import stored

_FIRST_DAY = date(1900, 1, 1)
_FIELDS = ("name", "short_name", "type_id", "contact_name", "contact_phone", "contact_email", "valid_from", "valid_to")


@dataclass(frozen=True)
class ImportReport:
    """What an import found and did; with problems, or on a trial run, nothing was written."""

    rows: int
    problems: tuple[ImportProblem, ...] = ()
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    is_trial: bool = False
    journal_id: int | None = None

    @property
    def is_clean(self) -> bool:
        return not self.problems


@dataclass
class _Plan:
    """Rows to write, gathered before anything is written."""

    new: list[CheckedRow] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    changed_ids: set[int] = field(default_factory=set)


def import_file(tx: Connection, *, actor: Actor, data: bytes, file_name: str, dry_run: bool = False) -> ImportReport:
    """Import a .csv or .xlsx list of units.

    Raises:
        Refusal: the file itself cannot be read as a list of units.
    """
    return import_units(tx, actor=actor, rows=read_rows(data, file_name), dry_run=dry_run, file_name=file_name)


def import_units(
    tx: Connection, *, actor: Actor, rows: Sequence[UnitRow], dry_run: bool = False, file_name: str = ""
) -> ImportReport:
    """Import rows: all of them when none is wrong, else none, with every problem listed.

    A database without tiers and types is given those the house starts with.
    """
    if tx.execute(select(UnitType.id).limit(1)).first() is None:
        arrangement.lay(tx)
    known = _known(tx)
    checked, problems = check(rows, known)
    if problems:
        return ImportReport(rows=len(rows), problems=tuple(problems), is_trial=dry_run)
    plan = _planned(checked, known)
    edges = _changed_edges(checked, known, plan)
    aliases = _missing_aliases(checked, known, plan)
    report = ImportReport(
        rows=len(rows), created=len(plan.new), changed=len(plan.changed_ids),
        unchanged=len(rows) - len(plan.new) - len(plan.changed_ids), is_trial=dry_run,
    )  # fmt: skip
    if dry_run or not (report.created or report.changed):
        return report
    ids = _write_units(tx, plan, known)
    _write_edges(tx, edges, ids)
    _write_aliases(tx, aliases, ids)
    journal_id = _tell(tx, actor, report, file_name, [ids[row.code] for row in plan.new], sorted(plan.changed_ids))
    return ImportReport(**{**report.__dict__, "journal_id": journal_id})


def _known(tx: Connection) -> Known:
    units = tx.execute(
        select(Unit.id, Unit.code, Unit.name, *(getattr(Unit, name) for name in _FIELDS if name != "name"))
    )
    names: dict[str, set[str]] = {}
    for code, alias in tx.execute(select(Unit.code, UnitAlias.alias_fold).join(Unit, Unit.id == UnitAlias.unit_id)):
        names.setdefault(alias, set()).add(code)
    types = tx.execute(
        select(UnitType.id, UnitType.code, UnitType.name, UnitType.abbreviation, Tier.code.label("tier_code")).join(
            Tier
        )
    )
    today = clock.today()
    superior = Unit.__table__.alias("superior")
    edges = tx.execute(
        select(Unit.code, superior.c.code, UnitSuperior.line)
        .select_from(UnitSuperior)
        .join(Unit, Unit.id == UnitSuperior.unit_id)
        .join(superior, superior.c.id == UnitSuperior.superior_id)
        .where((UnitSuperior.valid_to.is_(None)) | (UnitSuperior.valid_to >= today))
    )
    return Known(
        units={row.code: row._asdict() for row in units},
        aliases=names,
        types=[row._asdict() for row in types],
        tiers=dict(tx.execute(select(Tier.code, Tier.name).order_by(Tier.rank)).tuples().all()),
        superiors={(code, line): above for code, above, line in edges},
    )


def _planned(checked: Sequence[CheckedRow], known: Known) -> _Plan:
    plan = _Plan()
    for row in checked:
        stands = known.units.get(row.code)
        if stands is None:
            plan.new.append(row)
            continue
        wanted = {name: getattr(row, name) for name in _FIELDS}
        if any(stands[name] != value for name, value in wanted.items()):
            plan.updates.append(
                {"unit": stands["id"], "fold": fold(row.name), **{f"new_{k}": v for k, v in wanted.items()}}
            )
            plan.changed_ids.add(stands["id"])
    return plan


def _changed_edges(checked: Sequence[CheckedRow], known: Known, plan: _Plan) -> list[tuple[str, Line, str]]:
    edges: list[tuple[str, Line, str]] = []
    for row in checked:
        for line, above in row.superiors.items():
            if known.superiors.get((row.code, line)) != above:
                edges.append((row.code, line, above))
                if row.code in known.units:
                    plan.changed_ids.add(known.units[row.code]["id"])
    return edges


def _missing_aliases(checked: Sequence[CheckedRow], known: Known, plan: _Plan) -> list[tuple[str, str]]:
    missing: list[tuple[str, str]] = []
    for row in checked:
        # Two spellings that differ in marks or case are one alias.
        for key, alias in {fold(alias): alias for alias in reversed(row.aliases)}.items():
            if row.code not in known.aliases.get(key, ()):
                missing.append((row.code, alias))
                if row.code in known.units:
                    plan.changed_ids.add(known.units[row.code]["id"])
    return missing


def _write_units(tx: Connection, plan: _Plan, known: Known) -> dict[str, int]:
    position = len(known.units)
    columns = ("code", *_FIELDS, "name_fold", "position")
    insert_rows(
        tx, Unit, columns,
        (
            (row.code, *(stored(tx, getattr(row, name)) for name in _FIELDS), fold(row.name), position + order)
            for order, row in enumerate(plan.new)
        ),
    )  # fmt: skip
    if plan.updates:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _FIELDS}
        tx.execute(
            update(Unit).where(Unit.id == bindparam("unit")).values(name_fold=bindparam("fold"), **values), plan.updates
        )
    return dict(tx.execute(select(Unit.code, Unit.id)).tuples().all())


def _write_edges(tx: Connection, edges: Sequence[tuple[str, Line, str]], ids: dict[str, int]) -> None:
    today = clock.today()
    if not edges:
        return
    moved = [{"unit": ids[code], "way": line.value} for code, line, _ in edges]
    open_edge = (
        (UnitSuperior.unit_id == bindparam("unit"))
        & (UnitSuperior.line == bindparam("way"))
        & UnitSuperior.valid_to.is_(None)
    )
    had = {unit_id for (unit_id,) in tx.execute(select(UnitSuperior.unit_id).distinct())}
    moved = [edge for edge in moved if edge["unit"] in had]
    if moved:
        tx.execute(delete(UnitSuperior).where(open_edge, UnitSuperior.valid_from >= today), moved)
        tx.execute(update(UnitSuperior).where(open_edge).values(valid_to=today - timedelta(days=1)), moved)
    insert_rows(
        tx, UnitSuperior, ("unit_id", "superior_id", "line", "valid_from"),
        (
            (ids[code], ids[above], line.value, stored(tx, today if ids[code] in had else _FIRST_DAY))
            for code, line, above in edges
        ),
    )  # fmt: skip


def _write_aliases(tx: Connection, aliases: Sequence[tuple[str, str]], ids: dict[str, int]) -> None:
    insert_rows(
        tx, UnitAlias, ("unit_id", "alias", "alias_fold"), ((ids[code], alias, fold(alias)) for code, alias in aliases)
    )


def _tell(
    tx: Connection, actor: Actor, report: ImportReport, file_name: str, created: list[int], changed: list[int]
) -> int:
    data = {"file": file_name, "created": _ranges(created), "changed": _ranges(changed)}
    note = f"Thêm {report.created}, sửa {report.changed} đơn vị"
    return record(tx, Entry(EventTag.UNITS_IMPORTED, actor, note=note, data=data))


def _ranges(ids: list[int]) -> list[list[int]]:
    """Ids as closed ranges: fifty thousand members in a few bytes."""
    found: list[list[int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
