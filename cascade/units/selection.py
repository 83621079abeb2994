"""Who is meant: the phrases of documents turned into units, or into a selection of them. Pure.

A phrase comes out as units with a score and alternatives, or *unresolved*, which blocks issuing by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from cascade.units.choice import LeftOut, Selection, expand, left_out
from cascade.units.directory import Directory, KnownUnit, level_of, tight_key, without_place, words_key
from cascade.units.groups import Group, bare, group_of
from cascade.units.match import CLEAR, WORTH_A_LOOK, Alternative, Match
from cascade.units.phrases import (
    AT_SCHOOL,
    INSIDE,
    MANY,
    SUBORDINATES,
    VAGUE,
    cleaned,
    definitions,
    goes_on,
    only_sounds_alike,
    pieces,
)
from cascade.units.places import ELSEWHERE, FITS, SAME_LEVEL, fit, level_said, speaks_of_many

__all__ = [
    "CLEAR",
    "WORTH_A_LOOK",
    "Alternative",
    "LeftOut",
    "Match",
    "Reader",
    "Selection",
    "definitions",
    "expand",
    "left_out",
]

_SAME_NAME = 95.0
_NEAR_NAME = 70.0


@dataclass
class Reader:
    """Reads phrases for one issuing office: the nearest unit of a name is the one meant."""

    directory: Directory
    issuer_id: int
    definitions: Mapping[str, str] = field(default_factory=dict)
    addressees: tuple[str, ...] = ()
    _scopes: list[set[int]] = field(default_factory=list, init=False)

    def read(self, phrase: str, *, depth: int = 0) -> Match:
        """The units one phrase names; several names in one phrase are told apart by the names themselves."""
        said = cleaned(phrase)
        if "duoc giao" in words_key(said):
            # "… được giao chủ trì tại Kế hoạch số …" is who another text says: nobody can be read out of this one.
            return Match(phrase, unresolved=(said,))
        found: list[Match] = []
        parts = pieces(said)
        start = 0
        while start < len(parts):
            taken, match = self._longest(said, parts, start, depth)
            found.append(match)
            start += taken
        return _merged(phrase, found)

    def _longest(self, text: str, parts: list[tuple[int, int]], start: int, depth: int) -> tuple[int, Match]:
        end = start + 1
        while end < len(parts) and goes_on(text[parts[start][0] : parts[end - 1][1]], text[slice(*parts[end])]):
            end += 1
        name = text[parts[start][0] : parts[end - 1][1]]
        for last in range(len(parts), end - 1, -1):
            match = self._whole(text[parts[start][0] : parts[last - 1][1]], depth)
            if match is not None:
                return last - start, match
        return end - start, self._near(name)

    def _whole(self, part: str, depth: int) -> Match | None:
        key = words_key(part)
        meant = self.definitions.get(key) or self.definitions.get(bare(key))
        if meant is not None and depth < 2:
            match = self.read(meant, depth=depth + 1)
            if match.unit_ids:
                return Match(
                    part,
                    match.unit_ids,
                    min(match.score, 0.95),
                    match.selection,
                    match.alternatives,
                    match.unresolved,
                    match.problems,
                )
        own = self._own(part, key)
        if own is not None:
            return own
        addressed = self._addressed(part, key) if depth == 0 else None
        if addressed is not None:
            return addressed
        if bare(key) in SUBORDINATES:
            return self._subordinates(part)
        for group in () if only_sounds_alike(part) else (group_of(key), self._group_by_type(key)):
            meant_units = self._group(part, group) if group is not None else None
            if meant_units is not None:
                return meant_units
        return self._named(part, key)

    def _addressed(self, part: str, key: str) -> Match | None:
        """In a letter "các đơn vị" are those it is addressed to, and a school's people stand for the schools among them; somebody should look."""
        at_school = AT_SCHOOL.match(key) is not None
        if not self.addressees or not (at_school or bare(key) in SUBORDINATES | {"don vi"}):
            return None
        match = self.read("; ".join(self.addressees), depth=1)
        ids = tuple(
            unit for unit in match.unit_ids if not at_school or self.directory.by_id[unit].tier_code == "TRUONG"
        )
        selection = match.selection if ids == match.unit_ids else None
        return Match(part, ids, min(match.score, 0.65), selection) if ids else None

    def _subordinates(self, part: str) -> Match | None:
        """ "Thủ trưởng các đơn vị" that the document does not define: those right under the office; somebody should look."""
        below = [unit for unit in self.directory.children.get(self.issuer_id, ()) if self.directory.is_valid(unit)]
        types = tuple(dict.fromkeys(unit.type_code for unit in below))
        selection = Selection(types=types, under=self.issuer_id, only_direct=True)
        return Match(part, expand(selection, self.directory), 0.65, selection) if below else None

    def _own(self, part: str, key: str) -> Match | None:
        """The office's own name for itself, and the bodies inside a school, which are not units."""
        issuer = self.directory.by_id.get(self.issuer_id)
        if issuer is None or issuer.tier_code != "TRUONG":
            return None
        if key in ("nha truong", "truong", "don vi", "truong ta"):
            return Match(part, (issuer.id,), 0.95)
        return Match(part, (issuer.id,), WORTH_A_LOOK) if INSIDE.match(key) else None

    def _group_by_type(self, key: str) -> Group | None:
        """ "Các trạm y tế" where an office has added such a type: types are data, not grammar."""
        found = MANY.match(bare(key))
        types = self.directory.types_named(found["rest"]) if found else ()
        return Group(types, 0.92, int(found["count"]) if found and found["count"] else None) if types else None

    def _group(self, part: str, group: Group) -> Match | None:
        level = None if _PLACES & set(group.types) else level_said(words_key(part))
        for above in (self.issuer_id, *self.directory.above(self.issuer_id)):
            own = level_of(words_key(self.directory.by_id[above].name))
            if level is not None and own is not None and own < level:
                # "các sở, ban, ngành tỉnh" are not the district's own.
                continue
            selection = Selection(types=group.types, under=above, only_direct=group.is_direct)
            ids = expand(selection, self.directory)
            types = tuple(
                code for code in group.types if any(self.directory.by_id[unit].type_code == code for unit in ids)
            )
            if ids and not ("SO" in group.types and "SO" not in types and re.search(r"\bso\b", words_key(part))):
                selection = Selection(types=types, under=above, only_direct=group.is_direct)
                score = group.score if above == self.issuer_id else min(group.score, 0.92)
                wrong: tuple[str, ...] = ()
                if group.count is not None and group.count != len(ids):
                    wrong = (f"Văn bản ghi “{part}”, danh mục đang có {len(ids)} đơn vị. Đối chiếu ở bước 3.",)
                    score = min(score, 0.7)
                if (len(ids) == 1 and not group.is_direct) or (level is not None and own is not None and level < own):
                    # Many said and one found, or the schools of a ward in a district's paper: somebody should look.
                    score = min(score, SAME_LEVEL)
                return Match(part, ids, score, selection, problems=wrong)
        return None

    def _named(self, part: str, key: str) -> Match | None:
        if speaks_of_many(key):
            return None
        is_plural = key.startswith("cac ")
        key = bare(key)
        short = without_place(key)
        place = key[len(short) :].strip()
        tries = (
            (self.directory.by_words.get(key, ()), 1.0, ""),
            (self.directory.by_tight.get(tight_key(key), ()), 0.98, ""),
            (self.directory.by_tight.get(tight_key(short), ()), 0.95, place),
            (self.directory.by_initials.get(tight_key(short), ()), 0.9, place) if short else ((), 0.0, ""),
        )
        for units, score, where in tries:
            fits = {unit.id: self._fit(unit, where) for unit in units}
            match = self._nearest(part, [unit for unit in units if fits[unit.id]], score)
            if match is not None:
                worst = min((fits[unit] for unit in match.unit_ids), default=FITS)
                return replace(match, score=min(match.score, worst, SAME_LEVEL if is_plural else FITS))
        return None

    def _fit(self, unit: KnownUnit, place: str) -> float:
        chain = [self.directory.by_id[at] for at in (unit.id, *self.directory.above(unit.id))]
        names = [unit.name, *(name for at in chain[1:] for name in (at.name,))]
        named = fit(place, names)
        if named == ELSEWHERE and len(place.split()) > 1:
            named = fit(place, [*names, *(alias for at in chain for alias in at.aliases)])
        return named

    def _nearest(self, part: str, units: Sequence[KnownUnit], score: float) -> Match | None:
        if not units:
            return None
        valid = [unit for unit in units if self.directory.is_valid(unit)]
        if not valid:
            ended = units[0]
            heirs = self.directory.successors.get(ended.id, ())
            said = (
                f"“{ended.label}” đã kết thúc ngày {ended.valid_to:%d/%m/%Y}."
                if ended.valid_to
                else f"“{ended.label}” chưa hoạt động."
            )
            offers = tuple(
                Alternative(heir, self.directory.by_id[heir].label, 0.9)
                for heir in heirs
                if heir in self.directory.by_id
            )
            named = f" Chức năng chuyển cho “{offers[0].name}”." if offers else ""
            return Match(part, alternatives=offers, unresolved=(part,), problems=(said + named,))
        ranked = sorted({unit.id: self._distance(unit.id) for unit in valid}.items(), key=lambda pair: pair[1])
        nearest = [unit_id for unit_id, distance in ranked if distance == ranked[0][1]]
        others = tuple(Alternative(unit_id, self.directory.by_id[unit_id].name, score) for unit_id, _ in ranked[:5])
        if len(nearest) > 1:
            return Match(part, alternatives=others, unresolved=(part,))
        return Match(part, (nearest[0],), score, alternatives=others[1:])

    def _distance(self, unit_id: int) -> int:
        """0 under the office (or the office itself), 1 under its superior, and so on; far away otherwise."""
        if not self._scopes:
            for above in (self.issuer_id, *self.directory.above(self.issuer_id)):
                self._scopes.append({above, *(unit.id for unit in self.directory.subtree(above))})
        return next((step for step, scope in enumerate(self._scopes) if unit_id in scope), 99)

    def _near(self, part: str) -> Match:
        """The likeliest names; taken only when all but the spelling is the same and no other name is as near."""
        key = bare(words_key(part))
        place = key[len(without_place(key)) :].strip()
        names = self.directory.by_words
        best: dict[int, float] = {}
        for name, ratio, _ in process.extract(
            key, names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR_NAME, limit=12
        ):
            same_numbers = re.findall(r"\d+", name) == re.findall(r"\d+", key)
            for unit in names[name]:
                if self.directory.is_valid(unit):
                    # "Y tế phường" is not the district's Phòng Y tế, near as the letters are.
                    likely = same_numbers and self._fit(unit, place) != ELSEWHERE
                    best[unit.id] = max(best.get(unit.id, 0.0), ratio if likely else min(ratio, _SAME_NAME - 10))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], self._distance(pair[0])))[:3]
        offers = tuple(
            Alternative(unit, self.directory.by_id[unit].name, round(ratio / 100, 2)) for unit, ratio in ranked
        )
        is_alone = len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= 3
        if ranked and ranked[0][1] >= _SAME_NAME and is_alone:
            return Match(part, (ranked[0][0],), min(0.89, round(ranked[0][1] / 100 * 0.9, 2)), alternatives=offers[1:])
        return Match(part, alternatives=offers, unresolved=(part,))


