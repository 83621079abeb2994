"""Who reports what to whom, how often and by when.

Knows the sentences in which reports are asked for; refuses to decide whether a day named is itself permitted (a setting does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.anatomy.dates import Found, bound_before, days
from documents.anatomy.heading_names import heading_bodies
from documents.anatomy.issuers import looks_like_body
from documents.anatomy.names import expand
from documents.anatomy.opening import Opening
from documents.anatomy.outline import Node
from documents.anatomy.people import hands_of
from documents.anatomy.report_only import ON_INCIDENT
from documents.anatomy.report_parts import addressee, what_is_sent
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
    TROUBLE,
    VIA,
)
from documents.anatomy.sections import Zone, zone_of
from documents.anatomy.symbols import find_symbols
from documents.anatomy.units import opens_unit
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
                if not self._is_heading(child):
                    reports += self._in_item(child, inner, inside)
                reports += self._under(child, inner, inside)
        return reports

    def _is_heading(self, node: Node) -> bool:
        """ "Chế độ báo cáo" over its paragraphs asks for nothing by itself."""
        words = self.flow.words(node.body, node.end)
        return bool(node.children) and len(words) < 60 and not re.search(r"\d|[.;]$", words)

    def _in_item(self, node: Node, bodies: tuple[str, ...], zone: Zone | None) -> list[Report]:
        reports: list[Report] = []
        start = node.body
        yearly = False
        for stop in [*_clauses(self.flow, node.body, node.end), node.end]:
            made = self._in_sentence(start, stop, node, bodies, zone)
            if start > node.body and not reports and any(each.to is None for each in made):
                # An earlier clause of the same sentence may have said where things are sent.
                there = addressee(self.flow, node.body, start)[0]
                made = [each if each.to is not None else replace(each, to=there) for each in made]
            if reports:
                made = [self._following(each, reports[-1], start, stop) for each in made]
            if yearly:
                made = [replace(each, recurrence=each.recurrence or "yearly") for each in made]
            yearly = yearly or any(each.recurrence == "yearly" for each in made)
            reports += made
            start = stop
        return reports

    def _following(self, report: Report, before: Report, start: int, end: int) -> Report:
        """The next step of a chain is taken by whoever received the step before; a bare second report goes the same way."""
        onward = self.flow.match(_ONWARD, start, end)
        if onward:
            named = hands_of(self.flow, onward.end(), end).bodies
            sender = named or ((before.to,) if before.to else report.sender)
            return replace(report, sender=sender, via=report.via if report.via != before.via else None)
        if report.to is None and report.via is None and before.to is not None:
            named = hands_of(self.flow, start, end).bodies
            return replace(report, to=before.to, via=before.via, sender=named or before.sender)
        return report

    def _in_sentence(
        self, start: int, end: int, node: Node, bodies: tuple[str, ...], zone: Zone | None
    ) -> list[Report]:
        flow = self.flow
        report = flow.search(REPORT, start, end) or flow.match(ON_INCIDENT, start, end)
        dated = self._due_dates(start, end)
        if report is None and zone is not Zone.REPORTS:
            sends = flow.search(SENDS, start, end)
            if not (sends and dated and addressee(flow, start, end)[0] and flow.search(ACCOUNT, start, end)):
                # A list, a plan or an application handed over is work, no report.
                return []
        elif report is None and not dated:
            return []
        if report is not None and flow.match(NO_REPORT, report.start(), end):
            return []
        if not dated and flow.search(TROUBLE, start, end):
            return []
        to, _ = addressee(flow, start, end)
        every = self._recurrence(start, end)
        if not dated and not (to or every or zone is Zone.REPORTS):
            return []
        if not dated and report is not None and flow.search(GENERAL, start, end) and not to:
            return []
        sender = self._sender(start, end, node, bodies)
        via = flow.search(VIA, start, end)
        via_name = expand(flow.words(*via.span("via"))) if via and self._is_body(*via.span("via")) else None
        words = flow.words(start, end)
        what = what_is_sent(flow, start, end)
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
        twice = self._twice_a_year(dated, start, end)
        for found in dated:
            bound, _ = bound_before(flow, start, found.start)
            period = "half-yearly" if twice else self._label_near(before, found, end) or every
            if period is None and found.year is not None:
                period = "once"
            what = what_is_sent(flow, before, found.end) if made else what
            made.append(self._report(what, sender, to, via_name, period, found.iso, bound, words, (start, end), node))
            before = found.end
        return made

    def _is_body(self, start: int, end: int) -> bool:
        return (
            looks_like_body(self.flow, start, end)
            or self.flow.text[start].isupper()
            or opens_unit(self.flow, start, end)
        )

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

    def _twice_a_year(self, dated: list[Found], start: int, end: int) -> bool:
        """ "Trước ngày 15/6 và 15/12 hằng năm" is a report every half year."""
        if len(dated) != 2 or any(each.year for each in dated) or abs(dated[0].month - dated[1].month) != 6:
            return False
        named = self.flow.search(_OF_A_YEAR, start, dated[1].start) is not None
        return not named and self.flow.search(_EACH_YEAR, dated[1].end, end) is not None

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


_OF_A_YEAR = Phrase(r"0?6 tháng|sáu tháng|một năm|cả năm|sơ kết|tổng kết|quý|01 năm")
_EACH_YEAR = Phrase(r"(?:hằng|hàng|mỗi) năm")
_ONWARD = Phrase(r"\s*(?:để|nhằm|;?\s*trên cơ sở đó,?) ")
# "… trước ngày 30/5 để Công an huyện báo cáo Ủy ban nhân dân huyện trước ngày 05/6": two steps in one sentence.
_DATED = Phrase(r"(?:trước|chậm nhất|vào) [^.;]{0,30}\d")
_NEXT_STEP = Phrase(
    r"\s(?=để (?:[^.;,]{3,60} )?(?:tổng hợp,? ?(?:và )?)?(?:báo cáo|trình) [^.;]{3,160}(?:trước|chậm nhất|vào) [^.;]{0,30}\d)"
)


def _clauses(flow: Flow, start: int, end: int) -> list[int]:
    """Where clauses end; a bracket is no place to break."""
    ends = []
    for found in CLAUSE.finditer(flow.key, start, end):
        before = flow.key[start : found.start()]
        if before.count("(") <= before.count(")"):
            ends.append(found.end())
    for onward in flow.finditer(_NEXT_STEP, start, end):
        before = flow.key[start : onward.start()]
        if before.count("(") <= before.count(")") and flow.search(
            _DATED, max([start, *(e for e in ends if e < onward.start())]), onward.start()
        ):
            ends.append(onward.end())
    return sorted(ends)
