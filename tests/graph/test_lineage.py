"""The graph of a cascade as it lies in the database: up to the root directive, down to the counted schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from cascade.nodes import EdgeKind, Leaves, NodeKind
from cascade.rolling.lineage import build, documents, lineage_ids
from kit.errors import NotFound
from kit.vocabulary import Progress
from models import Serves

if TYPE_CHECKING:
    from tests.graph.conftest import Story


def test_the_lineage_goes_down_to_the_own_plan_and_up_to_the_root(story: Story) -> None:
    with story.db.read() as tx:
        assert lineage_ids(tx, story.district) == (story.district, story.plan)
        assert lineage_ids(tx, story.plan) == (story.plan,)
        found = build(tx, story.plan)
    names = [[found.graph.nodes[key].name for key in keys] for keys in found.graph.generations()]
    assert [sorted(name for name in keys) for keys in names[:5]] == [
        ["28-CT/TW"], ["33-CT/TU"], ["253-KH/QU", "3597/KH-UBND"], ["281/KH-UBND"], ["KH của Phòng"],
    ]  # fmt: skip
    placeholders = {node.name for node in found.graph.nodes.values() if node.is_placeholder}
    assert placeholders == {"28-CT/TW", "33-CT/TU", "253-KH/QU", "3597/KH-UBND"}
    assert found.document_key == f"document:{story.documents['KH của Phòng']}"


def test_leaves_are_counted_and_parents_drawn(story: Story) -> None:
    story.finish(story.plan, 1, "TH-HOASEN", "P-GDDT")
    with story.db.read() as tx:
        graph = build(tx, story.district).graph

    phong = graph.nodes[f"unit_task:{story.piece(story.district, 1, 'P-GDDT')}"]
    assert (phong.kind, phong.own, phong.leaves) == (NodeKind.UNIT_TASK, Progress.ASSIGNED, Leaves())
    work = f"task:{story.task_period(story.plan, 1)}"
    assert work in graph.below(phong.key)
    # Two of the three schools are three days late on 18/11; the district's II.4 is not due before the 25th.
    assert graph.nodes[work].leaves == Leaves(live=3, done=1, overdue=2)
    reckoned = graph.reckon()
    assert (reckoned[phong.key].tally.live, reckoned[phong.key].tally.done) == (2, 0)
    # The plan's first task has been late since October in all three schools.
    assert reckoned[phong.key].overdue == 5
    insurance = f"task:{story.task_period(story.district, 1)}"
    assert graph.nodes[insurance].leaves == Leaves(live=1, done=0)
    plan = f"task:{story.task_period(story.plan, 0)}"
    assert graph.worst_path(insurance) == (insurance, phong.key, plan)


def test_a_ward_above_schools_in_the_same_task_is_a_node(story: Story) -> None:
    with story.db.read() as tx:
        graph = build(tx, story.district, lineage=False).graph
    phong = f"unit_task:{story.piece(story.district, 0, 'P-GDDT')}"
    assert graph.nodes[phong].leaves == Leaves(live=2, done=0)
    assert graph.nodes[f"task:{story.task_period(story.district, 0)}"].leaves == Leaves(live=1)


def test_a_task_that_waits_is_finished_later(story: Story) -> None:
    with story.db.read() as tx:
        graph = build(tx, story.district).graph
    first, later = (f"task:{story.task_period(story.district, position)}" for position in (0, 1))
    assert any(edge.kind is EdgeKind.AFTER for edge in graph.edges)
    order = {key: stage for stage, keys in enumerate(graph.finishing_generations()) for key in keys}
    assert order[first] < order[later]


def test_what_serves_a_second_parent_is_drawn_once_with_two_parents(story: Story) -> None:
    """Phường 4's propaganda also serves Phòng GD&ĐT's: one piece of work, counted in both."""
    ward, phong = story.piece(story.district, 0, "P04"), story.piece(story.district, 0, "P-GDDT")
    story.db.write(lambda tx: tx.execute(insert(Serves).values(unit_task_id=ward, parent_id=phong)))
    with story.db.read() as tx:
        graph = build(tx, story.district).graph
    task = f"task:{story.task_period(story.district, 0)}"
    assert set(graph.above(f"unit_task:{ward}")) == {task, f"unit_task:{phong}"}
    assert graph.nodes[task].leaves == Leaves()


def test_the_documents_alone(story: Story) -> None:
    with story.db.read() as tx:
        graph = documents(tx, [story.documents["281/KH-UBND"]])
    assert len(graph.nodes) == 5
    assert all(node.kind is NodeKind.DOCUMENT for node in graph.nodes.values())
    assert len(graph.document_steps()) == 5


def test_a_cascade_that_is_not_there(story: Story) -> None:
    with story.db.read() as tx, pytest.raises(NotFound):
        build(tx, 999)