# Types that are themselves named by their level: "UBND 15 phường" says no place.
_PLACES = frozenset({"PHUONG", "XA", "DANG-XA", "UBND-QUAN", "UBND-TINH"})


def _merged(phrase: str, found: Sequence[Match]) -> Match:
    if len(found) == 1:
        return Match(**{**found[0].__dict__, "phrase": phrase})
    resolved = [match for match in found if match.unit_ids]
    vague = [match for match in found if match.unresolved and VAGUE.match(words_key(match.phrase))]
    if resolved and vague:
        # "… và đơn vị có liên quan" beside names adds nobody: said, not blocking.
        found = [match for match in found if match not in vague]
    return Match(
        phrase,
        tuple(dict.fromkeys(unit for match in found for unit in match.unit_ids)),
        min((*(match.score for match in resolved), *([0.65] if vague and resolved else [])), default=0.0),
        _one_selection(resolved),
        tuple(offer for match in found if not match.unit_ids for offer in match.alternatives),
        tuple(piece for match in found for piece in match.unresolved) if resolved else (cleaned(phrase),),
        tuple(problem for match in found for problem in match.problems),
    )


def _one_selection(found: Sequence[Match]) -> Selection | None:
    """One selection for several groups under the same office, so that it can be evaluated anew for the next period."""
    groups = [match.selection for match in found if match.selection is not None]
    if not groups or len({(group.under, group.only_direct) for group in groups}) > 1:
        return None
    named = tuple(unit for match in found if match.selection is None for unit in match.unit_ids)
    types = tuple(dict.fromkeys(code for group in groups for code in group.types))
    return Selection(types=types, under=groups[0].under, only_direct=groups[0].only_direct, include=named)
