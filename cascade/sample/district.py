"""A district of real shape: every tier and line from the Politburo to the nursery group; schools and people invented.

Laid through the same import an office uses, from `district.csv`, so that the sample also proves the import.
"""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, select

from cascade.actor import SYSTEM
from cascade.sample.people import lay_people
from cascade.units import arrangement
from cascade.units.importing import import_file
from models import Unit


def lay_district(tx: Connection, *, with_people: bool = True) -> dict[str, int]:
    """Lay what is not there yet; returns the ids of all units by code."""
    arrangement.lay(tx)
    report = import_file(tx, actor=SYSTEM, data=district_csv(), file_name="district.csv")
    if report.problems:
        raise AssertionError([str(problem) for problem in report.problems])
    if with_people:
        lay_people(tx)
    return dict(tx.execute(select(Unit.code, Unit.id)).tuples().all())


def district_csv() -> bytes:
    """The list itself, as an office would send it."""
    return files("cascade.sample").joinpath("district.csv").read_bytes()
