"""Our own picture of the document graph: boxes in layers, upper bodies on top, the Party's papers left of the State's.

Pure geometry for a template to draw as SVG; the same nodes make the nested list below it. Knows no table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 270, 76, 34, 54, 16
PER_ROW = 4
LIMIT = 300
"""More than this is a list, not a picture."""


@dataclass(frozen=True)
class Paper:
    """A document as a box: what it is called, who issued it and when, where a click leads."""

    id: int
    title: str
    issuer: str = ""
    issued_on: date | None = None
    is_party: bool = False
    is_placeholder: bool = False
    is_own: bool = False
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Link:
    """`lower` stands on `upper` by `relation` (basis, implements, mentions)."""

    lower: int
    upper: int
    relation: str


@dataclass(frozen=True)
class Box:
    paper: Paper
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2


@dataclass(frozen=True)
class Arrow:
    path: str
    relation: str
    tip: str


@dataclass(frozen=True)
class Branch:
    """One line of the twin list: a paper, and what was issued under it. A paper met before is named, not repeated."""

    paper: Paper
    children: tuple[Branch, ...]
    is_repeat: bool = False


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(papers: list[Paper], links: list[Link]) -> Drawing:
    """Lay the papers out in layers; an arrow that a longer way already tells is left out."""
    links = without_shortcuts(links)
    rows = _rows(papers, links)
    width = max((len(row) for row in rows), default=1) * (BOX_WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    boxes: dict[int, Box] = {}
    for level, row in enumerate(rows):
        start = (width - (len(row) * (BOX_WIDTH + GAP_X) - GAP_X)) // 2
        for place, paper in enumerate(row):
            boxes[paper.id] = Box(paper, start + place * (BOX_WIDTH + GAP_X), MARGIN + level * (BOX_HEIGHT + GAP_Y))
    height = MARGIN * 2 + len(rows) * (BOX_HEIGHT + GAP_Y) - GAP_Y
    return Drawing(width, max(height, BOX_HEIGHT), tuple(boxes.values()), tuple(_arrow(boxes, link) for link in links))


def without_shortcuts(links: list[Link]) -> list[Link]:
    """The transitive reduction: KH 281 names all four papers above it, the picture shows only the nearest two."""
    above: dict[int, set[int]] = defaultdict(set)
    for link in links:
        above[link.lower].add(link.upper)
    seen: dict[int, frozenset[int]] = {}

    def all_above(node: int) -> frozenset[int]:
        if node not in seen:
            seen[node] = frozenset()  # documents are acyclic (law 1); a damaged graph still draws
            seen[node] = frozenset(above[node]).union(*(all_above(upper) for upper in above[node]))
        return seen[node]

    best: dict[tuple[int, int], Link] = {}
    strength = {"implements": 0, "basis": 1, "mentions": 2}
    for link in sorted(links, key=lambda link: strength.get(link.relation, 3)):
        if any(link.upper in all_above(other) for other in above[link.lower] if other != link.upper):
            continue
        best.setdefault((link.lower, link.upper), link)
    return list(best.values())


def _rows(papers: list[Paper], links: list[Link]) -> list[list[Paper]]:
    above: dict[int, set[int]] = defaultdict(set)
    below: dict[int, set[int]] = defaultdict(set)
    for link in links:
        above[link.lower].add(link.upper)
        below[link.upper].add(link.lower)
    depth: dict[int, int] = {}

    def layer(node: int) -> int:
        if node not in depth:
            depth[node] = 0
            depth[node] = max((layer(upper) + 1 for upper in above[node]), default=0)
        return depth[node]

    by_layer: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers:
        layer(paper.id)
    for paper in papers:
        # A root hangs just above what stands on it, not at the very top among the Politburo's papers.
        level = depth[paper.id]
        if not above[paper.id] and below[paper.id]:
            level = max(0, min(depth[lower] for lower in below[paper.id]) - 1)
        by_layer[level].append(paper)
    rows: list[list[Paper]] = []
    for level in sorted(by_layer):
        # Those with a chain above them stand nearest to what follows; the Party's papers left.
        row = sorted(
            by_layer[level],
            key=lambda paper: (bool(above[paper.id]), not paper.is_party, paper.issued_on or date.max, paper.id),
        )
        lone, chained = [p for p in row if not above[p.id]], [p for p in row if above[p.id]]
        if len(row) <= PER_ROW:
            rows.append(sorted(row, key=lambda paper: (not paper.is_party, paper.issued_on or date.max, paper.id)))
            continue
        rows += [lone[at : at + PER_ROW] for at in range(0, len(lone), PER_ROW)]
        rows += [chained[at : at + PER_ROW] for at in range(0, len(chained), PER_ROW)]
    return rows


def _arrow(boxes: dict[int, Box], link: Link) -> Arrow:
    upper, lower = boxes[link.upper], boxes[link.lower]
    x1, y1, x2, y2 = upper.middle, upper.y + BOX_HEIGHT, lower.middle, lower.y - 8
    bend = y2 - GAP_Y // 2 + 4
    path = f"M{x1} {y1}V{bend}H{x2}V{y2}" if x1 != x2 else f"M{x1} {y1}V{y2}"
    return Arrow(path, link.relation, f"M{x2 - 6} {y2 - 2}L{x2 + 6} {y2 - 2}L{x2} {y2 + 7}Z")


def nested(papers: list[Paper], links: list[Link]) -> tuple[Branch, ...]:
    """The twin of the picture: from each root downward."""
    links = without_shortcuts(links)
    by_id = {paper.id: paper for paper in papers}
    below: dict[int, list[int]] = defaultdict(list)
    has_upper = {link.lower for link in links}
    for link in links:
        below[link.upper].append(link.lower)
    told: set[int] = set()

    def branch(node: int) -> Branch:
        if node in told:
            return Branch(by_id[node], (), is_repeat=True)
        told.add(node)
        return Branch(by_id[node], tuple(branch(lower) for lower in below[node]))

    roots = sorted(
        (paper for paper in papers if paper.id not in has_upper),
        key=lambda paper: (paper.issued_on or date.max, paper.id),
    )
    return tuple(branch(paper.id) for paper in roots)
