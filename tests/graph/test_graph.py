"""The cascade graph obeys its laws on any cascade hypothesis can think of, and on the one of the seeds."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade.graph import CascadeGraph, holder_generations, refuse_cycle, stages
from cascade.nodes import Change, Edge, EdgeKind, Leaves, Node, NodeKind
from cascade.orders import Policy
from kit.errors import Refusal
from kit.vocabulary import PolicyKind, Progress


def document(name: str) -> Node:
    return Node(name, NodeKind.DOCUMENT, name)


def task(key: str, policy: Policy | None = None, leaves: Leaves | None = None, days: int = 0) -> Node:
    return Node(key, NodeKind.TASK, key, policy=policy or Policy(), leaves=leaves or Leaves(), consolidation_days=days)


def holder(
    key: str, own: Progress = Progress.ASSIGNED, leaves: Leaves | None = None, *, days: int = 0, late: bool = False
) -> Node:
    return Node(
        key, NodeKind.UNIT_TASK, key, own=own, leaves=leaves or Leaves(), consolidation_days=days, is_overdue=late
    )


def under(child: str, parent: str) -> Edge:
    return Edge(child, parent, EdgeKind.CONTRIBUTES)


# The chain of the seeds: the Party line and the State line part at the city and meet again in the district's plan.
CHAIN = CascadeGraph(
    [document(name) for name in ("28-CT/TW", "33-CT/TU", "3597/KH-UBND", "253-KH/QU", "281/KH-UBND")],
    [
        Edge("33-CT/TU", "28-CT/TW", EdgeKind.IMPLEMENTS),
        Edge("3597/KH-UBND", "33-CT/TU", EdgeKind.IMPLEMENTS),
        Edge("253-KH/QU", "33-CT/TU", EdgeKind.IMPLEMENTS),
        Edge("281/KH-UBND", "3597/KH-UBND", EdgeKind.IMPLEMENTS),
        Edge("281/KH-UBND", "253-KH/QU", EdgeKind.BASIS),
        Edge("281/KH-UBND", "33-CT/TU", EdgeKind.BASIS),
        Edge("281/KH-UBND", "28-CT/TW", EdgeKind.BASIS),
    ],
)


def test_the_chain_of_the_seeds_parts_and_meets_again() -> None:
    assert CHAIN.generations() == (
        ("28-CT/TW",), ("33-CT/TU",), ("253-KH/QU", "3597/KH-UBND"), ("281/KH-UBND",),
    )  # fmt: skip
    assert CHAIN.roots() == ("28-CT/TW",)
    # 281 stands on 28 and 33 directly too, but the longer path already says so.
    assert CHAIN.document_steps() == (
        ("253-KH/QU", "281/KH-UBND"), ("28-CT/TW", "33-CT/TU"), ("33-CT/TU", "253-KH/QU"),
        ("33-CT/TU", "3597/KH-UBND"), ("3597/KH-UBND", "281/KH-UBND"),
    )  # fmt: skip


def test_a_document_that_comes_back_to_itself_is_refused_with_its_path() -> None:
    edges = [("c", "b"), ("b", "a"), ("a", "c")]
    with pytest.raises(Refusal, match="Không nối được A → C: tạo vòng A → C → B → A"):
        refuse_cycle(edges, {"a": "A", "b": "B", "c": "C"})
    refuse_cycle(edges[:2], {})


def test_a_cycle_cannot_be_built() -> None:
    nodes = [document("A"), document("B")]
    with pytest.raises(Refusal, match="tạo vòng"):
        CascadeGraph(nodes, [Edge("A", "B", EdgeKind.IMPLEMENTS), Edge("B", "A", EdgeKind.BASIS)])
    # A paper may mention one that mentions it: that is no ground to stand on.
    CascadeGraph(nodes, [Edge("A", "B", EdgeKind.IMPLEMENTS), Edge("B", "A", EdgeKind.MENTIONS)])


def test_a_part_cannot_wait_for_its_own_whole() -> None:
    """B is a part of A's plan; if B also came after A, neither could ever be finished."""
    nodes = [task("task A"), holder("phần của Phòng"), task("task B")]
    edges = [Edge("task A", "phần của Phòng", EdgeKind.ASSIGNS), under("task B", "phần của Phòng")]
    CascadeGraph(nodes, edges)
    with pytest.raises(Refusal, match="tạo vòng"):
        CascadeGraph(nodes, [*edges, Edge("task B", "task A", EdgeKind.AFTER)])


def test_what_comes_after_is_finished_after_but_opened_together() -> None:
    graph = CascadeGraph([task("guidance"), task("insurance")], [Edge("insurance", "guidance", EdgeKind.AFTER)])
    assert graph.finishing_generations() == (("guidance",), ("insurance",))
    assert graph.generations() == (("guidance", "insurance"),)


def test_done_once_counted_once_in_each_parent() -> None:
    shared = holder("TH Hoa Sen, kế hoạch", Progress.DONE, late=True)
    graph = CascadeGraph(
        [task("giáo dục"), task("y tế"), shared, holder("root")],
        [
            Edge("giáo dục", shared.key, EdgeKind.ASSIGNS), under(shared.key, "y tế"),
            under("giáo dục", "root"), under("y tế", "root"),
        ],
    )  # fmt: skip
    found = graph.reckon()
    assert (found["giáo dục"].tally.done, found["y tế"].tally.done) == (1, 1)
    assert found["root"].tally.live == 2
    assert found["root"].overdue == 1, "one late piece is one late piece, however many paths lead to it"


def test_an_empty_set_is_unknown_and_an_exempt_child_is_outside() -> None:
    graph = CascadeGraph([holder("ward"), holder("school", Progress.EXEMPT)], [under("school", "ward")])
    assert graph.reckon()["ward"].is_reached is None


