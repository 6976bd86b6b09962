"""Charts: which scale, where bars stand, and that counts, table and links tell the same."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts import HEIGHT, WIDTH, Chart, Count, period, scale_for

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
COUNTS = st.builds(lambda count, rest: (count, count + rest), st.integers(1, 10**6), st.integers(0, 10**6))


@given(st.dictionaries(DAYS.map(lambda day: f"{day:%Y-%m}"), COUNTS, min_size=1, max_size=30), st.booleans())
def test_every_count_has_a_bar_in_order_and_inside_the_drawing(months, share: bool) -> None:
    chart = Chart.of("month", [Count(key, *counts) for key, counts in months.items()], share)
    assert [bar.count.key for bar in chart.bars if bar.count.count] == sorted(months)
    for left, right in zip(chart.bars, chart.bars[1:], strict=False):
        assert left.x + left.width <= right.x + 0.02
        assert left.until < right.since
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.02 for bar in chart.bars)
    assert max(bar.height for bar in chart.bars) == HEIGHT
    assert all((bar.height > 0) == (bar.count.count > 0) for bar in chart.bars)


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
    ],
)
def test_a_key_names_its_first_and_last_day(key: str, since: str, until: str) -> None:
    assert period(key) == (since, until)


@pytest.mark.parametrize(
    ("since", "until", "months", "scale"),
    [
        ("", "", ["2024-01", "2024-12"], "month"),
        ("", "", ["2010-01", "2024-12"], "year"),
        ("2024-01-01", "2024-12-31", ["2024-01", "2024-12"], "month"),
        ("2024-02-01", "2024-02-29", ["2024-02"], "day"),
        ("2024-02", "2024-02", ["2024-02"], "day"),
        ("2024-02-01", "", ["2024-02"], "month"),
        ("", "", [], "month"),
    ],
)
def test_the_scale_follows_from_the_time_that_is_shown(since: str, until: str, months, scale: str) -> None:
    assert scale_for(since, until, months) == scale


def bars(page) -> dict[str, int]:
    return {
        str(a["aria-label"]).split(":")[0]: int(str(a["aria-label"]).split()[-1])
        for a in page.select(".plot a")
    }


def test_bars_lead_from_months_to_days(get) -> None:
    page = get(q="парақша", lang="en")
    assert sum(bars(page).values()) == 25
    assert list(bars(page)) == ["November 2023", "December 2023"]
    link = page.select(".plot a")[1]["href"]
    assert {"since": ["2023-12-01"], "until": ["2023-12-31"]}.items() <= parse_qs(
        urlsplit(link).query
    ).items()
    month = get(link)
    assert int(month.h1.get_text().split()[0]) == bars(page)["December 2023"]
    assert sum(bars(month).values()) == bars(page)["December 2023"]
    day = get(month.select(".plot a")[0]["href"])
    assert day.h1.get_text(strip=True) == "1 article"


def test_the_table_has_counts_and_shares(get) -> None:
    page = get(q="парақша", lang="en")
    cells = [
        [cell.get_text(strip=True) for cell in row.select("td")] for row in page.select(".chart tbody tr")
    ]
    assert [count for count, _ in cells] == [str(count) for count in bars(page).values()]
    assert all(share.endswith("%") and float(share[:-1]) <= 100 for _, share in cells)
    shares = get(q="парақша", lang="en", chart="share")
    assert [str(a["aria-label"]).split(": ")[1] for a in shares.select(".plot a")] == [
        share for _, share in cells
    ]
