"""How many articles in each year, month or day, as bars that lead to the search of their time."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Self

Scale = Literal["year", "month", "day"]

HEIGHT = 100
WIDTH = 600
MOST_MONTHS = 30
"""Months that still show as months; more are shown by the year."""
_ROOM = 0.18
"""Part of a bar's place that is left empty between it and the next."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of ``of`` articles in a time (None where that is not known) ``count`` match; ``key`` as in the facets."""

    key: str
    count: int
    of: int | None = None

    @property
    def percent(self) -> float:
        """The share of the articles of its time, in percent."""
        return 100 * self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of the drawing; ``since`` and ``until`` are the first and last day of its time."""

    count: Count
    since: str
    until: str
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        """Where the bar begins, from above."""
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one scale, oldest first; ``most`` is what the highest one stands for (a count or a percentage)."""

    scale: Scale
    bars: Sequence[Bar]
    most: float
    share: bool

    @classmethod
    def of(cls, scale: Scale, counts: Iterable[Count], share: bool) -> Self:
        """Draw counts; times without any stay as gaps."""
        known = {count.key: count for count in counts}
        keys = list(_between(scale, min(known), max(known))) if known else []
        all_counts = [known.get(key, Count(key, 0, 0)) for key in keys]
        most = max((_value(count, share) for count in all_counts), default=0.0)
        place = WIDTH / max(len(keys), 12)
        bars = [
            _bar(count, number * place, place, _value(count, share) / most if most else 0.0)
            for number, count in enumerate(all_counts)
        ]
        return cls(scale, bars, most, share)


def _value(count: Count, share: bool) -> float:
    return count.percent if share else float(count.count)


def _bar(count: Count, x: float, place: float, part: float) -> Bar:
    since, until = period(count.key)
    height = max(round(HEIGHT * part, 2), 1.0) if part else 0.0
    return Bar(count, since, until, round(x, 2), round(place * (1 - _ROOM), 2), height)


@lru_cache(1 << 12)
def period(key: str) -> tuple[str, str]:
    """The first and the last day of "2024", "2024-11" or "2024-11-22"."""
    year, month, day = (*(int(part) for part in key.split("-")), 0, 0)[:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return f"{date(year, month or 1, day or 1)}", f"{date(year, month or 12, last)}"


def _between(scale: Scale, first: str, last: str) -> Iterable[str]:
    """Every key of a scale from the first to the last."""
    if scale == "day":
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        return (f"{start + timedelta(days=number)}" for number in range((end - start).days + 1))
    if scale == "month":
        months = range(_month_number(first), _month_number(last) + 1)
        return (f"{number // 12:04}-{number % 12 + 1:02}" for number in months)
    return (f"{year:04}" for year in range(int(first), int(last) + 1))


def _month_number(key: str) -> int:
    return int(key[:4]) * 12 + int(key[5:7]) - 1


def scale_for(since: str, until: str, months: Iterable[str]) -> Scale:
    """The scale that shows a search best: days in a month or less, else months, many of them as years.

    ``since`` and ``until`` are days that were asked for or empty, ``months`` the months with matches.
    """
    if since and until and since[:7] == until[:7] and len(since) >= 7:
        return "day"
    found = sorted(months)
    if found and _month_number(found[-1]) - _month_number(found[0]) >= MOST_MONTHS:
        return "year"
    return "month"