def test_supposing_saves_nothing() -> None:
    """If 21 of 56 were done the task would be reached; the graph one looks at stays as it is."""
    graph = CascadeGraph([task("II.4", leaves=Leaves(live=56, done=35, overdue=21))], [])
    supposed = graph.what_if([Change("II.4", policy=Policy(PolicyKind.PERCENT, 60))])
    before, after = supposed["II.4"]
    assert (before.is_reached, after.is_reached) == (False, True)
    assert graph.reckon()["II.4"].is_reached is False
    assert graph.what_if([Change("II.4", leaves=Leaves(56, 56, 0))])["II.4"][1].overdue == 0
    assert graph.what_if([]) == {}


def test_the_worst_path_ends_where_the_cause_is_spread() -> None:
    graph = CascadeGraph(
        [
            task("KH 281"), holder("Phòng GD&ĐT"), holder("Phường 1", leaves=Leaves(3, 0, 2)),
            holder("MN", leaves=Leaves(15, 10, 5)), holder("TH", leaves=Leaves(14, 9, 5)),
        ],
        [
            Edge("KH 281", "Phòng GD&ĐT", EdgeKind.ASSIGNS), Edge("KH 281", "Phường 1", EdgeKind.ASSIGNS),
            under("MN", "Phòng GD&ĐT"), under("TH", "Phòng GD&ĐT"),
        ],
    )  # fmt: skip
    assert graph.worst_path("KH 281") == ("KH 281", "Phòng GD&ĐT")


def test_the_longest_way_up_decides_the_latest_day() -> None:
    """The district reports by 5 December and takes 5 days; the Phòng takes 10: schools must be ready by 20 November."""
    graph = CascadeGraph(
        [task("quận", days=5), holder("Phòng", days=10), holder("trường"), holder("Phường", days=2)],
        [Edge("quận", "Phòng", EdgeKind.ASSIGNS), Edge("quận", "Phường", EdgeKind.ASSIGNS), under("trường", "Phòng"), under("trường", "Phường")],
    )  # fmt: skip
    latest = graph.latest_dates("quận", date(2024, 12, 5))
    assert latest == {
        "quận": date(2024, 12, 5), "Phòng": date(2024, 11, 30), "Phường": date(2024, 11, 30), "trường": date(2024, 11, 20),
    }  # fmt: skip


def test_steps_in_a_circle_are_put_off_not_refused() -> None:
    assert stages([("b", "a"), ("c", "b")], "abc") == [["c"], ["b"], ["a"]]
    assert sorted(name for stage in stages([("a", "b"), ("b", "a")], "ab") for name in stage) == ["a", "b"]


def test_a_circle_of_superiors_is_named() -> None:
    with pytest.raises(Refusal, match=r"Cây đơn vị có vòng: \d+ → \d+ → \d+"):
        holder_generations({1: 2, 2: 1, 3: 1})


# A forest: each member stands under an earlier one or under the office.
forests = st.lists(st.integers(min_value=-1, max_value=60), max_size=60).map(
    lambda raw: {node: parent % node if node and parent >= 0 else None for node, parent in enumerate(raw)}
)


@given(forests)
def test_every_holder_stands_right_below_its_parent(parents: dict[int, int | None]) -> None:
    generation = holder_generations(parents)
    assert generation.keys() == parents.keys()
    for node, parent in parents.items():
        assert generation[node] == (0 if parent is None else generation[parent] + 1)


@st.composite
def cascades(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """A tree of holders with counted leaves under each."""
    parents = draw(forests)
    nodes = []
    for node in parents:
        live = draw(st.integers(0, 5))
        done = draw(st.integers(0, live))
        nodes.append(
            holder(str(node), draw(st.sampled_from(Progress)), Leaves(live, done, draw(st.integers(0, live - done))))
        )
    return nodes, [under(str(node), str(parent)) for node, parent in parents.items() if parent is not None]


@given(cascades(), st.randoms())
def test_the_order_of_the_data_does_not_matter(cascade: tuple[list[Node], list[Edge]], order: random.Random) -> None:
    nodes, edges = cascade
    one = CascadeGraph(nodes, edges)
    order.shuffle(nodes)
    order.shuffle(edges)
    other = CascadeGraph(nodes, edges)
    assert one.reckon() == other.reckon()
    assert one.generations() == other.generations()
    assert one.finishing_generations() == other.finishing_generations()


@given(cascades())
def test_what_stands_under_adds_up(cascade: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = cascade
    graph = CascadeGraph(nodes, edges)
    found = graph.reckon()
    for node in nodes:
        children = [child for child in nodes if Edge(child.key, node.key, EdgeKind.CONTRIBUTES) in edges]
        live = [child for child in children if child.own not in (Progress.EXEMPT, Progress.REVOKED)]
        tally = found[node.key].tally
        assert tally.live == node.leaves.live + len(live)
        assert tally.done == node.leaves.done + sum(child.own is Progress.DONE for child in live)
        assert 0 <= tally.done <= tally.live
        assert found[node.key].overdue == node.leaves.overdue + sum(found[child.key].overdue for child in children)


@given(cascades())
def test_generations_respect_every_edge(cascade: tuple[list[Node], list[Edge]]) -> None:
    graph = CascadeGraph(*cascade)
    down = {key: depth for depth, keys in enumerate(graph.generations()) for key in keys}
    up = {key: depth for depth, keys in enumerate(graph.finishing_generations()) for key in keys}
    assert down.keys() == up.keys() == graph.nodes.keys()
    for edge in graph.edges:
        assert down[edge.target] < down[edge.source]
        assert up[edge.source] < up[edge.target]
