"""Who reports what to whom, how often and by when.

Knows the sentences in which reports are asked for; refuses to decide whether a day named is itself permitted (a setting does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.anatomy.dates import Found, bound_before, days
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.names import expand
from documents.anatomy.opening import Opening
from documents.anatomy.outline import Node
from documents.anatomy.people import hands_of, heading_bodies
from documents.anatomy.report_words import (
    ACCOUNT,
    CLAUSE,
    DAY_OF,
    EVENT,
    EVERY,
    GENERAL,
    LABEL_NEAR,
    NO_REPORT,
    REPORT,
    SENDS,
    SENTENCE,
    TO,
    TO_END,
    TROUBLE,
    VIA,
)
from documents.anatomy.sections import Zone, zone_of
from documents.anatomy.symbols import find_symbols
from documents.flow import Flow
from documents.parsed import Report, Span
from documents.patterns import Phrase


@dataclass
class ReportReader:
    flow: Flow
    opening: Opening

    def read(self, root: Node) -> list[Report]:
        return self._under(root, (), None)

    def _under(self, node: Node, bodies: tuple[str, ...], zone: Zone | None) -> list[Report]:
        reports: list[Report] = []
        for child in node.children:
            inner, inside = bodies, zone
            if child.children or child.kind in {"roman", "part", "upper"}:
                inside = zone_of(self.flow, child.body, child.end, zone) or zone
                inner = heading_bodies(self.flow, child.body, child.end) or bodies
            if inside is not Zone.AIMS:
                reports += self._in_item(child, inner, inside)
                reports += self._under(child, inner, inside)
        return reports

    def _in_item(self, node: Node, bodies: tuple[str, ...], zone: Zone | None) -> list[Report]:
        reports: list[Report] = []
        start = node.body
        yearly = False
        bounds = [*_clauses(self.flow, node.body, node.end), node.end]
        for stop in bounds:
            made = self._in_sentence(start, stop, node, bodies, zone)
            if yearly:
                made = [replace(each, recurrence=each.recurrence or "yearly") for each in made]
            yearly = yearly or any(each.recurrence == "yearly" for each in made)
            reports += made
            start = stop
        return reports

    def _in_sentence(
        self, start: int, end: int, node: Node, bodies: tuple[str, ...], zone: Zone | None
    ) -> list[Report]:
        flow = self.flow
        report = flow.search(REPORT, start, end)
        dated = self._due_dates(start, end)
        if report is None and zone is not Zone.REPORTS:
            sends = flow.search(SENDS, start, end)
            if not (sends and dated and self._addressee(start, end)[0] and flow.search(ACCOUNT, start, end)):
                # A list, a plan or an application handed over is work, no report.
                return []
        elif report is None and not dated:
            return []
        if report is not None and flow.match(NO_REPORT, report.start(), end):
            return []
        if not dated and flow.search(TROUBLE, start, end):
            return []
        to, _ = self._addressee(start, end)
        every = self._recurrence(start, end)
        if not dated and not (to or every or zone is Zone.REPORTS):
            return []
        if not dated and report is not None and flow.search(GENERAL, start, end) and not to:
            return []
        sender = self._sender(start, end, node, bodies)
        via = flow.search(VIA, start, end)
        via_name = (
            expand(flow.words(*via.span("via"))) if via and looks_like_body(flow, via.start("via"), via.end()) else None
        )
        words = flow.words(start, end)
        what = self._what(start, end)
        made: list[Report] = []
        for often in flow.finditer(DAY_OF, start, end):
            label = "quarterly" if often["quarter"] else "monthly"
            made.append(
                self._report(
                    what, sender, to, via_name, label, None, flow.words(*often.span()), words, (start, end), node
                )
            )
        if not dated:
            return made or [self._report(what, sender, to, via_name, every, None, None, words, (start, end), node)]
        before = start
        for found in dated:
            bound, _ = bound_before(flow, start, found.start)
            period = self._label_near(before, found, end) or every
            if period is None and found.year is not None:
                period = "once"
            what = self._what(before, found.end) if made else what
            made.append(self._report(what, sender, to, via_name, period, found.iso, bound, words, (start, end), node))
            before = found.end
        return made

    def _report(
        self, what: str, sender: tuple[str, ...], to: str | None, via: str | None, every: str | None, due: str | None,
        bound: str | None, words: str, span: Span, node: Node,
    ) -> Report:  # fmt: skip
        confidence = 0.5 + 0.2 * bool(due) + 0.15 * bool(to) + 0.05 * bool(bound)
        if self.flow.damaged:
            confidence -= 0.2
        return Report(what, sender, to, via, every, due, bound, words, span, round(confidence, 2), node.quoted or None)

    def _due_dates(self, start: int, end: int) -> list[Found]:
        """Dates that bind a sending, not those of cited papers, events or spans."""
        flow = self.flow
        kept: list[Found] = []
        symbols = find_symbols(flow, start, end)
        for found in days(flow, start, end):
            lead = flow.key[max(start, found.start - 30) : found.start]
            if any(0 <= found.start - symbol.end < 14 for symbol in symbols):
                continue
            bound, _ = bound_before(flow, start, found.start)
            after = flow.key[found.end : found.end + 22]
            every = re.match(r"\s*,?\s*(?:hàng|hằng|mỗi|hang) (?:năm|tháng|quý|nam)", after)
            series = kept and re.fullmatch(
                r"\s*(?:,|;|và|va|/|hoặc|[\w\s,()]{0,40}(?:trước|và)[\w\s]{0,12})\s*(?:ngày|ngay)?\s*",
                flow.key[kept[-1].end : found.start],
            )
            if (
                not (bound or every or series)
                and not re.search(r"(?:thời hạn|hạn|thời gian|vào)[^.;]{0,40}$", lead)
                and not re.search(
                    r"(?:ngày|ngay)\s*$|(?:ngày|ngay)", flow.key[found.start : found.start + 5] + lead[-6:]
                )
            ):
                continue
            if bound and re.match(r"(?:từ|tu)\b", bound):
                continue
            if flow.search(EVENT, max(start, found.start - 60), found.start) and not bound:
                continue
            if (
                bound
                and re.match(r"(?:đến|den)\b", bound)
                and re.search(r"\d[^.;]{0,14}$", flow.key[max(start, found.start - 24) : found.start - len(bound)])
            ) and re.search(r"(?:từ|tu) (?:ngày|ngay)?", flow.key[max(start, found.start - 50) : found.start]):
                continue
            if re.search(r"(?:số liệu|tính|chốt)[^.;]{0,25}$", lead):
                continue
            kept.append(found)
        return kept

    def _recurrence(self, start: int, end: int) -> str | None:
        for name, phrase in EVERY:
            if self.flow.search(phrase, start, end):
                return name
        return None

    def _label_near(self, before: int, found: Found, end: int) -> str | None:
        """The period named right before a date, or right behind it in brackets or words."""
        bracket = re.compile(r"\s*\([^)]{3,40}\)").match(self.flow.key, found.end, end)
        if bracket:
            for name, phrase in LABEL_NEAR:
                if self.flow.search(phrase, bracket.start(), bracket.end()):
                    return name
        best: tuple[int, str] | None = None
        for name, phrase in LABEL_NEAR:
            for label in self.flow.finditer(phrase, before, found.start):
                if best is None or label.start() > best[0]:
                    best = (label.start(), name)
        after = self.flow.key[found.end : min(end, found.end + 16)]
        behind = re.match(r"\s*,?\s*(?:hàng|hằng|mỗi) (năm|tháng|quý)", after)
        if behind:
            return {"năm": "yearly", "tháng": "monthly", "quý": "quarterly"}[behind[1]]
        return best[1] if best else None

    def _addressee(self, start: int, end: int) -> tuple[str | None, int]:
        flow = self.flow
        for found in (each for phrase in reversed(TO) for each in flow.finditer(phrase, start, end)):
            begin = found.start("body")
            lead = flow.key[found.end() : begin]
            first = found.end() if lead else begin
            first = min(first, begin)
            while first > start and flow.key[first - 1] not in " \n":
                first -= 1
            if not looks_like_body(flow, first, end) and not re.match(
                r"(?:lãnh đạo|thường trực|văn phòng|ban |bộ phận|tổ |đồng chí|đ/c|chủ tịch|hiệu trưởng|cấp trên|trưởng"
                r"|phó|ông|bà|các cơ quan|cơ quan|cấp ủy|người|giám đốc|hội đồng|quận|huyện|tỉnh|thành phố|pgd|sgd"
                r"|ubnd|p\.|phong|so |chuyên viên|đơn vị)",
                flow.key[first:end],
            ):
                continue
            stop = next(
                (
                    each
                    for each in flow.finditer(TO_END, first + 3, end)
                    if not flow.text[each.start() : each.end()].strip()[:1].isupper()
                ),
                None,
            )
            last = stop.start() if stop else end
            while stop and stop.group().startswith(",") and looks_like_body(flow, stop.end(), end):
                begin_next = stop.end()
                stop = next(iter(flow.finditer(TO_END, begin_next, end)), None)
                last = stop.start() if stop else end
            name = flow.name(first, last).strip(" .,;:")
            if name:
                return expand(name), last
        return None, start

    def _sender(self, start: int, end: int, node: Node, bodies: tuple[str, ...]) -> tuple[str, ...]:
        hands = hands_of(self.flow, start, end)
        if hands.bodies:
            return hands.bodies
        sentence = max((found.end() for found in SENTENCE.finditer(self.flow.key, node.body, start)), default=node.body)
        if node.body < sentence < start:
            said = hands_of(self.flow, sentence, node.end)
            if said.bodies:
                return said.bodies
        if start > node.body:
            whole = hands_of(self.flow, node.body, node.end)
            if whole.bodies:
                return whole.bodies
        return bodies or self.opening.names

    def _what(self, start: int, end: int) -> str:
        found = self.flow.search(
            Phrase(r"báo cáo(?!\s*:)(?! (?:này|theo))[^.;,()]{0,90}|(?:gửi|nộp) [^.;,()]{3,90}"), start, end
        )
        if not found:
            return "Báo cáo"
        first = found.start()
        object_at = re.compile(r"(?:gửi|nộp) (?:(?:về|cho|tới)|(?=\S))").match(self.flow.key, first, end)
        if object_at and (
            object_at.group().strip() not in {"gửi", "nộp"} or looks_like_body(self.flow, object_at.end(), end)
        ):
            # "lập danh sách … gửi về Phòng": what is sent stands before the verb.
            clause = max(self.flow.key.rfind(mark, start, first) for mark in (";", ":", ". ", ","))
            before = self.flow.words(max(start, clause + 1), first)
            if len(before) < 6 and clause > start:
                earlier = max(self.flow.key.rfind(mark, start, clause) for mark in (";", ":", ". ", ","))
                before = self.flow.words(max(start, earlier + 1), clause)
            if len(before) > 5:
                return (before[:1].upper() + before[1:])[:140]
        words = self.flow.words(*found.span())
        words = re.split(r"\s(?:gửi|về (?=[A-ZĐ])|trước|chậm nhất|qua|thông qua|cho (?=[A-ZĐ]))", words)[0].strip(
            " ,.-"
        )
        words = re.sub(r"^(?:gửi|nộp)\s+", "", words)
        return (words[:1].upper() + words[1:])[:140] if len(words) > 2 else "Báo cáo"


def _clauses(flow: Flow, start: int, end: int) -> list[int]:
    """Where clauses end; a bracket is no place to break."""
    ends = []
    for found in CLAUSE.finditer(flow.key, start, end):
        before = flow.key[start : found.start()]
        if before.count("(") <= before.count(")"):
            ends.append(found.end())
    return ends
