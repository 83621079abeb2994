"""From a reading (the JSON of `thongsuot read`) to a draft: proposed tasks, units, dates, each with its place. Pure.

Knows how to propose; a person confirms. Nothing here looks at a clock or a database: the day, the directory and the
calendar come in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cascade.drafting.content import (
    CLEAR,
    WORTH_A_LOOK,
    DraftCitation,
    DraftContent,
    DraftField,
    DraftProblem,
    DraftTask,
    Offer,
    ParentWork,
    Party,
    Span,
    confidence_word,
)
from cascade.drafting.dates import DateRule, day_of, deadline_of, deadline_words, latest_due, recurrence_of
from cascade.units.directory import words_key
from cascade.units.selection import Match, Reader, definitions
from kit.vocabulary import Recurrence, TaskKind

__all__ = [
    "CLEAR", "WORTH_A_LOOK", "DateRule", "Desk", "DraftCitation", "DraftContent", "DraftField", "DraftProblem", "DraftTask", "Offer",
    "ParentWork", "Party", "confidence_word", "deadline_of", "latest_due", "party_of", "propose", "title_of",
]  # fmt: skip

# Told anew from what the draft holds at the moment, see `draft_checks`: what the reader said at first is soon put right.
_LIVING = frozenset({"two_leads", "task_without_unit", "task_without_deadline", "missing_number", "missing_date"})
HEAD_FIELDS = ("type", "number", "date", "issuer", "subject", "signed_as")
_TITLE = 140
_PLAN = re.compile(
    r"(?:xây dựng|ban hành|lập)\s+(?:và\s+\w+\s+\w+\s+)?(?:kế hoạch|chương trình hành động|phương án)", re.IGNORECASE
)
_REPORT = re.compile(r"^\W*(?:định kỳ\s+)?(?:\w+\s+){0,3}?báo cáo\b", re.IGNORECASE)
_OWN_LEADS = re.compile(
    r"duoc giao chu tri .*\b(?:muc|phan) ([ivx]+)\b.*\b(?:ke hoach|van ban|chi thi|chuong trinh|cong van) nay"
)


@dataclass(frozen=True)
class Desk:
    """What the proposer stands on: who issues, whom they may mean, by which rule dates are read."""

    reader: Reader
    dates: DateRule
    parent: ParentWork | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)

    @property
    def issuer_id(self) -> int:
        return self.reader.issuer_id


def propose(reading: Mapping[str, Any], desk: Desk) -> DraftContent:
    """A draft of everything the reading found; confidence as found, nothing confirmed."""
    text = str(reading.get("text") or "")
    desk.reader.definitions = {**definitions(text), **desk.definitions}
    paper = reading.get("document") or {}
    desk.reader.addressees = tuple(str(each) for each in paper.get("addressees") or ())
    head = _head(paper)
    issued_on = day_of(head["date"].value)
    year = issued_on.year if issued_on else desk.dates.today.year
    tasks = [_task(number, found, desk, issued_on) for number, found in enumerate(reading.get("tasks") or (), 1)]
    tasks = _with_own_leads(tasks)
    reports = [
        _report(number, found, desk, issued_on)
        for number, found in enumerate(reading.get("reporting") or (), len(tasks) + 1)
    ]
    problems = tuple(
        DraftProblem(str(each.get("kind") or ""), str(each.get("message") or ""), _span(each.get("span")))
        for each in reading.get("problems") or ()
        if each.get("kind") not in _LIVING
    )
    return DraftContent(
        fields=head,
        title=cascade_title(head),
        line=desk.reader.directory.line,
        period_code=str(year),
        period_name=f"Năm {year}",
        citations=tuple(_citation(each) for each in reading.get("citations") or ()),
        tasks=tuple(_numbered([*tasks, *reports])),
        recipients=tuple(str(each) for each in reading.get("recipients") or ()),
        problems=(*problems, *_issuer_problem(head, desk)),
        definitions=dict(desk.reader.definitions),
        parent=desk.parent,
    )


def cascade_title(head: Mapping[str, DraftField]) -> str:
    """The name of the cascade: what the paper is about, cut where a sentence may be cut."""
    subject = head["subject"].value if "subject" in head else ""
    return title_of(subject) or "Đợt triển khai mới"


def title_of(text: str, limit: int = _TITLE) -> str:
    """The first clause of a text, at most `limit` characters, ending at a word."""
    flat = " ".join(text.split())
    clause = re.split(r"(?<=[^\d\s])[.;:](?:\s|$)", flat, maxsplit=1)[0]
    if clause.count("(") > clause.count(")"):
        clause = clause[: clause.rindex("(")]
    if len(clause) < 12:
        clause = flat
    if len(clause) <= limit:
        return clause.strip(" .;:,")
    cut = clause[: limit - 1]
    comma = cut.rfind(",")
    place = comma if comma > limit // 2 else cut.rfind(" ")
    return cut[: place if place > 0 else limit - 1].rstrip(" ,;") + "…"


def party_of(match: Match) -> Party:
    """What a match says, as a draft keeps it."""
    return Party(
        phrase=match.phrase, unit_ids=match.unit_ids, score=round(match.score, 2), is_group=match.selection is not None,
        selection=match.selection.to_json() if match.selection else None,
        offers=tuple(Offer(each.unit_id, each.name, round(each.score, 2)) for each in match.alternatives),
        unresolved=match.unresolved, problems=match.problems,
    )  # fmt: skip


def _head(document: Mapping[str, Any]) -> dict[str, DraftField]:
    places = document.get("fields") or {}
    made: dict[str, DraftField] = {}
    for name in HEAD_FIELDS:
        place = places.get(name) or {}
        value = document.get(name)
        confidence = place.get("confidence", document.get("confidence", 0.0)) if value else 0.0
        span = _span(place.get("span"))
        made[name] = DraftField(
            str(value or ""), span if span and span[1] > span[0] else None, float(confidence or 0.0)
        )
    return made


def _citation(found: Mapping[str, Any]) -> DraftCitation:
    def word(name: str) -> str:
        return str(found.get(name) or "")

    return DraftCitation(
        type=word("type"), number=word("number"), date=word("date"), issuer=word("issuer"), parent=word("parent"), title=word("title"),
        relation=word("relation") or "mentions", span=_span(found.get("span")), confidence=float(found.get("confidence") or 0.0),
    )  # fmt: skip


def _task(number: int, found: Mapping[str, Any], desk: Desk, issued_on: date | None) -> DraftTask:
    text = str(found.get("text") or "")
    lead, assignees = list(found.get("lead") or ()), list(found.get("assignees") or ())
    leads = _parties(lead or assignees, desk)
    timeframe = str(found.get("timeframe") or "")
    recurrence = recurrence_of(timeframe)
    due, note = deadline_of(
        str(found.get("due") or ""),
        str(found.get("bound") or ""),
        desk.dates,
        issued_on,
        recurrence is Recurrence.YEARLY,
    )
    kind = TaskKind.PLAN if _PLAN.search(text[:160]) else TaskKind.REPORT if _REPORT.match(text) else TaskKind.WORK
    return DraftTask(
        key=f"t{number}", ref=str(found.get("ref") or "")[:40], title=title_of(_without_holder(text, lead or assignees)), text=text,
        span=_span(found.get("span")), confidence=float(found.get("confidence") or 0.0), kind=kind, leads=leads,
        coordinating=_parties(list(found.get("coordinating") or ()), desk), timeframe=timeframe, due_on=due,
        due_words=deadline_words(found.get("bound"), found.get("due"), timeframe), due_note=note, recurrence=recurrence,
        product=str(found.get("product") or ""), needs_evidence=kind is not TaskKind.WORK,
    )  # fmt: skip


def _report(number: int, found: Mapping[str, Any], desk: Desk, issued_on: date | None) -> DraftTask:
    """A duty to report is a task of kind report: who sends, until when, through whom."""
    recurrence = recurrence_of(str(found.get("recurrence") or found.get("text") or ""))
    due, note = deadline_of(
        str(found.get("due") or ""),
        str(found.get("bound") or ""),
        desk.dates,
        issued_on,
        recurrence is Recurrence.YEARLY,
    )
    senders = _parties(list(found.get("from") or ()), desk)
    receiver = str(found.get("to") or "")
    via = _via(found, desk)
    own = {unit for party in senders for unit in party.unit_ids} == {desk.issuer_id}
    if own and via is not None:
        # "UBND quận, thông qua Phòng …, báo cáo Sở": the department does it.
        senders, via = (via,), None
    if due is None and desk.parent and desk.parent.due_on and not own:
        due, note = desk.parent.due_on, "theo hạn cấp trên giao"
    return DraftTask(
        key=f"t{number}", ref=str(found.get("where") or "")[:40], title=title_of(str(found.get("what") or "Báo cáo kết quả thực hiện")),
        text=str(found.get("text") or ""), span=_span(found.get("span")), confidence=float(found.get("confidence") or 0.0),
        # What the office itself owes upward is not work of those below: kept aside, to be taken back with one click.
        is_dropped=own and senders != () and desk.issuer_id in senders[0].unit_ids,
        kind=TaskKind.REPORT, leads=senders, via=via, timeframe=str(found.get("recurrence") or ""), due_on=due,
        due_words=deadline_words(found.get("bound"), found.get("due"), "hằng năm" if recurrence is Recurrence.YEARLY else ""), due_note=note,
        recurrence=recurrence, product="Báo cáo", responsible=f"Gửi {receiver}" if receiver else "", needs_evidence=True,
    )  # fmt: skip


def _via(found: Mapping[str, Any], desk: Desk) -> Party | None:
    phrase = str(found.get("via") or "")
    if not phrase:
        said = re.search(
            r"\(\s*thông qua\s+([^)]+)\)", f"{found.get('to') or ''} {' '.join(found.get('from') or ())}", re.IGNORECASE
        )
        phrase = said[1] if said else ""
    return party_of(desk.reader.read(phrase)) if phrase else None


def _parties(phrases: Sequence[str], desk: Desk) -> tuple[Party, ...]:
    return tuple(party_of(desk.reader.read(phrase)) for phrase in phrases if phrase and phrase.strip())


def _with_own_leads(tasks: list[DraftTask]) -> list[DraftTask]:
    """ "Các ban, ngành được giao chủ trì tại Mục II Kế hoạch này" are the leads this very paper names there."""

    def resolved(party: Party) -> Party:
        found = _OWN_LEADS.search(words_key(party.phrase))
        if not found or party.unit_ids:
            return party
        section = found[1].upper()
        units = tuple(
            dict.fromkeys(unit for task in tasks if task.ref.split(".")[0] == section for unit in task.lead_ids)
        )
        return replace(party, unit_ids=units, unresolved=(), score=0.85, is_group=True) if units else party

    return [
        replace(task, leads=tuple(map(resolved, task.leads)), coordinating=tuple(map(resolved, task.coordinating)))
        for task in tasks
    ]


def _issuer_problem(head: Mapping[str, DraftField], desk: Desk) -> tuple[DraftProblem, ...]:
    issuer = head["issuer"].value
    found = desk.reader.read(issuer) if issuer else None
    if found is None or desk.issuer_id in found.unit_ids or not found.unit_ids:
        return ()
    said = f"Văn bản do “{issuer}” ban hành, không phải đơn vị đang lập. Nếu là văn bản cấp trên: chỉ đưa vào sổ, rồi lập kế hoạch riêng."
    return (DraftProblem("other_issuer", said, head["issuer"].span, is_blocking=True),)


def _without_holder(text: str, holders: Sequence[str]) -> str:
    """ "Thủ trưởng các đơn vị xây dựng kế hoạch …" is titled by what is done, not by who does it."""
    for holder in holders:
        rest = text[len(holder) :] if text.lower().startswith(holder.lower()) else ""
        if len(rest) > 20 and rest[0] in " ,:":
            return rest.lstrip(" ,:")[:1].upper() + rest.lstrip(" ,:")[1:]
    return text


def _numbered(tasks: Sequence[DraftTask]) -> list[DraftTask]:
    return [replace(task, key=f"t{number}") for number, task in enumerate(tasks, 1)]


def _span(found: Any) -> Span | None:
    return (int(found[0]), int(found[1])) if found and len(found) == 2 else None
