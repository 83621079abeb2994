"""The only place that asks the time. Moments are UTC-aware; days are days of Việt Nam."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# One sentinel instead of NULL, so that a deadline can stand in a primary key and be compared like any other.
NO_DEADLINE = date(9999, 12, 31)

_set_moment: ContextVar[datetime | None] = ContextVar("_set_moment", default=None)


def now() -> datetime:
    """The present moment in UTC, or the moment set by `at`."""
    return _set_moment.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Asia/Ho_Chi_Minh, whatever the machine's own zone."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def end_of_day(day: date) -> datetime:
    """The first moment after a local day: a day's history is everything strictly before it."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Act as if it were `moment`: sample data are laid in the past with it, stories in tests are told with it."""
    token = _set_moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_moment.reset(token)


def local(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment given in Vietnamese wall-clock time, as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)
