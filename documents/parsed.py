"""What a document says, as plain data: every finding with its place in the text and how sure the reader is.

Knows the shape that pages, drafts and the command line share; refuses to know how anything was found.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Field:
    """One value of the header with its own place and confidence."""

    value: str | None
    span: Span = (0, 0)
    confidence: float = 0.0


@dataclass(frozen=True)
class Header:
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    signed_as: str | None
    addressees: tuple[str, ...]
    signer: str | None
    place: str | None
    span: Span
    confidence: float
    fields: dict[str, Field] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Citation:
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    relation: str
    parent: str | None
    title: str | None
    span: Span
    confidence: float
    places: tuple[Span, ...] = ()
    raw: str = ""


@dataclass(frozen=True)
class Task:
    ref: str
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    assignees: tuple[str, ...]
    timeframe: str | None
    due: str | None
    bound: str | None
    span: Span
    confidence: float
    heading: str | None = None
    assignees_stated: bool = False
    product: str | None = None


@dataclass(frozen=True)
class Report:
    what: str
    sender: tuple[str, ...]
    to: str | None
    via: str | None
    recurrence: str | None
    due: str | None
    bound: str | None
    text: str
    span: Span
    confidence: float
    where: str | None = None


@dataclass(frozen=True)
class Recipient:
    name: str
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True)
class FormTable:
    title: str | None
    columns: tuple[tuple[str | None, str], ...]
    rows: tuple[tuple[str, ...], ...]
    row_header: str | None
    span: Span
    confidence: float
    empty_rows: int = 0


@dataclass(frozen=True)
class Form:
    title: str | None
    tables: tuple[FormTable, ...]
    span: Span
    confidence: float


@dataclass(frozen=True)
class Problem:
    """Something in the paper a person has to look at."""

    kind: str
    message: str
    span: Span


@dataclass(frozen=True)
class Part:
    """One of several papers that came in one file."""

    type: str | None
    title: str | None
    span: Span


@dataclass(frozen=True)
class ParsedDocument:
    text: str
    document: Header
    citations: tuple[Citation, ...] = ()
    tasks: tuple[Task, ...] = ()
    reporting: tuple[Report, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    report_forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    source: str = "txt"
    recognised: bool = False

    def to_json(self) -> dict[str, Any]:
        """The reading as one JSON object (the contract of `thongsuot read FILE --json`)."""
        reading = asdict(self)
        for report in reading["reporting"]:
            report["from"] = report.pop("sender")
        reading["recipients"] = [recipient.name for recipient in self.recipients]
        reading["recipient_places"] = [asdict(recipient) for recipient in self.recipients]
        return _plain(reading)


def from_dict(value: dict[str, Any]) -> ParsedDocument:
    """The document back from `asdict` by way of JSON; unknown keys are an error, lists become tuples again."""
    head = dict(value["document"])
    head["fields"] = {name: Field(**_tuples(each)) for name, each in head["fields"].items()}
    forms = []
    for form in value["report_forms"]:
        tables = tuple(FormTable(**_tuples(table)) for table in form["tables"])
        forms.append(Form(form["title"], tables, tuple(form["span"]), form["confidence"]))
    return ParsedDocument(
        text=value["text"],
        document=Header(**{**_tuples(head), "fields": head["fields"], "placeholders": dict(head["placeholders"])}),
        citations=tuple(Citation(**_tuples(each)) for each in value["citations"]),
        tasks=tuple(Task(**_tuples(each)) for each in value["tasks"]),
        reporting=tuple(Report(**_tuples(each)) for each in value["reporting"]),
        recipients=tuple(Recipient(**_tuples(each)) for each in value["recipients"]),
        report_forms=tuple(forms),
        problems=tuple(Problem(**_tuples(each)) for each in value["problems"]),
        parts=tuple(Part(**_tuples(each)) for each in value["parts"]),
        source=value["source"],
        recognised=value["recognised"],
    )


def _tuples(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuple(each) for key, each in value.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
