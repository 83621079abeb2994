"""Years that do not fit: last year's in this year's plan, a span that outlives the programmes it stands over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.anatomy.problems.seen import Seen, told
from documents.parsed import Problem
from documents.patterns import Phrase

_YEAR = re.compile(r"(?<![\d/\-–])(?:19|20)\d\d(?![\d/\-–])")
_OLD_YEAR = Phrase(r"(?:năm|năm học)\s+(?P<year>(?:19|20)\d\d)(?![\d\-–]|\s*[-–]\s*\d)")
_LOOKING_BACK = re.compile(
    r"(?:kết quả|tổng kết|đánh giá|so với|tháng \d{1,2}|luật|ngày \d|giai đoạn|từ|số \d)[^.;]{0,50}$"
)
_SPAN = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
_PERIOD = Phrase(r"giai đoạn(?: từ)?(?: năm)?\s*(?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)")
_LIVES_ON = re.compile(r"\s*,?\s*(?:tầm nhìn|định hướng|và (?:định hướng|những năm))")


def other_years(seen: Seen) -> Iterator[Problem]:
    """A plan of one year that still speaks of the year before, or is dated after its year is over."""
    flow, header = seen.flow, seen.reading.header
    subject = header.subject or ""
    years = {int(year) for year in _YEAR.findall(subject)}
    if len(years) != 1 or _SPAN.search(subject):
        return
    (own,) = years
    day = seen.own_day
    if header.type == "Kế hoạch" and day and day.year > own and re.search(rf"năm(?: học)? {own}", subject.lower()):
        span = header.fields["date"].span if "date" in header.fields else header.span
        message = f"Kế hoạch của năm {own} nhưng đề ngày {told(day)}: kiểm tra năm trong trích yếu hoặc ngày ban hành."
        yield Problem("past_year", message, span)
    for node in seen.nodes():
        for old in flow.finditer(_OLD_YEAR, node.body, node.end):
            year = int(old["year"])
            lead = flow.key[max(node.body, old.start() - 60) : old.start()]
            if year != own - 1 or _LOOKING_BACK.search(lead):
                continue
            message = f"Năm {year} trong văn bản của năm {own}: kiểm tra có phải chép từ văn bản cũ."
            yield Problem("wrong_year", message, old.span("year"))


def outlived_programmes(seen: Seen) -> Iterator[Problem]:
    """ "Giai đoạn 2021-2030" over a task whose programmes end in 2025."""
    for task in seen.tasks:
        frame = _SPAN.search(task.timeframe or "")
        if not frame:
            continue
        last = int(frame[2])
        early = [
            found
            for found in seen.flow.finditer(_PERIOD, *task.span)
            if int(found["last"]) < last and not _LIVES_ON.match(seen.flow.key, found.end())
        ]
        if early:
            ends = max(int(found["last"]) for found in early)
            message = (
                f"Mục {task.ref} thực hiện đến năm {last} nhưng dẫn {len(early)} chương trình chỉ đến năm {ends}: "
                "ghi thời gian cho từng chương trình."
            )
            yield Problem("timeframe_outlives", message, early[0].span())
