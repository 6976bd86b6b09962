"""Dates as pages write them → moments. What is not written is not made up."""

import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from crawler.clean.relative import days_back, is_beside_dates, time_ago

# The whole country has one time; tzdata knows that it was UTC+6 in Almaty until 1 March 2024.
LOCAL = ZoneInfo("Asia/Almaty")
MOSCOW = ZoneInfo("Europe/Moscow")
# News pages have no other dates; a year 1 or 9999 stands for none.
YEARS = range(1990, 2100)

_Time = tuple[int, int, int]
Found = tuple[date, str] | None  # a day, and the text around it

_ISO = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.I,
)
_INTERNET = re.compile(r"\b\d{1,2} [a-z]{3} (?:19|20)\d\d \d\d:\d\d:\d\d\b")
_COMPACT = re.compile(r"\b((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
MAX_TEXT = 1000  # characters read for a date; the time grows with the square of the longest word
MAX_BARE = 80  # characters
MAX_ENDING = 5  # letters of a month's case endings: қарашасында
# A year takes four digits even where a view count is glued to it: 30.11.20222645.
# Two digits of one only where nothing goes on as in addresses of machines and telephones: 10.10.10.10, 22-11-24.
_NUMERIC = re.compile(
    r"(?<!\d[./-])\b(?P<first>\d{1,2})(?P<dot>[./-])(?P<second>\d{1,2})(?P=dot)"
    r"(?P<year>(?:19|20)\d\d|(?<!-)\d\d\b(?![./-]\d))"
)
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})\b")
_DAY_MONTH = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[-–](?:шы|ші|е|го|ға|гі|ы|і)|st|nd|rd|th)?(?:[ .]+(?:de )?|[-–])([^\W\d_]{3,})"
)
_YEAR_MONTH_DAY = re.compile(
    r"\b((?:19|20)\d\d) ?(?:жыл[^\W\d_]*|ж\.|г\.?|года|jyl[^\W\d_]*|,)? ?(\d{1,2})[ -]([^\W\d_]{3,})"
)
# 2024 жылғы қарашаның 22-сі
_YEAR_NAME_DAY = re.compile(r"\b((?:19|20)\d\d) ?(?:жыл[^\W\d_]*|ж\.|,)? ?([^\W\d_]{3,}) (\d{1,2})\b(?!:)")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b")
_ASCTIME = re.compile(r"([a-z]{3}) (\d{1,2}) (\d\d:\d\d:\d\d)((?: [+-]\d{4})?) ((?:19|20)\d\d)\b")
# A number of four digits beside a day and month is its year, and no year of a news page if it is read as none.
_ODD_YEAR_BEFORE = re.compile(r"(?<!\d)\d{4} ?(?:жыл[^\W\d_]*|ж\.|г\.?|года|jyl[^\W\d_]*|,)? ?$")
_ODD_YEAR_AFTER = re.compile(r"^[^\W\d_]*[.,]? *\d{4}(?![\d:])")
_YEAR_AFTER = re.compile(r"^[^\W\d_]*[.,]? *(?:de )?((?:19|20)\d\d)")
_CLOCK = re.compile(
    r"(?<![\d:.+-])([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:\s*([ap])\.?m\b)?|"
    # With a full stop only where it cannot be a date: "сағат 14.05-те", or right behind the day.
    r"(?:(?:сағат|\bв) |^[ ,]+)([01]?\d|2[0-3])\.([0-5]\d)(?![.\d])|"
    r"\b([01]?\d|2[0-3]) (?:сағат|час[^\W\d_]*|ч\.?) ([0-5]?\d) мин",
    re.I,
)
_ZONE = re.compile(
    r"(?:GMT|UTC)\s*([+-]\d{1,2})(?::?(\d\d))?|(?<=\d)\s*([+-]\d\d):?(\d\d)\b|\b(GMT|UTC|Z)\b|\b(?:МСК|МОСКОВСК)"
)


