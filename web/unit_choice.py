"""A choice of units on a form: types ticked, units left out, names added; and the same choice shown again from a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.drafting import drafts
from cascade.drafting.drafts import DraftView
from cascade.drafting.parties import LEAD, PhraseUse, by_type
from cascade.store import units
from cascade.units.directory import Directory
from cascade.units.selection import Reader, Selection, expand, left_out
from kit.errors import Refusal
from kit.vocabulary import Line
from web.forms import Posted

MOST_NAMED = 600
"""More units than this are told by their types; their boxes would be no help to anybody."""


@dataclass(frozen=True)
class Choice:
    unit_ids: tuple[int, ...]
    selection: Selection | None


@dataclass(frozen=True)
class KindBox:
    code: str
    name: str
    count: int
    checked: bool


@dataclass(frozen=True)
class TierBoxes:
    name: str
    types: tuple[KindBox, ...]


@dataclass(frozen=True)
class Out:
    unit_id: int
    name: str
    reason: str
    can_return: bool


@dataclass(frozen=True)
class Start:
    """The directory as this office sees it, with the reader of names."""

    reader: Reader

    @property
    def directory(self) -> Directory:
        return self.reader.directory

    def read_names(self, typed: str, *, field: str = "them") -> tuple[int, ...]:
        """Units by the names typed, one a line.

        Raises:
            Refusal: a name means nobody we know; the nearest names are told.
        """
        found: list[int] = []
        for line in (piece.strip() for piece in typed.replace(";", "\n").splitlines()):
            if not line:
                continue
            match = self.reader.read(line)
            if not match.is_resolved:
                near = ", ".join(f"‘{one.name}’" for one in match.alternatives[:3])
                raise Refusal(
                    f"Không rõ ‘{line}’ là đơn vị nào."
                    + (f" Gần nhất: {near}." if near else " Ghi tên đầy đủ trong danh mục."),
                    field=field,
                )
            found += match.unit_ids
        return tuple(dict.fromkeys(found))


def start_of(tx: Connection, draft: DraftView, actor: Actor) -> Start:
    return Start(drafts.desk(tx, actor, line=draft.content.line, content=draft.content).reader)


def types_told(tx: Connection) -> Callable[[Iterable[int]], tuple[tuple[str, int], ...]]:
    """`MN 15, TH 14`: how many of some units are of each type, in the register's order."""
    kinds = units.types(tx)
    known = units.directory(tx, line=Line.STATE).by_id

    def tell(unit_ids: Iterable[int]) -> tuple[tuple[str, int], ...]:
        counted = by_type(unit_ids, {unit_id: known[unit_id].type_code for unit_id in unit_ids if unit_id in known})
        return tuple((kind.abbreviation or kind.name, counted[kind.code]) for kind in kinds if counted.get(kind.code))

    return tell


def chosen_by(tx: Connection, form: Posted, draft: DraftView) -> Choice:
    """What the form chooses now: its types without the units whose mark was taken away, with those added by name.

    Raises:
        Refusal: a name typed means nobody.
    """
    start = start_of(tx, draft, form.actor)
    types = tuple(dict.fromkeys(form.every("loai")))
    shown, kept = set(form.numbers("co")), set(form.numbers("don_vi"))
    added = (*form.numbers("offer"), *form.numbers("lay_lai"), *start.read_names(form.text("them")))
    directory = start.directory
    by_hand = [unit for unit in kept if directory.by_id.get(unit) and directory.by_id[unit].type_code not in types]
    if not types:
        ids = tuple(unit.id for unit in directory.units if unit.id in {*by_hand, *added} and directory.is_valid(unit))
        return Choice(ids, None)
    selection = Selection(
        types=types, under=_under(directory, form.actor.unit_id), include=tuple(dict.fromkeys((*by_hand, *added))),
        exclude=tuple(sorted((shown - kept) - set(added))),
    )  # fmt: skip
    return Choice(expand(selection, directory), selection)


def page_of(tx: Connection, draft: DraftView, use: PhraseUse, actor: Actor) -> dict[str, Any]:
    """The form's boxes for a phrase as the draft has it."""
    start = start_of(tx, draft, actor)
    directory = start.directory
    selection = Selection.from_json(use.party.selection) if use.party.selection else Selection()
    pool = _pool(directory, actor.unit_id)
    counts = by_type(pool, {unit_id: directory.by_id[unit_id].type_code for unit_id in pool})
    chosen = [directory.by_id[unit_id] for unit_id in use.party.unit_ids if unit_id in directory.by_id][:MOST_NAMED]
    told = types_told(tx)
    is_lead = use.role == LEAD
    return {
        "tiers": _boxes(tx, counts, _types_of(selection, directory)), "chosen": chosen,
        "offers": () if use.party.is_resolved else use.party.offers, "out": _out(replace(selection, under=selection.under), directory),
        "count": len(use.party.unit_ids), "count_types": told(use.party.unit_ids), "pieces": len(use.party.unit_ids) * len(use.tasks) if is_lead else 0,
    }  # fmt: skip


def _types_of(selection: Selection, directory: Directory) -> frozenset[str]:
    """The types a selection takes; tiers are spelt out as their types."""
    if selection.types:
        return frozenset(selection.types)
    return frozenset(unit.type_code for unit in directory.units if unit.tier_code in selection.tiers)


def _boxes(tx: Connection, counts: dict[str, int], checked: frozenset[str]) -> tuple[TierBoxes, ...]:
    found = []
    kinds = units.types(tx)
    for tier in units.tiers(tx):
        boxes = tuple(
            KindBox(kind.code, kind.name, counts.get(kind.code, 0), kind.code in checked)
            for kind in kinds
            if kind.tier_code == tier.code and (counts.get(kind.code) or kind.code in checked)
        )
        if boxes:
            found.append(TierBoxes(tier.name, boxes))
    return tuple(found)


def _out(selection: Selection, directory: Directory) -> tuple[Out, ...]:
    return tuple(
        Out(one.unit_id, one.name, one.reason, one.unit_id in selection.exclude)
        for one in left_out(selection, directory)[:MOST_NAMED]
    )


def _under(directory: Directory, unit_id: int) -> int | None:
    """Types are meant within the office's own branch; an office without one, a department at its superior's side, within the superior's."""
    for above in (unit_id, *directory.above(unit_id)):
        if directory.children.get(above):
            return above
    return None


def _pool(directory: Directory, unit_id: int) -> list[int]:
    top = _under(directory, unit_id)
    branch = directory.subtree(top) if top is not None else list(directory.units)
    return [unit.id for unit in branch if directory.is_valid(unit)]
