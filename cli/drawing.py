"""Draws a cascade graph as text: documents by generation with what each stands on, then work as a tree. Pure but for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.tree import Tree

from cascade.nodes import NodeKind
from cascade.progress import in_words
from cli.shown import console, say, words
from kit.clock import NO_DEADLINE

if TYPE_CHECKING:
    from cascade.graph import CascadeGraph
    from cascade.nodes import Node, Reckoning

WIDEST = 12
"""Branches drawn under one node; the rest are counted."""


def as_data(graph: CascadeGraph) -> dict[str, Any]:
    """The graph for machines: nodes with their generation and what is reckoned for them, and the edges."""
    found = graph.reckon()
    generation = {key: place for place, keys in enumerate(graph.generations()) for key in keys}
    nodes = [
        {
            "key": key, "kind": node.kind.value, "name": node.name, "detail": node.detail, "generation": generation[key],
            "is_placeholder": node.is_placeholder, "cascade_id": node.cascade_id, "unit_id": node.unit_id,
            "progress": node.own.value if node.own else None, "policy": node.policy.kind.value,
            "policy_value": node.policy.value, "due_on": None if node.due_on == NO_DEADLINE else node.due_on.isoformat(),
            "leaves": {"live": node.leaves.live, "done": node.leaves.done, "overdue": node.leaves.overdue},
            "live": found[key].tally.live, "done": found[key].tally.done, "overdue": found[key].overdue,
            "is_reached": found[key].is_reached, "is_ready": node.is_ready,
        }
        for key, node in sorted(graph.nodes.items(), key=lambda item: (generation[item[0]], item[0]))
    ]  # fmt: skip
    edges = [{"source": edge.source, "target": edge.target, "kind": edge.kind.value} for edge in graph.edges]
    return {"nodes": nodes, "edges": edges, "generations": [list(keys) for keys in graph.generations()]}


def draw(graph: CascadeGraph, document_key: str) -> None:
    """Papers from the root directive down, generation by generation; then the work of this document and those under it."""
    draw_documents(graph, document_key)
    found = graph.reckon()
    for key in graph.below(document_key):
        if graph.nodes[key].kind is not NodeKind.DOCUMENT:
            tree = Tree(_work(graph.nodes[key], found[key]))
            _grow(graph, key, tree, found)
            console().print(tree)


def draw_documents(graph: CascadeGraph, document_key: str | None = None) -> None:
    steps = graph.document_steps()
    upper_of: dict[str, list[str]] = {}
    for upper, lower in steps:
        upper_of.setdefault(lower, []).append(graph.nodes[upper].name)
    papers = [[key for key in keys if graph.nodes[key].kind is NodeKind.DOCUMENT] for keys in graph.generations()]
    for place, keys in enumerate(filter(None, papers)):
        for key in keys:
            node = graph.nodes[key]
            marks = [node.detail, "giữ chỗ" if node.is_placeholder else "", "đợt này" if key == document_key else ""]
            told = " · ".join(mark for mark in marks if mark)
            stands = f"  ← thực hiện {', '.join(sorted(upper_of[key]))}" if key in upper_of else ""
            say(f"{'  ' * place}Đời {place}: {node.name}" + (f" ({told})" if told else "") + stands)


def _grow(graph: CascadeGraph, key: str, tree: Tree, found: dict[str, Reckoning]) -> None:
    below = sorted(graph.below(key), key=lambda name: (-found[name].overdue, name))
    for name in below[:WIDEST]:
        _grow(graph, name, tree.add(_work(graph.nodes[name], found[name])), found)
    if len(below) > WIDEST:
        tree.add(Text(f"… và {len(below) - WIDEST} nhánh khác"))
    leaves = graph.nodes[key].leaves
    if leaves.live:
        late = f", {leaves.overdue} quá hạn" if leaves.overdue else ""
        tree.add(Text(f"{leaves.live} đơn vị: {leaves.done} xong{late}"))


def _work(node: Node, reckoned: Reckoning) -> Text:
    state = {None: "chưa rõ", True: "đã đạt", False: "chưa đạt"}[reckoned.is_reached]
    told = [f"bên dưới {reckoned.tally.done}/{reckoned.tally.live}", f"{state} ({in_words(node.policy)})"]
    if node.due_on != NO_DEADLINE:
        told.append(f"hạn {words(node.due_on)}")
    if node.own is not None:
        told.insert(0, node.own.label)
    if reckoned.overdue:
        told.append(f"{reckoned.overdue} quá hạn")
    return Text(f"{node.name} · " + " · ".join(told))
