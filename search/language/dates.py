"""Dates as people write them in a query, in Kazakhstan's local time.

A year, a month or a day (2024, 2024-03, 2024-03-22, 22.03.2024), a stretch of them (2024-01..2024-03), a day by its
name (бүгін, вчера, yesterday), or how long ago (7d, 2w, 3m, 1y).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crawler.errors import QueryError
from index.document import LOCAL_TIME

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AGO = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NAMED = {
    **dict.fromkeys(("бүгін", "бугин", "сегодня", "today"), 0),
    **dict.fromkeys(("кеше", "вчера", "yesterday"), 1),
}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of a period to the first moment after it, as aware moments."""

    since: datetime
    until: datetime


def read_dates(text: str, position: int | None = None, now: datetime | None = None) -> Span:
    """The period that a date names; relative ones count back from ``now`` (None: the moment of asking).

    ``7d`` is the day seven days ago; months are of 30 days, years of 365.
    Raises QueryError for anything else.
    """
    first, dots, last = text.partition("..")
    if dots:
        return Span(read_dates(first, position, now).since, read_dates(last, position, now).until)
    try:
        span = _relative(text.lower(), now or datetime.now(UTC)) or _absolute(text)
    except (ValueError, OverflowError) as error:
        raise QueryError(f"there is no such date as {text!r}", position) from error
    if span is None:
        raise QueryError(f"{text!r} is not a date; write 2024, 2024-03, 2024-03-22 or 7d", position)
    return span


def _relative(text: str, now: datetime) -> Span | None:
    today = now.astimezone(LOCAL_TIME).date()
    ago = _AGO.fullmatch(text)
    days = int(ago[1]) * _DAYS[ago[2]] if ago else _NAMED.get(text)
    if days is None:
        return None
    day = today - timedelta(days=days)
    return Span(_midnight(day), _midnight(day + timedelta(days=1)))


def _absolute(text: str) -> Span | None:
    if dotted := _DOTTED.fullmatch(text):
        day, month, year = map(int, dotted.groups())
        return _period(year, month, day)
    if match := _DATE.fullmatch(text):
        return _period(*(int(part) if part else None for part in match.groups()))
    return None


def _period(year: int | None, month: int | None, day: int | None) -> Span:
    assert year is not None
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    return Span(_midnight(first), _midnight(_day_after(first, month, day)))


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
