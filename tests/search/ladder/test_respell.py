"""Typing without the nine letters finds what typing with them finds."""

from collections.abc import Callable
from pathlib import Path

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from index.text import analyze
from index.text.scripts import fold


@pytest.mark.parametrize(
    "query", ["қорғаныс министрі", "Қазақстан президенті", "ғарышқа ұшты", "көшпенділер ойындары"]
)
def test_the_same_articles_with_the_same_one_first(index: search.Index, query: str) -> None:
    typed, plain = index.search(query), index.search(fold(query.lower()))
    assert plain.total == typed.total > 0
    assert {hit.url for hit in plain.hits} == {hit.url for hit in typed.hits}
    assert plain.hits[0].url == typed.hits[0].url


def test_a_word_that_would_be_misread_is_read_by_what_the_index_holds(
    tmp_path: Path, article: Callable[..., Article]
) -> None:
    assert analyze("биржан") != analyze("Біржан"), "choose another example: this one is read right by itself"
    with Corpus.open(tmp_path) as corpus:
        corpus.put(article("name", "Біржан сал ән айтты."))
        corpus.put(article("exchange", "Биржада баға өсті."))
        reindex(corpus, tmp_path / "index")
    with search.open(tmp_path / "index") as index:
        assert [hit.url for hit in index.search("биржан").hits] == ["https://dala.example/name"]
        assert [hit.url for hit in index.search("биржа").hits] == ["https://dala.example/exchange"]
        assert index.search("-биржан").total == 1
