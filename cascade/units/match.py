"""What a phrase was taken to mean: units with a score and alternatives, or pieces that name nobody. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from cascade.units.choice import Selection

CLEAR = 0.9
WORTH_A_LOOK = 0.6


@dataclass(frozen=True)
class Alternative:
    unit_id: int
    name: str
    score: float


@dataclass(frozen=True)
class Match:
    """What a phrase was taken to mean. `unresolved` are the pieces that name nobody we know."""

    phrase: str
    unit_ids: tuple[int, ...] = ()
    score: float = 0.0
    selection: Selection | None = None
    alternatives: tuple[Alternative, ...] = ()
    unresolved: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_resolved(self) -> bool:
        return bool(self.unit_ids) and not self.unresolved

    @property
    def confidence_word(self) -> str:
        return "Rõ" if self.score >= CLEAR else "Nên xem" if self.score >= WORTH_A_LOOK else "Chưa chắc"
