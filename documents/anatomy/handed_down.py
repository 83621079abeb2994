"""What headings, labels and opening words hand down to the items under them: who, with whom, when, and under which zone.

Knows how a label or a line before a list speaks for many items; refuses to decide which of them are work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from documents.anatomy.brackets import said_in_brackets, said_of, says_who_alone
from documents.anatomy.done_by import closing_bracket
from documents.anatomy.outline import Node
from documents.anatomy.people import Hands, hands_of
from documents.anatomy.sections import ASSIGNEE, COORDINATING, LEAD, TIME, Zone, labels_in, trailing_labels
from documents.anatomy.timeframes import NOTHING, TimeFrame, headed_timeframe, stated_timeframe
from documents.anatomy.unit_lists import units_in
from documents.anatomy.units import opens_unit, subject
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


_SUB_ITEMS = frozenset({"decimal", "letter", "paren", "dash", "plus", "star"})


def for_all_below(flow: Flow, node: Node, above: Context) -> Context:
    """What the labels of a heading say to every item under it; an item that tells its own time or lead is believed first."""
    context = with_labels(flow, node, above)
    for kind, span in _closing_labels(flow, node):
        context = labelled(flow, context, kind, span)
    context = _closing_bracket(flow, node, context)
    said = [child for child in node.children if child.children or not labels_in(flow, child.body, child.end)]
    if len(said) > 1 and context.time.words and context.time is not above.time:
        return replace(context, time=NOTHING, period=context.time)
    return context


def _closing_labels(flow: Flow, node: Node) -> list[tuple[str, Span]]:
    """ "1.1 …; 1.2 …; 1.3 …" and then "* Cơ quan chủ trì: …": such lines close the whole list when no other item of it has any."""
    items = [
        child for child in node.children if child.kind in _SUB_ITEMS and not labels_in(flow, child.body, child.end)
    ]
    if len(items) < 2 or any(child.kind != items[0].kind for child in items):
        return []
    *others, last = items
    closing = [labels_in(flow, child.body, child.end) for child in last.children]
    if not closing or not all(closing) or any(_has_labels(flow, child) for child in others):
        return []
    return [label for line in closing for label in line]


def _closing_bracket(flow: Flow, node: Node, context: Context) -> Context:
    """ "- …", "- …" and then a paragraph "(Phòng Y tế chủ trì)": it speaks of all of them when no other says who in a bracket."""
    *items, last = node.children or [node]
    if len(items) < 2 or any(each.kind not in _SUB_ITEMS for each in items):
        return context
    if last.kind != "text" or not says_who_alone(flow, last.body, last.end):
        return context
    if any(says_who_alone(flow, each.body, each.end) or said_in_brackets(flow, each.body, each.end) for each in items):
        return context
    hands = hands_of(flow, last.body, last.end)
    bodies = hands.bodies or closing_bracket(flow, last.body, last.end)
    return replace(context, bodies=bodies, lead=hands.lead, coordinating=hands.coordinating) if bodies else context


def _has_labels(flow: Flow, node: Node) -> bool:
    said = trailing_labels(flow, node.body, node.end)[1]
    return bool(said) or any(labels_in(flow, child.body, child.end) for each in node.walk() for child in each.children)


def labelled(flow: Flow, context: Context, kind: str, span: Span) -> Context:
    said = said_of(flow, span[0], flow.trimmed(*span, " .;,*_")) if kind in (LEAD, ASSIGNEE) else None
    if said is not None and said.helpers:
        lead = said.bodies if kind == LEAD else said.lead
        return replace(context, bodies=said.bodies, lead=lead, coordinating=said.helpers)
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
        who = said_in_brackets(flow, *span)
        return replace(context, time=stated_timeframe(flow, span[0], who.start if who else span[1]))
    return context


def heading_hands(flow: Flow, node: Node) -> Hands:
    """ "2. Truyền thông (Phòng Văn hóa chủ trì, phối hợp với các xã)" over a list, and "Sở Y tế có trách nhiệm:"."""
    if flow.words(node.body, node.end).endswith(":"):
        return _list_hands(flow, node)
    said = said_in_brackets(flow, node.body, node.end)
    ends = said is not None and not flow.text[flow.key.find(")", said.start) + 1 : node.end].strip(" .;:")
    if said is not None and ends:
        return Hands(said.bodies, said.lead, said.helpers)
    hands = hands_of(flow, node.body, node.end)
    return hands if hands.lead else Hands()


_DIRECTS = Phrase(r"(?:lãnh đạo, )?(?:chỉ đạo|yêu cầu|phân công|quán triệt) (?!việc |công tác )")
_QUALIFIES = Phrase(r" (?:có|đang|đã|chưa|không|được) ")
_FOLLOWS = Phrase(
    r"\s*,?\s*(?:tiếp tục |nghiêm túc |tổ chức |triển khai )*(?:thực hiện|tập trung|làm tốt|phải|cần|có trách nhiệm)(?![\w])"
)


def _list_hands(flow: Flow, node: Node) -> Hands:
    """ "Chỉ đạo các trường có bếp ăn:" over a list: the schools do what is listed, whoever directs them."""
    hands = hands_of(flow, node.body, node.end)
    directs = flow.match(_DIRECTS, node.body, node.end)
    if hands.bodies or directs is None or not opens_unit(flow, directs.end(), node.end):
        return hands
    span = subject(flow, directs.end(), node.end)
    if span is None or flow.search(_QUALIFIES, directs.end(), span[1] + 1):
        span = (directs.end(), flow.trimmed(directs.end(), node.end, " :"))
    elif not flow.match(_FOLLOWS, span[1], node.end):
        return hands
    return replace(hands, bodies=tuple(units_in(flow, *span)))


def led_in(flow: Flow, child: Node, context: Context) -> Context:
    """ "Sở Y tế có trách nhiệm:" above a list."""
    headed = headed_timeframe(flow, child.body, child.end)
    if headed.words:
        return replace(context, period=headed)
    hands = _list_hands(flow, child)
    if hands.bodies:
        return replace(context, bodies=hands.bodies, lead=hands.lead, coordinating=hands.coordinating)
    return context
