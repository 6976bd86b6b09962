"""An index of the bundled corpus, built once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory, sample_articles: list[Article]) -> Path:
    data = tmp_path_factory.mktemp("bundled")
    with Corpus.open(data) as corpus:
        for article in sample_articles:
            corpus.put(article)
        reindex(corpus, data / "index")
    return data / "index"


@pytest.fixture(scope="session")
def index(location: Path) -> Iterator[search.Index]:
    with search.open(location) as opened:
        yield opened