# The later of two dates where the page prints it first: "Обновлено 19.11.2024, опубликовано 18.11.2024".
_CHANGED = re.compile(
    r"\b(?:обновл|измен|жаңарт|өзгерт|updated|modified).{5,60}?(?=\b(?:опубл|жариялан|published|posted))"
)


def parse_date(text: str, now: datetime) -> datetime | date | None:
    """Read the first date of a text, in Kazakh, Russian or English, absolute or relative to ``now`` (aware).

    Answers a UTC datetime where a time of day is given (local time is Almaty's unless a zone is written), a
    date where only a day is, None where there is neither or the day does not exist. A day and month without
    a year is the latest such day up to ``now``.
    """
    text = _CHANGED.sub("", " ".join(text[:MAX_TEXT].split()).lower())
    local_now = now.astimezone(LOCAL)
    for read in (_read_iso, _read_internet, _read_asctime):
        if (moment := read(text)) is not None:
            return _sane(moment, now)
    if (ago := time_ago(text, local_now)) is not None:
        clock = None if isinstance(ago, datetime) else _read_clock(text)
        return _sane(ago if clock is None else _moment(ago, clock, text), now)
    for find in READERS:
        if (found := find(text, local_now)) is not None:
            day, rest = found
            clock = _read_clock(rest)
            return _sane(day if clock is None else _moment(day, clock, rest), now)
    return None


def is_bare_date(text: str) -> bool:
    """Whether a short text is a date and nothing besides: "Сәрсенбі, 20 қаңтар 2026 ж., 11:20 | GMT +5"."""
    if len(text) > MAX_BARE or not any(map(str.isdigit, text)):
        return False
    words = _WORD.findall(text.lower())
    if not all(_month(word) or is_beside_dates(word) for word in words):
        return False
    return any(map(_month, words)) or bool(
        _NUMERIC.search(text) or _YEAR_FIRST.search(text) or _ISO.search(text)
    )


