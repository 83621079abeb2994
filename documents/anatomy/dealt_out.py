"""A paragraph under a list that shares its items out: "UBND các xã chịu trách nhiệm chính trong việc rà soát …; Công an huyện chủ trì …".

Knows which item each of its clauses speaks of by the words they have in common; refuses to guess where they share too few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.anatomy.handed_down import Context
from documents.anatomy.outline import Node
from documents.anatomy.people import Hands, hands_of, predicate_of
from documents.flow import Flow
from documents.patterns import Phrase
from kit.text import fold

_CLAUSE_ENDS = re.compile(r"[;.]\s+(?=\S)")
_LISTED = {"dash", "plus", "star", "letter", "number", "decimal", "paren"}
_SHARES = Phrase(r"chủ trì|phụ trách|chịu trách nhiệm|đầu mối")
# What any clause and any item may say tells nothing of which belongs to which.
_EMPTY = frozenset(
    "va cac cua cho trong viec ve tai theo voi nhung duoc thuc hien trien khai to chuc chu tri phoi hop chiu trach nhiem"
    " chinh phu noi dung nhiem vu cong tac la don vi dau moi tham muu giup bao dam".split()
)
_ENOUGH = 0.6


@dataclass(frozen=True)
class DealtOut:
    """The paragraph that shares out (None where there is none), whom it names for which child, and what of it is work anew."""

    closing: Node | None = None
    hands: dict[int, Hands] = field(default_factory=dict)
    left: tuple[Node, ...] = ()


def dealt_out(flow: Flow, node: Node) -> DealtOut:
    listed = [place for place, child in enumerate(node.children) if child.kind in _LISTED]
    if len(listed) < 2:
        return DealtOut()
    behind = [child for child in node.children[listed[-1] + 1 :] if child.kind == "text" and not child.children]
    for closing in behind[:2]:
        clauses = _clauses(flow, closing)
        if len(clauses) < 2:
            continue
        given: dict[int, Hands] = {}
        left: list[Node] = []
        for start, end in clauses:
            place = _spoken_of(flow, node, listed, predicate_of(flow, start, end), end)
            if place is not None and place not in given:
                given[place] = hands_of(flow, start, end)
            elif (
                place is None and not hands_of(flow, start, end).leads_implied and not flow.search(_SHARES, start, end)
            ):
                left.append(replace(closing, body=start, end=end))
        if given and len(given) * 2 >= len(clauses):
            return DealtOut(closing, {place: hands for place, hands in given.items() if hands.bodies}, tuple(left))
    return DealtOut()


def _clauses(flow: Flow, closing: Node) -> list[tuple[int, int]]:
    """The clauses of the paragraph, if each says who acts."""
    stops = [found.end() for found in _CLAUSE_ENDS.finditer(flow.key, closing.body, closing.end)]
    starts = [closing.body, *stops]
    clauses = list(zip(starts, [*stops, closing.end], strict=True))
    return clauses if all(hands_of(flow, *clause).bodies for clause in clauses) else []


def _spoken_of(flow: Flow, node: Node, listed: list[int], start: int, end: int) -> int | None:
    """The one item that holds most of the clause's words, well ahead of any other."""
    said = _telling(flow, start, end)
    if len(said) < 2:
        return None
    shares = sorted(
        (
            (len(said & _telling(flow, node.children[place].body, node.children[place].last)) / len(said), -place)
            for place in listed
        ),
        reverse=True,
    )
    (first, place), (second, _) = shares[:2]
    return -place if first >= _ENOUGH and first - second >= 0.2 else None


def _telling(flow: Flow, start: int, end: int) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(flow.words(start, end))) if word not in _EMPTY}


def shared_out(flow: Flow, child: Node, context: Context, given: Hands | None) -> Context:
    """What a paragraph below the list says of this item; an item that names somebody itself needs none of it."""
    if given is None or hands_of(flow, child.body, child.end).bodies:
        return context
    return replace(context, bodies=given.bodies, lead=given.lead, coordinating=given.coordinating)
