"""Relative dates: "бүгін", "кеше", "екі сағат бұрын", "полчаса назад". The words are in relative.toml."""

import math
import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

SHORT_UNITS = ("seconds", "minutes", "hours")
MONTHS = {"months": 1, "years": 12}
MAX_COUNT = 10_000
MAX_AROUND = 30  # characters; in more of them "2 жыл бұрын" tells of something else


class _Words(NamedTuple):
    """The words of relative.toml by what they mean, and the patterns that find them."""

    days: dict[str, int]
    numbers: dict[str, float]
    units: dict[str, str]
    vague: frozenset[str]
    beside: frozenset[str]
    day: re.Pattern[str]
    now: re.Pattern[str]
    number: re.Pattern[str]
    span: re.Pattern[str]
    ago: re.Pattern[str]


def days_back(text: str) -> tuple[int, str] | None:
    """How many days back a word such as "кеше" is, and the text around it; ``text`` in lower case, None where it
    has none."""
    match = _words().day.search(text)
    return match and (_words().days[match[1]], text[: match.start()] + text[match.end() :])


def time_ago(text: str, now: datetime) -> datetime | date | None:
    """What "2 сағат бұрын" means at ``now`` (aware, in local time): a moment in UTC for spans of hours and less,
    the local day for longer and vague ones; None where the text (lower case) has no such span."""
    words = _words()
    if words.now.search(text):
        return now.astimezone(UTC)
    match = words.ago.search(text)
    if match is None:
        return None
    spans = [
        (words.units[span["unit"]], _count(span["count"])) for span in words.span.finditer(match["spans"])
    ]
    is_short = spans[-1][0] in SHORT_UNITS
    if spans[-1][0] in MONTHS and len(text) - len(match[0]) > MAX_AROUND:
        return None
    months = sum(MONTHS[unit] * count for unit, count in spans if unit in MONTHS)
    spent = {unit: count for unit, count in spans if unit not in MONTHS}
    if not all(0 <= count <= MAX_COUNT for count in (months, *spent.values())):
        return now.date() if is_short and math.isnan(spans[-1][1]) else None
    moment = now - timedelta(**spent)
    return moment.astimezone(UTC) if is_short else _months_back(moment.date(), int(months))


def _count(written: str | None) -> float:
    """The number before a unit, one where there is none ("час назад"); not a number for "a few"."""
    words = _words()
    if not written:
        return 1.0
    if written.strip() in words.vague:
        return math.nan
    found = words.number.findall(written)
    return sum(float(word) if word.isdigit() else words.numbers[word] for word in found)


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
    number = rf"\d+|{_any(numbers)}"
    # Two words may make a number, "жиырма бес"; "полчаса" is one word.
    count = rf"(?:(?:{number}) ){{1,2}}|(?:{_any(vague)}) |\d+|пол"
    unit = rf"(?:{_any(units)})"
    whole = rf"(?:{count}){unit}[^\W\d_]{{0,4}}\.? (?:және |и |and )?"
    last = rf"(?:{count})?{unit}[^\W\d_]{{0,4}}\.?"
    ago = rf"(?<![^\W\d_])(?P<spans>(?:{whole}){{0,2}}{last}) (?:{_any(rows['ago']['words'])})\b"
    return _Words(
        days,
        numbers,
        units,
        vague,
        frozenset(rows["beside"]["words"]),
        re.compile(rf"\b({_any(days)})\b"),
        re.compile(rf"\b(?:{_any(rows['now']['words'])})\b"),
        re.compile(rf"\b(?:{number})\b|пол"),
        re.compile(rf"(?<![^\W\d_])(?P<count>{count})?(?P<unit>{unit})[^\W\d_]{{0,4}}\.?"),
        re.compile(ago),
    )


def _any(*groups: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    words = sorted((word for group in groups for word in group), key=len, reverse=True)
    return "|".join(map(re.escape, words))
