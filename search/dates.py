"""Dates as people write them in a query: a year, a month or a day, in Kazakhstan's local time."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from crawler.errors import QueryError
from index.document import LOCAL_TIME

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of a period to the first moment after it, as aware moments."""

    since: datetime
    until: datetime


def read_dates(text: str, position: int | None = None) -> Span:
    """The period that ``2024``, ``2024-03`` or ``2024-03-22`` names; raises QueryError for anything else."""
    match = _DATE.fullmatch(text)
    if not match:
        raise QueryError(f"{text!r} is not a date; write 2024, 2024-03 or 2024-03-22", position)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        return Span(_midnight(first), _midnight(_day_after(first, month, day)))
    except (ValueError, OverflowError) as error:
        raise QueryError(f"there is no such date as {text!r}", position) from error


def _day_after(first: date, month: int | None, day: int | None) -> date:
    """The day after the last one of the year, month or day that starts on ``first``."""
    if day:
        return first + timedelta(days=1)
    if month:
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return date(first.year + 1, 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_TIME)


def moment(value: date | datetime | str, *, end: bool = False) -> datetime:
    """A moment from what callers give: an aware datetime as it is; a day its start, or with ``end`` its end.

    Raises QueryError for text that is no date and ValueError for a datetime without a time zone.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value
    span = read_dates(value if isinstance(value, str) else value.isoformat())
    return span.until if end else span.since
