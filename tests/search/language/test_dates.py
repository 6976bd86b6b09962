"""Periods in Kazakhstan's time."""

from datetime import UTC, date, datetime

import pytest

from search.language.dates import moment, read_dates


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2024", "2023-12-31T18:00", "2024-12-31T19:00"),
        ("2024-02", "2024-01-31T18:00", "2024-02-29T19:00"),
        ("2024-12", "2024-11-30T19:00", "2024-12-31T19:00"),
        ("2024-11-22", "2024-11-21T19:00", "2024-11-22T19:00"),
        ("2024-1-5", "2024-01-04T18:00", "2024-01-05T18:00"),
    ],
)
def test_periods(text: str, since: str, until: str) -> None:
    span = read_dates(text)
    assert span.since == datetime.fromisoformat(since).replace(tzinfo=UTC)
    assert span.until == datetime.fromisoformat(until).replace(tzinfo=UTC)


def test_moments() -> None:
    given = datetime(2024, 1, 1, tzinfo=UTC)
    assert moment(given) is given
    assert moment(date(2024, 11, 22), end=True) == moment("2024-11-23")
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2024, 1, 1))
