"""What a person has to look at before anything is issued, each with its place and what to do.

Knows slips of drafting inside one paper; refuses to correct them. Between papers: `cascade.papers.disagreeing`.
"""

from __future__ import annotations

from documents.anatomy.problems import citing, head, personal, sections, shape, work, years
from documents.anatomy.problems.seen import Seen
from documents.parsed import Problem

__all__ = ["Seen", "find_problems"]

_CHECKS = (
    head.about_file, head.about_head, work.about_tasks, work.about_dates, work.idle_units, years.other_years,
    years.outlived_programmes, sections.repeated, personal.phones, personal.identity_numbers, citing.two_ways, citing.unknown_papers,
    citing.later_papers, shape.older_form, shape.form_of_many, shape.too_wide,
)  # fmt: skip


def find_problems(seen: Seen) -> list[Problem]:
    """Every slip found, in the order of the checks; the same one once."""
    found = [problem for check in _CHECKS for problem in check(seen)]
    return list(dict.fromkeys(found))
