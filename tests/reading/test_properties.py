"""Two hundred cases of `tests.reading.properties`; ten thousand are a command away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reading import properties


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Noise is not worth the seconds that a recogniser spends on it."""
    from documents.reading.scan import can_recognise

    monkeypatch.setenv("PATH", "")
    can_recognise.cache_clear()
    yield
    can_recognise.cache_clear()


def test_whatever_comes_is_read_or_refused_in_a_sentence() -> None:
    outcome = properties.run(200, seed=7)
    assert not outcome.broken, "\n".join(outcome.broken)
    assert sum(outcome.ends.values()) == 200
    ended = {end for _, end in outcome.ends}
    assert ended == {"read", "refused"}


def test_a_broken_promise_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would tell: a reader that fails is counted and its case is named."""

    def fails(source: object) -> None:
        raise ZeroDivisionError("as a reader might")

    monkeypatch.setattr(properties, "read_source", fails)
    outcome = properties.run(10, seed=7)
    assert outcome.broken
    assert "ZeroDivisionError" in outcome.broken[0]


def test_the_same_seed_draws_the_same_cases() -> None:
    from random import Random

    for draw in properties.KINDS.values():
        assert draw(Random("7/1")) == draw(Random("7/1"))
