"""The work a paper gives out: one task an item, with who leads, who helps, who must act and by when.

Knows how items, headings and labels share those facts; refuses to invent what the paper does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.anatomy.brackets import says_who_alone
from documents.anatomy.dealt_out import dealt_out, shared_out
from documents.anatomy.handed_down import Context, for_all_below, heading_hands, labelled, led_in, with_labels
from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.opening import Opening
from documents.anatomy.outline import CLOSING, Node
from documents.anatomy.people import Hands, hands_of, predicate_of, work_begins
from documents.anatomy.report_only import ON_INCIDENT, REPORT_ONLY, follows_up, second_sentence
from documents.anatomy.sections import PRODUCT, Zone, labels_in, trailing_labels, zone_of
from documents.anatomy.timeframes import headed_timeframe, inline_timeframe
from documents.anatomy.units import opens_unit, starts_with_verb
from documents.flow import Flow, shouts
from documents.keys import key_of
from documents.parsed import Span, Task
from documents.patterns import Phrase

_NOT_WORK = Phrase(
    r"(?:ban hành kèm theo|phê duyệt kèm theo|(?:quyết định|nghị quyết|chỉ thị|quy định"
    r"|kế hoạch) này (?:có|thay|được)|nay (?:ban hành|thành lập|phê duyệt)"
    r"|[^.]{0,400}chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện) (?:quyết định|nghị quyết|chỉ thị|công điện|kế hoạch) này"
    r"|[^.;]{3,120} chịu trách nhiệm [^.;]{0,80}(?:chính xác|trung thực)[^.;]{0,80}\./?\.?\s*$"
    r"|[^.]{0,400}căn cứ quyết định (?:này )?thi hành|(?:định )?mức (?:thu|chi|ăn|hỗ trợ|đóng)[^.;:]{0,60}: ?\d[\d.]* ?(?:đồng|đ)(?![\w])"
    r"|(?:(?:phân công|nhiệm vụ|nội dung|tiến độ|lịch|danh mục|chi tiết|biểu) [^.;]{0,80})?(?:theo|tại|như|xem)(?: các)? (?:bảng|biểu|phụ biểu|danh mục|phụ lục)"
    r"(?: [^.;:]{2,40})? (?:dưới đây|sau đây|sau|kèm theo|đính kèm)\W*$|[^.;]{0,110}theo (?:các )?phụ lục|bãi bỏ|có hiệu lực|(?:địa chỉ|điện thoại|email"
    r"|e-mail|hộp thư|mọi chi tiết|thông tin liên hệ|liên hệ)[^.;]{0,30}[:@])"
)
_DECIDED = Phrase(
    r"(?:thông qua|phê duyệt|thành lập|ban hành|công nhận|kiện toàn|sửa đổi|điều chỉnh|quyết định|chỉ thị"
    r"|nghị quyết)(?![\w])"
)
# Under these headings stand subjects to speak of; only what begins with a verb is work.
_TOPICS = Phrase(r"^(?:nội dung tuyên truyền|khẩu hiệu|chủ đề|nội dung (?:trọng tâm )?tuyên truyền)")
_MONEY_ITEM = Phrase(r"(?:nguồn|từ nguồn|kinh phí|các nguồn|ngân sách)")
_ASSIGNMENT = Phrase(r"(?:phân công|giao(?: cho)?|cử)\s+(?:các |đồng chí |đ/c )?")
_CHARGE = Phrase(r"(?:nội dung|nhiệm vụ|phạm vi|lĩnh vực)? ?(?:được )?(?:phụ trách|nhiệm vụ)\s*:\s*")
_IN_BRACKETS = Phrase(r"\([^()]*\)\W*$")


@dataclass
class TaskReader:
    flow: Flow
    opening: Opening
    report_spans: list[Span]

    def read(self, root: Node) -> list[Task]:
        return self._children(root, Context())

    def _children(self, node: Node, above: Context) -> list[Task]:
        """The tasks under one heading; labels among the children serve the whole heading."""
        context = for_all_below(self.flow, node, above)
        tasks: list[Task] = []
        here = context
        dealt = dealt_out(self.flow, node)
        said: Node | None = None
        for index, child in enumerate(node.children):
            words = self.flow.words(child.body, child.end)
            if child is dealt.closing or child is said:
                tasks += [task for left in dealt.left for task in self._item(left, here)]
                continue
            if child.kind == "text" and self.flow.match(CLOSING, child.body, child.end):
                continue
            if labels_in(self.flow, child.body, child.end) and not child.children and not self._charge(child):
                continue
            following = node.children[index + 1] if index + 1 < len(node.children) else None
            if child.kind == "text" and following and (words.endswith(":") or self._dated(child)):
                here = led_in(self.flow, child, context)
                continue
            if (
                following is not None
                and following.kind == "text"
                and not child.children
                and says_who_alone(self.flow, following.body, following.end)
            ):
                child, said = replace(child, end=following.end), following
            handed = self._handed_on(child, following, here)
            if handed is not None:
                here = handed
                continue
            tasks += self._item(child, shared_out(self.flow, child, here, dealt.hands.get(index)))
        return tasks

    def _dated(self, child: Node) -> bool:
        """ "Tháng 9/2025" alone on its line."""
        words = self.flow.words(child.body, child.end)
        return len(words) < 40 and headed_timeframe(self.flow, child.body, child.end).words == words

    def _charge(self, child: Node) -> bool:
        found = self.flow.match(_CHARGE, child.body, child.end)
        # "Phụ trách: Phó Hiệu trưởng" is a label, "Phụ trách: công tác Đội" a charge.
        return found is not None and not opens_unit(self.flow, found.end(), child.end)

    def _handed_on(self, child: Node, following: Node | None, context: Context) -> Context | None:
        """'Phân công ông A phụ trách.' followed by 'Nội dung phụ trách: …': the first names, the second is the task."""
        if following is None or not self._charge(following):
            return None
        named = self.flow.match(_ASSIGNMENT, child.body, child.end)
        if not named:
            return None
        hands = hands_of(self.flow, child.body, child.end)
        charged = hands.bodies
        return replace(context, bodies=charged, lead=charged) if charged else None

    def _item(self, node: Node, context: Context) -> list[Task]:
        flow = self.flow
        words = flow.words(node.body, node.end)
        if self._is_heading(node, words):
            zone = zone_of(flow, node.body, node.end, context.zone) or context.zone
            if zone is Zone.AIMS and not self._holds_work(node):
                return []
            if node.kind == "article" and self._only_targets(node):
                return []
            bodies = heading_bodies(flow, node.body, node.end)
            hands = heading_hands(flow, node)
            inner = replace(context, zone=zone, heading=words)
            headed = headed_timeframe(flow, node.body, node.end)
            if headed.words:
                inner = replace(inner, period=headed)
            if bodies:
                inner = replace(inner, bodies=bodies, lead=(), coordinating=())
            elif hands.bodies:
                inner = replace(inner, bodies=hands.bodies, lead=hands.lead, coordinating=hands.coordinating)
            return self._children(node, inner)
        return self._leaf(node, words, context)

    def _only_targets(self, node: Node) -> bool:
        """'Điều 1. Thông qua … với các chỉ tiêu:' and a flat list: targets, not work."""
        flat = not any(child.children for child in node.children)
        return (
            flat
            and self.flow.match(_DECIDED, node.body, node.end) is not None
            and self.flow.search(Phrase(r"chỉ tiêu|mục tiêu|danh mục|danh sách"), node.body, node.end) is not None
        )

    def _holds_work(self, node: Node) -> bool:
        return any(
            child.kind in {"number", "upper", "decimal", "letter"} and child.children
            and zone_of(self.flow, child.body, child.end, None) is Zone.WORK
            and self.flow.search(Phrase(r"nhiệm vụ|giải pháp|nội dung thực hiện|biện pháp"), child.body, child.end) is not None
            for child in node.children
        )  # fmt: skip

    def _is_heading(self, node: Node, words: str) -> bool:
        carried = [
            child for child in node.children
            if not labels_in(self.flow, child.body, child.end) or child.children or self._charge(child)
        ]  # fmt: skip
        if node.kind in {"part", "upper", "roman"}:
            return bool(carried) or shouts(words) or len(words) < 90
        if node.kind == "article":
            return bool(carried)
        if not carried:
            return False
        if node.kind in {"dash", "plus"}:
            return words.endswith(":") or bool(heading_bodies(self.flow, node.body, node.end))
        if node.kind == "text":
            return True
        if words.endswith(":") or (len(words) < 220 and not words.endswith((".", ";"))):
            return True
        return any(child.kind in {"dash", "letter", "decimal", "star", "number"} for child in carried)

    def _leaf(self, node: Node, words: str, context: Context) -> list[Task]:
        flow = self.flow
        if context.zone is Zone.AIMS or len(words) < 12 or (node.kind in {"roman", "part"} and len(words) < 90):
            return []
        if (words.endswith(":") and not node.children) or flow.match(_NOT_WORK, node.body, node.end):
            return []
        if flow.match(_IN_BRACKETS, node.body, node.end) or self._announces(node, words):
            return []
        if node.kind == "article" and flow.match(_DECIDED, node.body, node.end):
            return []
        if (
            context.heading
            and _TOPICS.on(flow.damaged).search(key_of(context.heading, flow.damaged))
            and not starts_with_verb(flow, node.body, node.end)
        ):
            return []
        if node.kind == "text" and shouts(words):
            return []
        node = self._past_report(node)
        hands = hands_of(flow, node.body, node.end, under=bool(context.bodies))
        stated = bool(hands.bodies)
        if context.zone is Zone.MONEY and (not stated or flow.match(_MONEY_ITEM, node.body, node.end)):
            return []
        if node.kind == "text" and not self._orders(node, context, stated):
            return []
        if self._only_reports(node, context):
            return []
        if hands.lead:
            context = replace(context, lead=(), coordinating=())
        end, values = trailing_labels(flow, node.body, node.end)
        for kind, span in values:
            context = labelled(flow, context, kind, span)
        own = with_labels(flow, node, context)
        return [self._task(node, words, own, hands, end)]

    def _past_report(self, node: Node) -> Node:
        """ "Các trường báo cáo … trước ngày 20/12. Giao Văn phòng theo dõi …": the work is in the second sentence."""
        flow, rest = self.flow, second_sentence(self.flow, node)
        if rest is None or node.children or not flow.match(REPORT_ONLY, predicate_of(flow, node.body, rest), rest):
            return node
        if flow.match(Phrase(r"(?:giao|đề nghị|yêu cầu|phân công) "), rest, node.end) is None:
            return node
        return (
            node if flow.match(REPORT_ONLY, predicate_of(flow, rest, node.end), node.end) else replace(node, body=rest)
        )

    def _announces(self, node: Node, words: str) -> bool:
        """A heading with no item under it: "Chế độ báo cáo" over a loose paragraph, "Phân công nhiệm vụ" over a table."""
        flow = self.flow
        if len(words) >= 70 or words.endswith((".", ";")) or re.search(r"\d", words):
            return False
        table = any(
            each.start - node.last >= 0 and not flow.source.text[node.last : each.start].strip(" \n\t|")
            for each in flow.source.tables
        )
        return table or zone_of(flow, node.body, node.end, None) is Zone.REPORTS

    def _orders(self, node: Node, context: Context, stated: bool) -> bool:
        """A loose paragraph is a task under a heading of work, or when it tells somebody to act."""
        told = self.opening.stated and starts_with_verb(self.flow, node.body, node.end)
        if context.heading is not None and (context.zone is not None or context.bodies or told):
            return True
        if stated or self.flow.match(Phrase(r"(?:đề nghị|yêu cầu|giao) "), node.body, node.end) is not None:
            return True
        return node.start == node.body != 0 and self._is_order(node)

    def _is_order(self, node: Node) -> bool:
        """The order of a letter without items, cut out of its opening sentence."""
        at_start = not self.flow.text[: node.body].rstrip(" ").endswith("\n")
        return at_start and starts_with_verb(self.flow, node.body, node.end)

    def _only_reports(self, node: Node, context: Context) -> bool:
        flow = self.flow
        inside = any(node.start <= start < node.last for start, _ in self.report_spans)
        if inside and flow.match(ON_INCIDENT, node.body, node.end):
            return True
        if context.zone is Zone.REPORTS:
            if follows_up(flow, node):
                return False
            return inside or flow.search(Phrase(r"báo cáo"), node.body, node.end) is not None
        if not (inside or node.kind == "text") or not flow.match(
            REPORT_ONLY, predicate_of(flow, node.body, node.end, under=bool(context.bodies)), node.end
        ):
            return False
        rest = second_sentence(flow, node)
        return (
            rest is None
            or len(flow.words(rest, node.end)) < 80
            or flow.match(REPORT_ONLY, predicate_of(flow, rest, node.end), node.end) is not None
        )

    def _task(self, node: Node, words: str, context: Context, hands: Hands, text_end: int) -> Task:
        flow = self.flow
        lead = context.lead or hands.lead
        if not lead and hands.leads_implied and context.bodies:
            lead = context.bodies
        coordinating = context.coordinating or hands.coordinating
        if lead and hands.lead and not context.lead:
            assignees = hands.bodies or lead
        else:
            above = context.bodies and context.bodies + tuple(n for n in hands.further if n not in context.bodies)
            assignees = lead or hands.bodies or above or hands.further or self.opening.names
        time = context.time
        if not time.words:
            time = inline_timeframe(flow, node.body, node.last if node.children else node.end)
        if not time.near and context.period.words:
            time = context.period
        stated = bool(lead or hands.bodies or context.bodies)
        confidence = 0.9 if stated else 0.75 if self.opening.stated else 0.6
        if flow.damaged:
            confidence -= 0.2
        begin = work_begins(flow, node.body, text_end)
        text = flow.words(begin, text_end) if text_end - begin > 15 else words
        return Task(
            ref=node.quoted, text=text, lead=lead, coordinating=coordinating, assignees=assignees,
            timeframe=time.words, due=time.due, bound=time.bound, span=(node.start, node.last),
            confidence=round(confidence, 2), heading=context.heading, assignees_stated=stated, product=self._product(node),
        )  # fmt: skip

    def _product(self, node: Node) -> str | None:
        for child in node.children:
            for kind, span in labels_in(self.flow, child.body, child.end):
                if kind == PRODUCT:
                    return self.flow.words(*span).strip(" .;") or None
        return None
