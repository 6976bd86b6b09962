"""What pages about a person or a country tell: computed from the index when asked."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from index.engines import Engine
from index.query import FORM, SPELLING, InFacet, Request
from index.text import analyze
from search import present
from search.lookup.countries import country_code
from search.lookup.labels import label
from search.lookup.pairs import paired_with
from search.lookup.people import Background, Names, person_keys
from search.results import FacetValue, Hit
from search.snippets import Wanted

Counts = tuple[tuple[str, int], ...]

NEWEST = 10
MOST = 20
"""Values given of each kind."""

LEAST_TOGETHER = 3
"""Articles in which two must be named together before anything is said of them."""

SIGNIFICANT = 10.83
"""Floor of the log-likelihood ratio G² of naming two together: chance gives that much in one of a thousand
pairs (chi-square, one degree of freedom). T. Dunning, "Accurate Methods for the Statistics of Surprise and
Coincidence", Computational Linguistics 19 (1), 1993."""


@dataclass(frozen=True, slots=True)
class Month:
    """Articles of a month ("2024-11"): about the one asked for, and of the whole index."""

    month: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Together:
    """Somebody named in the same articles; ``lift`` is how many times as often as if by chance."""

    key: str
    name: str
    articles: int
    lift: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A person or country: what the articles that name it have in common.

    ``first`` and ``last`` are the moments of the first and last dated article. ``spellings`` are names in
    dictionary form and ``case_forms`` mentions as printed, in about how many articles each, the most frequent
    first (articles replaced lately may still count). ``months`` run from the first to the last with an article;
    ``together`` is ranked by lift, of those whose company is no chance (``SIGNIFICANT``).
    """

    key: str
    name: str
    articles: int
    first: datetime | None
    last: datetime | None
    spellings: Counts
    case_forms: Counts
    countries: tuple[FacetValue, ...]
    sources: tuple[FacetValue, ...]
    months: tuple[Month, ...]
    together: tuple[Together, ...]
    newest: tuple[Hit, ...]


class PersonProfile(Profile):
    """``key`` is the person's key, ``name`` the best attested spelling."""


class CountryProfile(Profile):
    """``key`` is the ISO 3166-1 code, ``name`` CLDR's; ``countries`` are those named beside it."""


P = TypeVar("P", bound=Profile)


def person(engine: Engine, names: Names, name: str, locale: str) -> PersonProfile | None:
    """The person of that name in any spelling, of several the one in most articles; None where there is none."""
    keys = person_keys([name], engine)
    key = max(keys, key=lambda key: engine.find(Request(InFacet("person", (key,)), limit=0)).total)
    return _profile(PersonProfile, engine, names, "person", key, names.shown(key), locale)


def country(engine: Engine, names: Names, code_or_name: str, locale: str) -> CountryProfile | None:
    """The country of that code or name; None where it is none, or no article names it."""
    key = country_code(code_or_name)
    if key is None:
        return None
    return _profile(CountryProfile, engine, names, "country", key, label("country", key, locale), locale)


def _profile(
    kind: type[P],
    engine: Engine,
    names: Names,
    facet: str,
    key: str,
    name: str,
    locale: str,
) -> P | None:
    node = InFacet(facet, (key,))
    counted = ("person", "country", "source", "month")
    found = engine.find(Request(node, facets=counted, sort="newest", limit=NEWEST))
    if not found.total:
        return None
    oldest = engine.find(Request(node, sort="oldest", limit=1)).articles[0].article
    background = names.background()
    spellings = _ranked(paired_with(engine, SPELLING, key))
    countries = {code: count for code, count in found.counts["country"].items() if code != key}
    people = {other: count for other, count in found.counts["person"].items() if other != key}
    wanted = Wanted(frozenset(stem for form, _ in spellings for stem in analyze(form)), frozenset())
    return kind(
        key=key,
        name=name,
        articles=found.total,
        first=oldest.published,
        last=found.articles[0].article.published,
        spellings=spellings,
        case_forms=_ranked(paired_with(engine, FORM, key)),
        countries=_values("country", countries, locale),
        sources=_values("source", found.counts["source"], locale),
        months=_months(found.counts["month"], background),
        together=tuple(islice(_together(names, people, found.total, background), MOST)),
        newest=tuple(present.hit(article, wanted, names) for article in found.articles),
    )


def _ranked(counts: Mapping[str, int]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _values(facet: str, counts: Mapping[str, int], locale: str) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(key, label(facet, key, locale), count) for key, count in _ranked(counts)[:MOST])


def _months(counts: Mapping[str, int], background: Background) -> tuple[Month, ...]:
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    months = sorted({*counts, *(month for month in background.months if first <= month <= last)})
    return tuple(Month(month, counts.get(month, 0), background.months.get(month, 0)) for month in months)


def _together(
    names: Names, people: Mapping[str, int], articles: int, background: Background
) -> Iterator[Together]:
    """Those named together significantly often, by lift."""
    lifts = {}
    for key, both in people.items():
        if both < LEAST_TOGETHER:
            continue
        other, of = background.people.get(key, both), background.articles
        expected = articles * other / of
        if both > expected and log_likelihood(both, articles, other, of) >= SIGNIFICANT:
            lifts[key] = both / expected
    for key in sorted(lifts, key=lambda key: (-lifts[key], -people[key], key)):
        yield Together(key, names.shown(key), people[key], round(lifts[key], 2))


def log_likelihood(both: int, one: int, other: int, of: int) -> float:
    """G² of two being named together in ``both`` of ``of`` articles, where ``one`` and ``other`` name each."""
    table = ((both, one - both), (other - both, of - one - other + both))
    rows, columns = (one, of - one), (other, of - other)
    return 2 * sum(
        count * math.log(count * of / (rows[i] * columns[j]))
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        if count > 0
    )
