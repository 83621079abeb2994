"""Numbers given twice among the items of one section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from documents.anatomy.problems.seen import Seen
from documents.parsed import Problem

_NUMBERED = {"roman", "number", "decimal", "upper", "article", "letter"}


def repeated(seen: Seen) -> Iterator[Problem]:
    for root in seen.roots:
        for node in root.walk():
            labels = Counter(child.label for child in node.children if child.kind in _NUMBERED)
            for child in node.children:
                if labels.get(child.label, 0) > 1 and re.search(r"\(\d+\)$", child.ref):
                    message = f"Có {labels[child.label]} mục cùng đánh số {child.label}: đánh số lại để dẫn chiếu được."
                    yield Problem("repeated_section", message, (child.start, child.body))
