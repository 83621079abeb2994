"""What identifies a paper as read: its head, its issuer as a unit, and the same paper under another's words. No writing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cascade.papers.identity import identity, kind_of, provisional
from cascade.papers.likeness import CERTAIN, likeness
from cascade.store.documents import Paper
from cascade.units.selection import Reader
from kit.text import fold
from kit.vocabulary import DocumentKind


@dataclass(frozen=True)
class Head:
    """What identifies a paper, as read or as confirmed."""

    kind: DocumentKind
    number: str | None
    issued_on: date | None
    issuer: str
    subject: str
    issuer_unit_id: int | None = None

    @property
    def identity(self) -> str | None:
        return identity(
            kind=self.kind, number=self.number, issued_on=self.issued_on, issuer=self.issuer, title=self.subject
        )

    @property
    def provisional(self) -> str | None:
        return provisional(number=self.number, issuer=self.issuer, kind=self.kind, title=self.subject)


def head_of(document: Mapping[str, Any], reader: Reader) -> Head:
    number = str(document.get("number") or "") or None
    issuer = str(document.get("issuer") or "")
    unit_id, name = issuer_of(issuer, reader)
    subject = str(document.get("subject") or "")
    return Head(
        kind_of(str(document.get("type") or ""), number or ""),
        number,
        day_or_none(document.get("date")),
        name,
        subject,
        unit_id,
    )


def same_paper(head: Head, candidates: Sequence[Paper]) -> Paper | None:
    """The one candidate that is certainly meant; none when two would do, or when somebody should look first."""
    found = [
        paper
        for paper in candidates
        if likeness(head.issuer, head.subject, paper.issuer_name, paper.subject) >= CERTAIN
        and (head.issued_on is None or paper.issued_on is None or head.issued_on == paper.issued_on)
    ]
    return found[0] if len(found) == 1 else None


def issuer_of(printed: str, reader: Reader) -> tuple[int | None, str]:
    """The unit a printed issuer is, with its full name; else the name as printed."""
    match = reader.read(printed) if printed else None
    if match is not None and match.is_resolved and len(match.unit_ids) == 1 and match.score >= 0.9:
        unit = reader.directory.by_id[match.unit_ids[0]]
        return unit.id, full_name(unit.id, reader)
    return None, printed


def full_name(unit_id: int, reader: Reader) -> str:
    """The name that tells an office from its namesakes: a department with the place it belongs to."""
    unit = reader.directory.by_id[unit_id]
    if unit.tier_code != "PHONG" or re.search(r"\b(?:quan|huyen|thanh pho|tinh|xa|phuong)\b(?! hoi)", fold(unit.name)):
        return unit.name
    above = reader.directory.by_id.get(unit.superior_id or 0)
    where = re.sub(r"^Ủy ban nhân dân\s+", "", above.name) if above else ""
    return f"{unit.name} {where}".strip()


def name_of(head: Head) -> str:
    return f"{head.kind.label} {head.number}" if head.number else f"{head.kind.label} “{head.subject[:80]}”"


def day_or_none(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