def as_moment(value: datetime | date | None) -> datetime | None:
    """A date as a UTC moment: 00:00 UTC where no time of day is known, which is of the same day in Almaty too."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), UTC)


def _sane(value: datetime | date, now: datetime) -> datetime | date | None:
    """Drop days after tomorrow."""
    day = value.date() if isinstance(value, datetime) else value
    return value if day.year in YEARS and day <= now.date() + timedelta(days=2) else None


def _read_iso(text: str) -> datetime | date | None:
    match = _ISO.search(text)
    if match is None or (day := _day(match[1], match[2], match[3])) is None:
        return None
    if match[4] is not None:
        return _moment(day, (int(match[4]), int(match[5]), int(match[6] or 0)), match[7] or "")
    rest = text[match.end() :]
    clock = _read_clock(rest)
    return day if clock is None else _moment(day, clock, rest)


def _read_internet(text: str) -> datetime | None:
    """The form of mail and feeds: Fri, 22 Nov 2024 14:05:00 +0500."""
    if not _INTERNET.search(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)).astimezone(UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _read_asctime(text: str) -> datetime | None:
    """The form of C and of scripts: Fri Nov 22 14:05:00 +0500 2024."""
    match = _ASCTIME.search(text)
    return match and _read_internet(f"{match[2]} {match[1]} {match[5]} {match[3]}{match[4]}")


def _relative_day(text: str, now: datetime) -> Found:
    found = days_back(text)
    return None if found is None else (now.date() - timedelta(days=found[0]), found[1])


def _year_month_day(text: str, now: datetime) -> Found:
    return _first(_YEAR_MONTH_DAY, text, lambda m: _named_day(m[2], m[3], m[1]))


def _day_month(text: str, now: datetime) -> Found:
    for match in _DAY_MONTH.finditer(text):
        if _month(match[2]) is None:
            continue
        before, after = text[: match.start()], text[match.end() :]
        year = _YEAR_AFTER.match(after)
        if not year and (_ODD_YEAR_BEFORE.search(before[-20:]) or _ODD_YEAR_AFTER.match(after)):
            continue
        day = _named_day(match[1], match[2], year[1]) if year else _latest(match[1], match[2], now)
        if day is not None:
            return day, f"{before} {after[year.end() if year else 0 :]}"
    return None


def _year_name_day(text: str, now: datetime) -> Found:
    return _first(_YEAR_NAME_DAY, text, lambda m: _named_day(m[3], m[2], m[1]))


def _month_day(text: str, now: datetime) -> Found:
    return _first(_MONTH_DAY, text, lambda m: _named_day(m[2], m[1], m[3]))


def _numeric(text: str, now: datetime) -> Found:
    """The day first, as everywhere here; the month where no other reading is a day."""

    def read(match: re.Match[str]) -> date | None:
        year, first, second = _year(match["year"]), match["first"], match["second"]
        return _day(year, second, first) or _day(year, first, second)

    return _first(_NUMERIC, text, read)


def _year(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def _year_first(text: str, now: datetime) -> Found:
    return _first(_YEAR_FIRST, text, lambda m: _day(m[1], m[2], m[3]))


def _compact(text: str, now: datetime) -> Found:
    match = _COMPACT.search(text)
    if match is None or (day := _day(match[1], match[2], match[3])) is None:
        return None
    clock = f" {match[4]}:{match[5]}:{match[6] or '00'} {match[7] or ''} "
    return day, clock if match[4] else text[match.end() :]


# Tried in turn; a calendar day beside a relative word ("бүгін") is the surer one.
READERS: tuple[Callable[[str, datetime], Found], ...] = (
    _year_month_day, _year_name_day, _month_day, _year_first, _numeric, _day_month, _relative_day, _compact,
)  # fmt: skip


def _first(pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], date | None]) -> Found:
    for match in pattern.finditer(text):
        if (day := read(match)) is not None:
            return day, f"{text[: match.start()]} {text[match.end() :]}"
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in YEARS else None
    except ValueError:
        return None


def _named_day(day: str, month: str, year: str) -> date | None:
    number = _month(month)
    return None if number is None else _day(year, str(number), day)


def _latest(day: str, month: str, now: datetime) -> date | None:
    this_year = _named_day(day, month, str(now.year))
    if this_year is not None and this_year <= now.date():
        return this_year
    return _named_day(day, month, str(now.year - 1))


def _read_clock(text: str) -> _Time | None:
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[5] or match[7]), int(match[2] or match[6] or match[8])
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return hour, minute, int(match[3] or 0)


def _moment(day: date, clock: _Time, rest: str) -> datetime | date:
    """The moment in UTC; the day alone where the clock shows what no clock does."""
    if clock >= (24, 0, 0) or max(clock[1:]) > 59:
        return day
    return datetime(day.year, day.month, day.day, *clock, tzinfo=_zone(rest)).astimezone(UTC)


def _zone(text: str) -> tzinfo:
    text = text.upper()
    if text == "Z":
        return UTC
    if re.fullmatch(r"[+-]\d\d(:?\d\d)?", text):
        text = "GMT" + text
    match = _ZONE.search(text)
    if match is None:
        return LOCAL
    if match[0].startswith("М"):
        return MOSCOW
    hours, minutes = match[1] or match[3] or "0", match[2] or match[4] or "0"
    offset = timedelta(hours=abs(int(hours)), minutes=int(minutes))
    if offset > timedelta(hours=14):
        return LOCAL
    return timezone(-offset if hours.startswith("-") else offset)


@cache
def _months() -> dict[str, int]:
    rows = tomllib.loads(resources.files(__package__).joinpath("months.toml").read_text("utf-8"))
    return {
        name: number for months in rows.values() for number, names in enumerate(months, 1) for name in names
    }


def _month(word: str) -> int | None:
    """The number of a month's name, also with a case ending."""
    names = _months()
    if word in names:
        return names[word]
    full = (
        name
        for name in names
        if len(name) >= 4 and word.startswith(name) and len(word) - len(name) <= MAX_ENDING
    )
    return next((names[name] for name in full), None)
