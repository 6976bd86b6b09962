"""The bundled corpus keeps its promises."""

from collections import Counter
from datetime import UTC, datetime

from crawler.article import Article


def test_its_size_and_languages(sample_articles: list[Article]) -> None:
    languages = Counter(article.language for article in sample_articles)
    assert len(sample_articles) >= 100
    assert languages["kk"] >= 70 and languages["ru"] >= 20
    assert languages["kk-Latn"] >= 3 and languages["kk-Arab"] >= 3


def test_every_article_is_short_dated_and_from_an_invented_outlet(sample_articles: list[Article]) -> None:
    for article in sample_articles:
        assert 80 <= len(article.text.split()) <= 250, article.url
        assert article.source.endswith(".example") and article.source in article.url
        assert article.published is not None
        assert datetime(1991, 1, 1, tzinfo=UTC) <= article.published < datetime(2025, 1, 1, tzinfo=UTC)


def test_no_address_twice(sample_articles: list[Article]) -> None:
    assert len({article.url for article in sample_articles}) == len(sample_articles)
