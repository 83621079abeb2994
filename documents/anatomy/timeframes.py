"""When a task is to be done, as printed, and the last day that follows from the words where one follows.

Knows phrases of time; refuses to know calendars of working days or which clock runs.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from documents.anatomy.dates import bound_before, days
from documents.anatomy.symbols import find_symbols
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_MONTHLY = r"(?:hằng|hàng|mỗi|từng) (?:tuần|tháng|quý|năm|kỳ|ngày|học kỳ)"
_DATE = r"(?:\d{1,2}\s?[/.\-]\s?\d{1,2}(?:\s?[/.\-]\s?\d{2,4})?|\d{1,2}\s*tháng\s*\d{1,2}(?:\s*năm\s*\d{4})?)"
_PERIOD = (
    r"(?:(?:đầu |cuối |giữa |trong |hết )?(?:quý|học kỳ|học kì|hk) ?(?:[iv]{1,3}|\d)(?:,? ?(?:và|,"
    r"|-) ?(?:quý )?(?:[iv]{1,3}|\d))*(?: ?[/,-]? ?(?:năm )?\d{4})?"
    r"|(?:đầu |cuối |giữa |trong |hết )?tháng \d{1,2}(?:(?:,| và| -"
    r"|-) ?(?:tháng )?\d{1,2})*(?: ?[/-] ?\d{4}|,? năm \d{4})?"
    r"|(?:đầu|cuối|hết|trong|cả) năm(?: học)?(?: \d{4}(?:\s?-\s?\d{4})?)?|năm học \d{4}\s?-\s?\d{4})"
)
_INLINE = [
    Phrase(r"hoàn thành (?:trong )?năm \d{4}"),
    Phrase(rf"(?:trước|vào|lúc) \d{{1,2}}(?:h| giờ)\s?\d{{0,2}}(?: phút)? {_MONTHLY}"),
    Phrase(rf"(?:sáng |chiều )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|tuần \d) {_MONTHLY}"),
    Phrase(
        r"(?:\d{1,2}|một|hai|ba|sáu) (?:tháng|năm|quý|tuần)(?: một|/01|/1| 01| 1) ?lần|mỗi (?:tháng|năm|quý"
        r"|tuần) (?:một|01|1) lần"
    ),
    Phrase(r"thường xuyên(?=\s*[.;)]|\s*$)"),
    Phrase(rf"từ (?:ngày )?{_DATE} (?:đến|-|tới)(?: hết)?(?: ngày)? {_DATE}"),
    Phrase(
        rf"(?:trước|chậm nhất(?: là)?(?: đến| trước| vào)?(?: hết)?|muộn nhất(?: là)?|không quá|đến hết"
        rf"|hạn cuối(?: là)?|hạn chót(?: là)?)"
        rf"(?: \d{{1,2}}(?:h|g| giờ)\d{{0,2}}(?: phút)?,?)?(?: ngày)? {_DATE}(?: (?:{_MONTHLY}))?"
    ),
    Phrase(
        r"(?:trước |vào |chậm nhất (?:là )?)?ngày \d{1,2} (?:(?:hằng|hàng|mỗi) tháng|(?:của )?tháng (?:cuối|sau|đầu)[^.;,)]{0,16})"
    ),
    Phrase(r"không quá \d{1,3} (?:ngày|tháng|giờ)(?: làm việc)?(?:,? kể từ[^.;]{0,60})?"),
    Phrase(r"trong (?:tuần|kỳ sinh hoạt|mỗi đợt|các tháng)[^.;,]{0,24}"),
    Phrase(
        r"trước (?:ngày khai giảng|kỳ nghỉ [^.;,]{2,24}|mùa [^.;,]{2,20}|thềm năm học[^.;,]{0,14}|khi [^.;,]{3,40})"
    ),
    Phrase(rf"(?:trước|trong|chậm nhất(?: trong| là)?|đến hết) {_PERIOD}"),
    Phrase(
        r"trong (?:thời hạn|thời gian|vòng) (?:không quá )?\d{1,3} (?:ngày|tháng|giờ)(?: làm việc)?(?: kể từ[^.;]{0,60})?"
    ),
    Phrase(
        r"(?:định kỳ|định kì) (?:(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)(?:,? (?:hằng |hàng )?(?:tháng|quý"
        r"|năm|6 tháng|đột xuất))*|\d{1,2} tháng(?:/lần)?(?:,? ?(?:và )?(?:hằng năm|hàng năm|một năm|năm))?"
        r"|theo quy định)"
    ),
    Phrase(rf"(?:dự kiến |vào |trong ){{1,2}}(?:ngày )?{_DATE}(?: {_MONTHLY})?|ngày {_DATE} {_MONTHLY}"),
    Phrase(_MONTHLY),
    Phrase(r"trong (?:thời gian nghỉ hè|kỳ nghỉ [^.;,]{2,20}|mùa [^.;,]{2,20})"),
    Phrase(r"(?:vào |nhân |trong )?(?:các )?dịp [^.;:]{2,160}"),
    Phrase(r"nhân (?:các |ngày |dịp )[^.;:]{4,160}"),
    Phrase(r"(?:đến|tới) năm (?:19|20)\d\d"),
    Phrase(r"trong (?:suốt )?(?:năm học|cả năm|năm) ?(?:\d{4}(?:\s?-\s?\d{4})?)?(?=[\s.,;])"),
    Phrase(r"từ (?:tháng|năm|quý) [\w/]{1,8} (?:đến|tới) (?:hết )?(?:tháng|năm|quý)? ?[\w/]{1,8}"),
]
_FIRST = Phrase(
    rf"(?:thường xuyên(?:,? (?:hằng|hàng) (?:năm|tháng|quý))?|{_MONTHLY}|định kỳ[^,;.]{{0,30}}|cả năm"
    rf"|suốt năm học|trong {_PERIOD}|{_PERIOD})(?=[\s,:])"
)
_QUOTED = re.compile(r'"[^"\n]{0,300}"|“[^”\n]{0,300}”')
_NUMERAL = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class TimeFrame:
    words: str | None
    due: str | None
    bound: str | None


NOTHING = TimeFrame(None, None, None)


def stated_timeframe(flow: Flow, start: int, end: int) -> TimeFrame:
    """What stands behind "Thời gian thực hiện:"."""
    words = flow.words(start, end).strip(" .;,")
    words = words.removesuffix(")") if "(" not in words else words
    if not words:
        return NOTHING
    due, bound = due_in(flow, start, end)
    return TimeFrame(words, due, bound)


def inline_timeframe(flow: Flow, start: int, end: int) -> TimeFrame:
    """A phrase of time inside the sentence of a task; what belongs to a cited paper or a quotation does not count."""
    first = flow.match(_FIRST, start, end)
    if first:
        due, bound = due_in(flow, start, first.end())
        return TimeFrame(flow.words(*first.span()), due, bound)
    closed = _foreign(flow, start, end)
    for phrase in _INLINE:
        for found in flow.finditer(phrase, start, end):
            if any(first < found.end() and found.start() < last for first, last in closed):
                continue
            begin, last = found.start(), _whole(flow, found, end)
            due, bound = due_in(flow, begin, last)
            words = flow.words(begin, last).strip(" .,;")
            return TimeFrame(words.removeprefix("hoàn thành "), due, bound)
    return NOTHING


def _whole(flow: Flow, found: re.Match[str], end: int) -> int:
    tail = re.compile(r"\s*(?:\(\s*\d[^)]{0,20}\))?").match(flow.key, found.end(), end)
    return tail.end() if tail and tail.group().strip() else found.end()


def _foreign(flow: Flow, start: int, end: int) -> list[Span]:
    """From a cited number to the end of its clause, and everything in quotation marks."""
    spans: list[Span] = []
    for symbol in find_symbols(flow, start, end):
        stop = re.compile(r"[;.\n](?:\s|$)|\)").search(flow.key, symbol.end, end)
        spans.append((symbol.start, stop.start() if stop else end))
    spans += [found.span() for found in _QUOTED.finditer(flow.text, start, end)]
    for named in flow.finditer(
        Phrase(
            r"(?:chương trình|đề án|chiến lược|dự án|chính sách|chỉ tiêu|mục tiêu)[^.;]{0,120}?(?:giai đoạn"
            r"|đến năm|năm)[^.;,]{0,30}|(?:định hướng|tầm nhìn) đến năm \d+"
        ),
        start,
        end,
    ):
        spans.append(named.span())
    return spans


def due_in(flow: Flow, start: int, end: int) -> tuple[str | None, str | None]:
    """The last day the words allow, in ISO form or as month and day, and the words that bind it."""
    found = days(flow, start, end)
    if found:
        last = found[-1]
        bound, _ = bound_before(flow, start, last.start)
        return last.iso, bound
    period = re.compile(r"(?:tháng|thang) (\d{1,2})(?: ?[/-] ?|,? năm |, nam | nam )?((?:19|20)\d\d)?").search(
        flow.key, start, end
    )
    if period and 1 <= int(period[1]) <= 12:
        return _month_end(int(period[1]), period[2]), None
    quarter = re.compile(r"qu[ýy] (i{1,3}|iv|[1-4])(?![\w])(?: ?[/,-]? ?(?:n[ăa]m )?)((?:19|20)\d\d)?").search(
        flow.key, start, end
    )
    if quarter:
        number = _NUMERAL.get(quarter[1]) or int(quarter[1])
        return _month_end(number * 3, quarter[2]), None
    return None, None


def _month_end(month: int, year: str | None) -> str | None:
    if not year:
        return None
    return f"{year}-{month:02d}-{calendar.monthrange(int(year), month)[1]:02d}"
