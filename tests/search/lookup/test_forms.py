"""Which words of the vocabulary are stemmed when the forms of a term are looked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from index.text.analyze import term
from search.lookup.forms import _may_have

FORMS = [
    "мұнайдың",
    "мұнайшылар",
    "кітабы",
    "кітаптар",
    "тарағы",
    "тарағым",
    "орны",
    "орындар",
    "даусы",
    "дауыстар",
    "ерні",
    "еріндер",
    "халқы",
    "халыққа",
    "ауылы",
    "қоя",
    "қойды",
    "қою",
    "баю",
    "байыды",
    "оқу",
    "оқыды",
    "камтиды",
    "қамтыды",
    "оның",
    "одан",
    "ол",
    "соның",
    "сол",
    "бұның",
    "бұл",
    "боп",
    "болды",
    "қып",
    "қылды",
    "ансамблі",
    "ансамбльдер",
    "экологии",
    "экология",
    "казахстанского",
    "казахстанский",
    "днями",
    "день",
    "декабря",
    "декабрь",
]


@pytest.mark.parametrize("surface", FORMS)
def test_a_form_of_a_term_is_looked_at(surface: str) -> None:
    assert _may_have(surface, term(surface))


@pytest.mark.parametrize(
    ("surface", "stem"),
    [
        ("мұнара", "мунай"),
        ("кітапхана", "китал"),
        ("тарады", "тарак"),
        ("казарма", "казак"),
        ("алжир", "ал"),
        ("мұнайгаз", "мунай"),
    ],
)
def test_a_word_that_cannot_be_one_is_not_stemmed(surface: str, stem: str) -> None:
    assert not _may_have(surface, stem)


def test_a_form_that_hardly_any_article_has_is_looked_at_only_if_it_is_typed(
    tmp_path: Path, article: Callable[..., Article]
) -> None:
    with Corpus.open(tmp_path) as corpus:
        for number in range(303):
            corpus.put(article(str(number), "Мұнайдың бағасы."))
        corpus.put(article("few", "Мұнайлар."))
        for number in range(2):
            corpus.put(article(f"some {number}", "Мұнайға."))
        reindex(corpus, tmp_path / "index")
    with search.open(tmp_path / "index") as index:
        assert index.search("мұнай").matched_as[0].forms == (("мұнайдың", 303), ("мұнайға", 2))
        assert ("мұнайлар", 1) in index.search("мұнайлар").matched_as[0].forms
