"""When a parent is reached: exact at the threshold, unknown on nothing, never rounded up to a success."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade.orders import Policy
from cascade.progress import Tally, is_reached, missing, percent
from kit.vocabulary import PolicyKind

K = PolicyKind


@pytest.mark.parametrize(
    ("policy", "tally", "reached"),
    [
        (Policy(), Tally(41, 41), True),
        (Policy(), Tally(41, 40), False),
        (Policy(K.AT_LEAST, 3), Tally(41, 3), True),
        (Policy(K.AT_LEAST, 3), Tally(41, 2), False),
        (Policy(K.PERCENT, 80), Tally(5, 4), True),
        (Policy(K.PERCENT, 80), Tally(41, 32), False),  # 78.05 %
        (Policy(K.PERCENT, 67), Tally(3, 2), False),  # 66.67 % is printed 66,7 and is not 67
        (Policy(K.WEIGHTED, 50), Tally(2, 1, weight_live=44, weight_done=40), True),
        (Policy(K.WEIGHTED, 50), Tally(2, 1, weight_live=44, weight_done=4), False),
        (Policy(K.DECLARED), Tally(41, 41), None),
        (Policy(K.DECLARED), Tally(41, 0, declared_percent=100), True),
        (Policy(K.DECLARED, 70), Tally(41, 0, declared_percent=69), False),
    ],
)
def test_policies(policy: Policy, tally: Tally, reached: bool | None) -> None:
    assert is_reached(policy, tally) is reached


@pytest.mark.parametrize("kind", [K.ALL, K.AT_LEAST, K.PERCENT, K.WEIGHTED])
def test_nothing_under_it_is_unknown_not_done(kind: PolicyKind) -> None:
    assert is_reached(Policy(kind, 1), Tally(0, 0)) is None


policies = st.one_of(
    st.just(Policy()),
    st.builds(Policy, st.just(K.AT_LEAST), st.integers(1, 30)),
    st.builds(Policy, st.just(K.PERCENT), st.integers(1, 100)),
)


@given(policies, st.integers(1, 60), st.data())
def test_missing_is_exactly_what_is_missing(policy: Policy, live: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, live))
    short = missing(policy, Tally(live, done))
    assert short is not None
    assert is_reached(policy, Tally(live, done + short)) is True
    if short:
        assert is_reached(policy, Tally(live, done + short - 1)) is False


@given(policies, st.integers(1, 60), st.data())
def test_one_more_done_never_undoes_a_parent(policy: Policy, live: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, live - 1))
    if is_reached(policy, Tally(live, done)):
        assert is_reached(policy, Tally(live, done + 1))


def test_percent_rounds_half_up_and_never_passes_a_hundred() -> None:
    assert percent(387, 560) == Decimal("69.1")
    assert percent(1, 16) == Decimal("6.3")  # 6.25
    assert percent(3, 3) == Decimal("100.0")
    assert percent(0, 0) is None
