"""A source text becomes a `ParsedDocument`: the findings in the order in which they need each other.

Knows the order; every rule is in documents.anatomy.
"""

from __future__ import annotations

from dataclasses import replace

from documents.anatomy.citations import in_its_own_name, read_citations
from documents.anatomy.forms import read_forms
from documents.anatomy.given_elsewhere import with_pointers
from documents.anatomy.head_words import TYPE_LINE
from documents.anatomy.header import HeaderReading, read_header
from documents.anatomy.opening import bound_by_last_article, order_in, read_opening
from documents.anatomy.outline import build_outline
from documents.anatomy.parts import Paper, recipients_line, split_papers
from documents.anatomy.problems import Seen, find_problems
from documents.anatomy.recipients import read_recipients
from documents.anatomy.reporting import ReportReader
from documents.anatomy.table_tasks import read_table_tasks
from documents.anatomy.tasks import TaskReader
from documents.flow import Flow, Paragraph, shouts
from documents.joining import read_flow
from documents.parsed import ParsedDocument, Part
from documents.patterns import Phrase
from documents.reading.source_text import SourceText


def read_source(source: SourceText) -> ParsedDocument:
    flow = read_flow(source)
    papers = split_papers(flow)
    main = papers[0]
    inside = [each for each in flow.paragraphs if main.start <= each.start < main.end]
    reading = read_header(flow, main, inside)
    header = reading.header
    citations = read_citations(flow, main, inside, reading.own, reading.body_from)
    citations = in_its_own_name(citations, header.issuer)
    body, attached = _content(flow, main, inside, reading)
    first = _first_item(flow, body)
    opening = read_opening(flow, body[:first], header.issuer, header.type, header.addressees)
    if attached and not opening.names:
        opening = bound_by_last_article(flow, body) or opening
    roots = [build_outline(flow, _without_opening(flow, body, first))]
    if attached:
        roots.append(build_outline(flow, attached))
    reports = [each for root in roots for each in ReportReader(flow, opening).read(root)]
    reader = TaskReader(flow, opening, [each.span for each in reports])
    tasks = [each for root in roots for each in reader.read(root)]
    tasks = with_pointers(flow, tasks + read_table_tasks(flow, main, opening))
    recipients = read_recipients(flow, main)
    forms = read_forms(flow, papers)
    parts = tuple(_part(flow, paper) for paper in papers) if len(papers) > 1 else ()
    problems = find_problems(Seen(flow, papers, reading, roots, tasks, reports, citations, forms, parts))
    return ParsedDocument(
        text=source.text, document=header, citations=tuple(citations), tasks=tuple(tasks), reporting=tuple(reports),
        recipients=tuple(recipients), report_forms=tuple(forms), problems=tuple(problems), parts=parts,
        source=source.kind, recognised=source.recognised,
    )  # fmt: skip


def _content(
    flow: Flow, paper: Paper, inside: list[Paragraph], reading: HeaderReading
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs that may bind: from the head to the signature, and those of a plan attached behind it."""
    anchor = recipients_line(flow, paper.first_line, paper.last_line)
    stop = flow.lines[anchor].start if anchor is not None else paper.body_end
    signed, _ = reading.signature.span
    items_after = any(signed < each.start < stop and each.kind in {"article", "roman", "number"} for each in inside)
    if reading.body_from < signed < stop and not items_after:
        # "THỦ TƯỚNG CHÍNH PHỦ" above the grounds of a decision names who decides; nobody signs there.
        stop = signed
    body = [each for each in inside if reading.body_from <= each.start and each.end <= stop]
    if anchor is None:
        return body, []
    behind = _attachment(flow, paper, anchor)
    if behind is None:
        return body, []
    attached = [each for each in inside if behind < each.start < paper.body_end]
    first = next((index for index, each in enumerate(attached) if each.kind != "text"), len(attached))
    return body, attached[first:]


def _attachment(flow: Flow, paper: Paper, anchor: int) -> int | None:
    """Where a plan issued with a decision begins: its shouted kind on a line of its own."""
    for line in flow.lines[anchor + 2 : paper.last_line]:
        words = flow.text[line.start : line.end]
        if line.marker is None and shouts(words) and flow.match(TYPE_LINE, line.start, line.end):
            return line.end
    return None


_GROUND = Phrase(r"(?:căn cứ|xét|theo đề nghị|thực hiện|thi hành|trên cơ sở|được sự)(?![\w])")


def _first_item(flow: Flow, body: list[Paragraph]) -> int:
    """The first item; grounds set as bullets above the opening sentence are none."""
    items = [index for index, each in enumerate(body) if each.kind != "text"]
    for place, index in enumerate(items):
        each = body[index]
        ground = each.kind in {"dash", "plus", "star"} and flow.match(_GROUND, each.body, each.end) is not None
        opened = any(later.kind == "text" for later in body[index + 1 : items[-1] + 1])
        if not (ground and opened and place == index - sum(1 for early in body[:index] if early.kind == "text")):
            return index
    return len(body)


def _without_opening(flow: Flow, body: list[Paragraph], first: int) -> list[Paragraph]:
    """Grounds and the opening sentence bind nobody by themselves; in a letter without items the paragraphs do."""
    if first < len(body):
        return body[first:]
    lead = next((index for index, each in enumerate(body) if flow.words(each.start, each.end).endswith(":")), None)
    if lead is not None:
        return body[lead + 1 :]
    for index, each in enumerate(body):
        order = order_in(flow, each)
        if order is not None:
            # "…, Phòng Tư pháp đề nghị các đơn vị tổ chức …": the grounds stay behind, the order is the item.
            return [replace(each, start=order, body=order), *body[index + 1 :]]
    return body[1:]


def _part(flow: Flow, paper: Paper) -> Part:
    lines = flow.lines[paper.first_line : paper.last_line][:40]
    for index, line in enumerate(lines):
        words = flow.words(line.start, line.end)
        kind = flow.match(TYPE_LINE, line.start, line.end)
        if kind and shouts(flow.text[kind.start() : kind.end()]):
            under = flow.words(lines[index + 1].start, lines[index + 1].end) if index + 1 < len(lines) else ""
            return Part(words.capitalize(), under or None, (paper.start, paper.end))
    return Part(None, None, (paper.start, paper.end))
