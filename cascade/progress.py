"""When a parent is reached: the policies of law 11 over what stands under it. Pure: knows numbers, not rows or people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cascade.orders import Policy
from kit.vocabulary import PolicyKind


@dataclass(frozen=True)
class Tally:
    """What a parent is judged on: live children and those of them that are done.

    `weight_live` and `weight_done` count the pieces of work in the whole subtree: a ward with forty schools weighs forty.
    """

    live: int
    done: int
    weight_live: int | None = None
    weight_done: int | None = None
    declared_percent: int | None = None

    def __add__(self, other: Tally) -> Tally:
        """Children of different sets side by side; a declared value belongs to the parent and is kept from either."""
        declared = self.declared_percent if self.declared_percent is not None else other.declared_percent
        weights = (_sum(self.weight_live, other.weight_live), _sum(self.weight_done, other.weight_done))
        return Tally(self.live + other.live, self.done + other.done, *weights, declared)


def is_reached(policy: Policy, tally: Tally) -> bool | None:
    """Whether the policy is met. None: there is nothing to judge by, which is not the same as done."""
    match policy.kind:
        case PolicyKind.DECLARED:
            return None if tally.declared_percent is None else tally.declared_percent >= (policy.value or 100)
        case PolicyKind.WEIGHTED if tally.weight_live:
            return 100 * (tally.weight_done or 0) >= (policy.value or 100) * tally.weight_live
    if tally.live <= 0:
        return None
    match policy.kind:
        case PolicyKind.AT_LEAST:
            return tally.done >= (policy.value or 1)
        case PolicyKind.PERCENT | PolicyKind.WEIGHTED:
            return 100 * tally.done >= (policy.value or 100) * tally.live
    return tally.done >= tally.live


def missing(policy: Policy, tally: Tally) -> int | None:
    """How many more children must be done for the policy to be met; None where no number can tell."""
    if tally.live <= 0 or policy.kind in (PolicyKind.DECLARED, PolicyKind.WEIGHTED):
        return None
    wanted = tally.live
    if policy.kind is PolicyKind.AT_LEAST:
        wanted = policy.value or 1
    elif policy.kind is PolicyKind.PERCENT:
        wanted = -(-(policy.value or 100) * tally.live // 100)
    return max(0, wanted - tally.done)


def percent(done: int, total: int) -> Decimal | None:
    """One decimal, rounded half up, never above 100; None for an empty set."""
    if total <= 0:
        return None
    exact = Decimal(100 * done) / Decimal(total)
    return min(exact.quantize(Decimal("0.1"), ROUND_HALF_UP), Decimal("100.0"))


def in_words(policy: Policy) -> str:
    """The policy as an officer reads it: “tất cả”, “ít nhất 3 đơn vị”, “ít nhất 80%”."""
    match policy.kind:
        case PolicyKind.AT_LEAST:
            return f"ít nhất {policy.value or 1} đơn vị"
        case PolicyKind.PERCENT:
            return f"ít nhất {policy.value or 100}%"
        case PolicyKind.WEIGHTED:
            return f"ít nhất {policy.value or 100}% theo trọng số"
        case PolicyKind.DECLARED:
            return "thủ trưởng công bố"
    return "tất cả"


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)
