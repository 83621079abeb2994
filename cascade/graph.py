"""The cascade graph: laws, generations, paths, what-if. Plain data in, plain data out; the only module that knows networkx.

It refuses to know tables and words: `cascade.rolling.lineage` brings the data, `cascade.why.sentence` says what was found.

Two orders follow from the edges: work is opened from the top down, and finished from the bottom up with whatever comes
first before what comes after it. A cycle in the second is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import networkx as nx

from cascade.nodes import Change, Edge, EdgeKind, Node, NodeKind, Reckoning
from cascade.progress import Tally, is_reached
from kit.errors import Refusal
from kit.vocabulary import Progress


class CascadeGraph:
    """Nodes and edges that obey the laws; immutable, so that supposing something costs a copy and saves nothing.

    Raises:
        Refusal: the edges come back to where they began; the sentence names the path.
    """

    def __init__(self, nodes: Iterable[Node], edges: Iterable[Edge]):
        self.nodes: dict[str, Node] = {node.key: node for node in nodes}
        self.edges = tuple(sorted(set(edges), key=lambda edge: (edge.source, edge.target, edge.kind)))
        for edge in self.edges:
            if edge.source not in self.nodes or edge.target not in self.nodes:
                raise ValueError(f"edge without a node: {edge}")
        self._down: nx.DiGraph[Any] = nx.DiGraph()
        self._down.add_nodes_from(sorted(self.nodes))
        pairs = [pair for edge in self.edges if (pair := _downward(edge))]
        self._down.add_edges_from(pairs)
        finishing: nx.DiGraph[Any] = nx.DiGraph()
        finishing.add_nodes_from(self._down)
        finishing.add_edges_from((lower, upper) for upper, lower in pairs)
        finishing.add_edges_from((edge.target, edge.source) for edge in self.edges if edge.kind is EdgeKind.AFTER)
        try:
            self._up = tuple(tuple(sorted(keys)) for keys in nx.topological_generations(finishing))
            self._generations = tuple(tuple(sorted(keys)) for keys in nx.topological_generations(self._down))
        except nx.NetworkXUnfeasible:
            names = {key: node.name for key, node in self.nodes.items()}
            refuse_cycle(((edge[0], edge[1]) for edge in finishing.edges), names)
            raise

    def generations(self) -> tuple[tuple[str, ...], ...]:
        """Top down: a node comes after everything it stands under. The order in which work is opened."""
        return self._generations

    def finishing_generations(self) -> tuple[tuple[str, ...], ...]:
        """Bottom up: a node comes after everything under it and after what it waits for. The order of rolling up."""
        return self._up

    def below(self, key: str) -> tuple[str, ...]:
        """What stands directly under a node."""
        return tuple(sorted(self._down.successors(key)))

    def above(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(self._down.predecessors(key)))

    def ancestors(self, key: str) -> frozenset[str]:
        return frozenset(nx.ancestors(self._down, key))

    def descendants(self, key: str) -> frozenset[str]:
        return frozenset(nx.descendants(self._down, key))

    def roots(self) -> tuple[str, ...]:
        return tuple(key for key in sorted(self.nodes) if self._down.in_degree(key) == 0)

    def document_steps(self) -> tuple[tuple[str, str], ...]:
        """(upper, lower) documents without the steps a longer path already tells: 28 → 281 goes, 28 → 33 → 281 stays."""
        documents = self._down.subgraph(key for key, node in self.nodes.items() if node.kind is NodeKind.DOCUMENT)
        return tuple(sorted(nx.transitive_reduction(documents).edges))

    def reckon(self) -> dict[str, Reckoning]:
        """What follows for every node, from the bottom up; a child with several parents counts once in each.

        A child that is a unit task counts as done when it is accepted; a task when it is reached; a document never counts.
        """
        found: dict[str, Reckoning] = {}
        # Where two paths meet again below a node, adding up its children would count what is there twice.
        tangled: set[str] = set()
        for keys in reversed(self._generations):
            for key in keys:
                below = list(self._down.successors(key))
                if any(child in tangled or self._down.in_degree(child) > 1 for child in below):
                    tangled.add(key)
                    late = sum(_late(self.nodes[name]) for name in (key, *nx.descendants(self._down, key)))
                else:
                    late = _late(self.nodes[key]) + sum(found[child].overdue for child in below)
                tally = self._tally(self.nodes[key], below, found)
                found[key] = Reckoning(tally, is_reached(self.nodes[key].policy, tally), late)
        return found

    def _tally(self, node: Node, below: Iterable[str], found: Mapping[str, Reckoning]) -> Tally:
        live, done = node.leaves.live, node.leaves.done
        for key in below:
            child = self.nodes[key]
            if child.kind is not NodeKind.DOCUMENT and child.is_live:
                live += 1
                done += int(child.own is Progress.DONE or (child.own is None and found[key].is_reached is True))
        return Tally(live, done, declared_percent=node.declared_percent)

    def suppose(self, changes: Iterable[Change]) -> CascadeGraph:
        """The same graph with some things otherwise; nothing is saved, this one stays as it is."""
        nodes = dict(self.nodes)
        for change in changes:
            given = {name: getattr(change, name) for name in ("own", "policy", "due_on", "leaves", "is_overdue")}
            nodes[change.key] = replace(
                nodes[change.key], **{name: value for name, value in given.items() if value is not None}
            )
        return CascadeGraph(nodes.values(), self.edges)

    def what_if(self, changes: Iterable[Change]) -> dict[str, tuple[Reckoning, Reckoning]]:
        """The nodes for which something would follow otherwise: before and after."""
        before, after = self.reckon(), self.suppose(changes).reckon()
        return {key: (before[key], after[key]) for key in sorted(before) if before[key] != after[key]}

    def worst_path(self, key: str) -> tuple[str, ...]:
        """From a node down to where most of its overdue work sits, as long as one child holds more than half of it.

        Where it no longer does, the cause is spread and the path ends: that node is the cause nearest to the root.
        """
        overdue = {name: reckoning.overdue for name, reckoning in self.reckon().items()}
        path = [key]
        while below := self.below(path[-1]):
            worst = min(below, key=lambda name: (-overdue[name], self.nodes[name].due_on, name))
            if 2 * overdue[worst] <= overdue[path[-1]]:
                break
            path.append(worst)
        return tuple(path)

    def latest_dates(
        self, key: str, due_on: date, less: Callable[[date, int], date] = lambda day, days: day - timedelta(days=days)
    ) -> dict[str, date]:
        """Back-planning: the last day for each node under `key` so that `key` can still report by `due_on`.

        Each parent needs its consolidation days after its children: the longest path of such days decides.
        """
        latest = {key: due_on}
        wanted = self.descendants(key)
        for keys in self._generations:
            for name in keys:
                if name not in wanted:
                    continue
                parents = (parent for parent in self._down.predecessors(name) if parent in latest)
                latest[name] = min(less(latest[parent], self.nodes[parent].consolidation_days) for parent in parents)
        return latest


def _late(node: Node) -> int:
    return node.leaves.overdue + int(node.is_overdue and node.is_live)


def _downward(edge: Edge) -> tuple[str, str] | None:
    """The edge from what is above to what stands under it; None where it says nothing of that."""
    match edge.kind:
        case EdgeKind.ASSIGNS:
            return edge.source, edge.target
        case EdgeKind.IMPLEMENTS | EdgeKind.BASIS | EdgeKind.CONTRIBUTES:
            return edge.target, edge.source
    return None


def stages(edges: Iterable[tuple[Any, Any]], nodes: Iterable[Any]) -> list[list[Any]]:
    """Nodes in the order in which they can be done (first → later), each stage sorted; edges that close a circle wait.

    Used for steps, which may be coarser than what they stand for: there a circle is no fault, only work for the next run.
    """
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((first, later) for first, later in edges if first != later)
    while not nx.is_directed_acyclic_graph(graph):
        graph.remove_edge(*max(edge[:2] for edge in nx.find_cycle(graph)))
    return [sorted(stage) for stage in nx.topological_generations(graph)]


def holder_generations(parents: Mapping[int, int | None]) -> dict[int, int]:
    """The generation in which each holder's work is opened: after its parent's, before its children's.

    `parents` gives each member of a set of holders its nearest member above; None (or a parent outside the set, the
    issuing office) puts it into generation 0. Only holders with something under them enter the graph: of 50,000 members
    some 3,700 do, and the rest stand one generation below their parent.
    """
    inner = set(parents.values()) & parents.keys()
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(inner)
    graph.add_edges_from((parents[node], node) for node in inner if node is not None and parents[node] in inner)
    generation: dict[int | None, int] = {}
    try:
        for depth, nodes in enumerate(nx.topological_generations(graph)):
            generation.update(dict.fromkeys(nodes, depth))
    except nx.NetworkXUnfeasible:
        cycle = [edge[0] for edge in nx.find_cycle(graph)]
        closed = " → ".join(str(node) for node in [*cycle, cycle[0]])
        raise Refusal(f"Cây đơn vị có vòng: {closed}. Sửa cấp trên của một đơn vị trong vòng này.") from None
    return {
        node: generation[node] if node in inner else generation.get(parent, -1) + 1 for node, parent in parents.items()
    }


def refuse_cycle(edges: Iterable[tuple[str, str]], names: Mapping[str, str]) -> None:
    """Refuse edges (a stands on b) that come back to where they began, naming the path that closes.

    The last edge given is taken as the new one, so that the sentence speaks of what the person has just drawn.
    """
    graph: nx.DiGraph[Any] = nx.DiGraph()
    drawn = list(edges)
    graph.add_edges_from(drawn)
    if nx.is_directed_acyclic_graph(graph):
        return
    source, target = next((a, b) for a, b in reversed(drawn) if a == b or nx.has_path(graph, b, a))
    path = [source, *nx.shortest_path(graph, target, source)]
    told = " → ".join(names.get(node, node) for node in path)
    edge = f"{names.get(source, source)} → {names.get(target, target)}"
    raise Refusal(f"Không nối được {edge}: tạo vòng {told}. Bỏ một căn cứ.")
