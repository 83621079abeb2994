"""The frozen reporting tree: pure reckoning over unit ids, superiors and pre-order. Knows no database and no dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cascade.graph import holder_generations

ROOT = 0
"""The issuing office is always node 0."""


@dataclass(frozen=True)
class FrozenTree:
    """Units in depth-first pre-order, as parallel lists: index = node, so a subtree is node..last[node]."""

    units: list[int]
    parent: list[int]
    last: list[int]
    depth: list[int]
    path: list[str]

    def node_of(self) -> dict[int, int]:
        return {unit: node for node, unit in enumerate(self.units)}


class Member(NamedTuple):
    """A holder within an audience; `parent_node` is the nearest holder above, or the root."""

    generation: int
    node: int
    parent_node: int


def freeze(root: int, units: Iterable[int], superior: Mapping[int, int], order: Mapping[int, int]) -> FrozenTree:
    """The tree of `units` under `root` along one line; siblings stand by their place in `order`.

    A unit whose chain of superiors reaches `root` brings that chain along; one that answers elsewhere (a police office
    named in a district's plan) stands directly under the root. Chains are those of the day: see law 7.
    """
    above = _chains(root, units, superior)
    children: dict[int, list[int]] = defaultdict(list)
    # Last first: a stack gives the siblings back in their order.
    for unit in sorted(above, key=order.__getitem__, reverse=True):
        children[above[unit]].append(unit)
    tree = FrozenTree([], [], [], [], [])
    places, parents, depths, paths = tree.units, tree.parent, tree.depth, tree.path
    stack = [(root, -1)]
    while stack:
        unit, parent = stack.pop()
        node = len(places)
        places.append(unit)
        parents.append(parent)
        if parent < 0:
            depths.append(0)
            paths.append("0")
        else:
            depths.append(depths[parent] + 1)
            paths.append(f"{paths[parent]}/{node}")
        below = children.get(unit)
        if below:
            stack += [(child, node) for child in below]
    tree.last.extend(range(len(places)))
    last = tree.last
    for node in range(len(places) - 1, 0, -1):
        parent = parents[node]
        if last[node] > last[parent]:
            last[parent] = last[node]
    return tree


def _chains(root: int, units: Iterable[int], superior: Mapping[int, int]) -> dict[int, int]:
    """Every unit of the tree but the root, with the one it stands under."""
    above: dict[int, int] = {}
    for unit in units:
        if unit == root or unit in above:
            continue
        chain, current = [], unit
        # A chain that meets a unit already placed is known to reach the root.
        while current != root and current not in above and current in superior and current not in chain:
            chain.append(current)
            current = superior[current]
        if current == root or current in above:
            above.update(zip(chain, [*chain[1:], current], strict=True))
        else:
            above[unit] = root
    return above


def members(tree: FrozenTree, holders: Iterable[int]) -> list[Member]:
    """The members of an audience, in the order of their ranks: by generation, then by pre-order.

    Pre-order within a generation keeps every subtree a range of ranks.
    """
    held = bytearray(len(tree.units))
    for node in holders:
        held[node] = 1
    nearest = [ROOT] * len(tree.units)
    for node, parent in enumerate(tree.parent):
        if node:
            nearest[node] = parent if held[parent] else nearest[parent]
    nodes = [node for node, holds in enumerate(held) if holds]
    generation = holder_generations({node: nearest[node] if node and held[nearest[node]] else None for node in nodes})
    return sorted(Member(generation[node], node, nearest[node]) for node in nodes)


def sizes_by_type(tree: FrozenTree, group: Sequence[Member], type_of: Sequence[int]) -> list[tuple[int, int, int]]:
    """(inner node, type, count of members in its subtree): the counters' full expected size.

    Leaves have no counter of their own; their row is read instead. The root always counts. Prefix sums over pre-order:
    what stands under a node is a difference of two of them.
    """
    last = np.asarray(tree.last)
    inner = np.flatnonzero(last > np.arange(len(last)))
    inner = inner if len(inner) else np.array([ROOT])
    nodes = np.asarray([member.node for member in group], dtype=np.int64)
    kinds = np.asarray(type_of, dtype=np.int64)[nodes]
    found: list[tuple[int, int, int]] = []
    for kind in np.unique(kinds).tolist():
        sums = np.concatenate(([0], np.cumsum(np.bincount(nodes[kinds == kind], minlength=len(last)))))
        under = sums[last[inner] + 1] - sums[inner]
        some = under > 0
        found += [(node, kind, size) for node, size in zip(inner[some].tolist(), under[some].tolist(), strict=True)]
    return sorted(found)


def children_by_parent(group: Sequence[Member]) -> list[tuple[int, int, int]]:
    """(parent node, its generation counted from the root, how many implicit children it has). The root is always there."""
    count: Counter[int] = Counter(member.parent_node for member in group)
    generation = {member.node: member.generation + 1 for member in group}
    count.setdefault(ROOT, 0)
    return [(node, 0 if node == ROOT else generation[node], size) for node, size in sorted(count.items())]
