"""Time the pages of people and countries: ``python tests/bench/profiles.py [ARTICLES]``.

A made-up index: few words an article, but people, countries, spellings and forms of names as news has them (people by
Zipf's law out of 40,000, three an article). Prints the median of five requests, the first one apart, for the person in
most articles, one in a hundredth of them, one in a handful, and for the country in most.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

import search
from crawler.article import Article
from index.document import Document, make_document
from index.engines import open_engine
from index.entities import country_names
from index.query import FORM, SPELLING, pair_key

PEOPLE, COUNTRIES, NAMED = 40_000, 150, 3
CODES = sorted(country_names.codes())
ENDINGS = ("", "тың", "қа", "пен")


def build(location: Path, articles: int) -> None:
    """Index made-up articles."""
    rng = np.random.default_rng(2024)
    weights = 1 / np.arange(2, PEOPLE + 2) ** 1.1
    people = rng.choice(PEOPLE, (articles, NAMED), p=weights / weights.sum())
    places = rng.zipf(1.5, (articles, 2)) % COUNTRIES
    template = make_document(_article(0))
    assert isinstance(template, Document)
    with open_engine(location, rebuild=True) as engine:
        for number in range(articles):
            article = _article(number)
            names = [f"адам{person} ата{person}" for person in dict.fromkeys(people[number].tolist())]
            forms = [pair_key(name, f"{name}{ENDINGS[number % 4]}") for name in names]
            facets = {
                **template.facets,
                "source": (article.source,),
                "month": (f"{article.published:%Y-%m}",),
                "person": tuple(names),
                "country": tuple(dict.fromkeys(CODES[place] for place in places[number].tolist())),
                SPELLING: tuple(pair_key(name, name.title()) for name in names),
                FORM: tuple(forms),
            }
            engine.add(replace(template, article=article, facets=facets))
        engine.commit("made up", articles)


def _article(number: int) -> Article:
    return Article(
        f"https://made.example/{number}",
        "Жаңалық",
        "Бүгін жиын өтті.",
        published=datetime(2010, 1, 1, tzinfo=UTC) + timedelta(hours=number % 130_000),
        source=f"s{number % 40}.example",
        language="kk",
    )


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the first call, and the median of five later ones."""
    times = []
    for _ in range(6):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return times[0], statistics.median(times[1:])


def main() -> None:
    """Build, ask, print."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "index", articles)
        with search.open(Path(folder) / "index") as index:
            for person in (0, 60, 3_000):
                name = f"адам{person} ата{person}"
                first, later = timed(lambda name=name: index.person(name))
                found = index.person(name)
                assert found is not None
                print(f"person in {found.articles:,} articles: {later:.1f} ms, the first time {first:.1f}")
            first, later = timed(lambda: index.country(CODES[1]))
            found = index.country(CODES[1])
            print(
                f"country in {found.articles if found else 0:,} articles: {later:.1f} ms, the first time {first:.1f}"
            )


if __name__ == "__main__":
    main()
