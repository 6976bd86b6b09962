"""The chart of a page: from the counts of its dates to bars, and what is written beside them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _

from search import FacetValue
from web.charts import Bar, Chart, Count, scale_for
from web.languages import page_language
from web.links import search_url
from web.params import SearchParams


def install(app: Flask) -> None:
    """Hand the words of charts to the templates."""
    app.jinja_env.globals.update(period_label=period_label, labelled=labelled, figure=figure, lift=lift)


def date_facets(params: SearchParams) -> tuple[str, ...]:
    """The facets of which a search needs counts for its chart."""
    return ("month", "day") if scale_for(params.since, params.until, ()) == "day" else ("month",)


def chart_of(
    params: SearchParams, months: Iterable[FacetValue], days: Iterable[FacetValue] = ()
) -> Chart | None:
    """The chart of a search; None where nothing has a date."""
    found = [value for value in months if value.count]
    scale = scale_for(params.since, params.until, (value.key for value in found))
    counts = [Count(value.key, value.count, value.of) for value in (days if scale == "day" else found)]
    counts = [count for count in _within(counts, params) if count.count]
    return Chart.of(scale, _by_year(counts) if scale == "year" else counts, params.share) if counts else None


def _within(counts: list[Count], params: SearchParams) -> list[Count]:
    """Dates of a facet count without its own filter; the chart shows what the search found."""
    for chosen in filter(None, map(params.filters.get, ("year", "month", "day"))):
        counts = [
            one for one in counts if any(one.key.startswith(key) or key.startswith(one.key) for key in chosen)
        ]
    return counts


def _by_year(counts: Iterable[Count]) -> list[Count]:
    found: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for count in counts:
        found[count.key[:4]] += count.count
        of[count.key[:4]] += count.of or 0
    return [Count(year, found[year], of[year] or None) for year in sorted(found)]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bar with what is written beside it: its time, the ``figure`` it stands for, the count, the share.

    ``link`` is the search of its time; a chart of many years leads to months, of months to days.
    """

    bar: Bar
    link: str
    label: str
    figure: str
    count: str
    share: str


def labelled(chart: Chart, params: SearchParams) -> list[Labelled]:
    """The bars of a search that stand for any article."""
    return [_labelled(bar, chart.share, params) for bar in chart.bars if bar.count.count]


def _labelled(bar: Bar, is_share: bool, params: SearchParams) -> Labelled:
    count, share = figure(bar.count.count, False), figure(bar.count.percent, True)
    return Labelled(
        bar,
        search_url(params.between(bar.since, bar.until)),
        period_label(bar.count.key),
        share if is_share else count,
        count,
        share if bar.count.of else "–",
    )


def chart_switches(params: SearchParams, endpoint: str, **values: Any) -> list[tuple[str, str, bool]]:
    """The two ways to draw a chart, on the page that shows it: name, address, whether it is this one."""
    return [
        (name, url_for(endpoint, **values, **params.sharing(share).args()), params.share == share)
        for name, share in ((_("number"), False), (_("share of all"), True))
    ]


def period_label(key: str) -> str:
    """A year, month or day in words."""
    here = page_language()
    return here.day(date.fromisoformat(key)) if len(key) == 10 else here.facet_label("month", key)


def figure(value: float, is_share: bool) -> str:
    """A count, or a share in percent."""
    return f"{_tenths(value)}%" if is_share else page_language().number(round(value))


def lift(value: float) -> str:
    """How many times as often as by chance."""
    return f"×{_tenths(value)}"


def _tenths(value: float) -> str:
    return page_language().number(round(value, 1), "#,##0.#")
