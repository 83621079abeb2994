"""When a task is to be done, as printed, and the last day that follows from the words where one follows.

Knows phrases of time; refuses to know calendars of working days or which clock runs.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from documents.anatomy.dates import bound_before, days
from documents.anatomy.symbols import find_symbols
from documents.anatomy.time_words import (
    AGAIN,
    CLOSING_DAY,
    CLOSING_PERIOD,
    DATE,
    FIRST,
    HEADED,
    INLINE,
    NAMED,
    OFTEN,
    PERIOD,
    REPORTING,
    RHYTHM,
    YEAR_BY_YEAR,
    YEARS,
)
from documents.anatomy.units import opens_unit, starts_with_verb, subject
from documents.flow import Flow
from documents.parsed import Span
from documents.patterns import Phrase

_QUOTED = re.compile(r'"[^"\n]{0,300}"|“[^”\n]{0,300}”')
_ISSUED = Phrase(rf"\s*,?\s*(?:ban hành )?ngày {DATE}")
_GOES_ON = Phrase(
    r"\s*,?\s*(?:của|về|v/v|quy định|hướng dẫn|ban hành|phê duyệt|năm|và|sửa đổi|thực hiện|triển khai)(?![\w])"
)
# A cited paper's own words end with the clause, or where the work itself is given its day.
_CITED_NO_MORE = Phrase(
    r"[;.\n](?:\s|$)|\)|,\s+(?=(?:phải |cần )?(?:hoàn thành|xong|thực hiện xong|kết thúc|trước ngày|chậm nhất|thời (?:gian|hạn)"
    r"|trong (?:quý|tháng|tuần|năm|ngày|học kỳ))(?![\w]))"
    r"|\s(?=(?:trong (?:quý|tháng) [iv\d]|trước ngày \d|chậm nhất|đến (?:toàn thể|tất cả|các|từng|cán bộ|đảng viên|chi bộ|100%|người dân"
    r"|phụ huynh|cha mẹ|học sinh|nhân dân)(?![\w])))"
)
# "Giáo viên chủ nhiệm thường xuyên nắm bắt …"
_ALWAYS = Phrase(r" (?P<words>thường xuyên)(?= [^\W\d_])(?! (?:và|hoặc) )")
_RELATIVE = Phrase(
    r"(?:chậm nhất|muộn nhất|sau|trong vòng|trong thời (?:hạn|gian)|ngay trong|không quá)[^\d]{1,24}\d{1,3} (?:ngày|giờ|phút|tuần)(?! \d)"
)
_BY_EVENT = Phrase(rf"{_RELATIVE.pattern}|ngay (?:sau )?khi ")
# Days, months and quarters; not "dịp 20/11", not "trong dịp hè".
_DATED = re.compile(r"(?!.*\bdịp\b).*(?:\d|qu[ýy] [iv])")
_SENDS = Phrase(r"(?<=[;,.]\s)(?:đồng thời |sau đó |và |phải )?(?:gửi|nộp) (?=[^.;]{3,160})")
_REPORTS_THEN = Phrase(
    r"(?<=[;.]\s)(?:(?:trường hợp|nếu|khi) [^.;,]{3,40}?,? )?(?:đồng thời,? |phải |kịp thời |và |nhanh chóng )*(?:báo cáo(?! viên)|báo |thông báo|gửi|nộp)"
)
# "Giao Văn phòng theo dõi, đôn đốc việc thực hiện …; tổng hợp, báo cáo … trước ngày 10/12": only the report has a day.
_FOLLOWS_UP = Phrase(
    r"(?<![\w])(?:(?:theo dõi|hướng dẫn|kiểm tra|giám sát)(?:,| và) )*đôn đốc(?:(?:,| và) (?:theo dõi|hướng dẫn|kiểm tra|giám sát))*"
    r" [^.;]{3,160}[;,] (?:định kỳ |và )*tổng hợp(?: kết quả| tình hình)?(?:,| và)? (?P<report>báo cáo[^;.]*)"
)
_FIRST_AND_LAST = Phrase(r"sơ kết .*tổng kết")
_NUMERAL = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class TimeFrame:
    words: str | None
    due: str | None
    bound: str | None

    @property
    def near(self) -> bool:
        """More than the years of a programme, which any nearer word outweighs."""
        return self.words is not None and not self.words.startswith("giai đoạn")


NOTHING = TimeFrame(None, None, None)


def stated_timeframe(flow: Flow, start: int, end: int) -> TimeFrame:
    """What stands behind "Thời gian thực hiện:"."""
    words = flow.words(start, end).strip(" .;,:")
    words = words.removesuffix(")") if "(" not in words else words
    if not words:
        return NOTHING
    due, bound = due_in(flow, start, end)
    return TimeFrame(words, due, bound)


def inline_timeframe(flow: Flow, start: int, end: int) -> TimeFrame:
    """A phrase of time inside the sentence of a task; what belongs to a cited paper or a quotation does not count."""
    first = flow.match(FIRST, start, end)
    if first:
        due, bound = due_in(flow, start, first.end())
        return TimeFrame(flow.words(*first.span()), due, bound)
    acting = subject(flow, start, end)
    always = flow.match(_ALWAYS, acting[1], end) if acting else None
    if always:
        return TimeFrame(flow.words(*always.span("words")), None, None)
    closed = _foreign(flow, start, end)
    reported = _reported(flow, start, end)
    for phrase in (*INLINE, CLOSING_PERIOD, CLOSING_DAY, OFTEN, YEARS):
        for found in flow.finditer(phrase, start, end):
            if any(first < found.end() and found.start() < last for first, last in closed):
                continue
            dated = days(flow, *found.span()) or (
                flow.search(AGAIN, *found.span()) and not flow.match(_FIRST_AND_LAST, *found.span())
            )
            if dated and any(first < found.end() and found.start() < last for first, last in reported):
                continue
            if flow.match(_BY_EVENT, *found.span()) and _of_a_report(flow, start, found.start()):
                continue
            begin, last = found.start(), _whole(flow, found, end)
            if flow.match(_RELATIVE, begin, last):
                # "Khám trong tháng 10; trả kết quả chậm nhất 07 ngày sau khi khám": the first is the work's own time.
                before = max(flow.key.rfind(mark, start, begin) for mark in ("; ", ". "))
                nearer = inline_timeframe(flow, start, before) if before > start else NOTHING
                if nearer.words:
                    return nearer
            weightier = _period_behind(flow, begin, last, end) or _rhythm_before(flow, start, begin, last)
            if weightier:
                begin, last = weightier
            sent = _sent(flow, start, begin)
            earlier = inline_timeframe(flow, start, sent) if sent else NOTHING
            if earlier.words and (
                _DATED.search(earlier.words.lower().split("(")[0])
                or (sent and flow.text[:sent].rstrip().endswith((";", ".")))
            ):
                return earlier
            due, bound = due_in(flow, begin, last)
            words = flow.words(begin, last).strip(" .,;")
            return TimeFrame(words.removeprefix("hoàn thành "), due, bound)
    yearly = flow.match(YEAR_BY_YEAR, start, end)
    return TimeFrame(flow.words(*yearly.span("words")), None, None) if yearly else NOTHING


_OFTEN = re.compile(r"(?:ít nhất |it nhat |tối thiểu |toi thieu )?(?:\d{1,2}|mỗi|moi) .*(?:lần|lan|/)")
_IN_THE_PERIOD = Phrase(rf",? (?P<words>trong {PERIOD})(?=\s*(?:[,;.)]|$))")
_WITH_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_RHYTHM = Phrase(rf"(?<=\s){RHYTHM}(?=\s*[,;] )")
_NOUN_BEFORE = Phrase(
    r"(?:kế hoạch|chương trình|nhiệm vụ|báo cáo|dự toán|kinh phí|công tác|ngân sách|tiêu chí|đánh giá)$"
)


def _period_behind(flow: Flow, begin: int, last: int, end: int) -> Span | None:
    """ "ít nhất 02 lần/tuần trong tháng 6/2023": how often, and then the month that has a last day."""
    behind = flow.match(_IN_THE_PERIOD, last, end) if _OFTEN.match(flow.key, begin, last) else None
    return behind.span("words") if behind and _WITH_YEAR.search(behind["words"]) else None


def _rhythm_before(flow: Flow, start: int, begin: int, last: int) -> Span | None:
    """ "Sinh hoạt tổ hằng tháng, chuyên đề ít nhất 01 lần/năm": of two rhythms the first is that of the work."""
    first = flow.search(_FIRST_RHYTHM, start, begin) if _OFTEN.match(flow.key, begin, last) else None
    if first is None or flow.search(REPORTING, start, first.start()):
        return None
    return None if flow.search(_NOUN_BEFORE, max(start, first.start() - 14), first.start() - 1) else first.span()


def _sent(flow: Flow, start: int, place: int) -> int | None:
    """ "…, xong trong quý II; gửi kế hoạch về Huyện ủy trước ngày 30/6": where the sending begins, which has a day of its own."""
    for found in flow.finditer(_SENDS, start, place):
        if re.search(r"[;.]\s", flow.key[found.end() : place]) is None:
            return found.start()
    return None


def _of_a_report(flow: Flow, start: int, place: int) -> bool:
    """ "…; đồng thời báo cáo nhanh về Phòng trong vòng 24 giờ": the term binds the report, not the work before it."""
    first = max(flow.key.rfind(mark, start, place) for mark in ("; ", ". "))
    return first > start and flow.search(_REPORTS_THEN, first, place) is not None


def _whole(flow: Flow, found: re.Match[str], end: int) -> int:
    if _OCCASION.match(found.group()):
        # "Nhân dịp 20/11, Liên đội phát động …": behind the comma the sentence begins.
        for comma in re.finditer(r",\s+", found.group()):
            after = found.start() + comma.end()
            if opens_unit(flow, after, end) or starts_with_verb(flow, after, end):
                return found.start() + comma.start()
    tail = re.compile(r"\s*(?:\(\s*\d[^)]{0,20}\))?").match(flow.key, found.end(), end)
    return tail.end() if tail and tail.group().strip() else found.end()


def _foreign(flow: Flow, start: int, end: int) -> list[Span]:
    """From a cited number to the end of its clause, and everything in quotation marks."""
    spans: list[Span] = []
    for symbol in find_symbols(flow, start, end):
        own = flow.match(_ISSUED, symbol.end, end)
        last = own.end() if own else symbol.end
        goes_on = flow.match(_GOES_ON, last, end)
        stop = flow.search(_CITED_NO_MORE, symbol.end, end)
        spans.append((symbol.start, (stop.start() if stop else end) if goes_on else last))
    spans += [found.span() for found in _QUOTED.finditer(flow.text, start, end)]
    spans += [named.span() for named in flow.finditer(NAMED, start, end)]
    spans += [followed.span("report") for followed in flow.finditer(_FOLLOWS_UP, start, end)]
    return spans


def _reported(flow: Flow, start: int, end: int) -> list[Span]:
    """Where a day or a rhythm speaks of a report that recurs, and so of no work."""
    spans: list[Span] = []
    found = days(flow, start, end)
    last = start
    for report in flow.finditer(REPORTING, start, end):
        if report.start() < last:
            continue
        stop = re.compile(r"[;.](?:\s|$)").search(flow.key, report.end(), end)
        last = stop.start() if stop else end
        first = max(start, *(flow.key.rfind(mark, start, report.start()) + 1 for mark in (";", ". ")))
        dated = any(each.year and report.start() <= each.start < last for each in found)
        # "…, báo cáo UBND huyện trước ngày 10/9/2021": the work itself is due then; a yearly report binds no work.
        if not dated or flow.search(AGAIN, first, last):
            again = flow.search(AGAIN, first, report.start())
            spans.append((report.start() if again is None or _of_work(flow, first, again, report) else first, last))
    return spans


def _of_work(flow: Flow, first: int, again: re.Match[str], report: re.Match[str]) -> bool:
    """ "Kiểm tra bếp ăn hằng tuần, báo cáo Hiệu trưởng": the rhythm is that of the work before the comma."""
    before, between = flow.words(first, again.start()), flow.key[again.end() : report.start()]
    first += len(flow.key[first : again.start()]) - len(flow.key[first : again.start()].lstrip())
    told = starts_with_verb(flow, first, again.start()) or opens_unit(flow, first, again.start())
    return len(before.split()) > 3 and told and between.strip() == ","


def headed_timeframe(flow: Flow, start: int, end: int) -> TimeFrame:
    """A heading that is a period ("Tháng 9/2025:") or closes with one in brackets says it for all under it."""
    if flow.match(HEADED, start, end):
        return stated_timeframe(flow, start, end)
    bracket = re.compile(r"\(([^()]{4,60})\)\s*[:.]?\s*$").search(flow.key, start, end)
    if bracket is None:
        return NOTHING
    inside = inline_timeframe(flow, *bracket.span(1))
    whole = inside.words is not None and len(inside.words) >= 0.7 * len(bracket[1])
    return inside if whole else NOTHING


def due_in(flow: Flow, start: int, end: int) -> tuple[str | None, str | None]:
    """The last day the words allow, in ISO form or as month and day, and the words that bind it."""
    if _OCCASION.match(flow.key, start, end):
        return None, None
    found = days(flow, start, end)
    if (
        _OPEN_END.match(flow.key, start, end)
        and len(found) < 2
        and not re.search(r"đến|den|tới| - ", flow.key[start:end])
    ):
        # From a day on: a beginning, no last day.
        return None, None
    if found:
        last = found[-1]
        bound, _ = bound_before(flow, start, last.start)
        return last.iso, bound
    if re.search(r"tu[ầa]n|đ[ầa]u|gi[ữu]a", flow.key[start:end]):
        # "Tuần đầu tháng 9": no day follows from it for certain.
        return None, None
    earlier = re.match(r"tr(?:ước|uoc)\s", flow.key[start:end]) is not None
    for phrase in (_IN_MONTH, _IN_QUARTER):
        period = phrase.search(flow.key, start, end)
        if period is None:
            continue
        listed = re.findall(r"\d+|i{1,3}v?|iv", period[1])
        number = max(_NUMERAL.get(each) or int(each) for each in listed)
        number = number if phrase is _IN_MONTH else number * 3
        number -= (1 if phrase is _IN_MONTH else 3) if earlier else 0
        return (_month_end(number, period[2]) if 1 <= number <= 12 else None), None
    return None, None


_OCCASION = re.compile(r"(?:vào |nhân |trong |vao |nhan )?(?:các |cac )?(?:dịp|dip)\s|(?:nhân|nhan)\s")
_OPEN_END = re.compile(r"(?:đợt \d+ |bắt đầu )?(?:từ|tu)\s")
_IN_MONTH = re.compile(
    r"th[áa]ng (\d{1,2}(?:(?:,| v[àa]| -|-|;) ?(?:th[áa]ng )?\d{1,2}(?![\d/]))*)(?: ?[/-] ?|,? n[ăa]m )?((?:19|20)\d\d)?"
)
_IN_QUARTER = re.compile(
    r"qu[ýy] ((?:i{1,3}|iv|[1-4])(?![\w])(?:(?:,| v[àa]| -|-) ?(?:qu[ýy] )?(?:i{1,3}|iv|[1-4])(?![\w]))*)"
    r"(?: ?[/,-]? ?(?:n[ăa]m )?)((?:19|20)\d\d)?"
)


def _month_end(month: int, year: str | None) -> str | None:
    if not year:
        return None
    return f"{year}-{month:02d}-{calendar.monthrange(int(year), month)[1]:02d}"
