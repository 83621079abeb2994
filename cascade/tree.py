"""The frozen reporting tree: pure reckoning over unit ids, superiors and pre-order. Knows no database and no dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Member:
    """A holder within an audience; `parent_node` is the nearest holder above, or the root."""

    node: int
    parent_node: int
    generation: int


def freeze(root: int, units: Iterable[int], superior: Mapping[int, int], sort_key: Callable[[int], object]) -> FrozenTree:
    """The tree of `units` under `root` along one line.

    A unit whose chain of superiors reaches `root` brings that chain along; one that answers elsewhere (a police office
    named in a district's plan) stands directly under the root. Chains are those of the day: see law 7.
    """
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
            for lower, upper in zip(chain, [*chain[1:], current], strict=True):
                above[lower] = upper
        else:
            above[unit] = root
    children: dict[int, list[int]] = defaultdict(list)
    for lower, upper in above.items():
        children[upper].append(lower)
    tree = FrozenTree([], [], [], [], [])
    stack = [(root, -1)]
    while stack:
        unit, parent = stack.pop()
        node = len(tree.units)
        tree.units.append(unit)
        tree.parent.append(parent)
        tree.last.append(node)
        tree.depth.append(0 if parent < 0 else tree.depth[parent] + 1)
        tree.path.append(str(node) if parent < 0 else f"{tree.path[parent]}/{node}")
        below = children.get(unit)
        if below:
            stack.extend((child, node) for child in sorted(below, key=sort_key, reverse=True))  # type: ignore[arg-type]
    for node in range(len(tree.units) - 1, 0, -1):
        parent = tree.parent[node]
        if tree.last[node] > tree.last[parent]:
            tree.last[parent] = tree.last[node]
    return tree


def members(tree: FrozenTree, holders: Iterable[int]) -> list[Member]:
    """The members of an audience, in the order of their ranks: by generation, then by pre-order.

    Pre-order within a generation keeps every subtree a range of ranks.
    """
    held = bytearray(len(tree.units))
    for node in holders:
        held[node] = 1
    nearest = [ROOT] * len(tree.units)
    for node in range(1, len(tree.units)):
        parent = tree.parent[node]
        nearest[node] = parent if held[parent] else nearest[parent]
    nodes = [node for node in range(len(tree.units)) if held[node]]
    generation = holder_generations({node: nearest[node] if node and held[nearest[node]] else None for node in nodes})
    return sorted((Member(node, nearest[node], generation[node]) for node in nodes), key=lambda m: (m.generation, m.node))


def sizes_by_type(tree: FrozenTree, group: Sequence[Member], type_of: Sequence[int]) -> list[tuple[int, int, int]]:
    """(inner node, type, count of members in its subtree): the counters' full expected size.

    Leaves have no counter of their own; their row is read instead. The root always counts.
    """
    seen: Counter[tuple[int, int]] = Counter()
    for member in group:
        kind, node = type_of[member.node], member.node
        if tree.last[node] == node and node != ROOT:
            node = tree.parent[node]
        while node >= 0:
            seen[node, kind] += 1
            node = tree.parent[node]
    return [(node, kind, count) for (node, kind), count in sorted(seen.items())]


def children_by_parent(group: Sequence[Member]) -> list[tuple[int, int, int]]:
    """(parent node, its generation counted from the root, how many implicit children it has). The root is always there."""
    count: Counter[int] = Counter(member.parent_node for member in group)
    generation = {member.node: member.generation + 1 for member in group}
    count.setdefault(ROOT, 0)
    return [(node, 0 if node == ROOT else generation[node], size) for node, size in sorted(count.items())]
