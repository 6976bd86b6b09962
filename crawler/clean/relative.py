"""Relative dates: "бүгін", "кеше", "екі сағат бұрын", "полчаса назад". The words are in relative.toml."""

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

SHORT_UNITS = ("seconds", "minutes", "hours")
MAX_COUNT = 10_000


class _Words(NamedTuple):
    """The words of relative.toml by what they mean, and the patterns that find them."""

    days: dict[str, int]
    numbers: dict[str, float]
    units: dict[str, str]
    vague: frozenset[str]
    beside: frozenset[str]
    day: re.Pattern[str]
    now: re.Pattern[str]
    ago: re.Pattern[str]


def days_back(text: str) -> int | None:
    """How many days back a word such as "кеше" is; ``text`` in lower case, None where it has none."""
    match = _words().day.search(text)
    return None if match is None else _words().days[match[1]]


def time_ago(text: str, now: datetime) -> datetime | date | None:
    """What "2 сағат бұрын" means at ``now`` (aware, in local time): a moment in UTC for spans of hours and less,
    the local day for longer and vague ones; None where the text (lower case) has no such span."""
    words = _words()
    if words.now.search(text):
        return now.astimezone(UTC)
    match = words.ago.search(text)
    if match is None:
        return None
    unit = words.units[match["unit"]]
    written = (match["count"] or "").strip()
    if written in words.vague:
        return now.date() if unit in SHORT_UNITS else None
    count = float(written) if written.isdigit() else words.numbers.get(written, 1.0)
    if count > MAX_COUNT:
        return None
    if unit == "months":
        return _months_back(now.date(), int(count))
    moment = now - timedelta(**{unit: count})
    return moment.astimezone(UTC) if unit in SHORT_UNITS else moment.date()


def is_beside_dates(word: str) -> bool:
    """Whether a word (lower case) is one of those that stand around dates: a weekday, "жылғы", "published"."""
    return word in _words().beside or word in _words().days


def _months_back(day: date, count: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    first = date(years, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), _last_of_month(first))


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@cache
def _words() -> _Words:
    rows = tomllib.loads(resources.files(__package__).joinpath("relative.toml").read_text("utf-8"))
    days = {word: int(number) for number, words in rows["days"].items() for word in words}
    numbers = {word: float(number) for number, words in rows["numbers"].items() for word in words}
    units = {word: unit for unit, words in rows["units"].items() for word in words}
    vague = frozenset(rows["vague"]["words"])
    count = rf"\d+ |(?:{_any(numbers, vague)})(?: |(?<=пол))"  # "полчаса" is one word
    unit = rf"(?:{_any(units)})"
    ago = rf"(?<![^\W\d_])(?P<count>{count})?(?P<unit>{unit})[^\W\d_]{{0,4}}\.? (?:{_any(rows['ago']['words'])})\b"
    return _Words(
        days,
        numbers,
        units,
        vague,
        frozenset(rows["beside"]["words"]),
        re.compile(rf"\b({_any(days)})\b"),
        re.compile(rf"\b(?:{_any(rows['now']['words'])})\b"),
        re.compile(ago),
    )


def _any(*groups: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    words = sorted((word for group in groups for word in group), key=len, reverse=True)
    return "|".join(map(re.escape, words))
