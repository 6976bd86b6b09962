"""Both engines answer alike: 200 queries over the bundled corpus."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import search
from crawler.article import Article
from index.document import Document, make_document
from index.engines import open_engine
from index.query import FACETS

pytestmark = pytest.mark.opensearch

QUERIES = 200
SAME_TOP_TEN = 0.95
"""Share of queries with the same ten best. Lengths of fields are rounded otherwise (see mapping.py), so articles
that score nearly alike may change places."""


@pytest.fixture(scope="module")
def both(
    shared_place_in_cluster: str, tmp_path_factory: pytest.TempPathFactory, sample_articles: list[Article]
) -> Iterator[tuple[search.Index, search.Index]]:
    documents = [
        document for article in sample_articles if isinstance(document := make_document(article), Document)
    ]
    places: list[str | Path] = [tmp_path_factory.mktemp("whoosh"), shared_place_in_cluster]
    for place in places:
        with open_engine(place, rebuild=True) as engine:
            for document in documents:
                engine.add(document)
            engine.commit("c", 1)
    with search.open(places[0]) as whoosh, search.open(places[1]) as cluster:
        yield whoosh, cluster


def queries(articles: list[Article]) -> list[str]:
    """Queries of every kind, of words that stand in the articles."""
    chance = random.Random(9)

    def words(many: int) -> list[str]:
        text = chance.choice(articles).text.replace("\n", " ").split()
        start = chance.randrange(len(text) - many)
        return [word.strip("«»\"'()[],.:;!?–—-") or "және" for word in text[start : start + many]]

    kinds = [
        lambda: words(1)[0],
        lambda: " ".join(words(2)),
        lambda: " ".join(words(4)),
        lambda: " OR ".join([*words(1), *words(1), *words(1)]),
        lambda: f"{words(1)[0]} -{words(1)[0]}",
        lambda: f'"{" ".join(words(2))}"',
        lambda: f"{words(1)[0]} country:{chance.choice(['KZ', 'RU', 'TR', 'CN', 'AZ'])}",
        lambda: f"{words(1)[0]} after:{chance.randint(1995, 2020)}-01-01",
        lambda: f"title:{chance.choice(articles).title.split()[0].strip('«»')}",
        lambda: f"source:{chance.choice(articles).source}",
    ]
    return [kinds[number % len(kinds)]() for number in range(QUERIES)]


def test_the_same_hits_counts_and_best_ten(
    both: tuple[search.Index, search.Index], sample_articles: list[Article]
) -> None:
    same, asked, found = 0, queries(sample_articles), 0
    for query in asked:
        ours, theirs = (index.search(query, facets=FACETS, limit=1000, facet_size=1000) for index in both)
        assert theirs.total == ours.total, query
        assert {hit.url for hit in theirs.hits} == {hit.url for hit in ours.hits}, query
        assert theirs.facets == ours.facets, query
        found += ours.total > 0
        best, best_there = ({hit.url for hit in page.hits[:10]} for page in (ours, theirs))
        same += best == best_there
    assert found > 0.9 * QUERIES
    assert same >= SAME_TOP_TEN * QUERIES
