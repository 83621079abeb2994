"""Who holds recurring work now: the rule by which its units were chosen, evaluated against the directory of today. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from cascade.drafting.content import Party
from cascade.units.choice import Selection, expand
from cascade.units.directory import Directory


def chosen_anew(parties: Iterable[Party], directory: Directory) -> tuple[int, ...]:
    """A group by its rule, single units by themselves or whoever took over from them; each once."""
    found: dict[int, None] = {}
    for party in parties:
        if party.selection is not None:
            found.update(dict.fromkeys(expand(Selection.from_json(party.selection), directory)))
        else:
            found.update(dict.fromkeys(standing(party.unit_ids, directory)))
    return tuple(found)


def standing(unit_ids: Iterable[int], directory: Directory) -> tuple[int, ...]:
    """These units as far as they still are; an ended one gives way to its successors, if it has any."""
    found: dict[int, None] = {}
    for unit_id in unit_ids:
        waiting, seen = [unit_id], set()
        while waiting:
            each = waiting.pop(0)
            unit = directory.by_id.get(each)
            if unit is None or each in seen:
                continue
            seen.add(each)
            if directory.is_valid(unit):
                found[each] = None
            else:
                waiting += directory.successors.get(each, ())
    return tuple(found)
