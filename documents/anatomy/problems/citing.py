"""One paper cited in two ways inside one text: two days, two titles, two issuers; and papers younger than the citing one.

Reads what follows each place of a number; what one place leaves out is no difference.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.anatomy.dates import WHOLE, whole_dates
from documents.anatomy.problems.seen import Seen, iso_day, told
from documents.flow import Flow
from documents.parsed import Citation, Problem, Span
from documents.patterns import Phrase

_OF = Phrase(r"[\s,]*(?:của|do) ")
_ABOUT = Phrase(
    r"[\s,]*(?:về việc|về|v/v|ban hành|phê duyệt|thông qua|triển khai|thực hiện|quy định|hướng dẫn|sửa đổi)(?![\w])"
)
# A title ends with its quotes, and where it names a further paper: what follows may speak of the outer one again.
_TITLE_END = re.compile(
    r"[;()]|(?<=\w)\"|\.(?=\s|$)|\n\s*\n|,? (?:và|cùng) (?:các|những|kế hoạch|quyết định|chỉ thị|công văn)"
    r"|,?\s(?:kế hoạch|quyết định|chỉ thị|nghị quyết|công văn|chương trình)\s+(?:số\s+)?(?=\d)"
)
_ISSUER_END = re.compile(
    r"[;().,\n]|\s(?:về|v/v|ban hành|phê duyệt|thông qua|triển khai|thực hiện|quy định|hướng dẫn|sửa đổi|tại|đã|và|là)(?!\w)"
)
_LONGEST = 320
_FEWEST = 6
_MEETS_AGAIN = 0.5


@dataclass(frozen=True)
class _Way:
    """What one place says of the paper behind its number."""

    span: Span
    day: str | None
    issuer: str
    title: str


def two_ways(seen: Seen) -> Iterator[Problem]:
    if seen.flow.damaged:
        return
    for each in seen.citations:
        ways = [_way(seen.flow, place) for place in each.places if each.number]
        if len(ways) > 1:
            yield from _days(each, ways)
            yield from _issuers(each, ways)
            yield from _titles(each, ways)


def _way(flow: Flow, place: Span) -> _Way:
    at, end = place[1], min(len(flow.key), place[1] + _LONGEST)
    lead = re.compile(r"[\s,]*").match(flow.key, at)
    start = lead.end() if lead else at
    match = WHOLE.on(flow.damaged).match(flow.key, start, end)
    days = whole_dates(flow, match.start(), match.end()) if match else []
    if days:
        at = days[0].end
    issuer = ""
    if of := flow.match(_OF, at, end):
        stop = _ISSUER_END.search(flow.key, of.end(), end)
        at = stop.start() if stop else end
        issuer = flow.words(of.end(), at)
    title = ""
    if about := flow.match(_ABOUT, at, end):
        stop = _TITLE_END.search(flow.key, about.end(), end)
        first = at + len(flow.key[at:end]) - len(flow.key[at:end].lstrip(" ,\n\t"))
        title = flow.words(first, stop.start() if stop else end)
        if not stop:
            title = title.rpartition(" ")[0]
    return _Way(place, days[0].iso if days else None, issuer, title)


def _days(cited: Citation, ways: list[_Way]) -> Iterator[Problem]:
    first = next((way for way in ways if way.day), None)
    other = next((way for way in ways if first and way.day and way.day != first.day), None)
    if first and other:
        one, two = iso_day(first.day), iso_day(other.day)
        if one and two:
            message = (
                f"{cited.number} được dẫn với hai ngày {told(one)} và {told(two)}: đối chiếu bản gốc, sửa ngày sai."
            )
            yield Problem("cited_two_dates", message, other.span)


def _issuers(cited: Citation, ways: list[_Way]) -> Iterator[Problem]:
    named = [way for way in ways if way.issuer]
    for way in named[1:]:
        one, two = _words(named[0].issuer), _words(way.issuer)
        size = min(len(one), len(two))
        if one[:size] != two[:size]:
            message = f"{cited.number} được ghi là của “{named[0].issuer}” và của “{way.issuer}”: chọn một cách ghi."
            yield Problem("cited_two_issuers", message, way.span)
            return


def _titles(cited: Citation, ways: list[_Way]) -> Iterator[Problem]:
    titled = [way for way in ways if len(_words(way.title)) >= _FEWEST]
    for way in titled[1:]:
        shown_one, shown_two = _body(titled[0].title), _body(way.title)
        one, two = [word.lower() for word in shown_one], [word.lower() for word in shown_two]
        size = min(len(one), len(two))
        differs = next((at for at in range(size) if one[at] != two[at]), None)
        # The titles must be told alike at first: else one of the places says something of its own.
        if differs is None or differs < _FEWEST:
            continue
        around = slice(max(0, differs - 4), differs + 4)
        shown = f"“{' '.join(shown_one[around])}” và “{' '.join(shown_two[around])}”"
        if "địa bàn" in " ".join(one[max(0, differs - 3) : differs]):
            message = f"Phạm vi của {cited.number} được ghi khác nhau: {shown}. Đối chiếu bản gốc."
            yield Problem("cited_two_areas", message, way.span)
        elif _goes_on_alike(one[differs:], two[differs:]):
            message = f"Trích yếu của {cited.number} được ghi khác nhau: {shown}. Ghi theo bản gốc."
            yield Problem("cited_two_titles", message, way.span)
        return


def _goes_on_alike(one: list[str], two: list[str]) -> bool:
    """Whether the wordings meet again: what runs off for good is the sentence around the title, not the title."""
    size = min(len(one), len(two))
    return difflib.SequenceMatcher(None, one[:size], two[:size], autojunk=False).ratio() >= _MEETS_AGAIN


def later_papers(seen: Seen) -> Iterator[Problem]:
    """A ground that was issued after the paper that stands on it: one of the two days is wrong."""
    own = seen.own_day
    for each in seen.citations:
        day = iso_day(each.date)
        if own and day and day > own and each.number != seen.reading.header.number:
            message = f"Dẫn {each.number or each.title} ngày {told(day)}, sau ngày ban hành {told(own)} của chính văn bản: kiểm tra năm."
            yield Problem("cited_later", message, each.span)


def unknown_papers(seen: Seen) -> Iterator[Problem]:
    """A number that many bodies bear, cited without saying whose: no register can tell which paper is meant."""
    if seen.flow.damaged:
        return
    for each in seen.citations:
        if each.number and "/" in each.number and not each.issuer:
            message = f"Dẫn {each.number} mà không rõ cơ quan ban hành: ghi tên cơ quan để nhận đúng văn bản."
            yield Problem("cited_without_issuer", message, each.span)


def _words(text: str) -> list[str]:
    words = " ".join(_bare(text.lower()).split())
    for long, short in (("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")):
        words = words.replace(long, short)
    return words.split()


def _body(title: str) -> list[str]:
    """The words after "về", as printed."""
    return _bare(re.sub(r"^\s*(?:về việc|về|v/v)\s+", "", title.strip(' “"'), flags=re.IGNORECASE)).split()


def _bare(text: str) -> str:
    return re.sub(r"[“”\"'*_,:]", " ", text).replace("–", "-").replace(" - ", "-")
