"""Where papers of one register do not agree: each check a pure function over what they say. Proposes, never corrects.

Every sentence names both places; a person decides which of them is right.
"""

from __future__ import annotations

from cascade.papers.disagreeing import chains, copies, heads, hotlines, reports, titles
from cascade.papers.findings import Disagreement, Findings

__all__ = ["between"]

_CHECKS = (
    heads.two_numbers, heads.two_dates, heads.two_issuers, heads.own_identity, heads.without_date, heads.maybe_same,
    titles.two_titles, chains.shortened, chains.two_roots, chains.two_weights, chains.likely_parents,
    reports.two_steps, reports.two_consolidators, copies.copied, hotlines.local_numbers,
)  # fmt: skip


def between(findings: Findings) -> tuple[Disagreement, ...]:
    """All that does not agree, in a fixed order whatever the order of reading was."""
    found = [each for check in _CHECKS for each in check(findings)]
    return tuple(dict.fromkeys(found))
