"""The cascade graph: laws, generations, paths. Plain data in, plain data out; the only module that knows networkx.

It refuses to know tables, tenses and words: `cascade.lineage` brings the data, `cascade.why` says what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kit.errors import Refusal


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

