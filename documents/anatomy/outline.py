"""The skeleton of a document: parts, sections, items and loose paragraphs as one tree with printed references.

Knows numbering as plans, letters, decisions and Party papers use it; refuses to know which items are work.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.sections import labels_in
from documents.flow import Flow, Paragraph, shouts
from documents.patterns import Phrase

_RANK = {
    "part": 0, "upper": 1, "roman": 2, "article": 2, "number": 3, "decimal": 4, "ordinal": 5, "letter": 6, "paren": 7,
    "star": 7, "dash": 8, "plus": 9, "text": 10,
}  # fmt: skip


# The sentences that close a paper belong to no section.
CLOSING = Phrase(
    r"(?:trên đây là|[^.;:,]{3,60} (?:yêu cầu|đề nghị|giao) [^.;]{3,160}(?:nghiêm túc|khẩn trương|tích cực|quan tâm)[^.;]{0,40}"
    r"(?:triển khai|thực hiện)[^.;]{0,30}(?:này|trên|nêu trên)\s*\./?\.?\s*$|đề nghị [^.;]{3,160} (?:nghiêm túc|triển khai|thực hiện"
    r"|quan tâm)[^.;]{0,60}(?:nội dung (?:trên|này|nêu trên)|kế hoạch này|văn bản này|công văn này"
    r"|chỉ thị này|hướng dẫn này|thông báo này|chương trình này)"
    r"|(?:yêu cầu|đề nghị|giao) [^.;]{3,260}(?:nghiêm túc|khẩn trương|quan tâm"
    r"|tích cực)[^.;]{0,40}(?:triển khai|thực hiện|chỉ đạo|phối hợp)"
    r"|(?:trong )?quá trình (?:triển khai|tổ chức|thực hiện)[^.;]{0,60}(?:nếu|có|gặp|phát sinh)"
    r"|nếu có (?:khó khăn|vướng mắc|vấn đề)|mọi (?:vướng mắc|thắc mắc)|(?:sau khi )?nhận được (?:công văn|văn bản|hướng dẫn"
    r"|thông báo|chương trình|kế hoạch|chỉ thị|thông tri|công điện|nghị quyết)(?= này|[^.;,]{0,40}, (?:đề nghị|yêu cầu))|rất mong|trân trọng"
    r"|(?:chương trình hành động|chương trình|kế hoạch|quyết định|chỉ thị|nghị quyết|công văn|hướng dẫn|quy định|quy chế) này (?:có hiệu lực"
    r"|thay thế|được|đã được|phổ biến|áp dụng)|nội dung chi tiết (?:theo|tại)|căn cứ (?:tình hình"
    r"|nội dung) .{0,40}(?:kế hoạch|công văn) này,? (?:đề nghị|yêu cầu)"
    r"|(?:đề nghị|yêu cầu) [^.;]{3,110} (?:tổ chức |triển khai |nghiêm túc |khẩn trương )*(?:thực hiện"
    r"|triển khai)(?: nghiêm túc| tốt| đầy đủ| kịp thời| có hiệu quả"
    r"| các nội dung [^.;]{0,30})?\s*\./?\.?\s*$"
    r"|chỉ thị này|nghị quyết này|[^.;:]{4,90} thông báo (?:để|đến|tới) [^.;]{3,160}(?:biết|thực hiện))"
)


@dataclass
class Node:
    """One item: its marker, its own words, what hangs under it, and how the paper itself would be quoted for it."""

    kind: str
    label: str
    start: int
    body: int
    end: int
    rank: int
    ref: str = ""
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def quoted(self) -> str:
        """How one would cite it: a single loose paragraph under a heading goes by the heading."""
        parent = self.parent
        if self.kind == "text" and parent is not None and parent.ref and len(parent.children) == 1:
            return parent.ref
        return self.ref

    @property
    def last(self) -> int:
        return self.children[-1].last if self.children else self.end


def build_outline(flow: Flow, paragraphs: list[Paragraph]) -> Node:
    """Hang every paragraph under the nearest item that can hold it."""
    root = Node("root", "", 0, 0, 0, -1)
    open_nodes = [root]
    stars_hold = any(a.kind == "star" and b.kind == "dash" for a, b in itertools.pairwise(paragraphs))
    romans = {paragraph.label for paragraph in paragraphs if paragraph.kind == "roman"}
    for paragraph in paragraphs:
        kind, label = paragraph.kind, paragraph.label
        if (
            kind == "number"
            and label == "1"
            and "II" in romans
            and "I" not in romans
            and shouts(flow.words(paragraph.body, paragraph.end))
        ):
            # A scanner reads the first roman as a digit.
            kind, label = "roman", "I"
            romans.add("I")
        rank = _rank(kind, label, stars_hold)
        node = Node(kind, label, paragraph.start, paragraph.body, paragraph.end, rank)
        if paragraph.kind == "text" and flow.match(CLOSING, paragraph.body, paragraph.end):
            _add(root, node)
            continue
        if kind == "text" and len(open_nodes) > 1 and labels_in(flow, node.body, node.end):
            _add(open_nodes[-1], node)
            continue
        if paragraph.kind == "text":
            _hang_text(flow, open_nodes, node)
            continue
        while open_nodes[-1].rank >= node.rank:
            open_nodes.pop()
        _add(open_nodes[-1], node)
        open_nodes.append(node)
    _name(root)
    return root


def _rank(kind: str, label: str, stars_hold: bool) -> int:
    if kind == "decimal":
        return _RANK["number"] + label.count(".")
    if kind == "star" and not stars_hold:
        return _RANK["dash"]
    return _RANK[kind]


def _hang_text(flow: Flow, open_nodes: list[Node], node: Node) -> None:
    """A loose paragraph belongs to the open heading; a bullet or a full sentence holds no loose paragraphs."""
    while len(open_nodes) > 1 and not _holds_text(flow, open_nodes[-1]):
        open_nodes.pop()
    _add(open_nodes[-1], node)


def _holds_text(flow: Flow, node: Node) -> bool:
    words = flow.words(node.body, node.end)
    if node.rank >= _RANK["star"]:
        # "* Công an phường" over its paragraph.
        named = (
            node.kind == "star" and not words.endswith((".", ";")) and bool(heading_bodies(flow, node.body, node.end))
        )
        return words.endswith(":") or named
    if node.rank <= _RANK["article"]:
        return True
    if words.endswith(":") or (node.children and node.children[0].kind == "text"):
        return True
    return not words.endswith((".", ";")) and len(words) < 200


def _add(parent: Node, child: Node) -> None:
    child.parent = parent
    parent.children.append(child)


_BULLET = {"dash": "b", "star": "s", "plus": "c", "text": "p", "ordinal": "p"}


def _name(node: Node) -> None:
    counts: dict[str, int] = {}
    seen: dict[str, int] = {}
    for child in node.children:
        if child.kind in _BULLET:
            letter = _BULLET[child.kind]
            counts[letter] = counts.get(letter, 0) + 1
            own = f"{letter}{counts[letter]}"
        elif child.kind == "part":
            own = child.label
        elif child.kind == "article":
            own = child.label.capitalize()
        else:
            own = child.label
        seen[own] = seen.get(own, 0) + 1
        if seen[own] > 1:
            own = f"{own}({seen[own]})"
        child.ref = _joined(node, child, own)
        _name(child)


def _joined(parent: Node, child: Node, own: str) -> str:
    above: Node | None = parent
    if child.kind == "decimal":
        # 3.1 repeats the 3 above it.
        while above is not None and above.kind in {"number", "decimal"}:
            above = above.parent
    if above is None or not above.ref:
        return own
    return f"{above.ref}.{own}"
