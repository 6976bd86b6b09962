"""A limit on the time that one search may take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


class OutOfTime(Exception):
    """The time is up; raised between two steps and caught by the searcher."""


@contextmanager
def limited_to(seconds: float) -> Iterator[None]:
    """Within this, ``check_time`` raises once the seconds are over; 0 sets no limit."""
    token = _until.set(time.monotonic() + seconds if seconds else None)
    try:
        yield
    finally:
        _until.reset(token)


def check_time() -> None:
    """Raises OutOfTime when the time is up."""
    until = _until.get()
    if until is not None and time.monotonic() > until:
        raise OutOfTime
