"""What headings, labels and opening words hand down to the items under them: who, with whom, when, and under which zone.

Knows how a label or a line before a list speaks for many items; refuses to decide which of them are work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from documents.anatomy.outline import Node
from documents.anatomy.people import hands_of
from documents.anatomy.sections import ASSIGNEE, COORDINATING, LEAD, TIME, Zone, labels_in
from documents.anatomy.timeframes import NOTHING, TimeFrame, headed_timeframe, stated_timeframe
from documents.anatomy.unit_lists import units_in
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

# One label may name both: Huyện đoàn chủ trì, Công an huyện phối hợp.
_SHARED = Phrase(r"\s+chủ trì\s*[,;]\s*(?=[^.]{3,200}?(?P<with>\sphối hợp))")


@dataclass(frozen=True)
class Context:
    """What stands above an item: `time` was said by a label, `period` by a heading the item itself may narrow."""

    zone: Zone | None = None
    bodies: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    time: TimeFrame = NOTHING
    period: TimeFrame = NOTHING
    heading: str | None = None


def with_labels(flow: Flow, node: Node, above: Context) -> Context:
    context = above
    for child in node.children:
        # "2. Thời gian: …" beside other numbered items speaks of the event, not of each task.
        if child.children or child.kind in {"number", "decimal", "roman"}:
            continue
        for kind, span in labels_in(flow, child.body, child.end):
            context = labelled(flow, context, kind, span)
    return context


def labelled(flow: Flow, context: Context, kind: str, span: Span) -> Context:
    if kind == LEAD:
        return replace(context, lead=tuple(units_in(flow, *span)))
    if kind == COORDINATING:
        return replace(context, coordinating=tuple(units_in(flow, *span)))
    shared = flow.search(_SHARED, *span) if kind == ASSIGNEE else None
    if shared is not None:
        lead = tuple(units_in(flow, span[0], shared.start()))
        helpers = tuple(units_in(flow, shared.end(), shared.start("with")))
        return replace(context, lead=lead, coordinating=helpers)
    if kind == ASSIGNEE:
        return replace(context, bodies=tuple(units_in(flow, *span)))
    if kind == TIME:
        return replace(context, time=stated_timeframe(flow, *span))
    return context


def led_in(flow: Flow, child: Node, context: Context) -> Context:
    """ "Sở Y tế có trách nhiệm:" above a list."""
    headed = headed_timeframe(flow, child.body, child.end)
    if headed.words:
        return replace(context, period=headed)
    hands = hands_of(flow, child.body, child.end)
    if hands.bodies:
        return replace(context, bodies=hands.bodies, lead=hands.lead, coordinating=hands.coordinating)
    return context
